//! The search itself, tier by tier: names, headings and terms, sentences, and mercy where few were found.

use crate::{
    library::NoteId,
    search::{
        candidate::Found,
        fit::Mercy,
        hit::{Asked, Results, Stage},
        index::Index,
        kind::Kind,
        passages::{self, passages},
        query::Query,
        request::Request,
        shorts,
        show::results,
        times::times,
        word::Word,
    },
};
use std::sync::Arc;

/// Searches, and remembers what the last query left, so that one letter more searches only that.
#[derive(Default)]
pub struct Finder {
    last: Option<Last>,
}

/// What a query left.
struct Last {
    index: Arc<Index>,
    words: Vec<Word>,
    left: Lefts,
}

/// What is left of each tier.
#[derive(Default)]
struct Lefts {
    concepts: Option<Vec<u32>>,
    places: Option<Vec<(NoteId, u32)>>,
    notes: Option<Vec<NoteId>>,
}

/// Where fewer are found, typos are forgiven.
const FEW: usize = 10;
/// In a smaller library all is there before a first picture of it could be.
const SMALL: usize = 2000;

impl Finder {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Searches `index`. `paint` hears of the results tier by tier, each time all that there are so far, and the last time
    /// with [`Stage::Complete`]; `cancelled` is asked every few milliseconds. False when it was cancelled: then what was
    /// painted last is not all.
    pub fn find(
        &mut self,
        index: &Arc<Index>,
        query: &Query,
        asked: &Asked,
        cancelled: &(dyn Fn() -> bool + Sync),
        paint: &mut dyn FnMut(Results),
    ) -> bool {
        let request = Request::new(index, query, asked, cancelled);
        let mut found = Found::new(asked.limit);
        if query.is_empty() && asked.kind.is_none() {
            paint(results(&request, &mut found, Stage::Complete));
            return true;
        }
        let wants_times = query.seconds().is_some() || request.wanted().next().is_none();
        if request.kind == Some(Kind::Timestamp) && wants_times {
            return times(&request, &mut found)
                .map(|()| paint(results(&request, &mut found, Stage::Complete)))
                .is_some();
        }
        let nothing = Lefts::default();
        let old = self.left_for(index, query).unwrap_or(&nothing);
        let Some(left) = tiers(&request, old, &mut found, paint) else { return false };
        self.last = Some(Last { index: Arc::clone(index), words: query.words().to_vec(), left });
        finish(&request, found, paint).is_some()
    }

    /// What the last query left that counts for this one, too.
    fn left_for(&self, index: &Arc<Index>, query: &Query) -> Option<&Lefts> {
        let last = self.last.as_ref().filter(|it| Arc::ptr_eq(&it.index, index))?;
        let words = query.words();
        let extends = last.words.iter().zip(words).all(|(old, new)| new.extends(old));
        (extends && last.words.len() <= words.len()).then_some(&last.left)
    }
}

/// Goes through the tiers; gives what is left of each, or none when it was cancelled.
fn tiers(request: &Request, old: &Lefts, found: &mut Found, paint: &mut dyn FnMut(Results)) -> Option<Lefts> {
    let mut left = Lefts::default();
    let mut show = |found: &mut Found, more: bool| {
        if more && request.index.pieces().len() >= SMALL {
            paint(results(request, found, Stage::Partial));
        }
    };
    if request.asks_for(&[Kind::Note, Kind::Concept]) {
        left.concepts = Some(shorts::concepts(request, old.concepts.as_deref(), found)?);
        show(found, request.kind.is_none());
    }
    if request.asks_for(&[Kind::Section, Kind::Term]) {
        left.places = Some(shorts::places(request, old.places.as_deref(), found)?);
        show(found, request.reads_texts() && request.mercy == Mercy::Denied);
    }
    if request.reads_texts() {
        left.notes = Some(passages(request, old.notes.as_deref(), found)?);
    }
    Some(left)
}

/// Forgives typos where few were found, and paints all there is; none when it was cancelled.
fn finish(request: &Request, found: Found, paint: &mut dyn FnMut(Results)) -> Option<()> {
    let forgivable = request.wanted().any(Word::is_forgivable);
    if found.count() >= FEW || !forgivable || is_filtered(request)? {
        return whole_notes(request, found, paint);
    }
    let merciful = Request { mercy: Mercy::Granted, ..*request };
    let mut more = Found::new(request.limit);
    tiers(&merciful, &Lefts::default(), &mut more, &mut |_| {})?;
    let mut all = results(&merciful, &mut more, Stage::Complete);
    all.forgiven = more.count() > found.count();
    if all.forgiven {
        paint(all);
        return Some(());
    }
    whole_notes(request, found, paint)
}

/// True when only one kind is shown, and of all kinds enough are found: what is shown must not depend on that choice.
fn is_filtered(request: &Request) -> Option<bool> {
    if request.kind == request.query.kind() {
        return Some(false);
    }
    let mut all = Found::new(1);
    tiers(&Request { kind: request.query.kind(), ..*request }, &Lefts::default(), &mut all, &mut |_| {})?;
    Some(all.count() >= FEW)
}

/// Paints all there is; where that is nothing, the notes that hold the words somewhere.
fn whole_notes(request: &Request, mut found: Found, paint: &mut dyn FnMut(Results)) -> Option<()> {
    let several = request.wanted().nth(1).is_some();
    if found.count() > 0 || !several || !request.asks_for(&[Kind::Text]) || request.is_strict() {
        paint(results(request, &mut found, Stage::Complete));
        return Some(());
    }
    for mercy in [Mercy::Denied, Mercy::Granted] {
        let request = Request { mercy, ..*request };
        passages::notes(&request, &mut found)?;
        if found.count() > 0 {
            let all = results(&request, &mut found, Stage::Complete);
            paint(Results { apart: true, forgiven: mercy == Mercy::Granted, ..all });
            return Some(());
        }
    }
    paint(results(request, &mut found, Stage::Complete));
    Some(())
}
