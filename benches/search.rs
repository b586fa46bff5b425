//! Searching: every key of some queries, typed and pasted, at a thousand, a hundred thousand and a million items.
//!
//! Prints a table and fails when a ratio misses its bar; times and their bars are shown. The items are the names and
//! sentences of generated notes, mixed as in a wiki of talks; `nucleo`, `frizbee` and `fuzzy-matcher` alone get the same
//! items as a list, with nothing to do but to match and to sort by score.

use frizbee::{CaseMatching, Config, Matcher, Pattern};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use nucleo_matcher::{
    Config as NucleoConfig, Matcher as Nucleo, Utf32Str,
    pattern::{CaseMatching as NucleoCase, Normalization, Pattern as NucleoPattern},
};
use recto::{
    library::{Digest, Library},
    note::Note,
    search::{Asked, Finder, Index, Query, Stage},
};
use rustix::time::{ClockId, clock_gettime};
use std::{
    fmt::Write,
    hint::black_box,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

/// What is typed, letter by letter.
const QUERIES: &[&str] =
    &["curse intelligence", "openmod", "agi", "usr alig", "demcratize", "avert catastrophes", "norway"];

/// Bars of times: items, the first picture, all of it; in milliseconds, 99 of 100 keys.
const BARS: [(usize, f64, f64); 3] = [(1_000, 1.0, 1.0), (100_000, 16.0, 25.0), (1_000_000, 16.0, 120.0)];

fn main() -> ExitCode {
    let most = std::env::var("RECTO_BENCH_ITEMS").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000_000);
    let sizes = BARS.into_iter().filter(|it| it.0 <= most);
    let fine: Vec<bool> = sizes.map(|(items, first, all)| at_size(items, first, all)).collect();
    if fine.iter().all(|it| *it) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// All keys at one size; false when a ratio misses its bar.
fn at_size(items: usize, first_bar: f64, bar: f64) -> bool {
    let library = Arc::new(library(items));
    let texts = texts(&library);
    let before = resident();
    let start = Instant::now();
    let index = Arc::new(Index::new(&library));
    let (took, memory) = (start.elapsed(), resident().saturating_sub(before));
    println!("\n{} items of {} notes; index {} and {} MB", texts.len(), library.notes().len(), ms(took), memory >> 20);
    let keys = keys();
    let mut ours: Vec<Key> = Vec::new();
    for query in QUERIES {
        let mut finder = Finder::new();
        ours.extend(prefixes(query).map(|it| search(&mut finder, &index, it)));
    }
    let pasted: Vec<Key> = QUERIES.iter().map(|it| search(&mut Finder::new(), &index, it)).collect();
    let frizbee: Vec<f64> = keys.iter().map(|it| cpu(|| frizbee(&texts, it))).collect();
    let pasted_frizbee: Vec<f64> = QUERIES.iter().map(|it| cpu(|| frizbee_all(&texts, it))).collect();
    let sample: Vec<String> = texts.iter().step_by(20).cloned().collect();
    let nucleo: f64 = keys.iter().map(|it| cpu(|| nucleo(&sample, it))).sum::<f64>() * 20.0;
    let fuzzy: f64 = keys.iter().map(|it| cpu(|| fuzzy(&sample, it))).sum::<f64>() * 20.0;
    show("first picture", percentile(ours.iter().chain(&pasted).map(|it| it.first), 99), first_bar);
    show("complete, typed", percentile(ours.iter().map(|it| it.all), 99), bar);
    show("complete, pasted", percentile(pasted.iter().map(|it| it.all), 99), bar);
    println!("{:<48} {:>9.2} ms", "complete, typed, median", percentile(ours.iter().map(|it| it.all), 50));
    let total = ours.iter().map(|it| it.cpu).sum::<f64>();
    println!("{:<48} {total:>9.1} ms of {} keys", "processor time", keys.len());
    println!("{:<48} {:>9.1} ms", "    frizbee alone", frizbee.iter().sum::<f64>());
    println!("{:<48} {nucleo:>9.1} ms (a twentieth measured)", "    nucleo alone");
    println!("{:<48} {fuzzy:>9.1} ms (a twentieth measured)", "    fuzzy-matcher alone");
    if let Some((key, it)) = keys.iter().zip(&ours).max_by(|a, b| a.1.all.total_cmp(&b.1.all)) {
        println!("{:<48} {:>9.2} ms, of processors {:.2}: {key:?}", "slowest key", it.all, it.cpu);
    }
    let worst = |queries: &[&str], keys: &[Key], alone: &[f64]| {
        let ratios = queries.iter().zip(keys).zip(alone).map(|((query, it), alone)| (it.cpu / alone, *query));
        let (ratio, query) = ratios.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
        println!("{:<48} {query:?}", "the dearest beside frizbee");
        ratio
    };
    // Of so few items most of the time is the clock's.
    let is_large = items >= 100_000;
    check("worst key / frizbee alone", worst(&keys, &ours, &frizbee), 1.1, is_large)
        & check("worst pasted query / frizbee alone", worst(QUERIES, &pasted, &pasted_frizbee), 1.1, is_large)
        & check("all keys / a fifth of nucleo", total * 5.0 / nucleo, 1.0, true)
}

/// One key: milliseconds to the first picture, to the last, and of processors.
struct Key {
    first: f64,
    all: f64,
    cpu: f64,
}

fn search(finder: &mut Finder, index: &Arc<Index>, text: &str) -> Key {
    let asked = Asked { limit: 100, ..Asked::default() };
    let (start, mut first, mut all) = (Instant::now(), None, 0.0);
    let before = processor();
    finder.find(index, &Query::parse(text), &asked, &|| false, &mut |results| {
        let now = start.elapsed().as_secs_f64() * 1e3;
        first.get_or_insert(now);
        if results.stage == Stage::Complete {
            all = now;
        }
        black_box(results.hits.len());
    });
    Key { first: first.unwrap_or(all), all, cpu: processor() - before }
}

/// Every text that is shown while a query is typed.
fn prefixes(query: &str) -> impl Iterator<Item = &str> {
    (1..=query.len()).filter_map(|it| query.get(..it))
}

fn keys() -> Vec<&'static str> {
    QUERIES.iter().flat_map(|it| prefixes(it)).collect()
}

fn frizbee_all(texts: &[String], query: &str) -> usize {
    let config = Config::default().casing(CaseMatching::Ignore);
    let words: Vec<Pattern> = query.split_whitespace().map(Pattern::from).collect();
    Matcher::from_patterns(&words, &config).match_list(texts).len()
}

/// `frizbee` on a key.
fn frizbee(texts: &[String], query: &str) -> usize {
    frizbee_all(texts, query)
}

fn nucleo(texts: &[String], query: &str) -> usize {
    let pattern = NucleoPattern::parse(query, NucleoCase::Ignore, Normalization::Smart);
    let mut matcher = Nucleo::new(NucleoConfig::DEFAULT);
    let mut letters = Vec::new();
    let scored = texts.iter().enumerate();
    let scored =
        scored.filter_map(|(at, it)| Some((pattern.score(Utf32Str::new(it, &mut letters), &mut matcher)?, at)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    found.len()
}

fn fuzzy(texts: &[String], query: &str) -> usize {
    let matcher = SkimMatcherV2::default();
    let fits = |text: &&String| query.split_whitespace().all(|it| matcher.fuzzy_match(text, it).is_some());
    texts.iter().filter(fits).count()
}

/// A library of about so many items: of a hundred two notes, fourteen headings, six concepts, eleven terms, the rest
/// sentences with their second.
fn library(items: usize) -> Library {
    let body = SEED.split("---\n").nth(2).unwrap_or(SEED);
    let words: Vec<&str> = body
        .split(|it: char| !it.is_ascii_alphabetic())
        .filter(|it| it.len() > 1 && !it.starts_with("timestamp"))
        .collect();
    let mut state = 11u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut some = |least: usize, most: usize| -> String {
        let count = least + next(most - least);
        (0..count).map(|_| words[next(words.len())]).collect::<Vec<_>>().join(" ")
    };
    let concepts: Vec<String> = (0..items.div_ceil(18)).map(|_| some(2, 5)).collect();
    let notes = (0..items.div_ceil(50).max(1)).map(|at| {
        let mut text = format!("---\ntitle: {}\nvideoId: abcdefghijk\n---\n\n", some(3, 8));
        for section in 0..7 {
            let _ = write!(text, "## {}\n\n", some(2, 7));
            for sentence in 0..4 {
                let concept = &concepts[(at * 31 + section * 7919 + sentence * 104_729) % concepts.len()];
                let _ = write!(
                    text,
                    "{} [[{concept}]]. <a data-t=\"{section}:{sentence}0\">[{section}:{sentence}0]</a> ",
                    some(12, 26)
                );
            }
            let _ = write!(
                text,
                "\n\n* **{}:** {}. <a data-t=\"1:0{section}\">[1:0{section}]</a>\n\n",
                some(1, 4),
                some(8, 18)
            );
        }
        let (note, _) = Note::parse(&format!("note_{at:06}.md"), text);
        Arc::new(Digest::new(&note))
    });
    Library::new(notes.collect())
}

/// The texts of all items, as a list.
fn texts(library: &Library) -> Vec<String> {
    let mut texts: Vec<String> = library.concepts().map(|it| library.title(it).into_owned()).collect();
    for note in library.notes() {
        texts.extend(note.sections.iter().skip(1).map(|it| note.at(it.title).to_string()));
        texts.extend(note.terms.iter().map(|it| note.at(*it).to_string()));
        texts.extend(note.moments.iter().map(|it| note.at(it.sentence).to_string()));
    }
    texts
}

/// Milliseconds of all processors of this program.
fn processor() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32).as_secs_f64() * 1e3
}

fn cpu<T>(work: impl FnOnce() -> T) -> f64 {
    let before = processor();
    black_box(work());
    processor() - before
}

/// Bytes in memory; 0 where the system does not say.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|it| it.parse::<usize>().ok()).unwrap_or(0) * 4096
}

fn percentile(times: impl Iterator<Item = f64>, of: usize) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get((times.len() * of).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0.0)
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1e3)
}

/// Prints a time beside its bar; what it is depends on the machine, so nothing fails.
fn show(what: &str, time: f64, bar: f64) {
    let verdict = if time <= bar { "" } else { "  ABOVE" };
    println!("{what:<48} {time:>9.2} ms, 99 of 100 {bar:>8.0}{verdict}");
}

/// Prints a ratio; false when it is above its bar and that counts.
fn check(what: &str, ratio: f64, bar: f64, counts: bool) -> bool {
    let verdict = if ratio <= bar {
        ""
    } else if counts {
        "  MISSED"
    } else {
        "  (does not count)"
    };
    println!("{what:<48} {ratio:>9.3} {bar:>6.2}{verdict}");
    ratio <= bar || !counts
}
