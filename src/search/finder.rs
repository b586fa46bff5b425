//! The search itself, tier by tier: names, headings and terms, sentences, and mercy where few were found.

use crate::{
    library::NoteId,
    search::{
        apart::apart,
        candidate::Found,
        fit::Mercy,
        hit::{Asked, Hit, Results, Stage},
        index::Index,
        kind::Kind,
        passages::passages,
        query::Query,
        request::Request,
        shorts,
        show::results,
        times::{Reach, times},
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
/// Where fewer are found, notes are looked for that hold the words apart, and words that are written as one.
const LONELY: usize = 4;
/// Of so many words at most, neighbours are tried as one.
const PAIRED: usize = 3;
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
        self.answer(&request, index, asked, paint).map(paint).is_some()
    }

    /// All that is found of a query, or else of what it may mean instead; none when it was cancelled.
    fn answer(
        &mut self,
        request: &Request,
        index: &Arc<Index>,
        asked: &Asked,
        paint: &mut dyn FnMut(Results),
    ) -> Option<Results> {
        let mut all = self.search(request, index, paint)?;
        for query in request.query.instead().iter().filter(|_| asked.kind.is_none()) {
            if all.count() > 0 {
                break;
            }
            all = Self::new().search(&request.of(query), index, &mut |_| {})?;
            all.is_reread = all.count() > 0;
        }
        Some(all)
    }

    fn search(&mut self, request: &Request, index: &Arc<Index>, paint: &mut dyn FnMut(Results)) -> Option<Results> {
        let (query, mut found) = (request.query, request.found());
        if query.is_empty() && request.kind.is_none() {
            return Some(results(request, &mut found, Stage::Complete));
        }
        let wants_times = query.seconds().is_some() || request.wanted().next().is_none();
        if request.kind == Some(Kind::Timestamp) && wants_times {
            return moments(request, Reach::Anywhere);
        }
        let nothing = Lefts::default();
        let old = self.left_for(index, query).unwrap_or(&nothing);
        let left = tiers(request, old, &mut found, paint)?;
        self.last = Some(Last { index: Arc::clone(index), words: query.words().to_vec(), left });
        finish(request, found)
    }

    /// What the last query left that counts for this one, too.
    fn left_for(&self, index: &Arc<Index>, query: &Query) -> Option<&Lefts> {
        let last = self.last.as_ref().filter(|it| Arc::ptr_eq(&it.index, index))?;
        let words = query.words();
        let extends = last.words.iter().zip(words).all(|(old, new)| old.is_welcome() || new.extends(old));
        (extends && last.words.len() <= words.len()).then_some(&last.left)
    }
}

/// What is said at a time; where that is nothing, with a typo.
fn moments(request: &Request, reach: Reach) -> Option<Results> {
    let mut found = request.found();
    times(request, reach, &mut found)?;
    let all = results(request, &mut found, Stage::Complete);
    if all.count() > 0 || !request.wanted().any(Word::is_forgivable) {
        return Some(all);
    }
    let merciful = Request { mercy: Mercy::Granted, ..*request };
    times(&merciful, reach, &mut found)?;
    let as_typed = (found.count() > 0).then_some(0);
    Some(Results { as_typed, ..results(&merciful, &mut found, Stage::Complete) })
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
        shorts::videos(request, found);
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

/// All there is: typos are forgiven where few were found, and where hardly any place holds all words, notes are added
/// that hold them apart; none when it was cancelled.
fn finish(request: &Request, mut found: Found) -> Option<Results> {
    let mut all = results(request, &mut found, Stage::Complete);
    let mut known = found.notes().to_vec();
    if let Some(query) = request.query.moment().filter(|_| request.kind.is_none()) {
        append(
            &mut all,
            moments(&Request { kind: Some(Kind::Timestamp), ..request.of(query) }, Reach::Near)?,
            request.limit,
        );
    }
    if all.count() >= FEW || is_filtered(request)? {
        return Some(all);
    }
    if request.wanted().any(Word::is_forgivable) {
        let merciful = Request { mercy: Mercy::Granted, ..*request };
        let mut more = request.found();
        tiers(&merciful, &Lefts::default(), &mut more, &mut |_| {})?;
        if more.count() > found.count() {
            all = results(&merciful, &mut more, Stage::Complete);
            all.as_typed = Some(found.count());
            known = more.notes().to_vec();
        }
    }
    if all.count() < LONELY && request.wanted().nth(1).is_some() {
        lonely(request, &known, &mut all)?;
    }
    Some(all)
}

/// Adds what neighbouring words written as one find, and the notes that hold the words apart.
fn lonely(request: &Request, known: &[u32], all: &mut Results) -> Option<()> {
    let pairs = 0..if request.words().len() > PAIRED { 0 } else { request.words().len() };
    let joined = pairs.filter_map(|it| request.query.joined(it));
    for query in joined.collect::<Vec<_>>() {
        let request = Request { kind: request.kind, ..request.of(&query) };
        let mut found = request.found();
        tiers(&request, &Lefts::default(), &mut found, &mut |_| {})?;
        append(all, results(&request, &mut found, Stage::Complete), request.limit);
    }
    if all.count() >= LONELY || request.is_strict() || !request.asks_for(&[Kind::Note, Kind::Text]) {
        return Some(());
    }
    for mercy in [Mercy::Denied, Mercy::Granted] {
        let request = Request { mercy, ..*request };
        let mut found = request.found();
        apart(&request, known, &mut found)?;
        if found.count() > 0 {
            all.apart = Some(all.hits.len());
            append(all, results(&request, &mut found, Stage::Complete), request.limit);
            return Some(());
        }
    }
    Some(())
}

/// Adds more results below those that there are.
fn append(all: &mut Results, more: Results, limit: usize) {
    let above = all.hits.last().zip(more.hits.first()).map_or(0, |(last, first)| (first.score - last.score + 1).max(0));
    let lowered = more.hits.into_iter().map(|it| Hit { score: it.score - above, ..it });
    all.hits.extend(lowered);
    all.hits.truncate(limit);
    for (count, more) in all.counts.iter_mut().zip(more.counts) {
        *count += more;
    }
}

/// True when only one kind is asked for from outside, and of all kinds enough are found: what is shown must not depend
/// on that choice.
fn is_filtered(request: &Request) -> Option<bool> {
    if request.kind == request.query.kind() {
        return Some(false);
    }
    let mut all = Found::new(1, None);
    tiers(&Request { kind: request.query.kind(), ..*request }, &Lefts::default(), &mut all, &mut |_| {})?;
    Some(all.count() >= FEW)
}
