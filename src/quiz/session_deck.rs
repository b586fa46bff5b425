//! A deck: which cards are meant, and how they are found in the library.

use crate::{
    library::{ConceptKey, Library},
    note::{BlockKind, Note, Span},
    quiz::{
        card::{Card, Kind},
        chance::Chance,
        fingerprint::CardId,
        session_order::rank,
    },
};
use std::{collections::BTreeMap, ops::Range};

/// A session asks so many cards unless it is told otherwise.
pub const SESSION_CARDS: usize = 20;
/// So many times the cards of a session are found before some of them are drawn.
const SPARE: usize = 3;

/// A selection of cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deck {
    /// Where they come from.
    pub source: Source,
    /// What a person calls that.
    pub title: String,
    /// The only kind that is wanted.
    pub kind: Option<Kind>,
    /// At most so many are asked.
    pub limit: usize,
}

/// Where the cards of a deck come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// These cards of a note.
    Item {
        /// The path of the note.
        path: String,
        /// The cards.
        cards: Vec<CardId>,
    },
    /// A section with those inside it.
    Section {
        /// The path of the note.
        path: String,
        /// Indexes into [`Note::sections`].
        sections: Range<u32>,
    },
    /// A note.
    Note(String),
    /// A note before it is read: one card of each item, at first sight.
    Pretest(String),
    /// What is said of a concept, and its own note.
    Concept(ConceptKey),
    /// What is due in these notes on the day, and some that is new.
    Due {
        /// The paths of the notes, those with cards that are due first; new cards are met in this order.
        notes: Vec<String>,
    },
    /// These cards, the first one first: what is most likely forgotten.
    Weakest {
        /// The paths of their notes.
        notes: Vec<String>,
        /// The cards.
        cards: Vec<CardId>,
    },
    /// What was missed in a session.
    Missed,
    /// All notes.
    Everything,
}

impl Deck {
    /// A deck of all kinds of cards.
    pub fn new(source: Source, title: impl Into<String>) -> Self {
        Self { source, title: title.into(), kind: None, limit: SESSION_CARDS }
    }

    /// The path of the one note that its cards come from.
    pub fn path(&self) -> Option<&str> {
        match &self.source {
            Source::Item { path, .. } | Source::Section { path, .. } | Source::Note(path) | Source::Pretest(path) => {
                Some(path)
            }
            Source::Concept(_) | Source::Due { .. } | Source::Weakest { .. } | Source::Missed | Source::Everything => {
                None
            }
        }
    }

    /// The cards of a note that belong to it.
    pub fn of_note(&self, cards: &[Card]) -> Vec<Card> {
        let is_meant = |it: &&Card| match &self.source {
            Source::Item { cards, .. } | Source::Weakest { cards, .. } => cards.contains(&it.id),
            Source::Section { sections, .. } => sections.contains(&it.section),
            _ => true,
        };
        let of_kind = cards.iter().filter(|it| self.kind.is_none_or(|kind| it.kind == kind));
        let mut found: Vec<Card> = of_kind.filter(is_meant).cloned().collect();
        if matches!(self.source, Source::Pretest(_)) {
            // Of each item the card that is its first sight.
            let items = found.chunk_by(|a, b| a.group == b.group);
            found = items.filter_map(|it| it.iter().min_by_key(|it| rank(it.kind)).cloned()).collect();
        }
        found
    }
}

/// Finds the cards of a deck in the library. `read` gives the note at a path with its cards; of all notes only so many are
/// read as a session needs, drawn by `seed`.
pub fn deal(
    deck: &Deck,
    library: &Library,
    seed: u64,
    mut read: impl FnMut(&str) -> Option<(Note, Vec<Card>)>,
) -> Vec<Card> {
    match &deck.source {
        Source::Concept(key) => of_concept(deck, key, library, seed, &mut read),
        Source::Everything => of_all(deck, library, seed, &mut read),
        Source::Due { notes } | Source::Weakest { notes, .. } => {
            let of_note = |path: &String| read(path).map_or_else(Vec::new, |it| deck.of_note(&it.1));
            notes.iter().flat_map(of_note).collect()
        }
        Source::Missed => Vec::new(),
        _ => deck.path().and_then(read).map_or_else(Vec::new, |it| deck.of_note(&it.1)),
    }
}

/// A way to the note at a path, with its cards.
type Read<'a> = &'a mut dyn FnMut(&str) -> Option<(Note, Vec<Card>)>;

fn of_concept(deck: &Deck, key: &ConceptKey, library: &Library, seed: u64, read: Read) -> Vec<Card> {
    let Some(concept) = library.find(key) else { return Vec::new() };
    let mut places: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (note, mention) in library.mentions(concept).iter().filter_map(|it| library.at(*it)) {
        places.entry(&note.path).or_default().push(mention.offset);
    }
    let own = library.note_of(concept).map(|it| it.path.as_str());
    own.map(|it| places.entry(it).or_default());
    let mut places: Vec<_> = places.into_iter().collect();
    Chance::new(seed).shuffle(&mut places);
    let mut found = Vec::new();
    for (path, offsets) in places {
        let Some((note, cards)) = read(path) else { continue };
        let is_meant = |it: &Card| own == Some(path) || says(&note, it, &offsets);
        found.extend(deck.of_note(&cards).into_iter().filter(is_meant));
        if found.len() >= deck.limit * SPARE {
            break;
        }
    }
    found
}

/// True when the item or paragraph of a card holds one of these offsets.
fn says(note: &Note, card: &Card, offsets: &[u32]) -> bool {
    let at = note.blocks().partition_point(|it| it.span.start <= card.offset).saturating_sub(1) as u32;
    let up = std::iter::successors(Some(at), |it| note.block(*it)?.parent);
    let item = up.filter_map(|it| note.block(it)).find(|it| matches!(it.kind, BlockKind::Item { .. }));
    let span: Option<Span> = item.or_else(|| note.block(at)).map(|it| it.span);
    span.is_some_and(|span| offsets.iter().any(|it| span.contains(*it)))
}

/// Cards of all notes: one of each note, drawn by chance, as long as there are notes; of a small folder more of each.
fn of_all(deck: &Deck, library: &Library, seed: u64, read: Read) -> Vec<Card> {
    let mut chance = Chance::new(seed);
    let mut notes: Vec<usize> = (0..library.notes().len()).collect();
    chance.shuffle(&mut notes);
    let (mut found, mut spare) = (Vec::new(), Vec::new());
    for note in notes.into_iter().filter_map(|it| library.notes().get(it)) {
        let Some((_, cards)) = read(&note.path) else { continue };
        let mut cards = deck.of_note(&cards);
        chance.shuffle(&mut cards);
        found.extend(cards.pop());
        spare.push(cards);
        if found.len() >= deck.limit {
            break;
        }
    }
    while found.len() < deck.limit && spare.iter().any(|it| !it.is_empty()) {
        found.extend(spare.iter_mut().filter_map(Vec::pop));
    }
    found.truncate(deck.limit);
    found
}
