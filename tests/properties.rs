//! What holds for every note whatever stands in it, tried with text that nobody would write.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test properties` tries more.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on has failed.

use proptest::{collection::vec, prelude::*, sample::select};
use recto::note::{Block, BlockKind, Link, Note, RunKind, Span, TextRef, visible};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(4000)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_make_a_sound_note(bytes in vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_text_makes_a_sound_note(text in any::<String>()) {
        check(text.as_bytes());
    }

    #[test]
    fn note_soup_makes_a_sound_note(pieces in vec(select(SOUP), 0..60)) {
        check(pieces.concat().as_bytes());
    }

    #[test]
    fn lines_of_soup_make_a_sound_note(lines in vec((select(STARTS), vec(select(SOUP), 0..6)), 0..20)) {
        let text: String = lines.iter().map(|(start, pieces)| [*start, &pieces.concat(), "\n"].concat()).collect();
        check(text.as_bytes());
    }

    #[test]
    fn clean_text_holds_no_debris(sentences in vec(sentence(), 1..8), start in select(STARTS)) {
        let text = format!("{start}{}\n", sentences.concat());
        let (note, _) = Note::parse("note.md", text.as_str());
        for (id, block) in (0..).zip(note.blocks()) {
            let clean = note.clean(id);
            let is_code = matches!(block.kind, BlockKind::Code { .. });
            for debris in ["[[", "]]", "<a", "</a>", "yt-timestamp", " ,", ", .", ",,", "()", " .", "**"] {
                prop_assert!(is_code || !clean.contains(debris), "{debris:?} in {clean:?} of\n{text}");
            }
        }
    }

    #[test]
    fn what_is_visible_is_harmless_and_stays_as_it_is(text in vec(select(SOUP), 0..20), more in any::<String>()) {
        for text in [text.concat(), more] {
            let once = visible(&text).into_owned();
            prop_assert!(!once.chars().any(is_harmful), "{once:?}");
            prop_assert_eq!(visible(&once).into_owned(), once);
        }
    }
}

/// Pieces that mean something to a note, and what makes trouble beside them.
const SOUP: &[&str] = &[
    "[[",
    "]]",
    "[",
    "]",
    " | ",
    "|",
    "\\|",
    "#",
    "![[",
    "[[target]]",
    "[[target | alias]]",
    "[[#Heading]]",
    "]](",
    "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a>",
    "<a class=\"yt-timestamp\" data-t=\"05:08:00\">",
    "<a class=\"yt-timestamp\" data-t=\"HH:MM:SS\"></a>",
    "[00:01:02]",
    "[00:11:02, 00:12:04]",
    "(#t=00:01:02)",
    "</a>",
    "<a href=\"https://example.com\">",
    "**",
    "*",
    "__",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "```\n",
    "\n```markdown\n",
    "==",
    "$",
    "$$",
    "%%",
    "<!--",
    "-->",
    "<br/>",
    "<div class=\"callout\">",
    "<div>",
    "</div>",
    "<script>",
    "<b>",
    "<x y",
    ">",
    "\n> ",
    "\n- ",
    "\n* ",
    "\n1. ",
    "\n    ",
    "\n  - ",
    "\n\t",
    "\n|---|---|\n",
    "\n---\n",
    "\n===\n",
    "\n# ",
    "\n###### ",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  \n",
    "> [!note]- ",
    "[!tip]",
    "[ ] ",
    "[x] ",
    "[^1]",
    "\n[^1]: ",
    "\n[ref]: https://example.com\n",
    "[ref]",
    "![alt](a.png)",
    "[text](",
    "](url)",
    "<https://example.com>",
    ")",
    "(",
    "**Term:** ",
    "**Term**: ",
    ": ",
    ", ",
    ". ",
    " - ",
    "word",
    "Two words",
    "&amp;",
    "&#27;",
    "&#x202e;",
    "&nbsp;",
    "العربية",
    "日本語。",
    "👨\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "\u{301}",
    "\u{200d}",
    "\u{202e}",
    "\u{2068}",
    "\u{feff}",
    "\u{a0}",
    "\u{1b}[31m",
    "\u{9b}",
    "\0",
    "\u{7f}",
    "\\",
    "\\[",
    "title: A: B",
    "\n---\ntitle: x\n---\n",
    "From: [[channel]] <br/> ",
    " ^block-id",
];

/// How a line may begin.
const STARTS: &[&str] = &[
    "",
    "- ",
    "1. ",
    "> ",
    "> > ",
    "> - ",
    "  - ",
    "    - ",
    "        - ",
    "\t\t- ",
    "\t- ",
    "## ",
    "- [ ] ",
    "> [!note] ",
    "| ",
];

/// A sentence of words, links and emphasis, with its timestamps before or after the full stop.
fn sentence() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "word",
            "two words",
            "[[target]]",
            "[[target | alias]]",
            "[[a|b]]s",
            "**bold**",
            "*italic*",
            "[text](https://example.com)",
            "<b>tag</b>",
            "[[a | **b** c]]",
        ][..],
    );
    (vec(piece, 1..5), stamps(), stamps(), any::<bool>()).prop_map(|(pieces, inside, after, spaced)| {
        let mut text = pieces.join(" ");
        text.push_str(&inside);
        text.push_str(if spaced { " . " } else { ". " });
        text.push_str(after.trim_start());
        // A blank before the full stop is debris only where a timestamp stood between.
        let text = if inside.is_empty() { text.replace(" . ", ". ") } else { text };
        text + " "
    })
}

/// A row of timestamps in one of the spellings, or none.
fn stamps() -> impl Strategy<Value = String> {
    let stamp = select(
        &[
            "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a>",
            "<a class=\"yt-timestamp\" data-t=\"00:01:02\"></a>",
            "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]",
            "[00:01:02]",
            "[0:38]",
            "[00:11:02, 00:12:04]",
            "[00:24:20](#t=00:24:20)",
            "[[01:02:01], [1:54:01]]",
        ][..],
    );
    let joint = select(&[", ", " ", "; ", " and ", ",", ""][..]);
    (vec(stamp, 0..4), joint, any::<bool>()).prop_map(|(stamps, joint, in_brackets)| {
        let row = stamps.join(joint);
        match (row.is_empty(), in_brackets) {
            (true, _) => row,
            (false, true) => format!(" ({row})"),
            (false, false) => format!(" {row}"),
        }
    })
}

/// Everything that must hold, whatever the note.
fn check(bytes: &[u8]) {
    let (note, diagnostics) = Note::parse("folder/note.md", bytes);
    let (again, _) = Note::parse("folder/note.md", bytes);
    assert_eq!(note.tree().to_string(), again.tree().to_string(), "the same bytes give the same note");
    let lines = note.source().lines().count().max(1) as u32 + 1;
    assert!(diagnostics.iter().all(|it| (1..=lines).contains(&it.line) && !it.message.is_empty()));
    check_sections(&note);
    for (id, block) in (0..).zip(note.blocks()) {
        check_block(&note, id, block);
    }
    for (id, link) in (0..).zip(note.links()) {
        check_link(&note, id, link);
    }
    check_timestamps(&note);
    assert_eq!(note.timestamp_sentences().len(), note.timestamps().len());
    assert_eq!(note.link_sentences().len(), note.links().len());
    note.lists();
    note.words();
    for section in 0..note.sections().len() {
        note.section_path(section);
    }
}

fn check_sections(note: &Note) {
    let sections = note.sections();
    assert_eq!(sections[0].level, 0);
    assert_eq!(sections.last().unwrap().blocks.1 as usize, note.blocks().len());
    for pair in sections.windows(2) {
        assert_eq!(pair[0].span.end, pair[1].span.start, "sections follow each other");
        assert_eq!(pair[0].blocks.1, pair[1].blocks.0);
        assert_eq!(pair[1].heading, Some(pair[1].blocks.0));
    }
    for (id, section) in (0..).zip(sections) {
        is_in_source(note, section.span);
        assert!(section.parent.is_none_or(|it| it < id && sections[it as usize].level < section.level));
    }
}

fn check_block(note: &Note, id: u32, block: &Block) {
    is_in_source(note, block.span);
    assert!(block.end > id && block.end as usize <= note.blocks().len());
    assert!(block.runs.0 <= block.runs.1 && block.runs.1 as usize <= note.all_runs().len());
    assert!(!block.kind.is_container() || block.runs.0 == block.runs.1, "containers hold no text");
    assert!(block.kind.is_container() || block.end == id + 1, "leaves hold no blocks");
    if let Some(parent) = block.parent {
        let outer = note.block(parent).unwrap();
        assert!(parent < id && block.end <= outer.end && outer.kind.is_container());
        assert!(contains(outer.span, block.span), "{id} {block:?} in {parent} {outer:?}");
        match block.kind {
            BlockKind::Item { .. } => assert!(matches!(outer.kind, BlockKind::List { .. })),
            BlockKind::Row { .. } => assert!(matches!(outer.kind, BlockKind::Table(_))),
            BlockKind::Cell => assert!(matches!(outer.kind, BlockKind::Row { .. })),
            _ => assert!(!matches!(outer.kind, BlockKind::List { .. } | BlockKind::Table(_) | BlockKind::Row { .. })),
        }
    }
    let children: Vec<u32> = note.children(id).collect();
    assert!(children.iter().all(|it| note.block(*it).unwrap().parent == Some(id)));
    if let BlockKind::List { items, .. } = block.kind {
        assert_eq!(items as usize, children.len());
    }
    for run in note.runs(id) {
        is_in_source(note, run.span);
        assert!(contains(block.span, run.span), "{run:?} in {id} {block:?}");
        is_text(note, run.text);
        assert!(run.link.is_none_or(|it| (it as usize) < note.links().len()));
    }
    note.clean(id);
    note.term(id);
}

fn check_link(note: &Note, id: u32, link: &Link) {
    is_in_source(note, link.span);
    let Some(block) = link.block else {
        return assert_eq!(id, 0, "only the link of the From: line stands in no block");
    };
    let block = note.block(block).unwrap();
    assert!(contains(block.span, link.span), "{link:?} in {block:?}");
    assert!(block.runs.0 <= link.runs.0 && link.runs.0 <= link.runs.1 && link.runs.1 <= block.runs.1);
    assert_eq!(link.section as usize, note.section_at(link.span.start));
}

fn check_timestamps(note: &Note) {
    for (id, timestamp) in (0..).zip(note.timestamps()) {
        for span in [timestamp.span, timestamp.value, timestamp.label] {
            is_in_source(note, span);
        }
        let run = &note.all_runs()[timestamp.run as usize];
        assert_eq!(run.kind, RunKind::Timestamp(id));
        let block = note.block(timestamp.block).unwrap();
        assert!(block.runs.0 <= timestamp.run && timestamp.run < block.runs.1);
        assert_eq!(timestamp.section as usize, note.section_at(timestamp.span.start));
    }
    assert!(note.timestamps().is_sorted_by_key(|it| it.span.start));
}

fn is_in_source(note: &Note, span: Span) {
    assert!(note.source().get(span.range()).is_some(), "{span:?} of {} bytes", note.source().len());
}

fn is_text(note: &Note, text: TextRef) {
    match text {
        TextRef::Source(span) => assert_eq!(note.source().get(span.range()), Some(note.text(text))),
        TextRef::Decoded(span) => assert_eq!(note.text(text).len(), span.len()),
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn is_harmful(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}
