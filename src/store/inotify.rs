//! The kernel's own word on what happens in folders: inotify, asked for changes and for nothing else.

use crate::store::{
    change::{Happening, How},
    walk::name as spelled,
};
use rustix::{
    fd::{AsFd, BorrowedFd, OwnedFd},
    fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags},
    io::Errno,
};
use std::{
    collections::{HashMap, HashSet},
    ffi::{OsStr, OsString},
    io,
    mem::MaybeUninit,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

/// Changes only: opening and reading tell nothing, so that reading the notes wakes nobody. A watch stays on the
/// folder itself, whatever a link of its name may lead to.
const WANTED: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::MODIFY)
    .union(WatchFlags::CLOSE_WRITE)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::ONLYDIR)
    .union(WatchFlags::DONT_FOLLOW);

/// What is told of a folder itself; those inside are told of by the folder around them.
const OF_ROOT: WatchFlags = WatchFlags::DELETE_SELF.union(WatchFlags::MOVE_SELF);

/// The kernel's queue, and the folders that it tells of.
pub(crate) struct Kernel {
    queue: OwnedFd,
    /// By the kernel's number: paths inside the folder, the empty one for the folder itself.
    folders: HashMap<i32, PathBuf>,
}

/// What the kernel says, in its own terms.
struct Event {
    folder: i32,
    flags: ReadFlags,
    name: Option<OsString>,
}

impl Kernel {
    /// A queue that tells nothing yet; fails when the user has too many of them.
    pub fn open() -> io::Result<Self> {
        let queue = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        Ok(Self { queue, folders: HashMap::new() })
    }

    /// The descriptor that has something to read when something happened.
    pub fn queue(&self) -> BorrowedFd<'_> {
        self.queue.as_fd()
    }

    /// From now on tells of exactly these folders inside `root`, and gives those that are new. Folders that cannot
    /// be watched are left out.
    ///
    /// # Errors
    /// When the user may watch no more folders; those watched so far remain.
    pub fn follow(&mut self, root: &Path, folders: Vec<PathBuf>) -> io::Result<Vec<PathBuf>> {
        let wanted: HashSet<&Path> = folders.iter().map(PathBuf::as_path).collect();
        self.forget(|it| !wanted.contains(it));
        let known: HashSet<PathBuf> = self.folders.values().cloned().collect();
        let mut new = Vec::new();
        for folder in folders.into_iter().filter(|it| !known.contains(it)) {
            let flags = if folder.as_os_str().is_empty() { WANTED | OF_ROOT } else { WANTED };
            match inotify::add_watch(&self.queue, root.join(&folder), flags) {
                Ok(number) => {
                    self.folders.insert(number, folder.clone());
                    new.push(folder);
                }
                Err(Errno::NOSPC | Errno::NOMEM) => return Err(Errno::NOSPC.into()),
                Err(_) => {}
            }
        }
        Ok(new)
    }

    /// What has happened since the last call; never waits.
    pub fn read(&mut self) -> Vec<Happening> {
        let events = self.events();
        let told: Vec<Happening> = events.into_iter().filter_map(|it| self.happening(&it)).collect();
        if told.contains(&Happening::Lost) {
            self.begin_anew();
        }
        told
    }

    fn events(&self) -> Vec<Event> {
        let mut buffer = [MaybeUninit::uninit(); 16 * 1024];
        let mut reader = Reader::new(&self.queue, &mut buffer);
        let mut events = Vec::new();
        while let Ok(it) = reader.next() {
            let name = it.file_name().map(|it| OsStr::from_bytes(it.to_bytes()).to_os_string());
            events.push(Event { folder: it.wd(), flags: it.events(), name });
        }
        events
    }

    fn happening(&mut self, event: &Event) -> Option<Happening> {
        let flags = event.flags;
        if flags.contains(ReadFlags::QUEUE_OVERFLOW) {
            return Some(Happening::Lost);
        }
        if flags.contains(ReadFlags::IGNORED) {
            self.folders.remove(&event.folder);
            return None;
        }
        let folder = self.folders.get(&event.folder)?;
        let Some(name) = &event.name else {
            let went = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
            return flags.intersects(went).then_some(Happening::FolderWent);
        };
        let path = folder.join(name);
        let is_gone = flags.intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM);
        if !flags.contains(ReadFlags::ISDIR) {
            return Some(Happening::File(spelled(&path), how(flags)));
        }
        if is_gone {
            // The watches would follow the folder to wherever it went.
            return self.forget(|it| it.starts_with(&path)).then_some(Happening::FolderWent);
        }
        let has_come = flags.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO);
        has_come.then(|| Happening::FolderCame(spelled(&path)))
    }

    /// Tells no more of these folders; false when there are none.
    fn forget(&mut self, is_meant: impl Fn(&Path) -> bool) -> bool {
        let meant: Vec<i32> = self.folders.iter().filter(|it| is_meant(it.1)).map(|it| *it.0).collect();
        for number in &meant {
            self.folders.remove(number);
            // Of a folder that was removed the kernel knows no more.
            let _ = inotify::remove_watch(&self.queue, *number);
        }
        !meant.is_empty()
    }

    /// After an overflow nobody knows which numbers still stand for which folder.
    fn begin_anew(&mut self) {
        if let Ok(fresh) = Self::open() {
            *self = fresh;
        } else {
            self.forget(|_| true);
        }
    }
}

fn how(flags: ReadFlags) -> How {
    if flags.intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM) {
        How::Gone
    } else if flags.contains(ReadFlags::CREATE) {
        How::Made
    } else {
        How::Changed
    }
}
