//! A card as two texts, for programs that know nothing else: a question that stands for itself, and its answer.

use crate::{
    note::{short, visible},
    quiz::{Answer, Card, Kind},
};

/// The two sides of a card.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Faces {
    pub front: String,
    pub back: String,
}

/// The sides of a card. In front stands where in the note it is from, then the question, and what there is to choose from
/// or to put in order; behind the answer, then the sentence that it comes from and its second of the video.
pub(crate) fn faces(card: &Card, url: Option<&str>) -> Faces {
    let mut front = vec![context(card), card.prompt.clone()];
    match &card.answer {
        Answer::Choice { options, .. } => front.push(lettered(options).collect::<Vec<_>>().join("\n")),
        Answer::Order(steps) => {
            let shown = card.disordered(steps.len()).into_iter().filter_map(|it| steps.get(it));
            front.push(shown.map(|it| format!("• {it}")).collect::<Vec<_>>().join("\n"));
        }
        Answer::Text(_) | Answer::Items(_) => {}
    }
    Faces { front: joined(&front), back: joined(&[answer(card), origin(card, url)]) }
}

/// The answer as a text of lines.
pub(crate) fn answer(card: &Card) -> String {
    match &card.answer {
        Answer::Text(it) => it.clone(),
        Answer::Items(items) => items.iter().map(|it| format!("• {it}")).collect::<Vec<_>>().join("\n"),
        Answer::Order(steps) => {
            let numbered = steps.iter().enumerate().map(|(at, it)| format!("{}. {it}", at + 1));
            numbered.collect::<Vec<_>>().join("\n")
        }
        Answer::Choice { options, key } => lettered(options).nth(*key).unwrap_or_default(),
    }
}

/// A text of several lines as it may be written to a terminal; its line ends stay.
pub(crate) fn harmless(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

fn context(card: &Card) -> String {
    card.context.join(" › ")
}

fn lettered(options: &[String]) -> impl Iterator<Item = String> {
    ('a'..='z').zip(options).map(|(letter, it)| format!("{letter}) {it}"))
}

/// Where the answer comes from. What the author wrote as a card is on it already.
fn origin(card: &Card, url: Option<&str>) -> String {
    let is_said = card.kind == Kind::Explicit || card.answer.texts().contains(&card.source.as_str());
    let sentence = if is_said { "" } else { &card.source };
    let second = card.seconds.map(|it| match url {
        Some(url) => format!("{} {url}", short(it)),
        None => short(it),
    });
    [sentence, second.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Paragraphs, those without text left out.
fn joined(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|it| harmless(it)).filter(|it| !it.trim().is_empty()).collect();
    parts.join("\n\n")
}
