//! What systems without inotify tell of a folder, by way of the crate `notify`: the same words as from the kernel.

use crate::store::{
    change::{Happening, How},
    walk::name as spelled,
};
use notify::{
    Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, RemoveKind},
};
use rustix::fd::{AsFd, BorrowedFd};
use std::{
    collections::HashSet,
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
};

/// A watch of the whole folder, and the folders in it that count.
pub(crate) struct Kernel {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    bell: UnixStream,
    /// The folder, once it is watched.
    root: PathBuf,
    folders: HashSet<PathBuf>,
}

impl Kernel {
    /// A watch that tells nothing yet.
    pub fn open() -> io::Result<Self> {
        let (sender, events) = mpsc::channel();
        let (mut ring, bell) = UnixStream::pair()?;
        ring.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        let hear = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                let _ = sender.send(event);
                // After the event, so that it is there when somebody wakes. A full bell has rung already.
                let _ = ring.write(&[1]);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(hear, config).map_err(io::Error::other)?;
        Ok(Self { watcher, events, bell, root: PathBuf::new(), folders: HashSet::new() })
    }

    /// The descriptor that has something to read when something happened.
    pub fn queue(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// From now on tells of exactly these folders inside `root`, and gives those that are new.
    ///
    /// # Errors
    /// When the system watches no more.
    pub fn follow(&mut self, root: &Path, folders: Vec<PathBuf>) -> io::Result<Vec<PathBuf>> {
        if self.root != root {
            self.watcher.watch(root, RecursiveMode::Recursive).map_err(io::Error::other)?;
            self.root = root.into();
        }
        let new = folders.iter().filter(|it| !self.folders.contains(*it)).cloned().collect();
        self.folders = folders.into_iter().collect();
        Ok(new)
    }

    /// What has happened since the last call; never waits.
    pub fn read(&mut self) -> Vec<Happening> {
        let mut rings = [0; 64];
        while self.bell.read(&mut rings).is_ok_and(|count| count > 0) {}
        let events: Vec<_> = self.events.try_iter().collect();
        events.into_iter().flat_map(|it| self.happenings(it)).collect()
    }

    fn happenings(&mut self, event: notify::Result<Event>) -> Vec<Happening> {
        match event {
            Ok(event) if !event.need_rescan() => {
                event.paths.iter().filter_map(|path| self.happening(path, event.kind)).collect()
            }
            _ => vec![Happening::Lost],
        }
    }

    fn happening(&mut self, path: &Path, kind: EventKind) -> Option<Happening> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let is_known = self.folders.contains(inside);
        if path.is_dir() && !path.is_symlink() {
            return (!is_known).then(|| Happening::FolderCame(spelled(inside)));
        }
        if is_known {
            self.folders.retain(|it| !it.starts_with(inside));
            return Some(Happening::FolderWent);
        }
        // Never "made": some systems say it of files that were there before.
        let how = if kind == EventKind::Remove(RemoveKind::File) { How::Gone } else { How::Changed };
        let is_watched = inside.parent().is_some_and(|it| self.folders.contains(it));
        is_watched.then(|| Happening::File(spelled(inside), how))
    }
}

/// False for what changes nothing: opening and reading.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
