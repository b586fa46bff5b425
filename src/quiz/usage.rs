//! How a note uses its words: which stand everywhere in it.

use crate::quiz::occurrences::Occurrences;
use foldhash::HashMap;
use std::cell::{OnceCell, RefCell};

/// What was asked of the words of a text so far; every search goes through all of it.
#[derive(Default)]
pub(crate) struct Usage {
    occurrences: OnceCell<Occurrences>,
    frequent: Answers,
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
}

fn answer(known: &Answers, word: &str, find: impl FnOnce() -> bool) -> bool {
    if let Some(answer) = known.borrow().get(word) {
        return *answer;
    }
    let answer = find();
    known.borrow_mut().insert(word.into(), answer);
    answer
}
