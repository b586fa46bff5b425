//! What is wrong with a log, and what became of it.

use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// Something wrong with a log; nothing of it is thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub file: PathBuf,
    /// What is wrong.
    pub fault: Fault,
}

/// What may be wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The last line was never written to its end. It was put aside.
    Torn,
    /// The last line is not whole, and not this device's to repair.
    Unfinished,
    /// A line cannot be understood and is skipped.
    Line {
        /// Its number, from 1.
        number: u64,
        /// Why.
        why: &'static str,
    },
    /// The file cannot be read.
    Unreadable(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let file = self.file.display();
        match &self.fault {
            Fault::Torn => write!(to, "{file}: the last line was not written to its end; it was put aside"),
            Fault::Unfinished => write!(to, "{file}: the last line is not whole yet; it is skipped"),
            Fault::Line { number, why } => write!(to, "{file}:{number}: this line is damaged and skipped: {why}"),
            Fault::Unreadable(why) => write!(to, "{file}: {why}"),
        }
    }
}

/// Something that could not be written. Shown, it names the file and says what to do; what was to be written is
/// still with whoever wanted it written, and may be written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// What could not be written.
    pub path: PathBuf,
    /// Why, and what to do: a sentence without its full stop.
    pub why: String,
}

impl Unwritten {
    /// `why`, said of `path`.
    pub fn new(path: &Path, why: impl Into<String>) -> Self {
        Self { path: path.into(), why: why.into() }
    }

    /// An error of the operating system, in words for the reader.
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full; make room and try again".into(),
            ErrorKind::ReadOnlyFilesystem => "the disk is read-only; it can be read from, not written to".into(),
            ErrorKind::PermissionDenied => "you may not write it; look at its permissions with `ls -ld`".into(),
            ErrorKind::FileTooLarge => "it may not grow any further; look at the limits with `ulimit -f`".into(),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "a file stands where a folder is needed; move it away".into()
            }
            _ => format!("it cannot be written: {error}"),
        };
        Self { path: path.into(), why }
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Unwritten {}
