//! How long reading a note takes: beside a bare parser's pass, and against texts made to be slow.
//!
//! `cargo bench --bench parse` prints a table and fails when a bar is missed.

use pulldown_cmark::{Options, Parser};
use recto::note::Note;
use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

/// Reading a note may take so many times as long as a bare pass of pulldown-cmark over it.
const PARSE_BAR: f64 = 2.0;
/// Twice the text may take so many times as long.
const GROWTH_BAR: f64 = 2.5;
/// Below this a difference is noise.
const NOISE: Duration = Duration::from_millis(4);
/// Frontmatter made to be slow is answered within this.
const YAML_BAR: Duration = Duration::from_millis(50);

fn main() -> ExitCode {
    let only = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    let mut missed = 0;
    if only.is_none() {
        missed += against_the_parser();
        missed += yaml();
    }
    println!(
        "\n{:<34}{:>11}{:>9}{:>7}{:>11}{:>7}{:>9}",
        "text, and twice as much", "bytes", "parse ms", "ratio", "queries ms", "ratio", "bare"
    );
    for (name, size, make) in TEXTS.iter().filter(|it| only.as_ref().is_none_or(|only| it.0.contains(only.as_str()))) {
        missed += growth(name, *size, *make);
    }
    if missed > 0 {
        println!("\n{missed} bars missed");
    }
    ExitCode::from(u8::from(missed > 0))
}

/// `Note::parse` against events and offsets alone, over the seed's text up to a megabyte.
fn against_the_parser() -> usize {
    let (head, body) = SEED.split_at(SEED.find("[[ai").unwrap_or(0));
    let text = format!("{head}{}", format!("{body}\n\n").repeat(1_000_000 / body.len()));
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        ours.push(timed(|| Note::parse("seed.md", text.as_str())));
        bare.push(timed(|| bare_pass(&text)));
    }
    let (ours, bare) = (median(ours), median(bare));
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("{} bytes of the seed: {ours:.2?}, bare pass {bare:.2?}, ratio {ratio:.2} (bar {PARSE_BAR})", text.len());
    usize::from(ratio > PARSE_BAR)
}

/// Aliases of aliases, and nesting without end.
fn yaml() -> usize {
    let aliases = joined(1..9, |it| format!("a{it}: &a{it} [{}]\n", format!("*a{},", it - 1).repeat(9)));
    let bombs = [
        ("nine levels of aliases", format!("a0: &a0 [x]\n{aliases}")),
        ("100,000 [", format!("a: {}", "[".repeat(100_000))),
        ("50,000 {a:", "{a: ".repeat(50_000)),
    ];
    let mut missed = 0;
    for (name, bomb) in bombs {
        let text = format!("---\ntitle: Bomb\n{bomb}\n---\nBody.\n");
        let took = best(|| Note::parse("bomb.md", text.as_str()));
        println!("YAML, {name}: {took:.2?} (bar {YAML_BAR:?})");
        missed += usize::from(took > YAML_BAR);
    }
    missed
}

/// Reads a text and twice as much of it, and asks everything that a note can be asked. A first miss is
/// measured again one doubling further: where memory begins to come from the system there is one step,
/// which no growth follows.
fn growth(name: &str, size: usize, make: fn(usize) -> String) -> usize {
    let (once, twice) = (make(size), make(size * 2));
    let ratio = |cost: fn(&str) -> Duration| {
        let first = grown(cost(&once), cost(&twice));
        if first > GROWTH_BAR { first.min(grown(cost(&twice), cost(&make(size * 4)))) } else { first }
    };
    let (parse, ask) = (ratio(parsed), ratio(asked));
    let bare = ratio(|it| best(|| bare_pass(it)));
    let missed = usize::from(parse > GROWTH_BAR) + usize::from(ask > GROWTH_BAR);
    let ms = |it: Duration| it.as_secs_f64() * 1000.0;
    println!(
        "{name:<34}{:>11}{:>9.1}{parse:>7.2}{:>11.1}{ask:>7.2}{bare:>9.2}{}",
        once.len(),
        ms(parsed(&once)),
        ms(asked(&once)),
        if missed > 0 { "  MISSED" } else { "" }
    );
    missed
}

fn parsed(text: &str) -> Duration {
    best(|| Note::parse("note.md", text))
}

fn asked(text: &str) -> Duration {
    let (note, _) = Note::parse("note.md", text);
    best(|| {
        let sections = (0..note.sections().len()).map(|it| note.section_path(it).len()).sum::<usize>();
        let sentences = note.timestamp_sentences().len() + note.link_sentences().len();
        let shown = note.all_runs().iter().map(|it| note.run_text(it).len()).sum::<usize>();
        let terms = (0..note.blocks().len() as u32).filter(|it| note.term(*it).is_some()).count();
        (note.words(), note.lists(), sections, sentences, shown, terms)
    })
}

fn grown(once: Duration, twice: Duration) -> f64 {
    if twice < NOISE * 2 { 0.0 } else { twice.as_secs_f64() / once.max(Duration::from_micros(1)).as_secs_f64() }
}

fn bare_pass(text: &str) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter().map(black_box).count()
}

/// The shortest of some runs; of long ones fewer.
fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let first = timed(&mut work);
    let more = if first > Duration::from_millis(500) { 0 } else { 4 };
    (0..more).map(|_| timed(&mut work)).fold(first, Duration::min)
}

/// What was made is dropped within the time.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    drop(black_box(work()));
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

const LINE: usize = 386_740;
const STAMP: &str = "<a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a>";

fn fill(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

fn joined(range: std::ops::Range<usize>, piece: impl Fn(usize) -> String) -> String {
    range.map(piece).collect::<Vec<_>>().concat()
}

type Text = (&'static str, usize, fn(usize) -> String);

/// A name, a size, and how a text of that size is made.
const TEXTS: &[Text] = &[
    ("a line of letters", LINE, |n| fill("a", n)),
    ("a line of words", LINE, |n| fill("word ", n)),
    ("a line of sentences", LINE, |n| fill("A sentence of words. ", n)),
    ("a line of full stops", LINE, |n| fill(".", n)),
    ("a line of [", LINE, |n| fill("[", n)),
    ("a line of [[", LINE, |n| fill("[[ ", n)),
    ("a line of ]", LINE, |n| fill("]", n)),
    ("a line of [ ]", LINE, |n| fill("[", n / 2) + &fill("]", n / 2)),
    ("a line of [1:02, [1:02,", LINE, |n| fill("[1:02, ", n / 2) + &fill("]", n / 2)),
    ("a line of <a ", LINE, |n| fill("<a ", n)),
    ("a line of <a \"", LINE, |n| fill("<a \" ", n)),
    ("a line of <a class data-t", LINE, |n| fill("<a class=\"yt-timestamp\" data-t", n)),
    ("a line of open tags", LINE, |n| fill("<a b='", n)),
    ("a line of [[a|", LINE, |n| fill("[[a|", n)),
    ("a line of [[a|b]]", LINE, |n| fill("[[a|b]] ", n)),
    ("[[a| nested and closed", LINE, |n| fill("[[a|", n / 2) + &fill("]]", n / 2)),
    ("a line of $", LINE, |n| fill("$", n)),
    ("a line of $a ", LINE, |n| fill("$a ", n)),
    ("a line of $$a ", LINE, |n| fill("$$a ", n)),
    ("a line of ==", LINE, |n| fill("==", n)),
    ("a line of ==a", LINE, |n| fill("==a ", n)),
    ("a line of %%", LINE, |n| fill("%%", n)),
    ("a line of %% a", LINE, |n| fill("%% a ", n)),
    ("a line of ^id", LINE, |n| fill(" ^abcd", n)),
    ("a line of &", LINE, |n| fill("&amp;", n)),
    ("a line of \\", LINE, |n| fill("\\", n)),
    ("a line of emoji", LINE, |n| fill("👨\u{200d}👩\u{200d}👧", n)),
    ("5,000 times in one paragraph", 5_000, |n| format!("A word {STAMP}. ").repeat(n)),
    ("5,000 times in one sentence", 5_000, |n| format!("a word {STAMP} ").repeat(n)),
    ("times alone", 5_000, |n| format!("{STAMP}\n\n").repeat(n)),
    ("labelled times", 5_000, |n| STAMP.replace("[00:01:02]", "[0:59]").repeat(n)),
    ("(((( a time ))))", LINE, |n| format!("w {}{STAMP}{}", fill("(", n / 2), fill(")", n / 2))),
    ("5,000 links in one paragraph", 5_000, |n| "A word [[target | alias]]. ".repeat(n)),
    ("5,000 links in one sentence", 5_000, |n| "a word [[target | alias]] ".repeat(n)),
    ("200,000 >", 200_000, |n| fill(">", n)),
    ("lines of >", 400, |n| format!("{}\n", "> ".repeat(n)).repeat(40)),
    ("a table in 20,000 >", 20_000, |n| {
        let quote = ">".repeat(n);
        format!("{quote}{}|\n{quote}{}|\n{quote}{}|\n", "|a".repeat(n), "|-".repeat(n), "|a".repeat(n))
    }),
    ("nested items", 1_000_000, |n| joined(0..n.isqrt(), |it| format!("{}- a\n", "  ".repeat(it)))),
    ("nested items in a line", 3_000, |n| format!("{}a", "- ".repeat(n))),
    ("*a **b ", 60_000, |n| "*a **b ".repeat(n)),
    ("---\\n:", 256 * 1024, |n| fill("---\n:", n)),
    ("---\\ntitle: a\\n---", 256 * 1024, |n| fill("---\ntitle: a\n---\n", n)),
    ("From: lines", LINE, |n| fill("From: [[a]] <br/>\n", n)),
    ("<!-- never closed", LINE, |n| fill("<!-- a ", n)),
    ("<!-- lines never closed", LINE, |n| fill("<!-- a\n\n", n)),
    ("<script> never closed", LINE, |n| fill("<script> ", n)),
    ("<? and <!A", LINE, |n| fill("<? <!A <![CDATA[ ", n)),
    ("<div>", LINE, |n| fill("<div>\n\n", n)),
    ("<div class=callout>", LINE, |n| fill("<div class=\"callout\">\n\na\n\n", n)),
    ("callouts closed", LINE, |n| fill("<div class=\"callout\">\n\na\n\n</div>\n\n", n)),
    ("> [!note]", LINE, |n| fill("> [!note] a\n\n", n)),
    ("a table of rows", 20_000, |n| format!("|a|b|\n|-|-|\n{}", "|a|[[b|c]]|\n".repeat(n))),
    ("a table of columns", 20_000, |n| format!("{}|\n{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n), "|a".repeat(n))),
    ("columns without cells", 2_000, |n| format!("{}|\n{}|\n{}", "|a".repeat(n), "|-".repeat(n), "|a\n".repeat(200))),
    ("|", LINE, |n| fill("|", n)),
    ("100,000 items", 100_000, |n| "- **a:** b\n".repeat(n)),
    ("100,000 loose items", 50_000, |n| "- **a**: b\n\n".repeat(n)),
    ("100,000 lists", 50_000, |n| "a:\n- b\n\n".repeat(n)),
    ("a paragraph before lists", 20_000, |n| format!("{}\n{}", "word ".repeat(n), "- b\n\n1. c\n\n".repeat(n))),
    ("fences never closed", 50_000, |n| "```\na\n\n````\n".repeat(n)),
    ("fences in items", 50_000, |n| "- ```\n  a\nb\n".repeat(n)),
    ("100,000 headings", 100_000, |n| "# a\n".repeat(n)),
    ("headings under a long one", 20_000, |n| format!("# {}\n{}", "word ".repeat(n), "## b\n".repeat(n))),
    ("setext", LINE, |n| fill("a\n===\nb\n---\n", n)),
    ("growing runs of `", 1_000_000, |n| joined(1..n.isqrt(), |it| format!("{} a ", "`".repeat(it)))),
    ("`a ", LINE, |n| fill("`a ", n)),
    ("](", LINE, |n| fill("](", n)),
    ("[a](", LINE, |n| fill("[a](", n)),
    ("![[a](<b", LINE, |n| fill("![a](<b", n)),
    ("[1:02](#", LINE, |n| fill("[1:02](#", n)),
    ("[^a] and [^a]:", LINE, |n| fill("[^a] b\n\n[^a]: c\n\n", n)),
    ("footnotes", 20_000, |n| joined(0..n, |it| format!("[^{it}]\n\n[^{it}]: c\n\n"))),
    ("definitions", 20_000, |n| joined(0..n, |it| format!("[{it}]: /c\n[{it}]\n\n"))),
    ("definitions that are sentences", LINE, |n| fill("[a]: b\n", n)),
    ("10 MB of blanks", 5_000_000, |n| fill(" ", n)),
    ("10 MB of blanks and marks", 2_000_000, |n| fill("<b>                                 ", n)),
    ("items indented too far", LINE, |n| fill("- a\n        - b\n", n)),
    ("10 MB of lines", 5_000_000, |n| fill("\n", n)),
    ("combining marks", LINE, |n| fill("\u{301}", n)),
];
