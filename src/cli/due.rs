//! `recto due`: how many cards there are to review and to meet today, by note; or their number alone, for a prompt.

use crate::{
    cli::{
        args_schedule::Due,
        clock,
        history::History,
        input::Input,
        output::{Look, Output, Piece},
        settings,
        status::Status,
        study::{self, Study},
    },
    quiz::{self, CardId, cards_of},
    schedule::{Candidate, Day, Memory, Plan, Record, Standing},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::ControlFlow,
};

/// What there is to do today, in JSON.
#[derive(Serialize)]
struct Summary<'a> {
    day: String,
    due: usize,
    new: usize,
    due_over: usize,
    new_over: usize,
    buried: usize,
    suspended: usize,
    notes: Vec<Row<'a>>,
}

/// What there is to do in one note.
#[derive(Default, Serialize)]
struct Row<'a> {
    note: &'a str,
    due: usize,
    new: usize,
}

pub(crate) fn run(input: &Input, args: &Due, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let config = settings::of_user()?;
    let history = History::by(&config, input.library(), clock::now(args.now))?;
    let (memory, settings) = (&history.memory, settings::quiz(&config));
    if args.count {
        return count(input, memory, &settings, args, output);
    }
    history.complain();
    let mut deck = Deck::default();
    let status = study::each_worked(input, cards(&settings), |it| {
        deck.add(it);
        Ok(())
    })?;
    let plan = Plan::of(memory, &deck.candidates, memory.today());
    let rows = deck.rows(memory, &plan);
    if args.json {
        output.json(&Summary {
            day: memory.today().to_string(),
            due: plan.due,
            new: plan.new,
            due_over: plan.due_over,
            new_over: plan.new_over,
            buried: plan.buried,
            suspended: plan.silent,
            notes: rows,
        })?;
    } else {
        print(&plan, &rows, output)?;
    }
    Ok(status)
}

/// The path of a note, and its cards with their groups.
type Cards = (String, Vec<(CardId, u32)>);

fn cards(settings: &quiz::Settings) -> impl Fn(Study) -> Cards + Sync {
    |study| {
        let cards = cards_of(&study.note, settings).cards;
        (study.note.path().to_string(), cards.iter().map(|it| (it.id, it.group)).collect())
    }
}

/// The cards of some notes.
#[derive(Default)]
struct Deck {
    notes: Vec<String>,
    candidates: Vec<Candidate>,
}

impl Deck {
    fn add(&mut self, (note, cards): Cards) {
        // Groups are those of one note.
        let first = (self.notes.len() as u64) << 32;
        self.notes.push(note);
        self.candidates.extend(cards.iter().map(|it| Candidate { card: it.0, group: first | u64::from(it.1) }));
    }

    /// What is planned for each note, in the order of the notes.
    fn rows(&self, memory: &Memory, plan: &Plan) -> Vec<Row<'_>> {
        let groups: HashMap<CardId, u64> = self.candidates.iter().map(|it| (it.card, it.group)).collect();
        let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
        for card in &plan.queue {
            let at = groups.get(card).map_or(0, |it| (it >> 32) as usize);
            let row = rows.entry(at).or_default();
            row.note = self.notes.get(at).map_or("", String::as_str);
            let count = if memory.state(*card).is_some() { &mut row.due } else { &mut row.new };
            *count += 1;
        }
        rows.into_values().collect()
    }
}

fn print(plan: &Plan, rows: &[Row], output: &mut Output) -> anyhow::Result<()> {
    if !rows.is_empty() {
        output.line(&[Piece(Look::Dim, "  due   new")])?;
    }
    for Row { note, due, new } in rows {
        output.line(&[Piece(Look::Plain, &format!("{due:>5} {new:>5}  {note}"))])?;
    }
    let mut sums = vec![format!("{} due and {} new today", plan.due, plan.new)];
    let mut more = |count: usize, what: &str| sums.extend((count > 0).then(|| format!("{count} {what}")));
    more(plan.due_over, "more due, over the limit of a day");
    more(plan.new_over, "more new, over the limit of a day");
    more(plan.buried, "wait, for they are buried or a sibling is asked today");
    more(plan.silent, "suspended");
    output.line(&[Piece(Look::Bold, &sums.join("; "))])?;
    Ok(())
}

/// Prints how many cards are due: that of the whole plan, of the notes that hold a card which may be due, and of no more
/// of them than it takes to fill the day.
fn count(
    input: &Input,
    memory: &Memory,
    settings: &quiz::Settings,
    args: &Due,
    output: &mut Output,
) -> anyhow::Result<Status> {
    let today = memory.today();
    let due: HashSet<CardId> = memory.records().filter(|it| may_be_due(it.1, today)).map(|it| it.0).collect();
    // A source that the log does not know may be anywhere.
    let known: Option<HashSet<&str>> = due.iter().map(|it| Some(&*memory.fingerprint(*it)?.note)).collect();
    let (mut deck, mut plan, mut seen, mut enough) = (Deck::default(), Plan::default(), 0, room(memory));
    let is_wanted = |note: &str| known.as_ref().is_none_or(|it| it.contains(note));
    let mut status = Status::Done;
    if !due.is_empty() {
        status = study::each_wanted(input, is_wanted, cards(settings), |it| {
            seen += it.1.iter().filter(|it| due.contains(&it.0)).count();
            deck.add(it);
            if seen < enough {
                return Ok(ControlFlow::Continue(()));
            }
            // Some of those wait for a sibling: so many are missing at least.
            plan = Plan::of(memory, &deck.candidates, today);
            enough = seen + room(memory).saturating_sub(plan.due).max(1);
            Ok(if plan.due_over > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        plan = Plan::of(memory, &deck.candidates, today);
    }
    if args.json {
        output.json(&serde_json::json!({ "day": today.to_string(), "due": plan.due }))?;
    } else {
        output.line(&[Piece(Look::Plain, &plan.due.to_string())])?;
    }
    Ok(status)
}

/// The least number of due cards that may fill a day.
fn room(memory: &Memory) -> usize {
    memory.settings().reviews_a_day as usize
}

/// True for a card that the plan asks on a day unless it is buried or there are too many.
fn may_be_due(record: &Record, day: Day) -> bool {
    record.standing == Standing::Active && record.state.is_some_and(|it| it.due <= day)
}
