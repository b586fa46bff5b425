//! Names of persons: the last name alone, and the name without its title, are nearly the answer.

use crate::quiz::answer::{
    amounts::roman,
    compare::{Near, Outcome, Setting, compare},
    fold::fold,
    language::{Class, Language},
    words::{Word, words},
};
use unicode_normalization::char::is_combining_mark;

/// A name may be cut down to this.
struct Shorter {
    words: Vec<Word>,
    missing: Vec<String>,
}

/// Close where the typed words are the name in `text` cut down, or that name with a title; else nothing. With it the
/// words that were held against the typed ones.
pub fn shortened(text: &str, typed: &[Word], setting: &Setting) -> Option<(Outcome, Vec<Word>)> {
    let language = setting.language;
    let is_same = |one: &[Word], other: &[Word]| {
        matches!(compare(one, other, setting), Outcome::Same | Outcome::Slips(_) | Outcome::Rewritten)
    };
    let all = [last_name(text, language), without_title(text, language)];
    if let Some(it) = all.into_iter().flatten().find(|it| is_same(&it.words, typed)) {
        return Some((Outcome::Close(Near::Less(it.missing)), it.words));
    }
    let (title, rest) = typed.split_first().filter(|it| language.is(Class::Title, &it.0.text) && !it.1.is_empty())?;
    let wanted = words(text, language);
    let has_capitals = text.split_whitespace().all(is_capitalised);
    (has_capitals && is_same(&wanted, rest)).then(|| (Outcome::Close(Near::More(vec![title.text.clone()])), wanted))
}

fn shorter(text: &str, from: usize, language: &Language) -> Shorter {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [missing, left] = [parts.get(..from), parts.get(from..)].map(|it| it.unwrap_or_default().join(" "));
    let missing = words(&missing, language).into_iter().map(|it| it.text).collect();
    Shorter { words: words(&left, language), missing }
}

/// The last of two or three names: all capitalised, the last no word for a thing, the first none that begins the name
/// of a place.
fn last_name(text: &str, language: &Language) -> Option<Shorter> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let is_name = (2..=3).contains(&parts.len()) && parts.iter().all(|it| is_capitalised(it));
    let [first, last] = [parts.first()?, parts.last()?].map(|it| fold(it));
    let is_given = language.is(Class::Given, &first);
    let is_thing = language.is(Class::Thing, &language.singular(&last)) || language.is(Class::Thing, &last);
    let ends_as_thing = last.ends_with('s') || language.ends_as(Class::ThingEnding, &last);
    let is_place = language.is(Class::Place, &first) || language.is_article(&first);
    let is_person = is_name && !is_thing && !is_place && (is_given || !ends_as_thing);
    is_person.then(|| shorter(text, parts.len() - 1, language))
}

/// A name behind its title.
fn without_title(text: &str, language: &Language) -> Option<Shorter> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let titles = parts.iter().take_while(|it| language.is(Class::Title, &bare(it))).count();
    let is_name = parts.get(titles..)?.iter().all(|it| is_capitalised(it));
    (titles > 0 && titles < parts.len() && is_name).then(|| shorter(text, titles, language))
}

fn bare(word: &str) -> String {
    fold(word.trim_end_matches('.'))
}

/// True for a capital with small letters after it, or for a numeral.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let is_upper = letters.next().is_some_and(char::is_uppercase);
    let is_plain =
        word.chars().all(|it| it.is_alphabetic() || is_combining_mark(it) || matches!(it, '\'' | '’' | '-' | '.'));
    is_upper && is_plain && (letters.any(char::is_lowercase) || roman(&fold(word)).is_some())
}
