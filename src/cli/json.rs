//! JSON that may be shown on a terminal: nothing in it steers one.

use serde::Serialize;
use std::{borrow::Cow, fmt::Write};

/// A value as one harmless line.
pub(crate) fn line(value: &impl Serialize) -> anyhow::Result<String> {
    let json = serde_json::to_string(value)?;
    let mut line = match harmless(&json) {
        Cow::Owned(safe) => safe,
        Cow::Borrowed(_) => json,
    };
    line.push('\n');
    Ok(line)
}

/// `json` with every character that might steer a terminal, turn the direction of writing or end a line
/// as `\uXXXX`. Such characters stand in strings only, so the meaning is the same.
fn harmless(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|it| it < 0x7F) || !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 64);
    let mut rest = json;
    while let Some((before, it, after)) = split(rest) {
        safe.push_str(before);
        let _ = write!(safe, "\\u{:04x}", it as u32); // Writing to a string cannot fail.
        rest = after;
    }
    safe.push_str(rest);
    Cow::Owned(safe)
}

/// What stands before the first harmful character, the character, and what follows it.
fn split(text: &str) -> Option<(&str, char, &str)> {
    let (at, it) = text.char_indices().find(|it| is_harmful(it.1))?;
    Some((text.get(..at)?, it, text.get(at + it.len_utf8()..)?))
}

/// DEL, C1, bidirectional controls, line and paragraph separators, byte-order marks and other invisible
/// format characters of the basic plane. (C0 is escaped by every writer of JSON.)
fn is_harmful(it: char) -> bool {
    matches!(it, '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_means_the_same() {
        for (text, expected) in [
            ("plain", "\"plain\""),
            ("naïve “日本” 👩\u{200d}👧", "\"naïve “日本” 👩\u{200d}👧\""),
            ("\x1b[31m\x07\0", "\"\\u001b[31m\\u0007\\u0000\""),
            ("\u{7f}\u{85}\u{9b}é", "\"\\u007f\\u0085\\u009bé\""),
            ("a\u{202e}b\u{2066}c\u{2069}\u{200f}", "\"a\\u202eb\\u2066c\\u2069\\u200f\""),
            ("\u{2028}\u{2029}\u{feff}\n", "\"\\u2028\\u2029\\ufeff\\n\""),
        ] {
            let json = serde_json::to_string(text).unwrap();
            let safe = harmless(&json);
            assert_eq!(safe, expected);
            assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
