//! The arguments of what opens a screen: the reader and the quiz.

use crate::{cli::clock, quiz, schedule::Instant};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, RangedU64ValueParser};
use std::path::PathBuf;

/// What the reader is opened with.
#[derive(clap::Args, Debug)]
pub(crate) struct Opening {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Begin at the top, not where you left off
    #[arg(long)]
    pub fresh: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// As if it were this instant, such as 2026-11-24T18:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
}

/// What to ask.
#[derive(clap::Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is a flag of the command line.
pub(crate) struct Quiz {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Only this section of the note, with those inside it; "Introduction" is the text before the first heading
    #[arg(long, value_name = "HEADING", value_parser = NonEmptyStringValueParser::new(), conflicts_with_all = ["concept", "all", "pretest"])]
    pub section: Option<String>,
    /// What the notes say of this concept: a link target, title, alias or path
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), conflicts_with_all = ["all", "pretest"])]
    pub concept: Option<String>,
    /// Only cards of this kind
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub kind: Option<String>,
    /// What is due today, and new cards of the notes you read; what a folder is asked for unless you say otherwise
    #[arg(long, conflicts_with_all = ["section", "concept", "all", "pretest"])]
    pub due: bool,
    /// Mixed over all notes
    #[arg(long, conflicts_with = "pretest")]
    pub all: bool,
    /// Before you read the note: one card of each item, in its order
    #[arg(long)]
    pub pretest: bool,
    /// Ask at most so many cards: 20 unless you say otherwise, and all that are due
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub limit: Option<usize>,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// As if it were this instant, such as 2026-11-24T18:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
}

impl Quiz {
    /// What the reader is opened with for it.
    pub fn opening(&self) -> Opening {
        Opening { path: self.path.clone(), fresh: false, no_mouse: self.no_mouse, now: self.now }
    }
}

/// The names of the rules that make cards.
pub(crate) fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(quiz::Kind::ALL.map(quiz::Kind::name))
}
