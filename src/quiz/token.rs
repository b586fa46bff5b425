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

/// Adds the words of `text.get(from..)` to `tokens`.
pub(crate) fn read_into(text: &str, from: usize, language: Option<&Language>, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|it| it.is_ascii_whitespace()).count();
        let length = rest.iter().skip(blanks).take_while(|it| !it.is_ascii_whitespace()).count();
        let (start, end) = (at + blanks, at + blanks + length);
        at = end.max(at + 1);
        split_dashes(text, start, end, &mut |start, end| {
            let (start, end) = bare(text, start, end);
            if let Some(word) = text.get(start..end).filter(|it| !it.is_empty()) {
                let classes = language.map_or(Classes::default(), |it| it.classes(word));
                tokens.push(Token { span: Span::new(start, end), classes, shape: shape(word) });
            }
        });
    }
}

/// Gives the pieces between long dashes.
fn split_dashes(text: &str, start: usize, end: usize, take: &mut impl FnMut(usize, usize)) {
    let piece = text.get(start..end).unwrap_or_default();
    if piece.is_ascii() {
        return take(start, end);
    }
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
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let second = chars.next();
    if first.is_ascii_digit() || ("$€£+".contains(first) && second.is_some_and(|it| it.is_ascii_digit())) {
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
