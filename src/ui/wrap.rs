//! Wrapping: where the rows of a text begin and end at a width in columns.

use crate::note::columns;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The rows of `text` at `width` columns (at least 1) as ranges of bytes. Rows end at line ends and between
/// words; blanks at the end of a row are left out; what is longer than a row is cut between characters.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let mut wrapping = Wrapping::new(start, width, &mut rows);
        if line.is_ascii() {
            let bytes = line.as_bytes();
            for at in 0..bytes.len() {
                wrapping.take(start + at, line.get(at..=at).unwrap_or_default(), 1);
            }
        } else {
            for (at, cluster) in line.grapheme_indices(true) {
                wrapping.take(start + at, cluster, cluster.width());
            }
        }
        wrapping.finish(start + line.len());
        start += line.len() + 1;
    }
    rows
}

struct Wrapping<'a> {
    rows: &'a mut Vec<Range<usize>>,
    width: usize,
    row_start: usize,
    column: usize,
    /// The last place where the row may end, and the one before it.
    gap: Option<Gap>,
    earlier: Option<Gap>,
    /// The end of what is not blank.
    solid: usize,
}

/// A place between two words.
struct Gap {
    /// Where the row would end.
    end: usize,
    /// Where the next row would begin, and its column in this row.
    next: usize,
    column: usize,
}

impl<'a> Wrapping<'a> {
    fn new(start: usize, width: usize, rows: &'a mut Vec<Range<usize>>) -> Self {
        Self { rows, width, row_start: start, column: 0, gap: None, earlier: None, solid: start }
    }

    fn take(&mut self, at: usize, cluster: &str, width: usize) {
        let end = at + cluster.len();
        // Chinese and Japanese have no blanks: a row may end before and after each wide character.
        if width > 1 && at > self.row_start && self.gap.as_ref().is_none_or(|it| it.next < at) {
            self.earlier = self.gap.replace(Gap { end: self.solid, next: at, column: self.column });
        }
        if cluster == " " {
            self.column += 1;
            self.gap = Some(Gap { end: self.solid, next: end, column: self.column });
            return;
        }
        let is_wide = width > 1;
        if closes(cluster) && self.gap.as_ref().is_some_and(|it| it.next == at) {
            self.gap = self.earlier.take();
        }
        if self.column + width > self.width {
            self.end_row(at);
        }
        self.column += width;
        self.solid = end;
        if is_wide || matches!(cluster, "-" | "–" | "—" | "/") {
            self.earlier = self.gap.replace(Gap { end, next: end, column: self.column });
        }
    }

    /// Ends the row at its last gap, or where there is none before `at`.
    fn end_row(&mut self, at: usize) {
        self.earlier = None;
        match self.gap.take() {
            Some(gap) if gap.next > self.row_start && gap.end > self.row_start => {
                self.rows.push(self.row_start..gap.end);
                self.row_start = gap.next;
                self.column = self.column.saturating_sub(gap.column);
            }
            Some(gap) => {
                self.row_start = gap.next;
                self.column = self.column.saturating_sub(gap.column);
            }
            None if at > self.row_start => {
                self.rows.push(self.row_start..at);
                self.row_start = at;
                self.column = 0;
            }
            None => {}
        }
    }

    fn finish(self, end: usize) {
        self.rows.push(self.row_start..self.solid.clamp(self.row_start, end));
    }
}

/// Punctuation that may not begin a row in Chinese or Japanese.
fn closes(cluster: &str) -> bool {
    cluster.starts_with(['。', '、', '，', '．', '：', '；', '！', '？', '）', '」', '』', '】', '〉', '》', 'ー'])
}

/// `text` cut to `width` columns, with a mark where something is left out.
pub fn fitted(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_string();
    }
    let mut kept = String::new();
    let mut column = 0;
    for cluster in text.graphemes(true) {
        if column + cluster.width() > width.saturating_sub(1) {
            break;
        }
        column += cluster.width();
        kept.push_str(cluster);
    }
    kept.truncate(kept.trim_end().len());
    if width > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|it| text.get(it).unwrap()).collect()
    }

    #[test]
    fn rows_end_between_words() {
        assert_eq!(rows("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(rows("the quick ", 9), ["the quick"]);
        assert_eq!(rows("one\n\ntwo", 9), ["one", "", "two"]);
        assert_eq!(rows("", 9), [""]);
        assert_eq!(rows("well-known word", 6), ["well-", "known", "word"]);
    }

    #[test]
    fn what_is_longer_than_a_row_is_cut_between_characters() {
        assert_eq!(rows("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(rows("日本語です", 4), ["日本", "語で", "す"]);
        assert_eq!(rows("日本。", 4), ["日", "本。"]);
        assert_eq!(rows("👨\u{200d}👩\u{200d}👧x", 2), ["👨\u{200d}👩\u{200d}👧", "x"]);
    }

    #[test]
    fn a_cut_is_marked() {
        assert_eq!(fitted("abcdef", 4), "abc…");
        assert_eq!(fitted("abcd", 4), "abcd");
        assert_eq!(fitted("日本語", 4), "日…");
        assert_eq!(fitted("abc", 0), "");
    }
}
