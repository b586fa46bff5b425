//! From a leaf of the note to rows: wrapped once per width, drawn as often as wanted.

use crate::{
    app::shown::Shown,
    note::{Block, BlockId, BlockKind, Note},
    ui::{
        paint::columns,
        prefix::{self, Prefix},
        row::{Part, Row},
        table,
        theme::{Role, Tone},
        wrap::wrap,
    },
};
use std::{ops::Range, sync::Arc};

/// A leaf (or a whole table) as rows.
pub struct Laid {
    /// Rows above it: blank ones, or those of `head`.
    pub before: u32,
    /// What stands above the first block of a note.
    pub head: Vec<Row>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The texts that its rows show, with their blocks.
    pub texts: Vec<(BlockId, Shown)>,
    /// What stands left of the first row, of the others, and of the blank rows above.
    pub first: Vec<Prefix>,
    /// See `first`.
    pub rest: Vec<Prefix>,
    /// See `first`.
    pub above: Vec<Prefix>,
    /// The look of its words.
    pub role: Role,
    /// The content of its embeds.
    pub insets: Vec<Inset>,
}

/// The content of an embed.
pub struct Inset {
    /// Its link, an index into the links of the note at hand.
    pub link: u32,
    /// The note that its blocks are of; none for the note at hand.
    pub note: Option<Arc<Note>>,
    /// Its blocks, laid out for its width.
    pub blocks: Vec<(BlockId, Laid)>,
    /// What its rows show.
    pub rows: Vec<InsetRow>,
}

/// A row of an embed's content.
pub enum InsetRow {
    /// A title or a sentence for the reader.
    Said(String),
    /// A row of a block.
    Block {
        /// Which one, an index into [`Inset::blocks`].
        at: usize,
        /// Which of its rows, blank ones above it counted.
        row: u32,
    },
}

impl Laid {
    /// Lays out a block for a column of `width`; containers other than tables have no rows of their own.
    pub fn new(note: &Note, id: BlockId, width: u16) -> Self {
        let Some(block) = note.block(id) else { return Self::empty() };
        let is_drawn = is_drawn(note, id, block);
        if !is_drawn {
            return Self::empty();
        }
        let (first, rest) = prefix::of(note, id, width);
        let inner = width.saturating_sub(prefix::width(&first)).max(8);
        let mut laid = Self {
            before: prefix::blank_rows(note, id),
            head: Vec::new(),
            rows: Vec::new(),
            texts: Vec::new(),
            above: prefix::above(note, id, width),
            first,
            rest,
            role: role(block.kind),
            insets: Vec::new(),
        };
        laid.fill(note, id, block, inner);
        laid
    }

    fn empty() -> Self {
        let (head, rows, texts, insets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (first, rest, above) = (Vec::new(), Vec::new(), Vec::new());
        Self { before: 0, head, rows, texts, first, rest, above, role: Role::Text, insets }
    }

    /// Rows, blank ones above included.
    pub fn height(&self) -> u32 {
        if self.rows.is_empty() { 0 } else { self.before + self.rows.len() as u32 }
    }

    /// Takes off what so many of the outermost containers put left of its rows.
    pub fn pull_out(&mut self, containers: usize) {
        self.above.retain(|it| !it.text.is_empty());
        for prefix in [&mut self.first, &mut self.rest, &mut self.above] {
            prefix.drain(..containers.min(prefix.len()));
        }
    }

    fn fill(&mut self, note: &Note, id: BlockId, block: &Block, width: u16) {
        match block.kind {
            BlockKind::Table(_) => (self.rows, self.texts) = table::lay(note, id, width),
            BlockKind::Rule => self.rows = vec![Row::of("─".repeat(width.into()), Role::Rule)],
            BlockKind::Code { .. } => self.code(note, id, width),
            BlockKind::CalloutTitle => self.callout_title(note, id, block, width),
            BlockKind::Item { .. } => self.rows = vec![Row::default()],
            BlockKind::Heading(1) => {
                self.words(note, id, 0, width);
                self.rows.push(Row::of("─".repeat(width.into()), Role::Rule));
            }
            _ => self.words(note, id, 0, width),
        }
    }

    /// Wraps the leaf's words; the first row begins `indent` columns in.
    fn words(&mut self, note: &Note, id: BlockId, indent: u16, width: u16) {
        let shown = Shown::new(note, id);
        let ranges = wrap(&shown.text, width.saturating_sub(indent).into());
        self.rows =
            ranges.into_iter().map(|range| Row { parts: vec![Part::Text { x: indent, text: 0, range }] }).collect();
        self.texts = vec![(id, shown)];
    }

    /// Code keeps its lines; one that is too long goes on in the next row behind a mark.
    fn code(&mut self, note: &Note, id: BlockId, width: u16) {
        let shown = Shown::new(note, id);
        let mut start = 0;
        for line in shown.text.strip_suffix('\n').unwrap_or(&shown.text).split('\n') {
            for (at, range) in cut(line, width.into()).into_iter().enumerate() {
                let mark = Part::Fill { x: 0, text: "↪ ".into(), role: Role::Rule };
                let range = start + range.start..start + range.end;
                let mut parts = vec![Part::Text { x: if at > 0 { 2 } else { 0 }, text: 0, range }];
                if at > 0 {
                    parts.insert(0, mark);
                }
                self.rows.push(Row { parts });
            }
            start += line.len() + 1;
        }
        self.texts = vec![(id, shown)];
    }

    /// The kind of a callout stands before its title.
    fn callout_title(&mut self, note: &Note, id: BlockId, block: &Block, width: u16) {
        let kind = match block.parent.and_then(|it| note.block(it)).map(|it| it.kind) {
            Some(BlockKind::Callout { kind, .. }) => {
                kind.of(note.source()).split('|').next().unwrap_or_default().trim()
            }
            _ => "",
        };
        let role = Role::Callout(Tone::of(kind));
        let kind = crate::note::visible(kind).to_uppercase();
        if note.runs(id).is_empty() {
            self.rows = vec![Row::of(kind, role)];
            return;
        }
        let indent = (columns(&kind) + 2).min(width / 2);
        self.words(note, id, indent, width);
        if let Some(row) = self.rows.first_mut() {
            row.parts.insert(0, Part::Fill { x: 0, text: kind, role });
        }
    }
}

/// Leaves are drawn, tables as a whole, and items that hold nothing.
fn is_drawn(note: &Note, id: BlockId, block: &Block) -> bool {
    match block.kind {
        BlockKind::Table(_) => true,
        BlockKind::Item { .. } => block.end == id + 1,
        BlockKind::Cell => false,
        kind => !kind.is_container() && note.block(id).is_some(),
    }
}

/// Cuts a line of code into rows; all but the first are two columns shorter.
fn cut(line: &str, width: usize) -> Vec<Range<usize>> {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;
    if line.len() <= width {
        return std::iter::once(0..line.len()).collect();
    }
    let (mut rows, mut start, mut column) = (Vec::new(), 0, 0);
    for (at, cluster) in line.grapheme_indices(true) {
        let room = if rows.is_empty() { width } else { width.saturating_sub(2) };
        if column + cluster.width() > room && at > start {
            rows.push(start..at);
            (start, column) = (at, 0);
        }
        column += cluster.width();
    }
    rows.push(start..line.len());
    rows
}

fn role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Heading(1 | 2) => Role::Heading,
        BlockKind::Heading(3) | BlockKind::CalloutTitle => Role::Subheading,
        BlockKind::Heading(_) => Role::Smallest,
        _ => Role::Text,
    }
}
