//! What the builder knows while it builds, and what it has built so far.

use crate::note::{
    block::{Align, Block, Run, Style, TextRef},
    mark::Mark,
    section::Section,
    span::Span,
    timestamp::{Time, Timestamp},
    wikilink::Link,
};

/// The parts of a note that are made from its text.
#[derive(Default)]
pub(crate) struct Built {
    pub blocks: Vec<Block>,
    pub runs: Vec<Run>,
    pub links: Vec<Link>,
    pub timestamps: Vec<Timestamp>,
    /// The times of `timestamps`, in the same order.
    pub times: Vec<Time>,
    pub sections: Vec<Section>,
    pub alignments: Vec<Vec<Align>>,
    /// Texts that do not stand in the source as they are shown.
    pub decoded: String,
}

impl Built {
    /// Room for the parts of a text of so many bytes with so many marks, as such texts usually are: growing bit by bit
    /// costs a tenth of the whole.
    fn for_text(bytes: usize, marks: usize) -> Self {
        Self {
            blocks: Vec::with_capacity(bytes / 128 + 8),
            runs: Vec::with_capacity(bytes / 64 + marks),
            links: Vec::with_capacity(marks / 3),
            timestamps: Vec::with_capacity(marks / 2),
            times: Vec::with_capacity(marks / 2),
            ..Self::default()
        }
    }
}

/// The work at hand.
pub(super) struct Builder<'a> {
    pub text: &'a str,
    /// `text` as the parser sees it, of the same length.
    pub masked: &'a str,
    pub marks: &'a [Mark],
    /// The next mark to be put back.
    pub next: usize,
    /// Bytes before this one have been dealt with.
    pub done: usize,
    pub built: Built,
    /// The open containers, outermost first.
    pub frames: Vec<Frame>,
    /// The open leaf.
    pub leaf: Option<u32>,
    pub emphasis: Emphasis,
    /// The open links, outermost first.
    pub links: Vec<OpenLink>,
    /// A mark was just put back: a blank after it may be one too many.
    pub after_mark: bool,
    /// That mark showed nothing: a blank before it may be one too many before a full stop.
    pub after_hidden: bool,
    /// `</div>` stands in the paragraph at hand.
    pub div_closes: bool,
    /// Where nesting first went deeper than is kept.
    pub too_deep: Option<usize>,
}

/// An open container; its block is none where nesting went too deep.
pub(super) struct Frame {
    pub block: Option<u32>,
    pub kind: FrameKind,
}

pub(super) enum FrameKind {
    /// A list and the number of its next item.
    List(Option<u64>),
    /// `<div class="callout">`, which no event closes.
    Div,
    Other,
}

/// A link whose words are being read. Links of different spellings may overlap, so each end closes its own.
#[derive(Clone, Copy)]
pub(super) struct OpenLink {
    pub link: u32,
    pub spelling: LinkSpelling,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkSpelling {
    /// `[…](…)` and `![…](…)`.
    Markdown,
    /// `[[…]]`.
    Wiki,
    /// `<a href>` and `<img>`.
    Tag,
}

/// How deep in each kind of emphasis the text at hand stands.
#[derive(Default)]
pub(super) struct Emphasis {
    pub strong: u32,
    pub slanted: u32,
    pub struck: u32,
    pub highlight: bool,
}

impl Emphasis {
    pub fn style(&self) -> Style {
        [
            (self.strong > 0, Style::STRONG),
            (self.slanted > 0, Style::EMPHASIS),
            (self.struck > 0, Style::STRUCK),
            (self.highlight, Style::HIGHLIGHT),
        ]
        .into_iter()
        .filter(|it| it.0)
        .fold(Style::default(), |set, it| set.with(it.1))
    }
}

impl<'a> Builder<'a> {
    pub fn new(text: &'a str, masked: &'a str, marks: &'a [Mark]) -> Self {
        Self {
            text,
            masked,
            marks,
            next: 0,
            done: 0,
            built: Built::for_text(text.len(), marks.len()),
            frames: Vec::new(),
            leaf: None,
            emphasis: Emphasis::default(),
            links: Vec::new(),
            after_mark: false,
            after_hidden: false,
            div_closes: false,
            too_deep: None,
        }
    }

    /// A text of the note, as it stands so far.
    pub fn read(&self, text: TextRef) -> &str {
        match text {
            TextRef::Source(span) => span.of(self.text),
            TextRef::Decoded(span) => span.of(&self.built.decoded),
        }
    }

    /// Where a text of the parser stands in the masked text, if it does.
    pub fn offset_in_masked(&self, text: &str) -> Option<usize> {
        let offset = (text.as_ptr() as usize).checked_sub(self.masked.as_ptr() as usize)?;
        (offset + text.len() <= self.masked.len()).then_some(offset)
    }

    /// A text of the parser as a reference: into the source where it stands there, else kept beside it.
    pub fn place(&mut self, text: &str) -> TextRef {
        match self.offset_in_masked(text) {
            Some(offset) => TextRef::Source(Span::new(offset, offset + text.len())),
            None => self.keep(text),
        }
    }

    pub fn keep(&mut self, text: &str) -> TextRef {
        let start = self.built.decoded.len();
        self.built.decoded.push_str(text);
        TextRef::Decoded(Span::new(start, start + text.len()))
    }
}
