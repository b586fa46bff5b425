//! `recto links`: the wikilinks, each with where it stands, where it leads and the words shown.

use crate::cli::{
    columns,
    input::Input,
    outline,
    output::{Look, Output, Piece},
    status::Status,
    study::{self, Kind},
};
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
    /// The note that it leads to; none while notes are looked at one by one.
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

/// The wikilinks of a note, in order, that of the `From:` line too.
pub(crate) fn links(note: &Note) -> Vec<LinkShape> {
    note.links().iter().filter_map(|it| shape(note, it)).collect()
}

fn shape(note: &Note, link: &Link) -> Option<LinkShape> {
    let Target::Note { name, heading, embed } = link.target else {
        return None;
    };
    let heading = heading.of(note.source());
    Some(LinkShape {
        target: without_invisible(name.of(note.source())).into_owned(),
        alias: link.has_alias.then(|| words(note, link)),
        line: note.line(link.span.start),
        section: link.section,
        resolved: None,
        heading: (!heading.is_empty()).then(|| heading.to_string()),
        embed,
    })
}

/// The words of a link on one line.
pub(crate) fn words(note: &Note, link: &Link) -> String {
    note.link_text(link).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn run(input: &Input, json: bool, output: &mut Output) -> anyhow::Result<Status> {
    let mut groups = outline::Groups::of(input);
    study::each(input, |study| {
        let links = links(&study.note);
        if json {
            return links.iter().try_for_each(|link| output.json(&Row { path: study.note.path(), link }));
        }
        if study.kind == Kind::Note && !links.is_empty() {
            groups.begin(study, output)?;
            print(&study.note, &links, output)?;
        }
        Ok(())
    })
}

fn print(note: &Note, links: &[LinkShape], output: &mut Output) -> anyhow::Result<()> {
    let limit = output.width().map_or(usize::MAX, |it| it / 3);
    let targets: Vec<_> = links.iter().map(leads_to).collect();
    let aliases: Vec<_> = links.iter().map(|it| it.alias.as_deref().unwrap_or_default()).collect();
    let target_width = columns::widest(targets.iter().map(String::as_str), limit);
    let alias_width = columns::widest(aliases.iter().copied(), limit);
    for ((link, target), alias) in links.iter().zip(&targets).zip(&aliases) {
        let section = note.sections().get(link.section as usize).map(|it| note.section_title(it));
        output.line(&[
            Piece(Look::Dim, &outline::line_number(link.line)),
            Piece(Look::Plain, &columns::cell(target, target_width + 2, limit)),
            Piece(Look::Bold, &columns::cell(alias, alias_width + 2, limit)),
            Piece(Look::Dim, &section.unwrap_or_default()),
        ])?;
    }
    Ok(())
}

/// The target as the author wrote it, with its heading and its `!`.
fn leads_to(link: &LinkShape) -> String {
    let mark = if link.embed { "!" } else { "" };
    let heading = link.heading.as_ref().map_or_else(String::new, |it| format!("#{it}"));
    format!("{mark}{}{heading}", link.target)
}
