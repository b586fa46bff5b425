//! What a list is a list of, as its lead-in or its heading says it.

use crate::{
    note::Span,
    quiz::{
        filter,
        language::Class,
        phrase,
        reading::{Place, Reading, Sentence},
        rows::List,
        token::{Shape, Token},
    },
};

/// How a list may be asked for.
#[derive(Default)]
pub(crate) struct Lead {
    /// The question for all items, with their count in it; none when nothing says what they are.
    pub question: Option<String>,
    /// What one item is, such as `key aspect of diffusion`.
    pub one: Option<String>,
    /// The lead-in says what the items are; else only the heading does.
    pub is_said: bool,
}

/// Reads the lead-in of a list; `name` is the heading or title that says what it is about otherwise.
pub(crate) fn of(reading: &Reading, list: &List, name: &str) -> Lead {
    if reading.language.is_none() {
        return as_it_stands(reading, list, name);
    }
    from_sentence(reading, list, name).or_else(|| from_heading(reading, list, name)).unwrap_or_default()
}

/// For a note that gives nothing else: the words of its lead-in and the title; else the heading alone, and the noun that
/// its lead-in ends with. Of many items the heading says too little.
pub(crate) fn at_least(reading: &Reading, list: &List, name: &str) -> Lead {
    let count = list.items.len();
    let said = plain(reading, list).map(|it| {
        let of = if contains_words(&it, reading.note.title()) { String::new() } else { title(reading) };
        format!("{it}{of}: name the {count}.")
    });
    let question = said.or_else(|| {
        let heading = phrase::quoted(name);
        (count <= FEW_ITEMS)
            .then(|| format!("{heading}: name the {count}{}.", things(reading, list).unwrap_or_default()))
    });
    Lead { question, one: None, is_said: true }
}

/// A heading that nothing explains is asked for so many items at most.
const FEW_ITEMS: usize = 7;

/// The title of the note, in brackets.
fn title(reading: &Reading) -> String {
    format!(" ({})", phrase::quoted(reading.note.title()))
}

/// True when a text holds the longer words of another.
fn contains_words(text: &str, other: &str) -> bool {
    let small = text.to_lowercase();
    other.split(' ').filter(|it| it.len() > 3).all(|it| small.contains(&it.to_lowercase()))
}

/// The lead-in without what introduces the items, when it points at nothing else.
fn plain(reading: &Reading, list: &List) -> Option<String> {
    let language = reading.language?;
    let sentence = list.lead?;
    let tokens = reading.words(sentence);
    let text = without_introduction(reading.at(sentence.text).strip_suffix(':')?, &language.introduces);
    let is_verb = tokens.last().is_some_and(|it| it.is(Class::Includes) && text.ends_with(reading.at(it.span)));
    let text = if is_verb { text.rsplit_once(' ')?.0.trim_end() } else { text };
    let first = tokens.first()?;
    let is_back = first.is(Class::Anaphor) || first.is(Class::Joining) || first.is(Class::Opening);
    let is_show = tokens.iter().any(|it| it.is(Class::Show));
    let is_short = (2..=LEAD_WORDS).contains(&phrase::count(text)) && filter::clean(text).is_ok();
    (is_short && !is_back && !is_show && !points(reading, tokens)).then(|| phrase::capitalised(text))
}

/// The noun that a lead-in ends with, behind a blank.
fn things(reading: &Reading, list: &List) -> Option<String> {
    let introductions = reading.language.map(|it| it.introduces.as_slice()).unwrap_or_default();
    let text = without_introduction(reading.at(list.lead?.text).strip_suffix(':')?, introductions);
    let noun = text.split(' ').next_back()?;
    let is_verb =
        reading.language.is_some_and(|it| it.classes(noun).has(Class::Includes) || it.classes(noun).has(Class::Finite));
    phrase::singular(noun).filter(|_| noun.starts_with(char::is_lowercase) && !is_verb)?;
    Some(format!(" {noun}"))
}

/// In a language that nothing is known of: the author's words and the count.
fn as_it_stands(reading: &Reading, list: &List, name: &str) -> Lead {
    let lead = list.lead.and_then(|it| reading.at(it.text).strip_suffix([':', '：']));
    let said = lead.map(str::trim_end).filter(|it| phrase::count(it) <= LEAD_WORDS && filter::clean(it).is_ok());
    let question = said.map_or_else(|| phrase::quoted(name), str::to_string);
    Lead { question: Some(format!("{question}: {}", list.items.len())), one: None, is_said: said.is_some() }
}

fn from_sentence(reading: &Reading, list: &List, name: &str) -> Option<Lead> {
    let count = list.items.len();
    let language = reading.language?;
    let sentence = list.lead?;
    let whole = Span { end: sentence.text.end - 1, ..sentence.text };
    reading.at(sentence.text).strip_suffix(':')?;
    let span = filter::unjoined(reading, whole, reading.words(sentence));
    let text = without_introduction(reading.at(span).trim_end(), &language.introduces);
    let tokens =
        filter::within(reading.words(sentence), Span::new(span.start as usize, span.start as usize + text.len()));
    let (first, end) = (tokens.first()?, tokens.last()?);
    if tokens.len() > LEAD_WORDS || filter::clean(text).is_err() {
        return None;
    }
    if end.is(Class::Includes) {
        let subject = text.get(..text.len().checked_sub(end.span.len())?)?.trim_end();
        return of_subject(reading, subject, count, name);
    }
    let is_there = reading.at(first.span) == "There" && tokens.get(1).is_some_and(|it| it.is(Class::Finite));
    let is_like = first.is(Class::Opening) || reading.at(end.span) == "because";
    if is_like || (first.is(Class::Anaphor) && !is_there) || first.is(Class::Joining) || points(reading, tokens) {
        return None;
    }
    if language.includes.iter().any(|it| it.0 == reading.at(end.span)) {
        return by_verb(reading, sentence, text, tokens, count);
    }
    if tokens.len() < 3 && !tokens.iter().any(|it| it.is(Class::Finite)) {
        return short(reading, text, tokens, count, name);
    }
    if !is_clause(reading, tokens) {
        return of_subject(reading, text, count, name);
    }
    let text = phrase::capitalised(text);
    can_be_named(reading, tokens).then(|| Lead {
        question: Some(format!("{text}: name the {count}.")),
        one: None,
        is_said: true,
    })
}

/// True when some word points outside; `these stages` before a colon points at the items.
fn points(reading: &Reading, tokens: &[Token]) -> bool {
    let mut has_name = false;
    tokens.iter().enumerate().any(|(at, it)| {
        let next = tokens.get(at + 1);
        let is_ahead = at > 2 && next.is_some_and(|it| it.is(Class::Category) || it.is(Class::Sequence));
        let is_meant = (it.is(Class::Pronoun) && has_name) || (it.is(Class::Deictic) && is_ahead);
        has_name |= it.is_content() && !it.is(Class::Loose);
        let is_such = reading.at(it.span).eq_ignore_ascii_case("such")
            || next.is_none() && matches!(reading.at(it.span), "above" | "below")
            || matches!(reading.at(it.span), "discussed" | "mentioned");
        is_such || (!is_meant && (it.is(Class::Deictic) || it.is(Class::Pronoun) || it.is(Class::Speaker)))
    })
}

/// True when a verb is in it: `Magellan draws three lessons`.
fn is_clause(reading: &Reading, tokens: &[Token]) -> bool {
    let is_verb = |at: usize, it: &Token| {
        let word = reading.at(it.span);
        let is_third = it.shape == Shape::Small
            && word.ends_with('s')
            && !word.ends_with("'s")
            && it.is_content()
            && tokens.get(at + 1).is_some_and(|it| it.span.start == tokens[at].span.end + 1);
        it.is(Class::Finite) || (at > 0 && is_third && !is_of(reading, tokens, at + 1))
    };
    tokens.last().is_some_and(|it| it.is(Class::Function))
        || tokens.iter().enumerate().any(|(at, it)| is_verb(at, it))
        || filter::has_verb(reading, tokens)
}

/// True when a word joins what follows to a noun: `aspects of`.
fn is_of(reading: &Reading, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|it| is_joint(reading.at(it.span)))
}

/// A statement that leads to things: it counts them, names them in the plural or breaks off before them.
fn can_be_named(reading: &Reading, tokens: &[Token]) -> bool {
    let is_plural = |it: &Token| {
        let word = reading.at(it.span);
        it.shape == Shape::Small && word.len() > 4 && it.is_content() && phrase::is_plural(word)
    };
    let is_thing = |it: &Token| {
        it.is(Class::Category) || it.is(Class::Unordered) || it.is(Class::Sequence) || it.is(Class::Counting)
    };
    let behind = tokens.get(tokens.len().saturating_sub(NEAR_WORDS)..).unwrap_or_default();
    let is_vague = tokens.get(1).is_some_and(|it| it.is(Class::Vague))
        && tokens.first().is_some_and(|it| matches!(reading.at(it.span), "The" | "A" | "An"))
        && !is_of(reading, tokens, 2);
    let breaks_off = tokens.last().is_some_and(|it| it.is(Class::Function));
    let is_counted = tokens.iter().any(is_thing) || behind.iter().any(is_plural);
    !is_vague && tokens.len() >= LEAST_WORDS && (is_counted || breaks_off)
}

/// The things that a lead-in speaks of stand among so many words at its end; it has so many at least.
const NEAR_WORDS: usize = 8;
const LEAST_WORDS: usize = 4;

/// `Properties:`, `Supported by:` below a heading.
fn short(reading: &Reading, text: &str, tokens: &[Token], count: usize, name: &str) -> Option<Lead> {
    if tokens.last()?.is(Class::Function) {
        let question = format!("{}, {}: name the {count}.", phrase::quoted(name), phrase::lowered(reading, text));
        return Some(Lead { question: Some(question), one: None, is_said: true });
    }
    of_subject(reading, text, count, name).filter(|_| !is_collection(reading, text))
}

/// `Mechanisms of the curse`: the heading says what the items are, if it is of one list only.
fn from_heading(reading: &Reading, list: &List, name: &str) -> Option<Lead> {
    let language = reading.language?;
    let words: Vec<&str> = name.split(' ').collect();
    let first = language.classes(words.first()?);
    let is_action = first.has(Class::Verb) || (first.has(Class::Function) && !first.has(Class::Counting));
    let head = head(&words)?;
    let joined = words.get(..head)?.iter().rposition(|it| matches!(*it, "and" | "&" | "vs" | "or"));
    let is_double = joined
        .is_some_and(|at| at + 1 >= head || words.get(at.wrapping_sub(1)).is_some_and(|it| phrase::is_plural(it)));
    if is_action || words.first()?.ends_with("ing") || is_double || is_collection(reading, name) || !list.is_alone {
        return None;
    }
    let parent = reading.note.sections().get(list.section as usize).and_then(|it| it.parent).unwrap_or(0);
    let above = reading.place(parent).map(Place::heading).filter(|it| !it.is_empty() && parent != 0);
    let above = above.unwrap_or_else(|| reading.note.title());
    let is_title = name == reading.note.title();
    of_subject(reading, name, list.items.len(), above).filter(|_| !is_title).map(|it| Lead { is_said: false, ..it })
}

/// `Overview`, `Key terms`: no kind of things.
pub(crate) fn is_collection(reading: &Reading, name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let noun = head(&words).and_then(|it| words.get(it).copied()).unwrap_or(name);
    let has_more = head(&words).is_some_and(|it| it + 1 < words.len());
    !has_more && reading.language.is_some_and(|it| it.classes(noun).has(Class::Collection))
}

fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "of" | "for" | "in" | "to" | "from" | "on" | "by" | "with" | "behind" | "against" | "between" | "that"
    )
}

/// Where the noun of a phrase stands: before what belongs to it.
pub(crate) fn head(words: &[&str]) -> Option<usize> {
    words.iter().position(|it| is_joint(it)).unwrap_or(words.len()).checked_sub(1)
}

/// `The equilibrium involves`: what does it involve?
fn by_verb(reading: &Reading, sentence: &Sentence, text: &str, tokens: &[Token], count: usize) -> Option<Lead> {
    let verb = reading.at(tokens.last()?.span);
    let base = reading.language?.includes.iter().find(|it| it.0 == verb).map(|it| it.1)?;
    let subject = text.get(..text.len().checked_sub(verb.len())?)?.trim_end();
    let is_said = filter::stands(reading, sentence.text, &[]).is_ok() || !tokens.get(1)?.is(Class::Vague);
    let is_plain = phrase::count(subject) <= SUBJECT_WORDS && !subject.contains(',');
    let question = format!("What does {} {base}? Name the {count}.", phrase::lowered(reading, subject));
    (is_plain && is_said && tokens.len() > 2).then_some(Lead { question: Some(question), one: None, is_said: true })
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
    if words.len() > SUBJECT_WORDS || words.iter().any(points) || subject.contains([',', ':', '"', '“']) {
        return None;
    }
    let head = head(&words)?;
    let plural = words.get(head)?;
    let is_article = |it: &&str| matches!(*it, "a" | "an" | "the");
    if words.get(1..head).is_some_and(|it| it.iter().any(is_article)) {
        return None;
    }
    let one = phrase::singular(plural)?;
    // "Applications of “Personal Applications”" says nothing.
    if head + 1 == words.len() && name != subject && name.to_lowercase().contains(&plural.to_lowercase()) {
        return None;
    }
    let is_vague = language.classes(plural).has(Class::Category) || language.classes(plural).has(Class::Vague);
    let known = words.get(..head)?.iter().any(|it| !language.classes(it).has(Class::Loose) && !is_plain_attribute(it));
    let is_said = head + 1 < words.len() || !is_vague || known;
    let phrase_of = if is_said { String::new() } else { format!(" of {}", phrase::quoted(name)) };
    let before = phrase::lowered(reading, &words.get(..head)?.join(" "));
    let before = before.strip_prefix("the ").or_else(|| before.strip_prefix("some ")).unwrap_or(&before);
    let after = words.get(head + 1..)?.join(" ");
    let before = before.strip_prefix("specific ").unwrap_or(before);
    let small = format!("{before} {one}");
    let is_counted = |it: &&str| !language.classes(it).has(Class::Counting);
    let small: Vec<String> =
        small.trim().split(' ').filter(is_counted).map(|it| without_capital(reading, it)).collect();
    let of_one = format!("{} {after}", small.join(" ")).trim().to_string();
    let question = format!("{}{phrase_of}: name the {count}.", phrase::capitalised(subject));
    // Whoever does not know the examples cannot name them.
    let is_example = plural.eq_ignore_ascii_case("examples") && head + 1 == words.len();
    if is_example {
        return Some(Lead { question: None, one: None, is_said });
    }
    Some(Lead { question: Some(question), one: Some(format!("{of_one}{phrase_of}")), is_said })
}

/// A word of a title as it stands within a sentence: names and abbreviations keep their capital.
fn without_capital(reading: &Reading, word: &str) -> String {
    let is_name = word.chars().skip(1).any(char::is_uppercase) || reading.is_name_word(word);
    if is_name { word.to_string() } else { word.to_lowercase() }
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
