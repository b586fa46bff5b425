//! An explanation without the words of its term: whether enough of it is left to ask for the term.

use crate::quiz::{
    card::{Refusal, Rule},
    language::{Class, Language},
    shape::Shape,
};

/// An explanation without the words that would give its term away.
pub(crate) struct Masked<'a> {
    /// The explanation as it is written.
    pub text: &'a str,
    pub shown: &'a str,
    pub shape: Shape,
    pub holes: usize,
    /// How many words of meaning are left.
    pub left: usize,
}

/// Fewer words of meaning tell nothing; where nothing was taken out, half of them do.
const LEFT_WORDS: usize = 6;
const WHOLE_WORDS: usize = 3;
const MOST_HOLES: usize = 2;

impl Masked<'_> {
    /// Refuses what says too little to know the term by, or points at it.
    pub fn check(&self, language: Option<&Language>) -> Result<(), Refusal> {
        let (text, holes, left) = (self.text, self.holes, self.left);
        if self.shape == Shape::Fragment {
            return Err((Rule::Fragment, "it has no subject and fits other terms, too".into()));
        }
        let first = text.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
        let is_back = |class| language.is_some_and(|it| it.classes(first).has(class));
        if is_back(Class::Anaphor) || is_back(Class::Joining) {
            return Err((Rule::Anaphor, format!("it begins with “{first}”, which is the term")));
        }
        let least = if holes == 0 && self.shape != Shape::Sentence { WHOLE_WORDS } else { LEFT_WORDS };
        if left < least && (text.is_ascii() || language.is_some()) {
            let why = if holes > 0 { Rule::Leak } else { Rule::Long };
            return Err((why, format!("only {left} words of meaning are left to know it by")));
        }
        if self.shown.contains("▢ ▢") {
            return Err((Rule::Leak, "two holes in a row leave no text between them".into()));
        }
        if holes > MOST_HOLES {
            return Err((Rule::Leak, format!("{holes} of its words say the term")));
        }
        Ok(())
    }
}
