//! What explains a term: whether it says something, says it by itself, and says it whole.

use crate::quiz::{
    card::{Refusal, Rule},
    language::{Class, Language},
    mask::{self, Clues},
};

/// An explanation of a term in a language that is known.
pub(crate) struct Explained<'a> {
    /// The sentence that is the answer.
    pub text: &'a str,
    /// What follows it.
    pub rest: &'a str,
    /// The words of both.
    pub words: &'a Clues<'a>,
    pub clues: &'a Clues<'a>,
    /// It says what the term is, and so may use its words.
    pub is_definition: bool,
}

/// Refuses what only seems to explain its term.
pub(crate) fn check(language: &Language, it: &Explained, is_hub: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    joins(language, it.text)?;
    goes_on(it.rest)?;
    let new = news(language, it, is_hub);
    let least = if it.is_definition { DEFINING_WORDS } else { NEW_WORDS };
    if new < least && !has_fact(language, it) {
        return Err((Rule::Circular, format!("it says only {new} words of meaning more than its term")));
    }
    Ok(())
}

/// Refuses, besides, what does not answer what its term is asked for: `shown` is what is left of the text.
pub(crate) fn check_answer(
    language: &Language,
    it: &Explained,
    shown: &str,
    is_hub: impl Fn(&str) -> bool,
) -> Result<(), Refusal> {
    let first = shown.split([' ', ',']).next().unwrap_or_default();
    let is_example = ["For example", "For instance", "In this "].iter().any(|it| shown.starts_with(it));
    if HALVES.contains(&first) || is_example {
        return Err((Rule::Fragment, format!("it begins with “{first}”: a case, not what the term is")));
    }
    let is_question = matches!(first, "Which" | "What" | "How" | "Who" | "Whether" | "Why");
    if is_question {
        return Err((Rule::Fragment, "it asks, and does not answer".into()));
    }
    let mut words = shown.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).peekable();
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("such") && words.peek().is_none_or(|it| !matches!(*it, "as" | "that" | "a" | "an"))
        {
            return Err((Rule::Anaphor, "“such” points outside the sentence".into()));
        }
    }
    let has_label =
        !it.is_definition && it.clues.words().len() > 1 && it.clues.words().iter().all(|clue| it.words.shows(*clue));
    let new = if has_label { news(language, it, is_hub) } else { ENOUGH_WORDS };
    if new <= REPEATED_WORDS {
        return Err((Rule::Circular, format!("it is its term again, with {new} words more")));
    }
    Ok(())
}

/// What holds all words of its term must say so many more, and one.
const REPEATED_WORDS: usize = 4;

/// More new words are not counted.
const ENOUGH_WORDS: usize = REPEATED_WORDS + 1;

/// What begins a case of something, not what it is.
const HALVES: &[&str] = &[
    "If", "When", "While", "After", "Before", "Even", "Although", "Though", "Despite", "As", "Since", "Once", "Unless",
];

/// Refuses a term that is no name of anything: the author's remark, or a relation to something else.
pub(crate) fn check_term(term: &str) -> Result<(), Refusal> {
    let words = || term.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let last = words().next_back().unwrap_or_default().to_lowercase();
    let is_remark = ["example", "examples", "case", "scenario", "note", "notes", "tip", "result", "outcome", "finding"]
        .contains(&last.as_str());
    let is_relation = ["into", "from", "with", "to", "of", "on", "by", "for", "and", "or", "related", "also"]
        .contains(&last.as_str());
    let is_one = ["One ", "The other ", "Another "].iter().any(|it| term.starts_with(it));
    if is_remark || is_relation || is_one {
        return Err((Rule::Trivial, format!("“{term}” is a remark, no term")));
    }
    Ok(())
}

/// Fewer words of meaning that are not in the term say nothing about it.
const NEW_WORDS: usize = 4;
/// What says what kind of thing it is needs no more: `A wall that holds the river back`.
const DEFINING_WORDS: usize = 2;

/// What begins with a word that joins it to something else, or has no subject.
fn joins(language: &Language, text: &str) -> Result<(), Refusal> {
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let is_joined = text.get(first.len()..).is_some_and(|it| it.starts_with(','));
    if is_joined && language.classes(first).has(Class::Joining) {
        return Err((Rule::Anaphor, format!("“{first}” joins it to what was said before")));
    }
    let early = text.split(' ').take(EARLY_WORDS).find(|it| *it == "also");
    if early.is_some() {
        return Err((Rule::Anaphor, "“also” joins it to what was said before".into()));
    }
    if first == "With" && !text.split(' ').any(|it| language.classes(it).has(Class::Finite)) {
        return Err((Rule::Fragment, "it has no verb of its own".into()));
    }
    Ok(())
}

const EARLY_WORDS: usize = 6;

/// What the next sentence takes back is only half of what is meant.
fn goes_on(rest: &str) -> Result<(), Refusal> {
    let next = rest.split([' ', ',']).next().unwrap_or_default();
    if matches!(next, "However" | "But" | "Yet" | "Instead" | "Nevertheless" | "Nonetheless") {
        return Err((Rule::Fragment, format!("“{next}” after it takes back what it says")));
    }
    Ok(())
}

/// How many words of meaning are in the text and not in the term; more than enough are not counted.
fn news(language: &Language, it: &Explained, is_hub: impl Fn(&str) -> bool) -> usize {
    let says = |word: &&mask::Word| {
        let classes = language.classes(word.text);
        !EMPTY.iter().any(|it| classes.has(*it)) && !it.clues.shows(**word) && !is_hub(word.text)
    };
    it.words.words().iter().take_while(|word| word.at < it.text.len()).filter(says).take(ENOUGH_WORDS).count()
}

/// Classes of words that say nothing by themselves.
const EMPTY: [Class; 5] = [Class::Function, Class::Loose, Class::Vague, Class::Category, Class::Finite];

/// True for an explanation with an amount, or with a name that the term does not hold.
fn has_fact(language: &Language, it: &Explained) -> bool {
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && !EMPTY.iter().any(|class| language.classes(word).has(*class))
            && it.clues.shown_in(word).is_none()
    };
    let mut inside = it.text.split(|it: char| !it.is_alphanumeric()).filter(|it| it.len() > 2).skip(1);
    it.text.contains(|it: char| it.is_ascii_digit()) || inside.any(|it| is_name(&it))
}
