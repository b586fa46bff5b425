//! The command line: arguments in, text or JSON Lines out, and an exit status.
//!
//! Everything that the screens know can be had here without a screen. Standard output carries what was
//! asked for and nothing else; whatever there is to say about it goes to standard error. `args` says what
//! may be asked, `input` what it is asked of, `study` goes through the notes one by one, `library` takes them all
//! together, `settings` is what the user has set and `history` what the log says by that, `named` finds the concept
//! that is asked for, and then there is one file a command.

mod args;
mod args_exchange;
mod args_log;
mod args_open;
mod args_schedule;
mod cards;
mod check;
mod clock;
mod colour;
mod columns;
mod concept;
mod desk;
mod doctor;
mod dot;
mod due;
mod examples;
mod exchange;
mod find;
mod gone;
mod history;
mod holding;
mod input;
mod inspect;
mod install;
mod json;
mod judge;
mod keeper;
mod kinds;
mod librarian;
mod library;
mod links;
mod log;
mod mentions;
mod named;
mod optimise;
mod outline;
mod output;
mod quiz;
mod reader;
mod review;
mod searcher;
mod settings;
mod standing;
mod stats;
mod status;
mod study;
mod terminal;
mod timestamps;
mod view;

use args::{Args, Command};
use colour::When;
use input::Input;
use output::Output;
use status::Status;
use std::{path::Path, process::ExitCode};

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    let outcome = match args::parse() {
        Ok(args) => obey(args),
        Err(error) => args::answer(&error),
    };
    status::conclude(outcome)
}

fn obey(args: Args) -> anyhow::Result<Status> {
    let Some(command) = args.command else {
        return reader::open(&args.opening, None, args.color);
    };
    if let Command::Quiz(quiz) = command {
        return reader::open(&quiz.opening(), Some(&quiz), args.color);
    }
    print(command, args.color).map_err(|it| if it.is::<std::io::Error>() { it.context("standard output") } else { it })
}

fn print(command: Command, color: When) -> anyhow::Result<Status> {
    let mut output = Output::standard(color);
    let status = match command {
        Command::Inspect(it) => inspect::run(&input(it.path.as_deref())?, &mut output),
        Command::Outline(it) => outline::run(&input(it.path.as_deref())?, it.json, &mut output),
        Command::Links(it) => links::run(&input(it.what.path.as_deref())?, &it, &mut output),
        Command::Concept(it) => concept::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Mentions(it) => mentions::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Find(it) => find::run(Input::of(it.path.as_deref()), &it, &mut output),
        Command::Timestamps(it) => timestamps::run(&input(it.path.as_deref())?, it.json, &mut output),
        Command::Cards(it) => cards::run(&input(it.what.path.as_deref())?, &it, &mut output),
        Command::Check(it) => check::run(&input(it.what.path.as_deref())?, &it, &mut output),
        Command::Judge(it) => judge::run(&it, &mut output),
        // It needs the screen: see `obey`.
        Command::Quiz(_) => Ok(Status::Done),
        Command::Stats(it) => stats::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Due(it) => due::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Review(it) => review::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Optimise(it) => optimise::run(&input(it.path.as_deref())?, &it, &mut output),
        Command::Log { command } => log::run(&command, &mut output),
        Command::Export(it) => exchange::export(&input(it.path.as_deref())?, &it, &mut output),
        Command::Import(it) => exchange::import(&it, &mut output),
        Command::Init(it) => log::init(&it, &mut output),
        Command::Doctor { json } => doctor::run(json, color, &mut output),
        Command::Completions { shell } => install::completions(shell, &mut output),
        Command::Man => install::manual(&mut output),
    }?;
    output.finish()?;
    Ok(status)
}

fn input(path: Option<&Path>) -> anyhow::Result<Input> {
    Ok(Input::of(path)?)
}
