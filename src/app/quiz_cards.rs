//! The cards of a note, and the items of the text that have some.

use crate::{
    note::{BlockId, BlockKind, Note},
    quiz::{Card, Settings, cards_of},
};
use std::sync::OnceLock;

/// How the user marks cards in notes: set once, before the first note is read, and the same for all of them.
static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// Sets how the user marks cards; the first call counts.
pub fn settle(settings: Settings) {
    let _ = SETTINGS.set(settings);
}

/// Makes the cards of a note: the one place where the program asks for them.
pub fn cards(note: &Note) -> Vec<Card> {
    cards_of(note, SETTINGS.get_or_init(Settings::default)).cards
}

/// The cards of a note with the blocks that they were made from.
#[derive(Debug)]
pub struct HeldCards {
    /// The cards, in the order of the text.
    pub cards: Vec<Card>,
    /// The drawn block of each card: a leaf, or a table.
    blocks: Vec<BlockId>,
}

impl HeldCards {
    /// Makes the cards of a note.
    pub fn of(note: &Note) -> Self {
        let cards = cards(note);
        let blocks = cards.iter().map(|it| drawn_block(note, it.offset)).collect();
        Self { cards, blocks }
    }

    /// True when a drawn block has cards.
    pub fn has(&self, block: BlockId) -> bool {
        self.blocks.contains(&block)
    }

    /// The cards of a drawn block.
    pub fn of_block(&self, block: BlockId) -> impl Iterator<Item = &Card> {
        self.cards.iter().zip(&self.blocks).filter(move |it| *it.1 == block).map(|it| it.0)
    }

    /// The block at hand of a reader who is at `here` and sees the text as far as `last`, both in bytes: the item or
    /// paragraph there, or else the next one on the screen that has cards.
    pub fn at_hand(&self, note: &Note, here: u32, last: u32) -> Option<BlockId> {
        let own = drawn_block(note, here);
        if self.has(own) {
            return Some(own);
        }
        let start = |it: &BlockId| note.block(*it).map_or(0, |it| it.span.start);
        self.blocks.iter().copied().find(|it| (here..=last).contains(&start(it)))
    }
}

/// The block that is drawn for an offset of the note.
fn drawn_block(note: &Note, offset: u32) -> BlockId {
    let found = note.blocks().partition_point(|it| it.span.start <= offset).saturating_sub(1) as BlockId;
    let up = std::iter::successors(Some(found), |it| note.block(*it)?.parent);
    let is_table = |it: &BlockId| note.block(*it).is_some_and(|it| matches!(it.kind, BlockKind::Table(_)));
    if let Some(table) = up.filter(is_table).last() {
        return table;
    }
    let goes_in = |it: &BlockId| note.block(*it).is_some_and(|block| block.kind.is_container() && block.end > it + 1);
    std::iter::successors(Some(found), |it| Some(it + 1).filter(|_| goes_in(it))).last().unwrap_or(found)
}
