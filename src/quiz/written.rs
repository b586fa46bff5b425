//! What the author wrote as a card, before it is one, and how its text is read.

use crate::note::{Note, Span};

/// The author's own cards of a note.
#[derive(Default)]
pub(crate) struct Asked {
    pub cards: Vec<Written>,
    /// The bytes of the source that they take; no other rule reads them.
    pub taken: Vec<Span>,
    /// Questions without an answer: where each begins, and what it asks.
    pub unanswered: Vec<(u32, String)>,
}

/// A card as it is written.
pub(crate) struct Written {
    /// Where it begins in the source, in bytes.
    pub offset: u32,
    pub prompt: String,
    pub answer: String,
    /// What tells it from other cards of the same place.
    pub term: String,
    /// All that it was written as, markup and all.
    pub source: String,
    pub scheduled: Option<String>,
}

/// A line of the source that may hold a card.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub offset: u32,
    pub text: &'a str,
}

impl Line<'_> {
    /// The bytes of it.
    pub fn span(self) -> Span {
        Span { start: self.offset, end: self.offset + self.text.len() as u32 }
    }
}

/// Markdown as a person reads it, a block a line.
pub(crate) fn plain(markdown: &str) -> String {
    let (note, _) = Note::parse("", markdown.trim());
    let leaves = (0..note.blocks().len() as u32).map(|it| note.clean(it));
    leaves.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The schedules in the hidden comment of a text, and the text without it: `<!--SR:!2026-11-24,4,270!…-->`.
pub(crate) fn schedules(text: &str) -> (Vec<String>, String) {
    let found = text.find("<!--SR:").and_then(|at| Some((at, at + text.get(at..)?.find("-->")?)));
    let Some((from, to)) = found else { return (Vec::new(), text.to_string()) };
    let inside = text.get(from + "<!--SR:".len()..to).unwrap_or_default();
    let all = inside.split('!').map(str::trim).filter(|it| !it.is_empty()).map(str::to_string).collect();
    let rest = [text.get(..from).unwrap_or_default(), text.get(to + "-->".len()..).unwrap_or_default()].concat();
    (all, rest)
}
