//! The parser's events, and who deals with each.

use crate::note::build::state::{Builder, Built, Emphasis, FrameKind, LinkSpelling, OpenLink};
use crate::note::{
    block::{Align, BlockKind, RunKind, TextRef},
    diagnostic::Oddity,
    mark::Mark,
    opening::From,
    span::Span,
    wikilink::Target,
};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What `CommonMark` is extended by. Never a metadata block: with one the parser is quadratic.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// Parses the masked text and puts the marks back in.
pub(crate) fn build(text: &str, masked: &str, marks: &[Mark], from: Option<From>, oddities: &mut Vec<Oddity>) -> Built {
    let mut builder = Builder::new(text, masked, marks);
    builder.open_section(0, None, 0);
    if let Some(from) = from {
        builder.source_link(from);
    }
    for (event, range) in Parser::new_ext(masked, OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish(oddities)
}

impl<'a> Builder<'a> {
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
            Tag::Emphasis => self.emphasis_at(range.start).slanted += 1,
            Tag::Strikethrough => self.emphasis_at(range.start).struck += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.need_leaf(range.start);
                let target = Target::Address(self.place(&dest_url));
                let link = self.add_link(Span::new(range.start, range.end), target, true);
                self.links.push(OpenLink { link, spelling: LinkSpelling::Markdown });
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
            Tag::TableCell => self.cell(&range),
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
            TagEnd::Emphasis => self.emphasis.slanted = self.emphasis.slanted.saturating_sub(1),
            TagEnd::Strikethrough => self.emphasis.struck = self.emphasis.struck.saturating_sub(1),
            TagEnd::Link => self.close_last(LinkSpelling::Markdown),
            TagEnd::Image => {
                self.image_path(end);
                self.close_last(LinkSpelling::Markdown);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableCell | TagEnd::HtmlBlock => {
                self.close_leaf();
            }
            _ => self.close_container(),
        }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::Right => Align::Right,
        Alignment::Center => Align::Centre,
        Alignment::Left | Alignment::None => Align::Left,
    }
}
