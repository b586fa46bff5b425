//! The page of a concept: every mention of it in the library, named or linked, and the company it keeps.

use crate::{
    library::{ConceptId, ConceptKey, Digest, Library, Mention, Place, Unlinked},
    note::Span,
};
use std::sync::Arc;

/// What the library knows of a concept.
pub struct ConceptPage {
    /// The library that all indexes of the page refer to.
    pub library: Arc<Library>,
    /// The concept in it.
    pub concept: ConceptId,
    /// What names it in any library.
    pub key: ConceptKey,
    /// What a person calls it.
    pub title: String,
    /// The aliases used, with their counts, the commonest first.
    pub aliases: Vec<(String, usize)>,
    /// What can be selected, in order.
    pub rows: Vec<PageRow>,
    /// How many links lead to the concept, and from how many notes.
    pub links: usize,
    /// See `links`.
    pub notes: usize,
    /// Mentions that are no links; none until they have been sought.
    pub unlinked: Option<Vec<Unlinked>>,
    /// The selected row.
    pub selected: usize,
    /// The row to select once the mentions that are no links are known, if until then the selection stays where it
    /// is: first the row of now, then the one that is wanted.
    due: Option<(usize, Wanted)>,
}

/// A row that the reader was at, before the page was made anew.
#[derive(Debug)]
enum Wanted {
    /// Its number.
    Row(usize),
    /// What it says: it may have got another number.
    Name(RowName),
}

/// What names a row of a concept's page from one library to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowName {
    /// The note of the concept.
    Note,
    /// A sentence with a link: the path of its note, and its words.
    Mention(String, String),
    /// A sentence without a link: the path of its note, and its words.
    Unlinked(String, String),
    /// A concept.
    Company(ConceptKey),
}

/// A row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRow {
    /// The note of the concept.
    Note,
    /// A sentence with one link or several to the concept: the first of them.
    Mention(Place),
    /// A sentence that names the concept, an index into the page's unlinked mentions.
    Unlinked(usize),
    /// A concept that is linked in the same sections, so many of them.
    Company(ConceptId, usize),
}

impl ConceptPage {
    /// Gathers the page of a concept; what the library does not know has none.
    pub fn new(library: &Arc<Library>, key: &ConceptKey) -> Option<Self> {
        let concept = library.find(key)?;
        let places = library.mentions(concept);
        let mut page = Self {
            library: Arc::clone(library),
            concept,
            key: key.clone(),
            title: library.title(concept).into_owned(),
            aliases: library.aliases(concept).into_iter().map(|it| (it.0.to_string(), it.1)).collect(),
            rows: Vec::new(),
            links: places.len(),
            notes: places.chunk_by(|a, b| a.note == b.note).count(),
            unlinked: None,
            selected: 0,
            due: None,
        };
        page.gather();
        // The note is one key away; what a reader comes for are the mentions.
        page.selected = usize::from(page.rows.len() > 1 && page.rows.first() == Some(&PageRow::Note));
        Some(page)
    }

    /// Takes in the mentions that are no links.
    pub fn found(&mut self, unlinked: Vec<Unlinked>) {
        let selected = self.rows.get(self.selected).copied();
        let due = self.due.take().filter(|it| it.0 == self.selected).map(|it| it.1);
        self.unlinked = Some(unlinked);
        self.gather();
        let same = || self.rows.iter().position(|it| Some(*it) == selected).unwrap_or(0);
        self.selected = match due {
            Some(Wanted::Row(row)) => row.min(self.rows.len().saturating_sub(1)),
            Some(Wanted::Name(name)) => self.row_of(&name).unwrap_or_else(same),
            None => same(),
        };
    }

    /// Selects a row by its number among all rows, even when some of them are not known yet.
    pub fn select(&mut self, row: usize) {
        let known = self.rows.iter().take_while(|it| !matches!(it, PageRow::Company(..))).count();
        self.selected = row.min(known.max(1) - 1);
        self.due = (self.selected != row).then_some((self.selected, Wanted::Row(row)));
    }

    /// Selects the row of that name, or else the one of that number.
    pub fn select_named(&mut self, name: RowName, row: usize) {
        match self.row_of(&name) {
            Some(row) => (self.selected, self.due) = (row, None),
            None => {
                self.select(row);
                if matches!(name, RowName::Unlinked(..)) {
                    self.due = Some((self.selected, Wanted::Name(name)));
                }
            }
        }
    }

    /// What names a row.
    pub fn name_of(&self, row: usize) -> Option<RowName> {
        Some(match *self.rows.get(row)? {
            PageRow::Note => RowName::Note,
            PageRow::Mention(place) => {
                let (note, mention) = self.at(place)?;
                RowName::Mention(note.path.clone(), note.at(mention.sentence).to_string())
            }
            PageRow::Unlinked(at) => {
                let (note, unlinked) = self.unlinked_at(at)?;
                RowName::Unlinked(note.path.clone(), note.at(unlinked.sentence).to_string())
            }
            PageRow::Company(concept, _) => RowName::Company(self.library.key(concept)),
        })
    }

    fn row_of(&self, name: &RowName) -> Option<usize> {
        let says =
            |path: &str, words: &str, note: &Digest, sentence: Span| note.path == path && note.at(sentence) == words;
        self.rows.iter().position(|it| match (*it, name) {
            (PageRow::Note, RowName::Note) => true,
            (PageRow::Mention(place), RowName::Mention(path, words)) => {
                self.at(place).is_some_and(|(note, it)| says(path, words, note, it.sentence))
            }
            (PageRow::Unlinked(at), RowName::Unlinked(path, words)) => {
                self.unlinked_at(at).is_some_and(|(note, it)| says(path, words, note, it.sentence))
            }
            (PageRow::Company(concept, _), RowName::Company(key)) => self.library.key(concept) == *key,
            _ => false,
        })
    }

    fn gather(&mut self) {
        let library = &self.library;
        let note = library.note_of(self.concept).map(|_| PageRow::Note);
        let unlinked = 0..self.unlinked.as_ref().map_or(0, Vec::len);
        let company = library.company(self.concept).into_iter().map(|it| PageRow::Company(it.0, it.1));
        let mentions = sentences(library, library.mentions(self.concept)).map(PageRow::Mention);
        self.rows = note.into_iter().chain(mentions).chain(unlinked.map(PageRow::Unlinked)).chain(company).collect();
    }

    /// The note and the mention of a place.
    pub fn at(&self, place: Place) -> Option<(&Digest, &Mention)> {
        self.library.at(place)
    }

    /// An unlinked mention with its note.
    pub fn unlinked_at(&self, at: usize) -> Option<(&Digest, &Unlinked)> {
        let unlinked = self.unlinked.as_ref()?.get(at)?;
        Some((self.library.note(unlinked.note)?, unlinked))
    }

    /// The links to the concept that stand in the sentence of a place, the place's own first.
    pub fn links_in(&self, place: Place) -> impl Iterator<Item = &Mention> {
        let sentence = self.at(place).map(|it| it.1.sentence).filter(|it| !it.is_empty());
        let all = self.library.mentions(self.concept);
        let after = all.iter().skip(all.partition_point(|it| (it.note, it.mention) < (place.note, place.mention)));
        after.map_while(move |it| {
            let (_, mention) = self.at(*it).filter(|_| it.note == place.note)?;
            (*it == place || Some(mention.sentence) == sentence).then_some(mention)
        })
    }
}

/// The first place of every sentence.
fn sentences<'a>(library: &'a Library, places: &'a [Place]) -> impl Iterator<Item = Place> + 'a {
    let sentence = |it: &Place| library.at(*it).map(|(_, mention)| (it.note, mention.sentence));
    places.chunk_by(move |a, b| sentence(a) == sentence(b)).filter_map(|it| it.first().copied())
}
