//! Every cell where it belongs: what a terminal shows of odd strings is what was drawn.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[path = "support/pty.rs"]
mod pty;

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use proptest::{collection::vec, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use pty::Pty;
use screen::Session;

/// Wide, narrow and without width; what steers, what joins, what is written from the right. (Emoji joined to emoji
/// are one cluster to us and two to the emulator: nothing is displaced, but the texts differ.)
const PIECES: &[&str] = &[
    "plain ",
    "日本",
    "語。",
    "한국어",
    "e\u{301}",
    "a\u{301}\u{302}\u{303}",
    "עברית ",
    "العربية ",
    "ܫܠܡܐ ",
    "кириллица ",
    "\u{200b}",
    "\u{200d}",
    "\u{2068}x\u{2069}",
    "\u{202e}abc\u{202c}",
    "\x1b[31m",
    "\u{9b}2J",
    "\x07",
    "\t",
    "\u{a0}",
    "😀 ",
    "—",
    "…",
    "“q”",
    "ﬁ",
    "\u{feff}",
    "\u{ad}",
    "Ω",
    "✓",
    "｜",
    "ｱ",
    "\u{301}",
];

/// Fifty notes of two hundred strings, each string a line of its own and marked at its end.
#[test]
fn no_cell_is_displaced() {
    let mut runner = TestRunner::deterministic();
    let strings = vec(select(PIECES), 1..12);
    let mut compared = 0;
    for _ in 0..50 {
        let mut note = String::new();
        for number in 0..200 {
            let pieces = strings.new_tree(&mut runner).unwrap().current();
            note.push_str(&["<", &number.to_string(), " ", &pieces.concat(), " >\n\n"].concat());
        }
        let pty = Pty::start_with(&["note.md"], 160, 420, |command, home| {
            std::fs::write(home.join("note.md"), &note).unwrap();
            command.cwd(home);
        });
        pty.wait_for_first_frame();
        let mut session = Session::new("note.md", note.as_bytes(), 160, 420);
        session.draw();
        // The emulator drops U+FFFD and leaves its cell blank.
        let drawn = session.text().replace('\u{FFFD}', " ");
        // A second frame follows when the folder is known: the picture may be on its way.
        pty.wait_for(|screen| first_difference(&screen.contents(), &drawn).is_none());
        compared += lines(&drawn).count();
    }
    assert!(compared >= 9_900, "only {compared} lines were seen");
}

/// The strings on a screen; the header names the folder, which only the program knows.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().skip(2).filter(|it| it.contains(" >")).map(str::trim_end)
}

fn first_difference<'a>(seen: &'a str, drawn: &'a str) -> Option<(&'a str, &'a str)> {
    let seen = seen.lines().skip(2).map(str::trim_end);
    let drawn = drawn.lines().skip(2).map(str::trim_end);
    seen.zip(drawn).filter(|it| it.1.contains(" >")).find(|it| it.0 != it.1)
}
