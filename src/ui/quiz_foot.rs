//! The foot of a card: the ratings to choose from, how sure one is, whether an item had come.

use crate::{
    app::{
        action::Action,
        drawn::{Area, Drawn, Hit, HitTarget},
        quiz_page::{Phase, QuizPage},
    },
    quiz::{Confidence, Rating},
    ui::{
        paint::columns,
        quiz_lines::{Piece, QuizLine},
        theme::Role,
    },
};

/// What can be chosen below a card: a key, its name, what it does, and whether it is marked.
struct Button {
    key: String,
    name: &'static str,
    action: Action,
    is_marked: bool,
}

const NUMBERED: [Action; 4] = [Action::First, Action::Second, Action::Third, Action::Fourth];

/// The lines of the foot.
pub fn lines(page: &QuizPage, width: u16) -> Vec<QuizLine> {
    let buttons = buttons(page);
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
pub fn hits(page: &QuizPage, row: u16, area: Area, drawn: &mut Drawn) {
    let mut x = area.column + columns(question(page, area.columns));
    for button in buttons(page) {
        let name = columns(button.name) + if button.is_marked { 2 } else { 1 };
        let width = columns(&button.key) + 2 + name;
        let place = Area { column: x, row, columns: width, rows: 1 };
        drawn.hits.push(Hit { area: place, target: HitTarget::Do(button.action) });
        x += width + columns(gap(area.columns));
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

fn buttons(page: &QuizPage) -> Vec<Button> {
    match &page.phase {
        Phase::Answered(answered) => {
            let suggested = answered.suggested();
            let button = |(rating, action): (Rating, Action)| Button {
                key: rating.number().to_string(),
                name: rating.name(),
                action,
                is_marked: rating == suggested,
            };
            Rating::ALL.into_iter().zip(NUMBERED).map(button).collect()
        }
        Phase::Sure { .. } => {
            let button = |(sure, action): (Confidence, Action)| Button {
                key: sure.number().to_string(),
                name: surety(sure),
                action,
                is_marked: false,
            };
            Confidence::ALL.into_iter().zip(NUMBERED).map(button).collect()
        }
        Phase::Ticking { .. } => vec![
            Button { key: "y".into(), name: "yes", action: Action::Yes, is_marked: false },
            Button { key: "n".into(), name: "no", action: Action::No, is_marked: false },
        ],
        _ => Vec::new(),
    }
}
