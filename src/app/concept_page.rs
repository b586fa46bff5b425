//! The page of a concept: every mention of it, and the concepts it appears with.

use crate::{app::document::Document, note::Link};

/// What is known of a concept in the note at hand.
pub struct ConceptPage {
    /// The target as it is written.
    pub target: String,
    /// The aliases used, with their counts.
    pub aliases: Vec<(String, usize)>,
    /// Its mentions, in order of the text; links in one sentence make one mention.
    pub mentions: Vec<Mention>,
    /// The concepts it shares sentences or sections with, and how often; indexes into the document's.
    pub related: Vec<(usize, usize)>,
    /// The selected row: mentions first, then related concepts.
    pub selected: usize,
}

/// A sentence that mentions the concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The sentence, clean.
    pub sentence: String,
    /// The words of the links in it.
    pub aliases: Vec<String>,
    /// The section it stands in.
    pub section: u32,
    /// The second of the video, where one is given after it in its block.
    pub seconds: Option<u32>,
    /// Where the first link stands, in bytes.
    pub offset: u32,
    /// How many links it holds.
    pub links: usize,
}

impl ConceptPage {
    /// Gathers the page of one of the document's concepts.
    pub fn new(document: &Document, concept: usize) -> Option<Self> {
        let known = document.concepts.get(concept)?;
        let mut mentions: Vec<Mention> = Vec::new();
        let links = known.links.iter().filter_map(|it| document.note.links().get(*it as usize));
        let links: Vec<Link> = links.copied().collect();
        for row in links.chunk_by(|a, b| a.block == b.block) {
            for (link, sentence) in row.iter().zip(document.note.sentences_with(row)) {
                add_mention(&mut mentions, document, link, sentence);
            }
        }
        Some(Self {
            target: known.target.clone(),
            aliases: document.aliases(known).to_vec(),
            mentions,
            related: related(document, concept),
            selected: 0,
        })
    }

    /// How many rows can be selected.
    pub fn rows(&self) -> usize {
        self.mentions.len() + self.related.len()
    }

    /// How many links lead to the concept.
    pub fn count(&self) -> usize {
        self.mentions.iter().map(|it| it.links).sum()
    }

    /// The related concept that is selected.
    pub fn selected_concept(&self) -> Option<usize> {
        let at = self.selected.checked_sub(self.mentions.len())?;
        self.related.get(at).map(|it| it.0)
    }
}

fn add_mention(mentions: &mut Vec<Mention>, document: &Document, link: &Link, sentence: String) {
    let note = &document.note;
    let alias = note.link_text(link);
    if let Some(last) = mentions.last_mut()
        && last.sentence == sentence
        && last.section == link.section
    {
        last.links += 1;
        if !last.aliases.contains(&alias) {
            last.aliases.push(alias);
        }
        return;
    }
    let stamp = link.block.and_then(|it| document.timestamp_after(it, link.runs.1));
    let seconds = stamp.and_then(|it| note.timestamps().get(it as usize)).map(|it| it.seconds);
    mentions.push(Mention {
        sentence,
        aliases: vec![alias],
        section: link.section,
        seconds,
        offset: link.span.start,
        links: 1,
    });
}

/// Concepts linked in the same sections, the most frequent company first.
fn related(document: &Document, concept: usize) -> Vec<(usize, usize)> {
    let Some(known) = document.concepts.get(concept) else { return Vec::new() };
    let links = document.note.links();
    let mut sections: Vec<u32> =
        known.links.iter().filter_map(|it| links.get(*it as usize)).map(|it| it.section).collect();
    sections.dedup();
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (other, _) in sections.iter().flat_map(|it| document.concepts_in(*it)).filter(|it| it.0 != concept) {
        match counts.iter_mut().find(|it| it.0 == other) {
            Some(it) => it.1 += 1,
            None => counts.push((other, 1)),
        }
    }
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    counts
}
