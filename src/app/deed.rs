//! What the reader did and what must be kept: it goes to the log, and the next prompt waits until it is there.

use crate::{
    app::key::Key,
    quiz::{Card, Confidence, Rating},
    schedule::{self, Day},
};
use std::collections::VecDeque;

/// A deed on its way to the disk.
#[derive(Debug)]
pub struct Storing {
    /// What follows.
    pub(crate) then: Then,
    /// What the reader is told once it is there.
    pub(crate) said: Option<String>,
    /// Keys that were pressed meanwhile: they are meant for what comes next.
    pub(crate) held: VecDeque<Key>,
}

/// What follows once a deed is on the disk.
#[derive(Debug)]
pub(crate) enum Then {
    /// The card at hand is rated.
    Rated {
        /// The card.
        card: Box<Card>,
        /// How well it was known.
        rating: Rating,
        /// How sure the reader was.
        confidence: Option<Confidence>,
        /// The typed answer that is right from now on.
        accepted: Option<String>,
    },
    /// The card at hand is asked no more.
    Removed,
    /// The session goes one step back.
    SteppedBack,
    /// Nothing.
    Nothing,
}

/// What became of deeds: the outcome of `Effect::Store`, and what other programs did.
#[derive(Debug)]
pub struct Stored {
    /// What is in the log now, or waits to be written; what was stored last.
    pub events: Vec<schedule::Event>,
    /// How many of them, at the end, are what was to be stored: the rest was written by other programs.
    pub own: usize,
    /// How many answers wait to be written.
    pub waiting: usize,
    /// Why they wait, for the reader.
    pub problem: Option<String>,
    /// The study day that it is.
    pub today: Day,
}
