//! How learning goes by days: answers as a calendar, what falls due, what was retained, and who was sure.

use crate::{
    app::{App, drawn::Area},
    quiz::Confidence,
    schedule::{Day, Progress, Tally},
    ui::{
        count::{counted, grouped, percent},
        paint::{Paint, columns},
        quiz_foot,
        theme::Role,
    },
};
use ratatui::{
    layout::Rect,
    widgets::{LineGauge, Sparkline, Widget},
};

/// From so many columns on, the calendar stands beside the rest.
const TWO_COLUMNS: u16 = 70;

/// Draws it, as much as fits.
pub fn draw(paint: &mut Paint, app: &App, progress: &Progress, area: Area) {
    today(paint, app, progress, area);
    let gap = if area.rows >= 14 { 2 } else { 1 };
    let body = Area { row: area.row + gap, rows: area.rows.saturating_sub(gap), ..area };
    if body.columns < TWO_COLUMNS {
        let used = forecast(paint, progress, Area { rows: body.rows.min(5), ..body });
        shares(paint, app, progress, Area { row: body.row + used, rows: body.rows.saturating_sub(used), ..body });
        return;
    }
    let half = (body.columns - 4) / 2;
    let left = Area { columns: half, ..body };
    let used = forecast(paint, progress, Area { rows: body.rows.min(9), ..left });
    shares(paint, app, progress, Area { row: left.row + used, rows: left.rows.saturating_sub(used), ..left });
    calendar(paint, progress, Area { column: body.column + half + 4, columns: half, ..body });
}

/// What was done today, and what is left.
fn today(paint: &mut Paint, app: &App, progress: &Progress, area: Area) {
    let Tally { given, right } = progress.answered;
    let mut facts = vec![match given {
        0 => "nothing answered today".to_string(),
        _ => {
            format!("{} today, {right} right, {} min", counted(given as usize, "answer"), progress.seconds.div_ceil(60))
        }
    }];
    facts.push(format!("{} due", grouped(app.quiz.due.unwrap_or(0))));
    if progress.streak > 1 {
        facts.push(format!("{} days in a row", progress.streak));
    }
    paint.fit(area.column, area.row, area.columns, &facts.join(" · "), Role::Text);
}

/// What falls due on each of the next days; gives the rows used, with a blank one.
fn forecast(paint: &mut Paint, progress: &Progress, area: Area) -> u16 {
    if area.rows < 4 {
        return 0;
    }
    // A day is as wide as all of them fit; a gap between them keeps a single bar apart.
    let days = usize::from(area.columns.saturating_sub(6)).min(progress.forecast.len());
    let shown: Vec<u64> = progress.forecast.iter().take(days).map(|it| u64::from(*it)).collect();
    let most = shown.iter().copied().max().unwrap_or(0).max(1);
    paint.fit(area.column, area.row, area.columns, &format!("DUE IN THE NEXT {days} DAYS"), Role::Title);
    let rows = area.rows - 3;
    let chart = Rect::new(area.column + 5, area.row + 1, days as u16, rows);
    Sparkline::default().data(&shown).max(most).style(paint.theme.style(Role::Text)).render(chart, paint.buffer);
    paint.right(area.column + 4, area.row + 1, &grouped(most as usize), Role::Quiet);
    if rows > 1 {
        paint.right(area.column + 4, area.row + rows, "0", Role::Quiet);
    }
    let axis = area.row + rows + 1;
    paint.say(area.column + 5, axis, 5, "today", Role::Quiet);
    paint.right(area.column + 5 + days as u16, axis, &format!("in {days}"), Role::Quiet);
    area.rows
}

/// What was retained against what is wanted, and how right those were who were sure.
fn shares(paint: &mut Paint, app: &App, progress: &Progress, area: Area) {
    let wanted = app.memory.settings().retention();
    let mut lines = vec![Share { name: "last 30 days".into(), tally: progress.month }];
    lines.push(Share { name: "ever".into(), tally: progress.ever });
    let mut y = area.row;
    let end = area.row + area.rows;
    let title = format!("RECALLED (wanted: {})", percent(wanted));
    block(paint, &title, &lines, Area { row: y, rows: end.saturating_sub(y), ..area });
    y += 1 + lines.len() as u16 + u16::from(area.rows >= 9);
    let sure = |it: &Confidence| Share { name: quiz_foot::surety(*it).into(), tally: progress.sure(*it) };
    let lines: Vec<Share> = Confidence::ALL.iter().rev().map(sure).collect();
    block(paint, "RIGHT WHEN YOU WERE", &lines, Area { row: y, rows: end.saturating_sub(y), ..area });
}

/// A share with its name.
struct Share {
    name: String,
    tally: Tally,
}

fn block(paint: &mut Paint, title: &str, lines: &[Share], area: Area) {
    if area.rows < 2 {
        return;
    }
    paint.fit(area.column, area.row, area.columns, title, Role::Title);
    for (y, Share { name, tally }) in (area.row + 1..area.row + area.rows).zip(lines) {
        let share = tally.share();
        let said =
            share.map_or_else(|| "–".into(), |it| format!("{} of {}", percent(it), grouped(tally.given as usize)));
        paint.fit(area.column, y, 13, name, Role::Text);
        let right = paint.right(area.column + area.columns, y, &said, Role::Quiet);
        let gauge = Rect::new(area.column + 13, y, right.saturating_sub(area.column + 14), 1);
        if let Some(share) = share.filter(|_| gauge.width >= 4) {
            let style = paint.theme.style(Role::Right);
            let rest = paint.theme.style(Role::Rule);
            LineGauge::default()
                .ratio(f64::from(share.clamp(0.0, 1.0)))
                .label("")
                .filled_symbol("█")
                .unfilled_symbol("░")
                .filled_style(style)
                .unfilled_style(rest)
                .render(gauge, paint.buffer);
        }
    }
}

/// The answers of the last weeks: a column a week, a row a day of the week.
fn calendar(paint: &mut Paint, progress: &Progress, area: Area) {
    if area.rows < 9 {
        return;
    }
    let weeks = (u32::from(area.columns.saturating_sub(5)) / 2).min(53);
    let total: u32 = progress.calendar.values().sum();
    paint.fit(
        area.column,
        area.row,
        area.columns,
        &format!("ANSWERS  {} in all", grouped(total as usize)),
        Role::Title,
    );
    let monday = Day(progress.today.0 - weekday(progress.today) as i32);
    let first = Day(monday.0 - 7 * (weeks as i32 - 1));
    let mut month = 0;
    let mut free = 0;
    for (day, count) in progress.days(first, weeks * 7).filter(|it| it.0 <= progress.today) {
        let (week, row) = (day.since(first) / 7, weekday(day));
        let x = area.column + 5 + week as u16 * 2;
        let (_, its_month, _) = day.date();
        if row == 0 && its_month != month {
            month = its_month;
            if x >= free {
                free = x
                    + 1
                    + paint.say(x, area.row + 1, 3, MONTHS.get(usize::from(month) - 1).unwrap_or(&""), Role::Quiet);
            }
        }
        let (mark, role) = shade(count);
        paint.say(x, area.row + 2 + row as u16, 1, mark, role);
    }
    for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")] {
        paint.say(area.column, area.row + 2 + row, 3, name, Role::Quiet);
    }
    legend(paint, Area { row: area.row + 10, ..area }, area.row + area.rows);
}

fn legend(paint: &mut Paint, area: Area, end: u16) {
    if area.row >= end {
        return;
    }
    let mut x = area.column + 5;
    for (least, name) in [(0, "none"), (1, "few"), (10, "some"), (30, "many"), (60, "very many")] {
        let (mark, role) = shade(least);
        if x + 2 + columns(name) > area.column + area.columns {
            return;
        }
        x += paint.say(x, area.row, 1, mark, role) + 1;
        x += paint.say(x, area.row, 10, name, Role::Quiet) + 2;
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The day of the week, 0 for Monday. 1970-01-01 was a Thursday.
fn weekday(day: Day) -> u32 {
    (day.0 + 3).rem_euclid(7) as u32
}

/// How many answers a day had, as a shade that is told apart without colour.
fn shade(count: u32) -> (&'static str, Role) {
    match count {
        0 => ("·", Role::Rule),
        1..10 => ("░", Role::Right),
        10..30 => ("▒", Role::Right),
        30..60 => ("▓", Role::Right),
        _ => ("█", Role::Right),
    }
}
