//! The list of the notes of a folder.

/// The notes to choose from; their paths are the library's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteList {
    /// The selected row.
    pub selected: usize,
}

/// Moves a selection by rows within a list.
pub fn moved(selected: usize, rows: isize, count: usize) -> usize {
    selected.saturating_add_signed(rows).min(count.saturating_sub(1))
}
