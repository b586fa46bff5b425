//! Who a card is: the source that it was made from, and the short name that follows from it.

use serde::{Deserialize, Serialize};
use std::fmt;
use twox_hash::XxHash3_64;

/// The name of a card: the XXH3 hash (64 bits, seed 0) of its fingerprint, shown as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardId(pub u64);

impl CardId {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = text.len() == 16 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        u64::from_str_radix(text, 16).ok().filter(|_| is_id).map(Self)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

/// The source of a card. The prompt is no part of it, so that a better question keeps its history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The name of the rule.
    pub kind: String,
    /// The path of the note, as it was opened.
    pub note: String,
    /// The headings above the source, outermost first, as they are written.
    pub path: Vec<String>,
    /// How many sources before it in the note are the same in everything else: 0 for nearly all. A count of all
    /// siblings would change with every line that is written above.
    pub index: u32,
    /// The words asked for or about, normalised; what is asked the other way round begins with `←`.
    pub term: String,
    /// The item or sentence, normalised.
    pub body: String,
}

impl Fingerprint {
    /// The source of a card; `kind` is the name of its rule, `term` as it is written, `body` normalised.
    pub(crate) fn new(kind: &str, note: &str, path: &[String], term: &str, body: String) -> Self {
        Self { kind: kind.into(), note: note.into(), path: path.to_vec(), index: 0, term: normalised(term), body }
    }

    /// The name of the note's file. Folders are no part of a card's name: a note has the same history when it is opened
    /// alone, with its folder, or from another place.
    pub fn file(&self) -> &str {
        self.note.rsplit('/').next().unwrap_or(&self.note)
    }

    /// The name that follows from it.
    pub fn id(&self) -> CardId {
        let mut bytes = Vec::with_capacity(self.body.len() + self.term.len() + self.note.len() + 128);
        let path = self.path.iter().map(String::as_str);
        for part in [&*self.kind, self.file(), &*self.term, &*self.body].into_iter().chain(path) {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
        bytes.extend_from_slice(&self.index.to_le_bytes());
        CardId(XxHash3_64::oneshot(&bytes))
    }
}

/// A text for comparing: lower case, its words with one blank between them, without punctuation at their ends.
pub(crate) fn normalised(text: &str) -> String {
    if text.is_ascii() {
        return normalised_ascii(text);
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word = word.trim_matches(|it: char| u8::try_from(it).is_ok_and(is_edge));
        let word =
            if word.is_ascii() { word } else { word.trim_matches(['“', '”', '‘', '’', '…', '–', '—']) };
        if word.is_empty() {
            continue;
        }
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(&word.to_ascii_lowercase());
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    plain
}

/// The same for ASCII, where bytes tell all.
fn normalised_ascii(text: &str) -> String {
    let mut plain = vec![0; text.len()];
    // How much is written, where the word begins in it, and where what is known to belong to the word ends.
    let (mut at, mut start, mut end) = (0, 0, 0);
    for byte in text.bytes() {
        match BYTES[usize::from(byte)] {
            BLANK if end > start => {
                plain[end] = b' ';
                (at, start, end) = (end + 1, end + 1, end + 1);
            }
            EDGE if end > start => {
                plain[at] = byte;
                at += 1;
            }
            BLANK | EDGE => {}
            letter => {
                plain[at] = letter;
                at += 1;
                end = at;
            }
        }
    }
    plain.truncate(if end > start { end } else { end.saturating_sub(1) });
    String::from_utf8(plain).unwrap_or_default()
}

/// What a byte of ASCII is to a word; else the byte in lower case.
const BLANK: u8 = 1;
const EDGE: u8 = 2;

const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < 128 {
        let it = at as u8;
        bytes[at] = match it {
            b' ' | b'\t'..=b'\r' => BLANK,
            _ if is_edge(it) => EDGE,
            _ => it.to_ascii_lowercase(),
        };
        at += 1;
    }
    bytes
};

/// True for punctuation that does not belong to a word.
const fn is_edge(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && byte.is_ascii_punctuation() && !matches!(byte, b'$' | b'%' | b'+' | b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_shown_and_never_change() {
        let of = |body| Fingerprint::new("term", "a.md", &["One".into()], "User-aligned AI", normalised(body));
        assert_eq!(of("AI, of the  user."), of("AI of the user"));
        assert_ne!(of("AI of the user").id(), of("AI of the users").id());
        let elsewhere = Fingerprint { note: "talks/2025/a.md".into(), ..of("AI of the user") };
        assert_eq!(elsewhere.id(), of("AI of the user").id(), "folders are no part of it");
        let id = of("AI of the user").id();
        assert_eq!(CardId::parse(&id.to_string()), Some(id));
        assert_eq!(CardId::parse("12"), None);
        assert_eq!(CardId(0xab).to_string(), "00000000000000ab");
    }
}
