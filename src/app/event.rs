//! What reaches the app, and what it asks the runtime to do.

use crate::{
    app::{deed::Stored, document::Document, highlight::Tokens, key::Key, survey::Survey, view::View},
    library::{ConceptKey, Library, Unlinked},
    note::{BlockId, Note},
    quiz::{Card, CardId, Deck, Fingerprint},
    schedule::{self, Day, Memory, What},
    search::{Asked, Results},
};
use std::{collections::HashMap, sync::Arc};

pub use crate::app::size::Size;

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
    /// The outcome of `Effect::Edit`: the editor has ended, or could not begin.
    Edited {
        /// The note that was opened.
        path: String,
        /// `Err` holds a sentence for the reader.
        outcome: Result<(), String>,
    },
    /// Something did not go as it should: a sentence for the reader.
    Said(String),
    /// The outcome of `Effect::Load`: the note, and where it was left off last time (an offset in bytes).
    Loaded {
        /// The path that was asked for.
        path: String,
        /// The note; or a sentence for the reader.
        outcome: Result<(Box<Document>, Option<u32>), String>,
    },
    /// More is known of the notes: after `Effect::Gather`, and whenever something changes on the disk.
    Gathered(Gathered),
    /// So many notes of those that were found are read by now.
    Gathering {
        /// Notes that are read.
        read: usize,
        /// Notes that were found.
        found: usize,
    },
    /// The outcome of `Effect::Reread`: the note as it is now; or a sentence for the reader.
    Reread {
        /// The path that was asked for.
        path: String,
        /// The note; or a sentence for the reader.
        outcome: Result<Box<Document>, String>,
    },
    /// The outcome of `Effect::Seek`: mentions of a concept that are no links.
    Sought {
        /// The concept.
        key: ConceptKey,
        /// The library that the mentions refer to.
        library: Arc<Library>,
        /// The mentions.
        found: Vec<Unlinked>,
    },
    /// The outcome of `Effect::Find`, tier by tier: each time all that is found by then.
    Found {
        /// The question that it answers.
        ticket: u64,
        /// What was found.
        results: Results,
    },
    /// The outcome of `Effect::Deal`.
    Dealt {
        /// The question that it answers.
        ticket: u64,
        /// The cards; not more of all notes than a session takes.
        cards: Vec<Card>,
    },
    /// The log was read.
    Recalled {
        /// What follows from it.
        memory: Box<Memory>,
        /// The name of this device in it.
        device: Box<str>,
        /// What is wrong with it, for the reader.
        problem: Option<String>,
    },
    /// The outcome of `Effect::Store`.
    Stored(Stored),
    /// What other programs have written into the log, and the study day that it is.
    Learned {
        /// What they have written.
        events: Vec<schedule::Event>,
        /// The study day.
        today: Day,
    },
    /// The outcome of `Effect::Survey`.
    Surveyed(Box<Survey>),
    /// When notes were read last, by their paths, and what time it is now: seconds since 1970.
    ReadBefore {
        /// When notes were read last.
        times: HashMap<String, u64>,
        /// What time it is.
        now: u64,
    },
    /// The outcome of `Effect::Embed`.
    Embedded {
        /// The path that was asked for.
        path: String,
        /// The note; or a sentence for the reader.
        outcome: Result<Arc<Note>, String>,
    },
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

/// What is known of the notes.
pub struct Gathered {
    /// All that is known.
    pub library: Arc<Library>,
    /// How much that is.
    pub stage: Stage,
    /// The paths of notes that have changed, come or gone since the last time; empty the first times.
    pub changed: Vec<String>,
    /// What could not be read, each a sentence for the reader.
    pub problems: Vec<String>,
}

/// How much is known of the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing yet.
    Unknown,
    /// The names of a few of very many: enough for a first screen.
    Glimpsed,
    /// Their names: what they say and link to is still being read.
    Listed,
    /// Everything.
    Whole,
}

/// What the app asks for; the runtime does it.
#[derive(Debug, PartialEq)]
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
    /// Open the file of a note in the reader's editor.
    Edit {
        /// The path of the note in the library.
        path: String,
        /// The line to begin at, from 1.
        line: u32,
    },
    /// Read the note at a path of the library.
    Load(String),
    /// Read all notes of the folder, and watch it.
    Gather,
    /// Read the note at hand again.
    Reread(String),
    /// Seek the mentions of a concept that are no links.
    Seek(ConceptKey),
    /// Read the note at a path of the library, to show a part of it inside the note at hand.
    Embed(String),
    /// Prepare everything that is known for being searched.
    Index,
    /// Search everything that is known; a later question makes this one void.
    Find {
        /// Names the question.
        ticket: u64,
        /// What is typed.
        query: String,
        /// What is wanted of it.
        asked: Asked,
    },
    /// Find the cards of a deck that reaches beyond the note at hand.
    Deal {
        /// Names the question.
        ticket: u64,
        /// What is drawn is drawn by it.
        seed: u64,
        /// The deck.
        deck: Box<Deck>,
    },
    /// A card is shown: from now on the reader thinks.
    Asked,
    /// The reader has replied: the time for the next review is over.
    Replied,
    /// Write into the log what was done, all of it at this moment. How long an answer took is filled in by whoever has
    /// shown the card.
    Store(Vec<What>),
    /// Write into the log that histories go to edited cards; nobody waits for it.
    Attach(Vec<What>),
    /// Look into the log for what other programs have written.
    Refresh,
    /// Find the cards that the log knows in the notes as they are now.
    Survey(Vec<(CardId, Fingerprint)>),
    /// Keep the place in a note for the next time.
    Remember {
        /// The path of the note.
        path: String,
        /// The offset of the first line on the screen, in bytes.
        offset: u32,
    },
    /// Keep what is on the screen of the library for the next time.
    Keep(Box<View>),
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
