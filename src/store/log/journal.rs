//! The log: all devices are read, one's own is written.

use crate::{
    schedule::Event,
    store::log::{
        damage::{Damage, Fault, Unwritten},
        file::{self, Locked},
        line,
        lines::{self, Contents},
    },
};
use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// The log of one folder, as one device keeps it. Opened twice, by two programs or in one, both may write.
#[derive(Debug)]
pub struct Log {
    folder: PathBuf,
    device: Box<str>,
    /// How far each file was read.
    seen: BTreeMap<PathBuf, Mark>,
}

/// How far a file was read.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    inode: u64,
    offset: u64,
    lines: u64,
}

impl Log {
    /// Opens the log of a folder, which need not exist: it is made when something is written. When the device's own
    /// last line was torn off, that is repaired. Whatever is wrong, reading goes on.
    pub fn open(folder: &Path, device: &str) -> (Self, Contents) {
        let mut log = Self { folder: folder.into(), device: device.into(), seen: BTreeMap::new() };
        let mut contents = Contents::default();
        if log.file().exists() {
            let mended = Locked::open(&log.file()).and_then(|mut it| log.mend(&mut it));
            contents.damage.extend(mended.ok().flatten());
        }
        log.read(&mut contents);
        (log, contents)
    }

    /// The file that this device writes.
    pub fn file(&self) -> PathBuf {
        self.folder.join(format!("reviews-{}.jsonl", self.device))
    }

    /// The folder of all files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of this device, for events.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The files of all devices, in the order of their names.
    pub fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let is_log = |name: &str| name.strip_prefix("reviews-").and_then(|it| it.strip_suffix(".jsonl")).is_some();
        let named = entries.filter(|it| it.file_name().to_str().is_some_and(is_log));
        let mut files: Vec<PathBuf> = named.map(|it| it.path()).collect();
        files.sort_unstable();
        files
    }

    /// Writes events and waits until they are on the disk: all or none of them. When it fails they are still the
    /// caller's, to be written again; one that was written twice counts once.
    ///
    /// # Errors
    /// When the disk is full or read-only, or the file may not be written; the log is as it was.
    pub fn append(&mut self, events: &[Event]) -> Result<(), Unwritten> {
        let mut bytes = Vec::with_capacity(events.len() * 256);
        for event in events {
            // An event is plain values: it can always be written as JSON.
            line::write(event, &mut bytes).map_err(|it| Unwritten::new(&self.file(), it.to_string()))?;
        }
        self.append_lines(&bytes)
    }

    /// Writes whole lines.
    pub(crate) fn append_lines(&mut self, lines: &[u8]) -> Result<(), Unwritten> {
        if lines.is_empty() {
            return Ok(());
        }
        let path = self.file();
        if !self.folder.is_dir() {
            file::make_folder(&self.folder)?;
        }
        let mut locked = Locked::open(&path)?;
        self.mend(&mut locked)?;
        let before = locked.length;
        locked.append(lines)?;
        let mark = self.seen.entry(path).or_default();
        // What another program wrote in between is still to be read, and with it this.
        if before == mark.offset && (before == 0 || mark.inode == locked.inode) {
            let count = lines::whole_lines(lines).count() as u64;
            *mark = Mark { inode: locked.inode, offset: locked.length, lines: mark.lines + count };
        }
        Ok(())
    }

    /// What other programs and devices have written since the log was last looked at. It may hold what is known.
    pub fn refresh(&mut self) -> Contents {
        let mut contents = Contents::default();
        self.read(&mut contents);
        contents
    }

    fn read(&mut self, contents: &mut Contents) {
        let own = self.file();
        for path in self.files() {
            let mark = self.seen.get(&path).copied().unwrap_or_default();
            match self.read_file(&path, mark, contents) {
                Ok(mark) => drop(self.seen.insert(path, mark)),
                Err(error) => {
                    let fault = Fault::Unreadable(format!("it cannot be read: {error}"));
                    contents.damage.push(Damage { file: path.clone(), fault });
                }
            }
        }
        self.seen.retain(|path, _| *path == own || path.exists());
    }

    /// Reads what a file has more than at its mark. A last line without its end may still be being written: the mark
    /// stays before it.
    fn read_file(&self, path: &Path, mark: Mark, contents: &mut Contents) -> io::Result<Mark> {
        let Some((mut bytes, inode)) = file::read_from(path, mark.offset)? else { return Ok(Mark::default()) };
        let (mut from, is_same) = (mark, mark.inode == inode);
        let length = std::fs::symlink_metadata(path)?.len();
        if mark.offset > 0 && (!is_same || length < mark.offset) {
            // Another file has taken its place: what is known is told once more.
            from = Mark::default();
            bytes = file::read_from(path, 0)?.unwrap_or_default().0;
        }
        let tail = bytes.split_off(lines::whole(&bytes));
        let damaged = contents.read(path, from.lines + 1, &bytes);
        if path == self.file() && !damaged.is_empty() {
            let _ = self.put_aside(&damaged); // They are still in the log: not to have them twice is no loss.
        }
        let count = memchr::memchr_iter(b'\n', &bytes).count() as u64;
        if !tail.is_empty() && lines::is_complete(&tail) {
            contents.read(path, from.lines + count + 1, &tail);
        } else if !tail.is_empty() && mark.inode == 0 {
            contents.damage.push(Damage { file: path.into(), fault: Fault::Unfinished });
        }
        Ok(Mark { inode, offset: from.offset + bytes.len() as u64, lines: from.lines + count })
    }

    /// Repairs the end of the device's own file: a line that lacks but its end is given one, a torn line is put aside.
    fn mend(&self, locked: &mut Locked) -> Result<Option<Damage>, Unwritten> {
        let path = self.file();
        let failed = |it: io::Error| Unwritten::from_io(&path, &it);
        if !locked.is_torn() {
            return Ok(None);
        }
        let tail = locked.tail().map_err(failed)?;
        if lines::is_complete(&tail) {
            locked.append(b"\n")?;
            return Ok(None);
        }
        self.put_aside(&[&tail]).map_err(failed)?;
        locked.cut(tail.len()).map_err(failed)?;
        Ok(Some(Damage { file: path, fault: Fault::Torn }))
    }

    /// Keeps damaged lines in a file beside the log, each once.
    fn put_aside(&self, damaged: &[&[u8]]) -> io::Result<()> {
        let path = self.folder.join(format!("damaged-{}.txt", self.device));
        let known = file::read_from(&path, 0)?.unwrap_or_default().0;
        let mut more = Vec::new();
        for it in damaged.iter().filter(|it| !lines::whole_lines(&known).any(|line| line == **it)) {
            more.extend_from_slice(it);
            more.push(b'\n');
        }
        if more.is_empty() {
            return Ok(());
        }
        let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
        file.write_all(&more)?;
        file.sync_data()
    }
}
