//! What was found and is not shown yet: where it is, how good it is, and the best of many.

use crate::{library::NoteId, note::Span, search::kind::Kind};
use std::cmp::{Ordering, Reverse};

/// A place that fits a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub score: i32,
    pub kind: Kind,
    /// The place of its note in the order of all paths; [`u32::MAX`] for a concept without a note.
    pub note: u32,
    /// Its place in the note; of a concept without a note the first letters of its name.
    pub at: u32,
    pub item: Item,
}

/// What fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A concept, by one of the names of all concepts.
    Concept(u32),
    /// A heading or a term, by one of the names of the note.
    Place(NoteId, u32),
    /// A note, and its sentence that says most of what is asked for.
    Note(NoteId, Option<Span>),
    /// A sentence, as bytes of the digest's text, or the timestamp that it belongs to.
    Passage(NoteId, Span, Option<u32>),
}

impl Candidate {
    /// The better one first, whatever the order in which they were found.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (Reverse(it.score), it.kind, it.note, it.at);
        key(self).cmp(&key(other))
    }
}

/// The best of what was found, and how many there are of each kind.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub best: Vec<Candidate>,
    pub counts: [usize; 6],
    limit: usize,
    /// The only kind that is kept.
    kind: Option<Kind>,
    /// Nothing worse is among the best any more.
    floor: i32,
    /// The notes of the first few.
    notes: Vec<u32>,
}

/// Among so many are the shown ones: the last look at a row changes its score a little.
const RESERVE: usize = 64;
/// Where few were found, their notes are known.
const NOTES: usize = 16;

impl Found {
    /// Keeps so many of the best, of one kind if that is given, and a few more.
    pub fn new(limit: usize, kind: Option<Kind>) -> Self {
        let limit = limit.saturating_add(RESERVE);
        Self { best: Vec::new(), counts: [0; 6], limit, kind, floor: i32::MIN, notes: Vec::new() }
    }

    /// Takes in one.
    pub fn push(&mut self, it: Candidate) {
        if let Some(count) = self.counts.get_mut(it.kind.index()) {
            *count += 1;
        }
        if self.notes.len() < NOTES {
            self.notes.push(it.note);
        }
        if it.score >= self.floor && self.kind.is_none_or(|kind| kind == it.kind) {
            self.best.push(it);
        }
        if self.best.len() >= self.limit.saturating_mul(4) {
            self.trim();
        }
    }

    /// Takes in all that another one found.
    pub fn absorb(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self.best.extend(other.best);
        self.notes.extend(other.notes.iter().take(NOTES.saturating_sub(self.notes.len())));
        if self.best.len() >= self.limit.saturating_mul(4) {
            self.trim();
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The places, in the order of all paths, of the notes of the first few that were found.
    pub fn notes(&self) -> &[u32] {
        &self.notes
    }

    /// Forgets all but the best, and brings them in order.
    pub fn settle(&mut self) {
        self.trim();
        self.best.sort_unstable_by(Candidate::order);
    }

    fn trim(&mut self) {
        if self.best.len() > self.limit {
            let (_, last, _) = self.best.select_nth_unstable_by(self.limit - 1, Candidate::order);
            self.floor = last.score;
            self.best.truncate(self.limit);
        }
    }
}
