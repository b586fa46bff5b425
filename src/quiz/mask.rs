//! Which words of a text would give an answer away, by their stems, and the text without them.

use rust_stemmers::{Algorithm, Stemmer};
use std::cell::OnceCell;

/// What stands where something is asked for.
pub(crate) const HOLE: char = '▢';

/// Words of fewer letters have no stem worth hiding.
const LEAST: usize = 3;

/// Stems that share so many letters at their beginning, or their end, are one: advocacy and advocate,
/// incorruptible and corruption.
const SHARED: usize = 6;

/// The words of an answer that would give it away.
pub(crate) struct Clues<'a> {
    words: Vec<Clue<'a>>,
}

/// A word and its stem, which is made when a word that could be the same is met.
struct Clue<'a> {
    word: Word<'a>,
    stem: OnceCell<String>,
}

/// A word with the letters that it begins with, and those after a prefix: a quick look for the same stem.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub text: &'a str,
    begins: u32,
    after_prefix: u32,
}

/// Incorruptible and corruption have one stem for whoever guesses.
const PREFIXES: &[&str] = &["in", "un", "im", "de", "re", "dis", "non", "anti"];

impl<'a> Word<'a> {
    fn new(text: &'a str) -> Self {
        let letters = |from: usize| {
            let taken = text.as_bytes().get(from..from + LEAST).unwrap_or_default();
            taken.iter().fold(0, |all, it| (all << 8) | u32::from(it.to_ascii_lowercase()))
        };
        let begins = |it: &&&str| text.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it));
        let prefix = if text.len() < SHARED + 2 { None } else { PREFIXES.iter().find(begins) };
        Self { text, begins: letters(0), after_prefix: prefix.map_or(0, |it| letters(it.len())) }
    }

    fn is_near(self, other: Self) -> bool {
        let same = |a: u32, b: u32| a == b && a != 0;
        same(self.begins, other.begins)
            || same(self.after_prefix, other.begins)
            || same(self.begins, other.after_prefix)
    }
}

/// The words of a text that are long enough to show something.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, Word<'_>)> {
    pieces(text).filter(|it| it.1.len() >= LEAST).map(|it| (it.0, Word::new(it.1)))
}

impl<'a> Clues<'a> {
    /// The clues of `answer`: its words but for those that `is_free` allows anywhere.
    pub fn of(answer: &'a str, mut is_free: impl FnMut(&str) -> bool) -> Self {
        let words = words(answer).map(|it| it.1).filter(|it| !is_free(it.text));
        Self { words: words.map(|word| Clue { word, stem: OnceCell::new() }).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when a word shows one of them.
    pub fn shows(&self, word: Word) -> bool {
        self.words.iter().any(|it| it.is_shown_by(word))
    }

    /// The first word of `text` that shows one of them.
    pub fn shown_in<'b>(&self, text: &'b str) -> Option<&'b str> {
        if self.words.is_empty() {
            return None;
        }
        words(text).map(|it| it.1).find(|it| self.shows(*it)).map(|it| it.text)
    }

    /// Those of them that one of `words` shows.
    pub fn those_in<'s>(&'s self, words: &'s [Word]) -> impl Iterator<Item = &'a str> + 's {
        self.words.iter().filter(|it| words.iter().any(|word| it.is_shown_by(*word))).map(|it| it.word.text)
    }

    /// `text` with a hole for every word that shows one, and how many holes there are.
    pub fn mask(&self, text: &str) -> (String, usize) {
        let mut masked = String::with_capacity(text.len());
        let (mut at, mut holes) = (0, 0);
        for (start, word) in words(text).filter(|it| self.shows(it.1)) {
            masked.push_str(text.get(at..start).unwrap_or_default());
            masked.push(HOLE);
            at = start + word.text.len();
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

impl Clue<'_> {
    fn is_shown_by(&self, word: Word) -> bool {
        self.word.is_near(word)
            && (self.word.text.eq_ignore_ascii_case(word.text)
                || is_same(self.stem.get_or_init(|| stem(self.word.text)), &stem(word.text)))
    }
}

/// The words of a text, hyphens between them, each with its offset.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    // Of what is not ASCII only a look at the character tells.
    let is_word = move |at: usize, it: u8| {
        if it.is_ascii() { it.is_ascii_alphanumeric() } else { is_letter_at(text, at) }
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = (at..bytes.len()).find(|it| bytes.get(*it).is_some_and(|byte| is_word(*it, *byte)))?;
        let end = (begin..bytes.len()).find(|it| bytes.get(*it).is_some_and(|byte| !is_word(*it, *byte)));
        at = end.unwrap_or(bytes.len());
        Some((begin, text.get(begin..at)?))
    })
}

/// True when the character that a byte is part of is a letter or digit.
fn is_letter_at(text: &str, at: usize) -> bool {
    let start = (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let found = text.get(start..).and_then(|it| it.chars().next());
    // Quotation marks, dashes, the hole: nearly all there is of it in English.
    found.is_some_and(|it| !matches!(it, '\u{2010}'..='\u{2060}' | HOLE) && it.is_alphanumeric())
}

/// The stem of a word, in lower case.
pub(crate) fn stem(word: &str) -> String {
    let small = word.to_lowercase();
    Stemmer::create(Algorithm::English).stem(&small).into_owned()
}

fn is_same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() >= SHARED && long.ends_with(short) {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|it| it.0 == it.1).count();
    common + 1 >= SHARED && common + 2 >= short.len() && common + 4 >= long.len()
}

/// The three-letter pieces of a text, for comparing.
pub(crate) fn grams(text: &str) -> Vec<[u8; 3]> {
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase());
    let letters: Vec<u8> = letters.collect();
    let mut grams: Vec<[u8; 3]> = letters.windows(3).filter_map(|it| it.try_into().ok()).collect();
    grams.sort_unstable();
    grams
}

/// How alike two texts are, by the pieces they share: 0 to 1 (Dice).
pub(crate) fn likeness(a: &[[u8; 3]], b: &[[u8; 3]]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut same) = (0, 0, 0u16);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                same = same.saturating_add(1);
                i += 1;
                j += 1;
            }
        }
    }
    let all = (a.len() + b.len()).min(usize::from(u16::MAX)) as u16;
    2.0 * f32::from(same) / f32::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_give_each_other_away() {
        let shows = |answer, word| Clues::of(answer, |_| false).shows(Word::new(word));
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
        let (masked, holes) = clues.mask("models trained on individual users' tacit knowledge");
        assert_eq!((masked.as_str(), holes), ("models trained on individual ▢s' tacit knowledge", 1));
    }

    #[test]
    fn likeness_is_of_letters() {
        let alike = |a, b| likeness(&grams(a), &grams(b));
        assert!(alike("open source models", "Open-source model") > 0.9);
        assert!(alike("avert", "diffuse") < 0.1);
    }
}
