//! How a note uses its words: which stand everywhere in it, and which are names.

use crate::quiz::occurrences::Occurrences;
use foldhash::HashMap;
use std::cell::{OnceCell, RefCell};

/// What was asked of the words of a text so far; every search goes through all of it.
#[derive(Default)]
pub(crate) struct Usage {
    occurrences: OnceCell<Occurrences>,
    frequent: Answers,
    names: Answers,
}

/// Words with what is known of them.
type Answers = RefCell<HashMap<Box<str>, bool>>;

/// A text of fewer bytes is searched sooner than it is counted.
const SHORT: usize = 1 << 14;

impl Usage {
    /// True when a piece stands more than `most` times in `text`.
    pub fn has_more_than(&self, most: usize, piece: &str, text: &str) -> bool {
        let may_exceed = || self.occurrences.get_or_init(|| Occurrences::of(text)).may_exceed(piece, most);
        (text.len() < SHORT || may_exceed())
            && memchr::memmem::find_iter(text.as_bytes(), piece.as_bytes()).nth(most).is_some()
    }

    /// The same, kept for when the same is asked again; `most` is always the same number.
    pub fn is_frequent(&self, most: usize, piece: &str, text: &str) -> bool {
        answer(&self.frequent, piece, || self.has_more_than(most, piece, text))
    }

    /// True when the word with a capital at an offset stands within a sentence, there or elsewhere: at the start of one
    /// every word has it.
    pub fn is_name(&self, word: &str, at: usize, text: &str) -> bool {
        answer(&self.names, word, || {
            is_inside(word, at, text)
                || self.has_more_than(1, word, text)
                    && memchr::memmem::find_iter(text.as_bytes(), word.as_bytes()).any(|it| is_inside(word, it, text))
        })
    }
}

fn answer(known: &Answers, word: &str, find: impl FnOnce() -> bool) -> bool {
    if let Some(answer) = known.borrow().get(word) {
        return *answer;
    }
    let answer = find();
    known.borrow_mut().insert(word.into(), answer);
    answer
}

/// True when a word follows another, and is whole.
fn is_inside(word: &str, at: usize, text: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + word.len()..).unwrap_or_default();
    let is_led = before.ends_with(' ') && before.trim_end().ends_with(|it: char| it.is_lowercase() || it == ',');
    is_led && !after.starts_with(char::is_alphanumeric)
}
