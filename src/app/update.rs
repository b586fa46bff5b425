//! One event at a time: who takes it, and what it asks for.

use crate::app::{
    action::Action,
    concept_page::ConceptPage,
    document::Document,
    event::{Effect, Event, Size},
    history::Location,
    key::{Code, Key},
    keymap::{self, Mode},
    note_list::NoteList,
    overlay::Overlay,
    pane::Focus,
    reading::Reading,
    state::{App, Screen},
};
use crate::library::Library;
use tui_input::Input;

impl App {
    /// Applies one event; what the app cannot do itself it asks for.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resized(size) => self.resized(size),
            Event::Resumed => Vec::new(),
            Event::Terminated => self.remember().into_iter().collect(),
            Event::Opened { url, outcome } => self.opened(&url, outcome),
            Event::NotCopied(sentence) => {
                self.say(sentence);
                Vec::new()
            }
            Event::Loaded { path, outcome } => self.loaded(&path, outcome),
            Event::Listed(paths) => {
                self.library = Some(Library::new(paths));
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

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        if key.ctrl && key.code == Code::Char('c') {
            return self.leave();
        }
        if self.overlay.is_some() {
            return self.overlay_key(key);
        }
        match keymap::resolve(self.mode(), key) {
            Some(action) => self.act(action),
            None => Vec::new(),
        }
    }

    /// Does what was asked for by key, click or name.
    pub(crate) fn act(&mut self, action: Action) -> Vec<Effect> {
        let mode = self.mode();
        match action {
            Action::Help => self.overlay = Some(Overlay::Help { mode, scrolled: 0 }),
            Action::Palette => {
                self.overlay = Some(Overlay::Palette { mode, input: Input::default(), selected: 0 });
            }
            Action::Search => self.begin_search(),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::QuitAtOnce => return self.leave(),
            Action::Quit => return self.out(true),
            Action::Out => return self.out(false),
            Action::Back => return self.back(),
            Action::Forward => return self.forward(),
            Action::Notes => self.show_notes(),
            _ => {
                return match mode {
                    Mode::Text => self.text_action(action),
                    Mode::Pane => self.pane_action(action),
                    Mode::Concept => self.concept_action(action),
                    Mode::Notes => self.notes_action(action),
                };
            }
        }
        Vec::new()
    }

    /// Leaves the program, keeping the place.
    fn leave(&mut self) -> Vec<Effect> {
        self.remember().into_iter().chain([Effect::Quit]).collect()
    }

    /// One level out; from the outermost only when `quits`.
    fn out(&mut self, quits: bool) -> Vec<Effect> {
        match &self.screen {
            Screen::Concept(_) => return self.back(),
            Screen::Notes(list) if !list.query.is_empty() && !quits => self.filter_typed(""),
            Screen::Notes(_) if !self.history.is_at_start() => return self.back(),
            Screen::Reading if self.panes.focus != Focus::Text => self.panes.set_focus(Focus::Text),
            _ if quits => return self.leave(),
            _ => self.drop_marks(),
        }
        Vec::new()
    }

    /// Takes off the cursor and the marks of a search.
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
        let here = self.reading.as_ref().map(|it| it.document.note.path().to_string());
        self.leave_place();
        self.show_list(here.as_deref());
    }

    /// The list of notes, the one at `path` selected.
    fn show_list(&mut self, path: Option<&str>) {
        let paths = self.library.as_ref().map(Library::paths).unwrap_or_default();
        let selected = path.and_then(|path| paths.iter().position(|it| it == path)).unwrap_or(0);
        self.screen = Screen::Notes(NoteList::all(selected));
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

    fn loaded(&mut self, path: &str, outcome: Result<(Box<Document>, Option<u32>), String>) -> Vec<Effect> {
        let expected = self.expected.take();
        match outcome {
            Err(reason) => {
                if let Some(expected) = expected {
                    self.history = expected.before;
                }
                self.say(reason);
            }
            Ok((document, offset)) => {
                let kept = self.remember();
                let target = expected.and_then(|it| it.place).filter(|it| it.path() == Some(path));
                self.reading = Some(Reading::new(*document, offset));
                self.opening += 1;
                self.screen = Screen::Reading;
                self.panes.set_focus(Focus::Text);
                if let Some(target) = target {
                    self.arrive(target);
                }
                return kept.into_iter().collect();
            }
        }
        Vec::new()
    }

    /// Shows a place of the note that is open.
    pub(crate) fn arrive(&mut self, place: Location) {
        let (opening, size) = (self.opening, self.size);
        let Some(reading) = &mut self.reading else {
            // Without a note there is only the list.
            return self.show_list(None);
        };
        match place {
            Location::Notes { path } => self.show_list(path.as_deref()),
            Location::Heading { heading, .. } => match reading.document.section_named(&heading) {
                Some(section) => reading.jump_to_section(section),
                None => self.say(format!("this note has no heading \"{heading}\"")),
            },
            Location::Text { offset, row, stop, .. } => {
                self.screen = Screen::Reading;
                match row.filter(|it| (it.opening, it.size) == (opening, size)) {
                    Some(row) => reading.return_to(row.place, row.here),
                    None if offset == 0 => reading.to_start(),
                    None => reading.jump(offset, 0),
                }
                reading.stop = stop;
            }
            Location::Concept { target, selected, .. } => {
                let page = reading.document.concept_named(&target);
                let page = page.and_then(|it| ConceptPage::new(&reading.document, it));
                if let Some(mut page) = page {
                    page.selected = selected;
                    self.screen = Screen::Concept(page);
                }
            }
        }
    }
}
