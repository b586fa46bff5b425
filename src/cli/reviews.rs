//! What was answered in this run, with the time that each answer took: the place where the log of reviews comes in.

use crate::quiz::{CardId, CardMark, Review};
use std::time::{Duration, Instant};

/// The answers of one run.
#[derive(Default)]
pub(crate) struct Reviews {
    asked: Option<Instant>,
    taken: Option<Duration>,
    /// What is to be kept, in order.
    pub records: Vec<Record>,
}

/// Something to be kept of a card.
#[derive(Debug)]
#[allow(dead_code)] // The log of reviews will write them; until then they are held.
pub(crate) enum Record {
    /// An answer, and how many milliseconds it took.
    Review(Review, u64),
    /// Something else that is to be remembered of a card.
    Mark(CardId, CardMark),
}

impl Reviews {
    /// A card is shown.
    pub fn asked(&mut self) {
        (self.asked, self.taken) = (Some(Instant::now()), None);
    }

    /// The reader has replied; who changes the reply takes longer.
    pub fn replied(&mut self) {
        self.taken = self.asked.map(|it| it.elapsed());
    }

    /// Takes in a review of the card that was shown last.
    pub fn review(&mut self, review: Review) {
        let taken = self.taken.take().unwrap_or_default();
        let milliseconds = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
        self.records.push(Record::Review(review, milliseconds));
    }

    /// Takes in something else that is to be remembered of a card.
    pub fn mark(&mut self, card: CardId, mark: CardMark) {
        self.records.push(Record::Mark(card, mark));
    }
}
