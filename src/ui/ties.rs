//! The ties of a graph: lines on ratatui's canvas, heavier the stronger they are.

use crate::{
    app::{
        drawn::Area,
        graph_places::{Places, SpotTie},
    },
    ui::{paint::Paint, theme::Role},
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
    symbols::Marker,
    widgets::{
        Widget,
        canvas::{Canvas, Points},
    },
};

/// A dot of the canvas: two to a column and four to a row, from the upper left.
type Dot = (f64, f64);

/// Draws the ties between spots into an area: what hangs on what, the strong ones brighter. Ties across would make a
/// thicket: only those of the selected spot are drawn, and all of its ties stand out.
pub fn draw(paint: &mut Paint, places: &Places, selected: usize, area: Area) {
    let strong = strong(places);
    let (mut faint, mut plain, mut bright) = (Vec::new(), Vec::new(), Vec::new());
    for tie in &places.ties {
        let is_selected = selected > 0 && (tie.from == selected || tie.to == selected);
        match (is_selected, tie.is_branch) {
            (true, _) => bright.extend(line(places, tie)),
            (false, true) if selected == 0 && tie.strength >= strong => plain.extend(line(places, tie)),
            (false, true) => faint.extend(line(places, tie)),
            (false, false) => {}
        }
    }
    for (dots, role) in [(faint, Role::Rule), (plain, Role::Quiet), (bright, Role::Key)] {
        layer(paint, &dots, area, role);
    }
}

/// Ties about as strong as most look alike; from half as much again on, a tie is strong.
fn strong(places: &Places) -> usize {
    // The ties come by strength.
    let branches: Vec<usize> = places.ties.iter().filter(|it| it.is_branch).map(|it| it.strength).collect();
    let median = branches.get(branches.len() / 2).copied().unwrap_or(0);
    (median * 3).div_ceil(2).max(1)
}

/// The dots of a tie.
fn line(places: &Places, tie: &SpotTie) -> Vec<Dot> {
    let dot = |at: usize| places.spots.get(at).map_or((0.0, 0.0), |it| middle_of(it.mark));
    let (from, to) = (dot(tie.from), dot(tie.to));
    let halfway = between(from, to, 0.5);
    let is_rail = is_list(places) && tie.from == 0;
    match tie.is_branch {
        true if is_rail => rail(from, to),
        true if tie.from == 0 => curve(from, halfway, to),
        // First down and then outwards, past the rows of a title.
        true => curve(from, (from.0, to.1), to),
        false => curve(from, between(halfway, dot(0), 0.4), to),
    }
}

/// Below the centre of a list: down and then to the right.
fn rail(from: Dot, to: Dot) -> Vec<Dot> {
    let corner = (from.0, to.1);
    let (mut dots, along) = (curve(from, between(from, corner, 0.5), corner), between(corner, to, 0.5));
    dots.extend(curve(corner, along, to));
    dots
}

/// From one dot to another, drawn towards a third.
fn curve(from: Dot, bend: Dot, to: Dot) -> Vec<Dot> {
    let steps = ((from.0 - to.0).abs().max((from.1 - to.1).abs()) * 1.5) as u32;
    let mut dots: Vec<Dot> = Vec::with_capacity(steps as usize + 1);
    for step in 0..=steps {
        let part = f64::from(step) / f64::from(steps.max(1));
        let at = between(between(from, bend, part), between(bend, to, part), part);
        let at = (at.0.round(), at.1.round());
        if dots.last() != Some(&at) {
            dots.push(at);
        }
    }
    dots
}

/// The titles stand below the centre, which is in the corner.
fn is_list(places: &Places) -> bool {
    places.spots.first().is_some_and(|it| it.mark == (0, 0))
}

fn middle_of(cell: (u16, u16)) -> Dot {
    (f64::from(cell.0) * 2.0 + 0.5, f64::from(cell.1) * 4.0 + 1.5)
}

fn between(from: Dot, to: Dot, part: f64) -> Dot {
    (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
}

/// Adds dots to the cells of an area, all in one look; cells without one stay as they are. Quarters of cells are
/// coarser than braille, but every font has them.
fn layer(paint: &mut Paint, dots: &[Dot], area: Area, role: Role) {
    let rect = Rect::new(area.column, area.row, area.columns, area.rows).intersection(paint.buffer.area);
    if rect.is_empty() || dots.is_empty() {
        return;
    }
    let (right, top) = (f64::from(rect.width) * 2.0 - 1.0, f64::from(rect.height) * 4.0 - 1.0);
    let coords: Vec<(f64, f64)> = dots.iter().map(|it| (it.0, top - it.1)).collect();
    let mut cells = Buffer::empty(rect);
    let canvas = Canvas::default().marker(Marker::Quadrant).x_bounds([0.0, right]).y_bounds([0.0, top]);
    canvas.paint(|it| it.draw(&Points { coords: &coords, color: Color::Reset })).render(rect, &mut cells);
    let style = Style::reset().patch(paint.theme.style(role));
    for place in rect.positions() {
        let Some(added) = cells.cell(place).and_then(|it| quarters(it.symbol())).filter(|it| *it > 0) else { continue };
        if let Some(cell) = paint.buffer.cell_mut(place) {
            // The lines that cross here stay whole.
            let all = added | quarters(cell.symbol()).unwrap_or(0);
            cell.set_char(QUARTERS.get(all).copied().unwrap_or(' ')).set_style(style);
        }
    }
}

/// Every set of quarters of a cell: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The quarters that a character fills.
fn quarters(symbol: &str) -> Option<usize> {
    let character = symbol.chars().next()?;
    QUARTERS.iter().position(|it| *it == character)
}
