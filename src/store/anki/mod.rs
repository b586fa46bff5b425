//! What Anki knows of its cards: the answers in a package (`.apkg`, `.colpkg`) or in the database of a collection.
//!
//! `package` takes the database out of the archive, `collection` reads its rows. The file may come from anybody: how much
//! is unpacked and how many rows are read is bounded, and nothing is ever written, not even a temporary file.

mod collection;
mod package;

pub use collection::{Answer, Answered, Deck};
pub use package::is_anki;

use crate::store::read::Unreadable;
use std::path::Path;

/// The answers in a package of Anki or in a collection.
///
/// # Errors
/// When it cannot be read, is damaged, or holds more than fits into memory.
pub fn read(path: &Path) -> Result<Deck, Unreadable> {
    let database = package::database(path)?;
    collection::deck(database).map_err(|it| Unreadable::new(path, it))
}
