//! Notes as a script sees them: every item, sentence and word with a number of its own that edits do not change.

use recto::{
    note::Note,
    quiz::{Card, Fingerprint, Kind, Settings, cards_of},
};
use std::collections::HashMap;

/// A word and its number.
#[derive(Clone, Debug)]
pub struct Word {
    pub id: u32,
    pub text: String,
}

/// A sentence of words.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub id: u32,
    pub words: Vec<Word>,
}

/// An item: `**Term:** Sentences.`
#[derive(Clone, Debug)]
pub struct Item {
    pub id: u32,
    pub term: String,
    pub body: Vec<Sentence>,
}

/// What stands under a heading.
#[derive(Clone, Debug)]
pub enum Block {
    Prose(Vec<Sentence>),
    List { id: u32, lead: String, items: Vec<Item> },
}

/// A heading and its blocks; the first of a note has level 0 and no heading.
#[derive(Clone, Debug)]
pub struct Section {
    pub id: u32,
    pub level: usize,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: String,
    pub sections: Vec<Section>,
}

/// Notes, and the last number that was given.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    pub pages: Vec<Page>,
    pub next: u32,
}

/// What a card is, whatever became of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who {
    kind: &'static str,
    is_reverse: bool,
    is_whole: bool,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Item(u32),
    Word(u32),
    Sentence(u32),
    List(u32),
    Section(u32),
}

impl Sentence {
    pub fn text(&self) -> String {
        self.words.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The number of the first word of some words.
    fn word(&self, text: &str) -> Option<u32> {
        let wanted: Vec<String> = text.split_whitespace().map(bare).collect();
        let fits = |at: &usize| {
            let own = self.words.iter().skip(*at).map(|it| bare(&it.text));
            own.zip(&wanted).filter(|(own, wanted)| own.starts_with(wanted.as_str())).count() == wanted.len()
        };
        (0..self.words.len()).find(fits).map(|it| self.words[it].id)
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase()
}

impl Item {
    pub fn text(&self) -> String {
        self.body.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
    }
}

/// Whose a line of a note is.
enum Owner<'a> {
    Nobody,
    Heading(&'a Section),
    Prose(&'a [Sentence]),
    Item(&'a Item, u32),
}

impl Page {
    /// The note as Markdown.
    pub fn text(&self) -> String {
        self.lines().into_iter().map(|it| it.0 + "\n").collect()
    }

    fn lines(&self) -> Vec<(String, Owner<'_>)> {
        let mut lines = Vec::new();
        for section in &self.sections {
            if section.level > 0 {
                lines.push((format!("{} {}", "#".repeat(section.level), section.heading), Owner::Heading(section)));
            }
            for block in &section.blocks {
                match block {
                    Block::Prose(sentences) => {
                        let text = sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ");
                        lines.push((text, Owner::Prose(sentences)));
                    }
                    Block::List { id, lead, items } => {
                        lines.push((lead.clone(), Owner::Nobody));
                        let line = |it: &Item| format!("* **{}:** {}", it.term, it.text());
                        lines.extend(items.iter().map(|it| (line(it), Owner::Item(it, *id))));
                    }
                }
                lines.push((String::new(), Owner::Nobody));
            }
        }
        lines
    }

    /// The cards of the note, and who they are.
    pub fn cards(&self) -> Vec<(Option<Who>, Card)> {
        let cards = cards_of(&Note::parse(&self.path, self.text()).0, &Settings::default()).cards;
        let lines = self.lines();
        let who = |card: &Card| identified(&lines.get(card.line as usize - 1)?.1, card);
        cards.into_iter().map(|card| (who(&card), card)).collect()
    }
}

fn identified(owner: &Owner, card: &Card) -> Option<Who> {
    let place = match owner {
        Owner::Nobody => return None,
        Owner::Heading(section) => Place::Section(section.id),
        Owner::Prose(sentences) => in_sentence(sentences, card)?,
        Owner::Item(_, list) if card.kind == Kind::List || card.kind == Kind::Order => Place::List(*list),
        Owner::Item(item, _) if matches!(card.kind, Kind::Cloze | Kind::Cause | Kind::Definition) => {
            in_sentence(&item.body, card)?
        }
        Owner::Item(item, _) => Place::Item(item.id),
    };
    let term = &card.fingerprint.term;
    Some(Who { kind: card.kind.name(), is_reverse: term.starts_with('←'), is_whole: term.is_empty(), place })
}

fn in_sentence(sentences: &[Sentence], card: &Card) -> Option<Place> {
    let sentence = sentences.iter().find(|it| card.source.contains(&it.text()))?;
    match card.kind {
        Kind::Cause => Some(Place::Sentence(sentence.id)),
        _ => sentence.word(&card.fingerprint.term).map(Place::Word),
    }
}

impl Notebook {
    pub fn id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub fn sentence(&mut self, text: &str) -> Sentence {
        let words = text.split_whitespace().map(|it| Word { id: self.id(), text: it.into() }).collect();
        Sentence { id: self.id(), words }
    }

    pub fn sentences(&mut self, text: &str) -> Vec<Sentence> {
        let mut ends: Vec<usize> = text.match_indices(". ").map(|it| it.0 + 1).collect();
        ends.retain(|it| !text[..*it].ends_with("e.g."));
        ends.push(text.len());
        let mut from = 0;
        let pieces = ends.into_iter().map(|it| text[std::mem::replace(&mut from, it)..it].trim().to_string());
        pieces.collect::<Vec<_>>().iter().map(|it| self.sentence(it)).collect()
    }

    /// Takes in a note of headings, items with terms, and running text.
    pub fn read(&mut self, path: &str, markdown: &str) {
        let first = Section { id: self.id(), level: 0, heading: String::new(), blocks: Vec::new() };
        let mut page = Page { path: path.into(), sections: vec![first] };
        let mut lead = String::new();
        for line in markdown.lines().skip_while(|it| !it.is_empty()) {
            let line = plain(line);
            let level = line.bytes().take_while(|it| *it == b'#').count();
            if level > 0 {
                let heading = line[level..].trim().to_string();
                page.sections.push(Section { id: self.id(), level, heading, blocks: Vec::new() });
            } else if let Some((term, body)) = line.strip_prefix('*').and_then(|it| it.split_once(":**")) {
                let item = Item {
                    id: self.id(),
                    term: term.trim_matches(['*', ' ']).into(),
                    body: self.sentences(body.trim()),
                };
                let blocks = &mut page.sections.last_mut().unwrap().blocks;
                match blocks.last_mut() {
                    Some(Block::List { items, .. }) if lead.is_empty() => items.push(item),
                    _ => blocks.push(Block::List { id: self.id(), lead: std::mem::take(&mut lead), items: vec![item] }),
                }
            } else if line.ends_with(':') {
                lead = line;
            } else if !line.is_empty() && !line.starts_with("From:") {
                let sentences = self.sentences(&line);
                page.sections.last_mut().unwrap().blocks.push(Block::Prose(sentences));
            }
        }
        self.pages.push(page);
    }

    /// All cards with who they are. Nobody are those that cannot be told apart, and those that say the same in the same
    /// place: either of them may take the history of the other.
    pub fn cards(&self) -> Vec<(Option<Who>, Card)> {
        let mut cards: Vec<_> = self.pages.iter().flat_map(Page::cards).collect();
        let (mut known, mut said) = (HashMap::new(), HashMap::new());
        let same = |it: &Card| Fingerprint { index: 0, path: Vec::new(), ..it.fingerprint.clone() };
        for (who, card) in &cards {
            *known.entry(*who).or_insert(0) += 1;
            *said.entry(same(card)).or_insert(0) += 1;
        }
        for (who, card) in &mut cards {
            *who = who.filter(|it| known[&Some(*it)] == 1 && said[&same(card)] == 1);
        }
        cards
    }

    pub fn items(&mut self) -> impl Iterator<Item = &mut Item> {
        self.lists().flatten()
    }

    /// The items of each list.
    pub fn lists(&mut self) -> impl Iterator<Item = &mut Vec<Item>> {
        let blocks = self.pages.iter_mut().flat_map(|it| &mut it.sections).flat_map(|it| &mut it.blocks);
        blocks.filter_map(|it| if let Block::List { items, .. } = it { Some(items) } else { None })
    }

    /// All sentences, of items and of running text.
    pub fn all_sentences(&mut self) -> impl Iterator<Item = &mut Sentence> {
        let blocks = self.pages.iter_mut().flat_map(|it| &mut it.sections).flat_map(|it| &mut it.blocks);
        blocks.flat_map(|it| match it {
            Block::Prose(sentences) => sentences.iter_mut().collect::<Vec<_>>(),
            Block::List { items, .. } => items.iter_mut().flat_map(|it| &mut it.body).collect(),
        })
    }
}

/// A line without links and timestamps.
fn plain(line: &str) -> String {
    let mut line = line.to_string();
    while let Some(from) = line.find("<a") {
        let to = line[from..].find("</a>").map_or(line.len(), |it| from + it + 4);
        line.replace_range(from..to, "");
    }
    while let Some(from) = line.find("[[") {
        let to = line[from..].find("]]").map_or(line.len(), |it| from + it);
        let name = line[from + 2..to].rsplit('|').next().unwrap_or_default().trim().to_string();
        line.replace_range(from..(to + 2).min(line.len()), &name);
    }
    let line = line.replace(" ,", "").replace(" .", ".");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
