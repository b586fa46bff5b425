//! Progress: what the log says of how learning goes, and its page at three sizes.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[path = "support/events.rs"]
mod events;
#[allow(dead_code)]
#[path = "support/screen.rs"]
mod screen;

use events::{START, answer, event, noon, review, void};
use recto::{
    app::{Screen, event::Effect},
    quiz::{CardId, Confidence, Occasion, Rating},
    schedule::{Day, Event, Memory, Progress, Settings, Tally, What},
};
use screen::{Session, compare};
use std::{fs, path::Path};

const SEED: &str = "decentralization_and_democratization_in_ai_development.md";
const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

fn progress(events: Vec<Event>, today: i32, cards: &[u64]) -> Progress {
    let memory = Memory::replay(events, Settings::default(), Day(START.0 + today));
    Progress::of(&memory, cards.iter().map(|it| CardId(*it)))
}

#[test]
fn only_the_first_answer_of_a_later_day_says_what_was_retained() {
    let mut cram = review(9, 1, 1);
    if let What::Review(it) = &mut cram {
        it.occasion = Occasion::Cram;
    }
    let forgotten = answer(4, 9, 1, 1);
    let events = vec![
        answer(1, 0, 1, 3),
        answer(2, 0, 1, 1),
        answer(3, 3, 1, 3),
        forgotten.clone(),
        event(noon(9), 5, cram),
        answer(6, 50, 1, 3),
        answer(7, 60, 1, 1),
        void(noon(61), 8, &answer(7, 60, 1, 1)),
    ];
    let found = progress(events, 60, &[1]);
    assert_eq!(found.ever, Tally { given: 3, right: 2 }, "days 3, 9 and 50; what was taken back is not there");
    assert_eq!(found.month, Tally { given: 1, right: 1 });
    assert_eq!(found.calendar.get(&Day(START.0 + 9)), Some(&2), "cramming is an answer, too");
    assert_eq!(found.sure(Confidence::Sure).given, 6);
    assert_eq!((found.answered, found.streak), (Tally::default(), 0));
}

#[test]
fn days_in_a_row_go_on_until_a_whole_day_was_missed() {
    let days = |days: &[i32]| days.iter().enumerate().map(|it| answer(it.0 as u128, *it.1, *it.1 as u64, 3)).collect();
    assert_eq!(progress(days(&[1, 3, 4, 5]), 5, &[]).streak, 3);
    assert_eq!(progress(days(&[1, 3, 4, 5]), 6, &[]).streak, 3, "today is not over");
    assert_eq!(progress(days(&[1, 3, 4, 5]), 7, &[]).streak, 0);
}

#[test]
fn what_is_overdue_is_due_today_and_cards_that_the_notes_lost_are_not() {
    let found =
        progress(vec![answer(1, 0, 1, 3), answer(2, 0, 2, 3), answer(3, 9, 3, 3), answer(4, 0, 4, 3)], 10, &[1, 2, 3]);
    assert_eq!((found.forecast[0], found.forecast[1], found.forecast.iter().sum::<u32>()), (2, 1, 3));
}

/// The seed after some weeks of learning.
fn learned(columns: u16, rows: u16) -> Session {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(SEED);
    let mut session = Session::new(SEED, &fs::read(path).unwrap(), columns, rows);
    let mut answers = Vec::new();
    for card in 0..24 {
        let first = 80 - card as i32 * 3;
        for (at, ago) in [first, first - 2, first - 9, first - 40].into_iter().filter(|it| *it >= 0).enumerate() {
            let is_missed = (card + at * 7) % 9 == 4;
            answers.push((card, ago, if is_missed { Rating::Again } else { Rating::Good }));
        }
    }
    session.answered(&answers);
    session
}

#[test]
fn the_page_at_three_sizes() {
    for (columns, rows) in SIZES {
        let mut session = learned(columns, rows);
        session.keys("p");
        for view in ["days", "notes", "cards"] {
            compare(&format!("progress_{view}_{columns}x{rows}"), &session.text());
            session.keys("<Tab>");
        }
    }
}

#[test]
fn the_margin_the_sections_and_the_header_say_what_is_known() {
    for (columns, rows) in SIZES {
        compare(&format!("known_{columns}x{rows}"), &learned(columns, rows).text());
    }
}

#[test]
fn nothing_was_answered_and_the_page_says_so() {
    let mut session = Session::new("note.md", b"text", 80, 24);
    session.keys("p");
    assert!(session.text().contains("the log is being read"), "{}", session.text());
    session.recall(Vec::new());
    assert!(session.text().contains("Nothing was answered yet"), "{}", session.text());
}

#[test]
fn a_weak_card_leads_to_its_text_and_can_be_suspended() {
    let mut session = learned(80, 24);
    session.keys("p<Tab><Tab>@");
    assert!(session.text().contains("suspended: “"), "{}", session.text());
    session.keys("G");
    let last = session.text().lines().rfind(|it| it.contains('%')).unwrap().to_string();
    assert!(last.trim_end().ends_with("suspended"), "those that are not asked stand last: {last}");
    session.keys("@");
    assert!(session.text().contains("asked again: “") && !session.text().contains("suspended\n"), "{}", session.text());
    session.keys("<C-r>");
    assert!(session.text().contains("undone: the end of the suspension"), "{}", session.text());
    session.keys("g<Enter>");
    assert!(matches!(session.app.screen, Screen::Reading), "{}", session.text());
    session.keys("<BS>");
    assert!(session.text().contains("▸ weakest"), "{}", session.text());
}

const TALK: &str = "# Talk\n\nKey aspects of diffusion include:\n\
- **Open-source models:** Broadly supported by everyone, once the world is hardened.\n\
- **AI augmenting tools:** Tools that augment what human beings are capable of.\n\
- **User-aligned AI:** Models that are trained on the data of one single user.\n";

#[test]
fn an_edited_item_keeps_its_history_and_an_incomplete_folder_moves_none() {
    let mut before = Session::new("talk.md", TALK.as_bytes(), 80, 24);
    let cards = before.app.reading.as_ref().unwrap().document.cards().cards.clone();
    let all: Vec<(usize, i32, Rating)> = (0..cards.len()).map(|it| (it, 5, Rating::Good)).collect();
    before.answered(&all);
    let events = before.app.memory.events().to_vec();
    let edited = TALK.replace("once the world is hardened", "as soon as the world has been hardened");
    let mut session = Session::new("talk.md", edited.as_bytes(), 80, 24);
    session.held = cards.iter().map(|it| it.id).collect();
    session.recall(events.clone());
    assert!(session.text().contains("edited or moved and keep"), "{}", session.text());
    let attached: Vec<What> = session
        .effects
        .iter()
        .filter_map(|it| match it {
            Effect::Attach(attached) => Some(attached.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let changed = cards.iter().filter(|it| it.source.contains("hardened")).count();
    assert!(changed > 0 && attached.len() >= changed, "{attached:?}");

    // With much less than that nothing is decided: most of the notes are not there.
    let mut session = Session::new("talk.md", b"# Talk\n\nNothing of it is left.\n", 80, 24);
    session.held = cards.iter().map(|it| it.id).collect();
    session.recall(events);
    assert!(session.text().contains("is the folder complete?"), "{}", session.text());
    assert!(!session.effects.iter().any(|it| matches!(it, Effect::Attach(_))));
}
