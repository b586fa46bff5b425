//! What another program says: cards, and how they were answered there.

use crate::{
    quiz::{Occasion, Rating},
    schedule::{EventId, Instant},
};

/// A card of another program.
pub(crate) struct Foreign {
    /// What it is called in messages: its question.
    pub name: String,
    /// The name that we may have given it.
    pub guid: Option<String>,
    /// What it asks and what is to be known, in every reading.
    pub faces: Vec<(String, String)>,
    pub answers: Vec<Given>,
}

/// An answer that was given there.
pub(crate) struct Given {
    /// A name that follows from what the other program calls it.
    pub id: EventId,
    pub at: Instant,
    pub rating: Rating,
    pub milliseconds: u32,
    pub occasion: Occasion,
}

/// What is not imported, and why.
pub(crate) struct Skipped {
    /// The question, or what it is.
    pub name: String,
    /// Where it stands, if in a note.
    pub place: Option<(String, u32)>,
    /// How many answers.
    pub reviews: usize,
    pub why: &'static str,
}

impl Skipped {
    pub fn new(name: &str, reviews: usize, why: &'static str) -> Self {
        Self { name: name.into(), place: None, reviews, why }
    }
}

/// All that a file says.
#[derive(Default)]
pub(crate) struct Heard {
    pub cards: Vec<Foreign>,
    pub skipped: Vec<Skipped>,
}

/// An instant that the log can write.
pub(crate) fn instant(milliseconds: i64) -> Option<Instant> {
    /// The year 10000.
    const END: i64 = 253_402_300_800_000;
    (0..END).contains(&milliseconds).then_some(Instant(milliseconds))
}
