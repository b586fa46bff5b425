//! Cells as bytes: the fewest escape sequences that show them, in the codes that every terminal knows.
//!
//! crossterm writes the sixteen colours as entries of the 256; a terminal of sixteen does not know those, and
//! some themes give them other colours. So they are written as the terminal's own here.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// What a cell looks like.
type Look = (Color, Color, Modifier);

const PLAIN: Look = (Color::Reset, Color::Reset, Modifier::empty());

/// Writes cells; at the end the terminal's look is plain again.
pub fn draw<'a>(out: &mut impl Write, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
    let (mut next, mut look) = (None, PLAIN);
    for (x, y, cell) in cells {
        match next {
            Some((at, row)) if row == y && at == x => {}
            Some((at, row)) if row == y && at < x => write!(out, "\x1b[{}C", x - at)?,
            _ => write!(out, "\x1b[{};{}H", y + 1, x + 1)?,
        }
        let wanted = (cell.fg, cell.bg, cell.modifier);
        if wanted != look {
            change(out, wanted)?;
            look = wanted;
        }
        out.write_all(cell.symbol().as_bytes())?;
        next = is_certain(cell.symbol()).then(|| (x.saturating_add(cell.symbol().width().max(1) as u16), y));
    }
    if look == PLAIN { Ok(()) } else { out.write_all(b"\x1b[0m") }
}

/// True when every terminal moves its cursor by the same columns. Clusters of several code points and emoji differ, and
/// some terminals drop U+FFFD: after them the cursor is placed anew.
fn is_certain(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    letters.next().is_none_or(|it| it < '\u{1F000}' && it != '\u{FFFD}') && letters.next().is_none()
}

/// Every look begins from nothing: no terminal forgets half of the one before.
fn change(out: &mut impl Write, (fg, bg, modifier): Look) -> io::Result<()> {
    out.write_all(b"\x1b[0")?;
    for (flag, code) in MODIFIERS {
        if modifier.contains(*flag) {
            write!(out, ";{code}")?;
        }
    }
    colour(out, fg, 30)?;
    colour(out, bg, 40)?;
    out.write_all(b"m")
}

const MODIFIERS: &[(Modifier, u8)] = &[
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// `base` is 30 for the letters and 40 for the ground; the bright eight are 60 further.
fn colour(out: &mut impl Write, colour: Color, base: u8) -> io::Result<()> {
    let own = match colour {
        Color::Reset => return Ok(()),
        Color::Indexed(index) => return write!(out, ";{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => return write!(out, ";{};2;{r};{g};{b}", base + 8),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    write!(out, ";{}", base + own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn cells_in_a_row_share_their_look() {
        let mut cells = vec![Cell::new("a"), Cell::new("日"), Cell::new("b"), Cell::new("c")];
        cells[0].set_style(Style::new().fg(Color::Blue).add_modifier(Modifier::BOLD));
        cells[1].set_style(Style::new().fg(Color::Blue).add_modifier(Modifier::BOLD));
        cells[3].set_style(Style::new().bg(Color::LightYellow));
        let at = [(4, 0), (5, 0), (7, 0), (0, 1)];
        let mut out = Vec::new();
        draw(&mut out, at.iter().zip(&cells).map(|((x, y), cell)| (*x, *y, cell))).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\x1b[1;5H\x1b[0;1;34ma日\x1b[0mb\x1b[2;1H\x1b[0;103mc\x1b[0m");
    }
}
