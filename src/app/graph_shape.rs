//! The shape of a graph: an ellipse of titles around the centre, or where it is narrow a list under it.

use crate::{
    app::{drawn::Area, event::Size, graph_title},
    note::columns,
};

/// A side of the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Side {
    Centre,
    Left,
    Right,
}

/// The shape of the drawing in a room.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    room: Size,
    is_list: bool,
}

/// What is to be placed: a spot, its title, and whether it hangs on another one than the centre.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Which spot.
    pub spot: usize,
    /// Its title.
    pub title: &'a str,
    /// It stands further out.
    pub is_outer: bool,
}

/// Mark, cells and title of a placed concept.
pub struct Cells {
    /// Where its ties end.
    pub mark: (u16, u16),
    /// Mark and title.
    pub area: Area,
    /// The title, a row each.
    pub title: Vec<String>,
}

/// A narrower room has no place for titles on both sides.
const TWO_SIDES: u16 = 64;
/// What is two links away stands so many columns further out.
const INDENT: u16 = 5;
/// The mark and the blank beside it.
const MARK: u16 = 2;

impl Shape {
    /// The shape that suits a room, in cells.
    pub fn new(room: Size) -> Self {
        Self { room, is_list: room.columns < TWO_SIDES }
    }

    /// Titles stand on both sides of the centre.
    pub fn has_two_sides(self) -> bool {
        !self.is_list
    }

    /// How many concepts fit, the centre counted: most titles may take two rows.
    pub fn capacity(self) -> usize {
        let rows = usize::from(self.room.rows);
        if self.is_list { 1 + (rows.saturating_sub(1) * 3).div_ceil(5) } else { 1 + rows * 3 / 4 }
    }

    /// The cells of the centre.
    pub fn centre(self, title: &str) -> Cells {
        let (middle, columns) = (self.room.columns / 2, self.room.columns);
        if self.is_list {
            let title = graph_title::rows(title, columns.saturating_sub(MARK).into(), 1);
            let area = Area { column: 0, row: 0, columns: columns.min(widest(&title) + MARK), rows: 1 };
            return Cells { mark: (0, 0), area, title };
        }
        let most = self.room.rows.min(3);
        let edge = self.bulge((self.room.rows - most) / 2).saturating_sub(4).max(MARK);
        let title = graph_title::rows(title, (2 * edge - MARK).into(), most.into());
        let (columns, rows) = (widest(&title) + MARK, title.len() as u16);
        let row = (self.room.rows / 2).saturating_sub(rows / 2);
        let area = Area { column: middle.saturating_sub(columns / 2), row, columns, rows };
        Cells { mark: (middle, self.room.rows / 2), area, title }
    }

    /// Places the members of one side from top to bottom: a group stays together, and what is free of the rows
    /// stands between the groups.
    pub fn place(self, side: Side, groups: &[Vec<Member>]) -> Vec<(usize, Cells)> {
        let first = u16::from(self.is_list);
        let room = self.room.rows.saturating_sub(first);
        let members: Vec<&Member> = groups.iter().flatten().collect();
        let heights = self.heights(side, &members, room);
        let mut free_rows = gaps(groups.len(), room.saturating_sub(heights.iter().sum()), self.is_list).into_iter();
        let mut heights = heights.into_iter();
        let mut row = first;
        let mut placed = Vec::with_capacity(members.len());
        for group in groups {
            row += free_rows.next().unwrap_or(0);
            for member in group {
                let height = heights.next().unwrap_or(1);
                placed.push((member.spot, self.cells(side, row, member, height)));
                row += height;
            }
        }
        placed
    }

    /// How many rows the titles take, one or two; when that is too much the weakest have to do with one.
    fn heights(self, side: Side, members: &[&Member], room: u16) -> Vec<u16> {
        let needed = |it: &&Member| {
            let width = self.width(side, self.reach() + outer(it));
            1 + u16::from(graph_title::rows(it.title, width.into(), 2).len() > 1)
        };
        let mut heights: Vec<u16> = members.iter().map(needed).collect();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_key(|it| members.get(*it).map(|it| it.spot));
        while heights.iter().sum::<u16>() > room
            && let Some(weakest) = order.pop()
        {
            if let Some(it) = heights.get_mut(weakest) {
                *it = 1;
            }
        }
        heights
    }

    /// Mark, cells and title of a member in a row.
    fn cells(self, side: Side, row: u16, member: &Member, height: u16) -> Cells {
        let out = if self.is_list { self.reach() } else { self.bulge(row) } + outer(member);
        let title = graph_title::rows(member.title, self.width(side, out).into(), height.into());
        let columns = widest(&title) + MARK;
        let rows = title.len() as u16;
        let column = if side == Side::Left { self.middle().saturating_sub(out) } else { self.middle() + out };
        let left = if side == Side::Left { (column + 1).saturating_sub(columns) } else { column };
        Cells { mark: (column, row), area: Area { column: left, row, columns, rows }, title }
    }

    /// Columns for a title whose mark stands so far out.
    fn width(self, side: Side, out: u16) -> u16 {
        let columns = match side {
            Side::Left => (self.middle() + 1).saturating_sub(out),
            _ => self.room.columns.saturating_sub(self.middle() + out),
        };
        columns.saturating_sub(MARK)
    }

    /// The column from which is measured how far out something stands.
    fn middle(self) -> u16 {
        if self.is_list { 0 } else { self.room.columns / 2 }
    }

    /// How far out the furthest concept one link away stands.
    fn reach(self) -> u16 {
        if self.is_list { 5 } else { (self.room.columns / 6).clamp(9, 30) }
    }

    /// How far out a row's concepts stand: an ellipse that is higher than the room, so that all rows can be used.
    fn bulge(self, row: u16) -> u16 {
        let half = f64::from(self.room.rows.max(1)) / 2.0;
        let height = (f64::from(row) + 0.5 - half) / (half * 1.12);
        (f64::from(self.reach()) * (1.0 - height * height).max(0.0).sqrt()).round() as u16
    }
}

fn outer(member: &Member) -> u16 {
    if member.is_outer { INDENT } else { 0 }
}

/// Free rows above each group: as much between groups as above the first and below the last together; a list keeps
/// its groups together.
fn gaps(groups: usize, free: u16, is_list: bool) -> Vec<u16> {
    let (free, count) = (usize::from(free), groups.max(1));
    let until = |at: usize| if is_list { (at * free / count).min(at) } else { free * (2 * at + 1) / (2 * count) };
    (0..groups).map(|at| (until(at) - if at == 0 { 0 } else { until(at - 1) }) as u16).collect()
}

/// The columns of the longest row.
fn widest(rows: &[String]) -> u16 {
    rows.iter().map(|it| u16::try_from(columns(it)).unwrap_or(u16::MAX / 2)).max().unwrap_or(0)
}
