//! The one function that makes any text harmless to a terminal, and the one that measures it.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A cluster of more code points than this is cut: no script needs so many, some attacks do.
const CLUSTER_LIMIT: usize = 32;

/// Blanks that stand for a tab.
const TAB: &str = "    ";

/// `text` as it may be written to a terminal, on one line: control characters are shown as
/// visible marks, tabs and line ends become blanks, bidirectional overrides a mark, and what has
/// no width outside a cluster vanishes. Every text that leaves the program passes through here.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| (0x20..0x7F).contains(&it)) || !text.chars().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        push_cluster(&mut shown, cluster);
    }
    Cow::Owned(shown)
}

/// How many columns a harmless text takes: those of its clusters, for a terminal gives each its own cells, also where
/// a font would draw two as one, as the Arabic lam and alef.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// Ordinary text holds none of these; long runs of combining marks begin with one.
fn is_suspect(it: char) -> bool {
    !matches!(it, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{482}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

fn push_cluster(shown: &mut String, cluster: &str) {
    let mut has_base = false;
    for it in cluster.chars().take(CLUSTER_LIMIT) {
        match it {
            '\t' => shown.push_str(TAB),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                if !(it == '\n' && shown.ends_with(' ') && cluster.len() > 1) {
                    shown.push(' ');
                }
            }
            '\0'..='\x1F' => shown.push(char::from_u32(0x2400 + it as u32).unwrap_or('\u{FFFD}')),
            '\x7F' => shown.push('\u{2421}'),
            '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' => shown.push('\u{FFFD}'),
            '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'
            | '\u{E0001}' => {}
            _ if !has_base && joins(it) => {}
            _ => {
                // A mark over nothing is drawn over its neighbour by some terminals.
                has_base = !it.is_whitespace();
                shown.push(it);
            }
        }
    }
}

/// Marks and joiners mean nothing without a character before them in their cluster.
fn joins(it: char) -> bool {
    matches!(it, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
        || unicode_normalization::char::is_combining_mark(it)
}

#[cfg(test)]
mod tests {
    use super::{columns, visible};

    #[test]
    fn every_cluster_has_its_own_columns() {
        for (text, count) in [("plain", 5), ("ملاحظة", 6), ("笔记", 4), ("e\u{301}", 1), ("", 0)] {
            assert_eq!(columns(text), count, "{text}");
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        for (text, shown) in [
            ("plain", "plain"),
            ("a\tb", "a    b"),
            ("\x1b[31mred", "␛[31mred"),
            ("\u{9b}31m", "\u{FFFD}31m"),
            ("bell\x07 del\x7f", "bell␇ del␡"),
            ("evil\u{202e}txt", "evil\u{FFFD}txt"),
            ("\u{2068}name\u{2069}", "name"),
            ("zero\u{200b}width", "zerowidth"),
            ("two\r\nlines", "two lines"),
            ("\u{301}lost mark", "lost mark"),
            ("e\u{301} and 👨\u{200d}👩\u{200d}👧", "e\u{301} and 👨\u{200d}👩\u{200d}👧"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(visible(&tower).chars().count(), 32);
    }
}
