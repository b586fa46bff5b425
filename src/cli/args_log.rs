//! What may be done with the review log.

use crate::{cli::clock, schedule::Instant};
use clap::Subcommand;
use std::path::PathBuf;

/// What may be done with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Say where the log is, what is in it and what is wrong; exit with 1 when anything is
    Check(LogCheck),
    /// Take in other logs, such as those of another machine; what is known already is not taken twice
    Merge(LogMerge),
    /// Take back what was done last on this device
    Undo(LogUndo),
}

/// Which log to check, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct LogCheck {
    /// A note or a folder of notes whose log is meant; left out, the log of the user
    pub path: Option<PathBuf>,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// Which logs to take in, and where.
#[derive(clap::Args, Debug)]
pub(crate) struct LogMerge {
    /// The logs to take in; they are not changed
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A note or a folder of notes whose log is meant; left out, the log of the user
    #[arg(long, value_name = "PATH")]
    pub library: Option<PathBuf>,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// What to take back.
#[derive(clap::Args, Debug)]
pub(crate) struct LogUndo {
    /// A note or a folder of notes whose log is meant; left out, the log of the user
    pub path: Option<PathBuf>,
    /// How many steps to take back
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub steps: u32,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
}

/// Which folder is to keep its log.
#[derive(clap::Args, Debug)]
pub(crate) struct Init {
    /// A folder of notes; left out, this one
    pub path: Option<PathBuf>,
}
