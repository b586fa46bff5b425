//! The text of a note on the screen: its visible rows, with what can be followed and what was searched for.

use crate::{
    app::{
        drawn::{Area, Hit, HitTarget, Place, TextView},
        knowledge::Sum,
        quiz_cards::HeldCards,
        reading::Reading,
        stop::Stop,
    },
    note::{BlockId, BlockKind, Note, Run, RunKind, Style as Emphasis},
    schedule::Memory,
    ui::{
        embed, level,
        markdown::{InsetRow, Laid},
        page::Page,
        paint::{Paint, columns},
        prefix,
        row::{Part, Row},
        theme::Role,
    },
};
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// What came of drawing the text.
pub struct DrawnText {
    /// Which rows are visible.
    pub view: TextView,
    /// Links and timestamps on the screen.
    pub hits: Vec<Hit>,
    /// Blocks of code on the screen.
    pub code: Vec<BlockId>,
    /// Embeds on the screen.
    pub embeds: Vec<u32>,
}

/// Finds out which rows `area` shows.
pub fn resolve(page: &mut Page, reading: &Reading, area: Area) -> TextView {
    let note = &reading.document.note;
    let top = page.resolve(reading, area.rows);
    let at_start = top.row == 0 && prefix::drawn_before(note, top.block).is_none();
    let mut view = TextView { top, rows: Vec::new(), at_start, at_end: false, height: area.rows };
    let mut at = Some(top);
    while let Some(place) = at.filter(|_| view.rows.len() < area.rows as usize) {
        let laid = page.block(reading, place.block);
        for row in place.row..laid.height() {
            if view.rows.len() == area.rows as usize {
                return view;
            }
            let row = row.saturating_sub(laid.before) as usize;
            view.rows.push(laid.offset(note, place.block, row));
        }
        at = prefix::drawn_after(note, place.block).map(|block| Place { block, row: 0 });
    }
    view.at_end = at.is_none();
    view
}

/// What stands in the column left of the text.
pub struct Margin<'a> {
    /// The cards of the note: blocks that have some are marked.
    pub cards: &'a HeldCards,
    /// What is known of them.
    pub memory: &'a Memory,
    /// The block whose cards one key asks.
    pub at_hand: Option<BlockId>,
    /// The column.
    pub column: u16,
}

impl Margin<'_> {
    fn draw(&self, paint: &mut Paint, block: BlockId, y: u16) {
        if let Some(level) = Sum::of(self.memory, self.cards.of_block(block)).level(self.memory) {
            let (mark, role) = level::mark(level);
            let role = if self.at_hand == Some(block) { Role::Key } else { role };
            paint.say(self.column, y, 1, mark, role);
        }
    }
}

/// Draws the rows of `view` into `area`, and what is marked beside them.
pub fn draw(
    paint: &mut Paint,
    page: &mut Page,
    reading: &Reading,
    view: TextView,
    area: Area,
    margin: Option<&Margin>,
) -> DrawnText {
    let note = &reading.document.note;
    let mut drawing = Drawing { paint, note, reading: Some(reading), area, hits: Vec::new(), is_code_block: false };
    let (mut code, mut embeds) = (Vec::new(), Vec::new());
    let (mut y, mut place) = (0, Some(view.top));
    while let Some(at) = place.filter(|_| y < area.rows) {
        let laid = page.block(reading, at.block);
        drawing.is_code_block = is_code(note, at.block);
        if drawing.is_code_block {
            code.push(at.block);
        }
        embeds.extend(laid.insets.iter().map(|it| it.link));
        for row in at.row..laid.height() {
            if y == area.rows {
                break;
            }
            drawing.row(&laid, row, area.row + y);
            if let Some(margin) = margin.filter(|_| row == laid.before) {
                margin.draw(drawing.paint, at.block, area.row + y);
            }
            y += 1;
        }
        place = prefix::drawn_after(note, at.block).map(|block| Place { block, row: 0 });
    }
    DrawnText { view, hits: drawing.hits, code, embeds }
}

struct Drawing<'a, 'b> {
    paint: &'a mut Paint<'b>,
    note: &'a Note,
    /// What is under the cursor and what was searched for; none for the content of an embed.
    reading: Option<&'a Reading>,
    area: Area,
    hits: Vec<Hit>,
    is_code_block: bool,
}

impl Drawing<'_, '_> {
    fn row(&mut self, laid: &Laid, row: u32, y: u16) {
        let Some(index) = row.checked_sub(laid.before) else {
            self.prefix(&laid.above, y);
            if let Some(head) = laid.head.get(row as usize) {
                self.parts(laid, head, self.area.column, y);
            }
            return;
        };
        let x = self.prefix(if index == 0 { &laid.first } else { &laid.rest }, y);
        if let Some(row) = laid.rows.get(index as usize) {
            self.parts(laid, row, x, y);
        }
    }

    /// Draws what stands left of a row; gives the column after it.
    fn prefix(&mut self, pieces: &[prefix::Prefix], y: u16) -> u16 {
        let mut x = self.area.column;
        for piece in pieces {
            self.paint.say(x, y, self.room(x), &piece.text, piece.role);
            x += columns(&piece.text);
        }
        x
    }

    /// Columns from `x` to the right edge of the text.
    fn room(&self, x: u16) -> u16 {
        (self.area.column + self.area.columns).saturating_sub(x)
    }

    fn parts(&mut self, laid: &Laid, row: &Row, left: u16, y: u16) {
        for part in &row.parts {
            match part {
                Part::Fill { x, text, role } => {
                    let x = left + x;
                    self.paint.say(x, y, self.room(x), text, *role);
                }
                Part::Inset { inset, row } => self.inset(laid, *inset, *row, left, y),
                Part::Text { x, text, range } => self.words(laid, *text, range, left + x, y),
            }
        }
    }

    /// Draws a row of an embed's content; a click on it does what one on the link does.
    fn inset(&mut self, laid: &Laid, inset: usize, row: usize, left: u16, y: u16) {
        let Some(inset) = laid.insets.get(inset) else { return };
        let stop = Stop::Link(inset.link);
        let columns = self.room(left);
        let role = if self.is_at(stop) { Role::TitleFocused } else { Role::Rule };
        let x = left + self.paint.say(left, y, columns, embed::LINE, role);
        let room = self.room(x);
        match inset.rows.get(row) {
            Some(InsetRow::Said(sentence)) => {
                self.paint.say(x, y, room, sentence, Role::Quiet);
            }
            Some(InsetRow::Block { at, row }) => {
                let Some((block, laid)) = inset.blocks.get(*at) else { return };
                let note = inset.note.as_deref().unwrap_or(self.note);
                let area = Area { column: x, row: y, columns: room, rows: 1 };
                let (hits, is_code_block) = (Vec::new(), is_code(note, *block));
                Drawing { paint: self.paint, note, reading: None, area, hits, is_code_block }.row(laid, *row, y);
            }
            None => {}
        }
        let area = Area { column: left, row: y, columns, rows: 1 };
        self.hits.push(Hit { area, target: HitTarget::Stop(stop) });
    }

    fn is_at(&self, stop: Stop) -> bool {
        self.reading.is_some_and(|it| it.stop == Some(stop))
    }

    /// Draws a stretch of a text, piece by piece, each with its look.
    fn words(&mut self, laid: &Laid, text: usize, range: &Range<usize>, mut x: u16, y: u16) {
        let Some((block, shown)) = laid.texts.get(text) else { return };
        let marks = self.marks(*block, range);
        let leaf = if is_table_head(self.note, *block) { Role::Subheading } else { laid.role };
        for (piece, run) in shown.pieces_in(range.clone()) {
            let Some(run) = self.note.all_runs().get(run as usize) else { continue };
            let base = self.look(run, leaf);
            let stop = stop_of(run);
            let from = x;
            for (cut, mark) in cuts(&piece, &marks) {
                let words = shown.text.get(cut).unwrap_or_default();
                x += self.paint.put(x, y, self.room(x), words, mark.map_or(base, |it| base.patch(it)));
            }
            if let Some(stop) = stop {
                self.hit(stop, Area { column: from, row: y, columns: x - from, rows: 1 });
            }
        }
    }

    fn hit(&mut self, stop: Stop, area: Area) {
        self.hits.push(Hit { area, target: HitTarget::Stop(stop) });
        if self.is_at(stop) {
            let style = self.paint.theme.style(Role::Selected);
            self.paint.tint(area, style);
        }
    }

    /// The looks laid over a stretch of a leaf's text: tokens of code, then matches.
    fn marks(&self, block: BlockId, range: &Range<usize>) -> Vec<(Range<usize>, Style)> {
        let theme = self.paint.theme;
        let mut marks = Vec::new();
        let Some(reading) = self.reading else { return marks };
        if let Some(tokens) = reading.tokens.get(&block) {
            let first = tokens.partition_point(|it| it.0.end <= range.start);
            let inside = tokens.iter().skip(first).take_while(|it| it.0.start < range.end);
            marks.extend(inside.map(|it| (it.0.clone(), theme.style(Role::Part(it.1)))));
        }
        if let Some(lookup) = &reading.lookup {
            let overlaps = |it: &Range<usize>| it.start < range.end && it.end > range.start;
            let inside = lookup.in_block(block).filter(|it| overlaps(&it.1.range));
            let role = |at| if at == lookup.current { Role::MatchHere } else { Role::Match };
            marks.extend(inside.map(|(at, found)| (found.range.clone(), theme.style(role(at)))));
        }
        marks
    }

    fn look(&self, run: &Run, leaf: Role) -> Style {
        let theme = self.paint.theme;
        let mut style = theme.style(leaf);
        match run.kind {
            // A block of code has the colours of its parts; code among words has one of its own.
            RunKind::Code if self.is_code_block => {}
            RunKind::Code => style = style.patch(theme.style(Role::Code)),
            RunKind::Math => style = style.patch(theme.style(Role::Math)),
            RunKind::Timestamp(_) => return theme.style(Role::Timestamp),
            RunKind::Image | RunKind::Footnote => style = theme.style(Role::Quiet),
            RunKind::Text | RunKind::Blank | RunKind::Break => {}
        }
        if run.link.is_some() && run.kind != RunKind::Image {
            style = style.patch(theme.style(Role::Link));
        }
        for (emphasis, modifier) in [
            (Emphasis::STRONG, Modifier::BOLD),
            (Emphasis::EMPHASIS, Modifier::ITALIC),
            (Emphasis::STRUCK, Modifier::CROSSED_OUT),
        ] {
            if run.style.has(emphasis) {
                style = style.add_modifier(modifier);
            }
        }
        if run.style.has(Emphasis::HIGHLIGHT) { style.patch(theme.style(Role::Highlight)) } else { style }
    }
}

fn is_code(note: &Note, block: BlockId) -> bool {
    note.block(block).is_some_and(|it| matches!(it.kind, BlockKind::Code { .. }))
}

fn is_table_head(note: &Note, cell: BlockId) -> bool {
    let row = note.block(cell).and_then(|it| it.parent).and_then(|it| note.block(it));
    row.is_some_and(|it| it.kind == BlockKind::Row { head: true })
}

/// What a run can be followed to.
fn stop_of(run: &Run) -> Option<Stop> {
    match (run.kind, run.link) {
        (RunKind::Timestamp(stamp), _) => Some(Stop::Timestamp(stamp)),
        (_, link) => link.map(Stop::Link),
    }
}

/// Cuts a stretch at the borders of the marks; of overlapping marks the last one counts.
fn cuts(piece: &Range<usize>, marks: &[(Range<usize>, Style)]) -> Vec<(Range<usize>, Option<Style>)> {
    let mut borders: Vec<usize> = marks.iter().flat_map(|it| [it.0.start, it.0.end]).collect();
    borders.retain(|it| piece.start < *it && *it < piece.end);
    borders.extend([piece.start, piece.end]);
    borders.sort_unstable();
    borders.dedup();
    let style = |at: usize| marks.iter().rev().find(|it| it.0.contains(&at)).map(|it| it.1);
    borders.windows(2).map(|it| (it[0]..it[1], style(it[0]))).collect()
}
