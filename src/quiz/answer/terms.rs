//! Other terms of the deck: what is nearer to one of them was meant for it.

use crate::quiz::answer::{
    compare::{Fault, Near, Outcome, Setting, compare, distance},
    forms::Form,
    words::{Word, joined, words},
};

/// A term of the deck in words.
struct Term<'a> {
    name: &'a str,
    words: Vec<Word>,
}

/// The other terms of a deck: what is a form of the answer is none.
pub struct Others<'a> {
    /// All terms of the deck.
    pub terms: &'a [String],
    /// The forms of the answer.
    pub forms: &'a [Form<'a>],
    /// What words are held against each other with.
    pub setting: &'a Setting<'a>,
}

impl Others<'_> {
    /// What becomes of an outcome among these terms. `wanted` is the form that the typed words were held against.
    pub fn reconsidered(&self, outcome: Outcome, wanted: &[Word], typed: &[Word]) -> Outcome {
        match outcome {
            Outcome::Wrong(fault) => Outcome::Wrong(self.explained(fault, typed)),
            Outcome::Slips(_) => match self.nearest(wanted, typed) {
                Nearest::Other(name) => Outcome::Wrong(Fault::Term(name)),
                Nearest::Both(name) => Outcome::Close(Near::Term(name)),
                Nearest::Answer => outcome,
            },
            Outcome::Close(Near::Less(missing)) => {
                let left: Vec<Word> = wanted.iter().filter(|it| !missing.contains(&it.text)).cloned().collect();
                match self.nearest(&left, typed) {
                    Nearest::Other(name) => Outcome::Wrong(Fault::Term(name)),
                    Nearest::Both(_) | Nearest::Answer => Outcome::Close(Near::Less(missing)),
                }
            }
            Outcome::Close(_) => match self.nearest(wanted, typed) {
                Nearest::Other(name) => Outcome::Wrong(Fault::Term(name)),
                Nearest::Both(_) | Nearest::Answer => outcome,
            },
            Outcome::Same | Outcome::Rewritten => outcome,
        }
    }

    /// The fault itself, or that another term was typed, which says more than most.
    fn explained(&self, fault: Fault, typed: &[Word]) -> Fault {
        if !fault.is_plain() {
            return fault;
        }
        let is_meant = |it: &Term| {
            matches!(compare(&it.words, typed, self.setting), Outcome::Same | Outcome::Rewritten | Outcome::Slips(_))
        };
        self.all().find(is_meant).map_or(fault, |it| Fault::Term(it.name.into()))
    }

    /// Whether the typed words are nearer to the wanted ones or to another term, in letters.
    fn nearest(&self, wanted: &[Word], typed: &[Word]) -> Nearest {
        let Some(limit) = distance(wanted, typed) else { return Nearest::Answer };
        // Only a term of about this length can be as near; blanks between words are counted alike.
        let length = |words: &[Word]| joined(words).chars().count();
        let typed_length = length(typed);
        let candidates = self.all().filter(|it| length(&it.words).abs_diff(typed_length) <= limit);
        let near = candidates.filter_map(|it| Some((distance(&it.words, typed)?, it.name)));
        match near.min_by_key(|it| it.0) {
            Some((apart, name)) if apart < limit || apart == 0 => Nearest::Other(name.into()),
            Some((apart, name)) if apart == limit => Nearest::Both(name.into()),
            _ => Nearest::Answer,
        }
    }

    fn all(&self) -> impl Iterator<Item = Term<'_>> {
        let own: Vec<String> = self.forms.iter().map(|it| joined(&it.words)).collect();
        let terms = self.terms.iter().map(|it| Term { name: it, words: words(it, self.setting.language) });
        terms.filter(move |term| !own.contains(&joined(&term.words)))
    }
}

/// What typed words are nearest to.
enum Nearest {
    /// The answer.
    Answer,
    /// The answer and this other term.
    Both(String),
    /// This other term.
    Other(String),
}
