//! A note that has changed on the disk is shown anew, at the same place: by section and sentence, not by line number.

use crate::{
    app::{
        document::Document,
        history::History,
        lookup::Lookup,
        reading::{Reading, Top},
        stop::Stop,
    },
    note::{BlockId, Note, Section},
};
use std::collections::HashMap;

/// Puts a new state of the note in the place of the old one; the top row, the cursor and the marks of a search stay
/// where they were, as far as that still exists, and so do the places in it that Back and Forward lead to.
pub fn replace(reading: &mut Reading, document: Document, history: &mut History) {
    let is_at_start = reading.view.at_start;
    let top = reading.stays_at();
    let moves = Moves::new(&reading.document.note, &document.note);
    let (top, here) = (moves.place(top), reading.here.map(|it| moves.place(it)));
    let cursor = reading.stop.and_then(|it| reading.start_of(it)).map(|it| (moves.place(it), reading.stop));
    history.renew(document.note.path(), |offset, stop| {
        let cursor = stop.and_then(|it| reading.start_of(it)).map(|it| moves.place(it));
        let offset = if offset == 0 { 0 } else { moves.place(offset) };
        (offset, cursor.and_then(|it| stop_near(&document.note, it, stop)))
    });
    reading.document = document;
    reading.stop = cursor.and_then(|(offset, stop)| stop_near(&reading.document.note, offset, stop));
    reading.folded.clear();
    reading.tokens.clear();
    reading.asked.clear();
    reading.stay_at(top);
    if is_at_start {
        reading.to_start();
    }
    reading.here = here.filter(|_| !matches!(reading.top, Top::End));
    if let Some(query) = reading.lookup.as_ref().map(|_| reading.searched.clone().unwrap_or_default()) {
        let mut lookup = Lookup::new(&reading.document.note, &query, None);
        lookup.seek(&reading.document.note, top);
        reading.lookup = Some(lookup).filter(|it| !it.matches.is_empty());
    }
}

/// The link or timestamp of the same kind at or next after an offset.
fn stop_near(note: &Note, offset: u32, stop: Option<Stop>) -> Option<Stop> {
    match stop? {
        Stop::Link(_) => {
            let at = note.links().partition_point(|it| it.span.end <= offset);
            note.links().get(at).filter(|it| it.span.start <= offset).map(|_| Stop::Link(at as u32))
        }
        Stop::Timestamp(_) => {
            let at = note.timestamps().partition_point(|it| it.span.end <= offset);
            note.timestamps().get(at).filter(|it| it.span.start <= offset).map(|_| Stop::Timestamp(at as u32))
        }
    }
}

/// Where things of an old note stand in a new one.
struct Moves<'a> {
    old: &'a Note,
    new: &'a Note,
    /// The leaves of the new note by their clean text.
    leaves: HashMap<String, Vec<BlockId>>,
}

/// So many leaves around a lost one are looked at.
const AROUND: u32 = 500;

impl<'a> Moves<'a> {
    fn new(old: &'a Note, new: &'a Note) -> Self {
        let mut leaves: HashMap<String, Vec<BlockId>> = HashMap::new();
        for block in leaves_of(new) {
            leaves.entry(new.clean(block)).or_default().push(block);
        }
        Self { old, new, leaves }
    }

    /// The offset in the new note of what stood at `offset` in the old one: the same leaf, else its nearest neighbour
    /// that is still there, else the section of the same name.
    fn place(&self, offset: u32) -> u32 {
        let at = self.old.blocks().partition_point(|it| it.span.start <= offset).saturating_sub(1) as BlockId;
        let inside = offset.saturating_sub(start(self.old, at));
        if let Some(same) = self.same(at) {
            return start(self.new, same) + inside.min(length(self.new, same).saturating_sub(1));
        }
        if let Some(same) = self.same_sentence(at, offset) {
            return same;
        }
        if let Some(instead) = self.instead(at) {
            return start(self.new, instead);
        }
        let around = (1..AROUND).flat_map(|it| [at.checked_sub(it), Some(at + it)]).flatten();
        let near = around.filter(|it| !self.old.runs(*it).is_empty()).find_map(|it| self.same(it));
        near.map_or_else(|| self.section_start(offset), |it| start(self.new, it))
    }

    /// The leaf that stands where one was that is gone: between the same neighbours, and alone there.
    fn instead(&self, block: BlockId) -> Option<BlockId> {
        let is_leaf = |it: &BlockId| !self.old.runs(*it).is_empty();
        let (before, after) = ((0..block).rev().find(is_leaf)?, (block + 1..).take(AROUND as usize).find(is_leaf)?);
        let (first, last) = (self.same(before)? + 1, self.same(after)?);
        let mut between = (first..last).filter(|it| !self.new.runs(*it).is_empty());
        between.next().filter(|_| between.next().is_none())
    }

    /// Where the words at `offset`, or the last ones before them that are still there, stand in a leaf that is not as
    /// it was.
    fn same_sentence(&self, block: BlockId, offset: u32) -> Option<u32> {
        let leaf = self.old.block(block).filter(|_| !self.old.runs(block).is_empty())?.span;
        let title = section_title(self.old, offset);
        let named = |it: &&Section| self.new.section_title(it) == title;
        let spans = self.new.sections().iter().filter(named).map(|it| it.span).collect::<Vec<_>>();
        let before = (leaf.start..=offset).rev().step_by(STEP).take(PIECES);
        let after = (offset..leaf.end).step_by(STEP).skip(1).take(PIECES);
        before.chain(after).find_map(|from| {
            let words = words_at(self.old, from, leaf.end)?;
            let found = spans.iter().find_map(|it| Some((it.start, it.of(self.new.source()).find(words)?)));
            let last = self.new.source().len() as u32;
            found.map(|(start, at)| (start + at as u32 + offset.saturating_sub(from)).min(last))
        })
    }

    /// The leaf with the same text: of several one in the section of the same name, then the nearest.
    fn same(&self, block: BlockId) -> Option<BlockId> {
        if self.old.runs(block).is_empty() {
            return None;
        }
        let text = self.old.clean(block);
        let found = self.leaves.get(&text).filter(|_| !text.is_empty())?;
        let section = section_title(self.old, start(self.old, block));
        let rank = |it: &&BlockId| (section_title(self.new, start(self.new, **it)) != section, it.abs_diff(block));
        found.iter().min_by_key(rank).copied()
    }

    fn section_start(&self, offset: u32) -> u32 {
        let title = section_title(self.old, offset);
        let same = self.new.sections().iter().find(|it| it.level > 0 && self.new.section_title(it) == title);
        same.map_or_else(|| offset.min(self.new.source().len() as u32), |it| it.span.start)
    }
}

/// So many bytes are sought at once, so many on from each other, and so many times.
const WORDS: usize = 120;
const STEP: usize = 40;
const PIECES: usize = 50;

/// The bytes of a note at `from`, as far as `end`; none where a character does not begin there, or too few are left.
fn words_at(note: &Note, from: u32, end: u32) -> Option<&str> {
    let source = note.source();
    let end = (from as usize + WORDS).min(end as usize);
    let end = (from as usize..=end).rev().find(|it| source.is_char_boundary(*it))?;
    source.get(from as usize..end).filter(|it| it.len() * 2 >= WORDS)
}

fn leaves_of(note: &Note) -> impl Iterator<Item = BlockId> + '_ {
    (0..note.blocks().len() as BlockId).filter(|it| !note.runs(*it).is_empty())
}

fn section_title(note: &Note, offset: u32) -> String {
    note.sections().get(note.section_at(offset)).map_or_else(String::new, |it| note.section_title(it))
}

fn start(note: &Note, block: BlockId) -> u32 {
    note.block(block).map_or(0, |it| it.span.start)
}

fn length(note: &Note, block: BlockId) -> u32 {
    note.block(block).map_or(0, |it| it.span.len() as u32)
}
