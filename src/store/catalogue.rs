//! The notes of a folder, read and digested on all processors, and kept up to date.

use crate::{
    library::{Digest, FileNames, Library},
    note::Note,
    store::{
        beside::notes_in,
        read::{Seen, Unreadable, read_seen},
        walk::{Found, NoteFile, walk},
    },
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// How much of a folder is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The folder with everything in it.
    All,
    /// The notes that stand beside the file of this name, and that file whatever its suffix.
    Beside(String),
}

/// What is known of the notes of a folder.
pub struct Catalogue {
    root: PathBuf,
    scope: Scope,
    entries: Vec<Entry>,
    listing: Listing,
    /// The names of the files, made when they are first asked for; forgotten when notes come or go.
    names: Arc<OnceLock<Arc<FileNames>>>,
}

/// The notes at one moment, ready to be put together in any thread.
pub struct Snapshot {
    digests: Vec<Arc<Digest>>,
    names: Arc<OnceLock<Arc<FileNames>>>,
}

impl Snapshot {
    /// What is known of the notes.
    pub fn library(self) -> Library {
        let paths = self.digests.iter().map(|it| it.path.as_str());
        let names = Arc::clone(self.names.get_or_init(|| Arc::new(FileNames::new(paths))));
        Library::with_names(self.digests, names)
    }
}

/// What walking the folder came upon besides notes.
#[derive(Default)]
struct Listing {
    /// Folders that could not be read.
    closed: Vec<Unreadable>,
    /// What is named like a note and is none.
    skipped: Vec<Unreadable>,
}

/// A note, and the state of its file when it was read.
struct Entry {
    file: NoteFile,
    seen: Option<Seen>,
    digest: Arc<Digest>,
    problem: Option<Unreadable>,
}

impl Entry {
    /// True when its file, which is in the state `seen`, need not be read again. One that could not be read may be
    /// readable now, though nothing in it has changed.
    fn is_still(&self, seen: Seen) -> bool {
        self.seen == Some(seen) && self.problem.is_none()
    }

    /// True when it could not be read before, and cannot be now for the same reason.
    fn fails_like(&self, now: &Self) -> bool {
        self.problem.is_some() && self.problem == now.problem
    }
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Notes that are read.
    pub read: usize,
    /// Notes that were found.
    pub found: usize,
}

/// So often at most is told how far the reading has come.
const STEPS: usize = 20;

impl Catalogue {
    /// Finds the notes of a folder; none of them is read yet.
    pub fn list(root: PathBuf, scope: Scope) -> Self {
        let (files, listing) = files(&root, &scope);
        Self { root, scope, entries: files.into_iter().map(unread).collect(), listing, names: Arc::default() }
    }

    /// Reads every note whose file is not as it was when it was read last, on all processors; `tell` hears from
    /// time to time how far that has come.
    pub fn read(&mut self, tell: impl Fn(Progress) + Sync) {
        let waiting: Vec<usize> = (0..self.entries.len()).filter(|it| self.entries[*it].seen.is_none()).collect();
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let found = waiting.len();
        let step = (found / STEPS).max(100);
        let read = Mutex::new(Vec::with_capacity(found));
        let work = || {
            let mut own = Vec::new();
            while let Some(at) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                own.push((*at, entry(self.entries[*at].file.clone())));
                let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                if count.is_multiple_of(step) {
                    tell(Progress { read: count, found });
                }
            }
            read.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
        };
        thread::scope(|scope| {
            (1..processors().min(found)).for_each(|_| {
                scope.spawn(work);
            });
            work();
        });
        for (at, entry) in read.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.entries[at] = entry;
        }
    }

    /// What is known by now.
    pub fn snapshot(&self) -> Snapshot {
        let digests = self.entries.iter().map(|it| Arc::clone(&it.digest)).collect();
        Snapshot { digests, names: Arc::clone(&self.names) }
    }

    /// What is known by now, put together.
    pub fn library(&self) -> Library {
        self.snapshot().library()
    }

    /// What could not be read: folders, then what is named like a note and is no file, then notes.
    pub fn problems(&self) -> impl Iterator<Item = &Unreadable> {
        let Listing { closed, skipped } = &self.listing;
        closed.iter().chain(skipped).chain(self.entries.iter().filter_map(|it| it.problem.as_ref()))
    }

    /// True when every folder and every note could be read.
    pub fn is_whole(&self) -> bool {
        self.listing.closed.is_empty() && self.entries.iter().all(|it| it.problem.is_none())
    }

    /// Looks at some notes again, by their paths in the folder; gives those that have changed, come or gone.
    pub fn look_at(&mut self, paths: &[String]) -> Vec<String> {
        if paths.iter().any(|it| self.position(it).is_none()) {
            // A new note has its place in the order, and may be one that an ignore file names.
            return self.look_around();
        }
        let mut changed = Vec::new();
        for path in paths {
            let Some(at) = self.position(path) else { continue };
            let file = self.entries[at].file.clone();
            match Seen::of(&file.file) {
                None => {
                    self.entries.remove(at);
                    self.names = Arc::default();
                }
                Some(seen) if self.entries[at].is_still(seen) => continue,
                Some(_) => {
                    let before = std::mem::replace(&mut self.entries[at], entry(file));
                    if before.fails_like(&self.entries[at]) {
                        continue;
                    }
                }
            }
            changed.push(path.clone());
        }
        changed
    }

    /// Walks the folder again and reads what is new or has changed; gives the paths of all notes that differ.
    pub fn look_around(&mut self) -> Vec<String> {
        let (files, listing) = files(&self.root, &self.scope);
        self.listing = listing;
        let mut before: HashMap<String, Entry> =
            std::mem::take(&mut self.entries).into_iter().map(|it| (it.file.name.clone(), it)).collect();
        let mut changed = Vec::new();
        for file in files {
            let known = before.remove(&file.name);
            match known {
                Some(known) if Seen::of(&file.file).is_some_and(|it| known.is_still(it)) => self.entries.push(known),
                Some(known) if known.problem.is_some() => {
                    let now = entry(file);
                    changed.extend(Some(now.file.name.clone()).filter(|_| !known.fails_like(&now)));
                    self.entries.push(now);
                }
                _ => {
                    changed.push(file.name.clone());
                    self.entries.push(unread(file));
                }
            }
        }
        changed.extend(before.into_keys());
        self.names = Arc::default();
        self.read(|_| {});
        changed
    }

    fn position(&self, path: &str) -> Option<usize> {
        self.entries.iter().position(|it| it.file.name == path)
    }
}

fn files(root: &Path, scope: &Scope) -> (Vec<NoteFile>, Listing) {
    let (mut files, mut listing) = (Vec::new(), Listing::default());
    match scope {
        Scope::Beside(own) => {
            let mut names = notes_in(root);
            if let Err(at) = names.binary_search(own)
                && root.join(own).exists()
            {
                names.insert(at, own.clone());
            }
            // Whoever names a symbolic link wants what it leads to.
            let file = |name: &str| if name == own { root.join(name).canonicalize().ok() } else { None };
            let note = |name: String| NoteFile { file: file(&name).unwrap_or_else(|| root.join(&name)), name };
            files.extend(names.into_iter().map(note));
        }
        Scope::All => {
            for found in walk(root) {
                match found {
                    Found::Note(file) => files.push(file),
                    Found::Problem(problem) => listing.closed.push(problem),
                    Found::Skipped(skipped) => listing.skipped.push(skipped),
                }
            }
        }
    }
    (files, listing)
}

fn unread(file: NoteFile) -> Entry {
    let digest = Arc::new(Digest::unread(&file.name));
    Entry { file, seen: None, digest, problem: None }
}

/// Reads and digests one note; one that cannot be read keeps its place in the list.
fn entry(file: NoteFile) -> Entry {
    match read_seen(&file.file) {
        Ok((bytes, seen)) => {
            let (note, _) = Note::parse(&file.name, bytes);
            let digest = Arc::new(Digest::new(&note));
            Entry { file, seen: Some(seen), digest, problem: None }
        }
        Err(problem) => Entry { seen: Seen::of(&file.file), problem: Some(problem), ..unread(file) },
    }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
