//! What may be asked of the program: commands, options and their help.

use crate::cli::args_exchange::{Export, Import};
use crate::cli::examples::{
    ABOUT, CARDS, CHECK, COMPLETIONS, CONCEPT, DUE, EXAMPLES, EXPORT, FIND, FIND_STATUSES, IMPORT, INIT, INSPECT,
    JUDGE, LINKS, LOG, MAN, MENTIONS, OPTIMISE, OUTLINE, QUIZ, REVIEW, STATS, STATUSES, TIMESTAMPS, USAGE,
};
use crate::cli::{
    args_log::{Init, LogCommand},
    args_open::{self, Opening, Quiz},
    args_schedule::{Due, Optimise, Review, Stats},
    clock,
    colour::When,
    kinds, output, status,
    status::Status,
};
use crate::{library::Lint, note::Code, schedule::Instant};
use clap::{CommandFactory, Parser, Subcommand, builder::PossibleValuesParser, error::ErrorKind};
use std::path::{Path, PathBuf};

/// The arguments of one run.
#[derive(Debug, Parser)]
#[command(name = "recto", version, about = ABOUT, before_help = EXAMPLES, after_help = STATUSES)]
#[command(disable_help_subcommand = true, override_usage = USAGE)]
pub(crate) struct Args {
    #[command(flatten)]
    pub opening: Opening,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be had without a screen.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print everything that Recto knows of each note, as one line of JSON a note
    #[command(before_help = INSPECT)]
    Inspect(What),
    /// Print the headings as a tree, with their lines
    #[command(before_help = OUTLINE)]
    Outline(What),
    /// Print the wikilinks: line, target, words shown, the note that it leads to, section
    #[command(before_help = LINKS)]
    Links(Links),
    /// Print everything that the notes say of a concept: mentions, aliases, what it appears with
    #[command(before_help = CONCEPT)]
    Concept(Concept),
    /// Print every link to a concept, as path:line: time sentence
    #[command(before_help = MENTIONS)]
    Mentions(Mentions),
    /// Find notes, concepts, headings, terms and sentences, the best first, as path:line: kind: text
    #[command(before_help = FIND, after_help = FIND_STATUSES)]
    Find(Find),
    /// Print the timestamps: time, line, and the sentence that each belongs to
    #[command(before_help = TIMESTAMPS)]
    Timestamps(What),
    /// Print the cards that the notes give, each with its answer; on demand what was refused, and why
    #[command(before_help = CARDS)]
    Cards(Cards),
    /// Print what is odd about the notes and their links, as path:line: code: message
    #[command(before_help = CHECK)]
    Check(Check),
    /// Print the verdict on a typed answer (right, close, wrong), and why
    #[command(before_help = JUDGE)]
    Judge(Judge),
    /// Be asked what the notes say
    #[command(before_help = QUIZ)]
    Quiz(Quiz),
    /// Print how many cards are due and new today, in all and by note
    #[command(before_help = DUE)]
    Due(Due),
    /// Print how learning goes: answers, what was recalled, what falls due, what is known of each note
    #[command(before_help = STATS)]
    Stats(Stats),
    /// Record an answer to a card; print its new state and when it is due
    #[command(before_help = REVIEW)]
    Review(Review),
    /// Fit the forgetting curve to what you answered, if it then foretells better
    #[command(before_help = OPTIMISE)]
    Optimise(Optimise),
    /// Look after the review log
    #[command(before_help = LOG)]
    Log {
        /// What to do
        #[command(subcommand)]
        command: LogCommand,
    },
    /// Write the cards for other programs: Anki, spreadsheets, scripts
    #[command(before_help = EXPORT)]
    Export(Export),
    /// Take in what was answered in other programs: Anki, hashcards, obsidian-spaced-repetition
    #[command(before_help = IMPORT)]
    Import(Import),
    /// Keep the review log of a folder of notes inside it, so that it travels with them
    #[command(before_help = INIT)]
    Init(Init),
    /// Print what Recto sees of the terminal, its folders and the system
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the completions for a shell
    #[command(before_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(before_help = MAN)]
    Man,
}

/// What to print, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct What {
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
}

/// Which links to print, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct Links {
    #[command(flatten)]
    pub what: What,
    /// Print the graph of all notes and links for Graphviz
    #[arg(long, conflicts_with = "json")]
    pub dot: bool,
}

/// Which concept to print, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct Concept {
    /// A link target, title, alias or path, in any spelling
    pub name: String,
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
    /// Print what is one and two links away as a graph for Graphviz
    #[arg(long, conflicts_with = "json")]
    pub dot: bool,
}

/// Whose mentions to print, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct Mentions {
    /// A link target, title, alias or path, in any spelling
    pub name: String,
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
    /// Then print the places that name it without a link, too
    #[arg(long)]
    pub unlinked: bool,
}

/// What to find, and where.
#[derive(clap::Args, Debug)]
pub(crate) struct Find {
    /// Words, all of them wanted: 'exact !without ^start end$ "a phrase"; first # concepts, @ timestamps, > sections, * terms
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// A note, a folder of notes, or - for standard input; left out, the built-in note
    pub path: Option<PathBuf>,
    /// Find this kind only, whatever sign the query begins with; heading is a section, sentence text
    #[arg(long, value_name = "KIND", ignore_case = true, value_parser = kinds::kinds())]
    pub kind: Option<String>,
    /// Print so many at most, 1 or more
    #[arg(long, value_name = "N", default_value = "50", value_parser = kinds::limits())]
    pub limit: usize,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
}

/// Which cards to print, and how.
#[derive(clap::Args, Debug)]
pub(crate) struct Cards {
    #[command(flatten)]
    pub what: What,
    /// Print the candidates that were refused, too, each with the rule that refused it
    #[arg(long)]
    pub explain: bool,
    /// Print only what was made or refused of the place at this line of the one note
    #[arg(long, value_name = "LINE")]
    pub why: Option<u32>,
    /// Print only what this rule proposed
    #[arg(long, value_name = "KIND", value_parser = args_open::kinds())]
    pub kind: Option<String>,
    /// Print the cards that have a history and are not in the notes any more
    #[arg(long, conflicts_with_all = ["explain", "why"])]
    pub gone: bool,
    /// Take this for the present instant
    #[arg(long, value_name = "INSTANT", value_parser = clock::parse)]
    pub now: Option<Instant>,
}

/// What to check, and how strictly.
#[derive(clap::Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub what: What,
    /// Exit with 1 when anything is odd
    #[arg(long)]
    pub strict: bool,
    /// Look for this only; may be given several times
    #[arg(long, value_name = "CODE", value_parser = codes())]
    pub only: Vec<String>,
}

/// What was typed for which answer.
#[derive(clap::Args, Debug)]
pub(crate) struct Judge {
    /// What is wanted
    #[arg(allow_negative_numbers = true)]
    pub answer: String,
    /// What was typed
    #[arg(allow_negative_numbers = true)]
    pub typed: String,
    /// Another answer that is accepted; may be given several times
    #[arg(long, value_name = "A")]
    pub accept: Vec<String>,
    /// Other terms of the deck: nearer to one of them is wrong
    #[arg(long, value_name = "T", value_delimiter = ',')]
    pub terms: Vec<String>,
    /// Words that say little in this deck: with only them right it is wrong, with only them missing close
    #[arg(long, value_name = "W", value_delimiter = ',')]
    pub hubs: Vec<String>,
    /// Print JSON, one object
    #[arg(long)]
    pub json: bool,
}

/// The names of everything that may be found.
fn codes() -> PossibleValuesParser {
    let names = Code::ALL.iter().map(|it| it.name()).chain(Lint::ALL.iter().map(|it| it.name()));
    PossibleValuesParser::new(names)
}

/// The program as `clap` knows it.
pub(crate) fn command() -> clap::Command {
    Args::command()
}

/// Reads the arguments of this run.
pub(crate) fn parse() -> Result<Args, clap::Error> {
    let args =
        Args::try_parse().map_err(|it| misspelt().filter(|_| it.kind() == ErrorKind::UnknownArgument).unwrap_or(it))?;
    let opening = &args.opening;
    if args.command.is_some() && (opening.path.is_some() || opening.fresh || opening.no_mouse) {
        let message = "a path comes after the command, as in `recto outline notes/`; \
                       --fresh and --no-mouse are for the reader";
        return Err(command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(args)
}

/// What is wrong when the first argument is meant as a command and is none: `clap` takes it for the path of the reader
/// and complains of the one after it.
fn misspelt() -> Option<clap::Error> {
    let first = std::env::args_os().nth(1)?;
    let name = first.to_string_lossy();
    let is_path = name.starts_with('-') || command().find_subcommand(&*name).is_some() || Path::new(&first).exists();
    let message =
        format!("'{}' is neither a command nor a file or folder; `recto --help` lists the commands", first.display());
    (!is_path).then(|| command().error(ErrorKind::InvalidSubcommand, message))
}

/// Prints what `clap` has to say instead of arguments: help, the version, or what is wrong. It may quote
/// the arguments, so it is made harmless line by line.
pub(crate) fn answer(error: &clap::Error) -> anyhow::Result<Status> {
    let text = error.render().to_string();
    if error.use_stderr() {
        text.lines().for_each(status::say);
        return Ok(Status::Misused);
    }
    output::print(&text)?;
    Ok(Status::Done)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::command().debug_assert();
    }
}
