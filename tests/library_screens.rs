//! A folder of notes on the screen: its list, concepts, videos and backlinks, the way there and back, and live changes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect)] // A test may fail, and may take its time.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use recto::{
    app::{
        Screen, Start,
        concept_page::{ConceptPage, PageRow},
        event::{Event, Gathered, Stage},
    },
    library::{Digest, Library},
};
use screen::{Session, compare};
use std::{collections::HashMap, fmt::Write, sync::Arc};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Two videos, one of them with a title, notes of no video, and a concept without a note.
const NOTES: &[(&str, &str)] = &[
    (
        "index.md",
        "# All talks\n\n* [Two people on energy](https://www.youtube.com/watch?v=energytalk0)\n* [[solar power]]\n",
    ),
    (
        "energy/solar_power.md",
        "---\ntitle: Solar power\nvideoId: energytalk0\naliases: [PV, photovoltaics]\n---\n\
From: [[The Channel]] <br/>\n\
Panels are cheap now <a class=\"yt-timestamp\" data-t=\"00:01:00\">[00:01:00]</a>. [[Storage]] is not \
<a class=\"yt-timestamp\" data-t=\"00:03:00\">[00:03:00]</a>.\n\n\
## Costs\n[[Storage | Batteries]] and the [[grid]] cost more than panels <a class=\"yt-timestamp\" \
data-t=\"00:02:00\">[00:02:00]</a>. See [[wind]].\n",
    ),
    (
        "energy/wind.md",
        "---\ntitle: Wind\nvideoId: energytalk0\n---\n\
Wind blows at night, and [[solar power]] does not [00:02:30]. The [[grid]] needs [[Storage]] [00:04:00].\n\n\
## Where\nAt sea, where storage is far away. Nobody thinks of PV there [00:05:10].\n",
    ),
    (
        "history.md",
        "---\nvideoId: historytalk\n---\n# A history of the grid\n\nThe grid is old. [[Storage]] is older [0:42].\n",
    ),
    ("notes/日本語のメモ.md", "[[solar power | 太陽光]]はすごい。[[Storage]]も。\n"),
];

fn folder(columns: u16, rows: u16) -> Session {
    Session::folder(NOTES, columns, rows)
}

/// Opens the folder, types a script, and compares what is seen with the picture of that name, at each size.
fn check(name: &str, script: &str) {
    for (columns, rows) in SIZES {
        let mut session = folder(columns, rows);
        session.keys(script);
        compare(&format!("{name}_{columns}x{rows}"), &session.text());
    }
}

/// What is known of the folder, with problems.
fn gathered(library: Library, stage: Stage, problems: &[&str]) -> Event {
    let problems = problems.iter().map(ToString::to_string).collect();
    Event::Gathered(Gathered { library: Arc::new(library), stage, changed: Vec::new(), problems })
}

fn listed() -> Library {
    Library::new(NOTES.iter().map(|it| Arc::new(Digest::unread(it.0))).collect())
}

fn start(columns: u16, rows: u16) -> Session {
    Session::start(
        Start {
            note: None,
            name: "notes".into(),
            has_folder: true,
            view: None,
            today: screen::TODAY,
            quiz: None,
            ..Start::default()
        },
        columns,
        rows,
    )
}

fn page(session: &Session) -> &ConceptPage {
    let Screen::Concept(page) = &session.app.screen else { panic!("no concept page:\n{}", session.text()) };
    page
}

/// The line of the screen that holds the selection's mark, without it.
fn selected_line(session: &Session) -> String {
    let text = session.text();
    text.lines().find_map(|it| it.split_once('▌')).map_or_else(String::new, |it| it.1.trim().to_string())
}

#[test]
fn the_list_groups_the_notes_of_a_video() {
    check("list", "");
}

#[test]
fn the_list_sorted_by_mentions() {
    check("list_mentioned", "ssj");
}

#[test]
fn the_list_sorted_by_the_last_reading() {
    for (columns, rows) in SIZES {
        let mut session = folder(columns, rows);
        let day = 86_400;
        let times = [("history.md", 100 * day - 7_200), ("energy/wind.md", 97 * day), ("index.md", 30 * day)];
        let times: HashMap<String, u64> = times.iter().map(|it| (it.0.to_string(), it.1)).collect();
        session.event(Event::ReadBefore { times, now: 100 * day });
        session.keys("s");
        compare(&format!("list_recent_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn the_list_filtered() {
    check("list_filter", "/wnd");
}

#[test]
fn a_folder_without_notes() {
    for (columns, rows) in SIZES {
        let session = Session::folder(&[], columns, rows);
        compare(&format!("list_empty_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn a_folder_that_is_still_being_read() {
    for (columns, rows) in SIZES {
        let mut session = start(columns, rows);
        assert!(session.text().contains("looking for notes"), "{}", session.text());
        session.event(gathered(listed(), Stage::Listed, &[]));
        session.event(Event::Gathering { read: 1200, found: 10_000 });
        compare(&format!("list_reading_{columns}x{rows}"), &session.text());
        session.event(gathered(listed(), Stage::Whole, &["bad.md: you may not read it", "worse.md: too large"]));
        compare(&format!("list_problems_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn a_folder_that_cannot_be_read_says_why() {
    let mut session = start(80, 24);
    session.event(gathered(Library::default(), Stage::Whole, &["/notes: there is no such file or folder"]));
    assert!(session.text().contains("no such file or folder"), "{}", session.text());
}

#[test]
fn the_page_of_a_concept_without_a_note() {
    check("storage", "/solar<Enter><Enter>ll<Enter>");
}

#[test]
fn the_page_of_a_concept_with_a_note() {
    check("solar", "/solar<Enter><Enter>c");
}

#[test]
fn the_end_of_a_concepts_page() {
    check("solar_end", "/solar<Enter><Enter>cG");
}

#[test]
fn the_timeline_of_a_video() {
    check("video", "/wind<Enter><Enter>vj");
}

#[test]
fn the_concepts_pane_knows_who_mentions_the_note() {
    check("backlinks", "/solar<Enter><Enter><Tab><Tab>G");
}

/// Types a way to a screen, selects each of its rows in turn, follows it, and comes back to the very same screen.
fn check_back(way: &str, rows: usize) {
    for (columns, height) in SIZES {
        for row in 0..rows {
            let mut session = folder(columns, height);
            session.keys(way).keys(&format!("g{}", "j".repeat(row)));
            let before = session.text();
            session.keys("<Enter>");
            let there = session.text();
            assert_ne!(body(&there), body(&before), "row {row} of {way} at {columns}x{height} leads nowhere");
            session.keys("<BS>");
            let back = session.text();
            assert!(back == before, "row {row} of {way} at {columns}x{height}; before:\n{before}\nback:\n{back}");
        }
    }
}

fn body(text: &str) -> String {
    text.lines().skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn back_from_every_row_of_the_list() {
    check_back("", 6);
}

#[test]
fn back_from_every_row_of_a_concepts_page() {
    let mut session = folder(120, 40);
    session.keys("/solar<Enter><Enter>c");
    let kinds: String = page(&session)
        .rows
        .iter()
        .map(|it| match it {
            PageRow::Note => 'n',
            PageRow::Mention(_) => 'm',
            PageRow::Unlinked(_) => 'u',
            PageRow::Company(..) => 'c',
        })
        .collect();
    assert_eq!(kinds, "nmmmucc");
    check_back("/solar<Enter><Enter>c", kinds.len());
}

#[test]
fn back_from_every_row_of_a_video() {
    check_back("/wind<Enter><Enter>v", 6);
}

#[test]
fn a_page_that_is_seen_again_begins_at_its_top() {
    let long: String = (0..60).map(|it| format!("Fact {it} of [[one]].\n\n")).collect();
    let mut session = Session::folder(&[("a.md", &long), ("one.md", "Text of one.")], 80, 24);
    session.keys("/one<Enter><Enter>cG");
    assert!(!session.text().contains("The note"), "{}", session.text());
    session.keys("g");
    assert!(session.text().contains("The note"), "{}", session.text());
}

#[test]
fn a_long_page_says_at_its_top_where_the_mentions_stand() {
    let long: String = (0..60).map(|it| format!("## Part {}\n\nFact {it} of [[one]].\n\n", it / 20)).collect();
    let mut session = Session::folder(&[("a.md", &format!("# Heap\n\n{long}"))], 80, 24);
    session.keys("l<Enter>l<Enter>").keys(&"j".repeat(30));
    let text = session.text();
    let rows: Vec<&str> = text.lines().map(str::trim).collect();
    let first = rows.iter().position(|it| it.contains("Fact")).unwrap();
    assert!(rows[..first].contains(&"Heap") && rows[..first].contains(&"Part 1"), "{text}");
}

#[test]
fn ten_thousand_mentions_cost_the_rows_that_are_seen() {
    let mut notes = String::new();
    (0..10_000).for_each(|it| write!(notes, "Fact {it} of [[one]].\n\n").unwrap());
    let mut session = Session::folder(&[("a.md", &notes)], 80, 24);
    session.keys("<Enter>l<Enter>");
    assert_eq!(page(&session).rows.len(), 10_000);
    assert!(session.text().contains("10,000 mentions in 1 note"), "{}", session.text());
    session.keys("G");
    assert_eq!(selected_line(&session), "Fact 9999 of one.");
    session.keys("<Enter>");
    assert!(session.text().contains("Fact 9999"));
}

/// A note of so many paragraphs with their numbers, under a heading every ten.
fn paragraphs(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, it| {
        if it % 10 == 0 {
            write!(text, "## Part {}\n\n", it / 10).unwrap();
        }
        write!(text, "Paragraph {it} says this. It goes on a little.\n\n").unwrap();
        text
    })
}

/// Opens a note, goes down by a script, changes the note, and expects to see the same first row of text.
fn check_kept(text: &str, script: &str, change: impl Fn(&str) -> String) {
    for (columns, rows) in SIZES {
        let mut session = Session::folder(&[("a.md", text)], columns, rows);
        session.keys("<Enter>").keys(script);
        let before = first_said(&session);
        session.change("a.md", Some(&change(text)));
        assert_eq!(first_said(&session), before, "at {columns}x{rows}:\n{}", session.text());
    }
}

/// The first words on the screen that are not the header: of the row in which the text begins.
fn first_said(session: &Session) -> String {
    let text = session.text();
    let rows = text.lines().skip(1).filter(|it| !it.starts_with('─'));
    let row = rows
        .map(|it| it.split('│').max_by_key(|it| it.len()).unwrap_or_default().trim())
        .find(|it| it.contains("says") || it.contains("goes"));
    row.unwrap_or_default().to_string()
}

#[test]
fn a_reader_stays_where_they_are_when_the_note_grows_above() {
    check_kept(&paragraphs(60), "<PgDn><PgDn>jj", |it| it.replace("## Part 1\n", "New.\n\nMore of it.\n\n## Part 1\n"));
}

#[test]
fn a_reader_stays_where_they_are_when_a_heading_is_renamed() {
    check_kept(&paragraphs(60), "<PgDn><PgDn>jj", |it| it.replace("## Part", "## A renamed part"));
}

#[test]
fn a_reader_stays_where_they_are_when_the_beginning_goes() {
    check_kept(&paragraphs(60), "<PgDn><PgDn>jj", |it| {
        it.replacen("Paragraph 0 says this. It goes on a little.\n\n", "", 1)
    });
}

#[test]
fn a_reader_stays_at_the_sentence_when_its_paragraph_changes() {
    let long: String = (0..200).map(|it| format!("Sentence{it} of the heap says so and goes on. ")).collect();
    let text = format!("## Heap\n\n{long}\n\n## End\n\n{}", paragraphs(20));
    let changed = text.replace("Sentence0 of", "Changed, and longer than it was before: sentence0 of");
    for (columns, rows) in SIZES {
        let mut session = Session::folder(&[("a.md", &text)], columns, rows);
        session.keys("<Enter><PgDn>");
        let first = |session: &Session| -> u32 {
            let text = session.text();
            let number = text.split("Sentence").nth(1).and_then(|it| it.split_whitespace().next());
            number.unwrap_or_else(|| panic!("{text}")).parse().unwrap_or_else(|_| panic!("{text}"))
        };
        let before = first(&session);
        for text in [&changed, &text, &changed] {
            session.change("a.md", Some(text));
            assert!(first(&session).abs_diff(before) <= 1, "{before} at {columns}x{rows}:\n{}", session.text());
        }
    }
}

#[test]
fn back_leads_to_the_same_words_though_the_note_has_changed() {
    let text = paragraphs(60).replace("Paragraph 25 says", "[[one]] says");
    for (columns, rows) in SIZES {
        let mut session = Session::folder(&[("a.md", &text)], columns, rows);
        session.keys("<Enter>l");
        let before = first_said(&session);
        session.keys("<Enter>");
        assert_eq!(page(&session).title, "one");
        session.change("a.md", Some(&text.replace("## Part 1\n", "[[two]] is new.\n\nMore of it.\n\n## Part 1\n")));
        session.keys("<BS>");
        assert_eq!((first_said(&session), session.reversed()), (before, "one".into()), "{}", session.text());
    }
}

#[test]
fn a_note_that_goes_stays_on_the_screen_and_says_so() {
    let mut session = folder(80, 24);
    session.keys("/wind<Enter><Enter>");
    session.change("energy/wind.md", None);
    assert!(
        session.text().contains("Wind blows at night") && session.text().contains("has been removed"),
        "{}",
        session.text()
    );
    session.keys("j");
    let header = session.text().lines().next().unwrap_or_default().to_string();
    assert!(header.trim_end().ends_with("removed"), "for as long as it is on the screen: {header}");
}

#[test]
fn a_page_whose_concept_vanishes_gives_way_to_the_text() {
    let mut session = Session::folder(&[("a.md", "Only [[here]]."), ("b.md", "Other.")], 80, 24);
    session.keys("<Enter>l<Enter>");
    assert_eq!(page(&session).title, "here");
    session.change("a.md", Some("Only nothing."));
    assert!(matches!(session.app.screen, Screen::Reading), "{}", session.text());
    assert!(session.text().contains("Only nothing."), "{}", session.text());
}

#[test]
fn a_page_keeps_its_row_when_mentions_come_and_go() {
    for row in 1..8 {
        let mut session = folder(120, 40);
        session.keys("/solar<Enter><Enter>cg").keys(&"j".repeat(row));
        let before = selected_line(&session);
        session.change("a_new.md", Some("[[solar power]] is new. And PV too.\n\n[[Solar Power | it]] again."));
        assert_eq!(selected_line(&session), before, "row {row}");
        session.change("a_new.md", None);
        assert_eq!(selected_line(&session), before, "row {row}");
    }
}

#[test]
fn a_video_keeps_its_row_when_moments_come() {
    let mut session = folder(120, 40);
    session.keys("/wind<Enter><Enter>vgjj");
    let before = selected_line(&session);
    session.change("energy/new.md", Some("---\nvideoId: energytalk0\n---\nFirst of all [0:01]. Then more [0:02].\n"));
    assert_eq!(selected_line(&session), before);
}

#[test]
fn a_video_begins_with_its_first_moment_of_that_second() {
    let note = |words: &str| format!("---\nvideoId: zerotalk000\n---\n{words} one [0:00]. {words} two [0:00].\n");
    let (a, b) = (note("Alpha"), note("Beta"));
    let mut session = Session::folder(&[("a.md", &a), ("b.md", &b)], 120, 40);
    session.keys("v");
    assert!(selected_line(&session).contains("Alpha one"), "{}", session.text());
}

#[test]
fn aliases_that_do_not_fit_are_marked_as_cut() {
    let links: String = (0..30).map(|it| format!("It is [[wind | called by alias number {it}]]. ")).collect();
    let mut session = Session::folder(&[("wind.md", "Air."), ("z.md", &links)], 80, 24);
    session.keys("c");
    let text = session.text();
    let called = text.lines().skip_while(|it| !it.contains("called called")).nth(1).unwrap_or_default();
    assert!(called.trim_end().ends_with('…'), "{text}");
}

#[test]
fn a_row_without_a_concept_says_so_wherever_a_key_asks_for_one() {
    for key in ["c", "m"] {
        let mut session = Session::folder(
            &[
                ("a.md", "---\nvideoId: zerotalk000\n---\nA [0:01]."),
                ("b.md", "---\nvideoId: zerotalk000\n---\nB [0:02]."),
            ],
            80,
            24,
        );
        session.keys(key);
        assert!(session.text().contains("this row has no concept"), "{}", session.text());
    }
}

#[test]
fn the_list_keeps_its_row_when_notes_come_and_go() {
    for row in 0..6 {
        let mut session = folder(80, 24);
        session.keys(&"j".repeat(row));
        let before = session.reversed();
        session.change("0.md", Some("# 0 comes first"));
        assert_eq!(session.reversed(), before, "row {row}");
        session.change("0.md", None);
        assert_eq!(session.reversed(), before, "row {row}");
    }
}

#[test]
fn the_counts_of_the_reader_follow_the_folder() {
    let mut session = folder(120, 40);
    session.keys("/solar<Enter><Enter>");
    session.change("more.md", Some("A new sentence on [[solar power]]."));
    session.keys("<Tab><Tab>G");
    assert!(session.text().contains("A new sentence on"), "{}", session.text());
}

#[test]
fn a_board_that_is_linked_has_no_page() {
    let mut session = Session::folder(&[("a.md", "See [[plan.canvas]] and [[b]].")], 120, 40);
    session.keys("<Enter>");
    assert!(session.text().contains("1 here"), "{}", session.text());
}

#[test]
fn back_to_the_list_finds_it_filtered_as_it_was() {
    let mut session = folder(120, 40);
    session.keys("/energy<Enter><BS>");
    assert!(session.text().contains("  2 notes  "), "{}", session.text());
    assert!(session.reversed().contains("Wind"), "{}", session.text());
}

#[test]
fn back_from_a_row_of_a_pane_leads_to_that_row() {
    for (columns, rows) in SIZES {
        for row in 1..7 {
            let mut session = folder(columns, rows);
            session.keys("/solar<Enter><Enter><Tab><Tab>").keys(&"j".repeat(row));
            let before = session.text();
            session.keys("<Enter>");
            assert_ne!(body(&session.text()), body(&before), "row {row}");
            session.keys("<BS>");
            assert_eq!(session.text(), before, "row {row} at {columns}x{rows}");
        }
    }
}

#[test]
fn the_concepts_of_another_note_are_seen_from_their_beginning() {
    let many: String = (0..30).map(|it| format!("[[target {it}]] and [[b]].\n\n")).collect();
    let mut session =
        Session::folder(&[("a.md", &many), ("b.md", &format!("[[a]] is the first of them. {many}"))], 120, 20);
    session.keys("<Enter><Tab><Tab>G<Enter>");
    assert!(session.text().contains("32 here"), "{}", session.text());
    assert!(!session.text().contains('↑'), "{}", session.text());
}
