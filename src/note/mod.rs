//! One note as a value: bytes in, document out; it cannot fail.
//!
//! `decode` makes text of bytes, `opening` takes off frontmatter and the `From:` line, `scan` finds what
//! `CommonMark` does not know and `mark` masks it, `build` turns the parser's events into the flat tree
//! of `block`, and `list` and `text` read that tree as a person does.

mod block;
mod bracket;
mod build;
mod decode;
mod diagnostic;
mod fence;
mod frontmatter;
mod html;
mod list;
mod mark;
mod opening;
mod scan;
mod section;
mod span;
mod text;
mod timestamp;
mod tree;
mod visible;
mod wikilink;

pub use block::{Align, Block, BlockId, BlockKind, DEPTH_LIMIT, Run, RunKind, Style, TextRef};
pub use decode::without_invisible;
pub use diagnostic::{Code, Diagnostic};
pub use frontmatter::Frontmatter;
pub use list::{Item, List, Term};
pub use mark::Fold;
pub use section::Section;
pub use span::Span;
pub use text::sentences;
pub use timestamp::{Reading, Time, Timestamp, short};
pub use visible::visible;
pub use wikilink::{Link, Target, slug};

use build::Built;
use diagnostic::Oddity;
use text::{Fragment, FragmentKind};

/// A note, parsed. All spans and offsets are bytes of [`Note::source`].
pub struct Note {
    path: String,
    source: String,
    lines: Vec<u32>,
    frontmatter: Frontmatter,
    title: String,
    video: Option<Video>,
    from: Option<Span>,
    built: Built,
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
    /// Reads a note. `path` names it in messages and gives the title where nothing else does.
    pub fn parse(path: &str, bytes: impl Into<Vec<u8>>) -> (Self, Vec<Diagnostic>) {
        let mut oddities = Vec::new();
        let source = decode::decode(bytes.into(), &mut oddities);
        let opening = opening::read(&source, &mut oddities);
        let mut marks = scan::scan(&source, &opening, &mut oddities);
        if let Some(from) = opening.from {
            marks.push(mark::Mark { span: from.span, kind: mark::MarkKind::Hidden });
        }
        mark::settle(&mut marks);
        let masked = mark::mask(&source, &marks, &opening.blanks);
        let mut built = build::build(&source, &masked, &marks, opening.from, &mut oddities);
        read_times(&source, &mut built, &mut oddities);
        let frontmatter =
            opening.yaml.map_or_else(Frontmatter::new, |it| frontmatter::read(&source, it, &mut oddities));
        let typed = |key| frontmatter::typed(&source, opening.yaml, &frontmatter, key);
        let title = typed("title").filter(|it| !it.trim().is_empty());
        let video = typed("videoId").and_then(|it| video(&it, opening.yaml, &mut oddities));
        let from = opening.from.map(|it| it.target);
        let lines = decode::line_starts(&source);
        let mut note = Self { path: path.into(), source, lines, frontmatter, title: String::new(), video, from, built };
        note.title = title.unwrap_or_else(|| note.title_in_text());
        let diagnostics = note.located(oddities);
        (note, diagnostics)
    }

    fn title_in_text(&self) -> String {
        let first = self.built.sections.iter().find(|it| it.level == 1).and_then(|it| it.heading);
        let heading = first.map(|it| self.clean(it)).filter(|it| !it.is_empty());
        heading.unwrap_or_else(|| {
            let name = self.path.rsplit('/').next().unwrap_or(&self.path);
            name.strip_suffix(".md").unwrap_or(name).to_string()
        })
    }

    fn located(&self, oddities: Vec<Oddity>) -> Vec<Diagnostic> {
        let locate = |it: Oddity| Diagnostic { line: self.line(it.offset as u32), code: it.code, message: it.message };
        let mut diagnostics: Vec<_> = oddities.into_iter().map(locate).collect();
        diagnostics.sort_by_key(|it| it.line);
        diagnostics
    }

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

    /// What the frontmatter says.
    pub fn frontmatter(&self) -> &Frontmatter {
        &self.frontmatter
    }

    /// The sections; the first is the text before the first heading, and is always there.
    pub fn sections(&self) -> &[Section] {
        &self.built.sections
    }

    /// The blocks, in order, each before those inside it.
    pub fn blocks(&self) -> &[Block] {
        &self.built.blocks
    }

    /// One block.
    pub fn block(&self, block: BlockId) -> Option<&Block> {
        self.built.blocks.get(block as usize)
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

    /// How the columns of a table are set.
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

    /// The line of an offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|it| *it <= offset) as u32
    }

    /// The title of a section, clean; empty for the text before the first heading.
    pub fn section_title(&self, section: &Section) -> String {
        section.heading.map(|it| self.clean(it)).unwrap_or_default()
    }

    /// The titles that lead to a section, its own last; empty for the text before the first heading.
    pub fn section_path(&self, section: usize) -> Vec<String> {
        let up = |it: &&Section| it.parent.and_then(|parent| self.built.sections.get(parent as usize));
        let chain = std::iter::successors(self.built.sections.get(section).filter(|it| it.level > 0), up);
        let mut path: Vec<_> = chain.map(|it| self.section_title(it)).collect();
        path.reverse();
        path
    }

    /// The section in which an offset stands.
    pub fn section_at(&self, offset: u32) -> usize {
        self.built.sections.partition_point(|it| it.span.start <= offset).saturating_sub(1)
    }

    /// The text of a leaf as a person reads it: no markup, no timestamps, none of their commas.
    pub fn clean(&self, block: BlockId) -> String {
        text::clean(&self.fragments(block)).text
    }

    /// The sentence that a timestamp belongs to: the one it stands in, or directly after; clean.
    /// Where nothing stands before it, what follows; alone in its block, the sentence before the block.
    pub fn sentence_of(&self, timestamp: &Timestamp) -> String {
        let clean = text::clean(&self.fragments(timestamp.block));
        if clean.text.is_empty() {
            return self.sentence_before(timestamp);
        }
        let leads = clean.stamps.first().is_some_and(|it| it.1 == 0);
        let at = clean.stamps.iter().find(|it| it.0 == timestamp.run).map_or(0, |it| it.1);
        let found = text::sentences(&clean.text).into_iter();
        let sentence = if leads {
            found.rev().find(|it| {
                it.start == 0
                    || clean.text.get(at..).is_some_and(|rest| it.start <= at + (rest.len() - rest.trim_start().len()))
            })
        } else {
            found.rev().find(|it| it.start < at || it.start == 0)
        };
        sentence.and_then(|it| clean.text.get(it)).unwrap_or_default().to_string()
    }

    /// The last sentence before a block that holds nothing but timestamps, within its section.
    fn sentence_before(&self, timestamp: &Timestamp) -> String {
        let first = self.built.sections.get(timestamp.section as usize).map_or(0, |it| it.blocks.0);
        let before = (first..timestamp.block).rev().take(LOOK_BACK);
        let texts = before.map(|it| self.clean(it));
        let Some(text) = texts.into_iter().find(|it| !it.is_empty()) else {
            return String::new();
        };
        sentences(&text).pop().and_then(|it| text.get(it).map(str::to_string)).unwrap_or_default()
    }

    /// The sentence in which a link stands, clean; the title of the note for the link of the `From:` line.
    pub fn sentence_with(&self, link: &Link) -> String {
        let Some(block) = link.block else {
            return self.title.clone();
        };
        let fragments = self.fragments(block);
        let before: Vec<_> = fragments.iter().copied().filter(|it| it.run < link.runs.0).collect();
        let at = text::clean(&before).text.len();
        let clean = text::clean(&fragments).text;
        let found = sentences(&clean).into_iter().find(|it| it.end > at);
        found.and_then(|it| clean.get(it)).unwrap_or_default().to_string()
    }

    /// The words of a link as shown.
    pub fn link_text(&self, link: &Link) -> String {
        let runs = self.built.runs.get(link.runs.0 as usize..link.runs.1 as usize).unwrap_or_default();
        runs.iter().map(|it| self.run_text(it)).collect::<String>().trim().to_string()
    }

    /// A run as it is shown, before it is made harmless for a terminal.
    pub fn run_text(&self, run: &Run) -> std::borrow::Cow<'_, str> {
        match run.kind {
            RunKind::Blank => " ".into(),
            RunKind::Break => "\n".into(),
            RunKind::Timestamp(id) => {
                self.built.timestamps.get(id as usize).map_or_else(String::new, |it| self.stamp_text(it)).into()
            }
            RunKind::Image => format!(" ▣ {}", self.text(run.text)).into(),
            RunKind::Footnote => format!("[{}]", self.text(run.text)).into(),
            RunKind::Text | RunKind::Code | RunKind::Math => self.text(run.text).into(),
        }
    }

    /// A timestamp as it is shown: its label, a time in its short form; the value where there is no label.
    fn stamp_text(&self, timestamp: &Timestamp) -> String {
        let label = timestamp.label.of(&self.source);
        let is_value = label.is_empty() || label == timestamp.value.of(&self.source);
        match Time::parse(label) {
            _ if is_value => short(timestamp.seconds),
            Some(time) => short(time.seconds(self.reading())),
            None => label.to_string(),
        }
    }

    /// How the note's times are meant.
    pub fn reading(&self) -> Reading {
        timestamp::reading(self.built.times.iter().copied())
    }

    /// How many words a reader reads: headings included, timestamps and markers not.
    pub fn words(&self) -> usize {
        let leaves =
            (0..self.built.blocks.len() as u32).filter(|it| self.block(*it).is_some_and(|it| it.runs.0 < it.runs.1));
        leaves.map(|it| self.clean(it).split_whitespace().count()).sum()
    }

    pub(crate) fn fragments(&self, block: BlockId) -> Vec<Fragment<'_>> {
        let Some(range) = self.block(block).map(|it| it.runs) else {
            return Vec::new();
        };
        let runs = self.built.runs.get(range.0 as usize..range.1 as usize).unwrap_or_default();
        let fragment = |(at, run): (usize, &Run)| Fragment {
            kind: FragmentKind::of(run),
            text: if matches!(run.kind, RunKind::Blank | RunKind::Break) { BLANK } else { self.text(run.text) },
            run: range.0 + at as u32,
            strong: run.style.has(Style::STRONG),
        };
        runs.iter().enumerate().map(fragment).collect()
    }
}

const BLANK: &str = " ";

/// So many blocks are searched for the sentence of a timestamp that stands alone.
const LOOK_BACK: usize = 16;

/// Gives every timestamp its seconds, once it is known how the note's times are meant.
fn read_times(source: &str, built: &mut Built, oddities: &mut Vec<Oddity>) {
    let reading = timestamp::reading(built.times.iter().copied());
    for (timestamp, time) in built.timestamps.iter_mut().zip(&built.times) {
        timestamp.seconds = time.seconds(reading);
    }
    if reading == Reading::Minutes {
        let first = built.timestamps.first();
        let (offset, value) = first.map_or((0, ""), |it| (it.span.start as usize, it.value.of(source)));
        let message = format!(
            "all times of this note end in :00 and are read as minutes and seconds ({value} is {})",
            short(first.map_or(0, |it| it.seconds))
        );
        oddities.push(Oddity::new(offset, Code::TimestampsMinutes, message));
    }
}

fn video(id: &str, yaml: Option<Span>, oddities: &mut Vec<Oddity>) -> Option<Video> {
    let id = id.trim();
    if id.is_empty() {
        return None;
    }
    let is_valid = id.len() == 11 && id.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
    if !is_valid {
        let message =
            format!("videoId \"{id}\" is no video id (eleven letters, digits, _ or -), so its times cannot be opened");
        oddities.push(Oddity::new(yaml.map_or(0, |it| it.start as usize), Code::VideoIdInvalid, message));
    }
    Some(Video { id: id.into(), is_valid })
}
