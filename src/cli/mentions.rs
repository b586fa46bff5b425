//! `recto mentions`: every place that links to a concept, and on demand every place that only names it.

use crate::cli::{
    args::Mentions,
    input::Input,
    library::Notes,
    named,
    output::{Look, Output, Piece},
    status::Status,
};
use crate::{
    library::{ConceptId, Digest, Library, Mention, MentionKind, Unlinked},
    note::{Span, excerpt, short},
};
use serde::Serialize;

/// A mention in JSON. Each link is one: two in a sentence are two mentions.
#[derive(Serialize)]
pub(crate) struct MentionShape<'a> {
    pub path: &'a str,
    pub line: u32,
    pub section: u32,
    pub section_title: &'a str,
    /// The words shown, when the author chose them; of a mention that is no link, the words themselves.
    pub alias: Option<&'a str>,
    pub sentence: String,
    /// The second of the video where it is said.
    pub seconds: Option<u32>,
    pub url: Option<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    mention: &'a MentionShape<'a>,
    linked: bool,
}

/// The links to a concept, in the order of the notes and of their texts.
pub(crate) fn linked(library: &Library, concept: ConceptId) -> Vec<MentionShape<'_>> {
    let places = library.mentions(concept).iter().filter_map(|it| library.at(*it));
    places.map(|(note, mention)| link(note, mention)).collect()
}

fn link<'a>(note: &'a Digest, mention: &Mention) -> MentionShape<'a> {
    let (line, section, seconds) = (mention.line, mention.section, mention.seconds);
    let sentence = match mention.kind {
        MentionKind::Source => format!("From: {}", note.target_of(mention).unwrap_or_default()),
        _ => sentence(note, mention.sentence, mention.words),
    };
    let alias = mention.has_alias.then(|| note.at(mention.words));
    let section_title = note.section_title(section);
    MentionShape { path: &note.path, line, section, section_title, alias, sentence, seconds, url: url(note, seconds) }
}

/// The places that name a concept and are no links.
pub(crate) fn unlinked(library: &Library, concept: ConceptId) -> Vec<MentionShape<'_>> {
    let found = library.unlinked(concept).into_iter();
    found.filter_map(|it| library.note(it.note).map(|note| words(note, &it))).collect()
}

fn words<'a>(note: &'a Digest, it: &Unlinked) -> MentionShape<'a> {
    let line = note.leaf_at(it.words.start).map_or(1, |it| it.line);
    let seconds = note.moments.iter().find(|moment| moment.sentence == it.sentence).map(|it| it.seconds);
    MentionShape {
        path: &note.path,
        line,
        section: it.section,
        section_title: note.section_title(it.section),
        alias: Some(note.at(it.words)),
        sentence: sentence(note, it.sentence, it.words),
        seconds,
        url: url(note, seconds),
    }
}

/// A sentence around some words; of an endless one the part around them.
fn sentence(note: &Digest, sentence: Span, words: Span) -> String {
    excerpt(&note.text, sentence.range(), words.start as usize).into_owned()
}

fn url(note: &Digest, seconds: Option<u32>) -> Option<String> {
    note.video.as_ref()?.url(Some(seconds?))
}

pub(crate) fn run(input: &Input, args: &Mentions, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let notes = Notes::of(input)?;
    let Some(concept) = named::concept(&notes.library, &args.name) else { return Ok(Status::Failed) };
    for it in linked(&notes.library, concept) {
        print(&notes, &it, true, args.json, output)?;
    }
    if args.unlinked {
        for it in unlinked(&notes.library, concept) {
            print(&notes, &it, false, args.json, output)?;
        }
    }
    Ok(notes.status)
}

fn print(notes: &Notes, it: &MentionShape, linked: bool, json: bool, output: &mut Output) -> anyhow::Result<()> {
    if json {
        return output.json(&Row { mention: it, linked });
    }
    output.line(&[
        Piece(Look::Bold, &format!("{}:{}: ", notes.place(it.path), it.line)),
        Piece(Look::Dim, if linked { "" } else { "unlinked: " }),
        Piece(Look::Bold, &it.seconds.map_or_else(String::new, |it| format!("{} ", short(it)))),
        Piece(Look::Plain, &it.sentence),
    ])?;
    Ok(())
}
