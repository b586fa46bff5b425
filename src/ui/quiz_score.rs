//! The end of a session: what was known, how sure the reader was of it, and the missed cards with their places.

use crate::{
    app::quiz_page::QuizPage,
    quiz::{Card, Confidence, Missed, Occasion, Rating, Score},
    ui::{
        count::counted,
        paint::columns,
        quiz_foot,
        quiz_lines::{Lines, Piece},
        theme::Role,
        wrap::fitted,
    },
};

/// The lines of the end, one of the missed cards selected.
pub fn lines(lines: &mut Lines, page: &QuizPage, selected: usize) {
    let score = page.session.score();
    if score.asked == 0 {
        return lines.say("No card was answered.", Role::Quiet);
    }
    let known = format!("{} of {} known", score.known, counted(score.asked, "card"));
    let when = if page.session.occasion() == Occasion::Pretest { " before reading" } else { " at the first answer" };
    lines.hang(vec![(known, Role::Heading)], vec![(when.into(), Role::Quiet)]);
    lines.hang(Vec::new(), ratings(&score));
    calibration(lines, &score);
    lines.blank();
    if score.missed.is_empty() {
        return lines.say("Nothing was missed.", Role::Right);
    }
    lines.say(&format!("Missed: {}", score.missed.len()), Role::Subheading);
    for (at, missed) in score.missed.iter().enumerate() {
        if let Some(card) = page.session.cards().get(missed.card) {
            row(lines, card, missed, at, at == selected);
        }
    }
}

fn ratings(score: &Score) -> Vec<Piece> {
    let given = Rating::ALL.iter().zip(score.ratings).filter(|it| it.1 > 0);
    let said: Vec<String> = given.map(|(rating, count)| format!("{} {count}", rating.name())).collect();
    vec![(said.join(" · "), Role::Quiet)]
}

/// How often the reader was right when they were sure, unsure, or guessed.
fn calibration(lines: &mut Lines, score: &Score) {
    if score.surety.iter().all(|it| it.given == 0) {
        return;
    }
    lines.blank();
    for (sure, surety) in Confidence::ALL.iter().zip(score.surety).rev().filter(|it| it.1.given > 0) {
        let bar = bar(surety.known, surety.given);
        let name = format!("{:<8} ", quiz_foot::surety(*sure));
        let percent = surety.known * 100 / surety.given.max(1);
        let said = format!(" {} of {} right, {percent}%", surety.known, surety.given);
        lines.push(vec![(name, Role::Text), (bar.0, Role::Right), (bar.1, Role::Rule), (said, Role::Quiet)]);
    }
    let confident = score.missed.iter().filter(|it| it.was_sure).count();
    if confident > 0 {
        lines.say(&format!("{confident} missed although you were sure: look at these first."), Role::Notice);
    }
}

/// Cells of a bar that says a share.
const BAR: usize = 10;

fn bar(part: usize, whole: usize) -> (String, String) {
    let filled = (part * BAR).div_ceil(whole.max(1)).min(BAR);
    ("█".repeat(filled), "░".repeat(BAR - filled))
}

/// A missed card: what was asked, what is right, and where it stands.
fn row(lines: &mut Lines, card: &Card, missed: &Missed, at: usize, is_selected: bool) {
    let from = lines.all.len();
    lines.row(Some(at));
    let (mark, role) = if is_selected { ("▌ ", Role::Here) } else { ("  ", Role::Text) };
    let room = lines.width().saturating_sub(2);
    let piece = |text: &str, role| (fitted(&crate::note::visible(text), room.into()), role);
    let lead = || (mark.to_string(), Role::TitleFocused);
    lines.push(vec![lead(), piece(&card.prompt, role)]);
    lines.push(vec![lead(), piece(&card.answer.texts().join(" · "), Role::Quiet)]);
    let sure = if missed.was_sure { "sure · " } else { "" };
    let place = card.context.last().cloned().unwrap_or_else(|| card.note.clone());
    let place = format!("{place} · line {}", card.line);
    let left = room.saturating_sub(columns(sure));
    let place = fitted(&crate::note::visible(&place), left.into());
    lines.push(vec![lead(), (sure.into(), Role::Notice), (place, Role::Quiet)]);
    lines.row(None);
    // Who has not moved yet sees the score.
    if is_selected && at > 0 {
        lines.focus = Some(from..lines.all.len());
    }
}
