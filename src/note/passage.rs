//! A leaf as a person reads it: its clean text, and where its links and timestamps stand in it.

use crate::note::{
    block::{BlockId, RunKind},
    document::Note,
    sentence::sentences_into,
    text::{Clean, Fragment},
    timestamp::Timestamp,
    wikilink::Link,
};
use std::ops::Range;

/// The clean text of a leaf with its sentences.
#[derive(Default)]
pub struct Passage {
    clean: Clean,
    /// As ranges of bytes of the text.
    sentences: Vec<Range<usize>>,
    /// The times stand before what they mean.
    leads: bool,
}

/// Where something stands in a passage, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassagePlace {
    /// The sentence that it belongs to.
    pub sentence: Range<usize>,
    /// Where it begins.
    pub at: usize,
}

impl Note {
    /// Reads a leaf.
    pub fn passage(&self, block: BlockId) -> Passage {
        let mut passages = Passages::of(self);
        passages.read(block);
        passages.passage
    }
}

/// Reads the leaves of a note, each in the memory of the one before.
pub struct Passages<'a> {
    note: &'a Note,
    fragments: Vec<Fragment<'a>>,
    passage: Passage,
}

impl<'a> Passages<'a> {
    /// Reads leaves of `note`.
    pub fn of(note: &'a Note) -> Self {
        Self { note, fragments: Vec::new(), passage: Passage::default() }
    }

    /// The clean text of a leaf. See [`Note::clean`].
    pub fn clean(&mut self, block: BlockId) -> &str {
        self.fragments.clear();
        self.note.fragments_into(block, &mut self.fragments);
        self.passage.clean.read(&self.fragments);
        self.passage.text()
    }

    /// Reads a leaf. See [`Note::passage`].
    pub fn read(&mut self, block: BlockId) -> &Passage {
        self.clean(block);
        let Passage { clean, sentences, leads: times_lead } = &mut self.passage;
        sentences.clear();
        sentences_into(&clean.text, sentences);
        *times_lead = leads(clean);
        &self.passage
    }
}

impl Passages<'_> {
    /// Adds where lines of the source begin in the clean text of the leaf that was read last, with their numbers: those
    /// after its first one. `start` is what the text begins at.
    pub fn lines_into(&self, start: u32, lines: &mut Vec<(u32, u32)>) {
        let (note, clean) = (self.note, &self.passage.clean);
        let mut is_new = false;
        for (run, at) in &clean.words {
            let Some(run) = note.all_runs().get(*run as usize) else { continue };
            match run.kind {
                RunKind::Blank | RunKind::Break => is_new = true,
                kind => {
                    if is_new {
                        lines.push((start + *at as u32, note.line(run.span.start)));
                        is_new = false;
                    }
                    if kind == RunKind::Code {
                        let is_open = clean.text.get(..*at).is_none_or(|it| it.is_empty() || it.ends_with(' '));
                        lines_of_code(note.text(run.text), is_open, |after, line| {
                            lines.push((start + (at + after) as u32, note.line(run.span.start) + line));
                        });
                    }
                }
            }
        }
    }
}

/// Tells where the lines of code after the first begin once every stretch of white space is one blank; `is_open` says
/// that a blank at the beginning is left out.
fn lines_of_code(code: &str, mut is_open: bool, mut tell: impl FnMut(usize, u32)) {
    if memchr::memchr(b'\n', code.as_bytes()).is_none() {
        return;
    }
    let (mut at, mut line, mut told) = (0, 0, 0);
    for it in code.chars() {
        line += u32::from(it == '\n');
        if it.is_whitespace() {
            at += usize::from(!is_open);
            is_open = true;
            continue;
        }
        if line > told {
            tell(at, line);
            told = line;
        }
        (at, is_open) = (at + it.len_utf8(), false);
    }
}

impl Passage {
    /// The text, without markup, timestamps and their commas.
    pub fn text(&self) -> &str {
        &self.clean.text
    }

    /// The place of a timestamp of this leaf: the sentence it stands in or directly after; where times lead, the
    /// one that follows.
    pub fn place_of(&self, timestamp: &Timestamp) -> PassagePlace {
        let stamp = self.clean.stamps.binary_search_by_key(&timestamp.run, |it| it.0);
        let at = stamp.ok().and_then(|it| self.clean.stamps.get(it)).map_or(0, |it| it.1);
        let rest = self.text().get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let after = if self.leads { at + blanks + 1 } else { at };
        let index = self.sentences.partition_point(|it| it.start < after).saturating_sub(1);
        PassagePlace { sentence: self.sentences.get(index).cloned().unwrap_or(0..0), at }
    }

    /// The place of a link of this leaf.
    pub fn place_with(&self, link: &Link) -> PassagePlace {
        let at = self.begin_of(link.runs.0);
        let last = self.sentences.len().saturating_sub(1);
        let index = self.sentences.partition_point(|it| it.end <= at).min(last);
        PassagePlace { sentence: self.sentences.get(index).cloned().unwrap_or(0..0), at }
    }

    /// The words of a link of this leaf, as bytes of the text.
    pub fn words_of(&self, link: &Link) -> Range<usize> {
        let (start, end) = (self.begin_of(link.runs.0), self.begin_of(link.runs.1));
        let words = self.text().get(start..end).unwrap_or_default();
        let start = start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    }

    /// The sentences, as ranges of bytes of the text.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Where the words of a run begin, in bytes of the text; those of a run without words, where the next ones do.
    /// `run` is an index into [`Note::all_runs`].
    pub fn begin_of(&self, run: u32) -> usize {
        let word = self.clean.words.partition_point(|it| it.0 < run);
        self.clean.words.get(word).map_or(self.text().len(), |it| it.1)
    }
}

/// True when the times of a text stand before what they mean: the first opens it, and none closes it.
fn leads(clean: &Clean) -> bool {
    let (first, last) = (clean.stamps.first(), clean.stamps.last());
    let rest = last.and_then(|it| clean.text.get(it.1..)).unwrap_or_default();
    first.is_some_and(|it| it.1 == 0) && rest.contains(char::is_alphanumeric)
}
