//! Which cards to ask on a day, and in which order.

use crate::{
    quiz::CardId,
    schedule::{event::mixed, memory::Memory, state::Standing, time::Day},
};
use foldhash::{HashSet, HashSetExt};

/// A card that may be asked. Those of one group are siblings: made from the same item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub card: CardId,
    /// The same for all siblings, and for nobody else.
    pub group: u64,
}

/// What there is to do on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The cards to ask, in order: those that are due, mixed, and new ones among them.
    pub queue: Vec<CardId>,
    /// How many of them are due.
    pub due: usize,
    /// How many of them are new.
    pub new: usize,
    /// Due cards that are over the limit of the day.
    pub due_over: usize,
    /// New cards that are over the limit of the day.
    pub new_over: usize,
    /// Cards that wait for tomorrow, because a sibling is asked today or was, or because they were buried.
    pub buried: usize,
    /// Cards that are not asked: suspended, or never to be asked.
    pub silent: usize,
}

/// Where a candidate stands on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Due,
    New,
    Later,
    Buried,
    Silent,
}

impl Plan {
    /// The plan for a day. The deck is in the order in which new cards are to be met.
    pub fn of(memory: &Memory, deck: &[Candidate], day: Day) -> Self {
        let mut plan = Self::default();
        // One of a group is enough: a sibling would give the answer away.
        let mut asked = answered_groups(memory, deck, day);
        let (mut due, mut new) = (Vec::new(), Vec::new());
        for it in deck {
            match place(memory, it.card, day) {
                Place::Due => due.push(*it),
                Place::New => new.push(*it),
                Place::Buried => plan.buried += 1,
                Place::Silent => plan.silent += 1,
                Place::Later => {}
            }
        }
        weakest_first(memory, &mut due, day);
        let due = plan.without_siblings(due, &mut asked);
        let new = plan.without_siblings(new, &mut asked);
        let (reviewed, met) = done(memory, day);
        let settings = memory.settings();
        let (due, due_over) = limited(due, settings.reviews_a_day as usize, reviewed);
        let (new, new_over) = limited(new, settings.new_a_day as usize, met);
        (plan.due, plan.due_over, plan.new, plan.new_over) = (due.len(), due_over, new.len(), new_over);
        plan.queue = among(mix(due, day), new);
        plan
    }

    fn without_siblings(&mut self, cards: Vec<Candidate>, asked: &mut HashSet<u64>) -> Vec<CardId> {
        let before = cards.len();
        let kept: Vec<CardId> = cards.into_iter().filter(|it| asked.insert(it.group)).map(|it| it.card).collect();
        self.buried += before - kept.len();
        kept
    }
}

fn place(memory: &Memory, card: CardId, day: Day) -> Place {
    let Some(record) = memory.record(card) else { return Place::New };
    match (record.standing, record.state) {
        (Standing::Suspended | Standing::Never, _) => Place::Silent,
        // What was answered today is over, whatever day it is due.
        (_, Some(state)) if state.due > day || state.last >= day => Place::Later,
        _ if record.buried == Some(day) => Place::Buried,
        (_, Some(_)) => Place::Due,
        (_, None) => Place::New,
    }
}

/// The groups of which a card was answered on the day.
fn answered_groups(memory: &Memory, deck: &[Candidate], day: Day) -> HashSet<u64> {
    let mut groups = HashSet::new();
    let answered = |it: &&Candidate| memory.state(it.card).is_some_and(|it| it.last == day);
    groups.extend(deck.iter().filter(answered).map(|it| it.group));
    groups
}

/// What is most likely forgotten comes first, for the case that not all fit into a day.
fn weakest_first(memory: &Memory, due: &mut [Candidate], day: Day) {
    let recall = |it: &Candidate| memory.state(it.card).map_or(0.0, |it| it.retrievability(day));
    due.sort_by(|a, b| recall(a).total_cmp(&recall(b)).then(a.card.cmp(&b.card)));
}

/// How many cards were reviewed on the day, and how many met for the first time.
fn done(memory: &Memory, day: Day) -> (usize, usize) {
    let states = memory.records().filter_map(|it| it.1.state).filter(|it| it.last == day);
    states.fold((0, 0), |(old, new), it| if it.first == day { (old, new + 1) } else { (old + 1, new) })
}

/// What is left of a limit, and how many are over it.
fn limited(mut cards: Vec<CardId>, limit: usize, done: usize) -> (Vec<CardId>, usize) {
    let all = cards.len();
    cards.truncate(limit.saturating_sub(done));
    let over = all - cards.len();
    (cards, over)
}

/// Another order on each day, the same on every machine: what is learned mixed is told apart better.
fn mix(mut cards: Vec<CardId>, day: Day) -> Vec<CardId> {
    let seed = mixed(u64::from(day.0.cast_unsigned()));
    cards.sort_by_key(|it| (mixed(it.0 ^ seed), *it));
    cards
}

/// Spreads new cards evenly among the others.
fn among(due: Vec<CardId>, new: Vec<CardId>) -> Vec<CardId> {
    let (many, few) = (due.len() + new.len(), new.len());
    let (mut due, mut new) = (due.into_iter(), new.into_iter());
    let is_new = |at: usize| (at + 1) * few / many.max(1) > at * few / many.max(1);
    (0..many).filter_map(|at| if is_new(at) { new.next() } else { due.next() }).collect()
}
