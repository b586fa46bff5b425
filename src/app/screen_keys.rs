//! What the actions do in the text, and what they do in the text and its panes alike.

use crate::app::{action::Action, event::Effect, pane::Focus, quiz_page::Marks, state::App, stop::Stop};

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
            Action::ToggleMarks => self.toggle_marks(),
            Action::Edit => return self.edit(),
            Action::NextSection => self.with_reading(|it| it.step_section(1)),
            Action::PreviousSection => self.with_reading(|it| it.step_section(-1)),
            Action::Video => return self.video_here(),
            Action::NextMatch => self.step_match(1),
            Action::PreviousMatch => self.step_match(-1),
            _ => {}
        }
        Vec::new()
    }

    fn toggle_marks(&mut self) {
        self.quiz.marks = match self.quiz.marks {
            Marks::Shown => Marks::Hidden,
            Marks::Hidden => Marks::Shown,
        };
        let is_shown = self.quiz.marks == Marks::Shown;
        self.say(if is_shown { "○ new  ◔ due  ◑ fading  ● known" } else { "what has cards is not marked" });
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

    /// Rows by which a page of a list moves.
    pub(crate) fn page_height(&self) -> isize {
        isize::from(i16::try_from(self.size.rows).unwrap_or(i16::MAX)).saturating_sub(6).max(1)
    }
}

fn reading_stop(app: &App) -> Option<Stop> {
    app.reading.as_ref().and_then(|it| it.stop)
}
