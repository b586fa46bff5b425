//! A note on the table: its text folded, and its lines.
//!
//! A text is read where it is, folded into memory that is used again for every note: folding and looking for the rarest
//! word costs less than fetching the bytes.

use crate::{
    library::{Digest, NoteId},
    note::Span,
    search::{
        fold::{Folding, fold_into},
        request::Request,
    },
};

/// A note on the table.
pub(crate) struct Page<'a> {
    pub note: NoteId,
    pub digest: &'a Digest,
    /// Its text, folded, with its line ends.
    pub text: &'a str,
    /// The bytes of it are not those of the digest's text.
    pub is_moved: bool,
}

impl<'a> Page<'a> {
    /// Lays a note on the table; `scratch` is memory that is used again for every note.
    pub fn open(request: &Request<'a>, note: NoteId, scratch: &'a mut String) -> Option<Self> {
        let index = request.index;
        let (digest, piece) = (index.library().note(note)?, index.pieces().get(note as usize)?);
        if let Some(text) = &piece.folded {
            return Some(Self { note, digest, text, is_moved: true });
        }
        scratch.clear();
        // A quote in the query stands for others in the text.
        let is_moved = request.has_quote() && !digest.text.is_ascii();
        if is_moved {
            fold_into(&digest.text, Folding::ALL, scratch);
        } else {
            scratch.push_str(&digest.text);
            scratch.make_ascii_lowercase();
        }
        Some(Self { note, digest, text: scratch, is_moved })
    }

    /// The leaf whose line begins at a byte of the folded text; `seen` is a byte and the number of lines before it.
    pub fn leaf(&self, start: usize, seen: &mut (usize, usize)) -> usize {
        if !self.is_moved {
            return self.digest.leaves.partition_point(|it| it.start <= start as u32).saturating_sub(1);
        }
        let between = self.text.as_bytes().get(seen.0..start).unwrap_or_default();
        *seen = (start, seen.1 + memchr::memchr_iter(b'\n', between).count());
        seen.1
    }

    /// The line of a leaf, as bytes of the digest's text.
    pub fn line(&self, leaf: usize) -> Option<Span> {
        let start = self.digest.leaves.get(leaf)?.start;
        let next = self.digest.leaves.get(leaf + 1).map_or(self.digest.text.len() as u32, |it| it.start);
        Some(Span { start, end: next.saturating_sub(1).max(start) })
    }

    /// True for the line of a heading, which is found as such.
    pub fn is_heading(&self, leaf: usize, line: Span) -> bool {
        let section = self.digest.leaves.get(leaf).and_then(|it| self.digest.sections.get(it.section as usize));
        section.is_some_and(|it| it.level > 0 && it.title.start == line.start && !it.title.is_empty())
    }
}
