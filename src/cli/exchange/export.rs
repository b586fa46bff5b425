//! `recto export`: the cards of notes as a file for other programs.

use crate::{
    cli::{
        args_exchange::{Export, Format},
        clock,
        exchange::{
            guid::Guids,
            sheet::{self, Outgoing},
        },
        history::History,
        input::Input,
        output::Output,
        settings,
        status::Status,
        study::{self, Study},
    },
    quiz::{Card, NoteCards, cards_of},
    schedule::{Memory, Standing},
    store::{Whole, log::Unwritten},
};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

pub(crate) fn run(input: &Input, args: &Export, output: &mut Output) -> anyhow::Result<Status> {
    let file = args.file.as_deref().filter(|it| *it != Path::new("-"));
    let mut sink = match file {
        Some(path) => Sink::File(begin(path, input)?),
        None => Sink::Output(output),
    };
    let history = History::open(input.library(), clock::now(args.now))?;
    let settings = settings::quiz(&settings::of_user()?);
    let mut guids = Guids::new(&history.memory);
    sink.write(&sheet::head(args.format))?;
    let work = |it: Study| (cards_of(&it.note, &settings), it);
    let status = study::each_worked(input, work, |(NoteCards { cards, .. }, study)| {
        for card in cards.iter().filter(|it| is_wanted(it, args.format, &history.memory)) {
            let url = card.seconds.and_then(|it| study.note.video()?.url(Some(it)));
            let outgoing = Outgoing {
                card,
                guid: guids.of(card.id),
                title: study.note.title(),
                url: url.as_deref(),
                memory: &history.memory,
            };
            sink.write(&sheet::row(args.format, &outgoing)?)?;
        }
        Ok(())
    })?;
    sink.finish()?;
    Ok(status)
}

/// Another program that asks cards is not given those that are never to be asked.
fn is_wanted(card: &Card, format: Format, memory: &Memory) -> bool {
    let is_never = || memory.record(card.id).is_some_and(|it| it.standing == Standing::Never);
    format != Format::Anki || !is_never()
}

/// Begins the file, which must not be the note itself, whatever that is called.
fn begin(path: &Path, input: &Input) -> Result<Whole, Unwritten> {
    let same =
        |it: &PathBuf| std::fs::canonicalize(it).ok().is_some_and(|it| std::fs::canonicalize(path).ok() == Some(it));
    if matches!(input, Input::File(note) if same(note)) {
        return Err(Unwritten::new(path, "this is the note itself, and notes are never written; choose another name"));
    }
    Whole::begin(path)
}

/// Where the rows go.
enum Sink<'a> {
    Output(&'a mut Output),
    File(Whole),
}

impl Sink<'_> {
    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        match self {
            Self::Output(it) => it.raw(text.as_bytes())?,
            Self::File(it) => it.write_all(text.as_bytes()).map_err(|error| it.failure(&error))?,
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Unwritten> {
        match self {
            Self::Output(_) => Ok(()),
            Self::File(it) => it.finish(),
        }
    }
}
