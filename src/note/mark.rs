//! What stands in the text besides `CommonMark`, and the text with all of that masked.
//!
//! Wikilinks, timestamps, comments and HTML tags confuse a Markdown parser: a table splits
//! `[[x | y]]` at its pipe, a `<div>` swallows the list that follows. So the scanner finds them
//! first and overwrites each with as many commas: commas mean nothing in Markdown, flank emphasis
//! as the brackets did, and every offset stays true. The builder puts the meaning back where the
//! parser hands it the masked bytes, and leaves what turns out to be code as it was written.

use crate::note::{span::Span, timestamp::Spelling};

/// One thing that the scanner found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// The bytes that are masked.
    pub span: Span,
    pub kind: MarkKind,
}

/// What a mark means.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MarkKind {
    /// Nothing to see: comments, unknown tags, brackets around timestamps, block ids.
    Hidden,
    /// `<br/>`.
    Break,
    /// `[[target]]`, the whole of it.
    LinkWhole(Wikilink),
    /// `[[target | `; the alias follows as ordinary text.
    LinkOpen(Wikilink),
    /// `]]` after an alias.
    LinkClose,
    /// `<a href="…">` and its `</a>`.
    UrlOpen(Span),
    /// The `</a>` of a link, or one that answers nothing.
    UrlClose,
    Timestamp(Spelling),
    /// A timestamp that is none: its label stays as text.
    Label(Span),
    /// A formula without its dollar signs.
    Math(Span),
    /// `==`, on or off.
    Highlight,
    /// `[!kind]` at the start of a quote.
    Callout(Callout),
    /// `<div class="callout">` and the `</div>` that answers it.
    DivOpen,
    DivClose,
    /// `<img>`: what it shows instead of the picture, and where that is.
    Image {
        alt: Span,
        path: Span,
    },
}

/// A wikilink as it is written; all spans are trimmed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wikilink {
    /// From `[[` (or `![[`) to `]]`.
    pub span: Span,
    /// What stands before the first pipe.
    pub target: Span,
    pub embed: bool,
}

/// The head of a callout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Callout {
    pub kind: Span,
    pub fold: Fold,
}

/// Whether a callout can be folded, and how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// `[!note]`: always open.
    Fixed,
    /// `[!note]+`: open at first.
    Open,
    /// `[!note]-`: closed at first.
    Closed,
}

/// Sorts the marks and drops those that lie inside another one.
pub(crate) fn settle(marks: &mut Vec<Mark>) {
    marks.sort_by_key(|it| (it.span.start, u32::MAX - it.span.end));
    let mut end = 0;
    marks.retain(|it| {
        let free = it.span.start >= end;
        if free {
            end = it.span.end;
        }
        free
    });
}

/// `text` with every mark overwritten: by commas, or by blanks where nothing else stands on the line,
/// so that it neither starts a paragraph nor turns the line after it into a heading.
pub(crate) fn mask(text: &str, marks: &[Mark], blanks: &[Span]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for mark in marks {
        let filler = if mark.stands_alone(text) { b' ' } else { b',' };
        fill(&mut bytes, mark.span, filler);
    }
    for line in blanks.iter().flat_map(|it| bytes_of_lines(text, *it)) {
        fill(&mut bytes, line, b' ');
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Each line of `span` without its end.
fn bytes_of_lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start as usize;
    span.of(text).split_inclusive('\n').map(move |line| {
        let from = at;
        at += line.len();
        Span::new(from, from + line.trim_end_matches('\n').len())
    })
}

fn fill(bytes: &mut [u8], span: Span, filler: u8) {
    if let Some(part) = bytes.get_mut(span.range()) {
        part.fill(filler);
    }
}

impl Mark {
    /// True when it shows nothing, and shares its lines with nothing. (Deeper than three blanks it may
    /// be a line of code, which must not become empty.)
    fn stands_alone(&self, text: &str) -> bool {
        if !matches!(self.kind, MarkKind::Hidden | MarkKind::Break | MarkKind::DivOpen | MarkKind::DivClose) {
            return false;
        }
        let (before, after) = (text.get(..self.span.start as usize), text.get(self.span.end as usize..));
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        let indent = before.bytes().rev().take(4).take_while(|it| *it != b'\n').collect::<Vec<_>>();
        indent.len() < 4
            && indent.iter().all(|it| matches!(it, b' ' | b'>'))
            && after.bytes().find(|it| !matches!(it, b' ' | b'\t')).is_none_or(|it| it == b'\n')
    }
}
