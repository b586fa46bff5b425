//! One search: the index, the query and what was asked for, as every tier wants them.

use crate::{
    library::NoteId,
    search::{
        candidate::Found,
        fit::Mercy,
        hit::Asked,
        index::Index,
        kind::Kind,
        query::Query,
        word::{Manner, Word},
    },
};

/// What is searched for, and in what.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub index: &'a Index,
    pub query: &'a Query,
    pub limit: usize,
    /// The note at hand.
    pub here: Option<NoteId>,
    /// The only kind that is wanted.
    pub kind: Option<Kind>,
    /// The only kind that is shown; all are counted.
    pub shown: Option<Kind>,
    pub mercy: Mercy,
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Request<'a> {
    pub fn new(index: &'a Index, query: &'a Query, asked: &Asked, cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        let here = asked.here.as_ref().and_then(|it| index.library().note_at(it));
        let kind = asked.kind.or(query.kind());
        Self { index, query, limit: asked.limit, here, kind, shown: asked.shown, mercy: Mercy::Denied, cancelled }
    }

    /// The same for another query.
    pub fn of(self, query: &'a Query) -> Self {
        Self { kind: query.kind(), query, ..self }
    }

    /// What will hold the best.
    pub fn found(&self) -> Found {
        Found::new(self.limit, self.shown)
    }

    /// True when a quote is asked for: it stands for others in the text.
    pub fn has_quote(&self) -> bool {
        self.words().iter().any(|it| it.text.contains(['\'', '"']))
    }

    /// The words of the query.
    pub fn words(&self) -> &'a [Word] {
        self.query.words()
    }

    /// The words that are to be there.
    pub fn wanted(&self) -> impl Iterator<Item = &'a Word> + use<'a> {
        self.query.words().iter().filter(|it| it.is_wanted())
    }

    /// True when one of these kinds is wanted.
    pub fn asks_for(&self, kinds: &[Kind]) -> bool {
        self.kind.is_none_or(|it| kinds.contains(&it))
    }

    /// True when sentences are to be searched: a single letter is in all of them.
    pub fn reads_texts(&self) -> bool {
        let says = |it: &Word| it.length > 1 || !it.text.is_ascii() || it.manner != Manner::Letters;
        let asked = self.kind.is_some() && self.wanted().next().is_some();
        self.asks_for(&[Kind::Timestamp, Kind::Text]) && (asked || self.wanted().any(says))
    }

    /// True when case or accents count in a word, so that what fits must be looked at as it is written.
    pub fn is_strict(&self) -> bool {
        self.words().iter().any(Word::is_strict)
    }

    /// True when case and accents of a text are those that count.
    pub fn agrees(&self, text: &str) -> bool {
        self.words().iter().all(|it| !it.is_strict() || it.agrees(text) == it.is_wanted())
    }

    /// What a place in a note is worth more because it is the note at hand.
    pub fn nearness(&self, note: NoteId) -> i32 {
        if self.here == Some(note) { HERE } else { 0 }
    }
}

/// What the note at hand is worth.
const HERE: i32 = 30;
