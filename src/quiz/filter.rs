//! Which texts stand for themselves: no markup, no half sentence, nothing that points at what is not shown.

use crate::{
    note::Span,
    quiz::{
        card::{Refusal, Rule},
        language::Class,
        reading::Reading,
        token::{Shape, Token},
    },
};

/// The longest question, answer and typed answer, in words; the shortest statement.
pub(crate) const PROMPT_WORDS: usize = 40;
pub(crate) const ANSWER_WORDS: usize = 25;
pub(crate) const TYPED_WORDS: usize = 6;
pub(crate) const LEAST_WORDS: usize = 6;

fn no<T>(rule: Rule, why: impl Into<String>) -> Result<T, Refusal> {
    Err((rule, why.into()))
}

/// True for the bytes that [`clean`] looks at; most are none.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut all = b"<>`|[]{}\\\n,;*_\"():.".as_slice();
    while let [sign, rest @ ..] = all {
        signs[*sign as usize] = true;
        all = rest;
    }
    signs
};

/// A text without markup and without traces of something taken out.
pub(crate) fn clean(text: &str) -> Result<(), Refusal> {
    let bytes = text.as_bytes();
    let (mut quotes, mut depth, mut is_address) = (0u32, 0i32, false);
    let mut next = 0;
    while let Some(found) = bytes.get(next..).and_then(|it| it.iter().position(|it| SIGNS[usize::from(*it)])) {
        let (at, it) = (next + found, &bytes[next + found]);
        next = at + 1;
        let (led, rest) = bytes.split_at_checked(at).unwrap_or_default();
        let before = led.last().copied().unwrap_or(b' ');
        match it {
            b'<' | b'>' | b'`' | b'|' | b'[' | b']' | b'{' | b'}' | b'\\' | b'\n' => {
                return no(Rule::Debris, format!("“{}” is markup", char::from(*it)));
            }
            b',' | b';' if before == b' ' => return no(Rule::Debris, "a blank before a comma"),
            b'*' | b'_' if before == *it => return no(Rule::Debris, "stars of markup"),
            b'_' if before.is_ascii_alphanumeric()
                && rest.iter().skip(1).take_while(|it| **it != b' ').any(|it| *it == b'_') =>
            {
                return no(Rule::Debris, "a link's target instead of its words");
            }
            b',' if before == b',' => return no(Rule::Debris, "a comma too many"),
            b'"' => quotes += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            b':' => is_address |= rest.starts_with(b"://") || led.ends_with(b"From") || is_stamp(led, rest),
            b'.' => is_address |= led.ends_with(b"www") || (before == b' ' && at > 0 && rest.starts_with(b". ")),
            _ => {}
        }
    }
    if quotes % 2 == 1 {
        return no(Rule::Debris, "a quotation without its end");
    }
    if depth != 0 {
        return no(Rule::Debris, "a bracket without its other half");
    }
    if is_address {
        return no(Rule::Debris, "an address, or a trace of something taken out");
    }
    Ok(())
}

/// A time of the video that was not read as one: `53:34:64`.
fn is_stamp(led: &[u8], rest: &[u8]) -> bool {
    let digits = |it: Option<&u8>| it.is_some_and(u8::is_ascii_digit);
    let after = rest.get(1..).unwrap_or_default();
    let count = after.iter().take_while(|it| it.is_ascii_digit()).count();
    digits(led.last()) && count > 0 && after.get(count) == Some(&b':') && digits(after.get(count + 1))
}

/// The part of a sentence that stands for itself: all of it but the words that join it to the one before.
pub(crate) fn stands(reading: &Reading, span: Span, tokens: &[Token]) -> Result<Span, Refusal> {
    let whole = reading.at(span);
    if whole.starts_with("TODO") || whole.starts_with("FIXME") {
        return no(Rule::Debris, "the author's own note of what is to be done");
    }
    if whole.ends_with([':', '?', ',', ';']) {
        return no(Rule::Fragment, "it leads to something else");
    }
    if !whole.starts_with(|it: char| it.is_uppercase() || it.is_numeric() || "\"“$▢".contains(it)) {
        return no(Rule::Fragment, "it begins in the middle of a sentence");
    }
    let span = unjoined(reading, span, tokens);
    let tokens = within(tokens, span);
    first_words(reading, tokens)?;
    let is_show = |it: &&Token| it.is(Class::Show) || (it.shape == Shape::Capital && reading.is_show(it.span));
    if let Some(show) = tokens.iter().take(SUBJECT_WORDS).find(is_show) {
        return no(Rule::Trivial, format!("“{}” is the talk, not what it is about", reading.at(show.span)));
    }
    inner_words(reading, tokens)?;
    clean(reading.at(span))?;
    if tokens.len() < LEAST_WORDS {
        return no(Rule::Long, format!("only {} words", tokens.len()));
    }
    Ok(span)
}

/// The words that begin in a span.
pub(crate) fn within(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|it| it.span.start < span.start);
    let to = tokens.partition_point(|it| it.span.start < span.end);
    tokens.get(from..to).unwrap_or_default()
}

/// What is left after `However,`, `For instance,` and the like.
pub(crate) fn unjoined(reading: &Reading, span: Span, tokens: &[Token]) -> Span {
    let text = reading.at(span);
    let after_comma = |length: usize| {
        let rest = text.get(length..)?.strip_prefix(',')?;
        let start = span.end as usize - rest.trim_start().len();
        Some(Span::new(start, span.end as usize))
    };
    let Some(first) = tokens.first() else { return span };
    if first.is(Class::Joining) {
        return after_comma(first.span.len()).unwrap_or(span);
    }
    let phrases = reading.language.map(|it| it.joining.as_slice()).unwrap_or_default();
    let begins = |it: &&&str| text.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it));
    phrases.iter().find(begins).and_then(|it| after_comma(it.len())).unwrap_or(span)
}

/// A sentence may not begin with what points back.
fn first_words(reading: &Reading, tokens: &[Token]) -> Result<(), Refusal> {
    let Some(first) = tokens.first() else { return no(Rule::Fragment, "no words") };
    let word = reading.at(first.span);
    if first.is(Class::Anaphor) || first.is(Class::Joining) {
        return no(Rule::Anaphor, format!("it begins with “{word}”, which points at the sentence before"));
    }
    // "When applied, it …": what is applied? "If Apple waits, it …" says it.
    let opens_half = matches!(
        word,
        "When"
            | "If"
            | "While"
            | "Once"
            | "After"
            | "As"
            | "Although"
            | "In"
            | "With"
            | "By"
            | "Through"
            | "For"
            | "During"
    );
    let is_named = tokens.iter().skip(1).take(2).any(Token::is_name);
    let after_comma =
        |it: &&Token| reading.text.as_bytes().get((it.span.start as usize).saturating_sub(2)) == Some(&b',');
    if opens_half && !is_named && tokens.iter().skip(2).find(after_comma).is_some_and(|it| it.is(Class::Pronoun)) {
        return no(Rule::Anaphor, "what its half sentence speaks of is not named");
    }
    let is_later =
        |it: &Token| reading.at(it.span) == "later" && reading.text.as_bytes().get(it.span.end as usize) == Some(&b',');
    if tokens.iter().take(LATER_WORDS).any(is_later) {
        return no(Rule::Anaphor, "“later” counts from the sentence before");
    }
    // "The goal is …": of what? "The goal of diffusion is …" says it.
    let is_the = word.eq_ignore_ascii_case("the");
    let is_attribute = |it: &&Token| {
        it.is(Class::Loose) || ["al", "ic", "ive", "ous", "ary"].iter().any(|end| reading.at(it.span).ends_with(end))
    };
    let mut rest = tokens.get(usize::from(is_the)..).unwrap_or_default().iter().skip_while(is_attribute);
    let (noun, after) = (rest.next(), rest.next());
    let Some(noun) = noun.filter(|it| it.is(Class::Vague) && (is_the || it.span == first.span)) else { return Ok(()) };
    let next = after.map(|it| reading.at(it.span)).unwrap_or_default();
    let is_said = if is_the {
        matches!(next, "of" | "for" | "behind" | "between" | "among" | "from" | "to" | "in" | "associated" | "that")
    } else {
        !(after.is_some_and(|it| it.is(Class::Includes) || it.is(Class::Finite)) || matches!(next, "also"))
    };
    if !is_said && noun.shape != Shape::Acronym {
        return no(Rule::Anaphor, format!("“{}” says not of what", reading.at(noun.span)));
    }
    Ok(())
}

/// Nothing inside may point outside.
fn inner_words(reading: &Reading, tokens: &[Token]) -> Result<(), Refusal> {
    let (mut has_noun, mut has_name) = (false, false);
    for (at, token) in tokens.iter().enumerate() {
        let word = reading.at(token.span);
        if token.is(Class::Speaker) {
            return no(Rule::Fragment, format!("“{word}” is somebody who speaks"));
        }
        if token.is(Class::Pronoun) && !has_noun {
            return no(Rule::Anaphor, format!("“{word}” stands before what it means"));
        }
        if token.is(Class::Gendered) && !has_name {
            return no(Rule::Anaphor, format!("“{word}” is nobody who is named"));
        }
        if let Some(why) = pointing_pair(reading, tokens, at) {
            return no(Rule::Anaphor, why);
        }
        if matches!(word, "discussed" | "mentioned")
            && !reading.at(tokens.get(at + 1).map_or(token.span, |it| it.span)).starts_with(['b', 'i', 'w'])
        {
            return no(Rule::Anaphor, format!("“{word}” points at what was said before"));
        }
        if token.is(Class::Deictic) {
            return no(Rule::Anaphor, format!("“{word}” points outside the sentence"));
        }
        if word.eq_ignore_ascii_case("such") {
            let next = tokens.get(at + 1).map(|it| reading.at(it.span)).unwrap_or_default();
            if !matches!(next, "as" | "that") {
                return no(Rule::Anaphor, "“such” points outside the sentence");
            }
        }
        has_noun |= token.is_content() && !token.is(Class::Loose);
        // Only the subject is surely the one who is meant.
        has_name |= at < SUBJECT_WORDS && token.shape == Shape::Capital && token.is_content();
    }
    Ok(())
}

/// `does the same`, `the first was`: what is meant was said before.
fn pointing_pair(reading: &Reading, tokens: &[Token], at: usize) -> Option<String> {
    let word = |at: usize| tokens.get(at).map(|it| reading.at(it.span)).unwrap_or_default();
    let is_the = word(at).eq_ignore_ascii_case("the");
    let next = word(at + 1);
    let after = tokens.get(at + 2);
    let counts = matches!(next, "first" | "second" | "third" | "other" | "last");
    let is_alone = after.is_none_or(|it| it.is(Class::Finite) || it.is(Class::Function)) && word(at + 2) != "of";
    let is_same = next == "same" && is_alone;
    let points = is_the && (is_same || (counts && is_alone && at == 0));
    points.then(|| format!("“{} {next}” points at something said before", word(at)))
}

const LATER_WORDS: usize = 8;

/// The subject of a sentence stands among so many words at its beginning.
const SUBJECT_WORDS: usize = 4;

/// True when some word may be the verb of a sentence.
pub(crate) fn has_verb(reading: &Reading, tokens: &[Token]) -> bool {
    tokens.iter().skip(1).any(|it| {
        it.is(Class::Finite)
            || it.is(Class::Third)
            || it.is(Class::Past)
            || (it.shape == Shape::Small && reading.at(it.span).ends_with("ed"))
    })
}
