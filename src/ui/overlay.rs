//! Help and commands, drawn over the screen from the one verb table.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit, HitTarget},
        keymap::{GROUPS, Mode, Verb},
        overlay::{Overlay, matching},
    },
    note::visible,
    ui::{
        bars::tail,
        paint::{Paint, columns},
        theme::Role,
        wrap::{fitted, wrap},
    },
};

/// Draws what lies over the screen; gives the cell of the cursor where one is to be shown.
pub fn draw(paint: &mut Paint, app: &App, whole: Area, drawn: &mut Drawn) -> Option<(u16, u16)> {
    match app.overlay.as_ref()? {
        Overlay::Help { mode, scrolled } => {
            help(paint, *mode, *scrolled, whole, drawn);
            None
        }
        Overlay::Palette { mode, input, selected } => {
            Some(palette(paint, *mode, input.value(), *selected, whole, drawn))
        }
        Overlay::Search { input, .. } | Overlay::Filter { input } => {
            let x = 2 + columns(&visible(&input.value().chars().take(input.cursor()).collect::<String>()));
            Some((x.min(whole.columns.saturating_sub(2)), whole.rows.saturating_sub(1)))
        }
    }
}

/// A box is at most so wide, in columns.
const WINDOW: u16 = 76;

/// A box in the middle with a title; gives its inside.
fn window(paint: &mut Paint, whole: Area, rows: u16, title: &str) -> Area {
    paint.tint(whole, paint.theme.style(Role::Behind));
    let columns = whole.columns.min(WINDOW);
    let rows = (rows + 2).min(whole.rows);
    let area = Area { column: (whole.columns - columns) / 2, row: (whole.rows - rows) / 3, columns, rows };
    paint.clear(area);
    let right = area.column + area.columns - 1;
    let bottom = area.row + area.rows - 1;
    paint.line(area.column + 1, area.row, columns.saturating_sub(2), "─", Role::Rule);
    paint.line(area.column + 1, bottom, columns.saturating_sub(2), "─", Role::Rule);
    for (x, y, corner) in
        [(area.column, area.row, "╭"), (right, area.row, "╮"), (area.column, bottom, "╰"), (right, bottom, "╯")]
    {
        paint.say(x, y, 1, corner, Role::Rule);
    }
    paint.post(area.column, area.row + 1, rows.saturating_sub(2), Role::Rule);
    paint.post(right, area.row + 1, rows.saturating_sub(2), Role::Rule);
    paint.fit(area.column + 2, area.row, columns.saturating_sub(4), &format!(" {title} "), Role::TitleFocused);
    Area {
        column: area.column + 2,
        row: area.row + 1,
        columns: columns.saturating_sub(4),
        rows: rows.saturating_sub(2),
    }
}

fn help(paint: &mut Paint, mode: Mode, scrolled: usize, whole: Area, drawn: &mut Drawn) {
    let title = match mode {
        Mode::Text => "Keys in the text",
        Mode::Pane => "Keys in a pane",
        Mode::Concept => "Keys on a concept's page",
        Mode::Graph => "Keys in the graph",
        Mode::Notes => "Keys in the list of notes",
        Mode::Video => "Keys on a video's page",
        Mode::Find => "Keys of the find screen",
        Mode::Progress => "Keys of progress",
        Mode::Decks => "Keys where a deck is chosen",
        Mode::Typing => "Keys while an answer is typed",
        Mode::Choosing => "Keys while an answer is chosen",
        Mode::Ordering => "Keys while lines are put in order",
        Mode::Recalling => "Keys while an answer is recalled",
        Mode::Sure => "Keys: how sure you are",
        Mode::Ticking => "Keys while items are shown",
        Mode::Answer => "Keys on the answer",
        Mode::Ended => "Keys at the end of a session",
    };
    let lines = help_lines(mode, whole.columns.min(WINDOW).saturating_sub(4));
    let inside = window(paint, whole, lines.len() as u16 + 1, title);
    let height = inside.rows.saturating_sub(1) as usize;
    let most = lines.len().saturating_sub(height);
    drawn.page_rows = most;
    for (y, line) in (inside.row..).zip(lines.iter().skip(scrolled.min(most)).take(height)) {
        paint.say(inside.column, y, inside.columns, &line.keys, line.role);
        let room = inside.columns.saturating_sub(line.indent);
        paint.say(inside.column + line.indent, y, room, &line.sentence, Role::Text);
    }
    let hint = if most > 0 { "j k scroll · / commands · Esc closes" } else { "/ commands by name · Esc closes" };
    paint.fit(inside.column, inside.row + inside.rows.saturating_sub(1), inside.columns, hint, Role::Quiet);
}

/// A line of the help.
struct HelpLine {
    keys: String,
    role: Role,
    indent: u16,
    sentence: String,
}

/// The help for a mode at a width: subjects, and under each its keys with what they do.
fn help_lines(mode: Mode, width: u16) -> Vec<HelpLine> {
    let known = |verbs: &'static [Verb]| verbs.iter().filter(move |it| it.modes.contains(&mode));
    let widest = GROUPS.iter().flat_map(|it| known(it.1)).map(|it| columns(&it.keys.join(" "))).max().unwrap_or(0);
    let indent = (widest + 2).min(width / 2);
    let mut lines = Vec::new();
    for (subject, verbs) in GROUPS.iter().filter(|it| known(it.1).next().is_some()) {
        lines.extend(help_title(subject, indent, lines.is_empty()));
        lines.extend(known(verbs).flat_map(|it| help_entry(&it.keys.join(" "), it.sentence, indent, width)));
    }
    if mode == Mode::Find {
        lines.extend(help_title("What is typed", indent, false));
        lines.extend(TYPED.iter().flat_map(|it| help_entry(it.0, it.1, indent, width)));
    }
    lines
}

/// A title, with a blank line before it unless it is the first.
fn help_title(subject: &str, indent: u16, is_first: bool) -> Vec<HelpLine> {
    let line = |keys: &str, role| HelpLine { keys: keys.into(), role, indent, sentence: String::new() };
    let blank = (!is_first).then(|| line("", Role::Text));
    blank.into_iter().chain([line(subject, Role::Title)]).collect()
}

/// Keys and what they do, in as many rows as that takes.
fn help_entry(keys: &str, sentence: &str, indent: u16, width: u16) -> Vec<HelpLine> {
    let rows = wrap(sentence, width.saturating_sub(indent).into()).into_iter().enumerate();
    rows.map(|(at, range)| HelpLine {
        keys: if at == 0 { fitted(keys, indent.saturating_sub(1).into()) } else { String::new() },
        role: Role::Key,
        indent,
        sentence: sentence.get(range).unwrap_or_default().to_string(),
    })
    .collect()
}

/// What has a meaning in a query, and the keys of the line.
const TYPED: &[(&str, &str)] = &[
    ("# > * @", "first: concepts, sections, terms, timestamps only"),
    ("@1:09", "what is said at that time, or next to it"),
    ("'word", "these very letters; so does \"two words\""),
    ("!word", "only what does not hold it"),
    ("^word word$", "at the start, at the end"),
    ("□ · # > *", "in a narrow list: note, text, concept, section, term"),
    ("C-a C-e", "to the start and the end of the line"),
    ("C-w C-u", "delete the word before, or all"),
];

fn palette(paint: &mut Paint, mode: Mode, query: &str, selected: usize, whole: Area, drawn: &mut Drawn) -> (u16, u16) {
    let verbs = matching(mode, query);
    let inside = window(paint, whole, 14.min(whole.rows.saturating_sub(4)).max(3), "Commands");
    let room = inside.columns.saturating_sub(3);
    let shown = tail(&visible(query), room);
    paint.say(inside.column, inside.row, 2, "> ", Role::Key);
    paint.say(inside.column + 2, inside.row, room, &shown, Role::Text);
    let cursor = (inside.column + 2 + columns(&shown), inside.row);
    if verbs.is_empty() {
        paint.fit(inside.column + 2, inside.row + 1, room, "no command of that name", Role::Quiet);
    }
    let height = inside.rows.saturating_sub(1) as usize;
    let first = (selected + 1).saturating_sub(height);
    for (row, verb) in verbs.iter().enumerate().skip(first).take(height) {
        let y = inside.row + 1 + (row - first) as u16;
        let area = Area { row: y, rows: 1, ..inside };
        let name = columns(verb.name).max(20).min(inside.columns);
        paint.fit(inside.column + 2, y, name, verb.name, Role::Text);
        let keys = verb.keys.join(" ");
        let end = inside.column + inside.columns;
        let start = paint.right(end, y, &keys, Role::Key);
        let x = inside.column + 2 + name + 2;
        let room = start.saturating_sub(x + 2);
        // A few letters of a sentence say nothing.
        if room >= 16 {
            paint.fit(x, y, room, verb.sentence, Role::Quiet);
        }
        drawn.hits.push(Hit { area, target: HitTarget::PageRow(row) });
        if row == selected {
            let style = paint.theme.style(Role::Selected);
            paint.tint(area, style);
        }
    }
    cursor
}
