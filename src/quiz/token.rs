//! The words of a text, each with what its language knows of it.

use crate::{
    note::Span,
    quiz::language::{Class, Classes, Language},
};

/// A word: no blanks, no punctuation at its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub span: Span,
    pub classes: Classes,
    pub shape: Shape,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Small,
    /// It begins with a capital.
    Capital,
    /// Two capitals or more, no small letter but an `s` at the end: `AGI`, `LLMs`.
    Acronym,
    /// It begins with a digit, or with one after a currency.
    Number,
}

impl Token {
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// A word that means something by itself.
    pub fn is_content(&self) -> bool {
        !self.is(Class::Function)
    }

    pub fn is_name(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Acronym)
    }
}

/// What a byte is to a word, as bits, so that a piece of text is known by all of its bytes.
const BLANK: u8 = 1;
/// Punctuation: not at the ends of a word.
const EDGE: u8 = 2;
/// A part of a longer character, which must be looked at.
const PART: u8 = 4;

const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < 256 {
        let it = at as u8;
        bytes[at] = match it {
            _ if it.is_ascii_whitespace() => BLANK,
            b'$' | b'%' | b'+' | b'#' => 0,
            _ if it.is_ascii_alphanumeric() => 0,
            _ if it.is_ascii() => EDGE,
            _ => PART,
        };
        at += 1;
    }
    bytes
};

/// Adds the words of a text to `tokens`.
pub(crate) fn read_into(text: &str, language: Option<&Language>, tokens: &mut Vec<Token>) {
    let mut take = |start: usize, end: usize| {
        if let Some(word) = text.get(start..end).filter(|it| !it.is_empty()) {
            let classes = language.map_or(Classes::default(), |it| it.classes(word));
            tokens.push(Token { span: Span::new(start, end), classes, shape: shape(word) });
        }
    };
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let (mut end, mut bits) = (start, 0);
        while end < bytes.len() && BYTES[usize::from(bytes[end])] != BLANK {
            bits |= BYTES[usize::from(bytes[end])];
            end += 1;
        }
        match bits {
            0 => take(start, end),
            EDGE => {
                let (start, end) = bare_ascii(text, start, end);
                take(start, end);
            }
            _ => split_dashes(text, start, end, &mut |start, end| {
                let (start, end) = bare(text, start, end);
                take(start, end);
            }),
        }
        start = end + 1;
    }
}

/// A piece of ASCII without the punctuation around it.
fn bare_ascii(text: &str, start: usize, end: usize) -> (usize, usize) {
    let piece = text.as_bytes().get(start..end).unwrap_or_default();
    let is_kept = |it: &u8| BYTES[usize::from(*it)] != EDGE;
    let from = piece.iter().position(is_kept).unwrap_or(piece.len());
    let to = piece.iter().rposition(is_kept).map_or(from, |it| it + 1);
    (start + from, start + to)
}

/// Gives the pieces between long dashes.
fn split_dashes(text: &str, start: usize, end: usize, take: &mut impl FnMut(usize, usize)) {
    let piece = text.get(start..end).unwrap_or_default();
    let mut from = start;
    for (at, dash) in piece.match_indices(['—', '–', '…']) {
        if dash == "–" && piece.get(at + dash.len()..).is_some_and(|it| it.starts_with(char::is_alphanumeric)) {
            continue;
        }
        take(from, start + at);
        from = start + at + dash.len();
    }
    take(from, end);
}

/// A word without the punctuation around it.
fn bare(text: &str, start: usize, end: usize) -> (usize, usize) {
    let word = text.get(start..end).unwrap_or_default();
    let is_edge = |it: char| !(it.is_alphanumeric() || matches!(it, '$' | '€' | '£' | '%' | '▢' | '+' | '#'));
    let led = word.trim_start_matches(is_edge);
    let kept = led.trim_end_matches(is_edge);
    let start = end - led.len();
    (start, start + kept.len())
}

fn shape(word: &str) -> Shape {
    match word.as_bytes() {
        [b'a'..=b'z', ..] => return Shape::Small,
        [b'0'..=b'9', ..] | [b'$' | b'+', b'0'..=b'9', ..] => return Shape::Number,
        _ => {}
    }
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if matches!(first, '€' | '£') && chars.next().is_some_and(|it| it.is_ascii_digit()) {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Small;
    }
    let stem = word.strip_suffix("'s").unwrap_or(word);
    let stem = stem.strip_suffix('s').unwrap_or(stem);
    let is_acronym = stem.len() > 1 && stem.bytes().all(|it| it.is_ascii_uppercase());
    if is_acronym { Shape::Acronym } else { Shape::Capital }
}
