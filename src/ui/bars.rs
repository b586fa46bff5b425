//! The line above and the line below: what is open, where you are, what the keys do.

use crate::{
    app::{
        App, Screen,
        action::Action,
        concept_page::{ConceptPage, PageRow},
        drawn::{Area, Drawn, Hit, HitTarget, TextView},
        event::Stage,
        find_page::FindPage,
        keymap::{self, Mode},
        overlay::Overlay,
        pane::Focus,
        quiz_page::QuizPage,
    },
    note::{Note, visible},
    ui::{
        count::{counted, grouped},
        paint::{Paint, columns},
        quiz_hints,
        theme::Role,
    },
};

/// Draws what is open: folder or source, title, video; and how far the reading of the notes has come.
pub fn header(paint: &mut Paint, app: &App, area: Area) {
    let area = Area { columns: area.columns - progress(paint, app, area), ..area };
    let mut right = area.column + area.columns.saturating_sub(1);
    let video = video(app).map(|it| format!("▶ {}", visible(it))).unwrap_or_default();
    if app.is_gone() {
        right = paint.right(right, area.row, "removed", Role::Notice).saturating_sub(2);
    } else if let Some(page) = app.quiz.page.as_ref().filter(|_| matches!(app.screen, Screen::Quiz)) {
        right = paint.right(right, area.row, &quiz_progress(page), Role::Quiet).saturating_sub(2);
    } else if !video.is_empty() && area.columns >= 60 {
        right = paint.right(right, area.row, &video, Role::Quiet).saturating_sub(2);
    }
    if let Some(due) = due(app).filter(|_| area.columns >= 60) {
        right = paint.right(right, area.row, &due, Role::Notice).saturating_sub(2);
    }
    let (from, title) = (from(app), title(app));
    let mut x = area.column + 1;
    if columns(&from) + 12 < right {
        x += paint.say(x, area.row, right.saturating_sub(x), &from, Role::Quiet);
    }
    paint.fit(x, area.row, right.saturating_sub(x), &visible(&title), Role::Here);
}

/// What is due today; nothing while that is not known, and while cards are asked.
fn due(app: &App) -> Option<String> {
    let waiting = match app.quiz.waiting {
        0 => String::new(),
        count => format!("{} not saved · ", counted(count, "answer")),
    };
    let count = app.quiz.due.filter(|it| *it > 0 && !matches!(app.screen, Screen::Quiz | Screen::Decks(_)));
    let due = count.map(|it| format!("{} due", grouped(it))).unwrap_or_default();
    let said = format!("{waiting}{due}");
    Some(said.trim_end_matches(" · ").to_string()).filter(|it| !it.is_empty())
}

/// How far a session has come.
fn quiz_progress(page: &QuizPage) -> String {
    let progress = page.session.progress();
    let at = if page.is_over() { progress.done } else { progress.done + 1 };
    let returning = match progress.returning {
        0 => String::new(),
        count => format!(" · {count} to come back"),
    };
    format!("{} of {}{returning}", at.min(progress.total), progress.total)
}

/// The id of the video that the screen is of.
fn video(app: &App) -> Option<&str> {
    match &app.screen {
        Screen::Reading => {
            app.reading.as_ref()?.document.note.video().filter(|it| it.is_valid).map(|it| it.id.as_str())
        }
        Screen::Video(page) => Some(&page.id),
        _ => None,
    }
}

/// What stands before the title: the note's source, or the folder.
fn from(app: &App) -> String {
    let note = app.reading.as_ref().map(|it| &it.document.note);
    let source = note.and_then(|it| it.from()).filter(|_| matches!(app.screen, Screen::Reading));
    let from = match &app.screen {
        Screen::Notes(_) => "",
        Screen::Quiz => "Quiz",
        // A note on its own stands for its folder.
        _ => source.or(note.map(Note::title).filter(|_| app.name.is_empty())).unwrap_or(&app.name),
    };
    let is_own = matches!(app.screen, Screen::Reading) && source.is_none() && app.name.is_empty();
    if from.is_empty() || is_own { String::new() } else { format!("{} › ", visible(from)) }
}

/// What is on the screen.
fn title(app: &App) -> String {
    match &app.screen {
        Screen::Reading => app.reading.as_ref().map_or_else(String::new, |it| it.document.note.title().to_string()),
        Screen::Notes(_) => app.name.clone(),
        Screen::Find(_) => "Find".into(),
        Screen::Progress(_) => "Progress".into(),
        Screen::Decks(_) => "Quiz".into(),
        Screen::Quiz => app.quiz.page.as_ref().map_or_else(String::new, |it| it.session.deck.title.clone()),
        Screen::Concept(page) => page.title.clone(),
        Screen::Video(page) => page.title.clone(),
        Screen::Graph(page) => page.centre().map_or_else(String::new, |it| format!("around {}", it.title)),
    }
}

/// Draws how many of the notes are read, at the right edge, until all are; gives the columns used.
fn progress(paint: &mut Paint, app: &App, area: Area) -> u16 {
    let Some((read, found)) = app.progress else { return 0 };
    let said = format!("reading notes {} of {}", grouped(read), grouped(found));
    let said = if area.columns >= 80 { said } else { format!("{}%", read * 100 / found.max(1)) };
    paint.right(area.column + area.columns.saturating_sub(1), area.row, &said, Role::Quiet);
    columns(&said) + 2
}

/// Draws where the reader is and what the keys do; a notice or a prompt takes its place.
pub fn footer(paint: &mut Paint, app: &App, view: Option<&TextView>, here: u32, area: Area, drawn: &mut Drawn) {
    match &app.overlay {
        Some(Overlay::Search { input, .. } | Overlay::Filter { input }) => {
            return prompt(paint, app, input.value(), area);
        }
        // What lies over the screen says itself what its keys do.
        Some(_) => return,
        None => {}
    }
    if let Some(notice) = &app.notice {
        paint.fit(area.column + 1, area.row, area.columns.saturating_sub(2), &visible(notice), Role::Notice);
        return;
    }
    let left = place(app, view, here, drawn);
    let mut x = area.column + 1;
    let hints = hints(app, area.columns.saturating_sub(columns(left.0) + 3));
    let hints_width: u16 = hints.iter().map(|it| columns(it.0) + columns(it.1) + 3).sum();
    x += paint.say(x, area.row, area.columns, left.0, Role::Key);
    let room = (area.column + area.columns).saturating_sub(x + hints_width + 2);
    paint.fit(x, area.row, room, &left.1, Role::Quiet);
    let mut at = (area.column + area.columns).saturating_sub(hints_width);
    for (key, name, action) in hints {
        let from = at;
        at += paint.say(at, area.row, 12, key, Role::Key) + 1;
        at += paint.say(at, area.row, 20, name, Role::Quiet) + 2;
        let area = Area { column: from, row: area.row, columns: at - from, rows: 1 };
        drawn.hits.push(Hit { area, target: HitTarget::Do(action) });
    }
}

/// The mode, and the place in words.
fn place(app: &App, view: Option<&TextView>, here: u32, drawn: &Drawn) -> (&'static str, String) {
    match &app.screen {
        Screen::Notes(list) => {
            if app.stage == Stage::Glimpsed {
                return ("NOTES", String::new());
            }
            let count = list.rows.len();
            let at = if count == 0 { 0 } else { list.selected + 1 };
            ("NOTES", format!("  {} of {}", grouped(at), grouped(count)))
        }
        Screen::Concept(page) => ("CONCEPT", format!("  {}", page_place(page))),
        Screen::Find(page) => ("FIND", find_place(page)),
        Screen::Decks(page) => ("QUIZ", format!("  {} of {}", page.selected + 1, page.rows.len())),
        Screen::Progress(page) if page.count() == 0 => ("PROGRESS", String::new()),
        Screen::Progress(page) => {
            ("PROGRESS", format!("  {} of {}", grouped(page.selected + 1), grouped(page.count())))
        }
        Screen::Quiz => ("QUIZ", quiz_place(app)),
        Screen::Video(page) => {
            ("VIDEO", format!("  {} of {}", grouped(page.selected + 1), grouped(page.moments.len())))
        }
        Screen::Graph(page) => {
            let at = page.places(drawn.graph).spot_of(page.selected) + 1;
            ("GRAPH", format!("  {at} of {}", drawn.page_rows))
        }
        Screen::Reading => (mode_name(app.panes.focus), reading_place(app, view, here)),
    }
}

/// What kind of card is asked, and how often it was missed.
fn quiz_place(app: &App) -> String {
    let Some((page, card)) = app.quiz.page.as_ref().and_then(|it| Some((it, it.session.card()?))) else {
        return String::new();
    };
    match page.session.misses() {
        0 => format!("  {}", card.kind.name()),
        1 => format!("  {} · missed once", card.kind.name()),
        times => format!("  {} · missed {times} times", card.kind.name()),
    }
}

/// Which result is selected.
fn find_place(page: &FindPage) -> String {
    let at = if page.rows.is_empty() { 0 } else { page.selected + 1 };
    let cut =
        if page.found() > page.rows.len() { format!(" shown of {}", grouped(page.found())) } else { String::new() };
    format!("  {} of {}{cut}", grouped(at), grouped(page.rows.len()))
}

/// Which of its kind the selected row of a concept's page is.
fn page_place(page: &ConceptPage) -> String {
    let kind = |it: &PageRow| match it {
        PageRow::Note => "note",
        PageRow::Mention(_) => "sentence",
        PageRow::Unlinked(_) => "without a link",
        PageRow::Company(..) => "beside it",
    };
    let Some(row) = page.rows.get(page.selected) else { return String::new() };
    let of_kind = |rows: &[PageRow]| rows.iter().filter(|it| kind(it) == kind(row)).count();
    let at = of_kind(page.rows.get(..=page.selected).unwrap_or_default());
    match row {
        PageRow::Note => "the note itself".into(),
        _ => format!("{} {} of {}", kind(row), grouped(at), grouped(of_kind(&page.rows))),
    }
}

fn mode_name(focus: Focus) -> &'static str {
    match focus {
        Focus::Text => "READ",
        Focus::Sections => "SECTIONS",
        Focus::Concepts => "CONCEPTS",
        Focus::Timestamps => "TIMESTAMPS",
    }
}

fn reading_place(app: &App, view: Option<&TextView>, here: u32) -> String {
    let (Some(reading), Some(view)) = (&app.reading, view) else { return String::new() };
    let note = &reading.document.note;
    let percent = percent(view, note.source().len());
    if let Some(lookup) = &reading.lookup {
        let at = if lookup.matches.is_empty() { 0 } else { lookup.current + 1 };
        return format!("{percent:>4}%  “{}” {at} of {}", visible(&lookup.query), lookup.matches.len());
    }
    let cards = match app.item_seen(here, view.rows.last().copied().unwrap_or(0)) {
        Some((_, cards)) => format!("{} here  ", counted(cards.len(), "card")),
        None => String::new(),
    };
    let section = note.sections().get(note.section_at(here));
    let title = section.map(|it| note.section_title(it)).unwrap_or_default();
    format!("{percent:>4}%  {cards}{}", visible(&title))
}

/// How much of the note lies above the screen, of what can lie above it.
fn percent(view: &TextView, length: usize) -> usize {
    let (first, last) = (view.rows.first().copied().unwrap_or(0), view.rows.last().copied().unwrap_or(0));
    match (view.at_start, view.at_end) {
        (_, true) => 100,
        (true, false) => 0,
        (false, false) => {
            let room = length.saturating_sub(last.saturating_sub(first) as usize).max(1);
            (first as usize * 100 / room).clamp(1, 99)
        }
    }
}

/// Fewer columns for the keys are few.
const NARROW: u16 = 40;

/// The keys that matter here, as many as fit.
fn hints(app: &App, room: u16) -> Vec<(&'static str, &'static str, Action)> {
    let lookup = app.reading.as_ref().is_some_and(|it| it.lookup.is_some());
    let stop = app.reading.as_ref().is_some_and(|it| it.stop.is_some());
    let is_centre = matches!(&app.screen, Screen::Graph(it) if it.selected == 0);
    let wanted: &[(Action, &str)] = match app.mode() {
        Mode::Text if lookup => &[
            (Action::NextMatch, "next"),
            (Action::PreviousMatch, "before"),
            (Action::Out, "done"),
            (Action::Help, "help"),
        ],
        Mode::Text if stop => {
            &[(Action::Follow, "follow"), (Action::OpenOutside, "open"), (Action::Copy, "copy"), (Action::Help, "help")]
        }
        Mode::Text => &[
            (Action::NextStop, "next link"),
            (Action::NextPane, "panes"),
            (Action::Search, "search"),
            (Action::Find, "find"),
            (Action::Decks, "quiz"),
            (Action::Help, "help"),
        ],
        Mode::Pane => {
            &[(Action::Follow, "go"), (Action::NextPane, "next pane"), (Action::Out, "text"), (Action::Help, "help")]
        }
        Mode::Concept => &[
            (Action::Follow, "to the sentence"),
            (Action::OpenOutside, "video"),
            (Action::Back, "back"),
            (Action::Help, "help"),
        ],
        Mode::Graph => &[
            (Action::Follow, if is_centre { "open" } else { "to the middle" }),
            (Action::Weaker, "next"),
            (Action::Back, "back"),
            (Action::Help, "help"),
        ],
        Mode::Video => &[
            (Action::Follow, "to the text"),
            (Action::OpenOutside, "play"),
            (Action::Back, "back"),
            (Action::Help, "help"),
        ],
        Mode::Find => &[
            (Action::Follow, "go"),
            (Action::NextKind, "kind"),
            (Action::Out, "close"),
            (Action::Concept, "concept"),
            (Action::OpenOutside, "video"),
            (Action::Help, "help"),
        ],
        Mode::Notes => &[
            (Action::Follow, "open"),
            (Action::Search, "filter"),
            (Action::Find, "find"),
            (Action::Sort, "sort"),
            (Action::Video, "video"),
            (Action::Help, "help"),
        ],
        mode => quiz_hints::wanted(mode),
    };
    let mut hints: Vec<_> = wanted.iter().map(|it| (keymap::key_of(app.mode(), it.0), it.1, it.0)).collect();
    let width = |hints: &[(&str, &str, Action)]| hints.iter().map(|it| columns(it.0) + columns(it.1) + 3).sum::<u16>();
    // Where the reader is wants some room, too, but on a narrow screen the keys of the quiz matter more. Help is the last
    // to go: it knows all the others.
    let place = match app.mode() {
        Mode::Find => 12,
        mode if mode.is_quiz() && room < NARROW => 0,
        _ => 16,
    };
    while width(&hints) + place > room && hints.len() > 1 {
        hints.remove(hints.len() - 2);
    }
    hints
}

fn prompt(paint: &mut Paint, app: &App, query: &str, area: Area) {
    let lookup = app.reading.as_ref().and_then(|it| it.lookup.as_ref());
    let count = match lookup.filter(|_| !query.is_empty()) {
        _ if matches!(app.screen, Screen::Notes(_)) => match &app.screen {
            Screen::Notes(list) => counted(list.notes(), "note"),
            _ => String::new(),
        },
        Some(it) if it.matches.is_empty() => "nothing found".to_string(),
        Some(it) => format!("{} of {}", it.current + 1, it.matches.len()),
        None => String::new(),
    };
    let start = paint.right(area.column + area.columns.saturating_sub(1), area.row, &count, Role::Quiet);
    paint.say(area.column + 1, area.row, 1, "/", Role::Key);
    let room = start.saturating_sub(area.column + 4);
    paint.say(area.column + 2, area.row, room, &tail(&visible(query), room), Role::Text);
}

/// The end of a text that fits, with a mark where its beginning is left out.
pub fn tail(text: &str, room: u16) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if columns(text) <= room {
        return text.to_string();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut used = 1;
    for cluster in text.graphemes(true).rev() {
        used += columns(cluster);
        if used > room {
            break;
        }
        kept.push(cluster);
    }
    kept.reverse();
    format!("…{}", kept.concat())
}
