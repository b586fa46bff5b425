//! The formats that cards are exported in: what stands at the top, and a row for each card.

use crate::{
    cli::{
        args_exchange::Format,
        cards,
        exchange::faces::{self, harmless},
        json, standing,
    },
    quiz::Card,
    schedule::Memory,
};
use std::borrow::Cow;

/// A card on its way out.
pub(crate) struct Outgoing<'a> {
    pub card: &'a Card,
    /// What Anki is to know it by: the same for a card whose text was edited.
    pub guid: String,
    /// The title of its note.
    pub title: &'a str,
    /// The second of the video.
    pub url: Option<&'a str>,
    /// What the log says.
    pub memory: &'a Memory,
}

/// What Anki needs to know to import the rows without a question, and to update what it has already.
const ANKI: &str = "\
#separator:tab
#html:false
#if matches:update current
#notetype:Basic
#guid column:1
#deck column:2
#tags column:5
";

const COLUMNS: [&str; 20] = [
    "id",
    "kind",
    "note",
    "line",
    "section",
    "context",
    "prompt",
    "answer",
    "choices",
    "accept",
    "seconds",
    "why",
    "reviews",
    "lapses",
    "stability",
    "difficulty",
    "retrievability",
    "due",
    "interval_days",
    "suspended",
];

/// What stands before all rows.
pub(crate) fn head(format: Format) -> String {
    match format {
        Format::Anki => ANKI.into(),
        Format::Csv => COLUMNS.join(",") + "\r\n",
        Format::Jsonl => String::new(),
    }
}

/// A card as a row, with its end.
pub(crate) fn row(format: Format, it: &Outgoing) -> anyhow::Result<String> {
    match format {
        Format::Anki => Ok(anki(it)),
        Format::Csv => Ok(csv(it)),
        Format::Jsonl => jsonl(it),
    }
}

fn anki(it: &Outgoing) -> String {
    let faces = faces::faces(it.card, it.url);
    let fields = [&it.guid, &deck(it.title), &faces.front, &faces.back, &tags(it.card)];
    fields.map(|it| quoted(it, '\t')).join("\t") + "\n"
}

/// The deck of a note. Colons in pairs would make decks inside it.
fn deck(title: &str) -> String {
    let title = harmless(title).replace("::", ":").split_whitespace().collect::<Vec<_>>().join(" ");
    format!("Recto::{}", title.trim_matches(':').trim())
}

fn tags(card: &Card) -> String {
    format!("recto recto::kind::{} recto::note::{}", card.kind.name(), slug(&card.note))
}

/// The path of a note without its ending, in letters that a tag may have.
fn slug(path: &str) -> String {
    let path = path.rsplit_once('.').map_or(path, |it| it.0);
    let words = path.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn csv(it: &Outgoing) -> String {
    let card = it.card;
    let choices = match &card.answer {
        crate::quiz::Answer::Choice { options, .. } => options.join("\n"),
        _ => String::new(),
    };
    let mut fields = vec![
        card.id.to_string(),
        card.kind.name().into(),
        card.note.clone(),
        card.line.to_string(),
        card.section.to_string(),
        card.context.join(" › "),
        card.prompt.clone(),
        card.answer.texts().join("\n"),
        choices,
        card.accept.join("\n"),
        number(card.seconds),
        card.why.clone(),
    ];
    match &standing::state(it.memory, it.card.id) {
        Some(it) => fields.extend([
            it.reviews.to_string(),
            it.lapses.to_string(),
            number(it.stability),
            number(it.difficulty),
            number(it.retrievability),
            it.due.clone().unwrap_or_default(),
            number(it.interval_days),
            it.suspended.to_string(),
        ]),
        None => fields.resize(COLUMNS.len(), String::new()),
    }
    fields.iter().map(|it| quoted(&harmless(it), ',').into_owned()).collect::<Vec<_>>().join(",") + "\r\n"
}

/// The object of `recto cards --json`.
fn jsonl(it: &Outgoing) -> anyhow::Result<String> {
    json::line(&cards::shape(it.card, it.memory))
}

/// A number, or nothing.
fn number(it: Option<impl std::fmt::Display>) -> String {
    it.map(|it| it.to_string()).unwrap_or_default()
}

/// A field as RFC 4180 writes it: in quotation marks where it needs some.
fn quoted(text: &str, separator: char) -> Cow<'_, str> {
    let needs = |it: char| it == separator || matches!(it, '"' | '\n' | '\r');
    if text.contains(needs) || text.starts_with(['#', ' ']) || text.ends_with(' ') {
        return Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")));
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (text, expected) in [
            ("plain, here", "plain, here"),
            ("a\tb", "\"a\tb\""),
            ("a\nb", "\"a\nb\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("#tag", "\"#tag\""),
            (" a", "\" a\""),
            ("", ""),
        ] {
            assert_eq!(quoted(text, '\t'), expected);
        }
        assert_eq!(quoted("a,b", ','), "\"a,b\"");
    }

    #[test]
    fn decks_and_tags_are_of_one_piece() {
        for (title, expected) in [
            ("Democracy & AI", "Recto::Democracy & AI"),
            ("C++ std::vector", "Recto::C++ std:vector"),
            ("a\tb\n c", "Recto::a b c"),
            ("::a::", "Recto::a"),
        ] {
            assert_eq!(deck(title), expected);
        }
        for (path, expected) in [("talk.md", "talk"), ("a b/c (1).md", "a-b-c-1"), ("naïve_日本.md", "naïve_日本")]
        {
            assert_eq!(slug(path), expected);
        }
    }
}
