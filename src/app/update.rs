//! One event at a time: who takes it, and what it asks for.

use crate::app::{
    action::Action,
    document::Document,
    event::{Effect, Event, Size},
    history::Location,
    key::{Code, Key},
    keymap::{self, Mode},
    lookup::Lookup,
    note_list::NoteList,
    overlay::{self, Overlay},
    pane::Focus,
    reading::Reading,
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
            Event::Resumed => Vec::new(),
            Event::Terminated => self.remember().into_iter().collect(),
            Event::Opened { url, outcome } => self.opened(&url, outcome),
            Event::NotCopied(sentence) => {
                self.say(sentence);
                Vec::new()
            }
            Event::Loaded { path, outcome } => self.loaded(&path, outcome),
            Event::Listed(paths) => {
                self.library = Some(crate::library::Library::new(paths));
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
        let paths = self.library.as_ref().map(crate::library::Library::paths).unwrap_or_default();
        let selected = here.and_then(|it| paths.iter().position(|path| *path == it)).unwrap_or(0);
        self.leave_place();
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
            Err(reason) => self.say(reason),
            Ok((document, offset)) => {
                let kept = self.remember();
                let target = expected.filter(|it| it.path() == Some(path));
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
        if let Location::Notes { selected } = place {
            self.screen = Screen::Notes(NoteList::all(selected));
            return;
        }
        let Some(reading) = &mut self.reading else { return };
        match place {
            Location::Notes { .. } => {}
            Location::Text { offset, stop, .. } => {
                self.screen = Screen::Reading;
                if offset == 0 {
                    reading.to_start();
                } else {
                    reading.jump(offset, 0);
                }
                reading.stop = stop;
            }
            Location::Concept { target, selected, .. } => {
                let page = reading.document.concept_named(&target);
                let page = page.and_then(|it| crate::app::concept_page::ConceptPage::new(&reading.document, it));
                if let Some(mut page) = page {
                    page.selected = selected;
                    self.screen = Screen::Concept(page);
                }
            }
        }
    }

    /// Asks for words to search for in the note, or for letters of names in the list.
    fn begin_search(&mut self) {
        if let Screen::Notes(list) = &self.screen {
            self.overlay = Some(Overlay::Filter { input: Input::new(list.query.clone()) });
            return;
        }
        if let Some(reading) = &self.reading {
            let (before, from) = (reading.top, reading.offset());
            self.overlay = Some(Overlay::Search { input: Input::default(), before, from });
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Palette { input, selected, .. }) => {
                overlay::type_text(input, text);
                *selected = 0;
            }
            Some(Overlay::Search { input, .. }) => {
                overlay::type_text(input, text);
                self.search_typed();
            }
            Some(Overlay::Filter { input }) => {
                overlay::type_text(input, text);
                let query = input.value().to_string();
                self.filter_typed(&query);
            }
            Some(Overlay::Help { .. }) | None => {}
        }
        Vec::new()
    }

    fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Help { .. }) => self.help_key(key),
            Some(Overlay::Palette { .. }) => return self.palette_key(key),
            Some(Overlay::Search { .. }) => self.search_key(key),
            Some(Overlay::Filter { .. }) => return self.filter_key(key),
            None => {}
        }
        Vec::new()
    }

    fn help_key(&mut self, key: Key) {
        let Some(Overlay::Help { mode, scrolled }) = &mut self.overlay else { return };
        match keymap::resolve(*mode, key) {
            Some(Action::Down) => *scrolled += 1,
            Some(Action::Up) => *scrolled = scrolled.saturating_sub(1),
            Some(Action::HalfDown | Action::PageDown) => *scrolled += 10,
            Some(Action::HalfUp | Action::PageUp) => *scrolled = scrolled.saturating_sub(10),
            Some(Action::Top) => *scrolled = 0,
            Some(Action::Bottom) => *scrolled = usize::MAX / 2,
            Some(Action::Search | Action::Palette) => {
                let mode = *mode;
                self.overlay = Some(Overlay::Palette { mode, input: Input::default(), selected: 0 });
                return;
            }
            _ => self.overlay = None,
        }
        // What is scrolled beyond the end comes back at once.
        let rows = self.drawn.page_rows;
        if let Some(Overlay::Help { scrolled, .. }) = &mut self.overlay {
            *scrolled = (*scrolled).min(rows);
        }
    }

    fn palette_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Palette { mode, input, selected }) = &mut self.overlay else { return Vec::new() };
        let count = overlay::matching(*mode, input.value()).len();
        match (key.code, key.ctrl) {
            (Code::Escape, _) | (Code::Char('g'), true) => self.overlay = None,
            (Code::Backspace, _) if input.value().is_empty() => self.overlay = None,
            (Code::Down | Code::Tab, _) | (Code::Char('n' | 'j'), true) => *selected = (*selected + 1) % count.max(1),
            (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => {
                *selected = (*selected + count.max(1) - 1) % count.max(1);
            }
            (Code::Enter, _) => {
                let action = overlay::chosen(*mode, input.value(), *selected);
                self.overlay = None;
                return action.map_or_else(Vec::new, |it| self.act(it));
            }
            _ => {
                if overlay::edit(input, key) {
                    *selected = 0;
                }
            }
        }
        Vec::new()
    }

    fn filter_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Filter { input }) = &mut self.overlay else { return Vec::new() };
        match (key.code, key.ctrl) {
            (Code::Escape, _) | (Code::Char('g'), true) => {
                self.overlay = None;
                self.filter_typed("");
            }
            (Code::Backspace, _) if input.value().is_empty() => self.overlay = None,
            (Code::Down, _) | (Code::Char('n' | 'j'), true) => return self.notes_action(Action::Down),
            (Code::Up, _) | (Code::Char('p'), true) => return self.notes_action(Action::Up),
            (Code::Enter, _) => {
                self.overlay = None;
                return self.notes_action(Action::Follow);
            }
            _ => {
                if overlay::edit(input, key) {
                    let query = input.value().to_string();
                    self.filter_typed(&query);
                }
            }
        }
        Vec::new()
    }

    fn filter_typed(&mut self, query: &str) {
        if let (Screen::Notes(list), Some(library)) = (&mut self.screen, &self.library) {
            list.filter(library, query);
        }
    }

    fn search_key(&mut self, key: Key) {
        let Some(Overlay::Search { input, .. }) = &mut self.overlay else { return };
        let is_empty = input.value().is_empty();
        match (key.code, key.ctrl) {
            (Code::Escape, _) | (Code::Char('g'), true) => self.cancel_search(),
            (Code::Backspace, _) if is_empty => self.cancel_search(),
            (Code::Enter, _) => self.accept_search(),
            _ => {
                if overlay::edit(input, key) {
                    self.search_typed();
                }
            }
        }
    }

    fn cancel_search(&mut self) {
        if let (Some(Overlay::Search { before, .. }), Some(reading)) = (self.overlay.take(), &mut self.reading) {
            reading.top = before;
            reading.delta = 0;
            reading.here = None;
            reading.lookup = None;
        }
    }

    fn accept_search(&mut self) {
        self.overlay = None;
        let Some(reading) = &mut self.reading else { return };
        let Some(lookup) = &reading.lookup else { return };
        let query = lookup.query.clone();
        reading.searched = Some(query.clone());
        if lookup.matches.is_empty() {
            self.say(format!("\"{query}\" does not stand in this note"));
            if let Some(reading) = &mut self.reading {
                reading.lookup = None;
            }
        }
    }

    /// Marks what is typed, and shows the first place of it after the top of the screen.
    fn search_typed(&mut self) {
        let Some(Overlay::Search { input, before, from }) = &self.overlay else { return };
        let (query, before, offset) = (input.value().to_string(), *before, *from);
        let Some(reading) = &mut self.reading else { return };
        let earlier = reading.lookup.take();
        if query.is_empty() {
            reading.top = before;
            reading.here = None;
            return;
        }
        let note = &reading.document.note;
        let mut lookup = Lookup::new(note, &query, earlier);
        lookup.seek(note, offset);
        let found = lookup.offset(note);
        reading.lookup = Some(lookup);
        match found {
            Some(found) => reading.reveal(found),
            None => {
                reading.top = before;
                reading.delta = 0;
                reading.here = None;
            }
        }
    }
}
