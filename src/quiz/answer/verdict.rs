//! What is expected of a typed answer, and what is said of it.

/// What is wanted, and what must not be mistaken for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected<'a> {
    /// The answer as the card shows it.
    pub answer: &'a str,
    /// Other answers that this card accepts.
    pub accept: &'a [String],
    /// The other terms of the deck: what is nearer to one of them is wrong.
    pub terms: &'a [String],
    /// Words of so many cards that they say little: with only them right it is wrong, with only them missing close.
    pub hubs: &'a [String],
}

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What was wanted, if need be with a slip of spelling.
    Right,
    /// Nearly: the learner decides.
    Close,
    /// Something else, however near it looks.
    Wrong,
}

/// A verdict with its reason, and what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason, as a short sentence for the learner, without a full stop.
    pub why: String,
    /// The answer that the typed one was held against, in pieces: the card's own, or an accepted one that is nearer.
    pub wanted: Vec<Stretch>,
    /// What was typed, in pieces.
    pub typed: Vec<Stretch>,
}

/// A piece of a text in which everything has the same mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The piece, as it was written.
    pub text: String,
    /// How it stands to the other text.
    pub mark: Mark,
}

/// How letters of one text stand to those of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They are the same, or the difference does not count.
    Same,
    /// They are wanted and were not typed.
    Missing,
    /// They were typed and are not wanted.
    Extra,
    /// Others stand in their place.
    Wrong,
}
