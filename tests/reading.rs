//! What the keys and the mouse do to a note that is read: scripts in, state and effects out.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use recto::{
    app::{
        Screen, Start,
        concept_page::PageRow,
        document::Document,
        event::{Effect, Event, MouseKind},
        pane::Focus,
    },
    note::Note,
};
use screen::Session;

const SEED: &[u8] = include_bytes!("../seeds/decentralization_and_democratization_in_ai_development.md");

fn seed() -> Session {
    Session::new("seed.md", SEED, 120, 40)
}

fn note(text: &str) -> Session {
    Session::new("note.md", text.as_bytes(), 80, 24)
}

#[test]
fn links_and_timestamps_are_walked_in_order_of_the_text() {
    let mut session = seed();
    let mut walked = Vec::new();
    for _ in 0..5 {
        walked.push(session.keys("l").reversed());
    }
    // A link that is wrapped is marked on both rows, where the blank between them is gone.
    assert_eq!(walked, ["Artificial intelligence", "ArtificialGeneral Intelligence", "0:19", "1:09:05", "AGI"]);
    assert_eq!(session.keys("hh").reversed(), "0:19");
}

#[test]
fn walking_links_scrolls_only_when_it_must() {
    let mut session = seed();
    session.keys("llll");
    assert!(session.text().contains("presents a potential"), "the text did not move");
    for _ in 0..40 {
        session.keys("l");
        assert_ne!(session.reversed(), "", "what is focused is always on the screen:\n{}", session.text());
    }
}

#[test]
fn a_timestamp_opens_the_video_at_its_second() {
    let mut session = seed();
    session.keys("lll<Enter>");
    assert_eq!(session.effects, [Effect::Open("https://youtu.be/yYr1-qkgjMo?t=19".into())]);
}

#[test]
fn the_editor_opens_at_the_line_of_the_cursor_or_of_the_screen() {
    let text = (1..=60).map(|it| format!("line {it} [[to {it}]]")).collect::<Vec<_>>().join("\n\n");
    let (note, diagnostics) = Note::parse("sub/note.md", text);
    let note = Some((Document::new(note, diagnostics), None));
    let mut session = Session::start(
        Start {
            note,
            name: String::new(),
            has_folder: true,
            view: None,
            today: screen::TODAY,
            quiz: None,
            ..Start::default()
        },
        80,
        24,
    );
    session.effects.clear();
    session.keys("ellle<Tab>e<Esc><Esc>Ge");
    let lines: Vec<u32> = std::mem::take(&mut session.effects)
        .into_iter()
        .map(|it| match it {
            Effect::Edit { path, line } if path == "sub/note.md" => line,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lines[..3], [1, 5, 5]);
    assert!(session.text().contains(&format!("line {} ", lines[3] / 2 + 1)), "{lines:?}\n{}", session.text());
    session.event(Event::Edited { path: "sub/note.md".into(), outcome: Err("the editor ended with code 1".into()) });
    assert!(session.text().contains("the editor ended with code 1"));
}

#[test]
fn what_stands_in_no_file_is_not_edited() {
    let mut session = seed();
    session.keys("e");
    assert_eq!(session.effects, []);
    assert!(session.text().contains("no file to edit"));
}

#[test]
fn what_cannot_be_opened_is_shown_and_copied() {
    let mut session = seed();
    let url = "https://youtu.be/yYr1-qkgjMo?t=19".to_string();
    session.event(Event::Opened { url: url.clone(), outcome: Err("no program here opens web pages".into()) });
    assert_eq!(session.effects, [Effect::Copy(url.clone())]);
    assert!(session.text().contains(&url));
}

#[test]
fn a_dangling_link_opens_the_page_of_its_concept_and_back_returns() {
    let mut session = seed();
    session.keys("jjjjjjjjjjjjj");
    let before = session.text();
    session.keys("l<Enter>");
    let Screen::Concept(page) = &session.app.screen else { panic!("no concept page:\n{}", session.text()) };
    assert_eq!((page.links, page.title.as_str()), (20, "ai and technological advancements"));
    assert_eq!(page.aliases.first(), Some(&("AI".to_string(), 15)));
    session.keys("<BS><Esc>");
    assert_eq!(session.text().lines().nth(5), before.lines().nth(5));
    session.keys("L");
    assert!(matches!(session.app.screen, Screen::Concept(_)), "forward returns to the page");
}

#[test]
fn a_mention_leads_to_its_sentence() {
    let mut session = seed();
    session.keys("l<Enter>G");
    let Screen::Concept(page) = &session.app.screen else { panic!() };
    let company = page.rows.iter().filter(|it| matches!(it, PageRow::Company(..))).count();
    let unlinked = page.rows.iter().filter(|it| matches!(it, PageRow::Unlinked(..))).count();
    assert!(company > 0, "concepts that it appears with");
    session.keys(&"k".repeat(company + unlinked));
    session.keys("<Enter>");
    assert!(matches!(session.app.screen, Screen::Reading));
    assert_eq!(session.reversed(), "AI");
    assert!(session.text().contains("For students/individuals"), "{}", session.text());
}

#[test]
fn a_link_to_a_heading_scrolls_there() {
    let filler = "word ".repeat(2000);
    let mut session = note(&format!("[[#The far end]]\n\n{filler}\n\n## The far end\n\nHere."));
    session.keys("l<Enter>");
    assert!(session.text().contains("The far end\n"), "{}", session.text());
    session.keys("<BS>");
    assert_eq!(session.reversed(), "The far end", "the link is under the cursor again");
}

#[test]
fn only_web_addresses_are_opened() {
    let mut session =
        note("[a](https://example.org/x) [b](javascript:alert) [c](file:///etc/passwd) [d](HTTP://x.org)");
    session.keys("l<Enter>l<Enter>l<Enter>l<Enter>");
    assert_eq!(
        session.effects,
        [
            Effect::Open("https://example.org/x".into()),
            Effect::Copy("javascript:alert".into()),
            Effect::Copy("file:///etc/passwd".into()),
            Effect::Open("HTTP://x.org".into()),
        ]
    );
}

#[test]
fn panes_follow_the_text_and_lead_it() {
    let mut session = seed();
    session.keys("<Tab>jj");
    assert_eq!(session.app.panes.focus, Focus::Sections);
    assert!(session.find("Strategies for Mitigation").is_some());
    let top: Vec<_> = session.text().lines().skip(2).take(2).map(str::to_string).collect();
    assert!(top.iter().any(|it| it.contains("│   Strategies for Mitigation")), "{}", session.text());
    session.keys("<Enter>G");
    assert!(
        session.text().lines().any(|it| it.starts_with("▌") && it.contains("Further Action")),
        "{}",
        session.text()
    );
}

#[test]
fn keys_that_come_all_at_once_count_each() {
    let mut session = seed();
    for _ in 0..3 {
        let key = recto::app::key::Key { code: recto::app::key::Code::Char(']'), ctrl: false, alt: false };
        session.app.update(Event::Key(key));
    }
    session.draw();
    let reading = session.app.reading.as_ref().unwrap();
    assert_eq!(reading.document.note.section_at(reading.here()), 3);
}

#[test]
fn concepts_keep_their_order_while_they_have_the_focus() {
    let mut session = seed();
    session.keys("<Tab><Tab>j");
    let before: Vec<_> = session.text().lines().map(|it| it.chars().skip(91).collect::<String>()).take(9).collect();
    assert!(session.text().contains("Averting"), "its first mention is shown");
    session.keys("j");
    let after: Vec<_> = session.text().lines().map(|it| it.chars().skip(91).collect::<String>()).take(9).collect();
    assert_eq!(before, after);
    session.keys("k<Enter>");
    let Screen::Concept(page) = &session.app.screen else { panic!("no concept page") };
    assert_eq!(page.title, "potential solutions to mitigate the negative effects of ai");
}

#[test]
fn a_cursor_that_is_scrolled_away_is_gone() {
    let mut session = Session::new("seed.md", SEED, 100, 10);
    session.keys("lG<Enter>");
    assert_eq!(session.app.reading.as_ref().unwrap().stop, None);
    assert!(session.effects.is_empty(), "nothing out of sight is followed: {:?}", session.effects);
}

#[test]
fn a_search_that_finds_nothing_leaves_the_text_where_it_was() {
    let mut session = seed();
    session.keys("/zebra");
    assert!(session.app.reading.as_ref().unwrap().view.at_start);
    session.keys("<Esc>/curse<Enter><Esc>n");
    assert!(session.text().contains(" of 8"), "n takes up the last search:\n{}", session.text());
}

fn folder() -> Session {
    let start = Start {
        note: None,
        name: "folder".into(),
        has_folder: true,
        view: None,
        today: screen::TODAY,
        quiz: None,
        ..Start::default()
    };
    let mut session = Session::start(start, 80, 24);
    session.list(&["apple.md", "cherry_pie.md", "sub/banana.md"]);
    session
}

#[test]
fn the_list_of_notes_is_filtered_by_letters() {
    let mut session = folder();
    session.keys("/chp");
    assert!(session.text().contains("cherry pie") && !session.text().contains("apple"), "{}", session.text());
    session.keys("<Enter>");
    assert_eq!(session.effects, [Effect::Load("cherry_pie.md".into())]);
}

#[test]
fn back_from_a_note_returns_to_the_list_it_was_chosen_from() {
    let mut session = folder();
    session.keys("j<Enter>");
    let (note, diagnostics) = Note::parse("sub/banana.md", "Yellow.".as_bytes());
    let outcome = Ok((Box::new(Document::new(note, diagnostics)), None));
    session.event(Event::Loaded { path: "sub/banana.md".into(), outcome });
    assert!(session.text().contains("Yellow."));
    session.keys("<BS>");
    let Screen::Notes(list) = &session.app.screen else { panic!("not the list") };
    assert_eq!(list.selected, 1);
    session.keys("q");
    assert!(session.effects.contains(&Effect::Quit));
}

#[test]
fn back_shows_the_very_screen_that_was_left() {
    for script in ["l<Enter>", "jjjl<Enter>", "<Tab><Tab>j<Enter>", "]]]lc"] {
        let mut session = seed();
        let leave = script.len() - if script.ends_with('c') { 1 } else { 7 };
        session.keys(script.get(..leave).unwrap());
        let before = session.app.reading.as_ref().unwrap().view.clone();
        session.keys(script.get(leave..).unwrap());
        assert!(matches!(session.app.screen, Screen::Concept(_)), "{script}");
        session.keys("<BS>");
        assert_eq!(session.app.reading.as_ref().unwrap().view, before, "{script}");
    }
}

#[test]
fn forward_goes_on_from_the_list_and_a_filter_keeps_the_row() {
    let mut session = folder();
    session.keys("j/ch<Esc>");
    let Screen::Notes(list) = &session.app.screen else { panic!("not the list") };
    assert_eq!(list.selected, 1, "the row from before the filter");
    session.keys("/banana<Enter>");
    let (note, diagnostics) = Note::parse("sub/banana.md", "Yellow.".as_bytes());
    let outcome = Ok((Box::new(Document::new(note, diagnostics)), None));
    session.event(Event::Loaded { path: "sub/banana.md".into(), outcome });
    session.keys("<BS>");
    let Screen::Notes(list) = &session.app.screen else { panic!("not the list") };
    assert_eq!((list.notes(), list.selected), (1, 0), "the list as it was filtered");
    session.keys("<Esc>");
    let Screen::Notes(list) = &session.app.screen else { panic!("not the list") };
    assert_eq!(list.selected, 1, "the note that was left");
    session.keys("L");
    assert!(matches!(session.app.screen, Screen::Reading));
    assert!(session.text().contains("Yellow."));
}

#[test]
fn the_next_match_is_sought_from_the_screen() {
    let mut session = seed();
    session.keys("/curse<Enter>G");
    session.keys("N");
    assert!(session.text().contains("8 of 8") || session.text().contains("7 of 8"), "{}", session.text());
}

#[test]
fn every_item_has_a_bullet_however_deep() {
    let list = (0..16).map(|it| format!("{}- item {it}", "  ".repeat(it))).collect::<Vec<_>>().join("\n");
    let mut session = Session::new("note.md", list.as_bytes(), 60, 40);
    session.draw();
    for line in session.text().lines().filter(|it| it.contains("item ")) {
        assert!(line.contains(['•', '◦', '▪']), "{line}");
    }
}

#[test]
fn headings_are_found_by_words_and_by_slugs_of_other_programs() {
    for address in ["#my-far-heading", "#My%20far%20heading", "#my_far_heading"] {
        let mut session = note(&format!("[x]({address})\n\n{}\n\n## My far heading\n\nHere.", "word ".repeat(2000)));
        session.keys("l<Enter>");
        assert!(session.text().contains("Here."), "{address}");
    }
}

#[test]
fn sections_fold() {
    let mut session = seed();
    session.keys("<Tab>jj");
    assert!(session.text().contains("1. Avert Catast"));
    session.keys("h");
    assert!(session.text().contains("▸ Strategies"), "{}", session.text());
    assert!(!session.text().lines().any(|it| it.split('│').next().unwrap().contains("1. Avert")), "{}", session.text());
    session.keys("l");
    assert!(session.text().contains("▾ Strategies"));
}

#[test]
fn search_goes_from_match_to_match_round_the_ends() {
    let mut session = seed();
    session.keys("/curse<Enter>");
    assert!(session.text().contains("1 of 8"), "{}", session.text());
    session.keys("n");
    assert!(session.text().contains("2 of 8"));
    session.keys("NN");
    let lookup = session.app.reading.as_ref().unwrap().lookup.as_ref().unwrap();
    assert_eq!(lookup.current, 7);
    session.keys("<Esc>");
    assert!(session.app.reading.as_ref().unwrap().lookup.is_none());
}

#[test]
fn search_folds_case_and_accents_until_an_upper_case_letter_is_typed() {
    let count = |query: &str| {
        let mut session = note("Café, cafe, CAFE, cafes and *ca*fe.");
        session.keys(&format!("/{query}<Enter>"));
        session.app.reading.as_ref().unwrap().lookup.as_ref().map_or(0, |it| it.matches.len())
    };
    assert_eq!((count("cafe"), count("Cafe"), count("CAFE"), count("tea")), (5, 1, 1, 0));
}

#[test]
fn leaving_a_search_restores_the_place() {
    let mut session = seed();
    let rows = |session: &Session| session.app.reading.as_ref().unwrap().view.rows.clone();
    session.keys("jjj");
    let before = rows(&session);
    session.keys("/students");
    assert_ne!(rows(&session), before);
    session.keys("<Esc>");
    assert_eq!(rows(&session), before);
}

#[test]
fn the_place_outlives_a_change_of_width() {
    let mut session = seed();
    session.keys("<Space><Space>");
    let first = session.app.reading.as_ref().unwrap().offset();
    session.resize(80, 24);
    session.resize(44, 12);
    session.resize(120, 40);
    let back = session.app.reading.as_ref().unwrap().offset();
    assert_eq!(back, first);
}

#[test]
fn leaving_keeps_the_place() {
    let mut session = seed();
    session.keys("<Space>q");
    let [Effect::Remember { path, offset }, Effect::Quit] = session.effects.as_slice() else {
        panic!("{:?}", session.effects)
    };
    assert_eq!(path, "seed.md");
    assert!(*offset > 1000, "{offset}");
    let (parsed, diagnostics) = Note::parse("seed.md", SEED);
    let start = Start {
        note: Some((Document::new(parsed, diagnostics), Some(*offset))),
        name: String::new(),
        has_folder: false,
        view: None,
        today: screen::TODAY,
        quiz: None,
        ..Start::default()
    };
    let again = Session::start(start, 120, 40);
    assert_eq!(again.app.reading.as_ref().unwrap().offset(), *offset);
}

#[test]
fn a_signal_keeps_the_place_too() {
    let mut session = seed();
    session.keys("<Space>");
    session.event(Event::Terminated);
    assert!(matches!(session.effects.as_slice(), [Effect::Remember { .. }]));
}

#[test]
fn a_click_follows_a_link_and_selects_a_row() {
    let mut session = seed();
    let (column, row) = session.find("1:09:05").unwrap();
    session.click(column, row);
    assert_eq!(session.effects, [Effect::Open("https://youtu.be/yYr1-qkgjMo?t=4145".into())]);
    let (column, row) = session.find("Optimistic Outlook").unwrap();
    session.click(column, row);
    assert_eq!(session.app.panes.focus, Focus::Sections);
    let seen = session.find("Successfully solving the intelligence");
    assert!(seen.is_some(), "{}", session.text());
}

#[test]
fn the_wheel_turns_what_it_stands_over() {
    let mut session = seed();
    let before = session.text();
    session.wheel(60, 20, MouseKind::WheelDown);
    assert_ne!(session.text(), before);
    assert_eq!(session.app.panes.focus, Focus::Text);
    session.wheel(60, 20, MouseKind::WheelUp);
    assert_eq!(session.text(), before);
}

#[test]
fn every_verb_can_be_done_from_the_palette() {
    for verb in recto::app::keymap::verbs() {
        let mut session = seed();
        session.keys(&format!(":{}<Enter>", verb.name));
        assert!(
            session.app.overlay.is_none() || verb.name == "commands" || verb.name == "help" || verb.name == "search"
        );
    }
}

#[test]
fn a_palette_takes_ten_thousand_pasted_characters() {
    let mut session = seed();
    session.keys(":");
    session.event(Event::Paste("x\u{202e}\x1b[31m日".repeat(2500)));
    session.keys("<Esc>/");
    session.event(Event::Paste("y\n".repeat(5000)));
    assert!(session.text().contains("nothing found"));
    session.keys("<Esc>");
}

#[test]
fn quitting_leaves_one_level_at_a_time() {
    let mut session = seed();
    session.keys("l<Enter>q");
    assert!(matches!(session.app.screen, Screen::Reading));
    session.keys("<Tab>q");
    assert_eq!(session.app.panes.focus, Focus::Text);
    assert!(!session.effects.contains(&Effect::Quit));
    session.keys("q");
    assert!(session.effects.contains(&Effect::Quit));
}

#[test]
fn control_c_leaves_from_anywhere() {
    for script in ["?<C-c>", ":<C-c>", "/abc<C-c>", "<Tab><C-c>", "l<Enter><C-c>"] {
        let mut session = seed();
        session.keys(script);
        assert!(session.effects.contains(&Effect::Quit), "{script}");
    }
}

#[test]
fn notes_of_a_folder_link_to_each_other() {
    let (parsed, diagnostics) = Note::parse("one.md", "See [[Two]] and [[nowhere]].".as_bytes());
    let start = Start {
        note: Some((Document::new(parsed, diagnostics), None)),
        name: "folder".into(),
        has_folder: true,
        view: None,
        today: screen::TODAY,
        quiz: None,
        ..Start::default()
    };
    let mut session = Session::start(start, 80, 24);
    session.list(&["one.md", "sub/two.md"]);
    session.keys("l<Enter>");
    assert_eq!(session.effects, [Effect::Load("sub/two.md".into())]);
    let (two, diagnostics) = Note::parse("sub/two.md", "The second note.".as_bytes());
    let outcome = Ok((Box::new(Document::new(two, diagnostics)), None));
    session.event(Event::Loaded { path: "sub/two.md".into(), outcome });
    assert!(session.text().contains("The second note."));
    session.keys("<BS>");
    assert_eq!(session.effects.last(), Some(&Effect::Load("one.md".into())));
}

#[test]
fn a_link_to_a_heading_of_another_note_leads_to_the_heading() {
    for link in ["[[two#Far end]]", "[x](two.md#far-end)"] {
        let (parsed, diagnostics) = Note::parse("one.md", link.as_bytes());
        let note = Some((Document::new(parsed, diagnostics), None));
        let mut session = Session::start(
            Start {
                note,
                name: "folder".into(),
                has_folder: true,
                view: None,
                today: screen::TODAY,
                quiz: None,
                ..Start::default()
            },
            80,
            24,
        );
        session.list(&["one.md", "two.md"]);
        session.keys("l<Enter>");
        assert_eq!(session.effects, [Effect::Load("two.md".into())], "{link}");
        let text = format!("{}\n\n## Far end\n\nHere.", "word ".repeat(2000));
        let (two, diagnostics) = Note::parse("two.md", text.as_bytes());
        let outcome = Ok((Box::new(Document::new(two, diagnostics)), None));
        session.event(Event::Loaded { path: "two.md".into(), outcome });
        assert!(session.text().contains("Here."), "{link}:\n{}", session.text());
    }
}

#[test]
fn a_note_that_does_not_come_leaves_the_history_as_it_was() {
    let mut session = folder();
    session.keys("j<Enter>");
    session.event(Event::Loaded { path: "sub/banana.md".into(), outcome: Err("it is gone".into()) });
    assert!(session.text().contains("it is gone"));
    session.keys("q");
    assert_eq!(session.effects.last(), Some(&Effect::Quit), "the list is still where everything began");
}

#[test]
fn a_note_that_cannot_be_read_says_so_and_the_reader_stays() {
    let mut session = seed();
    session.event(Event::Loaded { path: "x.md".into(), outcome: Err("x.md: permission denied".into()) });
    assert!(session.text().contains("x.md: permission denied"));
    assert!(session.text().contains("Artificial intelligence"));
}

#[test]
fn code_is_coloured_once_it_is_seen() {
    let mut session = note("```rust\nfn main() {}\n```\n");
    let asked: Vec<_> = session.effects.iter().filter(|it| matches!(it, Effect::Highlight { .. })).collect();
    assert_eq!(asked.len(), 1, "asked for once");
    session.draw();
    assert_eq!(session.effects.len(), 1);
    let tokens = recto::ui::highlight::tokens("rust", "fn main() {}\n");
    assert!(!tokens.is_empty());
    session.event(Event::Highlighted { path: "note.md".into(), block: 0, tokens });
    assert!(session.text().contains("fn main() {}"));
}

#[test]
fn escapes_in_a_note_never_reach_the_screen() {
    let payload = "x\x1b[31m\x07\u{9b}2J\u{202e}&#27;[0m&#x9b;&#x202e;y";
    let text = format!(
        "---\ntitle: \"T{payload}\"\nvideoId: \"{payload}\"\n---\nFrom: [[{payload}]] <br/>\n\n# H{payload}\n\n\
         p {payload} [[{payload} | {payload}]] `{payload}` [l]({payload})\n\n> [!{payload}] t\n\n```{payload}\n{payload}\n```\n\n\
         | {payload} |\n|---|\n| {payload} |\n\n![{payload}]({payload})[^1]\n\n[^1]: {payload}\n"
    );
    for script in ["", "l", "l<Enter>", "c", "<Tab>", "<Tab><Tab>", "<Tab><Tab><Tab>", "G", ":", "?", "ly"] {
        let mut session = Session::new("n\x1b[31m.md", text.as_bytes(), 120, 40);
        session.keys(script);
        let bad = session.text().chars().find(|it| it.is_control() && *it != '\n' || *it == '\u{202e}');
        assert_eq!(bad, None, "{script}");
    }
}
