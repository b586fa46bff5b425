//! What a command is asked of: the built-in note, standard input, a file or a folder.

use crate::store::{self, Found, NoteFile, Unreadable};
use std::path::{Path, PathBuf};

/// What the path on the command line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Seed,
    Stream,
    File(PathBuf),
    Folder(PathBuf),
}

/// A note that was found, with what is in it if that can be read.
pub(crate) struct Given {
    /// Its path in everything that is printed: inside the folder, or the file's name.
    pub name: String,
    /// The path that leads to it from here, for messages.
    pub place: PathBuf,
    pub content: Content,
}

/// What is in a note.
pub(crate) enum Content {
    Bytes(Vec<u8>),
    /// A note that cannot be read.
    Unread(Unreadable),
    /// No note, but a folder that cannot be read.
    Closed(Unreadable),
    /// No note, but something that is named like one.
    Skipped(Unreadable),
}

impl Input {
    /// What `path` means; only a look is taken, nothing is read.
    pub fn of(path: Option<&Path>) -> Result<Self, Unreadable> {
        let Some(path) = path else {
            return Ok(Self::Seed);
        };
        if path == Path::new(STREAM) {
            return Ok(Self::Stream);
        }
        let metadata = std::fs::metadata(path).map_err(|error| Unreadable::from_io(path, &error))?;
        Ok(if metadata.is_dir() { Self::Folder(path.into()) } else { Self::File(path.into()) })
    }

    /// True when there may be several notes, so that each is to be named.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// The file or folder whose log is meant; none for the log of the user.
    pub fn library(&self) -> Option<&Path> {
        match self {
            Self::Seed | Self::Stream => None,
            Self::File(path) | Self::Folder(path) => Some(path),
        }
    }

    /// The folder that the notes stand in.
    pub fn root(&self) -> Option<&Path> {
        match self {
            Self::Seed | Self::Stream => None,
            Self::File(path) => Some(path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))),
            Self::Folder(path) => Some(path),
        }
    }

    /// The notes, each read when it is asked for.
    pub fn notes(&self) -> Box<dyn Iterator<Item = Given>> {
        match self {
            Self::Seed => one(store::SEED_NAME.into(), store::SEED_NAME.into(), Ok(store::SEED.into())),
            Self::Stream => {
                let read = store::read_stream(std::io::stdin().lock(), Path::new("standard input"));
                one(STREAM.into(), STREAM.into(), read)
            }
            Self::File(path) => one(file_name(path), path.clone(), store::read(path)),
            Self::Folder(root) => {
                let root = root.clone();
                Box::new(store::walk(&root).map(move |it| Given::of(it, &root)))
            }
        }
    }
}

const STREAM: &str = "-";

fn one(name: String, place: PathBuf, read: Result<Vec<u8>, Unreadable>) -> Box<dyn Iterator<Item = Given>> {
    Box::new(std::iter::once(Given { name, place, content: content(read) }))
}

fn content(read: Result<Vec<u8>, Unreadable>) -> Content {
    read.map_or_else(Content::Unread, Content::Bytes)
}

impl Given {
    /// What walking the folder `root` came upon; a note is read now.
    pub fn of(found: Found, root: &Path) -> Self {
        let name = |it: &Unreadable| it.path.strip_prefix(root).unwrap_or(&it.path).to_string_lossy().into_owned();
        match found {
            Found::Note(NoteFile { file, name }) => Self { name, content: content(store::read(&file)), place: file },
            Found::Problem(it) => Self { name: name(&it), place: it.path.clone(), content: Content::Closed(it) },
            Found::Skipped(it) => Self { name: name(&it), place: it.path.clone(), content: Content::Skipped(it) },
        }
    }
}

/// The name of a file without its folders.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
