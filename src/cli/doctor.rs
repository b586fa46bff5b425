//! `recto doctor`: what the program sees of the terminal, its folders and the system.

use crate::cli::{
    colour::When,
    output::{self, Look, Output, Piece},
    settings::{self, Set},
    status::Status,
    terminal::{self, Terminal},
};
use crate::store::Folders;
use rustix::fs::Access;
use serde::Serialize;
use std::{
    env,
    path::{Path, PathBuf},
};

#[derive(Serialize)]
struct Findings {
    version: &'static str,
    system: String,
    terminal: Screen,
    folders: Vec<Folder>,
    config: Settings,
    /// The program that opens web pages.
    opener: Option<String>,
    locale: Option<String>,
    advice: Vec<String>,
}

#[derive(Serialize)]
struct Screen {
    /// Behind which streams a terminal stands.
    tty: Terminal,
    columns: Option<u16>,
    rows: Option<u16>,
    term: Option<String>,
    colorterm: Option<String>,
    no_color: bool,
    colour: bool,
    ssh: bool,
}

#[derive(Serialize)]
struct Folder {
    name: &'static str,
    path: String,
    exists: bool,
    /// It can be written, or made.
    writable: bool,
}

/// The file that the user sets things in.
#[derive(Serialize)]
struct Settings {
    file: Option<String>,
    exists: bool,
    problems: Vec<String>,
}

pub(crate) fn run(json: bool, color: When, output: &mut Output) -> anyhow::Result<Status> {
    let mut findings = Findings {
        version: env!("CARGO_PKG_VERSION"),
        system: format!("{} {}", env::consts::OS, env::consts::ARCH),
        terminal: screen(color),
        folders: folders(),
        config: config(),
        opener: opener(),
        locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(terminal::variable),
        advice: Vec::new(),
    };
    findings.advice = advice(&findings);
    if json {
        output.json(&findings)?;
    } else {
        print(&findings, output)?;
    }
    Ok(Status::Done)
}

fn screen(color: When) -> Screen {
    let here = Terminal::here();
    let size = terminal::size();
    Screen {
        tty: here,
        columns: size.map(|it| it.0),
        rows: size.map(|it| it.1),
        term: terminal::variable("TERM"),
        colorterm: terminal::variable("COLORTERM"),
        no_color: terminal::variable("NO_COLOR").is_some(),
        colour: output::has_colour(color, here.stdout),
        ssh: ["SSH_CONNECTION", "SSH_TTY"].into_iter().any(|it| terminal::variable(it).is_some()),
    }
}

fn folders() -> Vec<Folder> {
    let Some(Folders { state, data, config }) = Folders::of_user() else {
        return Vec::new();
    };
    let named = [("state", state), ("data", data), ("config", config)];
    let look = |(name, path): (&'static str, PathBuf)| Folder {
        name,
        exists: path.is_dir(),
        writable: is_writable(&path),
        path: path.to_string_lossy().into_owned(),
    };
    named.into_iter().map(look).collect()
}

fn config() -> Settings {
    let Set { file, problems, .. } = settings::read();
    let exists = file.as_ref().is_some_and(|it| it.symlink_metadata().is_ok());
    Settings { file: file.map(|it| it.to_string_lossy().into_owned()), exists, problems }
}

/// True when the folder, or the nearest one above it that is there, lets itself be written. Nothing is made.
fn is_writable(path: &Path) -> bool {
    let there = path.ancestors().find(|it| it.symlink_metadata().is_ok());
    there.is_some_and(|it| it.is_dir() && rustix::fs::access(it, Access::WRITE_OK | Access::EXEC_OK).is_ok())
}

/// The first of the programs that would be tried to open a web page and that is there.
fn opener() -> Option<String> {
    let programs = open::commands("https://youtu.be/");
    programs.iter().find_map(|it| found(Path::new(it.get_program())))
}

fn found(program: &Path) -> Option<String> {
    let folders = env::var_os("PATH")?;
    let candidates = env::split_paths(&folders).map(|it| it.join(program));
    let is_program = |it: &PathBuf| it.is_file() && rustix::fs::access(it, Access::EXEC_OK).is_ok();
    candidates.into_iter().find(is_program).map(|it| it.to_string_lossy().into_owned())
}

fn advice(findings: &Findings) -> Vec<String> {
    let screen = &findings.terminal;
    let is_utf8 = findings.locale.as_ref().is_some_and(|it| {
        let name = it.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    });
    let mut advice = Vec::new();
    let mut say = |applies: bool, text: &str| advice.extend(applies.then(|| text.to_string()));
    say(!screen.tty.stdout, "Standard output is no terminal: the reader needs one, the commands do not.");
    say(terminal::is_dumb(), "TERM=dumb: the reader needs a terminal that can move its cursor.");
    say(!is_utf8, "The locale is not UTF-8: letters and lines may look wrong; set LANG, as in LANG=C.UTF-8.");
    say(findings.opener.is_none(), "No program to open web pages: install xdg-utils, or copy addresses with y.");
    say(findings.folders.is_empty(), "No home folder: set HOME, or places are not kept.");
    let locked = findings.folders.iter().any(|it| it.name == "state" && !it.writable);
    say(locked, "The state folder cannot be written: the place where you left off is not kept.");
    let slips = findings.config.problems.iter();
    advice.extend(
        slips.map(|it| format!("{it}. Commands that need the config stop with that, the reader goes on without.")),
    );
    advice
}

fn print(findings: &Findings, output: &mut Output) -> anyhow::Result<()> {
    output.uncut();
    let screen = &findings.terminal;
    let size = screen.columns.zip(screen.rows).map(|it| format!("{} × {}", it.0, it.1));
    fact(output, "recto", findings.version)?;
    fact(output, "system", &findings.system)?;
    fact(output, "locale", or_unset(findings.locale.as_ref()))?;
    fact(output, "opener", findings.opener.as_deref().unwrap_or("none found"))?;
    for folder in &findings.folders {
        let state = match (folder.exists, folder.writable) {
            (true, true) => "writable",
            (true, false) => "read-only",
            (false, true) => "not there yet, can be made",
            (false, false) => "not there, cannot be made",
        };
        fact(output, folder.name, &format!("{} ({state})", folder.path))?;
    }
    let Settings { file, exists, problems } = &findings.config;
    let state = match (exists, problems.is_empty()) {
        (false, true) => "not there: everything is at its default",
        (true, true) => "read, nothing is wrong with it",
        (_, false) => "something is wrong with it, see below",
    };
    fact(output, "settings", &format!("{} ({state})", file.as_deref().unwrap_or("none")))?;
    fact(output, "size", size.as_deref().unwrap_or("unknown"))?;
    fact(output, "TERM", or_unset(screen.term.as_ref()))?;
    fact(output, "COLORTERM", or_unset(screen.colorterm.as_ref()))?;
    fact(output, "NO_COLOR", if screen.no_color { "set" } else { "not set" })?;
    fact(output, "colour", yes(screen.colour))?;
    fact(output, "over SSH", yes(screen.ssh))?;
    let Terminal { stdin, stdout, stderr } = screen.tty;
    for (name, is_terminal) in [("stdin", stdin), ("stdout", stdout), ("stderr", stderr)] {
        fact(output, name, if is_terminal { "a terminal" } else { "not a terminal" })?;
    }
    for advice in &findings.advice {
        output.line(&[Piece(Look::Bold, "! "), Piece(Look::Plain, advice)])?;
    }
    Ok(())
}

fn fact(output: &mut Output, name: &str, value: &str) -> std::io::Result<()> {
    output.line(&[Piece(Look::Dim, &format!("{name:<11}")), Piece(Look::Plain, value)])
}

fn or_unset(value: Option<&String>) -> &str {
    value.map_or("not set", String::as_str)
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
