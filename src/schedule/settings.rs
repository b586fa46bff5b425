//! What the learner may set, and the intervals that follow.

use crate::{
    quiz::CardId,
    schedule::{
        event::mixed,
        model::{Model, Strength},
        time::Day,
    },
};

/// What the learner may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How likely a card is to be known when it comes due; taken as 0.70 to 0.97.
    pub retention: f32,
    /// The most days between two answers, at least 1.
    pub longest: u32,
    /// The day of an exam: what is due later comes on that day.
    pub exam: Option<Day>,
    /// Whether intervals are spread a little.
    pub fuzz: Fuzz,
    /// So many cards are met for the first time on one day.
    pub new_a_day: u32,
    /// So many cards are reviewed on one day.
    pub reviews_a_day: u32,
    /// A card that was forgotten so often is a leech.
    pub leech: u32,
}

/// Whether intervals are spread a little, so that cards which were learned together do not come together for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fuzz {
    /// By the card: the same on every machine.
    #[default]
    ByCard,
    /// Not at all.
    Off,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retention: 0.9,
            longest: 36_500,
            exam: None,
            fuzz: Fuzz::ByCard,
            new_a_day: 20,
            reviews_a_day: 200,
            leech: 8,
        }
    }
}

/// The days from which on an interval is spread, and by which part of what is beyond them.
const SPREADS: [(f32, f32, f32); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, f32::MAX, 0.05)];

impl Settings {
    /// The desired retention, inside its bounds.
    pub fn retention(&self) -> f32 {
        if self.retention.is_finite() { self.retention.clamp(0.70, 0.97) } else { 0.9 }
    }

    /// The same settings on a day: an exam that is over is none.
    pub(crate) fn on(self, today: Day) -> Self {
        Self { exam: self.exam.filter(|it| *it >= today), ..self }
    }

    /// The day when a card is due that was answered on `last`, for the `count`th time.
    pub(crate) fn due(&self, model: &Model, strength: Strength, card: CardId, count: u32, last: Day) -> Day {
        let due = last.plus(self.interval(model, strength, card, count));
        match self.exam {
            Some(exam) if exam > last => due.min(exam),
            _ => due,
        }
    }

    /// The days from an answer to the next one: at least 1.
    fn interval(&self, model: &Model, strength: Strength, card: CardId, count: u32) -> u32 {
        let exact = model.interval(strength, self.retention());
        let days = match self.fuzz {
            Fuzz::ByCard => spread(exact, mixed(card.0 ^ mixed(u64::from(count)))),
            Fuzz::Off => exact.round() as u32,
        };
        days.clamp(1, self.longest.max(1))
    }
}

/// An interval moved by chance to one of those beside it; short ones stay.
fn spread(exact: f32, chance: u64) -> u32 {
    let part = |&(from, to, part): &(f32, f32, f32)| part * (exact.min(to) - from).max(0.0);
    if exact < 2.5 {
        return exact.round() as u32;
    }
    let most = 1.0 + SPREADS.iter().map(part).sum::<f32>();
    let (least, most) = (((exact - most).round() as u32).max(2), (exact + most).round() as u32);
    let choices = u64::from(most.saturating_sub(least)) + 1;
    least + (chance % choices) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::model::Parameters;

    fn due(settings: &Settings, stability: f32, card: u64) -> i32 {
        let model = Model::new(Parameters::default());
        settings.due(&model, Strength { stability, difficulty: 5.0 }, CardId(card), 3, Day(1000)).0 - 1000
    }

    #[test]
    fn intervals_are_spread_by_the_card_and_stay_near() {
        let settings = Settings::default();
        let all: Vec<i32> = (0..500).map(|it| due(&settings, 100.0, it)).collect();
        assert_eq!(all, (0..500).map(|it| due(&settings, 100.0, it)).collect::<Vec<_>>());
        let (least, most) = (all.iter().min().unwrap(), all.iter().max().unwrap());
        assert_eq!((*least, *most), (93, 107), "1 + .15 × 4.5 + .1 × 13 + .05 × 80 to both sides");
        assert_eq!((due(&settings, 2.4, 1), due(&settings, 0.1, 1)), (2, 1));
        assert!((0..500).all(|it| due(&settings, 3.0, it) >= 2));
    }

    #[test]
    fn retention_the_longest_interval_and_an_exam_bound_them() {
        let plain = Settings { fuzz: Fuzz::Off, ..Settings::default() };
        assert_eq!(due(&plain, 100.0, 1), 100);
        let at = |retention| due(&Settings { retention, ..plain.clone() }, 100.0, 1);
        assert!(at(0.97) < at(0.9) && at(0.9) < at(0.7));
        assert_eq!((at(0.1), at(1.0), at(f32::NAN)), (at(0.7), at(0.97), at(0.9)));
        assert_eq!(due(&Settings { longest: 30, ..plain.clone() }, 100.0, 1), 30);
        assert_eq!(due(&Settings { longest: 0, ..plain.clone() }, 100.0, 1), 1);
        let exam = |days: i32| due(&Settings { exam: Some(Day(1000 + days)), ..plain.clone() }, 100.0, 1);
        assert_eq!((exam(10), exam(99), exam(101), exam(0), exam(-5)), (10, 99, 100, 100, 100));
        assert!((0..99).all(|it| due(&Settings { longest: 30, ..Settings::default() }, 100.0, it) <= 30));
    }
}
