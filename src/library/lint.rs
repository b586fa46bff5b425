//! What is odd about the links of a library: dangling and ambiguous ones, missing headings, notes nobody links to.

use crate::{
    library::{
        concepts::Library,
        digest::{Digest, Mention, MentionKind},
        names::{Meaning, NoteId},
    },
    note::letters,
};
use foldhash::{HashMap, HashSet};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The kinds of oddity that only all notes together show; their names are part of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lint {
    /// A link whose name means no note.
    LinkDangling,
    /// A link whose name means several notes.
    LinkAmbiguous,
    /// A link from a note to itself, and not to one of its headings.
    LinkSelf,
    /// A link to a heading or a block that its note does not have.
    HeadingMissing,
    /// A note that no other note links to.
    NoteOrphan,
}

impl Lint {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::LinkDangling, Self::LinkAmbiguous, Self::LinkSelf, Self::HeadingMissing, Self::NoteOrphan];

    /// The name in JSON and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinkDangling => "link-dangling",
            Self::LinkAmbiguous => "link-ambiguous",
            Self::LinkSelf => "link-self",
            Self::HeadingMissing => "heading-missing",
            Self::NoteOrphan => "note-orphan",
        }
    }
}

/// One oddity at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The note that it stands in.
    pub note: NoteId,
    /// The line in the file, from 1.
    pub line: u32,
    /// What kind of oddity.
    pub lint: Lint,
    /// A sentence for the author of the note.
    pub message: String,
}

/// Of so many notes with one name are the paths said.
const PATHS: usize = 4;

impl Library {
    /// Everything odd about links, in the order of the notes and of their texts. Of notes that could not be read, and of a
    /// lone note that nothing could link to, nothing is said.
    pub fn findings(&self) -> Vec<Finding> {
        let mut search = Search { library: self, headings: HashMap::default(), found: Vec::new() };
        for (id, note) in (0..).zip(self.notes()).filter(|it| is_read(it.1)) {
            search.note(id, note);
        }
        search.found
    }
}

/// A note that was read has at least the section before its first heading.
fn is_read(note: &Digest) -> bool {
    !note.sections.is_empty()
}

struct Search<'a> {
    library: &'a Library,
    /// The letters of the headings of notes, once they were asked for.
    headings: HashMap<NoteId, HashSet<String>>,
    found: Vec<Finding>,
}

impl Search<'_> {
    fn note(&mut self, id: NoteId, note: &Digest) {
        let library = self.library;
        if library.notes().len() > 1 && library.backlinks(id).next().is_none() {
            self.say(id, 1, Lint::NoteOrphan, "no other note links to this one".into());
        }
        let meanings: Vec<Meaning> = note.targets.iter().map(|it| library.meaning(it, &note.path)).collect();
        for mention in &note.mentions {
            let meaning = mention.target.and_then(|it| meanings.get(it as usize));
            self.name(id, note, mention, meaning);
            let target = meaning.map_or(Some(id), Meaning::note);
            if let Some((target, heading)) = target.zip(note.heading_of(mention)) {
                self.heading(id, mention, target, heading);
            }
        }
    }

    /// What a link's name means; `meaning` is none for a link to a heading of the note itself.
    fn name(&mut self, id: NoteId, note: &Digest, mention: &Mention, meaning: Option<&Meaning>) {
        let name = note.target_of(mention).unwrap_or_default();
        let name = name.strip_prefix("./").unwrap_or(name);
        match meaning {
            Some(Meaning::Nothing) => {
                self.say(id, mention.line, Lint::LinkDangling, format!("no note is called \"{name}\""));
            }
            Some(Meaning::Several(counts, all)) => {
                let message = self.several(name, *counts, all);
                self.say(id, mention.line, Lint::LinkAmbiguous, message);
            }
            Some(Meaning::Note(_)) | None => {}
        }
        if meaning.and_then(Meaning::note) == Some(id) && mention.heading.is_none() {
            self.say(id, mention.line, Lint::LinkSelf, format!("\"{name}\" is the note itself"));
        }
    }

    fn several(&self, name: &str, counts: NoteId, all: &[NoteId]) -> String {
        let path = |it: NoteId| self.library.note(it).map_or("", |it| it.path.as_str());
        let others = all.iter().filter(|it| **it != counts);
        let shown: Vec<&str> = others.take(PATHS).map(|it| path(*it)).collect();
        let more = all.len().saturating_sub(shown.len() + 1);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let (count, shown) = (all.len(), shown.join(", "));
        format!("\"{name}\" means {count} notes: {} counts, not {shown}{more}", path(counts))
    }

    /// Whether the note that a link leads to has the heading or the block that it names.
    fn heading(&mut self, id: NoteId, mention: &Mention, target: NoteId, heading: &str) {
        let library = self.library;
        let Some(note) = library.note(target).filter(|it| is_read(it)) else { return };
        let heading: Cow<str> = match mention.kind {
            MentionKind::Path => percent_decode_str(heading).decode_utf8_lossy(),
            _ => heading.into(),
        };
        let Some(last) = heading.rsplit('#').map(str::trim).find(|it| !it.is_empty()) else { return };
        let (word, is_there) = match last.strip_prefix('^') {
            Some(block) => ("block", note.blocks.iter().any(|it| it.eq_ignore_ascii_case(block))),
            None => ("heading", self.headings.entry(target).or_insert_with(|| headings(note)).contains(&letters(last))),
        };
        if !is_there {
            let whose = if target == id { "this note" } else { &note.path };
            self.say(id, mention.line, Lint::HeadingMissing, format!("{whose} has no {word} \"{heading}\""));
        }
    }

    fn say(&mut self, note: NoteId, line: u32, what: Lint, message: String) {
        self.found.push(Finding { note, line, lint: what, message });
    }
}

fn headings(note: &Digest) -> HashSet<String> {
    note.sections.iter().filter(|it| it.level > 0).map(|it| letters(note.at(it.title))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Note;
    use std::sync::Arc;

    /// What is found in notes given as path and text, as `path:line code message`.
    fn found(notes: &[(&str, &str)]) -> Vec<String> {
        let digest = |it: &(&str, &str)| Arc::new(Digest::new(&Note::parse(it.0, it.1).0));
        let library = Library::new(notes.iter().map(digest).collect());
        let shown = |it: Finding| {
            let path = &library.note(it.note).unwrap().path;
            format!("{path}:{} {} {}", it.line, it.lint.name(), it.message)
        };
        library.findings().into_iter().map(shown).collect()
    }

    #[test]
    fn names_that_mean_nothing_several_or_the_note_itself_are_found() {
        let notes = [
            ("a.md", "[[b]] and [[nowhere | x]]\n\n[[A]] [there](b.md) [gone](gone%20away.md) ![[pic.png]]"),
            ("b.md", "From: [[a]] <br/>\n"),
            ("one/same.md", "[[a]]"),
            ("two/same.md", "[[Same]] [[one/same]]"),
        ];
        let expected = [
            "a.md:1 link-dangling no note is called \"nowhere\"",
            "a.md:3 link-self \"A\" is the note itself",
            "a.md:3 link-dangling no note is called \"gone away.md\"",
            "two/same.md:1 note-orphan no other note links to this one",
            "two/same.md:1 link-ambiguous \"Same\" means 2 notes: two/same.md counts, not one/same.md",
            "two/same.md:1 link-self \"Same\" is the note itself",
        ];
        assert_eq!(found(&notes), expected);
    }

    #[test]
    fn headings_and_blocks_are_looked_for_where_the_link_leads() {
        let text = "# Growth & Loops: 1\n\n[[#Growth Loops 1]] [[#None]] [[b#^id]] [[b#^no]] [[B#^ID]] [[b#Top#In]]\n\n\
                    [[b#]] [x](b.md#sub%20title) [x](b.md#sub-titel) [[a#None]] [[gone#Some]]";
        let notes = [("a.md", text), ("b.md", "# Top\n## In\n## Sub title\n\n- item ^id\n\n[[a]]")];
        let expected = [
            "a.md:3 heading-missing this note has no heading \"None\"",
            "a.md:3 heading-missing b.md has no block \"^no\"",
            "a.md:5 heading-missing b.md has no heading \"sub-titel\"",
            "a.md:5 heading-missing this note has no heading \"None\"",
            "a.md:5 link-dangling no note is called \"gone\"",
        ];
        assert_eq!(found(&notes), expected);
    }
}
