//! The answer side of a card: the verdict, what differs, the answer, its source and why the card exists.

use crate::{
    app::quiz_page::{Answered, QuizPage},
    note::{short, visible},
    quiz::{Answer, Card, Confidence, ItemMark, Mark, Reply, Shown, Stretch, Verdict},
    ui::{
        count::counted,
        quiz_lines::{KEPT, Lines, Piece},
        theme::Role,
        wrap::{fitted, wrap},
    },
};

/// The lines of the answer side.
pub fn lines(lines: &mut Lines, page: &QuizPage, card: &Card, answered: &Answered) {
    let head = head(lines);
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
    repeat_prompt(lines, card, head, page.top);
}

/// What parts the prompt from the answer: a rule. Gives its line.
fn head(lines: &mut Lines) -> usize {
    lines.start = lines.all.len();
    lines.rule();
    lines.start
}

/// On a low screen from whose top the prompt has gone, as much of it as fits on one line stands in place of the rule
/// that is the first line there. `top` is the line to which the reader has scrolled.
fn repeat_prompt(lines: &mut Lines, card: &Card, head: usize, top: Option<usize>) {
    if lines.is_roomy() {
        return;
    }
    let prompt = visible(&card.prompt);
    let from = head.saturating_sub(wrap(&prompt, lines.width().into()).len());
    // Half a prompt is none: then the answer moves up until all of it has gone.
    while top.is_none() && (from + 1..head).contains(&lines.most()) {
        lines.push(Vec::new());
    }
    if top.unwrap_or(head).min(lines.most()) < head {
        return;
    }
    let prompt = fitted(&prompt, lines.width().into());
    lines.replace(head, vec![(prompt, Role::Quiet)]);
}

/// The items of a long list that are shown so far, the last of them in question.
pub fn ticked(lines: &mut Lines, card: &Card, ticks: &[bool]) {
    let head = head(lines);
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
    repeat_prompt(lines, card, head, None);
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
    let mut said = vec![(why, Role::Quiet)];
    // What one was sure of and is not so is worth the most attention.
    if answered.sure == Some(Confidence::Sure) && answered.verdict() == Some(Verdict::Wrong) {
        said.insert(0, (", and you were sure".into(), Role::Notice));
    }
    lines.hang(vec![(sign.into(), role)], said);
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
        let (sign, role) = if item.is_found { ("✓ ", Role::Right) } else { ("✗ ", Role::Wrong) };
        let mut said = vec![(item.text.clone(), Role::Text)];
        if !item.is_found {
            said.push(("  missing".into(), Role::Wrong));
        }
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
        let mut said = vec![(step.text.clone(), Role::Text)];
        said.extend(step.put_at.map(|it| (format!("  you:{KEPT}{}", it + 1), Role::Quiet)));
        lines.hang(lead, said);
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

/// What follows the answer in its source, or that there is more; nothing where the source below says it anyway.
fn rest(lines: &mut Lines, page: &QuizPage, card: &Card) {
    let bare = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    if card.rest.trim().is_empty() || bare(&card.source).contains(&bare(&card.rest)) {
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
        said.extend([(format!("  ▶{KEPT}"), Role::Quiet), (short(seconds), Role::Timestamp)]);
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
