//! The state of the whole program.

use crate::{
    app::{
        concept_page::ConceptPage,
        document::Document,
        drawn::{Drawn, HitTarget},
        event::{Effect, Size, Stage},
        find_page::{FindPage, Queries},
        graph::GraphPage,
        history::{Expected, History},
        keymap::Mode,
        note_list::{LastRead, NoteList, Sort},
        overlay::Overlay,
        pane::{Focus, Panes, Width},
        progress_page::ProgressPage,
        quiz_decks::DeckPage,
        quiz_page::{Asking, Quiz},
        reading::Reading,
        survey::Survey,
        video_page::VideoPage,
        view::View,
    },
    library::Library,
    quiz::Deck,
    schedule::{Day, Memory, Settings},
};
use std::sync::Arc;

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
    /// What is known of the notes.
    pub library: Arc<Library>,
    /// How much that is.
    pub stage: Stage,
    /// Notes read of notes found, while they are being read.
    pub progress: Option<(usize, usize)>,
    /// What could not be read, each a sentence for the reader.
    pub problems: Vec<String>,
    /// When notes were read last.
    pub last_read: LastRead,
    /// What time it was when that was last told, in seconds since 1970.
    pub now: u64,
    /// How the list of notes is sorted.
    pub sort: Sort,
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
    /// What is asked, and what is known of earlier questions in this run.
    pub quiz: Quiz,
    /// What the log says: empty until it was read.
    pub memory: Memory,
    /// The name of this device in the log.
    pub device: Box<str>,
    /// Where the cards that the log knows stand in the notes.
    pub survey: Survey,
    /// The queries of earlier searches.
    pub(crate) queries: Queries,
    /// Counts the questions asked of the searcher.
    pub(crate) tickets: u64,
    /// Notes can be listed: a folder was opened, or a file that stands in one.
    pub(crate) has_folder: bool,
}

/// What is on the screen.
pub enum Screen {
    /// The note.
    Reading,
    /// A concept of the library.
    Concept(ConceptPage),
    /// A video, with what all its notes say of it.
    Video(VideoPage),
    /// The concepts around one of them.
    Graph(GraphPage),
    /// The notes of the folder.
    Notes(NoteList),
    /// A line to type, and what is found.
    Find(FindPage),
    /// How learning goes.
    Progress(ProgressPage),
    /// The decks to choose from.
    Decks(DeckPage),
    /// The card at hand, or how the session went.
    Quiz,
}

/// What the program starts with.
#[derive(Default)]
pub struct Start {
    /// The note to read and the offset in it; none to choose from the folder's notes.
    pub note: Option<(Document, Option<u32>)>,
    /// The name of what was opened, for the header.
    pub name: String,
    /// There is a folder whose notes can be linked to.
    pub has_folder: bool,
    /// What was on the screen of the folder in an earlier run.
    pub view: Option<View>,
    /// The study day that it is.
    pub today: Day,
    /// Whether the reader is asked how sure they are.
    pub asking: Asking,
    /// So many cards are asked in a session.
    pub session: usize,
    /// What the reader is told at once.
    pub notice: Option<String>,
    /// The deck to ask at once. A concept is given by any of its names.
    pub quiz: Option<Deck>,
}

impl App {
    /// A fresh program.
    pub fn new(start: Start) -> Self {
        let screen = if start.note.is_some() { Screen::Reading } else { Screen::Notes(NoteList::default()) };
        let mut app = Self {
            reading: start.note.map(|(document, offset)| Reading::new(document, offset)),
            screen,
            overlay: None,
            panes: Panes::default(),
            library: Arc::default(),
            stage: Stage::Unknown,
            progress: None,
            problems: Vec::new(),
            last_read: LastRead::default(),
            now: 0,
            sort: Sort::default(),
            name: start.name,
            notice: start.notice,
            size: Size::default(),
            drawn: Drawn::default(),
            opening: 0,
            history: History::default(),
            expected: None,
            quiz: Quiz { wanted: start.quiz, asking: start.asking, session: start.session, ..Quiz::default() },
            memory: Memory::new(Settings::default(), start.today),
            device: Box::default(),
            survey: Survey::default(),
            queries: Queries::default(),
            tickets: 0,
            has_folder: start.has_folder,
        };
        if let Some(view) = start.view {
            app.take_up(view);
        }
        app.find_embeds();
        // What it asks for is asked for again with the first effects.
        app.begin_wanted();
        app
    }

    /// What to do before the first event: work that can come after the first frame.
    pub fn first_effects(&self) -> Vec<Effect> {
        let asked = matches!(self.screen, Screen::Quiz).then_some(Effect::Asked);
        [Effect::Gather].into_iter().chain(asked).collect()
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
            Screen::Video(_) => Mode::Video,
            Screen::Graph(_) => Mode::Graph,
            Screen::Notes(_) => Mode::Notes,
            Screen::Find(_) => Mode::Find,
            Screen::Progress(_) => Mode::Progress,
            Screen::Decks(_) => Mode::Decks,
            Screen::Quiz => self.quiz_mode(),
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
            effects.extend(reading.embeds.missing(&drawn.embeds));
        }
        self.drawn = drawn;
        effects
    }

    /// Says something to the reader until the next key.
    pub(crate) fn say(&mut self, sentence: impl Into<String>) {
        self.notice = Some(sentence.into());
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
