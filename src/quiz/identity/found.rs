//! What was found: which history goes to which card, how sure that is, and what is gone.

use crate::quiz::fingerprint::CardId;

/// What has become of the cards that vanished.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reattached {
    /// The cards that were found again, in the order of the old ones.
    pub pairs: Vec<Match>,
    /// The cards that were not, in order. Their log is kept, and they revive when their source returns.
    pub gone: Vec<CardId>,
    /// Whether the notes seem to be all there.
    pub folder: Folder,
    /// How many pairs of cards were compared letter by letter: what the time goes with.
    pub compared: usize,
}

/// Whether the notes seem to be all there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folder {
    /// They do.
    #[default]
    Whole,
    /// Of more than 30% of the cards nothing is left: the folder is incomplete, and no history goes anywhere.
    Incomplete,
}

/// A card whose history goes to another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The card that is gone.
    pub old: CardId,
    /// The card that it has become.
    pub new: CardId,
    /// How alike they are, from 0 to 1.
    pub score: f32,
    /// How it was found.
    pub how: How,
    /// Why it should be asked again soon.
    pub caution: Option<Caution>,
}

/// How a card was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Its source stands in another place, unchanged.
    Moved,
    /// Its kind, its term and its place are the same.
    Edited,
    /// It is more like the old one than any other.
    Similar,
}

/// What changed in a source that may change the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// A negation came or went, or a word turned into its opposite.
    Negation,
    /// A number, a measure or a date.
    Number,
    /// What is asked for or about.
    KeyTerm,
    /// The words are the same and their order is not.
    Order,
}
