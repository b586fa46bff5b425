//! The picture on the screen: draws frames and sends each in one write.

use crate::app::event::Size;
use crate::runtime::canvas::Canvas;
use crate::runtime::screen::{Guard, Screen};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, buffer::Cell};
use std::io;
use std::sync::Arc;

/// Synchronised update: a terminal that knows it shows the frame at once, the others ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// The screen, taken, with the frame that it shows.
pub struct Window {
    terminal: Terminal<Canvas>,
    screen: Guard,
    size: Size,
    /// The last picture holds clusters that terminals draw with different widths: nobody knows what they left
    /// behind, so the next picture is drawn from nothing.
    is_unsure: bool,
}

/// Emoji of several parts, keycaps, flags: one cluster to us, and to some terminals several.
fn is_unsure(cell: &Cell) -> bool {
    let is_part = |it: char| matches!(it, '\u{200D}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}');
    cell.symbol().len() > 4 && cell.symbol().chars().any(is_part)
}

impl Window {
    /// Takes the screen; it is empty then.
    pub fn open(screen: &Arc<Screen>) -> io::Result<Self> {
        let guard = Guard(Arc::clone(screen));
        screen.enter()?;
        let size = screen.size();
        Ok(Self { terminal: Terminal::new(Canvas::new(size))?, screen: guard, size, is_unsure: false })
    }

    /// The size that frames have.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Follows the terminal's size; `Some` when it has changed. The next frame is drawn whole in any case: a terminal
    /// that was small for a moment has cut the picture.
    pub fn follow_size(&mut self) -> Option<Size> {
        let size = self.screen.0.size();
        let is_new = size != self.size;
        self.size = size;
        self.terminal.backend_mut().set_size(size);
        // Only the terminal itself can fail, and the canvas does not ask it.
        let _ = self.terminal.resize(Rect::new(0, 0, size.columns, size.rows));
        is_new.then_some(size)
    }

    /// Takes the screen again after others had it; [`Window::follow_size`] comes next.
    pub fn reopen(&mut self) -> io::Result<()> {
        self.screen.0.enter()?;
        self.terminal.backend_mut().forget_cursor();
        Ok(())
    }

    /// Draws one frame and sends what has changed.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if self.is_unsure {
            self.terminal.clear()?;
        }
        let frame = self.terminal.draw(picture)?;
        self.is_unsure = frame.buffer.content.iter().any(is_unsure);
        let changes = self.terminal.backend().bytes();
        let sent = if changes.is_empty() { Ok(()) } else { self.screen.0.write(&[BEGIN, changes, END].concat()) };
        self.terminal.backend_mut().wipe();
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::Backend;

    #[test]
    fn an_unchanged_frame_costs_nothing() {
        let size = Size { columns: 20, rows: 3 };
        let mut terminal = Terminal::new(Canvas::new(size)).unwrap();
        let picture = |frame: &mut Frame| frame.render_widget("hello", frame.area());
        terminal.draw(picture).unwrap();
        assert!(terminal.backend().bytes().starts_with(b"\x1b[1;1Hhello"));
        terminal.backend_mut().wipe();
        terminal.draw(picture).unwrap();
        assert_eq!(terminal.backend().bytes(), b"");
    }

    #[test]
    fn a_resting_cursor_costs_nothing() {
        let mut canvas = Canvas::new(Size { columns: 20, rows: 3 });
        for _ in 0..2 {
            canvas.show_cursor().unwrap();
            canvas.set_cursor_position((2, 1)).unwrap();
        }
        assert_eq!(canvas.bytes(), b"\x1b[?25h\x1b[2;3H");
    }

    #[test]
    fn no_size_is_too_small() {
        for (columns, rows) in [(0, 0), (0, 5), (1, 1), (2, 1)] {
            let mut terminal = Terminal::new(Canvas::new(Size { columns, rows })).unwrap();
            terminal.draw(|frame| frame.render_widget("long text", frame.area())).unwrap();
        }
    }
}
