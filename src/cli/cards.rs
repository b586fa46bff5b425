//! `recto cards`: every card of each note, what was refused, and why.

use crate::cli::{
    args::Cards,
    clock, gone,
    history::History,
    input::Input,
    outline::{self, line_number},
    output::{Look, Output, Piece},
    settings,
    standing::{self, StateShape},
    status::Status,
    study::{self, Kind as StudyKind},
};
use crate::quiz::{Answer, Card, Kind, NoteCards, Refusals, Refused, Settings, cards_of};
use crate::schedule::Memory;
use serde::Serialize;

/// A card in JSON.
#[derive(Serialize)]
pub(crate) struct CardShape<'a> {
    id: String,
    kind: &'static str,
    note: &'a str,
    line: u32,
    section: u32,
    context: &'a [String],
    prompt: &'a str,
    answer: AnswerShape<'a>,
    choices: Option<&'a [String]>,
    accept: Vec<&'a str>,
    seconds: Option<u32>,
    why: &'a str,
    /// Of a new card: none.
    state: Option<StateShape>,
    /// Cards of one note with the same number are siblings.
    group: u32,
    source: &'a str,
    rest: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum AnswerShape<'a> {
    One(&'a str),
    Several(&'a [String]),
}

/// A refused candidate in JSON.
#[derive(Serialize)]
struct RefusedShape<'a> {
    refused: bool,
    kind: &'static str,
    note: &'a str,
    line: u32,
    text: &'a str,
    rule: &'static str,
    why: &'a str,
}

pub(crate) fn run(input: &Input, args: &Cards, output: &mut Output) -> anyhow::Result<Status> {
    if args.why.is_some() && input.is_folder() {
        anyhow::bail!("--why takes a line of one note, and this is a folder");
    }
    output.uncut();
    let config = settings::of_user()?;
    let settings = settings::quiz(&config);
    if !(args.what.json || args.gone) {
        return list(input, args, &settings, output);
    }
    let history = History::by(&config, input.library(), clock::now(args.now))?;
    history.complain();
    if args.gone {
        return gone::run(input, args, &history, &settings, output);
    }
    let settings = explained(args, &settings);
    let work = |it: study::Study| picked(cards_of(&it.note, &settings), args, &it);
    study::each_worked(input, work, |made| print_json(&made, &history.memory, output))
}

/// The settings, with refused candidates kept if they are asked for.
fn explained(args: &Cards, settings: &Settings) -> Settings {
    let is_explained = args.explain || args.why.is_some();
    let refusals = if is_explained { Refusals::Kept } else { Refusals::Dropped };
    Settings { refusals, ..settings.clone() }
}

/// Prints cards for people.
fn list(input: &Input, args: &Cards, settings: &Settings, output: &mut Output) -> anyhow::Result<Status> {
    let settings = explained(args, settings);
    let mut groups = outline::Groups::of(input);
    let work = |it: study::Study| (picked(cards_of(&it.note, &settings), args, &it), it);
    study::each_worked(input, work, |(made, study)| {
        let is_empty = made.cards.is_empty() && made.refused.is_empty();
        if study.kind != StudyKind::Note || is_empty && args.why.is_none() {
            return Ok(());
        }
        groups.begin(&study, output)?;
        if is_empty {
            let line = args.why.unwrap_or_default();
            output.line(&[Piece(Look::Dim, &format!("nothing was proposed at line {line}"))])?;
        }
        print(&made, output)
    })
}

/// What was asked for of the cards of a note.
fn picked(mut made: NoteCards, args: &Cards, study: &study::Study) -> NoteCards {
    let kind = args.kind.as_deref().and_then(Kind::parse);
    let note = &study.note;
    // A sentence may go over several lines, and an item, too: the place at a line is the block that it is in.
    let place = |line: u32| {
        let blocks = note.blocks().iter().filter(|it| it.runs.0 < it.runs.1);
        let lines = blocks.map(|it| (note.line(it.span.start), note.line(it.span.end.saturating_sub(1))));
        lines.into_iter().find(|it| it.0 <= line && line <= it.1).unwrap_or((line, line))
    };
    let lines = args.why.map(place);
    let fits =
        |of: Kind, line: u32| kind.is_none_or(|it| it == of) && lines.is_none_or(|it| it.0 <= line && line <= it.1);
    made.cards.retain(|it| fits(it.kind, it.line));
    made.refused.retain(|it| fits(it.kind, it.line));
    made
}

fn print_json(made: &NoteCards, memory: &Memory, output: &mut Output) -> anyhow::Result<()> {
    made.cards.iter().try_for_each(|it| output.json(&shape(it, memory)))?;
    made.refused.iter().try_for_each(|it| output.json(&refused_shape(it)))
}

/// A card as JSON shows it.
pub(crate) fn shape<'a>(card: &'a Card, memory: &'a Memory) -> CardShape<'a> {
    let accepted = memory.record(card.id).into_iter().flat_map(|it| &it.accepted).map(|it| &**it);
    let (answer, choices) = match &card.answer {
        Answer::Text(it) => (AnswerShape::One(it), None),
        Answer::Items(it) | Answer::Order(it) => (AnswerShape::Several(it), None),
        Answer::Choice { options, key } => {
            (AnswerShape::One(options.get(*key).map_or("", String::as_str)), Some(options.as_slice()))
        }
    };
    CardShape {
        id: card.id.to_string(),
        kind: card.kind.name(),
        note: &card.note,
        line: card.line,
        section: card.section,
        context: &card.context,
        prompt: &card.prompt,
        answer,
        choices,
        accept: card.accept.iter().map(String::as_str).chain(accepted).collect(),
        seconds: card.seconds,
        why: &card.why,
        state: standing::state(memory, card.id),
        group: card.group,
        source: &card.source,
        rest: &card.rest,
    }
}

fn refused_shape(it: &Refused) -> RefusedShape<'_> {
    RefusedShape {
        refused: true,
        kind: it.kind.name(),
        note: &it.note,
        line: it.line,
        text: &it.text,
        rule: it.rule.name(),
        why: &it.why,
    }
}

/// Cards and refused candidates, by their lines.
fn print(made: &NoteCards, output: &mut Output) -> anyhow::Result<()> {
    let mut refused = made.refused.iter().peekable();
    for card in &made.cards {
        while let Some(it) = refused.next_if(|it| it.line < card.line) {
            print_refused(it, output)?;
        }
        let answer = match &card.answer {
            Answer::Order(it) => it.join(" → "),
            Answer::Choice { options, key } => {
                let others = options.iter().enumerate().filter(|it| it.0 != *key).map(|it| it.1.as_str());
                let key = options.get(*key).map_or("", String::as_str);
                format!("{key} (not {})", others.collect::<Vec<_>>().join(", "))
            }
            other => other.texts().join(" · "),
        };
        output.line(&[
            Piece(Look::Dim, &line_number(card.line)),
            Piece(Look::Dim, &format!("{:<11}", card.kind.name())),
            Piece(Look::Plain, &card.prompt),
            Piece(Look::Dim, " → "),
            Piece(Look::Bold, &answer),
        ])?;
    }
    refused.try_for_each(|it| print_refused(it, output))
}

fn print_refused(it: &Refused, output: &mut Output) -> anyhow::Result<()> {
    let text = format!("{:<11}refused: {}: {} | {}", it.kind.name(), it.rule.name(), it.why, it.text);
    output.line(&[Piece(Look::Dim, &line_number(it.line)), Piece(Look::Dim, &text)])?;
    Ok(())
}
