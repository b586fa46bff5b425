//! The text as a stack of rows: only blocks near the screen are ever wrapped, and each once per width.

use crate::{
    app::{
        drawn::Place,
        reading::{Reading, Top},
    },
    note::{BlockId, BlockKind, Note},
    ui::{embed, markdown::Laid, prefix, row::Part, row::Row, title},
};
use std::{collections::HashMap, rc::Rc};

/// The wrapped blocks of one note at one width.
#[derive(Default)]
pub struct Page {
    /// The opening of a note, the width that the blocks were wrapped for, and whether a title stands above them.
    key: (u32, u16, bool),
    /// What the embeds have to show.
    version: u32,
    laid: HashMap<BlockId, Rc<Laid>>,
    /// How high the blocks with embeds were before these had something else to show.
    outgrown: HashMap<BlockId, u32>,
}

/// More wrapped blocks than this are not kept: two thousand rows are far more than a screen.
const KEPT: usize = 256;

impl Page {
    /// Makes the page ready for an opening of a note, with a version of its embeds, at a width; what was wrapped for
    /// another is dropped.
    pub fn prepare(&mut self, (opening, version): (u32, u32), width: u16, has_title: bool) {
        self.outgrown.clear();
        if self.key != (opening, width, has_title) || self.laid.len() > KEPT {
            self.key = (opening, width, has_title);
            self.laid.clear();
        } else if self.version != version {
            let old = self.laid.extract_if(|_, it| !it.insets.is_empty());
            self.outgrown = old.map(|(block, laid)| (block, laid.height())).collect();
        }
        self.version = version;
    }

    /// The rows of a block.
    pub fn block(&mut self, reading: &Reading, block: BlockId) -> Rc<Laid> {
        let (_, width, has_title) = self.key;
        Rc::clone(self.laid.entry(block).or_insert_with(|| Rc::new(lay(reading, block, width, has_title))))
    }

    /// The row that belongs at the top of a screen of `height` rows.
    pub fn resolve(&mut self, reading: &Reading, height: u16) -> Place {
        let note = &reading.document.note;
        let first = first_drawn(note);
        let mut top = match reading.top {
            Top::Row(place) => {
                let place = self.grown(reading, place.max(first));
                self.valid(reading, place)
            }
            Top::Offset { offset, above } => {
                let place = self.place_of(reading, offset);
                self.moved(reading, place, -i64::from(above))
            }
            Top::End => self.last(reading),
        };
        top = self.moved(reading, top, reading.delta);
        let shown = self.rows_from(reading, top, height);
        let missing = i64::from(height) - i64::from(shown);
        self.moved(reading, top, -missing)
    }

    /// The row that shows an offset of the note.
    fn place_of(&mut self, reading: &Reading, offset: u32) -> Place {
        let note = &reading.document.note;
        let block = drawn_at(note, offset);
        let laid = self.block(reading, block);
        let mut rows = (0..laid.rows.len()).rev().filter(|it| !laid.rows.get(*it).is_some_and(Row::is_inset));
        let row = rows.find(|it| laid.offset(note, block, *it) <= offset).unwrap_or(0);
        Place { block, row: laid.before + row as u32 }
    }

    /// A place in the content of an embed that has something else to show: as many rows before its end as it was. Who
    /// comes from below has read what is there, and sees the rows under it stay.
    fn grown(&mut self, reading: &Reading, place: Place) -> Place {
        let Some(old) = self.outgrown.remove(&place.block) else { return place };
        let laid = self.block(reading, place.block);
        let content = laid.rows.iter().position(Row::is_inset).unwrap_or(laid.rows.len());
        let content = laid.before + content as u32;
        if place.row < content {
            return place;
        }
        let row = (place.row + laid.height()).saturating_sub(old).max(content);
        Place { block: place.block, row }
    }

    /// A place that exists: the nearest one to a place that may not.
    fn valid(&mut self, reading: &Reading, place: Place) -> Place {
        let block = if self.block(reading, place.block).height() > 0 {
            place.block
        } else {
            after(reading, place.block).or_else(|| before(reading, place.block)).unwrap_or(0)
        };
        let height = self.block(reading, block).height();
        Place { block, row: place.row.min(height.saturating_sub(1)) }
    }

    fn last(&mut self, reading: &Reading) -> Place {
        let block = before(reading, reading.document.note.blocks().len() as BlockId).unwrap_or(0);
        let height = self.block(reading, block).height();
        Place { block, row: height.saturating_sub(1) }
    }

    /// A place `rows` further down, or up; it stops at the ends of the note.
    pub fn moved(&mut self, reading: &Reading, from: Place, rows: i64) -> Place {
        if rows >= 0 { self.down(reading, from, rows) } else { self.up(reading, from, -rows) }
    }

    fn down(&mut self, reading: &Reading, mut place: Place, mut rows: i64) -> Place {
        loop {
            let left = i64::from(self.block(reading, place.block).height()) - i64::from(place.row) - 1;
            if rows <= left {
                place.row += rows as u32;
                return place;
            }
            let Some(next) = after(reading, place.block) else {
                place.row += left.max(0) as u32;
                return place;
            };
            rows -= left + 1;
            place = Place { block: next, row: 0 };
        }
    }

    fn up(&mut self, reading: &Reading, mut place: Place, mut rows: i64) -> Place {
        loop {
            if rows <= i64::from(place.row) {
                place.row -= rows as u32;
                return place;
            }
            let Some(before) = before(reading, place.block) else {
                return Place { block: place.block, row: 0 };
            };
            rows -= i64::from(place.row) + 1;
            let height = self.block(reading, before).height();
            place = Place { block: before, row: height.saturating_sub(1) };
        }
    }

    /// How many rows there are from a place on, at most `most`.
    fn rows_from(&mut self, reading: &Reading, place: Place, most: u16) -> u16 {
        let mut rows = i64::from(self.block(reading, place.block).height()) - i64::from(place.row);
        let mut at = place.block;
        while rows < i64::from(most) {
            let Some(next) = after(reading, at) else { break };
            rows += i64::from(self.block(reading, next).height());
            at = next;
        }
        rows.clamp(0, i64::from(most)) as u16
    }
}

impl Laid {
    /// The offset in the note of what a row shows.
    pub fn offset(&self, note: &Note, block: BlockId, row: usize) -> u32 {
        let text = |it: &Part| match it {
            Part::Text { text, range, .. } => self.texts.get(*text).map(|it| it.1.source_offset(note, range.start)),
            Part::Fill { .. } | Part::Inset { .. } => None,
        };
        let rows = self.rows.get(..=row).unwrap_or(&self.rows);
        let start = note.block(block).map_or(0, |it| it.span.start);
        rows.iter().rev().find_map(|it| it.parts.iter().find_map(text)).unwrap_or(start)
    }
}

/// Lays out a block, the first one with the title above it.
fn lay(reading: &Reading, block: BlockId, width: u16, has_title: bool) -> Laid {
    let note = &reading.document.note;
    let mut laid = Laid::new(note, block, width);
    embed::set_in(&mut laid, reading, block, width);
    if has_title && !laid.rows.is_empty() && prefix::drawn_before(note, block).is_none() {
        laid.head = title::rows(note, block, width);
        laid.before = laid.head.len() as u32;
    }
    laid
}

fn after(reading: &Reading, block: BlockId) -> Option<BlockId> {
    prefix::drawn_after(&reading.document.note, block)
}

fn before(reading: &Reading, block: BlockId) -> Option<BlockId> {
    prefix::drawn_before(&reading.document.note, block)
}

fn first_drawn(note: &Note) -> Place {
    let is_drawn = note.block(0).is_some_and(|it| !it.kind.is_container() || matches!(it.kind, BlockKind::Table(_)));
    let block = if is_drawn { 0 } else { prefix::drawn_after(note, 0).unwrap_or(0) };
    Place { block, row: 0 }
}

/// The drawn block in which an offset stands, or the next one.
fn drawn_at(note: &Note, offset: u32) -> BlockId {
    let at = note.blocks().partition_point(|it| it.span.start <= offset).saturating_sub(1) as BlockId;
    let up = std::iter::successors(Some(at), |it| note.block(*it)?.parent);
    let is_table = |it: &BlockId| note.block(*it).is_some_and(|it| matches!(it.kind, BlockKind::Table(_)));
    if let Some(table) = up.filter(is_table).last() {
        return table;
    }
    let is_leaf = note.block(at).is_some_and(|it| !it.kind.is_container());
    if is_leaf { at } else { prefix::drawn_after(note, at).or_else(|| prefix::drawn_before(note, at)).unwrap_or(at) }
}
