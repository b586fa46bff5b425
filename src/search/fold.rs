//! Folding: what makes two spellings the same word.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds one character: compatibility forms and accents off, lower case when asked.
pub(crate) fn fold_char(it: char, lower: bool, mut push: impl FnMut(char)) {
    for part in std::iter::once(it).nfkd().filter(|it| !is_combining_mark(*it)) {
        match (part, lower) {
            ('’' | '‘', _) => push('\''),
            ('“' | '”', _) => push('"'),
            (part, true) => part.to_lowercase().for_each(&mut push),
            (part, false) => push(part),
        }
    }
}

/// Folds a whole text.
pub(crate) fn fold(text: &str, lower: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for it in text.chars() {
        fold_char(it, lower, |part| folded.push(part));
    }
    folded
}
