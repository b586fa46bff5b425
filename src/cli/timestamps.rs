//! `recto timestamps`: the moments of the video, each with the sentence that it belongs to.

use crate::cli::{
    columns,
    input::Input,
    outline,
    output::{Look, Output, Piece},
    status::Status,
    study::{self, Kind},
};
use crate::note::{Note, Timestamp, short};
use serde::Serialize;

/// A timestamp in JSON.
#[derive(Serialize)]
pub(crate) struct TimestampShape<'a> {
    pub seconds: u32,
    pub value: &'a str,
    pub label: &'a str,
    pub line: u32,
    pub section: u32,
    /// The second of the video; none without a video that can be opened.
    pub url: Option<String>,
    pub text: String,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    #[serde(flatten)]
    timestamp: &'a TimestampShape<'a>,
}

/// The timestamps of a note, in the order of the text.
pub(crate) fn timestamps(note: &Note) -> Vec<TimestampShape<'_>> {
    let texts = note.timestamp_sentences();
    note.timestamps().iter().zip(texts).map(|(it, text)| shape(note, it, text)).collect()
}

fn shape<'a>(note: &'a Note, timestamp: &Timestamp, text: String) -> TimestampShape<'a> {
    TimestampShape {
        seconds: timestamp.seconds,
        value: timestamp.value.of(note.source()),
        label: timestamp.label.of(note.source()),
        line: note.line(timestamp.span.start),
        section: timestamp.section,
        url: note.video().and_then(|it| it.url(Some(timestamp.seconds))),
        text,
    }
}

pub(crate) fn run(input: &Input, json: bool, output: &mut Output) -> anyhow::Result<Status> {
    let mut groups = outline::Groups::of(input);
    study::each(input, |study| {
        let timestamps = timestamps(&study.note);
        if json {
            return timestamps
                .iter()
                .try_for_each(|timestamp| output.json(&Row { path: study.note.path(), timestamp }));
        }
        if study.kind == Kind::Note && !timestamps.is_empty() {
            groups.begin(study, output)?;
            print(&timestamps, output)?;
        }
        Ok(())
    })
}

fn print(timestamps: &[TimestampShape], output: &mut Output) -> anyhow::Result<()> {
    let times: Vec<_> = timestamps.iter().map(|it| short(it.seconds)).collect();
    let width = columns::widest(times.iter().map(String::as_str), usize::MAX);
    for (timestamp, time) in timestamps.iter().zip(&times) {
        output.line(&[
            Piece(Look::Dim, &outline::line_number(timestamp.line)),
            Piece(Look::Bold, &format!("{time:>width$}  ")),
            Piece(Look::Plain, &timestamp.text),
        ])?;
    }
    Ok(())
}
