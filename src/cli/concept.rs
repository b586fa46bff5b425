//! `recto concept`: everything that the notes say of one concept, as a page.

use crate::cli::{
    args::Concept,
    dot,
    input::Input,
    library::Notes,
    mentions::{self, MentionShape},
    named,
    outline::line_number,
    output::{Look, Output, Piece},
    status::Status,
};
use crate::{
    library::{ConceptId, Library},
    note::short,
};
use serde::Serialize;

/// A concept in JSON.
#[derive(Serialize)]
struct ConceptShape<'a> {
    concept: String,
    /// The path of its note; none where nobody has written it.
    note: Option<&'a str>,
    mentions: Vec<MentionShape<'a>>,
    /// Places that name it and are no links.
    unlinked: Vec<MentionShape<'a>>,
    aliases: Vec<AliasShape<'a>>,
    with: Vec<CompanyShape<'a>>,
}

#[derive(Serialize)]
struct AliasShape<'a> {
    alias: &'a str,
    count: usize,
}

/// A concept that is linked in the same sections.
#[derive(Serialize)]
struct CompanyShape<'a> {
    concept: String,
    note: Option<&'a str>,
    sections: usize,
}

/// So much company is shown as text; JSON has all.
const COMPANY: usize = 20;

pub(crate) fn run(input: &Input, args: &Concept, output: &mut Output) -> anyhow::Result<Status> {
    let notes = Notes::of(input)?;
    let Some(concept) = named::concept(&notes.library, &args.name) else { return Ok(Status::Failed) };
    if args.dot {
        dot::neighbourhood(&notes.library.neighbourhood(concept), output)?;
        return Ok(notes.status);
    }
    let shape = shape(&notes.library, concept);
    if args.json { output.json(&shape) } else { page(&shape, output) }?;
    Ok(notes.status)
}

fn shape(library: &Library, concept: ConceptId) -> ConceptShape<'_> {
    let aliases = library.aliases(concept).into_iter();
    let company = library.company(concept).into_iter();
    ConceptShape {
        concept: library.title(concept).into_owned(),
        note: path(library, concept),
        mentions: mentions::linked(library, concept),
        unlinked: mentions::unlinked(library, concept),
        aliases: aliases.map(|(alias, count)| AliasShape { alias, count }).collect(),
        with: company
            .map(|(it, sections)| CompanyShape {
                concept: library.title(it).into_owned(),
                note: path(library, it),
                sections,
            })
            .collect(),
    }
}

fn path(library: &Library, concept: ConceptId) -> Option<&str> {
    library.note_of(concept).map(|it| it.path.as_str())
}

fn page(concept: &ConceptShape, output: &mut Output) -> anyhow::Result<()> {
    output.line(&[Piece(Look::Bold, &concept.concept)])?;
    output.line(&[Piece(Look::Dim, concept.note.unwrap_or("no note of that name"))])?;
    let aliases: Vec<_> = concept.aliases.iter().map(|it| format!("{} ({})", it.alias, it.count)).collect();
    if !aliases.is_empty() {
        output.line(&[Piece(Look::Dim, "called "), Piece(Look::Plain, &aliases.join(", "))])?;
    }
    group("mention", &concept.mentions, output)?;
    group("unlinked mention", &concept.unlinked, output)?;
    company(&concept.with, output)
}

/// Mentions under their count, note by note and section by section; a sentence with several of them stands once.
fn group(word: &str, mentions: &[MentionShape], output: &mut Output) -> anyhow::Result<()> {
    let notes = mentions.chunk_by(|a, b| a.path == b.path);
    let count = notes.clone().count();
    if count == 0 {
        return Ok(());
    }
    output.line(&[])?;
    let counts = format!("{} in {}", counted(mentions.len(), word), counted(count, "note"));
    output.line(&[Piece(Look::Bold, &counts)])?;
    for (at, note) in notes.enumerate() {
        if at > 0 {
            output.line(&[])?;
        }
        output.line(&[Piece(Look::Bold, note.first().map_or("", |it| it.path))])?;
        for section in note.chunk_by(|a, b| a.section == b.section) {
            let title = section.first().map_or("", |it| it.section_title);
            if !title.is_empty() {
                output.line(&[Piece(Look::Dim, &format!("       {title}"))])?;
            }
            sentences(section, output)?;
        }
    }
    Ok(())
}

fn sentences(section: &[MentionShape], output: &mut Output) -> anyhow::Result<()> {
    for row in section.chunk_by(|a, b| (a.line, &a.sentence) == (b.line, &b.sentence)) {
        let Some(first) = row.first() else { continue };
        let time = row.iter().find_map(|it| it.seconds).map(short).unwrap_or_default();
        output.line(&[
            Piece(Look::Dim, &line_number(first.line)),
            Piece(Look::Bold, &format!("{time:>7}  ")),
            Piece(Look::Plain, &first.sentence),
        ])?;
    }
    Ok(())
}

fn company(with: &[CompanyShape], output: &mut Output) -> anyhow::Result<()> {
    if with.is_empty() {
        return Ok(());
    }
    output.line(&[])?;
    output.line(&[Piece(Look::Bold, "appears with, in so many sections")])?;
    for it in with.iter().take(COMPANY) {
        let mark = if it.note.is_some() { "" } else { " ·" };
        output.line(&[
            Piece(Look::Dim, &line_number(it.sections as u32)),
            Piece(Look::Plain, &it.concept),
            Piece(Look::Dim, mark),
        ])?;
    }
    if let Some(more) = with.len().checked_sub(COMPANY).filter(|it| *it > 0) {
        output.line(&[Piece(Look::Dim, &format!("       and {more} more"))])?;
    }
    Ok(())
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
