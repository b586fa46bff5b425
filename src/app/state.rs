//! The state of the whole program.

use crate::{
    app::{
        concept_page::ConceptPage,
        document::Document,
        drawn::{Drawn, HitTarget},
        event::{Effect, Size},
        history::{Expected, History, Location, SeenRow},
        keymap::Mode,
        note_list::NoteList,
        overlay::Overlay,
        pane::{Focus, Panes, Width},
        reading::Reading,
    },
    library::Library,
};

/// Everything the program knows while it runs.
pub struct App {
    /// The note being read, if one is open.
    pub reading: Option<Reading>,
    /// What is on the screen.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The panes beside the text.
    pub panes: Panes,
    /// The notes of the opened folder; none until they are known.
    pub library: Option<Library>,
    /// The name of what was opened, for the header.
    pub name: String,
    /// A sentence for the reader, until the next key.
    pub notice: Option<String>,
    /// The terminal's size.
    pub size: Size,
    /// What the last frame found out about its layout.
    pub drawn: Drawn,
    /// Counts the notes opened so far: what was wrapped for another opening is of no use.
    pub opening: u32,
    pub(crate) history: History,
    /// The note that was asked for, until it is there.
    pub(crate) expected: Option<Expected>,
    /// Notes can be listed: a folder was opened, or a file that stands in one.
    pub(crate) has_folder: bool,
}

/// What is on the screen.
pub enum Screen {
    /// The note.
    Reading,
    /// A concept of the note.
    Concept(ConceptPage),
    /// The notes of the folder.
    Notes(NoteList),
}

/// What the program starts with.
pub struct Start {
    /// The note to read and the offset in it; none to choose from the folder's notes.
    pub note: Option<(Document, Option<u32>)>,
    /// The name of what was opened, for the header.
    pub name: String,
    /// There is a folder whose notes can be linked to.
    pub has_folder: bool,
}

impl App {
    /// A fresh program.
    pub fn new(start: Start) -> Self {
        let screen = if start.note.is_some() { Screen::Reading } else { Screen::Notes(NoteList::default()) };
        Self {
            reading: start.note.map(|(document, offset)| Reading::new(document, offset)),
            screen,
            overlay: None,
            panes: Panes::default(),
            library: None,
            name: start.name,
            notice: None,
            size: Size::default(),
            drawn: Drawn::default(),
            opening: 0,
            history: History::default(),
            expected: None,
            has_folder: start.has_folder,
        }
    }

    /// What to do before the first event: work that can come after the first frame.
    pub fn first_effects(&self) -> Vec<Effect> {
        if self.has_folder { vec![Effect::List] } else { Vec::new() }
    }

    /// How much room there is.
    pub fn width(&self) -> Width {
        Width::of(self.size)
    }

    /// Where keys go.
    pub fn mode(&self) -> Mode {
        match &self.screen {
            Screen::Reading if self.panes.focus == Focus::Text => Mode::Text,
            Screen::Reading => Mode::Pane,
            Screen::Concept(_) => Mode::Concept,
            Screen::Notes(_) => Mode::Notes,
        }
    }

    /// Takes over what the last frame found out about its own layout, and asks for what it lacks.
    pub fn drawn(&mut self, mut drawn: Drawn) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let (Some(reading), Some(view)) = (&mut self.reading, drawn.text.take()) {
            reading.drawn(view);
            let is_seen = |stop| drawn.hits.iter().any(|it| it.target == HitTarget::Stop(stop));
            reading.stop = reading.stop.filter(|it| is_seen(*it));
            effects = missing_tokens(reading, &drawn);
        }
        self.drawn = drawn;
        effects
    }

    /// Says something to the reader until the next key.
    pub(crate) fn say(&mut self, sentence: impl Into<String>) {
        self.notice = Some(sentence.into());
    }

    /// Where the reader is.
    pub(crate) fn location(&self) -> Option<Location> {
        if let Screen::Notes(list) = &self.screen {
            let path = self.library.as_ref().and_then(|it| list.path(it, list.selected));
            return Some(Location::Notes { path: path.map(str::to_string) });
        }
        let reading = self.reading.as_ref()?;
        let path = reading.document.note.path().to_string();
        match &self.screen {
            Screen::Concept(page) => {
                Some(Location::Concept { path, target: page.target.clone(), selected: page.selected })
            }
            _ => {
                let offset = if reading.view.at_start { 0 } else { reading.offset() };
                let (place, here) = (reading.view.top, reading.here);
                let row = Some(SeenRow { opening: self.opening, size: self.size, place, here });
                Some(Location::Text { path, offset, row, stop: reading.stop })
            }
        }
    }

    /// Leaves the place for another one, so that Back returns to it.
    pub(crate) fn leave_place(&mut self) {
        if let Some(here) = self.location() {
            self.history.leave(here);
        }
    }

    /// The effect that keeps the place in the note at hand.
    pub(crate) fn remember(&self) -> Option<Effect> {
        let reading = self.reading.as_ref()?;
        let offset = if reading.view.at_start { 0 } else { reading.offset() };
        Some(Effect::Remember { path: reading.document.note.path().to_string(), offset })
    }
}

/// Asks for the tokens of the code on the screen, once.
fn missing_tokens(reading: &mut Reading, drawn: &Drawn) -> Vec<Effect> {
    let note = &reading.document.note;
    let mut effects = Vec::new();
    for block in &drawn.code {
        let Some(crate::note::BlockKind::Code { language }) = note.block(*block).map(|it| it.kind) else { continue };
        let language = note.text(language).to_string();
        if !language.is_empty() && reading.asked.insert(*block) {
            let code = crate::app::shown::Shown::new(note, *block).text;
            effects.push(Effect::Highlight { path: note.path().to_string(), block: *block, language, code });
        }
    }
    effects
}
