//! Explicit cards as the Obsidian plugin for spaced repetition reads them, and headings that are questions.

use crate::{
    note::Note,
    quiz::{
        mask::HOLE,
        settings::Settings,
        written::{Asked, Line, Written, plain, schedules},
    },
};

/// True when the note has one of the tags, in its frontmatter or in its text.
pub(crate) fn is_tagged(note: &Note, settings: &Settings) -> bool {
    let listed = note.frontmatter().get("tags").map(ToString::to_string).unwrap_or_default();
    let is_whole = |rest: &str| !rest.starts_with(|it: char| it.is_alphanumeric() || it == '_' || it == '-');
    settings.tags.iter().any(|tag| {
        let in_front = listed.match_indices(tag.as_str()).any(|it| {
            let is_begun = listed.get(..it.0).is_some_and(|it| it.ends_with(['"', '#', ' ', ',', '[']));
            is_begun && listed.get(it.0 + tag.len()..).is_some_and(is_whole)
        });
        let hashed = format!("#{tag}");
        let in_text = note.source().match_indices(&hashed).any(|it| {
            let is_begun =
                note.source().get(..it.0).is_some_and(|it| it.is_empty() || it.ends_with(char::is_whitespace));
            is_begun && note.source().get(it.0 + hashed.len()..).is_some_and(is_whole)
        });
        in_front || in_text
    })
}

/// Headings with a tag: the heading asks, its section answers.
pub(crate) fn read_headings(lines: &[Line], tag: &str, asked: &mut Asked) {
    let level = |line: &Line| {
        let marks = line.text.bytes().take_while(|it| *it == b'#').count();
        line.text.get(marks..).filter(|it| marks > 0 && it.starts_with(' ')).map(|_| marks)
    };
    for (at, line) in lines.iter().enumerate() {
        let Some(own) = level(line).filter(|_| line.text.split_whitespace().any(|it| it == tag)) else { continue };
        let rest = lines.get(at + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|it| level(it).is_none_or(|it| it > own)).count();
        let body = rest.get(..length).unwrap_or_default();
        let (scheduled, text) = schedules(&joined(body));
        let question: Vec<&str> = line.text.split_whitespace().filter(|it| *it != tag).collect();
        let (prompt, answer) = (plain(&question.join(" ")), plain(&text));
        if prompt.is_empty() || answer.is_empty() {
            continue;
        }
        asked.taken.extend(body.iter().map(|it| it.span()));
        let source = format!("{}\n{}", line.text, text.trim());
        let scheduled = scheduled.into_iter().next();
        asked.cards.push(Written { offset: line.offset, prompt, answer, term: String::new(), source, scheduled });
    }
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|it| it.text).collect::<Vec<_>>().join("\n")
}

/// The cards of a tagged note: of one line, of several lines, with holes.
pub(crate) fn read(lines: &[Line], settings: &Settings, asked: &mut Asked) {
    let is_free = |it: &Line, asked: &Asked| !it.text.trim().is_empty() && !asked.taken.contains(&it.span());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if !is_free(line, asked) {
            at += 1;
            continue;
        }
        let length = lines.iter().skip(at).take_while(|it| is_free(it, asked)).count();
        read_block(lines.get(at..at + length).unwrap_or_default(), settings, asked);
        at += length;
    }
}

/// Lines without an empty one between them.
fn read_block(lines: &[Line], settings: &Settings, asked: &mut Asked) {
    let split = lines.iter().position(|it| {
        let text = it.text.trim();
        !text.is_empty() && (text == settings.lines || text == settings.lines_reversed)
    });
    if let Some(at) = split.filter(|it| *it > 0) {
        let way = if lines.get(at).is_some_and(|it| it.text.trim() == settings.lines_reversed) {
            Way::Both
        } else {
            Way::One
        };
        let (question, rest) = lines.split_at(at);
        return two(question, &joined(question), &joined(rest.get(1..).unwrap_or_default()), way, lines, asked);
    }
    let mut loose = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match parted(line.text, settings) {
            Some((question, answer, way)) => {
                let next = lines.get(at + 1).filter(|it| it.text.trim_start().starts_with("<!--SR:"));
                let answer = next.map_or(answer.to_string(), |it| format!("{answer}{}", it.text));
                let own = lines.get(at..at + 1 + usize::from(next.is_some())).unwrap_or_default();
                two(own, question, &answer, way, own, asked);
            }
            None => loose.push(*line),
        }
    }
    if loose.len() == lines.len() {
        with_holes(&loose, settings, asked);
    }
}

/// In which direction a card is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    One,
    Both,
}

/// A line around its separator, which does not count within braces and code.
fn parted<'a>(line: &'a str, settings: &Settings) -> Option<(&'a str, &'a str, Way)> {
    let find = |separator: &str| {
        let mut all = line.match_indices(separator).filter(|_| !separator.is_empty());
        all.find(|it| {
            let before = line.get(..it.0).unwrap_or_default();
            before.matches("{{").count() == before.matches("}}").count() && before.matches('`').count() % 2 == 0
        })
    };
    let (at, separator, way) = match find(&settings.inline_reversed) {
        Some((at, it)) => (at, it, Way::Both),
        None => find(&settings.inline).map(|(at, it)| (at, it, Way::One))?,
    };
    let (question, answer) = (line.get(..at)?.trim(), line.get(at + separator.len()..)?.trim());
    (!question.is_empty() && !answer.is_empty()).then_some((question, answer, way))
}

/// A text without the tags of decks.
fn untagged(text: &str) -> String {
    let is_tag = |it: &&str| it.len() > 1 && it.starts_with('#') && it.chars().nth(1).is_some_and(char::is_alphabetic);
    let line = |line: &str| line.split(' ').filter(|it| !is_tag(it)).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn two(place: &[Line], question: &str, answer: &str, way: Way, taken: &[Line], asked: &mut Asked) {
    let Some(first) = place.first() else { return };
    let (scheduled, answer) = schedules(answer);
    let (prompt, text) = (plain(&untagged(question)), plain(&answer));
    if prompt.is_empty() || text.is_empty() {
        return;
    }
    asked.taken.extend(taken.iter().map(|it| it.span()));
    let (_, source) = schedules(&joined(taken));
    let card = |prompt: &str, answer: &str, term: &str, scheduled: Option<&String>| Written {
        offset: first.offset,
        prompt: prompt.into(),
        answer: answer.into(),
        term: term.into(),
        source: source.trim().to_string(),
        scheduled: scheduled.cloned(),
    };
    asked.cards.push(card(&prompt, &text, "", scheduled.first()));
    if way == Way::Both {
        asked.cards.push(card(&text, &prompt, "←", scheduled.get(1)));
    }
}

/// A hole with what is said about it.
struct Hole<'a> {
    from: usize,
    to: usize,
    text: &'a str,
    hint: &'a str,
}

/// One card for every hole; the other holes are filled.
fn with_holes(lines: &[Line], settings: &Settings, asked: &mut Asked) {
    let Some(first) = lines.first() else { return };
    let (scheduled, source) = schedules(&joined(lines));
    let source = source.trim().to_string();
    let holes = holes(&source, settings);
    if holes.is_empty() {
        return;
    }
    asked.taken.extend(lines.iter().map(|it| it.span()));
    for (index, hole) in holes.iter().enumerate() {
        let mut shown = String::new();
        let mut at = 0;
        for other in &holes {
            shown.push_str(source.get(at..other.from).unwrap_or_default());
            if std::ptr::eq(other, hole) {
                shown.push(HOLE);
                if !hole.hint.is_empty() {
                    shown.extend([" (", hole.hint, ")"]);
                }
            } else {
                shown.push_str(other.text);
            }
            at = other.to;
        }
        shown.push_str(source.get(at..).unwrap_or_default());
        asked.cards.push(Written {
            offset: first.offset,
            prompt: plain(&untagged(&shown)),
            answer: plain(hole.text),
            term: format!("{} {index}", hole.text),
            source: source.clone(),
            scheduled: scheduled.get(index).cloned(),
        });
    }
}

fn holes<'a>(text: &'a str, settings: &Settings) -> Vec<Hole<'a>> {
    let mut found: Vec<Hole> = Vec::new();
    for (open, close) in &settings.holes {
        let mut at = 0;
        while let Some(hole) = hole(text, at, open, close) {
            at = hole.to;
            if !hole.text.is_empty() {
                found.push(hole);
            }
        }
    }
    found.sort_by_key(|it| it.from);
    found.dedup_by(|next, before| next.from < before.to);
    found
}

/// The next hole from an offset on: `==hole==`, `==1;;hole;;hint==`, `{{c1::hole::hint}}`, `==hole==^[hint]`.
fn hole<'a>(text: &'a str, at: usize, open: &str, close: &str) -> Option<Hole<'a>> {
    if open.is_empty() || close.is_empty() {
        return None;
    }
    let from = at + text.get(at..)?.find(open)?;
    let begin = from + open.len();
    let inside = text.get(begin..)?.find(close).and_then(|it| text.get(begin..begin + it))?;
    let mut to = begin + inside.len() + close.len();
    let is_number = |it: &str| !it.is_empty() && it.trim_start_matches('c').bytes().all(|it| it.is_ascii_digit());
    let separator = if inside.contains(";;") { ";;" } else { "::" };
    let mut parts = inside.split(separator).peekable();
    if parts.peek().is_some_and(|it| is_number(it) && inside.contains(separator)) {
        parts.next();
    }
    let (hole, mut hint) = (parts.next()?.trim(), parts.next().unwrap_or_default().trim());
    if let Some(after) =
        text.get(to..).and_then(|it| it.strip_prefix("^[")).and_then(|it| it.find(']').and_then(|end| it.get(..end)))
    {
        hint = after;
        to += after.len() + 3;
    }
    Some(Hole { from, to, text: hole, hint })
}
