//! Runs: text as the parser gives it, with the marks put back in.

use crate::note::build::state::{Builder, LinkSpelling, OpenLink};
use crate::note::{
    block::{BlockKind, Run, RunKind, TextRef},
    mark::{Mark, MarkKind},
    span::Span,
    timestamp::{Spelling, Timestamp},
    wikilink::Target,
};
use std::ops::Range;

impl Builder<'_> {
    /// Takes text as the parser gives it, puts the marks in it back, and keeps the rest as runs.
    pub(super) fn text(&mut self, range: Range<usize>, text: &str) {
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

    /// A link to a heading of the same note shows the heading without its `#`.
    fn shown_target(&self, target: Span) -> Span {
        let hashes = target.of(self.text).bytes().take_while(|it| *it == b'#').count() as u32;
        if hashes as usize == target.len() { target } else { Span { start: target.start + hashes, end: target.end } }
    }

    pub(super) fn apply(&mut self, mark: Mark) {
        match mark.kind {
            MarkKind::Hidden | MarkKind::DivOpen => {}
            MarkKind::Break => self.push_run(RunKind::Break, mark.span, TextRef::EMPTY),
            MarkKind::LinkWhole(link) => {
                let id = self.wikilink(link, false);
                self.links.push(OpenLink { link: id, spelling: LinkSpelling::Wiki });
                if !self.embedded_file(id, mark.span) {
                    self.push_run(RunKind::Text, mark.span, TextRef::Source(self.shown_target(link.target)));
                }
                self.close_last(LinkSpelling::Wiki);
            }
            MarkKind::LinkOpen(link) => {
                let id = self.wikilink(link, true);
                self.links.push(OpenLink { link: id, spelling: LinkSpelling::Wiki });
            }
            MarkKind::UrlOpen(url) => {
                let id = self.add_link(mark.span, Target::Address(TextRef::Source(url)), true);
                self.links.push(OpenLink { link: id, spelling: LinkSpelling::Tag });
            }
            MarkKind::LinkClose => self.close_wikilink(mark.span),
            MarkKind::UrlClose => self.close_last(LinkSpelling::Tag),
            MarkKind::Timestamp(spelling) => self.timestamp(spelling),
            MarkKind::Label(label) if label.is_empty() => {}
            MarkKind::Label(label) => self.push_run(RunKind::Text, mark.span, TextRef::Source(label)),
            MarkKind::Math(inside) => self.formula(mark.span, inside),
            MarkKind::Highlight => self.emphasis.highlight = !self.emphasis.highlight,
            MarkKind::Callout(callout) => self.callout(mark.span, callout),
            MarkKind::DivClose => self.div_closes = true,
            MarkKind::Image { alt, path } => self.image(mark.span, alt, path),
        }
        self.after_mark = true;
        self.after_hidden = match mark.kind {
            MarkKind::Hidden => true,
            MarkKind::Label(label) => label.is_empty(),
            _ => false,
        };
    }

    /// Takes off the blank before something hidden, when a full stop or its like follows.
    fn close_gap(&mut self, next: Span) {
        let stops = next.of(self.text).starts_with(['.', ',', ';', ':', '!', '?', ')']);
        let Some(last) = self.built.runs.len().checked_sub(1).filter(|_| stops) else { return };
        let text = self.read(self.built.runs[last].text);
        let kept = text.trim_end_matches(' ').len();
        if self.built.runs[last].kind == RunKind::Text && (1..text.len()).contains(&kept) {
            self.shorten_run(last, kept);
        }
    }

    pub(super) fn formula(&mut self, span: Span, inside: Span) {
        let mut at = inside.start as usize;
        for line in inside.of(self.text).split('\n') {
            if at > inside.start as usize {
                self.push_run(RunKind::Break, Span { start: span.end, end: span.end }, TextRef::EMPTY);
            }
            self.push_run(RunKind::Math, span, TextRef::Source(Span::new(at, at + line.len())));
            at += line.len() + 1;
        }
    }

    pub(super) fn timestamp(&mut self, spelling: Spelling) {
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

    /// Code keeps the bytes of the source, also where a mark was found in it. (A comment on lines of its own is
    /// blanks to the parser, which may take some of them for the indentation of code.)
    pub(super) fn code_text(&mut self, range: Range<usize>, text: &str) {
        self.skip_marks_until(range.start);
        let around = self.marks.get(self.next).filter(|it| it.span.contains(range.start as u32));
        let start = around.map_or(range.start, |it| self.done.max(it.span.start as usize));
        self.skip_marks(range.end);
        let span = whole_characters(self.text, start, range.end);
        let kept = match self.place(text) {
            TextRef::Source(_) => TextRef::Source(span),
            decoded @ TextRef::Decoded(_) => decoded,
        };
        self.push_run(RunKind::Code, span, kept);
    }

    pub(super) fn code_span(&mut self, range: Range<usize>, text: &str) {
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

    /// Passes over the marks that end before `start`.
    fn skip_marks_until(&mut self, start: usize) {
        while self.marks.get(self.next).is_some_and(|it| it.span.end as usize <= start) {
            self.next += 1;
        }
    }

    /// Passes over the marks before `end`; true if there were any after what is done.
    pub(super) fn skip_marks(&mut self, end: usize) -> bool {
        let before = self.next;
        while self.marks.get(self.next).is_some_and(|it| (it.span.start as usize) < end) {
            self.next += 1;
        }
        self.done = self.done.max(end);
        self.next > before
    }

    /// What is left of HTML after the scanner: tags over several lines vanish, other text stays.
    pub(super) fn html(&mut self, range: Range<usize>, text: &str) {
        self.need_leaf(range.start);
        let shown = text.trim();
        let is_tag = shown.starts_with('<') && shown.ends_with('>');
        if !is_tag && !shown.is_empty() {
            self.text(range, text);
        }
    }

    pub(super) fn push_source(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let mut span = Span::new(start, end);
        let at_start =
            self.leaf.is_some_and(|it| self.built.blocks[it as usize].runs.0 as usize == self.built.runs.len());
        if std::mem::take(&mut self.after_mark) || at_start {
            span = self.without_double_blank(span, at_start);
        }
        if std::mem::take(&mut self.after_hidden) && !at_start {
            self.close_gap(span);
        }
        if !span.is_empty() {
            self.push_run(RunKind::Text, span, TextRef::Source(span));
        }
    }

    /// Where a mark left nothing between two blanks, one of them goes.
    pub(super) fn without_double_blank(&self, span: Span, at_start: bool) -> Span {
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

    pub(super) fn push_run(&mut self, kind: RunKind, span: Span, text: TextRef) {
        let Some(leaf) = self.leaf else { return };
        let style = self.emphasis.style();
        let link = self.links.last().map(|it| it.link);
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

/// The span `start..end`, at both ends out to the border of a character.
fn whole_characters(text: &str, start: usize, end: usize) -> Span {
    let start = (0..=start).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let end = (end..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    Span::new(start, end)
}
