//! The content of embeds, set in below their links: a section, a block or all of a note, behind a line.

use crate::{
    app::{embeds::Embedded, reading::Reading, shown::Shown},
    note::{BlockId, BlockKind, Note, visible},
    ui::{
        markdown::{Inset, InsetRow, Laid},
        paint::columns,
        prefix,
        row::{Part, Row},
        wrap::{fitted, wrap},
    },
};
use std::{ops::Range, sync::Arc};

/// The line left of what is set in.
pub const LINE: &str = "│ ";

/// Rows of content, at most.
const MOST: usize = 60;

/// Sets the content of a paragraph's embeds in below their links; any other block stays as it is.
pub fn set_in(laid: &mut Laid, reading: &Reading, block: BlockId, width: u16) {
    let note = &reading.document.note;
    let embeds = note.embeds_alone(block);
    let Some((_, shown)) = laid.texts.first().filter(|_| !embeds.is_empty()) else { return };
    let inner = width.saturating_sub(prefix::width(&laid.first)).max(8);
    let (mut rows, mut insets) = (Vec::new(), Vec::new());
    for (link, range) in stretches(note, shown) {
        let words = shown.text.get(range.clone()).unwrap_or_default();
        let lines = wrap(words, inner.into()).into_iter().map(|it| range.start + it.start..range.start + it.end);
        rows.extend(lines.map(|range| Row { parts: vec![Part::Text { x: 0, text: 0, range }] }));
        if embeds.contains(&link) {
            let inset = Setting::new(reading, link, inner.saturating_sub(columns(LINE))).finish(reading);
            let row = |row| Row { parts: vec![Part::Inset { inset: insets.len(), row }] };
            rows.extend((0..inset.rows.len()).map(row));
            insets.push(inset);
        }
    }
    (laid.rows, laid.insets) = (rows, insets);
}

/// The words of each embed of a paragraph.
fn stretches(note: &Note, shown: &Shown) -> Vec<(u32, Range<usize>)> {
    let mut found: Vec<(u32, Range<usize>)> = Vec::new();
    for (range, run) in shown.pieces_in(0..shown.text.len()) {
        let Some(link) = note.all_runs().get(run as usize).and_then(|it| it.link) else { continue };
        match found.last_mut().filter(|it| it.0 == link) {
            Some(last) => last.1.end = range.end,
            None => found.push((link, range)),
        }
    }
    found
}

/// An inset in the making.
struct Setting<'a> {
    inset: Inset,
    /// What stands after `#` in the link.
    part: &'a str,
    name: &'a str,
    width: u16,
}

impl<'a> Setting<'a> {
    fn new(reading: &'a Reading, link: u32, width: u16) -> Self {
        let (name, part) = reading.document.note.embed(link).unwrap_or_default();
        let inset = Inset { link, note: None, blocks: Vec::new(), rows: Vec::new() };
        Self { inset, part, name, width }
    }

    fn finish(mut self, reading: &Reading) -> Inset {
        match reading.embeds.of(self.inset.link) {
            Embedded::Here => self.content(&reading.document.note),
            Embedded::Note(note) => {
                self.content(note);
                self.inset.note = Some(Arc::clone(note));
            }
            Embedded::Awaited => self.say("reading …"),
            Embedded::Nowhere => self.say(&format!("there is no note \"{}\" here", self.name)),
            Embedded::Unread(reason) => self.say(reason),
        }
        self.inset
    }

    fn say(&mut self, sentence: &str) {
        let sentence = visible(sentence);
        let lines = wrap(&sentence, self.width.into()).into_iter().filter_map(|it| sentence.get(it));
        self.inset.rows.extend(lines.map(|it| InsetRow::Said(it.to_string())));
    }

    /// The title of the note, and the heading of the part.
    fn title(&mut self, note: &Note) {
        let section = note.section_named(self.part).and_then(|it| note.sections().get(it));
        let heading = section.map(|it| note.section_title(it)).filter(|it| !self.part.is_empty() && it != note.title());
        let title = [Some(note.title().to_string()), heading].into_iter().flatten().collect::<Vec<_>>().join(" › ");
        self.inset.rows.push(InsetRow::Said(fitted(&visible(&title), self.width.into())));
    }

    fn content(&mut self, note: &Note) {
        self.title(note);
        let part = self.part;
        let Some((first, end)) = note.part(part) else {
            return match part.rsplit('#').next().unwrap_or(part) {
                block if block.starts_with('^') => self.say(&format!("it has no block {block}")),
                heading => self.say(&format!("it has no heading \"{heading}\"")),
            };
        };
        let first = if is_said(note, first, part) { first + 1 } else { first };
        let said = self.inset.rows.len();
        self.blocks(note, first, end);
        if self.inset.rows.len() == said {
            self.say(if part.is_empty() { "this note is empty" } else { "nothing stands under this heading" });
        }
    }

    /// The rows of the blocks `first..end`, until there are too many.
    fn blocks(&mut self, note: &Note, first: BlockId, end: BlockId) {
        let most = self.inset.rows.len() + MOST;
        let outside = containers_around(note, first);
        let mut next = Some(first);
        while let Some(block) = next.filter(|it| *it < end) {
            next = prefix::drawn_after(note, block);
            let mut laid = Laid::new(note, block, self.width);
            laid.pull_out(outside);
            laid.before = if self.inset.blocks.is_empty() { 0 } else { laid.before.min(1) };
            let (at, height) = (self.inset.blocks.len(), laid.height() as usize);
            let room = most - self.inset.rows.len();
            let rows = (0..height.min(room) as u32).map(|row| InsetRow::Block { at, row });
            self.inset.rows.extend(rows);
            if height > 0 {
                self.inset.blocks.push((block, laid));
            }
            if height > room {
                return self.say("… goes on: Enter opens it");
            }
        }
    }
}

/// True for a heading that the title of the inset has said already.
fn is_said(note: &Note, first: BlockId, part: &str) -> bool {
    match note.block(first).map(|it| it.kind) {
        Some(BlockKind::Heading(1)) if part.is_empty() => note.clean(first) == note.title(),
        Some(BlockKind::Heading(_)) => !part.is_empty() && !part.contains('^'),
        _ => false,
    }
}

/// How many containers that put something left of their rows stand around a block.
fn containers_around(note: &Note, block: BlockId) -> usize {
    let around = std::iter::successors(note.block(block), |it| note.block(it.parent?)).skip(1);
    around
        .filter(|it| {
            let kind = it.kind;
            matches!(kind, BlockKind::Quote | BlockKind::Callout { .. } | BlockKind::Item { .. })
                || matches!(kind, BlockKind::Footnote { .. })
        })
        .count()
}
