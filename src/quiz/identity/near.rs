//! Which cards may have become which: those that share rare words, found without looking at all pairs.

use crate::quiz::{
    fingerprint::{CardId, Fingerprint},
    identity::cards::{self, Present, TermRole, Vanished},
};
use foldhash::{HashMap, HashMapExt};
use std::{cmp::Reverse, collections::BinaryHeap};
use twox_hash::XxHash3_64;

/// What more cards that vanished have in common says nothing of one of them.
const COMMON: usize = 32;
/// So many cards are compared letter by letter with one that vanished.
const MOST: usize = 12;
/// What a thing is worth that one card alone has.
const RARE: u32 = 32;
/// So many of the rarest things that a card has are looked at.
const LOOKED_AT: usize = 12;
/// The place with the term tells more than any word.
const PLACE: u32 = 4;
/// A word of more bytes is text in a script without blanks, and is cut into pieces.
const LONGEST: usize = 40;

/// For every card that vanished those that are there and share most with it, as indexes into `present`.
pub(crate) fn find(vanished: &[Vanished], present: &[Present]) -> Vec<Vec<u32>> {
    let index = Index::new(vanished);
    let mut nearest: Vec<BinaryHeap<Reverse<Vote>>> = vec![BinaryHeap::new(); vanished.len()];
    let (mut votes, mut shared, mut touched) = (vec![0u32; vanished.len()], Vec::new(), Vec::new());
    for (at, new) in (0..).zip(present) {
        index.shared(new.fingerprint, &mut shared);
        index.vote(&shared, &mut votes, &mut touched);
        for old in touched.drain(..) {
            let worth = votes.get_mut(old as usize).map(std::mem::take).unwrap_or_default();
            let vote = (worth, Reverse(new.id), at);
            let Some(heap) = nearest.get_mut(old as usize).filter(|_| worth > 0) else { continue };
            if heap.len() == MOST && heap.peek().is_some_and(|it| vote < it.0) {
                continue;
            }
            heap.push(Reverse(vote));
            if heap.len() > MOST {
                heap.pop();
            }
        }
    }
    nearest.into_iter().map(|it| it.into_iter().map(|it| it.0.2).collect()).collect()
}

/// How much a card shares, its name, and its index: among equals the names decide, whatever the order.
type Vote = (u32, Reverse<CardId>, u32);

/// What the cards that vanished hold.
struct Index {
    olds: HashMap<u64, Vec<u32>>,
}

impl Index {
    fn new(vanished: &[Vanished]) -> Self {
        let mut olds: HashMap<u64, Vec<u32>> = HashMap::with_capacity(vanished.len() * 32);
        for (at, old) in (0..).zip(vanished) {
            each_feature(old.fingerprint, |it, _| {
                let olds = olds.entry(it).or_default();
                if olds.last() != Some(&at) {
                    olds.push(at);
                }
            });
        }
        olds.retain(|_, it| it.len() <= COMMON);
        Self { olds }
    }

    /// The rarest things that a card shares with any that vanished: how many have it, what it is worth, and itself.
    fn shared(&self, new: &Fingerprint, shared: &mut Vec<(usize, u32, u64)>) {
        shared.clear();
        each_feature(new, |it, worth| shared.extend(self.olds.get(&it).map(|olds| (olds.len(), worth, it))));
        shared.sort_unstable_by_key(|it| (it.0, Reverse(it.1), it.2));
        shared.dedup();
        shared.truncate(LOOKED_AT);
    }

    /// Adds up what these are worth to every card that vanished, and notes which these are, some of them several times.
    fn vote(&self, shared: &[(usize, u32, u64)], votes: &mut [u32], touched: &mut Vec<u32>) {
        for (count, worth, feature) in shared {
            for old in self.olds.get(feature).into_iter().flatten() {
                if let Some(votes) = votes.get_mut(*old as usize) {
                    *votes += worth * RARE / (*count).max(1) as u32;
                    touched.push(*old);
                }
            }
        }
    }
}

/// Gives what a card can be found by, and what it is worth: its words, those that stand side by side, and its term
/// with its place. Only cards of one kind share anything.
fn each_feature(fingerprint: &Fingerprint, mut take: impl FnMut(u64, u32)) {
    let kind = XxHash3_64::oneshot(fingerprint.kind.as_bytes());
    let hash = |text: &str| XxHash3_64::oneshot_with_seed(kind, text.as_bytes());
    let mut before = kind;
    for word in fingerprint.body.split(' ').chain(fingerprint.term.split(' ')) {
        if word.len() > LONGEST {
            each_piece(word, |it| take(hash(it), 1));
            continue;
        }
        let this = hash(word);
        take(this, 1);
        take(before.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ this, 1);
        before = this;
    }
    if cards::role(fingerprint) != TermRole::Nothing {
        let place = XxHash3_64::oneshot_with_seed(kind, fingerprint.note.as_bytes());
        take(XxHash3_64::oneshot_with_seed(place, fingerprint.term.as_bytes()), PLACE);
    }
}

/// The pieces of three characters of a text without blanks.
fn each_piece(text: &str, mut take: impl FnMut(&str)) {
    let starts = text.char_indices().map(|it| it.0);
    let ends = text.char_indices().map(|it| it.0).skip(3).chain([text.len()]);
    starts.zip(ends).filter_map(|(from, to)| text.get(from..to)).for_each(&mut take);
}
