//! Cards whose source stands unchanged in another place.

use crate::quiz::{
    fingerprint::{CardId, Fingerprint},
    identity::cards::{Past, Present, Vanished},
};
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;

/// A card that went, and where to.
pub(crate) type Move<'a> = (Vanished<'a>, Present<'a>);

/// What makes a source the same wherever it stands.
type Exact<'a> = (&'a str, &'a str, &'a str);

fn exact(fingerprint: &Fingerprint) -> Exact<'_> {
    (&fingerprint.kind, &fingerprint.term, &fingerprint.body)
}

/// The cards that went to another place. Of several that are the same, those go together that are nearest.
pub(crate) fn find<'a>(vanished: &[Vanished<'a>], present: &[Present<'a>]) -> Vec<Move<'a>> {
    let mut alike: HashMap<Exact, (Vec<Vanished>, Vec<Present>)> = HashMap::with_capacity(vanished.len());
    for old in vanished {
        alike.entry(exact(old.fingerprint)).or_default().0.push(*old);
    }
    for new in present.iter().filter(|it| it.past != Past::Answered) {
        if let Some(found) = alike.get_mut(&exact(new.fingerprint)) {
            found.1.push(*new);
        }
    }
    let mut moves: Vec<Move> = alike.into_values().flat_map(|(old, new)| paired(&old, new)).collect();
    moves.sort_unstable_by_key(|it| it.0.id);
    moves
}

/// The nearest first, each card once.
fn paired<'a>(old: &[Vanished<'a>], mut new: Vec<Present<'a>>) -> Vec<Move<'a>> {
    new.sort_unstable_by_key(|it| it.id);
    let mut pairs: Vec<Move> = Vec::new();
    for old in old.iter().take(MOST) {
        pairs.extend(new.iter().take(MOST).map(|new| (*old, *new)));
    }
    pairs.sort_by_key(|it| (Reverse(nearness(it)), it.0.id, it.1.id));
    let mut taken: Vec<CardId> = Vec::new();
    let is_free = |it: &Move| {
        let is_free = !taken.contains(&it.0.id) && !taken.contains(&it.1.id);
        if is_free {
            taken.extend([it.0.id, it.1.id]);
        }
        is_free
    };
    pairs.into_iter().filter(is_free).collect()
}

/// Of so many cards that are the same the places are compared.
const MOST: usize = 64;

/// How near two places are: the more, the nearer.
fn nearness((old, new): &Move) -> [bool; 5] {
    let (old, new, past) = (old.fingerprint, new.fingerprint, new.past);
    [
        past == Past::New,
        old.note == new.note,
        old.path == new.path,
        old.path.last() == new.path.last(),
        old.index == new.index,
    ]
}
