//! A session: order, returning cards, undo, score; and decks dealt from the library.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/cards.rs"]
mod cards;

use proptest::prelude::*;
use recto::{
    app::quiz_cards,
    library::{ConceptKey, Digest, Library},
    note::Note,
    quiz::{Card, Confidence, Deck, Kind, Rating, Session, Source, deal},
};
use std::{cell::RefCell, sync::Arc};

fn deck(limit: usize) -> Deck {
    Deck { limit, ..Deck::new(Source::Note("note.md".into()), "note") }
}

fn in_order(cards: Vec<Card>) -> Session {
    Session::new(Deck::new(Source::Missed, "these"), cards, 1, |_| false)
}

fn some(count: usize) -> Vec<Card> {
    (0..count).map(|it| cards::text(&format!("q{it}"), &format!("a{it}"))).collect()
}

fn prompt(session: &Session) -> String {
    session.card().map(|it| it.prompt.clone()).unwrap_or_default()
}

/// Answers every card, the failing ones of `fails` once, and gives the prompts in order.
fn run(session: &mut Session, fails: &[&str]) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    while session.card().is_some() {
        let at = prompt(session);
        let is_miss = fails.contains(&at.as_str()) && !asked.contains(&at);
        session.rate(if is_miss { Rating::Again } else { Rating::Good }, None, None);
        asked.push(at);
    }
    asked
}

#[test]
fn a_failed_card_comes_back_after_three_others() {
    assert_eq!(run(&mut in_order(some(6)), &["q0"]), ["q0", "q1", "q2", "q3", "q0", "q4", "q5"]);
    assert_eq!(run(&mut in_order(some(3)), &["q1"]), ["q0", "q1", "q2", "q1"]);
    assert_eq!(run(&mut in_order(some(1)), &["q0"]), ["q0", "q0"]);
    assert_eq!(run(&mut in_order(some(5)), &["q0", "q1"]), ["q0", "q1", "q2", "q3", "q0", "q1", "q4"]);
}

#[test]
fn before_the_reading_nothing_comes_back() {
    let source = Source::Pretest("note.md".into());
    let mut session = Session::new(Deck::new(source, "note"), some(3), 1, |_| false);
    assert_eq!(run(&mut session, &["q0", "q2"]), ["q0", "q1", "q2"]);
}

#[test]
fn progress_counts_cards_and_those_that_return() {
    let mut session = in_order(some(5));
    session.rate(Rating::Again, None, None);
    session.rate(Rating::Good, None, None);
    let progress = session.progress();
    assert_eq!((progress.done, progress.total, progress.returning), (1, 5, 1));
    session.remove();
    assert_eq!((session.progress().done, session.progress().total), (1, 4));
}

#[test]
fn sections_are_mixed_siblings_apart_and_choices_first() {
    let mut all = Vec::new();
    for section in 0..3 {
        for item in 0..4 {
            for kind in [Kind::Term, Kind::Choice, Kind::Name] {
                let mut card = cards::text(&format!("{section} {item} {}", kind.name()), "a");
                (card.kind, card.section, card.group) = (kind, section, section * 10 + item);
                all.push(card);
            }
        }
    }
    for seed in 0..50 {
        let session = Session::new(deck(100), all.clone(), seed, |_| false);
        let row = session.cards();
        assert_eq!(row.len(), all.len());
        assert_eq!(row, Session::new(deck(100), all.clone(), seed, |_| false).cards(), "the same every time");
        for (at, card) in row.iter().enumerate() {
            let before = row.get(at.saturating_sub(3)..at).unwrap();
            assert!(before.iter().all(|it| it.group != card.group), "siblings apart, seed {seed}");
            if card.kind != Kind::Choice {
                let is_asked = |it: &Card| it.group == card.group && it.kind == Kind::Choice;
                assert!(row.get(..at).unwrap().iter().any(is_asked), "first sight as choice, seed {seed}");
            }
        }
        for part in row.chunks(9) {
            for section in 0..3 {
                assert!(part.iter().any(|it| it.section == section), "mixed, seed {seed}");
            }
        }
    }
}

#[test]
fn what_was_asked_lately_gives_way() {
    let all = some(10);
    let lately: Vec<_> = all.iter().take(6).map(|it| it.id).collect();
    let session = Session::new(deck(4), all, 3, |it| lately.contains(&it));
    assert!(session.cards().iter().all(|it| !lately.contains(&it.id)));
}

#[test]
fn an_accepted_answer_is_learned_and_unlearned() {
    let mut session = in_order(some(2));
    session.rate(Rating::Good, None, Some("other".into()));
    assert_eq!(session.cards()[0].accept, ["other"]);
    assert!(session.undo().is_some());
    assert!(session.cards()[0].accept.is_empty());
    assert_eq!(session.undo(), None);
}

#[test]
fn the_score_tells_missed_cards_and_how_sure_the_reader_was() {
    let mut session = in_order(some(4));
    session.rate(Rating::Again, Some(Confidence::Guess), None);
    session.rate(Rating::Again, Some(Confidence::Sure), None);
    session.rate(Rating::Good, Some(Confidence::Sure), None);
    session.rate(Rating::Hard, None, None);
    session.rate(Rating::Good, Some(Confidence::Sure), None);
    session.rate(Rating::Good, None, None);
    assert!(session.card().is_none());
    let score = session.score();
    assert_eq!((score.asked, score.known, score.ratings), (4, 2, [2, 1, 3, 0]));
    assert_eq!(score.missed.iter().map(|it| it.card).collect::<Vec<_>>(), [1, 0], "the sure one first");
    let sure = score.surety[2];
    assert_eq!((sure.given, sure.known), (2, 1), "only first answers count");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_can_be_undone(count in 1usize..12, steps in prop::collection::vec(0usize..6, 0..60)) {
        let mut session = in_order(some(count));
        let mut states = Vec::new();
        for step in steps {
            if session.card().is_none() {
                break;
            }
            states.push(session.clone());
            match step {
                0..4 => session.rate(Rating::ALL[step], None, (step == 2).then(|| "x".to_string())),
                _ => session.remove(),
            }
            let progress = session.progress();
            prop_assert!(progress.done <= progress.total && progress.total <= count);
        }
        while let Some(state) = states.pop() {
            prop_assert!(session.undo().is_some());
            prop_assert_eq!(&session, &state);
        }
        prop_assert!(session.undo().is_none());
    }
}

const TALK: &str = "Text.\n\n## Tools\nKey tools include:\n- **Hammer:** drives [[nails]] into wood\n- **Saw:** cuts wood in two\n\
- **Level:** tells what is even\n";

fn library(texts: &[(String, String)]) -> Library {
    Library::new(texts.iter().map(|it| Arc::new(Digest::new(&Note::parse(&it.0, it.1.as_bytes()).0))).collect())
}

fn dealt(deck: &Deck, texts: &[(String, String)]) -> (Vec<Card>, usize) {
    let read = RefCell::new(0);
    let cards = deal(deck, &library(texts), 5, |path| {
        *read.borrow_mut() += 1;
        let note = Note::parse(path, texts.iter().find(|it| it.0 == path)?.1.as_bytes()).0;
        let cards = quiz_cards::cards(&note);
        Some((note, cards))
    });
    (cards, read.into_inner())
}

#[test]
fn of_all_notes_only_as_many_are_read_as_a_session_needs() {
    let texts: Vec<_> = (0..400).map(|it| (format!("{it:03}.md"), TALK.to_string())).collect();
    let (cards, read) = dealt(&Deck::new(Source::Everything, "all"), &texts);
    assert_eq!(cards.len(), 20);
    assert!(read <= 20, "{read} notes were read");
    let (few, _) = dealt(&Deck { limit: 8, ..Deck::new(Source::Everything, "all") }, &texts[..1]);
    let note = Note::parse(&texts[0].0, texts[0].1.as_bytes()).0;
    assert_eq!(few.len(), quiz_cards::cards(&note).len(), "a small folder gives what it has");
}

#[test]
fn of_a_concept_only_the_items_that_name_it_are_asked() {
    let texts = vec![("a.md".to_string(), TALK.to_string()), ("b.md".to_string(), "Nothing here.".to_string())];
    let key = ConceptKey::Name("nails".into());
    let (cards, read) = dealt(&Deck::new(Source::Concept(key), "nails"), &texts);
    assert_eq!(read, 1);
    assert!(!cards.is_empty() && cards.iter().all(|it| it.line == 5), "{cards:#?}");
}

#[test]
fn before_reading_each_item_is_asked_once() {
    let note = Note::parse("a.md", TALK.as_bytes()).0;
    let all = quiz_cards::cards(&note);
    let mut groups: Vec<_> = all.iter().map(|it| it.group).collect();
    groups.dedup();
    let cards = Deck::new(Source::Pretest("a.md".into()), "a").of_note(&all);
    assert_eq!(cards.iter().map(|it| it.group).collect::<Vec<_>>(), groups);
    let of_kind = Deck { kind: Some(Kind::Choice), ..Deck::new(Source::Note("a.md".into()), "a") };
    assert!(of_kind.of_note(&all).iter().all(|it| it.kind == Kind::Choice));
}
