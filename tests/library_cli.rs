//! The command line over a folder: where links lead, concepts and their mentions, graphs, and what is odd.
#![allow(clippy::unwrap_used)] // Helpers of tests are tests, which clippy does not see.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::{fs, os::unix::fs::symlink, path::Path};
use tempfile::TempDir;

/// What a run prints, says and ends with.
struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

/// Runs the program inside a folder, away from the home folder of whoever runs the tests.
fn run(folder: &Path, arguments: &[&str]) -> Run {
    let home = concat!(env!("CARGO_TARGET_TMPDIR"), "/home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.env_clear().env("HOME", home).current_dir(folder).args(arguments);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

fn stdout(folder: &TempDir, arguments: &[&str]) -> String {
    let run = run(folder.path(), arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    run.stdout
}

fn objects(json_lines: &str) -> Vec<Value> {
    json_lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Notes on tides, two of them with the same name.
fn tides() -> TempDir {
    let moon = "---\ntitle: The Moon\naliases: [Luna]\nvideoId: yYr1-qkgjMo\n---\nFrom: [[channel]] <br/>\n\n\
                The [[tides | pull]] is strong <a data-t=\"00:01:05\">[00:01:05]</a>.\n\n\
                ## Phases\n\nThe [[Spring_Tide]] follows [[tides | the pull]], and the [[spring tide]] returns.\n";
    let tides = "# Tides\n\nThe [[the moon]] draws water. So says the moon. [[Luna]] again.\n\n## High\n";
    folder(&[
        ("moon.md", moon),
        ("sea/tides.md", tides),
        ("sea/index.md", "[[tides#High]] [[./tides#Low]] [[#None]]\n"),
        ("index.md", "[[index]] [[sea/index]] [[nikhil.kamath]] ![[wave.png]]\n"),
    ])
}

#[test]
fn links_of_a_folder_lead_to_its_notes() {
    let folder = tides();
    let row =
        |it: &Value| [&it["path"], &it["target"], &it["resolved"]].map(|it| it.as_str().unwrap_or("-").to_string());
    let rows: Vec<String> =
        objects(&stdout(&folder, &["links", ".", "--json"])).iter().map(|it| row(it).join(" ")).collect();
    let expected = [
        "index.md index index.md",
        "index.md sea/index sea/index.md",
        "index.md nikhil.kamath -",
        "index.md wave.png -",
        "moon.md channel -",
        "moon.md tides sea/tides.md",
        "moon.md Spring_Tide -",
        "moon.md tides sea/tides.md",
        "moon.md spring tide -",
        "sea/index.md tides sea/tides.md",
        "sea/index.md ./tides sea/tides.md",
        "sea/index.md  sea/index.md",
        "sea/tides.md the moon moon.md",
        "sea/tides.md Luna moon.md",
    ];
    assert_eq!(rows, expected);
    let notes = objects(&stdout(&folder, &["inspect", "."]));
    assert_eq!(notes[3]["links"][0]["resolved"], "moon.md");
    let text = "sea/tides.md\n    3  the moon  → moon.md  Tides\n    3  Luna      → moon.md  Tides\n";
    assert!(stdout(&folder, &["links", "."]).ends_with(text), "{}", stdout(&folder, &["links", "."]));
    assert!(stdout(&folder, &["links", "."]).contains("    1  nikhil.kamath  · dangling\n    1  !wave.png\n"));
}

#[test]
fn a_note_alone_leads_to_itself_and_nowhere_else() {
    let folder = tides();
    let resolved = |file: &str| {
        let rows = objects(&stdout(&folder, &["links", file, "--json"]));
        rows.iter().map(|it| it["resolved"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(resolved("sea/index.md"), [Value::Null, Value::Null, "index.md".into()]);
    assert_eq!(resolved("index.md")[0], "index.md");
    assert!(!stdout(&folder, &["links", "sea/tides.md"]).contains("dangling"));
}

#[test]
fn a_concept_is_found_under_all_its_names() {
    let folder = tides();
    let page = |name: &str| objects(&stdout(&folder, &["concept", name, ".", "--json"])).remove(0);
    for name in ["moon", "MOON.md", "The Moon", "the_moon", "luna", "moon.md"] {
        assert_eq!(page(name)["note"], "moon.md", "{name}");
    }
    assert_eq!(page("the pull")["note"], "sea/tides.md", "words of a link");
    let spring = page("spring_tide");
    assert_eq!((&spring["concept"], &spring["note"]), (&"Spring Tide".into(), &Value::Null));
    assert_eq!(spring["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(spring["with"], json!([{"concept": "Tides", "note": "sea/tides.md", "sections": 1}]));
    let tides = page("tides");
    assert_eq!(tides["aliases"], json!([{"alias": "pull", "count": 1}, {"alias": "the pull", "count": 1}]));
    let first = json!({"path": "moon.md", "line": 8, "section": 0, "section_title": "", "alias": "pull",
        "sentence": "The pull is strong.", "seconds": 65, "url": "https://youtu.be/yYr1-qkgjMo?t=65"});
    assert_eq!(tides["mentions"][0], first);
    let unlinked = &page("moon")["unlinked"];
    assert_eq!((&unlinked[0]["line"], &unlinked[0]["sentence"]), (&3.into(), &"So says the moon.".into()));
}

#[test]
fn a_concept_as_a_page() {
    let expected = "\
The Moon
moon.md

2 mentions in 1 note
sea/tides.md
       Tides
    3           The the moon draws water.
    3           Luna again.

1 unlinked mention in 1 note
sea/tides.md
       Tides
    3           So says the moon.
";
    assert_eq!(stdout(&tides(), &["concept", "luna", "."]), expected);
}

#[test]
fn mentions_stand_one_a_line_under_the_path_from_here() {
    let folder = tides();
    let expected = "./moon.md:8: 1:05 The pull is strong.\n\
                    ./moon.md:12: The Spring_Tide follows the pull, and the spring tide returns.\n\
                    ./sea/index.md:1: tides#High ./tides#Low None\n\
                    ./sea/index.md:1: tides#High ./tides#Low None\n";
    assert_eq!(stdout(&folder, &["mentions", "tides", "."]), expected);
    let with_unlinked = stdout(&folder, &["mentions", "luna", ".", "--unlinked"]);
    assert!(with_unlinked.ends_with("./sea/tides.md:3: unlinked: So says the moon.\n"), "{with_unlinked}");
    let rows = objects(&stdout(&folder, &["mentions", "luna", ".", "--unlinked", "--json"]));
    assert_eq!(rows.iter().map(|it| it["linked"] == true).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(stdout(&folder, &["mentions", "channel", "."]), "./moon.md:6: From: channel\n");
}

#[test]
fn the_built_in_note_mentions_ai_twenty_times() {
    let folder = folder(&[]);
    let name = "ai_and_technological_advancements";
    assert_eq!(stdout(&folder, &["mentions", name]).lines().count(), 20);
    assert_eq!(objects(&stdout(&folder, &["mentions", "AI", "--json"])).len(), 20);
    assert_eq!(objects(&stdout(&folder, &["concept", name, "--json"]))[0]["mentions"].as_array().unwrap().len(), 20);
}

#[test]
fn an_unknown_name_is_answered_with_near_ones() {
    let folder = tides();
    for command in ["concept", "mentions"] {
        let run = run(folder.path(), &[command, "moonn", "."]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        let said = "recto: no note is called \"moonn\", and no link leads to such a name; there is \"The Moon\"\n";
        assert_eq!(run.stderr, said);
    }
    let several = run(folder.path(), &["mentions", "index", "."]);
    assert_eq!((several.code, several.stderr.as_str()), (Some(0), ""), "a path is no name of several");
}

#[test]
fn the_graph_has_every_note_and_every_name_once() {
    let expected = r#"digraph recto {
  node [shape=box, style=rounded];
  "a.md" [label="A \"quoted\" \\N &amp; co"];
  "sub/b.md" [label="b"];
  "[[lost_name]]" [label="Lost name", style="rounded,dashed"];
  "a.md" -> "sub/b.md" [weight=2, label=2];
  "a.md" -> "[[lost_name]]";
}
"#;
    let a = "# A \"quoted\" \\\\N & co\n\n[[b]] [[b#x]] [[Lost name]] [[a]]\n";
    let folder = folder(&[("a.md", a), ("sub/b.md", "")]);
    assert_eq!(stdout(&folder, &["links", "--dot", "."]), expected);
    let around = r#"graph recto {
  node [shape=box, style=rounded];
  "[[lost_name]]" [label="Lost name", style="rounded,dashed", penwidth=3];
  "a.md" [label="A \"quoted\" \\N &amp; co"];
  "sub/b.md" [label="b"];
  "[[lost_name]]" -- "a.md";
  "a.md" -- "sub/b.md" [weight=2, label=2];
}
"#;
    assert_eq!(stdout(&folder, &["concept", "lost name", ".", "--dot"]), around);
    for arguments in [&["links", "--dot", "--json"][..], &["concept", "x", "--dot", "--json"]] {
        assert_eq!(run(folder.path(), arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn check_says_what_is_odd_between_the_notes() {
    let folder = tides();
    fs::write(folder.path().join("sea/moon.md"), "[[moon]] [[Luna]] <a data-t=\"x\">[x]</a>\n").unwrap();
    let expected = "\
./index.md:1: note-orphan: no other note links to this one
./index.md:1: link-self: \"index\" is the note itself
./index.md:1: link-dangling: no note is called \"nikhil.kamath\"
./moon.md:6: link-dangling: no note is called \"channel\"
./moon.md:12: link-dangling: no note is called \"Spring_Tide\"
./moon.md:12: link-dangling: no note is called \"spring tide\"
./sea/index.md:1: heading-missing: sea/tides.md has no heading \"Low\"
./sea/index.md:1: heading-missing: this note has no heading \"None\"
./sea/moon.md:1: timestamp-malformed: \"x\" is no time
./sea/moon.md:1: note-orphan: no other note links to this one
";
    let found = run(folder.path(), &["check", "."]);
    let lines: Vec<&str> = found.stdout.lines().map(|it| it.split(" is no time").next().unwrap()).collect();
    let expected: Vec<&str> = expected.lines().map(|it| it.split(" is no time").next().unwrap()).collect();
    assert_eq!(lines, expected);
    let counts = "10 diagnostics in 4 of 5 notes: 4 link-dangling, 2 heading-missing, 2 note-orphan, 1 link-self, \
                  1 timestamp-malformed\n";
    assert_eq!((found.stderr.as_str(), found.code), (counts, Some(0)));
    let only =
        run(folder.path(), &["check", ".", "--json", "--only", "link-self", "--only", "link-ambiguous", "--strict"]);
    let row = json!({"path": "index.md", "line": 1, "code": "link-self", "message": "\"index\" is the note itself"});
    assert_eq!((objects(&only.stdout), only.code), (vec![row], Some(1)));
    assert_eq!(only.stderr, "1 diagnostic in 1 of 5 notes: 1 link-self\n");
    assert_eq!(run(folder.path(), &["check", ".", "--only", "nonsense"]).code, Some(2));
}

#[test]
fn check_names_the_notes_between_which_a_link_cannot_choose() {
    let folder = folder(&[("a/x.md", "[[y]]"), ("b/x.md", "[[a/x]]"), ("y.md", "[[X]]"), ("b/z.md", "[[x]] [[z]]")]);
    let found = stdout(&folder, &["check", ".", "--only", "link-ambiguous"]);
    let expected = "./b/z.md:1: link-ambiguous: \"x\" means 2 notes: b/x.md counts, not a/x.md\n\
                    ./y.md:1: link-ambiguous: \"X\" means 2 notes: a/x.md counts, not b/x.md\n";
    assert_eq!(found, expected);
    let named = run(folder.path(), &["concept", "x", "."]);
    assert!(named.stderr.contains("\"x\" means several notes: this is a/x.md, not b/x.md"), "{}", named.stderr);
}

#[test]
fn check_of_a_note_alone_says_nothing_of_other_notes() {
    let folder = tides();
    let found = stdout(&folder, &["check", "sea/index.md"]);
    assert_eq!(found, "sea/index.md:1: heading-missing: this note has no heading \"None\"\n");
    assert_eq!(run(folder.path(), &["check", "--strict"]).code, Some(0));
}

#[test]
fn what_is_named_like_a_note_and_is_none_is_said_and_skipped() {
    let folder = folder(&[("a.md", "[[b]]"), ("b.md", "[[a]]")]);
    symlink("b.md", folder.path().join("link.md")).unwrap();
    let pipe = folder.path().join("pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let found = run(folder.path(), &["check", "."]);
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert!(lines[0].starts_with("./link.md:1: file-unreadable: this is a symbolic link"), "{lines:?}");
    assert!(lines[1].starts_with("./pipe.md:1: file-unreadable: this is a pipe"), "{lines:?}");
    assert_eq!((lines.len(), found.code), (2, Some(0)));
    for arguments in [&["links", "."][..], &["concept", "a", "."], &["outline", "."]] {
        let run = run(folder.path(), arguments);
        assert!(run.stderr.contains("link.md: this is a symbolic link"), "{arguments:?}: {}", run.stderr);
        assert_eq!((run.code, run.stderr.lines().count()), (Some(0), 2), "{arguments:?}");
    }
    fs::File::create(folder.path().join("large.md")).unwrap().set_len(300 * 1024 * 1024).unwrap();
    assert_eq!(run(folder.path(), &["mentions", "a", "."]).code, Some(1), "a note that cannot be read");
}

#[test]
fn nothing_in_a_note_steers_the_terminal() {
    for payload in ["\x1b]0;owned\x07\x1b[31m", "\u{9b}31m\u{202e}x\u{2066}", "&#27;[31m&#x202e;&#8232;"] {
        let text = format!(
            "---\ntitle: \"T{payload}\"\n---\n[[t{payload}#h{payload} | a{payload}]] {payload} [[a]] [0:10].\n"
        );
        let folder = folder(&[("a.md", &text), (&format!("n{payload}.md"), &text)]);
        for arguments in [
            &["concept", "a", "."][..],
            &["concept", "a", ".", "--json"],
            &["concept", "a", ".", "--dot"],
            &["concept", payload, "."],
            &["mentions", "a", "."],
            &["mentions", "a", ".", "--json"],
            &["mentions", payload, "."],
            &["links", ".", "--dot"],
            &["check", "."],
        ] {
            let run = run(folder.path(), arguments);
            let harmful = |it: char| {
                (it.is_control() && it != '\n') || matches!(it, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            };
            assert_eq!(format!("{}{}", run.stdout, run.stderr).find(harmful), None, "{arguments:?}");
        }
    }
}

#[test]
fn finding_prints_the_best_first_and_ends_with_1_when_there_is_nothing() {
    let folder = tides();
    let found = stdout(&folder, &["find", "spring", "."]);
    assert!(found.starts_with("./moon.md:12: concept  Spring Tide\n"), "{found}");
    let found = stdout(&folder, &["find", "strong pull", "."]);
    assert_eq!(found, "./moon.md:8: timestamp  The Moon — 1:05 The pull is strong.\n");
    let none = run(folder.path(), &["find", "zzzz", "."]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(1), ""));
    let first = &objects(&stdout(&folder, &["find", "strong", "moon.md", "--json", "--kind", "timestamp"]))[0];
    assert_eq!((&first["kind"], &first["note"], &first["line"]), (&json!("timestamp"), &json!("moon.md"), &json!(8)));
    assert_eq!((&first["seconds"], &first["marks"]), (&json!(65), &json!([[12, 18]])));
    let limited = run(folder.path(), &["find", "tides", ".", "--limit", "1"]);
    assert_eq!(limited.stdout.lines().count(), 1);
    assert!(limited.stderr.contains("more; --limit N prints more of them"), "{}", limited.stderr);
    assert!(stdout(&folder, &["find", "avert"]).contains(": section  "));
    assert_eq!(run(folder.path(), &["find", "x", ".", "--kind", "colour"]).code, Some(2));
}

#[test]
fn finding_nothing_and_asking_wrongly_are_told_apart() {
    let folder = tides();
    for (arguments, code, said) in [
        (&["find", "zzzz", "."][..], 1, "nothing is found"),
        (&["find", ">zzzz", "."], 1, "nothing is found; without the sign > all kinds are searched"),
        (&["find", "tides", "no/such/folder"], 2, "no/such/folder"),
        (&["find", "", "."], 2, "the query is empty"),
        (&["find", "!!!", "."], 2, "the query is empty"),
        (&["find", "tides", ".", "--limit", "0"], 2, "--limit"),
    ] {
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    let kinds = |kind: &str| stdout(&folder, &["find", "strong", ".", "--kind", kind]);
    assert_eq!(kinds("Moment"), kinds("timestamp"));
    assert_eq!(stdout(&folder, &["find", "avert", "--kind", "heading"]), stdout(&folder, &["find", ">avert"]));
}

#[test]
fn a_result_stands_on_its_very_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: Lines\n---\n\nA paragraph that begins\nand goes on with\nthe zebra here. Then comes\nthe giraffe.\n\n```sh\necho one\n\necho walrus\n```\n\n> quoted\n> gnu\n\n1. item\n   lion\n";
    std::fs::write(folder.path().join("f.md"), text).unwrap();
    for (word, line) in [("paragraph", 5), ("zebra", 7), ("giraffe", 8), ("walrus", 13), ("gnu", 17), ("lion", 20)] {
        let found = run(folder.path(), &["find", word, "f.md"]).stdout;
        assert!(found.starts_with(&format!("f.md:{line}: text")), "{word}: {found}");
    }
}
