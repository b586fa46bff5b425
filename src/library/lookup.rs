//! Which note every target of every note means, looked up on all processors.

use crate::library::{
    digest::Digest,
    name::folder,
    names::{Meaning, Names, NoteId},
};
use foldhash::{HashMap, HashMapExt};
use std::{sync::Arc, thread};

/// The notes that the targets of one note mean, in their order.
pub(crate) type Meant = Vec<Option<NoteId>>;

/// Fewer notes than this are looked up before another thread has begun.
const ENOUGH: usize = 500;

/// What the targets of each note mean, in stretches of notes.
pub(crate) fn meanings(names: &Names, notes: &[Arc<Digest>]) -> Vec<Vec<Meant>> {
    let processors = if notes.len() < ENOUGH { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    let stretches = notes.chunks(notes.len().div_ceil(processors).max(1));
    thread::scope(|scope| {
        let look_up = |stretch| move || Lookup { names, notes, known: Known::default() }.stretch(stretch);
        let mut stretches = stretches.map(look_up);
        let own = stretches.next();
        let others: Vec<_> = stretches.map(|it| scope.spawn(it)).collect();
        let own = own.map(|it| it());
        // A thread that panicked has ended the program already.
        own.into_iter().chain(others.into_iter().filter_map(|it| it.join().ok())).collect()
    })
}

/// One thread's work, and what it has found out so far.
struct Lookup<'a> {
    names: &'a Names,
    notes: &'a [Arc<Digest>],
    known: Known<'a>,
}

/// Targets that were looked up before.
#[derive(Default)]
struct Known<'a> {
    /// Copied, so that they stand close together: every look at a name in the note that was the first to use it would
    /// fetch it from afar.
    everywhere: HashMap<Box<str>, Option<NoteId>>,
    by_folder: HashMap<(&'a str, &'a str), Option<NoteId>>,
}

impl<'a> Lookup<'a> {
    fn stretch(mut self, stretch: &'a [Arc<Digest>]) -> Vec<Meant> {
        self.known.everywhere = HashMap::with_capacity(stretch.len());
        stretch.iter().map(|note| note.targets.iter().map(|it| self.meaning(it, note)).collect()).collect()
    }

    fn meaning(&mut self, target: &'a str, from: &'a Digest) -> Option<NoteId> {
        let folder = folder(&from.path);
        let here = || if self.known.by_folder.is_empty() { None } else { self.known.by_folder.get(&(target, folder)) };
        if let Some(meaning) = self.known.everywhere.get(target).or_else(here) {
            return *meaning;
        }
        let meaning = self.names.resolve(self.notes, target, &from.path);
        let note = meaning.note();
        // A path may be read from the note's own folder, and of several notes the one beside it counts.
        if target.contains('/') || matches!(meaning, Meaning::Several(..)) {
            self.known.by_folder.insert((target, folder), note);
        } else {
            self.known.everywhere.insert(target.into(), note);
        }
        note
    }
}
