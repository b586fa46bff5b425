//! How learning goes, on the screen: days, notes, and the weakest cards.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        progress_page::{KnownCard, KnownPart, ProgressPage, ProgressView},
    },
    note::visible,
    schedule::Standing,
    ui::{
        count::{grouped, percent},
        level,
        paint::{Paint, columns},
        progress_days,
        theme::Role,
    },
};

/// Draws the page; `first` is the first visible row and moves only as far as it must.
pub fn draw(paint: &mut Paint, app: &App, page: &ProgressPage, area: Area, first: &mut usize, drawn: &mut Drawn) {
    views(paint, page, area, drawn);
    let head = if area.rows >= 14 { 2 } else { 1 };
    let body = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..area };
    if app.quiz.due.is_none() {
        paint.fit(body.column, body.row, body.columns, "the log is being read …", Role::Quiet);
        return;
    }
    if page.progress.calendar.is_empty() {
        let said = "Nothing was answered yet. z begins a quiz; what you answer is kept.";
        paint.fit(body.column, body.row, body.columns, said, Role::Quiet);
        return;
    }
    match page.view {
        ProgressView::Days => progress_days::draw(paint, app, &page.progress, body),
        ProgressView::Notes => {
            rows(paint, page, &page.notes, body, first, drawn, |paint, it, place| part(paint, app, it, place));
        }
        ProgressView::Cards => rows(paint, page, &page.cards, body, first, drawn, card),
    }
}

/// The names of the views, the one that is shown marked.
fn views(paint: &mut Paint, page: &ProgressPage, area: Area, drawn: &mut Drawn) {
    let mut x = area.column;
    for view in ProgressView::ALL {
        let is_shown = view == page.view;
        let name = if is_shown { format!("▸ {}", view.name()) } else { format!("  {}", view.name()) };
        let role = if is_shown { Role::TitleFocused } else { Role::Title };
        x += paint.say(x, area.row, columns(&name), &name, role) + 2;
    }
    drawn.page_rows = page.count();
}

fn rows<T>(
    paint: &mut Paint,
    page: &ProgressPage,
    all: &[T],
    area: Area,
    first: &mut usize,
    drawn: &mut Drawn,
    draw: impl Fn(&mut Paint, &T, Area),
) {
    if all.is_empty() {
        paint.fit(area.column, area.row, area.columns, "no note at hand holds cards that were answered", Role::Quiet);
    }
    let height = usize::from(area.rows);
    *first = (*first).min(page.selected).max((page.selected + 1).saturating_sub(height));
    for (at, row) in all.iter().enumerate().skip(*first).take(height) {
        let place = Area { row: area.row + (at - *first) as u16, rows: 1, ..area };
        draw(paint, row, place);
        drawn.hits.push(Hit { area: place, target: HitTarget::PageRow(at) });
        if at == page.selected {
            let style = paint.theme.style(Role::Selected);
            paint.tint(place, style);
        }
    }
}

/// A note or a section: how much of what was answered is likely to be recalled, and how much of it is due.
fn part(paint: &mut Paint, app: &App, it: &KnownPart, area: Area) {
    let Some((mark, role)) = level::sum(&it.sum, &app.memory) else { return };
    let due = if it.sum.due > 0 { format!("{} due", grouped(it.sum.due)) } else { String::new() };
    let facts = format!("{due:>9}{:>6}", percent(it.sum.share()));
    let count = format!("{:>6} answered", grouped(it.sum.answered));
    let mut right = paint.right(area.column + area.columns, area.row, &facts, Role::Quiet);
    if area.columns >= 60 {
        right = paint.right(right, area.row, &count, Role::Quiet);
    }
    let x = area.column + 2 + (it.depth * 2) as u16;
    paint.say(x.saturating_sub(2), area.row, 1, mark, role);
    let role = if it.depth == 0 { Role::Subheading } else { Role::Text };
    paint.fit(x, area.row, right.saturating_sub(x + 1), &visible(&it.title), role);
}

/// So wide a row has room for the title of the note, too.
const TITLED: u16 = 90;

/// A card: how likely it is recalled, what it asks, which note it is of, and what is odd about it.
fn card(paint: &mut Paint, it: &KnownCard, area: Area) {
    let recall = it.recall.map_or_else(|| "new".into(), percent);
    let (odd, role) = match it.standing {
        Standing::Suspended => ("suspended".to_string(), Role::Quiet),
        Standing::Never => ("never asked".to_string(), Role::Quiet),
        Standing::Active if it.is_leech => (format!("leech · {}× forgotten", it.lapses), Role::Notice),
        Standing::Active if it.lapses > 0 => (format!("{}× forgotten", it.lapses), Role::Quiet),
        Standing::Active => (String::new(), Role::Quiet),
    };
    paint.right(area.column + 5, area.row, &recall, Role::Quiet);
    let right = paint.right(area.column + area.columns, area.row, &odd, role);
    let x = area.column + 7;
    let room = right.saturating_sub(x + 1);
    let title = visible(&it.title);
    let wide = room > TITLED && it.title != it.name;
    let own = if wide { room * 2 / 3 } else { room };
    paint.fit(x, area.row, own, &visible(&it.name), Role::Text);
    if wide {
        paint.fit(x + own + 2, area.row, room - own - 2, &title, Role::Quiet);
    }
}
