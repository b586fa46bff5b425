//! Which words have one stem: democratize, democratic and democratization.

use foldhash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};
use std::{cell::RefCell, rc::Rc};

/// Stems that share so many letters at their beginning, or their end, are one: advocacy and advocate,
/// incorruptible and corruption.
const SHARED: usize = 6;

/// The stems of the words that were asked for so far, each made once.
#[derive(Default)]
pub(crate) struct Stems(RefCell<HashMap<Box<str>, Rc<str>>>);

impl Stems {
    /// True when the stems of two words, in any case, are the same or nearly so.
    pub fn are_same(&self, a: &str, b: &str) -> bool {
        are_near(&self.of(a), &self.of(b))
    }

    /// The stem of a word, in lower case.
    fn of(&self, word: &str) -> Rc<str> {
        let mut known = self.0.borrow_mut();
        if let Some(stem) = known.get(word) {
            return Rc::clone(stem);
        }
        let stem: Rc<str> = Stemmer::create(Algorithm::English).stem(&word.to_lowercase()).into();
        known.insert(word.into(), Rc::clone(&stem));
        stem
    }
}

fn are_near(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() >= SHARED && long.ends_with(short) {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|it| it.0 == it.1).count();
    common + 1 >= SHARED && common + 2 >= short.len() && common + 4 >= long.len()
}
