//! What may be asked of the program: commands, options and their help.

use crate::cli::{colour::When, output, status, status::Status};
use crate::{library::Lint, note::Code, quiz, search};
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
    /// Find this kind only
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(search::Kind::ALL.map(search::Kind::name)))]
    pub kind: Option<String>,
    /// Print so many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
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
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub kind: Option<String>,
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

const USAGE: &str = "\
recto [OPTIONS] [PATH]
       recto <COMMAND> [OPTIONS] [PATH]";

const ABOUT: &str = "A study guide for the terminal: read, find and remember folders of Markdown notes.";

pub(crate) const EXAMPLES: &str = "\
Examples:
  recto                           read the built-in note
  recto notes/                    read a folder of notes
  recto talk.md --fresh           read one note, from its top
  pandoc page.html -t gfm | recto -
  recto outline talk.md           its headings, without a screen
  recto timestamps talk.md        its moments of the video, each with its sentence
  recto mentions ai notes/        every link to a concept, with its sentence
  recto find 'resource curse' notes/
  recto check notes/ --strict     what is odd about the notes, for CI
  recto inspect notes/ | jq .title";

pub(crate) const STATUSES: &str = "\
Exit status: 0 done, 1 it failed, 2 wrong usage.
A path that begins with a dash goes after --, as in `recto -- -note.md`.";

const INSPECT: &str = "\
Examples:
  recto inspect talk.md | jq .
  recto inspect notes/ | jq -r '[.words, .title] | @tsv'
  recto inspect notes/ | jq -r '.terms[] | .term + \": \" + .text'";

const OUTLINE: &str = "\
Examples:
  recto outline talk.md
  recto outline notes/ --json | jq -r .title";

const LINKS: &str = "\
Examples:
  recto links notes/
  recto links notes/ --json | jq -r 'select(.resolved == null) | .target'
  recto links notes/ --dot | dot -Tsvg > notes.svg
  recto links notes/ --json | jq -r .target | sort | uniq -c | sort -rn";

const CONCEPT: &str = "\
Examples:
  recto concept \"artificial intelligence\" notes/
  recto concept ai notes/ --json | jq '.with[].concept'
  recto concept ai notes/ --dot | dot -Tsvg > ai.svg";

const MENTIONS: &str = "\
Examples:
  recto mentions ai notes/ | wc -l              one line a link: two in a sentence count twice
  recto mentions ai notes/ --unlinked --json | jq -r 'select(.linked | not) | .path'
  vim -q <(recto mentions ai notes/)";

const FIND: &str = "\
Examples:
  recto find 'intelligence curse' notes/
  recto find '#agi' notes/               concepts only
  recto find '@1:09' talk.md             what is said at that time
  recto find \"norway 'oil !gas\" notes/  these very letters, and none of those
  recto find agi notes/ --json | jq -r '[.score, .note, .text] | @tsv'
  vim -q <(recto find labor notes/)";

const FIND_STATUSES: &str = "Exit status: 0 something was found, 1 nothing was, or it failed, 2 wrong usage.";

const TIMESTAMPS: &str = "\
Examples:
  recto timestamps talk.md
  recto timestamps notes/ --json | jq -r '[.url, .text] | @tsv'";

const CARDS: &str = "\
Examples:
  recto cards talk.md
  recto cards talk.md --explain                 what was refused, too, and by which rule
  recto cards talk.md --why 24                  what became of the sentence or item at line 24
  recto cards notes/ --kind cloze --json | jq -r '[.prompt, .answer] | @tsv'";

const CHECK: &str = "\
Examples:
  recto check notes/
  recto check notes/ --only link-dangling --only heading-missing
  recto check notes/ --strict > /dev/null && echo all well
  vim -q <(recto check notes/)";

const JUDGE: &str = "\
Examples:
  recto judge decentralize centralize
  recto judge diffuse defuse --terms avert,defuse
  recto judge \"User-aligned AI\" \"user aligned\" --hubs AI --json | jq -r .why
Differences are marked: [-missing], [+extra], [~wrong].
Exit status: 0 right or close, 1 wrong, 2 wrong usage.";

const COMPLETIONS: &str = "\
Examples:
  recto completions bash > ~/.local/share/bash-completion/completions/recto
  recto completions zsh > ~/.zfunc/_recto
  recto completions fish > ~/.config/fish/completions/recto.fish";

const MAN: &str = "\
Examples:
  recto man > ~/.local/share/man/man1/recto.1
  recto man | man -l -";

/// The names of the rules that make cards.
fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(quiz::Kind::ALL.map(quiz::Kind::name))
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
    let is_command = command().get_subcommands().any(|it| first == *it.get_name());
    let is_path = is_command || first.to_string_lossy().starts_with('-') || Path::new(&first).exists();
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
