//! The decks to choose from: what they are called and how many cards they hold.

use crate::{
    app::quiz_page::Choice,
    library::ConceptKey,
    quiz::{CardId, Deck},
};

/// The screen on which a deck is chosen.
#[derive(Clone, Debug, Default)]
pub struct DeckPage {
    /// The decks, the one chosen last before the others.
    pub rows: Vec<DeckRow>,
    /// The selected row.
    pub selected: usize,
    /// Where the reader came from.
    pub context: Context,
}

/// A deck to choose.
#[derive(Clone, Debug)]
pub struct DeckRow {
    /// What kind of deck it is.
    pub choice: Choice,
    /// What it is called.
    pub name: &'static str,
    /// Which one it is.
    pub title: String,
    /// How many cards it holds.
    pub count: Count,
    /// The deck; none to go on with what was left.
    pub deck: Option<Deck>,
}

/// How many cards a deck holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Cards(usize),
    /// As many as are found in so many notes.
    Notes(usize),
    /// So many are due; none while that is not known.
    Due(Option<usize>),
    /// So many of so many were answered.
    Answered(usize, usize),
}

/// What the reader had at hand before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The path and the title of a note.
    pub note: Option<(String, String)>,
    /// Where the reader was in it, in bytes.
    pub here: u32,
    /// The cards of the item at hand.
    pub item: Vec<CardId>,
    /// A concept and what a person calls it.
    pub concept: Option<(ConceptKey, String)>,
}
