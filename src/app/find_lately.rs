//! What the find screen shows before anything is typed: where the reader has been, and what the note is about.

use crate::app::{
    history::Location,
    state::{App, Screen},
};
use crate::{
    library::{ConceptId, ConceptKey, Digest, NoteId},
    search::{Hit, Kind},
};
use std::cmp::Reverse;

/// So many places and so many concepts are shown.
const PLACES: usize = 12;
const CONCEPTS: usize = 12;

impl App {
    /// Places of this run, latest first, then notes of earlier runs; then the concepts of the note at hand. With the
    /// rows over which a title stands.
    pub(crate) fn lately(&self) -> (Vec<Hit>, Vec<(usize, &'static str)>) {
        let mut rows: Vec<Hit> = Vec::new();
        // The latest place is where the reader is.
        let visited = self.history.latest().skip(1).filter_map(|it| self.hit_of_place(it));
        for hit in visited.chain(self.read_lately()) {
            let is_known = rows.iter().any(|it| (&it.path, &it.text) == (&hit.path, &hit.text));
            if !is_known {
                rows.push(hit);
            }
            if rows.len() == PLACES {
                break;
            }
        }
        let mut titles = vec![(0, "WHERE YOU HAVE BEEN")];
        if rows.is_empty() {
            titles.clear();
        }
        let about = self.about();
        if !about.is_empty() {
            titles.push((rows.len(), "WHAT THIS NOTE IS ABOUT"));
            rows.extend(about);
        }
        if rows.is_empty() {
            rows = self.most_mentioned();
            titles.extend(Some((0, "WHAT THESE NOTES ARE ABOUT")).filter(|_| !rows.is_empty()));
        }
        (rows, titles)
    }

    /// The concepts that are linked to most: for a reader who has been nowhere yet.
    fn most_mentioned(&self) -> Vec<Hit> {
        let count = |it: &ConceptId| self.library.mentions(*it).len();
        let mut concepts: Vec<ConceptId> = self.library.concepts().filter(|it| count(it) > 0).collect();
        concepts.sort_by_key(|it| (Reverse(count(it)), *it));
        concepts.iter().take(PLACES + CONCEPTS).filter_map(|it| self.hit_of_concept(&self.library.key(*it))).collect()
    }

    /// A place of the history as a result: the section of a note, or the page of a concept.
    fn hit_of_place(&self, place: &Location) -> Option<Hit> {
        match place {
            Location::Concept { key, .. } => self.hit_of_concept(key),
            Location::Text { path, offset, .. } | Location::Mention { path, offset, .. } => {
                let note = self.library.note(self.library.note_at(path)?)?;
                let section = note.sections.partition_point(|it| it.offset <= *offset).saturating_sub(1) as u32;
                let title = note.section_title(section);
                if *offset == 0 || title.is_empty() {
                    return Some(note_hit(note));
                }
                Some(Hit { kind: Kind::Section, text: title.into(), offset: *offset, ..note_hit(note) })
            }
            _ => None,
        }
    }

    /// Notes that were read in earlier runs, latest first.
    fn read_lately(&self) -> impl Iterator<Item = Hit> {
        let mut times: Vec<(&String, &u64)> = self.last_read.iter().collect();
        times.sort_by_key(|it| (Reverse(*it.1), it.0));
        let notes = times.into_iter().filter_map(|it| self.library.note(self.library.note_at(it.0)?));
        notes.take(PLACES).map(note_hit)
    }

    /// The concepts that the note at hand links to, those it links to most first.
    fn about(&self) -> Vec<Hit> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let keys = reading.document.concepts.iter().map(|it| &it.key).take(CONCEPTS);
        keys.filter_map(|it| self.hit_of_concept(it)).collect()
    }

    fn hit_of_concept(&self, key: &ConceptKey) -> Option<Hit> {
        let concept = self.library.find(key)?;
        let path = self.library.note_of(concept).map_or_else(String::new, |it| it.path.clone());
        Some(Hit {
            kind: Kind::Concept,
            path,
            concept: Some(key.clone()),
            text: self.library.title(concept).into_owned(),
            marks: Vec::new(),
            by: None,
            quote: None,
            title: String::new(),
            section: String::new(),
            line: 1,
            offset: 0,
            seconds: None,
            score: 0,
        })
    }

    /// The concept that a result leads to: its own, or that of the note which it stands in.
    pub(crate) fn concept_of_hit(&self, hit: &Hit) -> Option<ConceptKey> {
        let note = || self.library.note_at(&hit.path).map(|_: NoteId| ConceptKey::Note(hit.path.clone()));
        hit.concept.clone().or_else(note)
    }

    /// The concept of the selected result.
    pub(crate) fn concept_found(&self) -> Option<ConceptKey> {
        let Screen::Find(page) = &self.screen else { return None };
        self.concept_of_hit(page.hit()?)
    }
}

fn note_hit(note: &Digest) -> Hit {
    Hit {
        kind: Kind::Note,
        path: note.path.clone(),
        concept: Some(ConceptKey::Note(note.path.clone())),
        text: note.title.clone(),
        marks: Vec::new(),
        by: None,
        quote: None,
        title: note.title.clone(),
        section: String::new(),
        line: 1,
        offset: 0,
        seconds: None,
        score: 0,
    }
}
