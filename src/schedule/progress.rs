//! What the log says of how learning goes: reviews day by day, what will fall due, what was retained, who was sure.

use crate::{
    quiz::{CardId, Confidence, Occasion, Rating},
    schedule::{
        event::{Review, What},
        memory::Memory,
        time::Day,
    },
};
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// How learning goes, as it is on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The day.
    pub today: Day,
    /// The answers of each day that has some; also those that do not count for the schedule.
    pub calendar: BTreeMap<Day, u32>,
    /// The days in a row with answers up to today; a today without any does not end them.
    pub streak: u32,
    /// The answers of today.
    pub answered: Tally,
    /// Seconds that the answers of today took.
    pub seconds: u64,
    /// The cards that fall due on each of the next days, today first; with what is overdue.
    pub forecast: Vec<u32>,
    /// Of the answers of the last 30 days to cards that had been known for a day at least, how many were right.
    pub month: Tally,
    /// The same of all days.
    pub ever: Tally,
    /// How often the learner was right, by how sure they were; in the order of [`Confidence::ALL`].
    pub surety: [Tally; 3],
}

/// Answers, and how many of them were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub given: u32,
    /// Those that were not rated Again.
    pub right: u32,
}

/// So many days are looked ahead.
const AHEAD: usize = 30;
/// So many days are looked back for what was retained lately.
const MONTH: u32 = 30;
/// An answer that took longer was interrupted: it counts as so many milliseconds.
const LONGEST: u32 = 120_000;

impl Tally {
    fn add(&mut self, rating: Rating) {
        self.given += 1;
        self.right += u32::from(rating != Rating::Again);
    }

    /// The share of those that were right, 0 to 1; none without answers.
    pub fn share(&self) -> Option<f32> {
        #[allow(clippy::cast_precision_loss)] // Sixteen million answers are eighty years of five hundred a day.
        (self.given > 0).then(|| self.right as f32 / self.given as f32)
    }
}

impl Progress {
    /// How it goes by all that was answered; the forecast is of these cards, those that the notes hold now.
    pub fn of(memory: &Memory, cards: impl IntoIterator<Item = CardId>) -> Self {
        let today = memory.today();
        let mut progress = Self { today, forecast: vec![0; AHEAD], ..Self::default() };
        let mut last: HashMap<CardId, Day> = HashMap::new();
        let mut reviews: Vec<&Review> = memory.reviews().collect();
        reviews.sort_by_key(|it| it.day);
        for review in reviews.into_iter().filter(|it| it.day <= today) {
            progress.take(review, &mut last);
        }
        progress.streak = progress.days_in_a_row();
        for card in cards {
            progress.foresee(memory, card);
        }
        progress
    }

    fn take(&mut self, review: &Review, last: &mut HashMap<CardId, Day>) {
        *self.calendar.entry(review.day).or_default() += 1;
        if review.day == self.today {
            self.answered.add(review.rating);
            self.seconds += u64::from(review.milliseconds.min(LONGEST)) / 1000;
        }
        if let Some(sure) = review.confidence.and_then(|it| self.surety.get_mut(usize::from(it.number() - 1))) {
            sure.add(review.rating);
        }
        if review.occasion != Occasion::Learn {
            return;
        }
        // Only the first answer of a day says what was retained over the days before it.
        let before = last.insert(review.card, review.day);
        if before.is_some_and(|it| it < review.day) {
            self.ever.add(review.rating);
            if self.today.since(review.day) < MONTH {
                self.month.add(review.rating);
            }
        }
    }

    fn days_in_a_row(&self) -> u32 {
        let has = |it: &Day| self.calendar.contains_key(it);
        let first = if has(&self.today) { self.today } else { Day(self.today.0.saturating_sub(1)) };
        let days = (0..self.calendar.len() as i32).map(|back| Day(first.0.saturating_sub(back)));
        days.take_while(has).count() as u32
    }

    fn foresee(&mut self, memory: &Memory, card: CardId) {
        let Some(record) = memory.record(card).filter(|it| it.is_asked()) else { return };
        let days = record.state.map(|it| it.due.since(self.today));
        if let Some(count) = days.and_then(|it| self.forecast.get_mut(it as usize)) {
            *count += 1;
        }
    }

    /// The answers of the days from `first` on, so many of them.
    pub fn days(&self, first: Day, count: u32) -> impl Iterator<Item = (Day, u32)> + '_ {
        (0..count).map(move |it| first.plus(it)).map(|it| (it, self.calendar.get(&it).copied().unwrap_or(0)))
    }

    /// How often somebody was right when they were this sure.
    pub fn sure(&self, confidence: Confidence) -> Tally {
        self.surety.get(usize::from(confidence.number() - 1)).copied().unwrap_or_default()
    }
}

impl Memory {
    /// All answers that were not taken back, in the order in which they came.
    pub fn reviews(&self) -> impl Iterator<Item = &Review> {
        let held = self.events().iter().filter(|it| self.holds(it));
        held.filter_map(|it| if let What::Review(review) = &it.what { Some(review) } else { None })
    }
}
