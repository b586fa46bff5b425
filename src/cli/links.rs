//! `recto links`: the wikilinks, each with where it stands, the words shown and the note that it leads to.

use crate::cli::{
    args::Links,
    columns, dot,
    input::Input,
    library, outline,
    output::{Look, Output, Piece},
    status::Status,
    study::{self, Kind, Study},
};
use crate::library::{Library, is_attachment};
use crate::note::{Link, Note, Target, without_invisible};
use serde::Serialize;

/// A wikilink in JSON.
#[derive(Serialize)]
pub(crate) struct LinkShape {
    pub target: String,
    /// The words shown, when the author chose them.
    pub alias: Option<String>,
    pub line: u32,
    pub section: u32,
    /// The path of the note that it leads to; none when it dangles.
    pub resolved: Option<String>,
    pub heading: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub embed: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    #[serde(flatten)]
    link: &'a LinkShape,
}

/// The wikilinks of a note, in order, that of the `From:` line too; they lead to the notes of `folder`, of a note
/// alone to itself.
pub(crate) fn links(note: &Note, folder: Option<&Library>) -> Vec<LinkShape> {
    let alone = if folder.is_none() { Some(library::alone(note)) } else { None };
    let Some(library) = folder.or(alone.as_ref()) else { return Vec::new() };
    note.links().iter().filter_map(|it| shape(note, it, library)).collect()
}

fn shape(note: &Note, link: &Link, library: &Library) -> Option<LinkShape> {
    let Target::Note { name, heading, embed } = link.target else {
        return None;
    };
    let heading = heading.of(note.source());
    let target = without_invisible(name.of(note.source())).into_owned();
    let own = || if target.is_empty() { Some(note.path()) } else { None };
    let resolved = own().or_else(|| library.resolve(&target, note.path()));
    Some(LinkShape {
        resolved: resolved.map(str::to_string),
        target,
        alias: link.has_alias.then(|| words(note, link)),
        line: note.line(link.span.start),
        section: link.section,
        heading: (!heading.is_empty()).then(|| heading.to_string()),
        embed,
    })
}

/// The words of a link on one line.
pub(crate) fn words(note: &Note, link: &Link) -> String {
    note.link_text(link).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn run(input: &Input, args: &Links, output: &mut Output) -> anyhow::Result<Status> {
    if args.dot {
        let notes = library::Notes::of(input)?;
        dot::library(&notes.library, output)?;
        return Ok(notes.status);
    }
    let mut groups = outline::Groups::of(input);
    let folder = library::of_folder(input);
    let with_links = |study: Study| (links(&study.note, folder.as_ref()), study);
    study::each_worked(input, with_links, |(links, study)| {
        if args.what.json {
            return links.iter().try_for_each(|link| output.json(&Row { path: study.note.path(), link }));
        }
        if study.kind == Kind::Note && !links.is_empty() {
            groups.begin(&study, output)?;
            print(&study.note, &links, folder.is_some(), output)?;
        }
        Ok(())
    })
}

/// A note's links in columns; where they lead is said in a folder only: alone, a note has nothing to lead to.
fn print(note: &Note, links: &[LinkShape], in_folder: bool, output: &mut Output) -> anyhow::Result<()> {
    let limit = output.width().map_or(usize::MAX, |it| it / if in_folder { 4 } else { 3 });
    let targets = column(links.iter().map(leads_to), limit);
    let aliases = column(links.iter().map(|it| it.alias.clone().unwrap_or_default()), limit);
    let ends = column(links.iter().map(|it| if in_folder { end(it) } else { String::new() }), limit);
    for (((link, target), alias), end) in links.iter().zip(&targets).zip(&aliases).zip(&ends) {
        let section = note.sections().get(link.section as usize).map(|it| note.section_title(it));
        output.line(&[
            Piece(Look::Dim, &outline::line_number(link.line)),
            Piece(Look::Plain, target),
            Piece(Look::Bold, alias),
            Piece(if link.resolved.is_some() { Look::Plain } else { Look::Dim }, end),
            Piece(Look::Dim, &section.unwrap_or_default()),
        ])?;
    }
    Ok(())
}

/// Texts as cells of one width, two blanks from the next column; empty where all are.
fn column(texts: impl Iterator<Item = String>, limit: usize) -> Vec<String> {
    let texts: Vec<String> = texts.collect();
    let width = columns::widest(texts.iter().map(String::as_str), limit);
    let fill = if width > 0 { width + 2 } else { 0 };
    texts.iter().map(|it| columns::cell(it, fill, limit)).collect()
}

/// Where a link ends; nothing is said of pictures and other files that are no notes.
fn end(link: &LinkShape) -> String {
    match &link.resolved {
        Some(path) => format!("→ {path}"),
        None if is_attachment(&link.target) => String::new(),
        None => "· dangling".into(),
    }
}

/// The target as the author wrote it, with its heading and its `!`.
fn leads_to(link: &LinkShape) -> String {
    let mark = if link.embed { "!" } else { "" };
    let heading = link.heading.as_ref().map_or_else(String::new, |it| format!("#{it}"));
    format!("{mark}{}{heading}", link.target)
}
