//! What an import would write: events with names of their own, those that are known already left out.

use crate::{
    cli::{
        exchange::{
            foreign::{Foreign, Given, Skipped},
            shelf::{Held, Shelf},
        },
        history::History,
    },
    quiz::{CardId, Occasion, Rating},
    schedule::{Calendar, Day, Event, EventId, Instant, Memory, Review, What},
};
use foldhash::{HashSet, HashSetExt};
use std::sync::Arc;

/// An answer on its way into the log.
#[derive(Clone, Copy)]
pub(crate) struct Reviewed {
    pub id: EventId,
    pub at: Instant,
    pub day: Day,
    pub rating: Rating,
    pub milliseconds: u32,
    pub occasion: Occasion,
}

/// What is to be written, and what is not.
pub(crate) struct Plan<'a> {
    pub memory: &'a Memory,
    pub events: Vec<Event>,
    /// How many answers, or schedules, were imported before.
    pub known: usize,
    pub skipped: Vec<Skipped>,
    device: Arc<str>,
    calendar: Calendar,
    now: Instant,
    cards: HashSet<CardId>,
    names: HashSet<EventId>,
}

const FUTURE: &str = "it lies in the future";
const DAY: i64 = 86_400_000;

impl<'a> Plan<'a> {
    pub fn new(history: &'a History, now: Instant) -> Self {
        Self {
            memory: &history.memory,
            events: Vec::new(),
            known: 0,
            skipped: Vec::new(),
            device: history.log.device().into(),
            calendar: history.calendar.clone(),
            now,
            cards: HashSet::new(),
            names: HashSet::new(),
        }
    }

    /// How many cards get answers.
    pub fn cards(&self) -> usize {
        self.cards.len()
    }

    /// How many answers are to be written.
    pub fn reviews(&self) -> usize {
        self.events.iter().filter(|it| matches!(it.what, What::Review(_))).count()
    }

    /// How many steps take all of it back: answers of one instant are one step.
    pub fn steps(&self) -> usize {
        let reviews = self.events.iter().filter(|it| matches!(it.what, What::Review(_)));
        reviews.map(|it| it.at).collect::<HashSet<Instant>>().len()
    }

    /// True when an answer of this name was imported before, even if that was taken back.
    pub fn knows(&self, id: EventId) -> bool {
        self.names.contains(&id) || self.memory.event(id).is_some()
    }

    /// Plans what another program says of its cards.
    pub fn take(&mut self, ours: &Shelf, heard: Vec<Foreign>) {
        for foreign in heard {
            match ours.find(&foreign) {
                Ok(card) => self.take_card(card, &foreign.name, foreign.answers),
                Err(why) => self.skipped.push(Skipped::new(&foreign.name, foreign.answers.len(), why)),
            }
        }
    }

    fn take_card(&mut self, card: &Held, name: &str, answers: Vec<Given>) {
        let mut future = 0;
        for it in answers {
            if self.knows(it.id) {
                self.known += 1;
            } else if it.at.0 > self.now.0.saturating_add(DAY) {
                future += 1;
            } else {
                let Given { id, at, rating, milliseconds, occasion } = it;
                self.add(card, Reviewed { id, at, day: self.calendar.day_of(at), rating, milliseconds, occasion });
            }
        }
        if future > 0 {
            self.skipped.push(Skipped::new(name, future, FUTURE));
        }
    }

    /// Plans an answer to a card; one that the log has not met is met first.
    pub fn add(&mut self, card: &Held, reviewed: Reviewed) {
        let Reviewed { id, at, day, rating, milliseconds, occasion } = reviewed;
        if self.cards.insert(card.id) && self.memory.fingerprint(card.id).is_none() {
            let met = What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) };
            self.push(EventId::of_source(at, &format!("met {}", card.id)), at, met);
        }
        let (card, kind) = (card.id, Some(card.kind));
        let review = Review { card, day, rating, kind, confidence: None, milliseconds, typed: None, occasion };
        self.push(id, at, What::Review(review));
    }

    fn push(&mut self, id: EventId, at: Instant, what: What) {
        if !self.knows(id) {
            self.names.insert(id);
            self.events.push(Event { id, at, device: Arc::clone(&self.device), what });
        }
    }
}
