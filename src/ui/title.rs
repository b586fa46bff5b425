//! What stands above the text of a note: its title, and what it was made from.

use crate::{
    note::{BlockId, BlockKind, Note, short, visible},
    ui::{
        row::Row,
        theme::Role,
        wrap::{fitted, wrap},
    },
};

/// The rows above the first block, the blank one after them included; none for a note that begins with its title.
pub fn rows(note: &Note, first: BlockId, width: u16) -> Vec<Row> {
    let title = visible(note.title());
    let is_heading = note.block(first).is_some_and(|it| matches!(it.kind, BlockKind::Heading(1)));
    if is_heading && note.clean(first) == note.title() {
        return Vec::new();
    }
    let lines = wrap(&title, width.into()).into_iter().filter_map(|it| title.get(it));
    let mut rows: Vec<Row> = lines.map(|it| Row::of(it.to_string(), Role::Heading)).collect();
    let facts = facts(note);
    if !facts.is_empty() {
        rows.push(Row::of(fitted(&visible(&facts), width.into()), Role::Quiet));
    }
    rows.push(Row::default());
    rows
}

/// Where the note is from, and how many moments of how long a video it tells of.
fn facts(note: &Note) -> String {
    let from = note.from().map(|it| format!("from {it}"));
    let last = note.timestamps().iter().map(|it| it.seconds).max();
    let count = note.timestamps().len();
    let moments = last.map(|last| match count {
        1 => format!("a moment at {}", short(last)),
        _ => format!("{count} moments up to {}", short(last)),
    });
    [from, moments].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
