//! Long answers, which the program never grades: which of their key words came.

use crate::quiz::answer::{
    language::Language,
    slip::{Relation, is_other_form, relation},
    words::{Kind, Word, words},
};

/// A word of an answer that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWord {
    /// The word, in small letters without accents.
    pub text: String,
    /// True when it was typed, if need be misspelt or in another form.
    pub came: bool,
}

/// An answer with more words is long.
pub const LONG: usize = 6;

/// True for an answer that the learner rates, articles not counted.
pub fn is_long(answer: &str) -> bool {
    words(answer, Language::english()).len() > LONG
}

/// The key words of an answer in its order, each once, and whether they came. Small words are none; numbers and
/// negations are. At most 200 of an answer, held against the first 2,000 typed words.
pub fn key_words(answer: &str, typed: &str) -> Vec<KeyWord> {
    const MOST: usize = 200;
    const MOST_TYPED: usize = 2000;
    let language = Language::english();
    let mut typed = words(typed, language);
    typed.truncate(MOST_TYPED);
    let mut keys: Vec<KeyWord> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for word in words(answer, language) {
        let is_key = word.kind != Kind::Sign && !language.is_small(&word.text) && !seen.contains(&word.stem);
        if is_key && keys.len() < MOST {
            let came = typed.iter().any(|it| is_same(&word, it, language));
            seen.push(word.stem);
            keys.push(KeyWord { text: word.text, came });
        }
    }
    keys
}

/// True for a word, a misspelling of it, or another form.
fn is_same(wanted: &Word, typed: &Word, language: &Language) -> bool {
    // Most words have nothing in common, and that is seen at once.
    let is_alike = wanted.text.chars().next() == typed.text.chars().next();
    wanted.stem == typed.stem
        || (is_alike && matches!(relation(wanted, typed, language), Relation::Slip(_)))
        || (is_alike && wanted.kind == Kind::Letters && is_other_form(&wanted.text, &typed.text, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_words_come_misspelt_and_in_other_forms() {
        let answer = "The set of incentives that may not emerge when 3 AGIs, capable of automating labor, are unlocked";
        let came = |typed: &str| -> Vec<String> {
            key_words(answer, typed).into_iter().filter(|it| it.came).map(|it| it.text).collect()
        };
        assert_eq!(
            came("incentivs emerging if AGI automates all labour"),
            ["incentives", "emerge", "agis", "automating", "labor"]
        );
        assert_eq!(came("3, not 4"), ["not", "3"]);
        assert_eq!(came(""), [""; 0]);
        assert!(is_long(answer) && !is_long("the set of incentives"));
    }
}
