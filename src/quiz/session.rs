//! A session: the cards that wait to be asked, what was answered, and the way back.

use crate::quiz::{
    answer::hub_words,
    card::Card,
    fingerprint::CardId,
    rating::{Confidence, Occasion, Rating},
    session_deck::{Deck, Source},
    session_order::mixed,
};

/// So many other cards are asked before a failed one returns, if there are so many.
const BETWEEN: usize = 3;

/// Cards that are asked one after the other until each was answered once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What is asked.
    pub deck: Deck,
    cards: Vec<Card>,
    /// The words that say little in these cards.
    hubs: Vec<String>,
    /// The cards to come, the one at hand first.
    queue: Vec<Waiting>,
    given: Vec<Given>,
    /// Cards that will not be asked any more although they were not answered.
    removed: usize,
    steps: Vec<Step>,
}

/// A card that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    card: usize,
    misses: u32,
}

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The card, an index into the session's cards.
    pub card: usize,
    /// How well it was known.
    pub rating: Rating,
    /// How sure the reader was.
    pub confidence: Option<Confidence>,
    /// It was the first answer to this card in the session.
    pub is_first: bool,
}

/// What the session was before a step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    card: CardId,
    queue: Vec<Waiting>,
    given: usize,
    removed: usize,
    /// The answer that a card has learned to accept.
    accepted: Option<usize>,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Cards that are done with.
    pub done: usize,
    /// All cards that are asked.
    pub total: usize,
    /// Failed cards that will come back, the one at hand not counted.
    pub returning: usize,
}

impl Session {
    /// A session of these cards, at most as many as the deck has. They are mixed by `seed`, except before the reading of a
    /// note, which goes through it in order, and for what was put in order before. Where there are more, those that wait
    /// for `later` give way.
    pub fn new(deck: Deck, cards: Vec<Card>, seed: u64, later: impl Fn(CardId) -> bool) -> Self {
        let mut cards = match deck.source {
            Source::Pretest(_) | Source::Due { .. } | Source::Weakest { .. } | Source::Missed => cards,
            _ => mixed(cards, seed),
        };
        cards.sort_by_key(|it| later(it.id));
        cards.truncate(deck.limit);
        let queue = (0..cards.len()).map(|card| Waiting { card, misses: 0 }).collect();
        let hubs = hub_words(cards.iter().map(|it| [it.answer.texts(), vec![&it.prompt, &it.source]].concat()));
        Self { deck, cards, hubs, queue, given: Vec::new(), removed: 0, steps: Vec::new() }
    }

    /// The card at hand; none at the end.
    pub fn card(&self) -> Option<&Card> {
        self.cards.get(self.queue.first()?.card)
    }

    /// All cards of the session.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The answers that were given, in order.
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// How often the card at hand was missed.
    pub fn misses(&self) -> u32 {
        self.queue.first().map_or(0, |it| it.misses)
    }

    /// What the cards are asked for.
    pub fn occasion(&self) -> Occasion {
        if matches!(self.deck.source, Source::Pretest(_)) { Occasion::Pretest } else { Occasion::Learn }
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let total = self.cards.len() - self.removed;
        let returning = self.queue.iter().skip(1).filter(|it| it.misses > 0).count();
        Progress { done: total.saturating_sub(self.queue.len()), total, returning }
    }

    /// Takes in the rating of the card at hand. A failed one comes back, but not before the text was read. A typed answer
    /// that was `accepted` is right from now on.
    pub fn rate(&mut self, rating: Rating, confidence: Option<Confidence>, accepted: Option<String>) {
        let Some(Waiting { card, misses }) = self.queue.first().copied() else { return };
        self.step();
        if let (Some(text), Some(asked)) = (accepted, self.cards.get_mut(card)) {
            asked.accept.push(text);
            self.steps.iter_mut().last().into_iter().for_each(|it| it.accepted = Some(card));
        }
        self.queue.remove(0);
        let is_first = !self.given.iter().any(|it| it.card == card);
        self.given.push(Given { card, rating, confidence, is_first });
        if rating == Rating::Again && self.occasion() == Occasion::Learn {
            let at = BETWEEN.min(self.queue.len());
            self.queue.insert(at, Waiting { card, misses: misses + 1 });
        }
    }

    /// Takes the card at hand out of the session.
    pub fn remove(&mut self) {
        let Some(Waiting { card, .. }) = self.queue.first().copied() else { return };
        self.step();
        self.queue.remove(0);
        self.removed += usize::from(!self.given.iter().any(|it| it.card == card));
    }

    fn step(&mut self) {
        let Some(card) = self.card().map(|it| it.id) else { return };
        let (queue, given, removed) = (self.queue.clone(), self.given.len(), self.removed);
        self.steps.push(Step { card, queue, given, removed, accepted: None });
    }

    /// The card of the last step.
    pub fn last_step(&self) -> Option<CardId> {
        self.steps.last().map(|it| it.card)
    }

    /// Takes back the last step; gives the card that is at hand again.
    pub fn undo(&mut self) -> Option<CardId> {
        let step = self.steps.pop()?;
        (self.queue, self.removed) = (step.queue, step.removed);
        self.given.truncate(step.given);
        if let Some(card) = step.accepted.and_then(|it| self.cards.get_mut(it)) {
            card.accept.pop();
        }
        Some(step.card)
    }

    /// The words that stand in so many of the cards that they tell none of them from another, folded and sorted.
    pub fn hub_words(&self) -> &[String] {
        &self.hubs
    }

    /// The short answers of the other cards, which must not be mistaken for the one at hand.
    pub fn other_terms(&self) -> Vec<String> {
        let own = self.card().map(|it| it.answer.texts()).unwrap_or_default();
        let typed = self.cards.iter().filter(|it| it.answer.is_typed()).flat_map(|it| it.answer.texts());
        let mut terms: Vec<String> = typed.filter(|it| !own.contains(it)).map(str::to_string).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}
