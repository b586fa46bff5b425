//! Frames as bytes: a ratatui backend that collects instead of writing and asks the terminal nothing.

use crate::{app::event, runtime::sgr};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io;

/// The bytes of the next frame, and what the terminal shows of the cursor.
pub struct Canvas {
    bytes: Vec<u8>,
    size: Size,
    cursor_shown: bool,
    cursor_at: Option<Position>,
}

impl Canvas {
    /// An empty canvas; the cursor is taken to be hidden.
    pub fn new(size: event::Size) -> Self {
        let bytes = Vec::with_capacity(16 * 1024);
        Self { bytes, size: cells(size), cursor_shown: false, cursor_at: None }
    }

    /// From now on the canvas has this size; ratatui asks for it at every frame.
    pub fn set_size(&mut self, size: event::Size) {
        self.size = cells(size);
    }

    /// Forgets the cursor: the terminal was entered anew, which hides it.
    pub fn forget_cursor(&mut self) {
        self.cursor_shown = false;
        self.cursor_at = None;
    }

    /// What was drawn since the last call of [`Canvas::wipe`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Starts the next frame.
    pub fn wipe(&mut self) {
        self.bytes.clear();
    }

    fn writer(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.bytes)
    }
}

impl Backend for Canvas {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        // An unchanged picture costs no byte, not even a reset of colours.
        if content.peek().is_none() {
            return Ok(());
        }
        self.cursor_at = None;
        sgr::draw(&mut self.bytes, content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.cursor_shown, false) { self.writer().hide_cursor() } else { Ok(()) }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.cursor_shown, true) { Ok(()) } else { self.writer().show_cursor() }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Nobody needs to know, and a terminal that is asked may never answer.
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor_at.replace(position) == Some(position) {
            return Ok(());
        }
        self.writer().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.writer().clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.writer().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn cells(size: event::Size) -> Size {
    Size::new(size.columns, size.rows)
}
