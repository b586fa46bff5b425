//! `recto export` as its caller sees it.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/program.rs"]
mod program;

use program::{Home, rows};
use serde_json::Value;
use std::fs;

const NOTE: &str = "\
---
title: \"Talk:: 1\"
---
## One \"two\"

Q: What is a\ttab
and a line?
A: Say \"no\", then
stop \u{1b}[31m.

C: The capital of [France] is [Paris].
";

const HEAD: &str = "\
#separator:tab
#html:false
#if matches:update current
#notetype:Basic
#guid column:1
#deck column:2
#tags column:5
";

/// The rows for Anki without their guids.
fn anki(home: &Home, path: &[&str]) -> Vec<Vec<String>> {
    let ran = home.run(&[&["export", "--format", "anki"], path].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
    let rows = rows(ran.out.strip_prefix(HEAD).unwrap(), '\t');
    rows.into_iter().map(|it| it[1..].to_vec()).collect()
}

#[test]
fn a_note_becomes_rows_for_anki() {
    let home = Home::new(&[("a b/talk.md", NOTE)]);
    let tags = "recto recto::kind::explicit recto::note::a-b-talk";
    let expected = [
        ["One \"two\"\n\nWhat is a tab and a line?", "Say \"no\", then stop ␛[31m."],
        ["One \"two\"\n\nThe capital of ▢ is Paris.", "France"],
        ["One \"two\"\n\nThe capital of France is ▢.", "Paris"],
    ];
    let expected: Vec<Vec<&str>> =
        expected.iter().map(|[front, back]| vec!["Recto::Talk: 1", front, back, tags]).collect();
    assert_eq!(anki(&home, &["notes"]), expected);
}

#[test]
fn choices_orders_and_lists_can_be_read_as_two_sides() {
    let home = Home::new(&[]);
    let found = anki(&home, &[]);
    let of = |part: &str| found.iter().find(|it| it[1].contains(part)).unwrap_or_else(|| panic!("{part}: {found:?}"));
    let order = of("Put the 3 steps");
    assert!(order[1].starts_with("Strategies for Mitigation\n\nPut the 3 steps"), "{order:?}");
    let mut shown: Vec<&str> = order[1].lines().filter_map(|it| it.strip_prefix("• ")).collect();
    assert_ne!(shown, ["Avert", "Diffuse", "Democratize"]);
    shown.sort_unstable();
    assert_eq!(shown, ["Avert", "Democratize", "Diffuse"]);
    assert!(order[2].starts_with("1. Avert\n2. Diffuse\n3. Democratize"), "{order:?}");
    let list = of("Key aspects of diffusion: name the 3.");
    assert!(list[2].starts_with("• Open-source models\n• AI augmenting tools\n• User-aligned AI"), "{list:?}");
    let choice = of("“Open-source models” belongs to which part");
    assert!(choice[1].ends_with("?\n\na) Avert\nb) Diffuse\nc) Democratize"), "{choice:?}");
    assert!(choice[2].starts_with("b) Diffuse\n\n"), "{choice:?}");
    assert!(choice[2].ends_with("1:20:00 https://youtu.be/yYr1-qkgjMo?t=4800"), "{choice:?}");
}

#[test]
fn every_format_holds_the_same_cards_with_their_states() {
    let home = Home::new(&[("talk.md", NOTE)]);
    let cards = home.objects(&["cards", "--json", "notes"]);
    let review = "{\"v\":1,\"id\":\"019b796d-d600-7000-8000-000000000001\",\"at\":\"2026-01-01T12:00:00.000Z\",\
                  \"device\":\"desk\",\"event\":\"review\",\"card\":ID,\"day\":\"2026-01-01\",\"rating\":3}\n";
    home.write(".local/share/recto/reviews-desk.jsonl", &review.replace("ID", &cards[1]["id"].to_string()));
    let of = |format| home.run(&["export", "--format", format, "notes", "--now", "2026-01-02T12:00:00Z"]).out;
    let jsonl: Vec<Value> = of("jsonl").lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let csv = of("csv");
    assert!(csv.lines().next().unwrap().starts_with("id,kind,note,line,section,context,prompt,answer,choices,"));
    let table = rows(&csv, ',');
    assert_eq!((jsonl.len(), table.len()), (cards.len(), cards.len() + 1));
    for (at, card) in cards.iter().enumerate() {
        for key in ["id", "kind", "note", "line", "context", "prompt", "answer", "choices", "accept", "seconds", "why"]
        {
            assert_eq!(jsonl[at][key], card[key], "{key}");
        }
        for (name, cell) in table[0].iter().zip(&table[at + 1]).filter(|it| ["id", "answer", "why"].contains(&&**it.0))
        {
            // What steers a terminal is escaped in JSON, and shown as a mark in a table.
            assert_eq!(*cell, card[name].as_str().unwrap().replace('\u{1b}', "␛"), "{name}");
        }
        assert_eq!(table[at + 1].len(), table[0].len());
    }
    assert_eq!((&jsonl[0]["state"], &table[1][12..]), (&Value::Null, &[const { String::new() }; 8][..]));
    let state = &jsonl[1]["state"];
    assert_eq!(
        (&state["reviews"], &state["interval_days"], &state["due"]),
        (&1.into(), &2.into(), &"2026-01-03".into())
    );
    assert_eq!(table[2][12..], ["1", "0", "2.3065", "2.118104", &table[2][16], "2026-01-03", "2", "false"]);
    assert!((state["retrievability"].as_f64().unwrap() - 0.9490).abs() < 0.01, "{state}");
}

#[test]
fn a_file_is_written_whole_and_never_over_a_note() {
    let home = Home::new(&[("talk.md", NOTE), ("plain.txt", NOTE)]);
    let before = home.notes();
    let export = |path: &str, file: &str| home.run(&["export", "--format", "anki", path, "-o", file]);
    let whole = home.run(&["export", "--format", "anki", "notes"]).out;
    home.write("cards.txt", "before");
    let ran = export("notes", "cards.txt");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(home.path("cards.txt")).unwrap(), whole);
    for (path, file) in [
        ("notes", "notes/talk.md"),
        ("notes", "notes/new.md"),
        ("notes/plain.txt", "notes/plain.txt"),
        ("notes", "notes"),
        ("notes", "none/cards.txt"),
    ] {
        let ran = export(path, file);
        assert_eq!(ran.code, 1, "{file}: {ran:?}");
        assert!(ran.err.starts_with(&format!("recto: {file}: ")), "{ran:?}");
    }
    assert_eq!(export("notes", "-").out, whole);
    assert_eq!(home.run(&["export", "notes"]).code, 2);
    assert_eq!(home.notes(), before);
    assert!(home.log().is_empty());
}

#[test]
fn an_edited_card_keeps_its_name_in_anki() {
    let home = Home::new(&[("talk.md", "Q: One question?\nA: One answer\n")]);
    let row = |home: &Home| {
        let out = home.run(&["export", "--format", "anki", "notes"]).out;
        rows(out.strip_prefix(HEAD).unwrap(), '\t')[0].clone()
    };
    let (before, old) = (row(&home), home.objects(&["cards", "--json", "notes"])[0]["id"].clone());
    home.write("notes/talk.md", "Q: One question?\nA: One better answer\n");
    let new = home.objects(&["cards", "--json", "notes"])[0]["id"].clone();
    assert_ne!(new, old);
    let print = "{\"kind\":\"explicit\",\"note\":\"talk.md\",\"path\":[],\"index\":0,\"term\":\"\",\"body\":\"\"}";
    let line = |number: u8, hour: u8, rest: String| {
        format!(
            "{{\"v\":1,\"id\":\"019b796d-d600-7000-8000-00000000000{number}\",\"at\":\"2026-01-01T{hour}:00:00.000Z\",\
             \"device\":\"desk\",{rest}}}\n"
        )
    };
    let review = line(1, 12, format!("\"event\":\"review\",\"card\":{old},\"day\":\"2026-01-01\",\"rating\":3"));
    let attached = format!(
        "\"event\":\"attached\",\"card\":{new},\"fingerprint\":{print},\"old\":{old},\"old_fingerprint\":{print},\"score\":0.9"
    );
    home.write(".local/share/recto/reviews-desk.jsonl", &(review + &line(2, 13, attached)));
    let after = row(&home);
    assert_eq!((&after[0], after[3].as_str()), (&before[0], "One better answer"));
}
