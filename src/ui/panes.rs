//! The panes beside the text: sections, concepts, timestamps.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        knowledge::{Sum, of_sections},
        pane::{Focus, Order},
        pane_keys::PaneRow,
        quiz_page::Marks,
        reading::Reading,
    },
    library::{ConceptKey, Digest, Mention, Place},
    note::{INTRODUCTION, Note, Span, short, visible},
    ui::{
        count::grouped,
        level,
        paint::{Paint, columns},
        theme::Role,
        wrap::fitted,
    },
};
use std::{collections::HashMap, rc::Rc};

/// What the panes remember between frames.
#[derive(Default)]
pub struct Memory {
    /// The first visible row of each pane; it moves only as far as it must.
    first: [usize; 3],
    /// The sentences of timestamps that were shown, for one opening of a note.
    sentences: HashMap<u32, Rc<str>>,
    opening: u32,
}

/// More sentences than this are not kept when the next frame begins.
const KEPT: usize = 20_000;
/// No pane is wider than this, in columns.
const WIDEST: usize = 60;

impl Memory {
    /// Forgets what belongs to another opening of a note.
    pub fn prepare(&mut self, opening: u32) {
        if self.opening != opening || self.sentences.len() > KEPT {
            self.opening = opening;
            self.sentences.clear();
        }
    }

    fn first(&mut self, pane: Focus) -> &mut usize {
        &mut self.first[match pane {
            Focus::Timestamps => 2,
            Focus::Concepts => 1,
            Focus::Sections | Focus::Text => 0,
        }]
    }

    fn sentence(&mut self, note: &Note, stamp: u32) -> Rc<str> {
        if !self.sentences.contains_key(&stamp) {
            self.read_block(note, stamp);
        }
        self.sentences.get(&stamp).cloned().unwrap_or_default()
    }

    /// Reads the sentences of all timestamps in the block of one: the block is cleaned once for all of them.
    fn read_block(&mut self, note: &Note, stamp: u32) {
        let stamps = note.timestamps();
        let Some(block) = stamps.get(stamp as usize).map(|it| it.block) else { return };
        let first = stamps.partition_point(|it| it.block < block);
        let end = stamps.partition_point(|it| it.block <= block);
        let row = stamps.get(first..end).unwrap_or_default();
        for (at, sentence) in (first as u32..).zip(note.sentences_of(row)) {
            self.sentences.insert(at, fitted(&visible(&sentence), WIDEST).into());
        }
    }
}

/// Draws a pane into `area`; `here` is where the reader is, in bytes.
pub fn draw(paint: &mut Paint, app: &App, pane: Focus, area: Area, here: u32, memory: &mut Memory, drawn: &mut Drawn) {
    let Some(reading) = &app.reading else { return };
    if area.rows < 2 || area.columns < 4 {
        return;
    }
    drawn.areas.push((area, pane));
    drawn.hits.push(Hit { area, target: HitTarget::Focus(pane) });
    let area = Area { columns: area.columns - 1, ..area };
    title(paint, app, pane, area, here);
    let has_bar = pane == Focus::Timestamps && area.rows > 4 && !reading.document.by_time.is_empty();
    let body = Area { row: area.row + 1, rows: area.rows - 1 - if has_bar { 2 } else { 0 }, ..area };
    let rows = app.pane_rows(pane, here);
    if rows.is_empty() {
        paint.fit(area.column + 2, body.row, area.columns.saturating_sub(2), empty(pane), Role::Quiet);
    }
    let known = known(app, reading, pane);
    let mut list = List { paint, app, reading, pane, area: body, here, memory, known };
    list.draw(&rows, drawn);
    if has_bar {
        bar(paint, reading, Area { row: area.row + area.rows - 1, rows: 1, ..area }, here);
    }
}

fn title(paint: &mut Paint, app: &App, pane: Focus, area: Area, here: u32) {
    let is_focused = app.panes.focus == pane;
    let role = if is_focused { Role::TitleFocused } else { Role::Title };
    let name = match pane {
        Focus::Sections => "SECTIONS",
        Focus::Concepts => "CONCEPTS",
        Focus::Timestamps => "TIMESTAMPS",
        Focus::Text => "",
    };
    let mark = if is_focused { "▸ " } else { "  " };
    let used = paint.fit(area.column, area.row, area.columns, &format!("{mark}{name}"), role);
    let aside = aside(app, pane, here);
    if used + columns(&aside) + 1 < area.columns {
        paint.right(area.column + area.columns, area.row, &aside, Role::Quiet);
    }
}

/// What stands right of a pane's title: how many concepts the section in view links to, how timestamps are ordered.
fn aside(app: &App, pane: Focus, here: u32) -> String {
    let Some(document) = app.reading.as_ref().map(|it| &it.document) else { return String::new() };
    match (pane, app.panes.order) {
        (Focus::Concepts, _) => {
            let section = app.concepts_section(here);
            format!("{} here", document.concepts_in(section).len())
        }
        (Focus::Timestamps, Order::Text) => "text order".into(),
        (Focus::Timestamps, Order::Video) => "video order".into(),
        (Focus::Sections | Focus::Text, _) => String::new(),
    }
}

/// What is known of each section of the note; nothing while no card of it was answered, for that is no news.
fn known(app: &App, reading: &Reading, pane: Focus) -> Vec<Sum> {
    let cards = reading.document.marked_cards().filter(|_| pane == Focus::Sections && app.quiz.marks == Marks::Shown);
    let mut sums =
        cards.map_or_else(Vec::new, |it| of_sections(&it.cards, reading.document.note.sections(), &app.memory));
    if sums.iter().all(|it| it.answered == 0) {
        sums.clear();
    }
    sums
}

fn empty(pane: Focus) -> &'static str {
    match pane {
        Focus::Sections => "no headings",
        Focus::Concepts => "no links",
        Focus::Timestamps | Focus::Text => "no timestamps",
    }
}

struct List<'a, 'b> {
    paint: &'a mut Paint<'b>,
    app: &'a App,
    reading: &'a Reading,
    pane: Focus,
    area: Area,
    here: u32,
    memory: &'a mut Memory,
    /// What is known of each section, while that is shown.
    known: Vec<Sum>,
}

impl List<'_, '_> {
    fn draw(&mut self, rows: &[PaneRow], drawn: &mut Drawn) {
        let is_focused = self.app.panes.focus == self.pane;
        let here = self.app.row_here(self.pane, rows, self.here);
        let shown = match self.pane {
            _ if is_focused => Some(self.app.panes.selected),
            // The concepts of the section in view come first.
            Focus::Concepts => Some(0),
            _ => here,
        };
        let height = self.area.rows as usize / self.row_height();
        let first = self.memory.first(self.pane);
        keep_visible(first, shown, height, rows.len());
        let first = *first;
        for (line, row) in rows.iter().enumerate().skip(first).take(height) {
            let y = self.area.row + ((line - first) * self.row_height()) as u16;
            let area = Area { row: y, rows: self.row_height() as u16, ..self.area };
            drawn.hits.push(Hit { area, target: HitTarget::PaneRow(self.pane, line) });
            let is_here = here == Some(line);
            if is_here && !is_focused {
                self.paint.say(area.column, y, 1, "▌", Role::TitleFocused);
            }
            let before = line.checked_sub(1).filter(|it| *it >= first).and_then(|it| rows.get(it));
            self.row(*row, before.copied(), area, is_here);
            if is_focused && shown == Some(line) {
                let style = self.paint.theme.style(Role::Selected);
                self.paint.tint(Area { rows: 1, ..area }, style);
            }
        }
        let below = rows.len().saturating_sub(first + height);
        if below > 0 {
            self.paint.right(
                self.area.column + self.area.columns,
                self.area.row + self.area.rows - 1,
                "↓",
                Role::Quiet,
            );
        }
        if first > 0 {
            self.paint.right(self.area.column + self.area.columns, self.area.row, "↑", Role::Quiet);
        }
    }

    /// Concepts say below their name what they are called in the text.
    fn row_height(&self) -> usize {
        let rows = self.area.rows as usize;
        let has_room = rows >= 6 || rows >= self.reading.document.concepts.len() * 2;
        if self.pane == Focus::Concepts && has_room { 2 } else { 1 }
    }

    fn row(&mut self, row: PaneRow, before: Option<PaneRow>, area: Area, is_here: bool) {
        match row {
            PaneRow::Section(section) => self.section(section, area, is_here),
            PaneRow::Concept { concept, here } => self.concept(concept, here, area),
            PaneRow::Timestamp(stamp) => self.timestamp(stamp, before, area, is_here),
            PaneRow::Backlinks(count) => self.backlinks(count, area),
            PaneRow::Backlink(place) => self.backlink(place, area),
        }
    }

    /// The row above the mentions of this note in others.
    fn backlinks(&mut self, count: usize, area: Area) {
        let room = area.columns.saturating_sub(2);
        self.paint.fit(area.column + 2, area.row, room, &format!("MENTIONED {}", times(count)), Role::Title);
        if self.row_height() > 1 {
            self.paint.fit(area.column + 2, area.row + 1, room, "Enter shows all of them", Role::Quiet);
        }
    }

    /// A note that mentions this one, and its sentence.
    fn backlink(&mut self, place: Place, area: Area) {
        let Some((note, mention)) = self.app.library.at(place) else { return };
        let x = area.column + 2;
        let room = (area.column + area.columns).saturating_sub(x + 1);
        let title = fitted(&visible(&note.title), room.saturating_sub(2).into());
        self.paint.say(x, area.row, 2, "← ", Role::Quiet);
        self.paint.say(x + 2, area.row, room.saturating_sub(2), &title, Role::Text);
        if self.row_height() > 1 {
            let span = Span { start: excerpt_start(note, mention), end: mention.sentence.end };
            let mark = if span.start > mention.sentence.start { "…" } else { "" };
            let excerpt = format!("{mark}{}", crate::note::excerpt(&note.text, span.range(), span.start as usize));
            self.paint.fit(x + 2, area.row + 1, room.saturating_sub(2), &visible(&excerpt), Role::Quiet);
        }
    }

    fn section(&mut self, index: usize, area: Area, is_here: bool) {
        let note = &self.reading.document.note;
        let Some(section) = note.sections().get(index) else { return };
        let up = |it: &u32| note.sections().get(*it as usize)?.parent;
        let depth = std::iter::successors(section.parent, up).count() as u16;
        let next = note.sections().get(index + 1);
        let has_children = next.is_some_and(|it| it.parent == Some(index as u32));
        let fold = match (has_children, self.reading.folded.contains(&index)) {
            (true, true) => "▸ ",
            (true, false) => "▾ ",
            (false, _) => "  ",
        };
        let title = if section.level == 0 { INTRODUCTION.to_string() } else { note.section_title(section) };
        let x = area.column + 1 + (depth * 2).min(area.columns / 3);
        let room = self.known(index, area).saturating_sub(x + 1);
        self.paint.say(x, area.row, room, fold, Role::Quiet);
        let role = if is_here { Role::Here } else { Role::Text };
        self.paint.fit(x + 2, area.row, room.saturating_sub(2), &visible(&title), role);
    }

    /// How well a section is known and how many of its cards are due, at the right edge; gives where that begins.
    fn known(&mut self, index: usize, area: Area) -> u16 {
        let right = area.column + area.columns;
        let Some(sum) = self.known.get(index) else { return right };
        let Some((mark, role)) = level::sum(sum, &self.app.memory) else { return right };
        let due = if sum.due > 0 { format!("{} ", sum.due) } else { String::new() };
        let start = self.paint.right(right - 1, area.row, mark, role);
        self.paint.right(start, area.row, &due, role)
    }

    fn concept(&mut self, index: usize, here: bool, area: Area) {
        let document = &self.reading.document;
        let Some(concept) = document.concepts.get(index) else { return };
        let exists = matches!(concept.key, ConceptKey::Note(_));
        let count = concept.links.len().to_string();
        let right = area.column + area.columns.saturating_sub(2);
        let start = self.paint.right(right, area.row, &count, Role::Quiet);
        let x = area.column + 2;
        self.paint.say(x, area.row, 2, if exists { "● " } else { "○ " }, Role::Quiet);
        let role = if here { Role::Here } else { Role::Text };
        let room = start.saturating_sub(x + 3);
        self.paint.fit(x + 2, area.row, room, &visible(&concept.title), role);
        if self.row_height() > 1 {
            let aliases = aliases(document, index);
            let room = (area.column + area.columns).saturating_sub(x + 3);
            self.paint.fit(x + 2, area.row + 1, room, &visible(&aliases), Role::Quiet);
        }
    }

    /// A time and its sentence; a sentence that stands in the row above is not said again.
    fn timestamp(&mut self, index: u32, before: Option<PaneRow>, area: Area, is_here: bool) {
        let note = &self.reading.document.note;
        let Some(stamp) = note.timestamps().get(index as usize) else { return };
        let time = short(stamp.seconds);
        let last = self.reading.document.by_time.last().and_then(|it| note.timestamps().get(*it as usize));
        let width = last.map_or(0, |it| short(it.seconds).len());
        let x = area.column + 2;
        let role = if is_here { Role::Here } else { Role::Quiet };
        self.paint.say(x, area.row, width as u16, &format!("{time:>width$}"), role);
        let x = x + width as u16 + 2;
        let room = (area.column + area.columns).saturating_sub(x + 1);
        let sentence = self.memory.sentence(note, index);
        let above = match before {
            Some(PaneRow::Timestamp(it)) => Some(self.memory.sentence(note, it)),
            _ => None,
        };
        if above.as_ref() == Some(&sentence) {
            self.paint.say(x, area.row, room, "″", Role::Quiet);
            return;
        }
        self.paint.fit(x, area.row, room, &sentence, if is_here { Role::Here } else { Role::Text });
    }
}

/// A backlink's sentence is shown from so many bytes before the link.
const BEFORE_WORDS: u32 = 24;

/// Where the excerpt of a backlink's sentence begins: at a word, if one begins there.
fn excerpt_start(note: &Digest, mention: &Mention) -> u32 {
    let (first, words) = (mention.sentence.start, mention.words.start);
    let from = words.saturating_sub(BEFORE_WORDS);
    if from <= first {
        return first.min(words);
    }
    let from = (from..words).find(|it| note.text.is_char_boundary(*it as usize)).unwrap_or(words);
    let blank = note.at(Span { start: from, end: words }).find(' ');
    blank.map_or(from, |it| from + it as u32 + 1)
}

fn times(count: usize) -> String {
    if count == 1 { "IN ONE SENTENCE".into() } else { format!("IN {} SENTENCES", grouped(count)) }
}

/// More aliases than this never fit.
const SHOWN_ALIASES: usize = 12;

fn aliases(document: &crate::app::document::Document, concept: usize) -> String {
    let Some(concept) = document.concepts.get(concept) else { return String::new() };
    let is_source = concept.links.len() == 1
        && concept.links.iter().all(|it| document.note.links().get(*it as usize).is_some_and(|it| it.block.is_none()));
    if is_source {
        return "where this note is from".into();
    }
    let names: Vec<&str> = document.aliases(concept).iter().map(|it| it.0.as_str()).take(SHOWN_ALIASES).collect();
    names.join(", ")
}

/// Moves the first visible row so that `shown` is visible, and no further.
fn keep_visible(first: &mut usize, shown: Option<usize>, height: usize, count: usize) {
    if let Some(shown) = shown {
        *first = (*first).min(shown).max((shown + 1).saturating_sub(height));
    }
    *first = (*first).min(count.saturating_sub(height));
}

/// Where in the video the note's timestamps lie, the one at hand marked.
fn bar(paint: &mut Paint, reading: &Reading, area: Area, here: u32) {
    let stamps = reading.document.note.timestamps();
    let last = reading.document.by_time.last().and_then(|it| stamps.get(*it as usize)).map_or(0, |it| it.seconds);
    let end = short(last);
    let x = area.column + 2;
    let room = area.columns.saturating_sub(4 + 5 + columns(&end) + 1) as usize;
    if room < 4 {
        return;
    }
    let bin = |seconds: u32| (seconds as usize * room / (last as usize + 1)).min(room - 1);
    let mut counts = vec![0usize; room];
    for stamp in stamps {
        counts[bin(stamp.seconds)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    paint.say(x, area.row, 5, "0:00 ", Role::Quiet);
    let near = stamps.partition_point(|it| it.span.end <= here).min(stamps.len().saturating_sub(1));
    let marked = stamps.get(near).map(|it| bin(it.seconds));
    for (at, count) in counts.iter().enumerate() {
        let level = if *count == 0 { 0 } else { (count * 7).div_ceil(most) };
        let block = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][level.min(8)];
        let role = if marked == Some(at) { Role::TitleFocused } else { Role::Quiet };
        paint.say(x + 5 + at as u16, area.row, 1, block, role);
    }
    paint.say(x + 5 + room as u16 + 1, area.row, columns(&end), &end, Role::Quiet);
}
