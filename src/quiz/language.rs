//! What is known of a language: classes of words and patterns of sentences, read from its file.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use foldhash::{HashMap, HashMapExt};
use std::{
    hash::{Hash, Hasher},
    sync::OnceLock,
};

/// The files of languages.
const FILES: &[&str] = &[include_str!("../../assets/quiz/en.txt")];

/// A language.
pub(crate) struct Language {
    words: HashMap<Key, Classes>,
    /// Finds all patterns in one pass.
    pub finder: Option<AhoCorasick>,
    /// The patterns, by their number in `finder`.
    pub patterns: Vec<Pattern>,
    /// What joins a sentence to the one before, in several words.
    pub joining: Vec<&'static str>,
    /// What says that a list is in its order, in several words.
    pub sequences: Vec<&'static str>,
    /// Abbreviations that everybody knows.
    pub household: Vec<&'static str>,
    /// What introduces a list.
    pub introduces: Vec<&'static str>,
    /// Verbs at the end of a lead-in with the form that a question has.
    pub includes: Vec<(&'static str, &'static str)>,
}

/// Words that say how two parts of a sentence belong together.
pub(crate) struct Pattern {
    pub role: PatternRole,
    /// The words.
    pub words: &'static str,
    /// The question, with `{}` for what stands before the words.
    pub question: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternRole {
    Defines,
    /// Defines only what is clearly a name or a term.
    Describes,
    Causes,
    /// Asked only where a note has few cards.
    Relates,
}

/// A word as numbers, in lower case: compared and hashed at once, where a text of unknown length takes a call for each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    /// Its first and last bytes, which overlap in a short word.
    ends: (u64, u64),
    length: usize,
}

impl Key {
    /// None for a word of more than 16 bytes: no language lists one.
    fn of(word: &str) -> Option<Self> {
        let word = word.as_bytes();
        let byte = |at: usize| u64::from(word.get(at).copied().unwrap_or_default());
        let (first, last) = match word.len() {
            0..4 => (byte(0) | byte(1) << 8 | byte(2) << 16, 0),
            4..8 => (u32::from_le_bytes(*word.first_chunk()?).into(), u32::from_le_bytes(*word.last_chunk()?).into()),
            8..=16 => (u64::from_le_bytes(*word.first_chunk()?), u64::from_le_bytes(*word.last_chunk()?)),
            _ => return None,
        };
        Some(Self { ends: (small(first), small(last)), length: word.len() })
    }
}

/// Eight bytes in lower case: those of `A` to `Z` have their sixth bit set, all at once.
fn small(bytes: u64) -> u64 {
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F;
    let capitals = (low + 0x3F3F_3F3F_3F3F_3F3F) & !(low + 0x2525_2525_2525_2525) & !bytes & 0x8080_8080_8080_8080;
    bytes | (capitals >> 2)
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.ends.0 ^ self.ends.1.rotate_left(29) ^ self.length as u64);
    }
}

/// Classes of words, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u32);

macro_rules! classes {
    ($($name:ident = $heading:literal),* $(,)?) => {
        /// A class of words; its name is a heading of the language's file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Class { $($name),* }
        const HEADINGS: &[(&str, Class)] = &[$(($heading, Class::$name)),*];
    };
}

classes! {
    Function = "function", Anaphor = "anaphor", Pronoun = "pronoun", Gendered = "gendered", Speaker = "speaker",
    Deictic = "deictic", Joining = "joining", Vague = "vague", Category = "category", Loose = "loose", Finite = "finite",
    Verb = "verb", Sequence = "sequence", Unordered = "unordered", Counting = "counting", Scale = "scale",
    Naming = "naming", Listing = "listing", Opening = "opening", Includes = "includes", Matters = "matters",
    Collection = "collection", Step = "step", Advice = "advice", Saying = "saying", Show = "show", Place = "place",
    Broad = "broad", Unit = "unit", Person = "person", Past = "past", Third = "third",
}

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

/// The language in which at least so many of a hundred words are its function words.
const SHARE: usize = 20;

/// In fewer words than these a smaller share is enough: a list of terms has few.
const FEW_WORDS: usize = 60;
const SHARE_OF_FEW: usize = 8;

/// All languages that there are files for.
pub(crate) fn all() -> &'static [Language] {
    static ALL: OnceLock<Vec<Language>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().map(|it| Language::read(it)).collect())
}

/// True when `known` of `count` words being function words says that a text is of their language.
pub(crate) fn is_spoken(known: usize, count: usize) -> bool {
    let share = if count < FEW_WORDS { SHARE_OF_FEW } else { SHARE };
    known > 0 && known * 100 >= count * share
}

impl Language {
    fn read(file: &'static str) -> Self {
        let mut language = Self {
            words: HashMap::new(),
            finder: None,
            patterns: Vec::new(),
            joining: Vec::new(),
            sequences: Vec::new(),
            household: Vec::new(),
            introduces: Vec::new(),
            includes: Vec::new(),
        };
        let mut heading = "";
        for line in file.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
            match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                Some(next) => heading = next,
                None => language.take(heading, line),
            }
        }
        let words = language.patterns.iter().map(|it| it.words);
        let kind = (MatchKind::LeftmostLongest, AhoCorasickKind::DFA);
        let mut builder = AhoCorasickBuilder::new();
        let builder = builder.ascii_case_insensitive(true).match_kind(kind.0).kind(Some(kind.1));
        language.finder = builder.build(words).ok();
        language
    }

    fn take(&mut self, heading: &'static str, line: &'static str) {
        let role = match heading {
            "defines …" => Some(PatternRole::Defines),
            "describes …" => Some(PatternRole::Describes),
            "causes …" => Some(PatternRole::Causes),
            "relates …" => Some(PatternRole::Relates),
            _ => None,
        };
        if let (Some(role), Some((words, question))) = (role, line.split_once('=')) {
            self.patterns.push(Pattern { role, words: words.trim(), question: question.trim() });
            return;
        }
        match heading {
            "joining …" => self.joining.push(line),
            "sequence …" => self.sequences.push(line),
            "introduces …" => self.introduces.push(line),
            "household …" => self.household.push(line),
            "includes once" => {
                self.includes.extend(line.split_whitespace().filter_map(|it| it.split_once('=')));
            }
            _ => {
                let class = HEADINGS.iter().find(|it| it.0 == heading).map_or(0, |it| 1 << it.1 as u32);
                for word in line.split_whitespace().filter_map(Key::of) {
                    self.words.entry(word).or_default().0 |= class;
                }
            }
        }
    }

    /// The classes of a word, in any case.
    pub fn classes(&self, word: &str) -> Classes {
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        Key::of(word).and_then(|it| self.words.get(&it)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_file_is_known_in_any_case() {
        for (language, file) in all().iter().zip(FILES) {
            let sections = file.split("\n[").filter_map(|it| it.split_once("]\n"));
            let words = sections.filter(|it| HEADINGS.iter().any(|known| known.0 == it.0)).flat_map(|it| it.1.lines());
            for word in words.filter(|it| !it.starts_with('#')).flat_map(str::split_whitespace) {
                for word in [word.to_string(), word.to_uppercase(), format!("{word}'s")] {
                    assert_ne!(language.classes(&word), Classes::default(), "{word}");
                }
            }
        }
    }

    #[test]
    fn other_words_have_no_class() {
        for word in ["", "thee", "@", "[he", "internationalization", "he\0", "HÉ"] {
            assert!(all().iter().all(|it| it.classes(word) == Classes::default()), "{word}");
        }
    }
}
