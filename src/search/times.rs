//! What is said at a second of the video, or next to it, and all seconds in order.

use crate::{
    library::{Digest, Moment, NoteId},
    search::{
        candidate::{Candidate, Found, Item},
        fold::{Folding, fold},
        kind::Kind,
        request::Request,
        sentence::worth,
        spread::spread,
    },
};
use std::cmp::Reverse;

/// Notes in one piece of work.
const CHUNK: usize = 256;
/// So many seconds away is next to it, in notes other than the one at hand.
const NEXT: u32 = 60;
/// The note at hand comes before all others.
const HERE: i32 = 1 << 30;
/// Farther away is all the same.
const FAR: u32 = 1 << 29;

/// How far from the second that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Next to it.
    Near,
    /// Wherever the nearest is.
    Anywhere,
}

/// Adds the timestamps that are asked for by their second, or all of them; none when it was cancelled.
pub(crate) fn times(request: &Request, reach: Reach, found: &mut Found) -> Option<()> {
    within(request, NEXT, found)?;
    if found.count() == 0 && request.query.seconds().is_some() && reach == Reach::Anywhere {
        within(request, u32::MAX, found)?;
    }
    Some(())
}

fn within(request: &Request, next: u32, found: &mut Found) -> Option<()> {
    let notes = request.index.library().notes();
    let work = |(): &mut (), at: usize| {
        let mut found = request.found();
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
    let judged = |(at, it): (u32, &Moment)| {
        let is_near = is_here || away(it) <= next;
        Some((at, *it, if is_near { fit(request, digest, it)? } else { return None }))
    };
    let near = || (0..).zip(&digest.moments).filter_map(judged);
    let mut add = |(at, moment, worth): (u32, Moment, i32)| {
        let score = if is_here { HERE } else { 0 } - away(&moment).min(FAR) as i32 + worth;
        let item = Item::Passage(note, moment.sentence, Some(at));
        let (note, at) = (request.index.order(note), moment.offset);
        found.push(Candidate { score, kind: Kind::Timestamp, note, at, item });
    };
    if is_here || request.query.seconds().is_none() {
        near().for_each(add);
    } else if let Some(nearest) = near().max_by_key(|it| (it.2 - away(&it.1).min(FAR) as i32, Reverse(it.0))) {
        add(nearest);
    }
}

/// How well the sentence of a moment fits the words that are asked for besides; none when it does not.
fn fit(request: &Request, digest: &Digest, moment: &Moment) -> Option<i32> {
    if request.words().is_empty() {
        return Some(0);
    }
    let sentence = digest.at(moment.sentence);
    let worth = worth(&fold(sentence, Folding::ALL), request.words(), request.mercy)?;
    request.agrees(sentence).then_some(worth)
}
