//! Fitting the forgetting curve to the learner: new parameters, if they would have foretold better.

use crate::{
    quiz::{CardId, Occasion, Rating},
    schedule::{
        event::What,
        memory::Memory,
        model::{Model, Parameters},
        time::{Day, Instant},
    },
};
use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview};
use std::fmt;

/// Fewer answers say nothing.
pub const FEWEST: usize = 400;

/// The log is cut into so many parts: each but the first is foretold from those before it.
const PARTS: usize = 5;

/// Parameters that foretell better than those in use.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The parameters; an event [`What::Tuned`] sets them.
    pub parameters: Parameters,
    /// The log loss of those in use, over the answers that were foretold.
    pub before: f64,
    /// That of parameters fitted to what came earlier.
    pub after: f64,
    /// How many answers were foretold.
    pub answers: usize,
}

/// Why there are no better parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Declined {
    /// There are too few answers after the first one of their card.
    TooFew {
        /// So many there are.
        answers: usize,
    },
    /// New ones would not have foretold better.
    NotBetter {
        /// The log loss of the parameters in use.
        before: f64,
        /// That of new ones.
        after: f64,
    },
    /// They could not be computed.
    Failed(String),
}

impl fmt::Display for Declined {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::TooFew { answers } => {
                write!(to, "{answers} repeated answers are too few to learn from; it takes {FEWEST}")
            }
            Self::NotBetter { before, after } => {
                write!(to, "new parameters would not foretell better (log loss {after:.4} against {before:.4})")
            }
            Self::Failed(why) => write!(to, "no parameters were found: {why}"),
        }
    }
}

/// An answer with all before it.
struct Case {
    at: Instant,
    card: i64,
    item: FSRSItem,
}

/// Fits parameters to all answers that count. They are proposed only when, fitted to the past, they foretell what came
/// after it better than those in use.
///
/// # Errors
/// Says why there is nothing to propose.
pub fn optimise(memory: &Memory) -> Result<Proposal, Declined> {
    let cases = cases(memory);
    if cases.len() < FEWEST {
        return Err(Declined::TooFew { answers: cases.len() });
    }
    let current = Model::new(*memory.parameters());
    let (mut before, mut after, mut answers) = (0.0, 0.0, 0);
    for part in 1..PARTS {
        let (past, rest) = cases.split_at(cases.len() * part / PARTS);
        let future = rest.get(..cases.len() * (part + 1) / PARTS - past.len()).unwrap_or(rest);
        let fitted = Model::new(fitted(past)?);
        before += future.iter().map(|it| loss(&current, &it.item)).sum::<f64>();
        after += future.iter().map(|it| loss(&fitted, &it.item)).sum::<f64>();
        answers += future.len();
    }
    let count = f64::from(u32::try_from(answers).unwrap_or(u32::MAX));
    (before, after) = (before / count, after / count);
    if after >= before {
        return Err(Declined::NotBetter { before, after });
    }
    Ok(Proposal { parameters: fitted(&cases)?, before, after, answers })
}

/// The answers that count after the first one of their card, in the order of their time.
fn cases(memory: &Memory) -> Vec<Case> {
    let mut cases: Vec<Case> = memory.records().flat_map(|it| cases_of(memory, it.0)).collect();
    cases.sort_by_key(|it| (it.at, it.card));
    cases
}

fn cases_of(memory: &Memory, card: CardId) -> Vec<Case> {
    let (mut cases, mut last) = (Vec::new(), None);
    let mut history: Vec<FSRSReview> = Vec::new();
    for event in memory.history(card) {
        let What::Review(it) = &event.what else { continue };
        if it.occasion != Occasion::Learn || last.is_some_and(|last: Day| it.day <= last) {
            continue;
        }
        let delta_t = last.map_or(0, |last| it.day.since(last));
        history.push(FSRSReview { rating: u32::from(it.rating.number()), delta_t });
        last = Some(it.day);
        if history.len() > 1 {
            cases.push(Case { at: event.at, card: card.0.cast_signed(), item: FSRSItem { reviews: history.clone() } });
        }
    }
    cases
}

fn fitted(cases: &[Case]) -> Result<Parameters, Declined> {
    let input = ComputeParametersInput {
        train_set: cases.iter().map(|it| it.item.clone()).collect(),
        card_ids: Some(cases.iter().map(|it| it.card).collect()),
        // Only one answer a day counts, so nothing is known of shorter times.
        enable_short_term: false,
        ..ComputeParametersInput::default()
    };
    let numbers = fsrs::compute_parameters(input).map_err(|it| Declined::Failed(it.to_string()))?;
    Parameters::new(&numbers).ok_or_else(|| Declined::Failed("they are no curve".into()))
}

/// How surprised the model is by the last answer of an item.
fn loss(model: &Model, item: &FSRSItem) -> f64 {
    let Some((last, before)) = item.reviews.split_last() else { return 0.0 };
    let mut strength = None;
    for it in before {
        let rating = Rating::of_number(it.rating as u8).unwrap_or(Rating::Good);
        strength = Some(model.after(strength, rating, it.delta_t));
    }
    let recall = strength.map_or(0.5, |it| f64::from(model.retrievability(it, last.delta_t))).clamp(1e-6, 1.0 - 1e-6);
    if last.rating > 1 { -recall.ln() } else { -(1.0 - recall).ln() }
}
