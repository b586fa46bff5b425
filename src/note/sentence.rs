//! Sentences: where they end, and which one a timestamp or a link belongs to.

use crate::note::{document::Note, text, timestamp::Timestamp, wikilink::Link};
use std::{borrow::Cow, ops::Range};

/// A sentence longer than this, in bytes, is cut around the place that was asked for: one line of a
/// megabyte with ten thousand timestamps would else be given ten thousand times.
const SENTENCE_LIMIT: usize = 1000;

/// So many blocks are searched for the sentence of a timestamp that stands alone.
pub const LOOK_BACK: usize = 16;

impl Note {
    /// The sentence of every timestamp, in their order; the whole costs no more than reading the note once.
    /// See [`Note::sentence_of`].
    pub fn timestamp_sentences(&self) -> Vec<String> {
        let rows = self.timestamps().chunk_by(|a, b| a.block == b.block);
        rows.flat_map(|row| self.sentences_of(row)).collect()
    }

    /// The sentence that a timestamp belongs to: the one it stands in, or directly after; clean.
    /// Where nothing stands before it, what follows; alone in its block, the sentence before the block.
    pub fn sentence_of(&self, timestamp: &Timestamp) -> String {
        self.sentences_of(std::slice::from_ref(timestamp)).pop().unwrap_or_default()
    }

    /// The sentence of every link, in their order. See [`Note::sentence_with`].
    pub fn link_sentences(&self) -> Vec<String> {
        let rows = self.links().chunk_by(|a, b| a.block == b.block);
        rows.flat_map(|row| self.sentences_with(row)).collect()
    }

    /// The sentence in which a link stands, clean; the title of the note for the link of the `From:` line.
    pub fn sentence_with(&self, link: &Link) -> String {
        self.sentences_with(std::slice::from_ref(link)).pop().unwrap_or_default()
    }

    /// The sentences of timestamps that stand in one block, in their order. See [`Note::sentence_of`].
    pub fn sentences_of(&self, row: &[Timestamp]) -> Vec<String> {
        let Some(first) = row.first() else {
            return Vec::new();
        };
        let passage = self.passage(first.block);
        if passage.text().is_empty() {
            return vec![self.sentence_before(first); row.len()];
        }
        let place = |it: &Timestamp| passage.place_of(it);
        row.iter().map(place).map(|it| excerpt(passage.text(), it.sentence, it.at).into_owned()).collect()
    }

    /// The last sentence before a block that holds nothing but timestamps, within its section.
    fn sentence_before(&self, timestamp: &Timestamp) -> String {
        let first = self.sections().get(timestamp.section as usize).map_or(0, |it| it.blocks.0);
        let before = (first..timestamp.block).rev().take(LOOK_BACK);
        let Some(text) = before.map(|it| self.clean(it)).find(|it| !it.is_empty()) else {
            return String::new();
        };
        let last = sentences(&text).pop().unwrap_or_default();
        excerpt(&text, last, text.len()).into_owned()
    }

    /// The sentences of links that stand in one block, in their order. See [`Note::sentence_with`].
    pub fn sentences_with(&self, row: &[Link]) -> Vec<String> {
        let Some(block) = row.first().and_then(|it| it.block) else {
            return vec![self.title().to_string(); row.len()];
        };
        let passage = self.passage(block);
        let place = |it: &Link| passage.place_with(it);
        row.iter().map(place).map(|it| excerpt(passage.text(), it.sentence, it.at).into_owned()).collect()
    }
}

/// A sentence of `text`; of an endless one only the part around `at`, with marks where it is cut.
pub fn excerpt(text: &str, sentence: Range<usize>, at: usize) -> Cow<'_, str> {
    if sentence.len() <= SENTENCE_LIMIT {
        return text.get(sentence).unwrap_or_default().into();
    }
    let middle = at.clamp(sentence.start, sentence.end);
    let start = middle.saturating_sub(SENTENCE_LIMIT / 2).max(sentence.start);
    let start = (start..=middle).find(|it| text.is_char_boundary(*it)).unwrap_or(middle);
    let part = text.get(start..sentence.end).unwrap_or_default();
    format!("…{}…", text::shortened(part, SENTENCE_LIMIT).trim()).into()
}

/// The sentences of a text as ranges of bytes, without the blanks between them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    sentences_into(text, &mut found);
    found
}

/// Adds the sentences of a text to `found`. See [`sentences`].
pub(crate) fn sentences_into(text: &str, found: &mut Vec<Range<usize>>) {
    found.extend(each_sentence(text));
}

/// The first sentence of a text, of which no more is read. See [`sentences`].
pub fn first_sentence(text: &str) -> Option<Range<usize>> {
    each_sentence(text).next()
}

fn each_sentence(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let (mut signs, mut start, mut seen) = (signs(text), 0, 0);
    std::iter::from_fn(move || {
        let begin = start;
        for (at, it) in signs.by_ref() {
            if at < seen {
                continue;
            }
            seen = closed_at(text, at, it);
            if ends_here(text, begin..at, it, seen) {
                let rest = text.get(seen..).unwrap_or_default();
                start = seen + (rest.len() - rest.trim_start().len());
                return Some(begin..seen);
            }
        }
        start = text.len();
        (begin < text.len()).then_some(begin..text.len())
    })
}

/// Every sign that may end a sentence, with its offset.
fn signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let (plain, other) = if text.is_ascii() { (text, "") } else { ("", text) };
    let found = memchr::memchr3_iter(b'.', b'!', b'?', plain.as_bytes());
    let found = found.filter_map(|at| Some((at, char::from(*plain.as_bytes().get(at)?))));
    found.chain(other.char_indices().filter(|it| ENDS.contains(&it.1)))
}

/// What may end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？'];

/// The offset after the sign at `at`, and after the quotes and brackets that close behind it.
fn closed_at(text: &str, at: usize, sign: char) -> usize {
    let rest = text.get(at + sign.len_utf8()..).unwrap_or_default();
    let closers = ['.', '!', '?', '…', '"', '\'', '”', '’', ')', ']', '»', '。', '！', '？', '」', '』', '）'];
    text.len() - rest.trim_start_matches(closers).len()
}

/// True when `sign` ends the sentence that `begun` is the range of; `closed` is the offset after its closers.
fn ends_here(text: &str, begun: Range<usize>, sign: char, closed: usize) -> bool {
    if matches!(sign, '。' | '！' | '？') {
        return true;
    }
    let after = text.get(closed..).unwrap_or_default();
    let next = after.trim_start();
    let is_apart = after.len() > next.len();
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    let begun = text.get(begun).unwrap_or_default();
    is_apart && !goes_on && !(sign == '.' && is_abbreviation(begun))
}

/// True when the word before a full stop does not end a sentence: `e.g`, `Dr`, an initial, a list number.
fn is_abbreviation(begun: &str) -> bool {
    let word = begun.rsplit(|it: char| it.is_whitespace() || it == '(').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let is_number = word.len() == begun.trim().len() && !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit());
    is_initial || is_number || ABBREVIATIONS.contains(&word)
}

const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "Dr", "Mr", "Mrs", "Ms", "Prof", "St", "vs", "cf", "approx", "Fig", "No", "U.S", "U.K", "E.g", "I.e",
];

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("One. Two! Three?", vec!["One.", "Two!", "Three?"]),
            ("Outcomes (e.g., the Patriot Act). Next", vec!["Outcomes (e.g., the Patriot Act).", "Next"]),
            ("Dr. Smith met A. Jones. He left.", vec!["Dr. Smith met A. Jones.", "He left."]),
            ("It costs 3.5 million. \"Yes.\" He said so.", vec!["It costs 3.5 million.", "\"Yes.\"", "He said so."]),
            ("1. First step", vec!["1. First step"]),
            ("一つ。二つ。", vec!["一つ。", "二つ。"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().filter_map(|it| text.get(it)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
