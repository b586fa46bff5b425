//! What is said at the end of a session: how much was known, what was missed, and how sure the reader was of it.

use crate::quiz::{
    card::Card,
    rating::{Confidence, Rating},
    session::Session,
};

/// How a session went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Cards that were answered.
    pub asked: usize,
    /// Cards that were known at the first answer.
    pub known: usize,
    /// How often each rating was given, in the order of [`Rating::ALL`].
    pub ratings: [usize; 4],
    /// The cards that were missed at least once, the most missed first.
    pub missed: Vec<Missed>,
    /// How often the reader was right, by how sure they were; in the order of [`Confidence::ALL`].
    pub surety: [Surety; 3],
}

/// A card that was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The card, an index into the session's cards.
    pub card: usize,
    /// How often.
    pub times: usize,
    /// The reader was sure: such errors are worth most attention.
    pub was_sure: bool,
}

/// First answers given with one confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surety {
    /// How many.
    pub given: usize,
    /// How many of them were known.
    pub known: usize,
}

impl Session {
    /// How it has gone so far.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for given in self.given() {
            if let Some(count) = score.ratings.get_mut(usize::from(given.rating.number() - 1)) {
                *count += 1;
            }
            let is_known = given.rating != Rating::Again;
            if given.is_first {
                score.asked += 1;
                score.known += usize::from(is_known);
                if let Some(surety) = given.confidence.and_then(|it| score.surety.get_mut(it as usize)) {
                    surety.given += 1;
                    surety.known += usize::from(is_known);
                }
            }
            if !is_known {
                let was_sure = given.confidence == Some(Confidence::Sure);
                match score.missed.iter_mut().find(|it| it.card == given.card) {
                    Some(it) => (it.times, it.was_sure) = (it.times + 1, it.was_sure || was_sure),
                    None => score.missed.push(Missed { card: given.card, times: 1, was_sure }),
                }
            }
        }
        score.missed.sort_by_key(|it| (std::cmp::Reverse(it.was_sure), std::cmp::Reverse(it.times)));
        score
    }

    /// The cards that were missed, the most missed first.
    pub fn missed(&self) -> Vec<Card> {
        self.score().missed.iter().filter_map(|it| self.cards().get(it.card).cloned()).collect()
    }
}
