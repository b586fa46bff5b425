//! The concepts around one concept, one and two links away, and how strongly they are tied to each other.

use crate::library::concepts::{ConceptId, ConceptKey, Library};
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;

/// The concepts around one concept, the strongest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The centre, then what is one link away, then what is two links away, each by strength.
    pub nodes: Vec<Node>,
    /// The ties between them.
    pub ties: Vec<Tie>,
}

/// A concept in a neighbourhood; the first one is the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What names it in any library.
    pub key: ConceptKey,
    /// Its name as a person reads it.
    pub title: String,
    /// There is a note of that name.
    pub has_note: bool,
    /// How many links lead to it.
    pub mentions: usize,
    /// Links between it and the centre: 0, 1 or 2.
    pub steps: u8,
    /// Of a concept two links away, the one of one link that it hangs on most strongly; else the centre. An index
    /// into the nodes.
    pub parent: usize,
}

/// How often two concepts are linked, in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// One of them, an index into the nodes.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// How often.
    pub strength: usize,
}

/// So many concepts one link away are gathered, and so many in all: no screen holds more.
const NEAR: usize = 80;
const ALL: usize = 200;

impl Library {
    /// The concepts around one, the strongest first: at most 80 one link away, and 200 in all.
    pub fn neighbourhood(&self, centre: ConceptId) -> Neighbourhood {
        let near = self.tied(centre);
        let mut members: Vec<(ConceptId, u8, usize)> = vec![(centre, 0, 0)];
        members.extend(near.iter().take(NEAR).map(|it| (it.0, 1, 0)));
        // For each concept two links away: how strong it is in all, its strongest tie, and what that is to.
        let mut far: HashMap<ConceptId, (usize, usize, usize)> = HashMap::new();
        for (at, (member, ..)) in members.iter().enumerate().skip(1) {
            for (other, strength) in self.tied(*member) {
                let known = far.entry(other).or_default();
                known.0 += strength;
                if strength > known.1 {
                    (known.1, known.2) = (strength, at);
                }
            }
        }
        far.retain(|id, _| *id != centre && near.iter().all(|it| it.0 != *id));
        let mut far: Vec<_> = far.into_iter().collect();
        far.sort_by_key(|(id, (all, ..))| (Reverse(*all), Reverse(self.mentions(*id).len()), *id));
        let room = ALL - members.len();
        members.extend(far.into_iter().take(room).map(|(id, (.., parent))| (id, 2, parent)));
        let nodes = members.iter().map(|(id, steps, parent)| self.node(*id, *steps, *parent)).collect();
        Neighbourhood { nodes, ties: self.ties(&members) }
    }

    fn node(&self, concept: ConceptId, steps: u8, parent: usize) -> Node {
        let (key, title) = (self.key(concept), self.title(concept).into_owned());
        let has_note = self.note_of(concept).is_some();
        Node { key, title, has_note, mentions: self.mentions(concept).len(), steps, parent }
    }

    /// The concepts that are linked with one in either direction, and how often, the strongest first.
    fn tied(&self, concept: ConceptId) -> Vec<(ConceptId, usize)> {
        let mut counts: HashMap<ConceptId, usize> = HashMap::new();
        let out = self.note_of(concept).map_or(&[][..], |_| self.concepts_of(concept.0)).iter().flatten().copied();
        let back = self.mentions(concept).iter().map(|it| ConceptId(it.note));
        for other in out.chain(back).filter(|it| *it != concept) {
            *counts.entry(other).or_default() += 1;
        }
        let mut tied: Vec<_> = counts.into_iter().collect();
        tied.sort_by_key(|(id, count)| (Reverse(*count), Reverse(self.mentions(*id).len()), *id));
        tied
    }

    fn ties(&self, members: &[(ConceptId, u8, usize)]) -> Vec<Tie> {
        let places: HashMap<ConceptId, usize> = members.iter().enumerate().map(|(at, it)| (it.0, at)).collect();
        let mut ties = Vec::new();
        for (from, (member, ..)) in members.iter().enumerate() {
            let inside =
                self.tied(*member).into_iter().filter_map(|(other, strength)| Some((*places.get(&other)?, strength)));
            ties.extend(inside.filter(|it| it.0 > from).map(|(to, strength)| Tie { from, to, strength }));
        }
        ties.sort_by_key(|it| (it.from, it.to));
        ties
    }
}
