//! Blocks and runs: the flat tree that a note is made of.
//!
//! Blocks stand in the order of the text, a block before those inside it, each with the index of its
//! parent and the index after its last descendant. Nothing here recurses, so no nesting can overflow;
//! nesting deeper than [`DEPTH_LIMIT`] is not kept.

use crate::note::{mark::Fold, span::Span};

/// Containers inside containers, at most.
pub const DEPTH_LIMIT: usize = 32;

/// An index into [`Note::blocks`](crate::note::Note::blocks).
pub type BlockId = u32;

/// A piece of the note: a container of blocks, or a leaf with runs of text.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the text, without the line end after it.
    pub span: Span,
    /// The container that it stands in; none for a block of the note itself.
    pub parent: Option<BlockId>,
    /// The index after its last descendant.
    pub end: BlockId,
    /// Its runs, as a range of indexes; empty for containers.
    pub runs: (u32, u32),
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quote. A container.
    Quote,
    /// A callout: its kind, such as `note`, as written. A container.
    Callout {
        /// The word in `[!…]`; empty for a callout written in HTML.
        kind: Span,
        /// Whether it folds.
        fold: Fold,
    },
    /// The first line of a callout, after its kind; may be empty.
    CalloutTitle,
    /// A list. A container of items.
    List {
        /// Numbered.
        ordered: bool,
        /// No blank lines between its items.
        tight: bool,
        /// How many items it has.
        items: u32,
    },
    /// An item of a list. A container.
    Item {
        /// Its number, in a numbered list.
        number: Option<u64>,
        /// Done or not, when it is a task.
        task: Option<bool>,
    },
    /// Fenced or indented code; its runs are its lines as they stand.
    Code {
        /// The info string of the fence, such as `rust`.
        language: TextRef,
    },
    /// A table. A container of rows; the number is an index into the note's alignments.
    Table(u32),
    /// A row of a table. A container of cells.
    Row {
        /// The row of headings.
        head: bool,
    },
    /// A cell of a table.
    Cell,
    /// A thematic break.
    Rule,
    /// A footnote's text. A container.
    Footnote {
        /// What stands in `[^…]:`.
        label: TextRef,
    },
}

impl BlockKind {
    /// True when other blocks stand inside it.
    pub fn is_container(self) -> bool {
        matches!(
            self,
            Self::Quote
                | Self::Callout { .. }
                | Self::List { .. }
                | Self::Item { .. }
                | Self::Table(_)
                | Self::Row { .. }
                | Self::Footnote { .. }
        )
    }
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A stretch of text with one look and one meaning.
#[derive(Clone, Debug)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// Its bytes in the text of the note, markup and all.
    pub span: Span,
    /// What is to be shown; [`Note::text`](crate::note::Note::text) reads it.
    pub text: TextRef,
    /// How it is to look.
    pub style: Style,
    /// The innermost link that it belongs to, an index into [`Note::links`](crate::note::Note::links).
    pub link: Option<u32>,
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Words.
    Text,
    /// Code.
    Code,
    /// A formula, without its dollar signs.
    Math,
    /// A line end of the source that is a blank to the reader.
    Blank,
    /// A line end that the reader sees.
    Break,
    /// A timestamp, an index into [`Note::timestamps`](crate::note::Note::timestamps).
    Timestamp(u32),
    /// Where a picture is; its alt text stands before it.
    Image,
    /// A reference to a footnote.
    Footnote,
}

/// Text that stands in the source as it is shown, or beside it when it had to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRef {
    /// Bytes of the source.
    Source(Span),
    /// Bytes of the decoded texts that the note keeps.
    Decoded(Span),
}

impl TextRef {
    /// No text.
    pub const EMPTY: Self = Self::Source(Span { start: 0, end: 0 });
}

/// Emphasis, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style(u8);

impl Style {
    /// `**strong**`.
    pub const STRONG: Self = Self(1);
    /// `*emphasis*`.
    pub const EMPHASIS: Self = Self(2);
    /// `~~struck out~~`.
    pub const STRUCK: Self = Self(4);
    /// `==highlighted==`.
    pub const HIGHLIGHT: Self = Self(8);

    /// True when all of `other` is in it.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
