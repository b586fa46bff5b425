//! Reading a file that someone named: regular files only, up to a limit, with errors that say what to do.

use rustix::fs::OFlags;
use std::{
    fmt,
    fs::{File, Metadata, OpenOptions},
    io::{self, ErrorKind, Read},
    os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The largest note that is read, in bytes: 256 MiB.
pub const SIZE_LIMIT: u64 = 256 * 1024 * 1024;

/// A file or folder that could not be read. Shown, it names the file and says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What could not be read.
    pub path: PathBuf,
    /// Why, and what to do: a sentence without its full stop.
    pub why: String,
}

impl Unreadable {
    /// `why`, said of `path`.
    pub fn new(path: &Path, why: impl Into<String>) -> Self {
        Self { path: path.into(), why: why.into() }
    }

    /// An error of the operating system, in words for the reader.
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file or folder; check the spelling".into(),
            ErrorKind::PermissionDenied => "you may not read it; look at its permissions with `ls -ld`".into(),
            ErrorKind::NotADirectory => "a part of the path is a file, not a folder; check the spelling".into(),
            ErrorKind::InvalidInput => "this is no valid path; check the spelling".into(),
            _ => format!("it cannot be read: {error}"),
        };
        Self { path: path.into(), why }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Unreadable {}

/// The bytes of a file.
///
/// # Errors
/// When it is missing, may not be read, is larger than [`SIZE_LIMIT`], or is no regular file:
/// a pipe or a device is never opened, so this cannot wait for ever.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    read_up_to(path, SIZE_LIMIT)
}

/// The state of a file: when it differs, what is in the file may differ too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    modified: Option<SystemTime>,
    length: u64,
    /// Editors write a new file and give it the old name.
    inode: u64,
}

impl Seen {
    /// The state of a file now; none when it is gone or no regular file.
    pub fn of(path: &Path) -> Option<Self> {
        std::fs::symlink_metadata(path).ok().filter(Metadata::is_file).map(|it| Self::from(&it))
    }
}

impl From<&Metadata> for Seen {
    fn from(it: &Metadata) -> Self {
        Self { modified: it.modified().ok(), length: it.len(), inode: it.ino() }
    }
}

/// The bytes of a file that a walk found to be regular, and the state that it was in before they were read.
///
/// # Errors
/// As for [`read`], and when it has become a symbolic link since.
pub fn read_seen(path: &Path) -> Result<(Vec<u8>, Seen), Unreadable> {
    let (file, metadata) = opened(path, SIZE_LIMIT, OFlags::NOFOLLOW)?;
    Ok((bytes_of(path, &file, metadata.len(), SIZE_LIMIT)?, Seen::from(&metadata)))
}

/// The bytes of a file of at most `limit` bytes.
pub(crate) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
    let before = std::fs::metadata(path).map_err(|error| Unreadable::from_io(path, &error))?;
    check(path, &before, limit)?;
    let (file, metadata) = opened(path, limit, OFlags::empty())?;
    bytes_of(path, &file, metadata.len(), limit)
}

/// The first bytes of a file, fewer when it is shorter.
///
/// # Errors
/// As for [`read`], but for its size.
pub fn beginning(path: &Path, count: usize) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::with_capacity(count);
    let read = open(path)?.take(count as u64).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| Unreadable::from_io(path, &error))
}

/// Opens a regular file of any size.
pub(crate) fn open(path: &Path) -> Result<File, Unreadable> {
    let before = std::fs::metadata(path).map_err(|error| Unreadable::from_io(path, &error))?;
    check(path, &before, u64::MAX)?;
    Ok(opened(path, u64::MAX, OFlags::empty())?.0)
}

/// Opens a regular file. It may have become a pipe since it was looked at: opened so, even that does not wait.
fn opened(path: &Path, limit: u64, flags: OFlags) -> Result<(File, Metadata), Unreadable> {
    let failed = |error| Unreadable::from_io(path, &error);
    let flags = (flags | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    check(path, &metadata, limit)?;
    Ok((file, metadata))
}

/// The bytes of a stream, such as standard input; `name` stands for it in messages.
///
/// # Errors
/// When reading fails or there is more than [`SIZE_LIMIT`].
pub fn read_stream(stream: impl Read, name: &Path) -> Result<Vec<u8>, Unreadable> {
    bytes_of(name, stream, 0, SIZE_LIMIT)
}

fn bytes_of(path: &Path, stream: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    let count = stream.take(limit + 1).read_to_end(&mut bytes);
    let count = count.map_err(|error| Unreadable::from_io(path, &error))?;
    if count as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
}

fn check(path: &Path, metadata: &Metadata, limit: u64) -> Result<(), Unreadable> {
    let kind = metadata.file_type();
    if kind.is_dir() {
        return Err(Unreadable::new(path, "this is a folder, not a note"));
    }
    if kind.is_fifo() || kind.is_char_device() {
        let why = "this is a pipe or a device, not a file; pipe it into `recto … -` instead";
        return Err(Unreadable::new(path, why));
    }
    if !kind.is_file() {
        return Err(Unreadable::new(path, "this is not a regular file, and only those are read"));
    }
    if metadata.len() > limit { Err(too_large(path, limit)) } else { Ok(()) }
}

fn too_large(path: &Path, limit: u64) -> Unreadable {
    let mebibytes = limit / (1024 * 1024);
    Unreadable::new(path, format!("this is larger than {mebibytes} MiB, the most that is read; split it"))
}

/// True when `path` is a regular file itself, not by way of a symbolic link.
pub(crate) fn is_regular(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|it| it.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_what_is_none_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("note.md");
        std::fs::write(&note, "text").unwrap();
        assert_eq!(read(&note).unwrap(), b"text");
        let why = |path: &Path| read(path).unwrap_err().to_string();
        assert!(why(folder.path()).contains("a folder"));
        assert!(why(&folder.path().join("none.md")).contains("none.md: there is no such file"));
        assert!(why(Path::new("/dev/null")).contains("a device"));
        assert!(why(&note.join("x")).contains("is a file, not a folder"));
    }

    #[test]
    fn a_pipe_that_nobody_writes_to_does_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.md");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(read(&pipe).unwrap_err().why.contains("a pipe"));
    }

    #[test]
    fn files_and_streams_over_the_limit_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let large = folder.path().join("large.md");
        std::fs::File::create(&large).unwrap().set_len(SIZE_LIMIT + 1).unwrap();
        assert!(read(&large).unwrap_err().why.contains("256 MiB"));
        assert!(bytes_of(&large, io::repeat(0), 0, 10).is_err());
        assert_eq!(bytes_of(&large, io::repeat(0).take(10), 0, 10).unwrap().len(), 10);
    }
}
