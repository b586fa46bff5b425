//! The rule `definition`: what running text says that something is.

use crate::{
    note::Span,
    quiz::{
        card::{Kind, Refusal, Rule},
        filter,
        language::{Class, PatternRole},
        maker::{Defined, Draft, DraftAnswer, Maker},
        mask::{self, Clues},
        phrase,
        reading::{MarkKind, Match, Reading, Sentence},
        rows,
        token::{Shape, Token},
    },
};

/// A term has so many words at most, and what explains it so many at least.
const TERM_WORDS: usize = 6;
const LEAST_WORDS: usize = 4;

/// Proposes the cards of what running text defines.
pub(crate) fn propose(maker: &mut Maker) {
    let reading = maker.reading;
    let mut expanded: Vec<&str> = Vec::new();
    for sentence in &reading.sentences {
        let is_defining = |it: &&Match| matches!(it.pattern.role, PatternRole::Defines | PatternRole::Describes);
        let first = reading.matches(sentence.text).iter().find(is_defining);
        if let Some(found) = first {
            by_pattern(maker, sentence, found);
        }
        let text = reading.at(sentence.text).as_bytes();
        for open in memchr::memchr_iter(b'(', text).filter_map(|it| it.checked_sub(1)) {
            if text.get(open) == Some(&b' ') {
                in_brackets(maker, sentence, sentence.text.start + open as u32, &mut expanded);
            }
        }
    }
}

/// `X is defined as Y`.
fn by_pattern(maker: &mut Maker, sentence: &Sentence, found: &Match) {
    let reading = maker.reading;
    let at = maker.at(sentence);
    let text = reading.at(sentence.text);
    let Some(body) = body_of(reading, sentence) else { return };
    let span = match filter::stands(reading, body, filter::within(reading.words(sentence), body)) {
        Ok(span) if span.start < found.text.start => span,
        Err(refusal) if found.pattern.role == PatternRole::Defines => {
            return maker.refuse(Kind::Definition, at.offset, text, refusal);
        }
        _ => return,
    };
    let term = reading.at(Span { start: span.start, end: found.text.start }).trim();
    // `is a show`: the article belongs to the answer.
    let is_article = found.pattern.role == PatternRole::Describes;
    let keeps_article = is_article || found.pattern.words.starts_with("is the ");
    let verb = if keeps_article { found.pattern.words.find(' ').unwrap_or(0) } else { found.text.len() };
    let explained = rows::bare(reading.at(Span { start: found.text.start + verb as u32, end: span.end }).trim());
    if let Err(refusal) = check(maker, sentence, span, found, explained) {
        // Most sentences with `is a` define nothing: no candidates.
        if found.pattern.role == PatternRole::Defines {
            maker.refuse(Kind::Definition, at.offset, text, refusal);
        }
        return;
    }
    let is_named = is_article && !term.contains('"') && !is_common_noun(reading, sentence, span, term);
    let question =
        if is_named { found.pattern.question.replace("What", "Who or what") } else { found.pattern.question.into() };
    let prompt = question.replace("{}", &phrase::lowered(reading, term));
    define(maker, sentence, term, prompt, explained);
}

/// True for what no name is: it has an article, or its capital only because it begins the sentence.
fn is_common_noun(reading: &Reading, sentence: &Sentence, span: Span, term: &str) -> bool {
    let has_article = ["The ", "A ", "An "].iter().any(|it| term.starts_with(it));
    let first = filter::within(reading.words(sentence), span).first();
    let is_name = first.is_some_and(|it| it.shape == Shape::Acronym || reading.is_name(it.span));
    has_article || !term.starts_with(char::is_uppercase) || (!term.contains(' ') && !is_name)
}

/// The sentence; in an item that begins with a term, what follows it.
pub(crate) fn body_of(reading: &Reading, sentence: &Sentence) -> Option<Span> {
    let leaf = reading.leaf_of(sentence)?;
    let is_first = sentence.text.start == leaf.text.start;
    let strong =
        reading.marks_of(leaf).first().filter(|it| it.kind == MarkKind::Strong && it.text.start == leaf.text.start);
    let is_item = leaf.role == crate::quiz::reading::Role::Item;
    let is_label = |it: &crate::quiz::reading::Mark| {
        reading.at(it.text).ends_with(':')
            || reading.at(Span { start: it.text.end, end: leaf.text.end }).starts_with(':')
    };
    let is_term = is_first && (is_item || strong.is_some_and(is_label));
    let Some(strong) = strong.filter(|_| is_term) else { return Some(sentence.text) };
    let rest = reading.at(Span { start: strong.text.end, end: sentence.text.end });
    let led = rest.trim_start_matches([':', ' ', '–', '—', '-']);
    if led.starts_with(char::is_uppercase) || led.starts_with(|it: char| it.is_numeric() || it == '"') {
        Some(Span::new(sentence.text.end as usize - led.len(), sentence.text.end as usize))
    } else if rest.trim_start().starts_with([':', '–', '—']) {
        None
    } else {
        Some(sentence.text)
    }
}

/// The term of an item before what explains it.
pub(crate) fn label(reading: &Reading, sentence: &Sentence, body: Span) -> String {
    if body == sentence.text {
        return String::new();
    }
    let leaf = reading.leaf_of(sentence);
    let strong = leaf.and_then(|it| reading.marks_of(it).first()).filter(|it| it.kind == MarkKind::Strong);
    strong.map_or_else(String::new, |it| format!("{}: ", reading.at(it.text).trim_end_matches([':', ' '])))
}

fn check(maker: &Maker, sentence: &Sentence, span: Span, found: &Match, explained: &str) -> Result<(), Refusal> {
    let reading = maker.reading;
    let before = Span { start: span.start, end: found.text.start };
    let term = reading.at(before).trim();
    let tokens = filter::within(reading.words(sentence), before);
    let words: Vec<&Token> = tokens.iter().filter(|it| it.is_content()).collect();
    if tokens.is_empty() || tokens.len() > TERM_WORDS || words.is_empty() {
        return Err((Rule::Fragment, format!("“{term}” is no term")));
    }
    let first = term.split(' ').next().unwrap_or_default();
    if matches!(first, "While" | "Although" | "Though" | "When" | "If" | "As" | "Since" | "Unlike" | "Because") {
        return Err((Rule::Fragment, format!("“{first}” begins half a sentence")));
    }
    if term.contains([',', ';', ':', '(']) || tokens.iter().any(|it| it.is(Class::Finite)) {
        return Err((Rule::Fragment, format!("“{term}” is more than a term")));
    }
    if found.pattern.role == PatternRole::Describes {
        let is_named = words.iter().all(|it| it.is_name()) && words.iter().any(|it| it.shape == Shape::Capital);
        let small = words.iter().skip(1).any(|it| it.shape == Shape::Capital) || words.len() == 1;
        let is_kind = is_kind(reading, tokens, explained);
        if !(is_marked(reading, sentence, before) || (is_named && small) || is_kind) || reading.is_hub(term) {
            return Err((Rule::Trivial, format!("“{term}” is not set apart as a term")));
        }
        if words.len() == 1 && words.iter().any(|it| it.is(Class::Vague) || it.is(Class::Loose)) {
            return Err((Rule::Trivial, format!("“{term}” is no term")));
        }
    }
    says_enough(maker, term, explained, found.pattern.role)
}

/// `A contract is an agreement that …`: a thing, and what kind of thing it is.
fn is_kind(reading: &Reading, tokens: &[Token], explained: &str) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let is_bare = tokens.len() == 1 && first.shape != Shape::Acronym;
    let is_led = matches!(reading.at(first.span), "A" | "An" | "The") && tokens.len() > 1;
    let says_nothing = |it: &Token| {
        it.is(Class::Vague)
            || it.is(Class::Category)
            || it.is(Class::Loose)
            || it.is(Class::Show)
            || it.is(Class::Function)
    };
    let mut words = explained.split(' ');
    let is_article = words.next().is_some_and(|it| matches!(it, "a" | "an" | "the"));
    let mut near = words.skip(1).take(KIND_WORDS);
    let is_narrowed = near.any(|it| {
        matches!(it, "that" | "which" | "who" | "where" | "of" | "in" | "by" | "whose" | "for" | "between")
            || (it.len() > 5 && (it.ends_with("ed") || it.ends_with("ing")))
    });
    let is_noun = reading.language.is_some_and(|it| phrase::is_noun(it, explained));
    (is_bare || is_led)
        && tokens.len() <= KIND_TERM_WORDS
        && !says_nothing(last)
        && !tokens.iter().skip(1).any(|it| it.is(Class::Loose) || it.is_name())
        && is_article
        && is_narrowed
        && is_noun
}

const KIND_WORDS: usize = 4;
const KIND_TERM_WORDS: usize = 4;

/// True when a quotation, bold words or a link make up the span.
fn is_marked(reading: &Reading, sentence: &Sentence, span: Span) -> bool {
    let Some(leaf) = reading.leaf_of(sentence) else { return false };
    let marks = reading.marks_of(leaf).iter().filter(|it| it.kind != MarkKind::Link);
    let letters = reading.at(span).trim_start_matches("The ").trim().len();
    marks.into_iter().any(|it| it.text.start >= span.start && it.text.end <= span.end && it.text.len() + 4 > letters)
}

fn says_enough(maker: &Maker, term: &str, explained: &str, role: PatternRole) -> Result<(), Refusal> {
    let reading = maker.reading;
    let words = phrase::count(explained);
    if words < LEAST_WORDS {
        return Err((Rule::Long, format!("an explanation of {words} words")));
    }
    let language = reading.language;
    let mut heads = explained.split(|it: char| !(it.is_alphanumeric() || it == '-'));
    let first =
        heads.find(|it| role != PatternRole::Describes || !matches!(*it, "a" | "an" | "the")).unwrap_or_default();
    let is = |word: &str, class| language.is_some_and(|it| it.classes(word).has(class));
    if role == PatternRole::Describes && is(first, Class::Loose) {
        return Err((Rule::Trivial, format!("“{first}” judges, it does not define")));
    }
    if is(first, Class::Deictic) || is(first, Class::Pronoun) {
        return Err((Rule::Anaphor, format!("“{first}” points outside the sentence")));
    }
    let clues = Clues::of(term, |it| maker.is_function(it));
    let content = |it: &mask::Word| !maker.is_function(it.text) && !clues.shows(*it);
    let new = mask::words(explained).filter(content).count();
    if new < LEAST_WORDS - 1 {
        return Err((Rule::Circular, format!("it says only {new} words more than “{term}”")));
    }
    Ok(())
}

/// Keeps the card of a definition, and its term for other rules.
fn define(maker: &mut Maker, sentence: &Sentence, term: &str, prompt: String, explained: &str) {
    let at = maker.at(sentence);
    let source = maker.text(sentence.text);
    let Some((answer, rest)) = phrase::shortened(explained, |it| maker.is_said(it)) else {
        let why = format!("an explanation of {} words", phrase::count(explained));
        return maker.refuse(Kind::Definition, at.offset, source, (Rule::Long, why));
    };
    maker.defined.push(Defined {
        term: term.trim_matches(['"', '“', '”']).to_string(),
        at,
        source: source.to_string(),
    });
    maker.keep(Draft {
        kind: Kind::Definition,
        at,
        prompt,
        is_masked: false,
        answer: DraftAnswer::Text(phrase::capitalised(answer)),
        accept: Vec::new(),
        source,
        rest,
        why: "the sentence defines its subject",
        term,
    });
}

/// `X (Y)`: what an abbreviation stands for, or what a name is.
fn in_brackets<'a>(maker: &mut Maker<'a>, sentence: &Sentence, open: u32, expanded: &mut Vec<&'a str>) {
    let reading = maker.reading;
    let after = reading.at(Span { start: open + 2, end: sentence.text.end });
    let Some(inside) = after.find(')').and_then(|it| after.get(..it)) else { return };
    let before = Span { start: sentence.text.start, end: open };
    let tokens = filter::within(reading.words(sentence), before);
    let is_acronym = (2..=7).contains(&inside.len())
        && !inside.contains(' ')
        && inside.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
    if is_acronym {
        if expanded.contains(&inside) {
            return;
        }
        if let Some(whole) = expansion(reading, tokens, inside) {
            expanded.push(inside);
            let section = reading.leaf_of(sentence).map_or(0, |it| it.section);
            if reading.place(section).is_some_and(|it| it.path.iter().any(|it| it.contains(whole))) {
                let why = format!("the headings say what “{inside}” is");
                return maker.refuse(Kind::Definition, maker.at(sentence).offset, whole, (Rule::Leak, why));
            }
            if reading.language.is_some_and(|it| it.household.contains(&inside)) {
                let why = format!("“{inside}” is known to everybody");
                return maker.refuse(Kind::Definition, maker.at(sentence).offset, whole, (Rule::Trivial, why));
            }
            expand(maker, sentence, inside, whole);
        }
        return;
    }
    let is_thing = ["a ", "an ", "the "].iter().any(|it| inside.starts_with(it));
    if !is_thing || phrase::count(inside) > 14 || phrase::count(inside) < 3 || inside.contains([';', '(']) {
        return;
    }
    let Some(term) = named_before(reading, sentence, tokens, open) else { return };
    let prompt = format!("What is {}?", phrase::lowered(reading, term));
    if let Err(refusal) = says_enough(maker, term, inside, PatternRole::Defines) {
        return maker.refuse(Kind::Definition, maker.at(sentence).offset, reading.at(sentence.text), refusal);
    }
    define(maker, sentence, term, prompt, inside);
}

/// The link, quotation, bold words or name that ends at an offset.
fn named_before<'a>(reading: &'a Reading, sentence: &Sentence, tokens: &[Token], end: u32) -> Option<&'a str> {
    let leaf = reading.leaf_of(sentence)?;
    let mark = reading.marks_of(leaf).iter().find(|it| it.text.end == end || it.text.end + 1 == end);
    if let Some(mark) = mark {
        let text = reading.at(mark.text);
        return (phrase::count(text) <= TERM_WORDS && !reading.is_hub(text)).then_some(text);
    }
    let count = tokens.iter().rev().take_while(|it| it.is_name()).count();
    let name = tokens.get(tokens.len() - count..)?;
    let (first, last) = (name.first()?, name.last()?);
    let is_first = first.span.start == sentence.text.start && count == 1;
    let span = Span { start: first.span.start, end: last.span.end };
    (last.span.end == end && !is_first && count <= 4).then(|| reading.at(span))
}

/// The words before a bracket whose first letters are those of the abbreviation in it.
fn expansion<'a>(reading: &'a Reading, tokens: &[Token], short: &str) -> Option<&'a str> {
    let letters: Vec<char> = short
        .trim_end_matches('s')
        .chars()
        .filter(|it| it.is_alphanumeric())
        .map(|it| it.to_ascii_lowercase())
        .collect();
    let last = tokens.last()?;
    for count in 1..=letters.len() + 2 {
        let from = tokens.len().checked_sub(count)?;
        let first = tokens.get(from)?;
        let whole = reading.at(Span { start: first.span.start, end: last.span.end });
        let initials: Vec<char> =
            mask::pieces(whole).filter_map(|it| it.1.chars().next()).map(|it| it.to_ascii_lowercase()).collect();
        let is_small = |word: &str| matches!(word, "of" | "and" | "the" | "for" | "to" | "in");
        let strong: Vec<char> = mask::pieces(whole)
            .filter(|it| !is_small(it.1))
            .filter_map(|it| it.1.chars().next())
            .map(|it| it.to_ascii_lowercase())
            .collect();
        if (initials == letters || strong == letters) && !is_small(reading.at(first.span)) {
            return Some(whole);
        }
    }
    None
}

fn expand(maker: &mut Maker, sentence: &Sentence, short: &str, whole: &str) {
    let (one, expanded) = match (short.strip_suffix('s'), whole.strip_suffix('s')) {
        (Some(one), Some(expanded)) => (one, expanded),
        _ => (short, whole),
    };
    maker.keep(Draft {
        kind: Kind::Definition,
        at: maker.at(sentence),
        prompt: format!("What does {one} stand for?"),
        is_masked: false,
        answer: DraftAnswer::Text(phrase::capitalised(expanded)),
        accept: Vec::new(),
        source: maker.text(sentence.text),
        rest: "",
        why: "the words before the bracket begin with its letters",
        term: short,
    });
}
