//! How well a sentence fits a query: words as they are, whole ones before beginnings, close together.

use crate::search::{
    border::{is_inside, rest},
    fit::{Mercy, WELCOME},
    fold::{Folding, fold},
    word::{Manner, Within, Word},
};
use std::ops::Range;

/// What a sentence is worth less than a name with the same words.
const SENTENCE: i32 = 150;
/// Words that stand closer than this are close.
const NEAR: usize = 200;
/// What one of a thing is worth where many are asked for.
const SINGULAR: i32 = 88;
/// Of an endless sentence so many places are looked at for typos.
const PLACES: usize = 64;
/// No word is longer.
const LONGEST: usize = 40;

/// How well a folded sentence fits; none when a word is missing, or one is there that must not be.
pub(crate) fn worth(folded: &str, query: &[Word], mercy: Mercy) -> Option<i32> {
    let (mut worth, mut letters, mut welcome) = (0, 0, 0);
    let (mut first, mut last, mut in_order, mut count) = (usize::MAX, 0, true, 0);
    for word in query {
        if word.is_welcome() {
            welcome += word.as_word(folded).map_or(0, |_| WELCOME);
            continue;
        }
        let found = place(folded, word, mercy);
        if word.is_unwanted() {
            if found.is_some() && !word.is_strict() {
                return None;
            }
            continue;
        }
        let (value, range) = found?;
        worth += value * word.length as i32;
        letters += word.length as i32;
        in_order &= count == 0 || range.start >= last;
        (first, last, count) = (first.min(range.start), last.max(range.end), count + 1);
    }
    let close = NEAR.saturating_sub(last.saturating_sub(first)) * 40 / NEAR;
    let short = 20usize.saturating_sub(folded.len() / 20);
    let several = if count > 1 { close as i32 + if in_order { 15 } else { 0 } } else { 0 };
    Some(worth * 10 / letters.max(1) - SENTENCE + several + welcome + short as i32)
}

/// Where a word stands best in a folded sentence, and how well it fits there.
pub(crate) fn place(folded: &str, word: &Word, mercy: Mercy) -> Option<(i32, Range<usize>)> {
    let literal = word.literally(folded, Within::Passage).map(|(worth, at)| (worth, at..at + word.text.len()));
    if literal.is_some() || !word.is_wanted() {
        return literal;
    }
    let singular = word.singular.as_deref().and_then(|it| {
        let is_word = |at: &usize| !is_inside(folded, *at) && !is_inside(folded, at + it.len());
        let at = folded.match_indices(it).map(|it| it.0).find(is_word)?;
        Some((SINGULAR, at..at + it.len()))
    });
    singular.or_else(|| if mercy == Mercy::Granted && word.is_forgivable() { near(folded, word) } else { None })
}

/// The word of a sentence that is nearest to one with a typo.
fn near(folded: &str, word: &Word) -> Option<(i32, Range<usize>)> {
    let hits = word.pieces().iter().flat_map(|it| it.find_iter(folded.as_bytes()).take(PLACES));
    let near = |at: usize| {
        let start = (0..=at).rev().take(LONGEST).find(|it| folded.is_char_boundary(*it) && !is_inside(folded, *it))?;
        let end = start + 1 + rest(folded, start + 1, LONGEST);
        let nearness = word.nearness(folded.get(start..end)?);
        (nearness > 0).then_some((nearness, start..end))
    };
    let hits = hits.filter_map(near).chain(divided(folded, word));
    hits.max_by_key(|it| (it.0, std::cmp::Reverse(it.1.start)))
}

/// What a word is worth that the text writes as two: `datacenter` for `data center`, `50000x` for `50,000x`.
const DIVIDED: i32 = 65;
/// In so many places at most.
const GAPS: usize = 2;

/// A word of letters that the text writes with a hyphen, a blank or a comma in it.
fn divided(folded: &str, word: &Word) -> Option<(i32, Range<usize>)> {
    word.pieces_at().find_map(|(offset, piece)| {
        let (before, after) = word.text.split_at_checked(offset)?;
        piece.find_iter(folded.as_bytes()).take(PLACES).find_map(|at| {
            let (text_before, text_after) = folded.split_at_checked(at)?;
            let (left, gaps) = along(text_before.chars().rev(), before.chars().rev())?;
            let (right, more) = along(text_after.chars(), after.chars())?;
            let (start, end) = (at - left, at + right);
            let is_word = !is_inside(folded, start) && (!is_inside(folded, end) || rest(folded, end, 2) == 1);
            ((1..=GAPS).contains(&(gaps + more)) && is_word).then_some((DIVIDED, start..end))
        })
    })
}

/// How many bytes of a text go along with letters, and over how many gaps; none when it holds others.
fn along(text: impl Iterator<Item = char>, letters: impl Iterator<Item = char>) -> Option<(usize, usize)> {
    let (mut text, mut length, mut gaps) = (text.peekable(), 0, 0);
    for letter in letters {
        if letter.is_alphanumeric()
            && let Some(gap) = text.next_if(|it| matches!(it, ' ' | '-' | '‑' | '–' | ',' | '.' | '\'' | '/'))
        {
            (length, gaps) = (length + gap.len_utf8(), gaps + 1);
        }
        length += text.next_if_eq(&letter)?.len_utf8();
    }
    Some((length, gaps))
}

/// All places of a word in a folded sentence, or the one that is near to it.
pub(crate) fn places(folded: &str, word: &Word, mercy: Mercy) -> Vec<Range<usize>> {
    let best = place(folded, word, mercy).map(|it| it.1);
    let is_literal = best.as_ref().is_some_and(|it| folded.get(it.clone()) == Some(word.text.as_str()));
    if !is_literal || matches!(word.manner, Manner::Start | Manner::End | Manner::Whole) {
        return best.into_iter().collect();
    }
    let is_loose = word.length > 3 || word.manner == Manner::Exact;
    let counts = |at: &usize| is_loose || !is_inside(folded, *at);
    word.places(folded).filter(counts).map(|it| it..it + word.text.len()).collect()
}

/// A folded sentence, for asking after single words.
pub(crate) struct Sentence(String);

impl Sentence {
    /// Folds a sentence.
    pub fn new(text: &str) -> Self {
        Self(fold(text, Folding::ALL))
    }

    /// True when a word is as it should be: there, or not.
    pub fn fits(&self, word: &Word, mercy: Mercy) -> bool {
        word.is_welcome() || place(&self.0, word, mercy).is_some() == word.is_wanted()
    }
}
