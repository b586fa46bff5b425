//! Links and pictures, around the runs of their words.

use crate::note::build::state::{Builder, LinkSpelling, OpenLink};
use crate::note::{
    block::{RunKind, TextRef},
    mark::Wikilink,
    media::is_media,
    opening::From,
    span::{Span, trimmed},
    wikilink::{Link, Target},
};

impl Builder<'_> {
    pub(super) fn image(&mut self, span: Span, alt: Span, path: Span) {
        let link = self.add_link(span, Target::Address(TextRef::Source(path)), true);
        self.links.push(OpenLink { link, spelling: LinkSpelling::Tag });
        if !alt.is_empty() {
            self.push_run(
                RunKind::Text,
                Span { start: span.start, end: alt.end.clamp(span.start, span.end) },
                TextRef::Source(alt),
            );
        }
        self.push_run(RunKind::Image, Span { start: span.end, end: span.end }, TextRef::Source(path));
        self.close_last(LinkSpelling::Tag);
    }

    pub(super) fn source_link(&mut self, from: From) {
        let target = split_target(self.text, from.target, false);
        let id = self.add_link(from.link, target, false);
        self.built.links[id as usize].block = None;
    }

    pub(super) fn wikilink(&mut self, link: Wikilink, has_alias: bool) -> u32 {
        let target = split_target(self.text, link.target, link.embed);
        self.add_link(link.span, target, has_alias)
    }

    pub(super) fn add_link(&mut self, span: Span, target: Target, has_alias: bool) -> u32 {
        let run = self.built.runs.len() as u32;
        let section = self.current_section();
        if let Some(leaf) = self.leaf {
            let around = &mut self.built.blocks[leaf as usize].span;
            *around = Span { start: around.start.min(span.start), end: around.end.max(span.end) };
        }
        self.built.links.push(Link { span, target, has_alias, section, block: self.leaf, runs: (run, run) });
        self.built.links.len() as u32 - 1
    }

    /// Closes the wikilink that `]]` belongs to; where that was code, the brackets are text.
    pub(super) fn close_wikilink(&mut self, brackets: Span) {
        let is_its = |it: &OpenLink| self.built.links[it.link as usize].span.end == brackets.end;
        match self.links.iter().rposition(is_its) {
            Some(open) => {
                self.embedded_file(self.links[open].link, Span { start: brackets.end, end: brackets.end });
                self.close_link(open);
            }
            None => self.push_run(RunKind::Text, brackets, TextRef::Source(brackets)),
        }
    }

    /// The name of an embedded file that is no note, with a picture's mark; false for any other link.
    pub(super) fn embedded_file(&mut self, link: u32, span: Span) -> bool {
        match self.built.links[link as usize].target {
            Target::Note { name, embed: true, .. } if is_media(name.of(self.text)) => {
                self.push_run(RunKind::Image, span, TextRef::Source(name));
                true
            }
            _ => false,
        }
    }

    /// Closes the innermost link of a spelling.
    pub(super) fn close_last(&mut self, spelling: LinkSpelling) {
        if let Some(open) = self.links.iter().rposition(|it| it.spelling == spelling) {
            self.close_link(open);
        }
    }

    /// Closes an open link. One without words shows its target; one without either is none.
    pub(super) fn close_link(&mut self, open: usize) {
        let link = self.links[open].link as usize;
        let Link { target, span, runs, .. } = self.built.links[link];
        if runs.0 as usize == self.built.runs.len() {
            let shown = match target {
                Target::Note { name, heading, .. } if name.is_empty() => TextRef::Source(heading),
                Target::Note { name, .. } => TextRef::Source(name),
                Target::Address(address) => address,
            };
            if !self.read(shown).is_empty() {
                self.push_run(RunKind::Text, span, shown);
            } else if self.built.links.len() == link + 1 {
                self.built.links.pop();
                self.links.remove(open);
                return;
            }
        }
        self.built.links[link].runs.1 = self.built.runs.len() as u32;
        self.links.remove(open);
    }

    /// Where a picture is, after its alt text.
    pub(super) fn image_path(&mut self, end: usize) {
        let link = self.links.last().map(|it| self.built.links[it.link as usize].target);
        if let Some(Target::Address(path)) = link {
            self.push_run(RunKind::Image, Span::new(end, end), path);
        }
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
