//! The answer side of a card: the verdict, what differs, the answer, its source and why the card exists.

use crate::{
    app::quiz_page::{Answered, QuizPage},
    note::{short, visible},
    quiz::{Answer, Card, ItemMark, Mark, Reply, Shown, Stretch, Verdict},
    ui::{
        count::counted,
        quiz_lines::{Lines, Piece},
        theme::Role,
        wrap::fitted,
    },
};

/// The lines of the answer side.
pub fn lines(lines: &mut Lines, page: &QuizPage, card: &Card, answered: &Answered) {
    head(lines, card);
    verdict(lines, answered);
    match (&answered.outcome.shown, &card.answer) {
        (Shown::Text { wanted, typed }, _) => compared(lines, wanted, typed, answered),
        (Shown::Items { items, extra }, _) => items_found(lines, items, extra),
        (Shown::Steps(steps), _) => steps_found(lines, steps),
        (Shown::Nothing, Answer::Choice { options, key }) => options_judged(lines, options, *key, &answered.reply),
        (Shown::Nothing, Answer::Items(items)) => numbered(lines, items, "•"),
        (Shown::Nothing, Answer::Order(steps)) => numbered(lines, steps, ""),
        (Shown::Nothing, Answer::Text(text)) => lines.say(text, Role::Here),
    }
    rest(lines, page, card);
    source(lines, page, card);
}

/// What parts the prompt from the answer: a rule; on a low screen, where the prompt is soon out of sight, as much of it
/// as fits on one line.
fn head(lines: &mut Lines, card: &Card) {
    lines.start = lines.all.len();
    if lines.is_roomy() {
        return lines.rule();
    }
    let prompt = fitted(&visible(&card.prompt), lines.width().into());
    lines.push(vec![(prompt, Role::Quiet)]);
}

/// The items of a long list that are shown so far, the last of them in question.
pub fn ticked(lines: &mut Lines, card: &Card, ticks: &[bool]) {
    head(lines, card);
    let texts = card.answer.texts();
    for (at, text) in texts.iter().take(ticks.len() + 1).enumerate() {
        let from = lines.all.len();
        let (sign, role) = match ticks.get(at) {
            Some(true) => ("✓ ", Role::Right),
            Some(false) => ("✗ ", Role::Wrong),
            None => ("▌ ", Role::TitleFocused),
        };
        lines.hang(vec![(sign.into(), role)], vec![((*text).to_string(), Role::Text)]);
        lines.focus = Some(from..lines.all.len());
    }
    let left = texts.len().saturating_sub(ticks.len() + 1);
    if left > 0 {
        lines.say(&format!("  … {left} more"), Role::Quiet);
    }
}

/// Right, close or wrong, and why.
fn verdict(lines: &mut Lines, answered: &Answered) {
    let (sign, role) = match answered.verdict() {
        Some(Verdict::Right) => ("✓ right", Role::Right),
        Some(Verdict::Close) => ("≈ close", Role::Notice),
        Some(Verdict::Wrong) => ("✗ wrong", Role::Wrong),
        None => return,
    };
    let why = match answered.overridden {
        Some(_) => ", as you say".to_string(),
        None if answered.outcome.why.is_empty() => String::new(),
        None => format!(": {}", answered.outcome.why),
    };
    lines.hang(vec![(sign.into(), role)], vec![(why, Role::Quiet)]);
}

fn look(mark: Mark) -> Role {
    match mark {
        Mark::Same => Role::Text,
        Mark::Missing => Role::Missing,
        Mark::Extra => Role::Extra,
        Mark::Wrong => Role::Mistaken,
    }
}

fn pieces(stretches: &[Stretch]) -> Vec<Piece> {
    stretches.iter().map(|it| (it.text.clone(), look(it.mark))).collect()
}

/// The right text, and below it what was typed where that is something else.
fn compared(lines: &mut Lines, wanted: &[Stretch], typed: &[Stretch], answered: &Answered) {
    let text = |it: &[Stretch]| it.iter().map(|it| it.text.as_str()).collect::<String>();
    if text(wanted) == text(typed) {
        return lines.hang(Vec::new(), vec![(text(wanted), Role::Here)]);
    }
    lines.hang(vec![("answer  ".into(), Role::Quiet)], pieces(wanted));
    let typed =
        if answered.overridden == Some(Verdict::Right) { vec![(text(typed), Role::Text)] } else { pieces(typed) };
    lines.hang(vec![("typed   ".into(), Role::Quiet)], typed);
}

fn items_found(lines: &mut Lines, items: &[ItemMark], extra: &[String]) {
    for item in items {
        let (sign, role, look) =
            if item.is_found { ("✓ ", Role::Right, Role::Text) } else { ("✗ ", Role::Wrong, Role::Missing) };
        let mut said = vec![(item.text.clone(), look)];
        if !item.typed.is_empty() {
            said.push(("  ← ".into(), Role::Quiet));
            said.extend(pieces(&item.typed));
        }
        lines.hang(vec![(sign.into(), role)], said);
    }
    for line in extra {
        lines.hang(vec![("+ ".into(), Role::Quiet)], vec![(line.clone(), Role::Extra)]);
    }
}

fn steps_found(lines: &mut Lines, steps: &[ItemMark]) {
    for (at, step) in steps.iter().enumerate() {
        let (sign, role) = if step.is_found { ("✓ ", Role::Right) } else { ("✗ ", Role::Wrong) };
        let lead = vec![(sign.into(), role), (format!("{}  ", at + 1), Role::Quiet)];
        lines.hang(lead, vec![(step.text.clone(), Role::Text)]);
    }
}

fn options_judged(lines: &mut Lines, options: &[String], key: usize, reply: &Reply) {
    for (at, option) in options.iter().enumerate() {
        let is_chosen = *reply == Reply::Chosen(Some(at));
        let (sign, role, look) = match at == key {
            true => ("✓ ", Role::Right, Role::Here),
            false if is_chosen => ("✗ ", Role::Wrong, Role::Extra),
            false => ("  ", Role::Text, Role::Quiet),
        };
        let letter = char::from(b'a'.saturating_add(at as u8));
        lines.hang(vec![(sign.into(), role), (format!("{letter}  "), Role::Quiet)], vec![(option.clone(), look)]);
    }
}

fn numbered(lines: &mut Lines, texts: &[String], bullet: &str) {
    for (at, text) in texts.iter().enumerate() {
        let lead = if bullet.is_empty() { format!("{}  ", at + 1) } else { format!("{bullet} ") };
        lines.hang(vec![(lead, Role::Quiet)], vec![(text.clone(), Role::Here)]);
    }
}

/// What follows the answer in its source, or that there is more.
fn rest(lines: &mut Lines, page: &QuizPage, card: &Card) {
    if card.rest.trim().is_empty() {
        return;
    }
    if page.unfolded.rest {
        return lines.say(&card.rest, Role::Text);
    }
    let words = card.rest.split_whitespace().count();
    lines.hang(vec![("r ".into(), Role::Key)], vec![(format!("… {} more", counted(words, "word")), Role::Quiet)]);
}

/// The sentence that the card was made from, its second of the video, and why the card exists.
fn source(lines: &mut Lines, page: &QuizPage, card: &Card) {
    lines.blank();
    let mut said: Vec<Piece> = vec![(card.source.clone(), Role::Quiet)];
    if let Some(seconds) = card.seconds {
        said.extend([("  ▶ ".to_string(), Role::Quiet), (short(seconds), Role::Timestamp)]);
    }
    lines.hang(vec![("│ ".into(), Role::Rule)], said);
    if page.unfolded.why {
        lines.blank();
        let place = format!("{} card, line {}: ", card.kind.name(), card.line);
        lines.hang(vec![("why ".into(), Role::Key)], vec![(place, Role::Quiet), (card.why.clone(), Role::Text)]);
        let end = lines.all.len();
        lines.focus = Some(end.saturating_sub(1)..end);
    }
}
