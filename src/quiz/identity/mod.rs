//! Which card of the notes is one that was there before: the history of an edited card goes to what it has become.
//!
//! [`reattach`] is given the cards with history that are not there any more, and all that are. It takes those that stand in
//! another place unchanged (`moved`), and of the others those that are alike (`likeness`, with `hole` for the words that a
//! sentence is asked for) and stand out on both sides, the most alike first (`pairing`). `near` finds what is worth
//! comparing, so that the work grows with the number of cards and not with its square; `places` knows of headings and
//! notes that were renamed; `sources` keeps the cards of one item together and sees when two items exchanged their names;
//! `caution` says where the answer may have changed. Where two cards could be meant, the history goes to none of them.
//!
//! The score is `.25` of the terms, `.60` of the bodies, `.15` for the place, by Dice's coefficient over pieces of three
//! characters; `.50` is enough, `.10` ahead of the second best. On notes that were edited by a script (`tests/identity.rs`)
//! that alone reached a precision of 99.45% and kept 96.5% of the histories where 40% of the words had changed; of 164
//! cards whose items had exchanged their definitions it gave 157 the wrong history. What stands in `likeness`, `hole` and
//! `sources` besides the score was needed against that: with it none of these is wrong, and all are kept.
//!
//! Negations and measures are those of English; letters are compared in any language.

mod cards;
mod caution;
mod found;
mod hole;
mod likeness;
mod moved;
mod near;
mod pairing;
mod places;
mod sources;

pub use cards::{Before, Past, Present, Vanished};
pub use found::{Caution, Folder, How, Match, Reattached};

use crate::quiz::fingerprint::CardId;
use foldhash::{HashSet, HashSetExt};
use likeness::Standing;
use places::Places;
use sources::Sources;

/// Of a hundred cards with history so many may be gone at once; when there are more, the folder is incomplete.
pub const MOST_GONE: usize = 30;

/// Finds what has become of the cards that vanished. The order in which cards are given changes nothing.
pub fn reattach<'a>(before: &Before<'a>, present: impl IntoIterator<Item = Present<'a>>) -> Reattached {
    if before.vanished.is_empty() {
        return Reattached::default();
    }
    let mut present: Vec<Present> = present.into_iter().collect();
    let there: HashSet<CardId> = present.iter().map(|it| it.id).collect();
    let mut vanished: Vec<Vanished> = before.vanished.iter().filter(|it| !there.contains(&it.id)).copied().collect();
    vanished.sort_unstable_by_key(|it| it.id);
    vanished.dedup_by_key(|it| it.id);
    let known: HashSet<CardId> = before.vanished.iter().map(|it| it.id).collect();
    let places = Places::new(present.iter().map(|it| it.fingerprint.note.as_str()));
    present.retain(|it| !known.contains(&it.id) && it.past != Past::Answered);
    let (pairs, compared) = found(&vanished, present, places);
    told(&vanished, pairs, before.held, compared)
}

/// The cards that were found again, in the order of the old ones, and how many pairs were compared.
fn found<'a>(vanished: &[Vanished<'a>], mut present: Vec<Present<'a>>, mut places: Places<'a>) -> (Vec<Match>, usize) {
    let moves = moved::find(vanished, &present);
    let mut sources = Sources::default();
    let mut pairs = Vec::new();
    let mut taken: HashSet<CardId> = HashSet::with_capacity(moves.len() * 2);
    for (old, new) in &moves {
        places.learn(old.fingerprint, new.fingerprint);
        sources.learn(old.fingerprint, new.fingerprint);
        taken.extend([old.id, new.id]);
        pairs.push(Match { old: old.id, new: new.id, score: 1.0, how: How::Moved, caution: None });
    }
    let left: Vec<Vanished> = vanished.iter().filter(|it| !taken.contains(&it.id)).copied().collect();
    present.retain(|it| it.past == Past::New && !taken.contains(&it.id));
    sources.name(&left, &present);
    let alike = pairing::compared(&left, &present, &places);
    let compared = alike.len();
    pairs.extend(pairing::paired(alike, sources).iter().map(matched));
    pairs.sort_unstable_by_key(|it| it.old);
    (pairs, compared)
}

fn matched(pair: &pairing::Pair) -> Match {
    let how = if pair.likeness.standing == Standing::Edited { How::Edited } else { How::Similar };
    let caution = caution::caution(pair.old.fingerprint, pair.new.fingerprint);
    Match { old: pair.old.id, new: pair.new.id, score: pair.likeness.score, how, caution }
}

/// What is said of it all: nothing was found again when too much is missing.
fn told(vanished: &[Vanished], pairs: Vec<Match>, held: usize, compared: usize) -> Reattached {
    let again: HashSet<CardId> = pairs.iter().map(|it| it.old).collect();
    let (found, gone): (Vec<Vanished>, Vec<Vanished>) = vanished.iter().partition(|it| again.contains(&it.id));
    // Where a card of a sentence was found, the sentence is there, though it may not make another card any more.
    let there: HashSet<_> = found.iter().map(|it| sources::source(it.fingerprint)).collect();
    let missing = gone.iter().filter(|it| !there.contains(&sources::source(it.fingerprint))).count();
    if missing * 100 > held.max(vanished.len()) * MOST_GONE {
        let gone = vanished.iter().map(|it| it.id).collect();
        return Reattached { pairs: Vec::new(), gone, folder: Folder::Incomplete, compared };
    }
    let gone = gone.iter().map(|it| it.id).collect();
    Reattached { pairs, gone, folder: Folder::Whole, compared }
}
