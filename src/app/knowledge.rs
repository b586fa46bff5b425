//! How well cards are known today: those of an item, a section or a note together.

use crate::{
    note::Section,
    quiz::{Card, CardId},
    schedule::Memory,
};

/// How well an item is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// None of its cards was answered yet.
    New,
    /// One of its cards is due.
    Due,
    /// It is more likely forgotten every day.
    Fading,
    /// It is known.
    Known,
}

/// What is known of some cards together; those that are not asked are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// How many there are.
    pub cards: usize,
    /// How many of them were answered.
    pub answered: usize,
    /// How many of them are due today.
    pub due: usize,
    /// How likely each of those that were answered is recalled today, added up.
    pub recall: f32,
}

impl Sum {
    /// Adds a card.
    pub fn add(&mut self, memory: &Memory, card: CardId) {
        let record = memory.record(card);
        if record.is_some_and(|it| !it.is_asked()) {
            return;
        }
        self.cards += 1;
        if let Some(state) = record.and_then(|it| it.state) {
            self.answered += 1;
            self.due += usize::from(state.due <= memory.today());
            self.recall += state.retrievability(memory.today());
        }
    }

    /// The sum of some cards.
    pub fn of(memory: &Memory, cards: impl IntoIterator<Item = CardId>) -> Self {
        let mut sum = Self::default();
        cards.into_iter().for_each(|it| sum.add(memory, it));
        sum
    }

    /// How well they are known; none where there are no cards. What is still far from due is known; in the second half of
    /// the way from certain recall down to the desired retention it fades.
    pub fn level(&self, memory: &Memory) -> Option<Level> {
        let fading = (1.0 + memory.settings().retention()) / 2.0;
        Some(match self {
            Self { cards: 0, .. } => return None,
            Self { answered: 0, .. } => Level::New,
            Self { due: 1.., .. } => Level::Due,
            _ if self.recall_of_answered() < fading => Level::Fading,
            _ => Level::Known,
        })
    }

    /// How likely a card of them is recalled today, 0 to 1; one that was never answered is not.
    #[allow(clippy::cast_precision_loss)] // Nobody has sixteen million cards.
    pub fn share(&self) -> f32 {
        self.recall / self.cards.max(1) as f32
    }

    #[allow(clippy::cast_precision_loss)]
    fn recall_of_answered(&self) -> f32 {
        self.recall / self.answered.max(1) as f32
    }
}

/// The sums of all sections, each with those inside it.
pub fn of_sections(cards: &[Card], sections: &[Section], memory: &Memory) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); sections.len()];
    for card in cards {
        let up = |it: &u32| sections.get(*it as usize)?.parent;
        for section in std::iter::successors(Some(card.section), up) {
            if let Some(sum) = sums.get_mut(section as usize) {
                sum.add(memory, card.id);
            }
        }
    }
    sums
}
