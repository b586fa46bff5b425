//! Where something stands in the text of a note.

use std::ops::Range;

/// A range of bytes of the note's text, both ends on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte, from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span from offsets in bytes; a note is smaller than 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The same as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` that the span covers; empty when it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// True when it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True when `offset` lies inside; the end does not.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// The part of `span` without blanks at either end.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let start = span.start as usize + (whole.len() - whole.trim_start().len());
    Span::new(start, start + whole.trim().len())
}
