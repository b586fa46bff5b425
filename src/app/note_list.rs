//! The list of the notes of a folder, all of them or those whose names match a few letters.

use crate::{library::Library, search};

/// The notes to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteList {
    /// The selected row.
    pub selected: usize,
    /// The letters that names must hold.
    pub query: String,
    /// The notes that match, best first, as indexes into the library; none when all are shown.
    matching: Option<Vec<usize>>,
    /// The row that was selected before letters were typed.
    before: usize,
}

impl NoteList {
    /// All notes, one of them selected.
    pub fn all(selected: usize) -> Self {
        Self { selected, ..Self::default() }
    }

    /// Shows only the notes whose names hold the letters of `query`; all of them when it is empty.
    pub fn filter(&mut self, library: &Library, query: &str) {
        let names: Vec<&str> = library.paths().iter().map(String::as_str).collect();
        if self.matching.is_none() {
            self.before = self.selected;
        }
        self.matching = (!query.trim().is_empty()).then(|| search::rank(query, &names));
        self.query = query.to_string();
        self.selected = if self.matching.is_some() { 0 } else { self.before };
    }

    /// How many notes are shown.
    pub fn count(&self, library: &Library) -> usize {
        self.matching.as_ref().map_or(library.paths().len(), Vec::len)
    }

    /// The path of the note in a row.
    pub fn path<'a>(&self, library: &'a Library, row: usize) -> Option<&'a str> {
        let at = self.matching.as_ref().map_or(Some(row), |it| it.get(row).copied())?;
        library.paths().get(at).map(String::as_str)
    }
}

/// Moves a selection by rows within a list.
pub fn moved(selected: usize, rows: isize, count: usize) -> usize {
    selected.saturating_add_signed(rows).min(count.saturating_sub(1))
}
