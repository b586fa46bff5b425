//! What changed in a source that may change the answer: a negation, a number, a key term, the order of words.

use crate::quiz::{
    answer::{Contrast, Language, Relation, Word, WordKind, relation, words},
    card::Kind,
    fingerprint::Fingerprint,
    identity::{
        cards::{self, TermRole},
        found::Caution,
    },
};
use foldhash::HashMap;

/// Words of one stem end in the same letters, so many at least.
const ENDING: usize = 3;

/// Why a card should be asked again soon, if there is a reason.
pub(crate) fn caution(old: &Fingerprint, new: &Fingerprint) -> Option<Caution> {
    let language = Language::english();
    let [before, after] = [old, new].map(|it| words(&[cards::bare_term(it), " ", &it.body].concat(), language));
    let [gone, come] = [difference(&before, &after), difference(&after, &before)];
    let both = |is: &dyn Fn(&Word) -> bool| gone.iter().any(|it| is(it)) && come.iter().any(|it| is(it));
    let either = |is: &dyn Fn(&Word) -> bool| gone.iter().chain(&come).any(|it| is(it));
    if either(&|it| language.is_negation(&it.text)) || is_turned(&gone, &come, language) {
        return Some(Caution::Negation);
    }
    let is_measure = |it: &Word| language.is_unit(&it.stem) || language.is_date(&it.stem);
    if either(&|it| it.kind == WordKind::Number) || both(&is_measure) {
        return Some(Caution::Number);
    }
    if is_key_changed(old, new, language) {
        return Some(Caution::KeyTerm);
    }
    let is_same = gone.is_empty() && come.is_empty() && old.kind != Kind::List.name();
    (is_same && before != after).then_some(Caution::Order)
}

/// The words of a row that another row does not have, as often as they are more.
fn difference<'a>(row: &'a [Word], other: &[Word]) -> Vec<&'a Word> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for word in other {
        *counts.entry(&word.stem).or_default() += 1;
    }
    let is_more = |it: &&Word| {
        let Some(count) = counts.get_mut(it.stem.as_str()).filter(|it| **it > 0) else { return true };
        *count -= 1;
        false
    };
    row.iter().filter(is_more).collect()
}

/// True when a word went and one of its stem with another prefix came: `stable` and `unstable`.
fn is_turned(gone: &[&Word], come: &[&Word], language: &Language) -> bool {
    let is_close = |one: &Word, other: &Word| {
        let same = one.stem.bytes().rev().zip(other.stem.bytes().rev()).take_while(|it| it.0 == it.1).count();
        same >= ENDING
    };
    let turned = |one: &Word, other: &Word| {
        is_close(one, other) && relation(one, other, language) == Relation::Other(Contrast::Prefix)
    };
    gone.iter().any(|gone| come.iter().any(|come| turned(gone, come)))
}

/// True when what is asked for or about is not the same any more. A slip of spelling is no change, nor is another order
/// of items that have none.
fn is_key_changed(old: &Fingerprint, new: &Fingerprint, language: &Language) -> bool {
    let is_changed = |[old, new]: [Vec<Word>; 2]| {
        let is_same = |(old, new)| matches!(relation(old, new, language), Relation::Same | Relation::Slip(_));
        old.len() != new.len() || !old.iter().zip(&new).all(is_same)
    };
    let sorted = |text: &str| {
        let mut words = words(text, language);
        words.sort_by(|one, other| one.stem.cmp(&other.stem));
        words
    };
    match Kind::parse(&old.kind) {
        Some(Kind::List) => is_changed([sorted(&old.body), sorted(&new.body)]),
        Some(Kind::Order) => is_changed([words(&old.body, language), words(&new.body, language)]),
        _ if cards::role(old) == TermRole::Nothing => false,
        _ => is_changed([old, new].map(|it| words(cards::bare_term(it), language))),
    }
}
