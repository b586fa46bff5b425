//! Reading: first frame, keys and searches, as ratios and counts of one run.
//!
//! Prints a table and fails when a bar is missed. Absolute times depend on the machine; ratios do not.

use pulldown_cmark::{Options, Parser};
use ratatui::{Terminal, backend::TestBackend};
use recto::{
    app::{
        App, Start,
        document::Document,
        event::{Event, Size},
        key::{Code, Key},
    },
    note::Note,
    ui::{Palette, Ui, wrap},
};
use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

fn main() -> ExitCode {
    let big = big_note();
    let bare = median(9, || {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        black_box(Parser::new_ext(&big, options).into_offset_iter().count());
    });
    let first_seed = median(31, || drop(Screen::open(SEED)));
    let first_big = median(9, || drop(Screen::open(&big)));
    let key_seed = key_time(SEED);
    let key_big = key_time(&big);
    let end_big = median(9, || Screen::open(&big).press('G'));
    let line = "word ".repeat(77_348);
    let (once, twice) = (wrap_time(&line), wrap_time(&line.repeat(2)));
    println!("{:<58} {:>10} {:>8} {:>6}", "", "time", "ratio", "bar");
    show("bare pulldown-cmark pass over a note of 1 MB", bare);
    show("open the seed to its first frame", first_seed);
    show("a scroll key on the seed to the next frame", key_seed);
    let quiz = quiz_key_time();
    show("a key in the quiz to the next frame, the slowest of 100", quiz);
    let checks = [
        check("open a note of 1 MB to its first frame / bare pass", first_big, bare, 3.0),
        check("open a note of 1 MB and go to its end / open it", end_big, first_big, 1.5),
        check("a scroll key on 1 MB / on the seed", key_big, key_seed, 3.0),
        check("a key in the quiz, the slowest of 100 / a scroll key", quiz, key_seed, 10.0),
        check("wrap a line of 773,480 characters / of 386,740", twice, once, 2.5),
    ];
    if checks.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An app on a screen of 120 by 40.
struct Screen {
    app: App,
    ui: Ui,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    fn open(text: &str) -> Self {
        let (note, diagnostics) = Note::parse("note.md", text);
        let start = Start {
            note: Some((Document::new(note, diagnostics), None)),
            name: String::new(),
            has_folder: false,
            view: None,
            today: recto::schedule::Day(20_781),
            quiz: None,
            ..Start::default()
        };
        let Ok(terminal) = Terminal::new(TestBackend::new(120, 40));
        let mut screen = Self { app: App::new(start), ui: Ui::new(Palette::Greys), terminal };
        screen.app.update(Event::Resized(Size { columns: 120, rows: 40 }));
        screen.draw();
        screen
    }

    fn press(&mut self, key: char) {
        let code = if key == '\n' { Code::Enter } else { Code::Char(key) };
        self.app.update(Event::Key(Key { code, ctrl: false, alt: false }));
        self.draw();
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

/// A note of 1 MB: the seed again and again, its headings numbered.
fn big_note() -> String {
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let mut note = String::new();
    for part in 1.. {
        if note.len() > 1_000_000 {
            break;
        }
        note += &["# Part ", &part.to_string(), "\n", body, "\n\n"].concat();
    }
    note
}

fn key_time(text: &str) -> Duration {
    let mut screen = Screen::open(text);
    let mut times: Vec<Duration> = (0..100).map(|_| time(|| screen.press('j'))).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// The slowest but one in a hundred of a thousand keys in a quiz of the seed: answers typed, chosen, rated and undone.
fn quiz_key_time() -> Duration {
    let mut screen = Screen::open(SEED);
    "zjj\n".chars().for_each(|it| screen.press(it));
    let keys = "a3\n1drwu3Norway\n2\n\nk".chars().cycle().take(1000);
    let mut times: Vec<Duration> = keys.map(|it| time(|| screen.press(it))).collect();
    times.sort_unstable();
    times[times.len() * 99 / 100]
}

fn wrap_time(line: &str) -> Duration {
    median(9, || {
        black_box(wrap(line, 60).len());
    })
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..runs).map(|_| time(&mut work)).collect();
    times.sort_unstable();
    times[runs / 2]
}

fn show(what: &str, took: Duration) {
    println!("{what:<58} {:>7.0} µs", took.as_secs_f64() * 1e6);
}

/// Prints a ratio; false when it is above its bar.
fn check(what: &str, took: Duration, against: Duration, bar: f64) -> bool {
    let ratio = took.as_secs_f64() / against.as_secs_f64();
    let verdict = if ratio <= bar { "" } else { "  MISSED" };
    println!("{what:<58} {:>7.0} µs {ratio:>8.2} {bar:>6.1}{verdict}", took.as_secs_f64() * 1e6);
    ratio <= bar
}
