//! The library: the digests of all notes, and the concepts that their links lead to.

use crate::library::{
    digest::{Digest, Mention},
    lookup,
    name::{folded, slugged, stem},
    names::{FileNames, Meaning, Names, NoteId},
};
use foldhash::HashMap;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// Everything that is known of a folder of notes.
#[derive(Debug, Default)]
pub struct Library {
    notes: Vec<Arc<Digest>>,
    names: Names,
    /// The concepts without a note, in the order in which they are first mentioned.
    loose: Vec<Loose>,
    loose_ids: HashMap<String, ConceptId>,
    /// The first mention of each note in `concepts`, and their count at the end.
    first: Vec<u32>,
    /// The concept of every mention, note by note.
    concepts: Vec<Option<ConceptId>>,
    /// The mentions of every concept, concept by concept, in the order of the notes and of their texts.
    places: Vec<Place>,
    /// The first place of each concept in `places`, and their count at the end.
    starts: Vec<u32>,
}

/// A link target: the notes come first, in their order, then the targets without a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(pub u32);

/// What names a concept from one library to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConceptKey {
    /// The path of its note.
    Note(String),
    /// The slug of its name.
    Name(String),
}

/// A mention in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The note that it stands in.
    pub note: NoteId,
    /// An index into the digest's mentions.
    pub mention: u32,
}

/// A target without a note.
#[derive(Debug)]
struct Loose {
    key: String,
    /// As it is written first.
    name: String,
}

impl Library {
    /// Puts digests together; they are in the order of their paths. Costs a few microseconds a note.
    pub fn new(notes: Vec<Arc<Digest>>) -> Self {
        let files = FileNames::new(notes.iter().map(|it| it.path.as_str()));
        Self::with_names(notes, Arc::new(files))
    }

    /// The same where the names of the notes' files are known already.
    pub fn with_names(notes: Vec<Arc<Digest>>, files: Arc<FileNames>) -> Self {
        let names = Names::new(&notes, files);
        let mut library = Self { notes, names, ..Self::default() };
        library.find_concepts();
        library.find_places();
        library
    }

    /// The notes, in the order of their paths.
    pub fn notes(&self) -> &[Arc<Digest>] {
        &self.notes
    }

    /// One note.
    pub fn note(&self, id: NoteId) -> Option<&Digest> {
        self.notes.get(id as usize).map(|it| &**it)
    }

    /// The note at a path.
    pub fn note_at(&self, path: &str) -> Option<NoteId> {
        self.names.at(path).iter().copied().find(|it| self.note(*it).is_some_and(|it| it.path == path))
    }

    /// What a name means in the note at the path `from`.
    pub fn meaning(&self, target: &str, from: &str) -> Meaning {
        self.names.resolve(&self.notes, target, from)
    }

    /// The path of the note that `target` means when the note at `from` links to it.
    pub fn resolve(&self, target: &str, from: &str) -> Option<&str> {
        self.note(self.meaning(target, from).note()?).map(|it| it.path.as_str())
    }

    /// The concept that `target` means in the note at `from`; none when nothing links to such a name.
    pub fn concept(&self, target: &str, from: &str) -> Option<ConceptId> {
        let note = self.meaning(target, from).note().map(ConceptId);
        note.or_else(|| self.loose_ids.get(&loose_key(target)).copied())
    }

    /// The concept that links which show these words lead to most often.
    pub fn concept_by_words(&self, words: &str) -> Option<ConceptId> {
        let words = folded(words);
        let mut counts: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for (id, note) in (0..).zip(self.notes()) {
            let mentions = note.mentions.iter().zip(self.concepts_of(id));
            for (_, concept) in mentions.filter(|(it, _)| it.has_alias && folded(note.at(it.words)) == words) {
                if let Some(concept) = concept {
                    *counts.entry(*concept).or_default() += 1;
                }
            }
        }
        let best = counts.into_iter().max_by_key(|it| (it.1, std::cmp::Reverse(it.0)));
        best.filter(|_| !words.is_empty()).map(|it| it.0)
    }

    /// The concept of a key.
    pub fn find(&self, key: &ConceptKey) -> Option<ConceptId> {
        match key {
            ConceptKey::Note(path) => self.note_at(path).map(ConceptId),
            ConceptKey::Name(name) => self.loose_ids.get(name).copied(),
        }
    }

    /// The key of a concept.
    pub fn key(&self, concept: ConceptId) -> ConceptKey {
        match self.note_of(concept) {
            Some(note) => ConceptKey::Note(note.path.clone()),
            None => ConceptKey::Name(self.loose(concept).map_or_else(String::new, |it| it.key.clone())),
        }
    }

    /// The note of a concept, if it has one.
    pub fn note_of(&self, concept: ConceptId) -> Option<&Digest> {
        self.note(concept.0)
    }

    fn loose(&self, concept: ConceptId) -> Option<&Loose> {
        self.loose.get((concept.0 as usize).checked_sub(self.notes.len())?)
    }

    /// A concept as a person calls it: the title of its note, or its name with blanks for underscores.
    pub fn title(&self, concept: ConceptId) -> Cow<'_, str> {
        match (self.note_of(concept), self.loose(concept)) {
            (Some(note), _) => note.title.as_str().into(),
            (None, Some(loose)) => readable(&loose.name).into(),
            (None, None) => "".into(),
        }
    }

    /// All concepts.
    pub fn concepts(&self) -> impl Iterator<Item = ConceptId> + use<> {
        (0..(self.notes.len() + self.loose.len()) as u32).map(ConceptId)
    }

    /// The mentions of a concept, in the order of the notes and of their texts.
    pub fn mentions(&self, concept: ConceptId) -> &[Place] {
        let at = |it: usize| self.starts.get(it).map(|it| *it as usize);
        let range = at(concept.0 as usize).zip(at(concept.0 as usize + 1)).map_or(0..0, |it| it.0..it.1);
        self.places.get(range).unwrap_or_default()
    }

    /// The note and the mention of a place.
    pub fn at(&self, place: Place) -> Option<(&Digest, &Mention)> {
        let note = self.note(place.note)?;
        Some((note, note.mentions.get(place.mention as usize)?))
    }

    /// The concepts of a note's mentions, in their order; none for a heading of the note itself.
    pub fn concepts_of(&self, note: NoteId) -> &[Option<ConceptId>] {
        let at = |it: usize| self.first.get(it).map(|it| *it as usize);
        let range = at(note as usize).zip(at(note as usize + 1)).map_or(0..0, |it| it.0..it.1);
        self.concepts.get(range).unwrap_or_default()
    }

    /// Finds out which concept every mention leads to. Which note a target means is looked up on all processors;
    /// targets without one are numbered in the order in which they come.
    fn find_concepts(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let meanings = lookup::meanings(&self.names, &notes);
        self.concepts.reserve(notes.iter().map(|it| it.mentions.len()).sum());
        for (note, meanings) in notes.iter().zip(meanings.iter().flatten()) {
            self.first.push(self.concepts.len() as u32);
            let targets = note.targets.iter().zip(meanings);
            let here: Vec<ConceptId> =
                targets.map(|it| it.1.map_or_else(|| self.loose_id(notes.len(), it.0), ConceptId)).collect();
            let concept = |it: &Mention| here.get(it.target? as usize).copied();
            self.concepts.extend(note.mentions.iter().map(concept));
        }
        self.first.push(self.concepts.len() as u32);
        self.notes = notes;
    }

    fn loose_id(&mut self, notes: usize, target: &str) -> ConceptId {
        let key = loose_key(target);
        if let Some(id) = self.loose_ids.get(&key) {
            return *id;
        }
        let id = ConceptId((notes + self.loose.len()) as u32);
        self.loose.push(Loose { key: key.clone(), name: loose_name(target).to_string() });
        self.loose_ids.insert(key, id);
        id
    }

    /// Sorts the mentions by concept, by counting.
    fn find_places(&mut self) {
        let mut starts = vec![0; self.notes.len() + self.loose.len() + 1];
        for concept in self.concepts.iter().flatten() {
            starts[concept.0 as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        self.places = vec![Place { note: 0, mention: 0 }; *starts.last().unwrap_or(&0) as usize];
        for note in 0..self.notes.len() as NoteId {
            let first = self.first[note as usize];
            for (mention, concept) in (0..).zip(&self.concepts[first as usize..self.first[note as usize + 1] as usize])
            {
                let Some(concept) = concept else { continue };
                let slot = &mut next[concept.0 as usize];
                self.places[*slot as usize] = Place { note, mention };
                *slot += 1;
            }
        }
        self.starts = starts;
    }
}

/// What makes two names without a note the same concept: the slug; of a name of signs only, the signs.
fn loose_key(target: &str) -> String {
    let name = loose_name(target);
    let slug = slugged(name);
    if slug.is_empty() { folded(name) } else { slug }
}

/// What a target without a note is called: the last part of a path that says anything.
fn loose_name(target: &str) -> &str {
    stem(target.trim().trim_end_matches('/'))
}

/// A name as a person reads it: blanks instead of underscores.
pub fn readable(name: &str) -> String {
    name.replace('_', " ")
}
