//! Any note, any keys, any size: nothing panics, nothing steers the terminal, and a changed size shows what a
//! fresh start at that size shows.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use proptest::prelude::*;
use recto::app::event::MouseKind;
use screen::Session;

const PIECES: &[&str] = &[
    "# Heading\n\n",
    "## A [[link]] in a heading\n",
    "word ",
    "a longer run of words ",
    "[[target | alias]] ",
    "[[#Heading]] ",
    "![[#Heading]]\n\n",
    "![[note]]\n\n",
    "- ![[#^mark]]\n",
    "words ^mark\n",
    "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a>, ",
    "* item\n",
    "    * nested\n",
    "1. first\n",
    "> quote\n",
    "> [!note] callout\n> text\n\n",
    "```rust\nfn main() {\n\tlet x = 1;\n}\n```\n\n",
    "| a | b | c |\n|---|:-:|--:|\n| 1 | two words | 日本 |\n\n",
    "---\n\n",
    "日本語の文章。",
    "עברית ",
    "👨‍👩‍👧 ",
    "e\u{301}\u{302} ",
    "\u{202e}",
    "\x1b[31m",
    "\t",
    "\n\n",
    "**bold** ",
    "$x^2$ ",
    "[^1] ",
    "[^1]: note\n\n",
    "- [x] done\n",
    "![alt](path.png) ",
    "verylongwordwithoutanyblankinitatallthatmustbecut",
    "<br/>",
    "%%gone%%",
];

const KEYS: &[&str] = &[
    "j", "k", "m", "d", "u", "<Space>", "b", "g", "G", "]", "[", "l", "h", "<Enter>", "c", "o", "y", "<BS>", "L", "/",
    "a", "n", "N", "<Tab>", "<S-Tab>", "t", "1", "2", "3", "4", "z", "Z", "0", ":", "?", "<Esc>", "<Down>", "<Up>",
    "<C-l>",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|it| it.concat())
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(1u16..40, 1u16..14), (60u16..140, 5u16..45), (1u16..300, 1u16..100)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_no_control_character_is_drawn(
        note in soup(),
        first in size(),
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..30),
        second in size(),
        clicks in prop::collection::vec((0u16..140, 0u16..45), 0..6),
    ) {
        let mut session = Session::new("note.md", note.as_bytes(), first.0, first.1);
        for key in &keys {
            session.keys(key);
        }
        session.resize(second.0, second.1);
        for (column, row) in clicks {
            session.click(column, row);
            session.wheel(column, row, MouseKind::WheelDown);
        }
        let text = session.text();
        prop_assert!(!text.chars().any(|it| (it.is_control() && it != '\n') || it == '\u{202e}'), "{text:?}");
    }

    #[test]
    fn a_changed_size_shows_what_a_fresh_start_shows(note in soup(), first in size(), second in size()) {
        let mut session = Session::new("note.md", note.as_bytes(), first.0, first.1);
        session.resize(second.0, second.1);
        let fresh = Session::new("note.md", note.as_bytes(), second.0, second.1);
        prop_assert_eq!(session.text(), fresh.text());
    }

    #[test]
    fn scrolling_down_and_up_again_returns(note in soup(), size in size(), rows in 0usize..30) {
        let mut session = Session::new("note.md", note.as_bytes(), size.0, size.1);
        session.keys(&"j".repeat(rows)).keys(&"k".repeat(rows));
        let fresh = Session::new("note.md", note.as_bytes(), size.0, size.1);
        let rows = |it: &Session| it.app.reading.as_ref().unwrap().view.rows.clone();
        prop_assert_eq!(rows(&session), rows(&fresh));
    }
}
