//! What a card is: a prompt, its answer, where both come from and why they were made.

use crate::quiz::{
    chance::Chance,
    fingerprint::{CardId, Fingerprint},
};

/// The rule that made a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The items of a list.
    List,
    /// What a term of a list means.
    Term,
    /// The term of a list that is meant.
    Name,
    /// The same, with the terms of the list to choose from.
    Choice,
    /// The heading that an item belongs to.
    Branch,
    /// The order of steps, or what comes after one.
    Order,
    /// What running text defines.
    Definition,
    /// A sentence with a hole.
    Cloze,
    /// Who is asked to do what.
    Audience,
    /// Why, or what follows.
    Cause,
    /// A card that the author wrote as one.
    Explicit,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::List,
        Self::Term,
        Self::Name,
        Self::Choice,
        Self::Branch,
        Self::Order,
        Self::Definition,
        Self::Cloze,
        Self::Audience,
        Self::Cause,
        Self::Explicit,
    ];

    /// Its name, as in `recto cards --kind`.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Term => "term",
            Self::Name => "name",
            Self::Choice => "choice",
            Self::Branch => "branch",
            Self::Order => "order",
            Self::Definition => "definition",
            Self::Cloze => "cloze",
            Self::Audience => "audience",
            Self::Cause => "cause",
            Self::Explicit => "explicit",
        }
    }

    /// The kind of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// A question about a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name, made of the fingerprint.
    pub id: CardId,
    /// The rule that made it.
    pub kind: Kind,
    /// The path of its note.
    pub note: String,
    /// The line of its source, from 1.
    pub line: u32,
    /// Where its source begins in the note, in bytes.
    pub offset: u32,
    /// The section of its source, an index into [`Note::sections`](crate::note::Note::sections).
    pub section: u32,
    /// The headings above its source, outermost first.
    pub context: Vec<String>,
    /// What is asked; a hole is `▢`.
    pub prompt: String,
    /// What is to be known.
    pub answer: Answer,
    /// Other typed answers that are right.
    pub accept: Vec<String>,
    /// The sentence or item that it was made from, clean.
    pub source: String,
    /// What follows the answer in its source, to be unfolded.
    pub rest: String,
    /// The second of the video where it is said.
    pub seconds: Option<u32>,
    /// Why it was made, for people.
    pub why: String,
    /// Cards of one note with the same group come from the same item or sentence.
    pub group: u32,
    /// What it was made from, for finding it again.
    pub fingerprint: Fingerprint,
    /// Of an explicit card: what another program wrote about its schedule, such as `2026-11-24,4,270`.
    pub scheduled: Option<String>,
}

impl Card {
    /// An order of `count` steps in which this card shows them: another than the right one, always the same.
    pub fn disordered(&self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        Chance::new(self.id.0).shuffle(&mut order);
        if order.is_sorted() {
            order.rotate_left(count.min(1));
        }
        order
    }
}

/// What is to be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A text: typed when it is short, else recalled and shown.
    Text(String),
    /// Items in any order.
    Items(Vec<String>),
    /// Steps in their right order; they are shown in another.
    Order(Vec<String>),
    /// One of several.
    Choice {
        /// What there is to choose from, as it is shown.
        options: Vec<String>,
        /// The right one, an index into `options`.
        key: usize,
    },
}

/// A text of so many words is typed; a longer one is recalled.
const TYPED_WORDS: usize = 6;

impl Answer {
    /// True when the answer is to be typed and can be judged.
    pub fn is_typed(&self) -> bool {
        matches!(self, Self::Text(text) if text.split_whitespace().count() <= TYPED_WORDS)
    }

    /// The right answer or answers as texts.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Items(items) | Self::Order(items) => items.iter().map(String::as_str).collect(),
            Self::Choice { options, key } => options.get(*key).map(String::as_str).into_iter().collect(),
        }
    }
}

/// A candidate that became no card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The rule that proposed it.
    pub kind: Kind,
    /// The path of its note.
    pub note: String,
    /// The line of its source, from 1.
    pub line: u32,
    /// What was proposed: its prompt, or its source.
    pub text: String,
    /// The rule that refused it.
    pub rule: Rule,
    /// What exactly is wrong, for people.
    pub why: String,
}

/// A rule that refuses candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// It points at a sentence that is not shown.
    Anaphor,
    /// The prompt gives the answer away.
    Leak,
    /// Another answer would be right, too.
    Ambiguous,
    /// It is no whole statement.
    Fragment,
    /// It holds markup or what is left of it.
    Debris,
    /// The prompt or the answer is too long to be asked, or too short.
    Long,
    /// The answer is guessed, not known.
    Trivial,
    /// The definition says its term again.
    Circular,
    /// Two names of one link target are taken for one thing.
    Alias,
    /// A numbered list that is only counted.
    Unordered,
}

impl Rule {
    /// Its name, as in `recto cards --explain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anaphor => "anaphor",
            Self::Leak => "leak",
            Self::Ambiguous => "ambiguous",
            Self::Fragment => "fragment",
            Self::Debris => "debris",
            Self::Long => "long",
            Self::Trivial => "trivial",
            Self::Circular => "circular",
            Self::Alias => "alias",
            Self::Unordered => "unordered",
        }
    }
}

/// A reason to refuse.
pub(crate) type Refusal = (Rule, String);

/// What one note gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteCards {
    /// Its cards, in the order of the text.
    pub cards: Vec<Card>,
    /// What became no card, in the order of the text; empty when the settings drop them.
    pub refused: Vec<Refused>,
}
