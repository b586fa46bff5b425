//! The quiz: making the cards of a whole folder.
//!
//! Prints a table and fails when the bar is missed. Times are shown, a ratio of one run is asserted: what the cards of
//! ten thousand notes cost on top of parsing them, against gathering the same folder, both on all processors.
//! `RECTO_BENCH_NOTES=1000 cargo bench --bench quiz` takes fewer notes.

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

fn main() -> ExitCode {
    let most = std::env::var("RECTO_BENCH_NOTES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    let Ok(folder) = tempfile::tempdir() else { return ExitCode::FAILURE };
    if make(folder.path(), most).is_err() {
        return ExitCode::FAILURE;
    }
    let gathering = best(5, || {
        let start = Instant::now();
        let mut catalogue = Catalogue::list(folder.path().into(), Scope::All);
        catalogue.read(|_| {});
        black_box(catalogue.library().notes().len());
        start.elapsed()
    });
    let files: Vec<PathBuf> =
        walk(folder.path()).filter_map(|it| if let Found::Note(file) = it { Some(file.file) } else { None }).collect();
    let cards = AtomicUsize::new(0);
    let making = best(3, || {
        cards.store(0, Ordering::Relaxed);
        made(&files, &cards)
    });
    let ratio = making.as_secs_f64() / gathering.as_secs_f64();
    let verdict = if ratio <= BAR { "" } else { "  MISSED" };
    println!(
        "{:<62} {:>10} {:>8} {:>6}",
        format!("{most} notes, {} cards", cards.into_inner()),
        "time",
        "ratio",
        "bar"
    );
    println!("{:<62} {:>7.2} ms", "reading and linking all notes", gathering.as_secs_f64() * 1e3);
    let time = making.as_secs_f64() * 1e3;
    println!("{:<62} {time:>7.2} ms {ratio:>8.3} {BAR:>6.2}{verdict}", "all cards, on top of parsing / that");
    if ratio <= BAR { ExitCode::SUCCESS } else { ExitCode::FAILURE }
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

/// Notes of about 5 KB made of the seed's paragraphs.
fn make(folder: &Path, count: usize) -> std::io::Result<()> {
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let paragraphs: Vec<&str> = body.split("\n\n").filter(|it| !it.starts_with(['#', 'F'])).collect();
    let mut state = 7u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for at in 0..count {
        let mut text = format!("---\ntitle: Note {at:05}\n---\n\n");
        while text.len() < 4_600 {
            if next(3) == 0 {
                let _ = write!(text, "## Heading {}\n\n", next(100));
            }
            text.push_str(paragraphs.get(next(paragraphs.len())).copied().unwrap_or_default());
            text.push_str("\n\n");
        }
        fs::write(folder.join(format!("note_{at:05}.md")), text)?;
    }
    Ok(())
}

/// The shortest of some runs, after one for warming up.
fn best(runs: usize, mut work: impl FnMut() -> Duration) -> Duration {
    work();
    (0..runs).map(|_| work()).min().unwrap_or_default()
}
