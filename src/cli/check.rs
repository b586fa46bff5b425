//! `recto check`: what is odd about the notes and their links, line by line as a compiler says it.

use crate::cli::{
    args::Check,
    input::Input,
    library,
    output::{Look, Output, Piece},
    status::{self, Status},
    study::{self, Kind, Study},
};
use crate::{
    library::{Finding, Library, Lint},
    note::Note,
};
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    line: u32,
    code: &'static str,
    message: &'a str,
}

pub(crate) fn run(input: &Input, args: &Check, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let folder = library::of_folder(input).map(|it| (it.findings(), it));
    let (mut counts, mut notes, mut odd) = (HashMap::new(), 0, 0);
    let read = study::each(input, |study| {
        let alone = if folder.is_none() { findings_alone(&study.note) } else { Vec::new() };
        let linked = folder.as_ref().map_or(&alone[..], |(all, library)| of_note(all, library, study));
        let rows = rows(study, linked).into_iter().filter(|it| args.only.is_empty() || args.is_wanted(it.code));
        let rows: Vec<Row> = rows.collect();
        notes += usize::from(matches!(study.kind, Kind::Note | Kind::UnreadNote));
        odd += usize::from(!rows.is_empty());
        rows.iter().try_for_each(|it| {
            *counts.entry(it.code).or_insert(0) += 1;
            print(study, it, args.what.json, output)
        })
    })?;
    output.finish()?;
    status::say(&summary(&counts, odd, notes));
    Ok(if args.strict && !counts.is_empty() { Status::Failed } else { read })
}

impl Check {
    fn is_wanted(&self, code: &str) -> bool {
        self.only.iter().any(|it| it == code)
    }
}

/// What is found in a note that is looked at alone: nothing of links to other notes, whether there are any is not known.
fn findings_alone(note: &Note) -> Vec<Finding> {
    let found = library::of_one(note).findings().into_iter();
    found.filter(|it| matches!(it.lint, Lint::LinkSelf | Lint::HeadingMissing)).collect()
}

/// What is found in one note of a folder; all findings are in the order of the notes.
fn of_note<'a>(all: &'a [Finding], library: &Library, study: &Study) -> &'a [Finding] {
    let Some(note) = library.note_at(study.note.path()) else { return &[] };
    let (start, end) = (all.partition_point(|it| it.note < note), all.partition_point(|it| it.note <= note));
    all.get(start..end).unwrap_or_default()
}

/// Everything about a note, in the order of its lines.
fn rows<'a>(study: &'a Study, linked: &'a [Finding]) -> Vec<Row<'a>> {
    let path = study.note.path();
    let own = study.diagnostics.iter();
    let own = own.map(|it| Row { path, line: it.line, code: it.code.name(), message: &it.message });
    let linked = linked.iter().map(|it| Row { path, line: it.line, code: it.lint.name(), message: &it.message });
    let mut rows: Vec<Row> = own.chain(linked).collect();
    rows.sort_by_key(|it| it.line);
    rows
}

fn print(study: &Study, row: &Row, json: bool, output: &mut Output) -> anyhow::Result<()> {
    if json {
        return output.json(row);
    }
    output.line(&[
        Piece(Look::Bold, &format!("{}:{}: ", study.place, row.line)),
        Piece(Look::Dim, row.code),
        Piece(Look::Plain, &format!(": {}", row.message)),
    ])?;
    Ok(())
}

/// All counted, then each code, the commonest first.
fn summary(counts: &HashMap<&str, usize>, odd: usize, notes: usize) -> String {
    let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    if counts.is_empty() {
        return format!("no diagnostics in {}", plural(notes, "note"));
    }
    let mut codes: Vec<_> = counts.iter().collect();
    codes.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), **code));
    let codes: Vec<_> = codes.into_iter().map(|(code, count)| format!("{count} {code}")).collect();
    let all = plural(counts.values().sum(), "diagnostic");
    format!("{all} in {odd} of {}: {}", plural(notes, "note"), codes.join(", "))
}
