//! The graph of a concept's neighbourhood on the screen.

use crate::{
    app::{
        drawn::{Area, Drawn, Hit, HitTarget},
        event::Size,
        graph::GraphPage,
        graph_places::{Places, Spot},
        graph_shape::Side,
    },
    library::Node,
    note::visible,
    ui::{
        paint::{Paint, columns},
        theme::Role,
        ties,
        wrap::wrap,
    },
};
use ratatui::style::{Modifier, Style};

/// Draws the graph, and under it what is known of the selected concept.
pub fn draw(paint: &mut Paint, page: &GraphPage, body: Area, drawn: &mut Drawn) {
    let area = Area { column: body.column + 1, columns: body.columns.saturating_sub(2), ..body };
    let (blank, lines) = match area.rows {
        12.. => (1, 2),
        8.. => (0, 2),
        _ => (0, 1),
    };
    let area = Area { rows: area.rows.saturating_sub(blank + lines), ..area };
    let room = Size { columns: area.columns, rows: area.rows };
    let places = page.places(room);
    drawn.graph = room;
    let selected = places.spot_of(page.selected);
    if places.spots.len() > 1 {
        ties::draw(paint, &places, selected, area);
    }
    for (at, spot) in places.spots.iter().enumerate() {
        let Some(node) = page.neighbourhood.nodes.get(spot.node) else { continue };
        let whole = shifted(spot.area, area);
        // So many lines under titles would be all that is seen; the mark says that there is a note.
        let look = paint.theme.style(look(&places, at, selected, node)).remove_modifier(Modifier::UNDERLINED);
        label(paint, node, spot, whole, look);
        drawn.hits.push(Hit { area: whole, target: HitTarget::PageRow(spot.node) });
    }
    drawn.page_rows = places.spots.len();
    if let [centre] = places.spots.as_slice() {
        alone(paint, centre, area);
    }
    let foot = Area { row: area.row + area.rows + blank, rows: lines, ..area };
    said(paint, page, &places, selected, foot);
}

/// Cells of the drawing as cells of the screen.
fn shifted(cells: Area, into: Area) -> Area {
    Area { column: cells.column + into.column, row: cells.row + into.row, ..cells }
}

/// How a concept looks: in reverse when it is selected, low when it is not tied to the one that is.
fn look(places: &Places, at: usize, selected: usize, node: &Node) -> Role {
    let is_tied =
        selected == 0 || places.ties.iter().any(|it| [(at, selected), (selected, at)].contains(&(it.from, it.to)));
    match node.steps {
        _ if at == selected => Role::Selected,
        0 => Role::Heading,
        _ if !is_tied => Role::Quiet,
        _ if node.has_note => Role::Link,
        2 if selected == 0 => Role::Quiet,
        _ => Role::Text,
    }
}

/// The title with its mark; on the left it ends at the mark, and that of the centre stands in the middle.
fn label(paint: &mut Paint, node: &Node, spot: &Spot, area: Area, look: Style) {
    let mark = if node.has_note { "●" } else { "○" };
    for (at, (y, row)) in (area.row..).zip(&spot.title).enumerate() {
        // Beside the rows that follow the first, a tie passes under the mark.
        let text = match (at, spot.side) {
            (0, Side::Left) => format!("{row} {mark}"),
            (0, _) => format!("{mark} {row}"),
            _ => row.clone(),
        };
        let free = area.columns.saturating_sub(columns(&text));
        let gutter = if at == 0 { 0 } else { 2 };
        let x = match spot.side {
            Side::Left => area.column + free.saturating_sub(gutter),
            Side::Right => area.column + gutter,
            Side::Centre => area.column + free / 2,
        };
        // A tie ends a column before a title, except at its mark.
        let margin = u16::from(at > 0 || spot.side == Side::Centre);
        let row = Area { column: x.saturating_sub(margin), row: y, columns: columns(&text) + 2 * margin, rows: 1 };
        paint.clear(row);
        paint.put(x, y, area.columns, &text, look);
    }
}

/// Why there is nothing around the centre, said below it.
fn alone(paint: &mut Paint, spot: &Spot, area: Area) {
    let sentence = "No other concept is linked with this one.";
    let first = area.row + spot.area.row + spot.area.rows + 1;
    for (y, range) in (first..area.row + area.rows).zip(wrap(sentence, area.columns.into())) {
        let text = sentence.get(range).unwrap_or_default();
        let is_in_middle = spot.area.row > 0;
        let margin = if is_in_middle { area.columns.saturating_sub(columns(text)) / 2 } else { 0 };
        paint.say(area.column + margin, y, area.columns, text, Role::Quiet);
    }
}

/// What is known of the selected concept, and what the marks mean.
fn said(paint: &mut Paint, page: &GraphPage, places: &Places, selected: usize, area: Area) {
    let node = places.spots.get(selected).and_then(|it| page.neighbourhood.nodes.get(it.node));
    let (Some(node), Some(centre)) = (node, page.centre()) else { return };
    let title = visible(&node.title);
    let facts = facts(node, centre, places.strength(0, selected), area.columns);
    let used = paint.fit(area.column, area.row, area.columns, &title, Role::Here);
    if area.rows < 2 {
        let x = area.column + used + 2;
        paint.fit(x, area.row, area.columns.saturating_sub(used + 2), &facts, Role::Quiet);
        return;
    }
    let used = paint.fit(area.column, area.row + 1, area.columns, &facts, Role::Quiet);
    let left_out = match places.left_out {
        0 => String::new(),
        count => format!("   {count} not shown"),
    };
    let legends = [format!("● note  ○ no note{left_out}"), "● note  ○ no note".to_string()];
    if let Some(legend) = legends.iter().find(|it| used + 3 + columns(it) <= area.columns) {
        paint.right(area.column + area.columns, area.row + 1, legend, Role::Quiet);
    }
}

/// How the selected concept is tied to the centre, how often it is mentioned, and whether it has a note.
fn facts(node: &Node, centre: &Node, strength: usize, room: u16) -> String {
    let has_note = if node.has_note { "has a note" } else { "no note" };
    let mentions = match node.mentions {
        1 => "1 mention".to_string(),
        count => format!("{count} mentions"),
    };
    let (tie, with) = match (node.steps, strength) {
        (0, _) => return format!("{mentions} · {has_note}"),
        (_, 0) => ("two links away".to_string(), "from"),
        (_, 1) => ("linked once".to_string(), "with"),
        (_, count) => (format!("linked {count} times"), "with"),
    };
    let with = format!("{tie} {with} {}", visible(&centre.title));
    let says = [
        format!("{with} · {mentions} · {has_note}"),
        format!("{tie} · {mentions} · {has_note}"),
        format!("{tie} · {mentions}"),
    ];
    let fits = says.iter().find(|it| columns(it) <= room).or(says.last());
    fits.cloned().unwrap_or_default()
}
