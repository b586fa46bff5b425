//! What the app asks of the disk and of other threads: notes read and listed, places kept, code told apart.

use crate::{
    app::{
        document::Document,
        event::{Effect, Event},
        quiz_cards,
        survey::Survey,
        view::View,
    },
    cli::{
        keeper::{Keeper, Rules, Stopwatch},
        librarian::{self, Latest},
        searcher::Searcher,
        view,
    },
    library::{ConceptKey, Library},
    note::Note,
    quiz::{self, Card, CardId, Deck, Fingerprint},
    runtime::{Errand, Mailbox},
    store::{self, Folders, Place, Places, Scope},
    ui::highlight,
};
use std::{
    collections::HashMap,
    path::{Component, Path, PathBuf},
    sync::{
        Arc, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

/// Where the notes come from.
pub(crate) enum Shelf {
    /// The note that is built in.
    Seed,
    /// Standard input, which is never the same again.
    Stream {
        /// What stands for its path.
        name: String,
        /// What came of it.
        bytes: Vec<u8>,
    },
    /// A file: the notes beside it can be linked to.
    File {
        /// The folder that it stands in.
        folder: PathBuf,
        /// Its name there.
        name: String,
    },
    /// A folder with everything in it.
    Folder {
        /// The folder.
        root: PathBuf,
    },
}

impl Shelf {
    /// The file of a note by its path on the shelf; nothing outside the folder has one.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        inside(&self.root()?, path)
    }

    /// The folder that the notes stand in.
    fn root(&self) -> Option<PathBuf> {
        let (Self::File { folder: root, .. } | Self::Folder { root }) = self else { return None };
        Some(root.clone())
    }

    /// What tells it from others between two runs; nothing for what came through a pipe.
    fn name(&self) -> Option<String> {
        match self {
            Self::Seed => Some(store::SEED_KEY.into()),
            Self::Stream { .. } => None,
            Self::File { folder, name } => Some(store::key(&folder.join(name))),
            Self::Folder { root } => Some(store::key(root)),
        }
    }

    /// The name and the bytes of what came through a pipe.
    fn stream(&self) -> Option<(String, Vec<u8>)> {
        if let Self::Stream { name, bytes } = self { Some((name.clone(), bytes.clone())) } else { None }
    }

    /// Under which name the place in a note is kept.
    fn key(&self, path: &str) -> Option<String> {
        match self {
            Self::Seed => Some(store::SEED_KEY.into()),
            Self::Stream { .. } => None,
            Self::File { .. } | Self::Folder { .. } => self.file(path).map(|it| store::key(&it)),
        }
    }
}

/// The notes' shelf and the places in them.
pub(crate) struct Desk {
    /// Where the notes come from.
    pub shelf: Shelf,
    /// The places of earlier runs; none when they are not to be used, or for a user without a home folder.
    pub places: Option<Places>,
    /// Begin every note at its top.
    pub is_fresh: bool,
    /// Where the program keeps things.
    pub folders: Option<Folders>,
    /// What is known of the notes by now.
    pub latest: Latest,
    /// Searches it; begins with the first question.
    pub searcher: Option<Searcher>,
    /// How long the reader takes for an answer.
    pub stopwatch: Stopwatch,
    /// By what rules answers are kept.
    pub rules: Rules,
    /// Keeps them; begins after the first frame.
    pub keeper: Option<Keeper>,
    /// How often it was asked where the known cards stand: only the last question counts.
    pub surveys: Arc<AtomicU64>,
}

impl Desk {
    /// The place in a note where the reader left off, as an offset in bytes.
    pub fn place(&self, path: &str) -> Option<u32> {
        let places = self.places.as_ref().filter(|_| !self.is_fresh)?;
        places.get(&self.shelf.key(path)?).map(|it| it.offset)
    }

    /// Does what the runtime does not do itself; what takes time is done in the background.
    pub fn perform(&mut self, effect: Effect, mailbox: &Mailbox) {
        let mailbox = mailbox.clone();
        match effect {
            Effect::Load(path) => self.load(path, mailbox),
            Effect::Gather => {
                self.keeper(&mailbox);
                self.gather(mailbox);
            }
            Effect::Reread(path) => self.reread(path, mailbox),
            Effect::Seek(key) => self.seek(key, mailbox),
            Effect::Index => self.searcher(mailbox).prepare(),
            Effect::Find { ticket, query, asked } => self.searcher(mailbox).ask(ticket, query, asked),
            Effect::Embed(path) => self.embed(path, mailbox),
            Effect::Edit { path, line } => self.edit(path, line, &mailbox),
            Effect::Remember { path, offset } => self.remember(&path, offset, &mailbox),
            Effect::Keep(view) => self.keep(&view),
            Effect::Deal { ticket, seed, deck } => self.deal(ticket, seed, *deck, mailbox),
            Effect::Asked => self.stopwatch.asked(),
            Effect::Replied => self.stopwatch.replied(),
            Effect::Store(deeds) => {
                let deeds = self.stopwatch.timed(deeds);
                self.keeper(&mailbox).store(deeds);
            }
            Effect::Attach(attached) => self.keeper(&mailbox).attach(attached),
            Effect::Refresh => self.keeper(&mailbox).refresh(),
            Effect::Survey(known) => self.survey(known, mailbox),
            Effect::Highlight { path, block, language, code } => {
                thread::spawn(move || {
                    let tokens = highlight::tokens(&language, &code);
                    mailbox.post(Event::Highlighted { path, block, tokens });
                });
            }
            Effect::Quit | Effect::Suspend | Effect::Redraw | Effect::Open(_) | Effect::Copy(_) => {}
        }
    }

    /// Finds the cards of a deck; the notes are read one after the other, and only as many as are needed.
    fn deal(&self, ticket: u64, seed: u64, deck: Deck, mailbox: Mailbox) {
        let (library, read) = (self.library(), self.card_reader());
        thread::spawn(move || {
            let cards = quiz::deal(&deck, &library, seed, read);
            mailbox.post(Event::Dealt { ticket, cards });
        });
    }

    /// Finds the cards that the log knows in the notes.
    fn survey(&self, known: Vec<(CardId, Fingerprint)>, mailbox: Mailbox) {
        let (library, read) = (self.library(), self.card_reader());
        let home = self.folders.as_ref().zip(self.shelf.name()).map(|(folders, name)| (folders.state.clone(), name));
        let (surveys, own) = (Arc::clone(&self.surveys), self.surveys.fetch_add(1, Ordering::Relaxed) + 1);
        thread::spawn(move || {
            let held = home.as_ref().map(|(state, name)| store::held(state, name)).unwrap_or_default();
            let survey = Survey::make(&known, &held, &library, read);
            if let Some((state, name)) = &home {
                // What cannot be kept is only not found again after it was edited.
                let _ = store::hold(state, name, &survey.held());
            }
            if surveys.load(Ordering::Relaxed) == own {
                mailbox.post(Event::Surveyed(Box::new(survey)));
            }
        });
    }

    /// What is known of the notes by now.
    fn library(&self) -> Arc<Library> {
        Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A way to any note of the shelf and its cards, for another thread.
    fn card_reader(&self) -> impl Fn(&str) -> Option<(Note, Vec<Card>)> + Send + 'static {
        let (folder, streamed) = (self.shelf.root(), self.shelf.stream());
        move |path: &str| {
            let bytes = match (&folder, &streamed) {
                (Some(root), _) => store::read(&inside(root, path)?).ok()?,
                (None, Some((name, bytes))) if name == path => bytes.clone(),
                (None, _) if path == store::SEED_NAME => store::SEED.to_vec(),
                _ => return None,
            };
            let note = Note::parse(path, bytes).0;
            let cards = quiz_cards::cards(&note);
            Some((note, cards))
        }
    }

    fn keeper(&mut self, mailbox: &Mailbox) -> &mut Keeper {
        let (root, rules) = (self.shelf.root(), &self.rules);
        self.keeper.get_or_insert_with(|| Keeper::begin(root, rules.clone(), mailbox.clone()))
    }

    fn load(&self, path: String, mailbox: Mailbox) {
        let file = self.shelf.file(&path);
        let place = self.place(&path);
        thread::spawn(move || {
            let outcome = read(file, &path).map(|bytes| {
                let (note, diagnostics) = Note::parse(&path, bytes);
                (Box::new(Document::new(note, diagnostics)), place)
            });
            mailbox.post(Event::Loaded { path, outcome });
        });
    }

    fn edit(&self, path: String, line: u32, mailbox: &Mailbox) {
        match self.shelf.file(&path).filter(|it| it.is_file()) {
            Some(file) => mailbox.edit(Errand { path, file, line }),
            None => {
                let outcome = Err(format!("there is no file {path} to edit any more"));
                mailbox.post(Event::Edited { path, outcome });
            }
        }
    }

    fn embed(&self, path: String, mailbox: Mailbox) {
        let file = self.shelf.file(&path);
        thread::spawn(move || {
            let outcome = read(file, &path).map(|bytes| Arc::new(Note::parse(&path, bytes).0));
            mailbox.post(Event::Embedded { path, outcome });
        });
    }

    /// Reads a note once more.
    fn reread(&self, path: String, mailbox: Mailbox) {
        let file = self.shelf.file(&path);
        thread::spawn(move || {
            let Some(file) = file else { return };
            let outcome = store::read(&file).map_err(|it| it.to_string()).map(|bytes| {
                let (note, diagnostics) = Note::parse(&path, bytes);
                Box::new(Document::new(note, diagnostics))
            });
            mailbox.post(Event::Reread { path, outcome });
        });
    }

    /// Seeks the mentions of a concept that are no links, in everything that is known by now.
    fn seek(&self, key: ConceptKey, mailbox: Mailbox) {
        let library = self.library();
        thread::spawn(move || {
            let found = library.find(&key).map(|it| library.unlinked(it)).unwrap_or_default();
            mailbox.post(Event::Sought { key, library, found });
        });
    }

    fn searcher(&mut self, mailbox: Mailbox) -> &Searcher {
        self.searcher.get_or_insert_with(|| Searcher::begin(&self.latest, mailbox))
    }

    fn gather(&mut self, mailbox: Mailbox) {
        self.tell_times(&mailbox);
        let (root, depth) = match &self.shelf {
            Shelf::Folder { root } => (root.clone(), Scope::All),
            Shelf::File { folder, name } => (folder.clone(), Scope::Beside(name.clone())),
            Shelf::Seed => {
                return librarian::of_one(store::SEED_NAME.into(), store::SEED.into(), &self.latest, mailbox);
            }
            Shelf::Stream { name, bytes } => {
                return librarian::of_one(name.clone(), bytes.clone(), &self.latest, mailbox);
            }
        };
        librarian::begin(root, depth, &self.latest, mailbox);
    }

    /// Keeps a place; one that cannot be kept is no reason to disturb the reader.
    fn remember(&mut self, path: &str, offset: u32, mailbox: &Mailbox) {
        let Some(key) = self.shelf.key(path) else { return };
        let now = seconds_now();
        mailbox.post(Event::ReadBefore { times: HashMap::from([(path.to_string(), now)]), now });
        if let Some(places) = &mut self.places {
            places.set(&key, Place { offset, read: now, view: None });
            let _ = places.save();
        }
    }

    /// Keeps what is on the screen of a folder.
    fn keep(&mut self, view: &View) {
        let Shelf::Folder { root } = &self.shelf else { return };
        if let Some(places) = &mut self.places {
            places.set(&store::key(root), Place { view: Some(view::kept(view)), ..Place::default() });
            let _ = places.save();
        }
    }

    /// What was on the screen of the folder in an earlier run.
    pub fn view(&self) -> Option<View> {
        let Shelf::Folder { root } = &self.shelf else { return None };
        let places = self.places.as_ref().filter(|_| !self.is_fresh)?;
        places.get(&store::key(root))?.view.as_ref().map(view::taken_up)
    }

    /// Tells when the notes of the folder were read last.
    fn tell_times(&self, mailbox: &Mailbox) {
        let (Shelf::Folder { root } | Shelf::File { folder: root, .. }) = &self.shelf else { return };
        let Some(places) = self.places.as_ref().filter(|_| !self.is_fresh) else { return };
        let root = store::key(root);
        let times = places.read_in(&root).map(|it| (it.0.to_string(), it.1)).collect();
        mailbox.post(Event::ReadBefore { times, now: seconds_now() });
    }
}

/// The file of a path in a folder; nothing outside the folder has one.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let is_inside = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
    is_inside.then(|| root.join(path))
}

/// Seconds since 1970.
fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

/// The bytes of a note; or a sentence for the reader.
fn read(file: Option<PathBuf>, path: &str) -> Result<Vec<u8>, String> {
    let file = file.ok_or_else(|| format!("{path} is not in the folder that is open"))?;
    store::read(&file).map_err(|it| it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_has_a_file() {
        let shelf = Shelf::Folder { root: "/notes".into() };
        assert_eq!(shelf.file("a/b.md"), Some("/notes/a/b.md".into()));
        for path in ["../x.md", "/etc/passwd", "a/../../x.md"] {
            assert_eq!(shelf.file(path), None, "{path}");
        }
        assert_eq!(Shelf::Seed.file("a.md"), None);
    }
}
