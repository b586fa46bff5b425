//! A history that another program's interval may have come from, where that is all the program tells.
//!
//! The log holds answers and nothing else, so a bare "due on that day, after so many days" becomes answers that lead
//! there: as few as possible, the first as it is said to have been, each of the others Good on the day it was due, and
//! before the last one as many days as bring the interval nearest. Where Good misses it, the last one may be Hard or Easy,
//! and where all of them miss it, the first one may have been another, Again last of all. No other one is Again: of lapses
//! nothing is known.

use crate::{
    quiz::{CardId, Rating},
    schedule::{
        memory::Memory,
        state::{Rules, State},
        time::Day,
    },
};

/// So many answers lead to any interval.
const MOST: usize = 12;

/// How an answer may be rated, the likeliest first.
const RATINGS: [Rating; 3] = [Rating::Good, Rating::Hard, Rating::Easy];

/// The last step of a history.
#[derive(Clone, Copy)]
struct Step {
    /// The days before the last answer.
    gap: u32,
    rating: Rating,
    /// By how many days the interval is missed.
    off: u32,
}

/// One card and what is wanted of it.
struct Search<'a> {
    rules: Rules<'a>,
    card: CardId,
    interval: u32,
}

impl Memory {
    /// Answers, the last of them on `last`, after which a card without a history is due `interval` days later or nearly
    /// so; `first` is how the first one was rated.
    pub fn plausible(&self, card: CardId, last: Day, interval: u32, first: Rating) -> Vec<(Day, Rating)> {
        let search = Search { rules: self.rules(), card, interval };
        let mut best = search.history(first);
        for other in RATINGS.into_iter().chain([Rating::Again]).filter(|it| *it != first) {
            // A day in a hundred is less than intervals are spread anyway.
            if best.off() * 100 <= interval {
                break;
            }
            let history = search.history(other);
            best = if history.off() < best.off() { history } else { best };
        }
        best.dated(last)
    }

    /// The rating after which a card that was answered before is due `interval` days after `day`, or nearly so.
    pub fn plausible_next(&self, card: CardId, day: Day, interval: u32) -> Rating {
        let next = self.next(card, day);
        let offs = RATINGS.map(|it| (next[usize::from(it.number()) - 1].interval().abs_diff(interval), it));
        offs.into_iter().min_by_key(|it| it.0).map_or(Rating::Good, |it| it.1)
    }
}

/// Answers, each with the days since the one before.
struct History {
    before: Vec<(u32, Rating)>,
    last: Step,
}

impl History {
    fn off(&self) -> u32 {
        self.last.off
    }

    /// The days counted back from the last one.
    fn dated(self, last: Day) -> Vec<(Day, Rating)> {
        let (mut day, mut gap) = (last, self.last.gap);
        let mut found = vec![(last, self.last.rating)];
        for (gap_before, rating) in self.before.into_iter().rev() {
            day = Day(day.0.saturating_sub_unsigned(gap));
            found.push((day, rating));
            gap = gap_before;
        }
        found.reverse();
        found
    }
}

impl Search<'_> {
    /// The best history with this first answer.
    fn history(&self, first: Rating) -> History {
        let mut state = State::after(None, &self.rules, Day(0), first);
        let mut due = state.scheduled(&self.rules, self.card).interval();
        let alone = Step { gap: 0, rating: first, off: due.abs_diff(self.interval) };
        let mut best = History { before: Vec::new(), last: alone };
        let mut before = vec![(0, first)];
        while best.off() > 0 && before.len() < MOST {
            let step = self.last(state, due);
            if step.off < best.off() {
                best = History { before: before.clone(), last: step };
            }
            if due > self.interval {
                break;
            }
            before.push((due, Rating::Good));
            state = State::after(Some(state), &self.rules, state.last.plus(due), Rating::Good);
            due = state.scheduled(&self.rules, self.card).interval();
        }
        best
    }

    /// The best last answer after a state, at most `due` days after it.
    fn last(&self, state: State, due: u32) -> Step {
        let mut best = Step { gap: 1, rating: Rating::Good, off: u32::MAX };
        for rating in RATINGS {
            // The longer the wait, the longer the interval after it: the place is found by halves.
            let (mut low, mut high) = (1, due.max(1));
            while low < high {
                let middle = low + (high - low) / 2;
                if self.interval(state, middle, rating) < self.interval { low = middle + 1 } else { high = middle }
            }
            // Intervals are spread by the card, so that the best one may stand a little beside it.
            let near = NEAR + due / 20;
            let around = low.saturating_sub(near).max(1)..=(low + near).min(due.max(1));
            for gap in around {
                let off = self.interval(state, gap, rating).abs_diff(self.interval);
                if off < best.off {
                    best = Step { gap, rating, off };
                }
            }
            if best.off == 0 {
                break;
            }
        }
        best
    }

    fn interval(&self, state: State, gap: u32, rating: Rating) -> u32 {
        let after = State::after(Some(state), &self.rules, state.last.plus(gap), rating);
        after.scheduled(&self.rules, self.card).interval()
    }
}

/// How many days around the place are looked at, at least.
const NEAR: u32 = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::event::mixed;
    use crate::{
        quiz::Occasion,
        schedule::{Event, EventId, Instant, Review, Settings, What},
    };

    const CARD: CardId = CardId(0x1234_5678_9abc_def0);

    fn remembered(card: CardId, answers: &[(Day, Rating)], today: Day) -> Memory {
        let event = |(at, &(day, rating)): (usize, &(Day, Rating))| {
            let review = Review {
                card,
                day,
                rating,
                kind: None,
                confidence: None,
                milliseconds: 0,
                typed: None,
                occasion: Occasion::Learn,
            };
            let instant = Instant(i64::from(day.0) * 86_400_000 + 43_200_000);
            Event { id: EventId::new(instant, at as u128), at: instant, device: "x".into(), what: What::Review(review) }
        };
        Memory::replay(answers.iter().enumerate().map(event).collect(), Settings::default(), today)
    }

    #[test]
    fn the_replayed_history_is_due_when_the_other_program_said() {
        let (last, mut exact, mut count) = (Day(20_000), 0, 0);
        let none = Memory::new(Settings::default(), last);
        for interval in (1..60).chain((60..400).step_by(7)).chain([500, 1000, 3000, 10_000]) {
            for (at, first) in [Rating::Hard, Rating::Good, Rating::Easy].into_iter().enumerate() {
                let card = CardId(u64::from(interval) << 8 | at as u64);
                let answers = none.plausible(card, last, interval, first);
                assert_eq!(answers.last().map(|it| it.0), Some(last), "{interval}");
                assert!(
                    answers.is_sorted_by_key(|it| it.0) && answers.len() <= 8 + interval as usize / 1000,
                    "{answers:?}"
                );
                let memory = remembered(card, &answers, last);
                let state = memory.state(card).unwrap();
                let off = state.interval().abs_diff(interval);
                assert!(off <= 1 + interval / 300, "{interval} after {answers:?}: {}", state.interval());
                exact += u32::from(off == 0);
                count += 1;
            }
        }
        assert!(exact * 100 >= count * 85, "{exact} of {count} on the very day");
    }

    #[test]
    fn short_intervals_are_met_to_the_day_beside_for_every_card() {
        let (none, mut exact) = (Memory::new(Settings::default(), Day(20_000)), 0);
        for (interval, seed) in (1..14).flat_map(|it| (0..100).map(move |seed| (it, seed))) {
            let card = CardId(mixed(seed));
            let answers = none.plausible(card, Day(20_000), interval, Rating::Good);
            let off = remembered(card, &answers, Day(20_000)).state(card).unwrap().interval().abs_diff(interval);
            assert!(off <= 1, "{interval} after {answers:?}: off by {off}");
            exact += u32::from(off == 0);
        }
        assert!(exact > 1200, "{exact} of 1300 on the very day");
    }

    #[test]
    fn a_card_with_a_history_gets_the_answer_that_comes_nearest() {
        let memory = remembered(CARD, &[(Day(20_000), Rating::Good), (Day(20_002), Rating::Good)], Day(20_020));
        let next = memory.next(CARD, Day(20_013)).map(|it| it.interval());
        for rating in RATINGS {
            let interval = next[usize::from(rating.number()) - 1];
            assert_eq!(memory.plausible_next(CARD, Day(20_013), interval), rating, "{next:?}");
        }
    }
}
