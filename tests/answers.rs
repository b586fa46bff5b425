//! Typed answers: a table of pairs with their verdicts, what holds for any text, lists, key words, the command.
#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests are tests, which clippy does not see.

use assert_cmd::Command;
use proptest::{collection::vec, prelude::*, sample::select};
use recto::quiz::answer::{
    Expected, ItemVerdict, Judged, ListJudged, Mark, Ordered, Stretch, Suggested, Verdict, judge, judge_list, key_words,
};
use serde_json::{Value, json};

/// A pair of the table.
struct Pair {
    line: usize,
    verdict: Verdict,
    answer: String,
    typed: String,
    accept: Vec<String>,
    terms: Vec<String>,
    hubs: Vec<String>,
    /// The capitals of the answer count: a name is known by them.
    is_cased: bool,
    reason: String,
}

impl Pair {
    fn judged(&self, answer: &str, typed: &str) -> Judged {
        judge(&Expected { answer, accept: &self.accept, terms: &self.terms, hubs: &self.hubs }, typed)
    }
}

fn pairs() -> Vec<Pair> {
    let lines = include_str!("answers.tsv").lines().enumerate();
    lines.filter(|it| !it.1.is_empty() && !it.1.starts_with('#')).map(|it| pair(it.0 + 1, it.1)).collect()
}

fn pair(line: usize, text: &str) -> Pair {
    let fields: Vec<&str> = text.split('\t').collect();
    let [verdict, answer, typed, given, reason] = fields.as_slice() else { panic!("line {line}: {text}") };
    let verdict = match *verdict {
        "right" => Verdict::Right,
        "close" => Verdict::Close,
        "wrong" => Verdict::Wrong,
        other => panic!("line {line}: {other}"),
    };
    let all = |key: &str| -> Vec<String> {
        let values = given.split(';').find_map(|it| it.trim().strip_prefix(key)?.strip_prefix('='));
        values.map(|it| it.split(',').map(String::from).collect()).unwrap_or_default()
    };
    let [accept, terms, hubs] = ["accept", "terms", "hubs"].map(all);
    let is_cased = given.split(';').any(|it| it.trim() == "cased");
    Pair {
        line,
        is_cased,
        verdict,
        answer: meant(answer),
        typed: meant(typed),
        accept,
        terms,
        hubs,
        reason: (*reason).into(),
    }
}

/// A text with `\u{…}` as the character that it means.
fn meant(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut all = parts.next().unwrap().to_string();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        all.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        all.push_str(rest);
    }
    all
}

fn text(stretches: &[Stretch]) -> String {
    stretches.iter().map(|it| it.text.as_str()).collect()
}

#[test]
fn the_table_is_judged_as_it_says() {
    let (mut faults, pairs) = (Vec::new(), pairs());
    assert!(pairs.len() >= 150, "{} pairs", pairs.len());
    for it in &pairs {
        let judged = it.judged(&it.answer, &it.typed);
        assert!(!judged.why.is_empty() && !judged.why.ends_with('.'), "line {}: {}", it.line, judged.why);
        if judged.verdict != it.verdict {
            let (wanted, found) = (it.verdict, judged.verdict);
            faults.push(format!(
                "{}: {:?} {:?} ({}): {found:?}, {}; not {wanted:?}",
                it.line, it.answer, it.typed, it.reason, judged.why
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_does_not_depend_on_case() {
    for it in pairs() {
        for (answer, typed) in [
            (it.answer.clone(), it.typed.to_uppercase()),
            (it.answer.clone(), it.typed.to_lowercase()),
            (it.answer.to_uppercase(), it.typed.clone()),
            (it.answer.to_lowercase(), it.typed.clone()),
        ] {
            if it.is_cased && answer != it.answer {
                continue;
            }
            let judged = it.judged(&answer, &typed);
            assert_eq!(judged.verdict, it.verdict, "line {}: {answer:?} {typed:?}: {}", it.line, judged.why);
        }
    }
}

#[test]
fn the_table_does_not_depend_on_accents() {
    let accented = |text: &str| -> String {
        let more = |it: char| if "aeiouAEIOU".contains(it) { vec![it, '\u{301}'] } else { vec![it] };
        text.chars().flat_map(more).collect()
    };
    for it in pairs().iter().filter(|it| it.answer.is_ascii() && it.typed.is_ascii()) {
        for (answer, typed) in [(it.answer.clone(), accented(&it.typed)), (accented(&it.answer), it.typed.clone())] {
            let judged = it.judged(&answer, &typed);
            assert_eq!(judged.verdict, it.verdict, "line {}: {answer:?} {typed:?}: {}", it.line, judged.why);
        }
    }
}

#[test]
fn reasons_are_said_in_a_few_words() {
    for (answer, typed, given, why) in [
        ("Norway", "norwya", "", "one letter off"),
        ("decentralization", "dcentralizatoin", "", "two letters off"),
        ("without control", "control", "", "the negation is missing"),
        ("control", "no control", "", "a negation too many"),
        ("avert", "defuse", "terms=defuse", "that is another term: defuse"),
        ("decentralize", "Centralize", "", "the prefix makes another word: decentralize, not Centralize"),
        ("effect", "affect", "", "another word that looks alike: effect, not affect"),
        ("19 %", "91 %", "", "the number differs: 19, not 91"),
        ("5 million", "5 billion", "", "the measure differs: million, not billion"),
        ("User-aligned AI", "user aligned", "hubs=AI", "only “AI” is missing"),
        ("AI tools", "AI", "hubs=AI", "only words that say little are right"),
        ("Norway", "Nrwya", "", "two letters off in Norway, where one may be"),
        ("democratize", "democratization", "", "another form of the word: democratize, not democratization"),
        ("students/individuals", "students", "", "one side of the slash is enough"),
        ("political reforms", "reforms", "", "“political” is missing"),
        ("Norway", "", "", "nothing was typed"),
    ] {
        let pair = pair(0, &format!("wrong\t{answer}\t{typed}\t{given}\t"));
        assert_eq!(pair.judged(answer, typed).why, why, "{answer} {typed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_itself_is_right(answer in any::<String>(), terms in vec(any::<String>(), 0..3)) {
        prop_assume!(!answer.trim().is_empty());
        let hubs = terms.clone();
        let judged = judge(&Expected { answer: &answer, terms: &terms, hubs: &hubs, accept: &[] }, &answer);
        prop_assert_eq!(judged.verdict, Verdict::Right);
        prop_assert!(judged.wanted.iter().chain(&judged.typed).all(|it| it.mark == Mark::Same));
    }

    #[test]
    fn marks_put_together_are_the_texts(answer in any::<String>(), typed in any::<String>()) {
        check_marks(&answer, &typed)?;
    }

    #[test]
    fn soup_is_judged_without_fault(answer in vec(select(SOUP), 0..8), typed in vec(select(SOUP), 0..8)) {
        let (answer, typed) = (answer.concat(), typed.concat());
        check_marks(&answer, &typed)?;
        let expected = Expected { answer: &answer, ..Expected::default() };
        let verdict = judge(&expected, &typed).verdict;
        prop_assert_eq!(judge(&expected, &typed.to_lowercase()).verdict, verdict);
    }

    #[test]
    fn any_lists_are_judged(wanted in vec("[a-d ]{0,6}", 0..6), typed in vec("[a-d ]{0,6}", 0..6)) {
        for ordered in [Ordered::Any, Ordered::InOrder] {
            let judged = judge_list(&wanted, &typed, ordered, &[]);
            prop_assert_eq!(judged.items.len(), wanted.len());
            let lines = judged.items.iter().filter_map(line_of).count();
            let counted = typed.iter().filter(|it| !it.trim().is_empty()).count();
            prop_assert_eq!(lines + judged.extra.len(), counted);
        }
    }
}

fn check_marks(answer: &str, typed: &str) -> Result<(), TestCaseError> {
    let judged = judge(&Expected { answer, ..Expected::default() }, typed);
    prop_assert_eq!(text(&judged.wanted), answer);
    prop_assert_eq!(text(&judged.typed), typed);
    let has = |all: &[Stretch], mark: Mark| all.iter().any(|it| it.mark == mark);
    prop_assert!(!has(&judged.wanted, Mark::Extra) && !has(&judged.typed, Mark::Missing));
    let same = |all: &[Stretch]| all.iter().filter(|it| it.mark == Mark::Wrong).count() > 0;
    prop_assert_eq!(same(&judged.wanted), same(&judged.typed));
    Ok(())
}

const SOUP: &[&str] = &[
    "AI",
    "the ",
    "a",
    " ",
    "-",
    "/",
    " / ",
    "(",
    ")",
    "not ",
    "de",
    "central",
    "ize",
    "s",
    "19",
    ",",
    ".",
    "%",
    "’",
    "é",
    "e\u{301}",
    "東京",
    "Ж",
    "م",
    "👩\u{200d}👧",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "½",
    "²",
    "^",
    "ß",
    "İ",
    "&",
    "$",
];

#[test]
fn long_texts_come_to_an_end() {
    let letters = "abcdefghij".repeat(1000);
    let words = "word ".repeat(2000);
    let slashes = "ab/cd ".repeat(1500);
    let others =
        ["漢字".repeat(5000), "👍".repeat(10_000), "(".repeat(10_000), "\u{7}".repeat(10_000), "e\u{301}".repeat(5000)];
    let all: Vec<&str> = [&letters, &words, &slashes].into_iter().chain(&others).map(String::as_str).collect();
    let terms: Vec<String> = (0..2000).map(|it| format!("term number {it}")).collect();
    for answer in &all {
        for typed in &all {
            let judged = judge(&Expected { answer, terms: &terms, ..Expected::default() }, typed);
            assert_eq!((text(&judged.wanted).as_str(), text(&judged.typed).as_str()), (*answer, *typed));
            key_words(answer, typed);
        }
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_string()).collect()
}

fn line_of(item: &ItemVerdict) -> Option<usize> {
    match item {
        ItemVerdict::Found { line, .. } | ItemVerdict::Misplaced { line } => Some(*line),
        ItemVerdict::Missed => None,
    }
}

fn list(typed: &[&str], ordered: Ordered) -> ListJudged {
    let wanted = ["Open-source models", "AI augmenting tools", "User-aligned AI"];
    judge_list(&strings(&wanted), &strings(typed), ordered, &strings(&["AI"]))
}

#[test]
fn lists_are_found_in_any_order() {
    let judged = list(&["user-aligned AI", "", "open source model", "ai augmentng tools"], Ordered::Any);
    assert_eq!(judged.items.iter().map(line_of).collect::<Vec<_>>(), [Some(2), Some(3), Some(0)]);
    assert_eq!((judged.suggested, judged.verdict, judged.extra.len()), (Suggested::Good, Verdict::Right, 0));

    let judged = list(&["user aligned", "open source models", "augmenting tools", "robots"], Ordered::Any);
    assert_eq!((judged.suggested, judged.verdict), (Suggested::Hard, Verdict::Close));
    assert_eq!(judged.extra, ["robots"]);

    let judged = list(&["open source models", "open source models", "AI"], Ordered::Any);
    assert_eq!((judged.suggested, judged.verdict), (Suggested::Again, Verdict::Wrong));
    assert_eq!(judged.items[1..], [ItemVerdict::Missed, ItemVerdict::Missed]);
    assert_eq!(judged.extra, ["open source models", "AI"]);
    assert_eq!(list(&[], Ordered::Any).suggested, Suggested::Again);
}

#[test]
fn in_order_the_longest_row_counts_and_the_rest_is_misplaced() {
    let wanted = strings(&["avert", "diffuse", "democratize", "govern"]);
    let judged = |typed: &[&str]| judge_list(&wanted, &strings(typed), Ordered::InOrder, &[]);
    assert_eq!(judged(&["avert", "diffuse", "democratize", "govern"]).suggested, Suggested::Good);
    let turned = judged(&["diffuse", "democratize", "govern", "avert"]);
    assert_eq!(turned.items[0], ItemVerdict::Misplaced { line: 3 });
    assert_eq!((turned.suggested, turned.extra.len()), (Suggested::Hard, 0));
    assert_eq!(judged(&["govern", "democratize", "diffuse", "avert"]).suggested, Suggested::Again);
}

/// Runs the program: what it prints, and its exit status.
fn run(arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    let output = command.env_clear().arg("judge").args(arguments).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn the_command_prints_verdict_reason_and_differences() {
    let expected = "right: one letter off\nwanted  dif[-f]use\ntyped   difuse\n";
    assert_eq!(run(&["diffuse", "difuse"]), (expected.into(), Some(0)));
    let (text, code) = run(&["diffuse", "defuse", "--terms", "avert,defuse"]);
    assert_eq!((text.lines().next(), code), (Some("wrong: that is another term: defuse"), Some(0)));
    assert_eq!(text.lines().nth(1), Some("wanted  d[-i][~f]fuse"));
    assert_eq!(text.lines().nth(2), Some("typed   d[~e]fuse"));
    let (text, code) = run(&["AI tools", "tools", "--hubs", "AI"]);
    assert_eq!((text.lines().next(), code), (Some("close: only “AI” is missing"), Some(0)));
    assert_eq!(run(&["centralize", "decentralize", "--accept", "x", "--accept", "Decentralize"]).1, Some(0));
    assert_eq!((run(&["-5", "-5"]).1, run(&["-5", "5"]).1, run(&["x"]).1), (Some(0), Some(0), Some(2)));
    assert!(run(&["a", "\u{1b}[31m"]).0.contains("␛"));
    let colour = run(&["diffuse", "difuse", "--color", "always"]).0;
    assert!(colour.contains("dif\x1b[1m[-f]\x1b[0muse"), "{colour:?}");
}

#[test]
fn the_command_prints_json() {
    let (text, code) = run(&["diffuse", "difuse", "--json"]);
    let wanted =
        json!([{"text": "dif", "mark": "same"}, {"text": "f", "mark": "missing"}, {"text": "use", "mark": "same"}]);
    let expected = json!({"verdict": "right", "why": "one letter off", "wanted": wanted, "typed": [{"text": "difuse", "mark": "same"}]});
    assert_eq!((serde_json::from_str::<Value>(&text).unwrap(), code), (expected, Some(0)));
}

#[test]
fn of_long_answers_the_key_words_are_counted() {
    let answer = "the set of incentives that may emerge when AGI is unlocked";
    let (text, _) = run(&[answer, "incentives emerging with AGI"]);
    assert!(
        text.contains("a long answer is yours to rate: 3 of 7 key words came\nmissed  set, may, when, unlocked\n"),
        "{text}"
    );
}
