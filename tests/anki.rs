//! Cards and history there and back through the real Anki: its package for Python, where it is installed.
//!
//! `.ci/run` installs it into `target/anki` and sets `RECTO_REQUIRE_ANKI`, so that there nothing is left out.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/program.rs"]
mod program;

use program::Home;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, io::Write, path::Path, process::Command};

/// The script that stands for Anki: what it prints, or what went wrong.
fn anki(arguments: &[&str]) -> Result<Value, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("python3");
    command.env("PYTHONPATH", root.join("target/anki")).env("PYTHONDONTWRITEBYTECODE", "1").env("TZ", "UTC");
    let output = command.arg(root.join("tests/support/real_anki.py")).args(arguments).output();
    let output = output.map_err(|it| format!("python3: {it}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().last().filter(|_| output.status.success());
    last.and_then(|it| serde_json::from_str(it).ok()).ok_or_else(|| errors.into_owned())
}

/// True when Anki is here. When it must be and is not, that is a failure.
fn has_anki() -> bool {
    match anki(&["version"]) {
        Ok(_) => true,
        Err(why) if std::env::var_os("RECTO_REQUIRE_ANKI").is_some() => panic!("Anki is required: {why}"),
        Err(_) => {
            // Past the harness, which would keep it to itself.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED tests/anki.rs: the real Anki is not here; install it with: \
                 python3 -m pip install --target target/anki anki"
            );
            false
        }
    }
}

const OWN: &str = "\
---
title: Explicit “cards” & more
---
## Section <b>

Q: What does `<br>` \"do\"?
A: It ends
a line & no more

Q: The same question?
A: One

Q: The same question?
A: Two

C: [Hole] one and [hole] two.
";

/// A home with the built-in note and one with the author's own cards.
fn home() -> Home {
    let seed = "seeds/decentralization_and_democratization_in_ai_development.md";
    let seed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(seed)).unwrap();
    Home::new(&[("seed.md", &seed), ("deep/own cards.md", OWN)])
}

/// Exports the notes and imports that into Anki.
fn to_anki(home: &Home) -> Value {
    let ran = home.run(&["export", "--format", "anki", "notes", "-o", "cards.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let (collection, file) = (home.path("collection.anki2"), home.path("cards.txt"));
    anki(&["import", collection.to_str().unwrap(), file.to_str().unwrap()]).unwrap()
}

fn counts(imported: &Value) -> [u64; 5] {
    ["new", "updated", "same", "wrong", "cards"].map(|it| imported[it].as_u64().unwrap())
}

/// The notes in Anki, by the ids of our cards.
fn notes(imported: &Value) -> BTreeMap<&str, &Value> {
    imported["notes"].as_array().unwrap().iter().map(|it| (it["guid"].as_str().unwrap(), it)).collect()
}

#[test]
fn importing_again_updates_and_doubles_nothing() {
    if !has_anki() {
        return;
    }
    let home = home();
    let cards = home.objects(&["cards", "--json", "notes"]);
    let count = cards.len() as u64;
    let first = to_anki(&home);
    assert_eq!(counts(&first), [count, 0, 0, 0, count]);
    check_fields(&first, &cards);
    assert_eq!(counts(&to_anki(&home)), [0, 0, count, 0, count]);
    // One answer is written otherwise, and the history of its card has gone to what it is now.
    let old = cards.iter().find(|it| it["answer"] == "One").unwrap();
    home.write("notes/deep/own cards.md", &OWN.replace("A: One", "A: One and a half"));
    let now = home.objects(&["cards", "--json", "notes"]);
    let new = now.iter().find(|it| it["answer"] == "One and a half").unwrap();
    home.write(".local/share/recto/reviews-desk.jsonl", &reattached(&old["id"], &new["id"]));
    let changed = to_anki(&home);
    assert_eq!(counts(&changed), [0, 1, count - 1, 0, count]);
    let note = notes(&changed)[old["id"].as_str().unwrap()];
    assert!(note["back"].as_str().unwrap().starts_with("One and a half"), "{note}");
    assert_eq!(counts(&to_anki(&home)), [0, 0, count, 0, count]);
}

fn check_fields(imported: &Value, cards: &[Value]) {
    let notes = notes(imported);
    for card in cards {
        let note = notes[card["id"].as_str().unwrap()];
        assert_eq!(note["type"], "Basic");
        let (title, name) = if card["note"] == "seed.md" {
            ("Decentralization and democratization in AI development", "seed")
        } else {
            ("Explicit “cards” & more", "deep-own-cards")
        };
        assert_eq!(note["decks"], json!([format!("Recto::{title}")]));
        let kind = card["kind"].as_str().unwrap();
        assert_eq!(note["tags"], json!(["recto", format!("recto::kind::{kind}"), format!("recto::note::{name}")]));
    }
    let own = cards.iter().find(|it| it["prompt"].as_str().unwrap().starts_with("What does")).unwrap();
    let note = notes[own["id"].as_str().unwrap()];
    assert_eq!(note["front"], "Section<br><br>What does &lt;br&gt; &quot;do&quot;?");
    assert_eq!(note["back"], "It ends a line &amp; no more");
    let list = cards.iter().find(|it| it["kind"] == "list" && it["answer"].as_array().unwrap().len() == 4).unwrap();
    let note = notes[list["id"].as_str().unwrap()];
    let items = list["answer"].as_array().unwrap().iter().map(|it| format!("• {}", it.as_str().unwrap()));
    assert!(note["back"].as_str().unwrap().starts_with(&items.collect::<Vec<_>>().join("<br>")), "{note}");
}

/// A log in which a card was answered and its history went to another one.
fn reattached(old: &Value, new: &Value) -> String {
    let print =
        "{\"kind\":\"explicit\",\"note\":\"deep/own cards.md\",\"path\":[],\"index\":0,\"term\":\"\",\"body\":\"\"}";
    let line = |hour: u8, rest: String| {
        format!(
            "{{\"v\":1,\"id\":\"019b796d-d600-7000-8000-0000000000{hour}\",\"at\":\"2026-01-01T{hour}:00:00.000Z\",\
             \"device\":\"desk\",{rest}}}\n"
        )
    };
    let review = format!("\"event\":\"review\",\"card\":{old},\"day\":\"2026-01-01\",\"rating\":3");
    let attached = format!(
        "\"event\":\"attached\",\"card\":{new},\"fingerprint\":{print},\"old\":{old},\"old_fingerprint\":{print},\"score\":0.9"
    );
    line(12, review) + &line(13, attached)
}

#[test]
fn what_was_answered_in_anki_comes_back() {
    if !has_anki() {
        return;
    }
    let home = home();
    let before = home.notes();
    to_anki(&home);
    let folder = home.path("");
    let collection = home.path("collection.anki2");
    let rows = anki(&["answer", collection.to_str().unwrap(), folder.to_str().unwrap()]).unwrap();
    let rows = rows.as_array().unwrap();
    let cards: std::collections::HashSet<&str> = rows.iter().map(|it| it["guid"].as_str().unwrap()).collect();
    assert!(rows.len() >= 10 && cards.len() >= 5, "{rows:?}");
    let mut known = 0;
    for file in ["new.apkg", "old.apkg", "all.colpkg"] {
        let found = home.objects(&["import", file, "notes", "--json"]);
        let added = if known == 0 { (rows.len(), cards.len()) } else { (0, 0) };
        let expected = json!({"program": "anki", "file": file, "cards": added.1, "reviews": added.0, "known": known,
                              "skipped": 0, "dry_run": false});
        assert_eq!(found, [expected]);
        known = rows.len();
    }
    let reviews: Vec<Value> = home.log().into_iter().filter(|it| it["event"] == "review").collect();
    assert_eq!(reviews.len(), rows.len());
    for (review, row) in reviews.iter().zip(rows) {
        assert_eq!((&review["card"], &review["rating"], &review["ms"]), (&row["guid"], &row["button"], &row["ms"]));
        let at = recto::schedule::Instant::parse(review["at"].as_str().unwrap()).unwrap();
        assert_eq!(Some(at.0), row["at"].as_i64());
    }
    assert_eq!(home.notes(), before);
}
