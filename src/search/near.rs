//! One typo a word, and other endings of it: what is forgiven where few are found.

/// A shorter word is near to too many others.
const TYPO_LENGTH: usize = 5;
/// So much of a word stays when its ending is taken off.
const STEM_LENGTH: usize = 4;

/// Endings of English words that mean the same in another place of the sentence, the longest first.
const ENDINGS: &[&str] = &[
    "isations", "izations", "isation", "ization", "ations", "ements", "ation", "ement", "ising", "izing", "ists",
    "ings", "ist", "ing", "ies", "ed", "es", "er", "e", "s", "y",
];

/// A word without its ending.
pub(crate) fn stem(word: &str) -> &str {
    let bare = ENDINGS.iter().find_map(|it| word.strip_suffix(it).filter(|it| it.len() >= STEM_LENGTH));
    bare.unwrap_or(word)
}

/// How near a word is to the beginning of another one, both folded: 0 for not at all; `bare` is its [`stem`].
pub(crate) fn nearness(typed: &str, bare: &str, word: &str) -> i32 {
    if typed.chars().next() != word.chars().next() {
        return 0;
    }
    if bare.len() < typed.len() && word.starts_with(bare) {
        return if stem(word) == bare { 66 } else { 54 };
    }
    let near = |it: &str| it.chars().count() >= TYPO_LENGTH && has_one_typo(it, word);
    let is_whole = typed.chars().count().abs_diff(word.chars().count()) <= 1;
    match near(bare) || near(typed) {
        true if is_whole => 64,
        true => 56,
        false => 0,
    }
}

/// True when one letter that is missing, too many, wrong, or swapped with the next one makes `typed` the beginning of
/// `word`; the first letter counts as typed right.
fn has_one_typo(typed: &str, word: &str) -> bool {
    let same = common(typed, word);
    let (Some(typed), Some(word)) = (typed.get(same..), word.get(same..)) else { return false };
    let after = |text: &'_ str, count: usize| text.char_indices().nth(count).map_or(text.len(), |it| it.0);
    let begins = |skipped: usize, left_out: usize| {
        let (typed, word) = (typed.get(after(typed, skipped)..), word.get(after(word, left_out)..));
        typed.zip(word).is_some_and(|(typed, word)| word.starts_with(typed))
    };
    let (a, b) = ((typed.chars().next(), typed.chars().nth(1)), (word.chars().next(), word.chars().nth(1)));
    let is_swapped = a.0.is_some() && a.0 == b.1 && a.1 == b.0;
    same > 0 && (typed.is_empty() || begins(1, 0) || begins(0, 1) || begins(1, 1) || is_swapped && begins(2, 2))
}

/// How many bytes two texts have in common at their start, whole characters only.
pub(crate) fn common(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|it| it.0 == it.1).count();
    (0..=same).rev().find(|it| a.is_char_boundary(*it)).unwrap_or(0)
}

/// Two pieces of the stem of a word of which one stands as it is in every text that [`nearness`] takes for near.
pub(crate) fn pieces(bare: &str) -> [&str; 2] {
    let ends: Vec<usize> = bare.char_indices().map(|it| it.0).collect();
    let middle = ends.len() / 2;
    let at = |it: usize| ends.get(it).copied().unwrap_or(bare.len());
    // A swap over the middle spoils both halves: the second one begins a letter later.
    [bare.get(..at(middle)).unwrap_or(bare), bare.get(at(middle + 1)..).unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (typed, word) in [
            ("demcratize", "democratization"),
            ("resorce", "resource"),
            ("resoource", "resource"),
            ("reosurce", "resource"),
            ("resuorce", "resource"),
            ("resaurce", "resources"),
            ("averting", "avert"),
            ("technologies", "technology"),
            ("norwey", "norway"),
        ] {
            assert!(nearness(typed, stem(typed), word) > 0, "{typed} {word}");
            let [first, second] = pieces(stem(typed));
            assert!(word.contains(first) || word.contains(second), "{typed} {word}: {first} {second}");
        }
        for (typed, word) in
            [("oman", "woman"), ("cursor", "curve"), ("nroawy", "norway"), ("xesource", "resource"), ("", "a")]
        {
            assert_eq!(nearness(typed, stem(typed), word), 0, "{typed} {word}");
        }
    }
}
