//! `recto optimise`: the forgetting curve fitted to the learner, taken only if it foretells better, and the way back.

use crate::{
    cli::{
        args_schedule::Optimise,
        clock,
        history::History,
        input::Input,
        output::{Look, Output, Piece},
        status::Status,
    },
    schedule::{Declined, Parameters, Proposal, What, optimise},
};
use serde::Serialize;

/// What came of it, in JSON.
#[derive(Default, Serialize)]
struct Outcome {
    /// The new parameters foretell better.
    accepted: bool,
    /// They are in use from now on.
    written: bool,
    /// The log loss of the parameters that were in use, over the answers that were foretold.
    before: Option<f64>,
    /// That of new ones, each fitted to what came before the answers that it foretells.
    after: Option<f64>,
    answers: Option<usize>,
    parameters: Vec<f32>,
    /// Why not, or what to do next.
    said: String,
}

pub(crate) fn run(input: &Input, args: &Optimise, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let mut history = History::open(input.library(), clock::now(args.now))?;
    history.complain();
    let (mut outcome, new, status) = if args.reset { reset(&history) } else { fitted(&history) };
    if let Some(parameters) = new.filter(|_| !args.dry_run) {
        history.keep_copy();
        history.write(vec![What::Tuned(Box::new(parameters))])?;
        outcome.written = true;
    }
    outcome.said += match (outcome.accepted, outcome.written) {
        (true, true) => "; `recto log undo` takes that back",
        (true, false) => "; nothing was changed",
        _ => "",
    };
    if args.json {
        output.json(&outcome)?;
    } else {
        output.line(&[Piece(Look::Plain, &outcome.said)])?;
    }
    Ok(status)
}

/// The default parameters, unless they are in use.
fn reset(history: &History) -> (Outcome, Option<Parameters>, Status) {
    let (default, current) = (Parameters::default(), *history.memory.parameters());
    let is_other = current != default;
    let said = if is_other { "back to the default parameters" } else { "the default parameters are in use already" };
    let parameters = default.numbers().to_vec();
    let outcome = Outcome { accepted: is_other, parameters, said: said.into(), ..Outcome::default() };
    (outcome, is_other.then_some(default), Status::Done)
}

/// Parameters that foretell better, if there are some.
fn fitted(history: &History) -> (Outcome, Option<Parameters>, Status) {
    let current = history.memory.parameters().numbers().to_vec();
    match optimise(&history.memory) {
        Ok(Proposal { parameters, before, after, answers }) => {
            let outcome = Outcome {
                accepted: true,
                written: false,
                before: Some(before),
                after: Some(after),
                answers: Some(answers),
                parameters: parameters.numbers().to_vec(),
                said: format!(
                    "new parameters foretell {answers} answers better (log loss {before:.4} → {after:.4}, {:.1}% less)",
                    (before - after) / before * 100.0
                ),
            };
            (outcome, Some(parameters), Status::Done)
        }
        Err(why) => {
            let said = format!("nothing was changed: {why}");
            let (before, after) = match why {
                Declined::NotBetter { before, after } => (Some(before), Some(after)),
                Declined::TooFew { .. } | Declined::Failed(_) => (None, None),
            };
            let status = if matches!(why, Declined::Failed(_)) { Status::Failed } else { Status::Done };
            (Outcome { before, after, parameters: current, said, ..Outcome::default() }, None, status)
        }
    }
}
