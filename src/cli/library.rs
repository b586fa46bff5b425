//! The notes that a command is asked of, as a library: those of a folder, or one note alone.

use crate::{
    cli::{
        input::{Content, Input},
        status::{self, Status},
    },
    library::{Digest, Library},
    note::Note,
    store::{Catalogue, Scope},
};
use std::{path::PathBuf, sync::Arc};

/// A library, and where its notes are.
pub(crate) struct Notes {
    pub library: Library,
    /// Failed when some of the notes could not be read.
    pub status: Status,
    pub root: Root,
}

/// Where the notes of a library are.
pub(crate) struct Root(Option<PathBuf>);

impl Root {
    /// The path that leads to a note from here.
    pub fn place(&self, path: &str) -> String {
        self.0.as_ref().map_or_else(|| path.into(), |it| it.join(path).to_string_lossy().into_owned())
    }
}

impl Notes {
    /// Reads all notes; what cannot be read is reported, and the rest goes on.
    pub fn of(input: &Input) -> anyhow::Result<Self> {
        match input {
            Input::Folder(root) => {
                let catalogue = read(root.clone());
                catalogue.problems().for_each(|it| status::complain(&it.to_string()));
                let status = if catalogue.is_whole() { Status::Done } else { Status::Failed };
                Ok(Self { library: catalogue.library(), status, root: Root(Some(root.clone())) })
            }
            _ => Self::of_one(input),
        }
    }

    fn of_one(input: &Input) -> anyhow::Result<Self> {
        let given = input.notes().next().ok_or_else(|| anyhow::anyhow!("there is nothing to read"))?;
        let bytes = match given.content {
            Content::Bytes(bytes) => bytes,
            Content::Unread(problem) | Content::Closed(problem) | Content::Skipped(problem) => {
                return Err(problem.into());
            }
        };
        let (note, _) = Note::parse(&given.name, bytes);
        let root = given.place.parent().map(PathBuf::from);
        Ok(Self { library: of_one(&note), status: Status::Done, root: Root(root) })
    }

    /// The path that leads to a note from here.
    pub fn place(&self, path: &str) -> String {
        self.root.place(path)
    }
}

/// The library of a folder; none when the command is asked of a single note. Says nothing of what cannot be read:
/// that is for whoever visits the notes.
pub(crate) fn of_folder(input: &Input) -> Option<Library> {
    match input {
        Input::Folder(root) => Some(read(root.clone()).library()),
        _ => None,
    }
}

/// The library of one note.
pub(crate) fn of_one(note: &Note) -> Library {
    Library::new(vec![Arc::new(Digest::new(note))])
}

/// A library that knows of one note what it is called and nothing else: enough to resolve links, at no cost.
pub(crate) fn alone(note: &Note) -> Library {
    let (path, title) = (note.path().into(), note.title().into());
    Library::new(vec![Arc::new(Digest { path, title, aliases: note.aliases(), ..Digest::default() })])
}

fn read(root: PathBuf) -> Catalogue {
    let mut catalogue = Catalogue::list(root, Scope::All);
    catalogue.read(|_| {});
    catalogue
}
