//! The search for words in sentences: all of them in one, in any order.
//!
//! Only around a hit the sentence is looked at.

use crate::{
    library::NoteId,
    note::Span,
    search::{
        candidate::{Candidate, Found, Item},
        fit::Mercy,
        fold::{Folding, fold},
        kind::Kind,
        page::Page,
        request::Request,
        sentence::{Sentence, worth},
        shorts::Left,
        spread::spread,
        word::Word,
    },
};
use memchr::memmem::Finder;

/// Notes in one piece of work.
const CHUNK: usize = 128;

/// Adds the sentences that fit to `found`; gives the notes that hold one, or none when it was cancelled.
pub(crate) fn passages(request: &Request, left: Left<NoteId>, found: &mut Found) -> Option<Vec<NoteId>> {
    let count = left.map_or(request.index.pieces().len(), <[NoteId]>::len);
    let begin = || Reader::new(request);
    let work = |reader: &mut Reader, at: usize| {
        let ids = (at * CHUNK..(at * CHUNK + CHUNK).min(count))
            .filter_map(|it| left.map_or(Some(it as NoteId), |left| left.get(it).copied()));
        let mut found = request.found();
        let kept: Vec<NoteId> = ids.filter(|it| reader.read(*it, &mut found)).collect();
        (kept, found)
    };
    let done = spread(count.div_ceil(CHUNK), request.cancelled, begin, work)?;
    let mut kept = Vec::new();
    for (ids, more) in done {
        kept.extend(ids);
        found.absorb(more);
    }
    Some(kept)
}

/// Reads notes one after the other.
struct Reader<'a> {
    request: &'a Request<'a>,
    /// For each wanted word what must be in the line, one of them; the rarest word first.
    needles: Vec<Vec<Finder<'a>>>,
    scratch: String,
}

impl<'a> Reader<'a> {
    fn new(request: &'a Request<'a>) -> Self {
        let mut words: Vec<&Word> = request.wanted().collect();
        words.sort_by_key(|it| std::cmp::Reverse(it.needle().len()));
        let needles: Vec<Vec<Finder>> = words.iter().map(|it| needles(it, request.mercy)).collect();
        Self { request, needles, scratch: String::new() }
    }

    /// Adds the sentences of a note; true when there was a line with all words.
    fn read(&mut self, note: NoteId, found: &mut Found) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let has_line = Page::open(self.request, note, &mut scratch).is_some_and(|page| self.lines(&page, found));
        self.scratch = scratch;
        has_line
    }

    /// Looks at every line that holds all words.
    fn lines(&self, page: &Page, found: &mut Found) -> bool {
        let Some((rarest, others)) = self.needles.split_first() else { return false };
        let bytes = page.text.as_bytes();
        let (mut from, mut lines, mut has_line) = (0, (0, 0), false);
        while let Some(at) = rarest.iter().filter_map(|it| it.find(bytes.get(from..)?)).min() {
            let at = from + at;
            let start = bytes.get(from..at).and_then(|it| memchr::memrchr(b'\n', it)).map_or(from, |it| from + it + 1);
            let end = bytes.get(at..).and_then(|it| memchr::memchr(b'\n', it)).map_or(bytes.len(), |it| at + it);
            let line = bytes.get(start..end).unwrap_or_default();
            if others.iter().all(|word| word.iter().any(|it| it.find(line).is_some())) {
                has_line = true;
                let leaf = page.leaf(start, &mut lines);
                self.line(page, leaf, found);
            }
            from = end + 1;
        }
        has_line
    }

    /// Adds the sentences of a line that hold all words; where none does, the line, if it holds them.
    fn line(&self, page: &Page, leaf: usize, found: &mut Found) {
        let Some(whole) = page.line(leaf).filter(|it| !page.is_heading(leaf, *it)) else { return };
        let before = found.count();
        let mut end = whole.start;
        let moments = &page.digest.moments;
        let first = moments.partition_point(|it| it.sentence.end <= whole.start);
        let mut seen = false;
        for (at, moment) in (first..).zip(moments.iter().skip(first)) {
            let sentence = moment.sentence;
            if sentence.start >= whole.end {
                break;
            }
            // Of several times of one sentence the first counts.
            if sentence.start < end || sentence.is_empty() {
                continue;
            }
            seen |= self.sentence(page, Span { start: end, end: sentence.start }, None, found);
            seen |= self.sentence(page, sentence, Some(at as u32), found);
            end = sentence.end;
        }
        seen |= self.sentence(page, Span { start: end, end: whole.end }, None, found);
        if !seen && found.count() == before && self.needles.len() > 1 && end > whole.start {
            self.add(page, whole, None, SCATTERED, found);
        }
    }

    /// Adds a sentence, or what lies between two with a time, if it fits; true when it does, shown or not.
    fn sentence(&self, page: &Page, span: Span, moment: Option<u32>, found: &mut Found) -> bool {
        !span.is_empty() && self.add(page, span, moment, 0, found)
    }

    fn add(&self, page: &Page, span: Span, moment: Option<u32>, less: i32, found: &mut Found) -> bool {
        let request = self.request;
        let kind = if moment.is_some() { Kind::Timestamp } else { Kind::Text };
        let folded;
        let text = if page.is_moved {
            folded = fold(page.digest.at(span), Folding::ALL);
            &folded
        } else {
            span.of(page.text)
        };
        let Some(score) = worth(text, request.words(), request.mercy) else { return false };
        if request.is_strict() && !request.agrees(page.digest.at(span)) {
            return false;
        }
        if request.kind.is_some_and(|it| it != kind) || request.kind.is_none() && self.is_term(page, span) {
            return true;
        }
        let score = score - less + request.nearness(page.note) + if moment.is_some() { TIMED } else { 0 };
        let (note, item) = (request.index.order(page.note), Item::Passage(page.note, span, moment));
        found.push(Candidate { score, kind, note, at: span.start, item });
        true
    }

    /// True when a term in a sentence fits by itself: then it is found as the term.
    fn is_term(&self, page: &Page, span: Span) -> bool {
        let terms = &page.digest.terms;
        let next = terms.get(terms.partition_point(|it| it.start < span.start)).filter(|it| it.end <= span.end);
        next.is_some_and(|it| {
            let term = Sentence::new(page.digest.at(*it));
            self.request.words().iter().all(|word| term.fits(word, self.request.mercy))
        })
    }
}

/// What a sentence with a time is worth more than one without.
const TIMED: i32 = 5;
/// What words in several sentences are worth less than in one.
const SCATTERED: i32 = 120;

/// What every text that fits a word holds, one of them.
pub(crate) fn needles(word: &Word, mercy: Mercy) -> Vec<Finder<'_>> {
    if mercy == Mercy::Denied || !word.is_forgivable() {
        return vec![Finder::new(word.needle())];
    }
    word.pieces().iter().map(Finder::as_ref).collect()
}
