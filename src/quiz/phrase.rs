//! Small changes that make a phrase of the note fit into a question.

use crate::quiz::{
    language::{Class, Language},
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

/// True for a noun with what belongs to it: `A fund that follows an index`, no verb but those of clauses inside.
pub(crate) fn is_noun(language: &Language, text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',', ';', ':']).filter(|it| !it.is_empty()).collect();
    let (mut clauses, mut has_clause, mut last_verb) = (0u32, false, 0);
    for at in 1..words.len() {
        let before = words[at - 1];
        if matches!(
            words[at],
            "that"
                | "which"
                | "who"
                | "where"
                | "whose"
                | "whom"
                | "when"
                | "whether"
                | "if"
                | "as"
                | "what"
                | "how"
                | "before"
                | "after"
                | "until"
                | "while"
                | "because"
        ) {
            clauses += 1;
            has_clause = true;
        } else if is_verb(language, &words, at, has_clause) && before != "to" {
            let goes_on = last_verb > 0 && at - last_verb <= 2;
            let is_joined = has_clause && matches!(before, "and" | "or" | "but" | "then");
            last_verb = at;
            if goes_on || is_joined {
                continue;
            }
            if clauses == 0 {
                return false;
            }
            clauses -= 1;
        }
    }
    true
}

/// True when a word of a text is a verb, as its ending and its neighbours tell.
fn is_verb(language: &Language, words: &[&str], at: usize, has_clause: bool) -> bool {
    let (it, before) = (words[at], words[at - 1]);
    let next = words.get(at + 1).copied().unwrap_or_default();
    if !it.starts_with(char::is_lowercase) {
        return false;
    }
    let classes = language.classes(it);
    let is_led = matches!(before, "a" | "an" | "the" | "of" | "in" | "for" | "its" | "their" | "and" | "or");
    let opens = |word: &str| {
        matches!(word, "a" | "an" | "the" | "its" | "their" | "his" | "her" | "it" | "them" | "every" | "all" | "more")
    };
    let is_adverb = |word: &str| word.ends_with("ly") || matches!(word, "never" | "also" | "often" | "always" | "not");
    let is_third = it.len() > 3 && it.ends_with('s') && !is_led && singular(it).is_some();
    classes.has(Class::Finite) && !classes.has(Class::Vague)
        || classes.has(Class::Third) && !is_led
        || it.ends_with("ed") && opens(next)
        || is_third && (opens(next) || is_adverb(before) || matches!(next, "on" | "upon"))
        || !has_clause
            && classes.has(Class::Verb)
            && before.ends_with('s')
            && !before.ends_with("'s")
            && singular(before).is_some()
        || classes.has(Class::Past) && !matches!(next, "by" | "in" | "of" | "from" | "with" | "for" | "on" | "as")
}

/// A plural as one of its kind.
pub(crate) fn singular(word: &str) -> Option<String> {
    let end = |suffix: &str| word.strip_suffix(suffix);
    if word.len() < 4 || end("ics").is_some() || end("ss").is_some() || end("us").is_some() || end("is").is_some() {
        return None;
    }
    if let Some(root) = end("ies") {
        return Some(format!("{root}y"));
    }
    let is_hissing = ["ches", "shes", "sses", "xes"].iter().any(|it| word.ends_with(it));
    if is_hissing {
        return end("es").map(str::to_string);
    }
    end("s").map(str::to_string)
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
