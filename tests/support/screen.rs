//! The app without a terminal: keys in, screen text and effects out.

use ratatui::{Terminal, backend::TestBackend, style::Modifier};
use recto::{
    app::{
        App, Start,
        deed::Stored,
        document::Document,
        event::{Effect, Event, Gathered, Mouse, MouseKind, Size, Stage},
        key::{Code, Key},
        quiz_cards,
        survey::Survey,
    },
    library::{Digest, Library},
    note::Note,
    quiz::{self, CardId, Confidence, Occasion, Rating},
    schedule::{self, Day, EventId, EventIds, Instant, Memory, Review, Settings, What},
    search::{Finder, Index, Query},
    ui::{Palette, Ui},
};
use std::{collections::VecDeque, fs, path::Path, sync::Arc};

/// 2026-11-24, a Tuesday.
pub const TODAY: Day = Day(20_781);
/// What the log calls this device.
pub const DEVICE: &str = "desk-00000001";

/// A running app on a screen of the test's.
pub struct Session {
    pub app: App,
    pub effects: Vec<Effect>,
    /// The notes of the folder: paths and texts.
    notes: Vec<(String, Vec<u8>)>,
    /// Names and times of what is stored.
    ids: EventIds,
    /// The cards with history that the library held before.
    pub held: Vec<CardId>,
    stored: i64,
    /// What a full disk says, when it is full.
    pub trouble: Option<String>,
    ui: Ui,
    terminal: Terminal<TestBackend>,
}

impl Session {
    /// Opens a note on a screen; it is the whole library.
    pub fn new(path: &str, text: &[u8], columns: u16, rows: u16) -> Self {
        let notes = vec![(path.to_string(), text.to_vec())];
        Self::open(notes, Some(path), String::new(), columns, rows)
    }

    /// Opens a folder of notes: on the list of them.
    pub fn folder(notes: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let notes = notes.iter().map(|it| (it.0.to_string(), it.1.as_bytes().to_vec())).collect();
        Self::open(notes, None, "notes".into(), columns, rows)
    }

    fn open(notes: Vec<(String, Vec<u8>)>, path: Option<&str>, name: String, columns: u16, rows: u16) -> Self {
        let first = path.and_then(|path| notes.iter().find(|it| it.0 == path)).map(|it| {
            let (note, diagnostics) = Note::parse(&it.0, it.1.clone());
            (Document::new(note, diagnostics), None)
        });
        let start = Start {
            has_folder: first.is_none(),
            note: first,
            name,
            view: None,
            today: TODAY,
            quiz: None,
            ..Start::default()
        };
        let mut session = Self::start(start, columns, rows);
        session.notes = notes;
        session.gather(&[]);
        session
    }

    /// Opens anything.
    pub fn start(start: Start, columns: u16, rows: u16) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(columns, rows));
        let (effects, notes, ui) = (Vec::new(), Vec::new(), Ui::new(Palette::Greys));
        let (ids, held, stored, trouble) = (EventIds::new(1), Vec::new(), 0, None);
        let mut session = Self { app: App::new(start), effects, notes, ids, held, stored, trouble, ui, terminal };
        session.event(Event::Resized(Size { columns, rows }));
        session
    }

    /// The library of the folder as it is now; these notes have changed.
    fn gather(&mut self, changed: &[&str]) {
        let digest = |it: &(String, Vec<u8>)| Arc::new(Digest::new(&Note::parse(&it.0, it.1.clone()).0));
        let library = Arc::new(Library::new(self.notes.iter().map(digest).collect()));
        let changed = changed.iter().map(ToString::to_string).collect();
        self.event(Event::Gathered(Gathered { library, stage: Stage::Whole, changed, problems: Vec::new() }));
    }

    /// The folder turns out to have notes at these paths; none of them is read.
    pub fn list(&mut self, paths: &[&str]) {
        let library = Arc::new(Library::new(paths.iter().map(|it| Arc::new(Digest::unread(it))).collect()));
        let (changed, problems) = (Vec::new(), Vec::new());
        self.event(Event::Gathered(Gathered { library, stage: Stage::Whole, changed, problems }));
    }

    /// A note of the folder gets another text, or goes.
    pub fn change(&mut self, path: &str, text: Option<&str>) {
        self.notes.retain(|it| it.0 != path);
        self.notes.extend(text.map(|it| (path.to_string(), it.as_bytes().to_vec())));
        self.notes.sort();
        self.gather(&[path]);
    }

    /// Hands an event to the app, answers what it asks of the folder, and draws.
    pub fn event(&mut self, event: Event) {
        let mut asked = VecDeque::from(self.app.update(event));
        while let Some(effect) = asked.pop_front() {
            match self.answer(&effect) {
                Some(event) => asked.extend(self.app.update(event)),
                // A search makes its own index here.
                None if effect == Effect::Index => {}
                None => {
                    let stored = self.store(&effect);
                    self.effects.push(effect);
                    asked.extend(stored.map(|it| self.app.update(it)).unwrap_or_default());
                }
            }
        }
        self.draw();
    }

    /// The log was read, and this stands in it.
    pub fn recall(&mut self, events: Vec<schedule::Event>) -> &mut Self {
        let memory = Box::new(Memory::replay(events, Settings::default(), TODAY));
        self.event(Event::Recalled { memory, device: DEVICE.into(), problem: None });
        self
    }

    /// The log was read: cards of the note at hand were answered so many days ago. The card, the days, the rating.
    pub fn answered(&mut self, answers: &[(usize, i32, Rating)]) -> &mut Self {
        let cards = self.app.reading.as_ref().map(|it| it.document.cards().cards.clone()).unwrap_or_default();
        let mut events = Vec::new();
        for (number, (card, ago, rating)) in answers.iter().enumerate() {
            let day = Day(TODAY.0 - ago);
            let at = Instant(i64::from(day.0) * 86_400_000 + 43_200_000);
            let card = &cards[*card];
            let review = Review {
                card: card.id,
                day,
                rating: *rating,
                kind: Some(card.kind),
                confidence: Some(Confidence::ALL[number % 3]),
                milliseconds: 9_000,
                typed: None,
                occasion: Occasion::Learn,
            };
            let met = What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) };
            for (half, what) in [met, What::Review(review)].into_iter().enumerate() {
                let id = EventId::new(at, (number * 2 + half) as u128);
                events.push(schedule::Event { id, at, device: DEVICE.into(), what });
            }
        }
        self.recall(events)
    }

    /// What the log says to what is stored: it is there, at a second of its own.
    fn store(&mut self, effect: &Effect) -> Option<Event> {
        let Effect::Store(deeds) = effect else { return None };
        self.stored += 1;
        let at = Instant(i64::from(TODAY.0) * 86_400_000 + 43_200_000 + self.stored * 1000);
        let event =
            |what: &What| schedule::Event { id: self.ids.next_at(at), at, device: DEVICE.into(), what: what.clone() };
        let own = deeds.len();
        let (events, problem) = (deeds.iter().map(event).collect(), self.trouble.clone());
        let waiting = usize::from(problem.is_some());
        Some(Event::Stored(Stored { events, own, waiting, problem, today: TODAY }))
    }

    /// What the disk would say: only of notes that the folder has.
    fn answer(&self, effect: &Effect) -> Option<Event> {
        let read = |path: &str| {
            let bytes = self.notes.iter().find(|it| it.0 == path)?.1.clone();
            let (note, diagnostics) = Note::parse(path, bytes);
            Some(Box::new(Document::new(note, diagnostics)))
        };
        match effect {
            Effect::Load(path) => Some(Event::Loaded { path: path.clone(), outcome: Ok((read(path)?, None)) }),
            Effect::Reread(path) => Some(Event::Reread { path: path.clone(), outcome: Ok(read(path)?) }),
            Effect::Find { ticket, query, asked } => {
                let index = Arc::new(Index::new(&self.app.library));
                let mut last = None;
                Finder::new().find(&index, &Query::parse(query), asked, &|| false, &mut |it| last = Some(it));
                Some(Event::Found { ticket: *ticket, results: last? })
            }
            Effect::Deal { ticket, seed, deck } => {
                let read = |path: &str| {
                    let note = Note::parse(path, self.notes.iter().find(|it| it.0 == path)?.1.clone()).0;
                    let cards = quiz_cards::cards(&note);
                    Some((note, cards))
                };
                let cards = quiz::deal(deck, &self.app.library, *seed, read);
                Some(Event::Dealt { ticket: *ticket, cards })
            }
            Effect::Survey(known) => {
                let read = |path: &str| {
                    let note = Note::parse(path, self.notes.iter().find(|it| it.0 == path)?.1.clone()).0;
                    let cards = quiz_cards::cards(&note);
                    Some((note, cards))
                };
                Some(Event::Surveyed(Box::new(Survey::make(known, &self.held, &self.app.library, read))))
            }
            Effect::Seek(key) => {
                let library = Arc::clone(&self.app.library);
                let found = library.unlinked(library.find(key)?);
                Some(Event::Sought { key: key.clone(), library, found })
            }
            _ => None,
        }
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        let mut drawn = None;
        let (app, ui) = (&self.app, &mut self.ui);
        // Behind a wide character the backend keeps what was there before, and shows it once that has gone.
        let Ok(()) = self.terminal.clear();
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
    if let Some(name) = name.strip_prefix("C-") {
        let code = named(name).map_or(Code::Char(name.chars().next()?), |it| it.code);
        return Some(Key { code, ctrl: true, alt: false });
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
        "F1" => plain(Code::Function(1)),
        "Space" => plain(Code::Char(' ')),
        _ => None,
    }
}

/// Compares a screen with the file that holds it; `RECTO_GOLDEN=1` writes the file anew.
pub fn compare(name: &str, seen: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"));
    if std::env::var_os("RECTO_GOLDEN").is_some() {
        assert!(fs::write(&path, seen).is_ok(), "{} cannot be written", path.display());
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == seen, "{name} shows something else; expected:\n{expected}\nseen:\n{seen}");
}
