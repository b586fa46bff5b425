//! Which words of a text would give an answer away, by their stems, and the text without them.

use crate::quiz::stems;

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
        let bytes = text.as_bytes();
        if let Some(head) = bytes.first_chunk::<PREFIXED>() {
            let head = u64::from_be_bytes(*head);
            let letters = |from: u32| small((head << (8 * from) >> 40) as u32);
            return Self { text, at, begins: letters(0), after_prefix: prefix(letters(0), head).map_or(0, letters) };
        }
        let begins = bytes.first_chunk::<LEAST>().map_or(0, |[a, b, c]| small(u32::from_be_bytes([0, *a, *b, *c])));
        Self { text, at, begins, after_prefix: 0 }
    }

    /// True when one gives the other away.
    fn shows(self, other: Self) -> bool {
        let same = |a: u32, b: u32| a == b && a != 0;
        let is_near = same(self.begins, other.begins)
            || same(self.after_prefix, other.begins)
            || same(self.begins, other.after_prefix);
        is_near && (self.text.eq_ignore_ascii_case(other.text) || stems::are_same(self.text, other.text))
    }
}

/// Four bytes in lower case, as one number: those of `A` to `Z` have their sixth bit set, all at once.
fn small(bytes: u32) -> u32 {
    let low = bytes & 0x7F7F_7F7F;
    let capitals = (low + 0x3F3F_3F3F) & !(low + 0x2525_2525) & !bytes & 0x8080_8080;
    bytes | (capitals >> 2)
}

/// The length of a prefix: incorruptible and corruption have one stem for whoever guesses. `begins` are the first three
/// letters of `head`.
fn prefix(begins: u32, head: u64) -> Option<u32> {
    let [_, first, second, third] = begins.to_be_bytes();
    match (first, second, third) {
        (b'a', b'n', b't') if matches!(head.to_be_bytes()[3], b'i' | b'I') => Some(4),
        (b'd', b'i', b's') | (b'n', b'o', b'n') => Some(3),
        (b'i' | b'u', b'n', _) | (b'i', b'm', _) | (b'd' | b'r', b'e', _) => Some(2),
        _ => None,
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
    pub fn shows(&self, word: Word) -> bool {
        let may_show = self.letters & bit(word.begins) != 0 || self.begins & bit(word.after_prefix) != 0;
        may_show && self.words.iter().any(|it| it.shows(word))
    }

    /// The first word of `text` that shows one of them.
    pub fn shown_in<'b>(&self, text: &'b str) -> Option<&'b str> {
        if self.words.is_empty() {
            return None;
        }
        words(text).find(|it| self.shows(*it)).map(|it| it.text)
    }

    /// Those of them that one of `others` shows.
    pub fn those_in<'s>(&'s self, others: &'s Clues) -> impl Iterator<Item = &'a str> + 's {
        self.words.iter().filter(move |it| others.shows(**it)).map(|it| it.text)
    }

    /// `text` with a hole for each of its words that shows one, and how many holes there are.
    pub fn mask<'b>(&self, text: &str, words: impl IntoIterator<Item = Word<'b>>) -> (String, usize) {
        let mut masked = String::with_capacity(text.len());
        let (mut at, mut holes) = (0, 0);
        for word in words.into_iter().filter(|it| self.shows(*it)) {
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
    while at < bytes.len() && BYTES[usize::from(bytes[at])] == run {
        at += 1;
    }
    if at == bytes.len() || BYTES[usize::from(bytes[at])] != Byte::Part { at } else { end_behind(text, at, run) }
}

/// The same from a character that is not ASCII: seldom.
#[cold]
fn end_behind(text: &str, from: usize, run: Byte) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let is_run = |it: char| {
        let byte = u8::try_from(it).map_or(Byte::Part, |it| BYTES[usize::from(it)]);
        if byte == Byte::Part { is_letter(it) == (run == Byte::Letter) } else { byte == run }
    };
    from + rest.find(|it| !is_run(it)).unwrap_or(rest.len())
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
        let shows = |answer, word| Clues::of(answer, |_| false).shows(Word::new(0, word));
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
    fn words_are_of_letters_in_any_script() {
        let long = "é".repeat(1_000_000);
        for (text, expected) in [
            ("User-aligned AI’s “edge”", vec!["User", "aligned", "AI", "s", "edge"]),
            ("x² für ▢s—日本。", vec!["x²", "für", "s", "日本"]),
            ("", vec![]),
            ("…—", vec![]),
            (&long, vec![&*long]),
        ] {
            assert!(pieces(text).map(|it| it.1).eq(expected), "{text:.40}");
        }
    }

    #[test]
    fn holes_keep_what_belongs_to_the_word() {
        let clues = Clues::of("User-aligned AI", |it| it == "AI");
        let text = "models trained on individual users' tacit knowledge";
        let (masked, holes) = clues.mask(text, words(text));
        assert_eq!((masked.as_str(), holes), ("models trained on individual ▢s' tacit knowledge", 1));
    }
}
