//! Where things stand on the screen.

use crate::app::{
    App, Screen,
    document::Document,
    drawn::Area,
    event::Size,
    pane::{Focus, Width},
};

/// The parts of the reading screen.
pub struct Layout {
    /// The line at the top.
    pub header: Area,
    /// Everything between header and footer.
    pub body: Area,
    /// The line at the bottom.
    pub footer: Area,
    /// The column of text.
    pub text: Area,
    /// The panes, each with its place.
    pub panes: Vec<(Focus, Area)>,
    /// Columns with a vertical line.
    pub posts: Vec<u16>,
    /// Rules stand under the header and over the footer.
    pub has_rules: bool,
}

/// Text is never wider than this.
const MEASURE: u16 = 80;
/// Pages have a mark left of their text, and the list of notes facts right of it.
const PAGE_MEASURE: u16 = MEASURE + 2;
/// See `PAGE_MEASURE`.
const LIST_MEASURE: u16 = 96;
/// Columns between the text and what stands beside it.
const MARGIN: u16 = 3;

impl Layout {
    /// Divides the screen.
    pub fn new(app: &App, size: Size) -> Self {
        let has_rules = size.rows >= 14;
        let (above, below) = if has_rules { (2, 2) } else { (1, 1) };
        let whole = Area { column: 0, row: 0, columns: size.columns, rows: size.rows };
        let body = Area { row: above, rows: size.rows.saturating_sub(above + below), ..whole };
        let mut layout = Self {
            header: Area { rows: 1, ..whole },
            body,
            footer: Area { row: size.rows.saturating_sub(1), rows: 1, ..whole },
            text: body,
            panes: Vec::new(),
            posts: Vec::new(),
            has_rules,
        };
        let visible = if matches!(app.screen, Screen::Reading) { visible(app) } else { Vec::new() };
        let rows = |it: &Document| it.concepts.len() + if it.backlinks.is_empty() { 0 } else { 1 + it.backlinks.len() };
        let concepts = app.reading.as_ref().map_or(0, |it| u16::try_from(rows(&it.document)).unwrap_or(u16::MAX));
        layout.place(&visible, app.width(), concepts.saturating_mul(2).saturating_add(1));
        match app.screen {
            Screen::Reading => {}
            Screen::Notes(_) | Screen::Progress(_) => layout.text = measured(layout.body, LIST_MEASURE),
            Screen::Find(_) => layout.text = layout.body,
            Screen::Quiz => layout.text = measured(layout.body, MEASURE),
            _ => layout.text = measured(layout.body, PAGE_MEASURE),
        }
        layout
    }

    /// Places the text and the visible panes; `concepts` is how many rows the pane of that name can use.
    fn place(&mut self, visible: &[Focus], width: Width, concepts: u16) {
        let whole = self.body;
        if width == Width::Narrow {
            // Half a pane over half a text would leave neither to read.
            self.panes.extend(visible.first().map(|pane| (*pane, whole)));
            self.text = measured(whole, MEASURE);
            return;
        }
        let mut left = whole.column;
        let mut right = whole.column + whole.columns;
        let has_left = width == Width::Medium && !visible.is_empty() || visible.contains(&Focus::Sections);
        if has_left {
            let columns = side(whole.columns, width);
            self.panes.push((visible[0], Area { column: left, columns, ..whole }));
            left += columns;
            self.posts.push(left);
            left += 1;
        }
        let others: Vec<Focus> = visible.iter().skip(usize::from(has_left)).copied().collect();
        if !others.is_empty() {
            let columns = side(whole.columns, width) + 2;
            right -= columns;
            self.posts.push(right - 1);
            self.stack(&others, Area { column: right, columns, ..whole }, concepts);
            right -= 1;
        }
        self.text = measured(Area { column: left, columns: right.saturating_sub(left), ..whole }, MEASURE);
    }

    /// Panes above each other; the upper one takes what it needs, at most two fifths.
    fn stack(&mut self, panes: &[Focus], area: Area, needed: u16) {
        let [first, second] = panes else {
            self.panes.extend(panes.first().map(|it| (*it, area)));
            return;
        };
        let upper = (area.rows * 2 / 5).min(needed).max(3).min(area.rows);
        self.panes.push((*first, Area { rows: upper, ..area }));
        let row = area.row + upper + 1;
        self.panes.push((*second, Area { row, rows: area.rows.saturating_sub(upper + 1), ..area }));
    }
}

/// The panes that are shown: one that would be empty gives its room to the text, unless it has the focus.
fn visible(app: &App) -> Vec<Focus> {
    let mut visible = app.panes.visible(app.width());
    visible.retain(|it| *it == app.panes.focus || !app.is_empty(*it));
    visible
}

/// The width of a side pane.
fn side(columns: u16, width: Width) -> u16 {
    match width {
        Width::Wide => ((columns.saturating_sub(MEASURE + 2 * MARGIN)) / 2).clamp(26, 42),
        _ => (columns * 3 / 10).clamp(20, 28),
    }
}

/// The column of text in the middle of an area, at most so many columns wide.
fn measured(area: Area, measure: u16) -> Area {
    let margin = if area.columns > 50 { MARGIN } else { 1 };
    let columns = area.columns.saturating_sub(2 * margin).clamp(1, measure);
    let column = area.column + (area.columns.saturating_sub(columns)) / 2;
    Area { column, columns: columns.min(area.columns.max(1)), ..area }
}
