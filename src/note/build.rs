//! The builder: from the parser's events and the scanner's marks to blocks, runs and links.

use crate::note::{
    block::{Align, Block, BlockKind, DEPTH_LIMIT, Run, RunKind, Style, TextRef},
    diagnostic::{Code, Oddity},
    mark::{Callout, Fold, Mark, MarkKind, Wikilink},
    opening::From,
    section::Section,
    span::{Span, trimmed},
    timestamp::{Spelling, Time, Timestamp},
    wikilink::{Link, Target},
};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What `CommonMark` is extended by. Never a metadata block: with one the parser is quadratic.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

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

/// Parses the masked text and puts the marks back in.
pub(crate) fn build(text: &str, masked: &str, marks: &[Mark], from: Option<From>, oddities: &mut Vec<Oddity>) -> Built {
    let mut builder = Builder::new(text, masked, marks);
    builder.open_section(0, None, 0);
    if let Some(from) = from {
        builder.from_link(from);
    }
    for (event, range) in Parser::new_ext(masked, OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish(oddities)
}

struct Builder<'a> {
    text: &'a str,
    masked: &'a str,
    marks: &'a [Mark],
    /// The next mark to be put back.
    next: usize,
    /// Bytes before this one have been dealt with.
    done: usize,
    built: Built,
    frames: Vec<Frame>,
    leaf: Option<u32>,
    emphasis: Emphasis,
    links: Vec<u32>,
    /// A mark was just put back: a blank after it may be one too many.
    after_mark: bool,
    /// `</div>` stands in the paragraph at hand.
    div_closes: bool,
    too_deep: Option<usize>,
}

/// An open container; its block is none where nesting went too deep.
struct Frame {
    block: Option<u32>,
    kind: FrameKind,
}

enum FrameKind {
    /// A list and the number of its next item.
    List(Option<u64>),
    /// `<div class="callout">`, which no event closes.
    Div,
    Other,
}

#[derive(Default)]
struct Emphasis {
    strong: u32,
    emphasis: u32,
    struck: u32,
    highlight: bool,
}

impl Emphasis {
    fn style(&self) -> Style {
        [
            (self.strong > 0, Style::STRONG),
            (self.emphasis > 0, Style::EMPHASIS),
            (self.struck > 0, Style::STRUCK),
            (self.highlight, Style::HIGHLIGHT),
        ]
        .into_iter()
        .filter(|it| it.0)
        .fold(Style::default(), |set, it| set.with(it.1))
    }
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, masked: &'a str, marks: &'a [Mark]) -> Self {
        Self {
            text,
            masked,
            marks,
            next: 0,
            done: 0,
            built: Built::default(),
            frames: Vec::new(),
            leaf: None,
            emphasis: Emphasis::default(),
            links: Vec::new(),
            after_mark: false,
            div_closes: false,
            too_deep: None,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range.end),
            Event::Text(text) => {
                self.need_leaf(range.start);
                self.text(range, &text);
            }
            Event::Code(text) => {
                self.need_leaf(range.start);
                self.code_span(range, &text);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.html(range, &text),
            Event::FootnoteReference(label) => {
                self.need_leaf(range.start);
                let text = self.place(&label);
                self.push_run(RunKind::Footnote, Span::new(range.start, range.end), text);
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.push_run(RunKind::Break, Span::new(range.start, range.end), TextRef::EMPTY),
            Event::Rule => {
                self.before_block(range.start);
                let block = self.add_block(BlockKind::Rule, &range);
                self.close_block(block);
            }
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.emphasis_at(range.start).strong += 1,
            Tag::Emphasis => self.emphasis_at(range.start).emphasis += 1,
            Tag::Strikethrough => self.emphasis_at(range.start).struck += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.need_leaf(range.start);
                let target = Target::Address(self.place(&dest_url));
                let link = self.add_link(Span::new(range.start, range.end), target, true);
                self.links.push(link);
            }
            Tag::Paragraph | Tag::HtmlBlock => self.paragraph(&range),
            Tag::Heading { level, .. } => self.heading(level as u8, &range),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => self.place(info),
                    CodeBlockKind::Indented => TextRef::EMPTY,
                };
                self.before_block(range.start);
                self.open_leaf(BlockKind::Code { language }, &range);
            }
            Tag::TableCell => self.open_leaf(BlockKind::Cell, &range),
            tag => self.start_container(tag, &range),
        }
    }

    /// The emphasis, once there is a leaf that it can stand in.
    fn emphasis_at(&mut self, start: usize) -> &mut Emphasis {
        self.need_leaf(start);
        &mut self.emphasis
    }

    fn start_container(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        let (kind, frame) = match tag {
            Tag::BlockQuote(_) => (BlockKind::Quote, FrameKind::Other),
            Tag::List(first) => {
                let kind = BlockKind::List { ordered: first.is_some(), tight: true, items: 0 };
                (kind, FrameKind::List(first))
            }
            Tag::Item => (BlockKind::Item { number: self.next_number(), task: None }, FrameKind::Other),
            Tag::FootnoteDefinition(label) => (BlockKind::Footnote { label: self.place(&label) }, FrameKind::Other),
            Tag::Table(alignments) => {
                self.built.alignments.push(alignments.iter().map(|it| align(*it)).collect());
                (BlockKind::Table(self.built.alignments.len() as u32 - 1), FrameKind::Other)
            }
            Tag::TableHead => (BlockKind::Row { head: true }, FrameKind::Other),
            _ => (BlockKind::Row { head: false }, FrameKind::Other),
        };
        self.before_block(range.start);
        self.open_container(kind, frame, range);
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::Strong => self.emphasis.strong = self.emphasis.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis.emphasis = self.emphasis.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.emphasis.struck = self.emphasis.struck.saturating_sub(1),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => {
                if let Some(Target::Address(path)) = self.links.last().and_then(|it| self.target(*it)) {
                    self.push_run(RunKind::Image, Span::new(end, end), path);
                }
                self.close_link();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell | TagEnd::HtmlBlock => {
                self.close_leaf();
            }
            _ => self.close_container(),
        }
    }

    // Blocks.

    fn paragraph(&mut self, range: &Range<usize>) {
        self.before_block(range.start);
        if let Some(list) = self.list_of_item()
            && let BlockKind::List { tight, .. } = &mut self.built.blocks[list].kind
        {
            *tight = false;
        }
        self.open_leaf(BlockKind::Paragraph, range);
    }

    /// The list whose item is the innermost container.
    fn list_of_item(&self) -> Option<usize> {
        let item = self.frames.last()?.block?;
        let block = &self.built.blocks[item as usize];
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        block.parent.filter(|_| is_item).map(|it| it as usize)
    }

    fn heading(&mut self, level: u8, range: &Range<usize>) {
        self.before_block(range.start);
        if self.parent().is_none() {
            let heading = self.built.blocks.len() as u32;
            self.open_section(level, Some(heading), range.start);
        }
        self.open_leaf(BlockKind::Heading(level), range);
    }

    fn open_section(&mut self, level: u8, heading: Option<u32>, start: usize) {
        let block = self.built.blocks.len() as u32;
        if let Some(last) = self.built.sections.last_mut() {
            last.span.end = start as u32;
            last.blocks.1 = block;
        }
        let parent = self.parent_section(level);
        let span = Span::new(start, self.text.len());
        self.built.sections.push(Section { level, heading, span, parent, blocks: (block, block) });
    }

    /// The nearest section before this one whose level is higher in rank; never the text before the headings.
    fn parent_section(&self, level: u8) -> Option<u32> {
        let mut at = self.built.sections.len().checked_sub(1)? as u32;
        loop {
            let section = &self.built.sections[at as usize];
            if section.level > 0 && section.level < level {
                return Some(at);
            }
            at = section.parent?;
        }
    }

    fn current_section(&self) -> u32 {
        (self.built.sections.len() as u32).saturating_sub(1)
    }

    fn parent(&self) -> Option<u32> {
        self.frames.iter().rev().find_map(|it| it.block)
    }

    fn next_number(&mut self) -> Option<u64> {
        let frame = self.frames.iter_mut().rev().find(|it| !matches!(it.kind, FrameKind::Div))?;
        if let Some(block) = frame.block
            && let BlockKind::List { items, .. } = &mut self.built.blocks[block as usize].kind
        {
            *items += 1;
        }
        let FrameKind::List(Some(next)) = &mut frame.kind else {
            return None;
        };
        *next += 1;
        Some(*next - 1)
    }

    fn open_container(&mut self, kind: BlockKind, frame: FrameKind, range: &Range<usize>) {
        let block = (self.frames.len() < DEPTH_LIMIT).then(|| self.add_block(kind, range));
        if block.is_none() {
            self.too_deep.get_or_insert(range.start);
        }
        self.frames.push(Frame { block, kind: frame });
    }

    fn close_container(&mut self) {
        self.close_leaf();
        while let Some(frame) = self.frames.pop() {
            if let Some(block) = frame.block {
                self.close_block(block);
            }
            if !matches!(frame.kind, FrameKind::Div) {
                break;
            }
        }
    }

    fn add_block(&mut self, kind: BlockKind, range: &Range<usize>) -> u32 {
        let id = self.built.blocks.len() as u32;
        let span = trimmed(self.text, Span::new(range.start, range.end));
        let runs = self.built.runs.len() as u32;
        self.built.blocks.push(Block { kind, span, parent: self.parent(), end: id + 1, runs: (runs, runs) });
        id
    }

    fn close_block(&mut self, block: u32) {
        let end = self.built.blocks.len() as u32;
        self.built.blocks[block as usize].end = end;
    }

    /// Ends what a new block ends, and opens or closes the callouts that HTML begins here.
    fn before_block(&mut self, start: usize) {
        self.close_leaf();
        while let Some(mark) = self.marks.get(self.next) {
            let opens_here = mark.span.start as usize == start && matches!(mark.kind, MarkKind::DivOpen);
            if mark.span.end as usize > start && !opens_here {
                break;
            }
            self.next += 1;
            match mark.kind {
                MarkKind::DivOpen => {
                    let kind = BlockKind::Callout { kind: Span::default(), fold: Fold::Fixed };
                    self.open_container(kind, FrameKind::Div, &(start..start));
                }
                MarkKind::DivClose => self.close_div(),
                _ => {}
            }
        }
    }

    fn close_div(&mut self) {
        if self.frames.last().is_some_and(|it| matches!(it.kind, FrameKind::Div))
            && let Some(Frame { block: Some(block), .. }) = self.frames.pop()
        {
            self.close_block(block);
        }
    }

    fn open_leaf(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.leaf = Some(self.add_block(kind, range));
        self.emphasis = Emphasis::default();
        self.after_mark = false;
    }

    /// The text of an item without blank lines comes without a paragraph: make one.
    fn need_leaf(&mut self, start: usize) {
        if self.leaf.is_none() {
            self.before_block(start);
            self.open_leaf(BlockKind::Paragraph, &(start..start));
        }
    }

    fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        while self.links.last().is_some() {
            self.close_link();
        }
        self.trim_runs(leaf);
        let end = self.built.runs.len() as u32;
        let block = &mut self.built.blocks[leaf as usize];
        block.runs.1 = end;
        if let Some(last) = self.built.runs.last().filter(|_| block.runs.0 < end) {
            block.span.end = block.span.end.max(last.span.end);
        } else if block.kind == BlockKind::Paragraph {
            self.built.blocks.pop();
        }
        if std::mem::take(&mut self.div_closes) {
            self.close_div();
        }
    }

    /// Takes blanks and breaks off both ends of a leaf's text.
    fn trim_runs(&mut self, leaf: u32) {
        let block = &self.built.blocks[leaf as usize];
        if matches!(block.kind, BlockKind::Code { .. }) {
            return;
        }
        let first = block.runs.0 as usize;
        while self.built.runs.len() > first {
            let last = self.built.runs.len() - 1;
            let kind = self.built.runs[last].kind;
            let text = self.built.runs[last].text;
            let kept = self.read(text).trim_end().len();
            let is_linked = self.built.links.last().is_some_and(|it| it.runs.1 as usize > last);
            if matches!(kind, RunKind::Blank | RunKind::Break) || (kind == RunKind::Text && kept == 0 && !is_linked) {
                self.built.runs.pop();
                continue;
            }
            if kind == RunKind::Text {
                self.built.runs[last].text = shortened(text, kept);
            }
            break;
        }
    }

    fn task(&mut self, done: bool) {
        let Some(parent) = self.parent() else { return };
        if let BlockKind::Item { task, .. } = &mut self.built.blocks[parent as usize].kind {
            *task = Some(done);
        }
    }

    // Runs.

    /// Takes text as the parser gives it, puts the marks in it back, and keeps the rest as runs.
    fn text(&mut self, range: Range<usize>, text: &str) {
        let Some(leaf) = self.leaf else { return };
        if matches!(self.built.blocks[leaf as usize].kind, BlockKind::Code { .. }) {
            return self.code_text(range, text);
        }
        if self.offset_in_masked(text).is_none() {
            let decoded = self.place(text);
            self.done = self.done.max(range.end);
            return self.push_run(RunKind::Text, Span::new(range.start, range.end), decoded);
        }
        let mut at = range.start.max(self.done);
        while let Some(mark) = self.marks.get(self.next) {
            if mark.span.start as usize >= range.end {
                break;
            }
            self.next += 1;
            if (mark.span.end as usize) <= at {
                continue;
            }
            self.push_source(at, mark.span.start as usize);
            self.apply(*mark);
            at = at.max(mark.span.end as usize);
        }
        self.done = self.done.max(at);
        self.push_source(at, range.end);
    }

    fn apply(&mut self, mark: Mark) {
        match mark.kind {
            MarkKind::Hidden | MarkKind::DivOpen => {}
            MarkKind::Break => self.push_run(RunKind::Break, mark.span, TextRef::EMPTY),
            MarkKind::LinkWhole(link) => {
                let id = self.wikilink(link, false);
                self.links.push(id);
                self.push_run(RunKind::Text, mark.span, TextRef::Source(link.target));
                self.close_link();
            }
            MarkKind::LinkOpen(link) => {
                let id = self.wikilink(link, true);
                self.links.push(id);
            }
            MarkKind::UrlOpen(url) => {
                let id = self.add_link(mark.span, Target::Address(TextRef::Source(url)), true);
                self.links.push(id);
            }
            MarkKind::LinkClose | MarkKind::UrlClose => self.close_link(),
            MarkKind::Timestamp(spelling) => self.timestamp(spelling),
            MarkKind::Label(label) => self.push_run(RunKind::Text, mark.span, TextRef::Source(label)),
            MarkKind::Math(inside) => self.formula(mark.span, inside),
            MarkKind::Highlight => self.emphasis.highlight = !self.emphasis.highlight,
            MarkKind::Callout(callout) => self.callout(mark.span, callout),
            MarkKind::DivClose => self.div_closes = true,
            MarkKind::Image { alt, path } => self.image(mark.span, alt, path),
        }
        self.after_mark = true;
    }

    fn formula(&mut self, span: Span, inside: Span) {
        let mut at = inside.start as usize;
        for line in inside.of(self.text).split('\n') {
            if at > inside.start as usize {
                self.push_run(RunKind::Break, Span { start: span.end, end: span.end }, TextRef::EMPTY);
            }
            self.push_run(RunKind::Math, span, TextRef::Source(Span::new(at, at + line.len())));
            at += line.len() + 1;
        }
    }

    /// The first words of a quote's first paragraph make it a callout.
    fn callout(&mut self, span: Span, callout: Callout) {
        let leaf = self.leaf.map_or(0, |it| it as usize);
        let block = &self.built.blocks[leaf];
        let is_first = block.parent.is_some_and(|it| it as usize + 1 == leaf)
            && block.kind == BlockKind::Paragraph
            && block.runs.0 as usize == self.built.runs.len();
        let quote =
            block.parent.map(|it| it as usize).filter(|it| is_first && self.built.blocks[*it].kind == BlockKind::Quote);
        let Some(quote) = quote else {
            return self.push_run(RunKind::Text, span, TextRef::Source(span));
        };
        self.built.blocks[quote].kind = BlockKind::Callout { kind: callout.kind, fold: callout.fold };
        self.built.blocks[leaf].kind = BlockKind::CalloutTitle;
    }

    fn soft_break(&mut self, range: Range<usize>) {
        let title = self.leaf.filter(|it| self.built.blocks[*it as usize].kind == BlockKind::CalloutTitle);
        let Some(title) = title else {
            let last = self.built.runs.last().map(|it| it.kind);
            if !matches!(last, Some(RunKind::Break)) {
                self.push_run(RunKind::Blank, Span::new(range.start, range.end), TextRef::EMPTY);
            }
            return;
        };
        let end = self.built.blocks[title as usize].span.end as usize;
        self.built.blocks[title as usize].span.end = range.start as u32;
        self.close_leaf();
        self.open_leaf(BlockKind::Paragraph, &(range.end..end.max(range.end)));
    }

    fn image(&mut self, span: Span, alt: Span, path: Span) {
        let link = self.add_link(span, Target::Address(TextRef::Source(path)), true);
        self.links.push(link);
        if !alt.is_empty() {
            self.push_run(
                RunKind::Text,
                Span { start: span.start, end: alt.end.clamp(span.start, span.end) },
                TextRef::Source(alt),
            );
        }
        self.push_run(RunKind::Image, Span { start: span.end, end: span.end }, TextRef::Source(path));
        self.close_link();
    }

    fn timestamp(&mut self, spelling: Spelling) {
        let id = self.built.timestamps.len() as u32;
        let timestamp = Timestamp {
            span: spelling.span,
            value: spelling.value,
            label: spelling.label,
            seconds: 0,
            section: self.current_section(),
            block: self.leaf.unwrap_or_default(),
            run: self.built.runs.len() as u32,
        };
        self.built.timestamps.push(timestamp);
        self.built.times.push(spelling.time);
        self.push_run(RunKind::Timestamp(id), spelling.span, TextRef::EMPTY);
    }

    /// Code keeps the bytes of the source, also where a mark was found in it.
    fn code_text(&mut self, range: Range<usize>, text: &str) {
        self.skip_marks(range.end);
        let kept = self.place(text);
        self.push_run(RunKind::Code, Span::new(range.start, range.end), kept);
    }

    fn code_span(&mut self, range: Range<usize>, text: &str) {
        let has_marks = self.skip_marks(range.end);
        let kept = if has_marks && self.offset_in_masked(text).is_none() {
            let whole = self.text.get(range.clone()).unwrap_or_default();
            let inner = whole.trim_matches('`').trim().replace('\n', " ");
            self.keep(&inner)
        } else {
            self.place(text)
        };
        self.push_run(RunKind::Code, Span::new(range.start, range.end), kept);
    }

    /// Passes over the marks before `end`; true if there were any after what is done.
    fn skip_marks(&mut self, end: usize) -> bool {
        let before = self.next;
        while self.marks.get(self.next).is_some_and(|it| (it.span.start as usize) < end) {
            self.next += 1;
        }
        self.done = self.done.max(end);
        self.next > before
    }

    /// What is left of HTML after the scanner: tags over several lines vanish, other text stays.
    fn html(&mut self, range: Range<usize>, text: &str) {
        self.need_leaf(range.start);
        let shown = text.trim();
        let is_tag = shown.starts_with('<') && shown.ends_with('>');
        if !is_tag && !shown.is_empty() {
            self.text(range, text);
        }
    }

    fn push_source(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let mut span = Span::new(start, end);
        let at_start =
            self.leaf.is_some_and(|it| self.built.blocks[it as usize].runs.0 as usize == self.built.runs.len());
        if std::mem::take(&mut self.after_mark) || at_start {
            span = self.without_double_blank(span, at_start);
        }
        if !span.is_empty() {
            self.push_run(RunKind::Text, span, TextRef::Source(span));
        }
    }

    /// Where a mark left nothing between two blanks, one of them goes.
    fn without_double_blank(&self, span: Span, at_start: bool) -> Span {
        let text = span.of(self.text);
        let ends_blank = match self.built.runs.last() {
            Some(run) if !at_start => match run.kind {
                RunKind::Blank | RunKind::Break => true,
                RunKind::Timestamp(_) => false,
                _ => self.read(run.text).ends_with(' '),
            },
            _ => true,
        };
        let blanks = if ends_blank { text.len() - text.trim_start().len() } else { 0 };
        Span { start: span.start + blanks as u32, end: span.end }
    }

    fn push_run(&mut self, kind: RunKind, span: Span, text: TextRef) {
        let Some(leaf) = self.leaf else { return };
        let style = self.emphasis.style();
        let link = self.links.last().copied();
        let is_first = self.built.blocks[leaf as usize].runs.0 as usize == self.built.runs.len();
        if is_first && matches!(kind, RunKind::Blank | RunKind::Break) {
            return;
        }
        if let Some(last) = self.built.runs.last_mut().filter(|_| !is_first)
            && (last.kind, last.style, last.link) == (kind, style, link)
            && let Some(joined) = joined(last.text, text)
            && last.span.end == span.start
        {
            last.text = joined;
            last.span.end = span.end;
            return;
        }
        self.built.runs.push(Run { kind, span, text, style, link });
    }

    // Links.

    fn from_link(&mut self, from: From) {
        let target = split_target(self.text, from.target, false);
        let id = self.add_link(from.link, target, false);
        self.built.links[id as usize].block = None;
    }

    fn wikilink(&mut self, link: Wikilink, has_alias: bool) -> u32 {
        let target = split_target(self.text, link.target, link.embed);
        self.add_link(link.span, target, has_alias)
    }

    fn add_link(&mut self, span: Span, target: Target, has_alias: bool) -> u32 {
        let run = self.built.runs.len() as u32;
        let section = self.current_section();
        self.built.links.push(Link { span, target, has_alias, section, block: self.leaf, runs: (run, run) });
        self.built.links.len() as u32 - 1
    }

    fn close_link(&mut self) {
        if let Some(link) = self.links.pop() {
            self.built.links[link as usize].runs.1 = self.built.runs.len() as u32;
        }
    }

    fn target(&self, link: u32) -> Option<Target> {
        self.built.links.get(link as usize).map(|it| it.target)
    }

    // Texts.

    /// Where a text of the parser stands in the masked text, if it does.
    fn offset_in_masked(&self, text: &str) -> Option<usize> {
        let offset = (text.as_ptr() as usize).checked_sub(self.masked.as_ptr() as usize)?;
        (offset + text.len() <= self.masked.len()).then_some(offset)
    }

    fn place(&mut self, text: &str) -> TextRef {
        match self.offset_in_masked(text) {
            Some(offset) => TextRef::Source(Span::new(offset, offset + text.len())),
            None => self.keep(text),
        }
    }

    fn keep(&mut self, text: &str) -> TextRef {
        let start = self.built.decoded.len();
        self.built.decoded.push_str(text);
        TextRef::Decoded(Span::new(start, start + text.len()))
    }

    fn read(&self, text: TextRef) -> &str {
        match text {
            TextRef::Source(span) => span.of(self.text),
            TextRef::Decoded(span) => span.of(&self.built.decoded),
        }
    }

    fn finish(mut self, oddities: &mut Vec<Oddity>) -> Built {
        self.close_leaf();
        while !self.frames.is_empty() {
            self.close_container();
        }
        if let Some(offset) = self.too_deep {
            let message =
                format!("lists and quotes are shown up to {DEPTH_LIMIT} levels deep; the rest is not indented");
            oddities.push(Oddity::new(offset, Code::NestingDeep, message));
        }
        let end = self.built.blocks.len() as u32;
        if let Some(last) = self.built.sections.last_mut() {
            last.blocks.1 = end;
        }
        self.built
    }
}

/// `name#heading` in its two parts.
fn split_target(text: &str, target: Span, embed: bool) -> Target {
    let end = target.end as usize;
    let hash = target.of(text).find('#').map_or(end, |it| target.start as usize + it);
    let name = trimmed(text, Span::new(target.start as usize, hash));
    let heading = trimmed(text, Span::new((hash + 1).min(end), end));
    Target::Note { name, heading, embed }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::Right => Align::Right,
        Alignment::Center => Align::Centre,
        Alignment::Left | Alignment::None => Align::Left,
    }
}

/// Two texts as one, when the second follows the first.
fn joined(first: TextRef, second: TextRef) -> Option<TextRef> {
    match (first, second) {
        (TextRef::Source(a), TextRef::Source(b)) if a.end == b.start && !a.is_empty() => {
            Some(TextRef::Source(Span { start: a.start, end: b.end }))
        }
        _ => None,
    }
}

/// The first `length` bytes of a text.
fn shortened(text: TextRef, length: usize) -> TextRef {
    let cut = |span: Span| Span { start: span.start, end: span.start + length as u32 };
    match text {
        TextRef::Source(span) => TextRef::Source(cut(span)),
        TextRef::Decoded(span) => TextRef::Decoded(cut(span)),
    }
}
