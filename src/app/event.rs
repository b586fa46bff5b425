//! What reaches the app, and what it asks the runtime to do.

use crate::app::key::Key;

/// Something that happened outside the app.
pub enum Event {
    /// A key was pressed (or repeats).
    Key(Key),
    /// Text was pasted into the terminal (bracketed paste).
    Paste(String),
    /// The mouse did something at a cell; column and row count from 0.
    Mouse(Mouse),
    /// The terminal has a new size, in cells.
    Resized(Size),
    /// The program is back after Ctrl-Z.
    Resumed,
    /// A signal or a vanished terminal ends the program: keep what must be kept.
    Terminated,
    /// The outcome of `Effect::Open`: `Err` holds a sentence for the reader.
    Opened {
        /// The address that was to be opened.
        url: String,
        /// `Ok` when a program took the address.
        outcome: Result<(), String>,
    },
}

/// What the app asks for; the runtime does it.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop as a job (Ctrl-Z).
    Suspend,
    /// Open an http or https address outside.
    Open(String),
    /// Put text on the clipboard (OSC 52).
    Copy(String),
}

/// A mouse event at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Columns from the left edge, from 0.
    pub column: u16,
    /// Rows from the top edge, from 0.
    pub row: u16,
    /// What the mouse did.
    pub kind: MouseKind,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum MouseKind {
    Press,
    WheelUp,
    WheelDown,
}

/// The size of a terminal in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// Facts of the layout that a drawn frame hands back to the app.
pub struct Drawn {}
