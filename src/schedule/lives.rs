//! Whose history an answer belongs to, when cards were edited and their histories went from one to another.
//!
//! A card lives from when it is first met until its history goes to another card; what was answered in that life goes
//! along, also what another device answered later without having heard of it. When the source comes back and the card
//! is met again, it begins another life. All this follows from the events, whatever order they came in.

use crate::{
    quiz::CardId,
    schedule::{
        event::{Event, EventId, What},
        time::Instant,
    },
};
use foldhash::{HashMap, HashSet, HashSetExt};

/// What puts events in order.
type Key = (Instant, EventId);

/// Which cards are bound to which, by attachments that may have been taken back since.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ties {
    onwards: HashMap<CardId, Vec<CardId>>,
    back: HashMap<CardId, Vec<CardId>>,
}

impl Ties {
    pub fn add(&mut self, old: CardId, new: CardId) {
        for (ties, from, to) in [(&mut self.onwards, old, new), (&mut self.back, new, old)] {
            let others = ties.entry(from).or_default();
            if !others.contains(&to) {
                others.push(to);
            }
        }
    }

    /// A card and all that its history may have gone to.
    pub fn after(&self, card: CardId) -> HashSet<CardId> {
        closure(&self.onwards, card)
    }

    /// A card and all whose history may have come to it.
    pub fn before(&self, card: CardId) -> HashSet<CardId> {
        closure(&self.back, card)
    }

    /// True when no history came to a card or went from it.
    pub fn has_none(&self, card: CardId) -> bool {
        !self.onwards.contains_key(&card) && !self.back.contains_key(&card)
    }
}

fn closure(ties: &HashMap<CardId, Vec<CardId>>, card: CardId) -> HashSet<CardId> {
    let (mut found, mut open) = (HashSet::new(), vec![card]);
    while let Some(card) = open.pop() {
        if found.insert(card) {
            open.extend(ties.get(&card).into_iter().flatten());
        }
    }
    found
}

/// A stretch of a card's events, and where its history went.
struct Life {
    /// The first event of it.
    from: Key,
    went: Option<(Key, CardId)>,
}

/// The lives of some cards.
pub(crate) struct Lives(HashMap<CardId, Vec<Life>>);

impl Lives {
    /// The lives of cards that are bound to each other; `events` gives what was not taken back of each, in order.
    pub fn new<'a, I: Iterator<Item = &'a Event>>(cards: &HashSet<CardId>, events: impl Fn(CardId) -> I) -> Self {
        Self(cards.iter().map(|it| (*it, lives(events(*it)))).collect())
    }

    /// The card that an event of `card` belongs to now.
    pub fn owner(&self, card: CardId, at: Key) -> CardId {
        let (mut card, mut at) = (card, at);
        // The first step goes wherever the life went, later or not; from then on only later steps are taken, so
        // that a history which went there and back does not go round for ever.
        let mut step = self.life(card, at).and_then(|it| it.went);
        while let Some((when, to)) = step {
            (card, at) = (to, when);
            step = self.life(card, at).and_then(|it| it.went).filter(|it| it.0 > at);
        }
        card
    }

    fn life(&self, card: CardId, at: Key) -> Option<&Life> {
        let lives = self.0.get(&card)?;
        lives.iter().rev().find(|it| it.from <= at).or(lives.first())
    }
}

fn lives<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<Life> {
    let mut lives: Vec<Life> = Vec::new();
    for event in events {
        let key = event.key();
        let begins = lives.last().is_none_or(|it| it.went.is_some() && matches!(event.what, What::Met { .. }));
        if begins {
            lives.push(Life { from: key, went: None });
        }
        if let (What::Attached(it), Some(life)) = (&event.what, lives.last_mut()) {
            life.went = Some((key, it.new));
        }
    }
    lives
}
