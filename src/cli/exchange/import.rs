//! `recto import`: history from other programs, for the cards that they share with the notes.

use crate::cli::{
    args_exchange::Import,
    clock,
    exchange::{
        notes,
        plan::Plan,
        report::{Done, Report},
        shelf::Shelf,
        source::Source,
    },
    history::History,
    input::Input,
    output::Output,
    status::Status,
};

pub(crate) fn run(args: &Import, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let source = Source::of(&args.source)?;
    let is_notes = matches!(source, Source::Notes);
    let path = args.path.as_deref().or(is_notes.then_some(args.source.as_path()));
    let input = Input::of(path)?;
    let now = clock::now(args.now);
    let mut history = History::open(input.library(), now)?;
    let only = args.path.as_deref().filter(|_| is_notes).map(|_| args.source.as_path());
    let (shelf, status) = Shelf::of(&input, only, &history.memory)?;
    let mut plan = Plan::new(&history, now);
    let program = planned(&mut plan, source, &shelf);
    plan.events.sort_by_key(crate::schedule::Event::key);
    let report = Report {
        program,
        file: args.source.display().to_string(),
        cards: plan.cards(),
        reviews: plan.reviews(),
        known: plan.known,
        steps: plan.steps(),
        done: if args.dry_run { Done::Nothing } else { Done::All },
        skipped: std::mem::take(&mut plan.skipped),
    };
    let events = plan.events;
    if !args.dry_run && !events.is_empty() {
        history.keep_copy();
        history.take_in(events)?;
    }
    report.print(args.json, path, output)?;
    Ok(status)
}

/// Plans all that the source says, and names its program.
fn planned(plan: &mut Plan, source: Source, shelf: &Shelf) -> &'static str {
    match source {
        Source::Notes => {
            notes::plan(shelf, plan);
            "obsidian-spaced-repetition"
        }
        Source::Heard(program, heard) => {
            plan.skipped = heard.skipped;
            plan.take(shelf, heard.cards);
            program
        }
    }
}
