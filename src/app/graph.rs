//! The graph of a concept's neighbourhood: what is selected, and where the keys lead from there.

use crate::{
    app::{
        event::Size,
        graph_places::{Places, Spot},
        graph_shape::Side,
    },
    library::{ConceptKey, Neighbourhood, Node},
};

/// The graph on the screen.
#[derive(Clone, Debug, Default)]
pub struct GraphPage {
    /// The concepts around the one in the middle.
    pub neighbourhood: Neighbourhood,
    /// The selected concept, an index into the nodes.
    pub selected: usize,
}

/// Where an arrow key points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// What following the selected concept leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraphStep {
    /// The graph around a concept, by its key.
    Recentre(ConceptKey),
    /// The note or page of the concept in the middle, by its key.
    Open(ConceptKey),
}

impl GraphPage {
    /// A graph with its centre selected.
    pub fn new(neighbourhood: Neighbourhood) -> Self {
        Self { neighbourhood, selected: 0 }
    }

    /// Where everything stands in a room, in cells.
    pub fn places(&self, room: Size) -> Places {
        Places::new(&self.neighbourhood, room)
    }

    /// The concept in the middle.
    pub fn centre(&self) -> Option<&Node> {
        self.neighbourhood.nodes.first()
    }

    /// Selects the next concept in a direction, if there is one: across, what hangs on the selected one or what it
    /// hangs on; up and down, the next row of the same side.
    pub fn go(&mut self, way: Way, room: Size) {
        let places = self.places(room);
        let at = places.spot_of(self.selected);
        let next = next(&places.spots, at, way).and_then(|it| places.spots.get(it));
        self.selected = next.map_or_else(|| places.spots.get(at).map_or(0, |it| it.node), |it| it.node);
    }

    /// Selects the next concept by strength, or the one before; after the last comes the first.
    pub fn cycle(&mut self, step: isize, room: Size) {
        let places = self.places(room);
        let count = places.spots.len().max(1) as isize;
        let at = (places.spot_of(self.selected) as isize + step).rem_euclid(count);
        self.selected = places.spots.get(at as usize).map_or(0, |it| it.node);
    }

    /// Selects the centre, or the weakest concept that is shown.
    pub fn to_end(&mut self, room: Size) {
        self.selected = self.places(room).spots.last().map_or(0, |it| it.node);
    }

    /// What following the selected concept leads to; one that has no room is as good as the centre.
    pub fn follow(&self, room: Size) -> Option<GraphStep> {
        let places = self.places(room);
        let node = places.spots.get(places.spot_of(self.selected)).map_or(0, |it| it.node);
        let key = self.neighbourhood.nodes.get(node)?.key.clone();
        Some(if node == 0 { GraphStep::Open(key) } else { GraphStep::Recentre(key) })
    }
}

/// The spot that an arrow key leads to.
fn next(spots: &[Spot], at: usize, way: Way) -> Option<usize> {
    let here = spots.get(at)?;
    let outward = match way {
        Way::Up | Way::Down => return upright(spots, at, way == Way::Down),
        Way::Left => Side::Left,
        Way::Right => Side::Right,
    };
    if here.side != Side::Centre && here.side != outward {
        return Some(here.parent);
    }
    let hangs = |it: &usize| spots.get(*it).is_some_and(|it| it.parent == at && it.side == outward);
    (1..spots.len()).filter(hangs).min_by_key(|it| distance(spots, at, *it))
}

/// The next row above or below: of the same side, or from the centre of either, or else the centre itself.
fn upright(spots: &[Spot], at: usize, is_down: bool) -> Option<usize> {
    let here = spots.get(at)?;
    let is_beyond = |it: &Spot| if is_down { it.mark.1 > here.mark.1 } else { it.mark.1 < here.mark.1 };
    let is_near = |it: &Spot| it.side == here.side || here.side == Side::Centre;
    let fits = |it: &usize| spots.get(*it).is_some_and(|it| it.side != Side::Centre && is_near(it) && is_beyond(it));
    let beside = (1..spots.len()).filter(fits).min_by_key(|it| distance(spots, at, *it));
    beside.or_else(|| spots.first().filter(|it| is_beyond(it)).map(|_| 0))
}

/// Rows between two spots.
fn distance(spots: &[Spot], one: usize, other: usize) -> u16 {
    let row = |it: usize| spots.get(it).map_or(0, |it| it.mark.1);
    row(one).abs_diff(row(other))
}
