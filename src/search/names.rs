//! Short texts folded and close together, as the search for letters wants them.

use crate::search::fold::{Folding, fold_into};

/// A list of folded names, each with what it names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    text: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where it ends in the text.
    end: u32,
    /// What it names.
    item: u32,
    /// How surely it is meant, from 1 to 100.
    weight: u8,
}

/// A name is cut here: a longer one is a paragraph in the wrong place.
const NAME_LIMIT: usize = 400;

impl Names {
    /// Adds a name for `item`, of a weight from 1 to 100; none that is empty.
    pub fn push(&mut self, name: &str, item: u32, weight: u8) {
        let start = self.text.len();
        let end = (0..=NAME_LIMIT.min(name.len())).rev().find(|it| name.is_char_boundary(*it)).unwrap_or(0);
        let name = name.get(..end).unwrap_or_default();
        if name.contains('_') {
            fold_into(&name.replace('_', " "), Folding::ALL, &mut self.text);
        } else {
            fold_into(name, Folding::ALL, &mut self.text);
        }
        if self.text.len() > start {
            self.entries.push(Entry { end: self.text.len() as u32, item, weight });
        }
    }

    /// Adds a name unless the item, which is the last one, bears it already.
    pub fn push_new(&mut self, name: &str, item: u32, weight: u8) {
        let before = self.entries.len();
        self.push(name, item, weight);
        let own = (0..before as u32).rev().take_while(|it| self.item(*it) == item);
        let new = (self.entries.len() > before).then(|| self.get(before as u32));
        if new.is_some_and(|new| own.into_iter().any(|it| self.get(it) == new)) {
            self.entries.pop();
            self.text.truncate(self.entries.last().map_or(0, |it| it.end as usize));
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// One name, folded.
    pub fn get(&self, at: u32) -> &str {
        let start = at.checked_sub(1).and_then(|it| self.entries.get(it as usize)).map_or(0, |it| it.end);
        let end = self.entries.get(at as usize).map_or(start, |it| it.end);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// What a name names.
    pub fn item(&self, at: u32) -> u32 {
        self.entries.get(at as usize).map_or(0, |it| it.item)
    }

    /// How surely a name is meant, from 1 to 100.
    pub fn weight(&self, at: u32) -> u8 {
        self.entries.get(at as usize).map_or(0, |it| it.weight)
    }

    /// Gives back the memory that is not needed.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.entries.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_folded_and_once_an_item() {
        let mut names = Names::default();
        for (name, item) in
            [("Über_Alles", 1), ("uber alles", 1), ("", 1), ("AGI", 2), ("x", 2), ("agi", 2), ("agi", 3)]
        {
            names.push_new(name, item, 100);
        }
        let all: Vec<_> = (0..names.len() as u32).map(|it| (names.get(it), names.item(it))).collect();
        assert_eq!(all, [("uber alles", 1), ("agi", 2), ("x", 2), ("agi", 3)]);
    }
}
