//! What is kept of the screen from one run to the next: the note, the place in the list, the panes.

use crate::app::{
    note_list::Sort,
    pane::{Focus, Order},
};

/// What was on the screen of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The path of the note that was being read; none for the list of notes.
    pub note: Option<String>,
    /// The path of the note that was selected in the list.
    pub listed: Option<String>,
    /// How the list was sorted.
    pub sort: Sort,
    /// The panes that were hidden.
    pub hidden: Vec<Focus>,
    /// The pane that is shown where there is room for one.
    pub side: Focus,
    /// How the timestamps were ordered.
    pub order: Order,
    /// What was searched for, the latest last.
    pub queries: Vec<String>,
}
