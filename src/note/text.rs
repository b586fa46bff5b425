//! Texts of a note as a person reads them: as shown on screen, and clean of timestamps.

use crate::note::{
    block::{Run, RunKind},
    timestamp::is_joiner,
};

/// A stretch of a leaf's text, with what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fragment<'a> {
    pub kind: FragmentKind,
    pub text: &'a str,
    /// The run it comes from.
    pub run: u32,
    pub strong: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FragmentKind {
    Words,
    Timestamp,
    /// Shown, but no part of the sentence: footnote references, paths of pictures.
    Aside,
}

impl FragmentKind {
    pub fn of(run: &Run) -> Self {
        match run.kind {
            RunKind::Timestamp(_) => Self::Timestamp,
            RunKind::Image | RunKind::Footnote => Self::Aside,
            _ => Self::Words,
        }
    }
}

/// A text without its timestamps, and where they stood.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    pub text: String,
    /// The run of each timestamp and the offset in `text` at which it stood.
    pub stamps: Vec<(u32, usize)>,
    after_stamp: bool,
}

/// Joins fragments, leaving out timestamps with the commas that joined them and the blank before a full stop.
pub(crate) fn clean(fragments: &[Fragment]) -> Clean {
    let mut clean = Clean::default();
    for (at, fragment) in fragments.iter().enumerate() {
        match fragment.kind {
            FragmentKind::Aside => {}
            FragmentKind::Timestamp => clean.stamp(fragment.run),
            FragmentKind::Words if joins_stamps(fragments, at) => {}
            FragmentKind::Words => clean.words(fragment.text),
        }
    }
    clean.finish()
}

/// True for the `, ` between two timestamps.
fn joins_stamps(fragments: &[Fragment], at: usize) -> bool {
    let is_joint = |it: &Fragment| it.kind == FragmentKind::Words && joint(it.text);
    if at == 0 || !is_joint(&fragments[at]) {
        return false;
    }
    let mut before = fragments[..at].iter().rev().take(JOINT_LIMIT).skip_while(|it| is_joint(it));
    let mut after = fragments[at + 1..].iter().take(JOINT_LIMIT).skip_while(|it| is_joint(it));
    let is_stamp = |it: Option<&Fragment>| it.is_some_and(|it| it.kind == FragmentKind::Timestamp);
    is_stamp(before.next()) && is_stamp(after.next())
}

/// So many pieces may stand between two timestamps of one row.
const JOINT_LIMIT: usize = 4;

fn joint(text: &str) -> bool {
    matches!(text.trim(), "and") || text.chars().all(is_joiner)
}

impl Clean {
    fn stamp(&mut self, run: u32) {
        self.stamps.push((run, self.text.trim_end().len()));
        self.after_stamp = true;
    }

    fn words(&mut self, words: &str) {
        let words = if self.after_stamp { self.mended(words) } else { words };
        for it in words.chars() {
            let it = if it.is_whitespace() { ' ' } else { it };
            if it != ' ' || !(self.text.is_empty() || self.text.ends_with(' ')) {
                self.text.push(it);
            }
        }
        if !words.trim().is_empty() {
            self.after_stamp = false;
        }
    }

    /// What is left of `words` after a timestamp was taken out before them; mends the text before it too.
    fn mended<'a>(&mut self, words: &'a str) -> &'a str {
        if self.text.trim().is_empty() {
            return words.trim_start_matches(|it: char| is_joiner(it) || matches!(it, ':' | '.'));
        }
        let Some(first) = words.chars().next().filter(|it| ".,;:!?)]…".contains(*it)) else {
            return words;
        };
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        let rest = words.get(first.len_utf8()..).unwrap_or_default();
        match (self.text.chars().next_back(), first) {
            (Some('('), ')') | (Some('['), ']') => {
                self.text.pop();
                let kept = self.text.trim_end().len();
                self.text.truncate(kept);
                self.mended(rest)
            }
            (Some(',' | ';'), _) => {
                self.text.pop();
                words
            }
            (Some('.' | '!' | '?' | '…'), '.' | ',' | ';') | (Some(':'), ':' | ',') => rest,
            _ => words,
        }
    }

    fn finish(mut self) -> Self {
        let mut kept = self.text.trim_end();
        if self.after_stamp {
            kept = kept.trim_end_matches([',', ';', '(', '[', '-', '–', '—', ' ']);
        }
        self.text.truncate(kept.len());
        let end = self.text.len();
        for stamp in &mut self.stamps {
            stamp.1 = stamp.1.min(end);
        }
        self
    }
}

/// The sentences of a text as ranges of bytes, without the blanks between them.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, it) in text.char_indices() {
        if at < start {
            continue;
        }
        if let Some(end) = sentence_end(text, start, at, it) {
            found.push(start..end);
            let rest = text.get(end..).unwrap_or_default();
            start = end + (rest.len() - rest.trim_start().len());
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The end of the sentence that begins at `start`, if the character at `at` ends it.
fn sentence_end(text: &str, start: usize, at: usize, it: char) -> Option<usize> {
    let mut end = at + it.len_utf8();
    if matches!(it, '。' | '！' | '？') {
        return Some(end);
    }
    if !matches!(it, '.' | '!' | '?' | '…') {
        return None;
    }
    let rest = text.get(end..)?;
    let closers = rest.trim_start_matches(['.', '!', '?', '…', '"', '\'', '”', '’', ')', ']', '»']);
    end += rest.len() - closers.len();
    let next = closers.trim_start();
    let is_apart = closers.len() > next.len();
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    let begun = text.get(start..at)?;
    (is_apart && !goes_on && !(it == '.' && is_abbreviation(begun))).then_some(end)
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
            let found: Vec<&str> = sentences(text).into_iter().map(|it| &text[it]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
