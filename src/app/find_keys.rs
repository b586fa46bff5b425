//! What keys and results do on the find screen.

use crate::app::{
    action::Action,
    event::Effect,
    find_page::{FindPage, LeftPage, RESULT_LIMIT},
    history::Location,
    key::{Code, Key},
    keymap::{self, Mode},
    note_list::moved,
    overlay,
    state::{App, Screen},
};
use crate::{
    note::short,
    search::{Asked, Hit, Kind, Results},
};
use std::{ops::Range, sync::Arc};
use tui_input::Input;

impl App {
    /// Opens the find screen.
    pub(crate) fn begin_find(&mut self) -> Vec<Effect> {
        if matches!(self.screen, Screen::Find(_)) {
            return Vec::new();
        }
        self.leave_place();
        self.overlay = None;
        let here = self.reading.as_ref().map(|it| it.document.note.path().to_string());
        self.screen = Screen::Find(FindPage::new(self.tickets, here));
        self.ask()
    }

    /// Shows a find screen as it was left: the same results in the same order, unless the notes have changed since.
    pub(crate) fn return_to_find(&mut self, left: &LeftPage) -> Vec<Effect> {
        let page = left.page();
        let is_current = page.answers(&self.library);
        self.overlay = None;
        self.screen = Screen::Find(page);
        if is_current { Vec::new() } else { self.ask() }
    }

    /// Asks for what is typed; where nothing is, shows where the reader has been and what the note is about.
    pub(crate) fn ask(&mut self) -> Vec<Effect> {
        self.tickets += 1;
        let ticket = self.tickets;
        let library = Arc::downgrade(&self.library);
        let is_empty = matches!(&self.screen, Screen::Find(page) if page.is_empty());
        let lately = is_empty.then(|| self.lately());
        let Screen::Find(page) = &mut self.screen else { return Vec::new() };
        (page.ticket, page.library) = (ticket, library);
        if let Some((rows, titles)) = lately {
            page.show(rows, titles);
            return Vec::new();
        }
        page.is_complete = false;
        let asked = Asked { limit: RESULT_LIMIT, here: page.here.clone(), kind: None, shown: page.kind };
        vec![Effect::Find { ticket, query: page.query().to_string(), asked }]
    }

    /// Takes in results, unless something else has been asked for since.
    pub(crate) fn found(&mut self, ticket: u64, results: Results) {
        if let Screen::Find(page) = &mut self.screen
            && page.ticket == ticket
        {
            page.answer(results);
        }
    }

    /// A key on the find screen: what is no command is typed.
    pub(crate) fn find_key(&mut self, key: Key) -> Vec<Effect> {
        let is_letter = matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
        if !is_letter && let Some(action) = keymap::resolve(Mode::Find, key) {
            return self.act(action);
        }
        let Screen::Find(page) = &mut self.screen else { return Vec::new() };
        if key.code == Code::Backspace && page.query().is_empty() {
            // One step out at a time: first the kind, then the screen.
            return if page.kind.take().is_some() { self.ask() } else { self.back() };
        }
        let before = page.query().to_string();
        if overlay::edit(&mut page.input, key) && page.query() != before {
            return self.typed();
        }
        Vec::new()
    }

    /// What is typed has changed.
    pub(crate) fn typed(&mut self) -> Vec<Effect> {
        if let Screen::Find(page) = &mut self.screen {
            (page.selected, page.wanted, page.recalled) = (0, None, None);
        }
        self.ask()
    }

    /// An action on the find screen.
    pub(crate) fn find_action(&mut self, action: Action) -> Vec<Effect> {
        let height = self.page_height();
        let Screen::Find(page) = &mut self.screen else { return Vec::new() };
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::PageDown => height,
            Action::PageUp => -height,
            Action::NextKind => return self.cycle_kind(1),
            Action::PreviousKind => return self.cycle_kind(-1),
            Action::EarlierQuery => return self.recall(1),
            Action::LaterQuery => return self.recall(-1),
            Action::Follow => return self.follow_hit(),
            Action::Concept => return self.page_of_hit(),
            Action::OpenOutside => return self.video_of_hit(),
            Action::Copy => return self.copy_hit(),
            _ => 0,
        };
        page.selected = moved(page.selected, step, page.rows.len());
        page.wanted = None;
        Vec::new()
    }

    fn cycle_kind(&mut self, step: isize) -> Vec<Effect> {
        let Screen::Find(page) = &self.screen else { return Vec::new() };
        let kind = page.kind_after(step);
        self.choose_kind(kind)
    }

    /// Asks for one kind only; none for all.
    pub(crate) fn choose_kind(&mut self, kind: Option<Kind>) -> Vec<Effect> {
        if let Screen::Find(page) = &mut self.screen {
            (page.kind, page.selected, page.wanted) = (kind, 0, None);
        }
        self.ask()
    }

    /// Shows an earlier query, or a later one again.
    fn recall(&mut self, step: isize) -> Vec<Effect> {
        let Screen::Find(page) = &mut self.screen else { return Vec::new() };
        let back = page.recalled.map_or(-1, |it| it as isize) + step;
        let Ok(back) = usize::try_from(back) else {
            page.input = Input::default();
            return self.typed();
        };
        let Some(query) = self.queries.get(back).map(str::to_string) else {
            self.say("no earlier query");
            return Vec::new();
        };
        page.input = Input::new(query);
        let effects = self.typed();
        if let Screen::Find(page) = &mut self.screen {
            page.recalled = Some(back);
        }
        effects
    }

    /// The selected result; the query that found it is kept.
    fn take_hit(&mut self) -> Option<Hit> {
        let Screen::Find(page) = &self.screen else { return None };
        let (hit, query) = (page.hit().cloned(), page.query().to_string());
        match hit {
            Some(_) => self.queries.keep(&query),
            None => self.say("no result is selected"),
        }
        hit
    }

    fn follow_hit(&mut self) -> Vec<Effect> {
        let Some(hit) = self.take_hit() else { return Vec::new() };
        let place = match (hit.kind, hit.concept) {
            (Kind::Note, _) if hit.offset == 0 => return self.load_hit(&hit.path),
            (Kind::Concept, Some(key)) => Location::Concept { key, selected: None },
            (Kind::Text | Kind::Timestamp, _) => {
                let words = words_of(&hit.text, &hit.marks);
                Location::Mention { path: hit.path, offset: hit.offset, words }
            }
            (Kind::Note, _) => {
                let words = hit.quote.as_ref().and_then(|it| words_of(&it.text, &it.marks));
                Location::Mention { path: hit.path, offset: hit.offset, words }
            }
            _ => Location::at(&hit.path, hit.offset),
        };
        self.visit(place)
    }

    /// Opens a note where it was left off; the note at hand is there already.
    fn load_hit(&mut self, path: &str) -> Vec<Effect> {
        if self.reading.as_ref().is_some_and(|it| it.document.note.path() == path) {
            self.leave_place();
            self.screen = Screen::Reading;
            return Vec::new();
        }
        self.load(path, None)
    }

    fn page_of_hit(&mut self) -> Vec<Effect> {
        let key = self.take_hit().and_then(|it| self.concept_of_hit(&it));
        match key {
            Some(key) => self.show_page(&key),
            None => self.has_no_concept(),
        }
    }

    fn video_of_hit(&mut self) -> Vec<Effect> {
        let Some(hit) = self.take_hit() else { return Vec::new() };
        match self.address_of_hit(&hit) {
            Some(url) => {
                let at = hit.seconds.map_or_else(String::new, |it| format!(" at {}", short(it)));
                self.say(format!("the video opens{at}"));
                self.open(url)
            }
            None => {
                self.say("this result names no video");
                Vec::new()
            }
        }
    }

    /// Copies what was found, and the second of the video at which it was said.
    fn copy_hit(&mut self) -> Vec<Effect> {
        let Some(hit) = self.take_hit() else { return Vec::new() };
        let address = hit.seconds.and_then(|_| self.address_of_hit(&hit));
        self.put_on_clipboard(address.map_or_else(|| hit.text.clone(), |it| format!("{} {it}", hit.text)))
    }

    fn address_of_hit(&self, hit: &Hit) -> Option<String> {
        let note = self.library.note(self.library.note_at(&hit.path)?)?;
        note.video.as_ref()?.url(hit.seconds)
    }
}

/// The words of a result that matched, each once, as they are searched for in its note.
fn words_of(text: &str, marks: &[Range<usize>]) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for word in marks.iter().filter_map(|it| text.get(it.clone())).map(str::to_lowercase) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}
