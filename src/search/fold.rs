//! Folding: what makes two spellings the same word, and where each folded byte came from.

use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is taken off a text before it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Folding {
    /// Upper case becomes lower case.
    pub case: bool,
    /// Accents and other marks are left out, compatibility forms become plain ones.
    pub accents: bool,
}

impl Folding {
    /// Case and accents aside.
    pub const ALL: Self = Self { case: true, accents: true };

    /// As [`Self::ALL`], except for what the reader took the trouble to type: an upper-case letter makes case count,
    /// an accent accents.
    pub fn asked_by(typed: &str) -> Self {
        let has_accent = typed.nfd().any(|it| is_combining_mark(it) || plain_letters(it).is_some());
        Self { case: !typed.chars().any(char::is_uppercase), accents: !has_accent }
    }
}

/// Folds one character.
pub(crate) fn fold_char(it: char, folding: Folding, mut push: impl FnMut(char)) {
    if it.is_ascii() {
        push(if folding.case { it.to_ascii_lowercase() } else { it });
        return;
    }
    if folding.accents {
        std::iter::once(it).nfkd().filter(|it| !is_combining_mark(*it)).for_each(|it| match plain_letters(it) {
            Some(plain) => plain.chars().for_each(|it| push_cased(it, folding, &mut push)),
            None => push_cased(it, folding, &mut push),
        });
    } else {
        push_cased(it, folding, &mut push);
    }
}

/// What a letter is written as that is no plain letter with a mark: Straße, Łódź, Søren, œufs.
fn plain_letters(it: char) -> Option<&'static str> {
    Some(match it {
        'ß' => "ss",
        'ẞ' => "SS",
        'ł' => "l",
        'Ł' => "L",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "TH",
        'ı' => "i",
        'ħ' => "h",
        'Ħ' => "H",
        _ => return None,
    })
}

fn push_cased(it: char, folding: Folding, push: &mut impl FnMut(char)) {
    match it {
        '’' | '‘' => push('\''),
        '“' | '”' => push('"'),
        // At the end of a word, where capitals have the same letter as everywhere.
        'ς' if folding.case => push('σ'),
        it if folding.case => it.to_lowercase().for_each(push),
        it => push(it),
    }
}

/// Folds a whole text.
pub(crate) fn fold(text: &str, folding: Folding) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, folding, &mut folded);
    folded
}

/// Adds a folded text to `folded`.
pub(crate) fn fold_into(text: &str, folding: Folding, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        if folding.case
            && let Some(added) = folded.get_mut(start..)
        {
            added.make_ascii_lowercase();
        }
    } else if folding.accents {
        text.chars().for_each(|it| fold_char(it, folding, |part| folded.push(part)));
    } else {
        // Letter and accent may stand apart: composed they are one character in both spellings.
        text.nfc().for_each(|it| fold_char(it, folding, |part| folded.push(part)));
    }
}

/// A folded text that knows where its bytes came from.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// The text, folded.
    pub text: String,
    /// For each byte of it, and for its end, its byte in the text itself; none where they are the same.
    origins: Option<Vec<u32>>,
}

impl Folded {
    /// Folds a text, case and accents aside.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.origins = add_folded(text, Folding::ALL, &mut folded.text);
        folded
    }

    /// The bytes of the text itself that folded ones came from.
    pub fn origin(&self, folded: Range<usize>) -> Range<usize> {
        origin(self.origins.as_deref(), folded)
    }
}

/// Adds a folded text to `folded`; gives for each byte added, and for the end, the byte of the text that it came from,
/// or none when they are the same.
pub(crate) fn add_folded(text: &str, folding: Folding, folded: &mut String) -> Option<Vec<u32>> {
    if text.is_ascii() {
        fold_into(text, folding, folded);
        return None;
    }
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (at, it) in text.char_indices() {
        fold_char(it, folding, |part| {
            folded.push(part);
            origins.extend(std::iter::repeat_n(at as u32, part.len_utf8()));
        });
    }
    origins.push(text.len() as u32);
    Some(origins)
}

/// The bytes that a range of folded bytes came from: whole characters, with the marks that were left out after them.
pub(crate) fn origin(origins: Option<&[u32]>, folded: Range<usize>) -> Range<usize> {
    let Some(origins) = origins else { return folded };
    let at = |it: usize| origins.get(it).or(origins.last()).map_or(0, |it| *it as usize);
    let last = at(folded.end.saturating_sub(1).max(folded.start));
    // A part of `ﬁ` is marked as the whole.
    let next = origins.iter().skip(folded.end).find(|it| **it as usize > last).map_or(last, |it| *it as usize);
    at(folded.start)..next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_come_back_as_whole_characters() {
        let text = "ﬁne Cafe\u{301}s";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "fine cafes");
        for (range, expected) in [(0..1, "ﬁ"), (1..4, "ﬁne"), (5..9, "Cafe\u{301}"), (9..10, "s")] {
            assert_eq!(text.get(folded.origin(range)), Some(expected));
        }
    }

    #[test]
    fn letters_with_no_mark_are_plain_ones_all_the_same() {
        for (text, expected) in [
            ("Łódź", "lodz"),
            ("Søren Đorđe", "soren dorde"),
            ("Œufs, æther", "oeufs, aether"),
            ("GROẞE Straße", "grosse strasse"),
            ("İstanbul, ısparta", "istanbul, isparta"),
            ("ΟΔΥΣΣΕΥΣ, Ὀδυσσεύς", "οδυσσευσ, οδυσσευσ"),
        ] {
            assert_eq!(Folded::new(text).text, expected);
        }
        let folded = Folded::new("Die Straße, Łódź");
        for (folded_part, part) in [("strasse", "Straße"), ("lodz", "Łódź"), ("ss", "ß")] {
            let start = folded.text.find(folded_part).unwrap();
            let range = folded.origin(start..start + folded_part.len());
            assert_eq!("Die Straße, Łódź".get(range), Some(part), "{folded_part}");
        }
    }

    #[test]
    fn what_is_typed_counts() {
        let asked = |typed: &str, text: &str| fold(text, Folding::asked_by(typed));
        assert_eq!(asked("cafe", "Café"), "cafe");
        assert_eq!(asked("Cafe", "Café"), "Cafe");
        assert_eq!(asked("café", "CAFE\u{301}"), "café");
    }
}
