//! What the actions do in the text, on a concept's page, and in the list of notes.

use crate::app::{
    action::Action,
    event::Effect,
    note_list::moved,
    pane::Focus,
    state::{App, Screen},
    stop::Stop,
};

impl App {
    /// An action with the keys going to the text.
    pub(crate) fn text_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        let height = i64::from(reading.view.height.max(1));
        match action {
            Action::Down => reading.scroll(1),
            Action::Up => reading.scroll(-1),
            Action::HalfDown => reading.scroll((height / 2).max(1)),
            Action::HalfUp => reading.scroll(-(height / 2).max(1)),
            Action::PageDown => reading.scroll((height - 2).max(1)),
            Action::PageUp => reading.scroll(-(height - 2).max(1)),
            Action::Top => reading.to_start(),
            Action::Bottom => reading.to_end(),
            Action::NextStop => self.step_stop(true),
            Action::PreviousStop => self.step_stop(false),
            Action::Follow => match reading.stop {
                Some(stop) => return self.follow(stop),
                None => self.say("no link is under the cursor: l goes to the next one"),
            },
            Action::Concept => return self.concept_at(reading_stop(self)),
            Action::OpenOutside => return self.open_outside(reading_stop(self)),
            Action::Copy => return self.copy(reading_stop(self)),
            other => return self.shared_action(other),
        }
        Vec::new()
    }

    /// Actions that mean the same in the text and in its panes.
    pub(crate) fn shared_action(&mut self, action: Action) -> Vec<Effect> {
        let width = self.width();
        match action {
            Action::NextPane => self.cycle(1),
            Action::PreviousPane => self.cycle(-1),
            Action::ToggleSections => self.panes.toggle(Focus::Sections, width),
            Action::ToggleConcepts => self.panes.toggle(Focus::Concepts, width),
            Action::ToggleTimestamps => self.panes.toggle(Focus::Timestamps, width),
            Action::SwapOrder => self.swap_order(),
            Action::NextSection => self.with_reading(|it| it.step_section(1)),
            Action::PreviousSection => self.with_reading(|it| it.step_section(-1)),
            Action::NextMatch => self.step_match(1),
            Action::PreviousMatch => self.step_match(-1),
            _ => {}
        }
        Vec::new()
    }

    fn with_reading(&mut self, change: impl FnOnce(&mut crate::app::reading::Reading)) {
        if let Some(reading) = &mut self.reading {
            change(reading);
        }
    }

    fn step_stop(&mut self, forward: bool) {
        let found = self.reading.as_mut().is_some_and(|it| it.step_stop(forward));
        if !found {
            self.say(if forward { "no link or timestamp after this" } else { "no link or timestamp before this" });
        }
    }

    fn step_match(&mut self, step: isize) {
        let Some(reading) = &mut self.reading else { return };
        let Some(wrapped) = reading.step_match(step) else {
            return self.say("nothing is searched for: / searches");
        };
        let (at, count) = reading.lookup.as_ref().map_or((0, 0), |it| (it.current + 1, it.matches.len()));
        if wrapped {
            let end = if step > 0 { "beginning" } else { "end" };
            self.say(format!("{at} of {count}: search goes on from the {end}"));
        }
    }

    /// An action on the page of a concept.
    pub(crate) fn concept_action(&mut self, action: Action) -> Vec<Effect> {
        let rows = self.page_height();
        let Screen::Concept(page) = &mut self.screen else { return Vec::new() };
        let count = page.rows();
        match action {
            Action::Down => page.selected = moved(page.selected, 1, count),
            Action::Up => page.selected = moved(page.selected, -1, count),
            Action::HalfDown | Action::PageDown => page.selected = moved(page.selected, rows, count),
            Action::HalfUp | Action::PageUp => page.selected = moved(page.selected, -rows, count),
            Action::Top => page.selected = 0,
            Action::Bottom => page.selected = count.saturating_sub(1),
            Action::Follow => return self.follow_page_row(),
            Action::OpenOutside => return self.open_mention(),
            Action::Copy => return self.copy_mention(),
            _ => {}
        }
        Vec::new()
    }

    /// An action in the list of notes.
    pub(crate) fn notes_action(&mut self, action: Action) -> Vec<Effect> {
        let rows = self.page_height();
        let count = self.listed();
        let Screen::Notes(list) = &mut self.screen else { return Vec::new() };
        match action {
            Action::Down => list.selected = moved(list.selected, 1, count),
            Action::Up => list.selected = moved(list.selected, -1, count),
            Action::HalfDown => list.selected = moved(list.selected, rows / 2, count),
            Action::HalfUp => list.selected = moved(list.selected, -rows / 2, count),
            Action::PageDown => list.selected = moved(list.selected, rows, count),
            Action::PageUp => list.selected = moved(list.selected, -rows, count),
            Action::Top => list.selected = 0,
            Action::Bottom => list.selected = count.saturating_sub(1),
            Action::Follow => {
                return self.open_listed();
            }
            _ => {}
        }
        Vec::new()
    }

    /// How many notes the list shows.
    pub fn listed(&self) -> usize {
        match (&self.screen, &self.library) {
            (Screen::Notes(list), Some(library)) => list.count(library),
            _ => 0,
        }
    }

    /// Opens the selected note of the list.
    fn open_listed(&mut self) -> Vec<Effect> {
        let (Screen::Notes(list), Some(library)) = (&self.screen, &self.library) else { return Vec::new() };
        let Some(path) = list.path(library, list.selected).map(str::to_string) else { return Vec::new() };
        self.load(&path, None)
    }

    /// Rows by which a page of a list moves.
    fn page_height(&self) -> isize {
        isize::from(i16::try_from(self.size.rows).unwrap_or(i16::MAX)).saturating_sub(6).max(1)
    }
}

fn reading_stop(app: &App) -> Option<Stop> {
    app.reading.as_ref().and_then(|it| it.stop)
}
