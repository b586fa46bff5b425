//! The log: reading and replaying 100,000 reviews, one answer more, and an append against a bare write and sync.
//!
//! Prints a table and fails when a bar is missed: of the replay the best of some runs is held against it, of the append the
//! ratio, for how long a disk takes is not ours to say. `RECTO_BENCH_REVIEWS` says how many reviews; the bar of the replay
//! holds for 100,000.

use recto::{
    quiz::{CardId, Confidence, Kind, Occasion, Rating},
    schedule::{
        Calendar, Candidate, Event, EventIds, Instant as Moment, Memory, Plan, Review, Settings, What, optimise,
    },
    store::log::Log,
};
use std::{
    fs::OpenOptions,
    hint::black_box,
    io::Write,
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

const HOUR: i64 = 3_600_000;
const BEGIN: i64 = 1_700_000_000_000;

fn main() -> ExitCode {
    let count: usize = std::env::var("RECTO_BENCH_REVIEWS").ok().and_then(|it| it.parse().ok()).unwrap_or(100_000);
    // The disk that the program lies on: a folder for temporary files may be in memory.
    let Ok(folder) = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")) else { return ExitCode::FAILURE };
    let events = reviews(count);
    let (mut log, _) = Log::open(folder.path(), "bench");
    if log.append(&events).is_err() {
        return ExitCode::FAILURE;
    }
    let today = calendar().day_of(Moment(BEGIN + count as i64 * HOUR / 4));
    let size = std::fs::metadata(log.file()).map_or(0, |it| it.len());
    println!("{:<62} {:>10} {:>8} {:>6}", format!("{count} reviews, {} MB", size / 1_000_000), "time", "ratio", "bar");
    let read = median(9, || Log::open(folder.path(), "bench"));
    let replay = median(9, || Memory::replay(events.clone(), Settings::default(), today));
    let copies = median(9, || events.clone());
    let whole = least(15, || {
        let (log, contents) = Log::open(folder.path(), "bench");
        (log, Memory::replay(contents.events, Settings::default(), today))
    });
    let mut memory = Memory::replay(events, Settings::default(), today);
    let more = reviews(count + 200);
    let mut rest = more.into_iter().skip(count);
    let one = median(101, || rest.next().map(|it| memory.take(it)));
    let deck: Vec<Candidate> = memory.records().map(|it| Candidate { card: it.0, group: it.0.0 / 3 }).collect();
    let plan = median(9, || black_box(Plan::of(&memory, &deck, today)));
    show("read, checksums included", read);
    show("replay", replay.saturating_sub(copies));
    show("one answer more", one);
    show(&format!("plan a day of {} cards", deck.len()), plan);
    let begun = Instant::now();
    let fitted = optimise(&memory).map_or_else(|it| it.to_string(), |it| format!("{:.4} → {:.4}", it.before, it.after));
    show(&format!("optimise ({fitted})"), begun.elapsed());
    let (bare, appended) = appends(folder.path(), &mut log);
    let at = |times: &[Duration], part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    show("bare write and sync, median", at(&bare, 50));
    show("append, median", at(&appended, 50));
    show("bare write and sync, p99 (the bar of an append is 15 ms)", at(&bare, 99));
    let checks = [
        check("read and replay, the best of 15 / 150 ms", whole, Duration::from_millis(150), 1.0),
        check("append, p99 / bare write and sync, p99", at(&appended, 99), at(&bare, 99), 2.0),
        check("append, median / bare write and sync, median", at(&appended, 50), at(&bare, 50), 2.0),
    ];
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn calendar() -> Calendar {
    Calendar::new(Calendar::ROLLOVER, jiff::tz::TimeZone::UTC)
}

/// Reviews of cards at random, one in a quarter of an hour.
fn reviews(count: usize) -> Vec<Event> {
    let (mut ids, mut state, device, calendar) = (EventIds::new(9), 7u64, Arc::from("bench-0a1b2c3d"), calendar());
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut review = |at: usize| {
        let at = Moment(BEGIN + at as i64 * HOUR / 4);
        let rating = if next(10) == 0 { Rating::Again } else { Rating::Good };
        let review = Review {
            card: CardId(next(10_000).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            day: calendar.day_of(at),
            rating,
            kind: Some(Kind::Term),
            confidence: Some(Confidence::Sure),
            milliseconds: 4000 + next(9000) as u32,
            typed: (next(3) == 0).then(|| "open-source models".into()),
            occasion: Occasion::Learn,
        };
        Event { id: ids.next_at(at), at, device: Arc::clone(&device), what: What::Review(review) }
    };
    (0..count).map(&mut review).collect()
}

/// The times of bare writes with a sync, and of appends, in turns, each sorted.
fn appends(folder: &Path, log: &mut Log) -> (Vec<Duration>, Vec<Duration>) {
    let (mut bare, mut appended) = (Vec::new(), Vec::new());
    let events = reviews(1000);
    let Ok(mut file) = OpenOptions::new().append(true).create(true).open(folder.join("bare")) else {
        return (bare, appended);
    };
    for event in events {
        let begun = Instant::now();
        let _ = file.write_all(&[b'x'; 260]).and_then(|()| file.sync_data());
        bare.push(begun.elapsed());
        let begun = Instant::now();
        let _ = log.append(&[event]);
        appended.push(begun.elapsed());
    }
    bare.sort_unstable();
    appended.sort_unstable();
    (bare, appended)
}

/// The median time of some runs.
fn median<T>(runs: usize, work: impl FnMut() -> T) -> Duration {
    times(runs, work)[runs / 2]
}

/// The least time of some runs: what others do meanwhile makes none of them shorter.
fn least<T>(runs: usize, work: impl FnMut() -> T) -> Duration {
    times(runs, work)[0]
}

/// The times of some runs, sorted; what comes of them is taken down outside of them.
fn times<T>(runs: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
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
    times
}

fn show(what: &str, took: Duration) {
    println!("{what:<62} {:>7.2} ms", took.as_secs_f64() * 1e3);
}

/// Prints a ratio; false when it is above its bar.
fn check(what: &str, took: Duration, against: Duration, bar: f64) -> bool {
    let ratio = took.as_secs_f64() / against.as_secs_f64();
    let verdict = if ratio <= bar { "" } else { "  MISSED" };
    println!("{what:<62} {:>7.2} ms {ratio:>8.3} {bar:>6.2}{verdict}", took.as_secs_f64() * 1e3);
    ratio <= bar
}
