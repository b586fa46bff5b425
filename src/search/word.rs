//! One word of a query, and where it stands in a text.

use crate::search::{
    border,
    fold::{Folding, fold},
    near::{nearness, pieces, stem},
};
use memchr::memmem::Finder;

/// How a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Letters in this order; what lies between is judged.
    Letters,
    /// These very letters.
    Exact,
    /// At the start.
    Start,
    /// At the end.
    End,
    /// From start to end.
    Whole,
}

/// Whether a word is to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Nothing fits without it.
    Wanted,
    /// A place with it comes before one without.
    Welcome,
    /// Nothing fits with it.
    Unwanted,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub manner: Manner,
    pub stance: Stance,
    /// Folded, case and accents aside.
    pub text: String,
    /// As it was typed, without its signs.
    pub typed: String,
    /// Without the `s` of a plural.
    pub singular: Option<String>,
    /// How many characters it has.
    pub length: usize,
    /// What must be found in a text that is folded so; of exact words with a letter that counts.
    strict: Option<(Folding, String)>,
    finder: Finder<'static>,
    /// What stands in every word that is near to it: at its beginning the first, inside the second.
    pieces: Vec<Finder<'static>>,
}

/// A longer word is cut: none is so long, and the cost of a match grows with the square.
const LETTER_LIMIT: usize = 64;

/// In a text shorter words must stand at the start of a word: three letters inside others are everywhere.
pub(crate) const LOOSE: usize = 4;

/// In shorter words a typo makes another word.
const FORGIVABLE: usize = 5;

/// How well a word that stands somewhere as it is fits: 100 at the best.
pub(crate) const WHOLE: i32 = 100;

impl Word {
    /// A word of these letters; none when there are none.
    pub fn new(typed: &str, manner: Manner, stance: Stance) -> Option<Self> {
        let mut typed: String = typed.chars().take(LETTER_LIMIT).collect();
        let mut text = fold(&typed, Folding::ALL);
        while text.len() > LETTER_LIMIT {
            typed.pop();
            text = fold(&typed, Folding::ALL);
        }
        let folding = Folding::asked_by(&typed);
        let is_strict = manner != Manner::Letters && folding != Folding::ALL;
        let strict = is_strict.then(|| (folding, fold(&typed, folding)));
        let finder = Finder::new(&text).into_owned();
        let singular = (manner == Manner::Letters).then(|| singular(&text)).flatten();
        let length = text.chars().count();
        let pieces = pieces(stem(&text)).into_iter().filter(|it| !it.is_empty());
        let pieces = pieces.map(|it| Finder::new(it).into_owned()).collect();
        (!text.is_empty()).then_some(Self { manner, stance, text, typed, singular, length, strict, finder, pieces })
    }

    /// True when there is a letter or a digit in it.
    pub fn has_letters(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    /// True when it is to be there.
    pub fn is_wanted(&self) -> bool {
        self.stance == Stance::Wanted
    }

    /// True when it need not be there.
    pub fn is_welcome(&self) -> bool {
        self.stance == Stance::Welcome
    }

    /// True when it is not to be there.
    pub fn is_unwanted(&self) -> bool {
        self.stance == Stance::Unwanted
    }

    /// True when a typo in it can be forgiven: letters, and enough of them.
    pub fn is_forgivable(&self) -> bool {
        self.manner == Manner::Letters
            && self.is_wanted()
            && self.length >= FORGIVABLE
            && self.text.contains(char::is_alphabetic)
    }

    /// True when case or accents count in it, so that a folded text is not enough to tell.
    pub fn is_strict(&self) -> bool {
        self.strict.is_some()
    }

    /// The letters that every text that fits holds in this order.
    pub fn needle(&self) -> &str {
        self.singular.as_deref().unwrap_or(&self.text)
    }

    /// True when it adds to the letters of another and means the same otherwise: what did not fit that one does not
    /// fit this.
    pub fn extends(&self, other: &Self) -> bool {
        let same = self.manner == other.manner && self.stance == other.stance;
        let longer = self.manner != Manner::End && self.manner != Manner::Whole;
        same && (self.text == other.text && self.typed == other.typed
            || longer
                && self.is_wanted()
                && self.needle().starts_with(other.needle())
                && self.text.starts_with(&other.text))
    }

    /// Where it stands in a folded text as a word of its own.
    pub fn as_word(&self, folded: &str) -> Option<usize> {
        self.literally(folded, Within::Name).filter(|it| it.0 == WHOLE).map(|it| it.1)
    }

    /// The places where its letters stand in a folded text, one behind the other.
    pub fn places<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.finder.find_iter(folded.as_bytes())
    }

    /// What a text holds, one of them, in which a word is near to this one.
    pub fn pieces(&self) -> &[Finder<'static>] {
        &self.pieces
    }

    /// The same, each with where it stands in the word.
    pub fn pieces_at(&self) -> impl Iterator<Item = (usize, &Finder<'static>)> {
        let end = stem(&self.text).len();
        (0..).zip(&self.pieces).map(move |(at, it)| (if at == 0 { 0 } else { end - it.needle().len() }, it))
    }

    /// How near a word of a text is to it: 0 for not at all.
    pub fn nearness(&self, other: &str) -> i32 {
        nearness(&self.text, stem(&self.text), other)
    }

    /// True when case and accents are as they were typed, where that counts; `text` is not folded.
    pub fn agrees(&self, text: &str) -> bool {
        let Some((folding, strict)) = &self.strict else { return true };
        let text = fold(text, *folding);
        match self.manner {
            Manner::Letters | Manner::Exact => text.contains(strict),
            Manner::Start => text.starts_with(strict),
            Manner::End => bare_end(&text).ends_with(strict),
            Manner::Whole => bare_end(&text) == strict,
        }
    }

    /// Where it stands best in a folded text as it is, and how well it fits there; none when it does not. In a `Name`
    /// letters may stand inside a word, in a `Passage` only enough of them.
    pub fn literally(&self, folded: &str, within: Within) -> Option<(i32, usize)> {
        match self.manner {
            Manner::Start => folded.starts_with(&self.text).then(|| (self.worth(folded, 0), 0)),
            Manner::End => {
                let at = bare_end(folded).strip_suffix(self.text.as_str())?.len();
                Some((self.worth(folded, at), at))
            }
            Manner::Whole => (bare_end(folded) == self.text).then_some((WHOLE, 0)),
            Manner::Exact => self.best(folded, |it| self.worth(folded, it).max(20)),
            Manner::Letters => self.best(folded, |it| match (self.worth(folded, it), within) {
                (worth, Within::Passage) if self.length < LOOSE && border::is_inside(folded, it) => worth.min(0),
                (worth, _) => worth,
            }),
        }
    }

    /// The best of its first places, if any is worth something.
    fn best(&self, folded: &str, worth: impl Fn(usize) -> i32) -> Option<(i32, usize)> {
        let mut best = None;
        for at in self.places(folded).take(PLACES) {
            let worth = worth(at);
            if worth > best.map_or(0, |it: (i32, usize)| it.0) {
                best = Some((worth, at));
            }
            if worth == WHOLE {
                break;
            }
        }
        best
    }

    /// How well it fits where it stands: as a word of its own, as the beginning of one, its end, inside.
    fn worth(&self, folded: &str, at: usize) -> i32 {
        let end = at + self.text.len();
        let rest = border::rest(folded, end, REST);
        match (border::is_inside(folded, at), rest) {
            (false, 0) => WHOLE,
            (false, 1) if folded.as_bytes().get(end) == Some(&b's') => 97,
            (false, rest) => 90 - rest as i32,
            (true, _) if self.length < 2 => 0,
            (true, 0) => 56,
            (true, _) if self.length < 3 => 0,
            (true, _) => 48,
        }
    }
}

/// So many places are looked at for a better one.
const PLACES: usize = 16;
/// So many letters more make a beginning no worse.
const REST: usize = 10;

/// What a word is searched in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// A title, a heading, a term.
    Name,
    /// A sentence.
    Passage,
}

/// A text without the stop at its end.
fn bare_end(text: &str) -> &str {
    text.trim_end_matches(['.', '!', '?', ':', ' '])
}

/// An English word without the `s` of its plural.
fn singular(word: &str) -> Option<String> {
    let bare = word.strip_suffix('s').filter(|it| it.len() >= 3 && !it.ends_with(['s', 'u', 'i', '\'']))?;
    bare.chars().all(char::is_alphabetic).then(|| bare.to_string())
}
