//! Which words of a text would give an answer away, by their stems, and the text without them.

use crate::quiz::stems::Stems;

/// What stands where something is asked for.
pub(crate) const HOLE: char = '▢';

/// Words of fewer letters have no stem worth hiding.
const LEAST: usize = 3;

/// Only words of so many letters are looked at behind their prefix.
const PREFIXED: usize = 8;

/// A word with the letters that it begins with, and those after a prefix: a quick look for the same stem.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub text: &'a str,
    /// Where it stands in its text, in bytes.
    pub at: usize,
    begins: u32,
    after_prefix: u32,
}

impl<'a> Word<'a> {
    fn new(at: usize, text: &'a str) -> Self {
        let letters = |from: usize| match text.as_bytes().get(from..from + LEAST) {
            Some([a, b, c]) => u32::from_be_bytes([0, *a, *b, *c].map(|it| it.to_ascii_lowercase())),
            _ => 0,
        };
        let prefix = if text.len() < PREFIXED { 0 } else { prefix(text.as_bytes()) };
        Self { text, at, begins: letters(0), after_prefix: if prefix == 0 { 0 } else { letters(prefix) } }
    }

    /// True when one gives the other away.
    fn shows(self, other: Self, stems: &Stems) -> bool {
        let same = |a: u32, b: u32| a == b && a != 0;
        let is_near = same(self.begins, other.begins)
            || same(self.after_prefix, other.begins)
            || same(self.begins, other.after_prefix);
        is_near && (self.text.eq_ignore_ascii_case(other.text) || stems.are_same(self.text, other.text))
    }
}

/// The length of a prefix: incorruptible and corruption have one stem for whoever guesses.
fn prefix(word: &[u8]) -> usize {
    let Some(head) = word.first_chunk::<4>().map(|it| it.map(|it| it.to_ascii_lowercase())) else { return 0 };
    match head.as_slice() {
        b"anti" => 4,
        [b'd', b'i', b's', _] | [b'n', b'o', b'n', _] => 3,
        [b'i' | b'u', b'n', ..] | [b'i', b'm', ..] | [b'd' | b'r', b'e', ..] => 2,
        _ => 0,
    }
}

/// The words of a text that are long enough to show something.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    pieces(text).filter(|it| it.1.len() >= LEAST).map(|it| Word::new(it.0, it.1))
}

/// Words that others are held against: those of an answer, which would give it away, or those of a question.
#[derive(Default)]
pub(crate) struct Clues<'a> {
    words: Vec<Word<'a>>,
    /// What they begin with, and that with what follows their prefixes, as sets: most other words are in neither.
    begins: u64,
    letters: u64,
}

/// The place of letters in a set.
fn bit(letters: u32) -> u64 {
    1 << (letters.wrapping_mul(0x9E37_79B1) >> 26)
}

impl<'a> FromIterator<Word<'a>> for Clues<'a> {
    fn from_iter<I: IntoIterator<Item = Word<'a>>>(words: I) -> Self {
        let mut clues = Self::default();
        clues.words.extend(words);
        for word in &clues.words {
            clues.begins |= bit(word.begins);
            clues.letters |= bit(word.begins) | bit(word.after_prefix);
        }
        clues
    }
}

impl<'a> Clues<'a> {
    /// The clues of `answer`: its words but for those that `is_free` allows anywhere.
    pub fn of(answer: &'a str, mut is_free: impl FnMut(&str) -> bool) -> Self {
        words(answer).filter(|it| !is_free(it.text)).collect()
    }

    /// The words, in their order.
    pub fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    /// True when a word shows one of them.
    pub fn shows(&self, word: Word, stems: &Stems) -> bool {
        let may_show = self.letters & bit(word.begins) != 0 || self.begins & bit(word.after_prefix) != 0;
        may_show && self.words.iter().any(|it| it.shows(word, stems))
    }

    /// The first word of `text` that shows one of them.
    pub fn shown_in<'b>(&self, text: &'b str, stems: &Stems) -> Option<&'b str> {
        if self.words.is_empty() {
            return None;
        }
        words(text).find(|it| self.shows(*it, stems)).map(|it| it.text)
    }

    /// Those of them that one of `others` shows.
    pub fn those_in<'s>(&'s self, others: &'s Clues, stems: &'s Stems) -> impl Iterator<Item = &'a str> + 's {
        self.words.iter().filter(move |it| others.shows(**it, stems)).map(|it| it.text)
    }

    /// `text` with a hole for each of its words that shows one, and how many holes there are.
    pub fn mask<'b>(&self, text: &str, words: impl IntoIterator<Item = Word<'b>>, stems: &Stems) -> (String, usize) {
        let mut masked = String::with_capacity(text.len());
        let (mut at, mut holes) = (0, 0);
        for word in words.into_iter().filter(|it| self.shows(*it, stems)) {
            masked.push_str(text.get(at..word.at).unwrap_or_default());
            masked.push(HOLE);
            at = word.at + word.text.len();
            holes += 1;
            let rest = text.get(at..).unwrap_or_default();
            if word.text.ends_with('s') && rest.starts_with(['\'', '’']) {
                masked.push('s');
            }
        }
        masked.push_str(text.get(at..).unwrap_or_default());
        (masked, holes)
    }
}

/// The words of a text, hyphens between them, each with its offset.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = end_of(text, at, Run::Signs);
        at = end_of(text, begin, Run::Letters);
        text.get(begin..at).filter(|it| !it.is_empty()).map(|it| (begin, it))
    })
}

/// What is passed over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Letters,
    Signs,
}

/// Where a run that begins at an offset ends.
fn end_of(text: &str, from: usize, run: Run) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (is_letter, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let found = text.get(at..).and_then(|it| it.chars().next()).unwrap_or(HOLE);
            (is_letter(found), found.len_utf8())
        };
        if is_letter != (run == Run::Letters) {
            return at;
        }
        at += length;
    }
    bytes.len()
}

/// True for a letter or digit that is not ASCII.
fn is_letter(found: char) -> bool {
    // Quotation marks, dashes, the hole: nearly all there is of it in English.
    !matches!(found, '\u{2010}'..='\u{2060}' | HOLE) && found.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_give_each_other_away() {
        let stems = Stems::default();
        let shows = |answer, word| Clues::of(answer, |_| false).shows(Word::new(0, word), &stems);
        for (answer, word) in [
            ("Democratization", "democratic"),
            ("Diffuse", "diffusion"),
            ("Technology for governance", "governance"),
            ("Auditing and incorruptibility", "corruption"),
            ("AI for policymakers and advocacy", "advocate"),
            ("User-aligned AI", "users"),
            ("Political reforms", "reform"),
        ] {
            assert!(shows(answer, word), "{answer}: {word}");
        }
        for (answer, word) in [("Avert", "diffuse"), ("Norway", "institutions"), ("centralize", "decide")] {
            assert!(!shows(answer, word), "{answer}: {word}");
        }
    }

    #[test]
    fn holes_keep_what_belongs_to_the_word() {
        let clues = Clues::of("User-aligned AI", |it| it == "AI");
        let text = "models trained on individual users' tacit knowledge";
        let (masked, holes) = clues.mask(text, words(text), &Stems::default());
        assert_eq!((masked.as_str(), holes), ("models trained on individual ▢s' tacit knowledge", 1));
    }
}
