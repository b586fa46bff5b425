//! Timestamps: the seconds of a video that a note points to, in all their spellings.

use crate::note::span::{Span, trimmed};

/// A place in the note that points to a second of its video.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// The whole spelling: anchor, bracket or link.
    pub span: Span,
    /// The value as it is written, such as `00:01:02`.
    pub value: Span,
    /// What the author shows for it, without brackets; empty when nothing.
    pub label: Span,
    /// Seconds from the start of the video.
    pub seconds: u32,
    /// The section it stands in, an index into [`Note::sections`](crate::note::Note::sections).
    pub section: u32,
    /// The block it stands in, an index into [`Note::blocks`](crate::note::Note::blocks).
    pub block: u32,
    /// Its run, an index into the runs of the note.
    pub run: u32,
}

/// How the three-part times of one note are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Hours, minutes, seconds.
    Hours,
    /// Minutes, seconds, and a `00` that means nothing.
    Minutes,
}

/// A time as written: two or three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    first: u32,
    second: u32,
    third: Option<u32>,
}

impl Time {
    /// Reads `H:MM:SS`, `HH:MM:SS`, `MM:SS` or `M:SS`, with stray brackets or blanks around it.
    /// In three parts minutes and seconds, in two parts seconds, are below 60.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '[' | ']' | '(' | ')'));
        let mut parts = bare.split(':');
        let first = number(parts.next()?, 1)?;
        let second = number(parts.next()?, 2)?;
        let third = match parts.next() {
            Some(part) => Some(number(part, 2)?),
            None => None,
        };
        let in_range = second < 60 && third.is_none_or(|it| it < 60);
        (in_range && parts.next().is_none()).then_some(Self { first, second, third })
    }

    /// Seconds from the start of the video.
    pub fn seconds(self, reading: Reading) -> u32 {
        match (self.third, reading) {
            (Some(third), Reading::Hours) => self.first * 3600 + self.second * 60 + third,
            (Some(_), Reading::Minutes) | (None, _) => self.first * 60 + self.second,
        }
    }

    fn ends_in_zero(self) -> bool {
        self.third.unwrap_or(self.second) == 0
    }
}

/// One or two ASCII digits, at least `least`.
fn number(part: &str, least: usize) -> Option<u32> {
    let fits = (least..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    if fits { part.parse().ok() } else { None }
}

/// How a note's times are meant: when there are at least three, every one ends in `00` and one has a
/// first part above 0, they are minutes and seconds. (Measured: the only reading that fits the length
/// of the videos in 79% of the 1,212 notes that can be checked.)
pub fn reading(times: impl Iterator<Item = Time>) -> Reading {
    let (mut count, mut has_first) = (0, false);
    for time in times {
        if !time.ends_in_zero() {
            return Reading::Hours;
        }
        count += 1;
        has_first |= time.first > 0 && time.third.is_some();
    }
    if count >= 3 && has_first { Reading::Minutes } else { Reading::Hours }
}

/// A time as it is shown: `0:19`, `54:51`, `1:09:05`.
pub fn short(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A timestamp as the scanner finds it, before the note's reading is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelling {
    pub span: Span,
    pub value: Span,
    pub label: Span,
    pub time: Time,
}

/// The times of a bracket that holds nothing else: one, a list, or a range. Empty when it is no such bracket.
pub(crate) fn times_in(text: &str, inside: Span) -> Vec<(Span, Time)> {
    let mut found = Vec::new();
    let mut at = inside.start as usize;
    let content = inside.of(text);
    if content.len() > LIST_LIMIT || !content.bytes().any(|it| it == b':') {
        return found;
    }
    for piece in content.split_inclusive(is_joiner) {
        let core = piece.trim_end_matches(is_joiner);
        let span = trimmed(text, Span::new(at, at + core.len()));
        at += piece.len();
        match Time::parse(span.of(text)) {
            Some(time) if span.of(text).starts_with(|it: char| it.is_ascii_digit()) => found.push((span, time)),
            _ if matches!(span.of(text), "" | "and" | "to") => {}
            _ => return Vec::new(),
        }
    }
    found
}

/// A bracket longer than this is prose.
const LIST_LIMIT: usize = 512;

/// What stands between the times of a list or a range.
pub(crate) fn is_joiner(it: char) -> bool {
    it.is_whitespace() || matches!(it, ',' | ';' | '-' | '–' | '—' | '&' | '/')
}

/// An anchor `<a class="yt-timestamp" …>` as it stands in the text.
pub(crate) struct Anchor {
    /// From `<` to the end of its label, and `</a>` where it is there.
    pub span: Span,
    /// What should be a time.
    pub value: Span,
    /// The label without brackets.
    pub label: Span,
    /// `</a>` was found.
    pub closed: bool,
}

/// Reads the anchor that begins at `start`; `line_end` bounds the search.
/// An anchor swallows at most its own label, never the text up to a far-away `</a>`.
pub(crate) fn anchor(text: &str, start: usize, line_end: usize) -> Option<Anchor> {
    let line = text.get(start..line_end)?;
    let rest = line.strip_prefix("<a").or_else(|| line.strip_prefix("<A"))?;
    if !rest.starts_with(|it: char| it.is_whitespace()) {
        return None;
    }
    let head = head_of(line);
    let (value, after_value) = value_in(head)?;
    let tag_end = tag_end(line, after_value);
    let (label, after_label) = label_in(line, tag_end);
    let tail = line.get(after_label..)?;
    let blanks = tail.len() - tail.trim_start_matches(' ').len();
    let closed = begins_with(tail.trim_start_matches(' '), "</a>");
    let end = if closed { after_label + blanks + 4 } else { after_label };
    let at = |(from, to): (usize, usize)| trimmed(text, Span::new(start + from, start + to));
    Some(Anchor { span: Span::new(start, start + end), value: at(value), label: at(label), closed })
}

/// As much of a line as the opening tag of an anchor may take.
fn head_of(line: &str) -> &str {
    let window = line.as_bytes().get(..TAG_LIMIT).unwrap_or(line.as_bytes());
    let limit = memchr::memchr(b'>', window).unwrap_or(window.len());
    let limit = (0..=limit).rev().find(|it| line.is_char_boundary(*it)).unwrap_or(0);
    line.get(..limit).unwrap_or_default()
}

/// Opening tags are shorter than this, labels too.
const TAG_LIMIT: usize = 200;
const LABEL_LIMIT: usize = 64;

/// The value of `data-t`, or what stands in its place in a broken attribute; then the offset after it.
fn value_in(head: &str) -> Option<((usize, usize), usize)> {
    let data = head.find("data-")?;
    let is_plain = head.get(data..)?.starts_with("data-t");
    if !(is_plain || head.contains("yt-timestamp") || head.contains("data-t")) {
        return None;
    }
    let name = if is_plain { "data-t" } else { "data-" };
    let after_name = data + name.len();
    let opening = |it: char| matches!(it, '=' | '"' | '\'' | ' ' | '“' | '”');
    let rest = head.get(after_name..)?;
    let from = after_name + (rest.len() - rest.trim_start_matches(opening).len());
    let value = head.get(from..)?;
    let to = from + value.find(['"', '\'', '<', '”']).unwrap_or(value.len());
    Some(((from, to), to))
}

/// The offset after the opening tag: after its `>`, or where a broken tag gives way to its label.
fn tag_end(line: &str, after_value: usize) -> usize {
    let Some(rest) = line.get(after_value..) else {
        return line.len();
    };
    for (at, it) in rest.char_indices().take(TAG_LIMIT) {
        match it {
            '>' => return after_value + at + 1,
            '[' | '<' => return after_value + at,
            _ => {}
        }
    }
    after_value + usize::from(rest.starts_with(['"', '\'']))
}

/// The label after the tag, in brackets or plain before a near `</a>`; then the offset after it.
fn label_in(line: &str, from: usize) -> ((usize, usize), usize) {
    let none = ((from, from), from);
    let Some(rest) = line.get(from..) else {
        return none;
    };
    let brackets = rest.bytes().take_while(|it| *it == b'[').count();
    let bounded = rest.bytes().take(LABEL_LIMIT);
    let stop = if brackets > 0 { b']' } else { b'<' };
    let Some(to) = bounded.skip(brackets).position(|it| it == stop || it == b'<').map(|it| it + brackets) else {
        return none;
    };
    if brackets == 0 {
        let closes = rest.get(to..).is_some_and(|it| begins_with(it, "</a>"));
        return if closes { ((from, from + to), from + to) } else { none };
    }
    let closing = rest.bytes().skip(to).take_while(|it| *it == b']').take(brackets).count();
    if closing == 0 { none } else { ((from + brackets, from + to), from + to + closing) }
}

/// True when `text` begins with `prefix`, ASCII case aside.
fn begins_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accepted_values_and_no_others() {
        let read = |text: &str| Time::parse(text).map(|it| it.seconds(Reading::Hours));
        for (text, seconds) in
            [("00:00:19", 19), ("1:09:05", 4145), ("54:51", 3291), ("0:38", 38), ("[00:01:02]", 62), (" 10:00 ", 600)]
        {
            assert_eq!(read(text), Some(seconds), "{text}");
        }
        for text in
            ["HH:MM:SS", "1:2:3:4", "00:00:60", "0:61", "55:5:76", "59:50:3", "https://x", "12", "", "1:2", ":12"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn three_times_that_all_end_in_zero_are_minutes() {
        let of = |texts: &[&str]| reading(texts.iter().filter_map(|it| Time::parse(it)));
        assert_eq!(of(&["05:08:00", "00:30:00", "12:00:00"]), Reading::Minutes);
        assert_eq!(of(&["05:08:00", "12:00:00"]), Reading::Hours);
        assert_eq!(of(&["00:08:00", "00:12:00", "00:13:00"]), Reading::Hours);
        assert_eq!(of(&["05:08:00", "12:00:00", "00:00:01"]), Reading::Hours);
    }
}
