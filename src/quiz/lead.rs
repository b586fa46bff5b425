//! What a list is a list of, as its lead-in or its heading says it.

use crate::{
    note::Span,
    quiz::{
        filter,
        language::Class,
        phrase,
        reading::{Place, Reading, Sentence},
        rows::{self, List},
        token::Token,
    },
};

/// How a list may be asked for.
pub(crate) struct Lead {
    /// The question for all items; the count is in it.
    pub question: String,
    /// What one item is, such as `key aspect of diffusion`.
    pub one: Option<String>,
    /// The lead-in says what the items are; else only the heading does.
    pub is_said: bool,
}

/// Reads the lead-in of a list; `name` is the heading or title that says what it is about otherwise.
pub(crate) fn of(reading: &Reading, list: &List, name: &str) -> Lead {
    from_sentence(reading, list, name).unwrap_or_else(|| Lead {
        question: format!("Name the {} items of {}.", list.items.len(), phrase::quoted(name)),
        one: None,
        is_said: false,
    })
}

fn from_sentence(reading: &Reading, list: &List, name: &str) -> Option<Lead> {
    let count = list.items.len();
    let language = reading.language?;
    let sentence = list.lead?;
    let text = reading.at(sentence.text).strip_suffix(':')?.trim_end();
    let text = without_introduction(text, &language.introduces);
    let tokens = filter::within(
        reading.words(sentence),
        Span::new(sentence.text.start as usize, sentence.text.start as usize + text.len()),
    );
    let (first, end) = (tokens.first()?, tokens.last()?);
    if tokens.len() > LEAD_WORDS || filter::clean(text).is_err() {
        return None;
    }
    if end.is(Class::Includes) {
        let subject = text.get(..text.len().checked_sub(end.span.len())?)?.trim_end();
        return of_subject(reading, subject, count, name);
    }
    let points = |it: &Token| {
        it.is(Class::Deictic)
            || it.is(Class::Pronoun)
            || it.is(Class::Speaker)
            || reading.at(it.span).eq_ignore_ascii_case("such")
    };
    if first.is(Class::Anaphor) || first.is(Class::Joining) || tokens.iter().any(points) {
        return None;
    }
    if language.includes.iter().any(|it| it.0 == reading.at(end.span)) {
        return by_verb(reading, sentence, text, tokens, count);
    }
    let is_counted =
        tokens.iter().any(|it| it.is(Class::Category) || it.is(Class::Unordered) || it.is(Class::Sequence));
    let has_verb = tokens.iter().any(|it| it.is(Class::Finite)) || filter::has_verb(reading, tokens);
    if end.is(Class::Function) || end.is(Class::Finite) || tokens.len() < 3 {
        return None;
    }
    if !has_verb {
        return of_subject(reading, text, count, name);
    }
    let is_vague =
        tokens.get(1).is_some_and(|it| it.is(Class::Vague)) && matches!(reading.at(first.span), "The" | "A" | "An");
    (is_counted && !is_vague && tokens.len() >= filter::LEAST_WORDS).then(|| Lead {
        question: format!("{text}: name the {count}."),
        one: None,
        is_said: true,
    })
}

/// `The equilibrium involves`: what does it involve?
fn by_verb(reading: &Reading, sentence: &Sentence, text: &str, tokens: &[Token], count: usize) -> Option<Lead> {
    let verb = reading.at(tokens.last()?.span);
    let base = reading.language?.includes.iter().find(|it| it.0 == verb).map(|it| it.1)?;
    let subject = text.get(..text.len().checked_sub(verb.len())?)?.trim_end();
    let is_said = filter::stands(reading, sentence.text, &[]).is_ok() || !tokens.get(1)?.is(Class::Vague);
    let is_plain = phrase::count(subject) <= SUBJECT_WORDS && !subject.contains(',');
    let question = format!("What does {} {base}? Name the {count}.", phrase::lowered(reading, subject));
    (is_plain && is_said && tokens.len() > 2).then_some(Lead { question, one: None, is_said: true })
}

/// A question of more words is no lead-in any more.
const LEAD_WORDS: usize = 26;
const SUBJECT_WORDS: usize = 8;

/// `Key aspects of diffusion`: what the items are.
fn of_subject(reading: &Reading, subject: &str, count: usize, name: &str) -> Option<Lead> {
    let language = reading.language?;
    let words: Vec<&str> = subject.split(' ').collect();
    let points = |it: &&str| {
        let classes = language.classes(it);
        classes.has(Class::Anaphor) || classes.has(Class::Deictic) || classes.has(Class::Pronoun)
    };
    if words.len() > SUBJECT_WORDS || words.iter().any(points) || subject.contains([',', '"', '“']) {
        return None;
    }
    let is_joint = |it: &str| matches!(it, "of" | "for" | "in" | "to" | "from" | "on" | "by" | "with" | "behind");
    let head = words.iter().position(|it| is_joint(it)).unwrap_or(words.len()).checked_sub(1)?;
    let plural = words.get(head)?;
    let one = phrase::singular(plural)?;
    let is_vague = language.classes(plural).has(Class::Category) || language.classes(plural).has(Class::Vague);
    let known = words.get(..head)?.iter().any(|it| !language.classes(it).has(Class::Loose) && !is_plain_attribute(it));
    let is_said = head + 1 < words.len() || !is_vague || known;
    let phrase_of = if is_said { String::new() } else { format!(" of {}", phrase::quoted(name)) };
    let before = phrase::lowered(reading, &words.get(..head)?.join(" "));
    let before = before.strip_prefix("the ").or_else(|| before.strip_prefix("some ")).unwrap_or(&before);
    let after = words.get(head + 1..)?.join(" ");
    let before = before.strip_prefix("specific ").unwrap_or(before);
    let of_one = phrase::lowered(reading, &untitled(format!("{before} {one} {after}").trim()));
    let question = format!("{}{phrase_of}: name the {count}.", phrase::capitalised(subject));
    Some(Lead { question, one: Some(format!("{of_one}{phrase_of}")), is_said })
}

/// `Emerging Manufacturing Frontier` within a sentence; abbreviations keep their capitals.
fn untitled(text: &str) -> String {
    let is_capital = |it: &str| it.starts_with(char::is_uppercase);
    if text.split(' ').count() < 2 || !text.split(' ').skip(1).all(is_capital) {
        return text.to_string();
    }
    let small = |it: &str| if it.chars().skip(1).any(char::is_uppercase) { it.to_string() } else { it.to_lowercase() };
    text.split(' ').map(small).collect::<Vec<_>>().join(" ")
}

fn is_plain_attribute(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "topics" | "specific" | "common" | "key" | "main" | "potential" | "other" | "the"
    )
}

/// A lead-in without `such as` or `including` at its end.
fn without_introduction<'a>(text: &'a str, introductions: &[&str]) -> &'a str {
    let trimmed = |text: &'a str| text.trim_end_matches([',', ' ']);
    let cut = introductions.iter().find_map(|it| {
        let at = text.len().checked_sub(it.len())?;
        let is_there = text.get(at..)?.eq_ignore_ascii_case(it) && text.get(..at)?.ends_with([' ', ',']);
        is_there.then(|| text.get(..at)).flatten()
    });
    trimmed(cut.unwrap_or(text))
}

/// The heading of a list's section, else the title of the note.
pub(crate) fn name<'a>(reading: &'a Reading, list: &List) -> &'a str {
    let heading = reading.place(list.section).map(Place::heading).unwrap_or_default();
    if heading.is_empty() { reading.note.title() } else { heading }
}

/// True when a list is to be kept in its order, and what it says if not.
pub(crate) fn has_order(reading: &Reading, list: &List, name: &str) -> Result<(), &'static str> {
    let lead = list.lead.map(|it| reading.at(it.text)).unwrap_or_default();
    let says = |class| rows::has_class(reading, lead, class) || rows::has_class(reading, name, class);
    if says(Class::Sequence) {
        return Ok(());
    }
    if says(Class::Unordered) {
        return Err("the list is numbered, and its lead-in only counts");
    }
    let begins = |class: Class| {
        let is_step = |it: &rows::Item| {
            let first = it.label().split(' ').next().unwrap_or_default();
            reading.language.is_some_and(|it| it.classes(first).has(class))
        };
        list.items.iter().all(is_step)
    };
    if reading.language.is_none() || begins(Class::Verb) {
        return Ok(());
    }
    Err("the list is numbered, and nothing says that its order matters")
}
