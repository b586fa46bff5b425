//! The lists of a note as the rules see them.

use crate::{
    note::{Block, BlockId, BlockKind, Span},
    quiz::{
        language::Class,
        reading::{Leaf, Mark, MarkKind, Reading, Role, Sentence},
    },
};

/// A list that stands in no other list.
pub(crate) struct List<'a> {
    pub ordered: bool,
    pub section: u32,
    /// Where it stands: the offset of its first item in the source.
    pub offset: u32,
    /// The sentence that leads to it.
    pub lead: Option<&'a Sentence>,
    /// No other list or table stands in its section.
    pub is_alone: bool,
    pub items: Vec<Item<'a>>,
}

/// An item with its first paragraph.
pub(crate) struct Item<'a> {
    pub leaf: &'a Leaf,
    /// What is explained.
    pub term: Option<String>,
    /// What explains it, or the whole text.
    pub text: String,
    pub offset: u32,
    pub seconds: Option<u32>,
    /// Nothing but a link.
    pub is_link: bool,
}

impl Item<'_> {
    /// What stands for the item in a row of items: its term, or all of it without its full stop.
    pub fn label(&self) -> &str {
        self.term.as_deref().unwrap_or_else(|| bare(&self.text))
    }
}

/// A sentence without the sign at its end.
pub(crate) fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ',', ':', ' '])
}

/// The lists of a note, in order.
pub(crate) fn lists<'a>(reading: &'a Reading) -> Vec<List<'a>> {
    let mut lists = Vec::new();
    for (at, block) in (0..).zip(reading.note.blocks()) {
        let BlockKind::List { ordered, .. } = block.kind else { continue };
        if block.parent.is_some() {
            continue;
        }
        let items: Vec<_> = reading.note.children(at).filter_map(|it| item(reading, it)).collect();
        let Some(first) = items.first() else { continue };
        let (section, offset) = (first.leaf.section, first.offset);
        let mut list = List { ordered, section, offset, lead: lead(reading, at), is_alone: true, items };
        split_at_colons(&mut list);
        lists.push(list);
    }
    see_neighbours(reading, &mut lists);
    lists.extend(paragraphs(reading));
    lists
}

/// Paragraphs that begin with a term, `**Term:** …`, one after the other or run together, are a list of definitions.
fn paragraphs<'a>(reading: &'a Reading) -> Vec<List<'a>> {
    let mut lists: Vec<(BlockId, List)> = Vec::new();
    for leaf in reading.leaves.iter().filter(|it| it.role == Role::Prose) {
        let items = terms(reading, leaf);
        let Some(first) = items.first() else { continue };
        let goes_on = lists.last_mut().filter(|it| it.0 + 1 == leaf.block && it.1.section == leaf.section);
        if let Some((last, list)) = goes_on {
            list.items.extend(items);
            *last = leaf.block;
            continue;
        }
        let (section, offset) = (leaf.section, first.offset);
        lists.push((leaf.block, List { ordered: false, section, offset, lead: None, is_alone: true, items }));
    }
    lists.into_iter().map(|it| it.1).collect()
}

/// The terms that a paragraph explains, each with what follows it.
fn terms<'a>(reading: &'a Reading, leaf: &'a Leaf) -> Vec<Item<'a>> {
    let marks = reading.marks_of(leaf).iter().filter(|it| it.kind == MarkKind::Strong);
    let is_term = |it: &&Mark| {
        let after = reading.at(Span { start: it.text.end, end: leaf.text.end });
        it.text.len() < TERM_BYTES && (reading.at(it.text).ends_with(':') || after.starts_with(':'))
    };
    let starts: Vec<Span> = marks.filter(is_term).map(|it| it.text).collect();
    if starts.first().is_none_or(|it| it.start != leaf.text.start) {
        return Vec::new();
    }
    let offset = reading.note.block(leaf.block).map_or(0, |it| it.span.start);
    let ends = starts.iter().skip(1).map(|it| it.start).chain([leaf.text.end]);
    let item = |(term, end): (&Span, u32)| {
        let inside = |it: &&Sentence| it.text.end > term.start && it.text.start < end;
        Item {
            leaf,
            term: Some(bare(reading.at(*term)).to_string()),
            text: reading.at(Span { start: term.end, end }).trim_start_matches([':', ' ']).trim_end().to_string(),
            offset,
            seconds: reading.sentences_of(leaf).iter().filter(inside).find_map(|it| it.seconds),
            is_link: false,
        }
    };
    starts.iter().zip(ends).map(item).filter(|it| !it.text.is_empty()).collect()
}

/// Finds the lists that share their section with another list or a table.
fn see_neighbours(reading: &Reading, lists: &mut [List]) {
    let sections: Vec<u32> = lists.iter().map(|it| it.section).collect();
    for (at, list) in lists.iter_mut().enumerate() {
        let is_shared = |it: Option<usize>| it.and_then(|it| sections.get(it)) == Some(&list.section);
        let blocks = reading.note.sections().get(list.section as usize).map_or((0, 0), |it| it.blocks);
        let is_table = |it: &Block| matches!(it.kind, BlockKind::Table(_));
        let own = reading.note.blocks().get(blocks.0 as usize..blocks.1 as usize).unwrap_or_default();
        list.is_alone = !is_shared(at.checked_sub(1)) && !is_shared(Some(at + 1)) && !own.iter().any(is_table);
    }
}

/// The last sentence of the paragraph before a list, if it leads to it.
fn lead<'a>(reading: &'a Reading, list: BlockId) -> Option<&'a Sentence> {
    let before = list.checked_sub(1)?;
    let leaf =
        leaf_at(reading, before).filter(|it| reading.note.block(it.block).is_some_and(|it| it.parent.is_none()))?;
    reading.sentences_of(leaf).last()
}

fn leaf_at<'a>(reading: &'a Reading, block: BlockId) -> Option<&'a Leaf> {
    let at = reading.leaves.binary_search_by_key(&block, |it| it.block).ok()?;
    reading.leaves.get(at)
}

fn item<'a>(reading: &'a Reading, block: BlockId) -> Option<Item<'a>> {
    let leaf = leaf_at(reading, block + 1)?;
    let whole = reading.at(leaf.text);
    let sentences = reading.sentences_of(leaf);
    let (term, text) = parts(reading, leaf);
    let is_link =
        reading.marks_of(leaf).first().is_some_and(|it| it.kind == MarkKind::Link && it.text.len() + 1 >= whole.len());
    Some(Item {
        leaf,
        term,
        text,
        offset: reading.note.block(block).map_or(0, |it| it.span.start),
        seconds: sentences.iter().find_map(|it| it.seconds),
        is_link,
    })
}

/// The term of an item, and what explains it.
fn parts(reading: &Reading, leaf: &Leaf) -> (Option<String>, String) {
    let whole = reading.at(leaf.text);
    let strong =
        reading.marks_of(leaf).first().filter(|it| it.kind == MarkKind::Strong && it.text.start == leaf.text.start);
    let Some(strong) = strong else { return (None, whole.to_string()) };
    if let Some(found) = reading.note.term(leaf.block) {
        return (Some(found.term), found.text);
    }
    let after = Span { start: strong.text.end, end: leaf.text.end };
    let after = reading.at(after);
    let rest = after.trim_start();
    // `**Cloud computing** The very concept …`: the colon is missing.
    let begins = rest.starts_with(|it: char| it.is_uppercase() || it == '"') && rest.len() < after.len();
    let is_short = strong.text.len() < TERM_BYTES;
    if is_short && (begins || rest.is_empty()) {
        let term = reading.at(strong.text).trim_end_matches([':', '.', ' ']);
        return (Some(term.to_string()), rest.to_string());
    }
    (None, whole.to_string())
}

/// Terms are shorter than this, in bytes.
const TERM_BYTES: usize = 80;

/// `Term: text` without stars, where most items of the list are so.
fn split_at_colons(list: &mut List) {
    let cut = |it: &Item| {
        if it.term.is_some() {
            return None;
        }
        let (term, text) = SEPARATORS.iter().find_map(|separator| it.text.split_once(separator))?;
        let is_term = term.split_whitespace().count() <= TERM_WORDS && !term.contains(['.', '"', '“', ',']);
        (is_term && !text.trim().is_empty()).then(|| (term.to_string(), text.trim().to_string()))
    };
    let cuts: Vec<_> = list.items.iter().map(cut).collect();
    if cuts.iter().flatten().count() * 3 < list.items.len() * 2 {
        return;
    }
    for (item, cut) in list.items.iter_mut().zip(cuts) {
        if let Some((term, text)) = cut {
            item.term = Some(term);
            item.text = text;
        }
    }
}

/// What stands between a term and its text.
const SEPARATORS: &[&str] = &[": ", " – ", " — ", " - ", " → ", "：", " = "];

/// `Term: text` without stars has a term of so many words at most.
const TERM_WORDS: usize = 5;

/// True when an item is addressed to somebody: `For voters: …`.
pub(crate) fn audience(term: &str) -> Option<&str> {
    let rest = term.strip_prefix("For ")?;
    (!rest.is_empty()).then_some(rest)
}

/// True when the words of a text hold one of a class.
pub(crate) fn has_class(reading: &Reading, text: &str, class: Class) -> bool {
    let language = reading.language;
    let is = |word: &str| language.is_some_and(|it| it.classes(word).has(class));
    text.split(|it: char| !it.is_alphanumeric()).any(is)
}
