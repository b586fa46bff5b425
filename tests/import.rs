//! `recto import` as its caller sees it.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

#[path = "support/anki.rs"]
mod anki;
#[path = "support/program.rs"]
mod program;

use anki::{Kind, Note, collection, package};
use program::Home;
use serde_json::{Value, json};
use std::{fs, io::Read};

const NOTE: &str = "\
Q: What is \"one\" & two?
A: Three

C: The capital of [France] is [Paris].
";

/// 2026-01-01T12:00:00Z.
const NOON: i64 = 1_767_268_800_000;
const DAY: i64 = 86_400_000;
const NOW: &str = "2026-06-01T12:00:00Z";

fn import(home: &Home, arguments: &[&str]) -> Vec<Value> {
    home.objects(&[&["import", "--json", "--now", NOW], arguments].concat())
}

fn summary(rows: &[Value]) -> [u64; 4] {
    let row = rows.last().unwrap();
    ["cards", "reviews", "known", "skipped"].map(|it| row[it].as_u64().unwrap())
}

/// What was left out: the reason, the name and how many answers.
fn skipped(rows: &[Value]) -> Vec<(String, String, u64)> {
    let text = |it: &Value| it.as_str().unwrap().to_string();
    let rows = rows.iter().filter(|it| it["skipped"] == true);
    rows.map(|it| (text(&it["why"]), text(&it["name"]), it["reviews"].as_u64().unwrap())).collect()
}

fn reviews(home: &Home) -> Vec<Value> {
    home.log().into_iter().filter(|it| it["event"] == "review").collect()
}

/// The state of the card at a place of the list.
fn state(home: &Home, at: usize) -> Value {
    home.objects(&["export", "--format", "jsonl", "notes", "--now", NOW])[at]["state"].clone()
}

#[test]
fn answers_of_anki_come_with_their_times_and_once() {
    for kind in [Kind::Anki2, Kind::Anki21, Kind::Anki21b] {
        let home = Home::new(&[("talk.md", NOTE)]);
        let before = home.notes();
        let id = home.objects(&["cards", "--json", "notes"])[1]["id"].as_str().unwrap().to_string();
        let database = collection(&[
            Note(
                "other",
                ["What is &quot;one&quot; &amp; two?", "<b>three</b>"],
                &[(NOON - 9, 1, 0, 0), (NOON - 5, 3, 0, 0)],
            ),
            Note(
                &id,
                ["edited in Anki", "too"],
                &[(NOON, 3, 1, 2500), (NOON + 2 * DAY, 4, 1, 2500), (NOON + DAY, 0, 5, 9)],
            ),
            Note("none", ["Unknown", "x"], &[(NOON + 1, 3, 1, 2500)]),
            Note("new", ["Never answered", "x"], &[]),
        ]);
        package(&home.path("deck.apkg"), kind, &database);
        let dry = import(&home, &["deck.apkg", "notes", "--dry-run"]);
        assert_eq!((summary(&dry), home.log().len()), ([2, 4, 0, 2], 0), "{kind:?}");
        let rows = import(&home, &["deck.apkg", "notes"]);
        assert_eq!(summary(&rows), [2, 4, 0, 2]);
        let left = [
            ("set by hand in Anki: nothing was answered".into(), "edited in Anki".into(), 1),
            ("no card of these notes asks the same".into(), "Unknown".into(), 1),
        ];
        assert_eq!(skipped(&rows), left);
        let log = reviews(&home);
        let part = |key: &str| log.iter().map(|it| it[key].clone()).collect::<Vec<_>>();
        assert_eq!(part("rating"), [json!(1), json!(3), json!(3), json!(4)].as_slice(), "{log:?}");
        assert_eq!((&log[3]["at"], &log[3]["day"]), (&"2026-01-03T12:00:00.000Z".into(), &"2026-01-03".into()));
        assert_eq!((&log[0]["ms"], &log[0]["kind"]), (&5000.into(), &"explicit".into()));
        assert_eq!(home.log().iter().filter(|it| it["event"] == "met").count(), 2);
        assert_eq!((&state(&home, 1)["reviews"], &state(&home, 0)["reviews"]), (&2.into(), &1.into()));
        // Again, and again from another collection of the same cards.
        let bytes = home.log().len();
        assert_eq!(summary(&import(&home, &["deck.apkg", "notes"])), [0, 0, 4, 2]);
        fs::write(home.path("collection.anki2"), &database).unwrap();
        assert_eq!(summary(&import(&home, &["collection.anki2", "notes"])), [0, 0, 4, 2]);
        assert_eq!((home.log().len(), home.notes()), (bytes, before));
        assert_eq!(home.run(&["log", "check"]).code, 0);
    }
}

#[test]
fn the_study_day_is_that_of_the_calendar() {
    let home = Home::new(&[("talk.md", NOTE)]);
    let id = home.objects(&["cards", "--json", "notes"])[0]["id"].as_str().unwrap().to_string();
    // 02:00 on the 2nd in Kiritimati is still the study day before, and 18:00 on the 1st in Berlin is that day.
    for (zone, at, day) in
        [("Pacific/Kiritimati", NOON, "2026-01-01"), ("Europe/Berlin", NOON + 14 * 3_600_000, "2026-01-01")]
    {
        package(&home.path("deck.apkg"), Kind::Anki21, &collection(&[Note(&id, ["", ""], &[(at, 3, 1, 2500)])]));
        let ran = home.run_in(zone, &["import", "deck.apkg", "notes", "--now", NOW]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(reviews(&home).last().unwrap()["day"], day, "{zone}");
    }
}

#[test]
fn what_was_done_and_left_out_is_said_and_can_be_taken_back() {
    let home = Home::new(&[("talk.md", NOTE)]);
    let id = home.objects(&["cards", "--json", "notes"])[0]["id"].as_str().unwrap().to_string();
    let database = collection(&[Note(&id, ["", ""], &[(NOON, 3, 1, 2500), (NOON + DAY, 3, 1, 2500)])]);
    package(&home.path("deck.apkg"), Kind::Anki21b, &database);
    let ran = home.run(&["import", "deck.apkg", "notes", "--now", NOW]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "2 reviews of 1 card added, 0 known already\n"), "{ran:?}");
    assert_eq!(ran.err, "To take all of it back: recto log undo notes --steps 2\n");
    assert_eq!(home.run(&["log", "undo", "notes", "--steps", "2"]).code, 0);
    assert_eq!(state(&home, 0), Value::Null);
    assert_eq!(summary(&import(&home, &["deck.apkg", "notes"])), [0, 0, 2, 0], "what was taken back stays so");
    let one = [
        Note("a", ["Unknown\u{1b} 0", "x"], &[(1, 3, 1, 1)]),
        Note("b", ["Unknown\u{1b} 1", "x"], &[(2, 3, 1, 1), (3, 3, 1, 1)]),
    ];
    package(&home.path("deck.apkg"), Kind::Anki21b, &collection(&one));
    let ran = home.run(&["import", "deck.apkg", "notes"]);
    let said = "not imported: 2 (3 reviews): no card of these notes asks the same\n  Unknown␛ 0\n  Unknown␛ 1\n";
    assert_eq!((ran.code, ran.err.as_str()), (0, said));
}

#[test]
fn damaged_and_foreign_files_are_told_by_their_names() {
    let home = Home::new(&[("talk.md", NOTE)]);
    let database = collection(&[Note("a", ["x", "y"], &[(NOON, 3, 1, 2500)])]);
    package(&home.path("whole.apkg"), Kind::Anki21b, &database);
    let whole = fs::read(home.path("whole.apkg")).unwrap();
    let view = {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS cid, 3 AS ease, \
                       1 AS time, 1 AS type, 1 AS factor FROM n";
        let tables = "CREATE TABLE notes (id, guid, flds); CREATE TABLE cards (id, nid, ord);";
        connection.execute_batch(&format!("{tables} CREATE VIEW revlog AS {endless};")).unwrap();
        let mut connection = connection;
        connection.serialize("main").unwrap().to_vec()
    };
    let mut empty = Vec::new();
    zip::ZipWriter::new(std::io::Cursor::new(&mut empty)).finish().unwrap();
    for (name, bytes, why) in [
        ("cut.apkg", &whole[..whole.len() / 2], "a damaged package"),
        ("junk.apkg", b"PK\x03\x04junk", "a damaged package"),
        ("half.anki2", &database[..5000], "damaged"),
        ("view.anki2", &view, "lacks a table"),
        ("junk.json", b"{\"cards\": 1}", "no export of hashcards"),
        ("junk.bin", b"\x00\x01", "nothing that can be imported"),
        ("empty", b"", "nothing that can be imported"),
    ] {
        fs::write(home.path(name), bytes).unwrap();
        let ran = home.run(&["import", name, "notes"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}: {ran:?}");
        assert!(ran.err.starts_with(&format!("recto: {name}: ")) && ran.err.contains(why), "{name}: {ran:?}");
    }
    let ran = home.run(&["import", "none.apkg", "notes"]);
    assert!(ran.code == 1 && ran.err.contains("none.apkg: there is no such file"), "{ran:?}");
    // Every byte of it turned: told or read, and never a panic.
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        fs::write(home.path("turned.apkg"), bytes).unwrap();
        let ran = home.run(&["import", "turned.apkg", "notes", "--dry-run"]);
        assert!(ran.code < 2, "{at}: {ran:?}");
    }
    assert!(home.log().is_empty());
}

#[test]
fn a_bomb_is_refused_before_it_fills_the_memory() {
    let home = Home::new(&[("talk.md", NOTE)]);
    // More than what is read, and what it is packed to.
    let zeros = || std::io::repeat(0).take(300 * 1024 * 1024);
    for (name, is_packed) in [("collection.anki21", false), ("collection.anki21b", true)] {
        let mut archive = zip::ZipWriter::new(fs::File::create(home.path("bomb.apkg")).unwrap());
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        if is_packed {
            ruzstd::encoding::compress(zeros(), &mut archive, ruzstd::encoding::CompressionLevel::Fastest);
        } else {
            std::io::copy(&mut zeros(), &mut archive).unwrap();
        }
        archive.finish().unwrap();
        let ran = home.run(&["import", "bomb.apkg", "notes"]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("bomb.apkg: the collection in it is larger than 256 MiB"), "{name}: {ran:?}");
    }
}

#[test]
fn answers_of_hashcards_come_to_the_cards_of_the_same_text() {
    let home = Home::new(&[("talk.md", NOTE)]);
    let text = "The capital of France is Paris.";
    let review = |hash: &str, at: &str, grade: &str| {
        json!({"reviewId": 1, "hash": hash, "reviewedAt": at, "grade": grade, "stability": 1.0, "difficulty": 3.0,
               "intervalRaw": 1.0, "intervalDays": 1, "dueDate": "2026-01-02"})
    };
    let card = |hash: &str, content: Value| {
        json!({"hash": hash, "familyHash": null, "deckName": "talk", "content": content, "performance": null,
               "location": {"filePath": "/x/talk.md", "lineStart": 1, "lineEnd": 2}})
    };
    let export = json!({
        "cards": [
            card("aa", json!({"basic": {"question": "What is \"one\" & two?", "answer": "Three"}})),
            card("bb", json!({"cloze": {"text": text, "start": 25, "end": 29}})),
            card("cc", json!({"basic": {"question": "Unknown?", "answer": "x"}})),
        ],
        "sessions": [{"sessionId": 1, "startedAt": "2026-01-01T08:00:00.000", "endedAt": "2026-01-01T09:00:00.000", "reviews": [
            review("aa", "2026-01-01T08:00:01.250", "Forgot"),
            review("bb", "2026-01-01T02:30:00.000", "Easy"),
            review("cc", "2026-01-01T08:00:03.000", "Good"),
            review("dd", "2026-01-01T08:00:04.000", "Good"),
        ]}],
    });
    home.write("export.json", &export.to_string());
    let ran = home.run_in("Europe/Berlin", &["import", "export.json", "notes", "--json", "--now", NOW]);
    let rows: Vec<Value> = ran.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!((summary(&rows), &rows.last().unwrap()["program"]), ([2, 2, 0, 2], &"hashcards".into()), "{ran:?}");
    let left = skipped(&rows).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(left, ["its card is not in the export any more", "no card of these notes asks the same"]);
    let found: Vec<[Value; 3]> =
        reviews(&home).iter().map(|it| ["at", "day", "rating"].map(|key| it[key].clone())).collect();
    let expected =
        [json!(["2026-01-01T01:30:00.000Z", "2025-12-31", 4]), json!(["2026-01-01T07:00:01.250Z", "2026-01-01", 1])];
    assert_eq!(json!(found), json!(expected));
    let prompt = "The capital of France is ▢.";
    let cards = home.objects(&["cards", "--json", "notes"]);
    let asked = cards.iter().find(|it| it["id"] == reviews(&home)[0]["card"]).unwrap();
    assert_eq!(asked["prompt"], prompt);
    // Whoever has travelled since imports nothing twice.
    let ran = home.run_in("Asia/Tokyo", &["import", "export.json", "notes", "--json", "--now", NOW]);
    assert!(ran.out.contains("\"reviews\":0,\"known\":2"), "{ran:?}");
}

const SCHEDULED: &str = "\
---
tags: [flashcards]
---
One::Uno
<!--SR:!2026-06-20,30,250-->

Two:::Due
<!--SR:!2026-06-03,4,270!2000-01-01,1,250-->

Three
?
Tre
<!--SR:!2027-01-01,400,130-->

Four::Quattro <!--SR:!2026-13-01,3,250-->

Five::Cinque <!--SR:!2026-09-01,3,250-->

Nothing asks here.

<!--SR:!2026-06-20,30,250-->
";

#[test]
fn schedules_in_notes_become_histories_that_are_due_on_the_same_day() {
    let home = Home::new(&[("sub/talk.md", SCHEDULED), ("other.md", NOTE)]);
    let before = home.notes();
    let rows = import(&home, &["notes"]);
    assert_eq!((&summary(&rows)[..1], &summary(&rows)[2..]), (&[3][..], &[0, 4][..]), "{rows:?}");
    let left: Vec<String> = skipped(&rows).into_iter().map(|it| it.0).collect();
    let expected = [
        "it was never answered",
        "it is no schedule",
        "its last answer would lie in the future",
        "a schedule without a card",
    ];
    assert_eq!(left, expected);
    assert_eq!((&rows[3]["note"], &rows[3]["line"]), (&"sub/talk.md".into(), &21.into()));
    let cards = home.objects(&["export", "--format", "jsonl", "notes", "--now", NOW]);
    let of = |prompt: &str| cards.iter().find(|it| it["prompt"] == prompt).unwrap()["state"].clone();
    assert_eq!((&of("One")["due"], &of("One")["interval_days"]), (&"2026-06-20".into(), &30.into()));
    assert_eq!(of("Two")["due"], "2026-06-03");
    assert_eq!((&of("Due"), &of("Four"), &of("Five")), (&Value::Null, &Value::Null, &Value::Null));
    let three = of("Three");
    let interval = three["interval_days"].as_u64().unwrap();
    assert!((398..=402).contains(&interval) && three["lapses"] == 0, "{three}");
    // Again, in another time zone, and by the name of the note alone.
    let log = home.log();
    assert_eq!(summary(&import(&home, &["notes"]))[..3], [0, 0, 3]);
    assert_eq!(home.run_in("Asia/Tokyo", &["import", "notes", "--now", NOW]).code, 0);
    assert_eq!(summary(&import(&home, &["notes/sub/talk.md", "notes"]))[..3], [0, 0, 3]);
    assert_eq!((home.log(), home.notes()), (log, before));
}

#[test]
fn a_schedule_that_has_moved_on_adds_one_answer_and_an_older_one_none() {
    let home = Home::new(&[("talk.md", SCHEDULED)]);
    import(&home, &["notes"]);
    let count = reviews(&home).len();
    home.write("notes/talk.md", &SCHEDULED.replace("2026-06-20,30,250-->\n\nTwo", "2026-05-31,9,250-->\n\nTwo"));
    assert_eq!(summary(&import(&home, &["notes"]))[..3], [1, 1, 2]);
    let last = reviews(&home).pop().unwrap();
    assert_eq!((reviews(&home).len(), &last["day"]), (count + 1, &"2026-05-22".into()));
    home.write("notes/talk.md", &SCHEDULED.replace("2026-06-20,30,250-->\n\nTwo", "2026-05-02,3,250-->\n\nTwo"));
    let rows = import(&home, &["notes"]);
    assert_eq!(summary(&rows)[..3], [0, 0, 2]);
    assert_eq!(skipped(&rows)[0].0, "it was answered here at that time or later");
}
