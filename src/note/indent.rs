//! Items that are indented too far: nested to their author and to most programs, a line of text to `CommonMark`.
//!
//! ```text
//! - outer
//!         - eight blanks further in
//! ```
//!
//! In the masked text such a marker is moved to the left, as far as needed and over blanks only, so that
//! every other offset stays true.

/// Columns that a nested marker may stand behind the text of its outer item.
const REACH: usize = 3;

/// Moves the markers of `masked` that stand too far to the right of the item before them.
pub(crate) fn pull_in(masked: String) -> String {
    let mut bytes = masked.into_bytes();
    let mut open = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it);
        let line = &mut bytes[at..end];
        let is_blank = line.iter().all(|it| matches!(it, b' ' | b'\t'));
        if !is_blank {
            take(line, &mut open, after_blank);
        }
        after_blank = is_blank;
        at = end + 1;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Takes a line; `open` holds the columns at which the texts of the open items begin.
fn take(line: &mut [u8], open: &mut Vec<usize>, after_blank: bool) {
    let prefix = line.iter().take_while(|it| matches!(it, b' ' | b'\t')).count();
    let indent = columns(&line[..prefix]);
    let Some(marker) = marker(&line[prefix..]) else {
        if after_blank || matches!(line[prefix], b'#' | b'>' | b'`' | b'~') {
            open.retain(|it| *it <= indent);
        }
        return;
    };
    while open.last().is_some_and(|it| *it > indent) {
        open.pop();
    }
    let blanks = line[prefix + marker..].iter().take_while(|it| matches!(it, b' ' | b'\t')).count();
    let mut column = indent;
    if let Some(outer) = open.last().filter(|it| !after_blank && indent > **it + REACH) {
        if line[..prefix].contains(&b'\t') {
            column = narrow_tabs(&mut line[..prefix], *outer).unwrap_or(indent);
        } else if blanks + indent - outer - REACH <= 4 {
            let back = indent - outer - REACH;
            line[prefix - back..prefix + marker].rotate_left(back);
        }
    }
    open.push(column + marker + if blanks > 4 { 1 } else { blanks });
}

/// Makes blanks of as many tabs as bring the marker behind them within reach; gives its column then.
fn narrow_tabs(prefix: &mut [u8], outer: usize) -> Option<usize> {
    let mut narrowed = prefix.to_vec();
    while let Some(last) = narrowed.iter().rposition(|it| *it == b'\t') {
        narrowed[last] = b' ';
        let column = columns(&narrowed);
        if (outer..=outer + REACH).contains(&column) {
            prefix.copy_from_slice(&narrowed);
            return Some(column);
        }
    }
    None
}

fn columns(blanks: &[u8]) -> usize {
    blanks.iter().fold(0, |column, it| if *it == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}

/// The bytes of a list marker with something after it.
fn marker(line: &[u8]) -> Option<usize> {
    let digits = line.iter().take(10).take_while(|it| it.is_ascii_digit()).count();
    let is_marker = match line.get(digits)? {
        b'-' | b'*' | b'+' => digits == 0,
        b'.' | b')' => (1..10).contains(&digits),
        _ => false,
    };
    let goes_on = matches!(line.get(digits + 1), Some(b' ' | b'\t'));
    (is_marker && goes_on).then_some(digits + 1)
}

#[cfg(test)]
mod tests {
    use super::pull_in;

    #[test]
    fn markers_come_within_reach_and_nothing_else_moves() {
        for (text, pulled) in [
            ("- a\n        - b", "- a\n     -    b"),
            ("- a\n        - b\n        - c", "- a\n     -    b\n     -    c"),
            ("*   a\n        *   b", "*   a\n       *    b"),
            ("1. a\n        1. b", "1. a\n      1.   b"),
            ("- a\n\t\t- b", "- a\n\t - b"),
            ("- a\n  - b\n    - c", "- a\n  - b\n    - c"),
            ("- a\n\n        - b", "- a\n\n        - b"),
            ("text\n        - b", "text\n        - b"),
            ("- a\n\ntext\n        - b", "- a\n\ntext\n        - b"),
            ("- a\n                - b", "- a\n                - b"),
        ] {
            assert_eq!(pull_in(text.into()), pulled, "{text:?}");
        }
    }
}
