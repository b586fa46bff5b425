//! Entries of several lines below each other, one of them selected: the pages of concepts and videos are made of them.

use crate::{
    app::drawn::{Area, Drawn, Hit, HitTarget},
    library::Digest,
    note::{Span, visible},
    ui::{paint::Paint, theme::Role, wrap::wrap},
};
use std::ops::Range;

/// One line of an entry.
pub struct Line {
    /// What it says.
    pub text: String,
    /// Its look.
    pub role: Role,
    /// Words to be marked, as bytes of `text`.
    pub marked: Vec<Range<usize>>,
    /// Stands at the right edge.
    pub right: Option<String>,
    /// Belongs to what is selected; headings and blank lines between entries do not.
    pub is_entry: bool,
}

impl Line {
    /// A line that belongs to no entry.
    pub fn plain(text: String, role: Role) -> Self {
        Self { text, role, marked: Vec::new(), right: None, is_entry: false }
    }

    /// A line of an entry.
    pub fn entry(text: String, role: Role) -> Self {
        Self { is_entry: true, ..Self::plain(text, role) }
    }

    /// Draws it at a cell, at most so many columns wide.
    pub fn draw(&self, paint: &mut Paint, x: u16, y: u16, width: u16) {
        let mut at = x;
        let mut done = 0;
        for mark in &self.marked {
            let before = self.text.get(done..mark.start).unwrap_or_default();
            at += paint.say(at, y, (x + width).saturating_sub(at), before, self.role);
            let words = self.text.get(mark.clone()).unwrap_or_default();
            at += paint.say(at, y, (x + width).saturating_sub(at), words, Role::Link);
            done = mark.end;
        }
        let rest = self.text.get(done..).unwrap_or_default();
        paint.fit(at, y, (x + width).saturating_sub(at), rest, self.role);
        if let Some(right) = &self.right {
            paint.right(x + width, y, right, Role::Quiet);
        }
    }
}

/// What can be drawn as entries.
pub trait Entries {
    /// How many there are.
    fn count(&self) -> usize;
    /// The lines of one at a width; at the top of the screen it says which group it belongs to.
    fn lines(&self, entry: usize, width: u16, is_top: bool) -> Vec<Line>;
}

/// Draws entries; `first` is the first visible one and moves only as far as it must. Only what is visible is asked for.
pub fn draw(
    paint: &mut Paint,
    entries: &impl Entries,
    selected: usize,
    area: Area,
    first: &mut usize,
    drawn: &mut Drawn,
) {
    let width = area.columns.saturating_sub(2).max(8);
    drawn.page_rows = entries.count();
    if selected <= 1 {
        // What stands above the first rows is seen with them.
        *first = 0;
    }
    *first = first_for(entries, selected, *first, width, area.rows);
    let end = area.row + area.rows;
    let mut y = area.row;
    for entry in *first..entries.count() {
        if y >= end {
            break;
        }
        let top = y;
        for line in entries.lines(entry, width, entry == *first).iter().take((end - y).into()) {
            line.draw(paint, area.column + 2, y, width);
            if entry == selected && line.is_entry {
                paint.say(area.column, y, 1, "▌", Role::TitleFocused);
            }
            y += 1;
        }
        let whole = Area { column: area.column, row: top, columns: area.columns, rows: y - top };
        drawn.hits.push(Hit { area: whole, target: HitTarget::PageRow(entry) });
    }
}

/// The first entry to show so that the selected one is visible as a whole, if it fits at all.
fn first_for(entries: &impl Entries, selected: usize, first: usize, width: u16, rows: u16) -> usize {
    let mut from = selected;
    // Rows of what follows the first entry; the first one itself may have a heading that it has only at the top.
    let mut below = 0;
    while from > 0 && from > first {
        below += entries.lines(from, width, false).len();
        if below + entries.lines(from - 1, width, true).len() > rows as usize {
            break;
        }
        from -= 1;
    }
    if first <= selected { first.max(from) } else { selected }
}

/// A sentence of a note as lines, with some of its words marked.
pub fn sentence(note: &Digest, sentence: Span, words: &[Span], width: u16) -> Vec<Line> {
    let (text, marks) = shown(note, sentence, words);
    let mut lines = Vec::new();
    for range in wrap(&text, width.into()) {
        let cut = |it: &Range<usize>| it.start.max(range.start) - range.start..it.end.min(range.end) - range.start;
        let inside = marks.iter().filter(|it| it.start < range.end && it.end > range.start);
        let marked = inside.map(cut).collect();
        let text = text.get(range.clone()).unwrap_or_default().to_string();
        lines.push(Line { marked, ..Line::entry(text, Role::Text) });
    }
    lines
}

/// An endless sentence is shown from so many bytes before its words, and so many bytes long.
const BEFORE: u32 = 200;
const LONGEST: u32 = 800;

/// A sentence made harmless, and where its words stand in it.
fn shown(note: &Digest, sentence: Span, words: &[Span]) -> (String, Vec<Range<usize>>) {
    let whole = cut(note, sentence, words.first().copied());
    let (mut text, mut marks) = (String::new(), Vec::new());
    if whole.start > sentence.start {
        text.push('…');
    }
    let mut at = whole.start;
    for span in words.iter().filter(|it| it.start >= whole.start && it.end <= whole.end) {
        if span.start < at {
            continue;
        }
        text.push_str(&visible(note.at(Span { start: at, end: span.start })));
        let start = text.len();
        text.push_str(&visible(note.at(*span)));
        marks.push(start..text.len());
        at = span.end;
    }
    text.push_str(&visible(note.at(Span { start: at, end: whole.end })));
    if whole.end < sentence.end {
        text.push('…');
    }
    (text, marks)
}

fn cut(note: &Digest, sentence: Span, words: Option<Span>) -> Span {
    if sentence.len() <= LONGEST as usize {
        return sentence;
    }
    let border =
        |at: u32| (at..sentence.end).find(|it| note.text.is_char_boundary(*it as usize)).unwrap_or(sentence.end);
    let start = words.map_or(sentence.start, |it| it.start.saturating_sub(BEFORE).max(sentence.start));
    let start = border(start);
    Span { start, end: border((start + LONGEST).min(sentence.end)) }
}
