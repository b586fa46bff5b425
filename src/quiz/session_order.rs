//! The order in which cards are asked: mixed over sections, siblings apart, first sight before recall.

use crate::quiz::{
    card::{Card, Kind},
    chance::Chance,
};
use std::collections::{BTreeMap, VecDeque};

/// So many other cards stand between two siblings, as long as there are others.
const APART: usize = 3;

/// Brings cards into the order of a session; the same seed gives the same order.
pub(crate) fn mixed(cards: Vec<Card>, seed: u64) -> Vec<Card> {
    let mut chance = Chance::new(seed);
    let mut sections = by_section(cards);
    chance.shuffle(&mut sections);
    // Each card stands at its share of its own section: a long section is asked from beginning to end, not at the end.
    let mut placed: Vec<(u64, Card)> = Vec::new();
    for section in sections {
        let row = in_turn(section, &mut chance);
        let count = row.len().max(1) as u64;
        placed.extend((0..).zip(row).map(|(at, card): (u64, Card)| ((2 * at + 1) * 1_000_000 / (2 * count), card)));
    }
    placed.sort_by_key(|it| it.0);
    apart(placed.into_iter().map(|it| it.1).collect())
}

/// How soon a kind is asked among the cards of one item: what is chosen comes before what must be recalled.
pub(crate) fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Choice | Kind::Branch => 0,
        Kind::List | Kind::Order => 1,
        _ => 2,
    }
}

/// The cards of each section, by the items that they were made of.
fn by_section(cards: Vec<Card>) -> Vec<Vec<Vec<Card>>> {
    let mut sections: BTreeMap<(String, u32), BTreeMap<u32, Vec<Card>>> = BTreeMap::new();
    for card in cards {
        let section = sections.entry((card.note.clone(), card.section)).or_default();
        section.entry(card.group).or_default().push(card);
    }
    let items = |it: BTreeMap<u32, Vec<Card>>| it.into_values().collect();
    sections.into_values().map(items).collect()
}

/// One card of each item in turn, the items in the order of chance, lists before what they list.
fn in_turn(mut items: Vec<Vec<Card>>, chance: &mut Chance) -> Vec<Card> {
    chance.shuffle(&mut items);
    for item in &mut items {
        item.sort_by_key(|it| rank(it.kind));
    }
    // The items of a list would give the list away.
    items.sort_by_key(|item| !item.iter().any(|it| it.kind == Kind::List));
    let mut items: VecDeque<_> = items.into_iter().map(Vec::into_iter).collect();
    let mut row = Vec::new();
    while let Some(mut item) = items.pop_front() {
        if let Some(card) = item.next() {
            row.push(card);
            items.push_back(item);
        }
    }
    row
}

/// Keeps siblings apart; of one item the order stays as it is.
fn apart(mut waiting: Vec<Card>) -> Vec<Card> {
    let mut row: Vec<Card> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let free = |apart: usize| {
            let lately = row.get(row.len().saturating_sub(apart)..).unwrap_or_default();
            waiting.iter().position(|it| !lately.iter().any(|other| are_siblings(other, it)))
        };
        let next = (1..=APART).rev().find_map(free).unwrap_or(0);
        row.push(waiting.remove(next));
    }
    row
}

/// True for two cards of one item or sentence.
pub(crate) fn are_siblings(one: &Card, other: &Card) -> bool {
    one.group == other.group && one.note == other.note
}
