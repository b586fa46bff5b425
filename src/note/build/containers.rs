//! Containers and sections: what other blocks stand in.

use crate::note::build::state::{Builder, Built, Frame, FrameKind};
use crate::note::{
    block::{Block, BlockKind, DEPTH_LIMIT},
    diagnostic::{Code, Oddity},
    mark::{Fold, MarkKind},
    section::Section,
    span::{Span, trimmed},
};
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn open_section(&mut self, level: u8, heading: Option<u32>, start: usize) {
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
    pub(super) fn parent_section(&self, level: u8) -> Option<u32> {
        let mut at = self.built.sections.len().checked_sub(1)? as u32;
        loop {
            let section = &self.built.sections[at as usize];
            if section.level > 0 && section.level < level {
                return Some(at);
            }
            at = section.parent?;
        }
    }

    pub(super) fn current_section(&self) -> u32 {
        (self.built.sections.len() as u32).saturating_sub(1)
    }

    pub(super) fn parent(&self) -> Option<u32> {
        // Only the outermost frames have blocks, and all of them do but a list or table at the very limit.
        self.frames.iter().take(DEPTH_LIMIT).rev().find_map(|it| it.block)
    }

    pub(super) fn next_number(&mut self) -> Option<u64> {
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

    pub(super) fn open_container(&mut self, kind: BlockKind, frame: FrameKind, range: &Range<usize>) {
        // A list is nothing without its items, a table without its rows.
        let needed = if matches!(kind, BlockKind::List { .. } | BlockKind::Table(_)) { 2 } else { 1 };
        let block = (self.frames.len() + needed <= DEPTH_LIMIT).then(|| self.add_block(kind, range));
        if block.is_none() {
            self.too_deep.get_or_insert(range.start);
        }
        self.frames.push(Frame { block, kind: frame });
    }

    pub(super) fn close_container(&mut self) {
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

    pub(super) fn add_block(&mut self, kind: BlockKind, range: &Range<usize>) -> u32 {
        let id = self.built.blocks.len() as u32;
        let span = trimmed(self.text, Span::new(range.start, range.end));
        let runs = self.built.runs.len() as u32;
        self.built.blocks.push(Block { kind, span, parent: self.parent(), end: id + 1, runs: (runs, runs) });
        id
    }

    pub(super) fn close_block(&mut self, block: u32) {
        let end = self.built.blocks.len() as u32;
        self.built.blocks[block as usize].end = end;
        self.reach_around(block);
    }

    /// A container reaches as far as what stands in it.
    pub(super) fn reach_around(&mut self, block: u32) {
        let Block { parent, span, .. } = self.built.blocks[block as usize];
        if let Some(parent) = parent {
            let around = &mut self.built.blocks[parent as usize].span;
            around.end = around.end.max(span.end);
        }
    }

    /// Ends what a new block ends, and opens or closes the callouts that HTML begins here.
    pub(super) fn before_block(&mut self, start: usize) {
        self.close_leaf();
        while let Some(mark) = self.marks.get(self.next) {
            let opens_here = mark.span.start as usize == start && matches!(mark.kind, MarkKind::DivOpen);
            if mark.span.end as usize > start && !opens_here {
                break;
            }
            self.next += 1;
            match mark.kind {
                MarkKind::DivOpen => self.open_div(start),
                MarkKind::DivClose => self.close_div(),
                _ => {}
            }
        }
    }

    /// A callout in HTML; between two items or rows there is no place for one.
    fn open_div(&mut self, start: usize) {
        let parent = self.parent().map(|it| self.built.blocks[it as usize].kind);
        if !matches!(parent, Some(BlockKind::List { .. } | BlockKind::Table(_) | BlockKind::Row { .. })) {
            let kind = BlockKind::Callout { kind: Span::default(), fold: Fold::Fixed };
            self.open_container(kind, FrameKind::Div, &(start..start));
        }
    }

    pub(super) fn close_div(&mut self) {
        if self.frames.last().is_some_and(|it| matches!(it.kind, FrameKind::Div))
            && let Some(Frame { block: Some(block), .. }) = self.frames.pop()
        {
            self.close_block(block);
        }
    }

    pub(super) fn finish(mut self, oddities: &mut Vec<Oddity>) -> Built {
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
