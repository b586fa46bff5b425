//! What happened in a folder, gathered into what has to be done about it.

use crate::store::read::Unreadable;
use std::{collections::BTreeMap, path::Path};

/// More notes than this in one breath are a checkout or a script: walking the folder is less work then.
pub(crate) const STORM: usize = 500;

/// What whoever holds the notes of a watched folder has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// From here on every change is told. What was read while the watch began may have changed before that.
    Begun,
    /// Look at these notes again: they were made, changed, renamed, removed, or became links, which are no notes.
    /// Paths inside the folder with `/`, as `walk` names them, sorted, each once.
    Notes(Vec<String>),
    /// Walk the folder again: folders went, an ignore file changed, or so much happened that it is not known what.
    Everything,
    /// Some folders cannot be watched: a sentence for the reader; all that is watched goes on being told.
    Blind(Unreadable),
}

/// How far a watch goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The notes that stand in the folder itself, as `notes_in` lists them.
    Beside,
    /// The folder with everything in it that `walk` comes upon.
    Tree,
}

/// One thing that the system told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// Something happened to a file; the path is inside the folder, with `/`.
    File(String, How),
    /// A folder was made, or was moved to this place.
    FolderCame(String),
    /// A watched folder is no longer where it was.
    FolderWent,
    /// There was more than the system could tell.
    Lost,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It was not there before.
    Made,
    /// It was written, replaced, or may be read now.
    Changed,
    /// It is not there now.
    Gone,
}

/// How much is known to need a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    Notes,
    /// The notes, and what is in the folders that came.
    NewFolders,
    Everything,
}

/// What happened to a note in one breath: the first thing and the last.
struct Life {
    first: How,
    last: How,
}

/// What happened within one breath.
pub(crate) struct Batch {
    depth: Depth,
    extent: Extent,
    notes: BTreeMap<String, Life>,
}

impl Batch {
    /// Nothing has happened yet.
    pub fn new(depth: Depth) -> Self {
        Self { depth, extent: Extent::Notes, notes: BTreeMap::new() }
    }

    /// Takes in what happened; false when nothing of it matters.
    pub fn take(&mut self, happenings: Vec<Happening>) -> bool {
        let mut matters = false;
        for happening in happenings {
            matters |= self.add(happening);
        }
        matters
    }

    /// So much has happened that it pays to wait until it is over.
    pub fn is_storm(&self) -> bool {
        self.extent == Extent::Everything
    }

    /// The folders to watch may no longer be the same.
    pub fn needs_walk(&self) -> bool {
        self.extent > Extent::Notes
    }

    /// Adds the notes of folders that came: nobody has told of each.
    pub fn found(&mut self, notes: Vec<String>) {
        for path in notes {
            self.add_note(path, How::Changed);
        }
    }

    /// What has to be done about it all; `is_ignored` tells whether an ignore file names a note.
    pub fn change(self, is_ignored: impl Fn(&str) -> bool) -> Option<Change> {
        if self.extent == Extent::Everything {
            return Some(Change::Everything);
        }
        let notes = self.notes.into_iter().filter(|(_, life)| !life.is_over()).map(|it| it.0);
        let notes: Vec<String> = notes.filter(|it| !is_ignored(it)).collect();
        (!notes.is_empty()).then_some(Change::Notes(notes))
    }

    fn add(&mut self, happening: Happening) -> bool {
        match happening {
            Happening::Lost | Happening::FolderWent => self.extent = Extent::Everything,
            Happening::FolderCame(path) if self.depth == Depth::Tree && !is_hidden(&path) => {
                self.extent = self.extent.max(Extent::NewFolders);
            }
            Happening::File(path, _) if self.depth == Depth::Tree && is_ignore_file(&path) => {
                self.extent = Extent::Everything;
            }
            Happening::File(path, how) if is_note(&path) => self.add_note(path, how),
            Happening::FolderCame(_) | Happening::File(..) => return false,
        }
        true
    }

    fn add_note(&mut self, path: String, how: How) {
        if self.is_storm() {
            return;
        }
        self.notes.entry(path).and_modify(|it| it.last = how).or_insert(Life { first: how, last: how });
        if self.notes.len() > STORM {
            self.extent = Extent::Everything;
            self.notes.clear();
        }
    }
}

impl Life {
    /// It came and went within the breath: the temporary file of an editor.
    fn is_over(&self) -> bool {
        self.first == How::Made && self.last == How::Gone
    }
}

/// The name of a note, as `walk` knows it, in folders that are not hidden.
fn is_note(path: &str) -> bool {
    let suffix = Path::new(path).extension().unwrap_or_default();
    !is_hidden(path) && (suffix.eq_ignore_ascii_case("md") || suffix.eq_ignore_ascii_case("markdown"))
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|it| it.starts_with('.'))
}

fn is_ignore_file(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    matches!(name, ".gitignore" | ".ignore") && !is_hidden(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `+` made, `~` changed, `-` gone, `/` a folder came, `x` one went, `!` the queue overflowed.
    fn happening(word: &str) -> Happening {
        let (sign, path) = word.split_at(1);
        let path = path.to_string();
        match sign {
            "+" => Happening::File(path, How::Made),
            "~" => Happening::File(path, How::Changed),
            "-" => Happening::File(path, How::Gone),
            "/" => Happening::FolderCame(path),
            "x" => Happening::FolderWent,
            _ => Happening::Lost,
        }
    }

    fn check_at(depth: Depth, words: &str, expected: &str) {
        let mut batch = Batch::new(depth);
        batch.take(words.split_whitespace().map(happening).collect());
        let walks = if batch.needs_walk() { "walk " } else { "" };
        let change = match batch.change(|it| it.contains("ignored")) {
            None => "nothing".to_string(),
            Some(Change::Notes(notes)) => notes.join(" "),
            Some(other) => format!("{other:?}"),
        };
        assert_eq!(format!("{walks}{change}"), expected, "{words}");
    }

    fn check(words: &str, expected: &str) {
        check_at(Depth::Tree, words, expected);
    }

    #[test]
    fn notes_are_told_sorted_and_once() {
        check("~b.md ~a.md ~b.md +c/d.MARKDOWN -e.Md", "a.md b.md c/d.MARKDOWN e.Md");
    }

    #[test]
    fn what_is_no_note_is_not_told() {
        check("", "nothing");
        check("~.git/x.md ~a/.obsidian/x.md ~.hidden.md ~a.txt ~md ~a.md~ +.a.md.swp +4913 /.git", "nothing");
        check("+ignored.md ~a.md", "a.md");
        check("~.git/.gitignore", "nothing");
    }

    #[test]
    fn editors_that_replace_files_change_one_note() {
        // vim, with a backup; vim, over a copy; sed -i; an editor with a temporary note.
        check("+4913 -4913 -a.md +a.md~ +a.md ~a.md -a.md~", "a.md");
        check("+a.md~ ~a.md~ ~a.md -a.md~", "a.md");
        check("+sedXy12 ~sedXy12 -sedXy12 ~a.md", "a.md");
        check("+tmp.md ~tmp.md -tmp.md ~a.md", "a.md");
    }

    #[test]
    fn a_rename_tells_both_names() {
        check("-old.md ~new.md", "new.md old.md");
    }

    #[test]
    fn a_note_that_was_replaced_and_removed_is_told() {
        check("~a.md -a.md", "a.md");
        check("-a.md +a.md -a.md", "a.md");
    }

    #[test]
    fn folders_and_ignore_files_need_a_walk() {
        check("/sub", "walk nothing");
        check("/sub ~a.md", "walk a.md");
        check("x ~a.md", "walk Everything");
        check("+.gitignore", "walk Everything");
        check("-sub/.ignore", "walk Everything");
        check("!", "walk Everything");
    }

    #[test]
    fn beside_one_note_folders_and_ignore_files_have_no_say() {
        check_at(Depth::Beside, "/sub ~.gitignore", "nothing");
        check_at(Depth::Beside, "/sub ~.gitignore ~a.md", "a.md");
        check_at(Depth::Beside, "!", "walk Everything");
    }

    #[test]
    fn a_storm_is_everything() {
        let words = |count| (0..count).map(|it| format!("~{it:04}.md")).collect::<Vec<_>>().join(" ");
        check(&words(STORM + 1), "walk Everything");
        check(&words(STORM), &words(STORM).replace('~', ""));
    }

    #[test]
    fn notes_of_new_folders_are_told_like_any_other() {
        let mut batch = Batch::new(Depth::Tree);
        batch.take(vec![happening("/sub"), happening("~a.md")]);
        batch.found(vec!["sub/b.md".into(), "sub/ignored.md".into()]);
        let change = batch.change(|it| it.contains("ignored"));
        assert_eq!(change, Some(Change::Notes(vec!["a.md".into(), "sub/b.md".into()])));
    }
}
