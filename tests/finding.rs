//! What a person wants first of a query, second, and never: a table over a few notes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)] // A test that cannot go on has failed.

use proptest::prelude::*;
use recto::{
    library::{Digest, Library},
    note::Note,
    search::{Asked, Finder, Hit, Index, Kind, Query, Results, Stage},
};
use std::sync::Arc;

/// Paths and texts.
const NOTES: &[(&str, &str)] = &[
    (
        "artificial_general_intelligence.md",
        "---\ntitle: Artificial general intelligence\naliases: [Strong AI]\n---\n\nMachines that think. See [[intelligence_curse | intelligence curse]].\n\n## Timelines\n\nSome say 2030. It is *imagined* everywhere.\n",
    ),
    (
        "intelligence_curse.md",
        "---\ntitle: Intelligence curse and its effects\nvideoId: abcdefghijk\n---\n\n# Intelligence curse and its effects\n\nThe [[intelligence_curse]] is like the [[resource_curse|resource curse]] <a data-t=\"1:09\">[1:09]</a>. People lose their [[social contract]] <a data-t=\"2:30\">[2:30]</a>.\n\n## Avert catastrophes\n\nOne must avert disasters <a data-t=\"5:00\">[5:00]</a>.\n\n### 2. Diffuse\n\n- **User-aligned AI:** Models that serve their owner, not the maker.\n- **Open-source models:** Everybody may run them.\n- **Café culture:** Talk over coffee.\n\n## Democratize power\n\nInstitutions must be democratized.\n",
    ),
    (
        "talks/resource_curse.md",
        "---\ntitle: Comparison with the resource curse\nvideoId: abcdefghijl\n---\n\nRich soil, poor people <a data-t=\"1:10\">[1:10]</a>. [[artificial general intelligence|AGI]] may be such a soil.\n\n## Examples\n\n* **Norway:** Found oil as a robust democracy <a data-t=\"43:53\">[43:53]</a>.\n* **Oman:** Feared an uprising.\n\nThe Congo did not follow Norway's way. Women of the Congo suffer.\n",
    ),
    (
        "robots.md",
        "---\ntitle: Humanoid robots\n---\n\n## Role of hardware in the evolution of cloud computing\n\nRent or buy on the table.\n\n## OpenAI and its models\n\nChatGPT came from OpenAI.\n",
    ),
    ("日本.md", "---\ntitle: 人工知能の未来\n---\n\n## 東京の会議\n\n人工知能は社会を変える。\n"),
    (
        "decentralization.md",
        "---\ntitle: Decentralization and democratization in AI development\n---\n\nA plan [[artificial_general_intelligence|AGI]], and what [[resource_curse]] and [[social contract]] teach.\n\n## Überwachung\n\nLibertad, señor. It's a plan.\n",
    ),
];

fn library(order: impl Iterator<Item = usize>) -> Arc<Library> {
    let digest = |at: usize| Arc::new(Digest::new(&Note::parse(NOTES[at].0, NOTES[at].1).0));
    Arc::new(Library::new(order.map(digest).collect()))
}

fn found_in(library: &Arc<Library>, query: &str, asked: &Asked) -> Results {
    let mut all = Results::default();
    let index = Arc::new(Index::new(library));
    assert!(Finder::new().find(&index, &Query::parse(query), asked, &|| false, &mut |it| all = it));
    assert_eq!(all.stage, Stage::Complete);
    all
}

fn found(query: &str) -> Results {
    found_in(&library(0..NOTES.len()), query, &Asked { limit: 100, ..Asked::default() })
}

/// `kind text`, cut.
fn line(hit: &Hit) -> String {
    format!("{} {}", hit.kind.name(), hit.text)
}

/// A query; how the first results begin; what is in none.
const TABLE: &[(&str, &[&str], &str)] = &[
    // Initials, and what links call a thing.
    ("agi", &["note Artificial general intelligence"], "imagined"),
    ("AGI", &["note Artificial general intelligence"], "imagined"),
    ("strong ai", &["note Artificial general intelligence"], "robust"),
    ("ag", &["note Artificial general intelligence"], "imagined"),
    // Words in any order.
    ("intelligence curse", &["note Intelligence curse and its effects"], "robots"),
    ("curse intelligence", &["note Intelligence curse and its effects"], "robots"),
    ("curse", &["note Comparison with the resource curse", "note Intelligence curse and its effects"], "robots"),
    ("curse comparison", &["note Comparison with the resource curse"], "effects"),
    ("effects curse intel", &["note Intelligence curse and its effects"], "resource"),
    // Slips.
    ("resorce curse", &["note Comparison with the resource curse"], "robots"),
    ("reosurce", &["note Comparison with the resource curse"], "robots"),
    ("ressource", &["note Comparison with the resource curse"], "robots"),
    ("resaurce", &["note Comparison with the resource curse"], "robots"),
    ("demcratize", &["section Democratize power"], "robots"),
    ("norwey", &["term Norway"], "robots"),
    ("catastrofes", &["section Avert catastrophes"], "robots"),
    // Beginnings, of one word and of several.
    ("avert", &["section Avert catastrophes", "timestamp One must avert"], "robots"),
    ("usr alig", &["term User-aligned AI"], "robots"),
    ("openmod", &["term Open-source models"], "Democratize"),
    ("open mod", &["term Open-source models", "section OpenAI and its models"], "Humanoid"),
    ("decdem", &["note Decentralization and democratization"], "robots"),
    ("dmcrt", &["note Decentralization and democratization", "section Democratize power"], "robots"),
    ("robot", &["note Humanoid robots"], "Role of hardware"),
    ("robots", &["note Humanoid robots"], "Role of hardware"),
    ("chatgpt", &["text ChatGPT"], "Role"),
    // One and many.
    ("curses", &["note Comparison with", "note Intelligence curse and its effects"], "robots"),
    ("models", &["section OpenAI and its models", "term Open-source models"], "robots"),
    ("catastrophe", &["section Avert catastrophes"], "robots"),
    // Terms and sentences.
    ("norway", &["term Norway", "text The Congo did not follow Norway"], "Found oil"),
    ("oman", &["term Oman"], "Women"),
    ("democracy oil", &["timestamp Norway: Found oil"], "robots"),
    ("social contract", &["concept social contract", "timestamp People lose their social contract"], "robots"),
    ("congo women", &["text Women of the Congo"], "robots"),
    // Accents and other scripts.
    ("cafe", &["term Café culture"], "robots"),
    ("café", &["term Café culture"], "robots"),
    ("uberwachung", &["section Überwachung"], "robots"),
    ("senor", &["text Libertad, señor"], "robots"),
    ("it's", &["text It's a plan"], "robots"),
    ("人工知能", &["note 人工知能の未来", "text 人工知能は社会を変える"], "東京"),
    ("東京", &["section 東京の会議"], "未来"),
    // Signs.
    ("#curse", &["concept Comparison with", "concept Intelligence curse and its effects"], "note"),
    ("> curse", &[], "curse"),
    ("*ai", &["term User-aligned AI"], "note"),
    ("@curse", &["timestamp The intelligence_curse is like"], "note"),
    ("@1:09", &["timestamp The intelligence_curse", "timestamp Rich soil"], "avert"),
    ("@1:09 people", &["timestamp Rich soil"], "resource curse"),
    ("curse !resource", &["note Intelligence curse and its effects"], "resource"),
    ("'curse", &["note Comparison with", "note Intelligence curse and its effects"], "robots"),
    ("'Curse", &[], "curse"),
    ("'AGI", &["note Artificial general intelligence"], "imagined"),
    ("^comparison", &["note Comparison with the resource curse"], "Intelligence"),
    ("curse$", &["note Comparison with the resource curse"], "teach"),
    ("\"resource curse\"", &["note Comparison with the resource curse"], "robots"),
    // Nothing at all.
    ("zzzz", &[], "a"),
    ("xylophone", &[], "a"),
    ("", &[], "a"),
    ("!", &[], "a"),
];

#[test]
fn a_person_finds_what_is_meant() {
    let mut faults = Vec::new();
    for (query, first, never) in TABLE {
        let lines: Vec<String> = found(query).hits.iter().map(line).collect();
        let is_there = first.iter().zip(lines.iter().map(String::as_str).chain(std::iter::repeat("")));
        let ok = is_there.into_iter().all(|(wanted, line)| line.starts_with(wanted));
        if !ok || lines.iter().any(|it| it.contains(never)) {
            faults.push(format!("{query:?} wants {first:?} and never {never:?}:\n    {}", lines.join("\n    ")));
        }
    }
    assert!(TABLE.len() >= 40 && faults.is_empty(), "{}", faults.join("\n"));
}

/// A wiki in folders, with words that are asked for in questions.
const WIKI: &[(&str, &str)] = &[
    (
        "Code/Rust/Borrow checker.md",
        "---\ntags: [rust, '#compiler']\n---\n\n# Borrow checker\n\n## Lifetimes are regions\n\nError E0499 means two borrows.\n",
    ),
    ("Code/Regex.md", "# Regex\n\nThe pattern (a+)+$ backtracks. It costs 100% of the time. See #performance.\n"),
    (
        "Kitchen/Spätzle.md",
        "---\naliases: [noodles of Swabia]\ntags: dessert\n---\n\nServe with cheese. Großmutter knew. #swabia\n\nInvoice #4711 is paid; the standup at 9:30 was late.\n",
    ),
    ("Cities/Łódź.md", "# Łódź\n\nWładysław met Søren there; they ate œufs. The ship is the ΟΔΥΣΣΕΥΣ.\n"),
    (
        "talks/apple.md",
        "---\ntitle: Apple and the search deal\nvideoId: a-Bc7De9FGh\n---\n\nEvery year Google pays a fee <a data-t=\"12:40\">[12:40]</a>. Collaboration with others ended <a data-t=\"12:42\">[12:42]</a>. It needs human labor <a data-t=\"12:50\">[12:50]</a>.\n\n## Growing a \"Shared Mind\"\n\nThe fee is what Apple lives on.\n\nWhat is the matter, people ask, and how much of it is there?\n",
    ),
    (
        "talks/therapy.md",
        "---\ntitle: A machine as a tool for personal therapy\n---\n\nPeople confide in chatbots.\n\nThe chatbot listens. Patients like it.\n",
    ),
    (
        "talks/fund.md",
        "---\ntitle: OpenBrain and Macrohard\n---\n\nThe two firms agreed.\n\nA share of the profit goes to each of them; the split is forty to sixty.\n\nProfit matters. SpaceY stands beside a data center, and GPT-4o is 50,000x faster in pre-crime work. SpaceY again.\n",
    ),
    ("talks/jobs.md", "---\ntitle: Impact of AI on job replacement\n---\n\nWork changes.\n"),
    ("Code/notes.md", "# Notes on tools\n\nThe profit of OpenBrain is small.\n\nMacrohard is large.\n"),
];

fn found_in_wiki(query: &str) -> Results {
    found_in(&wiki(), query, &Asked { limit: 100, ..Asked::default() })
}

fn wiki() -> Arc<Library> {
    let digest = |it: &(&str, &str)| Arc::new(Digest::new(&Note::parse(it.0, it.1).0));
    Arc::new(Library::new(WIKI.iter().map(digest).collect()))
}

/// As [`TABLE`], over [`WIKI`].
const WIKI_TABLE: &[(&str, &[&str], &str)] = &[
    // Fillers are welcome and not required.
    ("what is the borrow checker", &["note Borrow checker"], "Regex"),
    ("how much does apple get of the search deal", &["note Apple and the search deal"], "Regex"),
    ("what does google pay", &["timestamp Every year Google pays"], "Regex"),
    ("what is the fee", &["text The fee is what Apple lives on", "timestamp Every year"], "the matter"),
    ("what is", &["text What is the matter"], "Regex"),
    ("jobs replaced by ai", &["note Impact of AI on job replacement"], "Regex"),
    // Notes that hold the words apart.
    ("macrohard profit split", &["note OpenBrain and Macrohard"], "Regex"),
    ("chatbot therapist", &["note A machine as a tool for personal therapy"], "Regex"),
    ("macrohard openbrain small", &["text The profit of OpenBrain is small"], "Regex"),
    // Paths.
    ("Code/Rust/Borrow checker.md", &["note Borrow checker"], "Regex"),
    ("Borrow checker.md", &["note Borrow checker"], "Regex"),
    ("Rust/Borrow checker", &["note Borrow checker"], "Regex"),
    ("code/regex", &["note Regex"], "Borrow"),
    ("kitchen/spatzle", &["note Spätzle"], "Regex"),
    ("Kitchen/", &["note Spätzle"], "Regex"),
    ("kitchen spa", &["note Spätzle"], "Regex"),
    ("search/deal", &["note Apple and the search deal"], "Regex"),
    // Pieces that are pasted.
    ("## Growing a \"Shared Mind\"", &["section Growing a \"Shared Mind\""], "Regex"),
    ("# Growing", &["section Growing"], "Regex"),
    ("#Regex", &["note Regex"], "Borrow"),
    ("a-Bc7De9FGh", &["note Apple and the search deal"], "Regex"),
    ("https://youtu.be/a-Bc7De9FGh?t=760", &["note Apple and the search deal"], "Regex"),
    ("12:40", &["timestamp Every year Google"], "Regex"),
    ("[00:12:40]", &["timestamp Every year Google"], "Regex"),
    ("12:40 labor", &["timestamp It needs human labor"], "Regex"),
    ("@labor 12:40", &["timestamp It needs human labor"], "Regex"),
    ("labor @12m40s", &["timestamp It needs human labor"], "Regex"),
    ("@12:40 colaboration", &["timestamp Collaboration"], "Regex"),
    ("9:30", &["text Invoice #4711 is paid; the standup at 9:30"], "Google"),
    // Letters that are no plain ones with a mark.
    ("lodz", &["note Łódź"], "Regex"),
    ("wladyslaw soren", &["text Władysław met Søren"], "Regex"),
    ("oeufs", &["text Władysław"], "Regex"),
    ("grossmutter", &["text Großmutter knew"], "Regex"),
    ("οδυσσευς", &["text The ship is the ΟΔΥΣΣΕΥΣ"], "Regex"),
    // Tags.
    ("#swabia", &["text #swabia"], "Regex"),
    ("#compiler", &["note Borrow checker"], "Regex"),
    ("dessert", &["note Spätzle"], "Regex"),
    ("#4711", &["text Invoice #4711"], "Regex"),
    // Words that are written as one, or as two.
    ("precrime", &["text "], "Regex"),
    ("datacenter", &["text "], "Regex"),
    ("gpt4o", &["text "], "Regex"),
    ("50000x", &["text "], "Regex"),
    ("space y", &["text "], "Regex"),
    // Signs only.
    ("(a+)+$", &["text The pattern (a+)+$"], "Borrow"),
    ("%", &["text It costs 100%"], "Borrow"),
    ("---", &[], "a"),
    ("!!!", &[], "a"),
];

#[test]
fn a_person_finds_what_is_meant_in_a_wiki() {
    let mut faults = Vec::new();
    for (query, first, never) in WIKI_TABLE {
        let lines: Vec<String> = found_in_wiki(query).hits.iter().map(line).collect();
        let is_there = first.iter().zip(lines.iter().map(String::as_str).chain(std::iter::repeat("")));
        let ok = is_there.into_iter().all(|(wanted, line)| line.starts_with(wanted));
        if !ok || lines.iter().any(|it| it.contains(never)) || first.is_empty() && !lines.is_empty() {
            faults.push(format!("{query:?} wants {first:?} and never {never:?}:\n    {}", lines.join("\n    ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn how_results_were_found_is_said() {
    // Notes below what holds the words together, those alone, typos beside exact places, a sign left aside.
    let manner = |query: &str| {
        let all = found_in_wiki(query);
        (all.apart, all.as_typed, all.is_reread)
    };
    assert_eq!(manner("macrohard profit split"), (Some(0), None, false));
    assert_eq!(manner("chekcer"), (None, Some(0), false));
    assert_eq!(manner("#4711"), (None, None, true));
    assert_eq!(manner("spätzle"), (None, None, false));
    let quote = found_in_wiki("macrohard profit split").hits[0].quote.clone().unwrap();
    assert_eq!(quote.text, "A share of the profit goes to each of them; the split is forty to sixty.");
    let marked: Vec<&str> = quote.marks.iter().map(|it| &quote.text[it.clone()]).collect();
    assert_eq!(marked, ["profit", "split"]);
}

#[test]
fn counts_are_the_same_whichever_kind_is_shown() {
    let library = library(0..NOTES.len());
    for query in ["curse", "norway", "models", "resorce curse", "ai", "curse norway oman"] {
        let all = found(query);
        for kind in Kind::ALL {
            let asked = Asked { limit: 100, shown: Some(kind), ..Asked::default() };
            let some = found_in(&library, query, &asked);
            assert_eq!(some.counts, all.counts, "{query} {kind:?}");
            let lines = |it: &Results| it.hits.iter().filter(|it| it.kind == kind).map(line).collect::<Vec<_>>();
            assert_eq!(lines(&some), lines(&all), "{query} {kind:?}");
            assert_eq!(some.hits.len(), all.counts[kind.index()], "{query} {kind:?}");
        }
    }
}

#[test]
fn a_slip_is_said_to_be_forgiven() {
    assert!(found("reosurce").as_typed == Some(0) && found("norwey").as_typed == Some(0));
    assert!(found("resource").as_typed.is_none() && found("zzzz").as_typed.is_none());
}

#[test]
fn a_lone_sign_lists_its_kind() {
    let counts = |query: &str| found(query).counts;
    assert_eq!(counts(">")[Kind::Section.index()], 9);
    assert_eq!(counts("*")[Kind::Term.index()], 5);
    assert_eq!(counts("@")[Kind::Timestamp.index()], 5);
    assert_eq!(found("#").hits.first().map(line).as_deref(), Some("concept Artificial general intelligence"));
    for (query, kind) in [(">", Kind::Section), ("*", Kind::Term), ("@", Kind::Timestamp), ("#", Kind::Concept)] {
        assert!(found(query).hits.iter().all(|it| it.kind == kind), "{query}");
    }
}

#[test]
fn the_note_at_hand_comes_first_of_equals() {
    let here = |path: &str| {
        let asked = Asked { limit: 9, here: Some(path.into()), ..Asked::default() };
        found_in(&library(0..NOTES.len()), "@1:09", &asked).hits[0].path.clone()
    };
    assert_eq!(here("talks/resource_curse.md"), "talks/resource_curse.md");
    assert_eq!(here("intelligence_curse.md"), "intelligence_curse.md");
}

#[test]
fn a_hit_says_where_it_stands() {
    let all = found("norway");
    let hit = &all.hits[0];
    assert_eq!((hit.path.as_str(), hit.section.as_str(), hit.line), ("talks/resource_curse.md", "Examples", 10));
    let source = NOTES[2].1;
    assert!(source[hit.offset as usize..].trim_start_matches(['*', ' ']).starts_with("Norway"));
    let all = found("robust democracy");
    assert_eq!(all.hits[0].seconds, Some(43 * 60 + 53));
    let marked: Vec<&str> = all.hits[0].marks.iter().map(|it| &all.hits[0].text[it.clone()]).collect();
    assert_eq!(marked, ["robust", "democracy"]);
}

#[test]
fn typing_on_finds_what_pasting_finds() {
    let library = library(0..NOTES.len());
    let index = Arc::new(Index::new(&library));
    for query in ["curse intelligence", "usr alig", "AGI curse", "norway !oil", "resorce", "人工知能"] {
        let mut finder = Finder::new();
        for end in (1..=query.len()).filter(|it| query.is_char_boundary(*it)) {
            let mut typed = Results::default();
            let asked = Asked { limit: 50, ..Asked::default() };
            finder.find(&index, &Query::parse(&query[..end]), &asked, &|| false, &mut |it| typed = it);
            let pasted = found(&query[..end]);
            let lines = |it: &Results| it.hits.iter().take(50).map(line).collect::<Vec<_>>();
            assert_eq!((lines(&typed), typed.counts), (lines(&pasted), pasted.counts), "{:?}", &query[..end]);
        }
    }
}

#[test]
fn a_renewed_index_knows_what_changed() {
    let before = library(0..NOTES.len());
    let index = Index::new(&before);
    let mut notes = before.notes().to_vec();
    notes[0] = Arc::new(Digest::new(&Note::parse(NOTES[0].0, "# Bananas\n\n## Peel").0));
    let renewed = Arc::new(index.renewed(&Arc::new(Library::new(notes))));
    let search = |query: &str| {
        let mut all = Results::default();
        let asked = Asked { limit: 9, ..Asked::default() };
        Finder::new().find(&renewed, &Query::parse(query), &asked, &|| false, &mut |it| all = it);
        all.hits.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(search("bananas"), ["note Bananas"]);
    assert_eq!(search("peel"), ["section Peel"]);
    assert_eq!(search("'timelines"), [""; 0]);
    assert_eq!(search("norway")[0], "term Norway");
}

#[test]
fn a_cancelled_search_says_so() {
    let index = Arc::new(Index::new(&library(0..NOTES.len())));
    let asked = Asked { limit: 9, ..Asked::default() };
    assert!(!Finder::new().find(&index, &Query::parse("curse"), &asked, &|| true, &mut |_| panic!("painted")));
}

proptest! {
    #[test]
    fn rank_does_not_depend_on_the_order_of_loading(
        order in Just((0..NOTES.len()).collect::<Vec<_>>()).prop_shuffle(),
        query in prop_oneof![Just("curse"), Just("a"), Just("ai"), Just("the"), Just("resorce curse"), Just("#"), Just("@")],
    ) {
        let asked = Asked { limit: 100, ..Asked::default() };
        let lines = |it: Results| it.hits.iter().map(|it| (line(it), it.path.clone(), it.score)).collect::<Vec<_>>();
        let shuffled = found_in(&library(order.into_iter()), query, &asked);
        prop_assert_eq!(lines(shuffled), lines(found(query)));
    }

    #[test]
    fn no_query_does_harm(query in "\\PC{0,40}|[#@>*!'^$\" a-eé人\u{202e}\u{7}]{0,30}|[א-ת 👩-👿\u{300}-\u{310}ﬁß]{0,20}") {
        for hit in found(&query).hits {
            let mut end = 0;
            for mark in hit.marks {
                prop_assert!(mark.start >= end && mark.start < mark.end && hit.text.get(mark.clone()).is_some());
                end = mark.end;
            }
        }
    }
}

#[test]
fn a_pasted_page_is_answered() {
    for page in
        ["curse ".repeat(2000), "x".repeat(10_000), "'".repeat(10_000), "é\u{301}".repeat(5000), NOTES[1].1.repeat(9)]
    {
        found(&page);
    }
    let sentence = "Models that serve their owner, not the maker.";
    assert_eq!(found(sentence).hits[0].text, "User-aligned AI: Models that serve their owner, not the maker.");
}
