//! The rules `term`, `name` and `choice`: what a term of a list means, and which term is meant.

use crate::{
    note::first_sentence,
    quiz::{
        card::{Kind, Refusal, Rule},
        explained::{self, Explained},
        filter,
        language::{Class, Classes},
        lead::{self, Lead},
        likeness::Grams,
        maker::{At, Draft, DraftAnswer, Maker},
        mask::{self, Clues},
        masked::Masked,
        phrase,
        rows::{self, Item, List},
        shape::{Shape, is_person, is_plural, shape},
        stranger,
    },
};
use std::{cell::OnceCell, ops::Range};

/// A list with its definitions, each read once.
struct Terms<'a> {
    one: Option<&'a str>,
    name: &'a str,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    item: &'a Item<'a>,
    term: &'a str,
    /// The first sentence of what explains it, without its full stop.
    text: &'a str,
    /// How it begins.
    shape: Shape,
    /// What follows it.
    rest: &'a str,
    words: Clues<'a>,
    /// The words of the term that would give it away.
    clues: Clues<'a>,
    grams: OnceCell<Grams<'a>>,
}

impl Entry<'_> {
    fn grams(&self) -> &Grams<'_> {
        self.grams.get_or_init(|| Grams::of(self.text))
    }
}

/// Proposes the cards of the terms of a list, which `lead` leads to.
pub(crate) fn propose(maker: &mut Maker, list: &List, lead: &Lead) {
    let entries: Vec<Entry> = list.items.iter().filter_map(|it| entry(maker, it)).collect();
    let terms = Terms { one: lead.one.as_deref(), name: lead::name(maker.reading, list), entries };
    for entry in &terms.entries {
        let at = place(entry, list.section);
        let is_doubled = terms.entries.iter().filter(|it| it.term == entry.term).count() > 1;
        let unique = if is_doubled {
            Err((Rule::Ambiguous, format!("several items are called “{}”", entry.term)))
        } else {
            Ok(())
        };
        if let Err(refusal) = unique.and_then(|()| explains(maker, entry)) {
            maker.refuse(Kind::Name, at.offset, entry.text, refusal.clone());
            maker.refuse(Kind::Term, at.offset, entry.text, refusal);
            continue;
        }
        let short = phrase::shortened(entry.text, |it| maker.is_said(it));
        let text = short.map_or(entry.text, |it| it.0);
        let stranger = stranger::of(maker, entry.term, entry.text, text);
        forward(maker, &terms, entry, at, short, stranger);
        backward(maker, &terms, entry, at, text, stranger);
    }
}

fn entry<'a>(maker: &Maker, item: &'a Item<'a>) -> Option<Entry<'a>> {
    let term = item.term.as_deref().filter(|it| rows::audience(it).is_none())?;
    let mut first = first_sentence(&item.text)?;
    let clues = Clues::of(term, |it| maker.is_function(it));
    if let Some(both) = with_second(maker, &item.text, first.clone(), &clues) {
        first = both;
    }
    let text = rows::bare(item.text.get(first.clone())?);
    let rest = item.text.get(first.end..)?.trim();
    let words = mask::words(text).collect();
    Some(Entry { item, term, text, shape: shape(maker, text), rest, words, clues, grams: OnceCell::new() })
}

/// "X: Some say … . X is …": the first sentence with the second, when only that speaks of the term.
fn with_second(maker: &Maker, text: &str, first: Range<usize>, clues: &Clues) -> Option<Range<usize>> {
    let language = maker.reading.language?;
    let after = text.get(first.end..)?;
    let second = first_sentence(after.trim_start())?;
    let both = first.start..first.end + (after.len() - after.trim_start().len()) + second.end;
    let is_short = phrase::count(text.get(both.clone())?) <= filter::ANSWER_WORDS;
    let shows = |range: Range<usize>| text.get(range).is_some_and(|it| clues.shown_in(it).is_some());
    if !is_short || !shows(first.end..both.end) || shows(first.clone()) {
        return None;
    }
    let points = |it: &str| {
        let classes = language.classes(it);
        classes.has(Class::Deictic) || classes.has(Class::Pronoun)
    };
    let is_pointing = after.get(..second.end + 1).unwrap_or(after).split(' ').any(points);
    (!is_pointing && shape(maker, text.get(first)?) == Shape::Sentence).then_some(both)
}

fn place(entry: &Entry, section: u32) -> At {
    let offset = entry.item.offset;
    At { offset, group: offset, section, seconds: entry.item.seconds }
}

/// How a term is asked for: `What is …?`
fn asking(maker: &Maker, terms: &Terms, entry: &Entry) -> String {
    let term = phrase::quoted(entry.term);
    let Some(language) = maker.reading.language else { return format!("What is said about {term}?") };
    let said = || match terms.one {
        Some(one) if is_apposed(one) && phrase::count(one) <= ONE_WORDS && entry.clues.shown_in(one).is_none() => {
            format!("What is said about {term}, {}?", phrase::with_article(one))
        }
        _ => format!("What is said about {term}?"),
    };
    let is_plural = is_plural(language, entry.term);
    match entry.shape {
        Shape::Doing => format!("What is {term} about?"),
        Shape::Order if is_plural => format!("What do {term} do?"),
        Shape::Order if is_advice(maker, terms) => format!("What is advised under {term}?"),
        Shape::Aim => format!("What is the aim of {term}?"),
        Shape::Thing | Shape::Noun if is_person(language, entry.text) => format!("Who is {term}?"),
        // "A hedge against …" says what for, not what.
        Shape::Thing if entry.text.starts_with("A hedge ") => said(),
        Shape::Thing if is_plural => format!("What are {term}?"),
        Shape::Thing => format!("What is {term}?"),
        Shape::Order | Shape::Noun | Shape::Sentence | Shape::Fragment => said(),
    }
}

/// True when a list is called advice and most of its items tell what to do.
fn is_advice(maker: &Maker, terms: &Terms) -> bool {
    if !rows::has_class(maker.reading, terms.name, Class::Advice) {
        return false;
    }
    let orders = terms.entries.iter().filter(|it| it.shape == Shape::Order).count();
    orders * 2 >= terms.entries.len()
}

/// What does the term mean? `short` is what of its explanation is short enough, and what was cut off.
fn forward(
    maker: &mut Maker,
    terms: &Terms,
    entry: &Entry,
    at: At,
    short: Option<(&str, &str)>,
    stranger: Option<&str>,
) {
    let prompt = asking(maker, terms, entry);
    let Some((answer, cut)) = short else {
        let why = format!("an explanation of {} words", phrase::count(entry.text));
        return maker.refuse(Kind::Term, at.offset, &prompt, (Rule::Long, why));
    };
    let first = answer.split(' ').next().unwrap_or_default();
    if matches!(first, "Leading" | "Resulting" | "Allowing" | "Causing" | "Requiring") {
        let why = "it says what follows from its term, not what the term is";
        return maker.refuse(Kind::Term, at.offset, &prompt, (Rule::Fragment, why.into()));
    }
    let is_hub = |it: &str| maker.reading.is_hub(it);
    let language = maker.reading.language;
    if let Some(Err(refusal)) = language.map(|it| explained::check_answer(it, &explained(entry), answer, is_hub)) {
        return maker.refuse(Kind::Term, at.offset, &prompt, refusal);
    }
    if let Some(word) = stranger {
        let why = format!("“{word}” is somebody whom the item does not name");
        return maker.refuse(Kind::Term, at.offset, &prompt, (Rule::Anaphor, why));
    }
    let rest = if cut.is_empty() { entry.rest.to_string() } else { format!("{cut}. {}", entry.rest) };
    maker.keep(Draft {
        kind: Kind::Term,
        at,
        prompt,
        is_masked: false,
        answer: DraftAnswer::Text(phrase::capitalised(answer)),
        accept: Vec::new(),
        source: &entry.item.text,
        rest: rest.trim(),
        why: "the item explains its term",
        term: entry.term,
    });
}

fn explained<'a>(entry: &'a Entry) -> Explained<'a> {
    let is_definition = matches!(entry.shape, Shape::Doing | Shape::Thing | Shape::Noun);
    Explained { text: entry.text, rest: entry.rest, words: &entry.words, clues: &entry.clues, is_definition }
}

const ONE_WORDS: usize = 6;

/// True for what any thing may be called beside its name: `an example of …`.
fn is_apposed(one: &str) -> bool {
    let words: Vec<&str> = one.split(' ').collect();
    let noun = lead::head(&words).and_then(|it| words.get(it)).copied().unwrap_or_default();
    ["example", "feature", "capability", "aspect", "update", "strategy", "principle", "step"].contains(&noun)
}

/// What explains a term says more than the term, and says it by itself.
fn explains(maker: &Maker, entry: &Entry) -> Result<(), Refusal> {
    let says_nothing = |word: &str| {
        let classes = maker.reading.language.map(|it| it.classes(word)).unwrap_or_default();
        [Class::Vague, Class::Category, Class::Loose, Class::Function, Class::Show]
            .into_iter()
            .any(|it| classes.has(it))
    };
    let is_one = !entry.term.contains(' ') && mask::pieces(entry.term).all(|it| says_nothing(it.1));
    if ["Example", "Counter-ex", "Counter-Ex", "Counterex"].iter().any(|it| entry.term.starts_with(it)) || is_one {
        return Err((Rule::Trivial, format!("“{}” names nothing", entry.term)));
    }
    let mut words = entry.text.split(|it: char| !it.is_alphanumeric());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is = |class| maker.reading.language.is_some_and(|it| it.classes(first).has(class));
    let is_verb =
        matches!(second, "involves" | "includes" | "means" | "allows" | "enables" | "refers" | "requires" | "helps");
    let is_empty_link =
        is(Class::Anaphor) && !is_verb && first != "Both" && first != "Each" && first != "Some" && first != "One";
    let points = |word: &str| maker.reading.language.is_some_and(|it| it.classes(word).has(Class::Deictic));
    let inside = entry.text.split(|it: char| !it.is_alphanumeric()).skip(1).take(INSIDE_WORDS).find(|it| points(it));
    if let Some(word) = inside {
        return Err((Rule::Anaphor, format!("“{word}” points back")));
    }
    if matches!(first, "Similarly" | "Also" | "Likewise" | "Conversely" | "However") || is_empty_link {
        return Err((Rule::Anaphor, format!("it begins with “{first} {second}”, which points back")));
    }
    if entry.text.starts_with("Examples include") || entry.text.starts_with("For example") {
        return Err((Rule::Fragment, "it only gives examples".into()));
    }
    if entry.text.starts_with("Does the same") || entry.text.starts_with("The same") {
        return Err((Rule::Anaphor, "“the same” is said of something else".into()));
    }
    let is_show = |it: &&str| maker.reading.language.is_some_and(|known| known.classes(it).has(Class::Show));
    if let Some(show) = entry.text.split(' ').take(SHOW_WORDS).find(is_show) {
        return Err((Rule::Trivial, format!("“{show}” is the talk, not what it is about")));
    }
    if let Some(language) = maker.reading.language {
        explained::check(language, &explained(entry), |it| maker.reading.is_hub(it))?;
        explained::check_term(entry.term)?;
    }
    let clues: Clues = mask::words(entry.term).collect();
    let says_more = |it: &&mask::Word| !maker.is_function(it.text) && !clues.shows(**it);
    let new = entry.words.words().iter().filter(says_more).take(NEW_WORDS).count();
    let is_shared = clues.those_in(&entry.words).next().is_some();
    let least = if is_shared { NEW_WORDS } else { 1 };
    if new < least && (is_shared || entry.text.is_ascii()) {
        return Err((Rule::Circular, format!("it says only {new} words more than its term")));
    }
    Ok(())
}

const NEW_WORDS: usize = 3;
const INSIDE_WORDS: usize = 8;
const SHOW_WORDS: usize = 5;

/// Which term is meant, of which `text` is said?
fn backward(maker: &mut Maker, terms: &Terms, entry: &Entry, at: At, text: &str, stranger: Option<&str>) {
    let is_given = |it: &mask::Word| it.text.len() < 4 && maker.reading.is_hub(it.text);
    let clues: Clues = entry.clues.words().iter().copied().filter(|it| !is_given(it)).collect();
    let words = entry.words.words().iter().copied().take_while(|it| it.at < text.len());
    let (masked, holes) = clues.mask(text, words.clone());
    let left = words.filter(|it| !maker.is_function(it.text) && !clues.shows(*it)).count();
    // What was cut off may have hidden the noun in what is left.
    let shape = if text.len() == entry.text.len() { entry.shape } else { shape(maker, text) };
    let asked = Masked { text, shown: &masked, shape, holes, left }.check(maker.reading.language);
    let asked = asked.and_then(|()| match stranger {
        Some(word) => Err((Rule::Anaphor, format!("“{word}” is somebody whom the item does not name"))),
        None => Ok(()),
    });
    if let Err(refusal) = asked {
        return maker.refuse(Kind::Name, at.offset, &masked, refusal);
    }
    let is_short = holes <= NAME_HOLES && phrase::count(entry.term) <= NAME_WORDS;
    let is_name = is_short && leads_back(maker, entry, &masked);
    let is_open = entry.shape == Shape::Sentence && (terms.one.is_none() || holes > 0);
    if is_open && !is_name {
        let why = "it does not say what its term is, so that the options are guessed";
        return maker.refuse(Kind::Choice, at.offset, &masked, (Rule::Ambiguous, why.into()));
    }
    // What nothing was taken out of is asked for without help.
    let has_choice = !(is_open || is_name && holes == 0);
    let others = if has_choice { others(maker, terms, entry) } else { Vec::new() };
    let is_choice = others.len() >= 2;
    let question = question(maker, terms, &clues);
    let is_masked = clues.shown_in(&question).is_none();
    let prompt = format!("{question} {}", phrase::quoted(&phrase::capitalised(&masked)));
    if is_name {
        maker.keep(Draft {
            kind: Kind::Name,
            at,
            prompt: prompt.clone(),
            is_masked,
            answer: DraftAnswer::Text(entry.term.to_string()),
            accept: Vec::new(),
            source: &entry.item.text,
            rest: "",
            why: "the explanation leads to one term only",
            term: entry.term,
        });
    }
    if is_choice {
        maker.keep(Draft {
            kind: Kind::Choice,
            at,
            prompt,
            is_masked,
            answer: DraftAnswer::Choice { key: entry.term.to_string(), others },
            accept: Vec::new(),
            source: &entry.item.text,
            rest: "",
            why: "the other terms of the list are alike enough to choose from",
            term: entry.term,
        });
    } else if !is_name {
        let why = "it does not lead to one term, and fewer than two others of the list could be taken for it";
        maker.refuse(Kind::Choice, at.offset, &masked, (Rule::Ambiguous, why.into()));
    }
}

/// True when an explanation says what its term is, so that the term and no other words come to mind.
fn leads_back(maker: &Maker, entry: &Entry, masked: &str) -> bool {
    let Some(language) = maker.reading.language else { return true };
    let words: Vec<&str> = entry.term.split(' ').collect();
    let noun = lead::head(&words).and_then(|it| words.get(it)).copied().unwrap_or(entry.term);
    let classes = language.classes(noun);
    let is_label = [Class::Vague, Class::Category, Class::Loose, Class::Function].iter().any(|it| classes.has(*it))
        || entry.term.contains(['&', '/', '-'])
            && classes == Classes::default()
            && words.len() == 1
            && noun.ends_with("term")
        || entry.term.contains('&')
        || words.first().is_some_and(|it| it.ends_with("ed") && words.len() > 2);
    match entry.shape {
        Shape::Thing | Shape::Noun => !is_label,
        Shape::Doing => !is_label && words.len() <= DOING_WORDS,
        Shape::Order => is_plural(language, entry.term),
        Shape::Sentence => masked.starts_with(mask::HOLE) && !is_label,
        Shape::Aim | Shape::Fragment => false,
    }
}

const DOING_WORDS: usize = 3;

/// Which one of what is asked for. The name of what all items are may hold a word of the one that is meant.
fn question(maker: &Maker, terms: &Terms, clues: &Clues) -> String {
    let question = match terms.one {
        Some(one) => format!("Which {one} is this?"),
        None if !terms.name.contains(' ') && lead::is_collection(maker.reading, terms.name) => {
            return "Which term is explained here?".into();
        }
        None if maker.reading.language.is_none() => return "To which term does this belong?".into(),
        None => format!("Which item of {} is this?", phrase::quoted(terms.name)),
    };
    if clues.shown_in(&question).is_some() { "Which term is explained here?".into() } else { question }
}

const NAME_HOLES: usize = 1;
const NAME_WORDS: usize = 4;

/// The terms of the list that could be meant and are not.
fn others(maker: &Maker, terms: &Terms, entry: &Entry) -> Vec<String> {
    let reading = maker.reading;
    let is_other = |other: &&Entry| {
        let mut shown = other.clues.those_in(&entry.words);
        !std::ptr::eq(other.item, entry.item)
            && !shown.any(|it| !reading.is_hub(it))
            && !other.grams().is_alike(entry.grams(), ALIKE)
    };
    terms.entries.iter().filter(is_other).take(MOST_OTHERS).map(|it| it.term.to_string()).collect()
}

const ALIKE: f32 = 0.6;
const MOST_OTHERS: usize = 3;
