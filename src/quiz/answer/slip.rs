//! Two words: the same, one of them misspelt, or another word however alike.

use crate::quiz::answer::{
    amounts::roman,
    language::{Class, Language, Value},
    words::{Kind, Word},
};
use strsim::damerau_levenshtein;

/// How a typed word stands to the wanted one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same word.
    Same,
    /// The same word with so many letters wrong.
    Slip(usize),
    /// Another form of it, or neighbours swapped in a short one.
    Near(Contrast),
    /// Another word.
    Other(Contrast),
}

/// What makes another word of one that looks alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contrast {
    /// Another prefix, or one more or less.
    Prefix,
    /// A word that is easily mistaken for it, or another ending.
    Alike,
    /// Another measure.
    Unit,
    /// Another month or day.
    Date,
    /// The same stem with other endings: no slip, but worth saying.
    Form,
    /// Two neighbours are swapped: more than its length allows.
    Swap,
    /// Another place in a row.
    Ordinal,
    /// So many letters: more than its length allows.
    Letters(usize),
    /// Nothing in common.
    Different,
}

/// So many letters may be wrong in a word of so many.
pub fn tolerance(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Longer words are compared for equality only: the distance costs the product of the lengths.
const LONGEST: usize = 40;

/// A word further off than this is not called a misspelling.
const WORTH_SAYING: usize = 3;

/// How `typed` stands to `wanted`.
pub fn relation(wanted: &Word, typed: &Word, language: &Language) -> Relation {
    if wanted.stem == typed.stem {
        return Relation::Same;
    }
    let lengths = [wanted.len(), typed.len()];
    let is_spelt = [wanted, typed].iter().all(|it| it.kind == Kind::Letters) && lengths.iter().all(|it| *it < LONGEST);
    if !is_spelt {
        return Relation::Other(Contrast::Different);
    }
    if let Some(contrast) = contrast(&wanted.stem, &typed.stem, language) {
        return Relation::Other(contrast);
    }
    if is_irregular(&wanted.text, &typed.text, language) {
        return Relation::Near(Contrast::Form);
    }
    match damerau_levenshtein(&wanted.stem, &typed.stem) {
        it if it <= tolerance(wanted.len()) => Relation::Slip(it),
        _ if is_swapped(&wanted.text, &typed.text) => Relation::Near(Contrast::Swap),
        _ if is_inflected(&wanted.text, &typed.text, language) => Relation::Near(Contrast::Form),
        _ if is_other_form(&wanted.text, &typed.text, language) => Relation::Other(Contrast::Form),
        it if it <= WORTH_SAYING && it * 3 <= wanted.len() => Relation::Other(Contrast::Letters(it)),
        _ => Relation::Other(Contrast::Different),
    }
}

/// What makes two words different ones whatever their distance.
fn contrast(wanted: &str, typed: &str, language: &Language) -> Option<Contrast> {
    let both = |is_one: &dyn Fn(&str) -> bool| is_one(wanted) && is_one(typed);
    if both(&|it| language.is_unit(it)) {
        return Some(Contrast::Unit);
    }
    if both(&|it| language.is_date(it)) {
        return Some(Contrast::Date);
    }
    if both(&|it| language.value(Value::Ordinal, it).is_some() || roman(it).is_some()) {
        return Some(Contrast::Ordinal);
    }
    if language.is_negation(wanted) || language.is_negation(typed) || is_mistaken(wanted, typed, language) {
        return Some(Contrast::Alike);
    }
    is_flipped(wanted, typed, language).then_some(Contrast::Prefix)
}

/// True for words that are easily mistaken for each other.
fn is_mistaken(wanted: &str, typed: &str, language: &Language) -> bool {
    let rests = |word: &str, group: &[String]| -> Vec<(usize, String)> {
        let begun = group.iter().enumerate().filter_map(|(at, it)| Some((at, word.strip_prefix(it.as_str())?)));
        begun.map(|(at, rest)| (at, rest.to_string())).collect()
    };
    let is_alike = language.alike.iter().any(|group| {
        let typed = rests(typed, group);
        rests(wanted, group).iter().any(|it| typed.iter().any(|other| other.0 != it.0 && other.1 == it.1))
    });
    let stems = |word: &str, group: &[String]| -> Vec<(usize, String)> {
        let ended = group.iter().enumerate().filter_map(|(at, it)| Some((at, word.strip_suffix(it.as_str())?)));
        ended.filter(|it| it.1.len() >= SHORTEST_STEM).map(|(at, stem)| (at, stem.to_string())).collect()
    };
    let has_other_ending = language.endings.iter().any(|group| {
        let typed = stems(typed, group);
        stems(wanted, group).iter().any(|it| typed.iter().any(|other| other.0 != it.0 && other.1 == it.1))
    });
    is_alike || has_other_ending
}

/// What is left of a word without its prefix has at least so many letters.
const SHORTEST_STEM: usize = 3;

/// So long a stem may itself be misspelt beside its prefix.
const LONG_STEM: usize = 6;

/// True for words of one stem with different prefixes, or one without.
fn is_flipped(wanted: &str, typed: &str, language: &Language) -> bool {
    let [wanted, typed] = [wanted, typed].map(|word| without_prefix(word, language));
    wanted.iter().any(|it| typed.iter().any(|other| other.0 != it.0 && is_same_stem(it.1, other.1)))
}

/// Every way to take a prefix off a word, with the number of the prefix; the word itself has none.
fn without_prefix<'a>(word: &'a str, language: &Language) -> Vec<(Option<usize>, &'a str)> {
    let prefixes = language.prefixes.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |it| (at, it)));
    let bare = prefixes.filter_map(|(at, it)| Some((Some(at), word.strip_prefix(it.as_str())?)));
    let bare = bare.filter(|it| it.1.chars().count() >= SHORTEST_STEM);
    std::iter::once((None, word)).chain(bare).collect()
}

/// True for one stem; a long one with the same first letter may be misspelt. (`esources` is no stem of `resources`.)
fn is_same_stem(one: &str, other: &str) -> bool {
    one == other
        || (one.chars().next() == other.chars().next()
            && [one, other].iter().all(|it| it.chars().count() >= LONG_STEM)
            && damerau_levenshtein(one, other) <= 1)
}

/// True for two forms of one word: the same beginning, and endings that words have.
pub fn is_other_form(one: &str, other: &str, language: &Language) -> bool {
    const COMMON: usize = 4;
    have_endings(one, other, COMMON, |it| language.forms.contains(it))
}

/// True for two forms of one verb, or for one of them and the noun for what it says.
fn is_inflected(one: &str, other: &str, language: &Language) -> bool {
    const COMMON: usize = 5;
    have_endings(one, other, COMMON, |it| language.is(Class::Inflection, it))
}

/// True for a singular and its plural that is not simple.
fn is_irregular(one: &str, other: &str, language: &Language) -> bool {
    let is_pair = |one: &str, other: &str, pair: &(String, String)| {
        one.strip_suffix(pair.0.as_str()).is_some_and(|it| other.strip_suffix(pair.1.as_str()) == Some(it))
    };
    language.irregular.iter().any(|it| is_pair(one, other, it) || is_pair(other, one, it))
}

/// True for a word of five letters or more with two neighbours swapped.
fn is_swapped(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 5;
    let [one, other] = [one, other].map(|it| it.chars().collect::<Vec<_>>());
    let apart: Vec<usize> = one.iter().zip(&other).enumerate().filter(|it| it.1.0 != it.1.1).map(|it| it.0).collect();
    let [left, right] = apart.as_slice() else { return false };
    one.len() == other.len()
        && one.len() >= SHORTEST
        && left + 1 == *right
        && one.get(*left) == other.get(*right)
        && one.get(*right) == other.get(*left)
}

/// True for words that begin alike, with endings that words have.
fn have_endings(one: &str, other: &str, least: usize, is_ending: impl Fn(&str) -> bool) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|it| it.0 == it.1).count();
    let is_form = |common: usize| {
        [one, other].iter().all(|it| {
            let ending: String = it.chars().skip(common).collect();
            ending.is_empty() || is_ending(&ending)
        })
    };
    // The endings may begin alike: `democratize` and `democratization`.
    (least..=common).any(is_form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, typed: &str, expected: Relation) {
        let language = Language::english();
        let word = |it: &str| Word::new(it.to_string(), language);
        assert_eq!(relation(&word(wanted), &word(typed), language), expected, "{wanted} {typed}");
    }

    #[test]
    fn long_words_may_be_misspelt() {
        check("policies", "policy", Relation::Same);
        check("govern", "govren", Relation::Slip(1));
        check("decentralization", "decentrailsation", Relation::Slip(2));
        check("incorruptible", "uncorruptible", Relation::Slip(1));
        check("resources", "esources", Relation::Slip(1));
        check("tool", "tolo", Relation::Other(Contrast::Letters(1)));
    }

    #[test]
    fn words_that_look_alike_are_others() {
        check("decentralize", "centralize", Relation::Other(Contrast::Prefix));
        check("endothermic", "exothermic", Relation::Other(Contrast::Prefix));
        check("stable", "unstable", Relation::Other(Contrast::Prefix));
        check("inflation", "deflation", Relation::Other(Contrast::Prefix));
        check("represent", "present", Relation::Other(Contrast::Prefix));
        check("effect", "affect", Relation::Other(Contrast::Alike));
        check("capitalism", "capitalist", Relation::Other(Contrast::Alike));
        check("million", "billion", Relation::Other(Contrast::Unit));
        check("march", "may", Relation::Other(Contrast::Date));
        check("democratize", "democratization", Relation::Near(Contrast::Form));
        check("governance", "government", Relation::Other(Contrast::Form));
        check("first", "third", Relation::Other(Contrast::Ordinal));
        check("xviii", "xvii", Relation::Other(Contrast::Ordinal));
        check("analysis", "analyses", Relation::Near(Contrast::Form));
        check("paris", "pairs", Relation::Near(Contrast::Swap));
        check("diffuse", "defuse", Relation::Other(Contrast::Alike));
        check("diffuse", "infuse", Relation::Other(Contrast::Letters(2)));
    }
}
