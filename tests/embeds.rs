//! Embeds: what a note shows of others, and of itself, where `![[…]]` stands in its text.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use recto::{
    app::{
        document::Document,
        event::{Effect, Event, Gathered, Stage},
        quiz_page::Marks,
    },
    library::{Digest, Library},
    note::Note,
};
use screen::Session;
use std::sync::Arc;

const OTHER: &str = "\
---
title: The other note
---
Intro words. ^intro

## First

Of the first.

### Under it

Under the first.

## Second

Of the second, at <a data-t=\"00:12:34\">[00:12:34]</a>.

- item one
    - item two ^item
        - below it
- item three

> quoted words
> of two lines ^quote
";

/// A folder in which a note of that text is open beside the other one.
struct Folder {
    session: Session,
    notes: Vec<(String, String)>,
}

impl Folder {
    fn new(host: &str, columns: u16, rows: u16) -> Self {
        Self::with(&[("host.md", host), ("other.md", OTHER)], columns, rows)
    }

    fn with(notes: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let mut session = Session::new(notes[0].0, notes[0].1.as_bytes(), columns, rows);
        // What has cards would be marked beside it.
        session.app.quiz.marks = Marks::Hidden;
        session.draw();
        let notes = notes.iter().map(|it| (it.0.to_string(), it.1.to_string())).collect();
        let mut folder = Self { session, notes };
        folder.session.event(known(&folder.notes));
        folder.serve();
        folder
    }

    /// Gives the notes that were asked for, until none is.
    fn serve(&mut self) -> usize {
        let mut served = 0;
        while let Some(at) = self.session.effects.iter().position(|it| matches!(it, Effect::Embed(_))) {
            let Effect::Embed(path) = self.session.effects.remove(at) else { unreachable!() };
            let found = self.notes.iter().find(|it| it.0 == path);
            let parsed = found.map(|it| Arc::new(Note::parse(&it.0, it.1.as_bytes()).0));
            self.session.event(Event::Embedded { path, outcome: parsed.ok_or("it is gone".into()) });
            served += 1;
        }
        served
    }

    fn keys(&mut self, script: &str) -> String {
        self.session.keys(script);
        self.serve();
        self.text()
    }

    /// The text between the header and the footer, without empty rows at its end and blanks left of it.
    fn text(&self) -> String {
        let text = self.session.text();
        let rows: Vec<&str> = text.lines().collect();
        let rows = &rows[1..rows.len() - 1];
        let is_text = |it: &&&str| !it.starts_with("───");
        let rows: Vec<&str> = rows.iter().filter(is_text).copied().collect();
        let left = rows.iter().filter(|it| !it.is_empty()).map(|it| it.len() - it.trim_start().len()).min();
        let cut = |it: &&str| it.get(left.unwrap_or(0)..).unwrap_or_default().to_string();
        rows.iter().map(cut).collect::<Vec<_>>().join("\n").trim_end().to_string()
    }
}

/// The library becomes known, or changes.
fn known(notes: &[(String, String)]) -> Event {
    let digests = notes.iter().map(|it| Arc::new(Digest::new(&Note::parse(&it.0, it.1.as_str()).0)));
    let library = Arc::new(Library::new(digests.collect()));
    let (changed, problems) = (Vec::new(), Vec::new());
    Event::Gathered(Gathered { library, stage: Stage::Whole, changed, problems })
}

/// What a note shows on a screen of 50 columns.
fn check(host: &str, expected: &str) {
    let seen = Folder::new(host, 50, 40).text();
    assert_eq!(seen, expected.trim_matches('\n'), "seen:\n{seen}");
}

#[test]
fn a_section_with_all_under_it() {
    check(
        "![[other#First]]",
        "
host

other#First
│ The other note › First
│ Of the first.
│
│ Under it
│ Under the first.
",
    );
}

#[test]
fn a_whole_note() {
    check(
        "Before.\n\n![[other]]\n\nAfter.",
        "
host

Before.

other
│ The other note
│ Intro words.
│
│ First
│
│ Of the first.
│
│ Under it
│ Under the first.
│
│ Second
│
│ Of the second, at 12:34.
│
│ • item one
│   ◦ item two
│     ▪ below it
│ • item three
│
│ ▌ quoted words of two lines

After.
",
    );
}

#[test]
fn a_part_of_the_same_note() {
    check(
        "![[#Own]]\n\n# Host\n\n## Own\n\nWords.",
        "
Host

Own
│ Host › Own
│ Words.


Host
────────────────────────────────────────────────


Own

Words.
",
    );
}

#[test]
fn a_block_by_its_mark() {
    check(
        "![[other#^intro]]\n![[other#^item]]\n![[other#First#^QUOTE]]",
        "
host

other#^intro
│ The other note
│ Intro words.
other#^item
│ The other note
│ ◦ item two
│   ▪ below it
other#First#^QUOTE
│ The other note
│ ▌ quoted words of two lines
",
    );
}

#[test]
fn a_mark_on_a_line_of_its_own_means_what_ends_before_it() {
    let table = "Words.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n^the-table\n\nMore.\n\n- one\n- two\n\n^list\n\nMore.\n\n- item\n^item\n";
    let host = "![[table#^the-table]]\n\n![[table#^list]]\n\n![[table#^item]]";
    let folder = Folder::with(&[("host.md", host), ("table.md", table)], 50, 40);
    assert_eq!(
        folder.text(),
        "\
host

table#^the-table
│ table
│ a │ b
│ ──┼──
│ 1 │ 2

table#^list
│ table
│ • one
│ • two

table#^item
│ table
│ • item"
    );
}

#[test]
fn what_is_missing_says_so() {
    check(
        "![[nothing]]\n\n![[other#Nothing]]\n\n![[other#^nothing]]",
        "
host

nothing
│ there is no note \"nothing\" here

other#Nothing
│ The other note
│ it has no heading \"Nothing\"

other#^nothing
│ The other note
│ it has no block ^nothing
",
    );
}

#[test]
fn only_an_embed_that_stands_alone_is_shown() {
    check(
        "- one\n- ![[other#^intro]]\n    - ![[other#Under it|called so]]\n- ![[other]] in words",
        "
host

• one
• other#^intro
  │ The other note
  │ Intro words.
  ◦ called so
    │ The other note › Under it
    │ Under the first.
• other in words
",
    );
}

#[test]
fn other_files_are_shown_as_pictures_are() {
    let host = "![[a.png]]\n\n![[b.pdf#page=2]] and ![[c.mp4|300]] and ![[d.jpg|words]] and ![](e.png)";
    check(host, "host\n\n▣ a.png\n\n▣ b.pdf and ▣ c.mp4 and words ▣ d.jpg and ▣\ne.png");
    let folder = Folder::new(host, 50, 40);
    assert!(folder.session.app.reading.as_ref().unwrap().document.concepts.is_empty());
}

#[test]
fn an_embed_inside_an_embed_stays_a_link() {
    let notes = [("a.md", "![[b]]"), ("b.md", "In b.\n\n![[c]]"), ("c.md", "In c.")];
    let folder = Folder::with(&notes, 50, 40);
    assert_eq!(folder.text(), "a\n\nb\n│ b\n│ In b.\n│\n│ c");
}

#[test]
fn loops_end() {
    let itself = Folder::with(&[("a.md", "Words.\n\n![[a]]")], 50, 40);
    assert_eq!(itself.text(), "a\n\nWords.\n\na\n│ a\n│ Words.\n│\n│ a");
    let both = Folder::with(&[("a.md", "![[b]]"), ("b.md", "![[a]]")], 50, 40);
    assert_eq!(both.text(), "a\n\nb\n│ b\n│ a");
}

#[test]
fn a_note_is_asked_for_once_and_awaited() {
    let mut session = Session::new("host.md", b"![[other]]\n\n![[other#First]]\n\n![[gone]]", 50, 40);
    assert_eq!(session.effects, []);
    session.event(known(&[("other.md".into(), OTHER.into()), ("gone.md".into(), String::new())]));
    session.keys("jjkk");
    assert_eq!(session.effects, [Effect::Embed("gone.md".into()), Effect::Embed("other.md".into())]);
    assert_eq!(session.text().matches("│ reading …").count(), 3);
    session.event(Event::Embedded { path: "gone.md".into(), outcome: Err("gone.md cannot be read".into()) });
    assert!(session.text().contains("│ gone.md cannot be read"), "{}", session.text());
    session.event(Event::Embedded { path: "never-asked.md".into(), outcome: Err("no".into()) });
    session.keys("jjkk");
    assert_eq!(session.effects.len(), 2);
}

#[test]
fn a_changed_library_is_looked_up_again() {
    let mut folder = Folder::with(&[("host.md", "![[other#^intro]]")], 50, 40);
    assert!(folder.text().contains("there is no note"));
    folder.notes.push(("other.md".into(), OTHER.into()));
    folder.session.event(known(&folder.notes));
    assert_eq!(folder.serve(), 1);
    assert!(folder.text().contains("│ Intro words."));
}

#[test]
fn a_changed_note_is_read_again_and_shown_until_then() {
    let mut folder = Folder::new("![[other#^intro]]", 50, 40);
    folder.notes[1].1 = OTHER.replace("Intro", "Changed");
    folder.session.app.reading.as_mut().unwrap().embeds.outdate("other.md");
    folder.session.draw();
    assert!(folder.text().contains("│ Intro words."));
    assert_eq!(folder.serve(), 1);
    assert!(folder.text().contains("│ Changed words."));
}

#[test]
fn a_heading_may_be_told_by_those_above_it() {
    let text = "# A\n\n## Same\n\nIn A.\n\n# B\n\n## Between\n\n### Same\n\nIn B.\n\n# C\n\nIn C.";
    let (note, _) = Note::parse("a.md", text.as_bytes());
    let first = |part: &str| note.part(part).map(|it| note.clean(it.0 + 1));
    for (part, expected) in [
        ("Same", Some("In A.")),
        ("B#Same", Some("In B.")),
        ("#b#between#same", Some("In B.")),
        ("C#Same", Some("In A.")),
        ("c", Some("In C.")),
        ("D", None),
    ] {
        assert_eq!(first(part).as_deref(), expected, "{part}");
    }
    assert_eq!(note.part(""), Some((0, note.blocks().len() as u32)));
}

#[test]
fn a_narrow_screen_has_room_for_all_of_it() {
    let part = "# Part\n\n| one column | another |\n|---|---|\n| some words | 12 |\n\n```rust\nlet it = a_call(of_some, length, 4);\n```\n\n1. first\n";
    let host = "![[part]]";
    let mut folder = Folder::with(&[("host.md", host), ("part.md", part)], 40, 14);
    assert_eq!(
        folder.text(),
        "\
part
│ Part
│ one column │ another
│ ───────────┼────────
│ some words │ 12
│
│ │ let it = a_call(of_some, length, 4
│ │ ↪ );
│
│ 1. first"
    );
    for (columns, rows) in [(40, 12), (20, 6), (23, 7), (200, 60), (1, 1), (30, 8), (120, 40), (80, 24)] {
        folder.session.resize(columns, rows);
        folder.serve();
        folder.session.keys("jjGkkg");
        folder.serve();
    }
    assert!(folder.text().contains("│ 1. first"));
}

/// Paragraphs of that name, counted.
fn many(name: &str, count: usize) -> String {
    (1..=count).map(|it| format!("{name} {it}\n\n")).collect::<Vec<_>>().concat()
}

/// A note with some rows, an embed of `rows` paragraphs, and more rows.
fn long(rows: usize) -> Folder {
    let host = format!("{}![[long]]\n\n{}", many("before", 9), many("after", 40));
    Folder::with(&[("host.md", &host), ("long.md", &many("inside", rows))], 60, 20)
}

#[test]
fn what_is_too_long_is_cut_with_a_mark() {
    let mut folder = long(500);
    for _ in 0..20 {
        folder.keys("j");
    }
    let mut seen = Vec::new();
    for _ in 0..80 {
        seen.extend(folder.keys("j").lines().next().map(str::to_string));
    }
    let inside = seen.iter().filter(|it| it.starts_with("│ inside") || *it == "│").count();
    assert_eq!(inside, 60);
    assert!(seen.contains(&"│ … goes on: Enter opens it".to_string()), "{seen:#?}");
}

#[test]
fn one_paragraph_that_is_too_long_is_cut_too() {
    let words = "words ".repeat(4000);
    let mut folder = Folder::with(&[("host.md", "![[long]]"), ("long.md", &words)], 60, 100);
    assert_eq!(folder.text().matches("│ words words").count(), 60, "{}", folder.text());
    assert!(folder.keys("G").ends_with("words words\n│ … goes on: Enter opens it"));
}

#[test]
fn scrolling_down_and_back_shows_the_same_screens() {
    let mut folder = long(500);
    let mut down = Vec::new();
    for _ in 0..120 {
        down.push(folder.text());
        folder.keys("j");
    }
    for expected in down.iter().rev() {
        assert_eq!(folder.keys("k"), *expected);
    }
    assert_eq!(down.iter().collect::<std::collections::HashSet<_>>().len(), 120);
}

#[test]
fn an_embed_that_grows_above_the_screen_moves_nothing() {
    let mut folder = long(10);
    // A library that changes makes all embeds look anew; what is on the screen stays.
    let end = folder.keys("G");
    folder.session.event(known(&folder.notes));
    assert_eq!(folder.text(), end);
}

#[test]
fn who_comes_from_below_reads_an_embed_from_its_end() {
    let mut folder = long(10);
    // To the end before the embed was ever on the screen.
    let mut below = folder.keys("G");
    while !below.starts_with("│") {
        below = folder.keys("k");
    }
    assert!(below.starts_with("│ inside 10\n\nafter 1\n"), "{below}");
    assert!(folder.keys("k").starts_with("│\n│ inside 10\n\nafter 1\n"), "{}", folder.text());
}

#[test]
fn the_line_that_the_reader_jumped_to_stays() {
    let host = format!("{}![[long]]\n\nThe words.\n\n{}", many("before", 20), many("after", 20));
    let mut folder = Folder::with(&[("host.md", &host), ("long.md", &many("inside", 20))], 60, 30);
    folder.session.keys("/the words<Enter>");
    let (row, served) = (folder.session.find("The words."), folder.serve());
    assert_eq!(served, 1, "{}", folder.text());
    assert!(row.is_some());
    assert_eq!(folder.session.find("The words."), row, "{}", folder.text());
    assert!(folder.text().contains("│ inside 20\n\nThe words."), "{}", folder.text());
}

#[test]
fn enter_and_a_click_open_the_note_at_the_heading() {
    let mut folder = Folder::new("![[other#Second]]\n\n![[#^here]]\n\nHere it is. ^here", 60, 40);
    folder.session.keys("l<Enter>");
    assert_eq!(folder.session.effects, [Effect::Load("other.md".into())]);
    let (column, row) = folder.session.find("Of the second").unwrap();
    folder.session.click(column + 3, row);
    assert_eq!(folder.session.effects.len(), 2);
    assert_eq!(folder.session.reversed(), "other#Second");
    assert_eq!(folder.session.keys("l").reversed(), "^here", "nothing inside is a stop");
    folder.session.keys("<Enter>");
    assert!(!folder.text().contains("no heading"), "{}", folder.text());
}

#[test]
fn who_comes_back_finds_the_embeds_as_they_were() {
    let mut folder = Folder::new("Words.\n\n![[other#^intro]]", 60, 40);
    let before = folder.text();
    for (path, text) in [("other.md", OTHER), ("host.md", "Words.\n\n![[other#^intro]]")] {
        let (note, diagnostics) = Note::parse(path, text.as_bytes());
        let document = Box::new(Document::new(note, diagnostics));
        folder.session.event(Event::Loaded { path: path.into(), outcome: Ok((document, None)) });
    }
    assert_eq!(folder.text(), before);
    assert_eq!(folder.serve(), 1, "it may have changed");
    assert_eq!(folder.text(), before);
}

#[test]
fn back_returns_into_the_embed() {
    let mut folder = long(40);
    folder.keys("l");
    let before = folder.keys("jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj");
    assert!(before.starts_with("│"), "{before}");
    for key in ["<Enter>", "<BS>"] {
        folder.keys(key);
        // The note that the session was opened with it gives itself.
        let Some(Effect::Load(path)) = folder.session.effects.pop() else { continue };
        folder.session.effects.clear();
        let text = &folder.notes.iter().find(|it| it.0 == path).unwrap().1;
        let (note, diagnostics) = Note::parse(&path, text.as_bytes());
        let document = Box::new(Document::new(note, diagnostics));
        folder.session.event(Event::Loaded { path, outcome: Ok((document, None)) });
    }
    assert_eq!(folder.text(), before);
}

#[test]
fn links_are_walked_past_long_embeds_both_ways() {
    let host = format!("[[first]]\n\n![[long]]\n\n{}[[last]]", many("after", 40));
    let mut folder = Folder::with(&[("host.md", &host), ("long.md", &many("inside", 40))], 60, 20);
    let walked: Vec<String> = "lllhhh"
        .chars()
        .map(|key| {
            folder.keys(&key.to_string());
            folder.session.reversed()
        })
        .collect();
    assert_eq!(walked, ["first", "long", "last", "long", "first", "first"]);
    folder.keys("<Esc>gjjjjjjjjjjjjjjjjjjjjjjjj");
    folder.keys("h");
    assert_eq!(folder.session.reversed(), "first", "{}", folder.text());
}

#[test]
fn a_search_finds_its_rows_below_embeds() {
    let mut folder = long(30);
    folder.keys("/after 7<Enter>");
    assert_eq!(folder.session.reversed(), "after 7");
    folder.keys("/before 3<Enter>");
    assert_eq!(folder.session.reversed(), "before 3");
}

#[test]
fn many_embedded_notes_are_let_go_and_come_back() {
    let mut notes =
        vec![("host.md".to_string(), (0..100).map(|it| format!("![[n{it}]]\n\n")).collect::<Vec<_>>().concat())];
    notes.extend((0..100).map(|it| (format!("n{it}.md"), format!("Text of {it}."))));
    let notes: Vec<(&str, &str)> = notes.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let mut folder = Folder::with(&notes, 60, 20);
    for _ in 0..60 {
        folder.keys("<Space>");
        assert!(!folder.text().contains("reading …"), "{}", folder.text());
    }
    assert!(folder.text().contains("│ Text of 99."), "{}", folder.text());
    folder.session.keys("g");
    assert!(folder.serve() > 0, "the first ones were let go");
    assert!(folder.text().contains("│ Text of 0."), "{}", folder.text());
    // More on one screen than are kept: each is asked for once, and all are shown.
    folder.session.resize(60, 420);
    folder.serve();
    assert_eq!(folder.text().matches("│ Text of").count(), 100);
    folder.session.keys("jk");
    assert_eq!(folder.serve(), 0);
}
