//! The app without a terminal: keys in, screen text and effects out.

use ratatui::{Terminal, backend::TestBackend, style::Modifier};
use recto::{
    app::{
        App, Start,
        document::Document,
        event::{Effect, Event, Mouse, MouseKind, Size},
        key::{Code, Key},
    },
    note::Note,
    ui::{Palette, Ui},
};

/// A running app on a screen of the test's.
pub struct Session {
    pub app: App,
    pub effects: Vec<Effect>,
    ui: Ui,
    terminal: Terminal<TestBackend>,
}

impl Session {
    /// Opens a note on a screen.
    pub fn new(path: &str, text: &[u8], columns: u16, rows: u16) -> Self {
        let (note, diagnostics) = Note::parse(path, text);
        let start =
            Start { note: Some((Document::new(note, diagnostics), None)), name: String::new(), has_folder: false };
        Self::start(start, columns, rows)
    }

    /// Opens anything.
    pub fn start(start: Start, columns: u16, rows: u16) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(columns, rows));
        let mut session = Self { app: App::new(start), effects: Vec::new(), ui: Ui::new(Palette::Greys), terminal };
        session.event(Event::Resized(Size { columns, rows }));
        session
    }

    /// Hands an event to the app and draws.
    pub fn event(&mut self, event: Event) {
        self.effects.extend(self.app.update(event));
        self.draw();
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        let mut drawn = None;
        let (app, ui) = (&self.app, &mut self.ui);
        let Ok(_) = self.terminal.draw(|frame| drawn = Some(ui.draw(app, frame)));
        self.effects.extend(drawn.map(|it| self.app.drawn(it)).unwrap_or_default());
    }

    /// Changes the size of the screen.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resized(Size { columns, rows }));
    }

    /// Types keys: single characters, and names in `<…>` as the key map prints them.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        for key in parse(script) {
            self.event(Event::Key(key));
        }
        self
    }

    /// Clicks a cell.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse { column, row, kind: MouseKind::Press }));
        self
    }

    /// Turns the wheel over a cell.
    pub fn wheel(&mut self, column: u16, row: u16, kind: MouseKind) -> &mut Self {
        self.event(Event::Mouse(Mouse { column, row, kind }));
        self
    }

    /// What the screen shows, blanks at the ends of lines left out.
    pub fn text(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip =
                    if skip > 0 { skip - 1 } else { unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1) };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// What is drawn in reverse: the link under the cursor, the selected row, the match at hand.
    pub fn reversed(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let cells = buffer.content.iter().filter(|it| it.modifier.contains(Modifier::REVERSED));
        cells.map(ratatui::buffer::Cell::symbol).collect::<String>().trim().to_string()
    }

    /// The cell where a text begins on the screen.
    pub fn find(&self, wanted: &str) -> Option<(u16, u16)> {
        let text = self.text();
        text.lines().enumerate().find_map(|(row, line)| {
            let at = line.find(wanted)?;
            Some((unicode_width::UnicodeWidthStr::width(line.get(..at)?) as u16, row as u16))
        })
    }
}

fn parse(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|it| it.split_once('>')).map(|it| it.0);
        let found = name.and_then(|name| Some((named(name)?, name.len() + 2)));
        let (key, length) =
            found.unwrap_or((Key { code: Code::Char(first), ctrl: false, alt: false }, first.len_utf8()));
        keys.push(key);
        rest = rest.get(length..).unwrap_or_default();
    }
    keys
}

fn named(name: &str) -> Option<Key> {
    let plain = |code| Some(Key { code, ctrl: false, alt: false });
    if let Some(letter) = name.strip_prefix("C-") {
        return Some(Key { code: Code::Char(letter.chars().next()?), ctrl: true, alt: false });
    }
    match name {
        "Enter" => plain(Code::Enter),
        "Esc" => plain(Code::Escape),
        "Tab" => plain(Code::Tab),
        "S-Tab" => plain(Code::BackTab),
        "BS" => plain(Code::Backspace),
        "Down" => plain(Code::Down),
        "Up" => plain(Code::Up),
        "Left" => plain(Code::Left),
        "Right" => plain(Code::Right),
        "Home" => plain(Code::Home),
        "End" => plain(Code::End),
        "PgDn" => plain(Code::PageDown),
        "PgUp" => plain(Code::PageUp),
        "Space" => plain(Code::Char(' ')),
        _ => None,
    }
}
