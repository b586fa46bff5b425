//! Which cards with history a library held when it was last open: what is missing from them now was edited or removed.
//!
//! One file a library in the state folder. It may be lost without harm: then what was edited meanwhile is not found again,
//! and its log stays.

use crate::quiz::CardId;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use twox_hash::XxHash3_64;

/// The cards that were held; none for a library that was never open. `library` is what [`key`](super::key) gives.
pub fn held(state: &Path, library: &str) -> Vec<CardId> {
    let text = fs::read_to_string(file(state, library)).unwrap_or_default();
    // The first line names the library, for people and against two of one hash.
    let mut lines = text.lines();
    if lines.next() != Some(library) {
        return Vec::new();
    }
    lines.filter_map(CardId::parse).collect()
}

/// Keeps which cards are held now; nothing is written when they are the same as before.
///
/// # Errors
/// When the file cannot be written; it is as it was.
pub fn hold(state: &Path, library: &str, cards: &[CardId]) -> io::Result<()> {
    let mut cards = cards.to_vec();
    cards.sort_unstable();
    if cards == held(state, library) {
        return Ok(());
    }
    let file = file(state, library);
    let folder = file.parent().unwrap_or(state);
    fs::create_dir_all(folder)?;
    let mut whole = NamedTempFile::new_in(folder)?;
    let lines: Vec<String> = cards.iter().map(ToString::to_string).collect();
    writeln!(whole, "{library}\n{}", lines.join("\n"))?;
    whole.persist(file).map_err(|it| it.error)?;
    Ok(())
}

/// Adds cards that are answered for the first time, so that they are found again although they are edited before the
/// library is opened once more.
///
/// # Errors
/// When the file cannot be written; what it held before stays.
pub fn hold_more(state: &Path, library: &str, cards: &[CardId]) -> io::Result<()> {
    let known = held(state, library);
    let new: Vec<CardId> = cards.iter().copied().filter(|it| !known.contains(it)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let path = file(state, library);
    if known.is_empty() {
        return hold(state, library, &new);
    }
    let lines: Vec<String> = new.iter().map(ToString::to_string).collect();
    let lines = lines.join("\n") + "\n";
    fs::OpenOptions::new().append(true).open(path)?.write_all(lines.as_bytes())
}

fn file(state: &Path, library: &str) -> PathBuf {
    state.join("held").join(format!("{:016x}.txt", XxHash3_64::oneshot(library.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_added_to_those_that_were_held() {
        let state = tempfile::tempdir().unwrap();
        for (cards, expected) in
            [(vec![7], vec![7]), (vec![7, 3], vec![7, 3]), (vec![], vec![7, 3]), (vec![9], vec![7, 3, 9])]
        {
            let ids = |all: &[u64]| all.iter().map(|it| CardId(*it)).collect::<Vec<_>>();
            hold_more(state.path(), "/notes", &ids(&cards)).unwrap();
            assert_eq!(held(state.path(), "/notes"), ids(&expected));
        }
    }

    #[test]
    fn each_library_has_its_own_and_a_broken_file_is_none() {
        let state = tempfile::tempdir().unwrap();
        let cards = [CardId(7), CardId(3)];
        hold(state.path(), "/notes", &cards).unwrap();
        assert_eq!(held(state.path(), "/notes"), [CardId(3), CardId(7)]);
        assert_eq!(held(state.path(), "/other"), []);
        fs::write(file(state.path(), "/notes"), "/elsewhere\n0000000000000003\n").unwrap();
        assert_eq!(held(state.path(), "/notes"), []);
    }
}
