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
/// How long after it everything was answered, and nothing is due for long.
const DAYS: i64 = 500;
const REVIEWS: u64 = 10;

fn main() -> ExitCode {
    let count = std::env::var("RECTO_BENCH_NOTES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    // The disk that the program lies on: a folder for temporary files may be in memory.
    let Ok(home) = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")) else { return ExitCode::FAILURE };
    let Ok(last) = make(home.path(), count) else { return ExitCode::FAILURE };
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
    let due = |what: &str, day: Day, config: &str, bar: f64| {
        let arguments = ["due", "notes", "--count", "--now", &format!("{day}T12:00:00Z")];
        let mut said = String::new();
        let took = median(9, || said = output(home.path(), config, &arguments));
        check(&format!("{} are due: {what} / load", said.trim()), took, load, bar)
    };
    let checks = [
        due("a usual day", last, "usual.toml", 2.0),
        due("a year later, all but the limit of the day", last.plus(3650), "usual.toml", 2.0),
        due("the same without a limit", last.plus(3650), "no-limit.toml", 2.0),
        due("before anything was due", Day((BEGIN / DAY) as i32), "usual.toml", 2.0),
    ];
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Notes with a list each, and a log of one card of each; gives the day of the last answer.
fn make(home: &Path, count: usize) -> Result<Day, Box<dyn std::error::Error>> {
    let (mut log, _) = Log::open(&home.join(".local/share/recto"), "bench");
    let calendar = Calendar::in_zone(4, "UTC").ok_or("no UTC")?;
    let (mut events, mut ids) = (Vec::new(), EventIds::new(3));
    for at in 0..count {
        let name = format!("{}/note-{at:05}.md", at % 100);
        let text = text(at);
        fs::create_dir_all(home.join("notes").join(&name).parent().ok_or("no folder")?)?;
        fs::write(home.join("notes").join(&name), &text)?;
        let cards = cards_of(&Note::parse(&name, text).0, &Settings::default()).cards;
        let card = cards.first().ok_or("no cards")?;
        answers(card, at as u64, &calendar, &mut ids, &mut events);
    }
    log.append(&events)?;
    fs::create_dir_all(home.join(".local/state/recto"))?;
    fs::write(home.join(".local/state/recto/device"), "bench\n")?;
    Ok(Day((BEGIN / DAY + DAYS) as i32))
}

/// A card that is met and answered, each time when it is due, until there are enough answers; the last days differ by card.
fn answers(card: &Card, at: u64, calendar: &Calendar, ids: &mut EventIds, events: &mut Vec<Event>) {
    let moment = |day: i64| Moment(BEGIN + day * DAY + (at as i64 % 3600) * 1000);
    let mut memory = Memory::new(recto::schedule::Settings::default(), Day((BEGIN / DAY + 10 * DAYS) as i32));
    let mut day = at as i64 % 40;
    let mut add = |at: Moment, what: What| {
        let event = Event { id: ids.next_at(at), at, device: "bench".into(), what };
        events.push(event.clone());
        event
    };
    add(moment(day), What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) });
    for step in 0..REVIEWS {
        let fails = (at + step).is_multiple_of(4) || day + 60 > DAYS;
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
        let interval = memory.state(card.id).map_or(1, |it| i64::from(it.interval()));
        day = (day + interval).min(DAYS - 10 + (at as i64 % 10));
    }
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
