//! `recto outline`: the headings of each note as a tree, with their lines.

use crate::cli::{
    input::Input,
    output::{Look, Output, Piece},
    status::Status,
    study::{self, Kind, Study},
};
use crate::note::Note;
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    /// An index into the sections of `recto inspect`.
    section: usize,
    level: u8,
    title: String,
    line: u32,
    /// The titles of the headings above it.
    context: Vec<String>,
}

pub(crate) fn run(input: &Input, json: bool, output: &mut Output) -> anyhow::Result<Status> {
    let mut groups = Groups::of(input);
    study::each(input, |study| {
        let rows = rows(&study.note);
        if json {
            return rows.iter().try_for_each(|it| output.json(it));
        }
        if study.kind == Kind::Note {
            groups.begin(study, output)?;
            print(&study.note, &rows, output)?;
        }
        Ok(())
    })
}

fn rows(note: &Note) -> Vec<Row<'_>> {
    let headings = note.sections().iter().enumerate().filter(|it| it.1.level > 0);
    let row = |(at, section): (usize, &crate::note::Section)| {
        let mut context = note.section_path(at);
        let title = context.pop().unwrap_or_default();
        Row {
            path: note.path(),
            section: at,
            level: section.level,
            title,
            line: note.line(section.span.start),
            context,
        }
    };
    headings.map(row).collect()
}

fn print(note: &Note, rows: &[Row], output: &mut Output) -> anyhow::Result<()> {
    let has_title = rows.first().is_some_and(|it| it.level == 1 && it.title == note.title());
    if !has_title {
        output.line(&[Piece(Look::Dim, &line_number(1)), Piece(Look::Bold, note.title())])?;
    }
    for (at, row) in rows.iter().enumerate() {
        let indent = "  ".repeat(row.context.len() + usize::from(!has_title));
        let look = if has_title && at == 0 { Look::Bold } else { Look::Plain };
        output.line(&[
            Piece(Look::Dim, &line_number(row.line)),
            Piece(Look::Plain, &indent),
            Piece(look, &row.title),
        ])?;
    }
    Ok(())
}

/// A line number in the first column.
pub(crate) fn line_number(line: u32) -> String {
    format!("{line:>5}  ")
}

/// The groups of a listing: in a folder, each note's rows under its path, with an empty line between notes.
pub(crate) struct Groups {
    is_named: bool,
    has_begun: bool,
}

impl Groups {
    pub fn of(input: &Input) -> Self {
        Self { is_named: input.is_folder(), has_begun: false }
    }

    pub fn begin(&mut self, study: &Study, output: &mut Output) -> anyhow::Result<()> {
        if self.has_begun {
            output.line(&[])?;
        }
        self.has_begun = true;
        if self.is_named {
            output.line(&[Piece(Look::Bold, study.note.path())])?;
        }
        Ok(())
    }
}
