//! The rule `branch`: which of several sibling headings an item belongs to.

use crate::quiz::{
    card::{Kind, Refusal, Rule},
    maker::{At, Draft, DraftAnswer, Maker},
    mask::Clues,
    order, phrase,
    reading::{Leaf, Reading, Role, unnumbered},
    rows::List,
};

/// So many headings can be told apart, and so many items of each are asked for.
const FEWEST: usize = 2;
const MOST: usize = 5;
const EACH: usize = 2;
const ITEM_WORDS: usize = 8;

/// Headings that are the branches of one thing.
struct Branches {
    sections: Vec<usize>,
    names: Vec<String>,
    /// What they are the branches of.
    of: String,
}

/// What is to be put under its heading.
struct Leafage {
    name: String,
    at: At,
    source: String,
}

/// Proposes the cards of items under sibling headings.
pub(crate) fn propose(maker: &mut Maker, lists: &[List]) {
    for branches in branches(maker.reading) {
        for key in 0..branches.sections.len() {
            let Some(section) = branches.sections.get(key).copied() else { continue };
            let mut kept = 0;
            for it in leafage(maker, lists, section as u32) {
                if kept < EACH && ask(maker, &branches, key, &it) {
                    kept += 1;
                }
            }
        }
    }
}

/// The rows of headings that are branches: numbered, or with nothing under them but lists.
fn branches(reading: &Reading) -> Vec<Branches> {
    let sections = reading.note.sections();
    let mut found: Vec<Branches> = Vec::new();
    if sections.len() > order::MOST_SECTIONS {
        return found;
    }
    // Below the title of a note stand its parts, of any kind.
    let is_title =
        |parent: Option<u32>| parent.and_then(|it| sections.get(it as usize)).is_some_and(|it| it.level == 1);
    for (at, section) in sections.iter().enumerate().filter(|it| it.1.level > 1) {
        if found.iter().any(|it| it.sections.contains(&at)) {
            continue;
        }
        let numbered = order::numbered_from(reading, at);
        let is_row = |it: &usize| {
            sections.get(*it).is_some_and(|other| other.level == section.level && other.parent == section.parent)
        };
        let row = if numbered.len() >= FEWEST {
            numbered
        } else {
            let siblings: Vec<usize> = (0..sections.len()).filter(is_row).collect();
            let is_short = |it: &usize| phrase::count(reading.sections.get(*it).map_or("", |it| it.heading())) <= 3;
            if siblings.len() > MOST || is_title(section.parent) {
                continue;
            }
            let can_be = siblings.len() > FEWEST || siblings.iter().all(is_short);
            if can_be && siblings.iter().all(|it| is_bare(reading, *it as u32)) { siblings } else { continue }
        };
        if (FEWEST..=MOST).contains(&row.len()) {
            let parent = section.parent.unwrap_or(0);
            let heading = reading.place(parent).map(crate::quiz::reading::Place::heading).unwrap_or_default();
            let of = if heading.is_empty() { reading.note.title() } else { heading }.to_string();
            let names = order::short_names(reading, &row).iter().map(|it| unnumbered(it).1.to_string()).collect();
            found.push(Branches { sections: row, names, of });
        }
    }
    found
}

/// True for a section of lists and what leads to them.
fn is_bare(reading: &Reading, section: u32) -> bool {
    let own = reading.leaves_in(section);
    let leads = |it: &Leaf| reading.at(it.text).ends_with(':');
    own.iter().any(|it| it.role == Role::Item) && own.iter().all(|it| it.role != Role::Prose || leads(it))
}

/// What stands under a heading: the terms of its lists and of its definitions, and short items.
fn leafage(maker: &Maker, lists: &[List], section: u32) -> Vec<Leafage> {
    let mut found: Vec<Leafage> = Vec::new();
    for item in lists.iter().filter(|it| it.section == section).flat_map(|it| &it.items).filter(|it| !it.is_link) {
        let at = At { offset: item.offset, group: item.offset, section, seconds: item.seconds };
        found.push(Leafage { name: item.label().to_string(), at, source: item.text.clone() });
    }
    let defined = maker.defined.iter().filter(|it| it.at.section == section);
    found.extend(defined.map(|it| Leafage { name: it.term.clone(), at: it.at, source: it.source.clone() }));
    found
}

/// Proposes one card; true when it was made.
fn ask(maker: &mut Maker, branches: &Branches, key: usize, it: &Leafage) -> bool {
    let parent = maker.reading.note.sections().get(it.at.section as usize).and_then(|it| it.parent).unwrap_or(0);
    let prompt = format!(
        "{} belongs to which part of {}?",
        phrase::quoted(&phrase::capitalised(&it.name)),
        phrase::quoted(&branches.of)
    );
    if let Err(refusal) = check(maker.reading, branches, key, it) {
        maker.refuse(Kind::Branch, it.at.offset, &prompt, refusal);
        return false;
    }
    maker.keep(Draft {
        kind: Kind::Branch,
        at: At { section: parent, ..it.at },
        prompt,
        is_masked: false,
        answer: DraftAnswer::Among { options: branches.names.clone(), key },
        accept: Vec::new(),
        source: &it.source,
        rest: "",
        why: "it stands under one of several headings of one kind",
        term: &it.name,
    });
    true
}

fn check(reading: &Reading, branches: &Branches, key: usize, it: &Leafage) -> Result<(), Refusal> {
    let words = phrase::count(&it.name);
    if words == 0 || words > ITEM_WORDS {
        return Err((Rule::Long, format!("an item of {words} words")));
    }
    let clues = Clues::of(&it.name, |it| {
        reading.language.is_some_and(|known| known.classes(it).has(crate::quiz::language::Class::Function))
    });
    let shown = branches.names.iter().find_map(|name| clues.shown_in(name));
    if let Some(word) = shown {
        return Err((Rule::Leak, format!("“{word}” stands in the item and in a heading")));
    }
    let finder = memchr::memmem::Finder::new(it.name.get(1..).unwrap_or(&it.name));
    let elsewhere = branches.sections.iter().enumerate().filter(|other| other.0 != key).find(|other| {
        let own = reading.leaves_in(*other.1 as u32);
        own.iter().any(|leaf| finder.find(reading.at(leaf.text).as_bytes()).is_some())
    });
    match elsewhere {
        Some((at, _)) => {
            let name = branches.names.get(at).map_or("", String::as_str);
            Err((Rule::Ambiguous, format!("it is spoken of under “{name}”, too")))
        }
        None => Ok(()),
    }
}
