//! The find screen: typing, results, where they lead and the way back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect)] // A test may fail, and may take its time.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use recto::{
    app::{
        Screen,
        event::{Effect, Event},
        find_page::FindPage,
    },
    search::{Kind, Results},
};
use screen::Session;
use std::{fs, path::Path};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const NOTES: &[(&str, &str)] = &[
    (
        "energy/solar_power.md",
        "---\ntitle: Solar power\nvideoId: energytalk0\naliases: [PV, photovoltaics]\n---\n\
From: [[The Channel]] <br/>\n\
Panels are cheap now <a class=\"yt-timestamp\" data-t=\"00:01:00\">[00:01:00]</a>. [[Storage]] is not \
<a class=\"yt-timestamp\" data-t=\"00:03:00\">[00:03:00]</a>.\n\n\
## Costs\n- **Inverter:** turns direct current into alternating current\n- **Panel:** catches light\n\n\
[[Storage | Batteries]] and the [[grid]] cost more than panels. Nobody knows why that is so.\n",
    ),
    (
        "energy/wind.md",
        "---\ntitle: Wind\nvideoId: energytalk0\n---\n\
Wind blows at night, and [[solar power]] does not [00:02:30]. The [[grid]] needs [[Storage]] [00:04:00].\n\n\
## Where turbines stand\nAt sea, where storage is far away. Nobody thinks of PV there [00:05:10].\n",
    ),
    ("history.md", "# A history of the grid\n\nThe grid is old. [[Storage]] is older.\n"),
    ("日本語のメモ.md", "# 日本語のメモ\n\n[[solar power | 太陽光]]はすごい。\n"),
];

fn folder(columns: u16, rows: u16) -> Session {
    Session::folder(NOTES, columns, rows)
}

fn page(session: &Session) -> &FindPage {
    match &session.app.screen {
        Screen::Find(page) => page,
        _ => panic!("not the find screen:\n{}", session.text()),
    }
}

fn kinds(session: &Session) -> Vec<Kind> {
    page(session).rows.iter().map(|it| it.kind).collect()
}

fn check(name: &str, script: &str) {
    for (columns, rows) in SIZES {
        let mut session = folder(columns, rows);
        session.keys(script);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/{name}_{columns}x{rows}.txt"));
        if std::env::var_os("RECTO_GOLDEN").is_some() {
            fs::write(&path, session.text()).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            session.text() == expected,
            "{name} shows something else; expected:\n{expected}\nfound:\n{}",
            session.text()
        );
    }
}

#[test]
fn what_is_found() {
    check("find", "fgrid");
}

#[test]
fn what_is_shown_before_anything_is_typed() {
    check("find_empty", "/solar<Enter>cf");
}

#[test]
fn nothing_found() {
    check("find_nothing", "fqqqqq");
}

#[test]
fn every_kind_is_found_and_leads_to_its_place_and_back() {
    for (query, kind, seen) in [
        ("wind", Kind::Note, "Wind blows at night"),
        ("#grid", Kind::Concept, "mention"),
        (">turbines", Kind::Section, "Where turbines stand"),
        ("*inverter", Kind::Term, "turns direct current"),
        ("@nobody thinks", Kind::Timestamp, "Nobody thinks"),
        ("nobody knows", Kind::Text, "Nobody"),
    ] {
        let mut session = folder(120, 40);
        session.keys("f").keys(query);
        assert_eq!(kinds(&session).first(), Some(&kind), "{query}\n{}", session.text());
        let before = session.text();
        session.keys("<Enter>");
        assert!(!matches!(session.app.screen, Screen::Find(_)), "{query}");
        assert!(session.text().contains(seen), "{query}\n{}", session.text());
        session.keys("<BS>");
        assert_eq!(session.text(), before, "{query}");
        session.keys("<Esc>");
        assert!(matches!(session.app.screen, Screen::Notes(_)), "{query}");
    }
}

#[test]
fn back_finds_the_selected_result_again() {
    let mut session = folder(80, 24);
    session.keys("fstorage<Down><Down>");
    let before = session.reversed();
    session.keys("<Enter><BS>");
    assert_eq!(session.reversed(), before);
}

#[test]
fn back_shows_the_results_as_they_were() {
    // The note that was just read would come first of equals: its place in the list must not move.
    let many = |at: usize| (format!("n{at:02}.md"), format!("# Note {at}\n\nThe storm of year {at} broke the dam.\n"));
    let notes: Vec<(String, String)> = (0..40).map(many).collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    for script in ["", "<Tab>", "<PgDn><PgDn><Up><Up>"] {
        let mut session = Session::folder(&notes, 80, 24);
        session.keys("<Enter>fstorm dam").keys(script);
        for _ in 0..3 {
            session.keys("<Down><Down>");
            let before = session.text();
            session.keys("<Enter>");
            assert!(!matches!(session.app.screen, Screen::Find(_)));
            session.keys("<BS>");
            assert_eq!(session.text(), before);
        }
    }
}

#[test]
fn tab_asks_for_one_kind() {
    let mut session = folder(80, 24);
    session.keys("fstorage");
    let all = kinds(&session);
    assert!(all.contains(&Kind::Concept) && all.contains(&Kind::Timestamp), "{all:?}");
    session.keys("<Tab>");
    assert_eq!(page(&session).kind, Some(Kind::Concept));
    assert!(kinds(&session).iter().all(|it| *it == Kind::Concept) && !kinds(&session).is_empty());
    session.keys("<C-u>");
    assert_eq!(page(&session).query(), "");
    session.keys("<BS>");
    assert_eq!(page(&session).kind, None, "one step out at a time");
    session.keys("<BS>");
    assert!(matches!(session.app.screen, Screen::Notes(_)));
}

#[test]
fn tab_passes_kinds_of_which_nothing_is_found_and_changes_no_count() {
    let mut session = folder(120, 40);
    session.keys("fstorage");
    let (counts, kinds) = (page(&session).counts, Kind::ALL.map(|it| page(&session).counts[it.index()] > 0));
    assert!(kinds.contains(&false), "{counts:?}");
    let mut seen = Vec::new();
    loop {
        session.keys("<Tab>");
        let Some(kind) = page(&session).kind else { break };
        assert_eq!(page(&session).counts, counts);
        assert_eq!(page(&session).rows.len(), counts[kind.index()]);
        seen.push(kind);
    }
    assert_eq!(seen, Kind::ALL.into_iter().filter(|it| counts[it.index()] > 0).collect::<Vec<_>>());
    session.keys("<C-u>@night<Tab><Tab>");
    assert_eq!(page(&session).kind, None, "{}", session.text());
}

#[test]
fn what_is_cut_and_what_a_sign_leaves_out_is_said() {
    let many = |at: usize| (format!("n{at:03}.md"), "# A note\n\nThe storm broke the dam.\n".to_string());
    let notes: Vec<(String, String)> = (0..310).map(many).collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let mut session = Session::folder(&notes, 120, 40);
    session.keys("fstorm dam");
    assert!(session.text().contains("1 of 300 shown of 310"), "{}", session.text());
    session.keys("<C-u>>storm");
    assert!(session.text().contains("Without the sign > all kinds are searched"), "{}", session.text());
}

#[test]
fn all_words_of_the_query_are_marked_in_the_note() {
    for (query, words, count) in
        [("stand storage sea", "sea storage", 2), ("cost panels", "cost panels", 2), ("@blows night", "blows night", 2)]
    {
        let mut session = folder(120, 40);
        session.keys("f").keys(query).keys("<Enter>");
        let lookup = session
            .app
            .reading
            .as_ref()
            .and_then(|it| it.lookup.as_ref())
            .map(|it| (it.query.clone(), it.matches.len()));
        assert!(
            lookup.as_ref().is_some_and(|it| it.0.contains(words) && it.1 >= count),
            "{query} {lookup:?}\n{}",
            session.text()
        );
        session.keys("n");
        assert!(!session.text().contains("nothing is searched for"), "{query}");
        session.keys("<Esc>");
        assert!(matches!(session.app.screen, Screen::Reading), "{query}: marks are taken off first");
        session.keys("<Esc>");
        assert!(matches!(session.app.screen, Screen::Find(_)), "{query}: then comes the way out");
    }
}

#[test]
fn keys_that_need_a_result_say_so() {
    for key in ["<C-o>", "<C-y>", "<Enter>"] {
        let mut session = folder(80, 24);
        session.keys("fqqqqq").keys(key);
        assert!(session.text().contains("no result is selected"), "{key}\n{}", session.text());
    }
}

#[test]
fn codes_of_a_terminal_are_not_pasted() {
    let mut session = folder(80, 24);
    session.keys("f");
    session.event(Event::Paste("wi\u{1b}[31mn\u{1b}[0md".into()));
    assert_eq!(page(&session).query(), "wind");
}

#[test]
fn the_signs_of_a_query_are_among_the_keys() {
    let mut session = folder(80, 40);
    session.keys("f<F1>");
    let mut seen = session.text();
    session.keys("<PgDn><PgDn>");
    seen += &session.text();
    for sign in ["'word", "!word", "@1:09", "C-u", "# > * @"] {
        assert!(seen.contains(sign), "{sign}\n{seen}");
    }
}

#[test]
fn an_answer_to_an_earlier_question_comes_too_late() {
    let mut session = folder(80, 24);
    session.keys("fgrid");
    let (count, ticket) = (page(&session).rows.len(), page(&session).ticket);
    session.event(Event::Found { ticket: ticket - 1, results: Results::default() });
    assert_eq!(page(&session).rows.len(), count);
    session.event(Event::Found { ticket, results: Results::default() });
    assert_eq!(page(&session).rows.len(), 0);
}

#[test]
fn the_concept_the_video_and_the_text_of_a_result() {
    let mut session = folder(120, 40);
    session.keys("f@nobody thinks<C-o>");
    let opened = |session: &Session| {
        session.effects.iter().rev().find_map(|it| if let Effect::Open(url) = it { Some(url.clone()) } else { None })
    };
    assert_eq!(opened(&session).as_deref(), Some("https://youtu.be/energytalk0?t=310"));
    session.keys("<C-y>");
    let copied =
        session.effects.iter().rev().find_map(|it| if let Effect::Copy(it) = it { Some(it.clone()) } else { None });
    assert_eq!(copied.as_deref(), Some("Nobody thinks of PV there. https://youtu.be/energytalk0?t=310"));
    session.keys("<C-t>");
    assert!(matches!(&session.app.screen, Screen::Concept(page) if page.title == "Wind"), "{}", session.text());
}

#[test]
fn earlier_queries_come_back() {
    let mut session = folder(80, 24);
    session.keys("fgrid<Enter>fstorage<Enter>f<C-r>");
    assert_eq!(page(&session).query(), "storage");
    session.keys("<C-r>");
    assert_eq!(page(&session).query(), "grid");
    session.keys("<C-r>");
    assert!(session.text().contains("no earlier query"), "{}", session.text());
    session.keys("<C-s>");
    assert_eq!(page(&session).query(), "storage");
    session.keys("<C-s>");
    assert_eq!(page(&session).query(), "");
    let kept = session.app.update(Event::Terminated);
    let queries =
        kept.iter().find_map(|it| if let Effect::Keep(view) = it { Some(view.queries.clone()) } else { None });
    assert_eq!(queries, Some(vec!["grid".to_string(), "storage".to_string()]));
}

#[test]
fn results_follow_the_folder() {
    let mut session = folder(80, 24);
    session.keys("ffresh water");
    assert!(page(&session).rows.is_empty());
    session.change("lake.md", Some("# Fresh water\n\nLakes."));
    assert_eq!(page(&session).rows.first().map(|it| it.path.as_str()), Some("lake.md"));
}

#[test]
fn anything_can_be_typed_and_pasted() {
    for text in [
        "x".repeat(10_000),
        "\u{1b}[31m\n\t\0".into(),
        "مرحبا שלום".into(),
        "👩‍👩‍👧‍👦🇩🇪".into(),
        "#>*@'!^$".into(),
        "' ! ^ $".into(),
    ] {
        for (columns, rows) in SIZES {
            let mut session = folder(columns, rows);
            session.keys("f");
            session.event(Event::Paste(text.clone()));
            session.keys("<Down><Left>a<BS><Enter>");
        }
    }
}
