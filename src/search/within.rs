//! Searching inside one note: all places of a few words, accents aside.

use crate::search::fold::{self, Folding, fold};
use std::ops::Range;

/// Whether upper and lower case are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// They are.
    Ignored,
    /// They are not: the reader typed an upper-case letter.
    Counts,
}

impl Case {
    /// What a query asks for.
    pub fn of(query: &str) -> Self {
        if query.chars().any(char::is_uppercase) { Self::Counts } else { Self::Ignored }
    }
}

/// Texts prepared for searching, each with a key of the caller's.
pub struct Haystack {
    folded: String,
    texts: Vec<Text>,
    case: Case,
}

struct Text {
    key: u32,
    /// Where it begins in the folded texts.
    start: usize,
    /// For each byte of the folded text, and its end, its byte in the text itself; none where they are the same.
    origins: Option<Vec<u32>>,
}

/// Stands between two texts; no query holds it.
const BORDER: char = '\0';

impl Haystack {
    /// Prepares texts, in the order in which matches are to be given.
    pub fn new<'a>(texts: impl Iterator<Item = (u32, &'a str)>, case: Case) -> Self {
        let mut haystack = Self { folded: String::new(), texts: Vec::new(), case };
        for (key, text) in texts {
            haystack.add(key, text);
        }
        haystack
    }

    /// The case that it was prepared for.
    pub fn case(&self) -> Case {
        self.case
    }

    fn add(&mut self, key: u32, text: &str) {
        let start = self.folded.len();
        let origins = fold::add_folded(text, self.folding(), &mut self.folded);
        self.folded.push(BORDER);
        self.texts.push(Text { key, start, origins });
    }

    fn folding(&self) -> Folding {
        Folding { case: self.case == Case::Ignored, accents: true }
    }

    /// All places of `query`, in order: the key of the text and the bytes in it. The query is meant as it is written;
    /// a `'` before it, which says so in every search, is not part of it.
    pub fn find(&self, query: &str) -> Vec<(u32, Range<usize>)> {
        let needle = fold(query.strip_prefix('\'').unwrap_or(query), self.folding());
        if needle.is_empty() || needle.contains(BORDER) {
            return Vec::new();
        }
        let found = memchr::memmem::find_iter(self.folded.as_bytes(), needle.as_bytes());
        found.map(|at| self.origin(at, needle.len())).collect()
    }

    fn origin(&self, at: usize, length: usize) -> (u32, Range<usize>) {
        let index = self.texts.partition_point(|it| it.start <= at).saturating_sub(1);
        let Some(text) = self.texts.get(index) else { return (0, 0..0) };
        let start = at - text.start;
        (text.key, fold::origin(text.origins.as_deref(), start..start + length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, texts: &[&str]) -> Vec<String> {
        let haystack = Haystack::new(texts.iter().enumerate().map(|(at, it)| (at as u32, *it)), Case::of(query));
        haystack
            .find(query)
            .into_iter()
            .map(|(key, range)| format!("{key}:{}", texts[key as usize].get(range).unwrap()))
            .collect()
    }

    #[test]
    fn case_and_accents_fold_unless_typed() {
        let texts = ["The café and the CAFE", "Ünïcode ﬁne", "a’s"];
        assert_eq!(found("cafe", &texts), ["0:café", "0:CAFE"]);
        assert_eq!(found("CAFE", &texts), ["0:CAFE"]);
        assert_eq!(found("unicode", &texts), ["1:Ünïcode"]);
        assert_eq!(found("fine", &texts), ["1:ﬁne"]);
        assert_eq!(found("a's", &texts), ["2:a’s"]);
        assert_eq!(found("the", &texts), ["0:The", "0:the"]);
        assert_eq!(found("'the", &texts), ["0:The", "0:the"]);
        assert_eq!(found("", &texts), [""; 0]);
    }

    #[test]
    fn nothing_matches_over_the_border_of_two_texts() {
        assert_eq!(found("ab", &["a", "b"]), [""; 0]);
    }
}
