//! `recto log` and `recto init`: the review log, what is wrong with it, and where it is kept.

use crate::{
    cli::{
        args_log::{Init, LogCheck, LogCommand, LogMerge, LogUndo},
        clock, history,
        history::History,
        output::{Look, Output, Piece},
        settings,
        status::{self, Status},
    },
    schedule::{Event, What},
    store::log::{self, HOME, Unwritten},
};
use serde::Serialize;
use std::path::Path;

pub(crate) fn run(command: &LogCommand, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    match command {
        LogCommand::Check(it) => check(it, output),
        LogCommand::Merge(it) => merge(it, output),
        LogCommand::Undo(it) => undo(it, output),
    }
}

#[derive(Serialize)]
struct Summary {
    folder: String,
    files: Vec<String>,
    events: usize,
    reviews: usize,
    cards: usize,
    newer: usize,
    copies: usize,
    damage: Vec<String>,
}

fn check(args: &LogCheck, output: &mut Output) -> anyhow::Result<Status> {
    let history = History::open(args.path.as_deref(), clock::now(args.now))?;
    let summary = summary(&history);
    if args.json {
        output.json(&summary)?;
    } else {
        for it in &summary.damage {
            output.line(&[Piece(Look::Plain, it)])?;
        }
        let Summary { folder, files, events, reviews, cards, newer, copies, .. } = &summary;
        output.line(&[Piece(Look::Plain, folder)])?;
        let counts = [
            counted(files.len(), "file"),
            counted(*events, "event"),
            format!("{} of {}", counted(*reviews, "review"), counted(*cards, "card")),
            format!("{copies} daily copies"),
            format!("{newer} lines of a later version"),
            format!("{} damaged", summary.damage.len()),
        ];
        output.line(&[Piece(Look::Plain, &counts.join(", "))])?;
    }
    Ok(if summary.damage.is_empty() { Status::Done } else { Status::Failed })
}

fn summary(history: &History) -> Summary {
    let History { log, memory, damage, newer, .. } = history;
    let reviews = memory.events().iter().filter(|it| memory.holds(it) && matches!(it.what, What::Review(_)));
    Summary {
        folder: log.folder().display().to_string(),
        files: log.files().iter().map(|it| it.display().to_string()).collect(),
        events: memory.events().len(),
        reviews: reviews.count(),
        cards: memory.records().count(),
        newer: *newer,
        copies: log.copies().len(),
        damage: damage.iter().map(ToString::to_string).collect(),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn merge(args: &LogMerge, output: &mut Output) -> anyhow::Result<Status> {
    let calendar = clock::calendar(&settings::of_user()?);
    let (mut log, _) = history::log_of(args.library.as_deref())?;
    if let Err(problem) = log.keep_copy(calendar.day_of(clock::now(args.now))) {
        status::complain(&problem.to_string());
    }
    let merged = log.merge(&args.files)?;
    if args.json {
        output.json(&serde_json::json!({ "added": merged.added, "known": merged.known }))?;
    } else {
        let text = format!("{} added, {} known already", counted(merged.added, "line"), merged.known);
        output.line(&[Piece(Look::Plain, &text)])?;
    }
    merged.damage.iter().for_each(|it| status::complain(&it.to_string()));
    Ok(if merged.damage.is_empty() { Status::Done } else { Status::Failed })
}

fn undo(args: &LogUndo, output: &mut Output) -> anyhow::Result<Status> {
    let mut history = History::open(args.path.as_deref(), clock::now(args.now))?;
    for step in 0..args.steps {
        let deed: Vec<Event> = history.memory.last_deed(history.log.device(), |_| true).into_iter().cloned().collect();
        if deed.is_empty() {
            status::say("Nothing is left that was done on this device and could be undone.");
            return Ok(if step == 0 { Status::Failed } else { Status::Done });
        }
        history.write(deed.iter().map(|it| What::Void(it.id)).collect())?;
        for event in &deed {
            let words = event.in_words(&history.name(event.card()));
            if args.json {
                output.json(&serde_json::json!({ "id": event.id.to_string(), "undone": words }))?;
            } else {
                output.line(&[Piece(Look::Plain, &format!("undone: {words}"))])?;
            }
        }
    }
    Ok(Status::Done)
}

pub(crate) fn init(args: &Init, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let library = args.path.as_deref().unwrap_or(Path::new("."));
    if !library.is_dir() {
        return Err(Unwritten::new(library, "this is no folder; a library is a folder of notes").into());
    }
    let (before, _) = history::log_of(Some(library))?;
    let folder = library.join(HOME);
    let text = if log::init(library)? {
        format!("{}: from now on, the review log of these notes is kept here", folder.display())
    } else {
        format!("{}: the review log of these notes is kept here already", folder.display())
    };
    output.line(&[Piece(Look::Plain, &text)])?;
    let elsewhere =
        before.files().into_iter().filter(|it| it.parent() != std::fs::canonicalize(&folder).ok().as_deref());
    let files: Vec<String> = elsewhere.map(|it| it.display().to_string()).collect();
    if !files.is_empty() {
        status::say("What you have answered so far stays where it is. To have it here, too:");
        status::say(&format!("  recto log merge --library {} {}", library.display(), files.join(" ")));
    }
    Ok(Status::Done)
}
