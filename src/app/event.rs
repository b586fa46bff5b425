//! What reaches the app, and what it asks the runtime to do.

use crate::{
    app::{document::Document, highlight::Tokens, key::Key},
    note::BlockId,
};

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
    /// The text of `Effect::Copy` did not reach the clipboard: a sentence for the reader.
    NotCopied(String),
    /// The outcome of `Effect::Load`: the note, and where it was left off last time (an offset in bytes).
    Loaded {
        /// The path that was asked for.
        path: String,
        /// The note; or a sentence for the reader.
        outcome: Result<(Box<Document>, Option<u32>), String>,
    },
    /// The outcome of `Effect::List`: paths of notes, in order.
    Listed(Vec<String>),
    /// The outcome of `Effect::Highlight`.
    Highlighted {
        /// The note of the block.
        path: String,
        /// The block of code.
        block: BlockId,
        /// What its bytes are.
        tokens: Tokens,
    },
}

/// What the app asks for; the runtime does it.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop as a job (Ctrl-Z).
    Suspend,
    /// Clear the terminal before the next frame.
    Redraw,
    /// Open an http or https address outside.
    Open(String),
    /// Put text on the clipboard (OSC 52).
    Copy(String),
    /// Read the note at a path of the library.
    Load(String),
    /// List the notes of the folder.
    List,
    /// Keep the place in a note for the next time.
    Remember {
        /// The path of the note.
        path: String,
        /// The offset of the first line on the screen, in bytes.
        offset: u32,
    },
    /// Tell what the parts of a piece of code are.
    Highlight {
        /// The note of the block.
        path: String,
        /// The block of code.
        block: BlockId,
        /// The info string of its fence.
        language: String,
        /// The code as it is shown.
        code: String,
    },
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}
