//! Letters spread over a name that a person means all the same.
//!
//! They are the initials of its words, the beginnings of several, or a word with letters left out. All else is chance.

use crate::search::near::common;
use std::ops::Range;

/// Letters that stand in a name, and how sure it is that they are meant: 0 to 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelt {
    pub worth: i32,
    /// As bytes of the name, in order.
    pub marks: Vec<Range<usize>>,
}

/// Words that an acronym leaves out.
const LITTLE: &[&str] =
    &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"];

/// So many ways are tried; a name with more of them is no name.
const WAYS: u32 = 200;

/// Finds letters in a name, both folded; `words` are the words of the name.
pub(crate) fn spelt(name: &str, words: &[(usize, usize)], letters: &str) -> Option<Spelt> {
    letters.chars().nth(1)?;
    let short = shortened(name, words, letters);
    if short.as_ref().is_some_and(|it| it.worth >= 74) {
        return short;
    }
    let mut spelling = Spelling { name, words, parts: Vec::new(), ways: WAYS };
    let several = if spelling.go(letters, 0) { spelling.judged() } else { None };
    let better = several.as_ref().map_or(0, |it| it.worth) > short.as_ref().map_or(0, |it| it.worth);
    if better { several } else { short }
}

/// One word with letters left out: `usr`, `dmcrtz`; its first letter must be there, and most of the others.
fn shortened(name: &str, words: &[(usize, usize)], letters: &str) -> Option<Spelt> {
    let count = letters.chars().count();
    if count < 3 {
        return None;
    }
    let mut best: Option<Spelt> = None;
    for (start, end) in words {
        let Some(word) = name.get(*start..*end) else { continue };
        let Some(marks) = subsequence(word, letters, *start) else { continue };
        let last = marks.last().map_or(*start, |it| it.end);
        let span = name.get(*start..last).map_or(1, |it| it.chars().count()).max(1);
        // Of few letters more must be there: `agi` is no `agencies`.
        let (held, enough) = (count * 100 / span, if count < 5 { 60 } else { 50 });
        let worth = if span == count + 1 && count > 4 { 78 } else { 30 + held as i32 * 45 / 100 };
        if held >= enough && best.as_ref().is_none_or(|it| it.worth < worth) {
            best = Some(Spelt { worth, marks });
        }
    }
    best
}

/// The first places of letters in a word, the very first at its beginning; neighbours as one range.
fn subsequence(word: &str, letters: &str, offset: usize) -> Option<Vec<Range<usize>>> {
    let mut wanted = letters.chars().peekable();
    if wanted.peek() != word.chars().next().as_ref() {
        return None;
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (at, it) in word.char_indices() {
        if wanted.next_if_eq(&it).is_some() {
            let (start, end) = (offset + at, offset + at + it.len_utf8());
            match marks.last_mut().filter(|it| it.end == start) {
                Some(last) => last.end = end,
                None => marks.push(start..end),
            }
        }
    }
    wanted.peek().is_none().then_some(marks)
}

/// The beginnings of several words, on the way.
struct Spelling<'a> {
    name: &'a str,
    words: &'a [(usize, usize)],
    /// The words that letters begin, as indexes, and how many bytes of each.
    parts: Vec<(usize, usize)>,
    ways: u32,
}

impl Spelling<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|it| self.name.get(it.0..it.1)).unwrap_or_default()
    }

    fn is_little(&self, at: usize) -> bool {
        LITTLE.contains(&self.word(at))
    }

    /// Words between two that are more than little ones.
    fn skipped(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|it| !self.is_little(*it)).count()
    }

    /// Spells letters with words from `first` on, as many letters of each as possible.
    fn go(&mut self, letters: &str, first: usize) -> bool {
        for at in first..self.words.len() {
            let common = common(self.word(at), letters);
            let skipped = if self.parts.is_empty() { 0 } else { self.skipped(first, at) };
            let mut length = common;
            while length > 0 {
                let Some(rest) = letters.get(length..) else { break };
                let is_one = letters.get(..length).is_some_and(|it| it.chars().nth(1).is_none());
                self.ways = self.ways.saturating_sub(1);
                if self.ways == 0 {
                    return false;
                }
                // One letter says so little that its word must follow at once.
                if !(is_one && skipped > 0) {
                    self.parts.push((at, length));
                    if rest.is_empty() || self.go(rest, at + 1) {
                        return true;
                    }
                    self.parts.pop();
                }
                length = (0..length).rev().find(|it| letters.is_char_boundary(*it)).unwrap_or(0);
            }
        }
        false
    }

    fn judged(&self) -> Option<Spelt> {
        let (first, last) = (self.parts.first()?.0, self.parts.last()?.0);
        let is_one = |it: &(usize, usize)| self.word(it.0).get(..it.1).is_some_and(|it| it.chars().nth(1).is_none());
        let ones = self.parts.iter().filter(|it| is_one(it)).count();
        let between: usize = self.parts.windows(2).map(|it| self.skipped(it[0].0 + 1, it[1].0)).sum();
        let is_whole = self.skipped(0, first) == 0 && self.skipped(last + 1, self.words.len()) == 0;
        let has_little = self.parts.iter().any(|it| is_one(it) && self.is_little(it.0));
        let count = self.parts.len();
        let worth = if ones == count {
            match (count, is_whole, first) {
                (2, ..) if has_little => return None,
                (2, true, _) => 84,
                (2, false, _) => 46,
                (_, true, _) => 93,
                (_, false, 0) => 78,
                _ => 72,
            }
        } else {
            let whole = self.parts.iter().filter(|it| it.1 == self.word(it.0).len()).count();
            74 - 3 * (count as i32 - 2) - 4 * between as i32 - 5 * ones as i32 + 4 * whole as i32
        };
        let mark = |(at, length): &(usize, usize)| self.words.get(*at).map(|it| it.0..it.0 + length);
        (worth >= 45).then(|| Spelt { worth, marks: self.parts.iter().filter_map(mark).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::border::words_into;

    fn worth(name: &str, letters: &str) -> i32 {
        let mut words = Vec::new();
        words_into(name, 32, &mut words);
        spelt(name, &words, letters).map_or(0, |it| it.worth)
    }

    #[test]
    fn what_is_meant_is_told_from_chance() {
        for (name, letters) in [
            ("artificial general intelligence", "agi"),
            ("open models", "openmod"),
            ("order of timestamps", "ordtim"),
            ("user alignment", "usr"),
            ("democratization", "dmcrtz"),
            ("department of defense", "dod"),
            ("人工知能", "人工知"),
        ] {
            assert!(worth(name, letters) > 0, "{letters} in {name}");
        }
        for (name, letters) in [
            ("decentralization and democratization in ai", "zzzz"),
            ("role of hardware in the evolution of cloud computing", "robot"),
            ("government agencies", "agi"),
            ("imagining", "agi"),
            ("the end", "te"),
        ] {
            assert_eq!(worth(name, letters), 0, "{letters} in {name}");
        }
        assert!(worth("artificial general intelligence", "agi") > worth("any good idea here", "agi"));
    }

    #[test]
    fn many_ways_end_soon() {
        assert_eq!(worth(&"ab ".repeat(32), &"a".repeat(40)), 0);
    }
}
