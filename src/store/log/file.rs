//! The file of one device: opened under a lock, written in one go, repaired when its end was torn off.

use crate::store::log::damage::Unwritten;
use rustix::fs::OFlags;
use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io::{self, ErrorKind, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How often the lock is asked for, and how long it is waited in between: 3 s. Another program that writes a few lines
/// holds it for a few milliseconds.
const TRIES: u32 = 3000;
const PAUSE: Duration = Duration::from_millis(1);

/// Neither a pipe nor a terminal makes the program wait, and a link inside a folder that somebody else made does not lead it
/// out of there.
fn flags() -> i32 {
    (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW).bits().cast_signed()
}

/// A log that may be written, locked until it is dropped.
pub(crate) struct Locked {
    path: PathBuf,
    file: File,
    /// Its length in bytes.
    pub length: u64,
    /// The number that tells it from another file of the same name.
    pub inode: u64,
}

/// Makes a folder that only its owner can enter, unless it is there.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Unwritten> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|it| Unwritten::from_io(folder, &it))
}

/// The bytes of a file from an offset on, and its inode; none when there is no such file.
pub(crate) fn read_from(path: &Path, offset: u64) -> io::Result<Option<(Vec<u8>, u64)>> {
    let mut file = match OpenOptions::new().read(true).custom_flags(flags()).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("this is not a regular file, and only those are read"));
    }
    let mut bytes = Vec::with_capacity(metadata.len().saturating_sub(offset) as usize + 1);
    file.seek(SeekFrom::Start(offset))?;
    file.read_to_end(&mut bytes)?;
    Ok(Some((bytes, metadata.ino())))
}

impl Locked {
    /// Opens a log for writing, and makes it if it is not there; waits while another program writes.
    pub fn open(path: &Path) -> Result<Self, Unwritten> {
        let failed = |it: io::Error| Unwritten::from_io(path, &it);
        loop {
            let is_new = !path.exists();
            let file = opened(path).map_err(failed)?;
            lock(path, &file)?;
            let metadata = file.metadata().map_err(failed)?;
            // While this one waited, the file may have been replaced, by git or by a program that synchronises.
            if fs::symlink_metadata(path).is_ok_and(|it| it.ino() == metadata.ino()) {
                if is_new {
                    sync_folder(path);
                }
                keep_private(&file, metadata.permissions().mode());
                return Ok(Self { path: path.into(), file, length: metadata.len(), inode: metadata.ino() });
            }
        }
    }

    /// True when the last line was not written to its end.
    pub fn is_torn(&self) -> bool {
        let mut last = [0];
        self.length > 0 && self.file.read_exact_at(&mut last, self.length - 1).is_ok() && last != *b"\n"
    }

    /// What stands after the last line end.
    pub fn tail(&self) -> io::Result<Vec<u8>> {
        let (mut tail, mut from) = (Vec::new(), self.length);
        while from > 0 && !tail.contains(&b'\n') {
            let step = from.min(4096);
            from -= step;
            let mut part = vec![0; step as usize];
            self.file.read_exact_at(&mut part, from)?;
            part.append(&mut tail);
            tail = part;
        }
        let end = memchr::memrchr(b'\n', &tail).map_or(0, |it| it + 1);
        Ok(tail.split_off(end))
    }

    /// Cuts off so many bytes at the end.
    pub fn cut(&mut self, bytes: usize) -> io::Result<()> {
        self.length = self.length.saturating_sub(bytes as u64);
        self.file.set_len(self.length)
    }

    /// Adds lines in one write and waits until they are on the disk. When that fails, the file is as it was.
    pub fn append(&mut self, lines: &[u8]) -> Result<(), Unwritten> {
        let written = self.file.write_all(lines).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // If even this fails, the next one who writes finds a torn line and repairs it.
            let _ = self.file.set_len(self.length);
            return Err(Unwritten::from_io(&self.path, &error));
        }
        self.length += lines.len() as u64;
        Ok(())
    }
}

fn opened(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).custom_flags(flags()).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("this is not a regular file")) }
}

/// Waits for the lock. Where the disk knows none, the line is written without: better than not at all.
fn lock(path: &Path, file: &File) -> Result<(), Unwritten> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
    }
    Err(Unwritten::new(path, "another program holds it; end that and try again"))
}

/// What was learned is nobody else's business, also after git or an unpacked archive made the file anew.
fn keep_private(file: &File, mode: u32) {
    if mode & 0o077 != 0 {
        let _ = file.set_permissions(Permissions::from_mode(0o600));
    }
}

/// After a power cut a new file has its name only if the folder was synced. Not every disk can.
fn sync_folder(path: &Path) {
    let folder = path.parent().map(File::open);
    if let Some(Ok(folder)) = folder {
        let _ = folder.sync_all();
    }
}
