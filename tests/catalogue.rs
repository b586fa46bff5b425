//! The catalogue of a folder: what is told of notes that change, come, go and cannot be read.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

use recto::store::{Catalogue, Progress, SIZE_LIMIT, Scope};
use std::{
    fs::{self, File},
    os::unix::fs::{PermissionsExt, symlink},
    sync::Mutex,
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

/// A folder of notes, and what is known of it.
struct Folder {
    folder: TempDir,
    catalogue: Catalogue,
}

impl Folder {
    /// Notes at these paths, each with its path as text; all are read.
    fn new(paths: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for it in paths {
            write(&folder, it, it);
        }
        let mut catalogue = Catalogue::list(folder.path().into(), Scope::All);
        catalogue.read(|_| {});
        Self { folder, catalogue }
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.folder, path, text);
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).unwrap();
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.folder.path().join(from), self.folder.path().join(to)).unwrap();
    }

    /// The file was written so many seconds after 1970, whenever that was: no two writes fall together.
    fn date(&self, path: &str, seconds: u64) {
        let file = File::options().append(true).open(self.folder.path().join(path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    }

    /// Looks at some notes, or at all of them, and compares what differs and what is known then.
    fn check(&mut self, paths: Option<&[&str]>, changed: &[&str], notes: &[&str]) {
        let mut seen = match paths {
            Some(paths) => self.catalogue.look_at(&paths.iter().map(ToString::to_string).collect::<Vec<_>>()),
            None => self.catalogue.look_around(),
        };
        seen.sort();
        assert_eq!(seen, changed, "what differs");
        assert_eq!(self.notes(), notes, "what is known");
        assert!(self.catalogue.look_around().is_empty(), "nothing differs any more");
        assert_eq!(self.notes(), notes, "what is known after another look");
    }

    /// Every note: its path, and its text when that is not the path.
    fn notes(&self) -> Vec<String> {
        let library = self.catalogue.library();
        let shown = library.notes().iter().map(|it| match it.text.trim() {
            text if text == it.path => it.path.clone(),
            text => format!("{}: {text}", it.path),
        });
        shown.collect()
    }

    fn problems(&self) -> Vec<String> {
        self.catalogue.problems().map(|it| it.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn a_list_names_notes_that_are_not_read_yet() {
    let folder = Folder::new(&["b.md", "a/two_words.md"]);
    let mut catalogue = Catalogue::list(folder.folder.path().into(), Scope::All);
    let titles: Vec<String> = catalogue.library().notes().iter().map(|it| it.title.clone()).collect();
    assert_eq!(titles, ["two words", "b"]);
    catalogue.read(|_| {});
    assert_eq!(catalogue.library().notes().len(), 2);
    assert_eq!(catalogue.library().notes()[1].text, "b.md\n");
}

#[test]
fn reading_tells_how_far_it_has_come() {
    let folder = tempfile::tempdir().unwrap();
    (0..450).for_each(|it| write(&folder, &format!("{it}.md"), "text"));
    let told = Mutex::new(Vec::new());
    let mut catalogue = Catalogue::list(folder.path().into(), Scope::All);
    catalogue.read(|it| told.lock().unwrap().push(it));
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|it| it.read);
    assert_eq!(told, [100, 200, 300, 400].map(|read| Progress { read, found: 450 }));
}

#[test]
fn what_changes_comes_and_goes_is_told() {
    let mut folder = Folder::new(&["a.md", "b.md", "sub/c.md"]);
    folder.check(Some(&["a.md", "b.md"]), &[], &["a.md", "b.md", "sub/c.md"]);
    folder.write("a.md", "changed");
    folder.check(Some(&["a.md", "b.md"]), &["a.md"], &["a.md: changed", "b.md", "sub/c.md"]);
    folder.write("aa.md", "aa.md");
    folder.check(Some(&["aa.md"]), &["aa.md"], &["a.md: changed", "aa.md", "b.md", "sub/c.md"]);
    folder.remove("b.md");
    folder.check(Some(&["b.md"]), &["b.md"], &["a.md: changed", "aa.md", "sub/c.md"]);
    folder.rename("sub/c.md", "sub/0.md");
    let moved = ["a.md: changed", "aa.md", "sub/0.md: sub/c.md"];
    folder.check(Some(&["sub/c.md", "sub/0.md"]), &["sub/0.md", "sub/c.md"], &moved);
    folder.check(Some(&["never.md"]), &[], &moved);
}

#[test]
fn a_whole_checkout_is_told_at_once() {
    let mut folder = Folder::new(&["a.md", "b.md", "c.md"]);
    folder.remove("a.md");
    folder.write("b.md", "other");
    folder.write("0/new.md", "0/new.md");
    folder.check(None, &["0/new.md", "a.md", "b.md"], &["0/new.md", "b.md: other", "c.md"]);
}

#[test]
fn a_file_of_the_same_size_and_time_is_known_by_its_place_on_the_disk() {
    let mut folder = Folder::new(&["a.md", "other.txt"]);
    folder.date("a.md", 1000);
    folder.check(Some(&["a.md"]), &["a.md"], &["a.md"]);
    folder.write("new.txt", "ab.d");
    folder.date("new.txt", 1000);
    folder.rename("new.txt", "a.md");
    folder.check(Some(&["a.md"]), &["a.md"], &["a.md: ab.d"]);
}

#[test]
fn a_write_of_the_same_size_is_known_by_its_time() {
    let mut folder = Folder::new(&["a.md"]);
    folder.date("a.md", 1000);
    folder.check(None, &["a.md"], &["a.md"]);
    folder.write("a.md", "ab.d");
    folder.date("a.md", 2000);
    folder.check(None, &["a.md"], &["a.md: ab.d"]);
}

#[test]
fn what_cannot_be_read_keeps_its_row_until_it_can() {
    let mut folder = Folder::new(&["a.md"]);
    let large = folder.folder.path().join("large.md");
    File::create(&large).unwrap().set_len(SIZE_LIMIT + 1).unwrap();
    folder.check(None, &["large.md"], &["a.md", "large.md: "]);
    assert_eq!(folder.problems(), ["large.md"]);
    folder.check(Some(&["large.md"]), &[], &["a.md", "large.md: "]);
    folder.write("large.md", "large.md");
    folder.check(Some(&["large.md"]), &["large.md"], &["a.md", "large.md"]);
    assert!(folder.problems().is_empty());
}

#[test]
fn a_note_that_may_be_read_again_is_read_though_it_has_not_changed() {
    let mut folder = Folder::new(&["a.md"]);
    let file = folder.folder.path().join("a.md");
    let allow = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o000);
    if File::open(&file).is_ok() {
        return; // Whoever may do everything may read it all the same.
    }
    let mut catalogue = Catalogue::list(folder.folder.path().into(), Scope::All);
    catalogue.read(|_| {});
    folder.catalogue = catalogue;
    assert_eq!(folder.problems(), ["a.md"]);
    folder.check(Some(&["a.md"]), &[], &["a.md: "]);
    allow(0o644);
    folder.check(Some(&["a.md"]), &["a.md"], &["a.md"]);
}

#[test]
fn a_note_that_vanishes_before_it_is_read_is_a_problem_and_then_gone() {
    let folder = tempfile::tempdir().unwrap();
    for it in ["a.md", "b.md"] {
        write(&folder, it, it);
    }
    let mut catalogue = Catalogue::list(folder.path().into(), Scope::All);
    fs::remove_file(folder.path().join("a.md")).unwrap();
    catalogue.read(|_| {});
    let mut folder = Folder { folder, catalogue };
    assert_eq!(folder.problems(), ["a.md"]);
    assert_eq!(folder.notes(), ["a.md: ", "b.md"]);
    folder.check(None, &["a.md"], &["b.md"]);
    assert!(folder.problems().is_empty());
}

#[test]
fn a_note_that_becomes_a_folder_or_a_link_is_none() {
    let mut folder = Folder::new(&["a.md", "b.md", "c.md"]);
    folder.remove("a.md");
    fs::create_dir(folder.folder.path().join("a.md")).unwrap();
    folder.remove("b.md");
    symlink(folder.folder.path().join("c.md"), folder.folder.path().join("b.md")).unwrap();
    folder.check(Some(&["a.md", "b.md"]), &["a.md", "b.md"], &["c.md"]);
}

#[test]
fn an_ignore_file_takes_notes_away() {
    let mut folder = Folder::new(&["a.md", "b.md"]);
    folder.write(".gitignore", "b.md\n");
    folder.check(None, &["b.md"], &["a.md"]);
}

#[test]
fn an_empty_folder_has_no_notes_and_no_problems() {
    let mut folder = Folder::new(&[]);
    folder.check(None, &[], &[]);
    assert!(folder.problems().is_empty());
}

#[test]
fn a_folder_that_is_not_there_is_a_problem() {
    let mut catalogue = Catalogue::list("/nowhere/notes".into(), Scope::All);
    catalogue.read(|_| {});
    assert_eq!((catalogue.library().notes().len(), catalogue.problems().count()), (0, 1));
}

#[test]
fn one_file_comes_with_those_beside_it_even_by_a_link() {
    let folder = Folder::new(&["real/own.txt", "real/beside.md", "real/deep/not.md", "links/other.md"]);
    symlink(folder.folder.path().join("real/own.txt"), folder.folder.path().join("links/a link")).unwrap();
    let open = |sub: &str, own: &str| {
        let mut catalogue = Catalogue::list(folder.folder.path().join(sub), Scope::Beside(own.into()));
        catalogue.read(|_| {});
        let texts = catalogue.library();
        let texts: Vec<String> = texts.notes().iter().map(|it| format!("{} {}", it.path, it.text.trim())).collect();
        (catalogue, texts)
    };
    assert_eq!(open("real", "own.txt").1, ["beside.md real/beside.md", "own.txt real/own.txt"]);
    let (mut catalogue, texts) = open("links", "a link");
    assert_eq!(texts, ["a link real/own.txt", "other.md links/other.md"]);
    fs::write(folder.folder.path().join("real/own.txt"), "changed").unwrap();
    assert_eq!(catalogue.look_at(&["a link".into()]), ["a link"]);
    assert_eq!(catalogue.library().notes()[0].text, "changed\n");
    folder.remove("links/a link");
    assert_eq!(catalogue.look_around(), ["a link"]);
    assert_eq!(catalogue.library().notes().len(), 1);
    assert!(catalogue.look_around().is_empty());
}
