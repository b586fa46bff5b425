//! Small changes that make a phrase of the note fit into a question.

use crate::quiz::{
    language::{Class, Classes, Language},
    people::bare_name,
    reading::Reading,
};

/// How many blank-separated words a text has.
pub(crate) fn count(text: &str) -> usize {
    let blanks = memchr::memchr_iter(b' ', text.as_bytes()).count();
    if text.is_empty() { 0 } else { blanks + 1 }
}

/// A text with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| joined(it.to_uppercase(), chars.as_str()))
}

/// A letter in another case, and what follows it.
fn joined(letter: impl Iterator<Item = char>, rest: &str) -> String {
    let mut whole = String::with_capacity(rest.len() + 4);
    whole.extend(letter);
    whole + rest
}

/// A text that begins a sentence, as it stands within one: its first letter small, unless it is a name.
pub(crate) fn lowered(reading: &Reading, text: &str) -> String {
    let first = text.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let small = first.to_lowercase();
    let is_common = |language: &crate::quiz::language::Language| {
        let classes = language.classes(first);
        [Class::Function, Class::Verb, Class::Vague, Class::Loose, Class::Counting]
            .into_iter()
            .any(|it| classes.has(it))
    };
    let is_acronym = first.chars().nth(1).is_some_and(char::is_uppercase);
    let is_word = reading.language.is_some_and(is_common) || (small.len() > 2 && reading.has_more_than(0, &small));
    let endings = ["al", "ing", "ed", "ive", "ous", "tion", "ment", "ness", "ity", "ly", "ic", "ed", "ies"];
    let is_word = is_word || (small.len() > 4 && endings.iter().any(|it| small.ends_with(it)));
    if first.is_empty() || first == "I" || is_acronym || !is_word {
        return text.to_string();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| joined(it.to_lowercase(), chars.as_str()))
}

/// The pieces of a text between signs, which are ASCII; a table of bytes costs less than a look at each character.
pub(crate) fn split(text: &str, is_sign: fn(u8) -> bool) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        while bytes.get(from).is_some_and(|it| is_sign(*it)) {
            from += 1;
        }
        let length = bytes.get(from..)?.iter().position(|it| is_sign(*it)).unwrap_or(bytes.len() - from);
        let piece = text.get(from..from + length).filter(|it| !it.is_empty());
        from += length;
        piece
    })
}

/// A word among others.
#[derive(Clone, Copy, Default)]
struct Near<'a> {
    text: &'a str,
    classes: Classes,
    is_small: bool,
}

/// True for a noun with what belongs to it: `A fund that follows an index`, no verb but those of clauses inside.
pub(crate) fn is_noun(language: &Language, text: &str) -> bool {
    let near = |text| {
        let classes = language.classes(text);
        Near { text, classes, is_small: text.starts_with(char::is_lowercase) }
    };
    let mut words = split(text, |it| matches!(it, b' ' | b',' | b';' | b':')).map(near);
    let (mut clauses, mut has_clause, mut since_verb) = (0u32, false, NEVER);
    let Some(mut before) = words.next() else { return true };
    let mut next = words.next();
    while let Some(it) = next {
        next = words.next();
        since_verb += 1;
        if it.is_small && it.classes.has(Class::Clause) && bare_name(it.text) == it.text {
            clauses += 1;
            has_clause = true;
        } else if it.is_small && is_verb(before, it, next.unwrap_or_default(), has_clause) && before.text != "to" {
            let goes_on = since_verb <= 2;
            let is_joined = has_clause && matches!(before.text, "and" | "or" | "but" | "then");
            since_verb = 0;
            if !(goes_on || is_joined) {
                if clauses == 0 {
                    return false;
                }
                clauses -= 1;
            }
        }
        before = it;
    }
    true
}

/// No verb was met so far.
const NEVER: u32 = 1 << 16;

/// True when a word of a text is a verb, as its ending and its neighbours tell.
fn is_verb(before: Near, it: Near, next: Near, has_clause: bool) -> bool {
    let is_led = || matches!(before.text, "a" | "an" | "the" | "of" | "in" | "for" | "its" | "their" | "and" | "or");
    let opens = || {
        matches!(
            next.text,
            "a" | "an" | "the" | "its" | "their" | "his" | "her" | "it" | "them" | "every" | "all" | "more"
        )
    };
    let is_adverb = |word: &str| word.ends_with("ly") || matches!(word, "never" | "also" | "often" | "always" | "not");
    let is_third = || it.text.len() > 3 && is_plural(it.text) && !is_led();
    it.classes.has(Class::Finite) && !it.classes.has(Class::Vague)
        || it.classes.has(Class::Third) && !is_led()
        || it.text.ends_with("ed") && opens()
        || is_third() && (opens() || is_adverb(before.text) || matches!(next.text, "on" | "upon"))
        || !has_clause && it.classes.has(Class::Verb) && !before.text.ends_with("'s") && is_plural(before.text)
        || it.classes.has(Class::Past)
            && !matches!(next.text, "by" | "in" | "of" | "from" | "with" | "for" | "on" | "as")
}

/// A plural as one of its kind.
pub(crate) fn singular(word: &str) -> Option<String> {
    let end = |suffix: &str| word.strip_suffix(suffix);
    if !is_plural(word) {
        return None;
    }
    if let Some(root) = end("ies") {
        return Some(format!("{root}y"));
    }
    let is_hissing = ["ches", "shes", "sses", "xes"].iter().any(|it| word.ends_with(it));
    end(if is_hissing { "es" } else { "s" }).map(str::to_string)
}

/// True for a word that ends as plurals do.
pub(crate) fn is_plural(word: &str) -> bool {
    let is_other = |it: &[u8]| matches!(it, [.., b'i', b'c', b's'] | [.., b's' | b'u' | b'i', b's']);
    word.len() >= 4 && word.ends_with('s') && !is_other(word.as_bytes())
}

/// A text as it is quoted in a question: quotes inside it become single ones.
pub(crate) fn quoted(text: &str) -> String {
    let inside = text.trim_end_matches(['.', ',', ';', ':', ' ']);
    if !inside.contains(['"', '“', '”']) {
        return ["“", inside, "”"].concat();
    }
    let mut is_open = false;
    let single = |it: char| match it {
        '“' => '‘',
        '”' => '’',
        '"' => {
            is_open = !is_open;
            if is_open { '‘' } else { '’' }
        }
        it => it,
    };
    format!("“{}”", inside.chars().map(single).collect::<String>())
}

/// A text that is short enough to be an answer, and what was cut off it: where something is added after a comma.
/// None when it is too long and cannot be cut; `is_said` tells whether what is left says something by itself.
pub(crate) fn shortened(text: &str, is_said: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    if count(text) <= ANSWER_WORDS {
        return Some((text, ""));
    }
    let ends = text.match_indices([',', ';']).map(|it| it.0).filter(|at| {
        let (head, rest) = text.split_at_checked(*at).unwrap_or((text, ""));
        let is_open = head.matches('(').count() != head.matches(')').count() || head.matches('"').count() % 2 == 1;
        let mut next = rest.trim_start_matches([',', ' ']).split(|it: char| !it.is_alphanumeric());
        let next = next.next().unwrap_or_default();
        let is_added = rest.starts_with(';')
            || ADDING.contains(&next)
            || (next.len() > 5 && next.ends_with("ing") && next != "leading");
        let is_half = matches!(head.split(' ').next(), Some("If" | "While" | "When" | "Although" | "Though"));
        !is_open
            && !is_half
            && count(head) * 2 >= count(text)
            && is_added
            && (CUT_WORDS..=ANSWER_WORDS).contains(&count(head))
            && is_said(head)
    });
    let end = ends.last()?;
    Some((text.get(..end)?, text.get(end..)?.trim_start_matches([',', ';', ' '])))
}

/// What begins an addition that may be left out.
const ADDING: &[&str] =
    &["which", "where", "especially", "such", "potentially", "with", "as", "thus", "thereby", "particularly", "rather"];

/// An answer has so many words at most, and one that was cut so many at least.
const ANSWER_WORDS: usize = 25;
const CUT_WORDS: usize = 7;

/// A noun phrase with `a` or `an`.
pub(crate) fn with_article(text: &str) -> String {
    let article = if text.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {text}")
}

/// Digits with what belongs to an amount; `GPT-4`, `9/11` and `3rd` are none.
pub(crate) fn is_amount(word: &str) -> bool {
    let digits = word.trim_start_matches(['$', '€', '£', '+', '~']);
    let plain = digits.trim_end_matches(['%', 'x', 'k', 'K', 'M', 'B', 'T', '+', 's']);
    let is_plain = plain.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | '-' | '–' | '$' | '%'));
    is_plain && digits.len() - plain.len() <= 2 && plain != "0" && plain != "1"
}

/// Four digits that are a year.
pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|it| (1000..2200).contains(&it))
}
