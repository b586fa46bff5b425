//! The thread that knows the notes: reads them all, then waits for changes on the disk and tells the app of them.

use crate::{
    app::event::{Event, Gathered, Stage},
    library::{Digest, Library},
    note::Note,
    runtime::Mailbox,
    store::{self, Catalogue, Change, Depth, Scope, Watch},
};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

/// So many names fill any screen.
const GLIMPSE: usize = 200;

/// What is known by now, for other threads.
pub(crate) type Latest = Arc<Mutex<Arc<Library>>>;

/// Reads the notes of a folder in the background.
pub(crate) fn begin(root: PathBuf, scope: Scope, latest: &Latest, mailbox: Mailbox) {
    let librarian = Librarian { latest: Arc::clone(latest), mailbox };
    thread::spawn(move || librarian.live(&root, &scope));
}

/// Makes a library of one note that is in no folder.
pub(crate) fn of_one(path: String, bytes: Vec<u8>, latest: &Latest, mailbox: Mailbox) {
    let librarian = Librarian { latest: Arc::clone(latest), mailbox };
    thread::spawn(move || {
        let (note, _) = Note::parse(&path, bytes);
        let library = Library::new(vec![Arc::new(Digest::new(&note))]);
        librarian.tell(library, Stage::Whole, Vec::new(), Vec::new());
    });
}

fn problems(catalogue: &Catalogue) -> Vec<String> {
    catalogue.problems().map(ToString::to_string).collect()
}

struct Librarian {
    latest: Latest,
    mailbox: Mailbox,
}

impl Librarian {
    fn live(&self, root: &Path, scope: &Scope) {
        let depth = if *scope == Scope::All { Depth::Tree } else { Depth::Beside };
        let mut catalogue = thread::scope(|threads| {
            if *scope == Scope::All {
                threads.spawn(|| self.glimpse(root));
            }
            Catalogue::list(root.into(), scope.clone())
        });
        let (names, problems) = (catalogue.snapshot(), problems(&catalogue));
        thread::scope(|scope| {
            // The list of the notes need not wait for their texts, nor the other way round.
            scope.spawn(|| self.tell(names.library(), Stage::Listed, Vec::new(), problems));
            catalogue.read(|it| self.mailbox.post(Event::Gathering { read: it.read, found: it.found }));
        });
        self.publish(&catalogue, Stage::Whole, Vec::new());
        self.watch(root, depth, &mut catalogue);
    }

    /// Shows the first names of a folder that takes a while to walk.
    fn glimpse(&self, root: &Path) {
        let names = store::glimpse(root, GLIMPSE);
        if !names.is_empty() {
            let library = Library::new(names.iter().map(|it| Arc::new(Digest::unread(it))).collect());
            self.tell(library, Stage::Glimpsed, Vec::new(), Vec::new());
        }
    }

    /// Waits for changes, for ever. Those that come together, as in a checkout, are taken in together.
    fn watch(&self, root: &Path, depth: Depth, catalogue: &mut Catalogue) {
        let (sender, changes) = mpsc::channel();
        let watch = Watch::begin(root, depth, move |change| drop(sender.send(change)));
        let Ok(_watch) = watch.map_err(|problem| self.mailbox.post(Event::Said(problem.to_string()))) else { return };
        while let Ok(first) = changes.recv() {
            let mut paths = Vec::new();
            let mut is_known = true;
            for change in std::iter::once(first).chain(changes.try_iter()) {
                match change {
                    Change::Notes(some) => paths.extend(some),
                    // What changed while the notes were read has not been told.
                    Change::Begun | Change::Everything => is_known = false,
                    Change::Blind(problem) => self.mailbox.post(Event::Said(problem.to_string())),
                }
            }
            let differing = if is_known { catalogue.look_at(&paths) } else { catalogue.look_around() };
            if !differing.is_empty() {
                self.publish(catalogue, Stage::Whole, differing);
            }
        }
    }

    fn publish(&self, catalogue: &Catalogue, stage: Stage, changed: Vec<String>) {
        self.tell(catalogue.library(), stage, changed, problems(catalogue));
    }

    fn tell(&self, library: Library, stage: Stage, changed: Vec<String>, problems: Vec<String>) {
        let library = Arc::new(library);
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&library);
        self.mailbox.post(Event::Gathered(Gathered { library, stage, changed, problems }));
    }
}
