//! Sentences: where they end, and which one a timestamp or a link belongs to.

use crate::note::{
    document::Note,
    text::{self, Clean},
    timestamp::Timestamp,
    wikilink::Link,
};
use std::ops::Range;

/// A sentence longer than this, in bytes, is cut around the place that was asked for: one line of a
/// megabyte with ten thousand timestamps would else be given ten thousand times.
const SENTENCE_LIMIT: usize = 1000;

/// So many blocks are searched for the sentence of a timestamp that stands alone.
const LOOK_BACK: usize = 16;

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
        let clean = text::clean(&self.fragments(first.block));
        if clean.text.is_empty() {
            return vec![self.sentence_before(first); row.len()];
        }
        let (found, leads) = (sentences(&clean.text), leads(&clean));
        let sentence = |it: &Timestamp| {
            let stamp = clean.stamps.binary_search_by_key(&it.run, |it| it.0);
            let at = stamp.ok().and_then(|it| clean.stamps.get(it)).map_or(0, |it| it.1);
            let rest = clean.text.get(at..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start().len();
            let after = if leads { at + blanks + 1 } else { at };
            excerpt(&clean.text, &found, found.partition_point(|it| it.start < after).saturating_sub(1), at)
        };
        row.iter().map(sentence).collect()
    }

    /// The last sentence before a block that holds nothing but timestamps, within its section.
    fn sentence_before(&self, timestamp: &Timestamp) -> String {
        let first = self.sections().get(timestamp.section as usize).map_or(0, |it| it.blocks.0);
        let before = (first..timestamp.block).rev().take(LOOK_BACK);
        let Some(text) = before.map(|it| self.clean(it)).find(|it| !it.is_empty()) else {
            return String::new();
        };
        let found = sentences(&text);
        excerpt(&text, &found, found.len().saturating_sub(1), text.len())
    }

    /// The sentences of links that stand in one block, in their order. See [`Note::sentence_with`].
    pub fn sentences_with(&self, row: &[Link]) -> Vec<String> {
        let Some(block) = row.first().and_then(|it| it.block) else {
            return vec![self.title().to_string(); row.len()];
        };
        let clean = text::clean(&self.fragments(block));
        let found = sentences(&clean.text);
        let sentence = |it: &Link| {
            let word = clean.words.partition_point(|word| word.0 < it.runs.0);
            let at = clean.words.get(word).map_or(clean.text.len(), |it| it.1);
            let index = found.partition_point(|it| it.end <= at).min(found.len().saturating_sub(1));
            excerpt(&clean.text, &found, index, at)
        };
        row.iter().map(sentence).collect()
    }
}

/// True when the times of a text stand before what they mean: the first opens it, and none closes it.
fn leads(clean: &Clean) -> bool {
    let (first, last) = (clean.stamps.first(), clean.stamps.last());
    let rest = last.and_then(|it| clean.text.get(it.1..)).unwrap_or_default();
    first.is_some_and(|it| it.1 == 0) && rest.contains(char::is_alphanumeric)
}

/// One of the sentences of `text`; of an endless one only the part around `at`.
fn excerpt(text: &str, found: &[Range<usize>], index: usize, at: usize) -> String {
    let whole = found.get(index).cloned().unwrap_or(0..0);
    if whole.len() <= SENTENCE_LIMIT {
        return text.get(whole).unwrap_or_default().to_string();
    }
    let middle = at.clamp(whole.start, whole.end);
    let start = middle.saturating_sub(SENTENCE_LIMIT / 2).max(whole.start);
    let start = (start..=middle).find(|it| text.is_char_boundary(*it)).unwrap_or(middle);
    let part = text.get(start..whole.end).unwrap_or_default();
    format!("…{}…", text::shortened(part, SENTENCE_LIMIT).trim())
}

/// The sentences of a text as ranges of bytes, without the blanks between them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut seen = 0;
    for (at, it) in text.char_indices().filter(|it| ENDS.contains(&it.1)) {
        if at < seen {
            continue;
        }
        let closed = closed_at(text, at, it);
        seen = closed;
        if ends_here(text, start..at, it, closed) {
            found.push(start..closed);
            let rest = text.get(closed..).unwrap_or_default();
            start = closed + (rest.len() - rest.trim_start().len());
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
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
