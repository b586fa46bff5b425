//! What is known of one concept: what it is called, and the concepts that it appears with.

use crate::library::{
    concepts::{ConceptId, Library, Place},
    names::NoteId,
};
use foldhash::{HashMap, HashMapExt};

impl Library {
    /// The words that links to a concept show instead of its name, with how often, the commonest first.
    pub fn aliases(&self, concept: ConceptId) -> Vec<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (note, mention) in self.mentions(concept).iter().filter_map(|it| self.at(*it)) {
            if mention.has_alias && !mention.words.is_empty() {
                *counts.entry(note.at(mention.words)).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        counts
    }

    /// The mentions of a note that stand in other notes.
    pub fn backlinks(&self, note: NoteId) -> impl Iterator<Item = Place> + '_ {
        self.mentions(ConceptId(note)).iter().copied().filter(move |it| it.note != note)
    }

    /// The concepts that are linked in the same sections as a concept, the most frequent company first, each with the
    /// number of sections. Concepts that only a `From:` line names are no company.
    pub fn company(&self, concept: ConceptId) -> Vec<(ConceptId, usize)> {
        let mut counts: HashMap<ConceptId, usize> = HashMap::new();
        let mut seen: Vec<ConceptId> = Vec::new();
        let in_text = |it: &&Place| self.at(**it).is_some_and(|(_, mention)| !mention.sentence.is_empty());
        let places: Vec<Place> = self.mentions(concept).iter().filter(in_text).copied().collect();
        let section = |it: &Place| self.at(*it).map(|(_, mention)| (it.note, mention.section));
        for row in places.chunk_by(|a, b| section(a) == section(b)) {
            let Some(place) = row.first() else { continue };
            seen.clear();
            for other in self.linked_beside(*place).filter(|it| *it != concept) {
                if !seen.contains(&other) {
                    seen.push(other);
                    *counts.entry(other).or_default() += 1;
                }
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|it| (std::cmp::Reverse(it.1), it.0));
        counts
    }

    /// The concepts linked in the section of a place, in order; of the `From:` line none.
    fn linked_beside(&self, place: Place) -> impl Iterator<Item = ConceptId> + '_ {
        let (mentions, concepts) = (self.note(place.note).map(|it| &it.mentions[..]), self.concepts_of(place.note));
        let mentions = mentions.unwrap_or_default();
        let here = mentions.get(place.mention as usize).filter(|it| !it.sentence.is_empty());
        let section = here.map_or(u32::MAX, |it| it.section);
        let first = mentions.partition_point(|it| it.section < section);
        let inside = mentions.iter().zip(concepts).skip(first).take_while(move |it| it.0.section == section);
        inside.filter(|it| !it.0.sentence.is_empty()).filter_map(|it| *it.1)
    }
}
