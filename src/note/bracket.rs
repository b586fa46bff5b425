//! Square brackets of one line: which of them are wikilinks, and which hold only times.

use crate::note::{
    diagnostic::{Code, Oddity},
    mark::{Mark, MarkKind, Wikilink},
    media::{is_media, is_size},
    span::{Span, trimmed},
    timestamp::{self, Spelling, Time},
};

/// The brackets that are open on the line at hand, outermost first.
#[derive(Default)]
pub(crate) struct Brackets {
    frames: Vec<Frame>,
    /// Backticks seen on this line.
    ticks: u32,
}

struct Frame {
    start: usize,
    kind: Kind,
    /// How many marks there were when it opened.
    marks: usize,
    ticks: u32,
}

enum Kind {
    /// `[`.
    Single,
    /// `[[`, with its first and last pipe: each from where it begins to after it.
    Double { first: Option<usize>, last: Option<usize> },
}

impl Brackets {
    pub fn begin_line(&mut self) {
        self.frames.clear();
        self.ticks = 0;
    }

    /// Reports what was opened and never closed, unless it stands in code.
    pub fn end_line(&mut self, text: &str, oddities: &mut Vec<Oddity>) {
        for frame in self.frames.drain(..) {
            let is_code = frame.ticks % 2 == 1;
            if matches!(frame.kind, Kind::Double { .. }) && !is_code {
                let rest = text.get(frame.start..).unwrap_or_default();
                let shown: String = rest.chars().take_while(|it| *it != '\n').take(24).collect();
                let message = format!("\"{shown}\" opens a link that is never closed; add ]] on the same line");
                oddities.push(Oddity::new(frame.start, Code::LinkUnclosed, message));
            }
        }
    }

    pub fn tick(&mut self, at: usize) -> usize {
        self.ticks += 1;
        at + 1
    }

    /// Takes a `[`. Of three or more in a row the last two open a link.
    pub fn open(&mut self, bytes: &[u8], at: usize, marks: usize) -> usize {
        let next = |step: usize| bytes.get(at + step) == Some(&b'[');
        let (kind, width) =
            if next(1) && !next(2) { (Kind::Double { first: None, last: None }, 2) } else { (Kind::Single, 1) };
        self.frames.push(Frame { start: at, kind, marks, ticks: self.ticks });
        at + width
    }

    /// Takes a `|` (or `\|`) from `at` to `after`.
    pub fn pipe(&mut self, at: usize, after: usize) -> usize {
        if let Some(Frame { kind: Kind::Double { first, last }, .. }) = self.frames.last_mut() {
            first.get_or_insert(at);
            *last = Some(after);
        }
        after
    }

    /// Takes a `]`; gives the offset after what it closes.
    pub fn close(&mut self, text: &str, at: usize, marks: &mut Vec<Mark>) -> usize {
        let doubled = text.as_bytes().get(at + 1) == Some(&b']');
        let Some(frame) = self.frames.pop() else {
            return at + 1;
        };
        match frame.kind {
            Kind::Single => close_single(text, &frame, at, marks),
            Kind::Double { first, last } if doubled => {
                let even_ticks = (self.ticks - frame.ticks).is_multiple_of(2);
                if even_ticks {
                    close_double(text, &frame, (first, last), at, marks);
                }
                at + 2
            }
            // `[[PT-BR] Title](…)`: two single ones after all, and the inner one is closed now.
            Kind::Double { first: None, .. } => {
                let inner = Frame { start: frame.start + 1, kind: Kind::Single, ..frame };
                let after = close_single(text, &inner, at, marks);
                self.frames.push(Frame { kind: Kind::Single, ..frame });
                after
            }
            // A stray `]` in an alias.
            Kind::Double { .. } => {
                self.frames.push(frame);
                at + 1
            }
        }
    }
}

/// `[…]`: times, or brackets around nothing but timestamps.
fn close_single(text: &str, frame: &Frame, at: usize, marks: &mut Vec<Mark>) -> usize {
    let inside = Span::new(frame.start + 1, at);
    let times = timestamp::times_in(text, inside);
    if times.is_empty() {
        if holds_only_timestamps(text, inside, marks.get(frame.marks..).unwrap_or_default()) {
            hide_ends(frame.start, 1, at, marks);
        }
        return at + 1;
    }
    let after = at + 1;
    if text.get(after..).is_some_and(|it| it.starts_with("(<a ")) {
        // `[00:46:38](<a …>[00:46:38]</a>)`: the anchor says it again; its own bracket may be missing.
        marks.push(Mark { span: Span::new(frame.start, after + 1), kind: MarkKind::Hidden });
        return after + 1;
    }
    match link_to_moment(text, after) {
        LinkTail::None => {}
        LinkTail::Moment(end) => {
            push_times(text, frame.start, times, end, marks);
            return end;
        }
        LinkTail::Elsewhere => return after,
    }
    push_times(text, frame.start, times, after, marks);
    after
}

enum LinkTail {
    None,
    /// `(#t=…)`, and the offset after it.
    Moment(usize),
    /// Any other address: an ordinary link whose text is a time.
    Elsewhere,
}

fn link_to_moment(text: &str, after: usize) -> LinkTail {
    let rest = text.get(after..).unwrap_or_default();
    if !rest.starts_with('(') {
        return LinkTail::None;
    }
    let bytes = rest.as_bytes();
    let Some(length) = bytes.iter().take(LINK_LIMIT).position(|it| *it == b')' || *it == b'\n') else {
        return LinkTail::None;
    };
    let is_closed = bytes.get(length) == Some(&b')');
    match (is_closed, rest.starts_with("(#")) {
        (true, true) => LinkTail::Moment(after + length + 1),
        (true, false) if rest.contains(':') && !rest.starts_with("(<") => LinkTail::Elsewhere,
        _ => LinkTail::None,
    }
}

/// Addresses are shorter than this, in bytes.
const LINK_LIMIT: usize = 2000;

/// The times of a bracket; what joins them stays as text, the brackets vanish.
fn push_times(text: &str, start: usize, times: Vec<(Span, Time)>, end: usize, marks: &mut Vec<Mark>) {
    let first = times.first().map_or(end, |it| it.0.start as usize);
    let last = times.last().map_or(end, |it| it.0.end as usize);
    if times.len() == 1 {
        let span = Span::new(start, end);
        marks.extend(times.into_iter().map(|(value, time)| stamp(text, span, value, time)));
        return;
    }
    marks.push(Mark { span: Span::new(start, first), kind: MarkKind::Hidden });
    marks.extend(times.into_iter().map(|(value, time)| stamp(text, value, value, time)));
    marks.push(Mark { span: Span::new(last, end), kind: MarkKind::Hidden });
}

fn stamp(text: &str, span: Span, value: Span, time: Time) -> Mark {
    let label = trimmed(text, value);
    Mark { span, kind: MarkKind::Timestamp(Spelling { span, value, label, time }) }
}

/// True for `<a…>…</a>, <a…>…</a>` and nothing else between the brackets.
fn holds_only_timestamps(text: &str, inside: Span, marks: &[Mark]) -> bool {
    if marks.is_empty() || marks.len() > 32 || inside.len() > 32 * 128 {
        return false;
    }
    let mut at = inside.start;
    for mark in marks {
        let gap = Span { start: at, end: mark.span.start };
        if !matches!(mark.kind, MarkKind::Timestamp(_) | MarkKind::Hidden) || !is_joint(gap.of(text)) {
            return false;
        }
        at = mark.span.end;
    }
    is_joint(Span { start: at, end: inside.end }.of(text))
        && marks.iter().any(|it| matches!(it.kind, MarkKind::Timestamp(_)))
}

fn is_joint(gap: &str) -> bool {
    gap.chars().all(timestamp::is_joiner)
}

fn hide_ends(start: usize, width: usize, close: usize, marks: &mut Vec<Mark>) {
    for from in [start, close] {
        marks.push(Mark { span: Span::new(from, from + width), kind: MarkKind::Hidden });
    }
}

/// `[[…]]`: a link, times, or text.
fn close_double(
    text: &str,
    frame: &Frame,
    (first, last): (Option<usize>, Option<usize>),
    at: usize,
    marks: &mut Vec<Mark>,
) {
    let (inside, end) = (frame.start + 2, at + 2);
    let target = trimmed(text, Span::new(inside, first.unwrap_or(at)));
    let named = target.of(text);
    if first.is_none() {
        let times = timestamp::times_in(text, target);
        if !times.is_empty() {
            return push_times(text, frame.start, times, end, marks);
        }
    }
    if named.is_empty() || named.contains(['[', ']', '`']) {
        if holds_only_timestamps(text, Span::new(inside, at), marks.get(frame.marks..).unwrap_or_default()) {
            hide_ends(frame.start, 2, at, marks);
        }
        return;
    }
    let embed = frame.start > 0 && text.as_bytes().get(frame.start - 1) == Some(&b'!');
    let start = frame.start - usize::from(embed);
    let link = Wikilink { span: Span::new(start, end), target, embed };
    let alias = last.map(|it| trimmed(text, Span::new(it, at))).filter(|it| !it.is_empty());
    let alias = alias.filter(|it| !(embed && is_media(named) && is_size(it.of(text))));
    let Some(alias) = alias else {
        marks.push(Mark { span: link.span, kind: MarkKind::LinkWhole(link) });
        return;
    };
    marks.push(Mark { span: Span { start: start as u32, end: alias.start }, kind: MarkKind::LinkOpen(link) });
    marks.push(Mark { span: Span { start: alias.end, end: end as u32 }, kind: MarkKind::LinkClose });
}
