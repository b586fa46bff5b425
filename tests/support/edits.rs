//! What people do to their notes, as scripts: each edit changes a share of the items, so many of a hundred.

use crate::{
    notebook::{Block, Item, Notebook, Page, Sentence},
    writer::{self, Dice, other_word},
};

/// An edit of some of the items.
pub type Edit = fn(&mut Notebook, usize, &mut Dice);

/// One or two letters of a sentence are wrong.
pub fn typos(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for sentence in notebook.all_sentences() {
        if dice.is_in(share) {
            for _ in 0..=dice.below(2) {
                let at = dice.below(sentence.words.len());
                misspell(&mut sentence.words[at].text, dice);
            }
        }
    }
}

fn misspell(word: &mut String, dice: &mut Dice) {
    let mut letters: Vec<char> = word.chars().collect();
    let at = dice.below(letters.len());
    if letters.len() < 4 || !letters[at].is_ascii_lowercase() {
        return;
    }
    match dice.below(3) {
        0 => letters.insert(at, letters[at]),
        1 if at > 0 && letters[at - 1].is_ascii_lowercase() => letters.swap(at - 1, at),
        _ => drop(letters.remove(at)),
    }
    *word = letters.into_iter().collect();
}

/// So many of a hundred words of a sentence are other ones.
pub fn reword(sentence: &mut Sentence, percent: usize, dice: &mut Dice) {
    let count = sentence.words.len();
    let mut places: Vec<usize> = (0..count).collect();
    dice.shuffle(&mut places);
    for at in places.into_iter().take((count * percent + 50) / 100) {
        let word = &mut sentence.words[at].text;
        *word = other_word(word, dice);
    }
}

fn reworded(notebook: &mut Notebook, share: usize, percent: usize, dice: &mut Dice) {
    for item in notebook.items() {
        if dice.is_in(share) {
            item.body.iter_mut().for_each(|it| reword(it, percent, dice));
        }
    }
    for sentence in prose(notebook) {
        if dice.is_in(share) {
            reword(sentence, percent, dice);
        }
    }
}

fn prose(notebook: &mut Notebook) -> impl Iterator<Item = &mut Sentence> {
    let blocks = notebook.pages.iter_mut().flat_map(|it| &mut it.sections).flat_map(|it| &mut it.blocks);
    blocks.filter_map(|it| if let Block::Prose(it) = it { Some(it) } else { None }).flatten()
}

pub fn reword_20(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    reworded(notebook, share, 20, dice);
}

pub fn reword_40(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    reworded(notebook, share, 40, dice);
}

pub fn reword_60(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    reworded(notebook, share, 60, dice);
}

/// Nothing but the name of an item is left: it is another one.
pub fn rewrite(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut next = notebook.next;
    for items in notebook.lists() {
        for item in items {
            if dice.is_in(share) {
                let mut fresh = Notebook { next, ..Notebook::default() };
                let other = writer::item_unlike(&item.text(), &mut fresh, dice);
                (item.id, item.body, next) = (other.id, other.body, fresh.next);
            }
        }
    }
    notebook.next = next;
}

pub fn rename_terms(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for item in notebook.items() {
        if dice.is_in(share) {
            item.term = writer::term(dice);
        }
    }
}

/// One word of the term is another one.
pub fn rename_part_of_terms(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for item in notebook.items() {
        if dice.is_in(share) {
            let (first, rest) = item.term.split_once(' ').unwrap();
            item.term = format!("{} {rest}", other_word(first, dice));
        }
    }
}

pub fn rename_headings(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for section in notebook.pages.iter_mut().flat_map(|it| &mut it.sections) {
        if dice.is_in(share) {
            section.heading = writer::filled("{A} {n}s and their {n}s", dice);
        }
    }
}

/// Headings are renamed, and a fifth of the words of what stands there are others.
pub fn rename_headings_and_reword(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    rename_headings(notebook, share, dice);
    reworded(notebook, share, 20, dice);
}

fn taken(notebook: &mut Notebook, share: usize, dice: &mut Dice) -> Vec<Item> {
    let mut taken = Vec::new();
    for items in notebook.lists().filter(|it| it.len() > 1) {
        let (first, rest) = std::mem::take(items).into_iter().enumerate().partition(|it| it.0 == 0);
        let (out, kept): (Vec<_>, Vec<_>) = Vec::into_iter(rest).partition(|_| dice.is_in(share));
        *items = Vec::into_iter(first).chain(kept).map(|it: (usize, Item)| it.1).collect();
        taken.extend(out.into_iter().map(|it| it.1));
    }
    taken
}

fn put(notebook: &mut Notebook, items: Vec<Item>, dice: &mut Dice) {
    let count = notebook.lists().count();
    for item in items {
        let list = dice.below(count);
        let items = notebook.lists().nth(list).unwrap();
        let at = dice.below(items.len() + 1);
        items.insert(at, item);
    }
}

/// Items stand in another list, of this note or another one.
pub fn move_items(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let items = taken(notebook, share, dice);
    put(notebook, items, dice);
}

/// The same, with a fifth of their words changed.
pub fn move_items_and_reword(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut items = taken(notebook, share, dice);
    items.iter_mut().flat_map(|it| &mut it.body).for_each(|it| reword(it, 20, dice));
    put(notebook, items, dice);
}

/// Whole sections stand in another note.
pub fn move_sections(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut taken = Vec::new();
    for page in &mut notebook.pages {
        while page.sections.len() > 2 && dice.is_in(share) {
            taken.push(page.sections.pop().unwrap());
        }
    }
    for section in taken {
        let at = dice.below(notebook.pages.len());
        notebook.pages[at].sections.push(section);
    }
}

pub fn rename_files(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for page in &mut notebook.pages {
        if dice.is_in(share) {
            page.path = format!("renamed/{}", page.path);
        }
    }
}

/// Files are renamed, and in them a fifth of the words of half of what they say are others.
pub fn rename_files_and_reword(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    rename_files(notebook, share, dice);
    reworded(notebook, 50, 20, dice);
}

/// An item of two sentences becomes two items; the first keeps the name.
pub fn split(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut next = notebook.next;
    for items in notebook.lists() {
        let mut all = Vec::new();
        for mut item in std::mem::take(items) {
            let second = if item.body.len() > 1 && dice.is_in(share) { item.body.split_off(1) } else { Vec::new() };
            all.push(item);
            if !second.is_empty() {
                next += 1;
                all.push(Item { id: next, term: writer::term(dice), body: second });
            }
        }
        *items = all;
    }
    notebook.next = next;
}

/// Two items become one, which keeps the name of the first.
pub fn merge(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for items in notebook.lists() {
        if items.len() > 2 && dice.is_in(share) {
            let second = items.remove(1);
            items[0].body.extend(second.body);
        }
    }
}

/// The items of a list stand in another order.
pub fn swap_siblings(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for items in notebook.lists() {
        if dice.is_in(share) {
            items.swap(0, 1);
        }
    }
}

/// The same, and each of the two has a typo and another word.
pub fn swap_and_edit_siblings(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for items in notebook.lists() {
        if dice.is_in(share) {
            items.swap(0, 1);
            for sentence in items.iter_mut().take(2).flat_map(|it| &mut it.body) {
                let at = 1 + dice.below(sentence.words.len() - 1);
                sentence.words[at].text = other_word(&sentence.words[at].text, dice);
                misspell(&mut sentence.words[0].text, dice);
            }
        }
    }
}

/// Two items exchange what is said of them: what was known of them is not true any more.
pub fn exchange(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut next = notebook.next;
    for items in notebook.lists() {
        if dice.is_in(share) {
            let body = std::mem::take(&mut items[0].body);
            items[0].body = std::mem::replace(&mut items[1].body, body);
            for item in items.iter_mut().take(2) {
                next += 1;
                item.id = next;
            }
        }
    }
    notebook.next = next;
}

/// New items stand above the others.
pub fn insert_above(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut fresh = Notebook { next: notebook.next, ..Notebook::default() };
    for items in notebook.lists() {
        if dice.is_in(share) {
            items.insert(0, writer::item(&mut fresh, dice));
        }
    }
    notebook.next = fresh.next;
}

/// Items are gone, and others have come.
pub fn replace(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let count = taken(notebook, share, dice).len();
    let mut fresh = Notebook { next: notebook.next, ..Notebook::default() };
    let items = (0..count).map(|_| writer::item(&mut fresh, dice)).collect();
    notebook.next = fresh.next;
    put(notebook, items, dice);
}

/// A sentence says the contrary.
pub fn negate(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut next = notebook.next;
    for sentence in notebook.all_sentences() {
        if dice.is_in(share) {
            next += 1;
            let at = sentence.words.len() / 2;
            sentence.words.insert(at, crate::notebook::Word { id: next, text: dice.of(&["not", "never"]).into() });
        }
    }
    notebook.next = next;
}

/// Beside an item with a typo there is another one, under another name, that says the contrary.
pub fn add_contrary(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let mut next = notebook.next;
    for items in notebook.lists() {
        if dice.is_in(share) {
            let mut contrary = items[0].clone();
            let at = dice.below(items[0].body[0].words.len());
            misspell(&mut items[0].body[0].words[at].text, dice);
            let mut number = || {
                next += 1;
                next
            };
            contrary.id = number();
            contrary.term = format!("No {}", contrary.term.to_lowercase());
            for sentence in &mut contrary.body {
                sentence.id = number();
                sentence.words.iter_mut().for_each(|it| it.id = number());
                let at = sentence.words.len() / 2;
                sentence.words.insert(at, crate::notebook::Word { id: number(), text: "not".into() });
            }
            items.insert(0, contrary);
        }
    }
    notebook.next = next;
}

/// Numbers are others.
pub fn change_numbers(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    for word in notebook.all_sentences().flat_map(|it| &mut it.words) {
        if word.text.starts_with(|it: char| it.is_ascii_digit()) && dice.is_in(share) {
            word.text = other_word(&word.text, dice);
        }
    }
}

/// Notes are gone.
pub fn delete_files(notebook: &mut Notebook, share: usize, dice: &mut Dice) {
    let pages: Vec<Page> = std::mem::take(&mut notebook.pages);
    notebook.pages = pages.into_iter().filter(|_| !dice.is_in(share)).collect();
}
