//! What is known of one card: how well it is remembered, when it is due, and what was said about it.

use crate::{
    quiz::{CardId, Occasion, Rating},
    schedule::{
        event::Review,
        model::{self, Model, Strength},
        settings::Settings,
        time::Day,
    },
};

/// How well a card is remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// The days until it is recalled in 9 cases of 10.
    pub stability: f32,
    /// From 1 to 10.
    pub difficulty: f32,
    /// The day of the first answer.
    pub first: Day,
    /// The day of the last answer that counts.
    pub last: Day,
    /// The day on which it is due.
    pub due: Day,
    /// The answers that count: the first of each day.
    pub reviews: u32,
    /// How often it was forgotten after it had been known.
    pub lapses: u32,
    /// The last rating that counts.
    pub rating: Rating,
    curve: Curve,
}

/// What a state needs of the model to tell how likely its card is recalled.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Curve {
    decay: f32,
}

impl State {
    /// How likely the card is recalled on a day, from 0 to 1.
    pub fn retrievability(&self, day: Day) -> f32 {
        model::recall(self.strength(), day.since(self.last), self.curve.decay)
    }

    /// The days from the last answer to the day on which it is due.
    pub fn interval(&self) -> u32 {
        self.due.since(self.last)
    }

    fn strength(&self) -> Strength {
        Strength { stability: self.stability, difficulty: self.difficulty }
    }

    /// The state after an answer on `day`, but for the day on which it is due: that takes a fifth of the time and is
    /// asked of the last one only. An answer on a day that already has one, or before it, changes nothing.
    pub(crate) fn after(before: Option<Self>, by: &Rules, day: Day, rating: Rating) -> Self {
        if let Some(state) = before.filter(|it| day <= it.last) {
            return state;
        }
        let elapsed = before.map_or(0, |it| day.since(it.last));
        let strength = by.model.after(before.map(|it| it.strength()), rating, elapsed);
        let reviews = before.map_or(0, |it| it.reviews) + 1;
        let is_lapse = before.is_some() && rating == Rating::Again;
        Self {
            stability: strength.stability,
            difficulty: strength.difficulty,
            first: before.map_or(day, |it| it.first),
            last: day,
            due: day,
            reviews,
            lapses: before.map_or(0, |it| it.lapses) + u32::from(is_lapse),
            rating,
            curve: Curve { decay: by.model.parameters().numbers()[20] },
        }
    }

    /// The same state, due on the day that follows.
    pub(crate) fn scheduled(self, by: &Rules, card: CardId) -> Self {
        Self { due: by.settings.due(by.model, self.strength(), card, self.reviews, self.last), ..self }
    }
}

impl State {
    /// The same state, due on this day at the latest.
    pub(crate) fn by(self, latest: Option<Day>) -> Self {
        Self { due: latest.map_or(self.due, |it| self.due.min(it)), ..self }
    }
}

/// What states are computed by.
pub(crate) struct Rules<'a> {
    pub model: &'a Model,
    pub settings: &'a Settings,
}

/// Everything that the log says of one card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// How well it is remembered; none for a card that was never answered.
    pub state: Option<State>,
    /// Whether it is asked at all.
    pub standing: Standing,
    /// The last day on which it was not to be asked.
    pub buried: Option<Day>,
    /// The day on which it is asked again, whenever it is due: its source was edited, and has not been answered since.
    pub recheck: Option<Day>,
    /// Typed answers that the learner called right, in the order of their time.
    pub accepted: Vec<Box<str>>,
}

/// Whether a card is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// When it is due.
    #[default]
    Active,
    /// Not until it is resumed.
    Suspended,
    /// Never.
    Never,
}

impl Record {
    /// True unless the card is suspended, or never to be asked.
    pub fn is_asked(&self) -> bool {
        self.standing == Standing::Active
    }

    /// Takes in an answer, later than all before.
    pub(crate) fn answer(&mut self, by: &Rules, review: &Review, day: Day) {
        if review.occasion == Occasion::Learn {
            self.recheck = None;
            self.state = Some(State::after(self.state, by, day, review.rating));
        }
    }
}
