//! The program as its caller sees it, in a home of its own.
#![allow(dead_code, clippy::unwrap_used)] // Not every test uses all of it; helpers of tests are tests.

use assert_cmd::Command;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A home with the device `desk` and a folder of notes.
pub struct Home {
    folder: TempDir,
}

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub fn new(notes: &[(&str, &str)]) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(home.path(".local/state/recto")).unwrap();
        fs::write(home.path(".local/state/recto/device"), "desk\n").unwrap();
        fs::create_dir_all(home.path("notes")).unwrap();
        for (name, text) in notes {
            home.write(&format!("notes/{name}"), text);
        }
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs the program there, in 2026 and UTC.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("UTC", arguments)
    }

    pub fn run_in(&self, zone: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        let folder = self.folder.path();
        command.env_clear().env("HOME", folder).env("TZ", zone).current_dir(folder).args(arguments);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs a command that must succeed, and gives the objects that it prints.
    pub fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    /// The lines of the log.
    pub fn log(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path(".local/share/recto/reviews-desk.jsonl")).unwrap_or_default();
        text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    /// The bytes of all notes, by their paths.
    pub fn notes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn gather(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    gather(&path, found);
                } else {
                    found.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.path("notes"), &mut found);
        found.sort();
        found
    }
}

/// The rows of a text with fields in quotation marks where they need some.
pub fn rows(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '"' if is_quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => field.push(it),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ if it == separator => row.push(std::mem::take(&mut field)),
            _ => field.push(it),
        }
    }
    assert!(row.is_empty() && field.is_empty(), "the text ends within a row");
    rows
}
