//! What is said at a second of the video, or next to it, and all seconds in order.

use crate::{
    library::{Digest, Moment, NoteId},
    search::{
        candidate::{Candidate, Found, Item},
        kind::Kind,
        request::Request,
        sentence::Sentence,
        spread::spread,
    },
};

/// Notes in one piece of work.
const CHUNK: usize = 256;
/// So many seconds away is next to it, in notes other than the one at hand.
const NEXT: u32 = 60;
/// The note at hand comes before all others.
const HERE: i32 = 1 << 30;
/// Farther away is all the same.
const FAR: u32 = 1 << 29;

/// Adds the timestamps that are asked for by their second, or all of them; none when it was cancelled.
pub(crate) fn times(request: &Request, found: &mut Found) -> Option<()> {
    within(request, NEXT, found)?;
    if found.count() == 0 && request.query.seconds().is_some() {
        within(request, u32::MAX, found)?;
    }
    Some(())
}

fn within(request: &Request, next: u32, found: &mut Found) -> Option<()> {
    let notes = request.index.library().notes();
    let work = |(): &mut (), at: usize| {
        let mut found = Found::new(request.limit);
        for (note, digest) in (0..).zip(notes).skip(at * CHUNK).take(CHUNK) {
            in_note(request, note, digest, next, &mut found);
        }
        found
    };
    let done = spread(notes.len().div_ceil(CHUNK), request.cancelled, || (), work)?;
    for more in done {
        found.absorb(more);
    }
    Some(())
}

/// Adds the moments of a note; where a second is asked for, of another note than the one at hand the nearest only.
fn in_note(request: &Request, note: NoteId, digest: &Digest, next: u32, found: &mut Found) {
    let is_here = request.here == Some(note);
    let away = |it: &Moment| request.query.seconds().map_or(0, |wanted| wanted.abs_diff(it.seconds));
    let is_near = |it: &Moment| (is_here || away(it) <= next) && fits(request, digest, it);
    let near = || (0..).zip(&digest.moments).filter(|it| is_near(it.1));
    let mut add = |(at, moment): (u32, &Moment)| {
        let score = if is_here { HERE } else { 0 } - away(moment).min(FAR) as i32;
        let item = Item::Passage(note, moment.sentence, Some(at));
        let (note, at) = (request.index.order(note), moment.offset);
        found.push(Candidate { score, kind: Kind::Timestamp, note, at, item });
    };
    if is_here || request.query.seconds().is_none() {
        near().for_each(add);
    } else if let Some(nearest) = near().min_by_key(|it| away(it.1)) {
        add(nearest);
    }
}

/// True when the sentence of a moment holds the words that are asked for besides.
fn fits(request: &Request, digest: &Digest, moment: &Moment) -> bool {
    if request.words().is_empty() {
        return true;
    }
    let sentence = Sentence::new(digest.at(moment.sentence));
    let fits = request.words().iter().all(|it| it.is_strict() || sentence.fits(it, request.mercy));
    fits && request.agrees(digest.at(moment.sentence))
}
