//! Searching in the note at hand: all matches, and the one that the reader is at.

use crate::{
    app::shown::Shown,
    note::{BlockId, Note},
    search::Haystack,
};
use std::ops::Range;

/// Words searched for and where they stand.
pub struct Lookup {
    /// The words as typed.
    pub query: String,
    /// Every place, in order of the text.
    pub matches: Vec<Match>,
    /// The match that the reader is at, an index into `matches`.
    pub current: usize,
    haystack: Haystack,
}

/// One place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The leaf.
    pub block: BlockId,
    /// Bytes of the leaf's text as shown.
    pub range: Range<usize>,
}

impl Lookup {
    /// Searches a note; what an earlier search prepared is used again.
    pub fn new(note: &Note, query: &str, earlier: Option<Self>) -> Self {
        let haystack = earlier.map(|it| it.haystack).filter(|it| it.serves(query));
        let haystack = haystack.unwrap_or_else(|| prepared(note, query));
        let found = haystack.find(query).into_iter().filter(|it| !it.1.is_empty());
        let matches = found.map(|(block, range)| Match { block, range }).collect();
        Self { query: query.to_string(), matches, current: 0, haystack }
    }

    /// Makes the first match at or after an offset the current one; after the last, the first of all, and true.
    pub fn seek(&mut self, note: &Note, offset: u32) -> bool {
        let at = self.matches.partition_point(|it| it.offset(note) < offset);
        let is_past = at == self.matches.len();
        self.current = if is_past { 0 } else { at };
        is_past
    }

    /// Makes the last match before an offset the current one; where there is none, the first at or after it.
    pub fn seek_before(&mut self, note: &Note, offset: u32) {
        let at = self.matches.partition_point(|it| it.offset(note) < offset);
        self.current = at.saturating_sub(1);
    }

    /// Moves on by `step` matches, round the ends; tells whether an end was passed.
    pub fn step(&mut self, step: isize) -> bool {
        let count = self.matches.len() as isize;
        if count == 0 {
            return false;
        }
        let next = self.current as isize + step;
        self.current = next.rem_euclid(count) as usize;
        !(0..count).contains(&next)
    }

    /// Where the current match stands, as an offset in the note.
    pub fn offset(&self, note: &Note) -> Option<u32> {
        self.matches.get(self.current).map(|it| it.offset(note))
    }

    /// The matches in one leaf, with their indexes.
    pub fn in_block(&self, block: BlockId) -> impl Iterator<Item = (usize, &Match)> {
        let first = self.matches.partition_point(|it| it.block < block);
        self.matches.iter().enumerate().skip(first).take_while(move |it| it.1.block == block)
    }
}

impl Match {
    fn offset(&self, note: &Note) -> u32 {
        Shown::new(note, self.block).source_offset(note, self.range.start)
    }
}

fn prepared(note: &Note, query: &str) -> Haystack {
    let leaves = (0..note.blocks().len() as BlockId).filter(|it| !note.runs(*it).is_empty());
    let texts: Vec<(BlockId, String)> = leaves.map(|it| (it, Shown::new(note, it).text)).collect();
    Haystack::new(texts.iter().map(|(block, text)| (*block, text.as_str())), query)
}
