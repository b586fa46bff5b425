//! `recto due`, `review`, `optimise`, the states in `recto cards`, and the config, as their caller sees them.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

use assert_cmd::Command;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};
use tempfile::TempDir;

const LAND: &str = "# Land\n\nKey aspects of land:\n* **Ebb tide:** Water that leaves the shore for some hours.\n\
                    * **Fjord:** A long arm of the sea between high cliffs.\n* **Geyser:** A spring that throws hot \
                    water into the air.\n";
const SKY: &str = "# Sky\n\nKinds of clouds:\n* **Cirrus:** Thin threads of ice in the high sky.\n\
                   * **Stratus:** A flat grey cover without a shape.\n";
const NOW: &str = "2026-01-01T12:00:00Z";

/// A home of its own, with notes.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write("notes/land.md", LAND);
        home.write("notes/deep/sky.md", SKY);
        home.write(".local/state/recto/device", "desk\n");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn config(&self, text: &str) {
        self.write(".config/recto/config.toml", text);
    }

    fn log(&self) -> PathBuf {
        self.path(".local/share/recto/reviews-desk.jsonl")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        command.env_clear().env("HOME", self.0.path()).env("TZ", "UTC").current_dir(self.0.path());
        command.args(arguments).output().unwrap()
    }

    /// What a run that succeeds prints.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        self.says(arguments).lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    fn row(&self, arguments: &[&str]) -> Value {
        let mut rows = self.rows(arguments);
        assert_eq!(rows.len(), 1, "{arguments:?}");
        rows.remove(0)
    }

    /// The id of a card by its kind and a word of its answer.
    fn card(&self, kind: &str, answer: &str) -> String {
        let fits = |it: &Value| it["kind"] == kind && it["answer"].to_string().contains(answer);
        let rows = self.rows(&["cards", "notes", "--json", "--now", NOW]);
        let found = rows.iter().find(|it| fits(it)).unwrap_or_else(|| panic!("{kind} {answer}"));
        found["id"].as_str().unwrap().into()
    }

    fn count(&self, now: &str) -> String {
        let count = self.says(&["due", "notes", "--count", "--now", now]);
        let due = self.row(&["due", "notes", "--json", "--now", now])["due"].to_string();
        assert_eq!(count.trim_end(), due, "at {now}");
        due
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Everything below a folder, for comparing.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(bytes(&path)) } else { all.push((path.clone(), fs::read(&path).unwrap())) }
    }
    all.sort();
    all
}

#[test]
fn a_review_is_recorded_with_the_first_meeting_and_says_when_the_card_is_due() {
    let home = Home::new();
    let notes = bytes(&home.path("notes"));
    let id = home.card("term", "Water that leaves");
    let said = home.says(&["review", &id, "good", "notes", "--now", NOW, "--typed", "-the shore"]);
    assert_eq!(
        said,
        "Good: “ebb tide” is due on 2026-01-03 (interval 2 days, stability 2.31, difficulty 2.12, 1 review)\n"
    );
    let log = fs::read_to_string(home.log()).unwrap();
    let lines: Vec<Value> = log.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!((&lines[0]["event"], &lines[1]["event"], lines.len()), (&"met".into(), &"review".into(), 2));
    assert_eq!(
        (&lines[1]["typed"], &lines[1]["card"], &lines[1]["rating"]),
        (&"-the shore".into(), &(*id).into(), &3.into())
    );
    let row = home.row(&["review", &id, "1", "notes", "--at", "2026-01-03T03:00:00Z", "--json"]);
    assert_eq!((&row["day"], &row["counts"], &row["rating"]), (&"2026-01-02".into(), &true.into(), &"Again".into()));
    assert_eq!((&row["state"]["reviews"], &row["state"]["lapses"]), (&2.into(), &1.into()));
    assert_eq!((&row["due"], &row["state"]["due"]), (&row["state"]["due"], &row["due"]));
    assert_eq!(fs::read_to_string(home.log()).unwrap().lines().count(), 3, "it is met once");
    let again = home.run(&["review", &id, "4", "notes", "--at", "2026-01-03T03:30:00Z"]);
    assert!(stderr(&again).contains("only the first answer of a day counts"), "{}", stderr(&again));
    let undone = home.says(&["log", "undo", "--steps", "2", "--now", "2026-01-03T04:00:00Z"]);
    let said = ["Easy", "Again"].map(|it| format!("undone: {it} on “ebb tide”\n"));
    assert_eq!(undone, said.concat());
    assert_eq!(home.count("2026-01-03T12:00:00Z"), "1");
    assert_eq!(bytes(&home.path("notes")), notes);
}

#[test]
fn a_card_that_is_not_there_is_an_error_that_says_what_to_do() {
    let home = Home::new();
    let fails = |arguments: &[&str], code: i32, said: &str| {
        let output = home.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    };
    fails(
        &["review", "0123456789abcdef", "good", "notes"],
        1,
        "no card 0123456789abcdef in notes; `recto cards notes --json` prints",
    );
    fails(&["review", "0123456789abcdef", "good"], 1, "in the built-in note; `recto cards --json` prints");
    fails(&["review", "ebb", "good", "notes"], 2, "16 hexadecimal digits");
    fails(&["review", "0123456789abcdef", "5", "notes"], 2, "from 1 to 4");
    fails(&["review", "0123456789abcdef", "good", "nowhere"], 1, "nowhere: there is no such file");
    assert!(!home.log().exists());
    let id = home.card("term", "Water that leaves");
    home.says(&["review", &id, "good", "notes", "--now", NOW]);
    home.write("notes/land.md", "# Land\n\nNothing.\n");
    fails(
        &["review", &id, "good", "notes"],
        1,
        "any more: it was made from “ebb tide” in land.md; `recto cards notes --gone`",
    );
    fs::create_dir_all(home.path("closed/.recto/reviews-desk.jsonl")).unwrap();
    home.write("closed/sky.md", SKY);
    let cards = home.rows(&["cards", "closed", "--json"]);
    fails(&["review", cards[0]["id"].as_str().unwrap(), "good", "closed"], 1, "reviews-desk.jsonl");
}

#[test]
fn due_counts_by_note_with_siblings_left_out_and_limits_kept() {
    let home = Home::new();
    assert_eq!(home.count(NOW), "0");
    let all = home.row(&["due", "notes", "--json", "--now", NOW]);
    assert_eq!((&all["day"], &all["due"]), (&"2026-01-01".into(), &0.into()));
    let sum: u64 = all["notes"].as_array().unwrap().iter().map(|it| it["new"].as_u64().unwrap()).sum();
    assert!(sum > 0 && all["new"] == sum && all["buried"].as_u64().unwrap() > 0, "{all}");
    for (kind, answer) in [("term", "Water that"), ("list", "Ebb tide"), ("term", "long arm"), ("term", "Thin threads")]
    {
        home.says(&["review", &home.card(kind, answer), "good", "notes", "--now", NOW]);
    }
    assert_eq!(home.count("2026-01-02T12:00:00Z"), "0");
    assert_eq!(home.count("2026-01-03T03:59:59Z"), "0", "the day has not begun");
    assert_eq!(home.count("2026-01-03T04:00:00Z"), "3", "of two siblings one is asked");
    let text = home.says(&["due", "notes", "--now", "2026-01-03T12:00:00Z"]);
    assert!(text.starts_with("  due   new\n    1 ") && text.contains("deep/sky.md\n    2 "), "{text}");
    assert!(text.contains("\n3 due and "), "{text}");
    home.config("[schedule]\nreviews_a_day = 2\nnew_a_day = 0\n");
    assert_eq!(home.count("2026-01-03T12:00:00Z"), "2");
    let text = home.says(&["due", "notes", "--now", "2026-01-03T12:00:00Z"]);
    assert!(text.contains("2 due and 0 new today; 1 more due, over the limit of a day"), "{text}");
    home.says(&["review", &home.card("term", "long arm"), "good", "notes", "--now", "2026-01-03T12:00:00Z"]);
    assert_eq!(home.count("2026-01-03T13:00:00Z"), "1");
    let json = home.row(&["due", "notes", "--count", "--json", "--now", "2026-01-03T13:00:00Z"]);
    assert_eq!(json, serde_json::json!({ "day": "2026-01-03", "due": 1 }));
}

#[test]
fn only_notes_that_the_folder_shows_are_counted() {
    let home = Home::new();
    home.says(&["review", &home.card("term", "Thin threads"), "good", "notes", "--now", NOW]);
    home.says(&["review", &home.card("term", "long arm"), "good", "notes", "--now", NOW]);
    assert_eq!(home.count("2026-01-05T12:00:00Z"), "2");
    home.write("notes/.gitignore", "deep/\n");
    assert_eq!(home.count("2026-01-05T12:00:00Z"), "1");
    fs::remove_file(home.path("notes/land.md")).unwrap();
    assert_eq!(home.count("2026-01-05T12:00:00Z"), "0");
    // A source that the log does not know may be in any note.
    home.write("notes/.gitignore", "");
    let log = fs::read_to_string(home.log()).unwrap();
    let reviews: String = log.split_inclusive('\n').filter(|it| it.contains("\"review\"")).collect();
    fs::write(home.log(), reviews).unwrap();
    assert_eq!(home.count("2026-01-05T12:00:00Z"), "1");
}

#[test]
fn cards_say_what_is_known_of_them_and_which_are_gone() {
    let home = Home::new();
    let (ebb, fjord) = (home.card("term", "Water that leaves"), home.card("term", "long arm"));
    home.says(&["review", &ebb, "good", "notes", "--now", NOW]);
    home.says(&["review", &fjord, "easy", "notes", "--now", NOW]);
    let rows = home.rows(&["cards", "notes", "--json", "--now", "2026-01-03T12:00:00Z"]);
    let of = |id: &str| rows.iter().find(|it| it["id"] == id).unwrap()["state"].clone();
    let state = of(&ebb);
    assert_eq!((&state["reviews"], &state["lapses"], &state["interval_days"]), (&1.into(), &0.into(), &2.into()));
    assert_eq!((&state["due"], &state["suspended"]), (&"2026-01-03".into(), &false.into()));
    assert!((state["stability"].as_f64().unwrap() - 2.3065).abs() < 1e-4, "{state}");
    assert!((state["retrievability"].as_f64().unwrap() - 0.9095).abs() < 1e-4, "{state}");
    assert_eq!(rows.iter().filter(|it| !it["state"].is_null()).count(), 2);
    assert_eq!(home.says(&["cards", "notes", "--gone"]), "");
    home.write("notes/land.md", &LAND.replace("* **Ebb tide:** Water that leaves the shore for some hours.\n", ""));
    let gone = home.rows(&["cards", "notes", "--gone", "--json", "--now", "2026-01-03T12:00:00Z"]);
    assert_eq!((gone.len(), &gone[0]["id"], &gone[0]["note_exists"]), (1, &(*ebb).into(), &true.into()));
    assert_eq!((&gone[0]["term"], &gone[0]["state"]["reviews"]), (&"ebb tide".into(), &1.into()));
    fs::rename(home.path("notes/land.md"), home.path("notes/sea.md")).unwrap();
    let text = home.says(&["cards", "notes", "--gone"]);
    assert!(text.starts_with("land.md  there is no such note here"), "{text}");
    assert!(text.contains(&format!("  {fjord}  term       “fjord”  1 review, due on ")), "{text}");
    fs::rename(home.path("notes/sea.md"), home.path("notes/land.md")).unwrap();
    home.write("notes/land.md", LAND);
    assert_eq!(home.says(&["cards", "notes", "--gone"]), "", "what comes back is not gone");
    fs::File::create(home.path("notes/land.md")).unwrap().set_len(300 * 1024 * 1024).unwrap();
    let output = home.run(&["cards", "notes", "--gone"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "what cannot be read is not gone");
    assert_eq!(home.run(&["cards", "notes", "--gone", "--explain"]).status.code(), Some(2));
}

#[test]
fn retention_zone_and_rollover_are_those_of_the_config() {
    let home = Home::new();
    home.config("[schedule]\nretention = 0.8\nfuzz = \"off\"\nzone = \"Asia/Tokyo\"\nrollover = 0\n");
    let id = home.card("term", "Water that leaves");
    let row = home.row(&["review", &id, "good", "notes", "--now", "2026-01-01T15:30:00Z", "--json"]);
    assert_eq!((&row["day"], &row["state"]["interval_days"]), (&"2026-01-02".into(), &8.into()), "{row}");
    home.config("[schedule]\nexam = 2026-01-04\n");
    let state = |now: &str| {
        let rows = home.rows(&["cards", "notes", "--json", "--now", now]);
        rows.iter().find(|it| it["id"] == *id).unwrap()["state"].clone()
    };
    home.says(&["review", &id, "easy", "notes", "--now", "2026-01-03T12:00:00Z"]);
    assert_eq!(state("2026-01-03T12:00:00Z")["due"], "2026-01-04");
    home.config("[quiz]\ninline = \"=>\"\ntags = [\"ask\"]\n");
    home.write("notes/own.md", "#ask\n\nCapital of Norway => Oslo\n");
    assert!(home.says(&["cards", "notes/own.md"]).contains("Capital of Norway → Oslo"));
}

#[test]
fn a_slip_in_the_config_is_named_by_commands_and_by_doctor() {
    let home = Home::new();
    home.config("[schedule]\nretention = 2\nlongst = 3\n");
    let file = home.path(".config/recto/config.toml").display().to_string();
    let slips = [
        format!("{file}:2: retention takes a number from 0.70 to 0.97, and not 2"),
        format!("{file}:3: [schedule] has no longst; it has retention, longest"),
    ];
    for command in [&["due", "notes"][..], &["cards", "notes"], &["log", "check"], &["log", "undo"], &["optimise"]] {
        let output = home.run(command);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command:?}");
        assert!(slips.iter().all(|it| stderr(&output).contains(it)), "{command:?}: {}", stderr(&output));
    }
    home.says(&["outline", "notes"]);
    let found = home.row(&["doctor", "--json"]);
    assert_eq!((&found["config"]["file"], found["config"]["problems"].as_array().unwrap().len()), (&(*file).into(), 2));
    let text = home.says(&["doctor"]);
    assert!(text.contains("something is wrong with it") && slips.iter().all(|it| text.contains(it)), "{text}");
    let named = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        command.env_clear().env("HOME", home.0.path()).env("RECTO_CONFIG", home.path(name));
        command.args(["log", "check"]).output().unwrap()
    };
    home.write("mine.toml", "[schedule]\nleech = 3\n");
    home.write("latin.toml", "");
    fs::write(home.path("latin.toml"), b"# a\n# \xe9\n").unwrap();
    assert_eq!(named("mine.toml").status.code(), Some(0));
    for (name, said) in
        [("none.toml", "none.toml: there is no such file"), ("latin.toml", "latin.toml:2: this is no UTF-8")]
    {
        let output = named(name);
        assert_eq!((output.status.code(), stderr(&output).contains(said)), (Some(2), true), "{}", stderr(&output));
    }
}

#[test]
fn optimise_says_what_it_found_and_goes_back() {
    let home = Home::new();
    let row = home.row(&["optimise", "--json"]);
    assert_eq!((&row["accepted"], &row["written"]), (&false.into(), &false.into()));
    assert_eq!(
        home.says(&["optimise"]),
        "nothing was changed: 0 repeated answers are too few to learn from; it takes 400\n"
    );
    assert_eq!(home.says(&["optimise", "--reset"]), "the default parameters are in use already\n");
    assert!(!home.log().exists());
    learner(&home);
    let at = ["--now", "2026-12-01T12:00:00Z"];
    let with = |more: &[&str]| home.row(&[&["optimise", "--json"], more, &at].concat());
    let dry = with(&["--dry-run"]);
    assert_eq!((&dry["accepted"], &dry["written"]), (&true.into(), &false.into()), "{dry}");
    assert!(dry["after"].as_f64().unwrap() < dry["before"].as_f64().unwrap(), "{dry}");
    assert_eq!(tuned(&home), 0);
    assert_eq!(with(&[])["written"], true);
    assert_eq!(tuned(&home), 1);
    assert!(home.path(".local/share/recto/copies").read_dir().unwrap().count() == 1);
    let text = home.says(&["optimise", "--reset", "--now", "2026-12-01T12:01:00Z"]);
    assert_eq!(text, "back to the default parameters; `recto log undo` takes that back\n");
    assert_eq!(with(&["--reset"])["written"], false);
}

fn tuned(home: &Home) -> usize {
    fs::read_to_string(home.log()).unwrap().lines().filter(|it| it.contains("\"event\":\"tuned\"")).count()
}

/// A log of somebody who forgets far more slowly than the default says: they know everything, whenever it is asked.
fn learner(home: &Home) {
    use recto::{
        quiz::{CardId, Confidence, Occasion, Rating},
        schedule::{Calendar, Event, EventIds, Instant, Review, What},
        store::log::Log,
    };
    let (mut log, _) = Log::open(&home.path(".local/share/recto"), "desk");
    let (mut ids, calendar) = (EventIds::new(7), Calendar::in_zone(4, "UTC").unwrap());
    let mut events = Vec::new();
    for card in 0..200u64 {
        for (step, days) in [0, 20, 60, 150, 300].into_iter().enumerate() {
            let at = Instant(1_767_268_800_000 + (days + card as i64 % 7) * 86_400_000 + card as i64 * 1000);
            let fails = step == 1 && card % 10 == 0;
            let review = Review {
                card: CardId(card + 1),
                day: calendar.day_of(at),
                rating: if fails { Rating::Again } else { Rating::Good },
                kind: None,
                confidence: Some(Confidence::Sure),
                milliseconds: 4000,
                typed: None,
                occasion: Occasion::Learn,
            };
            events.push(Event { id: ids.next_at(at), at, device: "desk".into(), what: What::Review(review) });
        }
    }
    log.append(&events).unwrap();
}

#[test]
fn what_is_answered_is_held_by_the_folder_and_by_the_note() {
    let home = Home::new();
    let id = home.card("term", "Water that leaves");
    home.says(&["review", &id, "good", "notes", "--now", NOW]);
    let held = bytes(&home.path(".local/state/recto/held"));
    let texts: Vec<String> = held.into_iter().map(|it| String::from_utf8(it.1).unwrap()).collect();
    for place in ["notes", "notes/land.md"] {
        let name = home.path(place).canonicalize().unwrap();
        let expected = format!("{}\n{id}\n", name.display());
        assert!(texts.contains(&expected), "{place}: {texts:?}");
    }
}

#[test]
fn one_undo_takes_back_one_card_also_where_several_were_answered_at_one_instant() {
    let home = Home::new();
    for answer in ["Water that leaves", "long arm"] {
        let id = home.card("term", answer);
        home.says(&["review", &id, "good", "notes", "--at", "2025-12-30T10:00:00Z", "--now", NOW]);
    }
    let answered =
        || home.rows(&["cards", "notes", "--json", "--now", NOW]).iter().filter(|it| !it["state"].is_null()).count();
    for left in [1, 0] {
        assert_eq!(home.says(&["log", "undo", "notes"]).lines().count(), 1);
        assert_eq!(answered(), left);
    }
}
