//! Sections: a heading and what stands under it.

use crate::note::span::Span;

/// What the text before the first heading is called.
pub const INTRODUCTION: &str = "Introduction";

/// A section; the first one of a note is the text before its first heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The level of its heading, 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// Its heading, an index into [`Note::blocks`](crate::note::Note::blocks).
    pub heading: Option<u32>,
    /// From its heading to the next heading of any level.
    pub span: Span,
    /// The section that it is part of, by levels.
    pub parent: Option<u32>,
    /// Its blocks, as a range of indexes, heading first.
    pub blocks: (u32, u32),
}
