//! How what explains a term begins: as a noun, an action, an order or a whole sentence.

use crate::quiz::{
    language::{Class, Language},
    maker::Maker,
    phrase,
};

/// How what explains a term begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `Developing …`.
    Doing,
    /// `Develop …`.
    Order,
    /// `To make …`.
    Aim,
    /// `A hedge …`.
    Thing,
    /// `Money that …`.
    Noun,
    /// A whole sentence.
    Sentence,
    /// `Broadly supported …`.
    Fragment,
}

/// How an explanation begins, as its first words and its verbs tell.
pub(crate) fn shape(maker: &Maker, text: &str) -> Shape {
    let Some(language) = maker.reading.language else { return Shape::Thing };
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    match first {
        "To" | "to" if has_main_clause(language, text) => return Shape::Sentence,
        "To" | "to" => return Shape::Aim,
        "A" | "An" | "The" | "a" | "an" | "the" if phrase::is_noun(language, text) => return Shape::Thing,
        // What it leads to is not what it is.
        "Leading" | "Resulting" | "Allowing" | "Causing" | "Requiring" => return Shape::Fragment,
        _ if first.len() > 5
            && first.ends_with("ing")
            && !language.classes(second).has(Class::Finite)
            && phrase::is_noun(language, text) =>
        {
            return Shape::Doing;
        }
        _ if language.classes(first).has(Class::Verb) => return Shape::Order,
        _ if is_bare_noun(language, first, text) => return Shape::Noun,
        _ => {}
    }
    let is_part = first.ends_with("ed") || (first.ends_with("ly") && second.trim_end_matches(',').ends_with("ed"));
    if is_part { Shape::Fragment } else { Shape::Sentence }
}

/// `To win, a player must …`: what begins like an aim says something else.
fn has_main_clause(language: &Language, text: &str) -> bool {
    let after = text.split_once(", ").map_or("", |it| it.1);
    after.split(' ').skip(1).take(CLAUSE_WORDS).any(|it| language.classes(it).has(Class::Finite))
}

const CLAUSE_WORDS: usize = 5;

/// `Money that puts …`, `Abuse of …`: a noun without an article.
fn is_bare_noun(language: &Language, first: &str, text: &str) -> bool {
    let classes = language.classes(first);
    let is_other = [Class::Function, Class::Finite, Class::Third, Class::Loose].iter().any(|it| classes.has(*it));
    let is_verb = |it: &str| language.classes(it).has(Class::Verb);
    // "uses" and "aims": of a verb, with and without its `e`.
    let is_third =
        || first.strip_suffix('s').is_some_and(|it| is_verb(it) || it.strip_suffix('e').is_some_and(is_verb));
    let mut near = text.split(' ').skip(1).take(JOINT_WORDS);
    !is_other
        && !first.ends_with("ed")
        && !first.ends_with("ly")
        && near.any(|it| matches!(it, "that" | "which" | "who" | "where" | "of" | "by" | "between" | "in" | "for"))
        && !is_third()
        && phrase::is_noun(language, text)
}

const JOINT_WORDS: usize = 4;

/// `B cells`: several things of one kind.
pub(crate) fn is_plural(language: &Language, term: &str) -> bool {
    let last = term.split(' ').next_back().unwrap_or_default();
    let is_thing = last.starts_with(char::is_lowercase) || !term.contains(' ');
    is_thing && !language.classes(last).has(Class::Verb) && phrase::is_plural(last)
}

/// `A Genoese captain who …`
pub(crate) fn is_person(language: &Language, text: &str) -> bool {
    let words = text.split([' ', ',']).take(PERSON_WORDS);
    words
        .take_while(|it| !matches!(*it, "of" | "that" | "which" | "for" | "in"))
        .any(|it| it == "who" || language.classes(it).has(Class::Person))
}

const PERSON_WORDS: usize = 7;
