//! A file that the reader asked for: whole or not there, and never a note.

use crate::store::{log::Unwritten, walk};
use std::{
    fs::Permissions,
    io::{self, BufWriter, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

/// A file on its way: it takes the place of what was there when it is finished, and leaves nothing behind when it is not.
#[derive(Debug)]
pub struct Whole {
    part: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Whole {
    /// Begins a file.
    ///
    /// # Errors
    /// When a note stands there or would, or something else that is no file, or nothing can be written.
    pub fn begin(path: &Path) -> Result<Self, Unwritten> {
        if walk::is_named_as_note(path) {
            return Err(Unwritten::new(
                path,
                "this is the name of a note, and notes are never written; choose another",
            ));
        }
        // What a link leads to is replaced, not the link.
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
        if walk::is_named_as_note(&target) {
            return Err(Unwritten::new(path, "this leads to a note, and notes are never written; choose another name"));
        }
        if std::fs::metadata(&target).is_ok_and(|it| !it.is_file()) {
            return Err(Unwritten::new(path, "this is a folder or a device, not a file; choose another name"));
        }
        let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // As any new file, not as a temporary one: what the reader exports is to be handed on.
        let part = Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder);
        let part = part.map_err(|it| Unwritten::from_io(path, &it))?;
        Ok(Self { part: BufWriter::new(part), path: target })
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// When it cannot be written to its end; what was there before is there still.
    pub fn finish(self) -> Result<(), Unwritten> {
        let failed = |it: io::Error| Unwritten::from_io(&self.path, &it);
        let part = self.part.into_inner().map_err(|it| failed(it.into_error()))?;
        part.as_file().sync_data().map_err(failed)?;
        part.persist(&self.path).map_err(|it| failed(it.error))?;
        Ok(())
    }

    /// What a failure to write to it means.
    pub fn failure(&self, error: &io::Error) -> Unwritten {
        Unwritten::from_io(&self.path, error)
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink};

    fn why(path: &Path) -> String {
        Whole::begin(path).unwrap_err().to_string()
    }

    #[test]
    fn it_is_there_when_it_is_finished_and_what_was_there_stays_until_then() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cards.txt");
        fs::write(&path, "before").unwrap();
        let mut left = Whole::begin(&path).unwrap();
        left.write_all(b"half").unwrap();
        drop(left);
        assert_eq!(fs::read(&path).unwrap(), b"before");
        let mut whole = Whole::begin(&path).unwrap();
        whole.write_all(b"after").unwrap();
        whole.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn notes_folders_and_devices_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("note.md"), "text").unwrap();
        symlink(at("note.md"), at("link.txt")).unwrap();
        for name in ["note.md", "new.md", "NEW.MD", "x.markdown", "link.txt"] {
            assert!(why(&at(name)).contains("notes are never written"), "{name}");
        }
        assert!(why(folder.path()).contains("a folder"));
        assert!(why(Path::new("/dev/null")).contains("a device"));
        assert_eq!(fs::read(at("note.md")).unwrap(), b"text");
    }

    #[test]
    fn a_link_to_a_file_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&file, "before").unwrap();
        symlink(&file, &link).unwrap();
        let mut whole = Whole::begin(&link).unwrap();
        whole.write_all(b"after").unwrap();
        whole.finish().unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"after");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
