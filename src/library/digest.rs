//! What the library keeps of one note: its clean text, and where its links and times stand in it.
//!
//! A digest takes about two thirds of the note's bytes; the parsed tree takes ten times as much and is not kept.

use crate::{
    library::{
        name::{self, is_attachment, linked_path, video_in},
        texts::Texts,
    },
    note::{
        BlockId, LOOK_BACK, Link, Note, Passage, Passages, Span, Target, TextRef, Timestamp, Video, sentences,
        without_invisible,
    },
};
use foldhash::{HashMap, HashMapExt};

/// What is kept of a note.
#[derive(Debug, Default)]
pub struct Digest {
    /// Its path in the folder, with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The names that its frontmatter gives it besides.
    pub aliases: Vec<String>,
    /// The tags that its frontmatter gives it, without `#`.
    pub tags: Vec<String>,
    /// The video that it was made from.
    pub video: Option<Video>,
    /// How many words a reader reads.
    pub words: usize,
    /// The clean text of its leaves, one a line. All spans of a digest are bytes of this text.
    pub text: String,
    /// The lines of `text`, in order.
    pub leaves: Vec<Leaf>,
    /// Where lines of the source begin inside leaves, in order: bytes of `text`, and the line from 1. See
    /// [`Digest::line_at`].
    pub lines: Vec<(u32, u32)>,
    /// Its sections; the first is the text before the first heading.
    pub sections: Vec<Heading>,
    /// Its links to notes and to names without one, in order; the one of the `From:` line first.
    pub mentions: Vec<Mention>,
    /// Its timestamps, in the order of the text.
    pub moments: Vec<Moment>,
    /// The words that it explains, as `**Term:** definition`, in order; [`Digest::leaf_at`] knows where each stands.
    pub terms: Vec<Span>,
    /// The names that its links lead to, each spelling once.
    pub targets: Texts,
    /// The headings that its links name.
    pub wanted: Texts,
    /// The ids of its blocks, without `^`.
    pub blocks: Texts,
    /// The videos that it links to with their titles, as an index note does.
    pub listed: Vec<(String, String)>,
}

/// A leaf of the note: a paragraph, a heading, a cell, a block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where its line begins.
    pub start: u32,
    /// Where it stands in the note's source, in bytes.
    pub offset: u32,
    /// Its section, an index into [`Digest::sections`].
    pub section: u32,
    /// Its first line in the file, from 1.
    pub line: u32,
}

/// The heading of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// Its words.
    pub title: Span,
    /// Where it stands in the note's source, in bytes.
    pub offset: u32,
}

/// A place where a concept is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name that it leads to, an index into [`Digest::targets`]; none for a heading of the note itself.
    pub target: Option<u32>,
    /// The heading that it names, an index into [`Digest::wanted`].
    pub heading: Option<u32>,
    /// How it is written.
    pub kind: MentionKind,
    /// The words shown were chosen by the author.
    pub has_alias: bool,
    /// The words shown.
    pub words: Span,
    /// The sentence that it stands in; empty for the `From:` line.
    pub sentence: Span,
    /// Its section, an index into [`Digest::sections`].
    pub section: u32,
    /// The second of the video, where one is given after it in its leaf.
    pub seconds: Option<u32>,
    /// Where it stands in the note's source, in bytes.
    pub offset: u32,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// `[[name]]`.
    Wikilink,
    /// `![[name]]`.
    Embed,
    /// `From: [[name]]`.
    Source,
    /// `[words](name.md)`: a path beside the note.
    Path,
}

/// A second of the video, and what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds from the video's beginning.
    pub seconds: u32,
    /// The sentence that it belongs to.
    pub sentence: Span,
    /// Its section, an index into [`Digest::sections`].
    pub section: u32,
    /// Where it stands in the note's source, in bytes.
    pub offset: u32,
}

impl Digest {
    /// Digests a note; costs about half of what parsing it costs.
    pub fn new(note: &Note) -> Self {
        let (links, stamps) = (note.links(), note.timestamps());
        let digest = Self {
            path: note.path().into(),
            title: note.title().into(),
            aliases: note.aliases(),
            tags: note.tags(),
            video: note.video().cloned(),
            blocks: block_ids(note.source()),
            text: String::with_capacity(note.source().len() * 3 / 4),
            mentions: Vec::with_capacity(links.len()),
            moments: Vec::with_capacity(stamps.len()),
            leaves: Vec::with_capacity(note.blocks().len()),
            sections: Vec::with_capacity(note.sections().len()),
            ..Self::default()
        };
        let mut digesting = Digesting { note, digest, links, stamps, sections: 0, targets: HashMap::new() };
        digesting.read();
        digesting.digest
    }

    /// A note of which nothing is known but where it is.
    pub fn unread(path: &str) -> Self {
        Self { path: path.into(), title: name::stem(path).replace('_', " "), ..Self::default() }
    }

    /// The words of a span.
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The title of a section; empty for the text before the first heading.
    pub fn section_title(&self, section: u32) -> &str {
        self.sections.get(section as usize).map_or("", |it| self.at(it.title))
    }

    /// The name that a mention leads to, as it is written.
    pub fn target_of(&self, mention: &Mention) -> Option<&str> {
        self.targets.get(mention.target?)
    }

    /// The heading that a mention names.
    pub fn heading_of(&self, mention: &Mention) -> Option<&str> {
        self.wanted.get(mention.heading?)
    }

    /// The leaf in which a byte of the text stands.
    pub fn leaf_at(&self, at: u32) -> Option<&Leaf> {
        self.leaves.get(self.leaves.partition_point(|it| it.start <= at).checked_sub(1)?)
    }
}

impl Digest {
    /// The line of the source, from 1, in which a byte of the text stands.
    pub fn line_at(&self, at: u32) -> u32 {
        let leaf = self.leaf_at(at);
        let inside = self.lines.partition_point(|it| it.0 <= at).checked_sub(1).and_then(|it| self.lines.get(it));
        let inside = inside.filter(|it| leaf.is_some_and(|leaf| it.0 >= leaf.start));
        inside.map(|it| it.1).or(leaf.map(|it| it.line)).unwrap_or(1)
    }
}

/// A note on its way to become a digest, leaf by leaf.
struct Digesting<'a> {
    note: &'a Note,
    digest: Digest,
    /// What is still to come of the links and timestamps.
    links: &'a [Link],
    stamps: &'a [Timestamp],
    /// How many sections have begun.
    sections: usize,
    /// The same name means another thing as a path beside the note than in a wikilink.
    targets: HashMap<(&'a str, bool), u32>,
}

impl<'a> Digesting<'a> {
    fn read(&mut self) {
        while let Some(link) = self.links.first().filter(|it| it.block.is_none()) {
            self.links = self.links.get(1..).unwrap_or_default();
            self.mention(link, None, 0);
        }
        let mut passages = Passages::of(self.note);
        for block in 0..self.note.blocks().len() as BlockId {
            self.begin_section(block);
            if !self.note.runs(block).is_empty() {
                self.leaf(block, &mut passages);
            }
        }
        self.begin_section(BlockId::MAX);
        self.digest.text.shrink_to_fit();
        self.digest.leaves.shrink_to_fit();
        self.digest.lines.shrink_to_fit();
        self.digest.terms.shrink_to_fit();
        self.digest.targets.shrink();
    }

    /// Begins the sections whose blocks begin here.
    fn begin_section(&mut self, block: BlockId) {
        while let Some(section) = self.note.sections().get(self.sections).filter(|it| it.blocks.0 <= block) {
            let heading = Heading { level: section.level, title: Span::default(), offset: section.span.start };
            self.digest.sections.push(heading);
            self.sections += 1;
        }
    }

    fn leaf(&mut self, block: BlockId, passages: &mut Passages) {
        let links = taken(&mut self.links, |it| it.block == Some(block));
        let stamps = taken(&mut self.stamps, |it| it.block == block);
        let start = self.digest.text.len() as u32;
        let section = self.digest.sections.len().saturating_sub(1) as u32;
        if links.is_empty() && stamps.is_empty() {
            self.digest.text.push_str(passages.clean(block));
        } else {
            let passage = passages.read(block);
            self.digest.text.push_str(passage.text());
            for link in links {
                self.mention(link, Some(passage), start);
            }
            let before = stamps.first().filter(|_| passage.text().is_empty()).map(|it| self.sentence_before(it));
            for stamp in stamps {
                self.moment(stamp, passage, start, before);
            }
        }
        passages.lines_into(start, &mut self.digest.lines);
        self.term(block, start);
        self.close_leaf(block, start, section);
    }

    /// Takes in the term that a leaf begins with.
    fn term(&mut self, block: BlockId, start: u32) {
        if !self.note.may_open_term(block) {
            return;
        }
        let Some(found) = self.note.term(block) else { return };
        let text = self.digest.text.get(start as usize..).unwrap_or_default();
        if let Some(at) = text.find(&found.term) {
            self.digest.terms.push(shifted(&(at..at + found.term.len()), start));
        }
    }

    /// Ends the line of a leaf that begins at `start`.
    fn close_leaf(&mut self, block: BlockId, start: u32, section: u32) {
        let digest = &mut self.digest;
        let span = Span { start, end: digest.text.len() as u32 };
        let text = span.of(&digest.text);
        digest.words += if text.is_empty() { 0 } else { memchr::memchr_iter(b' ', text.as_bytes()).count() + 1 };
        let is_heading = self.note.sections().get(section as usize).is_some_and(|it| it.heading == Some(block));
        if let Some(heading) = digest.sections.last_mut().filter(|_| is_heading) {
            heading.title = span;
        }
        let offset = self.note.block(block).map_or(0, |it| it.span.start);
        digest.leaves.push(Leaf { start, offset, section, line: self.note.line(offset) });
        digest.text.push('\n');
    }

    /// Takes in a link, if it leads to a note or to a name; `start` is where its leaf begins.
    fn mention(&mut self, link: &Link, passage: Option<&Passage>, start: u32) {
        let source = self.note.source();
        let (name, heading, kind) = match link.target {
            Target::Note { name, heading, embed } => {
                let kind = if embed { MentionKind::Embed } else { MentionKind::Wikilink };
                (
                    name.of(source),
                    heading.of(source).into(),
                    if link.block.is_none() { MentionKind::Source } else { kind },
                )
            }
            Target::Address(address) => match linked_path(self.note.text(address)) {
                Some((name, heading)) => (name, name::decoded(heading), MentionKind::Path),
                None => return self.list_video(link, address),
            },
        };
        if is_attachment(name) {
            return;
        }
        let place = passage.map(|it| it.place_with(link)).map(|it| shifted(&it.sentence, start));
        let words = passage.map(|it| shifted(&it.words_of(link), start));
        let mention = Mention {
            target: (!name.is_empty()).then(|| self.target(name, kind)),
            heading: (!heading.is_empty()).then(|| self.digest.wanted.push(&heading)),
            kind,
            has_alias: link.has_alias,
            words: words.unwrap_or_default(),
            sentence: place.unwrap_or_default(),
            section: link.section,
            seconds: link.block.and_then(|it| self.seconds_after(it, link.runs.1)),
            offset: link.span.start,
            line: self.note.line(link.span.start),
        };
        self.digest.mentions.push(mention);
    }

    fn target(&mut self, name: &'a str, kind: MentionKind) -> u32 {
        let targets = &mut self.digest.targets;
        let is_path = kind == MentionKind::Path;
        *self
            .targets
            .entry((name, is_path))
            .or_insert_with(|| targets.push(&if is_path { name::beside(name) } else { without_invisible(name) }))
    }

    /// The first timestamp after a run in its block.
    fn seconds_after(&self, block: BlockId, run: u32) -> Option<u32> {
        let stamps = self.note.timestamps();
        let next = stamps.get(stamps.partition_point(|it| it.run < run));
        next.filter(|it| it.block == block).map(|it| it.seconds)
    }

    /// A link to a video that is called by a title.
    fn list_video(&mut self, link: &Link, address: TextRef) {
        if let Some(id) = video_in(self.note.text(address)) {
            let title = self.note.link_text(link);
            let is_title = !title.is_empty() && !title.contains("://");
            self.digest.listed.extend(is_title.then(|| (id.to_string(), title)));
        }
    }

    /// Takes in a timestamp; `before` is what it belongs to in a leaf without words.
    fn moment(&mut self, stamp: &Timestamp, passage: &Passage, start: u32, before: Option<Span>) {
        let sentence = before.unwrap_or_else(|| shifted(&passage.place_of(stamp).sentence, start));
        let (seconds, section, offset) = (stamp.seconds, stamp.section, stamp.span.start);
        self.digest.moments.push(Moment { seconds, sentence, section, offset });
    }

    /// The last sentence before a leaf that holds nothing but timestamps, within its section.
    fn sentence_before(&self, stamp: &Timestamp) -> Span {
        let first = self.note.sections().get(stamp.section as usize).map_or(0, |it| it.blocks.0);
        let oldest = first.max(stamp.block.saturating_sub(LOOK_BACK as u32));
        let oldest = self.note.block(oldest).map_or(0, |it| it.span.start);
        for leaf in self.digest.leaves.iter().rev().take_while(|it| it.offset >= oldest) {
            let rest = self.digest.text.get(leaf.start as usize..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            if let Some(last) = sentences(line).pop() {
                return shifted(&last, leaf.start);
            }
        }
        Span::default()
    }
}

/// The ids of blocks: ` ^id` at the ends of lines.
fn block_ids(source: &str) -> Texts {
    let ids = memchr::memchr_iter(b'^', source.as_bytes()).filter_map(|at| {
        let is_apart = at == 0 || source.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace);
        // A block may be a row of a table, which ends with a bar.
        let line = source.get(at + 1..)?.split('\n').next()?.trim_end_matches([' ', '\t', '|']);
        let is_id = !line.is_empty() && line.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        (is_apart && is_id).then_some(line)
    });
    ids.collect()
}

/// Takes what fits off the front of a slice.
fn taken<'a, T>(rest: &mut &'a [T], fits: impl Fn(&T) -> bool) -> &'a [T] {
    let count = rest.iter().take_while(|it| fits(it)).count();
    let (taken, left) = rest.split_at(count);
    *rest = left;
    taken
}

/// A range of a leaf as a span of the text in which the leaf begins at `start`.
fn shifted(range: &std::ops::Range<usize>, start: u32) -> Span {
    Span { start: start + range.start as u32, end: start + range.end as u32 }
}
