//! From place to place: leaving one, arriving at another, back and forward, and notes that come when they are read.

use crate::app::{
    concept_page::ConceptPage,
    document::Document,
    event::Effect,
    history::{Expected, History, Location, SeenRow},
    lookup::Lookup,
    note_list::{NoteList, RowName},
    pane::Focus,
    reading::Reading,
    state::{App, Screen},
    stop::Stop,
    video_page::VideoPage,
};
use crate::library::ConceptKey;

impl App {
    /// Where the reader is.
    pub(crate) fn location(&self) -> Option<Location> {
        match &self.screen {
            Screen::Notes(list) => {
                Some(Location::Notes { row: list.selected_name(&self.library), query: list.query.clone() })
            }
            Screen::Find(page) => Some(Location::Find(page.left())),
            Screen::Concept(page) => Some(Location::Concept { key: page.key.clone(), selected: Some(page.selected) }),
            Screen::Graph(page) => {
                let selected = page.neighbourhood.nodes.get(page.selected).map(|it| it.key.clone());
                page.centre().map(|it| Location::Graph { key: it.key.clone(), selected })
            }
            Screen::Video(page) => Some(Location::Video { id: page.id.clone(), selected: page.selected }),
            Screen::Decks(page) => Some(Self::decks_location(page)),
            Screen::Progress(page) => Some(Location::Progress { view: page.view, selected: page.selected }),
            Screen::Quiz => Some(Location::Quiz),
            Screen::Reading => {
                let reading = self.reading.as_ref()?;
                let path = reading.document.note.path().to_string();
                let offset = if reading.view.at_start { 0 } else { reading.offset() };
                let row = Some(SeenRow { opening: self.opening, size: self.size, place: reading.view.top });
                Some(Location::Text {
                    path,
                    offset,
                    row,
                    here: reading.here,
                    stop: reading.stop,
                    pane: self.panes.seen(),
                })
            }
        }
    }

    /// Leaves the place for another one, so that Back returns to it.
    pub(crate) fn leave_place(&mut self) {
        if let Some(here) = self.location() {
            self.history.leave(here);
        }
    }

    /// Asks for a note; once it is there, `place` is shown, or else where it was left off.
    pub(crate) fn load(&mut self, path: &str, place: Option<Location>) -> Vec<Effect> {
        let before = self.history.clone();
        self.leave_place();
        self.expected = Some(Expected { place, before });
        vec![Effect::Load(path.to_string())]
    }

    /// Goes to a place: at once when it is a page, or in the note at hand.
    pub(crate) fn visit(&mut self, place: Location) -> Vec<Effect> {
        let before = self.history.clone();
        if let Location::Concept { key, .. } | Location::Graph { key, .. } = &place
            && self.library.find(key).is_none()
        {
            self.say("this is not known yet: the notes are still being read");
            return Vec::new();
        }
        self.leave_place();
        self.go(place, before)
    }

    /// Back to where the reader came from.
    pub(crate) fn back(&mut self) -> Vec<Effect> {
        let before = self.history.clone();
        let place = self.location().and_then(|here| self.history.back(here));
        match place {
            Some(place) => self.go(place, before),
            None if self.reading.is_some() && !matches!(self.screen, Screen::Reading) => {
                self.screen = Screen::Reading;
                Vec::new()
            }
            None => {
                self.say("nothing to go back to: links and pages lead on, and Backspace returns");
                Vec::new()
            }
        }
    }

    /// Forward again.
    pub(crate) fn forward(&mut self) -> Vec<Effect> {
        let before = self.history.clone();
        let place = self.location().and_then(|here| self.history.forward(here));
        match place {
            Some(place) => self.go(place, before),
            None => {
                self.say("nothing to go forward to");
                Vec::new()
            }
        }
    }

    /// Shows a place, of another note once that is loaded; `before` is the history should it not come.
    fn go(&mut self, place: Location, before: History) -> Vec<Effect> {
        let here = self.reading.as_ref().map(|it| it.document.note.path());
        if place.path().is_none() || here == place.path() {
            return self.arrive(place);
        }
        let path = place.path().unwrap_or_default().to_string();
        self.expected = Some(Expected { place: Some(place), before });
        vec![Effect::Load(path)]
    }

    /// Takes in a note that was asked for.
    pub(crate) fn loaded(&mut self, path: &str, outcome: Result<(Box<Document>, Option<u32>), String>) -> Vec<Effect> {
        let expected = self.expected.take();
        let (mut document, offset) = match outcome {
            Ok(loaded) => loaded,
            Err(reason) => {
                if let Some(expected) = expected {
                    self.history = expected.before;
                }
                self.say(reason);
                return Vec::new();
            }
        };
        let mut effects: Vec<Effect> = self.remember().into_iter().collect();
        let place = expected.and_then(|it| it.place).filter(|it| it.path() == Some(path));
        document.join(&self.library);
        let embeds = self.reading.take().map(|it| it.embeds.carried_over());
        let reading = self.reading.insert(Reading::new(*document, offset));
        reading.embeds = embeds.unwrap_or_default();
        self.find_embeds();
        self.opening += 1;
        self.screen = Screen::Reading;
        self.panes.set_focus(Focus::Text);
        effects.extend(place.map(|it| self.arrive(it)).unwrap_or_default());
        effects
    }

    /// Shows a place of the note that is open, a page or a list.
    fn arrive(&mut self, place: Location) -> Vec<Effect> {
        match place {
            Location::Notes { row, query } => self.show_list(row.as_ref(), &query),
            Location::Concept { key, selected } => return self.open_page(&key, selected),
            Location::Find(page) => return self.return_to_find(&page),
            // A quiz that was left stands first, and is gone on with by one key.
            Location::Decks { context, .. } if self.quiz.is_left() => self.show_decks(*context, 0),
            Location::Decks { context, selected } => self.show_decks(*context, selected),
            Location::Progress { view, selected } => self.open_progress(view, selected),
            Location::Quiz => return self.show_quiz(),
            Location::Graph { key, selected } => self.open_graph(&key, selected.as_ref()),
            Location::Video { id, selected } => self.open_video(&id, selected),
            place => self.arrive_in_text(place),
        }
        Vec::new()
    }

    fn arrive_in_text(&mut self, place: Location) {
        let (opening, size) = (self.opening, self.size);
        let Some(reading) = &mut self.reading else { return };
        self.screen = Screen::Reading;
        self.panes.set_focus(Focus::Text);
        match place {
            Location::Heading { heading, .. } => {
                if !reading.jump_to_part(&heading) {
                    self.say(format!("this note has no heading \"{heading}\""));
                }
            }
            Location::Text { offset, row, here, stop, pane, .. } => {
                let is_same = |it: &SeenRow| it.opening == opening || reading.embeds_at(it.place, offset);
                match row.filter(|it| it.size == size && is_same(it)) {
                    Some(row) => reading.return_to(row.place),
                    None if offset == 0 => reading.to_start(),
                    None => reading.jump(offset, 0),
                }
                reading.here = here;
                reading.stop = stop;
                self.return_to_pane(pane);
            }
            Location::Mention { offset, words, .. } => show_mention(reading, offset, words.as_deref(), size.rows / 3),
            Location::Concept { .. }
            | Location::Graph { .. }
            | Location::Video { .. }
            | Location::Notes { .. }
            | Location::Find(_)
            | Location::Decks { .. }
            | Location::Progress { .. }
            | Location::Quiz => {}
        }
    }

    /// Goes to the page of a concept.
    pub fn show_page(&mut self, key: &ConceptKey) -> Vec<Effect> {
        self.visit(Location::Concept { key: key.clone(), selected: None })
    }

    /// Shows the page of a concept, with a row selected if that is known.
    pub(crate) fn open_page(&mut self, key: &ConceptKey, selected: Option<usize>) -> Vec<Effect> {
        let Some(mut page) = ConceptPage::new(&self.library, key) else {
            // Its last mention has gone.
            self.screen = Screen::Reading;
            if self.reading.is_none() {
                self.show_list(None, "");
            }
            return Vec::new();
        };
        if let Some(selected) = selected {
            page.select(selected);
        }
        let key = page.key.clone();
        self.screen = Screen::Concept(page);
        vec![Effect::Seek(key)]
    }

    /// Shows the timeline of a video.
    pub(crate) fn open_video(&mut self, id: &str, selected: usize) {
        match VideoPage::new(&self.library, id) {
            Some(mut page) => {
                page.selected = selected.min(page.moments.len().saturating_sub(1));
                self.screen = Screen::Video(page);
            }
            None => self.say("no note of this folder has a timestamp of this video"),
        }
    }

    /// The list of notes, or of those whose names hold the letters of `query`, a row of it selected.
    pub(crate) fn show_list(&mut self, row: Option<&RowName>, query: &str) {
        let mut list = NoteList::new(self.sort);
        list.gather(&self.library, &self.last_read);
        list.select(&self.library, row);
        if !query.is_empty() {
            list.filter(&self.library, &self.last_read, query);
            list.select(&self.library, row);
        }
        self.screen = Screen::Notes(list);
    }
}

/// Puts a mention under the cursor, or marks its words where it is no link; it stands `above` rows below the top.
fn show_mention(reading: &mut Reading, offset: u32, words: Option<&str>, above: u16) {
    let note = &reading.document.note;
    let link = note.links().iter().position(|it| it.span.start == offset && it.block.is_some());
    match (link, words) {
        (Some(link), None) => {
            let stop = Stop::Link(link as u32);
            let start = reading.start_of(stop).unwrap_or(offset);
            reading.stop = Some(stop);
            reading.jump(start, above);
        }
        (_, Some(words)) => {
            let mut lookup = Lookup::new(note, words, None);
            let stamp = note.timestamps().iter().position(|it| it.span.start == offset);
            reading.stop = stamp.map(|it| Stop::Timestamp(it as u32));
            // A time stands behind what was said.
            if stamp.is_some() {
                lookup.seek_before(note, offset);
            } else {
                lookup.seek(note, offset);
            }
            let found = lookup.offset(note).unwrap_or(offset);
            reading.lookup = Some(lookup).filter(|it| !it.matches.is_empty());
            reading.searched = Some(words.to_string());
            reading.jump(if stamp.is_some() { offset } else { found }, above);
        }
        // Only the `From:` line names it, and that stands above the text.
        (None, None) if note.links().iter().any(|it| it.span.start == offset) => reading.to_start(),
        (None, None) => {
            let stamp = note.timestamps().iter().position(|it| it.span.start == offset);
            reading.stop = stamp.map(|it| Stop::Timestamp(it as u32));
            reading.jump(offset, above);
        }
    }
}
