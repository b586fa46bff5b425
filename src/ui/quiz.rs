//! The quiz on the screen: the prompt under its headings, what the reader does with it, and the answer.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        quiz_page::{Phase, QuizPage},
    },
    quiz::{Answer, Card, Reply},
    ui::{
        bars::tail,
        paint::{Paint, columns},
        quiz_answer, quiz_foot,
        quiz_lines::{Lines, Piece, QuizLine},
        quiz_score,
        theme::Role,
    },
};
use tui_input::Input;

/// Draws the screen; gives the cell of the cursor where something is typed.
pub fn draw(paint: &mut Paint, app: &App, page: &QuizPage, area: Area, drawn: &mut Drawn) -> Option<(u16, u16)> {
    let mut lines = Lines::new(area.columns, area.rows);
    let mut cursor = None;
    match (&page.phase, page.session.card()) {
        (Phase::Ended { selected }, _) => {
            quiz_score::lines(&mut lines, page, *selected);
        }
        (_, None) => {}
        (phase, Some(card)) => cursor = card_lines(&mut lines, app, page, phase, card),
    }
    let foot = quiz_foot::lines(page, &app.memory, area.columns);
    let top = place(paint, app, page, &lines, &foot, area, drawn);
    cursor.and_then(|(line, column)| {
        let row = line.checked_sub(drawn.first_line)? as u16;
        (row < top.rows).then_some((area.column + column, top.row + row))
    })
}

/// Draws the lines, and the foot below them: at the bottom when not all lines fit. Gives the place of the lines.
fn place(
    paint: &mut Paint,
    app: &App,
    page: &QuizPage,
    lines: &Lines,
    foot: &[QuizLine],
    area: Area,
    drawn: &mut Drawn,
) -> Area {
    let foot_rows = foot.len() as u16;
    let between = u16::from(foot_rows > 0 && lines.is_roomy());
    let room = area.rows.saturating_sub(foot_rows + between).max(1);
    let count = lines.all.len();
    let spare = room.saturating_sub(count as u16);
    // A little air above a short card.
    let air = if lines.is_roomy() { (spare / 4).min(3) } else { 0 };
    let body = Area { row: area.row + air, rows: room.saturating_sub(air).min(count as u16), ..area };
    let first = first_line(page, lines, body.rows.into());
    (drawn.first_line, drawn.page_rows) = (first, count.saturating_sub(body.rows.into()));
    for (y, line) in (body.row..).zip(lines.all.iter().skip(first).take(body.rows.into())) {
        line.draw(paint, area.column, y, area.columns);
        if let Some(row) = line.row {
            let place = Area { row: y, rows: 1, ..area };
            drawn.hits.push(Hit { area: place, target: HitTarget::PageRow(row) });
        }
    }
    let edge = area.column + area.columns;
    if first > 0 {
        paint.say(edge, body.row, 1, "↑", Role::Key);
    }
    if first + usize::from(body.rows) < count {
        paint.say(edge, body.row + body.rows.saturating_sub(1), 1, "↓", Role::Key);
    }
    for (y, line) in (body.row + body.rows + between..).zip(foot) {
        let end = line.draw(paint, area.column, y, area.columns);
        if let Some(action) = line.action {
            let place = Area { row: y, rows: 1, column: area.column, columns: end.saturating_sub(area.column) };
            drawn.hits.push(Hit { area: place, target: HitTarget::Do(action) });
        }
    }
    quiz_foot::hits(page, &app.memory, body.row + body.rows + between, area, drawn);
    body
}

/// The first line to show: where the reader has scrolled to, else so that what matters is seen.
fn first_line(page: &QuizPage, lines: &Lines, rows: usize) -> usize {
    let most = lines.all.len().saturating_sub(rows);
    if let Some(top) = page.top {
        return top.min(most);
    }
    let start = if most == 0 { 0 } else { lines.start };
    let focus = lines.focus.clone().unwrap_or(start..start + 1);
    start.max(focus.end.saturating_sub(rows)).min(focus.start).min(most)
}

/// The lines of a card; gives the line and the column of the cursor.
fn card_lines(lines: &mut Lines, app: &App, page: &QuizPage, phase: &Phase, card: &Card) -> Option<(usize, u16)> {
    context(lines, app, page, card);
    if lines.is_roomy() {
        lines.blank();
    }
    prompt(lines, card);
    if lines.is_roomy() || !matches!(phase, Phase::Answered(_)) {
        lines.blank();
    }
    match phase {
        Phase::Typing(input) => return Some(typed(lines, input, vec![("› ".into(), Role::Key)])),
        Phase::Listing { input, lines: before } => {
            for (at, line) in before.iter().enumerate() {
                lines.hang(vec![(format!("{:>2}  ", at + 1), Role::Quiet)], vec![(line.clone(), Role::Text)]);
            }
            return Some(typed(lines, input, vec![(format!("{:>2}› ", before.len() + 1), Role::Key)]));
        }
        Phase::Choosing { selected } => options(lines, card, *selected),
        Phase::Ordering { order, selected } => steps(lines, card, order, *selected),
        Phase::Recalling => lines.say("Recall it; Space shows the answer.", Role::Quiet),
        Phase::Sure { reply, .. } => replied(lines, card, reply),
        Phase::Ticking { ticks, .. } => quiz_answer::ticked(lines, card, ticks),
        Phase::Answered(answered) => quiz_answer::lines(lines, page, card, answered),
        Phase::Ended { .. } => {}
    }
    None
}

/// The headings above the source; the note's title, too, when the deck may hold cards of several notes.
fn context(lines: &mut Lines, app: &App, page: &QuizPage, card: &Card) {
    let title = app.library.note_at(&card.note).and_then(|it| app.library.note(it)).map(|it| it.title.clone());
    let needs_title = page.session.deck.path().is_none() || card.context.is_empty();
    let title = title.filter(|_| needs_title);
    let path: Vec<String> = title.into_iter().chain(card.context.iter().cloned()).collect();
    if !path.is_empty() {
        lines.say(&path.join(" › "), Role::Quiet);
    }
}

/// The question, its hole marked.
fn prompt(lines: &mut Lines, card: &Card) {
    // A long one is read, not seen at once: bold, it would shout.
    let is_short = columns(&card.prompt) <= 2 * lines.width();
    let role = if is_short { Role::Here } else { Role::Text };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, part) in card.prompt.split('▢').enumerate() {
        if at > 0 {
            pieces.push(("▢".into(), Role::Key));
        }
        pieces.push((part.to_string(), role));
    }
    lines.hang(Vec::new(), pieces);
}

/// The line that is typed; gives where its cursor stands.
fn typed(lines: &mut Lines, input: &Input, lead: Vec<Piece>) -> (usize, u16) {
    let indent: u16 = lead.iter().map(|it| columns(&it.0)).sum();
    let room = lines.width().saturating_sub(indent + 1);
    let before: String = input.value().chars().take(input.cursor()).collect();
    let after: String = input.value().chars().skip(input.cursor()).collect();
    let shown = tail(&crate::note::visible(&before), room);
    let column = indent + columns(&shown);
    let rest = crate::ui::wrap::fitted(&crate::note::visible(&after), room.saturating_sub(columns(&shown)).into());
    let mut pieces = lead;
    pieces.extend([(shown, Role::Text), (rest, Role::Text)]);
    lines.push(pieces);
    let line = lines.all.len() - 1;
    lines.focus = Some(line..line + 1);
    (line, column)
}

fn options(lines: &mut Lines, card: &Card, selected: usize) {
    let Answer::Choice { options, .. } = &card.answer else { return };
    for (at, option) in options.iter().enumerate() {
        let letter = char::from(b'a'.saturating_add(at as u8));
        selectable(lines, at, at == selected, &format!("{letter}  "), option);
    }
}

fn steps(lines: &mut Lines, card: &Card, order: &[usize], selected: usize) {
    let Answer::Order(steps) = &card.answer else { return };
    for (at, step) in order.iter().filter_map(|it| steps.get(*it)).enumerate() {
        selectable(lines, at, at == selected, &format!("{}  ", at + 1), step);
    }
}

/// A row that can be selected.
fn selectable(lines: &mut Lines, at: usize, is_selected: bool, name: &str, text: &str) {
    let from = lines.all.len();
    lines.row(Some(at));
    let mark = if is_selected { "▌ " } else { "  " };
    let role = if is_selected { Role::Here } else { Role::Text };
    let lead = vec![(mark.to_string(), Role::TitleFocused), (name.to_string(), Role::Key)];
    lines.hang(lead, vec![(text.to_string(), role)]);
    lines.row(None);
    if is_selected {
        lines.focus = Some(from..lines.all.len());
    }
}

/// What the reader did, before the answer is shown.
fn replied(lines: &mut Lines, card: &Card, reply: &Reply) {
    let text = reply.text(card).unwrap_or_default();
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        lines.hang(vec![("  ".into(), Role::Text)], vec![(line.to_string(), Role::Text)]);
    }
    if text.trim().is_empty() {
        lines.say(
            if *reply == Reply::Recalled { "The answer comes next." } else { "Nothing was answered." },
            Role::Quiet,
        );
    }
}
