//! The note itself: what was parsed, and how to reach each part of it.

use crate::note::{
    block::{Align, Block, BlockId, Run, TextRef},
    build::Built,
    frontmatter::{self, Frontmatter},
    section::Section,
    span::Span,
    timestamp::{Reading, Timestamp},
    wikilink::Link,
};

/// A note, parsed. All spans and offsets are bytes of [`Note::source`].
pub struct Note {
    pub(in crate::note) path: String,
    pub(in crate::note) source: String,
    /// The offset of every line's first byte.
    pub(in crate::note) lines: Vec<u32>,
    pub(in crate::note) frontmatter: Frontmatter,
    pub(in crate::note) title: String,
    pub(in crate::note) video: Option<Video>,
    /// The target of the `From:` line.
    pub(in crate::note) from: Option<Span>,
    pub(in crate::note) reading: Reading,
    pub(in crate::note) built: Built,
}

/// The video that a note was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// Its id as written.
    pub id: String,
    /// The id is one that can be opened: eleven letters, digits, `_` or `-`.
    pub is_valid: bool,
}

impl Video {
    /// The address of the video, or of a second of it; none when the id is no id.
    pub fn url(&self, seconds: Option<u32>) -> Option<String> {
        let id = self.is_valid.then_some(&self.id)?;
        Some(seconds.map_or(format!("https://youtu.be/{id}"), |it| format!("https://youtu.be/{id}?t={it}")))
    }
}

impl Note {
    /// The path that the note was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text that all spans refer to: decoded, without byte-order mark, every line end a `\n`.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The title: of the frontmatter, else the first heading of level 1, else the file's name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The video that the note was made from.
    pub fn video(&self) -> Option<&Video> {
        self.video.as_ref()
    }

    /// The target of the `From:` line.
    pub fn from(&self) -> Option<&str> {
        self.from.map(|it| it.of(&self.source))
    }

    /// The names that the frontmatter gives the note besides its title.
    pub fn aliases(&self) -> Vec<String> {
        frontmatter::aliases(&self.frontmatter)
    }

    /// The tags that the frontmatter gives the note, without `#`.
    pub fn tags(&self) -> Vec<String> {
        frontmatter::tags(&self.frontmatter)
    }

    /// What the frontmatter says.
    pub fn frontmatter(&self) -> &Frontmatter {
        &self.frontmatter
    }

    /// The sections; the first is the text before the first heading, and is always there.
    pub fn sections(&self) -> &[Section] {
        &self.built.sections
    }

    /// The section in which an offset (in bytes) stands, an index into [`Note::sections`].
    pub fn section_at(&self, offset: u32) -> usize {
        self.built.sections.partition_point(|it| it.span.start <= offset).saturating_sub(1)
    }

    /// The blocks, in order, each before those inside it.
    pub fn blocks(&self) -> &[Block] {
        &self.built.blocks
    }

    /// One block.
    pub fn block(&self, block: BlockId) -> Option<&Block> {
        self.built.blocks.get(block as usize)
    }

    /// The blocks directly inside a container, in order.
    pub fn children(&self, container: BlockId) -> impl Iterator<Item = BlockId> + '_ {
        let end = self.block(container).map_or(0, |it| it.end);
        let next = move |it: &BlockId| self.block(*it).map(|block: &Block| block.end);
        std::iter::successors(Some(container + 1), next).take_while(move |it| *it < end)
    }

    /// All runs, in order.
    pub fn all_runs(&self) -> &[Run] {
        &self.built.runs
    }

    /// The runs of a leaf.
    pub fn runs(&self, block: BlockId) -> &[Run] {
        let range = self.block(block).map_or((0, 0), |it| it.runs);
        self.built.runs.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    /// The links, in order; the one of the `From:` line too.
    pub fn links(&self) -> &[Link] {
        &self.built.links
    }

    /// The timestamps, in the order of the text.
    pub fn timestamps(&self) -> &[Timestamp] {
        &self.built.timestamps
    }

    /// How the note's times are meant.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// How the columns of a table are set; `table` is the number in [`BlockKind::Table`](super::BlockKind::Table).
    pub fn alignments(&self, table: u32) -> &[Align] {
        self.built.alignments.get(table as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The text of a reference.
    pub fn text(&self, text: TextRef) -> &str {
        match text {
            TextRef::Source(span) => span.of(&self.source),
            TextRef::Decoded(span) => span.of(&self.built.decoded),
        }
    }

    /// The line of an offset in bytes; the first line is 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|it| *it <= offset) as u32
    }
}
