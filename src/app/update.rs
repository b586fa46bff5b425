//! One event at a time: who takes it, and what it asks for.

use crate::app::{
    action::Action,
    event::{Effect, Event, Size},
    history::Location,
    key::{Code, Key},
    keymap::{self, Mode},
    note_list::RowName,
    overlay::Overlay,
    pane::Focus,
    state::{App, Screen},
};
use tui_input::Input;

impl App {
    /// Applies one event; what the app cannot do itself it asks for.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resized(size) => self.resized(size),
            Event::Dealt { ticket, cards } => self.dealt(ticket, cards),
            Event::Resumed => Vec::new(),
            Event::Terminated => self.keep(),
            Event::Opened { url, outcome } => self.opened(&url, outcome),
            Event::Edited { outcome, .. } => {
                self.edited(outcome);
                Vec::new()
            }
            Event::Said(sentence) => {
                self.say(sentence);
                Vec::new()
            }
            Event::Loaded { path, outcome } => self.loaded(&path, outcome),
            Event::Gathered(gathered) => self.gathered(gathered),
            Event::Gathering { read, found } => {
                self.progress = Some((read, found));
                Vec::new()
            }
            Event::Reread { path, outcome } => self.reread(&path, outcome),
            Event::Found { ticket, results } => {
                self.found(ticket, results);
                Vec::new()
            }
            Event::Sought { key, library, found } => {
                self.sought(&key, &library, found);
                Vec::new()
            }
            Event::Recalled { memory, device, problem } => self.recalled(*memory, device, problem),
            Event::Stored(stored) => self.stored(stored),
            Event::Learned { events, today } => {
                self.learn(events, today);
                Vec::new()
            }
            Event::Surveyed(survey) => self.surveyed(*survey),
            Event::ReadBefore { times, now } => {
                self.read_before(times, now);
                Vec::new()
            }
            Event::Embedded { path, outcome } => {
                self.embedded(&path, outcome);
                Vec::new()
            }
            Event::Highlighted { path, block, tokens } => {
                if let Some(reading) = self.reading.as_mut().filter(|it| it.document.note.path() == path) {
                    reading.tokens.insert(block, tokens);
                }
                Vec::new()
            }
        }
    }

    pub(crate) fn key(&mut self, key: Key) -> Vec<Effect> {
        if key.ctrl && key.code == Code::Char('c') {
            return self.leave();
        }
        if self.holds(key) {
            return Vec::new();
        }
        self.notice = None;
        if self.overlay.is_some() {
            return self.overlay_key(key);
        }
        if matches!(self.screen, Screen::Find(_)) {
            return self.find_key(key);
        }
        if self.mode() == Mode::Typing {
            return self.typing_key(key);
        }
        match keymap::resolve(self.mode(), key) {
            Some(action) => self.act(action),
            None => Vec::new(),
        }
    }

    /// Does what was asked for by key, click or name.
    pub(crate) fn act(&mut self, action: Action) -> Vec<Effect> {
        let mode = self.mode();
        if mode.is_quiz() && matches!(action, Action::Out | Action::Quit | Action::Back) {
            return self.quiz_action(action);
        }
        match action {
            Action::Help => self.overlay = Some(Overlay::Help { mode, scrolled: 0 }),
            Action::Palette => {
                self.overlay = Some(Overlay::Palette { mode, input: Input::default(), selected: 0 });
            }
            Action::Search => self.begin_search(),
            Action::Find => return self.begin_find(),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::QuitAtOnce => return self.leave(),
            Action::Quit => return self.out(true),
            Action::Out => return self.out(false),
            Action::Back => return self.back(),
            Action::Forward => return self.forward(),
            Action::Notes => self.show_notes(),
            Action::Graph => return self.show_graph(),
            Action::Decks => return self.choose_deck(),
            Action::Progress => return self.show_progress(),
            Action::AskHere => return self.ask_here(),
            _ => {
                return match mode {
                    Mode::Text => self.text_action(action),
                    Mode::Pane => self.pane_action(action),
                    Mode::Concept => self.concept_action(action),
                    Mode::Video => self.video_action(action),
                    Mode::Graph => self.graph_action(action),
                    Mode::Notes => self.notes_action(action),
                    Mode::Find => self.find_action(action),
                    Mode::Progress => self.progress_action(action),
                    Mode::Decks => self.decks_action(action),
                    _ => self.quiz_action(action),
                };
            }
        }
        Vec::new()
    }

    /// Leaves the program, keeping the place.
    fn leave(&mut self) -> Vec<Effect> {
        self.keep().into_iter().chain([Effect::Quit]).collect()
    }

    /// One level out; from the outermost only when `quits`.
    fn out(&mut self, quits: bool) -> Vec<Effect> {
        match &self.screen {
            Screen::Concept(_)
            | Screen::Video(_)
            | Screen::Graph(_)
            | Screen::Find(_)
            | Screen::Decks(_)
            | Screen::Progress(_) => {
                return self.back();
            }
            Screen::Notes(list) if !list.query.is_empty() && !quits => self.filter_typed(""),
            Screen::Notes(_) if !self.history.is_at_start() => return self.back(),
            Screen::Reading if self.panes.focus != Focus::Text => self.panes.set_focus(Focus::Text),
            _ if quits => return self.leave(),
            Screen::Reading if self.comes_from_find() => return self.back(),
            _ => self.drop_marks(),
        }
        Vec::new()
    }

    /// Takes off the cursor and the marks of a search.
    /// True when a result led here, and nothing here is to be closed first.
    fn comes_from_find(&self) -> bool {
        let is_bare = self.reading.as_ref().is_some_and(|it| it.stop.is_none() && it.lookup.is_none());
        is_bare && matches!(self.history.latest().next(), Some(Location::Find(_)))
    }

    fn drop_marks(&mut self) {
        let had_marks = self.reading.as_mut().is_some_and(|it| {
            let had = it.stop.is_some() || it.lookup.is_some();
            it.stop = None;
            it.lookup = None;
            had
        });
        if !had_marks {
            self.say("q leaves Recto");
        }
    }

    fn show_notes(&mut self) {
        if !self.has_folder {
            return self.say("no folder is open: start recto with a folder");
        }
        let here = self.reading.as_ref().map(|it| RowName::Note(it.document.note.path().to_string()));
        self.leave_place();
        self.show_list(here.as_ref(), "");
    }

    fn resized(&mut self, size: Size) -> Vec<Effect> {
        let is_first = self.size == Size::default();
        self.size = size;
        if let Some(reading) = self.reading.as_mut().filter(|_| !is_first) {
            reading.keep_place();
        }
        Vec::new()
    }

    fn opened(&mut self, url: &str, outcome: Result<(), String>) -> Vec<Effect> {
        match outcome {
            Ok(()) => Vec::new(),
            Err(reason) => {
                self.say(format!("{reason}; copied {url}"));
                vec![Effect::Copy(url.to_string())]
            }
        }
    }
}
