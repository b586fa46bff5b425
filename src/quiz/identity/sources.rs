//! Which source became which: the cards of one item or sentence go together.

use crate::quiz::{
    fingerprint::Fingerprint,
    identity::cards::{self, Present, TermRole, Vanished},
};
use foldhash::{HashMap, HashSet};

/// A note and a body in it.
pub(crate) type Source<'a> = (&'a str, &'a str);

/// A note, and a name or what is said under it; that of one kind is that of all.
type Named<'a> = (&'a str, &'a str);

/// What is known of sources and names before and now.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    onwards: HashMap<Source<'a>, Source<'a>>,
    back: HashMap<Source<'a>, Source<'a>>,
    /// What the cards that vanished and those that came are about.
    names: [HashSet<Named<'a>>; 2],
    /// What is said under any name in the cards that came, and how it was called before.
    said: HashSet<Named<'a>>,
}

impl<'a> Sources<'a> {
    /// Learns what cards are about that vanished or came.
    pub fn name(&mut self, vanished: &[Vanished<'a>], present: &[Present<'a>]) {
        let [old, new] =
            [named(vanished.iter().map(|it| it.fingerprint)), named(present.iter().map(|it| it.fingerprint))];
        let of = |it: &&'a Fingerprint| (it.note.as_str(), cards::bare_term(it));
        self.names = [old.iter().map(of).collect(), new.iter().map(of).collect()];
        self.said = new.iter().map(|it| source(it)).collect();
    }

    /// Learns that one source became another; what was learnt before stays.
    pub fn learn(&mut self, old: &'a Fingerprint, new: &'a Fingerprint) {
        self.onwards.entry(source(old)).or_insert(source(new));
        self.back.entry(source(new)).or_insert(source(old));
    }

    /// False when one of the two is known to have become, or to have been, another source.
    pub fn may_be_one(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        let is = |known: Option<&Source>, it| known.is_none_or(|known| *known == it);
        is(self.onwards.get(&source(old)), source(new)) && is(self.back.get(&source(new)), source(old))
    }

    /// True when a card would take another name although its old one is still in use, or the other one was before:
    /// two items exchanged their names or what is said of them, or one became part of another.
    pub fn is_name_taken(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        let [before, now] = &self.names;
        let is_taken = || {
            now.contains(&(&*new.note, cards::bare_term(old))) || before.contains(&(&*old.note, cards::bare_term(new)))
        };
        let is_said_elsewhere = || old.body != new.body && self.said.contains(&(&*new.note, &*old.body));
        cards::role(old) == TermRole::Name && if old.term == new.term { is_said_elsewhere() } else { is_taken() }
    }
}

/// What all cards of one item or sentence have in common.
pub(crate) fn source(fingerprint: &Fingerprint) -> Source<'_> {
    (&fingerprint.note, &fingerprint.body)
}

fn named<'a>(all: impl Iterator<Item = &'a Fingerprint>) -> Vec<&'a Fingerprint> {
    all.filter(|it| cards::role(it) == TermRole::Name).collect()
}
