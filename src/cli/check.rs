//! `recto check`: what is odd about the notes, line by line as a compiler says it.

use crate::cli::{
    input::Input,
    output::{Look, Output, Piece},
    status::{self, Status},
    study::{self, Kind, Study},
};
use crate::note::Diagnostic;
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    line: u32,
    code: &'static str,
    message: &'a str,
}

pub(crate) fn run(input: &Input, json: bool, strict: bool, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let (mut notes, mut odd, mut count) = (0, 0, 0);
    let read = study::each(input, |study| {
        notes += usize::from(study.kind != Kind::ClosedFolder);
        odd += usize::from(!study.diagnostics.is_empty());
        count += study.diagnostics.len();
        study.diagnostics.iter().try_for_each(|it| print(study, it, json, output))
    })?;
    output.finish()?;
    status::say(&summary(count, odd, notes));
    Ok(if strict && count > 0 { Status::Failed } else { read })
}

fn print(study: &Study, diagnostic: &Diagnostic, json: bool, output: &mut Output) -> anyhow::Result<()> {
    let Diagnostic { line, code, message } = diagnostic;
    let code = code.name();
    if json {
        return output.json(&Row { path: study.note.path(), line: *line, code, message });
    }
    output.line(&[
        Piece(Look::Bold, &format!("{}:{line}: ", study.place)),
        Piece(Look::Dim, code),
        Piece(Look::Plain, &format!(": {message}")),
    ])?;
    Ok(())
}

fn summary(count: usize, odd: usize, notes: usize) -> String {
    let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    if count == 0 {
        return format!("no diagnostics in {}", plural(notes, "note"));
    }
    format!("{} in {odd} of {}", plural(count, "diagnostic"), plural(notes, "note"))
}
