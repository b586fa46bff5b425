//! The rule `cause`: why something is so, what follows from it, what it is for.

use crate::{
    note::Span,
    quiz::{
        card::{Kind, Refusal, Rule},
        definition, filter,
        language::{Class, Pattern, PatternRole},
        maker::{Draft, DraftAnswer, Maker},
        mask::{self, Clues},
        phrase,
        reading::{MarkKind, Match, Place, Reading, Sentence},
        rows,
        token::Token,
    },
};

/// What stands before the reason has so many words at least, the subject of `leads to` so many at most.
const FACT_WORDS: usize = 5;
const SUBJECT_WORDS: usize = 10;
const REASON_WORDS: usize = 3;

/// Proposes the cards of reasons, purposes and consequences.
pub(crate) fn propose(maker: &mut Maker) {
    let reading = maker.reading;
    for (at, sentence) in reading.sentences.iter().enumerate() {
        let found = reading.matches(sentence.text).iter().find(|it| it.pattern.role == PatternRole::Causes);
        if let Some(found) = found {
            by_pattern(maker, sentence, found);
        } else if memchr::memchr(b':', reading.at(sentence.text).as_bytes()).is_some() {
            let before =
                at.checked_sub(1).and_then(|it| reading.sentences.get(it)).filter(|it| it.leaf == sentence.leaf);
            matters(maker, sentence, before);
        }
    }
}

/// Proposes what something offers, needs or makes possible: for notes with few cards.
pub(crate) fn propose_relations(maker: &mut Maker) {
    let reading = maker.reading;
    for sentence in &reading.sentences {
        let found = reading.matches(sentence.text).iter().find(|it| it.pattern.role == PatternRole::Relates);
        if let Some(found) = found.filter(|_| !reading.at(sentence.text).ends_with(':')) {
            by_pattern(maker, sentence, found);
        }
    }
}

fn by_pattern(maker: &mut Maker, sentence: &Sentence, found: &Match) {
    let reading = maker.reading;
    let (offset, text) = (maker.at(sentence).offset, reading.at(sentence.text));
    let Some(body) = definition::body_of(reading, sentence) else { return };
    let tokens = filter::within(reading.words(sentence), body);
    let span = match filter::stands(reading, body, tokens) {
        Ok(span) if span.start < found.text.start => span,
        Ok(_) => return,
        Err(refusal) => return maker.refuse(Kind::Cause, offset, text, refusal),
    };
    let before = Span { start: span.start, end: found.text.start };
    let fact = without_adverb(reading.at(before).trim().trim_end_matches([',', ';']));
    let reason = rows::bare(reading.at(Span { start: found.text.end, end: span.end }).trim());
    let (is_sentence, question) = match found.pattern.question.strip_prefix('~') {
        Some(question) => (true, question),
        None => (false, found.pattern.question),
    };
    let checked = if is_sentence { whole(reading, sentence, before) } else { subject(reading, sentence, before) };
    if let Err(refusal) = checked.and_then(|()| enough(fact, reason)) {
        return maker.refuse(Kind::Cause, offset, text, refusal);
    }
    let shown = if is_sentence { format!("{}.", phrase::capitalised(fact)) } else { phrase::lowered(reading, fact) };
    if let Err(refusal) = narrow(reading, fact, found.pattern) {
        return maker.refuse(Kind::Cause, offset, text, refusal);
    }
    let own = filter::within(tokens, before);
    if let Some(who) = own.iter().take(2).find(|it| it.is_name() && reading.is_speaker(it.span)) {
        let why = format!("“{}” is who speaks, not what is spoken of", reading.at(who.span));
        return maker.refuse(Kind::Cause, offset, text, (Rule::Trivial, why));
    }
    let question = if is_sentence && is_past(reading, own) {
        question.replace(" does this ", " did this ")
    } else {
        question.to_string()
    };
    // "Utopia: …" is no fact but one that the label speaks of.
    let label = definition::label(reading, sentence, body);
    let shown = if is_sentence { format!("{label}{shown}") } else { shown };
    let term = found.pattern.words;
    ask(maker, sentence, question.replace("{}", &shown), reason, term);
}

/// What does AI offer? Many things.
fn narrow(reading: &Reading, subject: &str, pattern: &Pattern) -> Result<(), Refusal> {
    let is = |word: &str, class| reading.language.is_some_and(|it| it.classes(word).has(class));
    let is_broad = pattern.role == PatternRole::Relates || pattern.words.split(' ').any(|it| is(it, Class::Broad));
    let last = subject.split(' ').next_back().unwrap_or_default();
    if is_broad && (reading.is_hub(last) || !subject.contains(' ')) {
        return Err((Rule::Ambiguous, format!("“{}” says one of many things about “{subject}”", pattern.words)));
    }
    let is_any = ["A key ", "A major ", "One ", "Another ", "A significant ", "An important "]
        .iter()
        .any(|it| subject.starts_with(it));
    if is_any {
        return Err((Rule::Ambiguous, format!("“{subject}” is one of several")));
    }
    Ok(())
}

/// True when the verbs of a statement tell what was.
fn is_past(reading: &Reading, tokens: &[Token]) -> bool {
    let words = || tokens.iter().map(|it| reading.at(it.span));
    let is_now = |it: &str| matches!(it, "is" | "are" | "has" | "have" | "can" | "could" | "will" | "may" | "would");
    let was = |it: &str| matches!(it, "was" | "were" | "had" | "did");
    let ended = tokens.iter().any(|it| it.is(Class::Past) || reading.at(it.span).ends_with("ed"));
    !words().any(is_now) && (words().any(was) || ended) && !tokens.iter().any(|it| it.is(Class::Third))
}

/// `X fundamentally relies on`: the adverb belongs to the verb.
fn without_adverb(fact: &str) -> &str {
    let is_adverb = |it: &str| it.ends_with("ly") || matches!(it, "also" | "often" | "only" | "still" | "then" | "now");
    match fact.rsplit_once(' ') {
        Some((head, last)) if is_adverb(last) => head,
        _ => fact,
    }
}

fn ask(maker: &mut Maker, sentence: &Sentence, prompt: String, reason: &str, term: &str) {
    let at = maker.at(sentence);
    let Some((answer, rest)) = phrase::shortened(reason, |it| maker.is_said(it)) else {
        let why = format!("a reason of {} words", phrase::count(reason));
        return maker.refuse(Kind::Cause, at.offset, &prompt, (Rule::Long, why));
    };
    let heading = heading_of(maker, at.section);
    let clues = Clues::of(answer, |it| maker.is_function(it) || maker.reading.is_hub(it));
    let shown: Vec<&str> = clues.those_in(&mask::words(heading).collect()).take(SHOWN_WORDS).collect();
    if shown.len() == SHOWN_WORDS {
        let why = format!("the heading holds “{}”", shown.join(" "));
        return maker.refuse(Kind::Cause, at.offset, &prompt, (Rule::Leak, why));
    }
    maker.keep(Draft {
        kind: Kind::Cause,
        at,
        prompt,
        is_masked: false,
        answer: DraftAnswer::Text(phrase::capitalised(answer)),
        accept: Vec::new(),
        source: maker.text(sentence.text),
        rest,
        why: "the sentence says why, what for, or what follows",
        term,
    });
}

/// A heading that shows so many words of a reason gives it away.
const SHOWN_WORDS: usize = 2;

fn heading_of<'a>(maker: &Maker<'a>, section: u32) -> &'a str {
    maker.reading.place(section).map(Place::heading).unwrap_or_default()
}

/// A statement that can stand with a question behind it.
fn whole(reading: &Reading, sentence: &Sentence, before: Span) -> Result<(), Refusal> {
    let tokens = filter::within(reading.words(sentence), before);
    let Some(last) = tokens.last() else { return Err((Rule::Fragment, "nothing stands before it".into())) };
    if last.is(Class::Function) || last.is(Class::Finite) || reading.at(last.span).ends_with("ly") {
        return Err((Rule::Fragment, format!("“{}” breaks off what stands before it", reading.at(last.span))));
    }
    let first = tokens.first().map(|it| reading.at(it.span)).unwrap_or_default();
    if matches!(first, "While" | "Although" | "If" | "When" | "Despite" | "Even" | "Not" | "As")
        && !reading.at(before).contains(',')
    {
        return Err((Rule::Fragment, format!("“{first}” begins half a sentence")));
    }
    let is_main = |it: &&Token| {
        it.is(Class::Finite) && !reading.at(Span { start: before.start, end: it.span.start }).contains(", ")
    };
    if first.ends_with("ing") && !tokens.iter().any(|it| is_main(&it)) {
        return Err((Rule::Fragment, "what stands before it has no verb of its own".into()));
    }
    if tokens.len() < FACT_WORDS || !filter::has_verb(reading, tokens) {
        return Err((Rule::Fragment, "what stands before it is no statement".into()));
    }
    Ok(())
}

/// A subject: a few words without a verb.
fn subject(reading: &Reading, sentence: &Sentence, before: Span) -> Result<(), Refusal> {
    let tokens = filter::within(reading.words(sentence), before);
    let text = reading.at(before);
    let breaks = |it: &str| {
        matches!(it, "that" | "which" | "where" | "who" | "when" | "if" | "then" | "can" | "could" | "or" | "to")
    };
    let is_broken = tokens.iter().map(|it| reading.at(it.span)).any(breaks);
    let first = tokens.first().map(|it| reading.at(it.span).to_lowercase()).unwrap_or_default();
    let is_half = matches!(first.as_str(), "while" | "although" | "though" | "if" | "when" | "since" | "because");
    if is_broken
        || is_half
        || text.contains([',', ';', ':', '(', '"'])
        || tokens.iter().any(|it| it.is(Class::Finite))
        || tokens.len() > SUBJECT_WORDS
    {
        return Err((Rule::Fragment, "what stands before it is no plain subject".into()));
    }
    if tokens.last().is_none_or(|it| it.is(Class::Function)) || !tokens.iter().any(Token::is_content) {
        return Err((Rule::Fragment, "no subject stands before it".into()));
    }
    Ok(())
}

fn enough(fact: &str, reason: &str) -> Result<(), Refusal> {
    filter::clean(fact)?;
    filter::clean(reason)?;
    let words = phrase::count(reason);
    if words < REASON_WORDS {
        return Err((Rule::Long, format!("a reason of {words} words")));
    }
    let first = reason.split(' ').next().unwrap_or_default().to_lowercase();
    if matches!(first.as_str(), "this" | "these" | "such" | "that" | "those") {
        return Err((Rule::Anaphor, format!("the reason begins with “{first}”")));
    }
    Ok(())
}

/// `X is crucial: Y`.
fn matters(maker: &mut Maker, sentence: &Sentence, before: Option<&Sentence>) {
    let reading = maker.reading;
    let text = reading.at(sentence.text);
    let Some((fact, reason)) = text.split_once(": ") else { return };
    let language = reading.language;
    let is = |word: &str, class| language.is_some_and(|it| it.classes(word).has(class));
    let Some((subject, last)) = fact.rsplit_once(' ').filter(|it| is(it.1, Class::Matters)) else { return };
    let words: Vec<&str> = subject.split(' ').collect();
    let Some((verb, subject)) = words.split_last().filter(|it| matches!(*it.0, "is" | "are")) else { return };
    let points = subject.first().is_none_or(|it| is(it, Class::Anaphor));
    let named =
        if points { series(reading, before, subject) } else { Some(phrase::lowered(reading, &subject.join(" "))) };
    let reason = rows::bare(reason);
    let offset = maker.at(sentence).offset;
    let Some(named) = named else {
        let why = format!("“{}” points at the sentence before", subject.join(" "));
        return maker.refuse(Kind::Cause, offset, text, (Rule::Anaphor, why));
    };
    if let Err(refusal) = enough(fact, reason) {
        return maker.refuse(Kind::Cause, offset, text, refusal);
    }
    ask(maker, sentence, format!("Why {verb} {named} {last}?"), reason, last);
}

/// `This sequence` as what it is: the words that the sentence before sets apart.
fn series(reading: &Reading, before: Option<&Sentence>, subject: &[&str]) -> Option<String> {
    let before = before?;
    let leaf = reading.leaf_of(before)?;
    let inside = |it: Span| it.start >= before.text.start && it.end <= before.text.end;
    let marks = reading.marks_of(leaf).iter().filter(|it| it.kind != MarkKind::Link && inside(it.text));
    let words: Vec<&str> = marks.map(|it| rows::bare(reading.at(it.text))).collect();
    let is_series = words.len() >= 3 && words.iter().all(|it| !it.contains(' '));
    let noun = subject.get(1..)?.join(" ");
    (is_series && !noun.is_empty()).then(|| format!("the {noun} {}", words.join(", ")))
}
