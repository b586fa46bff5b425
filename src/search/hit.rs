//! What a search is asked for and what it gives.

use crate::{library::ConceptKey, search::kind::Kind};
use std::ops::Range;

/// What is wanted of a search besides the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// So many results at most; all are counted.
    pub limit: usize,
    /// The path of the note at hand: what stands in it comes a little earlier.
    pub here: Option<String>,
    /// This kind only, whatever the query says.
    pub kind: Option<Kind>,
    /// Of what is found this kind only; all are counted.
    pub shown: Option<Kind>,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// More is to come.
    #[default]
    Partial,
    /// That is all.
    Complete,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The best, the very best first.
    pub hits: Vec<Hit>,
    /// How many there are of each kind, in the order of [`Kind::ALL`]: all, not only those in `hits`.
    pub counts: [usize; 6],
    /// So few were found that one typo a word, and other endings, were forgiven: how many hold the words as typed.
    pub as_typed: Option<usize>,
    /// From this one on, if there are any, they are notes that hold the words, or most of them, in several places.
    pub apart: Option<usize>,
    /// As typed nothing was found; what its sign or form meant besides was left aside.
    pub is_reread: bool,
    /// Whether this is all.
    pub stage: Stage,
}

impl Results {
    /// How many there are of all kinds together.
    pub fn count(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// A text with the letters in it that matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// What it says.
    pub text: String,
    /// As bytes of the text, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// A place that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// The path of the note; empty for a concept without one.
    pub path: String,
    /// What names the concept, for concepts and notes.
    pub concept: Option<ConceptKey>,
    /// What is shown: title, heading, term, sentence; of an endless sentence the part around the match.
    pub text: String,
    /// The letters that matched, as bytes of `text`, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// The alias, tag or path that matched, where `text` did not.
    pub by: Option<Name>,
    /// Of a note that holds the words in several places, the sentence with most of them.
    pub quote: Option<Name>,
    /// The title of the note that it stands in; empty for a concept without a note.
    pub title: String,
    /// The title of its section; empty before the first heading.
    pub section: String,
    /// Its line in the file, from 1.
    pub line: u32,
    /// Where it stands in the note's source, in bytes.
    pub offset: u32,
    /// The second of the video, for timestamps.
    pub seconds: Option<u32>,
    /// How good it is; comparable within one search only.
    pub score: i64,
}
