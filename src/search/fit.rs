//! How well a name fits a query, and which of its letters do.

use crate::search::{
    border::words_into,
    letters::spelt,
    word::{Manner, Stance, Within, Word},
};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use std::ops::Range;

/// Whether a typo a word is forgiven, and another ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mercy {
    Denied,
    Granted,
}

/// Fits names to a query, each in the memory of the one before.
#[derive(Default)]
pub(crate) struct Fitter {
    /// The words of the name at hand, once they are needed.
    words: Vec<(usize, usize)>,
    /// The letters of the last name that fit, as bytes of it, in the order of the query's words.
    marks: Vec<Range<usize>>,
}

/// The words of a name beyond these are not looked at for letters.
const NAME_WORDS: usize = 32;
/// What letters are worth less than which are looked for in other ways, too.
const GOOD: i32 = 80;
/// What a word is worth that need not be there.
pub(crate) const WELCOME: i32 = 8;
/// What one of a thing is worth where many are asked for.
const SINGULAR: i32 = 92;
/// The matcher of letters keeps memory by the square of what it is given.
const MATCHER_LIMIT: usize = 2048;

impl Fitter {
    /// How well a folded name fits the words of a query; none when it does not. Words whose case or accents count fit
    /// here without them.
    pub fn score(&mut self, name: &str, query: &[Word], mercy: Mercy) -> Option<i32> {
        self.words.clear();
        self.marks.clear();
        let (mut worth, mut letters, mut count, mut welcome) = (0, 0, 0, 0);
        for word in query {
            match word.stance {
                Stance::Wanted => {
                    worth += self.worth(name, word, mercy)? * word.length as i32;
                    letters += word.length as i32;
                    count += 1;
                }
                Stance::Welcome => {
                    if let Some(at) = word.as_word(name) {
                        self.marks.push(at..at + word.text.len());
                        welcome += WELCOME;
                    }
                }
                Stance::Unwanted if !word.is_strict() && word.literally(name, Within::Name).is_some() => return None,
                Stance::Unwanted => {}
            }
        }
        Some(worth * 10 / letters.max(1) + welcome + self.bonus(name, count + welcome / WELCOME))
    }

    /// The letters of the last name that fit, in order, apart.
    pub fn marks(&self) -> Vec<Range<usize>> {
        merged(self.marks.clone())
    }

    /// How well one word fits.
    fn worth(&mut self, name: &str, word: &Word, mercy: Mercy) -> Option<i32> {
        let literal = word.literally(name, Within::Name);
        let known = literal.map_or(0, |it| it.0);
        if known < GOOD && word.manner == Manner::Letters {
            if self.words.is_empty() {
                words_into(name, NAME_WORDS, &mut self.words);
            }
            let spelt = spelt(name, &self.words, &word.text).filter(|it| it.worth > known);
            let known = spelt.as_ref().map_or(known, |it| it.worth);
            if let Some((worth, range)) = self.inflected(name, word, mercy).filter(|it| it.0 > known) {
                self.marks.push(range);
                return Some(worth);
            }
            if let Some(spelt) = spelt {
                self.marks.extend(spelt.marks);
                return Some(spelt.worth);
            }
        }
        let (worth, at) = literal?;
        self.marks.push(at..at + word.text.len());
        Some(worth)
    }

    /// A word of the name of which the query's word is another form.
    fn inflected(&self, name: &str, word: &Word, mercy: Mercy) -> Option<(i32, Range<usize>)> {
        let form = |(start, end): &(usize, usize)| {
            let other = name.get(*start..*end)?;
            let worth = match mercy {
                _ if word.singular.as_deref() == Some(other) => SINGULAR,
                Mercy::Granted => word.nearness(other),
                Mercy::Denied => 0,
            };
            (worth > 0).then_some((worth, *start..*end))
        };
        self.words.iter().filter_map(form).max_by_key(|it| (it.0, std::cmp::Reverse(it.1.start)))
    }

    /// What is added, with so many words found, for letters at the start, words in their order and close together, and little else in the name.
    fn bonus(&self, name: &str, words: i32) -> i32 {
        let covered: usize = self.marks.iter().map(Range::len).sum();
        let cover = covered.min(name.len()) * 60 / name.len().max(1);
        let starts = self.marks.iter().any(|it| it.start == 0);
        let pairs = || self.marks.iter().zip(self.marks.iter().skip(1));
        let (in_order, close) =
            (pairs().all(|it| it.0.end <= it.1.start), pairs().all(|it| it.1.start.abs_diff(it.0.end) < 3));
        let several = words > 1;
        let exact = covered + words as usize > name.len();
        cover as i32
            + if starts { 20 } else { 0 }
            + if exact { 40 } else { 0 }
            + if several && in_order { 15 } else { 0 }
            + if several && in_order && close { 25 } else { 0 }
    }
}

/// How well letters lie in a name as a fuzzy matcher sees it, from 0 to 20: what tells names apart that are alike
/// otherwise. A fresh matcher each time: its scores may depend on what it matched before.
pub(crate) fn finesse(name: &str, query: &[Word]) -> i32 {
    let name = name.get(..MATCHER_LIMIT).unwrap_or(name);
    if name.len() > MATCHER_LIMIT {
        return 0;
    }
    let words = || query.iter().filter(|it| it.is_wanted());
    let score: i64 = words().filter_map(|it| SkimMatcherV2::default().fuzzy_match(name, it.needle())).sum();
    let most: i64 = words().map(|it| it.length as i64 * 28).sum();
    (score.max(0) * 20 / most.max(1)).min(20) as i32
}

/// Ranges in order, those that touch as one.
pub(crate) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|it| !it.is_empty());
    ranges.sort_by_key(|it| (it.start, it.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut().filter(|it| range.start <= it.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}
