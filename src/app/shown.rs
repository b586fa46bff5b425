//! The text of a leaf as it stands on the screen, and what each stretch of it is.

use crate::note::{BlockId, Note, RunKind, visible};
use std::ops::Range;

/// A leaf's text, harmless to a terminal.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The text; line ends only where the reader sees them.
    pub text: String,
    /// Its stretches, in order and without gaps.
    pub pieces: Vec<Piece>,
}

/// A stretch of one run.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Where it begins in the text, in bytes; it reaches to the next piece.
    pub start: u32,
    /// Its run, an index into all runs of the note.
    pub run: u32,
}

impl Shown {
    /// Reads a leaf.
    pub fn new(note: &Note, block: BlockId) -> Self {
        let mut shown = Self::default();
        let Some(first) = note.block(block).map(|it| it.runs.0) else { return shown };
        for (at, run) in note.runs(block).iter().enumerate() {
            shown.pieces.push(Piece { start: shown.text.len() as u32, run: first + at as u32 });
            let text = note.run_text(run);
            match run.kind {
                RunKind::Break => shown.text.push('\n'),
                RunKind::Blank if joins_wide(&shown.text, note.runs(block).get(at + 1).map(|it| note.run_text(it))) => {
                }
                // The mark of a picture keeps away from words before it, and from nothing else.
                RunKind::Image if shown.text.is_empty() || shown.text.ends_with([' ', '\n']) => {
                    shown.text.push_str(&visible(text.trim_start()));
                }
                RunKind::Code if text.contains('\n') || text.contains('\t') => shown.code(&text),
                _ => shown.text.push_str(&visible(&text)),
            }
        }
        shown
    }

    /// Lines of code keep their ends, and their tabs stand at every fourth column.
    fn code(&mut self, code: &str) {
        for line in code.split_inclusive('\n') {
            let (body, end) = line.strip_suffix('\n').map_or((line, ""), |it| (it, "\n"));
            for (at, part) in body.split('\t').enumerate() {
                if at > 0 {
                    let begun = self.text.rsplit('\n').next().map_or(0, |it| it.chars().count());
                    self.text.extend(std::iter::repeat_n(' ', 4 - begun % 4));
                }
                self.text.push_str(&visible(part));
            }
            self.text.push_str(end);
        }
    }

    /// The pieces that have a part in `range`, each cut to it, with their runs.
    pub fn pieces_in(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, u32)> + '_ {
        let first = self.pieces.partition_point(|it| it.start as usize <= range.start).saturating_sub(1);
        let from = move |at: usize| (first + at, self.pieces.get(first + at).copied());
        (0..).map(from).map_while(|(at, piece)| piece.map(|it| (at, it))).map_while(move |(at, piece)| {
            let end = self.pieces.get(at + 1).map_or(self.text.len(), |it| it.start as usize);
            let start = (piece.start as usize).max(range.start);
            ((piece.start as usize) < range.end).then_some((start..end.min(range.end), piece.run))
        })
    }

    /// The offset in the note of a place in the text; exact inside runs that stand in the source as shown.
    pub fn source_offset(&self, note: &Note, at: usize) -> u32 {
        let index = self.pieces.partition_point(|it| it.start as usize <= at).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return 0 };
        let Some(run) = note.all_runs().get(piece.run as usize) else { return 0 };
        (run.span.start + (at as u32).saturating_sub(piece.start)).min(run.span.end)
    }

    /// The place in the text that shows an offset of the note.
    pub fn place_of(&self, note: &Note, offset: u32) -> usize {
        let start = |it: &Piece| note.all_runs().get(it.run as usize).map_or(0, |run| run.span.start);
        let index = self.pieces.partition_point(|it| start(it) <= offset).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return 0 };
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |it| it.start as usize);
        let at = piece.start as usize + offset.saturating_sub(start(piece)) as usize;
        let at = at.min(end.saturating_sub(1)).max(piece.start as usize);
        (0..=at).rev().find(|it| self.text.is_char_boundary(*it)).unwrap_or(0)
    }
}

/// A line end between two wide characters is no blank to a reader of Chinese or Japanese.
fn joins_wide(before: &str, after: Option<std::borrow::Cow<'_, str>>) -> bool {
    let is_wide = |it: char| matches!(it, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}');
    before.chars().next_back().is_some_and(is_wide) && after.is_some_and(|it| it.chars().next().is_some_and(is_wide))
}
