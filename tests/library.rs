//! The library of a few notes: which one a link means, what mentions a concept, and what keeps it company.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may fail.

use proptest::{collection::vec, prelude::*, sample::select};
use recto::{
    library::{ConceptId, ConceptKey, Digest, Library, Meaning, MentionKind},
    note::{Note, Span},
};
use std::{collections::BTreeMap, fmt::Write, sync::Arc};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

/// A library of notes in the order of their paths.
fn library(notes: &[(&str, &str)]) -> Library {
    let mut notes = notes.to_vec();
    notes.sort_unstable();
    Library::new(notes.iter().map(|it| Arc::new(Digest::new(&Note::parse(it.0, it.1).0))).collect())
}

/// The names of notes without text.
fn named(paths: &[&str]) -> Library {
    library(&paths.iter().map(|it| (*it, "")).collect::<Vec<_>>())
}

/// What each target means in a note: a path, all paths when there are several, or `-`.
fn check_meanings(library: &Library, rows: &[(&str, &str, &str)]) {
    for (from, target, expected) in rows {
        let path = |it: u32| library.note(it).unwrap().path.clone();
        let meaning = match library.meaning(target, from) {
            Meaning::Note(note) => path(note),
            Meaning::Several(note, all) => {
                format!("{} of {}", path(note), all.into_iter().map(path).collect::<Vec<_>>().join(" "))
            }
            Meaning::Nothing => "-".into(),
        };
        assert_eq!(meaning, *expected, "[[{target}]] in {from}");
    }
}

/// The concepts of some notes, one a line: mark, name, and its mentions as `path:line words | section | time | sentence`.
fn concepts(notes: &[(&str, &str)]) -> String {
    let library = library(notes);
    let mut text = String::new();
    for concept in library.concepts().filter(|it| !library.mentions(*it).is_empty()) {
        let mark = if library.note_of(concept).is_some() { '●' } else { '○' };
        writeln!(text, "{mark} {}", library.title(concept)).unwrap();
        for (note, it) in library.mentions(concept).iter().filter_map(|it| library.at(*it)) {
            let time = it.seconds.map(|it| format!(" @{it}")).unwrap_or_default();
            let section = note.section_title(it.section);
            let place = format!("{}:{}", note.path, it.line);
            writeln!(text, "  {place} {section}>{time} [{}] {}", note.at(it.words), note.at(it.sentence)).unwrap();
        }
    }
    text
}

fn check(notes: &[(&str, &str)], expected: &str) {
    let seen = concepts(notes);
    assert_eq!(seen.trim(), expected.trim(), "seen:\n{seen}");
}

/// The concept of a name, whoever asks.
fn concept(library: &Library, name: &str) -> ConceptId {
    library.concept(name, "").unwrap_or_else(|| panic!("nothing is called {name}"))
}

#[test]
fn names_count_in_order() {
    let notes = [
        ("a/Path Note.md", "---\ntitle: The title\naliases: [Al, other name]\n---\n"),
        ("alias.md", "---\naliases: Path Note\n---\n"),
        ("some_slug.md", "# Quite another title"),
        ("string.md", "---\nalias: Single alias\n---\n"),
        ("nikhil.kamath/v1.2.md", ""),
        ("long.markdown", ""),
        ("loud.MD", ""),
    ];
    let rows = [
        ("x.md", "a/Path Note", "a/Path Note.md"),
        ("x.md", "a/Path Note.md", "a/Path Note.md"),
        ("x.md", "/a/Path Note", "a/Path Note.md"),
        ("x.md", "path note", "a/Path Note.md"),
        ("x.md", " PATH NOTE.MD ", "a/Path Note.md"),
        ("x.md", "al", "a/Path Note.md"),
        ("x.md", "Other Name", "a/Path Note.md"),
        ("x.md", "single ALIAS", "string.md"),
        ("x.md", "path_note", "a/Path Note.md"),
        ("x.md", "Path: Note!", "a/Path Note.md"),
        ("x.md", "the title", "a/Path Note.md"),
        ("x.md", "The_Title?", "a/Path Note.md"),
        ("x.md", "Some slug", "some_slug.md"),
        ("x.md", "quite another title", "some_slug.md"),
        ("x.md", "nikhil.kamath/v1.2", "nikhil.kamath/v1.2.md"),
        ("x.md", "v1.2", "nikhil.kamath/v1.2.md"),
        ("x.md", "v1", "-"),
        ("x.md", "long", "long.markdown"),
        ("x.md", "long.markdown", "long.markdown"),
        ("x.md", "loud", "loud.MD"),
        ("x.md", "", "-"),
        ("x.md", "/", "-"),
        ("x.md", "!?", "-"),
        ("x.md", "nothing", "-"),
    ];
    check_meanings(&library(&notes), &rows);
}

#[test]
fn earlier_kinds_of_names_win() {
    let notes = [
        ("alias.md", "---\naliases: [name]\n---\n"),
        ("sub/name.md", ""),
        ("sub/a name.md", ""),
        ("title.md", "# A_Name"),
        ("x/slugged name.md", ""),
        ("y.md", "---\naliases: [Slugged_name]\n---\n"),
    ];
    let rows = [
        ("x.md", "name", "sub/name.md"),
        ("x.md", "A Name", "sub/a name.md"),
        ("x.md", "a_name", "sub/a name.md"),
        ("x.md", "slugged_name", "y.md"),
        ("x.md", "Slugged name!", "x/slugged name.md"),
    ];
    check_meanings(&library(&notes), &rows);
}

#[test]
fn a_name_may_hold_a_stroke() {
    let library = library(&[("tcpip.md", ""), ("ml.md", ""), ("deep/n.md", "# AC/DC")]);
    let rows = [
        ("x.md", "TCP/IP", "tcpip.md"),
        ("x.md", "AC/DC", "deep/n.md"),
        ("x.md", "AI/ML", "-"),
        ("x.md", "./TCP/IP", "-"),
    ];
    check_meanings(&library, &rows);
}

#[test]
fn of_several_the_one_beside_it_counts_and_then_the_shortest_path() {
    let library = named(&["aaa/b.md", "a/c/b.md", "z/b.md", "z/x.md", "a/c/x.md", "t/one.md", "t/one.markdown"]);
    let rows = [
        ("z/x.md", "b", "z/b.md of a/c/b.md aaa/b.md z/b.md"),
        ("a/c/x.md", "B", "a/c/b.md of a/c/b.md aaa/b.md z/b.md"),
        ("x.md", "b", "z/b.md of a/c/b.md aaa/b.md z/b.md"),
        ("x.md", "c/b", "a/c/b.md"),
        ("x.md", "C/B", "a/c/b.md"),
        ("a/x.md", "c/b", "a/c/b.md"),
        ("x.md", "t/one", "t/one.markdown of t/one.markdown t/one.md"),
        ("x.md", "a/b", "-"),
    ];
    check_meanings(&library, &rows);
}

#[test]
fn paths_end_at_folders_and_stay_inside() {
    let library = named(&["xer/b.md", "a/er/c.md", "a/er/d.md", "b.md", "a/er/e f.md"]);
    let rows = [
        ("x.md", "er/b", "-"),
        ("x.md", "xer/b", "xer/b.md"),
        ("x.md", "er/c", "a/er/c.md"),
        ("a/er/c.md", "./d", "a/er/d.md"),
        ("a/er/c.md", "../../b.md", "b.md"),
        ("a/er/c.md", "../../../b", "-"),
        ("a/er/c.md", "../../../../etc/passwd", "-"),
        ("a/er/c.md", "./e f.md", "a/er/e f.md"),
        ("a/x.md", "er/c", "a/er/c.md"),
        ("a/er/c.md", "..", "-"),
    ];
    check_meanings(&library, &rows);
}

#[test]
fn names_of_any_script_are_found_however_they_are_composed() {
    let notes = [
        ("Искусственный интеллект.md", ""),
        ("人工智能.md", ""),
        ("الذكاء الاصطناعي.md", "---\nalias: آلة\n---\n"),
        ("caf\u{e9}.md", "---\ntitle: R\u{e9}sum\u{e9} one\n---\n"),
        ("nai\u{308}ve.md", ""),
        ("Straße.md", ""),
    ];
    let rows = [
        ("x.md", "искусственный Интеллект", "Искусственный интеллект.md"),
        ("x.md", "Искусственный_интеллект!", "Искусственный интеллект.md"),
        ("x.md", "人工智能", "人工智能.md"),
        ("x.md", "\u{2068}الذكاء الاصطناعي\u{2069}", "الذكاء الاصطناعي.md"),
        ("x.md", "آلة", "الذكاء الاصطناعي.md"),
        ("x.md", "cafe\u{301}", "caf\u{e9}.md"),
        ("x.md", "Caf\u{200b}E\u{301}", "caf\u{e9}.md"),
        ("x.md", "re\u{301}sume\u{301}_one", "caf\u{e9}.md"),
        ("x.md", "na\u{ef}ve", "nai\u{308}ve.md"),
        ("x.md", "Na\u{ef}ve!", "nai\u{308}ve.md"),
        ("x.md", "STRASSE", "Straße.md"),
    ];
    check_meanings(&library(&notes), &rows);
}

#[test]
fn several_spellings_are_one_concept() {
    check(
        &[(
            "a.md",
            "[[Big Data]] and [[big_data | it]].\n\n[[x/big data.md#Top]], [[\u{2068}BIG DATA\u{2069}]], [[Big-Data?]].",
        )],
        "
○ Big Data
  a.md:1 > [Big Data] Big Data and it.
  a.md:1 > [it] Big Data and it.
  a.md:3 > [x/big data.md#Top] x/big data.md#Top, \u{2068}BIG DATA\u{2069}, Big-Data?.
  a.md:3 > [\u{2068}BIG DATA\u{2069}] x/big data.md#Top, \u{2068}BIG DATA\u{2069}, Big-Data?.
○ Big-Data?
  a.md:3 > [Big-Data?] x/big data.md#Top, \u{2068}BIG DATA\u{2069}, Big-Data?.
",
    );
    check(
        &[("a.md", "[[e\u{301}te\u{301}]] is [[\u{e9}t\u{e9}]].")],
        "
○ e\u{301}te\u{301}
  a.md:1 > [e\u{301}te\u{301}] e\u{301}te\u{301} is \u{e9}t\u{e9}.
  a.md:1 > [\u{e9}t\u{e9}] e\u{301}te\u{301} is \u{e9}t\u{e9}.
",
    );
}

#[test]
fn names_of_signs_and_paths_without_a_name_are_concepts_too() {
    check(
        &[("a.md", "[[++]] is not [[--]].\n\nIn [[folder/]] and [[other/]].")],
        "
○ ++
  a.md:1 > [++] ++ is not --.
○ --
  a.md:1 > [--] ++ is not --.
○ folder
  a.md:3 > [folder/] In folder/ and other/.
○ other
  a.md:3 > [other/] In folder/ and other/.
",
    );
}

#[test]
fn the_source_and_embeds_are_mentions_and_pictures_are_none() {
    let text =
        "From: [[channel]] <br/> \n\n![[part#Two]] ![[p.png]] ![[board.canvas]] [[film.MP4]] [[#Own]]\n\n## Own\n";
    check(
        &[("a.md", text), ("part.md", "")],
        "
● part
  a.md:3 > [part#Two] part#Two board.canvas film.MP4 Own
○ channel
  a.md:1 > [] 
",
    );
    let library = library(&[("a.md", text)]);
    let kinds: Vec<_> = library.note(0).unwrap().mentions.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [MentionKind::Source, MentionKind::Embed, MentionKind::Wikilink]);
}

#[test]
fn markdown_links_are_read_from_the_folder_of_their_note() {
    let from =
        "[x](other%20note.md#My%20head) [y](../top.md) [z](https://x.org/a.md) [o](../../out.md)\n\n[[other note]]";
    check(
        &[("sub/a.md", from), ("sub/other note.md", ""), ("top.md", ""), ("other note.md", "")],
        "
● other note
  sub/a.md:3 > [other note] other note
● other note
  sub/a.md:1 > [x] x y z o
● top
  sub/a.md:1 > [y] x y z o
○ out
  sub/a.md:1 > [o] x y z o
",
    );
    let digest = Digest::new(&Note::parse("sub/a.md", from).0);
    assert_eq!(digest.heading_of(&digest.mentions[0]), Some("My head"));
}

#[test]
fn a_path_and_a_name_of_the_same_letters_are_two_targets() {
    let text = "[[n.md]] and [n](n.md)";
    let notes = [("sub/a.md", text), ("n.md", ""), ("sub/n.md", "")];
    check(
        &notes,
        "
● n
  sub/a.md:1 > [n.md] n.md and n
● n
  sub/a.md:1 > [n] n.md and n
",
    );
}

#[test]
fn mentions_know_their_sentence_section_time_and_line() {
    let text = "\
---
title: T
---
From: [[ch]] <br/>
Intro.

## About [[ai | AI]] <a class=\"yt-timestamp\" data-t=\"00:00:09\">[00:00:09]</a>
First one. Then [[ai]]'s turn <a class=\"yt-timestamp\" data-t=\"00:01:00\">[00:01:00]</a>. Last.

| a | b |
|---|---|
| x | see [[ai | it]] |

*   **[[ai]]:** thing. More.
    - deep [[ai]]
";
    check(
        &[("a.md", text)],
        "
○ ch
  a.md:4 > [] 
○ ai
  a.md:7 About AI> @9 [AI] About AI
  a.md:8 About AI> @60 [ai] Then ai's turn.
  a.md:12 About AI> [it] see it
  a.md:14 About AI> [ai] ai: thing.
  a.md:15 About AI> [ai] deep ai
",
    );
    let digest = Digest::new(&Note::parse("a.md", text).0);
    assert!(digest.mentions.iter().all(|it| text.get(it.offset as usize..).unwrap().starts_with("[[")));
}

#[test]
fn an_endless_sentence_is_kept_whole() {
    let text = format!("{} [[ai | the thing]] {}.", "word ".repeat(500), "more ".repeat(500));
    let digest = Digest::new(&Note::parse("a.md", text).0);
    let mention = digest.mentions[0];
    assert_eq!((digest.at(mention.words), mention.sentence.len() > 5000), ("the thing", true));
    assert!(mention.sentence.start <= mention.words.start && mention.words.end <= mention.sentence.end);
}

#[test]
fn aliases_are_counted() {
    let library = library(&[("a.md", "[[ai | AI]] [[ai | AI]] [[Ai | machines]] [[ai]]"), ("b.md", "[[ai | AI]]")]);
    assert_eq!(library.aliases(concept(&library, "AI")), [("AI", 3), ("machines", 1)]);
}

#[test]
fn company_is_counted_in_sections() {
    let text = "From: [[me]] <br/>\n[[me]] and [[b]] and [[b]].\n\n## Two\n[[me]] with [[b]], [[c]] and [[me]].\n\n## Three\n[[c]]";
    let library = library(&[("a.md", text), ("z.md", "From: [[me]] <br/>\nOf [[d]].")]);
    let company = |name: &str| -> Vec<String> {
        let all = library.company(concept(&library, name));
        all.into_iter().map(|it| format!("{} {}", library.title(it.0), it.1)).collect()
    };
    assert_eq!(company("me"), ["b 2", "c 1"]);
    assert_eq!(company("c"), ["me 1", "b 1"]);
    assert!(company("d").is_empty());
}

/// The words without a link that name a concept, in brackets within their sentences.
fn check_unlinked(notes: &[(&str, &str)], name: &str, expected: &[&str]) {
    let library = library(notes);
    let found = library.unlinked(concept(&library, name));
    let shown = found.iter().map(|it| {
        let note = library.note(it.note).unwrap();
        let before = note.at(Span { start: it.sentence.start, end: it.words.start });
        let after = note.at(Span { start: it.words.end, end: it.sentence.end });
        format!("{before}[{}]{after}", note.at(it.words))
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{name}");
}

#[test]
fn whole_words_name_a_concept_without_a_link() {
    let own = ("open_source.md", "---\naliases: [OSS]\n---\nOpen source here.");
    let text = "Of OPEN SOURCE. In [[x | open source]]. Reopen sources, open sourced. OSS too. An [[open source]]";
    check_unlinked(&[own, ("a.md", text)], "open source", &["Of [OPEN SOURCE].", "[OSS] too."]);
    check_unlinked(&[("a.md", "[[ai | the field]] grows. The field is wide.")], "ai", &["[The field] is wide."]);
    let shared = "[[ai | it]] and [[b | it]] and [[c | it]]. It is.";
    check_unlinked(&[("a.md", shared)], "ai", &[]);
}

#[test]
fn words_of_other_scripts_name_a_concept_too() {
    check_unlinked(&[("人工智能.md", ""), ("a.md", "关于人工智能的书。")], "人工智能", &["关于[人工智能]的书。"]);
    let cyrillic = [("Открытый код.md", ""), ("a.md", "Про открытый код. ОТКРЫТЫЙ КОД. Открытый кодекс.")];
    check_unlinked(&cyrillic, "открытый код", &["Про [открытый код].", "[ОТКРЫТЫЙ КОД]."]);
}

#[test]
fn a_video_has_its_title_from_an_index_and_one_timeline() {
    let one = "---\nvideoId: abcdefghijk\n---\nBees [0:20]. Ants [0:10], [0:10].\n\n[1:05]";
    let two = "---\nvideoId: abcdefghijk\n---\nCats [0:15]. Dogs [0:10].";
    let index = "* [The talk](https://www.youtube.com/watch?v=abcdefghijk)\n* [No note](https://youtu.be/zzzzzzzzzzz)";
    let library = library(&[("one.md", one), ("two.md", two), ("z.md", index)]);
    let videos = library.videos();
    assert_eq!((videos.len(), videos[0].title.as_deref()), (1, Some("The talk")));
    let said = library.timeline(&videos[0].notes).into_iter().map(|it| {
        let note = library.note(it.note).unwrap();
        format!("{} {}", it.seconds, note.at(note.moments[it.moment as usize].sentence))
    });
    assert_eq!(said.collect::<Vec<_>>(), ["10 Ants.", "10 Dogs.", "15 Cats.", "20 Bees.", "65 Ants."]);
}

#[test]
fn a_neighbourhood_has_one_and_two_steps_and_is_always_the_same() {
    let notes = [
        ("a.md", "[[b]] [[b]] [[c]] [[loose]]"),
        ("b.md", "[[d]] [[a]]"),
        ("c.md", "[[d]] [[d]] [[e]]"),
        ("d.md", ""),
        ("e.md", "[[f]]"),
    ];
    let show = || {
        let library = library(&notes);
        let found = library.neighbourhood(concept(&library, "a"));
        let around = found.nodes.iter().map(|it| format!("{}{}<{}", it.title, it.steps, found.nodes[it.parent].title));
        let ties = found
            .ties
            .iter()
            .map(|it| format!("{}-{} {}", found.nodes[it.from].title, found.nodes[it.to].title, it.strength));
        (around.collect::<Vec<_>>().join(" "), ties.collect::<Vec<_>>().join(" "))
    };
    let (around, ties) = show();
    assert_eq!(around, "a0<a b1<a c1<a loose1<a d2<c e2<c");
    assert_eq!(ties, "a-b 3 a-c 1 a-loose 1 b-d 1 c-d 2 c-e 1");
    assert_eq!(show(), (around, ties));
}

#[test]
fn keys_name_a_concept_in_another_library() {
    let (one, other) = (named(&["b.md"]), library(&[("a.md", "[[x y]] [[b]]"), ("b.md", "")]));
    assert_eq!(other.find(&ConceptKey::Name("x_y".into())), Some(concept(&other, "X Y")));
    assert_eq!(other.key(concept(&other, "b")), one.key(concept(&one, "b")));
    for concept in other.concepts() {
        assert_eq!(other.find(&other.key(concept)), Some(concept));
    }
}

/// The digest says of a note what the note says itself.
fn check_against_note(note: &Note) {
    let digest = Digest::new(note);
    assert_eq!(digest.words, note.words(), "words of {:?}", note.source());
    let sentences = note.timestamp_sentences();
    assert_eq!(digest.moments.len(), sentences.len());
    for (moment, sentence) in digest.moments.iter().zip(&sentences) {
        let own = digest.at(moment.sentence);
        // An endless sentence is cut by the note.
        let is_same = own == sentence || (own.len() > 1000 && own.contains(sentence.trim_matches(['…', ' '])));
        assert!(is_same, "{own:?} is not {sentence:?} in {:?}", note.source());
    }
    for (own, section) in digest.sections.iter().zip(note.sections()) {
        let (own, title) = (digest.at(own.title), note.section_title(section));
        assert!(own == title || own.starts_with(title.trim_end_matches('…')), "{own:?} is not {title:?}");
    }
    assert_eq!(digest.sections.len(), note.sections().len());
    check_spans(&digest);
}

fn check_spans(digest: &Digest) {
    let inside = |it: Span| assert!(digest.text.get(it.range()).is_some(), "{it:?} of {:?}", digest.text);
    digest.sections.iter().for_each(|it| inside(it.title));
    digest.moments.iter().for_each(|it| inside(it.sentence));
    for mention in &digest.mentions {
        inside(mention.words);
        inside(mention.sentence);
        assert!(mention.target.is_none_or(|it| (it as usize) < digest.targets.len()));
        assert!(mention.heading.is_none_or(|it| (it as usize) < digest.wanted.len()));
        assert!((mention.section as usize) < digest.sections.len());
    }
    assert!(digest.mentions.is_sorted_by_key(|it| it.offset));
    assert!(digest.leaves.iter().all(|it| digest.text.is_char_boundary(it.start as usize)));
    assert_eq!(digest.leaves.len(), digest.text.matches('\n').count());
}

#[test]
fn the_digest_of_the_seed_says_what_the_note_says() {
    check_against_note(&Note::parse("seed.md", SEED).0);
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1500);
    ProptestConfig { failure_persistence: None, cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn digests_of_soup_say_what_their_notes_say(lines in vec(line(), 0..14)) {
        check_against_note(&Note::parse("folder/note.md", lines.concat()).0);
    }

    #[test]
    fn libraries_of_soup_are_sound(texts in vec(vec(line(), 0..6), 1..6), order in any::<u64>()) {
        let paths = ["a.md", "b/a.md", "b/target.md", "c d.md", "日本語.md", "b/e\u{301}.md"];
        let notes: Vec<(&str, String)> = paths.into_iter().zip(texts.iter().map(|it| it.concat())).collect();
        let digests: Vec<_> = notes.iter().map(|it| Arc::new(Digest::new(&Note::parse(it.0, it.1.as_str()).0))).collect();
        let mut shuffled = digests.clone();
        shuffled.sort_by_key(|it| it.path.bytes().fold(order, |all, it| all.wrapping_mul(31) ^ u64::from(it)));
        let (library, shuffled) = (Library::new(digests), Library::new(shuffled));
        check_library(&library);
        prop_assert_eq!(answers(&library), answers(&shuffled));
    }
}

fn check_library(library: &Library) {
    let count = library.concepts().count();
    let with_target: usize =
        library.notes().iter().map(|it| it.mentions.iter().filter(|it| it.target.is_some()).count()).sum();
    let mentions: usize = library.concepts().map(|it| library.mentions(it).len()).sum();
    assert_eq!(mentions, with_target);
    for (id, note) in (0..).zip(library.notes()) {
        let concepts = library.concepts_of(id);
        assert_eq!(concepts.len(), note.mentions.len());
        assert!(concepts.iter().flatten().all(|it| (it.0 as usize) < count));
    }
    for concept in library.concepts() {
        assert_eq!(library.find(&library.key(concept)), Some(concept));
        library.company(concept);
        for it in library.unlinked(concept) {
            let note = library.note(it.note).unwrap();
            assert!(note.text.get(it.words.range()).is_some() && note.text.get(it.sentence.range()).is_some());
        }
        let around = library.neighbourhood(concept);
        assert!(around.ties.iter().all(|it| it.from < it.to && it.to < around.nodes.len()));
        assert!(around.nodes.iter().all(|it| it.parent < around.nodes.len()));
    }
}

/// What the library says, by paths and names: the order of its notes aside.
fn answers(library: &Library) -> BTreeMap<String, Vec<String>> {
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for concept in library.concepts() {
        let mut said: Vec<String> = library
            .mentions(concept)
            .iter()
            .filter_map(|it| library.at(*it))
            .map(|(note, it)| format!("{}:{} {}", note.path, it.offset, note.at(it.words)))
            .collect();
        said.sort();
        answers.insert(format!("{:?}", library.key(concept)), said);
    }
    answers
}

/// A line of what means something to a library.
fn line() -> impl Strategy<Value = String> {
    let start =
        select(&["", "- ", "1. ", "> ", "## ", "| ", "    - ", "From: [[ch]] <br/> ", "\n", "---\n", "```\n"][..]);
    (start, vec(select(PIECES), 0..7)).prop_map(|(start, pieces)| [start, &pieces.concat(), "\n"].concat())
}

const PIECES: &[&str] = &[
    "[[target]]",
    "[[b/target | alias]]",
    "[[a]]",
    "[[A.md#Head]]",
    "[[#Head]]",
    "![[a]]",
    "![[p.png]]",
    "[[",
    "]]",
    "|",
    "[[++]]",
    "[x](a.md)",
    "[x](../a.md#t%20u)",
    "[y](https://youtu.be/abcdefghijk)",
    "[[日本語]]",
    "[[\u{e9}]]s",
    "[[e\u{301} | **b**]]",
    "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a>",
    "[0:38]",
    "[00:11:02, 00:12:04]",
    "[00:00:21]",
    " word",
    " Two words",
    ". ",
    ", ",
    ": ",
    " ",
    "**Term:** ",
    "`code`",
    "$x$",
    "<br/>",
    "&amp;",
    "العربية",
    "日本語。",
    "target ",
    "alias",
    " ^id",
    "\t",
    "\u{a0}",
    "\n\n",
    "\r\n",
    "[^1]",
    "==",
    "<b>",
    "</b>",
    "%%",
    "\u{200b}",
    "\u{3000}",
];
