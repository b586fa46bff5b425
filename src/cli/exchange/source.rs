//! What a file to be imported is: by what it begins with.

use crate::{
    cli::{
        exchange::{anki, foreign::Heard, hashcards},
        input::Input,
    },
    store::{self, Unreadable, anki::is_anki},
};
use std::path::Path;

/// What is imported.
pub(crate) enum Source {
    /// Notes with the comments of obsidian-spaced-repetition.
    Notes,
    /// What a file says, and the name of the program that it is from.
    Heard(&'static str, Heard),
}

/// How many bytes tell what a file is.
const BEGINNING: usize = 64;

impl Source {
    /// Reads a file.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") || matches!(Input::of(Some(path))?, Input::Folder(_)) || is_note(path) {
            return Ok(Self::Notes);
        }
        let beginning = store::beginning(path, BEGINNING)?;
        if is_anki(&beginning) {
            return Ok(Self::Heard("anki", anki::heard(store::anki::read(path)?)));
        }
        if beginning.trim_ascii_start().starts_with(b"{") {
            return Ok(Self::Heard("hashcards", hashcards::heard(path, &store::read(path)?)?));
        }
        let why = "this is nothing that can be imported: a package of Anki (.apkg, .colpkg), the JSON of `hashcards export`, \
                   or a note or a folder of notes";
        Err(Unreadable::new(path, why).into())
    }
}

fn is_note(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("md") || it.eq_ignore_ascii_case("markdown"))
}
