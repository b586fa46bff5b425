//! Which words have one stem: democratize, democratic and democratization.

use foldhash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};
use std::{cell::RefCell, rc::Rc};

/// Stems that share so many letters at their beginning, or their end, are one: advocacy and advocate,
/// incorruptible and corruption.
const SHARED: usize = 6;

/// A shorter stem of so many letters may stand before one of these endings, which the stemmer keeps.
const DERIVED: usize = 4;
const ENDINGS: &[&str] = &["ism", "ist", "ness", "iti", "istic"];

/// So many stems are kept.
const KEPT: usize = 1 << 12;

type Stems = HashMap<Box<str>, Rc<str>>;

thread_local! {
    /// The stems of words that were asked for: to make one takes as long as to find a hundred, and notes share words.
    static KNOWN: RefCell<Stems> = RefCell::default();
}

/// True when the stems of two words, in any case, are the same or nearly so.
pub(crate) fn are_same(a: &str, b: &str) -> bool {
    KNOWN.with_borrow_mut(|known| are_near(&of(a, known), &of(b, known)))
}

/// The stem of a word, in lower case.
fn of(word: &str, known: &mut Stems) -> Rc<str> {
    if let Some(stem) = known.get(word) {
        return Rc::clone(stem);
    }
    if known.len() >= KEPT {
        known.clear();
    }
    let stem: Rc<str> = Stemmer::create(Algorithm::English).stem(&word.to_lowercase()).into();
    known.insert(word.into(), Rc::clone(&stem));
    stem
}

fn are_near(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // "realism" and "real".
    let is_derived = short.len() >= DERIVED && long.strip_prefix(short).is_some_and(|it| ENDINGS.contains(&it));
    // "tech" and "technology".
    let is_short_form = short.len() >= DERIVED && long.len() >= short.len() + DERIVED && long.starts_with(short);
    if is_derived || is_short_form {
        return true;
    }
    // "hyperpersonalized" and "personal": a compound.
    if short.len() >= SHARED && long.contains(short) {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|it| it.0 == it.1).count();
    common + 1 >= SHARED && common + 2 >= short.len() && common + 4 >= long.len()
}
