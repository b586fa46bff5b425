//! Where words begin and end.

/// True when two characters belong to one word. Scripts without blanks between words have a border at every character.
fn joins(before: char, after: char) -> bool {
    let is_apart = |it: char| matches!(it, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}');
    before.is_alphanumeric() && after.is_alphanumeric() && !is_apart(before) && !is_apart(after)
}

/// True when a byte of a text is inside a word and not at its first letter or after its last.
pub(crate) fn is_inside(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(at)) else {
        return false;
    };
    if before.is_ascii() && after.is_ascii() {
        return before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    }
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    let after = text.get(at..).and_then(|it| it.chars().next());
    before.zip(after).is_some_and(|(before, after)| joins(before, after))
}

/// How many bytes of the word go on behind a byte inside it, at most `limit`.
pub(crate) fn rest(text: &str, at: usize, limit: usize) -> usize {
    (0..limit).find(|it| !is_inside(text, at + it) || !text.is_char_boundary(at + it)).unwrap_or(limit)
}

/// Adds the words of a text, as ranges of bytes, to `words`; at most `limit`.
pub(crate) fn words_into(text: &str, limit: usize, words: &mut Vec<(usize, usize)>) {
    let mut begun: Option<usize> = None;
    for (at, it) in text.char_indices() {
        if let Some(start) = begun.filter(|_| !is_inside(text, at)) {
            words.push((start, at));
            begun = None;
        }
        if words.len() >= limit {
            return;
        }
        begun = begun.or_else(|| it.is_alphanumeric().then_some(at));
    }
    words.extend(begun.map(|it| (it, text.len())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_borders_in_every_script() {
        let words = |text: &str| {
            let mut found = Vec::new();
            words_into(text, 9, &mut found);
            found.into_iter().map(|it| text.get(it.0..it.1).unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(words("the open-models, 2x"), ["the", "open", "models", "2x"]);
        assert_eq!(words("über 日本x"), ["über", "日", "本", "x"]);
        assert_eq!(words(" "), [""; 0]);
    }
}
