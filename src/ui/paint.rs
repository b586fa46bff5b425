//! Writing into cells: the one place where text meets the buffer.

use crate::{
    app::drawn::Area,
    note,
    ui::{
        theme::{Role, Theme},
        wrap::fitted,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// A frame's cells with the theme to draw them in.
pub struct Paint<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// The looks.
    pub theme: Theme,
}

impl Paint<'_> {
    /// Writes text from a cell on, at most `width` columns; gives the columns used.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        if !self.holds(x, y) || width == 0 {
            return 0;
        }
        self.buffer.set_stringn(x, y, text, width as usize, style).0.saturating_sub(x)
    }

    /// The same in the look of a meaning.
    pub fn say(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let style = self.theme.style(role);
        self.put(x, y, width, text, style)
    }

    /// The same, with a mark where text had to be left out.
    pub fn fit(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        self.say(x, y, width, &fitted(text, width as usize), role)
    }

    /// Writes text that ends before column `end`; gives the column where it begins.
    pub fn right(&mut self, end: u16, y: u16, text: &str, role: Role) -> u16 {
        let width = columns(text);
        let x = end.saturating_sub(width);
        self.say(x, y, width, text, role);
        x
    }

    /// A line of one character.
    pub fn line(&mut self, x: u16, y: u16, width: u16, character: &str, role: Role) {
        self.say(x, y, width, &character.repeat(width as usize), role);
    }

    /// A vertical line.
    pub fn post(&mut self, x: u16, y: u16, height: u16, role: Role) {
        for row in y..y.saturating_add(height) {
            self.say(x, row, 1, "│", role);
        }
    }

    /// Lays a style over cells that are drawn already.
    pub fn tint(&mut self, area: Area, style: Style) {
        let rect = Rect::new(area.column, area.row, area.columns, area.rows).intersection(self.buffer.area);
        self.buffer.set_style(rect, style);
    }

    /// Empties cells.
    pub fn clear(&mut self, area: Area) {
        let rect = Rect::new(area.column, area.row, area.columns, area.rows).intersection(self.buffer.area);
        for y in rect.top()..rect.bottom() {
            for x in rect.left()..rect.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    fn holds(&self, x: u16, y: u16) -> bool {
        let area = self.buffer.area;
        x < area.right() && y < area.bottom()
    }
}

/// How many columns a text takes.
pub fn columns(text: &str) -> u16 {
    u16::try_from(note::columns(text)).unwrap_or(u16::MAX)
}
