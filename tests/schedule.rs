//! The schedule: the same events give the same memory, days begin where the learner is, and nothing ever blocks.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/events.rs"]
mod events;

use events::{DAY, START, answer, attached, event, met, noon, review, utc, void};
use proptest::prelude::*;
use recto::{
    quiz::{CardId, Occasion, Rating},
    schedule::{
        Calendar, Candidate, Day, Declined, Event, EventIds, Fuzz, Instant, Memory, Model, Parameters, Plan, Settings,
        Standing, What, optimise,
    },
};
use std::collections::BTreeMap;

fn plain() -> Settings {
    Settings { fuzz: Fuzz::Off, ..Settings::default() }
}

fn day(number: i32) -> Day {
    Day(START.0 + number)
}

fn memory(events: Vec<Event>, today: i32) -> Memory {
    Memory::replay(events, plain(), day(today))
}

/// Everything that follows from events, in an order of its own.
fn picture(memory: &Memory) -> Vec<String> {
    let mut lines: Vec<String> = memory.records().map(|it| format!("{} {:?}", it.0, it.1)).collect();
    lines.sort();
    lines.push(format!("{:?}", memory.parameters()));
    lines
}

fn deck(count: u64, siblings: u64) -> Vec<Candidate> {
    (0..count).map(|it| Candidate { card: CardId(it), group: it / siblings }).collect()
}

#[test]
fn a_card_is_due_when_the_first_golden_row_says_so() {
    let days = [0, 2, 13, 59, 223];
    let events = days.iter().enumerate().map(|(at, it)| answer(at as u128, *it, 1, 3));
    let memory = memory(events.collect(), 223);
    let state = memory.state(CardId(1)).unwrap();
    assert_eq!((state.due, state.interval(), state.reviews, state.lapses), (day(223 + 499), 499, 5, 0));
    assert!((state.stability - 498.91).abs() < 0.01 && (state.retrievability(day(223 + 499)) - 0.9).abs() < 1e-3);
}

#[test]
fn only_the_first_answer_of_a_day_counts_and_cramming_does_not() {
    let counted = vec![answer(1, 0, 1, 3), answer(2, 2, 1, 1)];
    let mut more = counted.clone();
    more.push(event(Instant(noon(2).0 + 1000), 3, review(2, 1, 3)));
    let mut cram = answer(4, 1, 1, 1);
    if let What::Review(it) = &mut cram.what {
        it.occasion = Occasion::Cram;
    }
    more.push(cram);
    let (few, many) = (memory(counted, 2), memory(more, 2));
    assert_eq!(picture(&few), picture(&many));
    assert_eq!(many.state(CardId(1)).unwrap().lapses, 1);
}

#[test]
fn the_buttons_show_what_the_answers_lead_to() {
    let memory = memory(vec![answer(1, 0, 1, 3)], 2);
    let shown = memory.next(CardId(1), day(2));
    for (rating, shown) in Rating::ALL.into_iter().zip(shown) {
        let mut after = memory.clone();
        after.take(answer(2, 2, 1, rating.number()));
        assert_eq!(after.state(CardId(1)), Some(&shown));
    }
    assert_eq!(shown.map(|it| it.interval()), [1, 8, 11, 19]);
    assert_eq!(memory.next(CardId(2), day(2)).map(|it| it.interval()), [1, 1, 2, 8]);
    // It has been answered today: no button changes anything.
    assert!(memory.next(CardId(1), day(0)).iter().all(|it| it.interval() == 2));
}

#[test]
fn undo_takes_back_step_by_step_what_this_device_did_in_words() {
    let mut memory = memory(vec![met(noon(0), 1, 1), answer(2, 0, 1, 3)], 9);
    memory.take(event(noon(1), 3, What::Suspended(CardId(1))));
    // An override: the answer is accepted and the card rated, at once.
    memory.take(event(noon(2), 4, What::Accepted { card: CardId(1), answer: "half".into() }));
    memory.take(answer(5, 2, 1, 2));
    memory.take(Event { device: "other".into(), ..answer(6, 3, 1, 1) });
    memory.take(event(noon(4), 7, What::Tuned(Box::default())));
    // The clock was set back before the last one.
    memory.take(event(Instant(noon(0).0 - 365 * DAY), 8, What::Never(CardId(2))));
    let mut said = Vec::new();
    for step in 0..9 {
        let deed: Vec<Event> = memory.last_deed("desk", |_| true).into_iter().cloned().collect();
        said.push(deed.iter().map(|it| it.in_words("it")).collect::<Vec<_>>().join(" and "));
        for (number, it) in (100 + 10 * step..).zip(deed) {
            memory.take(void(noon(5), number, &it));
        }
    }
    assert_eq!(
        said[..6],
        [
            "never asking it",
            "the parameters of 2026-01-05",
            "Hard on it and “half” being right for it",
            "the suspension of it",
            "Good on it",
            "",
        ]
    );
    let left = memory.state(CardId(1)).unwrap();
    assert_eq!((left.reviews, left.rating, left.first), (1, Rating::Again, day(3)));
    assert_eq!(memory.record(CardId(1)).unwrap().standing, Standing::Active);
    assert!(memory.record(CardId(1)).unwrap().accepted.is_empty());
}

#[test]
fn histories_go_along_when_a_card_is_edited_moved_back_or_met_again() {
    let at = |day: i32, hour: i64| Instant(noon(day).0 + hour * DAY / 24);
    let reviews =
        |events: &[Event], card: u64| memory(events.to_vec(), 90).state(CardId(card)).map_or(0, |it| it.reviews);
    let mut events = vec![met(noon(0), 1, 1), answer(2, 0, 1, 3), answer(3, 2, 1, 3), attached(at(3, 0), 4, 1, 2)];
    assert_eq!((reviews(&events, 1), reviews(&events, 2)), (0, 2));
    assert_eq!(memory(events.clone(), 90).fingerprint(CardId(2)).unwrap().term, "card 2");
    // A device that has not heard of it answers the old one.
    events.push(answer(5, 5, 1, 3));
    assert_eq!((reviews(&events, 1), reviews(&events, 2)), (0, 3));
    // On to a third, and from there back to the first.
    events.push(attached(at(6, 0), 6, 2, 3));
    assert_eq!((reviews(&events, 2), reviews(&events, 3)), (0, 3));
    events.push(attached(at(7, 0), 7, 3, 1));
    assert_eq!((reviews(&events, 1), reviews(&events, 3)), (3, 0));
    // And once more to the second; its source comes back as well, and is met again.
    events.push(attached(at(8, 0), 8, 1, 2));
    events.extend([met(at(9, 0), 9, 1), answer(10, 9, 1, 4)]);
    assert_eq!((reviews(&events, 1), reviews(&events, 2)), (1, 3));
    // Undone, everything is as it was.
    let last = events[7].clone();
    events.push(void(noon(10), 11, &last));
    assert_eq!((reviews(&events, 1), reviews(&events, 2)), (4, 0));
}

#[test]
fn parameters_count_from_the_latest_on_and_can_be_taken_back() {
    let mut numbers = *Parameters::default().numbers();
    numbers[2] = 5.0;
    let tuned = event(noon(3), 9, What::Tuned(Box::new(Parameters::new(&numbers).unwrap())));
    let mut memory = memory(vec![answer(1, 0, 1, 3)], 9);
    let before = picture(&memory);
    memory.take(tuned.clone());
    assert_eq!(memory.state(CardId(1)).unwrap().due, day(5));
    memory.take(event(noon(2), 8, What::Tuned(Box::default())));
    assert_eq!(memory.state(CardId(1)).unwrap().due, day(5), "an earlier one changes nothing");
    memory.take(void(noon(4), 10, &tuned));
    assert_eq!(picture(&memory), before);
}

#[test]
fn siblings_wait_for_tomorrow_and_limits_hold() {
    let mut events: Vec<Event> = (0..12).map(|it| answer(u128::from(it), 0, it, 3)).collect();
    let deck = deck(30, 3);
    let plan = Plan::of(&memory(events.clone(), 2), &deck, day(2));
    assert_eq!((plan.due, plan.new, plan.buried, plan.queue.len()), (4, 6, 8 + 12, 10));
    let groups: Vec<u64> = plan.queue.iter().map(|it| it.0 / 3).collect();
    assert_eq!(groups.iter().collect::<std::collections::BTreeSet<_>>().len(), 10);
    assert_eq!(plan, Plan::of(&memory(events.iter().rev().cloned().collect(), 2), &deck, day(2)));
    // One is answered: its siblings are buried with it.
    let first = plan.queue.iter().find(|it| it.0 < 12).unwrap().0;
    events.push(answer(100, 2, first, 1));
    let later = Plan::of(&memory(events.clone(), 2), &deck, day(2));
    assert_eq!((later.due, later.new), (3, 6));
    assert!(later.queue.iter().all(|it| it.0 / 3 != first / 3));
    // Limits count what was done today.
    let settings = Settings { new_a_day: 2, reviews_a_day: 3, ..plain() };
    events.push(answer(101, 2, 29, 3));
    let plan = Plan::of(&Memory::replay(events, settings, day(2)), &deck, day(2));
    assert_eq!((plan.due, plan.due_over, plan.new, plan.new_over), (2, 1, 1, 4));
}

#[test]
fn suspended_buried_and_refused_cards_are_not_asked() {
    let of = |what| event(noon(1), 1, what);
    let asked = |what: Vec<What>, on: i32| {
        let mut events: Vec<Event> = vec![answer(50, 0, 1, 1)];
        events.extend(
            what.into_iter().zip(1..).map(|(what, number)| Event { id: answer(number, 1, 1, 1).id, ..of(what) }),
        );
        Plan::of(&memory(events, on), &deck(2, 1), day(on)).queue.contains(&CardId(1))
    };
    let (card, buried) = (CardId(1), What::Buried { card: CardId(1), day: day(1) });
    assert!(asked(vec![], 1));
    assert!(!asked(vec![What::Suspended(card)], 1));
    assert!(asked(vec![What::Suspended(card), What::Resumed(card)], 1));
    assert!(!asked(vec![What::Never(card)], 5));
    assert!(!asked(vec![buried.clone()], 1) && asked(vec![buried], 2));
}

#[test]
fn a_card_forgotten_eight_times_is_a_leech() {
    let mut memory = memory(vec![answer(0, 0, 1, 1)], 40);
    for lapse in 1..=8 {
        assert!(!memory.is_leech(CardId(1)));
        memory.take(answer(2 * lapse, 4 * lapse as i32, 1, 3));
        memory.take(answer(2 * lapse + 1, 4 * lapse as i32 + 2, 1, 1));
    }
    assert_eq!((memory.is_leech(CardId(1)), memory.state(CardId(1)).unwrap().lapses), (true, 8));
}

#[test]
fn an_exam_brings_forward_what_would_come_after_it() {
    let events = vec![answer(1, 0, 1, 4), answer(2, 8, 1, 4)];
    let due = |exam: i32, today: i32| {
        let settings = Settings { exam: Some(day(exam)), ..plain() };
        let memory = Memory::replay(events.clone(), settings, day(today));
        memory.state(CardId(1)).unwrap().due.0 - START.0
    };
    let free = memory(events.clone(), 8).state(CardId(1)).unwrap().due.0 - START.0;
    assert_eq!((due(30, 8), due(30, 30), due(free + 1, 8)), (30, 30, free));
    assert_eq!(due(30, 31), free, "when it is over, it is over");
    let mut over = Memory::replay(events.clone(), Settings { exam: Some(day(30)), ..plain() }, day(30));
    over.go_on(over.settings().clone(), day(31));
    assert_eq!(over.state(CardId(1)).unwrap().due.0 - START.0, free);
}

#[test]
fn a_clock_that_is_set_back_a_year_blocks_nothing() {
    // Two weeks were learned with a clock that was a year ahead.
    let ahead: Vec<Event> = (0..10).map(|it| answer(u128::from(it), 365 + it as i32, it, 3)).collect();
    let mut memory = Memory::replay(ahead, Settings { new_a_day: 99, ..plain() }, day(380));
    let deck = deck(10, 1);
    memory.go_on(memory.settings().clone(), day(15));
    for today in 15..40 {
        memory.go_on(memory.settings().clone(), day(today));
        for card in Plan::of(&memory, &deck, day(today)).queue {
            memory.take(answer(1000 + u128::from(card.0) + 100 * today as u128, today, card.0, 3));
            let state = memory.state(card).unwrap();
            assert!(state.last == day(today) && state.due > day(today), "{state:?}");
        }
    }
    assert!((0..10).all(|it| memory.state(CardId(it)).unwrap().reviews == 3));
    // A year later, what was answered then counts at its time.
    memory.go_on(memory.settings().clone(), day(400));
    assert!((0..10).all(|it| memory.state(CardId(it)).unwrap().reviews == 4));
}

/// A zone's clocks by the rule of its law: the standard offset in minutes, and what summer adds, from one Sunday to another.
struct Law {
    zone: &'static str,
    standard: i64,
    summer: Option<(i64, Change, Change)>,
}

/// Month, which Sunday of it (from 1; 5 is the last), minutes after midnight UTC on that date (they may be negative).
type Change = (u8, i64, i64);

/// As of 2026; each in the time of the zone itself, turned into UTC.
const LAWS: [Law; 8] = [
    Law { zone: "America/New_York", standard: -300, summer: Some((60, (3, 2, 120 + 300), (11, 1, 120 + 240))) },
    Law { zone: "Europe/Berlin", standard: 60, summer: Some((60, (3, 5, 60), (10, 5, 60))) },
    Law { zone: "Europe/London", standard: 0, summer: Some((60, (3, 5, 60), (10, 5, 60))) },
    Law { zone: "America/St_Johns", standard: -210, summer: Some((60, (3, 2, 120 + 210), (11, 1, 120 + 150))) },
    Law { zone: "Australia/Lord_Howe", standard: 630, summer: Some((30, (10, 1, 120 - 630), (4, 1, 120 - 660))) },
    Law { zone: "Australia/Sydney", standard: 600, summer: Some((60, (10, 1, 120 - 600), (4, 1, 180 - 660))) },
    Law { zone: "Asia/Kathmandu", standard: 345, summer: None },
    Law { zone: "Pacific/Honolulu", standard: -600, summer: None },
];

const MINUTE: i64 = 60_000;

impl Law {
    fn change(year: i32, (month, which, minutes): Change) -> i64 {
        let first = Day::of_date(year, month, 1).0;
        let sunday = first + (3 - first).rem_euclid(7);
        let last = if month == 12 { Day::of_date(year + 1, 1, 1) } else { Day::of_date(year, month + 1, 1) }.0 - 1;
        let found = if which == 5 { last - (last - 3).rem_euclid(7) } else { sunday + 7 * (which as i32 - 1) };
        i64::from(found) * DAY + minutes * MINUTE
    }

    /// The study day, counted by hand.
    fn day_of(&self, at: i64) -> i64 {
        let year = Instant(at).utc_day().date().0;
        let added = self.summer.map_or(0, |(added, begins, ends)| {
            let (begins, ends) = (Self::change(year, begins), Self::change(year, ends));
            let is_summer = if begins < ends { (begins..ends).contains(&at) } else { at >= begins || at < ends };
            if is_summer { added } else { 0 }
        });
        (at + (self.standard + added - 4 * 60) * MINUTE).div_euclid(DAY)
    }
}

#[test]
fn due_sets_equal_an_oracle_over_ten_years_in_eight_zones() {
    let interval = |rating: u8| [0, 1, 1, 2, 8][rating as usize];
    for law in &LAWS {
        let calendar = Calendar::in_zone(4, law.zone).unwrap();
        let mut memory = Memory::new(plain(), day(0));
        let mut ids = EventIds::new(3);
        let mut due: BTreeMap<u64, i64> = BTreeMap::new();
        let begin = i64::from(START.0) * DAY;
        for half_hour in 0..10 * 365 * 48 {
            let at = begin + half_hour * 30 * MINUTE;
            let today = calendar.day_of(Instant(at));
            assert_eq!(i64::from(today.0), law.day_of(at), "{} at {}", law.zone, Instant(at));
            assert!(calendar.start_of(today).0 <= at && at < calendar.start_of(today.plus(1)).0, "{}", law.zone);
            // A new card now and then, at all hours; some of them near the change of the day.
            if half_hour % 331 == 0 {
                let (card, rating) = (half_hour as u64, (half_hour % 4) as u8 + 1);
                let mut what = review(0, card, rating);
                if let What::Review(it) = &mut what {
                    it.day = today;
                }
                let at = Instant(at);
                memory.take(Event { id: ids.next_at(at), at, device: "desk".into(), what });
                due.insert(card, law.day_of(at.0) + interval(rating));
            }
            if half_hour % 4801 == 0 {
                memory.go_on(plain(), today);
                let found = memory.records().filter(|it| it.1.state.unwrap().due <= today).map(|it| it.0.0);
                let found: std::collections::BTreeSet<u64> = found.collect();
                let expected = due.iter().filter(|it| *it.1 <= law.day_of(at)).map(|it| *it.0).collect();
                assert_eq!(found, expected, "{} on {today}", law.zone);
            }
        }
    }
}

#[test]
fn the_day_begins_at_four_on_the_wall_also_when_the_clocks_change() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let berlin = Calendar::in_zone(4, "Europe/Berlin").unwrap();
    for (instant, date) in [
        ("2026-03-29T01:59:00Z", "2026-03-28"),
        ("2026-03-29T02:00:00Z", "2026-03-29"),
        ("2026-10-25T02:59:00Z", "2026-10-24"),
        ("2026-10-25T03:00:00Z", "2026-10-25"),
    ] {
        assert_eq!(berlin.day_of(at(instant)).to_string(), date, "{instant}");
    }
    assert_eq!(utc().day_of(at("2026-03-29T03:59:59.999Z")).to_string(), "2026-03-28");
    // In Samoa there was no 30 December 2011.
    let apia = Calendar::in_zone(4, "Pacific/Apia").unwrap();
    let days = ["2011-12-30T09:00:00Z", "2011-12-30T13:00:00Z", "2011-12-30T15:00:00Z"]
        .map(|it| apia.day_of(at(it)).to_string());
    assert_eq!(days, ["2011-12-29", "2011-12-30", "2011-12-31"]);
    assert!(Calendar::in_zone(4, "Nowhere/Land").is_none());
}

/// Answers of learners who forget as `numbers` say, to 300 cards over some months.
fn learned(numbers: &[f32; 21]) -> Memory {
    let truth = Model::new(Parameters::new(numbers).unwrap());
    let (mut events, mut chance) = (Vec::new(), 11u64);
    let mut below = |limit: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % limit
    };
    for card in 0..300 {
        let (mut strength, mut last) = (None, card % 60);
        for step in 0..9 {
            let gap = if step == 0 { 0 } else { 1 + below(1 << step.min(5)) as i32 };
            let recall = strength.map_or(0.6, |it| truth.retrievability(it, gap as u32));
            let rating =
                if f64::from(below(1000) as u32) < f64::from(recall) * 1000.0 { Rating::Good } else { Rating::Again };
            strength = Some(truth.after(strength, rating, gap as u32));
            last += gap;
            events.push(answer((card * 100 + step) as u128, last, card as u64, rating.number()));
        }
    }
    memory(events, 2000)
}

#[test]
fn parameters_are_proposed_only_when_they_would_have_foretold_better() {
    let mut numbers = *Parameters::default().numbers();
    (numbers[0], numbers[2], numbers[8]) = (0.05, 0.4, 1.0);
    let mut memory = learned(&numbers);
    let proposal = optimise(&memory).unwrap();
    assert!(proposal.after < proposal.before && proposal.answers > 1500, "{proposal:?}");
    let before = picture(&memory);
    let tuned = event(noon(1999), 7, What::Tuned(Box::new(proposal.parameters)));
    memory.take(tuned.clone());
    assert_ne!(picture(&memory), before);
    assert!(matches!(optimise(&memory), Err(Declined::NotBetter { .. }) | Ok(_)));
    memory.take(void(noon(1999), 8, &tuned));
    assert_eq!(picture(&memory), before);
    let few = self::memory(vec![answer(1, 0, 1, 3), answer(2, 2, 1, 3)], 3);
    assert_eq!(optimise(&few), Err(Declined::TooFew { answers: 1 }));
    assert!(optimise(&few).unwrap_err().to_string().contains("it takes 400"));
}

/// Events about a few cards, at a few instants, so that they meet.
fn some_event(number: u128) -> impl Strategy<Value = Event> {
    (0..12u8, 0..40i32, 0..5u64, 1..5u8, 0..5u64, any::<prop::sample::Index>()).prop_map(
        move |(kind, on, card, rating, other, target)| {
            let what = match kind {
                0 => return met(noon(on), number, card),
                1 | 2 => return attached(noon(on), number, card, other),
                3 => What::Suspended(CardId(card)),
                4 => What::Resumed(CardId(card)),
                5 => What::Accepted { card: CardId(card), answer: format!("{other}").into() },
                6 => What::Buried { card: CardId(card), day: day(on) },
                7 | 8 => {
                    let target = target.index(60) as u128;
                    return event(noon(on), number, What::Void(answer(target, (target % 40) as i32, 0, 1).id));
                }
                _ => return answer(number, (number % 40) as i32, card, rating),
            };
            event(noon(on), number, what)
        },
    )
}

fn some_events() -> impl Strategy<Value = Vec<Event>> {
    (0..60u128).map(some_event).collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_number_of_times_gives_the_same(
        events in some_events(),
        shuffled in Just((0..60usize).collect::<Vec<_>>()).prop_shuffle(),
        doubled in 0..60usize,
    ) {
        let whole = picture(&memory(events.clone(), 90));
        let mut other = memory(Vec::new(), 90);
        let order: Vec<Event> = shuffled.iter().map(|it| events[*it].clone()).collect();
        let (first, rest) = order.split_at(doubled);
        other.take_all(first.to_vec());
        for it in rest {
            other.take(it.clone());
        }
        other.take_all(first.to_vec());
        prop_assert_eq!(&whole, &picture(&other));
        other.go_on(plain(), day(20));
        prop_assert_eq!(picture(&memory(events.clone(), 20)), picture(&other));
        other.go_on(plain(), day(90));
        prop_assert_eq!(whole, picture(&other));
        // No answer is lost or counted for two cards.
        let live = events.iter().filter(|it| other.holds(it) && matches!(it.what, What::Review(_))).count();
        let cards: std::collections::BTreeSet<u64> = (0..5).collect();
        let owned: usize = cards.iter().map(|it| {
            other.history(CardId(*it)).iter().filter(|it| matches!(it.what, What::Review(_))).count()
        }).sum();
        prop_assert_eq!(owned, live);
    }
}
