//! The search for letters in short texts: concepts with all their names, headings and terms.

use crate::{
    library::{ConceptId, NoteId},
    search::{
        candidate::{Candidate, Found, Item},
        fit::{Fitter, Mercy},
        index::Place,
        kind::Kind,
        near::stem,
        request::Request,
        spread::spread,
        word::{Manner, Word},
        written,
    },
};
use frizbee::{CaseMatching, Config, Matcher, SortStrategy};

/// What is left of a tier: all of it, or the names that hold the letters of the last query.
pub(crate) type Left<'a, T> = Option<&'a [T]>;

/// Names in one piece of work.
const CHUNK: usize = 4096;
/// Notes in one piece of work.
const NOTES: usize = 512;
/// A mercy of one letter needs so many others.
const TYPO_LENGTH: usize = 5;

/// The names that hold the letters of a query in their order, of those that are asked for.
struct Sieve {
    matchers: Vec<Matcher>,
}

impl Sieve {
    fn of(request: &Request) -> Self {
        // One letter is in nearly every name: the closer look is as cheap.
        let mut words: Vec<&Word> =
            request.wanted().filter(|it| it.manner == Manner::Letters && it.length > 1).collect();
        words.sort_by_key(|it| std::cmp::Reverse(it.length));
        Self { matchers: words.into_iter().map(|it| matcher(it, request.mercy)).collect() }
    }

    /// Keeps of `ids`, and of their texts, those that hold all letters.
    fn keep<'t>(&mut self, mut texts: Vec<&'t str>, mut ids: Vec<u32>) -> (Vec<&'t str>, Vec<u32>) {
        for matcher in &mut self.matchers {
            let kept = matcher.match_list(&texts);
            let kept = || kept.iter().map(|it| it.index as usize);
            let (new_texts, new_ids) = (
                kept().filter_map(|it| texts.get(it).copied()).collect(),
                kept().filter_map(|it| ids.get(it).copied()).collect(),
            );
            (texts, ids) = (new_texts, new_ids);
        }
        (texts, ids)
    }
}

fn matcher(word: &Word, mercy: Mercy) -> Matcher {
    let bare = stem(word.needle());
    let (needle, typos) = match mercy {
        Mercy::Granted if bare.chars().count() >= TYPO_LENGTH => (bare, 1),
        Mercy::Granted => (bare, 0),
        Mercy::Denied => (word.needle(), 0),
    };
    let config = Config::default().max_typos(Some(typos)).casing(CaseMatching::Ignore).sort(SortStrategy::IndexAsc);
    Matcher::new(needle, &config)
}

/// Adds the notes that were made from the video whose id was typed.
pub(crate) fn videos(request: &Request, found: &mut Found) {
    let Some(id) = request.query.video().filter(|_| request.asks_for(&[Kind::Note])) else { return };
    for (note, digest) in (0..).zip(request.index.library().notes()) {
        if digest.video.as_ref().is_some_and(|it| it.id == id) {
            let (order, item) = (request.index.order(note), Item::Note(note, None));
            let score = VIDEO + request.nearness(note);
            found.push(Candidate { score, kind: Kind::Note, note: order, at: 0, item });
        }
    }
}

/// What the note of the very video is worth.
const VIDEO: i32 = 1000;

/// Adds the concepts that fit to `found`; gives the names that hold the letters, or none when it was cancelled.
pub(crate) fn concepts(request: &Request, left: Left<u32>, found: &mut Found) -> Option<Vec<u32>> {
    let names = request.index.concepts();
    let count = left.map_or(names.len(), <[u32]>::len);
    let entry = |at: usize| left.map_or(at as u32, |it| it.get(at).copied().unwrap_or_default());
    // All names of a concept are in one piece.
    let starts_here = |at: &usize| *at == 0 || *at >= count || names.item(entry(*at)) != names.item(entry(*at - 1));
    let border = |it: usize| (it * CHUNK..count).find(starts_here).unwrap_or(count);
    let work = |(sieve, fitter): &mut (Sieve, Fitter), at: usize| {
        let ids: Vec<u32> = (border(at)..border(at + 1)).map(entry).collect();
        let texts = ids.iter().map(|it| names.get(*it)).collect();
        let (texts, ids) = sieve.keep(texts, ids);
        let mut found = request.found();
        judge_concepts(request, fitter, &texts, &ids, &mut found);
        (ids, found)
    };
    let done = spread(count.div_ceil(CHUNK), request.cancelled, || (Sieve::of(request), Fitter::default()), work)?;
    let mut kept = Vec::new();
    for (ids, more) in done {
        kept.extend(ids);
        found.absorb(more);
    }
    Some(kept)
}

/// Adds the concepts to `found` of which a name fits, each with the name that fits best.
fn judge_concepts(request: &Request, fitter: &mut Fitter, texts: &[&str], ids: &[u32], found: &mut Found) {
    let mut best: Option<(ConceptId, Candidate)> = None;
    for (text, entry) in texts.iter().zip(ids) {
        let Some(score) = fitter.score(text, request.words(), request.mercy) else { continue };
        let concept = ConceptId(request.index.concepts().item(*entry));
        let Some(new) = concept_candidate(request, concept, *entry, score) else { continue };
        match &mut best {
            Some((known, old)) if *known == concept => {
                // Fitting by its title and by other names, too, makes it the surer.
                let (first, second) = (old.score.max(new.score), old.score.min(new.score));
                *old = if new.score > old.score { new } else { *old };
                old.score = first + if second > first - 250 { AGREEMENT } else { 0 };
            }
            _ => {
                found_one(best.replace((concept, new)), found);
            }
        }
    }
    found_one(best, found);
}

fn found_one(best: Option<(ConceptId, Candidate)>, found: &mut Found) {
    if let Some((_, candidate)) = best {
        found.push(candidate);
    }
}

/// What a concept is worth more for every other name of it that fits.
const AGREEMENT: i32 = 6;
/// What a name is worth less, in halves, for every hundredth that it means something else.
const DOUBT: i32 = 6;
/// What the kinds are worth: a note or concept before a heading before a term before a sentence.
const CONCEPT: i32 = 110;
const SECTION: i32 = 75;
const TERM: i32 = 40;

/// A concept by one of its names; none when its kind or its case is not wanted.
fn concept_candidate(request: &Request, concept: ConceptId, entry: u32, score: i32) -> Option<Candidate> {
    let (index, library) = (request.index, request.index.library());
    let has_note = library.note_of(concept).is_some();
    let mentions = library.mentions(concept).len();
    let kind = match (request.kind, has_note) {
        (Some(Kind::Concept), _) | (None, false) => Kind::Concept,
        (Some(Kind::Note) | None, true) => Kind::Note,
        _ => return None,
    };
    if kind == Kind::Concept && has_note && mentions == 0 {
        return None;
    }
    let names = index.concepts();
    let weight = i32::from(names.weight(entry));
    let near = if has_note { request.nearness(concept.0) } else { 0 };
    let score = score + CONCEPT + fame(request, mentions) + near - (100 - weight) * DOUBT / 2;
    let note = if has_note { index.order(concept.0) } else { u32::MAX };
    let at = if has_note { 0 } else { first_letters(names.get(entry)) };
    let candidate = Candidate { score, kind, note, at, item: Item::Concept(entry) };
    (!request.is_strict() || written::concept(index, entry).is_some_and(|it| request.agrees(&it))).then_some(candidate)
}

/// What a concept is worth for being mentioned so often; where nothing else is asked for, that is all that counts.
fn fame(request: &Request, mentions: usize) -> i32 {
    if request.wanted().next().is_none() {
        return mentions.min(1 << 24) as i32;
    }
    ((mentions + 1).ilog2() as i32 * 6).min(40)
}

/// The first four bytes of a name as a number that is sorted as they are.
fn first_letters(name: &str) -> u32 {
    let mut bytes = name.bytes();
    (0..4).fold(0, |all, _| all << 8 | u32::from(bytes.next().unwrap_or_default()))
}

/// Adds the headings and terms that fit to `found`; gives those that hold the letters, or none when it was cancelled.
pub(crate) fn places(request: &Request, left: Left<(NoteId, u32)>, found: &mut Found) -> Option<Vec<(NoteId, u32)>> {
    let pieces = request.index.pieces();
    let count = left.map_or(pieces.len().div_ceil(NOTES), |it| it.len().div_ceil(CHUNK));
    let work = |(sieve, fitter): &mut (Sieve, Fitter), at: usize| {
        let all: Vec<(NoteId, u32)> = match left {
            Some(left) => left.iter().skip(at * CHUNK).take(CHUNK).copied().collect(),
            None => (0..)
                .zip(pieces)
                .skip(at * NOTES)
                .take(NOTES)
                .flat_map(|(note, piece)| (0..piece.names.len() as u32).map(move |it| (note, it)))
                .collect(),
        };
        let text = |(note, entry): &(NoteId, u32)| pieces.get(*note as usize).map_or("", |it| it.names.get(*entry));
        let (texts, ids) = sieve.keep(all.iter().map(text).collect(), (0..all.len() as u32).collect());
        let kept: Vec<(NoteId, u32)> = ids.iter().filter_map(|it| all.get(*it as usize).copied()).collect();
        let mut found = request.found();
        for (text, (note, entry)) in texts.iter().zip(&kept) {
            let score = fitter.score(text, request.words(), request.mercy);
            score.and_then(|it| place_candidate(request, *note, *entry, it)).into_iter().for_each(|it| found.push(it));
        }
        (kept, found)
    };
    let done = spread(count, request.cancelled, || (Sieve::of(request), Fitter::default()), work)?;
    let mut kept = Vec::new();
    for (ids, more) in done {
        kept.extend(ids);
        found.absorb(more);
    }
    Some(kept)
}

/// A heading or a term; none when its kind or its case is not wanted.
fn place_candidate(request: &Request, note: NoteId, entry: u32, score: i32) -> Option<Candidate> {
    let (index, digest) = (request.index, request.index.library().note(note)?);
    let (kind, worth, span) = match Place::of(index.pieces().get(note as usize)?.names.item(entry)) {
        Place::Section(it) => (Kind::Section, SECTION, digest.sections.get(it as usize)?.title),
        Place::Term(it) => (Kind::Term, TERM, *digest.terms.get(it as usize)?),
    };
    let wanted = request.kind.is_none_or(|it| it == kind) && (!request.is_strict() || request.agrees(digest.at(span)));
    let score = score + worth + request.nearness(note);
    wanted.then(|| Candidate { score, kind, note: index.order(note), at: span.start, item: Item::Place(note, entry) })
}
