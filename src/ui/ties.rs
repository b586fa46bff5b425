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

/// How heavy a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Dotted,
    Thin,
    Thick,
}

/// A dot of the canvas: two to a column and four to a row, from the upper left.
type Dot = (f64, f64);

/// The braille character without dots.
const BLANK: u32 = 0x2800;

/// So many lines go across: more make a thicket.
const ACROSS: usize = 12;

/// Draws the ties between spots into an area; those of the selected spot stand out.
pub fn draw(paint: &mut Paint, places: &Places, selected: usize, area: Area) {
    let scale = Scale::new(places);
    let (mut faint, mut plain, mut bright) = (Vec::new(), Vec::new(), Vec::new());
    let mut across = (places.spots.len() / 2).min(ACROSS);
    for tie in &places.ties {
        let is_selected = selected > 0 && (tie.from == selected || tie.to == selected);
        let weight = match scale.weight(tie.strength) {
            // A short line needs all its dots.
            Weight::Dotted if tie.is_branch && tie.from > 0 => Weight::Thin,
            // What goes across is not the matter, until one of its ends is selected.
            Weight::Thick if !tie.is_branch && !is_selected => Weight::Thin,
            weight => weight,
        };
        if is_selected {
            bright.extend(line(places, tie, weight));
        } else if tie.is_branch && selected > 0 {
            faint.extend(line(places, tie, weight));
        } else if tie.is_branch {
            plain.extend(line(places, tie, weight));
        } else if selected == 0 && weight != Weight::Dotted && across > 0 && is_inside(places, tie) {
            across -= 1;
            faint.extend(line(places, tie, weight));
        }
    }
    for (dots, role) in [(faint, Role::Rule), (plain, Role::Quiet), (bright, Role::Key)] {
        layer(paint, &dots, area, role);
    }
}

/// Between concepts one link away there is room for a line; elsewhere it would cross titles.
fn is_inside(places: &Places, tie: &SpotTie) -> bool {
    let is_near = |it: usize| places.spots.get(it).is_some_and(|it| it.parent == 0);
    is_near(tie.from) && is_near(tie.to) && !is_list(places)
}

/// What strength is usual in this graph.
struct Scale {
    median: usize,
}

impl Scale {
    fn new(places: &Places) -> Self {
        // The ties come by strength.
        let branches: Vec<usize> = places.ties.iter().filter(|it| it.is_branch).map(|it| it.strength).collect();
        Self { median: branches.get(branches.len() / 2).copied().unwrap_or(0) }
    }

    /// Ties about as strong as most look alike; only half as much again, or half as much, is worth a difference.
    fn weight(&self, strength: usize) -> Weight {
        match strength * 2 {
            it if it >= self.median * 3 && it > 0 => Weight::Thick,
            it if it > self.median => Weight::Thin,
            _ => Weight::Dotted,
        }
    }
}

/// The dots of a tie.
fn line(places: &Places, tie: &SpotTie, weight: Weight) -> Vec<Dot> {
    let dot = |at: usize| places.spots.get(at).map_or((0.0, 0.0), |it| middle_of(it.mark));
    let (from, to) = (dot(tie.from), dot(tie.to));
    let halfway = between(from, to, 0.5);
    let is_rail = is_list(places) && tie.from == 0;
    let dots = match tie.is_branch {
        true if is_rail => rail(from, to),
        true if tie.from == 0 => curve(from, halfway, to),
        // First down and then outwards, past the rows of a title.
        true => curve(from, (from.0, to.1), to),
        false => curve(from, between(halfway, dot(0), 0.4), to),
    };
    let is_flat = is_rail || (from.0 - to.0).abs() >= (from.1 - to.1).abs();
    match weight {
        Weight::Dotted => dots.into_iter().step_by(2).collect(),
        Weight::Thin => dots,
        Weight::Thick => dots.iter().flat_map(|it| [*it, beside(*it, is_flat)]).collect(),
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

/// The dot that makes a line two dots wide.
fn beside(at: Dot, is_flat: bool) -> Dot {
    if is_flat { (at.0, at.1 + 1.0) } else { (at.0 + 1.0, at.1) }
}

/// Adds dots to the cells of an area, all in one look; cells without one stay as they are.
fn layer(paint: &mut Paint, dots: &[Dot], area: Area, role: Role) {
    let rect = Rect::new(area.column, area.row, area.columns, area.rows).intersection(paint.buffer.area);
    if rect.is_empty() || dots.is_empty() {
        return;
    }
    let (right, top) = (f64::from(rect.width) * 2.0 - 1.0, f64::from(rect.height) * 4.0 - 1.0);
    let coords: Vec<(f64, f64)> = dots.iter().map(|it| (it.0, top - it.1)).collect();
    let mut cells = Buffer::empty(rect);
    let canvas = Canvas::default().marker(Marker::Braille).x_bounds([0.0, right]).y_bounds([0.0, top]);
    canvas.paint(|it| it.draw(&Points { coords: &coords, color: Color::Reset })).render(rect, &mut cells);
    let style = Style::reset().patch(paint.theme.style(role));
    for place in rect.positions() {
        let Some(added) = cells.cell(place).and_then(|it| pattern(it.symbol())).filter(|it| *it > 0) else { continue };
        if let Some(cell) = paint.buffer.cell_mut(place) {
            // The lines that cross here stay whole.
            let dots = added | pattern(cell.symbol()).unwrap_or(0);
            cell.set_char(char::from_u32(BLANK + dots).unwrap_or(' ')).set_style(style);
        }
    }
}

/// The dots of a braille character, a bit each.
fn pattern(symbol: &str) -> Option<u32> {
    symbol.chars().next().and_then(|it| u32::from(it).checked_sub(BLANK)).filter(|it| *it < 256)
}
