//! Where the cards that the log knows stand in the notes, and what of them is due.

use crate::{
    library::Library,
    note::Note,
    quiz::{Card, CardId, Fingerprint},
    schedule::{Candidate, Day, Memory, Plan},
};
use std::{collections::HashMap, sync::Arc};

/// The cards that the log knows, where the notes hold them.
#[derive(Debug, Default)]
pub struct Survey {
    seats: HashMap<CardId, Seat>,
    /// The paths of the notes that hold them.
    notes: Vec<Arc<str>>,
}

/// Where a card stands.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The path of its note.
    pub note: Arc<str>,
    /// Its section, an index into the note's.
    pub section: u32,
    /// Where its source begins, in bytes.
    pub offset: u32,
    /// The same for its siblings only.
    pub group: u64,
}

impl Survey {
    /// Finds the cards that are known in a library. `read` gives a note and its cards; only notes are read whose file
    /// has the name of one that cards were made from.
    pub fn make(
        known: &[(CardId, Fingerprint)],
        library: &Library,
        mut read: impl FnMut(&str) -> Option<(Note, Vec<Card>)>,
    ) -> Self {
        let mut files: HashMap<&str, Vec<CardId>> = HashMap::new();
        known.iter().for_each(|(card, it)| files.entry(it.file()).or_default().push(*card));
        let mut survey = Self::default();
        for note in library.notes() {
            let file = note.path.rsplit('/').next().unwrap_or(&note.path);
            let Some(wanted) = files.get(file) else { continue };
            let Some((_, cards)) = read(&note.path) else { continue };
            cards.iter().filter(|it| wanted.contains(&it.id)).for_each(|it| survey.add(it));
        }
        survey
    }

    /// Adds a card that the log knows from now on.
    pub fn add(&mut self, card: &Card) {
        let at = self.notes.iter().rposition(|it| **it == *card.note).unwrap_or_else(|| {
            self.notes.push(card.note.as_str().into());
            self.notes.len() - 1
        });
        let Some(note) = self.notes.get(at).cloned() else { return };
        let group = (at as u64) << 32 | u64::from(card.group);
        self.seats.insert(card.id, Seat { note, section: card.section, offset: card.offset, group });
    }

    /// Where a card stands.
    pub fn seat(&self, card: CardId) -> Option<&Seat> {
        self.seats.get(&card)
    }

    /// All of them, siblings one after the other.
    pub fn in_order(&self) -> Vec<(CardId, &Seat)> {
        let mut seats: Vec<(CardId, &Seat)> = self.seats().collect();
        seats.sort_unstable_by_key(|it| (it.1.group, it.0));
        seats
    }

    /// All of them, in no order.
    pub fn seats(&self) -> impl Iterator<Item = (CardId, &Seat)> {
        self.seats.iter().map(|it| (*it.0, it.1))
    }

    /// What is due of them on a day.
    pub fn plan(&self, memory: &Memory, day: Day) -> Plan {
        let mut candidates: Vec<Candidate> =
            self.seats.iter().map(|it| Candidate { card: *it.0, group: it.1.group }).collect();
        // Which of two siblings is asked must not depend on the order in a table.
        candidates.sort_unstable_by_key(|it| it.card);
        Plan::of(memory, &candidates, day)
    }
}
