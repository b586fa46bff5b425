//! How alike two sources are: `.25` of their terms, `.60` of their bodies, `.15` for the same place.

use crate::quiz::{
    answer::Language,
    fingerprint::Fingerprint,
    identity::{
        cards::{self, TermRole},
        hole,
        places::Places,
    },
};

/// Shares of the score; they add up to 1.
const TERM: f32 = 0.25;
const BODY: f32 = 0.60;
const PLACE: f32 = 0.15;

/// A score that is enough.
const ENOUGH: f32 = 0.50;
/// A score that is enough for a card of another note: what is alike there has mostly been there all along.
const ENOUGH_ELSEWHERE: f32 = 0.70;
/// The same under exactly the same name.
const ENOUGH_BY_NAME: f32 = 0.60;
/// Bodies with so many of their longer words in common are about one thing, and with fewer when two of them still stand
/// side by side. Any two texts share short words and endings, so that their trigrams do not tell.
const MANY_WORDS: f32 = 0.30;
const SOME_WORDS: f32 = 0.20;
/// With so many trigrams in common they need no word: misspelt ones, and scripts without blanks, have none.
const MANY_PIECES: f32 = 0.45;
/// Longer words have so many letters.
const LONG: usize = 4;
/// Terms that are so alike are one term, spelt or inflected in two ways.
const SAME_TERM: f32 = 0.60;
/// A card under another name needs a body that is hardly changed: else it is another item that took in its words.
const RENAMED_BODY: f32 = 0.80;
/// A negation that came or went: so much less alike.
const NEGATED: f32 = 0.10;
/// The same kind, term and place, or the same body: so much ahead of what is only alike.
const EDITED: f32 = 0.10;
const RENAMED: f32 = 0.15;

/// A source, read for comparing.
pub(crate) struct Text<'a> {
    pub fingerprint: &'a Fingerprint,
    pub role: TermRole,
    term: Vec<u64>,
    body: Vec<u64>,
    /// The longer words of the body, in order, and its pairs of words with at least one of them.
    words: Vec<&'a str>,
    pairs: Vec<(&'a str, &'a str)>,
    negations: usize,
}

/// How alike two cards are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likeness {
    /// From 0 to 1.
    pub score: f32,
    /// The same, with what speaks for an edited card: what pairs are put in order by.
    pub rank: f32,
    pub standing: Standing,
}

/// Whether two cards may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Too little alike.
    Another,
    /// Alike enough.
    Similar,
    /// The same kind, term and place.
    Edited,
}

impl<'a> Text<'a> {
    pub fn new(fingerprint: &'a Fingerprint) -> Self {
        let words = fingerprint.body.split(' ');
        Self {
            fingerprint,
            role: cards::role(fingerprint),
            term: trigrams(&fingerprint.term),
            body: trigrams(&fingerprint.body),
            negations: words.clone().filter(|it| is_negation(it)).count(),
            words: sorted(words.clone().filter(|it| is_long(it))),
            pairs: sorted(words.clone().zip(words.skip(1)).filter(|it| is_long(it.0) || is_long(it.1))),
        }
    }
}

/// True for `not` and its like, also at the end of a word.
fn is_negation(word: &str) -> bool {
    Language::english().is_negation(word) || word == "cannot" || word.ends_with("n't") || word.ends_with("n’t")
}

/// How alike a card that is gone and one that is there are; both are of one kind.
pub(crate) fn compare(old: &Text, new: &Text, places: &Places) -> Likeness {
    let [from, to] = [old.fingerprint, new.fingerprint];
    let (term, body) = (dice(&old.term, &new.term), dice(&old.body, &new.body));
    let (is_same_place, is_near) = (places.is_same(from, to), places.is_near(from, to));
    let naming = match naming(old, new, term) {
        Naming::SameHole if !is_near => Naming::Renamed,
        it => it,
    };
    let of_text = match naming {
        // What is asked is told by the sentence alone.
        Naming::Unnamed | Naming::SameHole => (TERM + BODY) * body,
        _ => TERM * term + BODY * body,
    };
    let plain = if is_same_place { of_text + PLACE } else { of_text };
    let enough = match naming {
        _ if is_near => ENOUGH,
        Naming::Equal if old.role == TermRole::Name => ENOUGH_BY_NAME,
        _ => ENOUGH_ELSEWHERE,
    };
    let standing = match naming {
        _ if plain < enough || is_other(old, new, naming, body) => Standing::Another,
        Naming::Equal if is_same_place => Standing::Edited,
        _ => Standing::Similar,
    };
    let ahead = match standing {
        Standing::Edited => EDITED,
        _ if from.body == to.body => RENAMED,
        _ => 0.0,
    };
    let score = if old.negations == new.negations { plain } else { plain - NEGATED };
    Likeness { score: score.max(0.0), rank: score + ahead, standing }
}

/// True for cards that are not one however high the score.
fn is_other(old: &Text, new: &Text, naming: Naming, body: f32) -> bool {
    let is_other_name = match naming {
        Naming::OtherHole => true,
        Naming::Renamed if old.role == TermRole::Name => {
            body < RENAMED_BODY || is_part(&old.fingerprint.body, &new.fingerprint.body)
        }
        _ => false,
    };
    is_other_name || old.role != new.role || !is_about_one(old, new, body)
}

/// True when all of one text stands in the other, with more.
fn is_part(one: &str, other: &str) -> bool {
    one.len() != other.len() && (one.contains(other) || other.contains(one))
}

/// How the terms of two cards stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// They say nothing of the card.
    Unnamed,
    Equal,
    /// One term, spelt or inflected in two ways.
    Close,
    /// Other words stand where those of the old one stood in their sentence.
    SameHole,
    /// Words of another place in the sentence.
    OtherHole,
    Renamed,
}

fn naming(old: &Text, new: &Text, term: f32) -> Naming {
    let [from, to] = [old, new].map(|it| cards::bare_term(it.fingerprint));
    let [before, after] = [old, new].map(|it| it.fingerprint.body.as_str());
    match old.role {
        TermRole::Nothing => return Naming::Unnamed,
        _ if old.fingerprint.term == new.fingerprint.term => return Naming::Equal,
        _ if term >= SAME_TERM => return Naming::Close,
        _ => {}
    }
    let Some(was) = hole::find(before, from) else { return Naming::Renamed };
    // The words of the one are still there, or those of the other were there before.
    let is_other = hole::find(after, from).is_some() || hole::find(before, to).is_some();
    match hole::find(after, to) {
        Some(is) if !is_other && was.is_at(&is) => Naming::SameHole,
        None if !is_other => Naming::Renamed,
        _ => Naming::OtherHole,
    }
}

/// True for bodies with enough in common to be about one thing.
fn is_about_one(old: &Text, new: &Text, body: f32) -> bool {
    let words = dice(&old.words, &new.words);
    body >= MANY_PIECES || words >= MANY_WORDS || (words >= SOME_WORDS && dice(&old.pairs, &new.pairs) > 0.0)
}

/// The pieces of three characters, with a blank at both ends, in order: 21 bits a character.
fn trigrams(text: &str) -> Vec<u64> {
    if text.is_empty() {
        return Vec::new();
    }
    let chars = [' '].into_iter().chain(text.chars()).chain([' ']);
    let (mut last, mut grams) = (0u64, Vec::with_capacity(text.len()));
    for (count, it) in chars.enumerate() {
        last = (last << 21 | u64::from(it)) & (u64::MAX >> 1);
        if count >= 2 {
            grams.push(last);
        }
    }
    grams.sort_unstable();
    grams
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all
}

/// How much two rows in order have in common: twice what is in both, of all (Dice 1945).
fn dice<T: Ord>(one: &[T], other: &[T]) -> f32 {
    let (mut at, mut same) = (0, 0);
    for gram in one {
        at += other.iter().skip(at).take_while(|it| *it < gram).count();
        if other.get(at) == Some(gram) {
            (at, same) = (at + 1, same + 2);
        }
    }
    ratio(same, one.len() + other.len())
}

/// A part of a whole; 0 of nothing.
fn ratio(part: usize, whole: usize) -> f32 {
    let limit = |it: usize| f32::from(u16::try_from(it).unwrap_or(u16::MAX));
    // Both are brought below the limit of what is exact.
    let scale = whole / usize::from(u16::MAX) + 1;
    if whole == 0 { 0.0 } else { limit(part / scale) / limit(whole / scale) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_is_what_shares_pieces() {
        let of = |one: &str, other: &str| dice(&trigrams(one), &trigrams(other));
        assert!((of("open models", "open models") - 1.0).abs() < f32::EPSILON);
        assert!((of("night", "nacht") - 2.0 / 10.0).abs() < f32::EPSILON);
        assert!(of("", "").abs() < f32::EPSILON);
        assert!(of("日本語の文", "日本語の本") > 0.3);
    }
}
