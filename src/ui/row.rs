//! A row of a leaf: stretches of its text, and what is drawn between them.

use crate::ui::theme::Role;
use std::ops::Range;

/// A row of a leaf.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What stands on it, from left to right.
    pub parts: Vec<Part>,
}

/// A part of a row; `x` counts columns from the end of the prefix.
#[derive(Clone, Debug)]
pub enum Part {
    /// Bytes of one of the leaf's texts.
    Text {
        /// Where it begins.
        x: u16,
        /// Which text, an index into [`Laid::texts`].
        text: usize,
        /// Its bytes.
        range: Range<usize>,
    },
    /// A row of an embed's content.
    Inset {
        /// Which embed, an index into [`Laid::insets`].
        inset: usize,
        /// Which of its rows.
        row: usize,
    },
    /// Anything drawn that is no text of the note.
    Fill {
        /// Where it begins.
        x: u16,
        /// What is drawn.
        text: String,
        /// Its look.
        role: Role,
    },
}

impl Row {
    /// True for a row of an embed's content.
    pub fn is_inset(&self) -> bool {
        matches!(self.parts.first(), Some(Part::Inset { .. }))
    }

    /// A row of something drawn.
    pub fn of(text: String, role: Role) -> Self {
        Self { parts: vec![Part::Fill { x: 0, text, role }] }
    }
}
