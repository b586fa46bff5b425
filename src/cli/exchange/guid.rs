//! What Anki is to know cards by, so that importing again updates and doubles nothing.

use crate::{quiz::CardId, schedule::Memory};
use foldhash::{HashSet, HashSetExt};

/// The names of the cards of one export, no two of them the same.
pub(crate) struct Guids<'a> {
    memory: &'a Memory,
    given: HashSet<String>,
}

impl<'a> Guids<'a> {
    pub fn new(memory: &'a Memory) -> Self {
        Self { memory, given: HashSet::new() }
    }

    /// The id of the card that the history of this one began with, so that an edited card updates what Anki has; its own,
    /// when there is no other or that one has come back.
    pub fn of(&mut self, card: CardId) -> String {
        let name = self.first(card).unwrap_or(card).to_string();
        let again = (2..).map(|it| format!("{name}-{it}"));
        let name = std::iter::once(name.clone()).chain(again).find(|it| !self.given.contains(it)).unwrap_or(name);
        self.given.insert(name.clone());
        name
    }

    fn first(&self, card: CardId) -> Option<CardId> {
        self.memory.fingerprint(card)?;
        let first = self.memory.history(card).first().and_then(|it| it.card())?;
        (first == card || self.memory.history(first).is_empty()).then_some(first)
    }
}
