//! What the app asks of the disk and of other threads: notes read and listed, places kept, code told apart.

use crate::{
    app::{
        document::Document,
        event::{Effect, Event},
    },
    note::Note,
    runtime::Mailbox,
    store::{self, Place, Places},
    ui::highlight,
};
use std::{
    path::{Component, Path, PathBuf},
    thread,
};

/// Where the notes come from.
pub(crate) enum Shelf {
    /// The note that is built in.
    Seed,
    /// Standard input, which is never the same again.
    Stream,
    /// A file: the notes beside it can be linked to.
    File {
        /// The folder that it stands in.
        folder: PathBuf,
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
        let (Self::File { folder: root } | Self::Folder { root }) = self else { return None };
        let is_inside = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
        is_inside.then(|| root.join(path))
    }

    /// Under which name the place in a note is kept.
    fn key(&self, path: &str) -> Option<String> {
        match self {
            Self::Seed => Some(store::SEED_KEY.into()),
            Self::Stream => None,
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
            Effect::List => self.list(mailbox),
            Effect::Remember { path, offset } => self.remember(&path, offset),
            Effect::Highlight { path, block, language, code } => {
                thread::spawn(move || {
                    let tokens = highlight::tokens(&language, &code);
                    mailbox.post(Event::Highlighted { path, block, tokens });
                });
            }
            Effect::Quit | Effect::Suspend | Effect::Redraw | Effect::Open(_) | Effect::Copy(_) => {}
        }
    }

    fn load(&self, path: String, mailbox: Mailbox) {
        let file = self.shelf.file(&path);
        let place = self.place(&path);
        thread::spawn(move || {
            let outcome = match file.map(|it| store::read(&it)) {
                None => Err(format!("{path} is not in the folder that is open")),
                Some(Err(problem)) => Err(problem.to_string()),
                Some(Ok(bytes)) => {
                    let (note, diagnostics) = Note::parse(&path, bytes);
                    Ok((Box::new(Document::new(note, diagnostics)), place))
                }
            };
            mailbox.post(Event::Loaded { path, outcome });
        });
    }

    fn list(&self, mailbox: Mailbox) {
        let (root, goes_deep) = match &self.shelf {
            Shelf::Folder { root } => (root.clone(), true),
            Shelf::File { folder } => (folder.clone(), false),
            Shelf::Seed | Shelf::Stream => return,
        };
        thread::spawn(move || {
            let paths = if goes_deep { all_notes(&root) } else { store::notes_in(&root) };
            mailbox.post(Event::Listed(paths));
        });
    }

    /// Keeps a place; one that cannot be kept is no reason to disturb the reader.
    fn remember(&mut self, path: &str, offset: u32) {
        let Some(key) = self.shelf.key(path) else { return };
        if let Some(places) = &mut self.places {
            places.set(&key, Place { offset });
            let _ = places.save();
        }
    }
}

fn all_notes(root: &Path) -> Vec<String> {
    let notes = store::walk(root).filter_map(|it| match it {
        store::Found::Note(note) => Some(note.name),
        store::Found::Problem(_) => None,
    });
    notes.collect()
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
