//! The notes of a folder, in the order of their paths.

use crate::store::read::{Unreadable, is_regular};
use ignore::{DirEntry, Walk, WalkBuilder};
use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// A note in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFile {
    /// Where it is.
    pub file: PathBuf,
    /// Its path inside the folder, with `/`.
    pub name: String,
}

/// What walking a folder comes upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A note.
    Note(NoteFile),
    /// A folder that cannot be read; the others are walked all the same.
    Problem(Unreadable),
    /// What is named like a note and is none that is read: a symbolic link, a pipe, a device.
    Skipped(Unreadable),
}

/// Walks a folder: every `.md` and `.markdown` file, folder by folder in the order of names, without
/// hidden files and without what a `.gitignore` or `.ignore` in the folder names. Symbolic links are not
/// followed. What stands in ignore files above the folder, or in the user's own for git, has no say:
/// whoever names a folder wants that folder.
pub fn walk(root: &Path) -> impl Iterator<Item = Found> + use<> {
    let refused = Refused::default();
    let walk = walker(root, &refused);
    Notes { root: root.into(), walk, refused }
}

/// Folders that are left out because of their ignore files.
type Refused = Arc<Mutex<Vec<PathBuf>>>;

/// Every entry that walking comes upon: folders, the folder itself first, and files of any kind.
pub(crate) fn entries(root: &Path) -> Walk {
    walker(root, &Refused::default())
}

fn walker(root: &Path, refused: &Refused) -> Walk {
    let refused = Arc::clone(refused);
    let obeys_ignore_files = ignore_files_are_regular(root);
    let mut builder = WalkBuilder::new(root);
    builder.parents(false).git_global(false).git_exclude(false).require_git(false);
    builder.git_ignore(obeys_ignore_files).ignore(obeys_ignore_files);
    builder.sort_by_file_name(Ord::cmp);
    builder.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|it| it.is_dir());
        let is_good = !is_folder || !obeys_ignore_files || ignore_files_are_regular(entry.path());
        if !is_good {
            refused.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().into());
        }
        is_good
    });
    builder.build()
}

/// False when reading an ignore file of this folder might never end: a pipe, a device, a link to one.
pub(crate) fn ignore_files_are_regular(folder: &Path) -> bool {
    [".gitignore", ".ignore"].iter().map(|name| folder.join(name)).all(|file| {
        let is_absent = std::fs::symlink_metadata(&file).is_err();
        is_absent || is_regular(&file)
    })
}

struct Notes {
    root: PathBuf,
    walk: Walk,
    refused: Refused,
}

impl Iterator for Notes {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(folder) = self.refused_folder() {
                return Some(folder);
            }
            match self.walk.next() {
                Some(Ok(entry)) if is_note(&entry) => return Some(Found::Note(self.note(entry))),
                Some(Ok(entry)) => {
                    if let Some(skipped) = skipped(&entry) {
                        return Some(Found::Skipped(skipped));
                    }
                }
                Some(Err(error)) => return Some(Found::Problem(problem(&self.root, &error))),
                None => return self.refused_folder(),
            }
        }
    }
}

impl Notes {
    fn refused_folder(&self) -> Option<Found> {
        let folder = self.refused.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        let why = "its .gitignore or .ignore is no regular file, so the folder is left out; remove that file";
        Some(Found::Problem(Unreadable::new(&folder, why)))
    }

    fn note(&self, entry: DirEntry) -> NoteFile {
        let file = entry.into_path();
        NoteFile { name: name(inside(&self.root, &file)), file }
    }
}

/// A path inside the folder as notes are named: with `/`, as Unix writes paths anyway. Taken apart into its components it
/// would cost a third of the walk.
pub(crate) fn name(inside: &Path) -> String {
    inside.to_string_lossy().into_owned()
}

/// A path that walking `root` came upon, as seen from there.
fn inside<'a>(root: &Path, path: &'a Path) -> &'a Path {
    let rest = path.as_os_str().as_bytes().strip_prefix(root.as_os_str().as_bytes());
    let rest = rest.map(|it| it.strip_prefix(b"/").unwrap_or(it));
    rest.map_or(path, |it| Path::new(OsStr::from_bytes(it)))
}

/// True for a regular file that is named like a note.
pub(crate) fn is_note(entry: &DirEntry) -> bool {
    is_markdown(entry) && entry.file_type().is_some_and(|it| it.is_file())
}

fn is_markdown(entry: &DirEntry) -> bool {
    is_named_as_note(entry.path())
}

/// True for the path of a note, whether there is one or not.
pub(crate) fn is_named_as_note(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_bytes();
    let ends = |suffix: &[u8]| {
        let end = name.len().checked_sub(suffix.len()).filter(|it| *it > 0).and_then(|it| name.get(it..));
        end.is_some_and(|it| it.eq_ignore_ascii_case(suffix))
    };
    ends(b".md") || ends(b".markdown")
}

/// Why what is named like a note is left out; nothing about folders, and about the folder that is walked.
fn skipped(entry: &DirEntry) -> Option<Unreadable> {
    let kind = entry.file_type().filter(|it| !it.is_dir() && entry.depth() > 0 && is_markdown(entry))?;
    let why = if kind.is_symlink() {
        "this is a symbolic link, and links are not followed; put the file itself into the folder"
    } else {
        "this is a pipe or a device, not a file, and only files are read"
    };
    Some(Unreadable::new(entry.path(), why))
}

fn problem(root: &Path, error: &ignore::Error) -> Unreadable {
    let path = path_of(error).unwrap_or(root);
    error.io_error().map_or_else(
        || Unreadable::new(path, format!("it cannot be read: {error}")),
        |io| Unreadable::from_io(path, io),
    )
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::symlink};

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    fn names(root: &Path) -> Vec<String> {
        let name = |it| match it {
            Found::Note(note) => note.name,
            Found::Problem(problem) => format!("! {}", problem.why),
            Found::Skipped(skipped) => format!("- {}", skipped.path.file_name().unwrap().display()),
        };
        walk(root).map(name).collect()
    }

    #[test]
    fn notes_come_in_the_order_of_their_paths_and_nothing_else_comes() {
        let files = ["b.md", "a/z.md", "a/b/c.markdown", "a.md", "Z.MD", ".hidden.md", ".git/x.md", "text.txt", "md"];
        let folder = folder(&files);
        assert_eq!(names(folder.path()), ["Z.MD", "a/b/c.markdown", "a/z.md", "a.md", "b.md"]);
    }

    #[test]
    fn ignore_files_count_inside_the_folder_only() {
        let folder = folder(&["notes/keep.md", "notes/draft.md", "notes/old/x.md"]);
        fs::write(folder.path().join(".gitignore"), "*\n").unwrap();
        fs::write(folder.path().join("notes/.gitignore"), "draft.md\nold/\n").unwrap();
        assert_eq!(names(&folder.path().join("notes")), ["keep.md"]);
    }

    #[test]
    fn links_are_not_followed_but_the_folder_named_may_be_one() {
        let folder = folder(&["notes/a.md", "secret.md"]);
        let notes = folder.path().join("notes");
        symlink(folder.path().join("secret.md"), notes.join("link.md")).unwrap();
        symlink(&notes, notes.join("loop")).unwrap();
        symlink(&notes, folder.path().join("alias")).unwrap();
        assert_eq!(names(&notes), ["a.md", "- link.md"]);
        assert_eq!(names(&folder.path().join("alias")), ["a.md", "- link.md"]);
    }

    #[test]
    fn an_ignore_file_that_never_ends_stops_nothing() {
        let folder = folder(&["a.md", "sub/b.md", "z.md"]);
        symlink("/dev/zero", folder.path().join("sub/.gitignore")).unwrap();
        let found = names(folder.path());
        assert_eq!(found[..2], ["a.md", "z.md"]);
        assert!(found[2].starts_with("! its .gitignore"), "{found:?}");
        symlink("/dev/zero", folder.path().join(".gitignore")).unwrap();
        fs::remove_file(folder.path().join("sub/.gitignore")).unwrap();
        assert_eq!(names(folder.path()), ["a.md", "sub/b.md", "z.md"]);
    }

    #[test]
    fn a_missing_folder_is_a_problem_that_names_it() {
        let found: Vec<_> = walk(Path::new("/nowhere/notes")).collect();
        assert!(matches!(&found[..], [Found::Problem(it)] if it.path.ends_with("notes")), "{found:?}");
    }
}
