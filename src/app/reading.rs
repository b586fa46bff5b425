//! Reading a note: where the text stands, what is under the cursor, what was searched for.

use crate::{
    app::{
        document::Document,
        drawn::{Place, TextView},
        embeds::Embeds,
        highlight::Tokens,
        lookup::Lookup,
        stop::Stop,
    },
    note::BlockId,
};
use std::collections::{HashMap, HashSet};

/// A note that is being read.
pub struct Reading {
    /// The note.
    pub document: Document,
    /// Where the text is to stand; drawing finds out which row that is.
    pub top: Top,
    /// Rows to move from there.
    pub delta: i64,
    /// The link or timestamp under the cursor.
    pub stop: Option<Stop>,
    /// Where the reader jumped to; until the text is scrolled, this is where they are.
    pub here: Option<u32>,
    /// The words searched for.
    pub lookup: Option<Lookup>,
    /// What was searched for last, for the next match after its marks were taken off.
    pub searched: Option<String>,
    /// The sections whose children are folded away in the sections pane.
    pub folded: HashSet<usize>,
    /// What the parts of code are, as far as it is known.
    pub tokens: HashMap<BlockId, Tokens>,
    /// Blocks of code whose tokens were asked for.
    pub asked: HashSet<BlockId>,
    /// What is known of the notes that this one embeds.
    pub embeds: Embeds,
    /// What the last frame showed of the text.
    pub view: TextView,
    /// The text that the reader left at the top, while the screen changes its width or the note its text again and
    /// again.
    anchor: Option<u32>,
}

/// Where the text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    /// A row at the top of the screen.
    Row(Place),
    /// The row that shows an offset, so many rows below the top.
    Offset {
        /// Bytes into the note.
        offset: u32,
        /// Rows above it.
        above: u16,
    },
    /// The last row at the bottom.
    End,
}

impl Reading {
    /// Opens a note at an offset.
    pub fn new(document: Document, offset: Option<u32>) -> Self {
        let top =
            offset.filter(|it| *it > 0).map_or(Top::Row(Place::default()), |offset| Top::Offset { offset, above: 0 });
        Self {
            document,
            top,
            delta: 0,
            stop: None,
            here: None,
            lookup: None,
            searched: None,
            folded: HashSet::new(),
            tokens: HashMap::new(),
            asked: HashSet::new(),
            embeds: Embeds::default(),
            view: TextView::default(),
            anchor: None,
        }
    }

    /// Takes over what a frame showed.
    pub fn drawn(&mut self, view: TextView) {
        self.top = Top::Row(view.top);
        self.delta = 0;
        self.view = view;
    }

    /// The offset of the first row on the screen.
    pub fn offset(&self) -> u32 {
        match self.top {
            Top::Offset { offset, .. } => offset,
            _ => self.view.rows.first().copied().unwrap_or(0),
        }
    }

    /// Where the reader is: where they jumped to, else the text near the top of the screen, and at the
    /// end of the note its last lines.
    pub fn here(&self) -> u32 {
        match self.here {
            Some(offset) if self.is_moving() => offset,
            jumped => here(jumped, &self.view),
        }
    }

    /// True between a key that moves the text and the frame that shows it moved: several keys may come at once.
    fn is_moving(&self) -> bool {
        self.delta != 0 || self.top != Top::Row(self.view.top)
    }

    /// Holds on to the text at the top while it is wrapped anew.
    pub fn keep_place(&mut self) {
        if self.view.at_start {
            self.top = Top::Row(Place::default());
        } else if let (Top::Row(_), Some(first)) = (self.top, self.view.rows.first()) {
            let offset = *self.anchor.get_or_insert(*first);
            self.top = match self.stop.and_then(|it| self.start_of(it)) {
                Some(cursor) => Top::Offset { offset: cursor, above: self.view.height / 3 },
                None => Top::Offset { offset, above: 0 },
            };
        }
    }

    /// Scrolls by rows.
    pub fn scroll(&mut self, rows: i64) {
        self.delta += rows;
        self.here = None;
        self.anchor = None;
    }

    /// Puts an offset on the screen, `above` rows below its top.
    pub fn jump(&mut self, offset: u32, above: u16) {
        self.top = Top::Offset { offset, above };
        self.delta = 0;
        self.here = Some(offset);
        self.anchor = None;
    }

    /// The text that is to stay at the top, whatever becomes of the rows.
    pub fn stays_at(&self) -> u32 {
        self.anchor.filter(|_| matches!(self.top, Top::Row(_))).unwrap_or_else(|| self.offset())
    }

    /// Holds on to an offset at the top: the row that shows it may begin before it, and another time elsewhere.
    pub fn stay_at(&mut self, offset: u32) {
        self.jump(offset, 0);
        self.anchor = Some(offset);
    }

    /// Puts a row that was seen before back at the top.
    pub fn return_to(&mut self, place: Place) {
        self.top = Top::Row(place);
        self.delta = 0;
        self.anchor = None;
    }

    /// Puts an offset on the screen, without moving the text when it is there already.
    pub fn reveal(&mut self, offset: u32) {
        let (first, last) = (self.view.rows.first(), self.view.rows.last());
        let is_visible = first.is_some_and(|it| *it <= offset) && last.is_some_and(|it| offset < *it);
        if is_visible && !self.is_moving() {
            self.here = Some(offset);
        } else {
            self.jump(offset, self.view.height / 3);
        }
    }

    /// Moves to the next or previous match: from the one at hand, or from the screen when that one is out of sight.
    /// Tells whether an end was passed; none when nothing is searched for.
    pub fn step_match(&mut self, step: isize) -> Option<bool> {
        self.search_again();
        let (first, last) = (self.offset(), self.view.rows.last().copied().unwrap_or(u32::MAX));
        let note = &self.document.note;
        let lookup = self.lookup.as_mut()?;
        let is_seen = lookup.offset(note).is_some_and(|it| first <= it && it <= last);
        let wrapped = match (is_seen, step > 0) {
            (true, _) => lookup.step(step),
            (false, true) => lookup.seek(note, first),
            (false, false) => {
                lookup.seek(note, first);
                lookup.step(-1)
            }
        };
        if let Some(offset) = lookup.offset(note) {
            self.reveal(offset);
        }
        Some(wrapped)
    }

    /// Takes up the last search where its marks were taken off.
    fn search_again(&mut self) {
        if self.lookup.is_none()
            && let Some(query) = &self.searched
        {
            let mut lookup = Lookup::new(&self.document.note, query, None);
            lookup.seek(&self.document.note, self.offset());
            self.lookup = Some(lookup).filter(|it| !it.matches.is_empty());
        }
    }

    /// Goes to a section.
    pub fn jump_to_section(&mut self, section: usize) {
        if let Some(section) = self.document.note.sections().get(section) {
            let first = section.heading.and_then(|it| self.document.note.runs(it).first());
            let start = first.map_or(section.span.start, |it| it.span.start);
            self.stop = None;
            if section.level == 0 { self.to_start() } else { self.jump(start, 1) }
        }
    }

    /// Goes to what a link names after its `#`: a heading, or a block; false when there is no such part.
    pub fn jump_to_part(&mut self, part: &str) -> bool {
        let note = &self.document.note;
        if let Some(section) = note.section_named(part).filter(|_| !part.contains('^')) {
            self.jump_to_section(section);
            return true;
        }
        let start = note.part(part).and_then(|it| note.block(it.0)).map(|it| it.span.start);
        if let Some(start) = start {
            self.stop = None;
            self.jump(start, 1);
        }
        start.is_some()
    }

    /// Goes to the beginning of the note.
    pub fn to_start(&mut self) {
        self.top = Top::Row(Place::default());
        self.delta = 0;
        self.here = Some(0);
        self.anchor = None;
    }

    /// Goes to the end of the note.
    pub fn to_end(&mut self) {
        self.top = Top::End;
        self.anchor = None;
        self.delta = 0;
        self.here = None;
    }

    /// Moves to the next (`step` 1) or previous (-1) heading.
    pub fn step_section(&mut self, step: isize) {
        let here = self.document.note.section_at(self.here());
        let start = self.document.note.sections().get(here).map_or(0, |it| it.span.start);
        let is_inside = step < 0 && self.offset() > start && self.here.is_none();
        let next = if is_inside { Some(here) } else { here.checked_add_signed(step) };
        if let Some(next) = next.filter(|it| *it < self.document.note.sections().len()) {
            self.jump_to_section(next);
        }
    }

    /// Moves the cursor to the next (`forward`) or previous link or timestamp; false when there is none.
    pub fn step_stop(&mut self, forward: bool) -> bool {
        let (first, last) = (self.offset(), self.view.rows.last().copied().unwrap_or(u32::MAX));
        let focused =
            self.stop.and_then(|it| self.start_of(it)).filter(|it| self.here.is_some() || (first..last).contains(it));
        let next = match (focused, forward) {
            (Some(at), true) => self.stop_from(at + 1),
            (None, true) => self.stop_from(first),
            (Some(at), false) => self.stop_before(at),
            (None, false) => self.stop_before(last),
        };
        let Some((offset, stop)) = next else { return false };
        self.stop = Some(stop);
        self.reveal(offset);
        true
    }

    /// Where the words of a stop begin.
    pub fn start_of(&self, stop: Stop) -> Option<u32> {
        let note = &self.document.note;
        match stop {
            Stop::Link(link) => {
                let link = note.links().get(link as usize)?;
                note.all_runs().get(link.runs.0 as usize).map(|it| it.span.start)
            }
            Stop::Timestamp(stamp) => note.timestamps().get(stamp as usize).map(|it| it.span.start),
        }
    }

    /// The first stop whose words begin at or after an offset.
    fn stop_from(&self, offset: u32) -> Option<(u32, Stop)> {
        let (links, stamps) = (self.document.note.links(), self.document.note.timestamps());
        // A link begins with brackets: its words may lie after the offset although it does not.
        let near = links.partition_point(|it| it.span.start < offset).saturating_sub(1);
        let starts = (near..links.len()).filter(|it| self.is_stop(*it)).map(|it| Stop::Link(it as u32));
        let mut starts = starts.filter_map(|it| Some((self.start_of(it)?, it)));
        let link = starts.find(|it| it.0 >= offset);
        let stamp = stamps.partition_point(|it| it.span.start < offset);
        let stamp = stamps.get(stamp).map(|it| (it.span.start, Stop::Timestamp(stamp as u32)));
        [link, stamp].into_iter().flatten().min_by_key(|it| it.0)
    }

    fn stop_before(&self, offset: u32) -> Option<(u32, Stop)> {
        let (links, stamps) = (self.document.note.links(), self.document.note.timestamps());
        let before = |it: &usize| self.start_of(Stop::Link(*it as u32)).is_some_and(|it| it < offset);
        let known = 0..links.partition_point(|it| it.span.start < offset);
        let link = known.rev().find(|it| self.is_stop(*it) && before(it));
        let stamp = stamps.partition_point(|it| it.span.start < offset).checked_sub(1);
        let link = link.map(|it| Stop::Link(it as u32)).and_then(|it| Some((self.start_of(it)?, it)));
        let stamp = stamp.map(|it| (stamps[it].span.start, Stop::Timestamp(it as u32)));
        [link, stamp].into_iter().flatten().max_by_key(|it| it.0)
    }

    /// A link that stands in the text; the one of the `From:` line does not.
    fn is_stop(&self, link: usize) -> bool {
        self.document.note.links().get(link).is_some_and(|it| it.block.is_some() && it.runs.0 < it.runs.1)
    }
}

/// Where a reader is who sees `view` and jumped to `jumped`, if they did.
pub fn here(jumped: Option<u32>, view: &TextView) -> u32 {
    let last = view.rows.last().copied().unwrap_or(0);
    let first = view.rows.first().copied().unwrap_or(0);
    if let Some(offset) = jumped.filter(|it| first <= *it && *it <= last) {
        return offset;
    }
    let row = match (view.at_start, view.at_end) {
        (true, _) => 0,
        (false, true) => view.rows.len().saturating_sub(1),
        (false, false) => view.rows.len() / 4,
    };
    view.rows.get(row).copied().unwrap_or(0)
}

impl Default for Top {
    fn default() -> Self {
        Self::Row(Place::default())
    }
}
