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
}

/// Refuses what only seems to explain its term.
pub(crate) fn check(language: &Language, it: &Explained, is_hub: impl Fn(&str) -> bool) -> Result<(), Refusal> {
    joins(language, it.text)?;
    goes_on(it.rest)?;
    let new = news(language, it, is_hub);
    if new < NEW_WORDS && !has_fact(language, it) {
        return Err((Rule::Circular, format!("it says only {new} words of meaning more than its term")));
    }
    Ok(())
}

/// Fewer words of meaning that are not in the term say nothing about it.
const NEW_WORDS: usize = 4;

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
    it.words.words().iter().take_while(|word| word.at < it.text.len()).filter(says).take(NEW_WORDS).count()
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
