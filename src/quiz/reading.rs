//! The note as the rules see it: one clean text with its leaves, sentences and words, each read once.

use crate::{
    note::{BlockId, BlockKind, Note, Passages, Span, Style, Timestamp},
    quiz::{
        language::{self, Class, Language, Pattern},
        people::{People, bare_name},
        token::{self, Token},
        usage::Usage,
    },
};
use std::cell::OnceCell;

/// A note, read.
pub(crate) struct Reading<'a> {
    pub note: &'a Note,
    /// The clean text of all leaves, one a line. All spans are bytes of it.
    pub text: String,
    pub leaves: Vec<Leaf>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    pub marks: Vec<Mark>,
    pub sections: Vec<Place>,
    /// Its language, when there is a file for it.
    pub language: Option<&'static Language>,
    /// Where the patterns of the language stand, in order.
    matches: Vec<Match>,
    usage: Usage,
    people: OnceCell<People>,
}

/// A pattern of the language in the text.
#[derive(Clone, Copy)]
pub(crate) struct Match {
    pub pattern: &'static Pattern,
    pub text: Span,
}

/// A paragraph of running text or of an item.
pub(crate) struct Leaf {
    pub block: BlockId,
    pub role: Role,
    pub section: u32,
    pub text: Span,
    /// Ranges of indexes.
    pub sentences: (u32, u32),
    pub marks: (u32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Prose,
    /// The first paragraph of an item.
    Item,
}

pub(crate) struct Sentence {
    pub text: Span,
    /// A range of indexes.
    pub tokens: (u32, u32),
    /// The index of its leaf.
    pub leaf: u32,
    pub seconds: Option<u32>,
}

/// Words that the author set apart.
pub(crate) struct Mark {
    pub text: Span,
    pub kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Strong,
    Link,
    Quoted,
}

/// A section by its headings.
pub(crate) struct Place {
    /// The headings that lead to it, its own last.
    pub path: Vec<String>,
}

impl Place {
    /// Its heading, without a number before it.
    pub fn heading(&self) -> &str {
        unnumbered(self.path.last().map_or("", String::as_str)).1
    }
}

/// The number before a heading, and the heading.
pub(crate) fn unnumbered(heading: &str) -> (Option<u32>, &str) {
    let digits = heading.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = heading.split_at_checked(digits).unwrap_or(("", heading));
    let name = rest.strip_prefix(['.', ')']).filter(|it| it.starts_with(' ')).map(str::trim);
    match (number.parse().ok(), name) {
        (Some(number), Some(name)) => (Some(number), name.trim_end_matches(':')),
        _ => (None, heading.trim_end_matches(':')),
    }
}

impl<'a> Reading<'a> {
    /// Reads a note, but for the blocks that begin within `taken` (bytes of the source).
    pub fn of(note: &'a Note, taken: &[Span]) -> Self {
        let sections = (0..note.sections().len()).map(|it| Place { path: note.section_path(it) }).collect();
        let mut reading = Self {
            note,
            text: String::with_capacity(note.source().len()),
            leaves: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::with_capacity(note.source().len() / 8),
            marks: Vec::new(),
            sections,
            language: None,
            matches: Vec::new(),
            usage: Usage::default(),
            people: OnceCell::new(),
        };
        reading.read_leaves(taken);
        reading.read_words();
        reading.find_patterns();
        reading
    }

    fn read_leaves(&mut self, taken: &[Span]) {
        let mut passages = Passages::of(self.note);
        let mut stamps = self.note.timestamps();
        let mut section = 0;
        for (at, block) in (0..).zip(self.note.blocks()) {
            while self.note.sections().get(section as usize + 1).is_some_and(|it| it.blocks.0 <= at) {
                section += 1;
            }
            let own = stamps.partition_point(|it| it.block <= at);
            let (before, after) = stamps.split_at(own);
            stamps = after;
            let is_taken = taken.iter().any(|it| it.contains(block.span.start));
            let Some(role) = self.role(at).filter(|_| !is_taken) else { continue };
            let first = before.partition_point(|it| it.block < at);
            self.read_leaf(at, role, section, before.get(first..).unwrap_or_default(), &mut passages);
        }
    }

    fn role(&self, at: BlockId) -> Option<Role> {
        let block = self.note.block(at).filter(|it| it.kind == BlockKind::Paragraph)?;
        match block.parent.and_then(|it| self.note.block(it)).map(|it| it.kind) {
            None => Some(Role::Prose),
            Some(BlockKind::Item { .. }) if block.parent.is_some_and(|it| it + 1 == at) => Some(Role::Item),
            Some(_) => None,
        }
    }

    fn read_leaf(&mut self, at: BlockId, role: Role, section: u32, stamps: &[Timestamp], passages: &mut Passages) {
        let passage = passages.read(at);
        let start = self.text.len();
        let first = (self.sentences.len() as u32, self.marks.len() as u32);
        self.text.push_str(passage.text());
        let leaf = self.leaves.len() as u32;
        let shifted = |from: usize, to: usize| Span::new(start + from, start + to);
        for it in passage.sentences() {
            let text = shifted(it.start, it.end);
            self.sentences.push(Sentence { text, tokens: (0, 0), leaf, seconds: None });
        }
        let own = self.sentences.get_mut(first.0 as usize..).unwrap_or_default();
        for stamp in stamps {
            let begin = (start + passage.place_of(stamp).sentence.start) as u32;
            let found = own.iter_mut().find(|it| it.text.start == begin);
            if let Some(sentence) = found.filter(|it| it.seconds.is_none()) {
                sentence.seconds = Some(stamp.seconds);
            }
        }
        let runs = self.note.block(at).map_or(0, |it| it.runs.0);
        let mut last = None;
        for (index, run) in (runs..).zip(self.note.runs(at)) {
            let kind = if run.style.has(Style::STRONG) { MarkKind::Strong } else { MarkKind::Link };
            if kind == MarkKind::Link && run.link.is_none() {
                last = None;
                continue;
            }
            let (from, to) = (passage.begin_of(index), passage.begin_of(index + 1));
            let text = shifted(from, to);
            match self.marks.last_mut().filter(|_| last == Some((kind, run.link, text.start))) {
                Some(mark) => mark.text.end = text.end,
                None if from < to => self.marks.push(Mark { text, kind }),
                None => {}
            }
            last = Some((kind, run.link, text.end));
        }
        let text = Span::new(start, self.text.len());
        self.trim_marks(first.1);
        self.quotes(text);
        let (sentences, marks) = ((first.0, self.sentences.len() as u32), (first.1, self.marks.len() as u32));
        self.leaves.push(Leaf { block: at, role, section, text, sentences, marks });
        self.text.push('\n');
    }

    fn trim_marks(&mut self, first: u32) {
        for mark in self.marks.get_mut(first as usize..).unwrap_or_default() {
            let whole = mark.text.of(&self.text);
            let start = mark.text.start as usize + (whole.len() - whole.trim_start().len());
            mark.text = Span::new(start, start + whole.trim().len());
        }
    }

    /// Finds what stands in quotes.
    fn quotes(&mut self, leaf: Span) {
        let text = leaf.of(&self.text);
        let (mut open, mut at) = (None, 0);
        while let Some(found) = memchr::memchr2(b'"', 0xE2, text.as_bytes().get(at..).unwrap_or_default()) {
            let here = at + found;
            let sign = text.get(here..).and_then(|it| it.chars().next()).unwrap_or('"');
            at = here + sign.len_utf8();
            match (sign, open) {
                ('“', _) | ('"', None) => open = Some(at),
                ('”' | '"', Some(from)) => {
                    let span = Span::new(leaf.start as usize + from, leaf.start as usize + here);
                    self.marks.push(Mark { text: span, kind: MarkKind::Quoted });
                    open = None;
                }
                _ => {}
            }
        }
    }

    /// Finds the words, and which language they are of.
    fn read_words(&mut self) {
        for language in language::all() {
            self.tokens.clear();
            token::read_into(&self.text, Some(language), &mut self.tokens);
            let known = self.tokens.iter().filter(|it| it.is(Class::Function)).count();
            if language::is_spoken(known, self.tokens.len()) {
                self.language = Some(language);
                break;
            }
        }
        let mut at = 0;
        for sentence in &mut self.sentences {
            let count =
                |from: usize, end: u32| self.tokens.iter().skip(from).take_while(|it| it.span.start < end).count();
            let first = at + count(at, sentence.text.start);
            at = first + count(first, sentence.text.end);
            sentence.tokens = (first as u32, at as u32);
        }
    }

    fn find_patterns(&mut self) {
        let Some(language) = self.language else { return };
        let mut end = 0;
        for token in self.tokens.iter().filter(|it| it.is(Class::Opens)) {
            let found = language.pattern_at(&self.text, token.span).filter(|it| it.1.start >= end);
            if let Some((pattern, text)) = found {
                self.matches.push(Match { pattern, text });
                end = text.end;
            }
        }
    }

    /// The patterns in a span, in order.
    pub fn matches(&self, span: Span) -> &[Match] {
        let from = self.matches.partition_point(|it| it.text.start < span.start);
        let to = self.matches.partition_point(|it| it.text.start < span.end);
        self.matches.get(from..to).unwrap_or_default()
    }

    /// The text of a span.
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The words of a sentence.
    pub fn words(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.0 as usize..sentence.tokens.1 as usize).unwrap_or_default()
    }

    pub fn leaf_of(&self, sentence: &Sentence) -> Option<&Leaf> {
        self.leaves.get(sentence.leaf as usize)
    }

    pub fn sentences_of(&self, leaf: &Leaf) -> &[Sentence] {
        self.sentences.get(leaf.sentences.0 as usize..leaf.sentences.1 as usize).unwrap_or_default()
    }

    pub fn marks_of(&self, leaf: &Leaf) -> &[Mark] {
        self.marks.get(leaf.marks.0 as usize..leaf.marks.1 as usize).unwrap_or_default()
    }

    /// The headings that lead to a section.
    pub fn place(&self, section: u32) -> Option<&Place> {
        self.sections.get(section as usize)
    }

    /// The leaves of a section.
    pub fn leaves_in(&self, section: u32) -> &[Leaf] {
        let from = self.leaves.partition_point(|it| it.section < section);
        let to = self.leaves.partition_point(|it| it.section <= section);
        self.leaves.get(from..to).unwrap_or_default()
    }

    /// A word that this note uses so often that it gives nothing away.
    pub fn is_hub(&self, word: &str) -> bool {
        let most = (self.sentences.len() * HUB_PERCENT / 100).max(HUB_LEAST);
        word.len() > 1 && self.usage.is_frequent(most, word, &self.text)
    }

    /// True when a word with a capital has it within a sentence, too.
    pub fn is_name(&self, word: Span) -> bool {
        self.is_name_word(self.at(word))
    }

    /// The same of a word that stands anywhere.
    pub fn is_name_word(&self, word: &str) -> bool {
        self.people().names.contains(bare_name(word))
    }

    /// True for the last name of somebody who speaks in the note, or is the subject of many of its sentences.
    pub fn is_speaker(&self, word: Span) -> bool {
        self.people().speakers.contains(bare_name(self.at(word)))
    }

    /// True for a word that the note's first line names the talk by.
    pub fn is_show(&self, word: Span) -> bool {
        let word = self.at(word);
        self.people().show.as_deref().is_some_and(|it| word.len() > 4 && it.starts_with(&word.to_lowercase()))
    }

    fn people(&self) -> &People {
        self.people.get_or_init(|| {
            let strong = self.marks.iter().filter(|it| it.kind == MarkKind::Strong).map(|it| it.text).collect();
            let sentences = self.sentences.iter().map(|it| (it.text, self.words(it)));
            People::of(&self.text, self.note.source(), sentences, strong)
        })
    }

    /// True when a piece of text stands more than `most` times in it.
    pub fn has_more_than(&self, most: usize, piece: &str) -> bool {
        self.usage.has_more_than(most, piece, &self.text)
    }
}

/// A hub word stands in more than so many of a hundred sentences, and more than so often.
const HUB_PERCENT: usize = 30;
const HUB_LEAST: usize = 4;
