//! Two rows of words: the same, misspelt, nearly the same, or wrong, and then for which reason.

use crate::quiz::answer::{
    amounts::{rewritten, roman},
    language::{Class, Language, Value},
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
    /// The same, with numbers or dates written in another way.
    Rewritten,
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
    /// The word in place of this one is another form of it.
    Word(String, String, Contrast),
    /// One is the short form of the other.
    Short,
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

/// Holds typed words against the wanted ones, as they are written and with amounts and dates in one spelling.
pub fn compare(wanted: &[Word], typed: &[Word], setting: &Setting) -> Outcome {
    let outcome = compare_written(wanted, typed, setting);
    let is_short = [wanted, typed].iter().all(|it| it.len() <= MOST_WORDS);
    if !is_short || !matches!(outcome, Outcome::Wrong(_)) {
        return outcome;
    }
    let language = setting.language;
    let [one, other] = without_lead(wanted, typed, language).map(|it| rewritten(it, language));
    if is_short_form(&one, &other) || is_short_form(&other, &one) {
        return Outcome::Close(Near::Short);
    }
    if one == wanted && other == typed {
        return outcome;
    }
    match compare_written(&one, &other, setting) {
        Outcome::Same => Outcome::Rewritten,
        Outcome::Wrong(_) => outcome,
        better => better,
    }
}

/// Both without the article of another language, where only one of them has it: `der Hund`.
fn without_lead<'a>(wanted: &'a [Word], typed: &'a [Word], language: &Language) -> [&'a [Word]; 2] {
    let bare = |words: &'a [Word]| {
        let (first, rest) = words.split_first()?;
        let is_noun = rest.first().is_some_and(|it| it.kind == Kind::Letters && !language.is_small(&it.text));
        (is_noun && language.is(Class::Lead, &first.text)).then_some(rest)
    };
    match (bare(wanted), bare(typed)) {
        (Some(wanted), None) => [wanted, typed],
        (None, Some(typed)) => [wanted, typed],
        _ => [wanted, typed],
    }
}

/// True for the initials of words and their number: `WWII` for `World War 2`.
fn is_short_form(long: &[Word], short: &[Word]) -> bool {
    let Some((number, names)) = long.split_last().filter(|it| it.0.kind == Kind::Number && it.1.len() > 1) else {
        return false;
    };
    let initials: String = names.iter().filter_map(|it| it.text.chars().next()).collect();
    let is_letters = names.iter().all(|it| it.kind == Kind::Letters);
    let is_meant = match short {
        [one] => one.text.strip_prefix(&initials).and_then(roman).is_some_and(|it| it.to_string() == number.text),
        [one, other] => one.text == initials && other == number,
        _ => false,
    };
    is_letters && is_meant
}

/// Holds words against each other as they are written.
fn compare_written(wanted: &[Word], typed: &[Word], setting: &Setting) -> Outcome {
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
    typed: &'a [Word],
    setting: &'a Setting<'a>,
    /// For every wanted word the typed one that meets it.
    met: Vec<Option<usize>>,
    slips: usize,
    /// The first pair that is the same word in another form.
    form: Option<Near>,
    missing: Vec<&'a Word>,
    extra: Vec<&'a Word>,
}

impl<'a> Pairs<'a> {
    /// Pairs words in their order if that goes, else in any; the same ones before misspelt ones and other forms.
    fn of(wanted: &'a [Word], typed: &'a [Word], setting: &'a Setting<'a>) -> Self {
        let off = |word: &Word| typed.iter().map(|it| relation(word, it, setting.language)).collect();
        let off: Vec<Vec<Relation>> = wanted.iter().map(off).collect();
        let mut met: Vec<Option<usize>> = vec![None; wanted.len()];
        let mut is_used = vec![false; typed.len()];
        let (mut slips, mut form) = (0, None);
        for slip in [Slips::None, Slips::InPlace, Slips::Anywhere, Slips::Forms] {
            for (at, ((row, met), word)) in
                off.iter().zip(&mut met).zip(wanted).enumerate().filter(|it| it.1.0.1.is_none())
            {
                let mut free = row.iter().zip(&mut is_used).zip(typed).enumerate().filter(|it| !*it.1.0.1);
                let found = free.find(|(of_typed, ((off, _), _))| slip.allows(**off, *of_typed == at));
                let Some((of_typed, ((off, used), typed))) = found else { continue };
                (*met, *used) = (Some(of_typed), true);
                match off {
                    Relation::Slip(letters) => slips += letters,
                    Relation::Near(it) if form.is_none() => {
                        form = Some(Near::Word(word.text.clone(), typed.text.clone(), *it));
                    }
                    _ => {}
                }
            }
        }
        let missing = wanted.iter().zip(&met).filter(|it| it.1.is_none()).map(|it| it.0).collect();
        let extra = typed.iter().zip(&is_used).filter(|it| !it.1).map(|it| it.0).collect();
        Self { wanted, typed, setting, met, slips, form, missing, extra }
    }

    fn outcome(self) -> Outcome {
        let is_whole = self.missing.is_empty() && self.extra.is_empty();
        // A small word in the place of another, `by` for `for`, says something else.
        let is_near = (self.missing.is_empty() || self.extra.is_empty())
            && self
                .missing
                .iter()
                .all(|it| self.says_little(it) || self.is_spare(it, self.wanted) || self.is_measure(it))
            && self.extra.iter().all(|it| self.setting.language.is_small(&it.text) || self.is_spare(it, self.typed))
            && self.says_something();
        if !is_near && !is_whole {
            return Outcome::Wrong(self.fault());
        }
        match (is_whole, self.is_in_order()) {
            (_, false) if !self.may_be_reordered() => Outcome::Wrong(Fault::Order),
            (true, true) => self.form.map_or(Outcome::Slips(self.slips), Outcome::Close),
            (true, false) => Outcome::Close(Near::Order),
            (false, _) if self.missing.is_empty() => Outcome::Close(Near::More(texts(&self.extra))),
            (false, _) => Outcome::Close(Near::Less(texts(&self.missing))),
        }
    }

    /// True for a word that says that a number is not exact; and beside two others for the country in front of them,
    /// and for what everything of the kind is behind them.
    fn is_spare(&self, word: &Word, of: &[Word]) -> bool {
        let language = self.setting.language;
        let is_at = |it: Option<&Word>| it.is_some_and(|it| std::ptr::eq(it, word));
        let met = self.wanted.iter().zip(&self.met).filter(|it| it.1.is_some() && !self.says_little(it.0)).count();
        language.is(Class::Hedge, &word.text)
            || (met >= 2 && language.is(Class::Land, &word.text) && is_at(of.first()))
            || (met >= 2 && language.is(Class::Generic, &word.stem) && is_at(of.last()))
    }

    /// True for the only measure that is missing beside its number, where none was typed.
    fn is_measure(&self, word: &Word) -> bool {
        let language = self.setting.language;
        let is_measure = |it: &&Word| language.is_unit(&it.stem) && language.value(Value::Size, &it.stem).is_none();
        is_measure(&word)
            && self.missing.len() == 1
            && self.wanted.iter().any(|it| it.kind == Kind::Number)
            && !self.typed.iter().any(|it| is_measure(&it))
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
    Forms,
}

impl Slips {
    fn allows(self, relation: Relation, is_in_place: bool) -> bool {
        match (self, relation) {
            (_, Relation::Other(_)) => false,
            (_, Relation::Same) | (Self::Forms, _) | (Self::Anywhere, Relation::Slip(_)) => true,
            (Self::InPlace, Relation::Slip(_)) => is_in_place,
            _ => false,
        }
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
