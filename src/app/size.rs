//! The size of the screen.

/// The size of a terminal in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}
