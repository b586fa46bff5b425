//! A review: what the reader knew of a card, handed on to be kept.

use crate::quiz::{
    answer::Verdict,
    card::Kind,
    fingerprint::CardId,
    rating::{Confidence, Occasion, Rating},
};

/// One answer to one card. The time it took is measured by whoever keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The card.
    pub card: CardId,
    /// The rule that made it.
    pub kind: Kind,
    /// How well it was known.
    pub rating: Rating,
    /// How sure the reader was, when that was asked.
    pub confidence: Option<Confidence>,
    /// What the program thought of the answer, after an override by the reader; none when it could not tell.
    pub verdict: Option<Verdict>,
    /// What was typed or chosen; lines of a list are parted by line ends.
    pub typed: Option<String>,
    /// What it was asked for.
    pub occasion: Occasion,
}

/// Something that is to be remembered of a card besides its reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardMark {
    /// It is not asked until the reader asks for it again.
    Suspended,
    /// It is not asked again today.
    Buried,
    /// It is a bad card: it is never asked.
    Never,
    /// This typed answer is right, too.
    Accepted(String),
    /// The last thing that was said of it, a review or a mark, is void.
    Undone,
}
