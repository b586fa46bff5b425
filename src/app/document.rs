//! An opened note with what the panes need to know of it.

use crate::{
    app::quiz_cards::HeldCards,
    library::{ConceptKey, Library, NoteId, Place, is_attachment, readable},
    note::{Diagnostic, Link, Note, Span, Target, slug},
};
use std::{cell::OnceCell, collections::HashMap};

/// A note that is being read.
pub struct Document {
    /// The note itself.
    pub note: Note,
    /// What is odd about it.
    pub diagnostics: Vec<Diagnostic>,
    /// The concepts that it links to, the most mentioned first.
    pub concepts: Vec<Concept>,
    /// The concept of each link, an index into `concepts`; none for addresses and links within the note.
    concept_of: Vec<Option<u32>>,
    /// The timestamps in the order of the video, as indexes into those of the note.
    pub by_time: Vec<u32>,
    /// The mentions of this note in other notes of the library, one for each sentence.
    pub backlinks: Vec<Place>,
    /// The cards of the note; made when they are first asked for.
    cards: OnceCell<HeldCards>,
}

/// A wikilink target and its mentions in this note.
#[derive(Clone, Debug)]
pub struct Concept {
    /// The target as it is written first.
    pub target: String,
    /// What names it in the library.
    pub key: ConceptKey,
    /// What a person calls it: the title of its note, or its name.
    pub title: String,
    /// How many links in all notes lead to it; 0 until that is known.
    pub mentions: usize,
    /// Its links, as indexes into those of the note, in order.
    pub links: Vec<u32>,
    /// What the links call it; counted when it is first asked for.
    aliases: OnceCell<Vec<(String, usize)>>,
}

/// Making the cards of a longer note, in bytes, would be felt at its opening.
const LONG: usize = 256 * 1024;

impl Document {
    /// Prepares a note for reading; nothing is known of other notes yet.
    pub fn new(note: Note, diagnostics: Vec<Diagnostic>) -> Self {
        let mut by_time: Vec<u32> = (0..note.timestamps().len() as u32).collect();
        by_time.sort_by_key(|it| note.timestamps()[*it as usize].seconds);
        let (concepts, concept_of, backlinks) = (Vec::new(), Vec::new(), Vec::new());
        let cards = OnceCell::new();
        let mut document = Self { note, diagnostics, concepts, concept_of, by_time, backlinks, cards };
        document.group(&Library::default());
        document
    }

    /// Takes in what the library knows: which names mean the same note, and who mentions this one.
    pub fn join(&mut self, library: &Library) {
        self.group(library);
        let own = library.note_at(self.note.path());
        self.backlinks = own.map(|it| sentences_with(library, it)).unwrap_or_default();
    }

    /// The cards of the note, made once.
    pub fn cards(&self) -> &HeldCards {
        self.cards.get_or_init(|| HeldCards::of(&self.note))
    }

    /// The same for the margin of the text: a very long note has them only once the reader has asked for its cards.
    pub fn marked_cards(&self) -> Option<&HeldCards> {
        if self.note.source().len() > LONG { self.cards.get() } else { Some(self.cards()) }
    }

    /// Groups the links by what they lead to, the most frequent first.
    fn group(&mut self, library: &Library) {
        let (concepts, mut concept_of) = concepts(&self.note, library);
        let mut order: Vec<u32> = (0..concepts.len() as u32).collect();
        order.sort_by_key(|it| std::cmp::Reverse(concepts[*it as usize].links.len()));
        let rank: HashMap<u32, u32> = order.iter().enumerate().map(|(new, old)| (*old, new as u32)).collect();
        for it in concept_of.iter_mut().flatten() {
            *it = rank.get(it).copied().unwrap_or(*it);
        }
        self.concepts = order.iter().map(|it| concepts[*it as usize].clone()).collect();
        self.concept_of = concept_of;
    }

    /// The concept that a link leads to.
    pub fn concept_of(&self, link: u32) -> Option<usize> {
        self.concept_of.get(link as usize).copied().flatten().map(|it| it as usize)
    }

    /// The concepts linked in a section with the number of their links there, in order of first mention.
    pub fn concepts_in(&self, section: u32) -> Vec<(usize, usize)> {
        let links = self.note.links();
        let first = links.partition_point(|it| it.section < section);
        let end = links.partition_point(|it| it.section <= section);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for concept in (first..end).filter(|it| links[*it].block.is_some()).filter_map(|it| self.concept_of(it as u32))
        {
            match found.iter_mut().find(|it| it.0 == concept) {
                Some(it) => it.1 += 1,
                None => found.push((concept, 1)),
            }
        }
        found.sort_by_key(|it| std::cmp::Reverse(it.1));
        found
    }

    /// The aliases of a concept with their counts, the commonest first.
    pub fn aliases<'a>(&self, concept: &'a Concept) -> &'a [(String, usize)] {
        concept.aliases.get_or_init(|| self.counted_aliases(concept))
    }

    fn counted_aliases(&self, concept: &Concept) -> Vec<(String, usize)> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let links = concept.links.iter().filter_map(|it| self.note.links().get(*it as usize));
        for link in links.filter(|it| it.has_alias) {
            *counts.entry(self.note.link_text(link)).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }

    /// The address that `o` opens and `y` copies for a link.
    pub fn address(&self, link: &Link) -> Option<String> {
        match link.target {
            Target::Address(url) => Some(self.note.text(url).to_string()),
            Target::Note { .. } => None,
        }
    }

    /// The address of a second of the note's video.
    pub fn moment(&self, seconds: u32) -> Option<String> {
        self.note.video()?.url(Some(seconds))
    }

    /// The timestamp that a place in the text belongs to: the first one after it in its block.
    pub fn timestamp_after(&self, block: u32, run: u32) -> Option<u32> {
        let stamps = self.note.timestamps();
        let at = stamps.partition_point(|it| it.run < run);
        stamps.get(at).filter(|it| it.block == block).map(|_| at as u32)
    }
}

/// The mentions of a note in other notes, of several in one sentence the first.
fn sentences_with(library: &Library, note: NoteId) -> Vec<Place> {
    let mut places: Vec<Place> = library.backlinks(note).collect();
    let sentence = |it: &Place| library.at(*it).map(|(_, mention)| (it.note, mention.sentence));
    places.dedup_by(|b, a| sentence(a) == sentence(b));
    places
}

fn concepts(note: &Note, library: &Library) -> (Vec<Concept>, Vec<Option<u32>>) {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut by_name: HashMap<&str, u32> = HashMap::new();
    let mut by_key: HashMap<ConceptKey, u32> = HashMap::new();
    let name_of = |link: &Link| match link.target {
        // Pictures, films and boards are no concepts.
        Target::Note { name, .. } if is_attachment(name.of(note.source())) => None,
        Target::Note { name, .. } => Some(name).filter(|it: &Span| !it.is_empty()),
        Target::Address(_) => None,
    };
    let mut concept_of = Vec::with_capacity(note.links().len());
    for (at, link) in note.links().iter().enumerate() {
        let Some(name) = name_of(link).map(|it| it.of(note.source())) else {
            concept_of.push(None);
            continue;
        };
        let id = *by_name.entry(name).or_insert_with(|| {
            let concept = concept(name, note.path(), library);
            *by_key.entry(concept.key.clone()).or_insert_with(|| {
                concepts.push(concept);
                concepts.len() as u32 - 1
            })
        });
        concepts[id as usize].links.push(at as u32);
        concept_of.push(Some(id));
    }
    (concepts, concept_of)
}

/// What a name in the note at `path` means.
fn concept(name: &str, path: &str, library: &Library) -> Concept {
    let found = library.concept(name, path);
    let key = found.map_or_else(|| ConceptKey::Name(slug(name)), |it| library.key(it));
    let title = found.map_or_else(|| readable(name), |it| library.title(it).into_owned());
    let mentions = found.map_or(0, |it| library.mentions(it).len());
    Concept { target: name.to_string(), key, title, mentions, links: Vec::new(), aliases: OnceCell::new() }
}
