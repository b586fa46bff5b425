//! Tables, fitted to the width: columns shrink, cells wrap, and where even that is too much, rows become records.

use crate::{
    app::shown::Shown,
    note::{Align, BlockId, BlockKind, Note},
    ui::{
        paint::columns,
        row::{Part, Row},
        theme::Role,
        wrap::{fitted, wrap},
    },
};

/// Columns between two columns of a table.
const GAP: u16 = 3;
/// A column narrower than this cannot be read.
const LEAST: u16 = 5;

type Texts = Vec<(BlockId, Shown)>;

/// Lays out a table; the texts are its cells, row by row.
pub fn lay(note: &Note, table: BlockId, width: u16) -> (Vec<Row>, Texts) {
    let rows: Vec<Vec<BlockId>> = note.children(table).map(|row| note.children(row).collect()).collect();
    let mut texts: Texts = Vec::new();
    let indexes: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| {
            let first = texts.len();
            texts.extend(row.iter().map(|cell| (*cell, Shown::new(note, *cell))));
            (first..texts.len()).collect()
        })
        .collect();
    let count = indexes.iter().map(Vec::len).max().unwrap_or(0);
    let natural: Vec<u16> = (0..count).map(|column| widest(&indexes, &texts, column)).collect();
    let aligns = match note.block(table).map(|it| it.kind) {
        Some(BlockKind::Table(id)) => note.alignments(id),
        _ => &[],
    };
    let room = width.saturating_sub(GAP * (count as u16).saturating_sub(1));
    let laid = if count as u16 * LEAST > room && natural.iter().sum::<u16>() > room {
        records(&indexes, &texts, width)
    } else {
        Grid { widths: shares(&natural, room), aligns, texts: &texts }.rows(&indexes)
    };
    (laid, texts)
}

fn widest(rows: &[Vec<usize>], texts: &Texts, column: usize) -> u16 {
    let cells = rows.iter().filter_map(|row| row.get(column)).filter_map(|it| texts.get(*it));
    cells.flat_map(|it| it.1.text.split('\n')).map(columns).max().unwrap_or(0).max(1)
}

/// Widths that fit: columns that need less than a fair share keep what they need, the others share the rest.
fn shares(natural: &[u16], room: u16) -> Vec<u16> {
    let mut widths = natural.to_vec();
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room;
    while !open.is_empty() {
        let fair = left / open.len() as u16;
        let (fits, wide): (Vec<usize>, Vec<usize>) = open.iter().partition(|it| natural[**it] <= fair);
        if fits.is_empty() {
            for at in wide {
                widths[at] = fair.max(1);
            }
            break;
        }
        left = left.saturating_sub(fits.iter().map(|it| natural[*it]).sum());
        open = wide;
    }
    widths
}

struct Grid<'a> {
    widths: Vec<u16>,
    aligns: &'a [Align],
    texts: &'a Texts,
}

impl Grid<'_> {
    fn rows(&self, rows: &[Vec<usize>]) -> Vec<Row> {
        let blocks: Vec<Vec<Row>> = rows.iter().map(|it| self.row(it)).collect();
        let is_tall = blocks.iter().skip(1).any(|it| it.len() > 1);
        let count = blocks.len();
        let mut laid = Vec::new();
        for (at, block) in blocks.into_iter().enumerate() {
            laid.extend(block);
            if at == 0 {
                laid.push(self.rule("─", "─┼─"));
            } else if is_tall && at + 1 < count {
                laid.push(self.rule("┈", "┈┼┈"));
            }
        }
        laid
    }

    fn rule(&self, line: &str, cross: &str) -> Row {
        let lines: Vec<String> = self.widths.iter().map(|it| line.repeat((*it).into())).collect();
        Row::of(lines.join(cross), Role::Rule)
    }

    fn row(&self, cells: &[usize]) -> Vec<Row> {
        let wrapped: Vec<_> = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| (*cell, wrap(&self.texts[*cell].1.text, (*width).into())))
            .collect();
        let height = wrapped.iter().map(|it| it.1.len()).max().unwrap_or(1);
        (0..height).map(|line| self.line(&wrapped, line)).collect()
    }

    fn line(&self, cells: &[(usize, Vec<std::ops::Range<usize>>)], line: usize) -> Row {
        let mut row = Row::default();
        let mut x = 0;
        for (column, width) in self.widths.iter().enumerate() {
            if column > 0 {
                row.parts.push(Part::Fill { x: x - 2, text: "│".into(), role: Role::Rule });
            }
            if let Some((text, range)) = cells.get(column).and_then(|it| Some((it.0, it.1.get(line)?.clone()))) {
                let used = columns(self.texts[text].1.text.get(range.clone()).unwrap_or_default());
                let slack = width.saturating_sub(used);
                let indent = match self.aligns.get(column) {
                    Some(Align::Right) => slack,
                    Some(Align::Centre) => slack / 2,
                    _ => 0,
                };
                row.parts.push(Part::Text { x: x + indent, text, range });
            }
            x += width + GAP;
        }
        row
    }
}

/// Every row as lines `heading  value`, for a table with more columns than fit.
fn records(rows: &[Vec<usize>], texts: &Texts, width: u16) -> Vec<Row> {
    let mut laid = Vec::new();
    let heads = rows.first().cloned().unwrap_or_default();
    let head = |column: usize| heads.get(column).map(|it| texts[*it].1.text.replace('\n', " ")).unwrap_or_default();
    let widest = (0..heads.len()).map(|it| columns(&head(it))).max().unwrap_or(0).min(width / 3);
    for row in rows.iter().skip(1) {
        if !laid.is_empty() {
            laid.push(Row::of("┈".repeat(width.into()), Role::Rule));
        }
        for (column, cell) in row.iter().enumerate() {
            let label = fitted(&head(column), widest.into());
            let ranges = wrap(&texts[*cell].1.text, width.saturating_sub(widest + 2).into());
            for (line, range) in ranges.into_iter().enumerate() {
                let mut parts = vec![Part::Text { x: widest + 2, text: *cell, range }];
                if line == 0 {
                    parts.insert(0, Part::Fill { x: 0, text: label.clone(), role: Role::Quiet });
                }
                laid.push(Row { parts });
            }
        }
    }
    laid
}
