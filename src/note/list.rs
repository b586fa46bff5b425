//! Lists as a reader takes them: lead-in, items, terms and what they mean.

use crate::note::{
    block::{BlockId, BlockKind, Run, Style},
    document::Note,
    sentence::sentences,
    text::{self, Fragment, FragmentKind},
};

/// A list and the sentence that leads to it.
#[derive(Clone, Debug)]
pub struct List {
    /// The list's block.
    pub block: BlockId,
    /// Numbered.
    pub ordered: bool,
    /// The last sentence of the paragraph directly before it.
    pub lead_in: Option<String>,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item's block.
    pub block: BlockId,
    /// The leading bold words, when the item explains them.
    pub term: Option<String>,
    /// What explains the term, or the whole text when there is none; clean, without nested items.
    pub text: String,
    /// The items of the lists inside it.
    pub items: Vec<Item>,
}

/// A term and its definition, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words explained, clean.
    pub term: String,
    /// What explains them, clean; empty when what follows in their container does.
    pub text: String,
}

impl Note {
    /// The lists of the note that stand in no other list, in order.
    pub fn lists(&self) -> Vec<List> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(block) = self.blocks().get(at as usize) {
            if let BlockKind::List { ordered, .. } = block.kind {
                found.push(List { block: at, ordered, lead_in: self.lead_in(at), items: self.items(at) });
                at = block.end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// The term that a paragraph begins with, in a list or outside.
    pub fn term(&self, paragraph: BlockId) -> Option<Term> {
        let explained_below = self.goes_on_below(paragraph);
        split(&self.fragments(paragraph), explained_below)
    }

    /// True when a block is a paragraph that may begin with a term: it opens an item or stands in none, and its first
    /// words are bold. Costs nothing, where [`Note::term`] reads the whole paragraph.
    pub fn may_open_term(&self, block: BlockId) -> bool {
        let Some(this) = self.block(block).filter(|it| it.kind == BlockKind::Paragraph) else { return false };
        let is_item = |it: BlockId| matches!(self.block(it).map(|it| it.kind), Some(BlockKind::Item { .. }));
        let opens = this.parent.is_none_or(|parent| parent + 1 == block || !is_item(parent));
        let is_mute = |it: &Run| FragmentKind::of(it) != FragmentKind::Words || self.text(it.text).trim().is_empty();
        let first = self.runs(block).iter().find(|it| it.style.has(Style::STRONG) || !is_mute(it));
        opens && first.is_some_and(|it| it.style.has(Style::STRONG))
    }

    /// The sentence before a list.
    fn lead_in(&self, list: BlockId) -> Option<String> {
        let parent = self.block(list)?.parent;
        let mut before = list.checked_sub(1)?;
        while self.block(before)?.parent != parent {
            before = self.block(before)?.parent?;
        }
        if self.block(before)?.kind != BlockKind::Paragraph {
            return None;
        }
        let whole = self.clean(before);
        let sentence = sentences(&whole).pop()?;
        whole.get(sentence).map(str::to_string)
    }

    /// The items of one list; recursion is bounded by the depth that blocks may have.
    fn items(&self, list: BlockId) -> Vec<Item> {
        self.children(list).map(|item| self.item(item)).collect()
    }

    fn item(&self, item: BlockId) -> Item {
        let mut parts = Item { block: item, term: None, text: String::new(), items: Vec::new() };
        for child in self.children(item) {
            match self.block(child).map(|it| it.kind) {
                Some(BlockKind::List { .. }) => parts.items.extend(self.items(child)),
                Some(BlockKind::Paragraph) => self.add_paragraph(&mut parts, child),
                _ => {}
            }
        }
        parts
    }

    fn add_paragraph(&self, item: &mut Item, paragraph: BlockId) {
        let is_first = paragraph == item.block + 1;
        let term = if is_first { self.term(paragraph) } else { None };
        let text = match term {
            Some(found) => {
                item.term = Some(found.term);
                found.text
            }
            None => self.clean(paragraph),
        };
        if !item.text.is_empty() && !text.is_empty() {
            item.text.push(' ');
        }
        item.text.push_str(&text);
    }

    /// True when what follows a paragraph in its container may explain it: in an item anything, else a list.
    fn goes_on_below(&self, paragraph: BlockId) -> bool {
        let Some((this, parent)) = self.block(paragraph).and_then(|it| Some((it, self.block(it.parent?)?))) else {
            return false;
        };
        let next = self.block(this.end).filter(|it| it.parent == this.parent).map(|it| it.kind);
        match parent.kind {
            BlockKind::Item { .. } => next.is_some(),
            _ => matches!(next, Some(BlockKind::List { .. })),
        }
    }
}

/// Splits `**Term:** text` and its relatives. The separator is the colon next to the closing stars,
/// on either side of them, or after timestamps or a parenthesis; or a dash between blanks.
fn split(fragments: &[Fragment], explained_below: bool) -> Option<Term> {
    let lead = fragments.iter().take_while(|it| !it.strong && !is_words(it)).count();
    let fragments = fragments.get(lead..)?;
    let bold_length = fragments.iter().take_while(|it| it.strong).count();
    let (bold, rest) = fragments.split_at(bold_length);
    let bold = text::clean(bold).text;
    let bare = bold.trim_end_matches([':', '：']).trim_end();
    if bare.is_empty() {
        return None;
    }
    let after = if bare.len() < bold.len() { Some(without_colon(rest)) } else { definition(rest) };
    let has_separator = after.is_some();
    let text = text::clean(after.as_deref().unwrap_or(rest)).text;
    let explains = if text.is_empty() { explained_below } else { has_separator };
    explains.then(|| Term { term: bare.to_string(), text })
}

fn is_words(fragment: &Fragment) -> bool {
    fragment.kind == FragmentKind::Words && !fragment.text.trim().is_empty()
}

/// `: text` after `**Term:**` is one colon too many.
fn without_colon<'a>(rest: &[Fragment<'a>]) -> Vec<Fragment<'a>> {
    definition(rest).unwrap_or_else(|| rest.to_vec())
}

/// What follows the separator at the start of `rest`; none when there is no separator.
fn definition<'a>(rest: &[Fragment<'a>]) -> Option<Vec<Fragment<'a>>> {
    let first = rest.iter().position(is_words)?;
    let blank_before = rest.get(..first)?.iter().any(|it| it.text.ends_with(' ') || it.kind == FragmentKind::Timestamp);
    let text = rest[first].text;
    let words = text.trim_start();
    if let Some(after) = words.strip_prefix([':', '：']) {
        return Some(from(rest, first, after));
    }
    let after_dash = words.strip_prefix(['–', '—']).or_else(|| words.strip_prefix("- "));
    if let Some(after) = after_dash
        && (blank_before || words.len() < text.len())
    {
        return Some(from(rest, first, after));
    }
    let inside = words.strip_prefix('(')?;
    let after = inside.get(inside.find(')')? + 1..)?.trim_start();
    let colon = after.strip_prefix([':', '：', '–', '—'])?;
    Some(from(rest, first, colon))
}

/// `fragments` from the one at `first` on, of which only `text` is left.
fn from<'a>(fragments: &[Fragment<'a>], first: usize, text: &'a str) -> Vec<Fragment<'a>> {
    let mut kept = fragments[first..].to_vec();
    kept[0].text = text;
    kept
}
