//! What is known of a language: classes of words and patterns of sentences, read from its file.

use crate::{note::Span, quiz::vocabulary::Vocabulary};
use foldhash::{HashMap, HashMapExt};
use std::{cmp::Reverse, sync::OnceLock};

/// The files of languages.
const FILES: &[&str] = &[include_str!("../../assets/quiz/en.txt")];

/// A language.
pub(crate) struct Language {
    words: Vocabulary,
    /// The patterns that begin with a word of the class `Opens`, the longest first.
    patterns: HashMap<&'static str, Vec<Pattern>>,
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

impl Pattern {
    /// Where it stands, if its first word stands at an offset.
    fn span(&self, first: Span) -> Span {
        let start = (first.start as usize).saturating_sub(if self.words.as_bytes()[0] == b',' { 2 } else { 0 });
        Span::new(start, start + self.words.len())
    }
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

/// Classes of words, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

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
    Broad = "broad", Unit = "unit", Person = "person", Past = "past", Third = "third", Clause = "clause",
    Opens = "the first words of patterns",
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
            words: Vocabulary::new(),
            patterns: HashMap::new(),
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
        for (word, patterns) in &mut language.patterns {
            language.words.add(word, 1 << Class::Opens as u32);
            patterns.sort_by_key(|it| Reverse(it.words.len()));
        }
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
            let (words, question) = (words.trim(), question.trim());
            let first = words.trim_start_matches(", ").split(' ').next().unwrap_or_default();
            self.patterns.entry(first).or_default().push(Pattern { role, words, question });
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
                line.split_whitespace().for_each(|it| self.words.add(it, class));
            }
        }
    }

    /// The longest pattern whose first word, a whole one, stands at an offset; a comma may belong to it.
    pub fn pattern_at(&self, text: &str, first: Span) -> Option<(&Pattern, Span)> {
        let is_blank = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii_whitespace);
        let fits = |it: &&Pattern| {
            let span = it.span(first);
            is_blank(span.end as usize) && span.of(text).eq_ignore_ascii_case(it.words)
        };
        let start = first.start as usize;
        let word = first.of(text).to_ascii_lowercase();
        let found = self.patterns.get(&*word)?.iter().find(fits)?;
        (start == 0 || is_blank(start - 1)).then(|| (found, found.span(first)))
    }

    /// The classes of a word, in any case.
    pub fn classes(&self, word: &str) -> Classes {
        // Few words end so: the last byte tells.
        let is_genitive = word.as_bytes().last() == Some(&b's');
        let bare = if is_genitive { word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) } else { None };
        Classes(self.words.of(bare.unwrap_or(word)))
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
