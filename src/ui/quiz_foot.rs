//! The foot of a card: the ratings to choose from, how sure one is, whether an item had come.

use crate::{
    app::{
        action::Action,
        drawn::{Area, Drawn, Hit, HitTarget},
        quiz_page::{Phase, QuizPage},
    },
    quiz::{Confidence, Occasion, Rating},
    schedule::Memory,
    ui::{
        count::span,
        paint::columns,
        quiz_lines::{Piece, QuizLine},
        theme::Role,
    },
};

/// What can be chosen below a card: a key, its name, what it does, and whether it is marked.
struct Button {
    key: String,
    name: String,
    action: Action,
    is_marked: bool,
}

const NUMBERED: [Action; 4] = [Action::First, Action::Second, Action::Third, Action::Fourth];

/// The lines of the foot.
pub fn lines(page: &QuizPage, memory: &Memory, width: u16) -> Vec<QuizLine> {
    let buttons = buttons(page, memory, width);
    if buttons.is_empty() {
        return Vec::new();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let ask = question(page, width);
    if !ask.is_empty() {
        pieces.push((ask.into(), Role::Quiet));
    }
    for button in buttons {
        pieces.push((format!(" {} ", button.key), Role::Key));
        let role = if button.is_marked { Role::Selected } else { Role::Text };
        let name = if button.is_marked { format!(" {} ", button.name) } else { format!("{} ", button.name) };
        pieces.push((name, role));
        pieces.push((gap(width).into(), Role::Text));
    }
    vec![QuizLine { pieces, row: None, action: None }]
}

/// Makes the buttons of the foot in this row clickable.
pub fn hits(page: &QuizPage, memory: &Memory, row: u16, area: Area, drawn: &mut Drawn) {
    let mut x = area.column + columns(question(page, area.columns));
    for button in buttons(page, memory, area.columns) {
        let name = columns(&button.name) + if button.is_marked { 2 } else { 1 };
        let width = columns(&button.key) + 2 + name;
        let place = Area { column: x, row, columns: width, rows: 1 };
        drawn.hits.push(Hit { area: place, target: HitTarget::Do(button.action) });
        x += width + columns(gap(area.columns));
    }
}

/// From so many columns on the ratings say when the card comes again.
const ROOM_FOR_DAYS: u16 = 60;

/// The days until the card at hand comes again, by its rating; none when the answer does not count for that.
fn intervals(page: &QuizPage, memory: &Memory) -> Option<[u32; 4]> {
    let card = page.session.card().filter(|_| page.session.occasion() == Occasion::Learn)?.id;
    let today = memory.today();
    let is_first = memory.state(card).is_none_or(|it| it.last < today);
    is_first.then(|| memory.next(card, today).map(|it| it.interval()))
}

fn named(rating: Rating, days: Option<[u32; 4]>) -> String {
    let days = days.and_then(|it| it.get(usize::from(rating.number() - 1)).copied());
    match days {
        // A failed card comes back in the session, whatever its day.
        Some(_) if rating == Rating::Again => format!("{} soon", rating.name()),
        Some(days) => format!("{} {}", rating.name(), span(days)),
        None => rating.name().into(),
    }
}

/// What a confidence is called on the screen.
pub fn surety(sure: Confidence) -> &'static str {
    match sure {
        Confidence::Guess => "a guess",
        Confidence::Unsure => "unsure",
        Confidence::Sure => "sure",
    }
}

fn gap(width: u16) -> &'static str {
    if width >= 50 { "  " } else { "" }
}

fn question(page: &QuizPage, width: u16) -> &'static str {
    match &page.phase {
        Phase::Sure { .. } if width >= 50 => "How sure are you? ",
        Phase::Sure { .. } => "Sure? ",
        Phase::Ticking { .. } if width >= 50 => "Did you have it? ",
        Phase::Ticking { .. } => "Had it? ",
        _ => "",
    }
}

fn buttons(page: &QuizPage, memory: &Memory, width: u16) -> Vec<Button> {
    match &page.phase {
        Phase::Answered(answered) => {
            let suggested = answered.suggested();
            let days = intervals(page, memory).filter(|_| width >= ROOM_FOR_DAYS);
            let button = |(rating, action): (Rating, Action)| Button {
                key: rating.number().to_string(),
                name: named(rating, days),
                action,
                is_marked: rating == suggested,
            };
            Rating::ALL.into_iter().zip(NUMBERED).map(button).collect()
        }
        Phase::Sure { .. } => {
            let button = |(sure, action): (Confidence, Action)| Button {
                key: sure.number().to_string(),
                name: surety(sure).into(),
                action,
                is_marked: false,
            };
            Confidence::ALL.into_iter().zip(NUMBERED).map(button).collect()
        }
        Phase::Ticking { .. } => vec![
            Button { key: "y".into(), name: "yes".into(), action: Action::Yes, is_marked: false },
            Button { key: "n".into(), name: "no".into(), action: Action::No, is_marked: false },
        ],
        _ => Vec::new(),
    }
}
