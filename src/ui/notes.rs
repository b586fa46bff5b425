//! The list of notes on the screen.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        event::Stage,
        note_list::{ListRow, NoteList},
        quiz_page::Marks,
    },
    library::{ConceptId, NoteId},
    note::{short, visible},
    ui::{
        count::{ago, counted, grouped, minutes},
        level, marked,
        paint::{Paint, columns},
        theme::Role,
        wrap::wrap,
    },
};
use std::ops::Range;

/// Columns for minutes, mentions and the last reading, right of the title; each only where there is room.
const MINUTES: u16 = 9;
const MENTIONS: u16 = 10;
const READ: u16 = 7;
/// No title has fewer columns than this for the sake of the others.
const TITLE: u16 = 34;

/// Draws the notes of the folder; `first` is the first visible row and moves only as far as it must.
pub fn draw(paint: &mut Paint, app: &App, list: &NoteList, area: Area, first: &mut usize, drawn: &mut Drawn) {
    if app.stage == Stage::Unknown {
        paint.say(area.column, area.row, area.columns, "looking for notes …", Role::Quiet);
        return;
    }
    if app.library.notes().is_empty() {
        return empty(paint, app, area);
    }
    let head = if area.rows >= 8 { head(paint, app, list, area) } else { 0 };
    let area = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..area };
    if list.rows.is_empty() {
        paint.fit(area.column, area.row, area.columns, "no note of that name; Esc shows all", Role::Quiet);
    }
    let height = area.rows as usize;
    *first = (*first).min(list.selected).max((list.selected + 1).saturating_sub(height));
    drawn.page_rows = list.rows.len();
    for (at, row) in list.rows.iter().enumerate().skip(*first).take(height) {
        let place = Area { row: area.row + (at - *first) as u16, rows: 1, ..area };
        match row {
            ListRow::Video(video) => draw_video(paint, app, list, *video, place),
            ListRow::Note { note, grouped } => {
                let marks = list.marks.get(at).map(Vec::as_slice).unwrap_or_default();
                draw_note(paint, app, *note, *grouped, marks, place);
            }
        }
        drawn.hits.push(Hit { area: place, target: HitTarget::PageRow(at) });
        if at == list.selected {
            let style = paint.theme.style(Role::Selected);
            paint.tint(place, style);
        }
    }
}

fn empty(paint: &mut Paint, app: &App, area: Area) {
    let problem = app.problems.first();
    let none = problem.map_or("This folder holds no Markdown notes (.md).", String::as_str);
    let mut row = area.row;
    for (text, role) in [(&*visible(none), Role::Text), ("q leaves; try: recto OTHER-FOLDER", Role::Quiet)] {
        for range in wrap(text, area.columns.into()) {
            if row < area.row + area.rows {
                paint.say(area.column, row, area.columns, text.get(range).unwrap_or_default(), role);
                row += 1;
            }
        }
    }
}

/// What is listed, and what stands in the columns; gives the rows used.
fn head(paint: &mut Paint, app: &App, list: &NoteList, area: Area) -> u16 {
    let mut facts = vec![match app.stage {
        Stage::Glimpsed => "looking for notes …".into(),
        _ => counted(list.notes(), "note"),
    }];
    if !list.videos.is_empty() {
        facts.push(counted(list.videos.len(), "video"));
    }
    if list.query.is_empty() {
        facts.push(format!("by {}", list.sort.name()));
    }
    let mut x = area.column + 2;
    x += paint.fit(x, area.row, area.columns, &facts.join(" · "), Role::Quiet);
    if !app.problems.is_empty() {
        let said = format!("  {} could not be read: recto check says why", app.problems.len());
        let room = (area.column + area.columns).saturating_sub(x);
        paint.fit(x, area.row, room, &said, Role::Notice);
        return 2;
    }
    let mut right = area.column + area.columns;
    for (name, width) in columns_for(area.columns) {
        if x + width < right {
            paint.right(right, area.row, name, Role::Quiet);
        }
        right -= width;
    }
    2
}

/// The columns that fit, from the right, with their names.
fn columns_for(width: u16) -> Vec<(&'static str, u16)> {
    let mut left = width.saturating_sub(TITLE);
    let mut fits = |it: &(&'static str, u16)| {
        let fits = it.1 <= left;
        left = left.saturating_sub(it.1);
        fits
    };
    // What counts most is asked first, and what stands first from the right is drawn first.
    let minutes = Some(("length", MINUTES)).filter(&mut fits);
    let read = Some(("read", READ)).filter(&mut fits);
    let mentions = Some(("mentions", MENTIONS)).filter(&mut fits);
    [read, mentions, minutes].into_iter().flatten().collect()
}

/// A video's title, and what belongs to it.
fn draw_video(paint: &mut Paint, app: &App, list: &NoteList, video: usize, area: Area) {
    let Some(video) = list.videos.get(video) else { return };
    // One wrong timestamp must not make a day of an hour: of the notes' last seconds the middle one counts.
    let end = |it: &NoteId| app.library.note(*it)?.moments.iter().map(|it| it.seconds).max();
    let mut ends: Vec<u32> = video.notes.iter().filter_map(end).collect();
    ends.sort_unstable();
    // Below each other where there is room for it.
    let width = if area.columns < 60 { 0 } else { 7 };
    let length = ends.get(ends.len() / 2).map(|it| format!("  {:>width$}", short(*it))).unwrap_or_default();
    let facts = format!("{}{length}", counted(video.notes.len(), "note"));
    let right = paint.right(area.column + area.columns, area.row, &facts, Role::Quiet);
    paint.say(area.column, area.row, 2, "▶ ", Role::Quiet);
    let title = video.title.clone().unwrap_or_else(|| format!("video {}", video.id));
    let x = area.column + 2;
    paint.fit(x, area.row, right.saturating_sub(x + 2), &visible(&title), Role::Subheading);
}

/// How well the note's cards are known, before the title, and how many are due, behind it; gives where that begins.
fn known(paint: &mut Paint, app: &App, path: &str, area: Area) -> u16 {
    let right = area.column + 2 + area.columns;
    let Some(sum) = app.quiz.known.get(path).filter(|_| app.quiz.marks == Marks::Shown) else { return right };
    let Some((mark, role)) = level::sum(sum, &app.memory) else { return right };
    paint.say(area.column, area.row, 1, mark, role);
    if sum.due == 0 || area.columns < TITLE {
        return right;
    }
    paint.right(right, area.row, &format!("{} due", grouped(sum.due)), role)
}

/// A note's title, the folder that it stands in, and its columns.
fn draw_note(paint: &mut Paint, app: &App, id: NoteId, grouped_by_video: bool, marks: &[Range<usize>], area: Area) {
    let Some(note) = app.library.note(id) else { return };
    let mut right = area.column + area.columns;
    for (name, width) in columns_for(area.columns) {
        let said = match name {
            "length" => minutes(note.words),
            "read" => app.last_read.get(&note.path).map(|it| ago(*it, app.now)),
            _ => Some(app.library.mentions(ConceptId(id)).len()).filter(|it| *it > 0).map(grouped),
        };
        paint.right(right, area.row, &said.unwrap_or_default(), Role::Quiet);
        right -= width;
    }
    let x = area.column + if grouped_by_video { 4 } else { 2 };
    right = known(paint, app, &note.path, Area { column: x - 2, columns: right.saturating_sub(x), ..area });
    let room = right.saturating_sub(x + 2);
    let mut used = 0;
    for piece in marked::fitted(&marked::pieces(&note.title, marks), room) {
        let role = if piece.is_marked { Role::Found } else { Role::Text };
        used += paint.say(x + used, area.row, room.saturating_sub(used), &piece.text, role);
    }
    if let Some((folder, _)) = note.path.rsplit_once('/') {
        let folder = visible(folder);
        let room = room.saturating_sub(used + 2);
        if room >= columns(&folder).min(8) {
            paint.fit(x + used + 2, area.row, room, &folder, Role::Quiet);
        }
    }
}
