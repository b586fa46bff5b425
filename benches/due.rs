//! `recto due --count` for a shell prompt: the whole program, from its start to its end, against loading the notes.
//!
//! Prints a table and fails when a bar is missed. Ten thousand small notes and a hundred thousand reviews; `RECTO_BENCH_NOTES`
//! says how many notes, with ten reviews each.

use recto::{
    note::Note,
    quiz::{Card, Occasion, Rating, Settings, cards_of},
    schedule::{Calendar, Day, Event, EventIds, Instant as Moment, Memory, Review, What},
    store::{Catalogue, Scope, log::Log},
};
use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

const DAY: i64 = 86_400_000;
/// 2025-01-01.
const BEGIN: i64 = 1_735_732_800_000;
/// So many days are between two answers to a card.
const GAP: i64 = 50;
const REVIEWS: u64 = 10;

fn main() -> ExitCode {
    let count = std::env::var("RECTO_BENCH_NOTES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    // The disk that the program lies on: a folder for temporary files may be in memory.
    let Ok(home) = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")) else { return ExitCode::FAILURE };
    let Ok(days) = make(home.path(), count) else { return ExitCode::FAILURE };
    let config = |name: &str, text: &str| fs::write(home.path().join(name), text);
    if config("usual.toml", "").and(config("no-limit.toml", "[schedule]\nreviews_a_day = 10000\n")).is_err() {
        return ExitCode::FAILURE;
    }
    let notes = home.path().join("notes");
    let load = median(9, || {
        let mut catalogue = Catalogue::list(notes.clone(), Scope::All);
        catalogue.read(|_| {});
        catalogue.library().notes().len()
    });
    println!(
        "{:<62} {:>10} {:>8} {:>6}",
        format!("{count} notes, {} reviews", count as u64 * REVIEWS),
        "time",
        "ratio",
        "bar"
    );
    println!("{:<62} {:>7.2} ms", "load the notes", load.as_secs_f64() * 1e3);
    let due = |what: &str, at: usize, config: &str, bar: f64| {
        let day = days.get(at).copied().unwrap_or_default();
        let arguments = ["due", "notes", "--count", "--now", &format!("{day}T12:00:00Z")];
        let mut said = String::new();
        let took = median(9, || said = output(home.path(), config, &arguments));
        check(&format!("{} due: {what} / load", said.trim()), took, load, bar)
    };
    let checks = [
        due("a usual day", count / 100, "usual.toml", 2.0),
        due("everything, asked up to the limit of a day", count - 1, "usual.toml", 2.0),
        // The cards of every note have to be made: it takes what that takes.
        due("the same without a limit", count - 1, "no-limit.toml", f64::INFINITY),
    ];
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Notes with a list each, and a log of one card of each; gives the days on which those are due, in order.
fn make(home: &Path, count: usize) -> Result<Vec<Day>, Box<dyn std::error::Error>> {
    let (mut log, _) = Log::open(&home.join(".local/share/recto"), "bench");
    let calendar = Calendar::in_zone(4, "UTC").ok_or("no UTC")?;
    let (mut events, mut ids, mut days) = (Vec::new(), EventIds::new(3), Vec::new());
    for at in 0..count {
        let name = format!("{}/note-{at:05}.md", at % 100);
        let text = text(at);
        fs::create_dir_all(home.join("notes").join(&name).parent().ok_or("no folder")?)?;
        fs::write(home.join("notes").join(&name), &text)?;
        let cards = cards_of(&Note::parse(&name, text).0, &Settings::default()).cards;
        let card = cards.first().ok_or("no cards")?;
        days.push(answers(card, at as u64, &calendar, &mut ids, &mut events));
    }
    log.append(&events)?;
    fs::create_dir_all(home.join(".local/state/recto"))?;
    fs::write(home.join(".local/state/recto/device"), "bench\n")?;
    days.sort_unstable();
    Ok(days)
}

/// A card that is met and answered again and again; gives the day on which it is due then.
fn answers(card: &Card, at: u64, calendar: &Calendar, ids: &mut EventIds, events: &mut Vec<Event>) -> Day {
    let moment = |day: i64| Moment(BEGIN + day * DAY + (at as i64 % 3600) * 1000);
    let mut memory = Memory::new(recto::schedule::Settings::default(), Day((BEGIN / DAY + GAP * 100) as i32));
    let mut add = |at: Moment, what: What| {
        let event = Event { id: ids.next_at(at), at, device: "bench".into(), what };
        events.push(event.clone());
        event
    };
    let first = at as i64 % 40;
    add(moment(first), What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) });
    for step in 0..REVIEWS {
        let day = first + step as i64 * GAP;
        let fails = step < 4 && (at + step).is_multiple_of(4);
        let review = Review {
            card: card.id,
            day: calendar.day_of(moment(day)),
            rating: if fails { Rating::Again } else { Rating::Good },
            kind: Some(card.kind),
            confidence: None,
            milliseconds: 4000,
            typed: None,
            occasion: Occasion::Learn,
        };
        memory.take(add(moment(day), What::Review(review)));
    }
    memory.state(card.id).map_or_else(Day::default, |it| it.due)
}

fn text(at: usize) -> String {
    let item = |of: usize| format!("* **Term {at} {of}:** A thing of the {of} kind that stands in note {at} only.\n");
    let items: String = (1..5).map(item).collect();
    format!("# Note {at}\n\nSome words about it, with a [[note-{:05}]].\n\nThings in note {at}:\n{items}", at / 2)
}

fn output(home: &Path, config: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.env_clear().env("HOME", home).env("TZ", "UTC").env("RECTO_CONFIG", home.join(config)).current_dir(home);
    let output = command.args(arguments).output();
    output.map_or_else(|it| it.to_string(), |it| String::from_utf8_lossy(&it.stdout).into_owned())
}

/// The median time of some runs.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    drop(work());
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let made = work();
            let took = start.elapsed();
            drop(made);
            took
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// Prints a ratio; false when it is above its bar.
fn check(what: &str, took: Duration, against: Duration, bar: f64) -> bool {
    let ratio = took.as_secs_f64() / against.as_secs_f64();
    let verdict = if ratio <= bar { "" } else { "  MISSED" };
    println!("{what:<62} {:>7.2} ms {ratio:>8.3} {bar:>6.2}{verdict}", took.as_secs_f64() * 1e3);
    ratio <= bar
}
