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

/// What a byte is to a word. Of nearly all words the bytes alone tell where they begin and end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Blank,
    /// It belongs to a word wherever it stands.
    Word,
    /// Punctuation: not at the ends of a word.
    Edge,
    /// A part of a longer character, which must be looked at.
    Part,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Edge; 256];
    let mut at = 0;
    while at < 256 {
        let it = at as u8;
        bytes[at] = match it {
            _ if it.is_ascii_whitespace() => Byte::Blank,
            b'$' | b'%' | b'+' | b'#' => Byte::Word,
            _ if it.is_ascii_alphanumeric() => Byte::Word,
            _ if it.is_ascii() => Byte::Edge,
            _ => Byte::Part,
        };
        at += 1;
    }
    bytes
};

fn kind(byte: u8) -> Byte {
    BYTES[usize::from(byte)]
}

/// Adds the words of a text to `tokens`.
pub(crate) fn read_into(text: &str, language: Option<&Language>, tokens: &mut Vec<Token>) {
    let mut take = |start: usize, word: &str| {
        if !word.is_empty() {
            let classes = language.map_or(Classes::default(), |it| it.classes(word));
            tokens.push(Token { span: Span::new(start, start + word.len()), classes, shape: shape(word) });
        }
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(begin) = (at..bytes.len()).find(|it| kind(bytes[*it]) != Byte::Blank) {
        let mut is_ascii = true;
        at = begin;
        while at < bytes.len() && kind(bytes[at]) != Byte::Blank {
            is_ascii &= kind(bytes[at]) != Byte::Part;
            at += 1;
        }
        if is_ascii {
            let is_edge = |it: &usize| kind(bytes[*it]) == Byte::Edge;
            let start = (begin..at).find(|it| !is_edge(it)).unwrap_or(at);
            let end = (start..at).rev().find(|it| !is_edge(it)).map_or(start, |it| it + 1);
            take(start, text.get(start..end).unwrap_or_default());
        } else {
            split_dashes(text, begin, at, &mut |start, end| {
                let (start, end) = bare(text, start, end);
                take(start, text.get(start..end).unwrap_or_default());
            });
        }
    }
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
