//! `recto cards` as its caller sees it.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use assert_cmd::Command;
use serde_json::Value;

/// The program in a home without a log and without a config.
fn recto(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::cargo_bin("recto").unwrap();
    command.env_clear().env("HOME", home.path()).env("NO_COLOR", "1").args(arguments);
    let output = command.assert().success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

fn rows(arguments: &[&str]) -> Vec<Value> {
    recto(arguments).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

#[test]
fn a_card_in_json_has_all_that_is_promised() {
    let rows = rows(&["cards", "--json"]);
    assert!((30..=45).contains(&rows.len()));
    for row in &rows {
        for key in ["id", "kind", "note", "line", "section", "context", "prompt", "answer", "accept", "why"] {
            assert!(!row[key].is_null(), "{key}: {row}");
        }
        for key in ["choices", "seconds", "state"] {
            assert!(row.get(key).is_some(), "{key}: {row}");
        }
        let answer = &row["answer"];
        assert!(row["choices"].as_array().is_none_or(|it| it.contains(answer)), "{row}");
        let is_row = matches!(row["kind"].as_str(), Some("list")) || row["prompt"].as_str().unwrap().starts_with("Put");
        assert_eq!(answer.is_array(), is_row, "{row}");
    }
}

#[test]
fn refused_candidates_are_printed_on_demand() {
    let rows = rows(&["cards", "--json", "--explain"]);
    let refused: Vec<&Value> = rows.iter().filter(|it| it["refused"] == true).collect();
    assert!(!refused.is_empty() && refused.len() < rows.len());
    for row in refused {
        for key in ["kind", "note", "line", "text", "rule", "why"] {
            assert!(!row[key].is_null(), "{key}: {row}");
        }
    }
    assert!(recto(&["cards", "--explain"]).contains("refused: anaphor: it begins with “This”"));
}

#[test]
fn one_place_and_one_rule_can_be_asked_for() {
    let text = recto(&["cards", "--why", "31"]);
    assert!(text.lines().count() >= 2 && text.lines().all(|it| it.trim_start().starts_with("31 ")), "{text}");
    assert!(text.contains("term       What is “User-aligned AI” about? → Developing AI models"), "{text}");
    assert_eq!(recto(&["cards", "--why", "2"]), "nothing was proposed at line 2\n");
    assert!(rows(&["cards", "--json", "--kind", "order"]).iter().all(|it| it["kind"] == "order"));
    Command::cargo_bin("recto").unwrap().args(["cards", "--kind", "riddle"]).assert().code(2);
}
