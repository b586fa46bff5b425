//! The rule `cloze`: a sentence with one hole.

use crate::{
    note::Span,
    quiz::{
        card::{Kind, Rule},
        definition, filter,
        hole::{self, Depth, Hole},
        language::Class,
        maker::{Draft, DraftAnswer, Maker},
        mask::{self, HOLE},
        phrase,
        reading::{Reading, Role, Sentence},
        rows::List,
        token::Token,
    },
};

use foldhash::HashSet;

/// Around a hole so many words of meaning must stand.
const LEAST_CONTENT: usize = 4;

/// Proposes the sentences with holes, at most one hole a sentence.
pub(crate) fn propose(maker: &mut Maker, lists: &[List]) {
    for sentence in said(maker.reading, lists) {
        ask(maker, sentence, Depth::Usual);
    }
}

/// Proposes holes for the words of links: for notes without a card.
pub(crate) fn propose_links(maker: &mut Maker, lists: &[List]) {
    for sentence in said(maker.reading, lists) {
        if maker.is_empty() {
            ask(maker, sentence, Depth::Links);
        }
    }
}

/// The sentences that lead to nothing else.
fn said<'a>(reading: &'a Reading, lists: &[List]) -> impl Iterator<Item = &'a Sentence> {
    let leads: HashSet<u32> = lists.iter().filter_map(|it| it.lead).map(|it| it.text.start).collect();
    let is_said = move |it: &&Sentence| !leads.contains(&it.text.start) && !reading.at(it.text).ends_with(':');
    reading.sentences.iter().filter(is_said)
}

fn ask(maker: &mut Maker, sentence: &Sentence, depth: Depth) {
    let reading = maker.reading;
    let at = maker.at(sentence);
    let Some(body) = definition::body_of(reading, sentence) else { return };
    let tokens = filter::within(reading.words(sentence), body);
    let Some(found) = hole::best(reading, sentence, tokens, depth) else { return };
    let text = reading.at(sentence.text);
    let found = match found {
        Ok(found) => found,
        Err(refusal) => return maker.refuse(Kind::Cloze, at.offset, text, refusal),
    };
    let (span, lead) = match filter::stands(reading, body, tokens) {
        Ok(span) => (span, ""),
        Err(refusal) => match clause(reading, body, tokens, found.text) {
            Some(span) => (span, "… "),
            None => return maker.refuse(Kind::Cloze, at.offset, text, refusal),
        },
    };
    let is_item = reading.leaf_of(sentence).is_some_and(|it| it.role == Role::Item);
    if is_item && !filter::has_verb(reading, tokens) {
        return maker.refuse(Kind::Cloze, at.offset, text, (Rule::Fragment, "an item without a verb".into()));
    }
    if span.start <= found.text.start && found.text.end <= span.end {
        cut_out(maker, sentence, body, span, lead, &found);
    }
}

/// Makes the card of a statement and its hole; `lead` stands before a statement that is only the end of its sentence.
fn cut_out(maker: &mut Maker, sentence: &Sentence, body: Span, span: Span, lead: &str, found: &Hole) {
    let reading = maker.reading;
    let (at, text) = (maker.at(sentence), reading.at(sentence.text));
    let answer = reading.at(found.text);
    let before = reading.at(Span { start: span.start, end: found.text.start });
    let after = reading.at(Span { start: found.text.end, end: span.end });
    // "after Jobs' passing": the hole stands for the whole name, which ends in s.
    let owned = after.strip_prefix("' ").or_else(|| after.strip_prefix("’ ")).map(|it| format!("'s {it}"));
    let after = owned.as_deref().unwrap_or(after);
    if is_label(reading, sentence, span, found.text) {
        return maker.refuse(Kind::Cloze, at.offset, text, (Rule::Fragment, "the hole is in a label".into()));
    }
    let content = |text: &str| mask::pieces(text).filter(|it| it.1.len() > 2 && !maker.is_function(it.1)).count();
    let left = content(before) + content(after);
    if left < LEAST_CONTENT {
        let why = format!("only {left} words of meaning are left");
        return maker.refuse(Kind::Cloze, at.offset, text, (Rule::Long, why));
    }
    let begun = if lead.is_empty() && before.len() > 1 { phrase::capitalised(before) } else { before.to_string() };
    let label = definition::label(reading, sentence, body);
    let is_year = answer.len() == 4 && answer.bytes().all(|it| it.is_ascii_digit());
    let is_when = ["in ", "In ", "since ", "by ", "until "].iter().any(|it| before.ends_with(it));
    let kind = if is_year && is_when { " (year)" } else { "" };
    maker.keep(Draft {
        kind: Kind::Cloze,
        at,
        prompt: format!("{label}{lead}{begun}{HOLE}{kind}{after}"),
        is_masked: false,
        answer: DraftAnswer::Text(answer.to_string()),
        accept: Vec::new(),
        source: text,
        rest: "",
        why: found.why,
        term: answer,
    });
}

/// True for a hole before a colon, where nothing is said yet: `The ▢ of work: …`.
fn is_label(reading: &Reading, sentence: &Sentence, span: Span, hole: Span) -> bool {
    let after = reading.at(Span { start: hole.end, end: span.end });
    let Some(colon) = after.find(": ") else { return false };
    let before = Span { start: span.start, end: hole.end + colon as u32 };
    let tokens = filter::within(reading.words(sentence), before);
    tokens.len() <= LABEL_WORDS && !tokens.iter().any(|it| it.is(Class::Finite))
}

const LABEL_WORDS: usize = 10;

/// The last clause of a sentence that does not stand for itself, when it does: `, similar to how Norway's …`.
fn clause(reading: &Reading, body: Span, tokens: &[Token], hole: Span) -> Option<Span> {
    let opens = |it: &&Token| {
        let before = reading.at(Span { start: body.start, end: it.span.start });
        it.is(Class::Opening) && before.trim_end().ends_with(',')
    };
    let opening = tokens.iter().find(opens)?;
    let span = Span { start: opening.span.start, end: body.end };
    let is_long = filter::within(tokens, span).len() >= filter::LEAST_WORDS + 2;
    (is_long && span.start < hole.start && filter::clean(reading.at(span)).is_ok()).then_some(span)
}
