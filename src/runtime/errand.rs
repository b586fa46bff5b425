//! A note on its way to the reader's editor.

use std::path::PathBuf;

/// A note to open in the editor.
pub struct Errand {
    /// The path of the note in the library, for the answer.
    pub path: String,
    /// The file.
    pub file: PathBuf,
    /// The line to begin at, from 1.
    pub line: u32,
}
