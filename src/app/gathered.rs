//! What becomes known of the notes while the reader reads: first of all, and whenever something changes on the disk.

use crate::app::{
    document::Document,
    event::{Effect, Gathered, Stage},
    note_list::RowName,
    reload,
    state::{App, Screen},
};
use crate::library::{ConceptKey, Unlinked};
use std::{collections::HashMap, sync::Arc};

impl App {
    /// Takes in what is known of the notes by now; what is on the screen keeps its place.
    pub(crate) fn gathered(&mut self, gathered: Gathered) -> Vec<Effect> {
        let selected = match &self.screen {
            // Who has not moved while the notes are read wants to see the first one, not the one that was first for
            // a moment.
            Screen::Notes(list) if list.selected > 0 || self.stage == Stage::Whole => list.selected_name(&self.library),
            Screen::Notes(list) => list.wanted.clone().map(RowName::Note),
            _ => None,
        };
        self.library = gathered.library;
        self.stage = gathered.stage;
        self.problems = gathered.problems;
        if gathered.stage == Stage::Whole {
            self.progress = None;
        }
        let mut effects = Vec::new();
        if gathered.stage == Stage::Whole {
            effects.push(Effect::Index);
            effects.extend(self.ask_survey());
        }
        effects.extend(self.renew_screen(selected.as_ref()));
        if let Some(reading) = &mut self.reading {
            reading.document.join(&self.library);
            let path = reading.document.note.path().to_string();
            gathered.changed.iter().for_each(|it| reading.embeds.outdate(it));
            if gathered.changed.contains(&path) {
                effects.extend(self.changed(path));
            }
        }
        effects.extend(self.begin_wanted());
        self.find_embeds();
        let rows = self.rows_now(self.panes.focus).len();
        self.panes.selected = self.panes.selected.min(rows.saturating_sub(1));
        effects
    }

    /// True when the text on the screen is of a note that the folder no longer has.
    pub fn is_gone(&self) -> bool {
        let path = self.reading.as_ref().map(|it| it.document.note.path());
        let is_text = matches!(self.screen, Screen::Reading) && self.stage == Stage::Whole;
        is_text && path.is_some_and(|it| self.library.note_at(it).is_none())
    }

    /// The note at hand has changed on the disk.
    fn changed(&mut self, path: String) -> Vec<Effect> {
        if self.library.note_at(&path).is_some() {
            return vec![Effect::Reread(path)];
        }
        self.say("this note has been removed or renamed; what you see is all that is left of it");
        Vec::new()
    }

    /// Makes the page or list on the screen anew, with the same row selected.
    fn renew_screen(&mut self, selected: Option<&RowName>) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Reading | Screen::Quiz => {}
            Screen::Progress(_) => self.renew_progress(),
            Screen::Decks(page) => {
                let (context, selected) = (page.context.clone(), page.selected);
                self.show_decks(context, selected);
            }
            Screen::Find(_) => return self.ask(),
            Screen::Notes(list) => {
                list.gather(&self.library, &self.last_read);
                list.select(&self.library, selected);
            }
            Screen::Video(page) => {
                let (id, selected, said) = (page.id.clone(), page.selected, page.said(page.selected));
                self.open_video(&id, selected);
                if let (Screen::Video(page), Some((path, words))) = (&mut self.screen, said) {
                    page.select_said(&path, &words);
                }
            }
            Screen::Graph(page) => {
                let keys = page.neighbourhood.nodes.first().zip(page.neighbourhood.nodes.get(page.selected));
                if let Some((key, selected)) = keys.map(|it| (it.0.key.clone(), it.1.key.clone())) {
                    self.open_graph(&key, Some(&selected));
                }
            }
            Screen::Concept(page) => {
                let (key, selected, name) = (page.key.clone(), page.selected, page.name_of(page.selected));
                let effects = self.open_page(&key, Some(selected));
                if let (Screen::Concept(page), Some(name)) = (&mut self.screen, name) {
                    page.select_named(name, selected);
                }
                return effects;
            }
        }
        Vec::new()
    }

    /// Takes in a note that was read again because it has changed.
    pub(crate) fn reread(&mut self, path: &str, outcome: Result<Box<Document>, String>) -> Vec<Effect> {
        let is_open = self.reading.as_ref().is_some_and(|it| it.document.note.path() == path);
        match outcome {
            _ if !is_open => {}
            Err(reason) => self.say(reason),
            Ok(mut document) => {
                document.join(&self.library);
                if let Some(reading) = &mut self.reading {
                    reload::replace(reading, *document, &mut self.history);
                }
                self.opening += 1;
                self.find_embeds();
            }
        }
        Vec::new()
    }

    /// Takes in the mentions of a concept that are no links, if its page is still on the screen.
    pub(crate) fn sought(&mut self, key: &ConceptKey, library: &Arc<crate::library::Library>, found: Vec<Unlinked>) {
        if let Screen::Concept(page) = &mut self.screen
            && page.key == *key
            && Arc::ptr_eq(&page.library, library)
        {
            page.found(found);
        }
    }

    /// Takes in when notes were read last, in seconds since 1970.
    pub(crate) fn read_before(&mut self, times: HashMap<String, u64>, now: u64) {
        self.last_read.extend(times);
        self.now = now;
        let selected = match &self.screen {
            Screen::Notes(list) => list.selected_name(&self.library),
            _ => return,
        };
        self.renew_screen(selected.as_ref());
    }
}
