//! The rule `list`: name the items.

use crate::quiz::{
    card::{Kind, Refusal, Rule},
    filter,
    lead::{self, Lead},
    maker::{At, Draft, DraftAnswer, Maker},
    phrase,
    rows::{self, List},
};

/// So many items can be named from memory.
const FEWEST: usize = 2;
const MOST: usize = 7;

/// An item without a term is named by all its words, if they are so few.
const LABEL_WORDS: usize = 10;

/// Proposes the card of a list, which `lead` leads to.
pub(crate) fn propose(maker: &mut Maker, list: &List, lead: &Lead) {
    let reading = maker.reading;
    let name = lead::name(reading, list);
    let labels: Vec<String> = list.items.iter().map(|it| it.label().to_string()).collect();
    let question = lead.question.clone().unwrap_or_else(|| name.to_string());
    let seconds = list.items.iter().find_map(|it| it.seconds);
    let at = At { offset: list.offset, group: list.offset, section: list.section, seconds };
    if !lead.is_said && labels.len() == FEWEST && reading.language.is_some() {
        let why = "nothing says what its two items are, and two come to mind by chance";
        return maker.refuse(Kind::List, at.offset, &question, (Rule::Ambiguous, why.into()));
    }
    if let Err(refusal) = check(list) {
        return maker.refuse(Kind::List, at.offset, &question, refusal);
    }
    if lead.question.is_none() {
        let why = "neither a lead-in nor the heading says what its items are";
        return maker.refuse(Kind::List, at.offset, &question, (Rule::Ambiguous, why.into()));
    }
    let source = labels.join("\n");
    let term = list.lead.map_or(name, |it| reading.at(it.text));
    maker.keep(Draft {
        kind: Kind::List,
        at,
        prompt: question,
        is_masked: false,
        answer: DraftAnswer::Items(labels),
        accept: Vec::new(),
        source: &source,
        rest: "",
        why: "a list of so few items is known as a whole",
        term,
    });
}

/// True for lists whose items are asked for as a whole; else what is wrong.
fn check(list: &List) -> Result<(), Refusal> {
    let count = list.items.len();
    if list.items.iter().all(|it| it.is_link) {
        return Err((Rule::Trivial, "a list of links is a table of contents".into()));
    }
    if !(FEWEST..=MOST).contains(&count) {
        return Err((Rule::Long, format!("{count} items; {FEWEST} to {MOST} are asked for")));
    }
    if list.items.iter().any(|it| it.term.as_deref().is_some_and(|it| rows::audience(it).is_some())) {
        return Err((Rule::Fragment, "its items say to whom they speak and are asked for one by one".into()));
    }
    for item in &list.items {
        let (label, words) = (item.label(), phrase::count(item.label()));
        if label.is_empty() {
            return Err((Rule::Fragment, "an item without words".into()));
        }
        let is_long = words > LABEL_WORDS && list.items.iter().any(|it| it.term.is_some());
        if is_long
            || words > filter::ANSWER_WORDS
            || (item.term.is_none() && item.text.trim_end_matches('.').contains(". "))
        {
            return Err((Rule::Long, format!("an item of {words} words is no name")));
        }
        filter::clean(label)?;
    }
    let labels: Vec<String> = list.items.iter().map(|it| it.label().to_lowercase()).collect();
    let is_repeated = (1..labels.len()).any(|it| labels.get(..it).is_some_and(|before| before.contains(&labels[it])));
    if is_repeated {
        return Err((Rule::Ambiguous, "two items are called the same".into()));
    }
    Ok(())
}
