//! What stands left of a block: bullets, numbers, the bars of quotes; and the blank rows above it.

use crate::{
    note::{Block, BlockId, BlockKind, Note},
    ui::{
        paint::columns,
        theme::{Role, Tone},
    },
};

/// A piece of what stands left of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// What is drawn.
    pub text: String,
    /// Its look.
    pub role: Role,
}

/// How many columns a prefix takes.
pub fn width(prefix: &[Prefix]) -> u16 {
    prefix.iter().map(|it| columns(&it.text)).sum()
}

/// The prefix of a leaf's first row, and of its other rows. At most half of `width` goes to it.
pub fn of(note: &Note, leaf: BlockId, width: u16) -> (Vec<Prefix>, Vec<Prefix>) {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for container in chain(note, leaf) {
        let Some(block) = note.block(container) else { continue };
        let (head, tail) = piece(note, container, block, leaf);
        if tail.text.is_empty() {
            continue;
        }
        let used: u16 = self::width(&rest);
        if used + columns(&tail.text) > width / 2 {
            // Too narrow to indent further: the marker still shows, in place of the last indent.
            if let (Some(last), true) = (first.last_mut(), head != tail) {
                *last = shortened(head, last);
            }
            continue;
        }
        first.push(head);
        rest.push(tail);
    }
    if matches!(note.block(leaf).map(|it| it.kind), Some(BlockKind::Code { .. })) {
        let bar = Prefix { text: "│ ".into(), role: Role::Rule };
        first.push(bar.clone());
        rest.push(bar);
    }
    (first, rest)
}

/// `marker` in the columns of `place`.
fn shortened(marker: Prefix, place: &Prefix) -> Prefix {
    if columns(&marker.text) == columns(&place.text) { marker } else { place.clone() }
}

/// The containers of a leaf, outermost first; the leaf itself, when it is an empty item.
fn chain(note: &Note, leaf: BlockId) -> Vec<BlockId> {
    let is_container = note.block(leaf).is_some_and(|it| matches!(it.kind, BlockKind::Item { .. }));
    let start = if is_container { Some(leaf) } else { note.block(leaf).and_then(|it| it.parent) };
    let mut chain: Vec<_> = std::iter::successors(start, |it| note.block(*it)?.parent).collect();
    chain.reverse();
    chain
}

/// What one container adds left of a leaf's first row and of the others.
fn piece(note: &Note, id: BlockId, block: &Block, leaf: BlockId) -> (Prefix, Prefix) {
    let same = |text: &str, role| {
        let it = Prefix { text: text.into(), role };
        (it.clone(), it)
    };
    match block.kind {
        BlockKind::Quote => same("▌ ", Role::Rule),
        BlockKind::Callout { kind, .. } => same("▌ ", Role::Callout(Tone::of(kind.of(note.source())))),
        BlockKind::Item { number, task } => {
            let marker = marker(note, block, number, task);
            let indent = " ".repeat(columns(&marker).into());
            let is_first = first_leaf(note, id) == leaf || id == leaf;
            let head = if is_first { marker } else { indent.clone() };
            (Prefix { text: head, role: Role::Quiet }, Prefix { text: indent, role: Role::Quiet })
        }
        BlockKind::Footnote { label } => {
            let marker = format!("[{}] ", crate::note::visible(note.text(label)));
            let indent = " ".repeat(columns(&marker).into());
            let head = if first_leaf(note, id) == leaf { marker } else { indent.clone() };
            (Prefix { text: head, role: Role::Quiet }, Prefix { text: indent, role: Role::Quiet })
        }
        _ => same("", Role::Text),
    }
}

fn marker(note: &Note, item: &Block, number: Option<u64>, task: Option<bool>) -> String {
    if let Some(done) = task {
        return (if done { "☑ " } else { "☐ " }).into();
    }
    let list = item.parent.and_then(|it| note.block(it));
    if let Some(number) = number {
        let items = list.map_or(1, |it| if let BlockKind::List { items, .. } = it.kind { items } else { 1 });
        let widest = number.max(items.into()).to_string().len();
        return format!("{number:>widest$}. ");
    }
    let depth = std::iter::successors(item.parent, |it| note.block(*it)?.parent)
        .filter(|it| note.block(*it).is_some_and(|it| matches!(it.kind, BlockKind::List { ordered: false, .. })))
        .count();
    (match depth % 3 {
        1 => "• ",
        2 => "◦ ",
        _ => "▪ ",
    })
    .into()
}

/// The first block in a container that has rows.
fn first_leaf(note: &Note, container: BlockId) -> BlockId {
    let mut at = container + 1;
    while let Some(block) = note.block(at) {
        let goes_in = block.kind.is_container() && !matches!(block.kind, BlockKind::Table(_)) && block.end > at + 1;
        if !goes_in {
            break;
        }
        at += 1;
    }
    at
}

/// What stands left of the blank rows above a leaf: the bars of quotes that hold it and the block before it.
pub fn above(note: &Note, leaf: BlockId, width: u16) -> Vec<Prefix> {
    let Some(before) = drawn_before(note, leaf) else { return Vec::new() };
    let held = chain(note, before);
    let mut shared = Vec::new();
    for container in chain(note, leaf).into_iter().take_while(|it| held.contains(it)) {
        let Some(block) = note.block(container) else { break };
        let (_, tail) = piece(note, container, block, leaf);
        if self::width(&shared) + columns(&tail.text) > width / 2 {
            break;
        }
        shared.push(tail);
    }
    shared
}

/// How many blank rows stand above a leaf.
pub fn blank_rows(note: &Note, leaf: BlockId) -> u32 {
    let Some(block) = note.block(leaf) else { return 0 };
    let Some(before) = drawn_before(note, leaf) else { return 0 };
    match block.kind {
        BlockKind::Heading(1 | 2) => 2,
        BlockKind::Heading(_) => 1,
        _ if is_kind(note, before, |it| matches!(it, BlockKind::CalloutTitle)) => 0,
        _ if is_kind(note, before, |it| matches!(it, BlockKind::Heading(3..))) && block.parent.is_none() => 0,
        _ => u32::from(!follows_tightly(note, leaf, before)),
    }
}

fn is_kind(note: &Note, block: BlockId, is: impl Fn(BlockKind) -> bool) -> bool {
    note.block(block).is_some_and(|it| is(it.kind))
}

/// True for items of a list without blank lines, and for a list that its lead-in leads to directly.
fn follows_tightly(note: &Note, leaf: BlockId, before: BlockId) -> bool {
    let containers = chain(note, leaf);
    let item = containers.iter().rev().find(|it| is_kind(note, **it, |kind| matches!(kind, BlockKind::Item { .. })));
    let Some(item) = item.copied() else { return false };
    let Some(list) = note.block(item).and_then(|it| it.parent) else { return false };
    let begins_item = first_leaf(note, item) == leaf || item == leaf;
    let begins_list = list + 1 == item;
    let tight = is_kind(note, list, |it| matches!(it, BlockKind::List { tight: true, .. }));
    if begins_item && begins_list {
        let end = note.block(before).map_or(0, |it| it.span.end);
        let start = note.block(leaf).map_or(0, |it| it.span.start);
        return note.line(start) <= note.line(end) + 1;
    }
    begins_item && tight
}

/// The drawn block before a leaf, if there is one: a leaf, or a table.
pub fn drawn_before(note: &Note, leaf: BlockId) -> Option<BlockId> {
    let mut at = leaf;
    while let Some(before) = at.checked_sub(1) {
        let table = std::iter::successors(Some(before), |it| note.block(*it)?.parent)
            .filter(|it| is_kind(note, *it, |kind| matches!(kind, BlockKind::Table(_))))
            .last();
        if let Some(table) = table {
            return Some(table);
        }
        let is_leaf = is_kind(note, before, |it| !it.is_container());
        let is_empty_item = is_kind(note, before, |it| matches!(it, BlockKind::Item { .. }))
            && note.block(before).is_some_and(|it| it.end == before + 1);
        if is_leaf || is_empty_item {
            return Some(before);
        }
        at = before;
    }
    None
}

/// The block after `block` in drawing order: tables are stepped over as a whole.
pub fn drawn_after(note: &Note, block: BlockId) -> Option<BlockId> {
    let mut at = next(note, block);
    while let Some(found) = note.block(at) {
        let is_empty_item = matches!(found.kind, BlockKind::Item { .. }) && found.end == at + 1;
        if !found.kind.is_container() || matches!(found.kind, BlockKind::Table(_)) || is_empty_item {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn next(note: &Note, block: BlockId) -> BlockId {
    match note.block(block) {
        Some(it) if matches!(it.kind, BlockKind::Table(_)) => it.end,
        _ => block + 1,
    }
}
