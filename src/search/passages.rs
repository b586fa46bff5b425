//! The search for words in sentences: all of them in one, in any order.
//!
//! A text is read where it is, folded into memory that is used again for every note: folding and looking for the rarest
//! word costs less than fetching the bytes. Only around a hit the sentence is looked at.

use crate::{
    library::{Digest, NoteId},
    note::Span,
    search::{
        candidate::{Candidate, Found, Item},
        fit::Mercy,
        fold::{Folding, fold, fold_into},
        index::Piece,
        kind::Kind,
        request::Request,
        sentence::{Sentence, place, worth},
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
        let mut found = Found::new(request.limit);
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

/// Adds the notes that hold all words, in their texts or titles, each by the line with most of them; none when it was
/// cancelled.
pub(crate) fn notes(request: &Request, found: &mut Found) -> Option<()> {
    let count = request.index.pieces().len();
    let work = |reader: &mut Reader, at: usize| {
        let mut found = Found::new(request.limit);
        (at * CHUNK..(at * CHUNK + CHUNK).min(count)).for_each(|it| reader.whole(it as NoteId, &mut found));
        found
    };
    for more in spread(count.div_ceil(CHUNK), request.cancelled, || Reader::new(request), work)? {
        found.absorb(more);
    }
    Some(())
}

/// Reads notes one after the other.
struct Reader<'a> {
    request: &'a Request<'a>,
    /// For each wanted word what must be in the line, one of them; the rarest word first.
    needles: Vec<Vec<Finder<'a>>>,
    /// A quote in the query stands for others in the text.
    has_quote: bool,
    scratch: String,
}

impl<'a> Reader<'a> {
    fn new(request: &'a Request<'a>) -> Self {
        let mut words: Vec<&Word> = request.wanted().collect();
        words.sort_by_key(|it| std::cmp::Reverse(it.needle().len()));
        let needles: Vec<Vec<Finder>> = words.iter().map(|it| needles(it, request.mercy)).collect();
        let has_quote = request.words().iter().any(|it| it.text.contains(['\'', '"']));
        Self { request, needles, has_quote, scratch: String::new() }
    }

    /// Adds the sentences of a note; true when there was a line with all words.
    fn read(&mut self, note: NoteId, found: &mut Found) -> bool {
        let index = self.request.index;
        let (Some(digest), Some(piece)) = (index.library().note(note), index.pieces().get(note as usize)) else {
            return false;
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        let (text, is_moved) = self.folded(digest, piece, &mut scratch);
        let has_line = self.lines(&Page { note, digest, text, is_moved }, found);
        self.scratch = scratch;
        has_line
    }

    /// Adds a note in which every word stands somewhere.
    fn whole(&mut self, note: NoteId, found: &mut Found) {
        let index = self.request.index;
        let (Some(digest), Some(piece)) = (index.library().note(note), index.pieces().get(note as usize)) else {
            return;
        };
        let title = Sentence::new(&digest.title);
        let wanted: Vec<&Word> = self.request.wanted().filter(|it| !title.fits(it, self.request.mercy)).collect();
        let mut scratch = std::mem::take(&mut self.scratch);
        let (text, is_moved) = self.folded(digest, piece, &mut scratch);
        let page = Page { note, digest, text, is_moved };
        let is_there =
            |word: &&Word| needles(word, self.request.mercy).iter().any(|it| it.find(text.as_bytes()).is_some());
        if wanted.iter().all(is_there)
            && self
                .request
                .words()
                .iter()
                .filter(|it| !it.is_wanted())
                .all(|it| Sentence::new(text).fits(it, self.request.mercy))
            && let Some((held, span)) = self.fullest(&page)
        {
            let named = (self.needles.len() - wanted.len()) as i32;
            let score = (held as i32 + named) * WORD + self.request.nearness(note);
            let item = Item::Passage(note, span, None);
            found.push(Candidate { score, kind: Kind::Text, note: index.order(note), at: span.start, item });
        }
        self.scratch = scratch;
    }

    /// The line with most of the words, the first of several, and how many it holds.
    fn fullest(&self, page: &Page) -> Option<(usize, Span)> {
        let (mut best, mut seen) = (None, (0, 0));
        let mut start = 0;
        for line in page.text.split('\n') {
            let leaf = page.leaf(start, &mut seen);
            start += line.len() + 1;
            let words = self.request.wanted();
            let held = words.filter(|it| place(line, it, self.request.mercy).is_some()).count();
            if held > best.map_or(0, |it: (usize, usize)| it.0) {
                best = Some((held, leaf));
            }
        }
        best.and_then(|(held, leaf)| Some((held, page.line(leaf)?)))
    }

    /// The text of a note, folded, and whether its bytes are moved by that.
    fn folded<'t>(&self, digest: &Digest, piece: &'t Piece, scratch: &'t mut String) -> (&'t str, bool) {
        if let Some(folded) = &piece.folded {
            return (folded, true);
        }
        scratch.clear();
        if self.has_quote && !digest.text.is_ascii() {
            fold_into(&digest.text, Folding::ALL, scratch);
            return (scratch, true);
        }
        scratch.push_str(&digest.text);
        scratch.make_ascii_lowercase();
        (scratch, false)
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
/// What a word in the line that is shown, or in the title, is worth.
const WORD: i32 = 20;
/// What words in several sentences are worth less than in one.
const SCATTERED: i32 = 120;

/// What every text that fits a word holds, one of them.
fn needles(word: &Word, mercy: Mercy) -> Vec<Finder<'_>> {
    if mercy == Mercy::Denied || !word.is_forgivable() {
        return vec![Finder::new(word.needle())];
    }
    word.pieces().iter().map(Finder::as_ref).collect()
}

/// A note on the table.
struct Page<'a> {
    note: NoteId,
    digest: &'a Digest,
    /// Its text, folded, with its line ends.
    text: &'a str,
    /// The bytes of it are not those of the digest's text.
    is_moved: bool,
}

impl Page<'_> {
    /// The leaf whose line begins at a byte of the folded text; `seen` is a byte and the number of lines before it.
    fn leaf(&self, start: usize, seen: &mut (usize, usize)) -> usize {
        if !self.is_moved {
            return self.digest.leaves.partition_point(|it| it.start <= start as u32).saturating_sub(1);
        }
        let between = self.text.as_bytes().get(seen.0..start).unwrap_or_default();
        *seen = (start, seen.1 + memchr::memchr_iter(b'\n', between).count());
        seen.1
    }

    /// The line of a leaf, as bytes of the digest's text.
    fn line(&self, leaf: usize) -> Option<Span> {
        let start = self.digest.leaves.get(leaf)?.start;
        let next = self.digest.leaves.get(leaf + 1).map_or(self.digest.text.len() as u32, |it| it.start);
        Some(Span { start, end: next.saturating_sub(1).max(start) })
    }

    /// True for the line of a heading, which is found as such.
    fn is_heading(&self, leaf: usize, line: Span) -> bool {
        let section = self.digest.leaves.get(leaf).and_then(|it| self.digest.sections.get(it.section as usize));
        section.is_some_and(|it| it.level > 0 && it.title.start == line.start && !it.title.is_empty())
    }
}
