//! The program as its caller sees it: output, messages and exit status of every command.
#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests are tests, which clippy does not see.

use assert_cmd::Command;
use serde_json::Value;
use std::{
    fs,
    io::Read,
    path::Path,
    process::{Output, Stdio},
};
use tempfile::TempDir;

const SEED_NAME: &str = "decentralization_and_democratization_in_ai_development.md";
const LISTINGS: [&str; 5] = ["inspect", "outline", "links", "timestamps", "check"];

/// The program, away from the home folder of whoever runs the tests.
fn recto(arguments: &[&str]) -> Command {
    let home = concat!(env!("CARGO_TARGET_TMPDIR"), "/home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.env_clear().env("HOME", home).env("PATH", "/usr/bin:/bin").args(arguments);
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, format!("{home}/{name}"));
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    recto(arguments).output().unwrap()
}

/// What a run that succeeds prints.
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn objects(json_lines: &str) -> Vec<Value> {
    json_lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn array<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

/// A folder with these files; a path as text beside it, for arguments.
fn folder(files: &[(&str, &str)]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let path = folder.path().to_str().unwrap().to_string();
    (folder, path)
}

/// A file that nobody can read, whoever runs the tests: larger than the limit, on paper.
fn add_unreadable(folder: &Path, name: &str) {
    fs::File::create(folder.join(name)).unwrap().set_len(300 * 1024 * 1024).unwrap();
}

#[test]
fn inspect_prints_the_contract_for_the_built_in_note() {
    let notes = objects(&stdout(&["inspect"]));
    let [note] = &notes[..] else { panic!("one note") };
    let contract = ["path", "title", "video", "source", "words", "frontmatter", "sections", "links", "timestamps"];
    assert_eq!(keys(note)[..9], contract);
    assert_eq!(keys(note)[9..], ["lists", "diagnostics", "terms", "addresses"]);
    assert_eq!(
        (&note["path"], &note["source"], &note["words"]),
        (&SEED_NAME.into(), &"limitless-ft".into(), &821.into())
    );
    assert_eq!(note["video"], serde_json::json!({"id": "yYr1-qkgjMo", "url": "https://youtu.be/yYr1-qkgjMo"}));
    assert_eq!(keys(&note["frontmatter"]), ["title", "videoId"]);
    let counts = ["sections", "links", "timestamps", "lists", "diagnostics", "terms", "addresses"];
    assert_eq!(counts.map(|it| array(note, it).len()), [8, 23, 46, 3, 0, 11, 0]);
    assert_eq!(note["sections"][0], serde_json::json!({"level": 0, "title": "", "line": 1, "path": []}));
    let third = serde_json::json!(["Strategies for Mitigation", "2. Diffuse AI Benefits and Tools"]);
    assert_eq!((&note["sections"][4]["level"], &note["sections"][4]["path"]), (&3.into(), &third));
}

#[test]
fn inspect_prints_links_timestamps_and_lists_as_agreed() {
    let note = &objects(&stdout(&["inspect", "--json"]))[0];
    let links = array(note, "links");
    assert_eq!(keys(&links[0]), ["target", "alias", "line", "section", "resolved", "heading"]);
    assert_eq!((&links[0]["target"], &links[0]["alias"]), (&"limitless-ft".into(), &Value::Null));
    let targets: std::collections::BTreeSet<_> = links.iter().map(|it| it["target"].as_str()).collect();
    assert_eq!(targets.len(), 3);
    let first = serde_json::json!({"seconds": 19, "value": "00:00:19", "label": "00:00:19", "line": 8, "section": 0,
        "url": "https://youtu.be/yYr1-qkgjMo?t=19", "text": note["timestamps"][0]["text"]});
    assert_eq!((&note["timestamps"][0], keys(&note["timestamps"][0])), (&first, keys(&first)));
    assert!(first["text"].as_str().unwrap().ends_with("leading to significant societal disruption."));
    let list = &note["lists"][0];
    assert_eq!(keys(list), ["line", "section", "ordered", "lead_in", "items"]);
    assert_eq!(list["lead_in"], "Key aspects of diffusion include:");
    let item = &list["items"][0];
    assert_eq!(keys(item), ["line", "term", "text", "timestamps", "links", "items"]);
    assert_eq!((&item["line"], &item["term"]), (&29.into(), &"Open-source models".into()));
    assert_eq!(item["timestamps"], serde_json::json!([4800, 4806]));
}

#[test]
fn inspect_finds_what_the_built_in_note_has_not() {
    let text = "# T\n\n![[pic#^b]] [[a#H | b]] [web](https://x.org/y)\n\n**Evaluation**: judging.\n\n\
        - **One:** first [0:10]\n    - **Two:** second [[deep]] [0:20]\n\n> - **Three**: third\n";
    let output = recto(&["inspect", "-"]).write_stdin(text).output().unwrap();
    let note = &objects(std::str::from_utf8(&output.stdout).unwrap())[0];
    assert_eq!((&note["path"], &note["title"], &note["video"]), (&"-".into(), &"T".into(), &Value::Null));
    assert_eq!((&note["links"][0]["embed"], &note["links"][0]["heading"]), (&true.into(), &"^b".into()));
    assert_eq!((&note["links"][1]["heading"], &note["links"][1]["alias"]), (&"H".into(), &"b".into()));
    assert_eq!(note["links"][1].get("embed"), None);
    let address = serde_json::json!([{"url": "https://x.org/y", "text": "web", "line": 3, "section": 1}]);
    assert_eq!(note["addresses"], address);
    let terms: Vec<_> = array(note, "terms").iter().map(|it| (it["term"].as_str().unwrap(), &it["line"])).collect();
    assert_eq!(terms, [("Evaluation", &5.into()), ("One", &7.into()), ("Two", &8.into()), ("Three", &10.into())]);
    let item = &note["lists"][0]["items"][0];
    assert_eq!((&item["timestamps"], &item["links"]), (&serde_json::json!([10]), &serde_json::json!([])));
    let nested = &item["items"][0];
    assert_eq!((&nested["timestamps"], &nested["links"]), (&serde_json::json!([20]), &serde_json::json!(["deep"])));
    assert_eq!(note["timestamps"][0]["url"], Value::Null);
}

#[test]
fn the_listings_show_the_built_in_note_as_text_and_as_json() {
    for (command, rows, first) in [("outline", 7, "level"), ("links", 23, "target"), ("timestamps", 46, "seconds")] {
        let objects = objects(&stdout(&[command, "--json"]));
        assert_eq!(objects.len(), rows, "{command}");
        assert!(objects.iter().all(|it| it["path"] == SEED_NAME && it.get(first).is_some()), "{command}");
    }
    let outline = stdout(&["outline"]);
    assert_eq!(outline.lines().count(), 8);
    assert!(outline.contains("\n   25      2. Diffuse AI Benefits and Tools\n"), "{outline}");
    let links = stdout(&["links"]);
    assert_eq!(links.lines().count(), 23);
    assert!(links.lines().nth(1).unwrap().starts_with("    8  ai_and_technological_advancements "), "{links}");
    let timestamps = stdout(&["timestamps"]);
    assert!(timestamps.lines().next().unwrap().starts_with("    8     0:19  Artificial intelligence (AI)"));
    assert!(timestamps.lines().nth(1).unwrap().starts_with("    8  1:09:05  To mitigate this"));
}

#[test]
fn check_says_it_like_a_compiler_and_fails_only_when_strict() {
    let (_folder, path) = folder(&[("a.md", "[[b]]\n"), ("sub/b.md", "[[a]]\n\n[[never closed\n")]);
    let output = run(&["check", &path]);
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with(&format!("{path}/sub/b.md:3: link-unclosed: ")), "{text}");
    assert_eq!(stderr(&output), "1 diagnostic in 1 of 2 notes: 1 link-unclosed\n");
    assert_eq!(run(&["check", "--strict", &path]).status.code(), Some(1));
    assert_eq!(run(&["check", "--strict"]).status.code(), Some(0));
    let row = &objects(&stdout(&["check", "--json", &path]))[0];
    assert_eq!((keys(row), &row["path"]), (vec!["path", "line", "code", "message"], &"sub/b.md".into()));
}

#[test]
fn notes_come_in_the_order_of_their_paths() {
    let files = [("b.md", "# B"), ("a/z.md", "# Z"), ("a/b.markdown", "# X"), (".h/h.md", "# H"), ("c.txt", "# C")];
    let (_folder, path) = folder(&files);
    let paths: Vec<_> = objects(&stdout(&["inspect", &path])).iter().map(|it| it["path"].clone()).collect();
    assert_eq!(paths, ["a/b.markdown", "a/z.md", "b.md"]);
    assert_eq!(stdout(&["outline", &path]).lines().filter(|it| !it.starts_with(' ')).count(), 5);
    assert!(stdout(&["outline", &path]).ends_with("\n\nb.md\n    1  B\n"), "a title is not said twice");
    let file = format!("{path}/a/z.md");
    assert_eq!(objects(&stdout(&["inspect", &file]))[0]["path"], "z.md");
    let (_empty, empty) = folder(&[]);
    assert_eq!(stdout(&["inspect", &empty]), "");
}

#[test]
fn what_cannot_be_read_is_reported_and_the_rest_goes_on() {
    let (folder, path) = folder(&[("a.md", "# A [[z]]"), ("z.md", "# Z [[a]]")]);
    add_unreadable(folder.path(), "m.md");
    for command in LISTINGS {
        let output = run(&[command, &path, "--json"]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(stderr(&output).contains("m.md: this is larger than 256 MiB"), "{command}");
        let objects = objects(std::str::from_utf8(&output.stdout).unwrap());
        match command {
            "inspect" => assert_eq!(objects[1]["diagnostics"][0]["code"], "file-unreadable"),
            "check" => assert_eq!((objects.len(), &objects[0]["code"]), (1, &"file-unreadable".into())),
            "outline" => assert_eq!(objects.len(), 2),
            _ => {}
        }
    }
}

#[test]
fn what_is_not_there_is_named_and_a_pipe_or_device_does_not_block() {
    let (folder, path) = folder(&[]);
    let pipe = folder.path().join("pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for command in LISTINGS {
        let missing = run(&[command, "no/such-note.md"]);
        assert_eq!((missing.status.code(), missing.stdout.len()), (Some(1), 0));
        assert!(stderr(&missing).starts_with("recto: no/such-note.md: there is no such file"), "{}", stderr(&missing));
        for special in [&format!("{path}/pipe.md"), "/dev/zero"] {
            let output = run(&[command, special]);
            assert_eq!(output.status.code(), Some(1));
            assert!(stderr(&output).contains("a pipe or a device"), "{}", stderr(&output));
        }
    }
    let output = run(&["inspect", &path]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "a pipe in a folder is no note");
    assert!(stderr(&output).contains("pipe.md: this is a pipe"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_exits_with_2_and_says_so_on_standard_error() {
    for arguments in [
        &["--nonsense"][..],
        &["outline", "--nonsense"],
        &["inspect", "a", "b"],
        &["notes", "outline"],
        &["--fresh", "check"],
        &["--color", "blue"],
        &["completions", "tcsh"],
        &[""],
    ] {
        let output = run(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    let output = run(&["chek", "."]);
    assert!(stderr(&output).contains("'chek' is neither a command nor a file"), "{}", stderr(&output));
    let (folder, _) = folder(&[("-note.md", "# Dash")]);
    let mut command = recto(&["outline", "--", "-note.md"]);
    let output = command.current_dir(folder.path()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("Dash"));
}

#[test]
fn without_a_terminal_the_reader_says_what_to_do_instead() {
    for arguments in [&[][..], &["-"], &["--fresh"], &["."]] {
        let output = recto(arguments).write_stdin("# From a pipe").output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(stderr(&output).contains("terminal") && stderr(&output).contains("recto outline"), "{arguments:?}");
    }
    assert_eq!(run(&["missing.md"]).status.code(), Some(1));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let (_folder, path) = folder(&[("big.md", &"# Heading [[link]] [0:10]\n\n".repeat(20_000))]);
    for command in LISTINGS.into_iter().filter(|it| *it != "check") {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
            .args([command, &path])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap(); // And here it is closed.
        let output = child.wait_with_output().unwrap();
        assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)), "{command}");
    }
}

#[test]
fn help_begins_with_examples_and_what_installers_need_is_there() {
    for arguments in [&["--help"][..], &["-h"], &["inspect", "--help"], &["check", "-h"], &["man", "--help"]] {
        assert!(stdout(arguments).starts_with("Examples:\n  "), "{arguments:?}");
    }
    assert!(stdout(&["--version"]).starts_with("recto 0."));
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&["completions", shell]).contains("timestamps"), "{shell}");
    }
    assert!(stdout(&["man"]).contains(".SH NAME"));
}

#[test]
fn doctor_looks_and_makes_nothing() {
    let (folder, path) = folder(&[]);
    let doctor = |arguments: &[&str]| {
        let output = recto(arguments).env("XDG_STATE_HOME", &path).env("NO_COLOR", "1").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let found = &objects(&doctor(&["doctor", "--json"]))[0];
    assert_eq!(found["terminal"]["tty"]["stdout"], false);
    assert_eq!(found["terminal"]["no_color"], true);
    assert_eq!(found["folders"][0]["path"], format!("{path}/recto"));
    assert_eq!((&found["folders"][0]["exists"], &found["folders"][0]["writable"]), (&false.into(), &true.into()));
    assert_eq!((&found["config"]["exists"], array(&found["config"], "problems").len()), (&false.into(), 0));
    assert!(doctor(&["doctor"]).contains("config.toml (not there: everything is at its default)"));
    assert!(doctor(&["doctor"]).contains(&format!("state      {path}/recto (not there yet, can be made)")));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn colour_is_for_terminals_or_for_whoever_asks() {
    assert!(!stdout(&["outline"]).contains('\x1b'));
    assert!(stdout(&["outline", "--color", "always"]).contains("\x1b[1m"));
    assert!(stdout(&["--color=always", "outline"]).contains("\x1b[1m"));
    assert!(!stdout(&["outline", "--color=always", "--json"]).contains('\x1b'));
}

/// Sequences that steer a terminal or turn the direction of writing, as they are and as entities.
const PAYLOADS: [&str; 6] = [
    "\x1b]0;owned\x07\x1b[31m",
    "\u{9b}31m\u{9d}0;x\u{9c}",
    "\u{202e}dm.exe\u{2066}\u{200f}",
    "line\u{2028}sep\u{85}\u{2029}\x7f",
    "&#27;[31m&#x9b;1m&#x202e;&#8232;",
    "\u{feff}\u{200b}\x08\x0c",
];

#[test]
fn nothing_in_a_note_or_its_name_steers_the_terminal() {
    for payload in PAYLOADS {
        let text = format!(
            "---\ntitle: \"T{payload}\"\nvideoId: v{payload}\nk{payload}: {payload}\n---\nFrom: [[c{payload}]] <br/>\n\n\
             # H{payload}\n\n[[t{payload}#h{payload} | a{payload}]] says {payload} [0:10]. [w{payload}](https://x/{payload})\n\n\
             <a class=\"yt-timestamp\" data-t=\"{payload}\">[{payload}]</a>\n\n\
             <a class=\"yt-timestamp\" data-t=\"00:00:10\">[{payload}]</a> {payload}:\n- **B{payload}:** {payload} [[{payload}\n"
        );
        let (folder, path) = folder(&[(&format!("n{payload}.md"), &text), (&format!("d{payload}/m.md"), &text)]);
        add_unreadable(folder.path(), &format!("u{payload}.md"));
        let missing = format!("{path}/gone{payload}.md");
        let option = format!("--x{payload}");
        for command in LISTINGS {
            for arguments in
                [&[command, &path][..], &[command, &path, "--json"], &[command, &missing], &[command, &option]]
            {
                assert_harmless(&run(arguments), arguments);
            }
        }
        assert_harmless(&run(&[&missing]), &["missing"]);
        assert_harmless(&run(&[&option]), &["option"]);
        let mut doctor = recto(&["doctor"]);
        doctor.env("LANG", payload).env("TERM", payload).env("XDG_STATE_HOME", format!("{path}/{payload}"));
        assert_harmless(&doctor.output().unwrap(), &["doctor"]);
    }
}

fn assert_harmless(output: &Output, of: &[&str]) {
    for bytes in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(bytes).unwrap();
        let harmful = |it: &char| {
            (it.is_control() && *it != '\n')
                || matches!(it, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        };
        assert_eq!(text.chars().find(harmful), None, "{of:?}: {text:?}");
    }
    if of.contains(&"--json") {
        String::from_utf8_lossy(&output.stdout).lines().for_each(|it| drop(serde_json::from_str::<Value>(it).unwrap()));
    }
}

#[test]
fn on_a_terminal_lines_are_cut_to_its_width() {
    let size = portable_pty::PtySize { rows: 24, cols: 50, pixel_width: 0, pixel_height: 0 };
    for command in ["outline", "links", "timestamps"] {
        let pair = portable_pty::native_pty_system().openpty(size).unwrap();
        let mut builder = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_recto"));
        builder.args([command]);
        builder.env("NO_COLOR", "1");
        let mut child = pair.slave.spawn_command(builder).unwrap();
        drop(pair.slave);
        let mut text = Vec::new();
        let _ = pair.master.try_clone_reader().unwrap().read_to_end(&mut text); // Linux ends it with an error.
        assert!(child.wait().unwrap().success());
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains('…') && !text.contains('\x1b'), "{text}");
        assert!(text.lines().all(|it| it.chars().count() <= 50), "{text}");
    }
}
