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

/// A text without its timestamps, and where its runs stood.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    pub text: String,
    /// The run of each timestamp and the offset in `text` at which it stood.
    pub stamps: Vec<(u32, usize)>,
    /// The run of each fragment of words and the offset in `text` at which it begins.
    pub words: Vec<(u32, usize)>,
    /// Something was just left out: what follows may have to be mended.
    after_stamp: bool,
}

/// Joins fragments, leaving out timestamps with the commas that joined them and the blank before a full stop.
pub(crate) fn clean(fragments: &[Fragment]) -> Clean {
    let mut clean = Clean::default();
    clean.read(fragments);
    clean
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
    /// Makes it the clean text of these fragments; what was in it is forgotten, its memory is used again. See [`clean`].
    pub fn read(&mut self, fragments: &[Fragment]) {
        self.text.clear();
        self.stamps.clear();
        self.words.clear();
        self.after_stamp = false;
        self.text.reserve(fragments.iter().filter(|it| it.kind == FragmentKind::Words).map(|it| it.text.len()).sum());
        for (at, fragment) in fragments.iter().enumerate() {
            match fragment.kind {
                FragmentKind::Aside => self.after_stamp = true,
                FragmentKind::Timestamp => self.stamp(fragment.run),
                FragmentKind::Words if joins_stamps(fragments, at) => {}
                FragmentKind::Words => {
                    self.words.push((fragment.run, self.text.len()));
                    self.add(fragment.text);
                }
            }
        }
        self.finish();
    }

    fn stamp(&mut self, run: u32) {
        self.stamps.push((run, self.text.trim_end().len()));
        self.after_stamp = true;
    }

    fn add(&mut self, words: &str) {
        let words = if self.after_stamp { self.mended(words) } else { words };
        self.push_words(words);
        if !words.trim().is_empty() {
            self.after_stamp = false;
        }
    }

    /// Adds words, every stretch of white space as one blank.
    fn push_words(&mut self, words: &str) {
        let is_open = |text: &str| text.is_empty() || text.ends_with(' ');
        if is_even(words) {
            let led = words.strip_prefix(' ').filter(|_| is_open(&self.text));
            self.text.push_str(led.unwrap_or(words));
            return;
        }
        for it in words.chars() {
            let it = if it.is_whitespace() { ' ' } else { it };
            if it != ' ' || !is_open(&self.text) {
                self.text.push(it);
            }
        }
    }

    /// What is left of `words` after a timestamp was taken out before them; mends the text before it too.
    fn mended<'a>(&mut self, mut words: &'a str) -> &'a str {
        loop {
            if self.text.trim().is_empty() {
                return words.trim_start_matches(|it: char| is_joiner(it) || matches!(it, ':' | '.'));
            }
            let Some((first, rest)) = stop(words.trim_start()) else {
                return words;
            };
            self.text.truncate(self.text.trim_end().len());
            match (self.text.chars().next_back(), first) {
                (Some('('), ')') | (Some('['), ']') => {
                    self.text.pop();
                    self.text.truncate(self.text.trim_end().len());
                    words = rest;
                }
                (Some(',' | ';'), _) => {
                    self.text.pop();
                    return words.trim_start();
                }
                (Some('.' | '!' | '?' | '…'), '.' | ',' | ';')
                | (Some(':'), ':' | ',')
                | (Some('–'), '–')
                | (Some('—'), '—') => {
                    return rest;
                }
                (_, '–' | '—') => {
                    self.text.push(' ');
                    return words.trim_start();
                }
                _ => return words.trim_start(),
            }
        }
    }

    fn finish(&mut self) {
        let mut kept = self.text.trim_end();
        if self.after_stamp {
            kept = kept.trim_end_matches([',', ';', '(', '[', '-', '–', '—', ' ']);
        }
        let end = kept.len();
        self.text.truncate(end);
        for place in self.stamps.iter_mut().chain(&mut self.words) {
            place.1 = place.1.min(end);
        }
    }
}

/// True when the only white space in `words` is single blanks, as in most of any text.
#[allow(clippy::needless_bitwise_bool)] // For the sake of speed, as said below.
fn is_even(words: &str) -> bool {
    // Without a way out in the middle both loops run many bytes at a time.
    let bytes = words.as_bytes();
    let is_plain = bytes.iter().fold(true, |plain, it| plain & (b' '..0x7F).contains(it));
    let next = bytes.get(1..).unwrap_or_default();
    let has_gap = bytes.iter().zip(next).fold(false, |gap, it| gap | ((*it.0 == b' ') & (*it.1 == b' ')));
    !has_gap && (is_plain || !words.chars().any(|it| it.is_whitespace() && it != ' '))
}

/// A sign that no blank stands before, and what follows it; the full stop of `.NET` is none.
fn stop(words: &str) -> Option<(char, &str)> {
    let first = words.chars().next().filter(|it| ".,;:!?)]…–—".contains(*it))?;
    let rest = words.get(first.len_utf8()..)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((first, rest))
}

/// As much of the start of `text` as fits into so many bytes.
pub(crate) fn shortened(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
