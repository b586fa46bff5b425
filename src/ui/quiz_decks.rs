//! The decks to choose from, on the screen.

use crate::{
    app::{
        drawn::{Area, Drawn, Hit, HitTarget},
        quiz_decks::{Count, DeckPage, DeckRow},
    },
    note::visible,
    ui::{
        count::{counted, grouped},
        paint::Paint,
        theme::Role,
    },
};

/// Columns for what a deck is called.
const NAME: u16 = 16;

/// Draws the decks.
pub fn draw(paint: &mut Paint, page: &DeckPage, area: Area, drawn: &mut Drawn) {
    drawn.page_rows = page.rows.len();
    let head = if area.rows >= 14 { 2 } else { u16::from(area.rows > 9) };
    if head > 0 {
        paint.fit(area.column + 2, area.row, area.columns, "What shall be asked?", Role::Heading);
    }
    let height = usize::from(area.rows.saturating_sub(head));
    let first = (page.selected + 1).saturating_sub(height);
    for (at, row) in page.rows.iter().enumerate().skip(first).take(height) {
        let place = Area { row: area.row + head + (at - first) as u16, rows: 1, ..area };
        draw_row(paint, row, place);
        drawn.hits.push(Hit { area: place, target: HitTarget::PageRow(at) });
        if at == page.selected {
            let style = paint.theme.style(Role::Selected);
            paint.tint(place, style);
        }
    }
}

fn draw_row(paint: &mut Paint, row: &DeckRow, area: Area) {
    let count = match row.count {
        Count::Cards(0) => "no cards".into(),
        Count::Cards(count) => counted(count, "card"),
        Count::Notes(count) => counted(count, "note"),
        Count::Due(None) => "…".into(),
        Count::Due(Some(0)) => "none due".into(),
        Count::Due(Some(count)) => format!("{} due", grouped(count)),
        Count::Answered(done, total) => format!("{} of {}", grouped(done), grouped(total)),
    };
    let role = if row.count == Count::Cards(0) { Role::Quiet } else { Role::Text };
    let end = paint.right(area.column + area.columns.saturating_sub(1), area.row, &count, Role::Quiet);
    let x = area.column + 2;
    paint.fit(x, area.row, NAME, row.name, role);
    let room = end.saturating_sub(x + NAME + 2);
    paint.fit(x + NAME, area.row, room, &visible(&row.title), Role::Quiet);
}
