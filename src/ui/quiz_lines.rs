//! Lines of the quiz: wrapped pieces of text with their looks, gathered one below the other.

use crate::{
    app::action::Action,
    note::visible,
    ui::{
        paint::{Paint, columns},
        theme::Role,
        wrap::wrap,
    },
};
use std::ops::Range;

/// A stretch of a line.
pub type Piece = (String, Role);

/// One line.
#[derive(Clone, Debug, Default)]
pub struct QuizLine {
    /// What it says, from left to right.
    pub pieces: Vec<Piece>,
    /// The row that it belongs to, where rows can be selected.
    pub row: Option<usize>,
    /// What a click on it does.
    pub action: Option<Action>,
}

impl QuizLine {
    /// Draws it at a cell, at most so many columns wide; gives the column after it.
    pub fn draw(&self, paint: &mut Paint, x: u16, y: u16, width: u16) -> u16 {
        let mut at = x;
        for (text, role) in &self.pieces {
            at += paint.say(at, y, (x + width).saturating_sub(at), text, *role);
        }
        at
    }
}

/// A blank at which no line ends; it is drawn as any other.
pub const KEPT: char = '\u{A0}';

/// A lower place has no room for blank lines between the parts of a card.
const ROOMY: u16 = 16;

/// Lines for a column of so many cells.
pub struct Lines {
    /// The lines so far.
    pub all: Vec<QuizLine>,
    /// Lines that must be seen.
    pub focus: Option<Range<usize>>,
    /// The line that stands at the top when not all fit, if the focus allows it.
    pub start: usize,
    width: u16,
    rows: u16,
    is_roomy: bool,
    row: Option<usize>,
}

impl Lines {
    /// No lines, for a place of so many columns and rows.
    pub fn new(columns: u16, rows: u16) -> Self {
        let (all, width, is_roomy) = (Vec::new(), columns.max(8), rows >= ROOMY);
        Self { all, focus: None, start: 0, width, rows, is_roomy, row: None }
    }

    /// How wide a line may be.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// True where there is room for blank lines between the parts of a card.
    pub fn is_roomy(&self) -> bool {
        self.is_roomy
    }

    /// The last line that can stand at the top below which the place is full; the foot takes one line.
    pub fn most(&self) -> usize {
        let room = usize::from(self.rows.saturating_sub(1).max(1));
        self.all.len().saturating_sub(room)
    }

    /// Puts another line in place of one.
    pub fn replace(&mut self, at: usize, pieces: Vec<Piece>) {
        if let Some(line) = self.all.get_mut(at) {
            line.pieces = pieces;
        }
    }

    /// What is added from now on belongs to this row.
    pub fn row(&mut self, row: Option<usize>) {
        self.row = row;
    }

    /// A blank line, unless there is one already.
    pub fn blank(&mut self) {
        if self.all.last().is_some_and(|it| !it.pieces.is_empty()) {
            self.all.push(QuizLine::default());
        }
    }

    /// A thin rule.
    pub fn rule(&mut self) {
        self.push(vec![("─".repeat(self.width.into()), Role::Rule)]);
    }

    /// One line as it is.
    pub fn push(&mut self, pieces: Vec<Piece>) {
        self.all.push(QuizLine { pieces, row: self.row, action: None });
    }

    /// A text in one look.
    pub fn say(&mut self, text: &str, role: Role) {
        self.hang(Vec::new(), vec![(text.to_string(), role)]);
    }

    /// Pieces in as many lines as they need, after `lead`; the lines after the first are indented by its width.
    pub fn hang(&mut self, lead: Vec<Piece>, pieces: Vec<Piece>) {
        let indent: u16 = lead.iter().map(|it| columns(&it.0)).sum();
        let pieces: Vec<Piece> = pieces.into_iter().map(|it| (visible(&it.0).into_owned(), it.1)).collect();
        let text: String = pieces.iter().map(|it| it.0.as_str()).collect();
        let mut lead = lead;
        for range in wrap(&text, self.width.saturating_sub(indent).max(8).into()) {
            let mut line = std::mem::replace(&mut lead, vec![(" ".repeat(indent.into()), Role::Text)]);
            line.extend(cut(&pieces, &range));
            self.push(line);
        }
    }
}

/// The parts of pieces that lie in a range of bytes of them all.
fn cut(pieces: &[Piece], range: &Range<usize>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    for (text, role) in pieces {
        let end = start + text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            found.push((text.get(from - start..to - start).unwrap_or_default().replace(KEPT, " "), *role));
        }
        start = end;
    }
    found
}
