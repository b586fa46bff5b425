//! The title of a concept on the few rows that the graph has for it.

use crate::note::visible;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A title on at most `most` rows of `width` columns, broken between words where it can be, with a mark where
/// something is left out.
pub fn rows(title: &str, width: usize, most: usize) -> Vec<String> {
    let title = visible(title);
    let mut rest = title.trim();
    let mut rows = Vec::new();
    while rows.len() < most {
        let fits = fitting(rest, width);
        if fits == rest.len() || fits == 0 || rows.len() + 1 == most {
            rows.push(if fits == rest.len() { rest.to_string() } else { cut(rest, width) });
            break;
        }
        let (row, after) = rest.split_at(word_end(rest, fits));
        rows.push(row.trim_end().to_string());
        rest = after.trim_start();
    }
    rows
}

/// How many bytes of a text fit into a width.
fn fitting(text: &str, width: usize) -> usize {
    let mut used = 0;
    let ends = text.grapheme_indices(true).take_while(|it| {
        used += it.1.width();
        used <= width
    });
    ends.last().map_or(0, |it| it.0 + it.1.len())
}

/// Where a row ends that has room for `fits` bytes: after the last word that fits, unless that would leave the row
/// half empty.
fn word_end(text: &str, fits: usize) -> usize {
    let (head, tail) = text.split_at(fits);
    let end = if tail.starts_with(' ') { Some(fits) } else { head.rfind(' ').filter(|it| *it > fits / 3) };
    end.unwrap_or(fits)
}

fn cut(text: &str, width: usize) -> String {
    let (head, _) = text.split_at(fitting(text, width.saturating_sub(1)));
    if width == 0 { String::new() } else { format!("{}…", head.trim_end()) }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_title_is_broken_between_words_and_cut_with_a_mark() {
        for (title, width, most, seen) in [
            ("short", 10, 2, vec!["short"]),
            ("the future of search", 10, 2, vec!["the future", "of search"]),
            ("the future of search engines", 10, 2, vec!["the future", "of search…"]),
            ("the future of search", 10, 1, vec!["the futur…"]),
            ("a verylongwordwithoutblank", 10, 2, vec!["a verylong", "wordwitho…"]),
            ("日本語の文章です", 7, 2, vec!["日本語", "の文章…"]),
            ("日本", 1, 2, vec!["…"]),
            ("", 5, 2, vec![""]),
            ("any", 0, 1, vec![""]),
        ] {
            assert_eq!(rows(title, width, most), seen, "{title} in {width}");
        }
    }
}
