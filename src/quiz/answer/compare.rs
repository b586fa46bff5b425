//! Two rows of words: the same, misspelt, nearly the same, or wrong, and then for which reason.

use crate::quiz::answer::{
    language::Language,
    slip::{Contrast, Relation, relation},
    words::{Kind, Word, joined},
};

/// What words are held against each other with.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The language of both.
    pub language: &'a Language,
    /// The hub words of the deck.
    pub hubs: &'a [Word],
}

/// How typed words stand to the wanted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same words.
    Same,
    /// The same words with so many letters wrong.
    Slips(usize),
    /// Nearly the same.
    Close(Near),
    /// Something else.
    Wrong(Fault),
}

/// What makes words nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Near {
    /// They stand in another order.
    Order,
    /// These are missing, which say little.
    Less(Vec<String>),
    /// These are too many, which say little.
    More(Vec<String>),
    /// They are as near to this other term of the deck.
    Term(String),
}

/// What makes words wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The wanted numbers, and the typed ones.
    Numbers(String, String),
    /// There are fewer negations.
    NegationMissing,
    /// There are more negations.
    NegationExtra,
    /// A wanted word, the one in its place, and what makes it another.
    Word(String, String, Contrast),
    /// Another term of the deck.
    Term(String),
    /// Only words that say little are right.
    OnlyHubs,
    /// These words are missing, and nothing else is wrong.
    Missing(Vec<String>),
    /// These words are too many, and nothing else is wrong.
    Extra(Vec<String>),
    /// The words are right, and their order matters.
    Order,
    /// Over twice as long.
    Long,
    /// Something else.
    Different,
}

/// With more words, only the same ones are right: pairing costs the product of their numbers.
const MOST_WORDS: usize = 32;

/// Holds typed words against the wanted ones.
pub fn compare(wanted: &[Word], typed: &[Word], setting: &Setting) -> Outcome {
    if is_same(wanted, typed) {
        return Outcome::Same;
    }
    if wanted.is_empty() || [wanted, typed].iter().any(|it| it.len() > MOST_WORDS) {
        let fault = if is_too_long(wanted, typed) { Fault::Long } else { Fault::Different };
        return Outcome::Wrong(fault);
    }
    let typed = rejoined(wanted, typed, setting.language);
    if is_same(wanted, &typed) || is_same_joined(wanted, &typed, setting.language) {
        return Outcome::Same;
    }
    match refusal(wanted, &typed, setting.language) {
        Some(fault) => Outcome::Wrong(fault),
        None => Pairs::of(wanted, &typed, setting).outcome(),
    }
}

fn is_same(wanted: &[Word], typed: &[Word]) -> bool {
    !wanted.is_empty() && wanted.len() == typed.len() && wanted.iter().zip(typed).all(|it| it.0.stem == it.1.stem)
}

/// True when only the blanks differ; never with numbers and negations, where a blank makes another one.
fn is_same_joined(wanted: &[Word], typed: &[Word], language: &Language) -> bool {
    let glued = |words: &[Word]| words.iter().map(|it| it.text.as_str()).collect::<String>();
    let is_plain = |words: &[Word]| words.iter().all(|it| may_be_glued(it, language));
    is_plain(wanted) && is_plain(typed) && glued(wanted) == glued(typed)
}

fn is_too_long(wanted: &[Word], typed: &[Word]) -> bool {
    let [wanted, typed] = [wanted, typed].map(|it| it.iter().map(|it| it.len() + 1).sum::<usize>());
    typed > 2 * wanted
}

/// The typed words, parted and put together as the wanted ones are: `opensource`, `non profit`.
fn rejoined(wanted: &[Word], typed: &[Word], language: &Language) -> Vec<Word> {
    let glue = |pair: &[Word]| match pair {
        [one, other] if [one, other].iter().all(|it| may_be_glued(it, language)) => {
            Some(Word::new([one.text.as_str(), &other.text].concat(), language))
        }
        _ => None,
    };
    let (mut all, mut rest) = (Vec::with_capacity(typed.len()), typed);
    while let Some((first, after)) = rest.split_first() {
        let together = rest.get(..2).and_then(glue).filter(|it| wanted.iter().any(|word| word.stem == it.stem));
        let apart = wanted.windows(2).find(|it| glue(it).is_some_and(|it| it.stem == first.stem));
        match (together, apart) {
            (Some(word), _) => {
                all.push(word);
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            (None, Some(words)) => all.extend(words.iter().cloned()),
            (None, None) => all.push(first.clone()),
        }
        rest = after;
    }
    all
}

/// False for numbers and for negations that are no prefix: `not able` is not `notable`.
fn may_be_glued(word: &Word, language: &Language) -> bool {
    let is_prefix = language.prefixes.iter().flatten().any(|it| *it == word.text);
    word.kind == Kind::Letters && (is_prefix || !language.is_negation(&word.text))
}

/// What makes words wrong before one looks at them singly.
fn refusal(wanted: &[Word], typed: &[Word], language: &Language) -> Option<Fault> {
    let numbers = |words: &[Word]| {
        let numbers = words.iter().filter(|it| it.kind == Kind::Number);
        numbers.map(|it| it.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let negations = |words: &[Word]| words.iter().filter(|it| language.is_negation(&it.text)).count();
    let (numbers, negations) = ([wanted, typed].map(numbers), [wanted, typed].map(negations));
    let [wanted_numbers, typed_numbers] = numbers;
    if wanted_numbers != typed_numbers {
        return Some(Fault::Numbers(wanted_numbers, typed_numbers));
    }
    match negations {
        [wanted, typed] if wanted > typed => Some(Fault::NegationMissing),
        [wanted, typed] if wanted < typed => Some(Fault::NegationExtra),
        _ => is_too_long(wanted, typed).then_some(Fault::Long),
    }
}

/// Which wanted word was met by which typed one.
struct Pairs<'a> {
    wanted: &'a [Word],
    setting: &'a Setting<'a>,
    /// For every wanted word the typed one that meets it.
    met: Vec<Option<usize>>,
    slips: usize,
    missing: Vec<&'a Word>,
    extra: Vec<&'a Word>,
}

impl<'a> Pairs<'a> {
    /// Pairs words in their order if that goes, else in any; the same ones before misspelt ones.
    fn of(wanted: &'a [Word], typed: &'a [Word], setting: &'a Setting<'a>) -> Self {
        let off = |word: &Word| typed.iter().map(|it| letters_off(word, it, setting.language)).collect();
        let off: Vec<Vec<Option<usize>>> = wanted.iter().map(off).collect();
        let mut met: Vec<Option<usize>> = vec![None; wanted.len()];
        let mut is_used = vec![false; typed.len()];
        let mut slips = 0;
        for slip in [Slips::None, Slips::InPlace, Slips::Anywhere] {
            for ((at, row), met) in off.iter().enumerate().zip(&mut met).filter(|it| it.1.is_none()) {
                let mut free = row.iter().zip(&mut is_used).enumerate().filter(|it| !*it.1.1);
                let found = free.find_map(|(of_typed, (off, used))| {
                    off.filter(|it| slip.allows(*it, of_typed == at)).map(|it| (of_typed, it, used))
                });
                let Some((of_typed, off, used)) = found else { continue };
                (*met, *used) = (Some(of_typed), true);
                slips += off;
            }
        }
        let missing = wanted.iter().zip(&met).filter(|it| it.1.is_none()).map(|it| it.0).collect();
        let extra = typed.iter().zip(&is_used).filter(|it| !it.1).map(|it| it.0).collect();
        Self { wanted, setting, met, slips, missing, extra }
    }

    fn outcome(&self) -> Outcome {
        // A small word in the place of another, `by` for `for`, says something else.
        let is_near = (self.missing.is_empty() || self.extra.is_empty())
            && self.missing.iter().all(|it| self.says_little(it))
            && self.extra.iter().all(|it| self.setting.language.is_small(&it.text))
            && self.says_something();
        if !is_near {
            return Outcome::Wrong(self.fault());
        }
        let is_whole = self.missing.is_empty() && self.extra.is_empty();
        match (is_whole, self.is_in_order()) {
            (true, true) => Outcome::Slips(self.slips),
            (_, false) if !self.may_be_reordered() => Outcome::Wrong(Fault::Order),
            (true, false) => Outcome::Close(Near::Order),
            (false, _) if self.missing.is_empty() => Outcome::Close(Near::More(texts(&self.extra))),
            (false, _) => Outcome::Close(Near::Less(texts(&self.missing))),
        }
    }

    /// Why the words are wrong: a word that looks like the wanted one says more than that it is missing.
    fn fault(&self) -> Fault {
        let language = self.setting.language;
        let contrasts = self.missing.iter().flat_map(|wanted| {
            self.extra.iter().map(move |typed| match relation(wanted, typed, language) {
                Relation::Other(it) if it != Contrast::Different => {
                    Some(Fault::Word(wanted.text.clone(), typed.text.clone(), it))
                }
                _ => None,
            })
        });
        if let Some(fault) = contrasts.flatten().next() {
            return fault;
        }
        let has_met = self.met.iter().any(Option::is_some);
        match (self.missing.as_slice(), self.extra.as_slice()) {
            _ if has_met && !self.says_something() => Fault::OnlyHubs,
            (missing, []) => Fault::Missing(texts(missing)),
            ([], extra) => Fault::Extra(texts(extra)),
            ([wanted], [typed]) if has_met => Fault::Word(wanted.text.clone(), typed.text.clone(), Contrast::Different),
            _ => Fault::Different,
        }
    }

    fn is_in_order(&self) -> bool {
        self.met.iter().flatten().is_sorted()
    }

    /// Two to four words without number and negation mean the same in another order, or nearly.
    fn may_be_reordered(&self) -> bool {
        let is_plain = |it: &Word| it.kind != Kind::Number && !self.setting.language.is_negation(&it.text);
        (2..=4).contains(&self.wanted.len()) && self.wanted.iter().all(is_plain)
    }

    /// True when a word was met that says something.
    fn says_something(&self) -> bool {
        self.wanted.iter().zip(&self.met).any(|it| it.1.is_some() && !self.says_little(it.0))
    }

    fn says_little(&self, word: &Word) -> bool {
        let is_hub = self.setting.hubs.iter().any(|it| it.stem == word.stem);
        word.kind != Kind::Number && (is_hub || self.setting.language.is_small(&word.text))
    }
}

/// Which slips a pair may have.
#[derive(Clone, Copy)]
enum Slips {
    None,
    InPlace,
    Anywhere,
}

impl Slips {
    fn allows(self, letters: usize, is_in_place: bool) -> bool {
        match self {
            Self::None => letters == 0,
            Self::InPlace => is_in_place,
            Self::Anywhere => true,
        }
    }
}

fn letters_off(wanted: &Word, typed: &Word, language: &Language) -> Option<usize> {
    match relation(wanted, typed, language) {
        Relation::Same => Some(0),
        Relation::Slip(it) => Some(it),
        Relation::Other(_) => None,
    }
}

fn texts(words: &[&Word]) -> Vec<String> {
    words.iter().map(|it| it.text.clone()).collect()
}

/// How many letters lie between two rows of words, in their order or sorted; none for rows that are long.
pub fn distance(one: &[Word], other: &[Word]) -> Option<usize> {
    const LONGEST: usize = 120;
    let sorted = |words: &[Word]| {
        let mut words = words.to_vec();
        words.sort_by(|it, other| it.stem.cmp(&other.stem));
        joined(&words)
    };
    let is_short = |it: &str| it.chars().count() <= LONGEST;
    let between =
        |one: &str, other: &str| (is_short(one) && is_short(other)).then(|| strsim::damerau_levenshtein(one, other));
    between(&joined(one), &joined(other)).into_iter().chain(between(&sorted(one), &sorted(other))).min()
}
