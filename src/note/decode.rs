//! From the bytes of a file to the text of a note.

use crate::note::diagnostic::{Code, Oddity};
use std::borrow::Cow;

/// A file with a NUL byte in so many first bytes is taken for a binary one.
const BINARY_WINDOW: usize = 8 * 1024;

/// Decodes UTF-8 or UTF-16 (told by its byte-order mark) and makes every line end a `\n`.
/// Invalid bytes become U+FFFD; a binary file becomes the empty text.
pub(crate) fn decode(bytes: Vec<u8>, oddities: &mut Vec<Oddity>) -> String {
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, oddities),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, oddities),
        all if memchr::memchr(0, all.get(..BINARY_WINDOW).unwrap_or(all)).is_some() => {
            let message = "this is a binary file, not a note: it holds a NUL byte";
            oddities.push(Oddity::new(0, Code::BinaryFile, message));
            String::new()
        }
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes.into_iter().skip(3).collect(), oddities),
        _ => utf8(bytes, oddities),
    };
    line_ends(text)
}

fn utf8(bytes: Vec<u8>, oddities: &mut Vec<Oddity>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let offset = error.utf8_error().valid_up_to();
        invalid(offset, "UTF-8", oddities);
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, oddities: &mut Vec<Oddity>) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut first_fault = None;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(decoded.unwrap_or_else(|_| {
            first_fault.get_or_insert(text.len());
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        first_fault.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    if let Some(offset) = first_fault {
        invalid(offset, "UTF-16", oddities);
    }
    text
}

fn invalid(offset: usize, encoding: &str, oddities: &mut Vec<Oddity>) {
    let message = format!("bytes that are not {encoding} are shown as \u{FFFD}; save the file as UTF-8");
    oddities.push(Oddity::new(offset, Code::EncodingInvalid, message));
}

/// `\r\n` and a lone `\r` become `\n`, as `CommonMark` reads them; most texts have neither.
fn line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The offset of every line's first byte.
pub(crate) fn line_starts(text: &str) -> Vec<u32> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::once(0).chain(ends.map(|end| end as u32 + 1)).collect()
}

/// `text` without the marks that a reader cannot see and that make two equal names differ:
/// bidirectional controls, zero-width blanks, byte-order marks, soft hyphens.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|it| !is_invisible(*it)).collect())
}

fn is_invisible(it: char) -> bool {
    matches!(it, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
