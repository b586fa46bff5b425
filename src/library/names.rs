//! Which note a name means: every name that a note answers to, and the order in which they count.

use crate::library::{
    digest::Digest,
    name::{folded, folder, joined, slugged, stem, without_suffix},
};
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// A note of the library, an index into [`Library::notes`](crate::library::Library::notes).
pub type NoteId = u32;

/// The notes by every name that they answer to. They count in this order: paths, file names, aliases, slugs of file
/// names, slugs of titles.
#[derive(Debug, Default)]
pub(crate) struct Names {
    files: Arc<FileNames>,
    by_alias: HashMap<String, Bearers>,
    by_title: HashMap<String, Bearers>,
}

/// What is known of notes before they are read: the names of their files.
#[derive(Debug, Default)]
pub struct FileNames {
    paths: HashMap<String, Bearers>,
    by_name: HashMap<String, Bearers>,
    by_slug: HashMap<String, Bearers>,
}

/// The notes that bear one name: nearly always one.
#[derive(Debug)]
enum Bearers {
    One(NoteId),
    Several(Vec<NoteId>),
}

/// What a name turned out to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One note, and no other.
    Note(NoteId),
    /// Several notes: the one that counts, and all of them in the order of their paths.
    Several(NoteId, Vec<NoteId>),
    /// No note.
    Nothing,
}

impl Meaning {
    /// The note that counts.
    pub fn note(&self) -> Option<NoteId> {
        match self {
            Self::Note(note) | Self::Several(note, _) => Some(*note),
            Self::Nothing => None,
        }
    }
}

impl Bearers {
    fn all(&self) -> &[NoteId] {
        match self {
            Self::One(note) => std::slice::from_ref(note),
            Self::Several(all) => all,
        }
    }
}

impl FileNames {
    /// The names of files by their paths, in the order of the notes.
    pub fn new<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let map = || HashMap::with_capacity(paths.size_hint().0);
        let mut names = Self { paths: map(), by_name: map(), by_slug: map() };
        for (id, path) in (0..).zip(paths) {
            add(&mut names.paths, without_suffix(path).to_string(), id);
            let stem = stem(path);
            add(&mut names.by_name, folded(stem), id);
            add(&mut names.by_slug, slugged(stem), id);
        }
        names
    }
}

impl Names {
    /// The names of notes whose files have these names.
    pub fn new(notes: &[Arc<Digest>], files: Arc<FileNames>) -> Self {
        let mut names = Self { files, ..Self::default() };
        for (id, note) in (0..).zip(notes) {
            for alias in &note.aliases {
                add(&mut names.by_alias, folded(alias), id);
            }
            let title = slugged(&note.title);
            // Most notes are called as their files are.
            if !names.files.by_slug.get(&title).is_some_and(|it| it.all().contains(&id)) {
                add(&mut names.by_title, title, id);
            }
        }
        names
    }

    /// The notes at a path, whatever its suffix.
    pub fn at(&self, path: &str) -> &[NoteId] {
        self.files.paths.get(without_suffix(path)).map_or(&[], Bearers::all)
    }

    /// What `target` means in the note at the path `from`: the path itself, the file's name whatever its case, an
    /// alias, its slug, the slug of a title. Of several notes the one in the same folder counts, then the shortest path.
    pub fn resolve(&self, notes: &[Arc<Digest>], target: &str, from: &str) -> Meaning {
        let bare = without_suffix(target.trim());
        if bare.starts_with("./") || bare.starts_with("../") {
            // A relative path that leads nowhere is a name all the same, unless it leads outside.
            let Some(path) = joined(folder(from), bare) else { return Meaning::Nothing };
            return self.beside(&path).unwrap_or_else(|| self.by_any_name(notes, stem(&path), "", from));
        }
        let bare = bare.trim_matches('/');
        let (name, path) = (bare.rsplit('/').next().unwrap_or(bare), if bare.contains('/') { bare } else { "" });
        let here = || joined(folder(from), bare).filter(|_| !path.is_empty()).and_then(|it| self.beside(&it));
        match self.beside(bare).or_else(here).unwrap_or_else(|| self.by_any_name(notes, name, path, from)) {
            // `TCP/IP` is no path: the stroke is one of the signs that a slug leaves out.
            Meaning::Nothing if !path.is_empty() => self.by_slugs(notes, &slugged(bare), "", from),
            meaning => meaning,
        }
    }

    fn beside(&self, path: &str) -> Option<Meaning> {
        match self.files.paths.get(path)? {
            Bearers::One(note) => Some(Meaning::Note(*note)),
            Bearers::Several(all) => Some(Meaning::Several(*all.first()?, all.clone())),
        }
    }

    /// The note that bears a name, at a path that ends in `path` if that is not empty.
    fn by_any_name(&self, notes: &[Arc<Digest>], name: &str, path: &str, from: &str) -> Meaning {
        let best = |bearers: Option<&Bearers>| bearers.and_then(|it| best(notes, it, name, path, from));
        let folded = folded(name);
        best(self.files.by_name.get(&folded))
            .or_else(|| best(self.by_alias.get(&folded)))
            .unwrap_or_else(|| self.by_slugs(notes, &slugged(name), path, from))
    }

    /// The note whose name has a slug, or else whose title has it.
    fn by_slugs(&self, notes: &[Arc<Digest>], slug: &str, path: &str, from: &str) -> Meaning {
        let best = |bearers: Option<&Bearers>| bearers.and_then(|it| best(notes, it, slug, path, from));
        best(self.files.by_slug.get(slug)).or_else(|| best(self.by_title.get(slug))).unwrap_or(Meaning::Nothing)
    }
}

fn add(names: &mut HashMap<String, Bearers>, name: String, note: NoteId) {
    if name.is_empty() {
        return;
    }
    match names.get_mut(&name) {
        None => {
            names.insert(name, Bearers::One(note));
        }
        Some(Bearers::Several(all)) if all.last() == Some(&note) => {}
        Some(Bearers::Several(all)) => all.push(note),
        Some(Bearers::One(first)) if *first == note => {}
        Some(known) => {
            if let Bearers::One(first) = *known {
                *known = Bearers::Several(vec![first, note]);
            }
        }
    }
}

/// The bearer that counts: in the same folder, spelt as `name` is, with the shortest path.
fn best(notes: &[Arc<Digest>], bearers: &Bearers, name: &str, path: &str, from: &str) -> Option<Meaning> {
    let path_of = |it: NoteId| notes.get(it as usize).map_or("", |it| it.path.as_str());
    let fits = |it: &NoteId| path.is_empty() || ends_in(path_of(*it), path);
    match bearers {
        Bearers::One(note) => Some(Meaning::Note(*note)).filter(|_| fits(note)),
        Bearers::Several(all) => {
            let fitting: Vec<NoteId> = all.iter().copied().filter(fits).collect();
            let rank = |it: &NoteId| {
                let other = path_of(*it);
                (folder(other) != folder(from), stem(other) != name, other.chars().count(), *it)
            };
            let first = fitting.iter().copied().min_by_key(rank)?;
            Some(if fitting.len() == 1 { Meaning::Note(first) } else { Meaning::Several(first, fitting) })
        }
    }
}

/// True when the last folders of `whole` and its name are those of `path`.
fn ends_in(whole: &str, path: &str) -> bool {
    let (whole, path) = (folded(without_suffix(whole)), folded(path));
    let (mut whole, mut path) = (whole.rsplit('/').skip(1), path.rsplit('/').skip(1));
    path.all(|it| whole.next() == Some(it))
}
