//! Watching a folder: what happens to its notes is told as it happens, and nothing runs while nothing happens.
//!
//! One thread sleeps in the kernel until there is something to hear. Then it listens until it is quiet for a breath,
//! so that an editor that writes a note in five steps has changed it once, and a checkout of thousands of notes is
//! told in one word. Folders that are hidden or named by an ignore file are not watched at all. When the folder itself
//! is moved or removed, that is the last thing told: what later stands at its place is another folder.
//! Absent on purpose: asking the files again and again; and on Linux the crate `notify`, whose watches tell of every
//! file that is opened, so that reading a large folder would cost an event for each note.

use crate::store::{
    change::{Batch, Change, Depth, STORM},
    ignored::is_ignored,
    inotify::Kernel,
    read::Unreadable,
    walk::{self, is_note},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use std::{
    collections::HashSet,
    io,
    os::{fd::AsFd, unix::net::UnixStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How long it must be quiet, and how many such pauses are waited at most: told after 0.12 seconds in any case.
const BREATH: (Duration, u32) = (Duration::from_millis(30), 4);

/// The same once the whole folder has to be walked: rather late than often.
const LONG_BREATH: (Duration, u32) = (Duration::from_millis(100), 10);

/// Folders in folders that come while folders are being watched; what is missed after that is told later.
const PASSES: u32 = 8;

/// A folder that is watched, until this is dropped.
pub struct Watch {
    /// The thread stops when the other end is closed.
    _line: UnixStream,
}

impl Watch {
    /// Watches the notes of a folder and hands each [`Change`] to `tell`, in a thread of its own: first
    /// [`Change::Begun`], at most with a [`Change::Blind`] before it. Does not wait until the folders inside are watched.
    ///
    /// # Errors
    /// When there is no such folder, or the system watches no more folders for this user.
    pub fn begin(root: &Path, depth: Depth, tell: impl FnMut(Change) + Send + 'static) -> Result<Self, Unreadable> {
        let failed = |error: io::Error| no_watch(root, &error);
        let root = std::fs::canonicalize(root).map_err(|error| Unreadable::from_io(root, &error))?;
        let kernel = Kernel::open().map_err(failed)?;
        let (line, stop) = UnixStream::pair().map_err(failed)?;
        let watcher = Watcher { root, depth, kernel, stop, is_blind: false, tell };
        thread::Builder::new().name("watch".into()).spawn(move || watcher.live()).map_err(failed)?;
        Ok(Self { _line: line })
    }
}

struct Watcher<T> {
    root: PathBuf,
    depth: Depth,
    kernel: Kernel,
    stop: UnixStream,
    /// The reader knows that some folders are not watched.
    is_blind: bool,
    tell: T,
}

impl<T: FnMut(Change)> Watcher<T> {
    fn live(mut self) {
        self.settle();
        (self.tell)(Change::Begun);
        while self.wait() {
            let Some(mut batch) = self.gather() else { return };
            if batch.needs_walk() {
                batch.found(self.settle());
            }
            let change = batch.change(|path| self.depth == Depth::Tree && is_ignored(&self.root, path));
            if let Some(change) = change {
                if !self.rest(Duration::ZERO) {
                    return;
                }
                (self.tell)(change);
            }
        }
    }

    /// Sleeps until something happens; false when it is time to stop.
    fn wait(&self) -> bool {
        let stop = PollFd::from_borrowed_fd(self.stop.as_fd(), PollFlags::IN);
        let mut both = [stop, PollFd::from_borrowed_fd(self.kernel.queue(), PollFlags::IN)];
        while poll(&mut both, None) == Err(Errno::INTR) {}
        both[0].revents().is_empty() && !both[1].revents().is_empty()
    }

    /// Lets time pass; false when it is time to stop.
    fn rest(&self, time: Duration) -> bool {
        let mut stop = [PollFd::from_borrowed_fd(self.stop.as_fd(), PollFlags::IN)];
        let time = Timespec::try_from(time).unwrap_or_default();
        poll(&mut stop, Some(&time)) != Ok(1)
    }

    /// What happens until it is quiet; none when it is time to stop.
    fn gather(&mut self) -> Option<Batch> {
        let mut batch = Batch::new(self.depth);
        let mut pauses = 0;
        loop {
            let goes_on = batch.take(self.kernel.read());
            let (pause, most) = if batch.is_storm() { LONG_BREATH } else { BREATH };
            if pauses >= most || (pauses > 0 && !goes_on) {
                return Some(batch);
            }
            if !self.rest(pause) {
                return None;
            }
            pauses += 1;
        }
    }

    /// Watches the folders that are there now, and gives the notes in those that are new: what came before their
    /// watch, nobody tells. Of very many notes it gives enough to make a storm.
    fn settle(&mut self) -> Vec<String> {
        let mut new = HashSet::new();
        let mut notes = Vec::new();
        for _ in 0..PASSES {
            let folders;
            (folders, notes) = self.list(&new);
            match self.kernel.follow(&self.root, folders) {
                Ok(more) if more.is_empty() => break,
                Ok(more) => new.extend(more),
                Err(_) => {
                    self.say_blind();
                    break;
                }
            }
        }
        notes
    }

    /// The folders to watch, and the notes in those of them that are `new`.
    fn list(&self, new: &HashSet<PathBuf>) -> (Vec<PathBuf>, Vec<String>) {
        if self.depth == Depth::Beside {
            return (vec![PathBuf::new()], Vec::new());
        }
        let (mut folders, mut notes) = (Vec::new(), Vec::new());
        for entry in walk::entries(&self.root).flatten() {
            let inside = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            if entry.file_type().is_some_and(|it| it.is_dir()) {
                folders.push(inside.to_path_buf());
            } else if notes.len() <= STORM && is_note(&entry) && inside.parent().is_some_and(|it| new.contains(it)) {
                notes.push(walk::name(inside));
            }
        }
        (folders, notes)
    }

    fn say_blind(&mut self) {
        if !std::mem::replace(&mut self.is_blind, true) {
            let why = "it has more folders than may be watched, so some changes show only when a note is opened; \
                       raise the limit with `sudo sysctl fs.inotify.max_user_watches=1000000`";
            (self.tell)(Change::Blind(Unreadable::new(&self.root, why)));
        }
    }
}

fn no_watch(root: &Path, error: &io::Error) -> Unreadable {
    let too_many = [Errno::MFILE.raw_os_error(), Errno::NOSPC.raw_os_error()];
    let why = if error.raw_os_error().is_some_and(|it| too_many.contains(&it)) {
        "too many programs watch folders, so changes show only when a note is opened; raise the limit with \
         `sudo sysctl fs.inotify.max_user_instances=1024`"
            .into()
    } else {
        format!("changes show only when a note is opened, for it cannot be watched: {error}")
    };
    Unreadable::new(root, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        fs,
        process::Command,
        sync::mpsc::{self, Receiver},
    };

    struct Watched {
        folder: tempfile::TempDir,
        changes: Receiver<Change>,
        watch: Option<Watch>,
        last: Option<Change>,
    }

    impl Watched {
        /// A folder with these files, watched.
        fn new(files: &[&str], depth: Depth) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let (tell, changes) = mpsc::channel();
            let mut it = Self { folder, changes, watch: None, last: None };
            for file in files {
                it.write(file);
            }
            let watch = Watch::begin(it.folder.path(), depth, move |change| tell.send(change).unwrap());
            it.watch = Some(watch.unwrap());
            assert_eq!(it.next(), Change::Begun);
            it
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn write(&self, name: &str) {
            fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
            fs::write(self.path(name), name).unwrap();
        }

        fn rename(&self, from: &str, to: &str) {
            fs::rename(self.path(from), self.path(to)).unwrap();
        }

        fn next(&self) -> Change {
            self.changes.recv_timeout(Duration::from_secs(10)).unwrap()
        }

        fn expect(&mut self, notes: &[&str]) {
            let expected = Change::Notes(notes.iter().map(ToString::to_string).collect());
            let mut change = self.next();
            // On a busy machine, writing a file may take two breaths.
            while change != expected && Some(&change) == self.last.as_ref() {
                change = self.next();
            }
            assert_eq!(change, expected);
            self.last = Some(change);
        }

        /// Fails when anything but a last change is told: nothing before it mattered.
        fn expect_nothing(&mut self) {
            // Told together with what came just before.
            self.write("last.md");
            self.expect(&["last.md"]);
        }

        fn expect_everything(&self) {
            while self.next() != Change::Everything {}
        }
    }

    #[test]
    fn what_happens_to_notes_is_told() {
        let mut it = Watched::new(&["a.md", "sub/b.md"], Depth::Tree);
        it.write("a.md");
        it.expect(&["a.md"]);
        it.write("sub/new.md");
        it.expect(&["sub/new.md"]);
        it.rename("sub/b.md", "c.md");
        it.expect(&["c.md", "sub/b.md"]);
        fs::remove_file(it.path("c.md")).unwrap();
        it.expect(&["c.md"]);
    }

    #[test]
    fn reading_and_what_is_no_note_tells_nothing() {
        let mut it = Watched::new(&["a.md", ".git/x.md", ".gitignore", "target/x.md", "draft.md"], Depth::Tree);
        fs::write(it.path(".gitignore"), "target/\ndraft.md\n").unwrap();
        it.expect_everything();
        for _ in 0..100 {
            fs::read(it.path("a.md")).unwrap();
            walk::walk(it.folder.path()).for_each(drop);
        }
        for file in ["a.txt", ".git/x.md", ".b.md", "target/y.md", "draft.md"] {
            it.write(file);
        }
        it.expect_nothing();
    }

    #[test]
    fn a_note_that_is_replaced_is_one_change() {
        let mut it = Watched::new(&["a.md"], Depth::Tree);
        it.write("a.md.tmp");
        it.rename("a.md.tmp", "a.md");
        it.expect(&["a.md"]);
        let sed = Command::new("sed").args(["-i", "s/a/b/"]).arg(it.path("a.md")).status();
        assert!(sed.unwrap().success());
        it.expect(&["a.md"]);
    }

    #[test]
    fn folders_that_come_are_watched_and_their_notes_told() {
        let mut it = Watched::new(&["a.md"], Depth::Tree);
        it.write("new/deep/b.md");
        it.expect(&["new/deep/b.md"]);
        it.write("new/deep/b.md");
        it.expect(&["new/deep/b.md"]);
        it.rename("new", "moved");
        it.expect_everything();
        it.write("moved/deep/b.md");
        it.expect(&["moved/deep/b.md"]);
        let outside = tempfile::tempdir().unwrap();
        fs::rename(it.path("moved"), outside.path().join("moved")).unwrap();
        it.expect_everything();
        fs::write(outside.path().join("moved/deep/b.md"), "").unwrap();
        it.expect_nothing();
    }

    #[test]
    fn links_lead_nowhere() {
        let outside = tempfile::tempdir().unwrap();
        let mut it = Watched::new(&["a.md"], Depth::Tree);
        std::os::unix::fs::symlink(outside.path(), it.path("link")).unwrap();
        fs::write(outside.path().join("x.md"), "").unwrap();
        it.expect_nothing();
    }

    #[test]
    fn a_storm_is_told_in_few_words() {
        let it = Watched::new(&["a.md"], Depth::Tree);
        let names: Vec<String> = (0..2000).map(|number| format!("{}/{number}.md", number % 50)).collect();
        for name in &names {
            it.write(name);
        }
        it.write("last.md");
        let (mut words, mut told, mut is_all) = (0, HashSet::new(), false);
        while !told.contains("last.md") && !is_all {
            words += 1;
            match it.next() {
                Change::Notes(notes) => told.extend(notes),
                change => is_all = change == Change::Everything,
            }
        }
        assert!(words < 200, "{words}");
        assert!(is_all || names.iter().all(|it| told.contains(it)));
        // Every folder is watched in the end.
        it.write("49/new.md");
        while !told.contains("49/new.md") {
            match it.next() {
                Change::Notes(notes) => told.extend(notes),
                // The storm was not over.
                _ => it.write("49/new.md"),
            }
        }
    }

    #[test]
    fn beside_one_note_only_its_own_folder_counts() {
        let mut it = Watched::new(&["a.md", "sub/b.md"], Depth::Beside);
        it.write("sub/b.md");
        it.write("more/c.md");
        it.expect_nothing();
    }

    #[test]
    fn a_watch_that_is_dropped_tells_no_more() {
        let mut it = Watched::new(&["a.md"], Depth::Tree);
        it.watch = None;
        // The thread ends, and with it what it told through.
        assert!(it.changes.recv_timeout(Duration::from_secs(10)).is_err());
        it.write("a.md");
        assert_eq!(it.changes.try_recv(), Err(mpsc::TryRecvError::Disconnected));
    }

    #[test]
    fn a_missing_folder_is_said_with_its_name() {
        let why = Watch::begin(Path::new("/nowhere/notes"), Depth::Tree, |_| {}).err().unwrap();
        assert!(why.to_string().contains("/nowhere/notes: there is no such"), "{why}");
    }
}
