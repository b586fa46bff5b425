//! Mentions that are no links: the title or an alias of a concept as plain words.

use crate::{
    library::{
        concepts::{ConceptId, Library, readable},
        digest::Digest,
        name::stem,
        names::NoteId,
    },
    note::{Span, sentences},
};
use aho_corasick::{AhoCorasick, MatchKind};
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Words that name a concept and are no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unlinked {
    /// The note that they stand in.
    pub note: NoteId,
    /// The words, as bytes of the digest's text.
    pub words: Span,
    /// Their sentence.
    pub sentence: Span,
    /// Its section.
    pub section: u32,
    /// Where the leaf stands in the note's source, in bytes.
    pub offset: u32,
}

/// So many are found at most: nobody reads more, and a common word has hundreds of thousands.
pub const UNLINKED_LIMIT: usize = 5000;

/// Shorter names are found in every sentence.
const NAME_LIMIT: usize = 2;

impl Library {
    /// The places where a concept is named and not linked, in the order of the notes, at most [`UNLINKED_LIMIT`]; its
    /// own note left out. Reads the text of all notes: 50 MB take some 50 ms.
    pub fn unlinked(&self, concept: ConceptId) -> Vec<Unlinked> {
        let names: Vec<String> = self.names_of(concept).iter().flat_map(|it| spellings(it)).collect();
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names)
            .ok()
            .filter(|_| !names.is_empty());
        let Some(search) = search else { return Vec::new() };
        let mut found = Vec::new();
        for (id, note) in (0..).zip(self.notes()).filter(|it| it.0 != concept.0) {
            in_note(&search, id, note, &mut found);
            if found.len() >= UNLINKED_LIMIT {
                found.truncate(UNLINKED_LIMIT);
                break;
            }
        }
        found
    }

    /// What a concept is called: its title, its file's name, its aliases, and the words of links that lead to it
    /// oftener than to all others together.
    pub fn names_of(&self, concept: ConceptId) -> Vec<String> {
        let mut names = vec![self.title(concept).into_owned()];
        if let Some(note) = self.note_of(concept) {
            names.push(readable(stem(&note.path)));
            names.extend(note.aliases.iter().cloned());
        }
        names.extend(self.own_words(concept));
        let mut names: Vec<String> =
            names.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        names.retain(|it| it.chars().count() >= NAME_LIMIT && it.contains(char::is_alphanumeric));
        names.sort_by_key(|it| it.to_lowercase());
        names.dedup_by_key(|it| it.to_lowercase());
        names
    }

    /// The words of links to a concept that mean it in more than half of all links with these words.
    fn own_words(&self, concept: ConceptId) -> Vec<String> {
        let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
        for (words, count) in self.aliases(concept) {
            counts.entry(words.to_lowercase()).or_default().0 += count;
        }
        if counts.is_empty() {
            return Vec::new();
        }
        let lengths: Vec<usize> = counts.keys().map(String::len).collect();
        for note in self.notes() {
            for mention in note.mentions.iter().filter(|it| it.has_alias && lengths.contains(&it.words.len())) {
                if let Some(count) = counts.get_mut(&note.at(mention.words).to_lowercase()) {
                    count.1 += 1;
                }
            }
        }
        let own = counts.into_iter().filter(|(_, (own, all))| own * 2 > *all);
        own.map(|it| it.0).collect()
    }
}

/// A name as it may stand in a text. The search folds the case of ASCII letters only: of others it looks for the name
/// itself, in small letters, with a capital in front, and in capitals.
fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_string()];
    if !name.is_ascii() {
        let small = name.to_lowercase();
        let rest = small.chars().next().and_then(|it| small.get(it.len_utf8()..)).unwrap_or_default();
        let first = small.chars().next().into_iter().flat_map(char::to_uppercase);
        all.extend([first.chain(rest.chars()).collect(), name.to_uppercase(), small]);
        all.sort();
        all.dedup();
    }
    all
}

/// Adds the places of one note.
fn in_note(search: &AhoCorasick, id: NoteId, note: &Digest, found: &mut Vec<Unlinked>) {
    let mut links = note.mentions.iter().map(|it| it.words).filter(|it| !it.is_empty()).peekable();
    let mut leaf = Sentences::default();
    for hit in search.find_iter(&note.text) {
        let words = Span::new(hit.start(), hit.end());
        while links.next_if(|it| it.end <= words.start).is_some() {}
        let is_linked = links.peek().is_some_and(|it| it.start < words.end);
        if is_linked || !is_whole(&note.text, words) {
            continue;
        }
        found.extend(place(id, note, words, &mut leaf));
        if found.len() >= UNLINKED_LIMIT {
            return;
        }
    }
}

/// The sentences of the leaf at hand: one line of a megabyte may name a concept ten thousand times.
#[derive(Default)]
struct Sentences {
    leaf: Option<u32>,
    all: Vec<Range<usize>>,
}

/// The sentence around words; headings of the note itself are no mentions of anything.
fn place(id: NoteId, note: &Digest, words: Span, last: &mut Sentences) -> Option<Unlinked> {
    let leaf = note.leaf_at(words.start)?;
    if last.leaf != Some(leaf.start) {
        let line = note.text.get(leaf.start as usize..)?.split('\n').next()?;
        *last = Sentences { leaf: Some(leaf.start), all: sentences(line) };
    }
    let at = (words.start - leaf.start) as usize;
    let inside = last.all.get(last.all.partition_point(|it| it.end <= at))?;
    let sentence = Span::new(leaf.start as usize + inside.start, leaf.start as usize + inside.end);
    Some(Unlinked { note: id, words, sentence, section: leaf.section, offset: leaf.offset })
}

/// True when no letter or digit stands directly before or after the words.
fn is_whole(text: &str, words: Span) -> bool {
    let before = text.get(..words.start as usize).and_then(|it| it.chars().next_back());
    let after = text.get(words.end as usize..).and_then(|it| it.chars().next());
    // Scripts without blanks between words have no borders to look for.
    let joins = |it: char| it.is_alphanumeric() && !matches!(it, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
    !before.is_some_and(joins) && !after.is_some_and(joins)
}
