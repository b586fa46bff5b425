//! The last look at the best: what is shown of them, which letters matched, and their order.

use crate::{
    library::{ConceptId, ConceptKey, Digest, NoteId},
    note::{Span, excerpt, sentences},
    search::{
        candidate::{Candidate, Found, Item},
        fit::{Fitter, finesse, merged},
        fold::Folded,
        hit::{Hit, Name, Results, Stage},
        index::Place,
        kind::Kind,
        request::Request,
        sentence,
        word::Manner,
        written,
    },
};
use std::{cmp::Reverse, ops::Range};

/// What letters in the case in which they were typed are worth.
const SAME_CASE: i32 = 12;

/// The results as they are shown.
pub(crate) fn results(request: &Request, found: &mut Found, stage: Stage) -> Results {
    found.settle();
    let mut hits: Vec<Hit> = found.best.iter().filter_map(|it| hit(request, it)).collect();
    hits.sort_by(|a, b| {
        let key = |it: &Hit| (Reverse(it.score), it.kind, it.path.is_empty());
        let place = |it: &Hit| it.offset;
        key(a)
            .cmp(&key(b))
            .then_with(|| a.path.cmp(&b.path))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.text.cmp(&b.text))
    });
    hits.truncate(request.limit);
    Results { hits, counts: found.counts, stage, ..Results::default() }
}

fn hit(request: &Request, it: &Candidate) -> Option<Hit> {
    match it.item {
        Item::Concept(entry) => Some(concept(request, it, entry)),
        Item::Note(it_is, span) => note(request, it, it_is, span),
        Item::Place(note, entry) => place(request, it, note, entry),
        Item::Passage(note, span, moment) => passage(request, it, note, span, moment),
    }
}

fn concept(request: &Request, it: &Candidate, entry: u32) -> Hit {
    let (index, library) = (request.index, request.index.library());
    let id = ConceptId(index.concepts().item(entry));
    let (text, note) = (library.title(id).into_owned(), library.note_of(id));
    let written = written::concept(index, entry).unwrap_or_default();
    let (marks, fine) = in_name(request, &text);
    let is_title = written == text.replace('_', " ");
    let fine = if is_title { fine } else { in_name(request, &written).1 };
    Hit {
        kind: it.kind,
        path: note.map(|it| it.path.clone()).unwrap_or_default(),
        concept: Some(library.key(id)),
        title: note.map(|it| it.title.clone()).unwrap_or_default(),
        section: String::new(),
        text,
        marks,
        by: (!is_title && !written.is_empty()).then(|| Name { marks: in_name(request, &written).0, text: written }),
        quote: None,
        line: 1,
        offset: 0,
        seconds: None,
        score: i64::from(it.score + fine),
    }
}

/// A note that holds the words here and there.
fn note(request: &Request, it: &Candidate, note: NoteId, span: Option<Span>) -> Option<Hit> {
    let digest = request.index.library().note(note)?;
    let (text, standing) = (digest.title.clone(), standing(digest, span.unwrap_or_default(), it.kind, it.score));
    let at = span.and_then(|it| in_sentence(request, digest.at(it)).first().map(|it| it.start)).unwrap_or(0);
    let quote = span.map(|span| {
        let text = excerpt(&digest.text, span.range(), span.start as usize + at).into_owned();
        Name { marks: in_sentence(request, &text), text }
    });
    let (line, offset) = span.map_or((1, 0), |it| (digest.line_at(it.start + at as u32), standing.offset));
    let concept = Some(ConceptKey::Note(digest.path.clone()));
    Some(Hit { marks: in_sentence(request, &text), text, quote, line, offset, concept, ..standing })
}

fn place(request: &Request, it: &Candidate, note: NoteId, entry: u32) -> Option<Hit> {
    let digest = request.index.library().note(note)?;
    let (span, heading) = match Place::of(request.index.pieces().get(note as usize)?.names.item(entry)) {
        Place::Section(it) => digest.sections.get(it as usize).map(|it| (it.title, Some(it.offset)))?,
        Place::Term(it) => (*digest.terms.get(it as usize)?, None),
    };
    let text = digest.at(span).to_string();
    let (marks, fine) = in_name(request, &text);
    let mut hit = standing(digest, span, it.kind, it.score + fine);
    hit.offset = heading.unwrap_or(hit.offset);
    Some(Hit { text, marks, ..hit })
}

fn passage(request: &Request, it: &Candidate, note: NoteId, span: Span, moment: Option<u32>) -> Option<Hit> {
    let digest = request.index.library().note(note)?;
    let moment = moment.and_then(|it| digest.moments.get(it as usize));
    let span = if moment.is_some() { span } else { best_sentence(request, digest, span) };
    let at = in_sentence(request, digest.at(span)).first().map_or(0, |it| it.start);
    let text = excerpt(&digest.text, span.range(), span.start as usize + at).into_owned();
    let marks = in_sentence(request, &text);
    let mut hit = standing(digest, span, it.kind, it.score + same_case(request, &text));
    hit.line = digest.line_at(span.start + at as u32);
    if let Some(moment) = moment {
        (hit.offset, hit.seconds) = (moment.offset, Some(moment.seconds));
    }
    Some(Hit { text, marks, ..hit })
}

/// What is known of a place by where it stands.
fn standing(digest: &Digest, span: Span, kind: Kind, score: i32) -> Hit {
    let leaf = digest.leaf_at(span.start);
    Hit {
        kind,
        path: digest.path.clone(),
        concept: None,
        text: String::new(),
        marks: Vec::new(),
        by: None,
        quote: None,
        title: digest.title.clone(),
        section: digest.section_title(leaf.map_or(0, |it| it.section)).to_string(),
        line: digest.line_at(span.start),
        offset: leaf.map_or(0, |it| it.offset),
        seconds: None,
        score: i64::from(score),
    }
}

/// The letters of a name that matched, and what their places are worth besides.
fn in_name(request: &Request, name: &str) -> (Vec<Range<usize>>, i32) {
    let folded = Folded::new(&name.replace('_', " "));
    let mut fitter = Fitter::default();
    if fitter.score(&folded.text, request.words(), request.mercy).is_none() {
        return (Vec::new(), 0);
    }
    let marks = merged(fitter.marks().into_iter().map(|it| folded.origin(it)).collect());
    (marks, finesse(&folded.text, request.words()) + same_case(request, name))
}

/// The letters of a sentence that matched.
fn in_sentence(request: &Request, text: &str) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let places = request.wanted().flat_map(|it| sentence::places(&folded.text, it, request.mercy));
    merged(places.map(|it| folded.origin(it)).collect())
}

/// The sentence of a stretch of text that holds all words, or most of them.
fn best_sentence(request: &Request, digest: &Digest, span: Span) -> Span {
    let all = sentences(digest.at(span)).into_iter();
    let all = all.map(|it| Span::new(span.start as usize + it.start, span.start as usize + it.end));
    let held = |it: &Span| {
        let folded = Folded::new(digest.at(*it));
        let held = request.wanted().filter(|it| sentence::place(&folded.text, it, request.mercy).is_some()).count();
        (held, Reverse(it.start))
    };
    all.max_by_key(held).unwrap_or(span)
}

fn same_case(request: &Request, text: &str) -> i32 {
    let is_cased = |it: &str| it.chars().any(char::is_uppercase);
    let mut cased = request.wanted().filter(|it| it.manner == Manner::Letters && is_cased(&it.typed)).peekable();
    if cased.peek().is_some() && cased.all(|it| text.contains(&it.typed)) { SAME_CASE } else { 0 }
}
