//! `recto completions` and `recto man`: what an installer puts beside the program.

use crate::{
    app::keymap,
    cli::{args, examples, output::Output, status::Status},
    config::SETTINGS,
};
use clap_mangen::{
    Man,
    roff::{Roff, bold, italic, roman},
};
use std::io::Write;

pub(crate) fn completions(shell: clap_complete::Shell, output: &mut Output) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "recto", &mut script);
    output.raw(&script)?;
    Ok(Status::Done)
}

pub(crate) fn manual(output: &mut Output) -> anyhow::Result<Status> {
    output.raw(&page()?)?;
    Ok(Status::Done)
}

/// One page for the program and all its commands.
fn page() -> std::io::Result<Vec<u8>> {
    let man = Man::new(args::command()).manual("User Commands");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    examples(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    commands(&mut page)?;
    keys(&mut page)?;
    files(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

fn examples(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in examples::EXAMPLES.lines().skip(1) {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_writer(page)
}

fn commands(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for command in args::command().get_subcommands() {
        let title = format!("recto {}", command.get_name());
        roff.control("SS", [title.as_str()]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default() + ".")]);
        for argument in command.get_arguments() {
            let name = argument
                .get_long()
                .map_or_else(|| italic(argument.get_id().as_str().to_uppercase()), |it| bold(format!("--{it}")));
            roff.control("TP", []).text([name]);
            roff.text([roman(argument.get_help().map(ToString::to_string).unwrap_or_default())]);
        }
    }
    roff.to_writer(page)
}

/// The keys, from the table that the program obeys.
fn keys(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    for verb in keymap::verbs() {
        roff.control("TP", []).text([bold(verb.keys.join(" "))]);
        roff.text([roman(format!("{}.", verb.sentence))]);
    }
    roff.to_writer(page)
}

fn files(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    crate::cli::examples::STATUSES.lines().for_each(|line| {
        roff.text([roman(line)]);
    });
    roff.control("SH", ["FILES"]);
    roff.control("TP", []).text([italic("$XDG_STATE_HOME/recto/places.jsonl")]);
    roff.text([roman("Where you left off in each note. It may be deleted at any time.")]);
    roff.control("TP", []).text([italic("$XDG_DATA_HOME/recto/reviews-DEVICE.jsonl")]);
    roff.text([roman("The review log of a device: every answer, one event a line. It is only added to.")]);
    roff.control("TP", []).text([italic(".recto/")]);
    roff.text([roman("The same for the notes of one folder, after `recto init`.")]);
    roff.control("TP", []).text([italic("$XDG_STATE_HOME/recto/device")]);
    roff.text([roman("The name of this device. When it is lost, another one is made.")]);
    roff.control("TP", []).text([italic("$XDG_CONFIG_HOME/recto/config.toml")]);
    roff.text([roman("What you have set, in TOML; see SETTINGS. `recto doctor` says what is wrong with it.")]);
    settings(&mut roff);
    roff.control("SH", ["ENVIRONMENT"]);
    roff.control("TP", []).text([bold("NO_COLOR")]);
    roff.text([roman("Set to anything: no colour, unless --color says otherwise.")]);
    roff.control("TP", []).text([bold("RECTO_OPENER")]);
    roff.text([roman("A program that is given the address of what you open, in place of the system's browser.")]);
    roff.control("TP", []).text([bold("RECTO_CONFIG")]);
    roff.text([roman("A file to read the settings from, in place of the one above.")]);
    roff.to_writer(page)?;
    page.flush()
}

/// What can be set, from the table by which it is read.
fn settings(roff: &mut Roff) {
    roff.control("SH", ["SETTINGS"]);
    for it in SETTINGS {
        roff.control("TP", []).text([bold(format!("[{}] {}", it.section, it.name))]);
        roff.text([roman(format!("{}: {}.", capital(it.sense), it.takes))]);
    }
}

/// A clause as the beginning of a sentence.
fn capital(clause: &str) -> String {
    let mut rest = clause.chars();
    rest.next().map(|it| it.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_names_every_command_and_lets_no_line_be_read_as_a_request() {
        let page = String::from_utf8(super::page().unwrap()).unwrap();
        for name in [
            "inspect",
            "outline",
            "links",
            "timestamps",
            "check",
            "due",
            "review",
            "log",
            "init",
            "doctor",
            "completions",
            "man",
        ] {
            assert!(page.contains(&format!(".SS \"recto {name}\"")), "{name}");
        }
        let requests = page.lines().filter(|it| it.starts_with('.'));
        let known = [".TH", ".SH", ".SS", ".TP", ".nf", ".fi", ".ie", ".el", ".RS", ".RE", ".br", ".PP", ".IP"];
        for line in requests {
            assert!(known.iter().any(|it| line.starts_with(it)), "{line}");
        }
    }
}
