//! What becomes of a card's history, one edit at a time: notes before and after, and what is found again.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

use recto::{
    note::Note,
    quiz::{
        Card, Settings, cards_of,
        identity::{Before, Folder, How, Past, Present, Vanished, reattach},
    },
};

/// The cards of some notes, each after a line `=== path`; without one it is `a.md`.
fn cards(text: &str) -> Vec<Card> {
    let text = if text.starts_with("=== ") { text.to_string() } else { format!("=== a.md\n{text}") };
    let notes = text.split("=== ").skip(1).filter_map(|it| it.split_once('\n'));
    notes.flat_map(|(path, text)| cards_of(&Note::parse(path, text).0, &Settings::default()).cards).collect()
}

/// What became of the cards that vanished, all of which were answered: `kind term → term in note: how, caution`. Only
/// cards of the kinds that are named in `expected` are told.
fn check(before: &str, after: &str, expected: &[&str]) {
    let (before, after) = (cards(before), cards(after));
    let is_there = |it: &&Card| after.iter().any(|now| now.id == it.id);
    let kinds: Vec<&str> = expected.iter().filter_map(|it| it.split(' ').next()).collect();
    let vanished: Vec<&Card> = before.iter().filter(|it| !is_there(it)).collect();
    let present = after.iter().map(|card| {
        let past = if before.iter().any(|it| it.id == card.id) { Past::Answered } else { Past::New };
        Present { id: card.id, fingerprint: &card.fingerprint, past }
    });
    let old = vanished.iter().map(|it| Vanished { id: it.id, fingerprint: &it.fingerprint }).collect();
    let result = reattach(&Before { held: 100, vanished: old }, present);
    assert_eq!(result.folder, Folder::Whole);
    let told = vanished.iter().filter(|it| kinds.is_empty() || kinds.contains(&it.kind.name())).map(|card| {
        let print = &card.fingerprint;
        let Some(found) = result.pairs.iter().find(|it| it.old == card.id) else {
            return format!("{} {}: gone", print.kind, print.term);
        };
        let new = &after.iter().find(|it| it.id == found.new).unwrap().fingerprint;
        let caution = found.caution.map_or(String::new(), |it| format!(", {it:?}"));
        assert!(found.how != How::Moved || (found.score - 1.0).abs() < f32::EPSILON);
        format!("{} {} → {} in {}: {:?}{caution}", print.kind, print.term, new.term, new.note, found.how)
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

const LIST: &str = "\
# Diffusion

Key aspects of diffusion include:
* **Open models:** Broadly supported weights that anyone can inspect, change and run at home.
* **Augmenting tools:** Investing in tools that extend human skills rather than replacing whole jobs.
* **Personal agents:** Training agents on the tacit knowledge of their owners, who are paid for the work.
";

/// The list with other words in place of some.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(LIST.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

#[test]
fn what_is_moved_is_the_same() {
    let moved = ["term open models → open models in b.md: Moved"];
    let line = LIST.lines().nth(3).unwrap();
    let rest = LIST.replace(&format!("{line}\n"), "");
    check(LIST, &format!("=== a.md\n{rest}=== b.md\n# Models\n\nThree models:\n{line}\n"), &moved);
    check(
        LIST,
        &with(&[("# Diffusion", "# Diffusing")]),
        &[
            "term open models → open models in a.md: Moved",
            "term augmenting tools → augmenting tools in a.md: Moved",
            "term personal agents → personal agents in a.md: Moved",
        ],
    );
}

#[test]
fn a_copy_takes_nothing_and_a_swap_changes_nothing() {
    check(LIST, &format!("=== a.md\n{LIST}=== b.md\n{LIST}"), &[]);
    let lines: Vec<&str> = LIST.lines().collect();
    let swapped = [&lines[..3], &[lines[4], lines[3], lines[5]], &[""]].concat().join("\n");
    check(
        LIST,
        &swapped,
        &["list key aspects of diffusion include → key aspects of diffusion include in a.md: Edited"],
    );
}

#[test]
fn what_is_edited_is_kept_and_what_is_written_anew_is_not() {
    check(
        LIST,
        &with(&[("Broadly", "Broadely"), ("change", "modify")]),
        &["term open models → open models in a.md: Edited"],
    );
    check(
        LIST,
        &with(&[("**Open models", "**Public weights")]),
        &["term open models → public weights in a.md: Similar, KeyTerm"],
    );
    let text = "Broadly supported weights that anyone can inspect, change and run at home.";
    check(
        LIST,
        &with(&[(text, "Some of the largest labs gave theirs away for free in recent years.")]),
        &["term open models: gone"],
    );
}

#[test]
fn names_that_were_exchanged_take_no_history_along() {
    let exchanged = with(&[
        ("**Open models", "**Nothing"),
        ("**Augmenting tools", "**Open models"),
        ("**Nothing", "**Augmenting tools"),
    ]);
    check(LIST, &exchanged, &["term open models: gone", "term augmenting tools: gone"]);
}

#[test]
fn an_item_that_is_split_or_merged_goes_with_its_name() {
    check(
        LIST,
        &with(&[(
            "Broadly supported weights that",
            "Broadly supported weights of many makers.\n* **Home use:** Anyone can see that anyone",
        )]),
        &["term open models → open models in a.md: Edited"],
    );
    let merged = with(&[("at home.\n* **Augmenting tools:** Investing", "at home. Investing")]);
    check(LIST, &merged, &["term open models → open models in a.md: Edited", "term augmenting tools: gone"]);
}

#[test]
fn a_contrary_is_asked_again_soon() {
    check(
        LIST,
        &with(&[("anyone can inspect", "nobody can inspect")]),
        &["term open models → open models in a.md: Edited, Negation"],
    );
    check(
        LIST,
        &with(&[("Broadly supported", "Broadly unsupported")]),
        &["term open models → open models in a.md: Edited, Negation"],
    );
    let contrary = "* **Open models:** Broadly suported weights that anyone can inspect, change and run at home.\n\
                    * **Closed models:** Broadly supported weights that nobody can inspect, change and run at home.\n";
    let line = LIST.lines().nth(3).unwrap();
    check(LIST, &with(&[(&format!("{line}\n"), contrary)]), &["term open models → open models in a.md: Edited"]);
}

#[test]
fn numbers_measures_and_the_order_of_words_are_told() {
    let note = |text: &str| {
        format!("# Energy\n\nTwo facts about energy:\n* **Solar farms:** {text}\n* **Wind parks:** {WIND}\n")
    };
    let changed = |text: &str, caution: &str| {
        let expected = format!("term solar farms → solar farms in a.md: Edited, {caution}");
        check(&note("Panels deliver 40 million homes the power of the early spring."), &note(text), &[&expected]);
    };
    changed("Panels deliver 45 million homes the power of the early spring.", "Number");
    changed("Panels deliver 40 billion homes the power of the early spring.", "Number");
    changed("Panels deliver the power of the early spring 40 million homes.", "Order");
}

const WIND: &str = "Turbines near the coast feed whole towns through the long winter nights.";

#[test]
fn holes_of_one_sentence_are_not_mistaken_for_each_other() {
    let note = |text: &str| format!("# Cards\n\nC: {text}\n");
    let old = note("The treaty of [Kyoto] was signed by [Japan] before the winter.");
    check(
        &old,
        &note("The treaty of [Kyoto] was signed by [Japan] long before the winter."),
        &["explicit kyoto 0 → kyoto 0 in a.md: Edited", "explicit japan 1 → japan 1 in a.md: Edited"],
    );
    check(
        &old,
        &note("The [treaty] of Kyoto was signed by [Japan] long before the winter."),
        &["explicit kyoto 0: gone", "explicit japan 1 → japan 1 in a.md: Edited"],
    );
    check(
        &old,
        &note("The treaty of [Oslo] was signed by [Japan] before the winter."),
        &["explicit kyoto 0 → oslo 0 in a.md: Similar, KeyTerm", "explicit japan 1 → japan 1 in a.md: Edited"],
    );
}

#[test]
fn what_is_asked_both_ways_stays_in_its_way() {
    let note = |text: &str| format!("---\ntags: [flashcards]\n---\n\n{text}\n");
    check(
        &note("The capital of the old kingdom of Norway:::The harbour town of Bergen"),
        &note("The capital of the old kingdom in Norway:::The harbour town of Bergen"),
        &["explicit  →  in a.md: Similar", "explicit ← → ← in a.md: Similar"],
    );
}

#[test]
fn texts_without_blanks_are_compared_by_their_signs() {
    let note = |text: &str| format!("# 学習\n\nQ: 分散学習とは何ですか\nA: {text}\n");
    check(
        &note("時間をおいて同じ内容を何度も復習する学習方法のことであり記憶の定着に役立つ"),
        &note("時間をおいて同じ内容を何回も復習する学習方法のことであり記憶の定着に役立つ"),
        &["explicit  →  in a.md: Similar"],
    );
}
