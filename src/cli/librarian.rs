//! The thread that knows the notes: reads them all, then waits for changes on the disk and tells the app of them.

use crate::{
    app::event::{Event, Gathered, Stage},
    library::{Digest, Library},
    note::Note,
    runtime::Mailbox,
    store::{Catalogue, Depth},
};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// What is known by now, for other threads.
pub(crate) type Latest = Arc<Mutex<Arc<Library>>>;

/// Reads the notes of a folder in the background.
pub(crate) fn begin(root: PathBuf, depth: Depth, latest: &Latest, mailbox: Mailbox) {
    let librarian = Librarian { latest: Arc::clone(latest), mailbox };
    thread::spawn(move || librarian.live(root, depth));
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

struct Librarian {
    latest: Latest,
    mailbox: Mailbox,
}

impl Librarian {
    fn live(&self, root: PathBuf, depth: Depth) {
        let mut catalogue = Catalogue::list(root, depth);
        self.publish(&catalogue, Stage::Listed, Vec::new());
        catalogue.read(|it| self.mailbox.post(Event::Gathering { read: it.read, found: it.found }));
        self.publish(&catalogue, Stage::Whole, Vec::new());
    }

    fn publish(&self, catalogue: &Catalogue, stage: Stage, changed: Vec<String>) {
        let problems = catalogue.problems().map(ToString::to_string).collect();
        self.tell(catalogue.library(), stage, changed, problems);
    }

    fn tell(&self, library: Library, stage: Stage, changed: Vec<String>, problems: Vec<String>) {
        let library = Arc::new(library);
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&library);
        self.mailbox.post(Event::Gathered(Gathered { library, stage, changed, problems }));
    }
}
