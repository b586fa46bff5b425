//! The log was read: what it knows is sought in the notes, and what is due is counted.

use crate::{
    app::{
        event::{Effect, Stage},
        state::{App, Screen},
        survey::Survey,
    },
    quiz::identity::Folder,
    schedule::{Memory, What},
};
use std::sync::Arc;

impl App {
    /// The log was read.
    pub(crate) fn recalled(&mut self, memory: Memory, device: Box<str>, problem: Option<String>) -> Vec<Effect> {
        (self.memory, self.device) = (memory, device);
        if let Some(sentence) = problem {
            self.say(sentence);
        }
        let mut effects = self.ask_survey();
        effects.extend(self.begin_wanted());
        effects
    }

    /// Asks where the cards stand that the log knows, as soon as the log and the notes are.
    pub(crate) fn ask_survey(&self) -> Vec<Effect> {
        if self.stage != Stage::Whole || self.device.is_empty() {
            return Vec::new();
        }
        let known = self.memory.records().filter_map(|it| Some((it.0, self.memory.fingerprint(it.0)?.clone())));
        vec![Effect::Survey(known.collect())]
    }

    /// Takes in where they stand.
    pub(crate) fn surveyed(&mut self, mut survey: Survey) -> Vec<Effect> {
        let attached = std::mem::take(&mut survey.attachments);
        let folder = survey.folder;
        self.survey = survey;
        self.quiz.known.clear();
        for (card, seat) in self.survey.in_order() {
            self.quiz.known.entry(Arc::clone(&seat.note)).or_default().add(&self.memory, card, seat.group);
        }
        self.quiz.due = Some(0);
        self.count_due();
        let mut effects = Vec::new();
        if folder == Folder::Incomplete {
            self.say(
                "many cards with a history are missing: is the folder complete? Their history is kept and goes nowhere",
            );
        } else if !attached.is_empty() {
            let what = counted(attached.len());
            self.say(format!("{what}; undo in the quiz (z u) takes that back"));
            effects.push(Effect::Attach(attached.into_iter().map(|it| What::Attached(Box::new(it))).collect()));
        }
        effects.extend(self.begin_wanted());
        effects
    }

    /// Counts what is due today, once it is known where the cards are.
    pub(crate) fn count_due(&mut self) {
        if self.quiz.due.is_none() {
            return;
        }
        self.quiz.due = Some(self.survey.plan(&self.memory, self.memory.today()).due);
        self.renew_progress();
        if let Screen::Decks(page) = &self.screen {
            let (context, selected) = (page.context.clone(), page.selected);
            self.show_decks(context, selected);
        }
    }
}

fn counted(cards: usize) -> String {
    if cards == 1 {
        "a card was edited or moved and keeps its history".into()
    } else {
        format!("{cards} cards were edited or moved and keep their history")
    }
}
