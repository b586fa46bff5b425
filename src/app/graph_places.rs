//! Where the concepts of a neighbourhood stand: the centre in the middle, the others around it, a row for each.

use crate::{
    app::{
        drawn::Area,
        event::Size,
        graph_shape::{Cells, Member, Shape, Side},
    },
    library::Neighbourhood,
};
use std::collections::BTreeMap;

/// The concepts that fit, each in its place, and the ties between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The centre, then the others by strength.
    pub spots: Vec<Spot>,
    /// The ties between them, the strongest first.
    pub ties: Vec<SpotTie>,
    /// How many concepts had no room.
    pub left_out: usize,
}

/// A concept in its place; cells count from the corner of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which concept, an index into the nodes of the neighbourhood.
    pub node: usize,
    /// Which side of the centre it stands on.
    pub side: Side,
    /// The cell of its mark, where its ties end.
    pub mark: (u16, u16),
    /// The cells of mark and title.
    pub area: Area,
    /// Its title, a row each, cut where there is no room.
    pub title: Vec<String>,
    /// The spot it hangs on.
    pub parent: usize,
}

/// A tie between two spots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpotTie {
    /// The spot nearer to the centre.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// How often they are linked; 0 when only the order of things ties them.
    pub strength: usize,
    /// One of them hangs on the other.
    pub is_branch: bool,
}

/// So many concepts hang on one that is one link away; while there is room, so many more.
const GROUPS: [usize; 2] = [4, 8];

impl Places {
    /// Places what fits into a room, in cells: always the same way.
    pub fn new(neighbourhood: &Neighbourhood, room: Size) -> Self {
        let shape = Shape::new(room);
        let shown = shown(neighbourhood, shape.capacity());
        let at: BTreeMap<usize, usize> = shown.iter().enumerate().map(|it| (*it.1, it.0)).collect();
        let parents: Vec<usize> = shown.iter().map(|it| parent(neighbourhood, *it, &at)).collect();
        let ties = ties(neighbourhood, &at, &parents);
        let title = |spot: usize| {
            let node = shown.get(spot).and_then(|it| neighbourhood.nodes.get(*it));
            node.map_or("", |it| it.title.as_str())
        };
        let is_outer = |spot: usize| parents.get(spot).is_some_and(|it| *it > 0);
        let member = |spot: &usize| Member { spot: *spot, title: title(*spot), is_outer: is_outer(*spot) };
        let groups: Vec<Vec<Member>> =
            chained(&parents, &ties).iter().map(|it| it.iter().map(member).collect()).collect();
        let (right, left) = groups.split_at(if shape.has_two_sides() { half(&groups) } else { groups.len() });
        // Clockwise: down on the right, up on the left.
        let left: Vec<Vec<Member>> = left.iter().rev().cloned().collect();
        let mut cells = vec![(Side::Centre, 0, shape.centre(title(0)))];
        cells.extend(shape.place(Side::Right, right).into_iter().map(|it| (Side::Right, it.0, it.1)));
        cells.extend(shape.place(Side::Left, &left).into_iter().map(|it| (Side::Left, it.0, it.1)));
        cells.sort_by_key(|it| it.1);
        cells.truncate(shown.len());
        let spots = cells.into_iter().zip(shown.iter().zip(&parents)).map(|((side, _, cells), (node, parent))| {
            let Cells { mark, area, title } = cells;
            Spot { node: *node, side, mark, area, title, parent: *parent }
        });
        Self { spots: spots.collect(), ties, left_out: neighbourhood.nodes.len() - shown.len() }
    }

    /// The spot of a concept, an index into the nodes; the centre when it had no room.
    pub fn spot_of(&self, node: usize) -> usize {
        self.spots.iter().position(|it| it.node == node).unwrap_or(0)
    }

    /// How often two spots are linked.
    pub fn strength(&self, one: usize, other: usize) -> usize {
        let ends = (one.min(other), one.max(other));
        self.ties.iter().find(|it| (it.from, it.to) == ends).map_or(0, |it| it.strength)
    }
}

/// The concepts that are shown, as indexes in order: of those one link away at most three fifths, unless nothing
/// else would use the room, and of those two links away some for each that they hang on.
fn shown(neighbourhood: &Neighbourhood, capacity: usize) -> Vec<usize> {
    let away = |steps: u8| move |it: &usize| neighbourhood.nodes.get(*it).is_some_and(|it| it.steps == steps);
    let others = 1..neighbourhood.nodes.len();
    let near: Vec<usize> = others.clone().filter(away(1)).collect();
    let far: Vec<usize> = others.filter(away(2)).collect();
    let room = capacity.saturating_sub(1);
    let count = near.len().min((room * 3).div_ceil(5).max(room.saturating_sub(far.len())));
    let mut shown: Vec<usize> = near.iter().take(count).copied().collect();
    let mut children: BTreeMap<usize, usize> = shown.iter().map(|it| (*it, 0)).collect();
    for limit in GROUPS {
        for it in &far {
            let parent = neighbourhood.nodes.get(*it).map_or(0, |it| it.parent);
            if let Some(count) = children.get_mut(&parent).filter(|it| **it < limit)
                && shown.len() < room
                && !shown.contains(it)
            {
                *count += 1;
                shown.push(*it);
            }
        }
    }
    let left = room.saturating_sub(shown.len());
    shown.extend(near.iter().skip(count).take(left));
    shown.extend(neighbourhood.nodes.first().map(|_| 0));
    shown.sort_unstable();
    shown
}

/// The spot that a shown concept hangs on.
fn parent(neighbourhood: &Neighbourhood, node: usize, at: &BTreeMap<usize, usize>) -> usize {
    let node = neighbourhood.nodes.get(node).filter(|it| it.steps == 2);
    node.and_then(|it| at.get(&it.parent)).copied().unwrap_or(0)
}

/// The ties between what is shown, each once, and one between each concept and what it hangs on.
fn ties(neighbourhood: &Neighbourhood, at: &BTreeMap<usize, usize>, parents: &[usize]) -> Vec<SpotTie> {
    let mut strengths: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let branches = parents.iter().enumerate().skip(1).map(|(at, parent)| (*parent, at));
    strengths.extend(branches.map(|it| (it, 0)));
    for tie in &neighbourhood.ties {
        if let (Some(from), Some(to)) = (at.get(&tie.from), at.get(&tie.to))
            && from != to
        {
            *strengths.entry((*from.min(to), *from.max(to))).or_default() += tie.strength;
        }
    }
    let is_branch = |ends: (usize, usize)| parents.get(ends.1) == Some(&ends.0);
    let tie = |(ends, strength): ((usize, usize), usize)| SpotTie {
        from: ends.0,
        to: ends.1,
        strength,
        is_branch: is_branch(ends),
    };
    let mut ties: Vec<SpotTie> = strengths.into_iter().map(tie).collect();
    ties.sort_by_key(|it| std::cmp::Reverse(it.strength));
    ties
}

/// The concepts one link away, each in the midst of those that hang on it, in an order that puts what is strongly
/// tied side by side: from the strongest on, the next is the one most strongly tied to the last.
fn chained(parents: &[usize], ties: &[SpotTie]) -> Vec<Vec<usize>> {
    let strength: BTreeMap<(usize, usize), usize> = ties.iter().map(|it| ((it.from, it.to), it.strength)).collect();
    let between = |a: usize, b: usize| strength.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
    let mut left: Vec<usize> = (1..parents.len()).filter(|it| parents.get(*it) == Some(&0)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::with_capacity(left.len());
    let mut last = 0;
    while !left.is_empty() {
        let best =
            (0..left.len()).max_by_key(|it| (left.get(*it).map(|to| between(last, *to)), std::cmp::Reverse(*it)));
        last = left.remove(best.unwrap_or(0));
        let mut group: Vec<usize> = (1..parents.len()).filter(|it| parents.get(*it) == Some(&last)).collect();
        group.insert(group.len() / 2, last);
        groups.push(group);
    }
    groups
}

/// How many groups stand on the right, so that both sides have about as many rows.
fn half(groups: &[Vec<Member>]) -> usize {
    let all: usize = groups.iter().map(Vec::len).sum();
    let before = |count: usize| groups.iter().take(count).map(Vec::len).sum::<usize>();
    (1..=groups.len()).min_by_key(|it| all.abs_diff(2 * before(*it))).unwrap_or(0)
}
