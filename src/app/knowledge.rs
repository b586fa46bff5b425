//! How well cards are known today: those of an item, a section or a note together.

use crate::{
    note::Section,
    quiz::{Card, CardId, Rating},
    schedule::{Day, Memory, State},
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
    /// How many of them are due today; of siblings one, for no more are asked on a day.
    pub due: usize,
    /// How likely each of those that were answered is recalled today, added up.
    pub recall: f32,
    /// The siblings of which one is due and was counted last.
    last_due: Option<u64>,
}

impl Sum {
    /// Adds a card; cards of one `group` are siblings and come one after the other.
    pub fn add(&mut self, memory: &Memory, card: CardId, group: u64) {
        let record = memory.record(card);
        if record.is_some_and(|it| !it.is_asked()) {
            return;
        }
        self.cards += 1;
        if let Some(state) = record.and_then(|it| it.state) {
            self.answered += 1;
            let is_due = state.due <= memory.today() && self.last_due != Some(group);
            (self.due, self.last_due) = if is_due { (self.due + 1, Some(group)) } else { (self.due, self.last_due) };
            self.recall += recall(&state, memory.today());
        }
    }

    /// The sum of some cards of one note, in the order of its text.
    pub fn of<'a>(memory: &Memory, cards: impl IntoIterator<Item = &'a Card>) -> Self {
        let mut sum = Self::default();
        cards.into_iter().for_each(|it| sum.add(memory, it.id, it.group.into()));
        sum
    }

    /// How well they are known; none where there are no cards. What is still far from due is known; in the second half of
    /// the way from certain recall down to the desired retention it fades.
    pub fn level(&self, memory: &Memory) -> Option<Level> {
        let fading = f32::midpoint(1.0, memory.settings().retention());
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

/// How likely a card is recalled on a day. One that was missed on this very day is as good as forgotten until it was
/// known again, whatever the curve says right after the answer was shown.
fn recall(state: &State, today: Day) -> f32 {
    let is_missed = state.rating == Rating::Again && state.last == today;
    if is_missed { 0.0 } else { state.retrievability(today) }
}

/// The sums of all sections, each with those inside it.
pub fn of_sections(cards: &[Card], sections: &[Section], memory: &Memory) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); sections.len()];
    for card in cards {
        let up = |it: &u32| sections.get(*it as usize)?.parent;
        for section in std::iter::successors(Some(card.section), up) {
            if let Some(sum) = sums.get_mut(section as usize) {
                sum.add(memory, card.id, card.group.into());
            }
        }
    }
    sums
}
