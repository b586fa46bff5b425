//! Explicit cards as hashcards reads them: `Q:` and `A:`, and `C:` with holes in brackets.

use crate::quiz::{
    mask::HOLE,
    written::{Asked, Line, Written, plain, schedules},
};

/// What a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    Answer,
    Cloze,
    /// A heading or a rule: what was begun ends.
    End,
}

fn part(line: &str) -> Option<Part> {
    match line {
        _ if line.starts_with("Q:") => Some(Part::Question),
        _ if line.starts_with("A:") => Some(Part::Answer),
        _ if line.starts_with("C:") => Some(Part::Cloze),
        _ if line.trim_end() == "---" => Some(Part::End),
        _ if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') => Some(Part::End),
        _ => None,
    }
}

/// Finds the cards of these lines; one goes on to the next, a heading or a `---`.
pub(crate) fn read(lines: &[Line], asked: &mut Asked) {
    let begins: Vec<usize> =
        (0..lines.len()).filter(|it| lines.get(*it).is_some_and(|it| part(it.text).is_some())).collect();
    let end_of = |index: usize| begins.get(index + 1).copied().unwrap_or(lines.len());
    for (index, at) in begins.iter().enumerate() {
        let own = lines.get(*at..end_of(index)).unwrap_or_default();
        let Some(first) = own.first() else { continue };
        match part(first.text) {
            Some(Part::Question) => {
                let next = begins
                    .get(index + 1)
                    .filter(|it| lines.get(**it).is_some_and(|it| part(it.text) == Some(Part::Answer)));
                let Some(next) = next else {
                    asked.unanswered.push((first.offset, plain(first.text.trim_start_matches("Q:"))));
                    continue;
                };
                question(own, lines.get(*next..end_of(index + 1)).unwrap_or_default(), asked);
            }
            Some(Part::Cloze) => cloze(own, asked),
            _ => {}
        }
    }
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|it| it.text).collect::<Vec<_>>().join("\n")
}

fn question(question: &[Line], answer: &[Line], asked: &mut Asked) {
    let (Some(first), whole) = (question.first(), joined(answer)) else { return };
    let source = format!("{}\n{whole}", joined(question));
    let (scheduled, whole) = schedules(&whole);
    let prompt = plain(joined(question).trim_start_matches("Q:"));
    let answer_text = plain(whole.trim_start_matches("A:"));
    if prompt.is_empty() || answer_text.is_empty() {
        return;
    }
    asked.taken.extend(question.iter().chain(answer).map(|it| it.span()));
    let scheduled = scheduled.into_iter().next();
    asked.cards.push(Written {
        offset: first.offset,
        prompt,
        answer: answer_text,
        term: String::new(),
        source,
        scheduled,
    });
}

fn cloze(lines: &[Line], asked: &mut Asked) {
    let (Some(first), source) = (lines.first(), joined(lines)) else { return };
    let (scheduled, text) = schedules(&source);
    let text = text.trim_start_matches("C:").trim();
    let holes = holes(text);
    if holes.is_empty() {
        return;
    }
    asked.taken.extend(lines.iter().map(|it| it.span()));
    for (index, (from, to)) in holes.iter().enumerate() {
        let mut shown = String::new();
        let mut at = 0;
        for (other, (start, end)) in holes.iter().enumerate() {
            shown.push_str(text.get(at..*start).unwrap_or_default());
            if other == index {
                shown.push(HOLE);
            } else {
                shown.push_str(text.get(start + 1..end - 1).unwrap_or_default());
            }
            at = *end;
        }
        shown.push_str(text.get(at..).unwrap_or_default());
        let hole = plain(text.get(from + 1..to - 1).unwrap_or_default());
        let scheduled = scheduled.get(index).cloned();
        let term = format!("{hole} {index}");
        let written = Written {
            offset: first.offset,
            prompt: plain(&shown),
            answer: hole,
            term,
            source: source.clone(),
            scheduled,
        };
        asked.cards.push(written);
    }
}

/// The brackets of a text that are no links, pictures or wikilinks: from `[` to after `]`.
fn holes(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = memchr::memchr(b'[', bytes.get(at..).unwrap_or_default()).map(|it| at + it) {
        let before = open.checked_sub(1).and_then(|it| bytes.get(it));
        let is_wiki = bytes.get(open + 1) == Some(&b'[');
        let Some(close) = memchr::memchr(b']', bytes.get(open..).unwrap_or_default()).map(|it| open + it) else {
            break;
        };
        if is_wiki {
            let end = text.get(open..).and_then(|it| it.find("]]")).map_or(text.len(), |it| open + it + 2);
            at = end;
            continue;
        }
        let is_link = bytes.get(close + 1) == Some(&b'(');
        if !is_link && !matches!(before, Some(b'!' | b'\\' | b'^')) && close > open + 1 {
            found.push((open, close + 1));
        }
        at = close + 1;
    }
    found
}
