//! The forgetting curve: FSRS-6, one answer at a time.

use crate::quiz::Rating;
use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState};

/// The numbers of the curve: 21, finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters([f32; 21]);

impl Default for Parameters {
    fn default() -> Self {
        Self(DEFAULT_PARAMETERS)
    }
}

impl Parameters {
    /// Parameters from numbers; none unless there are 21 and the curve takes them.
    pub fn new(numbers: &[f32]) -> Option<Self> {
        let numbers: [f32; 21] = numbers.try_into().ok()?;
        let is_curve = numbers.iter().all(|it| it.is_finite()) && (0.01..=1.0).contains(&numbers[20]);
        (is_curve && FSRS::new(&numbers).is_ok()).then_some(Self(numbers))
    }

    /// The numbers.
    pub fn numbers(&self) -> &[f32; 21] {
        &self.0
    }
}

/// How well something is remembered, apart from how long ago it was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// The days until it is recalled in 9 cases of 10.
    pub stability: f32,
    /// From 1 to 10.
    pub difficulty: f32,
}

impl From<MemoryState> for Strength {
    fn from(it: MemoryState) -> Self {
        Self { stability: it.stability, difficulty: it.difficulty }
    }
}

impl From<Strength> for MemoryState {
    fn from(it: Strength) -> Self {
        Self { stability: it.stability, difficulty: it.difficulty }
    }
}

/// The curve of one learner.
#[derive(Clone, Debug)]
pub struct Model {
    curve: FSRS,
    parameters: Parameters,
}

impl Model {
    /// The curve of these parameters.
    pub fn new(parameters: Parameters) -> Self {
        Self { curve: FSRS::new(parameters.numbers()).unwrap_or_default(), parameters }
    }

    /// Its parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The strength after an answer `elapsed` days after the one before; `before` is none for the first answer of all.
    pub fn after(&self, before: Option<Strength>, rating: Rating, elapsed: u32) -> Strength {
        let elapsed = if before.is_none() { 0 } else { elapsed };
        let review = FSRSReview { rating: u32::from(rating.number()), delta_t: elapsed };
        let after = self.curve.memory_state(FSRSItem { reviews: vec![review] }, before.map(Into::into));
        // Only numbers that are none are refused, and those do not come of finite parameters.
        after.map_or(before.unwrap_or(Strength { stability: 1.0, difficulty: 5.0 }), Into::into)
    }

    /// How likely it is recalled `elapsed` days after the last answer, from 0 to 1.
    pub fn retrievability(&self, strength: Strength, elapsed: u32) -> f32 {
        recall(strength, elapsed, self.parameters.0[20])
    }

    /// The days until it is recalled with the probability `retention`, not rounded.
    pub fn interval(&self, strength: Strength, retention: f32) -> f32 {
        self.curve.next_interval(Some(strength.stability), retention, 0)
    }
}

/// How likely something of a strength is recalled `elapsed` days after the last answer, on a curve of this decay.
#[allow(clippy::cast_precision_loss)] // Sixteen million days are 45,000 years.
pub(crate) fn recall(strength: Strength, elapsed: u32, decay: f32) -> f32 {
    fsrs::current_retrievability(strength.into(), elapsed as f32, decay)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers as rating and days since the one before, the intervals after them, and the stabilities.
    type Row = (&'static [(u8, u32)], &'static [u32], &'static [f32]);

    const GOLDEN: &[Row] = &[
        (
            &[(3, 0), (3, 2), (3, 11), (3, 46), (3, 164)],
            &[2, 11, 46, 163, 499],
            &[2.3065, 10.9643, 46.2803, 162.8623, 498.91],
        ),
        (
            &[(3, 0), (3, 2), (1, 11), (3, 1), (3, 2), (2, 6), (4, 20)],
            &[2, 11, 2, 4, 7, 13, 44],
            &[2.3065, 10.9643, 1.5383],
        ),
        (&[(4, 0), (4, 8), (4, 60), (1, 300), (3, 3)], &[8, 66, 375, 6, 12], &[]),
        (
            &[(1, 0), (3, 0), (3, 0), (2, 1), (3, 3), (3, 9)],
            &[1, 1, 1, 1, 5, 16],
            &[0.2120, 0.2467, 0.2842, 1.4075, 5.4035, 16.0006],
        ),
        (&[(2, 0), (2, 1), (2, 2), (1, 4), (1, 1), (3, 1), (4, 5)], &[1, 3, 6, 1, 1, 1, 4], &[]),
    ];

    fn strengths(model: &Model, answers: &[(u8, u32)]) -> Vec<Strength> {
        let mut before = None;
        let step = |&(rating, elapsed): &(u8, u32)| {
            before = Some(model.after(before, Rating::of_number(rating).unwrap(), elapsed));
            before.unwrap()
        };
        answers.iter().map(step).collect()
    }

    #[test]
    fn the_golden_rows_are_met() {
        let model = Model::new(Parameters::default());
        for (answers, intervals, stabilities) in GOLDEN {
            let found = strengths(&model, answers);
            let days: Vec<u32> = found.iter().map(|it| (model.interval(*it, 0.9).round() as u32).max(1)).collect();
            assert_eq!(days, *intervals);
            for (found, stability) in found.iter().zip(*stabilities) {
                // The rows are given with four digits after the point.
                let off = (found.stability - stability).abs();
                assert!(off <= 5.1e-5 + 1e-5 * stability, "{} for {stability}", found.stability);
            }
        }
        let lapse = strengths(&model, GOLDEN[1].0);
        assert!((lapse[2].difficulty - 7.3922).abs() < 1e-4 && (lapse[6].stability - 43.9347).abs() < 5e-4);
    }

    #[test]
    fn retrievability_is_that_of_the_first_golden_row() {
        let model = Model::new(Parameters::default());
        let found = strengths(&model, GOLDEN[0].0);
        for ((strength, days), expected) in found.iter().zip([2, 11, 46, 164]).zip([0.9095, 0.8998, 0.9004, 0.8995]) {
            assert!((model.retrievability(*strength, days) - expected).abs() < 5.1e-5);
        }
    }

    #[test]
    fn what_is_no_curve_is_refused() {
        let numbers = |at: usize, to: f32| {
            let mut numbers = *Parameters::default().numbers();
            numbers[at] = to;
            Parameters::new(&numbers)
        };
        assert!(numbers(0, 0.3).is_some());
        assert_eq!((numbers(3, f32::NAN), numbers(20, 0.0), Parameters::new(&[1.0; 5])), (None, None, None));
    }
}
