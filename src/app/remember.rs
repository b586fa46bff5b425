//! What goes to the log and what comes from it: deeds are handed on, and the reader goes on when they are kept.

use crate::{
    app::{
        deed::{Stored, Storing, Then},
        event::Effect,
        key::Key,
        quiz_page::QuizPage,
        state::{App, Screen},
    },
    quiz::{Card, CardId},
    schedule::{self, Day, EventId, What},
};
use std::collections::VecDeque;

impl App {
    /// Hands deeds on; `then` follows when they are on the disk.
    pub(crate) fn store(&mut self, deeds: Vec<What>, then: Then, said: Option<String>) -> Vec<Effect> {
        self.quiz.storing = Some(Storing { then, said, held: VecDeque::new() });
        vec![Effect::Store(deeds)]
    }

    /// Keeps a key for what comes after the deed that is on its way; false when none is.
    pub(crate) fn holds(&mut self, key: Key) -> bool {
        let storing = self.quiz.storing.as_mut().filter(|_| self.overlay.is_none());
        storing.map(|it| it.held.push_back(key)).is_some()
    }

    /// A deed is on the disk, or cannot be written and waits: either way the reader goes on.
    pub(crate) fn stored(&mut self, stored: Stored) -> Vec<Effect> {
        let others = stored.events.len().saturating_sub(stored.own);
        self.quiz.own.extend(stored.events.iter().skip(others).map(|it| it.id));
        self.learn(stored.events, stored.today);
        self.quiz.waiting = stored.waiting;
        let Some(Storing { then, said, held }) = self.quiz.storing.take() else { return Vec::new() };
        let mut effects = self.follow_up(then);
        let said: Vec<String> = said.into_iter().chain(stored.problem).collect();
        if !said.is_empty() {
            self.say(said.join("; "));
        }
        for key in held {
            effects.extend(self.key(key));
        }
        effects
    }

    /// Takes in what is in the log, by whomever it was written.
    pub(crate) fn learn(&mut self, events: Vec<schedule::Event>, today: Day) {
        if today != self.memory.today() {
            self.memory.go_on(self.memory.settings().clone(), today);
        }
        self.memory.take_all(events);
        self.count_due();
    }

    fn follow_up(&mut self, then: Then) -> Vec<Effect> {
        match then {
            Then::Nothing => return Vec::new(),
            Then::Removed => self.with_page(|it| it.go_on(crate::quiz::Session::remove)),
            Then::SteppedBack => self.with_page(QuizPage::step_back),
            Then::Rated { card, rating, confidence, accepted } => {
                self.survey.add(&card);
                self.count_due();
                self.with_page(|it| it.go_on(|it| it.rate(rating, confidence, accepted)));
            }
        }
        vec![Effect::Asked]
    }

    fn with_page(&mut self, change: impl FnOnce(&mut QuizPage)) {
        if let Some(page) = &mut self.quiz.page {
            change(page);
        }
    }

    /// Takes back what was done last: in this run, or else on this device in an earlier one. What another running program
    /// does on this device is left to it as long as there is something of one's own.
    pub(crate) fn undo(&mut self) -> Vec<Effect> {
        let own = self.memory.last_deed(&self.device, |it| self.quiz.own.contains(&it));
        let deed = if own.is_empty() { self.memory.last_deed(&self.device, |_| true) } else { own };
        let review = deed.iter().find(|it| matches!(it.what, What::Review(_)));
        let Some(event) = review.or(deed.first()) else {
            self.say("nothing is left that was done on this device and could be undone");
            return Vec::new();
        };
        let card = event.card();
        let words = match deed.len() {
            count if count > 1 && matches!(event.what, What::Attached(_)) => {
                format!("the histories of {count} edited cards")
            }
            _ => event.in_words(&self.called(card)),
        };
        let voids: Vec<EventId> = deed.iter().map(|it| it.id).collect();
        let last = self.quiz.page.as_ref().and_then(|it| it.session.last_step());
        let is_here = matches!(self.screen, Screen::Quiz) && last.is_some() && last == card;
        let then = if is_here { Then::SteppedBack } else { Then::Nothing };
        self.store(voids.into_iter().map(What::Void).collect(), then, Some(format!("undone: {words}")))
    }

    /// What a card is called: what it asks, if it is in the notes.
    pub(crate) fn called(&self, card: Option<CardId>) -> String {
        match card.and_then(|it| self.survey.seat(it)) {
            Some(seat) => {
                let inside = seat.prompt.replace('“', "‘").replace('”', "’");
                let begin: String = inside.chars().take(NAME_LETTERS).collect();
                let cut = if begin.len() < inside.len() { "…" } else { "" };
                format!("“{}{cut}”", begin.trim_end())
            }
            None => self.memory.name(card),
        }
    }

    /// What is to be written before the first thing that is said of a card: the source that it was made from.
    pub(crate) fn met(&self, card: &Card) -> Option<What> {
        let is_new = self.memory.record(card.id).is_none();
        is_new.then(|| What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) })
    }

    /// True for a card that is not to be asked now: put aside for the day, suspended, or no good.
    pub(crate) fn is_silent(&self, card: &Card) -> bool {
        let today = self.memory.today();
        self.memory.record(card.id).is_some_and(|it| !it.is_asked() || it.buried == Some(today))
    }
}

/// What a card asks is told by so many letters of it.
const NAME_LETTERS: usize = 48;
