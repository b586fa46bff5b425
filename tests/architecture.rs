//! The floor plan, as a test: who may use whom, which crate is named where, and how large a file may grow.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the ground up. A room may use any room before it, never one after it.
const FLOORS: &[&str] =
    &["config", "note", "library", "search", "quiz", "schedule", "app", "store", "ui", "runtime", "cli", "main"];

/// Pairs that the order alone would allow and the plan does not.
const NEVER: &[(&str, &str)] = &[
    ("store", "app"), // The disk knows no screen.
    ("ui", "store"),  // The picture knows no disk.
    ("note", "config"),
    ("library", "config"),
    ("quiz", "search"),
    ("schedule", "search"),
];

/// What may be named only in these files or folders.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["note/"]),
    ("crossterm", &["runtime"]),
    ("ratatui", &["ui/", "runtime"]),
    ("fuzzy_matcher", &["search/"]),
    ("frizbee", &["search/"]),
    ("fs::inotify", &["store/inotify.rs"]),
    ("use notify::", &["store/notified.rs"]),
    ("fsrs::", &["schedule/"]),
    ("toml::", &["config.rs"]),
    ("zip::", &["store/anki/package.rs"]),
    ("rusqlite", &["store/anki/collection.rs"]),
    ("ruzstd", &["store/anki/package.rs"]),
    // The runtime writes one file, the report of a panic; a test of its opener reads one.
    ("std::fs", &["store/", "cli/", "runtime/crash.rs", "runtime/opener.rs"]),
    ("::now()", &["runtime", "cli/"]),
    // With a metadata option the Markdown parser is quadratic: nowhere.
    ("METADATA", &[]),
    // The note's text has a line cache of its own; ratatui's paragraph wraps all of it for every frame: nowhere.
    ("widgets::Paragraph", &[]),
];

/// A file with more lines has usually found a second subject.
const FILE_LIMIT: usize = 400;

#[test]
fn imports_run_downwards() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let from = room(&path);
        if from == "lib" {
            continue;
        }
        for to in paths_used(&text).iter().map(|it| it[0].clone()) {
            let never = NEVER.contains(&(from.as_str(), to.as_str()));
            if floor(&to, &path) > floor(&from, &path) || never {
                faults.push(format!("{}: {from} uses {to}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_file_imports_its_siblings_and_never_their_face() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let from = room(&path);
        let uses_face = paths_used(&text)
            .iter()
            .any(|it| it[0] == from && it.get(1).is_some_and(|it| it.starts_with(char::is_uppercase)));
        // Indented ones stand in `mod tests`.
        let uses_super = code(&text).any(|line| line.starts_with("use super::"));
        if !path.ends_with("mod.rs") && from != "lib" && (uses_face || uses_super) {
            faults.push(format!("{}: a file never imports its folder's face", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_room_has_a_circle_of_imports() {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources().into_iter().filter(|it| !it.0.ends_with("mod.rs")) {
        let from = room(&path);
        // `note/list.rs` is the part `list` of the room `note`; so is all that stands in a folder `note/list`.
        let Some(part) = path.iter().nth(1).map(|it| it.to_string_lossy().trim_end_matches(".rs").to_string()) else {
            continue;
        };
        let used = paths_used(&text).into_iter().filter(|it| it[0] == from).filter_map(|it| it.get(1).cloned());
        let used = used.filter(|it| *it != part && it.starts_with(char::is_lowercase));
        graph.entry(format!("{from}::{part}")).or_default().extend(used.map(|it| format!("{from}::{it}")));
    }
    // Whoever uses nothing that is left, or is used by nobody, is in no circle and can be taken away.
    let is_free = |graph: &BTreeMap<String, BTreeSet<String>>, part: &String| {
        graph[part].iter().all(|it| !graph.contains_key(it)) || !graph.values().any(|it| it.contains(part))
    };
    while let Some(free) = graph.keys().find(|it| is_free(&graph, it)).cloned() {
        graph.remove(&free);
    }
    let circle: Vec<String> = graph
        .iter()
        .map(|(part, used)| {
            let inside: Vec<&str> = used.iter().filter(|it| graph.contains_key(*it)).map(String::as_str).collect();
            format!("{part} uses {}", inside.join(", "))
        })
        .collect();
    assert!(circle.is_empty(), "these files import each other in a circle:\n{}", circle.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (name, homes) in ONLY_IN {
            let at_home = homes.iter().any(|home| path.to_string_lossy().starts_with(home));
            if !at_home && code(&text).any(|line| line.contains(name)) {
                faults.push(format!("{}: names {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_is_one_ratatui() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for name in ["ratatui", "ratatui-core", "crossterm", "unicode-width"] {
        let count = lock.lines().filter(|it| *it == format!("name = \"{name}\"")).count();
        assert_eq!(count, 1, "{name}");
    }
}

#[test]
fn every_file_opens_with_one_sentence() {
    for (path, text) in sources() {
        let first = text.lines().next().unwrap_or("");
        assert!(first.starts_with("//! ") && first.ends_with('.'), "{}: {first}", path.display());
    }
}

#[test]
fn no_file_grows_a_second_subject() {
    let large: Vec<String> = sources()
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|it| it.1 > FILE_LIMIT)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(large.is_empty(), "over {FILE_LIMIT} lines:\n{}", large.join("\n"));
}

/// Every source file: its path under `src`, and its text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                found.push((path.strip_prefix(&root).unwrap().into(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The first folder under `src`, or the file's own name.
fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

fn floor(room: &str, path: &Path) -> usize {
    let found = FLOORS.iter().position(|it| *it == room);
    found.unwrap_or_else(|| panic!("{}: `{room}` is not on the plan", path.display()))
}

/// The paths `crate::room::part…` that a text names outside its tests, each as its first two names; braces
/// are opened, so that `crate::{note::{span::Span, Note}, app}` gives `note span`, `note Note` and `app`.
fn paths_used(text: &str) -> Vec<Vec<String>> {
    let text: String = code(text).take_while(|it| !it.starts_with("#[cfg(test)]")).collect::<Vec<_>>().join("\n");
    let rests = text.split("crate::").skip(1);
    let rooms = rests.flat_map(|rest| rest.strip_prefix('{').map_or(vec![rest], members));
    rooms.flat_map(paths_in).collect()
}

/// The paths of `room`, `room::part` and `room::{part, part}`.
fn paths_in(path: &str) -> Vec<Vec<String>> {
    let (room, rest) = word(path);
    let Some(rest) = rest.strip_prefix("::") else {
        return vec![vec![room]];
    };
    let parts = rest.strip_prefix('{').map_or(vec![rest], members);
    parts.into_iter().map(|it| vec![room.clone(), word(it).0]).collect()
}

/// What begins at every member of a group, up to the brace that closes it.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut found, mut at_start) = (0, Vec::new(), true);
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && !it.is_whitespace() => {
                found.push(group.split_at(at).1);
                at_start = false;
            }
            _ => {}
        }
    }
    found
}

/// The name at the start of `text`, and what follows it.
fn word(text: &str) -> (String, &str) {
    let end = text.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word.to_string(), rest)
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn paths_are_found_in_every_spelling() {
    let text = "use crate::{note::{span::Span, Note}, app};\nuse crate::ui::draw;\nlet it = crate::cli::run();";
    let found: Vec<String> = paths_used(text).iter().map(|it| it.join(" ")).collect();
    assert_eq!(found, ["note span", "note Note", "app", "ui draw", "cli run"]);
}
