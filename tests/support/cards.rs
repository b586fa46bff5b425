//! Cards for the tests, made without a generator.

use recto::quiz::{Answer, Card, Fingerprint, Kind};

/// A card with an answer that is typed or recalled.
pub fn text(prompt: &str, answer: &str) -> Card {
    card(Kind::Name, prompt, Answer::Text(answer.into()))
}

/// A card with one of several answers, the first of them right.
pub fn choice(prompt: &str, options: &[&str], key: usize) -> Card {
    card(Kind::Choice, prompt, Answer::Choice { options: strings(options), key })
}

/// A card with items in any order.
pub fn list(prompt: &str, items: &[&str]) -> Card {
    card(Kind::List, prompt, Answer::Items(strings(items)))
}

/// A card with steps in their order.
pub fn order(prompt: &str, steps: &[&str]) -> Card {
    card(Kind::Order, prompt, Answer::Order(strings(steps)))
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

/// A card of any kind: of the note `note.md`, a group of its own.
pub fn card(kind: Kind, prompt: &str, answer: Answer) -> Card {
    let context = vec!["Strategies".to_string(), "2. Diffuse".to_string()];
    let fingerprint = Fingerprint {
        kind: kind.name().into(),
        note: "note.md".into(),
        path: context.clone(),
        index: 0,
        term: prompt.into(),
        body: answer.texts().join(" "),
    };
    let id = fingerprint.id();
    Card {
        id,
        kind,
        note: "note.md".into(),
        line: 7,
        offset: 0,
        section: 1,
        context,
        prompt: prompt.into(),
        answer,
        accept: Vec::new(),
        source: format!("{prompt} is what this sentence of the note is about."),
        rest: String::new(),
        seconds: Some(4800),
        why: "an item of a list with a term".into(),
        group: id.0 as u32,
        fingerprint,
        scheduled: None,
    }
}
