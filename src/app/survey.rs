//! Where the cards that the log knows stand in the notes, and what of them is due.

use crate::{
    library::Library,
    note::Note,
    quiz::{
        Card, CardId, Fingerprint,
        identity::{Before, Folder, Past, Present, Vanished, reattach},
    },
    schedule::{Attachment, Candidate, Day, Memory, Plan, Recheck},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The cards that the log knows, where the notes hold them.
#[derive(Debug, Default)]
pub struct Survey {
    seats: HashMap<CardId, Seat>,
    /// The paths of the notes that hold them.
    notes: Vec<Arc<str>>,
    /// The histories that go to edited cards.
    pub attachments: Vec<Attachment>,
    /// Whether the notes seem to be all there.
    pub folder: Folder,
    missing: Vec<CardId>,
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
    /// What it asks.
    pub prompt: Box<str>,
    /// The same for its siblings only.
    pub group: u64,
}

impl Survey {
    /// Finds the cards that are known in a library; of those that it `held` when it was last open and that are not there
    /// any more, what they have become. `read` gives a note and its cards. Only notes are read whose file has the name of one
    /// that cards were made from; all of them, where cards are missing.
    pub fn make(
        known: &[(CardId, Fingerprint)],
        held: &[CardId],
        library: &Library,
        mut read: impl FnMut(&str) -> Option<(Note, Vec<Card>)>,
    ) -> Self {
        let mut files: HashMap<&str, HashSet<CardId>> = HashMap::new();
        for (card, it) in known {
            files.entry(it.file()).or_default().insert(*card);
        }
        let mut survey = Self::default();
        for note in library.notes() {
            let file = note.path.rsplit('/').next().unwrap_or(&note.path);
            let Some(wanted) = files.get(file) else { continue };
            let Some((_, cards)) = read(&note.path) else { continue };
            cards.iter().filter(|it| wanted.contains(&it.id)).for_each(|it| survey.add(it));
        }
        let held: HashSet<CardId> = held.iter().copied().collect();
        let is_missing = |it: &&(CardId, Fingerprint)| held.contains(&it.0) && survey.seat(it.0).is_none();
        let missing: Vec<&(CardId, Fingerprint)> = known.iter().filter(is_missing).collect();
        if !missing.is_empty() {
            survey.seek(known, &missing, held.len(), library, read);
        }
        if survey.folder == Folder::Incomplete {
            survey.missing = missing.iter().map(|it| it.0).collect();
        }
        survey
    }

    /// Seeks what has become of missing cards, in all notes.
    fn seek(
        &mut self,
        known: &[(CardId, Fingerprint)],
        missing: &[&(CardId, Fingerprint)],
        held: usize,
        library: &Library,
        mut read: impl FnMut(&str) -> Option<(Note, Vec<Card>)>,
    ) {
        let known: HashSet<CardId> = known.iter().map(|it| it.0).collect();
        let mut there: HashMap<CardId, (Fingerprint, Card)> = HashMap::new();
        for note in library.notes() {
            for card in read(&note.path).map(|it| it.1).into_iter().flatten() {
                let light = Card { source: String::new(), rest: String::new(), ..card };
                there.insert(light.id, (light.fingerprint.clone(), light));
            }
        }
        let vanished = missing.iter().map(|it| Vanished { id: it.0, fingerprint: &it.1 }).collect();
        let past = |id: &CardId| if known.contains(id) { Past::Answered } else { Past::New };
        let present = there.iter().map(|(id, it)| Present { id: *id, fingerprint: &it.0, past: past(id) });
        let found = reattach(&Before { held, vanished }, present);
        self.folder = found.folder;
        for pair in found.pairs {
            let old = missing.iter().find(|it| it.0 == pair.old).map(|it| it.1.clone());
            let (Some(old_fingerprint), Some((new_fingerprint, card))) = (old, there.get(&pair.new)) else { continue };
            self.add(card);
            self.attachments.push(Attachment {
                old: pair.old,
                new: pair.new,
                old_fingerprint,
                new_fingerprint: new_fingerprint.clone(),
                score: pair.score,
                recheck: if pair.caution.is_some() { Recheck::Soon } else { Recheck::AsPlanned },
            });
        }
    }

    /// The cards with history that the library holds, for the next time; with those that are missing only because the
    /// folder is incomplete.
    pub fn held(&self) -> Vec<CardId> {
        self.seats.keys().chain(&self.missing).copied().collect()
    }

    /// Adds a card that the log knows from now on.
    pub fn add(&mut self, card: &Card) {
        let at = self.notes.iter().rposition(|it| **it == *card.note).unwrap_or_else(|| {
            self.notes.push(card.note.as_str().into());
            self.notes.len() - 1
        });
        let Some(note) = self.notes.get(at).cloned() else { return };
        let group = (at as u64) << 32 | u64::from(card.group);
        let prompt = card.prompt.as_str().into();
        self.seats.insert(card.id, Seat { note, section: card.section, offset: card.offset, prompt, group });
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
