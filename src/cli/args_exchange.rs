//! What may be asked of cards and history that go out and come in.

use crate::{cli::clock, schedule::Instant};
use clap::ValueEnum;
use std::path::PathBuf;

/// What to export, and where to.
#[derive(clap::Args, Debug)]
pub(crate) struct Export {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// What to write: a text that Anki imports, a table, or the objects of `recto cards --json`
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Format,
    /// Write to this file; left out, to standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Anki,
    Csv,
    Jsonl,
}

/// What to import, and for which cards.
#[derive(clap::Args, Debug)]
pub(crate) struct Import {
    /// A package of Anki, what `hashcards export` wrote, or notes with the comments of obsidian-spaced-repetition
    #[arg(value_name = "FILE")]
    pub source: PathBuf,
    /// The notes whose cards are meant; left out, the built-in note, or FILE when that is a note or a folder
    pub path: Option<PathBuf>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON: an object for everything that was not imported, then one for the whole
    #[arg(long)]
    pub json: bool,
}
