//! What is compared: cards whose source is gone, and cards that the notes hold now.

use crate::quiz::{
    card::Kind,
    fingerprint::{CardId, Fingerprint},
};

/// The cards that were there before.
#[derive(Clone, Debug, Default)]
pub struct Before<'a> {
    /// How many cards with history the library held when it was last open.
    pub held: usize,
    /// Those of them that the notes do not hold any more.
    pub vanished: Vec<Vanished<'a>>,
}

/// A card with history that is not there any more.
#[derive(Clone, Copy, Debug)]
pub struct Vanished<'a> {
    /// Its name.
    pub id: CardId,
    /// Its source as the log knows it.
    pub fingerprint: &'a Fingerprint,
}

/// A card that the notes hold now.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// Its name.
    pub id: CardId,
    /// Its source.
    pub fingerprint: &'a Fingerprint,
    /// What is known of it.
    pub past: Past,
}

/// What is known of a card that the notes hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// It has a history of its own and takes no other one.
    Answered,
    /// It stood here already when the library was last open, without history: nothing that was edited since has become
    /// this card. It takes the history of one with exactly its source, such as a copy that is left.
    Seen,
    /// It may have come since.
    New,
}

/// What the term of a card says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermRole {
    /// What the card is about: no two cards of one kind in a note have the same.
    Name,
    /// Words that the card takes out of its sentence, or what leads to a list.
    Part,
    /// A word that many cards have in common, or none at all.
    Nothing,
}

/// What the term of a source says.
pub(crate) fn role(fingerprint: &Fingerprint) -> TermRole {
    if bare_term(fingerprint).is_empty() {
        return TermRole::Nothing;
    }
    match Kind::parse(&fingerprint.kind) {
        Some(Kind::Cause) => TermRole::Nothing,
        Some(Kind::Term | Kind::Name | Kind::Choice | Kind::Branch | Kind::Audience | Kind::Definition) => {
            TermRole::Name
        }
        _ => TermRole::Part,
    }
}

/// The words of a term: without the mark of the other way round, and without the number that tells the holes of one
/// written card apart.
pub(crate) fn bare_term(fingerprint: &Fingerprint) -> &str {
    let term = fingerprint.term.trim_start_matches(['←', ' ']);
    if fingerprint.kind != Kind::Explicit.name() {
        return term;
    }
    let bare = term.trim_end_matches(|it: char| it.is_ascii_digit());
    if bare.ends_with(' ') { bare.trim_end() } else { term }
}

/// True for cards that ask in the same direction.
pub(crate) fn is_same_way(one: &Fingerprint, other: &Fingerprint) -> bool {
    one.term.starts_with('←') == other.term.starts_with('←')
}
