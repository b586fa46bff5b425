//! `recto inspect`: everything that is known of each note, as one line of JSON.

use crate::cli::{
    input::Input,
    json, library,
    links::{self, LinkShape},
    output::Output,
    status::Status,
    study::{self, Kind, Study},
    timestamps::{self, TimestampShape},
};
use crate::library::Library;
use crate::note::{BlockId, BlockKind, Diagnostic, Frontmatter, Item, Note, Target, without_invisible};
use serde::Serialize;
use std::collections::HashMap;

/// A note in JSON. The order of the keys is part of the contract; new ones come last.
#[derive(Serialize)]
struct NoteShape<'a> {
    path: &'a str,
    title: &'a str,
    video: Option<VideoShape<'a>>,
    source: Option<String>,
    words: usize,
    frontmatter: &'a Frontmatter,
    sections: Vec<SectionShape>,
    links: Vec<LinkShape>,
    timestamps: Vec<TimestampShape<'a>>,
    lists: Vec<ListShape>,
    diagnostics: Vec<DiagnosticShape<'a>>,
    terms: Vec<TermShape>,
    addresses: Vec<AddressShape<'a>>,
}

#[derive(Serialize)]
struct VideoShape<'a> {
    id: &'a str,
    url: Option<String>,
}

#[derive(Serialize)]
struct SectionShape {
    level: u8,
    title: String,
    line: u32,
    path: Vec<String>,
}

#[derive(Serialize)]
struct ListShape {
    line: u32,
    section: usize,
    ordered: bool,
    lead_in: Option<String>,
    items: Vec<ItemShape>,
}

#[derive(Serialize)]
struct ItemShape {
    line: u32,
    term: Option<String>,
    text: String,
    timestamps: Vec<u32>,
    links: Vec<String>,
    items: Vec<ItemShape>,
}

#[derive(Serialize)]
struct DiagnosticShape<'a> {
    line: u32,
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct TermShape {
    term: String,
    text: String,
    line: u32,
    section: usize,
}

#[derive(Serialize)]
struct AddressShape<'a> {
    url: &'a str,
    text: String,
    line: u32,
    section: u32,
}

pub(crate) fn run(input: &Input, output: &mut Output) -> anyhow::Result<Status> {
    let folder = library::of_folder(input);
    let line = |study: Study| match study.kind {
        Kind::ClosedFolder | Kind::Skipped => Ok(String::new()),
        Kind::Note | Kind::UnreadNote => json::line(&shape(&study, folder.as_ref())),
    };
    study::each_worked(input, line, |line| Ok(output.raw(line?.as_bytes())?))
}

fn shape<'a>(study: &'a Study, folder: Option<&Library>) -> NoteShape<'a> {
    let note = &study.note;
    NoteShape {
        path: note.path(),
        title: note.title(),
        video: note.video().map(|it| VideoShape { id: &it.id, url: it.url(None) }),
        source: note.from().map(|it| without_invisible(it).into_owned()),
        words: note.words(),
        frontmatter: note.frontmatter(),
        sections: (0..note.sections().len()).filter_map(|it| section(note, it)).collect(),
        links: links::links(note, folder),
        timestamps: timestamps::timestamps(note),
        lists: lists(note),
        diagnostics: study.diagnostics.iter().map(diagnostic).collect(),
        terms: terms(note),
        addresses: addresses(note),
    }
}

fn section(note: &Note, at: usize) -> Option<SectionShape> {
    let section = note.sections().get(at)?;
    let line = if section.level == 0 { 1 } else { note.line(section.span.start) };
    Some(SectionShape { level: section.level, title: note.section_title(section), line, path: note.section_path(at) })
}

fn diagnostic(it: &Diagnostic) -> DiagnosticShape<'_> {
    DiagnosticShape { line: it.line, code: it.code.name(), message: &it.message }
}

fn lists(note: &Note) -> Vec<ListShape> {
    let content = Content::of(note);
    let shape = |it: crate::note::List| {
        let start = note.block(it.block).map_or(0, |it| it.span.start);
        ListShape {
            line: note.line(start),
            section: note.section_at(start),
            ordered: it.ordered,
            lead_in: it.lead_in,
            items: it.items.into_iter().map(|it| content.item(note, it)).collect(),
        }
    };
    note.lists().into_iter().map(shape).collect()
}

/// What stands in each item itself, not in an item inside it.
#[derive(Default)]
struct Content {
    timestamps: HashMap<BlockId, Vec<u32>>,
    links: HashMap<BlockId, Vec<String>>,
}

impl Content {
    fn of(note: &Note) -> Self {
        let mut content = Self::default();
        for it in note.timestamps() {
            if let Some(item) = item_around(note, it.block) {
                content.timestamps.entry(item).or_default().push(it.seconds);
            }
        }
        for it in note.links() {
            if let (Target::Note { name, .. }, Some(item)) =
                (it.target, it.block.and_then(|block| item_around(note, block)))
            {
                let target = without_invisible(name.of(note.source())).into_owned();
                content.links.entry(item).or_default().push(target);
            }
        }
        content
    }

    /// An item with those inside it; recursion is bounded by the depth that blocks may have.
    fn item(&self, note: &Note, item: Item) -> ItemShape {
        ItemShape {
            line: note.block(item.block).map_or(1, |it| note.line(it.span.start)),
            term: item.term,
            text: item.text,
            timestamps: self.timestamps.get(&item.block).cloned().unwrap_or_default(),
            links: self.links.get(&item.block).cloned().unwrap_or_default(),
            items: item.items.into_iter().map(|it| self.item(note, it)).collect(),
        }
    }
}

/// The innermost item in which a block stands.
fn item_around(note: &Note, block: BlockId) -> Option<BlockId> {
    let up = |it: &BlockId| note.block(*it).and_then(|it| it.parent);
    let is_item = |it: &BlockId| matches!(note.block(*it).map(|it| it.kind), Some(BlockKind::Item { .. }));
    std::iter::successors(Some(block), up).find(is_item)
}

/// The terms, in order: at the start of items at any depth, and of paragraphs outside lists.
fn terms(note: &Note) -> Vec<TermShape> {
    let leading = (0..).zip(note.blocks()).filter(|(at, _)| note.may_open_term(*at));
    let shape = |(at, block): (BlockId, &crate::note::Block)| {
        let found = note.term(at)?;
        let start = block.span.start;
        let (line, section) = (note.line(start), note.section_at(start));
        Some(TermShape { term: found.term, text: found.text, line, section })
    };
    leading.filter_map(shape).collect()
}

/// The Markdown links and pictures, in order.
fn addresses(note: &Note) -> Vec<AddressShape<'_>> {
    let shape = |it: &crate::note::Link| match it.target {
        Target::Note { .. } => None,
        Target::Address(url) => Some(AddressShape {
            url: note.text(url),
            text: links::words(note, it),
            line: note.line(it.span.start),
            section: it.section,
        }),
    };
    note.links().iter().filter_map(shape).collect()
}
