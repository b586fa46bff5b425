//! The rule `order`: steps in their order, and what comes after one; the steps of numbered headings.

use crate::quiz::{
    card::{Kind, Refusal, Rule},
    language::Class,
    lead,
    maker::{At, Draft, DraftAnswer, Maker},
    mask::Clues,
    phrase,
    reading::{MarkKind, Reading, unnumbered},
    rows::{self, List},
};

/// So many steps are put in order.
const FEWEST: usize = 3;
const MOST: usize = 7;
const STEP_WORDS: usize = 12;

/// A note of more sections is no study note; looking for rows among them would take long.
pub(crate) const MOST_SECTIONS: usize = 500;

/// Steps in their order, and where they stand.
struct Steps<'a> {
    at: At,
    names: Vec<String>,
    /// What they are the steps of.
    of: &'a str,
    by: By,
}

/// What is in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Steps,
    Sequence,
    Years,
}

/// Proposes the cards of a numbered list.
pub(crate) fn propose(maker: &mut Maker, list: &List) {
    if !list.ordered || list.items.len() < 2 {
        return;
    }
    let of = lead::name(maker.reading, list);
    let names: Vec<String> = list.items.iter().map(|it| it.label().to_string()).collect();
    let seconds = list.items.iter().find_map(|it| it.seconds);
    let at = At { offset: list.offset, group: list.offset, section: list.section, seconds };
    match sorting(maker.reading, list, of) {
        Ok(By::Steps) if list.items.iter().any(is_remark) => {
            let why = "an item is a remark or a condition, no step";
            maker.refuse(Kind::Order, at.offset, &names.join(" → "), (Rule::Unordered, why.into()));
        }
        Ok(by) => {
            let names = if by == By::Years { names.iter().map(|it| undated(it).to_string()).collect() } else { names };
            put(maker, &Steps { at, names, of, by });
        }
        Err(why) => maker.refuse(Kind::Order, at.offset, &names.join(" → "), (Rule::Unordered, why.into())),
    }
}

/// True for what is done at any time, or not at all: `If …`, `Avoid …`, `Result: …`.
fn is_remark(item: &rows::Item) -> bool {
    let label = item.term.as_deref().unwrap_or_default();
    let begins = ["If ", "Do not ", "Don't ", "Avoid ", "Consider ", "Remember ", "Note "];
    let is_fact = item.term.is_some() && ["A ", "An ", "The "].iter().any(|it| item.text.starts_with(it));
    matches!(label, "Result" | "Outcome" | "Note" | "Tip")
        || is_fact
        || begins.iter().any(|it| item.text.starts_with(it))
}

/// What a list is in order by, or why it is only counted.
fn sorting(reading: &Reading, list: &List, name: &str) -> Result<By, &'static str> {
    let lead = list.lead.map(|it| reading.at(it.text)).unwrap_or_default();
    if years_rise(list) {
        return Ok(By::Years);
    }
    let Some(language) = reading.language else {
        return Err("the list is numbered, and nothing is known of its language");
    };
    let plain = lead.replace("in order to", "");
    let says = |class| rows::has_class(reading, &plain, class) || rows::has_class(reading, name, class);
    let begins = |class: Class| {
        let first = |it: &rows::Item| it.label().split(' ').next().unwrap_or_default().to_string();
        list.items.iter().all(|it| language.classes(&first(it)).has(class))
    };
    if says(Class::Sequence) || language.sequences.iter().any(|it| plain.contains(it)) {
        let is_step = says(Class::Step) || begins(Class::Verb);
        return Ok(if is_step { By::Steps } else { By::Sequence });
    }
    if says(Class::Unordered) {
        return Err("the list is numbered, and its lead-in only counts");
    }
    if begins(Class::Verb) && !says(Class::Advice) && !name.starts_with("How ") {
        return Ok(By::Steps);
    }
    Err("the list is numbered, and nothing says that its order matters")
}

/// True when every item has a year, each later than the one before.
fn years_rise(list: &List) -> bool {
    let years: Vec<Option<u32>> = list.items.iter().map(|it| year(it.label())).collect();
    let is_later = |it: &[Option<u32>]| it.first().copied().flatten() < it.last().copied().flatten();
    let is_bare = list.items.iter().all(|it| year(undated(it.label())).is_none());
    years.len() >= FEWEST && years.iter().all(Option::is_some) && years.windows(2).all(is_later) && is_bare
}

/// The only year in a text.
fn year(text: &str) -> Option<u32> {
    let numbers = text.split(|it: char| !it.is_ascii_digit()).filter(|it| it.len() == 4);
    let mut years = numbers.filter_map(|it| it.parse::<u32>().ok()).filter(|it| (1000..2200).contains(it));
    years.next().filter(|_| years.next().is_none())
}

/// A name without the date in brackets behind it.
fn undated(name: &str) -> &str {
    let open = name.rfind(['(', '（']).filter(|_| name.ends_with([')', '）']));
    open.and_then(|it| name.get(..it)).map_or(name, str::trim_end)
}

/// Proposes the cards of sections that are numbered.
pub(crate) fn propose_headings(maker: &mut Maker) {
    let reading = maker.reading;
    let mut at = if reading.sections.len() > MOST_SECTIONS { reading.sections.len() } else { 0 };
    while at < reading.sections.len() {
        let row = numbered_from(reading, at);
        if row.len() < 2 {
            at += 1;
            continue;
        }
        at = row.last().map_or(at, |it| *it) + 1;
        headings(maker, &row);
    }
}

/// The sections from one on that are siblings and numbered 1, 2, 3.
pub(crate) fn numbered_from(reading: &Reading, first: usize) -> Vec<usize> {
    let sections = reading.note.sections();
    let Some(begin) = sections.get(first) else { return Vec::new() };
    let title = |at: usize| reading.sections.get(at).and_then(|it| it.path.last()).map_or("", String::as_str);
    let is_sibling =
        |it: &usize| sections.get(*it).is_some_and(|it| it.level == begin.level && it.parent == begin.parent);
    let siblings = (first..sections.len()).filter(is_sibling);
    let counted = siblings.zip(1u32..).take_while(|(at, number)| unnumbered(title(*at)).0 == Some(*number));
    counted.map(|it| it.0).collect()
}

/// The names of sections: in one word, where the text quotes the words that they begin with.
pub(crate) fn short_names(reading: &Reading, sections: &[usize]) -> Vec<String> {
    let whole = |at: &usize| reading.sections.get(*at).map(|it| it.heading().to_string()).unwrap_or_default();
    let names: Vec<String> = sections.iter().map(whole).collect();
    let first = |name: &String| name.split([' ', ':']).next().unwrap_or_default().to_string();
    let set_apart = |word: &str| {
        let clues = Clues::of(word, |_| false);
        let marks = reading.marks.iter().filter(|it| it.kind != MarkKind::Link);
        marks.map(|it| reading.at(it.text)).any(|it| clues.shown_in(it).is_some())
    };
    let firsts: Vec<String> = names.iter().map(first).collect();
    let labels = names.iter().filter_map(|it| it.split_once(": ")).map(|it| it.0.to_string()).collect::<Vec<_>>();
    if firsts.iter().all(|it| it.len() > 2 && set_apart(it)) {
        return firsts;
    }
    if labels.len() == names.len() { labels } else { names }
}

fn headings(maker: &mut Maker, row: &[usize]) {
    let reading = maker.reading;
    let sections = reading.note.sections();
    let Some(first) = row.first().and_then(|it| sections.get(*it)) else { return };
    let parent = first.parent.unwrap_or(0);
    let heading = reading.place(parent).map(crate::quiz::reading::Place::heading).unwrap_or_default();
    let of = if heading.is_empty() { reading.note.title() } else { heading };
    let names = short_names(reading, row);
    let at = At { offset: first.span.start, group: first.span.start, section: parent, seconds: None };
    let source = names.join("\n");
    if names.len() > MOST {
        let why = (Rule::Long, format!("{} headings; {MOST} are asked for", names.len()));
        return maker.refuse(Kind::List, at.offset, of, why);
    }
    maker.keep(Draft {
        kind: Kind::List,
        at,
        prompt: format!("Name the {} parts of {}.", names.len(), phrase::quoted(of)),
        is_masked: false,
        answer: DraftAnswer::Items(names.clone()),
        accept: Vec::new(),
        source: &source,
        rest: "",
        why: "the headings are numbered",
        term: of,
    });
    let says =
        reading.leaves_in(parent).iter().any(|it| rows::has_class(reading, reading.at(it.text), Class::Sequence));
    if says || rows::has_class(reading, of, Class::Sequence) {
        put(maker, &Steps { at, names, of, by: By::Steps });
    } else {
        let why = "the headings are numbered, and nothing says that their order matters";
        maker.refuse(Kind::Order, at.offset, &names.join(" → "), (Rule::Unordered, why.into()));
    }
}

fn put(maker: &mut Maker, steps: &Steps) {
    let of = phrase::quoted(steps.of);
    if let Err(refusal) = check(&steps.names) {
        return maker.refuse(Kind::Order, steps.at.offset, &steps.names.join(" → "), refusal);
    }
    let source = steps.names.join("\n");
    if (FEWEST..=MOST).contains(&steps.names.len()) {
        maker.keep(Draft {
            kind: Kind::Order,
            at: steps.at,
            prompt: match steps.by {
                By::Steps => format!("Put the {} steps of {of} in order.", steps.names.len()),
                By::Sequence => format!("{of}: put the {} in order.", steps.names.len()),
                By::Years if maker.reading.language.is_none() => format!("{of}: 1–{}", steps.names.len()),
                By::Years => format!("{of}: put the {} in order of time.", steps.names.len()),
            },
            is_masked: false,
            answer: DraftAnswer::Order(steps.names.clone()),
            accept: Vec::new(),
            source: &source,
            rest: "",
            why: "they are numbered, and their order matters",
            term: "",
        });
    }
    if maker.reading.language.is_none() {
        return;
    }
    // One neighbour is enough: the middle pair is the hardest to guess.
    let middle = (steps.names.len() - 1) / 2;
    let Some((one, next)) = steps.names.get(middle).zip(steps.names.get(middle + 1)) else { return };
    let is_told = Clues::of(next, |it| maker.is_function(it)).shown_in(&of).is_some();
    let of = if is_told { String::new() } else { format!(" in {of}") };
    maker.keep(Draft {
        kind: Kind::Order,
        at: steps.at,
        prompt: format!("What comes directly after {}{of}?", phrase::quoted(one)),
        is_masked: false,
        answer: DraftAnswer::Text(next.clone()),
        accept: Vec::new(),
        source: &source,
        rest: "",
        why: "they are numbered, and their order matters",
        term: one,
    });
}

fn check(names: &[String]) -> Result<(), Refusal> {
    match names.iter().map(|it| phrase::count(it)).max() {
        Some(words) if words > STEP_WORDS => Err((Rule::Long, format!("a step of {words} words"))),
        _ if names.iter().any(String::is_empty) => Err((Rule::Fragment, "a step without words".into())),
        _ => Ok(()),
    }
}
