//! Every oddity that real notes hold, one small note each, against the document that a person should see.
//!
//! `tests/oddities/NAME.md` is the note and `NAME.tree` what Recto makes of it. `RECTO_GOLDEN=write cargo test`
//! writes the trees anew; read the difference before you keep it.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

use recto::note::{BlockKind, Item, Note, Target, visible};
use std::{
    collections::HashSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_oddity_reads_as_its_tree_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oddities");
    let writes = std::env::var("RECTO_GOLDEN").is_ok_and(|it| it == "write");
    let mut notes: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    notes.retain(|it| it.extension().is_some_and(|it| it == "md"));
    notes.sort();
    let mut faults = Vec::new();
    for path in &notes {
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = printed(name, &fs::read(path).unwrap());
        let tree = path.with_extension("tree");
        if writes {
            fs::write(&tree, &found).unwrap();
        } else if fs::read_to_string(&tree).unwrap_or_default() != found {
            faults.push(format!("{name} reads as\n{found}"));
        }
    }
    assert!(notes.len() >= 80, "only {} notes were found", notes.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// All that Recto knows of a note, a line each: blocks, lists, terms, sentences of times and links, diagnostics.
fn printed(name: &str, bytes: &[u8]) -> String {
    let (note, diagnostics) = Note::parse(name, bytes);
    let mut out = note.tree().to_string();
    for list in note.lists() {
        let line = note.line(note.block(list.block).unwrap().span.start);
        writeln!(out, "list {line}{}", list.lead_in.map(|it| format!(" after {it:?}")).unwrap_or_default()).unwrap();
        print_items(&mut out, &list.items, 1);
    }
    for (block, text) in (0..).zip(note.blocks()) {
        let in_item = text.parent.is_some_and(|it| matches!(note.block(it).unwrap().kind, BlockKind::Item { .. }));
        if text.kind == BlockKind::Paragraph
            && !in_item
            && let Some(term) = note.term(block)
        {
            writeln!(out, "term {:?}: {:?}", term.term, term.text).unwrap();
        }
    }
    for (timestamp, sentence) in note.timestamps().iter().zip(note.timestamp_sentences()) {
        writeln!(out, "time {}s: {sentence:?}", timestamp.seconds).unwrap();
    }
    for (link, sentence) in note.links().iter().zip(note.link_sentences()) {
        writeln!(out, "link {:?} in {sentence:?}", note.link_text(link)).unwrap();
    }
    writeln!(out, "words {}", note.words()).unwrap();
    for it in diagnostics {
        writeln!(out, "! {} {} {}", it.line, it.code.name(), it.message).unwrap();
    }
    let lines: Vec<String> = out.lines().map(|it| visible(it).trim_end().to_string() + "\n").collect();
    lines.concat()
}

fn print_items(out: &mut String, items: &[Item], depth: usize) {
    for item in items {
        let term = item.term.as_ref().map(|it| format!("{it:?}: ")).unwrap_or_default();
        writeln!(out, "{:indent$}item {term}{:?}", "", item.text, indent = depth * 2).unwrap();
        print_items(out, &item.items, depth + 1);
    }
}

const SEED: &[u8] = include_bytes!("../seeds/decentralization_and_democratization_in_ai_development.md");

#[test]
fn the_seed_is_read_as_counted_by_hand() {
    let (note, diagnostics) = Note::parse("seed.md", SEED);
    assert_eq!(diagnostics, []);
    assert_eq!(note.title(), "Decentralization and democratization in AI development");
    assert_eq!(note.video().unwrap().url(Some(19)).unwrap(), "https://youtu.be/yYr1-qkgjMo?t=19");
    assert_eq!(note.from(), Some("limitless-ft"));
    assert_eq!(note.sections().len() - 1, 7);
    assert_eq!(note.timestamps().len(), 46);
    assert_eq!(note.timestamps()[0].seconds, 19);
    let names: Vec<&str> = note.links().iter().map(|it| name(&note, it.target)).collect();
    assert_eq!(names.len(), 23);
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), 3);
    let terms = note.lists().into_iter().flat_map(|it| it.items).filter(|it| it.term.is_some()).count();
    assert_eq!(terms, 11);
    assert_eq!(note.words(), 821);
    assert!(note.timestamp_sentences()[0].starts_with("Artificial intelligence (AI), particularly"));
}

fn name(note: &Note, target: Target) -> &str {
    match target {
        Target::Note { name, .. } => name.of(note.source()),
        Target::Address(address) => note.text(address),
    }
}

/// The text of the first paragraph and the codes of all diagnostics.
fn read(bytes: &[u8]) -> (String, Vec<&'static str>) {
    let (note, diagnostics) = Note::parse("note.md", bytes);
    let first = (0..).zip(note.blocks()).find(|it| it.1.kind == BlockKind::Paragraph);
    (first.map(|it| note.clean(it.0)).unwrap_or_default(), diagnostics.iter().map(|it| it.code.name()).collect())
}

#[test]
fn every_encoding_is_read() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let text = "Größe 日本 👍.";
    let plain = |it: &str| (it.to_string(), vec![]);
    assert_eq!(read(text.as_bytes()), plain(text));
    assert_eq!(read(&["\u{feff}".as_bytes(), text.as_bytes()].concat()), plain(text));
    assert_eq!(read(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)), plain(text));
    assert_eq!(read(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)), plain(text));
    assert_eq!(read(b"Latin \xe9t\xe9."), ("Latin \u{fffd}t\u{fffd}.".into(), vec!["encoding-invalid"]));
    assert_eq!(read(b"\xff\xfeA\0\0\xd8B\0x"), ("A\u{fffd}B\u{fffd}".into(), vec!["encoding-invalid"]));
    assert_eq!(read(b"\x89PNG\r\n\0\0"), (String::new(), vec!["binary-file"]));
    let late_nul = [b"a ".repeat(5000).as_slice(), b"\0"].concat();
    assert_eq!(read(&late_nul).1, Vec::<&str>::new(), "a NUL byte after 8 KB is text");
    assert_eq!(read(b""), plain(""));
}

#[test]
fn every_line_end_is_one() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["---", "title: T", "videoId: abcDEF_-123", "---", "# H", "", "- **A:** b", "- c"].join(end);
        let (note, diagnostics) = Note::parse("note.md", text);
        assert_eq!((note.title(), diagnostics.len()), ("T", 0), "{end:?}");
        assert_eq!(note.lists()[0].items[0].term.as_deref(), Some("A"), "{end:?}");
        assert_eq!(note.line(note.blocks().last().unwrap().span.start), 8, "{end:?}");
    }
}

#[test]
fn a_mark_of_byte_order_hides_neither_frontmatter_nor_heading() {
    let (note, _) = Note::parse("note.md", "\u{feff}---\ntitle: Seen\n---\n# Heading\n");
    assert_eq!((note.title(), note.sections().len()), ("Seen", 2));
    let (note, _) = Note::parse("note.md", "\u{feff}# Heading\n");
    assert_eq!(note.title(), "Heading");
}

#[test]
fn a_bomb_in_the_frontmatter_is_a_diagnostic() {
    let level = |it| format!("a{it}: &a{it} [{}]\n", format!("*a{},", it - 1).repeat(9));
    let aliases = (1..9).map(level).collect::<Vec<_>>().concat();
    for bomb in [format!("a0: &a0 [x]\n{aliases}"), format!("a: {}", "[".repeat(100_000)), "{a: ".repeat(50_000)] {
        let (note, diagnostics) = Note::parse("note.md", format!("---\ntitle: Bomb\n{bomb}\n---\nThe body.\n"));
        let codes: Vec<&str> = diagnostics.iter().map(|it| it.code.name()).collect();
        assert_eq!((note.title(), codes), ("Bomb", vec!["frontmatter-invalid"]));
        assert_eq!(note.words(), 2);
    }
}

#[test]
fn a_tower_of_brackets_around_a_time_is_no_recursion() {
    let text = format!("word {}[00:01:02]{} end", "(".repeat(200_000), ")".repeat(200_000));
    let (note, _) = Note::parse("note.md", text);
    assert_eq!(note.clean(0), "word end");
}

#[test]
fn a_title_as_long_as_a_note_is_cut() {
    let (note, _) = Note::parse("note.md", format!("# {}\n", "wörter ".repeat(50_000)));
    assert!((900..=1000).contains(&note.title().len()));
}

#[test]
fn nesting_without_end_is_kept_to_a_depth() {
    for text in [format!("{} end", ">".repeat(160_000)), format!("{}end", "- ".repeat(3_000))] {
        let (note, diagnostics) = Note::parse("note.md", text);
        let up = |it: &u32| note.block(*it).and_then(|it| it.parent);
        let depth = (0..note.blocks().len() as u32).map(|it| std::iter::successors(Some(it), up).count()).max();
        assert!(depth.is_some_and(|it| it <= recto::note::DEPTH_LIMIT + 1), "{depth:?}");
        assert_eq!(diagnostics.iter().map(|it| it.code.name()).collect::<Vec<_>>(), ["nesting-deep"]);
        let last = note.blocks().len() as u32 - 1;
        assert_eq!(note.clean(last), "end", "what stands deepest is not lost");
    }
}
