//! What is kept for searching: the names of a library folded, and a folded copy of those texts that need one.

use crate::{
    library::{ConceptId, Digest, Library, NoteId, without_suffix},
    search::{
        fold::{Folding, fold},
        names::Names,
        spread::spread,
    },
};
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// A library made ready for searching. Texts of plain letters are searched where they are.
#[derive(Debug)]
pub struct Index {
    library: Arc<Library>,
    /// The names of all concepts, concept by concept, the title first.
    concepts: Names,
    /// One for each note.
    pieces: Vec<Arc<Piece>>,
    /// The place of every note in the order of their paths; none where the notes stand in it.
    order: Option<Vec<u32>>,
}

/// What is kept of one note.
#[derive(Debug)]
pub(crate) struct Piece {
    digest: Arc<Digest>,
    /// Its headings and terms; see [`Place`].
    pub names: Names,
    /// Its text, folded, where that is more than making letters small.
    pub folded: Option<Box<str>>,
}

/// A heading or a term of a note, from the number that is kept with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// An index into [`Digest::sections`].
    Section(u32),
    /// An index into [`Digest::terms`].
    Term(u32),
}

/// The bit that tells a term from a section.
const TERM: u32 = 1 << 31;

impl Place {
    pub fn of(item: u32) -> Self {
        if item & TERM == 0 { Self::Section(item) } else { Self::Term(item & !TERM) }
    }
}

/// Notes that are made ready in one go.
const STRETCH: usize = 256;
/// Words that links show are a name of the concept when at least one link of so many with these words leads there.
const SHARE: usize = 20;
/// How surely a note is meant by its tag, and by the folders that it is in.
const TAG: u8 = 70;
const PATH: u8 = 60;

impl Index {
    /// Makes a library ready; 10,000 notes take some tens of milliseconds.
    pub fn new(library: &Arc<Library>) -> Self {
        Self::with(library, &HashMap::new())
    }

    /// The same for a library of which most notes are those of this one.
    #[must_use]
    pub fn renewed(&self, library: &Arc<Library>) -> Self {
        let known = self.pieces.iter().map(|it| (Arc::as_ptr(&it.digest), it)).collect();
        Self::with(library, &known)
    }

    /// The library that it was made of.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    fn with(library: &Arc<Library>, known: &HashMap<*const Digest, &Arc<Piece>>) -> Self {
        let notes = library.notes();
        let known: Vec<Option<&Arc<Piece>>> = notes.iter().map(|it| known.get(&Arc::as_ptr(it)).copied()).collect();
        let piece = |(note, known): (&Arc<Digest>, Option<&Arc<Piece>>)| {
            known.map_or_else(|| Arc::new(Piece::new(note)), Arc::clone)
        };
        let stretch = |(): &mut (), at: usize| -> Vec<Arc<Piece>> {
            let pairs = notes.iter().zip(known.iter().copied()).skip(at * STRETCH).take(STRETCH);
            pairs.map(piece).collect()
        };
        let stretches = spread(notes.len().div_ceil(STRETCH), &|| false, || (), stretch);
        let pieces = stretches.into_iter().flatten().flatten().collect();
        let is_sorted = notes.is_sorted_by(|a, b| a.path <= b.path);
        let order = (!is_sorted).then(|| by_path(notes));
        Self { library: Arc::clone(library), concepts: concept_names(library), pieces, order }
    }

    pub(crate) fn concepts(&self) -> &Names {
        &self.concepts
    }

    pub(crate) fn pieces(&self) -> &[Arc<Piece>] {
        &self.pieces
    }

    /// The place of a note in the order of all paths.
    pub(crate) fn order(&self, note: NoteId) -> u32 {
        self.order.as_ref().and_then(|it| it.get(note as usize)).copied().unwrap_or(note)
    }
}

fn by_path(notes: &[Arc<Digest>]) -> Vec<u32> {
    let mut sorted: Vec<u32> = (0..notes.len() as u32).collect();
    sorted.sort_by_key(|it| notes.get(*it as usize).map(|it| it.path.as_str()));
    let mut order = vec![0; notes.len()];
    for (place, note) in (0..).zip(sorted) {
        if let Some(slot) = order.get_mut(note as usize) {
            *slot = place;
        }
    }
    order
}

/// The names of all concepts: title, file's name, aliases, and the words that links to it show oftener than by chance.
fn concept_names(library: &Library) -> Names {
    let totals = alias_totals(library);
    let mut names = Names::default();
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for concept in library.concepts() {
        let item = concept.0;
        names.push_new(&library.title(concept), item, 100);
        if let Some(note) = library.note_of(concept) {
            names.push_new(file_name(&note.path), item, 96);
            note.aliases.iter().for_each(|it| names.push_new(it, item, 98));
            note.tags.iter().for_each(|it| names.push_new(&tag(it), item, TAG));
            if note.path.contains('/') {
                names.push_new(without_suffix(&note.path), item, PATH);
            }
        }
        counts.clear();
        alias_counts(library, concept, &mut counts);
        for (words, count) in &counts {
            let total = totals.get(words).copied().unwrap_or(1).max(1);
            if *count as usize * SHARE >= total as usize {
                names.push_new(words, item, (1 + *count * 79 / (total + 2)) as u8);
            }
        }
    }
    names.shrink();
    names
}

/// The words that links to a concept show, each once, with how often.
fn alias_counts<'a>(library: &'a Library, concept: ConceptId, counts: &mut Vec<(&'a str, u32)>) {
    let mentions = library.mentions(concept).iter().filter_map(|it| library.at(*it));
    let aliased = mentions.filter(|it| it.1.has_alias && !it.1.words.is_empty());
    let mut all: Vec<&str> = aliased.map(|(note, mention)| note.at(mention.words)).collect();
    all.sort_unstable();
    counts.extend(all.chunk_by(|a, b| a == b).filter_map(|it| Some((*it.first()?, it.len() as u32))));
}

/// How many links show each of the words that links show.
fn alias_totals(library: &Library) -> HashMap<&str, u32> {
    let mut totals = HashMap::new();
    for note in library.notes() {
        for mention in note.mentions.iter().filter(|it| it.has_alias && !it.words.is_empty()) {
            *totals.entry(note.at(mention.words)).or_default() += 1;
        }
    }
    totals
}

/// The name of a note's file without folders and suffix.
pub(crate) fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |it| it.0)
}

/// A tag as it is typed.
pub(crate) fn tag(name: &str) -> String {
    format!("#{name}")
}

impl Piece {
    fn new(digest: &Arc<Digest>) -> Self {
        let mut names = Names::default();
        for (at, section) in (0..).zip(&digest.sections) {
            // The heading that the note is called by is found as the note.
            if section.level > 0 && !(section.level == 1 && digest.at(section.title) == digest.title) {
                names.push(digest.at(section.title), at, 100);
            }
        }
        for (at, term) in (0..TERM).zip(&digest.terms) {
            names.push(digest.at(*term), at | TERM, 100);
        }
        names.shrink();
        let folded = needs_folding(&digest.text).then(|| fold(&digest.text, Folding::ALL).into_boxed_str());
        Self { digest: Arc::clone(digest), names, folded }
    }
}

/// True when there are letters whose case or accents are not those of plain ones.
fn needs_folding(text: &str) -> bool {
    let is_letter =
        |it: char| !it.is_ascii() && (it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it));
    !text.is_ascii() && text.chars().any(is_letter)
}
