//! `recto cards --gone`: cards with a history whose source is not in the notes any more.

use crate::{
    cli::{
        args::Cards,
        history::History,
        input::Input,
        output::{Look, Output, Piece},
        standing::{self, StateShape},
        status::Status,
        study::{self, Kind},
    },
    quiz::{CardId, Fingerprint, Settings, cards_of},
    schedule::Memory,
};
use serde::Serialize;
use std::collections::HashSet;

/// A card that is gone, in JSON.
#[derive(Serialize)]
struct GoneShape<'a> {
    gone: bool,
    id: String,
    kind: &'a str,
    note: &'a str,
    /// False when there is no note of this path: it was removed or renamed, or belongs to another folder.
    note_exists: bool,
    context: &'a [String],
    term: &'a str,
    text: &'a str,
    state: Option<StateShape>,
}

/// What the notes hold.
#[derive(Default)]
struct Held {
    notes: HashSet<String>,
    cards: HashSet<CardId>,
    /// Notes and folders that could not be read: what is in them is not gone.
    unread: Vec<String>,
}

impl Held {
    fn is_unread(&self, note: &str) -> bool {
        let is_inside = |it: &String| it.is_empty() || note.strip_prefix(&**it).is_some_and(|it| it.starts_with('/'));
        self.unread.iter().any(|it| it == note || is_inside(it))
    }
}

pub(crate) fn run(
    input: &Input,
    args: &Cards,
    history: &History,
    settings: &Settings,
    output: &mut Output,
) -> anyhow::Result<Status> {
    let mut held = Held::default();
    let work = |it: study::Study| {
        let cards: Vec<CardId> = cards_of(&it.note, settings).cards.iter().map(|it| it.id).collect();
        (it.note.path().to_string(), cards, it.kind)
    };
    let status = study::each_worked(input, work, |(note, cards, kind)| {
        match kind {
            Kind::Note => drop(held.notes.insert(note)),
            Kind::UnreadNote | Kind::ClosedFolder | Kind::Skipped => held.unread.push(note),
        }
        held.cards.extend(cards);
        Ok(())
    })?;
    let is_kind = |it: &Fingerprint| args.kind.as_ref().is_none_or(|kind| *kind == it.kind);
    let fits = |it: &Fingerprint| is_kind(it) && !held.is_unread(&it.note);
    let gone = gone(&history.memory, &held.cards).into_iter().filter(|it| fits(&it.1));
    let mut before = None;
    for (id, of) in gone {
        let note_exists = held.notes.contains(&of.note);
        if args.what.json {
            output.json(&shape(id, &of, note_exists, &history.memory))?;
        } else {
            if before.as_ref() != Some(&of.note) {
                print_note(&of.note, note_exists, before.is_some(), output)?;
            }
            print(id, &of, history, output)?;
        }
        before = Some(of.note);
    }
    Ok(status)
}

/// The cards with a history that are not held, by their notes. The source of one may not be known.
fn gone(memory: &Memory, held: &HashSet<CardId>) -> Vec<(CardId, Fingerprint)> {
    let gone = memory.records().map(|it| it.0).filter(|it| !held.contains(it));
    let mut gone: Vec<_> = gone.map(|it| (it, memory.fingerprint(it).cloned().unwrap_or_default())).collect();
    gone.sort_by(|(a, of_a), (b, of_b)| (&of_a.note, &of_a.term, a).cmp(&(&of_b.note, &of_b.term, b)));
    gone
}

fn shape<'a>(id: CardId, of: &'a Fingerprint, note_exists: bool, memory: &Memory) -> GoneShape<'a> {
    GoneShape {
        gone: true,
        id: id.to_string(),
        kind: &of.kind,
        note: &of.note,
        note_exists,
        context: &of.path,
        term: &of.term,
        text: &of.body,
        state: standing::state(memory, id),
    }
}

fn print_note(note: &str, note_exists: bool, is_next: bool, output: &mut Output) -> anyhow::Result<()> {
    if is_next {
        output.line(&[])?;
    }
    let remark = match (note.is_empty(), note_exists) {
        (true, _) => "the log does not say which note they were made from",
        (false, true) => "",
        (false, false) => "  there is no such note here: it was removed or renamed, or belongs to another folder",
    };
    output.line(&[Piece(Look::Bold, note), Piece(Look::Dim, remark)])?;
    Ok(())
}

fn print(id: CardId, of: &Fingerprint, history: &History, output: &mut Output) -> anyhow::Result<()> {
    let known = history.memory.record(id).map(standing::in_words).unwrap_or_default();
    output.line(&[
        Piece(Look::Dim, &format!("  {id}  {:<11}", of.kind)),
        Piece(Look::Plain, &history.name(Some(id))),
        Piece(Look::Dim, &format!("  {known}")),
    ])?;
    Ok(())
}
