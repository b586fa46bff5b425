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
        let Some(head) = text.as_bytes().first_chunk::<PREFIXED>() else {
            let begins = text.as_bytes().first_chunk::<LEAST>().map_or(0, |[a, b, c]| small([*a, *b, *c, 0]) >> 8);
            return Self { text, at, begins, after_prefix: 0 };
        };
        let letters = |from: usize| small([head[from], head[from + 1], head[from + 2], 0]) >> 8;
        let after_prefix = match prefix(small([head[0], head[1], head[2], head[3]])) {
            0 => 0,
            length => letters(length),
        };
        Self { text, at, begins: letters(0), after_prefix }
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

/// Four bytes in lower case as one number.
fn small(bytes: [u8; 4]) -> u32 {
    u32::from_be_bytes(bytes.map(|it| it.to_ascii_lowercase()))
}

/// The length of a prefix: incorruptible and corruption have one stem for whoever guesses.
fn prefix(head: u32) -> usize {
    match head.to_be_bytes() {
        [b'a', b'n', b't', b'i'] => 4,
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
        let begin = end_of(text, at, Byte::Sign);
        at = end_of(text, begin, Byte::Letter);
        text.get(begin..at).filter(|it| !it.is_empty()).map(|it| (begin, it))
    })
}

/// What a byte says of its character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Sign,
    /// It is not ASCII: only a look at the character tells.
    Part,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Part; 256];
    let mut at = 0;
    while at < 128 {
        bytes[at] = if (at as u8).is_ascii_alphanumeric() { Byte::Letter } else { Byte::Sign };
        at += 1;
    }
    bytes
};

/// Where a run of letters, or of signs, that begins at an offset ends.
#[inline]
fn end_of(text: &str, from: usize, run: Byte) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let mut rest = bytes.get(at..).unwrap_or_default().iter();
        let Some(length) = rest.position(|it| BYTES[usize::from(*it)] != run) else { return bytes.len() };
        at += length;
        if BYTES[usize::from(bytes[at])] != Byte::Part {
            return at;
        }
        let found = text.get(at..).and_then(|it| it.chars().next()).unwrap_or(HOLE);
        if is_letter(found) != (run == Byte::Letter) {
            return at;
        }
        at += found.len_utf8();
    }
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
