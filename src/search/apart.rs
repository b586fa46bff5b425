//! Notes that hold all words, or most of them, though no place of them does: in the title, here and there in the text.

use crate::{
    library::NoteId,
    note::{Span, sentences},
    search::{
        border::is_inside,
        candidate::{Candidate, Found, Item},
        fit::Mercy,
        fold::{Folding, fold},
        kind::Kind,
        page::Page,
        request::Request,
        sentence::place,
        spread::spread,
        word::{LOOSE, Manner, Word},
    },
};

/// Notes in one piece of work.
const CHUNK: usize = 128;
/// What a word is worth, times its rarity: in the title, in the sentence that is shown, anywhere.
const TITLE: i32 = 6;
const SENTENCE: i32 = 4;
const ANYWHERE: i32 = 1;
/// Of so many words one may be missing.
const SPARE: u32 = 3;

/// Words of a query as the bits of a number, the first word the lowest.
type Words = u32;

/// A note that holds some of the words.
#[derive(Clone, Copy)]
struct Holder {
    note: NoteId,
    in_title: Words,
    in_text: Words,
}

impl Holder {
    fn all(&self) -> Words {
        self.in_title | self.in_text
    }
}

/// Adds notes other than the `known` ones, each by the sentence with most of the rarest words; none when it was
/// cancelled. Where typos are forgiven and no note holds all words, some may be missing.
pub(crate) fn apart(request: &Request, known: &[u32], found: &mut Found) -> Option<()> {
    let count = request.wanted().count() as u32;
    let holders = Holders::of(request)?;
    let full = holders.missing_at_most(0, count);
    if full.is_empty() && request.mercy == Mercy::Granted {
        return holders.add(request, known, &holders.missing_at_most(count / SPARE, count), found);
    }
    holders.add(request, known, &full, found)
}

/// The notes that hold words, and how rare each word is: 1 for one that is in every note.
struct Holders {
    all: Vec<Holder>,
    rarity: Vec<i32>,
}

impl Holders {
    fn of(request: &Request) -> Option<Self> {
        let words: Vec<&Word> = request.wanted().collect();
        let count = request.index.pieces().len();
        let work = |scratch: &mut String, at: usize| -> Vec<Holder> {
            let notes = at * CHUNK..(at * CHUNK + CHUNK).min(count);
            notes.filter_map(|it| holder(request, &words, it as NoteId, scratch)).collect()
        };
        let all: Vec<Holder> =
            spread(count.div_ceil(CHUNK), request.cancelled, String::new, work)?.into_iter().flatten().collect();
        let notes_with = |word: usize| all.iter().filter(|it| it.all() >> word & 1 == 1).count();
        let rarity = |word: usize| ((count + 1) / (notes_with(word) + 1)).max(1).ilog2() as i32 + 1;
        let rarity = (0..words.len()).map(rarity).collect();
        Some(Self { all, rarity })
    }

    /// The notes that lack so many of `count` words at most, and hold two.
    fn missing_at_most(&self, missing: u32, count: u32) -> Vec<Holder> {
        let enough = count.saturating_sub(missing).max(2);
        self.all.iter().filter(|it| it.all().count_ones() >= enough).copied().collect()
    }

    fn worth(&self, words: Words) -> i32 {
        (0..).zip(&self.rarity).filter(|it| words >> it.0 & 1 == 1).map(|it| it.1).sum()
    }

    fn add(&self, request: &Request, known: &[u32], notes: &[Holder], found: &mut Found) -> Option<()> {
        let notes: Vec<&Holder> = notes.iter().filter(|it| !known.contains(&request.index.order(it.note))).collect();
        let work = |scratch: &mut String, at: usize| {
            let mut found = request.found();
            for holder in notes.iter().skip(at * CHUNK).take(CHUNK) {
                self.add_one(request, holder, scratch, &mut found);
            }
            found
        };
        for more in spread(notes.len().div_ceil(CHUNK), request.cancelled, String::new, work)? {
            found.absorb(more);
        }
        Some(())
    }

    /// Adds a note: one whose title says something of what is asked as the note, any other by its sentence.
    fn add_one(&self, request: &Request, holder: &Holder, scratch: &mut String, found: &mut Found) {
        let Some(page) = Page::open(request, holder.note, scratch) else { return };
        let best = self.fullest(request, &page);
        let held = best.map_or(0, |it| it.1);
        let worth = |words: Words| self.worth(words);
        let score = worth(holder.in_title) * TITLE + worth(held) * SENTENCE + worth(holder.all()) * ANYWHERE;
        let span = best.map(|it| it.0);
        let (kind, item) = match span {
            Some(span) if holder.in_title == 0 => (Kind::Text, Item::Passage(holder.note, span, None)),
            _ => (Kind::Note, Item::Note(holder.note, span)),
        };
        if request.asks_for(&[kind]) {
            let (note, at) = (request.index.order(holder.note), span.map_or(0, |it| it.start));
            found.push(Candidate { score: score + request.nearness(holder.note), kind, note, at, item });
        }
    }

    /// The sentence with most of the rarest words, the first of several, and which it holds.
    fn fullest(&self, request: &Request, page: &Page) -> Option<(Span, Words)> {
        let words: Vec<&Word> = request.wanted().collect();
        let (mut best, mut seen, mut start) = (None, (0, 0), 0);
        for line in page.text.split('\n') {
            let leaf = page.leaf(start, &mut seen);
            start += line.len() + 1;
            let worth = self.worth(held(line, &words, request.mercy));
            if worth > best.map_or(0, |it: (i32, usize)| it.0)
                && page.line(leaf).is_some_and(|it| !page.is_heading(leaf, it))
            {
                best = Some((worth, leaf));
            }
        }
        let line = page.line(best?.1)?;
        let all = sentences(page.digest.at(line)).into_iter().map(|it| it.start as u32..it.end as u32);
        let all = all.map(|it| Span { start: line.start + it.start, end: line.start + it.end });
        let judged = all.map(|it| (it, held(&fold(page.digest.at(it), Folding::ALL), &words, request.mercy)));
        judged.max_by_key(|it| (self.worth(it.1), std::cmp::Reverse(it.0.start)))
    }
}

/// A note that holds at least one of the words, and none that must not be there.
fn holder(request: &Request, words: &[&Word], note: NoteId, scratch: &mut String) -> Option<Holder> {
    let page = Page::open(request, note, scratch)?;
    let mut in_text = 0;
    for (at, word) in words.iter().enumerate() {
        in_text |= Words::from(stands(page.text, word, request.mercy)) << at;
    }
    let in_title = held(&fold(&page.digest.title, Folding::ALL), words, request.mercy);
    let mut unwanted = request.words().iter().filter(|it| it.is_unwanted());
    let is_clean = unwanted.all(|it| place(page.text, it, request.mercy).is_none());
    (is_clean && in_text | in_title != 0).then_some(Holder { note, in_title, in_text })
}

/// Which of the words a folded text holds.
fn held(folded: &str, words: &[&Word], mercy: Mercy) -> Words {
    (0..).zip(words).map(|(at, word)| Words::from(place(folded, word, mercy).is_some()) << at).sum()
}

/// True when a word stands somewhere in a folded text of any length.
fn stands(folded: &str, word: &Word, mercy: Mercy) -> bool {
    if word.manner != Manner::Letters {
        return place(folded, word, mercy).is_some();
    }
    let counts = |at: usize| word.length >= LOOSE || !is_inside(folded, at);
    word.places(folded).any(counts) || word.length >= LOOSE && place(folded, word, mercy).is_some()
}
