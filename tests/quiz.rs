//! Cards from notes: the seed's own facts, one small note a rule and a filter, and what holds for any text.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use proptest::prelude::*;
use recto::{
    note::Note,
    quiz::{Answer, Card, CardId, Kind, NoteCards, Refusals, Settings, cards_of},
};
use std::collections::HashSet;

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

fn made(text: &str) -> NoteCards {
    cards_of(&Note::parse("note.md", text).0, &Settings::default())
}

/// The cards of one kind as `prompt → answer`.
fn asked(text: &str, kind: Kind) -> Vec<String> {
    let cards = made(text).cards;
    let line = |it: &Card| format!("{} → {}", it.prompt, it.answer.texts().join(" · "));
    cards.iter().filter(|it| it.kind == kind).map(line).collect()
}

/// The rules that refused something, as `kind: rule`.
fn refused(text: &str) -> Vec<String> {
    made(text).refused.iter().map(|it| format!("{}: {}", it.kind.name(), it.rule.name())).collect()
}

fn seed() -> Vec<Card> {
    made(SEED).cards
}

fn groups(cards: &[Card]) -> usize {
    cards.iter().map(|it| it.group).collect::<HashSet<_>>().len()
}

#[test]
fn the_seed_gives_as_many_cards_as_a_teacher_would_ask() {
    let cards = seed();
    assert!((30..=45).contains(&cards.len()), "{}", cards.len());
    assert!((12..=22).contains(&groups(&cards)), "{}", groups(&cards));
    for kind in Kind::ALL.into_iter().filter(|it| *it != Kind::Explicit) {
        assert!(cards.iter().any(|it| it.kind == kind), "no {}", kind.name());
    }
}

#[test]
fn the_seeds_own_facts_are_asked() {
    let has = |kind, line: &str| {
        let all = asked(SEED, kind);
        assert!(all.iter().any(|it| it == line), "{line}\n{}", all.join("\n"));
    };
    has(Kind::Cloze, "… similar to how ▢'s strong institutions helped it avoid the resource curse. → Norway");
    has(Kind::Order, "Put the 3 steps of “Strategies for Mitigation” in order. → Avert · Diffuse · Democratize");
    has(Kind::Order, "What comes directly after “Diffuse” in “Strategies for Mitigation”? → Democratize");
    has(
        Kind::List,
        "Key aspects of diffusion: name the 3. → Open-source models · AI augmenting tools · User-aligned AI",
    );
    has(
        Kind::Cause,
        "Why is the sequence avert, diffuse, democratize crucial? → Averting catastrophic risks makes diffusion safer, \
         and diffusion makes democratization more stable",
    );
    has(
        Kind::Name,
        "Which key aspect of diffusion is this? “Developing AI models trained on individual ▢s' tacit knowledge and \
         data, capable of representing their tastes and judgment” → User-aligned AI",
    );
    for (item, heading) in [
        ("Differential technology development", "Avert"),
        ("Open-source models", "Diffuse"),
        ("Technology for governance", "Democratize"),
    ] {
        has(Kind::Branch, &format!("“{item}” belongs to which part of “Strategies for Mitigation”? → {heading}"));
    }
}

#[test]
fn the_seeds_cards_are_clean_and_give_nothing_away() {
    for card in seed() {
        let texts = card.answer.texts();
        for text in texts.iter().copied().chain([&*card.prompt, &*card.source]) {
            let debris = ["[[", "]]", "<a", "</", "data-t", "From:", "http", " ,", "::", "**", "00:"];
            assert!(!debris.iter().any(|it| text.contains(it)), "{text}");
        }
        let is_asked = card.prompt.ends_with(['?', '.', '”']);
        assert!(
            is_asked && card.prompt.starts_with(|it: char| it.is_uppercase() || "“…▢".contains(it)),
            "{}",
            card.prompt
        );
        for text in texts.iter().filter(|_| card.kind != Kind::Order) {
            let prompt = card.prompt.to_lowercase();
            assert!(!prompt.contains(&text.to_lowercase()), "{} → {text}", card.prompt);
        }
        assert!(card.line > 7 && !card.why.is_empty() && card.note == "note.md", "{card:?}");
        assert_eq!(CardId::parse(&card.id.to_string()), Some(card.id));
        assert_eq!(card.fingerprint.id(), card.id);
    }
}

#[test]
fn what_a_card_says_about_its_place_is_true() {
    let cards = seed();
    let card = cards.iter().find(|it| it.prompt.starts_with("What is “User-aligned AI” about")).unwrap();
    assert_eq!((card.line, card.seconds), (31, Some(4899)));
    assert_eq!(card.context, ["Strategies for Mitigation", "2. Diffuse AI Benefits and Tools"]);
    assert!(card.rest.starts_with("These personal AIs"), "{}", card.rest);
    let siblings: Vec<Kind> = cards.iter().filter(|it| it.group == card.group).map(|it| it.kind).collect();
    assert!(siblings.contains(&Kind::Name) && siblings.contains(&Kind::Term), "{siblings:?}");
}

#[test]
fn the_same_note_gives_the_same_cards_and_a_longer_one_keeps_them() {
    assert_eq!(made(SEED), made(SEED));
    let longer = SEED.replacen(
        "## Further Action",
        "## More\n\nLisbon has 19 bridges of stone and steel today.\n\n## Further Action",
        1,
    );
    let ids = |text: &str| made(text).cards.iter().map(|it| it.id).collect::<HashSet<_>>();
    assert!(ids(&longer).is_superset(&ids(SEED)));
    assert_eq!(ids(&longer).len(), ids(SEED).len() + 1);
    let dropped = Settings { refusals: Refusals::Dropped, ..Settings::default() };
    let (note, _) = Note::parse("note.md", SEED);
    assert_eq!(cards_of(&note, &dropped).cards, made(SEED).cards);
    assert!(cards_of(&note, &dropped).refused.is_empty());
}

#[test]
fn plain_items_and_numbered_lists_give_cards_too() {
    let plain = "# Bread\n\n## Ingredients\n\nThe main ingredients of bread are:\n- Flour\n- Water\n- Salt\n";
    assert_eq!(asked(plain, Kind::List).len(), 1);
    assert!(asked(plain, Kind::List)[0].ends_with("→ Flour · Water · Salt"));
    let steps = "# Bread\n\n## Steps of baking\n\n1. Mix the flour\n2. Knead the dough\n3. Bake the loaf\n";
    assert_eq!(
        asked(steps, Kind::Order),
        [
            "Put the 3 steps of “Steps of baking” in order. → Mix the flour · Knead the dough · Bake the loaf",
            "What comes directly after “Knead the dough”? → Bake the loaf",
        ]
    );
    let counted = "# Curse\n\nThe thesis of the curse rests on three premises:\n1. Power accrues\n2. Labor is replaced\n3. Incentives fade\n";
    assert!(asked(counted, Kind::Order).is_empty());
    assert!(refused(counted).contains(&"order: unordered".to_string()));
    assert_eq!(asked(counted, Kind::List).len(), 1);
}

/// `text` gives a card of a kind whose line is the expected one; an expected line that begins with `!` is not given.
fn check_asked(cases: &[(&str, Kind, &str)]) {
    for (text, kind, expected) in cases {
        let all = asked(text, *kind);
        let (line, is_wanted) = expected.strip_prefix('!').map_or((*expected, true), |it| (it, false));
        let is_there = all.iter().any(|it| if is_wanted { it == line } else { it.contains(line) });
        assert_eq!(is_there, is_wanted, "{text}\n{expected}\n{}", all.join("\n"));
    }
}

#[test]
fn a_list_is_asked_for_by_what_its_lead_in_or_heading_says() {
    let items =
        "\n- **Rye:** a grain of the north\n- **Oats:** a grain for porridge\n- **Spelt:** an old kind of wheat\n";
    let with = |before: &str| format!("# Farming\n\n{before}\n{items}");
    let asked_for = |question: &str| format!("{question} → Rye · Oats · Spelt");
    for (before, expected) in [
        (
            "## Growth\n\nSimilarly, a wet summer will ruin the harvest of:",
            "A wet summer will ruin the harvest of: name the 3.",
        ),
        ("## Fields\n\nAdvantages:", "Advantages of “Fields”: name the 3."),
        ("## Peasants\n\nSupported by:", "“Peasants”, supported by: name the 3."),
        ("## Grains of the North", "Grains of the North: name the 3."),
        ("## Growth\n\nHasek gives three reasons:", "Hasek gives three reasons: name the 3."),
    ] {
        assert_eq!(asked(&with(before), Kind::List), [asked_for(expected)], "{before}");
    }
    for before in ["## Overview", "## How to sow", "## Growing things", "## Land and Fields\n\nThis leads to:"] {
        assert!(asked(&with(before), Kind::List).is_empty(), "{before}");
    }
    let two = format!("{}\nText of its own stands here.\n{items}", with("## Grains of the North"));
    assert!(asked(&two, Kind::List).is_empty());
    let german = "# Brot\n\nWichtige Zutaten des Brotes:\n- Mehl\n- Wasser\n- Salz\n\nDas Brot wird gebacken, bis es braun ist.\n";
    assert_eq!(asked(german, Kind::List), ["Wichtige Zutaten des Brotes: 3 → Mehl · Wasser · Salz"]);
}

#[test]
fn tips_are_no_order_and_years_are_one() {
    let tips = "# Sleep\n\n## How to sleep well\n\n1. Read a book in bed\n2. Open a window at night\n3. Keep a diary of dreams\n";
    assert!(asked(tips, Kind::Order).is_empty());
    let years = "# Rails\n\n## The first lines of the land\n\nThe lines of the land were built by the towns that they were to join.\n\n1. Harbour line (1832)\n2. Valley line (1840)\n3. Coast line (1851)\n";
    assert_eq!(
        asked(years, Kind::Order)[0],
        "“The first lines of the land”: put the 3 in order of time. → Harbour line · Valley line · Coast line"
    );
    let german =
        "# Rom\n\n## Warum Rom fiel\n\n1. Die Grenzen waren zu lang\n2. Das Geld war knapp\n3. Die Heere waren fremd\n";
    assert!(asked(german, Kind::Order).is_empty());
}

#[test]
fn the_question_follows_the_verb_of_the_explanation() {
    check_asked(&[
        (
            "# T\n\n- **Old Mill (1901):** A spark of the stove burned the roof\n- **Weir:** A wall that holds the river back",
            Kind::Term,
            "What is said about “Old Mill (1901)”? → A spark of the stove burned the roof",
        ),
        (
            "# T\n\n- **Weir:** A wall that holds the river back\n- **Ford:** The shallow place of a river",
            Kind::Term,
            "What is “Weir”? → A wall that holds the river back",
        ),
        (
            "# T\n\n- **Worker bees:** Build combs that hold the honey\n- **Drones:** Leave the hive in summer",
            Kind::Term,
            "What do “Worker bees” do? → Build combs that hold the honey",
        ),
        (
            "# T\n\n- **Ana Ruiz:** A captain who sailed around the southern cape\n- **Weir:** A wall that holds a river",
            Kind::Term,
            "Who is “Ana Ruiz”? → A captain who sailed around the southern cape",
        ),
    ]);
}

#[test]
fn a_label_is_chosen_and_a_term_is_typed() {
    let text = "# Farming\n\n## Changes of the valley\n\n\
                - **Impact on Rent:** The owners of the fields ask for more silver and grain each spring\n\
                - **Lost Paths:** The carts of the salt traders take the long road now\n\
                - **New Crops:** The gardens grow maize and beans on every sunny slope\n\
                - **Fewer Herds:** The old shepherds have gone to the southern harbour towns at last\n";
    assert!(asked(text, Kind::Name).is_empty(), "{:?}", asked(text, Kind::Name));
    assert_eq!(asked(text, Kind::Choice).len(), 4);
    let terms = "# Water\n\n- **Weir:** A wall that holds the river back\n- **Ford:** The shallow place of a river\n";
    assert_eq!(asked(terms, Kind::Name).len(), 2);
}

#[test]
fn speakers_shows_and_guesses_are_no_holes() {
    for text in [
        "Hasek argues that the mill of the valley should be closed for good.",
        "The Millstone podcast looks at the rivers and wells of Bohemia.",
        "The mill sold its flour to the markets of the towns across Germany.",
        "The old council of the valley had three members from the mill and its farms.",
        "The mill of the valley was closed some 20 years ago by its last owner.",
        "The traders of the coast praise the Republic of Genova for its ships.",
    ] {
        let all = asked(&format!("# A\n\n{text}"), Kind::Cloze);
        let is_partial = |it: &String| !it.ends_with("→ Republic of Genova");
        assert!(all.iter().filter(|it| is_partial(it)).count() == 0, "{text}\n{all:?}");
    }
    check_asked(&[(
        "# A\n\nThe mill of the valley was first built by the monks in 1412.",
        Kind::Cloze,
        "The mill of the valley was first built by the monks in ▢ (year). → 1412",
    )]);
}

#[test]
fn definitions_in_paragraphs_and_prose_are_asked() {
    check_asked(&[
        (
            "# Water\n\n**Weir:** A wall that holds the river back.\n\n**Ford:** The shallow place of a river.",
            Kind::Term,
            "What is “Ford”? → The shallow place of a river",
        ),
        (
            "# Water\n\n**Weir:** A wall that holds the river back.\n**Ford:** The shallow place of a river.",
            Kind::Term,
            "What is “Weir”? → A wall that holds the river back",
        ),
        (
            "# Water\n\nA weir is a wall that holds the river back and keeps the mill running in summer.",
            Kind::Definition,
            "What is a weir? → A wall that holds the river back and keeps the mill running in summer",
        ),
        ("# Water\n\nThe goal is a wall that holds the river back in every winter.", Kind::Definition, "!goal"),
    ]);
}

#[test]
fn broad_and_doubled_questions_are_refused() {
    check_asked(&[
        ("# A\n\nMillcorp aims to sell flour to every town of the valley by winter.", Kind::Cause, "!Millcorp"),
        (
            "# A\n\nThe dam broke after the long rain of the spring, leading to floods in the lower town of the valley.",
            Kind::Cause,
            "The dam broke after the long rain of the spring. What did this lead to? → Floods in the lower town of the valley",
        ),
        (
            "# A\n\nWhile the old mills of the land rely on the water of the river in spring, others burn coal.",
            Kind::Cause,
            "!rely on",
        ),
    ]);
}

#[test]
fn every_filter_refuses_its_own() {
    for (text, expected) in [
        ("# A\n\nThis includes the 40 states of the northern union of farmers.", "cloze: anaphor"),
        ("# A\n\nIn 1990 the city had trams, and in 1990 the city had no buses at all.", "cloze: leak"),
        ("# A\n\nThe traders of the coast met sailors such as Magellan, Drake and Cook each year.", "cloze: ambiguous"),
        ("# A\n\nThe list in the hall names 40 people from the valley; among them:", ""),
        (
            "# A\n\n- **Good government:** Good government that governs\n- **Law:** Rules that bind every citizen and every ruler of a land alike",
            "term: circular",
        ),
        (
            "# A\n\n- **Open models:** Broadly supported, once the world is hardened against disasters and attacks\n- **Law:** Rules that bind every citizen and every ruler",
            "name: fragment",
        ),
        ("# A\n\nThe parts of the plan:\n- one\n- one\n- two", "list: ambiguous"),
        ("# A\n\n- [[one]]\n- [[two]]\n- [[three]]", "list: trivial"),
        ("# A\n\nThe parts of the plan:\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h", "list: long"),
    ] {
        let all = refused(text);
        assert!(expected.is_empty() || all.iter().any(|it| it == expected), "{text}\n{all:?}");
        let kind = Kind::parse(expected.split(':').next().unwrap_or_default());
        assert!(kind.is_none_or(|it| it == Kind::Name || it == Kind::Term || asked(text, it).is_empty()), "{text}");
    }
}

#[test]
fn a_language_without_a_file_gets_what_needs_no_grammar() {
    let text = "# Brot\n\nDie Zutaten des Brotes, das wir backen, sind folgende und werden sogleich gemischt:\n\
                - **Mehl:** gemahlenes Korn aus der Mühle am Fluss\n- **Wasser:** aus dem Brunnen hinter dem alten Haus\n\
                - **Salz:** aus den Bergwerken im Süden des Landes\n\n\
                Das Brot wurde 1420 in Wien erfunden, weil die Leute hungrig waren.\n";
    let cards = made(text).cards;
    assert!(cards.iter().any(|it| it.kind == Kind::List) && cards.iter().any(|it| it.kind == Kind::Term));
    let grammar = [Kind::Cloze, Kind::Cause, Kind::Definition, Kind::Audience];
    assert!(!cards.iter().any(|it| grammar.contains(&it.kind)), "{cards:?}");
}

#[test]
fn explicit_cards_are_read_as_their_programs_read_them() {
    let text = "---\ntags: [flashcards]\n---\n\n# T\n\nQ: Who wrote **it**?\nA: She [[x|did]].\n\n---\n\n\
                C: The [sun] is a [star].\n\n---\n\nCapital of France::Paris <!--SR:!2026-11-24,4,270-->\n\
                Bonjour:::Hello\n\nWhat is it?\nReally?\n?\nA thing\nwith lines\n<!--SR:!2026-01-02,3,250-->\n\n\
                up\n??\ndown\n\nThe ==moon== turns around the {{c1::earth::a planet}}.\n\n## Why? #card\n\nBecause it is so.\n";
    let expected = [
        "Who wrote it? → She did.",
        "The ▢ is a star. → sun",
        "The sun is a ▢. → star",
        "Capital of France → Paris",
        "Bonjour → Hello",
        "Hello → Bonjour",
        "What is it? Really? → A thing with lines",
        "up → down",
        "down → up",
        "The ▢ turns around the earth. → moon",
        "The moon turns around the ▢ (a planet). → earth",
        "Why? → Because it is so.",
    ];
    assert_eq!(asked(text, Kind::Explicit), expected);
    let cards = made(text).cards;
    let scheduled = |prompt: &str| cards.iter().find(|it| it.prompt.starts_with(prompt)).unwrap().scheduled.clone();
    assert_eq!(scheduled("Capital").as_deref(), Some("2026-11-24,4,270"));
    assert_eq!(scheduled("What is it").as_deref(), Some("2026-01-02,3,250"));
    assert_eq!(scheduled("up"), None);
    assert!(cards.iter().all(|it| !it.prompt.contains("SR") && !it.answer.texts()[0].contains("SR")));
    assert!(asked(&text.replace("flashcards", "notes"), Kind::Explicit).len() < expected.len() / 2);
}

#[test]
fn a_question_without_an_answer_is_refused_with_a_reason() {
    let text = "# T\n\nQ: Who built the weir?\n\n## Next\n\nNothing is said here.\n";
    assert!(asked(text, Kind::Explicit).is_empty());
    assert_eq!(refused(text), ["explicit: fragment"]);
}

#[test]
fn separators_of_explicit_cards_may_be_others() {
    let settings = Settings { inline: ">>".into(), tags: vec!["deck".into()], ..Settings::default() };
    let (note, _) = Note::parse("note.md", "#deck/one\n\nCapital of Peru >> Lima\n");
    let cards = cards_of(&note, &settings).cards;
    assert_eq!((cards[0].prompt.as_str(), &cards[0].answer), ("Capital of Peru", &Answer::Text("Lima".into())));
}

/// The verdicts of a strict reader on cards of a folder: id, kind, verdict, reason.
#[test]
fn most_cards_that_were_read_one_by_one_are_good() {
    let rows: Vec<Vec<&str>> = include_str!("quiz_sheet.tsv")
        .lines()
        .filter(|it| !it.starts_with('#'))
        .skip(1)
        .map(|it| it.split('\t').collect())
        .collect();
    let count = |verdict| rows.iter().filter(|it| it[2] == verdict).count();
    assert_eq!(count("good") + count("poor") + count("wrong"), rows.len());
    assert!(rows.len() >= 150 && count("good") * 100 >= rows.len() * 80 && count("wrong") * 50 <= rows.len());
    assert!(rows.iter().all(|it| CardId::parse(it[0]).is_some() && Kind::parse(it[1]).is_some()));
    assert!(rows.iter().all(|it| (it[2] == "good") == it[3].is_empty()));
}

/// Pieces of notes in any order.
fn any_note() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "## 1. Avert risks\n",
        "## 2. Diffuse tools\n",
        "- **Term:** What it is and what it does for 40 people\n",
        "- plain item\n",
        "1. First the dough\n",
        "Key parts of bread include:\n",
        "\n\n",
        "Norway has 5 million people because it rains in Oslo. ",
        "The \"curse\" is defined as a set of rules of the old state. ",
        "Artificial Intelligence (AI) leads to change in Lisbon. ",
        "a::b\n",
        "Q: x\nA: y\n",
        "C: [a] b\n",
        "==x==",
        "{{",
        "}}",
        "#flashcards\n",
        "?\n",
        "<!--SR:!1",
        "-->",
        "**",
        "\"",
        "(",
        "“é▢”",
        "[[a|b]]",
        "- **For voters:** Elect people who can be trusted\n",
        "### X #card\n",
        "日本。",
        "\u{301}",
        "\t",
    ]);
    prop::collection::vec(pieces, 0..30).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_cards(text in any_note(), other in ".{0,80}") {
        for text in [text.clone(), other.clone(), format!("{other}\n{text}")] {
            let cards = made(&text).cards;
            prop_assert_eq!(&cards, &made(&text).cards);
            let ids: HashSet<_> = cards.iter().map(|it| it.id).collect();
            prop_assert_eq!(ids.len(), cards.len());
            for card in cards.iter().filter(|it| it.kind != Kind::Explicit) {
                if let (Answer::Text(answer), true) = (&card.answer, card.answer.is_typed() && card.kind != Kind::Order) {
                    prop_assert!(!card.prompt.contains(answer.as_str()), "{} → {}", card.prompt, answer);
                }
            }
        }
    }
}

#[test]
fn what_a_strict_reader_would_not_ask_is_not_asked() {
    let list = |items: &str| format!("# Mills\n\n## Kinds of mills\n\nThe main kinds of mills are:\n{items}\n");
    let term = |text: &str| list(&format!("- **Tide mill:** {text}\n- **Windmill:** A tower whose sails turn a stone"));
    for text in [
        "A mill of the tide",
        "If the sea falls, the gates are shut and the water turns the wheel below",
        "Interestingly, the oldest wheels of this coast were built by monks",
        "The wheel was also built by the monks of the northern coast",
        "Such wheels were built by the monks of the coast long ago",
    ] {
        let asked = asked(&term(text), Kind::Term);
        assert!(!asked.iter().any(|it| it.contains("Tide mill")), "{text}: {asked:?}");
    }
    let taken_back =
        "The wheels of the coast turn twice a day with the sea. However, nobody has seen one turn at night";
    assert!(!asked(&term(taken_back), Kind::Term).iter().any(|it| it.contains("Tide mill")));
    let twice =
        list("- **Built by:** A guild of carpenters from the hills\n- **Built by:** A guild of masons from the town");
    assert!(asked(&twice, Kind::Term).is_empty());
    let prose = |text: &str| format!("# Mills\n\nThe history of the mills of this coast is a long one. {text}\n");
    for text in [
        "After that, the mill at Harbour Bay ground twice as much flour as before the flood.",
        "While Ana Ruiz drew the plans in a winter, the carpenters needed the whole of the next summer.",
        "The owners (formerly Stone and Sons) have sold all of the wheels of the coast to the town.",
        "For grain and other goods the traders of the coast went to the harbours, see Harbour Bay.",
    ] {
        assert!(asked(&prose(text), Kind::Cloze).is_empty(), "{text}: {:?}", asked(&prose(text), Kind::Cloze));
    }
}
