//! Searching inside one note: all places of what is typed as it stands there, or else of its words.

use crate::search::{
    border::is_inside,
    fit::merged,
    fold::{self, Folding, fold},
    query::Query,
    word::{LOOSE, Word},
};
use std::ops::Range;

/// Texts prepared for searching, each with a key of the caller's.
pub struct Haystack {
    folded: String,
    texts: Vec<Text>,
    folding: Folding,
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
    /// Prepares texts for a query, in the order in which matches are to be given.
    pub fn new<'a>(texts: impl Iterator<Item = (u32, &'a str)>, query: &str) -> Self {
        let mut haystack = Self { folded: String::new(), texts: Vec::new(), folding: Folding::asked_by(query) };
        for (key, text) in texts {
            haystack.add(key, text);
        }
        haystack
    }

    /// True when it is prepared for a query: case and accents count in both or in neither.
    pub fn serves(&self, query: &str) -> bool {
        self.folding == Folding::asked_by(query)
    }

    fn add(&mut self, key: u32, text: &str) {
        let start = self.folded.len();
        let origins = fold::add_folded(text, self.folding, &mut self.folded);
        self.folded.push(BORDER);
        self.texts.push(Text { key, start, origins });
    }

    /// All places of `query`, in order: the key of the text and the bytes in it. It is meant as it is written, without
    /// the `'` before it or the quotes around it that say so in every search; where it stands nowhere, all its words
    /// are meant, in any order in one text.
    pub fn find(&self, query: &str) -> Vec<(u32, Range<usize>)> {
        let exact = query.strip_prefix('\'').or_else(|| query.strip_prefix('"').map(|it| it.trim_end_matches('"')));
        let needle = fold(exact.unwrap_or(query), self.folding);
        if needle.is_empty() || needle.contains(BORDER) {
            return Vec::new();
        }
        let found = memchr::memmem::find_iter(self.folded.as_bytes(), needle.as_bytes());
        let found: Vec<_> = found.map(|at| self.origin(at, needle.len())).collect();
        if found.is_empty() && exact.is_none() { self.words(query) } else { found }
    }

    /// All places of the words of a query in the texts that hold all of them.
    fn words(&self, query: &str) -> Vec<(u32, Range<usize>)> {
        let query = Query::plain(query);
        let wanted = || query.words().iter().filter(|it| it.is_wanted());
        if wanted().nth(1).is_none() {
            return Vec::new();
        }
        let needles: Vec<(&Word, String)> = wanted().map(|it| (it, fold(&it.typed, self.folding))).collect();
        let ends = self.texts.iter().skip(1).map(|it| it.start).chain([self.folded.len()]);
        let mut found = Vec::new();
        for (start, end) in self.texts.iter().map(|it| it.start).zip(ends) {
            let text = self.folded.get(start..end).unwrap_or_default();
            let places = |(word, needle): &(&Word, String)| -> Vec<Range<usize>> {
                // Few letters stand inside other words everywhere.
                let counts = |at: &usize| word.length >= LOOSE || !is_inside(text, *at);
                let all = memchr::memmem::find_iter(text.as_bytes(), needle.as_bytes());
                all.filter(counts).map(|at| at..at + needle.len()).collect()
            };
            let all: Vec<Vec<Range<usize>>> = needles.iter().map(places).collect();
            if all.iter().all(|it| !it.is_empty()) {
                let places = merged(all.into_iter().flatten().collect());
                found.extend(places.into_iter().map(|it| self.origin(start + it.start, it.len())));
            }
        }
        found
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
        let haystack = Haystack::new(texts.iter().enumerate().map(|(at, it)| (at as u32, *it)), query);
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
        assert_eq!(found("'café", &texts), ["0:café"]);
        assert_eq!(found("café", &texts), ["0:café"]);
        assert_eq!(found("", &texts), [""; 0]);
    }

    #[test]
    fn letters_fold_as_they_do_everywhere() {
        let texts = ["Die Straße nach Łódź", "Søren aß Œufs", "ΟΔΥΣΣΕΥΣ, Ὀδυσσεύς"];
        for (query, expected) in [
            ("strasse", "0:Straße"),
            ("lodz", "0:Łódź"),
            ("soren", "1:Søren"),
            ("oeufs", "1:Œufs"),
            ("οδυσσευς,", "2:ΟΔΥΣΣΕΥΣ,"),
            ("straße", "0:Straße"),
        ] {
            assert_eq!(found(query, &texts), [expected]);
        }
    }

    #[test]
    fn words_that_stand_apart_are_found_where_all_of_them_are() {
        let texts = ["Cat videos for charity. A cat!", "A cat", "charity videos"];
        assert_eq!(found("videos charity", &texts), ["0:videos", "0:charity", "2:charity", "2:videos"]);
        assert_eq!(found("charity cat", &texts), ["0:Cat", "0:charity", "0:cat"]);
        assert_eq!(found("\"cat videos\"", &texts), ["0:Cat videos"]);
        assert_eq!(found("\"videos cat\"", &texts), [""; 0]);
        assert_eq!(found("'videos cat", &texts), [""; 0]);
    }

    #[test]
    fn nothing_matches_over_the_border_of_two_texts() {
        assert_eq!(found("ab", &["a", "b"]), [""; 0]);
    }
}
