//! Leaves: blocks that hold text, from their first run to their last.

use crate::note::build::state::{Builder, Emphasis};
use crate::note::{
    block::{BlockKind, RunKind, TextRef},
    mark::Callout,
    span::Span,
};
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        self.before_block(range.start);
        if let Some(list) = self.list_of_item()
            && let BlockKind::List { tight, .. } = &mut self.built.blocks[list].kind
        {
            *tight = false;
        }
        self.open_leaf(BlockKind::Paragraph, range);
    }

    /// The list whose item is the innermost container.
    pub(super) fn list_of_item(&self) -> Option<usize> {
        let item = self.frames.last()?.block?;
        let block = &self.built.blocks[item as usize];
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        block.parent.filter(|_| is_item).map(|it| it as usize)
    }

    pub(super) fn heading(&mut self, level: u8, range: &Range<usize>) {
        self.before_block(range.start);
        if self.parent().is_none() {
            let heading = self.built.blocks.len() as u32;
            self.open_section(level, Some(heading), range.start);
        }
        self.open_leaf(BlockKind::Heading(level), range);
    }

    /// A cell of a table; where the table lies too deep to be kept, a paragraph.
    pub(super) fn cell(&mut self, range: &Range<usize>) {
        let row = self.parent().map(|it| &self.built.blocks[it as usize]);
        let Some(row) = row.filter(|it| matches!(it.kind, BlockKind::Row { .. })) else {
            return self.open_leaf(BlockKind::Paragraph, range);
        };
        // The parser fills short rows up with cells that stand behind the row.
        let within = row.span.range();
        let clamped = |it: usize| it.clamp(within.start, within.end);
        self.open_leaf(BlockKind::Cell, &(clamped(range.start)..clamped(range.end)));
    }

    pub(super) fn open_leaf(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.leaf = Some(self.add_block(kind, range));
        self.emphasis = Emphasis::default();
        self.after_mark = false;
        self.after_hidden = false;
    }

    /// The text of an item without blank lines comes without a paragraph: make one.
    pub(super) fn need_leaf(&mut self, start: usize) {
        if self.leaf.is_none() {
            self.before_block(start);
            self.open_leaf(BlockKind::Paragraph, &(start..start));
        }
    }

    pub(super) fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf else { return };
        while let Some(last) = self.links.len().checked_sub(1) {
            self.close_link(last);
        }
        self.leaf = None;
        self.trim_runs(leaf);
        let end = self.built.runs.len() as u32;
        let block = &mut self.built.blocks[leaf as usize];
        block.runs.1 = end;
        let runs = &self.built.runs[block.runs.0 as usize..];
        if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
            block.span.start = block.span.start.min(first.span.start);
            block.span.end = block.span.end.max(last.span.end);
        }
        if block.kind == BlockKind::Paragraph && block.runs.0 == end {
            self.built.blocks.pop();
        } else {
            self.reach_around(leaf);
        }
        if std::mem::take(&mut self.div_closes) {
            self.close_div();
        }
    }

    /// Takes blanks and breaks off both ends of a leaf's text.
    pub(super) fn trim_runs(&mut self, leaf: u32) {
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
                self.shorten_run(last, kept);
            }
            break;
        }
        self.clamp_links(leaf);
    }

    /// Leaves the first bytes of a run's text.
    pub(super) fn shorten_run(&mut self, run: usize, kept: usize) {
        let run = &mut self.built.runs[run];
        run.text = shortened(run.text, kept);
        if let TextRef::Source(text) = run.text
            && text.start == run.span.start
        {
            run.span.end = text.end;
        }
    }

    /// Links never reach beyond the runs that are left of their leaf.
    fn clamp_links(&mut self, leaf: u32) {
        let end = self.built.runs.len() as u32;
        for link in self.built.links.iter_mut().rev().take_while(|it| it.block == Some(leaf)) {
            link.runs = (link.runs.0.min(end), link.runs.1.min(end));
        }
    }

    pub(super) fn task(&mut self, done: bool) {
        let Some(parent) = self.parent() else { return };
        if let BlockKind::Item { task, .. } = &mut self.built.blocks[parent as usize].kind {
            *task = Some(done);
        }
    }

    /// The first words of a quote's first paragraph make it a callout.
    pub(super) fn callout(&mut self, span: Span, callout: Callout) {
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

    pub(super) fn soft_break(&mut self, range: Range<usize>) {
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
        for link in &self.links {
            self.built.links[link.link as usize].span.end = range.start as u32;
        }
        self.close_leaf();
        self.open_leaf(BlockKind::Paragraph, &(range.end..end.max(range.end)));
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
