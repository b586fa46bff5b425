//! The list of notes on the screen.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        note_list::NoteList,
    },
    note::visible,
    ui::{paint::Paint, theme::Role},
};

/// Draws the notes of the folder; `first` is the first visible row and moves only as far as it must.
pub fn draw(paint: &mut Paint, app: &App, list: &NoteList, area: Area, first: &mut usize, drawn: &mut Drawn) {
    let Some(library) = &app.library else {
        paint.say(area.column, area.row, area.columns, "looking for notes …", Role::Quiet);
        return;
    };
    let paths = library.paths();
    if paths.is_empty() {
        let none = "This folder holds no Markdown notes (.md).";
        paint.fit(area.column, area.row, area.columns, none, Role::Text);
        paint.fit(area.column, area.row + 1, area.columns, "q leaves; try: recto OTHER-FOLDER", Role::Quiet);
        return;
    }
    let count = list.count(library);
    if count == 0 {
        paint.fit(area.column, area.row, area.columns, "no note of that name; Esc shows all", Role::Quiet);
    }
    let height = area.rows as usize;
    *first = (*first).min(list.selected).max((list.selected + 1).saturating_sub(height));
    drawn.page_rows = count;
    for row in *first..count.min(*first + height) {
        let Some(path) = list.path(library, row) else { break };
        let y = area.row + (row - *first) as u16;
        let place = Area { row: y, rows: 1, ..area };
        draw_note(paint, path, place);
        drawn.hits.push(Hit { area: place, target: HitTarget::PageRow(row) });
        if row == list.selected {
            let style = paint.theme.style(Role::Selected);
            paint.tint(place, style);
        }
    }
}

/// A note's name and the folder that it stands in.
fn draw_note(paint: &mut Paint, path: &str, area: Area) {
    let (folder, file) = path.rsplit_once('/').map_or(("", path), |it| it);
    let name = file.strip_suffix(".md").unwrap_or(file).replace('_', " ");
    let x = area.column + 2;
    let used = paint.fit(x, area.row, area.columns.saturating_sub(2), &visible(&name), Role::Text);
    if !folder.is_empty() {
        let x = x + used + 2;
        paint.fit(x, area.row, (area.column + area.columns).saturating_sub(x), &visible(folder), Role::Quiet);
    }
}
