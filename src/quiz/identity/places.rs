//! Where places went: a heading or a note was renamed when what stood there stands elsewhere, unchanged.

use crate::quiz::fingerprint::Fingerprint;
use foldhash::{HashMap, HashSet};

/// A note and the headings in it.
type Place<'a> = (&'a str, &'a [String]);

/// What is known of places that went to another one.
#[derive(Default)]
pub(crate) struct Places<'a> {
    sections: HashMap<Place<'a>, Moves<Place<'a>>>,
    notes: HashMap<&'a str, Moves<&'a str>>,
    /// The notes that there are.
    present: HashSet<&'a str>,
}

/// How many cards went where.
type Moves<T> = HashMap<T, usize>;

impl<'a> Places<'a> {
    /// Nothing but which notes there are.
    pub fn new(notes: impl Iterator<Item = &'a str>) -> Self {
        let mut places = Self::default();
        let mut last = None;
        for note in notes.filter(|it| last.replace(*it) != Some(*it)) {
            places.present.insert(note);
        }
        places
    }

    /// Learns of a card that went from one place to another.
    pub fn learn(&mut self, old: &'a Fingerprint, new: &'a Fingerprint) {
        *self.sections.entry(place(old)).or_default().entry(place(new)).or_default() += 1;
        *self.notes.entry(&old.note).or_default().entry(&new.note).or_default() += 1;
    }

    /// True for the same heading, also of another note when that note is gone; and for where most of what stood there
    /// stands now.
    pub fn is_same(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        let is_gone = || !old.path.is_empty() && !self.present.contains(&*old.note);
        old.path == new.path && (self.is_same_note(old, new) || is_gone()) || self.is_known(old, new)
    }

    /// True for places so near that what is alike in both is mostly one.
    pub fn is_near(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        self.is_same_note(old, new) || self.is_known(old, new)
    }

    fn is_known(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        self.sections.get(&place(old)).is_some_and(|it| is_most(it, &place(new)))
    }

    /// True for the same note, or one that was renamed.
    fn is_same_note(&self, old: &Fingerprint, new: &Fingerprint) -> bool {
        old.note == new.note || self.notes.get(&*old.note).is_some_and(|it| is_most(it, &&*new.note))
    }
}

fn place(fingerprint: &Fingerprint) -> Place<'_> {
    (&fingerprint.note, &fingerprint.path)
}

/// True for where more than half of them went.
fn is_most<T: Eq + std::hash::Hash>(moves: &Moves<T>, to: &T) -> bool {
    moves.get(to).is_some_and(|it| it * 2 > moves.values().sum())
}
