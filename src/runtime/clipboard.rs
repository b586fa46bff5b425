//! The clipboard of the reader's own machine, reached through the terminal (OSC 52), also over SSH.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// Terminals drop what is longer, most of them without a word.
const LIMIT: usize = 100 * 1024;

/// The bytes that put `text` on the clipboard, or a sentence why not.
pub fn sequence(text: &str) -> Result<String, String> {
    if text.len() > LIMIT {
        let size = text.len().div_ceil(1024);
        return Err(format!("{size} KB are too much for the clipboard of a terminal (limit {} KB)", LIMIT / 1024));
    }
    let mut bytes = String::new();
    let written = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut bytes);
    written.map(|()| bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_travels_as_base64() {
        assert_eq!(sequence("hello\x1b]").unwrap(), "\x1b]52;c;aGVsbG8bXQ==\x1b\\");
    }

    #[test]
    fn too_much_is_refused_in_words() {
        assert!(sequence(&"a".repeat(LIMIT)).is_ok());
        assert!(sequence(&"a".repeat(LIMIT + 1)).unwrap_err().contains("101 KB"));
    }
}
