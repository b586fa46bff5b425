//! Events for tests: short to say, and always the same.
#![allow(dead_code, clippy::unwrap_used)] // Not every test uses all of it; helpers of tests are tests.

use recto::{
    quiz::{CardId, Confidence, Fingerprint, Kind, Occasion, Rating},
    schedule::{Attachment, Calendar, Day, Event, EventId, Instant, Recheck, Review, What},
};

/// 2026-01-01, a Thursday.
pub const START: Day = Day(20_454);

pub const DAY: i64 = 86_400_000;

/// Noon of a day, counted from the start.
pub fn noon(day: i32) -> Instant {
    Instant(i64::from(START.0 + day) * DAY + DAY / 2)
}

pub fn event(at: Instant, number: u128, what: What) -> Event {
    Event { id: EventId::new(at, number), at, device: "desk".into(), what }
}

/// An answer to a card at noon of a day.
pub fn answer(number: u128, day: i32, card: u64, rating: u8) -> Event {
    event(noon(day), number, review(day, card, rating))
}

pub fn review(day: i32, card: u64, rating: u8) -> What {
    What::Review(Review {
        card: CardId(card),
        day: Day(START.0 + day),
        rating: Rating::of_number(rating).unwrap(),
        kind: Some(Kind::Term),
        confidence: Some(Confidence::Sure),
        milliseconds: 4321,
        typed: None,
        occasion: Occasion::Learn,
    })
}

pub fn fingerprint(term: &str) -> Fingerprint {
    Fingerprint { kind: "term".into(), note: "a.md".into(), term: term.into(), ..Fingerprint::default() }
}

pub fn met(at: Instant, number: u128, card: u64) -> Event {
    let fingerprint = Box::new(fingerprint(&format!("card {card}")));
    event(at, number, What::Met { card: CardId(card), fingerprint })
}

/// The history of one card goes to another one.
pub fn attached(at: Instant, number: u128, old: u64, new: u64) -> Event {
    let what = What::Attached(Box::new(Attachment {
        old: CardId(old),
        new: CardId(new),
        old_fingerprint: fingerprint(&format!("card {old}")),
        new_fingerprint: fingerprint(&format!("card {new}")),
        score: 0.75,
        recheck: Recheck::AsPlanned,
    }));
    event(at, number, what)
}

pub fn void(at: Instant, number: u128, of: &Event) -> Event {
    event(at, number, What::Void(of.id))
}

pub fn utc() -> Calendar {
    Calendar::in_zone(4, "UTC").unwrap()
}
