//! Graphs in the language of Graphviz: the notes of a library with their links, and what lies around one concept.

use crate::{
    cli::output::{Look, Output, Piece},
    library::{ConceptId, ConceptKey, Library, Neighbourhood, NoteId},
    note::visible,
};
use std::collections::BTreeMap;

/// Every note, every name without a note (dashed), and what links to what, with how often. Of a note on its own
/// nobody knows which names have a note, and nothing is dashed.
pub(crate) fn library(library: &Library, output: &mut Output) -> anyhow::Result<()> {
    output.uncut();
    begin("digraph", output)?;
    let is_alone = library.notes().len() == 1;
    for it in library.concepts() {
        let key = library.key(it);
        let look = if is_alone { "" } else { dashed(&key) };
        node(&key, &library.title(it), look, output)?;
    }
    for note in 0..library.notes().len() as NoteId {
        let mut counts: BTreeMap<ConceptId, usize> = BTreeMap::new();
        for concept in library.concepts_of(note).iter().flatten().filter(|it| it.0 != note) {
            *counts.entry(*concept).or_default() += 1;
        }
        let from = library.key(ConceptId(note));
        for (concept, count) in counts {
            edge(&from, "->", &library.key(concept), count, output)?;
        }
    }
    line("}", output)
}

/// A concept with what is one and two links away; the concept itself is drawn bold.
pub(crate) fn neighbourhood(around: &Neighbourhood, output: &mut Output) -> anyhow::Result<()> {
    output.uncut();
    begin("graph", output)?;
    for it in &around.nodes {
        let more = if it.steps == 0 { ", penwidth=3" } else { "" };
        node(&it.key, &it.title, &format!("{}{more}", dashed(&it.key)), output)?;
    }
    for tie in &around.ties {
        if let Some((from, to)) = around.nodes.get(tie.from).zip(around.nodes.get(tie.to)) {
            edge(&from.key, "--", &to.key, tie.strength, output)?;
        }
    }
    line("}", output)
}

fn begin(kind: &str, output: &mut Output) -> anyhow::Result<()> {
    line(&format!("{kind} recto {{"), output)?;
    line("  node [shape=box, style=rounded];", output)
}

/// The look of a name without a note, after the label.
fn dashed(key: &ConceptKey) -> &'static str {
    match key {
        ConceptKey::Note(_) => "",
        ConceptKey::Name(_) => ", style=\"rounded,dashed\"",
    }
}

/// A node; `look` stands after its label.
fn node(key: &ConceptKey, title: &str, look: &str, output: &mut Output) -> anyhow::Result<()> {
    // Graphviz reads entities in labels.
    let label = quoted(&title.replace('&', "&amp;"));
    line(&format!("  {} [label={label}{look}];", name(key)), output)
}

fn edge(from: &ConceptKey, arrow: &str, to: &ConceptKey, count: usize, output: &mut Output) -> anyhow::Result<()> {
    let weight = if count > 1 { format!(" [weight={count}, label={count}]") } else { String::new() };
    line(&format!("  {} {arrow} {}{weight};", name(from), name(to)), output)
}

/// What a node is called in the graph: the path of the note, or the name in the brackets of a link.
fn name(key: &ConceptKey) -> String {
    match key {
        ConceptKey::Note(path) => quoted(path),
        ConceptKey::Name(name) => quoted(&format!("[[{name}]]")),
    }
}

/// A harmless text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}

fn line(text: &str, output: &mut Output) -> anyhow::Result<()> {
    Ok(output.line(&[Piece(Look::Plain, text)])?)
}
