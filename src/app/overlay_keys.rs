//! What keys and pastes do to what lies over a screen: help, commands, the lines that are typed.

use crate::app::{
    action::Action,
    event::Effect,
    key::{Code, Key},
    keymap,
    lookup::Lookup,
    overlay::{self, Overlay},
    pane::Focus,
    state::{App, Screen},
};
use tui_input::Input;

impl App {
    /// Asks for words to search for in the note, or for letters of names in the list.
    pub(crate) fn begin_search(&mut self) {
        if let Screen::Notes(list) = &self.screen {
            self.overlay = Some(Overlay::Filter { input: Input::new(list.query.clone()) });
            return;
        }
        if let Some(reading) = &self.reading {
            let (before, from) = (reading.top, reading.offset());
            self.overlay = Some(Overlay::Search { input: Input::default(), before, from });
        }
    }

    pub(crate) fn paste(&mut self, text: &str) -> Vec<Effect> {
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
            None => return self.paste_to_find(text),
            Some(Overlay::Help { .. }) => {}
        }
        Vec::new()
    }

    fn paste_to_find(&mut self, text: &str) -> Vec<Effect> {
        if matches!(self.screen, Screen::Quiz) {
            return self.paste_to_quiz(text);
        }
        let Screen::Find(page) = &mut self.screen else { return Vec::new() };
        overlay::type_text(&mut page.input, text);
        self.typed()
    }

    pub(crate) fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
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

    pub(crate) fn filter_typed(&mut self, query: &str) {
        if let Screen::Notes(list) = &mut self.screen {
            list.filter(&self.library, &self.last_read, query);
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
        self.panes.set_focus(Focus::Text);
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
