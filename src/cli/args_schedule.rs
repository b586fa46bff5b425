//! What may be asked of the schedule: what is due, an answer more, another forgetting curve.

use crate::{
    cli::clock,
    quiz::{CardId, Rating},
    schedule::Instant,
};
use std::path::PathBuf;

/// What is due where, and how to print it.
#[derive(clap::Args, Debug)]
pub(crate) struct Due {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Print only the number of due cards, fast enough for a shell prompt; new cards are not counted
    #[arg(long)]
    pub count: bool,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// Of which notes to say how learning goes.
#[derive(clap::Args, Debug)]
pub(crate) struct Stats {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// Which answer to record.
#[derive(clap::Args, Debug)]
pub(crate) struct Review {
    /// The id of the card, as `recto cards --json` prints it
    #[arg(value_parser = card)]
    pub card: CardId,
    /// How well it was known: again, hard, good or easy, or 1 to 4
    #[arg(value_parser = rating)]
    pub rating: Rating,
    /// The note or folder of notes that holds the card, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// When it was answered; left out, now
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub at: Option<Instant>,
    /// What was typed
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub typed: Option<String>,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// Which curve to fit, and whether to keep it.
#[derive(clap::Args, Debug)]
pub(crate) struct Optimise {
    /// A note or a folder of notes whose log is meant; left out, the log of the user
    pub path: Option<PathBuf>,
    /// Change nothing, only say what would be changed
    #[arg(long)]
    pub dry_run: bool,
    /// Go back to the default parameters
    #[arg(long)]
    pub reset: bool,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

fn card(text: &str) -> Result<CardId, String> {
    let id = CardId::parse(&text.to_ascii_lowercase());
    id.ok_or_else(|| "the id of a card is 16 hexadecimal digits, as `recto cards --json` prints it".into())
}

fn rating(text: &str) -> Result<Rating, String> {
    Rating::parse(text).ok_or_else(|| "a rating is again, hard, good or easy, or a number from 1 to 4".into())
}
