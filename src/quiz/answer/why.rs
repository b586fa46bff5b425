//! The reason of a verdict, as a short sentence for the learner.

use crate::quiz::answer::{
    compare::{Fault, Near, Outcome},
    fold::fold,
    forms::Part,
    slip::{Contrast, tolerance},
};

/// The texts whose words are spoken of.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The answer.
    pub wanted: &'a str,
    /// What was typed.
    pub typed: &'a str,
}

impl Outcome {
    /// Why; `part` is what the answer was held against, and words are spelt as in its text.
    pub fn why(&self, part: Part, texts: &Texts) -> String {
        match self {
            Self::Same => same(part).into(),
            Self::Rewritten => "the same, written in another way".into(),
            Self::Slips(1) => "one letter off".into(),
            Self::Slips(count) => format!("{} letters off", number(*count)),
            Self::Close(near) => near.why(texts),
            Self::Wrong(fault) => fault.why(texts),
        }
    }
}

fn same(part: Part) -> &'static str {
    match part {
        Part::Whole => "the same words",
        Part::Accepted => "an accepted answer",
        Part::Acronym => "the short and the long form are the same",
        Part::Outside => "what stands in parentheses is not needed",
        Part::Side => "one side of the slash is enough",
    }
}

impl Near {
    fn why(&self, texts: &Texts) -> String {
        match self {
            Self::Order => "the same words in another order".into(),
            Self::Less(words) => format!("only {} missing", listed(words, texts.wanted)),
            Self::More(words) => format!("only {} too much", listed(words, texts.typed)),
            Self::Word(wanted, typed, contrast) => {
                contrasted(&spelt(wanted, texts.wanted), &spelt(typed, texts.typed), *contrast)
            }
            Self::Short => "the short form, which the answer does not give".into(),
            Self::Term(term) => format!("as near to another term: {term}"),
        }
    }
}

impl Fault {
    /// True for faults that another term of the deck would explain better.
    pub fn is_plain(&self) -> bool {
        !matches!(self, Self::Numbers(..) | Self::NegationMissing | Self::NegationExtra | Self::Term(_) | Self::Long)
    }

    /// How little the fault says, from 0: of several forms of an answer, the one is shown that says most.
    pub fn vagueness(&self) -> u8 {
        match self {
            Self::Word(_, _, Contrast::Form | Contrast::Letters(_)) | Self::Order => 1,
            Self::OnlyHubs => 2,
            Self::Word(_, _, Contrast::Different) | Self::Missing(_) | Self::Extra(_) => 3,
            Self::Long => 4,
            Self::Different => 5,
            _ => 0,
        }
    }

    fn why(&self, texts: &Texts) -> String {
        match self {
            Self::Numbers(wanted, typed) if typed.is_empty() => format!("the number is missing: {wanted}"),
            Self::Numbers(wanted, typed) if wanted.is_empty() => format!("a number too many: {typed}"),
            Self::Numbers(wanted, typed) => format!("the number differs: {wanted}, not {typed}"),
            Self::NegationMissing => "the negation is missing".into(),
            Self::NegationExtra => "a negation too many".into(),
            Self::Word(wanted, typed, contrast) => {
                contrasted(&spelt(wanted, texts.wanted), &spelt(typed, texts.typed), *contrast)
            }
            Self::Term(term) => format!("that is another term: {term}"),
            Self::OnlyHubs => "only words that say little are right".into(),
            Self::Missing(words) => format!("{} missing", listed(words, texts.wanted)),
            Self::Extra(words) => format!("{} too much", listed(words, texts.typed)),
            Self::Order => "the order of the words matters here".into(),
            Self::Long => "more than twice as long".into(),
            Self::Different => "something else".into(),
        }
    }
}

fn contrasted(wanted: &str, typed: &str, contrast: Contrast) -> String {
    match contrast {
        Contrast::Prefix => format!("the prefix makes another word: {wanted}, not {typed}"),
        Contrast::Alike => format!("another word that looks alike: {wanted}, not {typed}"),
        Contrast::Unit => format!("the measure differs: {wanted}, not {typed}"),
        Contrast::Date => format!("the date differs: {wanted}, not {typed}"),
        Contrast::Form => format!("another form of the word: {wanted}, not {typed}"),
        Contrast::Swap => format!("two letters are swapped: {wanted}, not {typed}"),
        Contrast::Ordinal => format!("the number differs: {wanted}, not {typed}"),
        Contrast::Letters(count) => {
            let allowed = match tolerance(wanted.chars().count()) {
                0 => "none".to_string(),
                it => number(it),
            };
            let letters = if count == 1 { "letter" } else { "letters" };
            format!("{} {letters} off in {wanted}, where {allowed} may be", number(count))
        }
        Contrast::Different => format!("{wanted}, not {typed}"),
    }
}

/// Words in quotes, with their verb.
fn listed(words: &[String], text: &str) -> String {
    const MOST: usize = 6;
    let mut quoted: Vec<String> = words.iter().take(MOST).map(|it| format!("“{}”", spelt(it, text))).collect();
    if words.len() > MOST {
        quoted.push("…".into());
    }
    format!("{} {}", quoted.join(", "), if words.len() == 1 { "is" } else { "are" })
}

/// A folded word as it is spelt in a text; as it is where it stands there in another way, such as `and` for `&`.
fn spelt(word: &str, text: &str) -> String {
    let mut words = text.split(|it: char| !it.is_alphanumeric());
    words.find(|it| fold(it) == word).unwrap_or(word).to_string()
}

fn number(count: usize) -> String {
    let names = ["no", "one", "two", "three", "four", "five", "six"];
    names.get(count).map_or_else(|| count.to_string(), |it| (*it).to_string())
}
