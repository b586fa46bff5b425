//! The comments of obsidian-spaced-repetition: a day, an interval and an ease in place of a history.
//!
//! The plugin keeps no answers, so some are made up: see [`Memory::plausible`]. The ease says how the first one was rated:
//! Hard below the 250 that cards begin with, Easy above. A card that has a history here gets one more answer, on the day
//! of the last one there. Whether a comment was imported is told by its last answer, which the comment and its card name.

use crate::{
    cli::exchange::{
        foreign::Skipped,
        plan::{Plan, Reviewed},
        shelf::{Held, Shelf},
    },
    quiz::{CardId, Occasion, Rating},
    schedule::{Day, EventId, Instant, Memory},
};

/// A schedule as the plugin writes it: `2026-11-24,4,270`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Schedule {
    due: Day,
    interval: u32,
    ease: u32,
}

/// The ease that cards begin with.
const EASE: u32 = 250;
/// A longer interval is a mistake.
const LONGEST: f64 = 36_500.0;
/// What the plugin writes for a card that was never answered, where one beside it was.
const NEVER: &str = "2000-01-01";

const UNREADABLE: &str = "it is no schedule";
const NEW: &str = "it was never answered";
const NEWER: &str = "it was answered here at that time or later";
const FUTURE: &str = "its last answer would lie in the future";
const STRAY: &str = "a schedule without a card";

/// Plans what the comments at our cards say.
pub(crate) fn plan(shelf: &Shelf, plan: &mut Plan) {
    for card in &shelf.cards {
        let Some(text) = &card.scheduled else { continue };
        if let Err(why) = take(card, text, plan) {
            let place = Some((card.note.clone(), card.line));
            plan.skipped.push(Skipped { name: card.prompt.clone(), place, reviews: 0, why });
        }
    }
    let strays = shelf.strays.iter().map(|it| Skipped {
        name: it.schedule.clone(),
        place: Some((it.note.clone(), it.line)),
        reviews: 0,
        why: STRAY,
    });
    plan.skipped.extend(strays);
}

fn take(card: &Held, text: &str, plan: &mut Plan) -> Result<(), &'static str> {
    if text.starts_with(NEVER) {
        return Err(NEW);
    }
    let schedule = read(text).ok_or(UNREADABLE)?;
    let last = Day(schedule.due.0.saturating_sub_unsigned(schedule.interval));
    if plan.knows(name(card.id, text, last, 0)) {
        plan.known += 1;
        return Ok(());
    }
    if last > plan.memory.today() {
        return Err(FUTURE);
    }
    let answers = answers(plan.memory, card.id, last, schedule).ok_or(NEWER)?;
    let count = answers.len();
    for (at, (day, rating)) in answers.into_iter().enumerate() {
        let reviewed = Reviewed {
            id: name(card.id, text, day, count - 1 - at),
            at: noon(day),
            day,
            rating,
            milliseconds: 0,
            occasion: Occasion::Learn,
        };
        plan.add(card, reviewed);
    }
    Ok(())
}

/// The answers to be made up; none when what is known here is newer.
fn answers(memory: &Memory, card: CardId, last: Day, schedule: Schedule) -> Option<Vec<(Day, Rating)>> {
    let Some(state) = memory.state(card) else {
        let first = match schedule.ease {
            ..EASE => Rating::Hard,
            EASE => Rating::Good,
            _ => Rating::Easy,
        };
        return Some(memory.plausible(card, last, schedule.interval, first));
    };
    (state.last < last).then(|| vec![(last, memory.plausible_next(card, last, schedule.interval))])
}

/// The name of an answer, counted back from the last one.
fn name(card: CardId, text: &str, day: Day, back: usize) -> EventId {
    EventId::of_source(noon(day), &format!("obsidian {card} {text} {back}"))
}

/// Noon in UTC, so that the same comment means the same everywhere.
fn noon(day: Day) -> Instant {
    Instant(i64::from(day.0) * 86_400_000 + 43_200_000)
}

fn read(text: &str) -> Option<Schedule> {
    let mut parts = text.split(',').map(str::trim);
    let due = Day::parse(parts.next()?)?;
    let interval: f64 = parts.next()?.parse().ok().filter(|it| (0.0..=LONGEST).contains(it))?;
    let ease: f64 = parts.next()?.parse().ok().filter(|it| (0.0..=LONGEST).contains(it))?;
    Some(Schedule { due, interval: interval.round() as u32, ease: ease.round() as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read_as_the_plugin_writes_them() {
        let day = Day::of_date(2026, 11, 24);
        for (text, expected) in [
            ("2026-11-24,4,270", Some((day, 4, 270))),
            ("2026-11-24,3.6,250", Some((day, 4, 250))),
            ("2026-11-24,0,130", Some((day, 0, 130))),
            ("2026-11-24,4", None),
            ("2026-11-24,-4,250", None),
            ("2026-11-24,4e9,250", None),
            ("24.11.2026,4,250", None),
            ("", None),
        ] {
            let expected = expected.map(|(due, interval, ease)| Schedule { due, interval, ease });
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
