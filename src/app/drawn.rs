//! Facts of the layout that a drawn frame hands back: decisions need them, drawing makes them.

use crate::{
    app::{action::Action, event::Size, pane::Focus, stop::Stop},
    note::BlockId,
    search::Kind,
};

/// What a frame turned out to be.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The text of the note, when it was on the screen.
    pub text: Option<TextView>,
    /// What can be clicked; of two at one cell the later one counts.
    pub hits: Vec<Hit>,
    /// Where the wheel turns what; of two at one cell the later one counts.
    pub areas: Vec<(Area, Focus)>,
    /// Rows of the list or page that is on the screen instead of the text.
    pub page_rows: usize,
    /// Of the quiz, the first line that was shown of its lines; `page_rows` is the last one that can be.
    pub first_line: usize,
    /// The room of the graph, when it was on the screen, in cells.
    pub graph: Size,
    /// Blocks of code on the screen.
    pub code: Vec<BlockId>,
    /// Embeds whose content is on the screen, as indexes into the note's links.
    pub embeds: Vec<u32>,
}

/// The visible part of a note's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextView {
    /// The first row.
    pub top: Place,
    /// For each row the offset in the note of what it shows; a blank row has that of what comes after it.
    pub rows: Vec<u32>,
    /// The beginning of the note is on the screen, and its end.
    pub at_start: bool,
    /// See `at_start`.
    pub at_end: bool,
    /// How many rows there are for text.
    pub height: u16,
}

/// A row of the text: a block, and a row of it, blank rows above it counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // Each name says it all.
pub struct Place {
    pub block: BlockId,
    pub row: u32,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub struct Area {
    pub column: u16,
    pub row: u16,
    pub columns: u16,
    pub rows: u16,
}

impl Area {
    /// True when a cell lies in it.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.column..self.column.saturating_add(self.columns)).contains(&column)
            && (self.row..self.row.saturating_add(self.rows)).contains(&row)
    }
}

/// Something that a click reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its cells.
    pub area: Area,
    /// What it is.
    pub target: HitTarget,
}

/// What a click reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitTarget {
    /// A link or timestamp in the text.
    Stop(Stop),
    /// A row of a pane, an index into its rows.
    PaneRow(Focus, usize),
    /// A pane or the text, between its rows.
    Focus(Focus),
    /// A row of the page, list or overlay that is on the screen.
    PageRow(usize),
    /// A kind of results on the find screen; none for all.
    FindKind(Option<Kind>),
    /// A hint in the footer.
    Do(Action),
}

impl Drawn {
    /// What a click at a cell reaches.
    pub fn hit(&self, column: u16, row: u16) -> Option<HitTarget> {
        self.hits.iter().rev().find(|it| it.area.contains(column, row)).map(|it| it.target)
    }

    /// What the wheel turns at a cell.
    pub fn area(&self, column: u16, row: u16) -> Option<Focus> {
        self.areas.iter().rev().find(|it| it.0.contains(column, row)).map(|it| it.1)
    }
}
