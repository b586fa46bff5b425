//! A review: what the reader knew of a card, handed on to be kept.

use crate::quiz::{answer::Verdict, card::Kind, fingerprint::CardId};

/// How well a card was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// It was not known.
    Again,
    /// Only with effort, or nearly.
    Hard,
    /// It was known.
    Good,
    /// At once.
    Easy,
}

impl Rating {
    /// All ratings, in the order of their keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        }
    }

    /// Its number, from 1.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// How sure a reader is of an answer before it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It was guessed.
    Guess,
    /// It may be right.
    Unsure,
    /// It is right.
    Sure,
}

impl Confidence {
    /// All of them, in the order of their keys 1 to 3.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Unsure, Self::Sure];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guess => "a guess",
            Self::Unsure => "unsure",
            Self::Sure => "sure",
        }
    }
}

/// What the card was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// To be remembered.
    Quiz,
    /// Before the text was read: to fail is no lapse.
    Pretest,
}

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
