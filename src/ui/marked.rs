//! A text with marked letters on one line: made harmless, and cut so that the first mark is seen.

use crate::{note::visible, ui::paint::columns};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says, harmless.
    pub text: String,
    /// It is marked.
    pub is_marked: bool,
}

/// A text in pieces; `marks` are ranges of its bytes, in order.
pub fn pieces(text: &str, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = 0;
    let mut push = |range: Range<usize>, is_marked| {
        let text = visible(text.get(range).unwrap_or_default()).into_owned();
        if !text.is_empty() {
            pieces.push(Piece { text, is_marked });
        }
    };
    for mark in marks.iter().filter(|it| it.start < it.end) {
        let start = mark.start.max(at);
        push(at..start, false);
        push(start..mark.end.max(start), true);
        at = mark.end.max(start);
    }
    push(at..text.len(), false);
    pieces
}

/// Pieces cut to so many columns, with a mark at each end where something is left out.
pub fn fitted(pieces: &[Piece], room: u16) -> Vec<Piece> {
    let total: u32 = pieces.iter().map(|it| u32::from(columns(&it.text))).sum();
    if total <= u32::from(room) {
        return pieces.to_vec();
    }
    let (skipped, from) = beginning(pieces, room);
    let mut kept = Vec::new();
    let mut left = room;
    if skipped {
        kept.push(Piece { text: "…".into(), is_marked: false });
        left = left.saturating_sub(1);
    }
    if from.iter().map(|it| u32::from(columns(&it.text))).sum::<u32>() > u32::from(left) {
        left = left.saturating_sub(1);
    }
    for piece in from {
        let mut text: String = piece
            .text
            .graphemes(true)
            .take_while(|it| {
                let fits = columns(it) <= left;
                left = if fits { left - columns(it) } else { 0 };
                fits
            })
            .collect();
        let is_whole = text.len() == piece.text.len();
        if !is_whole {
            text.truncate(text.trim_end().len());
        }
        kept.push(Piece { text, ..piece });
        if !is_whole {
            kept.push(Piece { text: "…".into(), is_marked: false });
            return kept;
        }
    }
    kept
}

/// The pieces from where the first mark can be seen, and whether something stands before them: whole words of what
/// leads to it, as many as leave room for what follows, and half the room if that is long.
fn beginning(pieces: &[Piece], room: u16) -> (bool, Vec<Piece>) {
    let (Some(first), Some(rest)) = (pieces.first().filter(|it| !it.is_marked), pieces.get(1..)) else {
        return (false, pieces.to_vec());
    };
    let mark = rest.first().map_or(0, |it| columns(&it.text));
    let after = rest.iter().skip(1).map(|it| columns(&it.text)).fold(0, u16::saturating_add);
    let cuts = 1 + u16::from(after > room / 2);
    let before = room.saturating_sub(mark.saturating_add(after.min(room / 2)).saturating_add(cuts));
    if rest.is_empty() || columns(&first.text) + mark + 2 <= room {
        return (false, pieces.to_vec());
    }
    let mut used = 0;
    let mut start = first.text.len();
    for (at, word) in first.text.split_word_bound_indices().rev() {
        used += columns(word);
        if used > before {
            break;
        }
        start = at;
    }
    let text = first.text.get(start..).unwrap_or_default().trim_start().to_string();
    (true, std::iter::once(Piece { text, is_marked: false }).chain(rest.iter().cloned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marked: Range<usize>, room: u16) -> String {
        let piece = |it: Piece| if it.is_marked { format!("[{}]", it.text) } else { it.text };
        fitted(&pieces(text, &[marked]), room).into_iter().map(piece).collect()
    }

    #[test]
    fn what_does_not_fit_is_cut_around_the_first_mark() {
        for (text, marks, room, expected) in [
            ("one two", 4..7, 10, "one [two]"),
            ("one two three", 0..3, 8, "[one] two…"),
            ("a long way to go before the mark comes at last", 28..32, 20, "…the [mark] comes at…"),
            ("a long way to go before the mark.", 28..32, 20, "…go before the [mark]."),
            ("tab\there", 4..8, 20, "tab    [here]"),
            ("", 0..0, 5, ""),
        ] {
            assert_eq!(shown(text, marks, room), expected);
        }
    }
}
