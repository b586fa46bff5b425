//! `recto log` and `recto init` as their caller sees them.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/events.rs"]
mod events;

use assert_cmd::Command;
use events::{answer, event, met, noon};
use recto::{
    quiz::CardId,
    schedule::{Event, What},
    store::log::Log,
};
use serde_json::Value;
use std::{fs, path::Path, process::Output};

/// The program in a home of its own.
fn recto(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.env_clear().env("HOME", home).env("TZ", "UTC").current_dir(home).args(arguments);
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A home with a log of these events, as its own device writes them.
fn home(events: &[Event]) -> (tempfile::TempDir, Log) {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/state/recto")).unwrap();
    fs::write(home.path().join(".local/state/recto/device"), "desk\n").unwrap();
    let (mut log, _) = Log::open(&home.path().join(".local/share/recto"), "desk");
    log.append(events).unwrap();
    (home, log)
}

fn some() -> Vec<Event> {
    vec![met(noon(0), 1, 7), answer(2, 0, 7, 3), event(noon(1), 3, What::Suspended(CardId(7))), answer(4, 2, 8, 1)]
}

#[test]
fn check_says_where_the_log_is_and_what_is_wrong() {
    let (home, log) = home(&some());
    let output = recto(home.path(), &["log", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let folder = log.folder().display().to_string();
    assert_eq!(
        stdout(&output),
        format!(
            "{folder}\n1 file, 4 events, 2 reviews of 2 cards, 0 daily copies, 0 lines of a later version, 0 damaged\n"
        )
    );
    let text = fs::read_to_string(log.file()).unwrap();
    fs::write(log.file(), text.replace("\"rating\":1", "\"rating\":2") + "\x1b[31m\n").unwrap();
    let output = recto(home.path(), &["log", "check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("reviews-desk.jsonl:4: this line is damaged and skipped: its checksum"));
    let json: Value = serde_json::from_slice(&recto(home.path(), &["log", "check", "--json"]).stdout).unwrap();
    assert_eq!((&json["events"], json["damage"].as_array().unwrap().len()), (&3.into(), 2));
}

#[test]
fn undo_goes_back_step_by_step_and_says_what_it_did() {
    let (home, log) = home(&some());
    let undo = |arguments: &[&str]| recto(home.path(), &[&["log", "undo"], arguments].concat());
    let output = undo(&["--now", "2026-01-04T10:00:00Z"]);
    let said = "undone: Again on card 0000000000000008\n";
    assert_eq!((stdout(&output).as_str(), output.status.code()), (said, Some(0)));
    let said = "undone: the suspension of “card 7”\nundone: Good on “card 7”\n";
    assert_eq!(stdout(&undo(&["--steps", "2"])), said);
    let output = undo(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Nothing is left"));
    let text = fs::read_to_string(log.file()).unwrap();
    assert_eq!(text.lines().filter(|it| it.contains("\"event\":\"void\"")).count(), 3);
    assert!(text.contains("\"at\":\"2026-01-04T10:00:00.000Z\",\"device\":\"desk\",\"event\":\"void\",\"undoes\":"));
    assert_eq!(undo(&["--now", "yesterday"]).status.code(), Some(2));
}

#[test]
fn merge_takes_in_other_logs_once_and_keeps_a_copy_first() {
    let (home, log) = home(&some());
    let (mut other, _) = Log::open(&home.path().join("laptop"), "laptop");
    other.append(&[some()[1].clone(), answer(9, 3, 9, 4)]).unwrap();
    let file = other.file().display().to_string();
    let merge = |more: &[&str]| recto(home.path(), &[&["log", "merge"], more].concat());
    let output = merge(&[&file, "--now", "2026-01-04T10:00:00Z"]);
    assert_eq!(stdout(&output), "1 line added, 1 known already\n", "{}", stderr(&output));
    assert_eq!(stdout(&merge(&["--json", &file])), "{\"added\":0,\"known\":2}\n");
    assert_eq!(fs::read_to_string(log.copies().first().unwrap()).unwrap().lines().count(), 4);
    let output = merge(&["none.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("none.jsonl: there is no such file"), "{}", stderr(&output));
    assert_eq!(merge(&[]).status.code(), Some(2));
}

#[test]
fn init_makes_a_home_for_the_log_of_a_library() {
    let (home, log) = home(&some());
    fs::create_dir_all(home.path().join("notes/deep")).unwrap();
    let output = recto(home.path(), &["init", "notes"]);
    assert_eq!((output.status.code(), stdout(&output).contains("notes/.recto: from now on")), (Some(0), true));
    let advice = stderr(&output);
    assert!(advice.contains(&format!("recto log merge --library notes {}", log.file().display())), "{advice}");
    assert!(stdout(&recto(home.path(), &["init", "notes"])).contains("already"));
    let file = log.file().display().to_string();
    assert_eq!(
        stdout(&recto(home.path(), &["log", "merge", "--library", "notes", &file])),
        "4 lines added, 0 known already\n"
    );
    assert!(stdout(&recto(home.path(), &["log", "check", "notes/deep"])).contains("notes/.recto\n1 file, 4 events"));
    assert!(stdout(&recto(home.path(), &["log", "check"])).contains(".local/share/recto\n"));
    assert_eq!(recto(home.path(), &["init", "nowhere"]).status.code(), Some(1));
    assert_eq!(recto(home.path(), &["log", "check", "nowhere"]).status.code(), Some(1));
}

#[test]
fn a_log_that_cannot_be_written_is_named() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/share")).unwrap();
    fs::write(home.path().join(".local/share/recto"), "").unwrap();
    let (mut other, _) = Log::open(&home.path().join("laptop"), "laptop");
    other.append(&some()).unwrap();
    let output = recto(home.path(), &["log", "merge", &other.file().display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains(".local/share/recto: a file stands where a folder is needed"),
        "{}",
        stderr(&output)
    );
}
