//! Screens as text at three sizes; `RECTO_GOLDEN=write cargo test` rewrites the pictures in `tests/screens`.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

#[allow(dead_code)] // Each test file uses its own part of it.
#[path = "support/screen.rs"]
mod screen;

use screen::{Session, compare};

const SEED: &[u8] = include_bytes!("../seeds/decentralization_and_democratization_in_ai_development.md");
const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Types a script into a note and compares what is seen with the picture of that name, at each size.
fn check(name: &str, note: &[u8], script: &str) {
    for (columns, rows) in SIZES {
        let mut session = Session::new("note.md", note, columns, rows);
        session.keys(script);
        compare(&format!("{name}_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn the_seed_at_its_beginning() {
    check("seed", SEED, "");
}

#[test]
fn the_seed_at_its_end() {
    check("seed_end", SEED, "G");
}

#[test]
fn a_section_chosen_in_its_pane() {
    check("sections", SEED, "<Tab>jjjj");
}

#[test]
fn the_concepts_pane() {
    check("concepts", SEED, "<Tab><Tab>j");
}

#[test]
fn timestamps_in_order_of_the_video() {
    check("timestamps", SEED, "<Tab><Tab><Tab>tjj");
}

#[test]
fn the_page_of_a_concept() {
    check("concept_page", SEED, "l<Enter>j");
}

#[test]
fn a_search_with_its_matches() {
    check("search", SEED, "/curse<Enter>n");
}

#[test]
fn a_search_while_it_is_typed() {
    check("search_prompt", SEED, "/norway");
}

#[test]
fn help_over_the_text() {
    check("help", SEED, "?");
}

#[test]
fn commands_by_name() {
    check("palette", SEED, ":order");
}

#[test]
fn everything_that_markdown_has() {
    let note = include_bytes!("screens/everything.md");
    check("everything", note, "");
    check("everything_end", note, "G");
}

#[test]
fn a_note_that_embeds_parts_of_itself() {
    check("embeds", include_bytes!("screens/embeds.md"), "");
}

#[test]
fn a_note_without_text() {
    check("empty", b"", "");
    check("only_frontmatter", b"---\ntitle: Nothing yet\n---\n", "");
}

#[test]
fn a_terminal_too_small_says_so() {
    for (columns, rows) in [(12, 4), (19, 6), (5, 1), (1, 1)] {
        let session = Session::new("note.md", SEED, columns, rows);
        compare(&format!("tiny_{columns}x{rows}"), &session.text());
    }
}

#[test]
fn the_smallest_terminal_that_is_enough() {
    let session = Session::new("note.md", SEED, 20, 6);
    compare("smallest_20x6", &session.text());
}
