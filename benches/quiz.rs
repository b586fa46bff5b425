//! The quiz: making the cards of a whole folder.
//!
//! Prints a table and fails when a bar is missed. Times are shown, ratios of one run are asserted: what the cards of ten
//! thousand notes cost on top of parsing them, against gathering the same folder, both on all processors; and a long
//! note against half of it. `RECTO_BENCH_NOTES=1000 cargo bench --bench quiz` takes fewer notes,
//! `RECTO_BENCH_FOLDER=notes/` takes those of a folder besides.

use recto::{
    note::Note,
    quiz::{Refusals, Settings, cards_of},
    store::{Catalogue, Found, Scope, walk},
};
use std::{
    fmt::Write,
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

/// Cards may cost as much as gathering the notes.
const BAR: f64 = 1.0;

/// A note of twice the length may cost so much more.
const TWICE: f64 = 2.5;

fn main() -> ExitCode {
    let most = std::env::var("RECTO_BENCH_NOTES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    let Ok(folder) = tempfile::tempdir() else { return ExitCode::FAILURE };
    let (same, varied) = (folder.path().join("same"), folder.path().join("varied"));
    if make(&same, most, Words::OfTheSeed).is_err() || make(&varied, most, Words::Varied).is_err() {
        return ExitCode::FAILURE;
    }
    println!("{:<62} {:>10} {:>8} {:>6}", "", "time", "ratio", "bar");
    let mut folders = vec![(format!("{most} notes"), same), (format!("{most} notes, varied words"), varied)];
    if let Ok(own) = std::env::var("RECTO_BENCH_FOLDER") {
        folders.push((own.clone(), own.into()));
    }
    let mut checks: Vec<bool> = folders.iter().map(|it| check_folder(&it.0, &it.1)).collect();
    checks.push(check_length());
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The cards of a folder against gathering it.
fn check_folder(name: &str, folder: &Path) -> bool {
    let files: Vec<PathBuf> =
        walk(folder).filter_map(|it| if let Found::Note(file) = it { Some(file.file) } else { None }).collect();
    let cards = AtomicUsize::new(0);
    let mut times: Vec<(Duration, Duration)> = Vec::new();
    // One after the other, so that what slows the machine down slows both.
    for _ in 0..5 {
        cards.store(0, Ordering::Relaxed);
        times.push((gathered(folder), made(&files, &cards)));
    }
    let gathering = times.iter().skip(1).map(|it| it.0).min().unwrap_or_default();
    let making = times.iter().skip(1).map(|it| it.1).min().unwrap_or_default();
    println!("{:<62} {:>7.2} ms", format!("{name}: reading and linking"), gathering.as_secs_f64() * 1e3);
    show(&format!("{name}: {} cards, on top of parsing / that", cards.into_inner()), making, gathering, BAR)
}

fn gathered(folder: &Path) -> Duration {
    let start = Instant::now();
    let mut catalogue = Catalogue::list(folder.into(), Scope::All);
    catalogue.read(|_| {});
    black_box(catalogue.library().notes().len());
    start.elapsed()
}

/// A note of a megabyte against half of it.
fn check_length() -> bool {
    let (half, whole) = (long(500_000), long(1_000_000));
    let settings = Settings { refusals: Refusals::Dropped, ..Settings::default() };
    let time = |note: &Note| {
        let timed = |_| {
            let start = Instant::now();
            black_box(cards_of(note, &settings));
            start.elapsed()
        };
        (0..7).map(timed).min().unwrap_or_default()
    };
    let (half, whole) = (time(&half), time(&whole));
    show("a note of a megabyte / half of it", whole, half, TWICE)
}

/// The seed again and again, its headings numbered, to a length in bytes.
fn long(length: usize) -> Note {
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let mut text = String::from("---\ntitle: A long note\n---\n");
    for part in 1.. {
        if text.len() >= length {
            break;
        }
        let _ = write!(text, "\n# Part {part}\n\n");
        for line in body.trim_end().lines() {
            let _ =
                if line.starts_with('#') { writeln!(text, "{line} (part {part})") } else { writeln!(text, "{line}") };
        }
    }
    Note::parse("long.md", text).0
}

/// The time that the cards of these notes take on all processors, without reading and parsing.
fn made(files: &[PathBuf], cards: &AtomicUsize) -> Duration {
    let settings = Settings { refusals: Refusals::Dropped, ..Settings::default() };
    let (next, slowest) = (AtomicUsize::new(0), AtomicU64::new(0));
    let work = || {
        let mut spent = Duration::ZERO;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (note, _) = Note::parse("note.md", fs::read(file).unwrap_or_default());
            let start = Instant::now();
            let made = black_box(cards_of(&note, &settings));
            spent += start.elapsed();
            cards.fetch_add(made.cards.len(), Ordering::Relaxed);
        }
        slowest.fetch_max(u64::try_from(spent.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    };
    thread::scope(|scope| {
        (1..thread::available_parallelism().map_or(1, usize::from)).for_each(|_| {
            scope.spawn(work);
        });
        work();
    });
    Duration::from_nanos(slowest.into_inner())
}

/// Which words the made notes are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    OfTheSeed,
    /// Long words are made longer or shorter and put in other places: no two notes share their vocabulary.
    Varied,
}

/// A row of numbers below others, the same in every run.
struct Row(u64);

impl Row {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// Notes of about 5 KB made of the seed's paragraphs, linked to each other at random, with lists and headings.
fn make(folder: &Path, count: usize, words: Words) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let pieces = body.split("\n\n").filter(|it| !it.starts_with(['#', 'F']) && !it.trim().is_empty());
    let (lists, prose): (Vec<&str>, Vec<&str>) = pieces.partition(|it| it.contains("\n* ") || it.starts_with('*'));
    let headings = ["Background", "Key claims", "Mechanism", "Evidence", "Criticism", "Timeline", "Definitions"];
    let mut row = Row(7);
    for at in 0..count {
        let mut text =
            format!("---\ntitle: Note {at:05}\nvideoId: v{at:010}\n---\n\nFrom: [[channel-{}]] <br/> \n\n", at % 40);
        while text.len() < 4_600 {
            if row.below(3) == 0 {
                let _ = write!(text, "## {} {at}\n\n", headings[row.below(headings.len())]);
            }
            let from = if row.below(10) < 7 { &prose } else { &lists };
            let paragraph = from.get(row.below(from.len())).copied().unwrap_or_default();
            match words {
                Words::OfTheSeed => text.push_str(&linked(paragraph, count, &mut row)),
                Words::Varied => text.push_str(&varied(&linked(paragraph, count, &mut row), &mut row)),
            }
            text.push_str("\n\n");
        }
        fs::write(folder.join(format!("note_{at:05}.md")), text)?;
    }
    Ok(())
}

/// A paragraph whose links lead to notes of the folder.
fn linked(paragraph: &str, count: usize, row: &mut Row) -> String {
    let mut text = String::new();
    for (part, piece) in paragraph.split("[[").enumerate() {
        match piece.split_once('|').filter(|_| part > 0) {
            Some((_, rest)) => {
                let _ = write!(text, "[[note_{:05} |{rest}", row.below(count));
            }
            None => text.push_str(piece),
        }
    }
    text
}

/// A text with other words of seven letters and more: their beginning is another, their ending stays.
fn varied(text: &str, row: &mut Row) -> String {
    const BEGINNINGS: [&str; 24] = [
        "bal", "cor", "dem", "fer", "gar", "hol", "jan", "kel", "lum", "mer", "nov", "pol", "quen", "rad", "sol",
        "tor", "ulm", "ver", "wan", "xen", "yar", "zep", "stra", "ploc",
    ];
    let mut made = String::with_capacity(text.len());
    let mut is_markup = false;
    for word in text.split_inclusive(|it: char| !it.is_ascii_alphabetic()) {
        let letters = word.trim_end_matches(|it: char| !it.is_ascii_alphabetic());
        is_markup |= word.contains(['<', '_']);
        match word.get(3..).filter(|_| letters.len() > 6 && !is_markup && row.below(2) == 0) {
            Some(rest) => {
                made.push_str(BEGINNINGS[row.below(BEGINNINGS.len())]);
                made.push_str(BEGINNINGS[row.below(BEGINNINGS.len())]);
                made.push_str(rest);
            }
            None => made.push_str(word),
        }
        is_markup &= !word.contains('>');
    }
    made
}

/// Prints a ratio; false when it is above its bar.
fn show(what: &str, took: Duration, against: Duration, bar: f64) -> bool {
    let ratio = took.as_secs_f64() / against.as_secs_f64();
    let verdict = if ratio <= bar { "" } else { "  MISSED" };
    println!("{what:<62} {:>7.2} ms {ratio:>8.3} {bar:>6.2}{verdict}", took.as_secs_f64() * 1e3);
    ratio <= bar
}
