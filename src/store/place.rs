//! The place where the reader left off, per note and per library, kept from one run to the next.
//!
//! `places.jsonl` in the state folder holds one JSON object a line, the latest last. It is convenience,
//! not truth: whatever is wrong with it, the program starts and the reader begins at the top.

use crate::store::read::read_up_to;
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::HashSet,
    fs::{DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// So many places are kept; the ones set longest ago go first.
pub const PLACE_LIMIT: usize = 2000;

/// The key of the built-in note.
pub const SEED_KEY: &str = "seed";

/// A file of places larger than this is damaged.
const FILE_LIMIT: u64 = 4 * 1024 * 1024;

/// A place in a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The byte of the note at the top of the screen.
    pub offset: u32,
    /// When it was left, in seconds since 1970; 0 where that is not known.
    pub read: u64,
    /// What was on the screen of a library: its key is that of the folder.
    pub view: Option<View>,
}

/// What was on the screen of a library. The words are those of whoever keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The path of the note that was being read; none for the list of notes.
    pub note: Option<String>,
    /// The path of the note that was selected in the list.
    pub listed: Option<String>,
    /// How the list was sorted.
    pub sort: String,
    /// The panes that were hidden.
    pub hidden: Vec<String>,
    /// The pane that is shown where there is room for one.
    pub side: String,
    /// How the timestamps were ordered.
    pub order: String,
    /// What was searched for, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queries: Vec<String>,
}

/// The places that are remembered.
#[derive(Debug)]
pub struct Places {
    folder: PathBuf,
    /// The latest last.
    known: Vec<(String, Place)>,
    /// What this run has set: only this is added to what another one may have saved meanwhile.
    set: Vec<String>,
    /// How many lines the file has.
    lines: usize,
}

/// A line of the file. Spelt out, not flattened: 500 load in 100 µs instead of 139, before the first frame.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    note: Cow<'a, str>,
    #[serde(default)]
    offset: u32,
    #[serde(default, skip_serializing_if = "is_unknown")]
    read: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    view: Option<Cow<'a, View>>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks so.
fn is_unknown(read: &u64) -> bool {
    *read == 0
}

/// The key of a note's place: its canonical path.
pub fn key(path: &Path) -> String {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.into()).to_string_lossy().into_owned()
}

impl Places {
    /// Loads the places from the state folder; a missing or damaged file gives what can be read of it.
    pub fn load(folder: &Path) -> Self {
        let (known, lines) = known(&file_in(folder));
        Self { folder: folder.into(), known, set: Vec::new(), lines }
    }

    /// The place of a note or library.
    pub fn get(&self, key: &str) -> Option<&Place> {
        find(&self.known, key)
    }

    /// When the notes of a folder were left last, by their paths inside it; `root` is the key of the folder.
    pub fn read_in<'a>(&'a self, root: &'a str) -> impl Iterator<Item = (&'a str, u64)> {
        let root = root.trim_end_matches('/');
        let inside = move |key: &'a str| key.strip_prefix(root)?.strip_prefix('/');
        self.known.iter().filter(|it| it.1.read > 0).filter_map(move |it| Some((inside(&it.0)?, it.1.read)))
    }

    /// Remembers a place; [`Places::save`] keeps it.
    pub fn set(&mut self, key: &str, place: Place) {
        if self.get(key) == Some(&place) {
            return;
        }
        put(&mut self.known, key, place);
        if !self.set.iter().any(|it| it == key) {
            self.set.push(key.into());
        }
    }

    /// Keeps what was set: as lines at the end of the file, which takes a tenth of the time that a new file takes and
    /// leaves alone what another program adds. A file that has grown too long is written anew. It is readable by
    /// its owner only. Without anything set there is nothing to write.
    ///
    /// # Errors
    /// When the state folder cannot be made or written.
    pub fn save(&mut self) -> io::Result<()> {
        if self.set.is_empty() {
            return Ok(());
        }
        let set: Vec<(String, Place)> =
            self.set.drain(..).map(|key| (key.clone(), find(&self.known, &key).cloned().unwrap_or_default())).collect();
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        self.lines += set.len();
        if self.lines <= 2 * PLACE_LIMIT {
            return append(&self.folder, &set);
        }
        let (mut all, _) = known(&file_in(&self.folder));
        for (key, place) in set {
            put(&mut all, &key, place);
        }
        all.drain(..all.len().saturating_sub(PLACE_LIMIT));
        self.lines = all.len();
        write(&self.folder, &all)?;
        self.known = all;
        Ok(())
    }
}

fn find<'a>(places: &'a [(String, Place)], key: &str) -> Option<&'a Place> {
    places.iter().rev().find(|it| it.0 == key).map(|it| &it.1)
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("places.jsonl")
}

fn put(places: &mut Vec<(String, Place)>, key: &str, place: Place) {
    places.retain(|it| it.0 != key);
    places.push((key.into(), place));
}

/// The places in a file, each once, the latest last; and how many lines it has.
fn known(file: &Path) -> (Vec<(String, Place)>, usize) {
    let bytes = read_up_to(file, FILE_LIMIT).unwrap_or_default();
    let lines: Vec<&[u8]> = bytes.split(|it| *it == b'\n').filter(|it| !it.is_empty()).collect();
    let read = lines.iter().rev().filter_map(|it| serde_json::from_slice::<Line>(it).ok());
    let mut seen = HashSet::new();
    let latest = read.filter(|it| seen.insert(it.note.clone()));
    let place = |it: &Line| Place { offset: it.offset, read: it.read, view: it.view.as_deref().cloned() };
    let mut places: Vec<_> = latest.map(|it| (it.note.to_string(), place(&it))).collect();
    places.reverse();
    (places, lines.len())
}

fn text_of(places: &[(String, Place)]) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for (note, place) in places {
        let Place { offset, read, ref view } = *place;
        let view = view.as_ref().map(Cow::Borrowed);
        serde_json::to_writer(&mut text, &Line { note: note.into(), offset, read, view })?;
        text.push(b'\n');
    }
    Ok(text)
}

/// Adds lines. The first one begins with a line end: whatever stands before it may have been cut off.
fn append(folder: &Path, places: &[(String, Place)]) -> io::Result<()> {
    let mut text = vec![b'\n'];
    text.extend(text_of(places)?);
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(file_in(folder))?;
    file.write_all(&text)
}

/// Writes a new file, so that there is always a whole one.
fn write(folder: &Path, places: &[(String, Place)]) -> io::Result<()> {
    // A temporary file is readable by its owner only. It is not synced: after a power cut a place may be old.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&text_of(places)?)?;
    file.persist(file_in(folder)).map_err(|it| it.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    fn at(offset: u32) -> Place {
        Place { offset, ..Place::default() }
    }

    #[test]
    fn a_place_is_there_again_after_a_restart_for_its_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/recto");
        let mut places = Places::load(&folder);
        assert_eq!(places.get(SEED_KEY), None);
        places.set(SEED_KEY, at(7));
        places.set("/notes/a \"b\"\n.md", at(9));
        places.set(SEED_KEY, at(8));
        places.save().unwrap();
        let again = Places::load(&folder);
        assert_eq!((again.get(SEED_KEY), again.get("/notes/a \"b\"\n.md")), (Some(&at(8)), Some(&at(9))));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file_in(&folder))), (0o700, 0o600));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn a_library_keeps_what_was_on_its_screen_and_when_its_notes_were_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut places = Places::load(folder.path());
        let view = View { note: Some("a/b.md".into()), hidden: vec!["sections".into()], ..View::default() };
        places.set("/notes", Place { view: Some(view.clone()), ..Place::default() });
        places.set("/notes/a/b.md", Place { offset: 3, read: 99, view: None });
        places.set("/notes2/c.md", Place { offset: 3, read: 98, view: None });
        places.save().unwrap();
        let again = Places::load(folder.path());
        assert_eq!(again.get("/notes").and_then(|it| it.view.clone()), Some(view));
        assert_eq!(again.read_in("/notes").collect::<Vec<_>>(), [("a/b.md", 99)]);
    }

    #[test]
    fn damage_costs_only_the_damaged_lines() {
        let folder = tempfile::tempdir().unwrap();
        let text =
            b"{\"note\":\"a\",\"offset\":1}\n{\"note\":\"b\",\"off\n\xff\xfe\n[]\n{\"note\":\"c\",\"offset\":-1}\n\
            {\"note\":\"d\",\"offset\":4,\"later\":{\"x\":1}}\n{\"note\":\"e\"}\n{\"note\":\"a\",\"offset\":5}";
        fs::write(file_in(folder.path()), text).unwrap();
        let mut places = Places::load(folder.path());
        let got: Vec<_> = ["a", "b", "c", "d", "e"].iter().map(|it| places.get(it)).collect();
        assert_eq!(got, [Some(&at(5)), None, None, Some(&at(4)), Some(&at(0))]);
        places.set("f", at(6));
        places.save().unwrap();
        assert_eq!(Places::load(folder.path()).get("d"), Some(&at(4)));
    }

    #[test]
    fn two_programs_keep_each_others_places_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut two) = (Places::load(folder.path()), Places::load(folder.path()));
        one.set("one", at(1));
        one.save().unwrap();
        two.set("two", at(2));
        two.save().unwrap();
        let mut third = Places::load(folder.path());
        assert_eq!((third.get("one"), third.get("two")), (Some(&at(1)), Some(&at(2))));
        let most = 2 * PLACE_LIMIT as u32;
        (2..most).for_each(|it| third.set(&format!("note {it}"), at(it)));
        third.save().unwrap();
        assert_eq!(Places::load(folder.path()).known.len(), 2 * PLACE_LIMIT, "the file may grow to twice the limit");
        third.set("one more", at(3));
        third.save().unwrap();
        let last = Places::load(folder.path());
        assert_eq!((last.known.len(), last.get("one"), last.get("one more")), (PLACE_LIMIT, None, Some(&at(3))));
    }

    #[test]
    fn what_cannot_be_written_is_an_error_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let mut places = Places::load(&file);
        assert!(places.save().is_ok(), "nothing was set");
        places.set("a", at(1));
        assert!(places.save().is_err());
        assert_eq!(places.get("a"), Some(&at(1)));
    }
}
