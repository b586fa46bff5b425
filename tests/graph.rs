//! The graph of a neighbourhood: nothing overlaps, everything is reached, and it looks as its pictures do.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use proptest::prelude::*;
use recto::{
    app::{
        Screen,
        event::Size,
        graph::{GraphPage, GraphStep, Way},
        graph_places::Places,
    },
    library::{ConceptKey, Neighbourhood, Node, Tie},
};
use screen::Session;
use std::{collections::BTreeSet, fs, path::Path};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const TITLES: &[&str] = &[
    "Alignment",
    "Open source models",
    "Compute",
    "Regulation of frontier models",
    "Economic and social impacts of artificial intelligence on employment",
    "Energy",
    "Chips and the supply chain",
    "Robotics",
    "AGI",
    "Future of space exploration and synthetic biology",
    "Data",
    "Search engines",
    "Education",
];
const WIDE: &[&str] = &["人工知能", "機械学習と社会への影響についての長い長い長い題名", "データ", "語"];

/// Concepts around "Artificial intelligence", a third of them two links away, with ties across.
fn neighbourhood(count: usize, titles: &[&str]) -> Neighbourhood {
    let near = (count * 2 / 3).max(2);
    let node = |at: usize| Node {
        key: ConceptKey::Name(format!("key {at}")),
        title: if at == 0 { "Artificial intelligence".into() } else { titles[at % titles.len()].to_string() },
        has_note: at.is_multiple_of(3),
        mentions: 1 + (count - at) * 2,
        steps: if at == 0 { 0 } else { 1 + u8::from(at >= near) },
        parent: if at < near { 0 } else { 1 + (at * 7) % (near - 1) },
    };
    let nodes: Vec<Node> = (0..count).map(node).collect();
    let mut ties: Vec<Tie> =
        (1..count).map(|at| Tie { from: nodes[at].parent, to: at, strength: 1 + (count - at) * 12 / count }).collect();
    ties.extend((1..near.min(count)).filter(|it| it % 3 == 1 && it + 4 < near).map(|at| Tie {
        from: at,
        to: at + 4,
        strength: 1 + at % 7,
    }));
    Neighbourhood { nodes, ties }
}

fn session(neighbourhood: &Neighbourhood, columns: u16, rows: u16) -> Session {
    let mut session = Session::new("note.md", b"Text.", columns, rows);
    session.app.screen = Screen::Graph(GraphPage::new(neighbourhood.clone()));
    session.draw();
    session
}

fn selected(session: &Session) -> usize {
    let Screen::Graph(page) = &session.app.screen else { panic!("no graph:\n{}", session.text()) };
    page.selected
}

/// Compares the picture of a graph after some keys with the one of that name, at each size.
fn check(name: &str, neighbourhood: &Neighbourhood, script: &str) {
    for (columns, rows) in SIZES {
        let mut session = session(neighbourhood, columns, rows);
        session.keys(script);
        let (name, seen) = (format!("{name}_{columns}x{rows}"), session.text());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"));
        if std::env::var_os("RECTO_GOLDEN").is_some() {
            fs::write(&path, &seen).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(expected == seen, "{name} shows something else; expected:\n{expected}\nseen:\n{seen}");
    }
}

/// Every cell of every spot, each once and inside the room; and every title that is cut says so.
fn assert_legible(neighbourhood: &Neighbourhood, room: Size) {
    let places = Places::new(neighbourhood, room);
    let mut cells = BTreeSet::new();
    for spot in &places.spots {
        let area = spot.area;
        for row in area.row..area.row + area.rows {
            for column in area.column..area.column + area.columns {
                assert!(column < room.columns && row < room.rows, "{spot:?} lies outside {room:?}");
                assert!(cells.insert((column, row)), "{spot:?} covers another in {room:?}");
            }
        }
        let letters = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect::<String>();
        let (whole, seen) = (letters(&neighbourhood.nodes[spot.node].title), letters(&spot.title.concat()));
        assert!(whole == seen || seen.ends_with('…'), "{seen} is cut without a mark");
    }
    assert_eq!(places.spots.len() + places.left_out, neighbourhood.nodes.len());
}

#[test]
fn no_title_covers_another() {
    for titles in [TITLES, WIDE, &["x"], &["averylongtitlewithoutanyblankinitatall".repeat(3).as_str()]] {
        for count in [1, 2, 8, 30, 200] {
            for (columns, rows) in SIZES {
                assert_legible(&neighbourhood(count, titles), Size { columns: columns - 2, rows: rows - 7 });
            }
        }
    }
}

#[test]
fn enough_is_shown_and_most_titles_in_full() {
    for ((columns, rows), least, most) in [((120, 40), 22, 30), ((80, 24), 9, 14), ((40, 12), 5, 7)] {
        let seen = session(&neighbourhood(200, TITLES), columns, rows);
        let Screen::Graph(page) = &seen.app.screen else { panic!() };
        let places = page.places(seen.app.drawn.graph);
        assert!((least..=most).contains(&places.spots.len()), "{} at {columns}x{rows}", places.spots.len());
        let cut = places.spots.iter().filter(|it| it.title.concat().ends_with('…')).count();
        assert!(cut * 4 <= places.spots.len(), "{cut} titles are cut at {columns}x{rows}");
        assert!(places.spots.iter().any(|it| it.parent > 0), "some are two links away");
    }
}

#[test]
fn every_concept_is_reached_by_the_arrow_keys() {
    for count in [2, 3, 8, 30, 200] {
        for (columns, rows) in SIZES {
            let room = Size { columns: columns - 2, rows: rows - 7 };
            let mut page = GraphPage::new(neighbourhood(count, TITLES));
            let shown: BTreeSet<usize> = page.places(room).spots.iter().map(|it| it.node).collect();
            let (mut reached, mut open) = (BTreeSet::from([0]), vec![0]);
            while let Some(at) = open.pop() {
                for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
                    page.selected = at;
                    page.go(way, room);
                    if reached.insert(page.selected) {
                        open.push(page.selected);
                    }
                }
            }
            assert_eq!(reached, shown, "{count} at {columns}x{rows}");
        }
    }
}

#[test]
fn arrows_go_out_and_back_and_tab_goes_by_strength() {
    let mut session = session(&neighbourhood(30, TITLES), 120, 40);
    session.keys("<Right>");
    let right = selected(&session);
    assert_eq!(selected(session.keys("<Left>")), 0);
    assert_ne!(selected(session.keys("h")), right);
    assert_eq!(selected(session.keys("l")), 0);
    let mut walked = Vec::new();
    for _ in 0..4 {
        walked.push(selected(session.keys("<Tab>")));
    }
    assert_eq!(walked, [1, 2, 3, 4]);
    assert_eq!(selected(session.keys("<S-Tab><S-Tab>")), 2);
    assert_eq!(selected(session.keys("g")), 0);
}

#[test]
fn enter_leads_to_the_middle_and_from_the_middle_opens() {
    let mut page = GraphPage::new(neighbourhood(8, TITLES));
    let room = Size { columns: 78, rows: 17 };
    assert_eq!(page.follow(room), Some(GraphStep::Open(ConceptKey::Name("key 0".into()))));
    page.cycle(1, room);
    assert_eq!(page.follow(room), Some(GraphStep::Recentre(ConceptKey::Name("key 1".into()))));
    assert_eq!(GraphPage::default().follow(room), None);
}

#[test]
fn the_graph_of_the_note_at_hand() {
    let note = "[[Alpha]] [[Beta]]\n\n## One\n\n[[Alpha]] [[Beta]] [[Gamma]]\n\n## Two\n\n[[Gamma]] [[Delta]]";
    let mut session = Session::new("note.md", note.as_bytes(), 80, 24);
    session.keys("lm");
    let text = session.text();
    assert_eq!(session.reversed(), "○ Alpha", "{text}");
    assert!(text.contains("Beta") && text.contains("Delta") && text.contains("GRAPH"), "{text}");
    session.keys("<Tab>");
    assert!(session.text().contains("linked 2 times with Alpha · 0 mentions · has a note"), "{}", session.text());
    session.keys("<Enter>");
    assert_eq!(session.reversed(), "● note", "it is in the middle now");
    let beta = session.find("Beta").unwrap();
    session.click(beta.0, beta.1);
    assert!(session.reversed().contains("Beta"));
    session.click(beta.0, beta.1);
    assert_eq!(session.reversed(), "○ Beta", "a second click follows");
    session.keys("<Enter>");
    assert!(matches!(session.app.screen, Screen::Concept(_)), "it has no note, but a page");
    session.keys("<BS>");
    assert_eq!(session.reversed(), "○ Beta", "back to the very graph");
    session.keys("<BS>");
    assert!(session.reversed().contains("Beta"), "selected, as it was left: {}", session.text());
    session.keys("<BS><BS>");
    assert!(!matches!(session.app.screen, Screen::Graph(_)));
}

#[test]
fn a_concept_alone_and_a_note_without_any() {
    check("graph_alone", &neighbourhood(1, TITLES), "");
    let mut session = Session::new("note.md", b"No link.", 80, 24);
    session.keys("m");
    assert!(session.text().contains("0 mentions · has a note"), "{}", session.text());
}

#[test]
fn graphs_of_some_and_of_many() {
    check("graph_few", &neighbourhood(8, TITLES), "");
    check("graph_many", &neighbourhood(200, TITLES), "");
    check("graph_selected", &neighbourhood(200, TITLES), "<Right><Down>");
    check("graph_wide", &neighbourhood(30, WIDE), "");
}

fn any_neighbourhood() -> impl Strategy<Value = Neighbourhood> {
    let title = prop_oneof![
        "[a-z ]{0,60}",
        prop::sample::select(vec!["日本語の題名です", "👨‍👩‍👧 e\u{301}", "\u{202e}x\x1b[31m", "\t", "עברית"])
            .prop_map(String::from)
    ];
    let node = (title, any::<bool>(), 0usize..9, 0u8..4, 0usize..220);
    let tie = (0usize..220, 0usize..220, 0usize..30);
    (prop::collection::vec(node, 0..200), prop::collection::vec(tie, 0..300)).prop_map(|(nodes, ties)| Neighbourhood {
        nodes: nodes
            .into_iter()
            .enumerate()
            .map(|(at, (title, has_note, mentions, steps, parent))| {
                let steps = if at == 0 { 0 } else { steps };
                Node { key: ConceptKey::Name(title.clone()), title, has_note, mentions, steps, parent }
            })
            .collect(),
        ties: ties.into_iter().map(|(from, to, strength)| Tie { from, to, strength }).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_graph_at_any_size(
        neighbourhood in any_neighbourhood(),
        size in prop_oneof![(1u16..70, 1u16..20), (20u16..200, 6u16..60)],
        keys in prop::collection::vec(prop::sample::select(vec!["h", "j", "k", "l", "<Tab>", "<S-Tab>", "G"]), 0..12),
    ) {
        let mut one = session(&neighbourhood, size.0, size.1);
        let mut other = session(&neighbourhood, size.0, size.1);
        one.keys(&keys.concat());
        other.keys(&keys.concat());
        prop_assert_eq!(one.text(), other.text());
        let steers = one.text().chars().any(|it| (it.is_control() && it != '\n') || it == '\u{202e}');
        prop_assert!(!steers);
        let Screen::Graph(page) = &one.app.screen else { return Ok(()) };
        if one.app.drawn.graph == Size::default() {
            return Ok(()); // Too small for any picture.
        }
        let places = page.places(one.app.drawn.graph);
        prop_assert!(places.spots.is_empty() || places.spots.iter().any(|it| it.node == page.selected));
    }

    #[test]
    fn spots_are_disjoint_in_any_room(neighbourhood in any_neighbourhood(), columns in 12u16..200, rows in 1u16..80) {
        let places = Places::new(&neighbourhood, Size { columns, rows });
        let mut cells = BTreeSet::new();
        for spot in &places.spots {
            let area = spot.area;
            for row in area.row..area.row + area.rows {
                for column in area.column..area.column + area.columns {
                    prop_assert!(column < columns && row < rows, "{:?} lies outside", spot);
                    prop_assert!(cells.insert((column, row)), "{:?} covers another", spot);
                }
            }
        }
    }
}
