//! Text in columns, counted as a terminal counts them.

use crate::note::{columns, visible};
use unicode_segmentation::UnicodeSegmentation;

/// `text`, harmless, cut to at most `limit` columns and filled up to `fill`.
pub(crate) fn cell(text: &str, fill: usize, limit: usize) -> String {
    let mut cell = cut(&visible(text), limit);
    cell.push_str(&" ".repeat(fill.saturating_sub(columns(&cell))));
    cell
}

/// The columns that the widest of `texts` takes when made harmless, at most `limit`.
pub(crate) fn widest<'a>(texts: impl Iterator<Item = &'a str>, limit: usize) -> usize {
    texts.map(|it| columns(&visible(it))).max().unwrap_or(0).min(limit)
}

/// A harmless text, cut to `limit` columns; a cut is marked by `…`.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.len() <= limit || columns(text) <= limit {
        return text.into();
    }
    let mut kept = String::new();
    let mut left = limit.saturating_sub(1);
    for cluster in text.graphemes(true) {
        let width = columns(cluster);
        if width > left {
            break;
        }
        left -= width;
        kept.push_str(cluster);
    }
    if limit > 0 {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_take_the_columns_they_are_given() {
        for (text, fill, limit, expected) in [
            ("ab", 4, 9, "ab  "),
            ("abcdef", 4, 4, "abc…"),
            ("日本語", 0, 5, "日本…"),
            ("日本語", 0, 4, "日…"),
            ("x\x1b", 3, 9, "x␛ "),
            ("abc", 0, 0, ""),
        ] {
            assert_eq!(cell(text, fill, limit), expected);
        }
        assert_eq!(widest(["a", "日本"].into_iter(), 9), 4);
    }
}
