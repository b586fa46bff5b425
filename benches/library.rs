//! The library: gathering a folder, opening the page of a much mentioned concept, taking in a change.
//!
//! Prints a table and fails when a bar is missed. Times are shown, ratios of one run are asserted.
//! `RECTO_BENCH_NOTES=100000 cargo bench --bench library` compares ten thousand notes with a hundred thousand; a
//! thousand fit into a processor's cache, so what ten thousand may take against those is a little more.

use pulldown_cmark::{Options, Parser};
use ratatui::{Terminal, backend::TestBackend};
use recto::{
    app::{
        App, Start,
        event::{Event, Gathered, Size, Stage},
        key::{Code, Key},
    },
    library::Library,
    store::{Catalogue, Found, Scope, walk},
    ui::{Palette, Ui},
};
use std::{
    fmt::Write,
    fs,
    hint::black_box,
    path::Path,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

fn main() -> ExitCode {
    let most = std::env::var("RECTO_BENCH_NOTES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000);
    let Ok(folder) = tempfile::tempdir() else { return ExitCode::FAILURE };
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    if make(&small, most / 10).is_err() || make(&large, most).is_err() {
        return ExitCode::FAILURE;
    }
    let (bare, gathered_small) = (median(5, || bare(&large)), median(11, || gathered(&small)));
    let gathered_large = median(5, || gathered(&large));
    let (mut catalogue, library) = gathered(&large);
    let library = Arc::new(library);
    let mut screen = Screen::open(Gathered {
        library: Arc::clone(&library),
        stage: Stage::Whole,
        changed: Vec::new(),
        problems: Vec::new(),
    });
    let scroll = median(21, || screen.press('j'));
    let hub = median(9, || screen.hub());
    let change = median(5, || {
        let path = "note_00007.md".to_string();
        let file = large.join(&path);
        let text = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::write(&file, text + "\nOne line more.\n");
        black_box(catalogue.look_at(&[path]).len());
        black_box(catalogue.library().notes().len());
    });
    println!("{:<62} {:>10} {:>8} {:>6}", format!("{most} notes"), "time", "ratio", "bar");
    show("list, read and bare pulldown-cmark pass on all processors", bare);
    show("a key in the list of the notes to the next frame", scroll);
    let checks = [
        check("all links, concepts and backlinks / that", gathered_large, bare, 2.0),
        check(
            "the same for ten times the notes",
            gathered_large,
            gathered_small,
            if most < 100_000 { 12.0 } else { 10.5 },
        ),
        check("a page of as many mentions as notes, to its frame / gather all", hub, gathered_large, 0.05),
        check("one changed note, read and put in its place / gather all", change, gathered_large, 0.35),
    ];
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Notes of about 5 KB made of the seed's paragraphs, linked to each other at random, and all to one hub.
fn make(folder: &Path, count: usize) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let paragraphs: Vec<&str> = body.split("\n\n").filter(|it| !it.starts_with(['#', 'F'])).collect();
    let mut state = 7u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for at in 0..count {
        let mut text =
            format!("---\ntitle: Note {at:05}\n---\n\nFrom: [[channel-{}]] <br/>\n\n[[the hub]]\n\n", at % 40);
        while text.len() < 4_600 {
            if next(3) == 0 {
                let _ = write!(text, "## Heading {}\n\n", next(100));
            }
            let paragraph = paragraphs.get(next(paragraphs.len())).copied().unwrap_or_default();
            for (part, piece) in paragraph.split("[[").enumerate() {
                let Some((_, rest)) = piece.split_once('|').filter(|_| part > 0) else {
                    text.push_str(piece);
                    continue;
                };
                let _ = write!(text, "[[note_{:05} |{rest}", next(count));
            }
            text.push_str("\n\n");
        }
        fs::write(folder.join(format!("note_{at:05}.md")), text)?;
    }
    Ok(())
}

fn gathered(folder: &Path) -> (Catalogue, Library) {
    let mut catalogue = Catalogue::list(folder.into(), Scope::All);
    catalogue.read(|_| {});
    let library = catalogue.library();
    (catalogue, library)
}

/// What nobody can do without: the names, the bytes, and the events of Markdown.
fn bare(folder: &Path) {
    let files: Vec<_> =
        walk(folder).filter_map(|it| if let Found::Note(file) = it { Some(file.file) } else { None }).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = fs::read_to_string(file).unwrap_or_default();
            black_box(Parser::new_ext(&text, options).into_offset_iter().count());
        }
    };
    thread::scope(|scope| {
        (1..thread::available_parallelism().map_or(1, usize::from)).for_each(|_| {
            scope.spawn(work);
        });
        work();
    });
}

/// An app on a screen of 120 by 40.
struct Screen {
    app: App,
    ui: Ui,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    fn open(gathered: Gathered) -> Self {
        let start = Start {
            note: None,
            name: "vault".into(),
            has_folder: true,
            view: None,
            today: recto::schedule::Day(20_781),
            quiz: None,
            ..Start::default()
        };
        let Ok(terminal) = Terminal::new(TestBackend::new(120, 40));
        let mut screen = Self { app: App::new(start), ui: Ui::new(Palette::Greys), terminal };
        screen.app.update(Event::Resized(Size { columns: 120, rows: 40 }));
        screen.app.update(Event::Gathered(gathered));
        screen.draw();
        screen
    }

    fn press(&mut self, key: char) {
        self.app.update(Event::Key(Key { code: Code::Char(key), ctrl: false, alt: false }));
        self.draw();
    }

    /// Opens the page of the hub, draws it, and goes back.
    fn hub(&mut self) {
        let key = self.app.library.concept("the hub", "").map(|it| self.app.library.key(it));
        key.map(|it| self.app.show_page(&it));
        self.draw();
        self.press('H');
    }

    fn draw(&mut self) {
        let mut drawn = None;
        let (app, ui) = (&self.app, &mut self.ui);
        let Ok(_) = self.terminal.draw(|frame| drawn = Some(ui.draw(app, frame)));
        if let Some(drawn) = drawn {
            self.app.drawn(drawn);
        }
    }
}

/// The median time of some runs; what comes of them is taken down outside of it.
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
