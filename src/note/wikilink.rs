//! Links: to notes by name, and to addresses outside.

use crate::note::{block::TextRef, span::Span};

/// A link in the text.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// From its first bracket to its last.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
    /// The words shown were chosen by the author; else the target is shown.
    pub has_alias: bool,
    /// The section it stands in, an index into [`Note::sections`](crate::note::Note::sections).
    pub section: u32,
    /// The block it stands in; none for the link of the `From:` line.
    pub block: Option<u32>,
    /// The runs of its words, as a range of indexes.
    pub runs: (u32, u32),
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `[[name#heading]]`.
    Note {
        /// The name before `#`; empty for a heading of the same note.
        name: Span,
        /// The heading, or `^block`, after `#`; empty when there is none.
        heading: Span,
        /// `![[…]]`: its content is to be shown here.
        embed: bool,
    },
    /// A Markdown link or picture: its address.
    Address(TextRef),
}

/// The name by which targets are compared: lower case, each blank a `_`, and everything but letters, digits and `_`
/// dropped.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for it in crate::note::decode::without_invisible(name).trim().chars() {
        if it.is_whitespace() {
            slug.push('_');
        } else if it.is_alphanumeric() || it == '_' {
            slug.extend(it.to_lowercase());
        }
    }
    slug
}
