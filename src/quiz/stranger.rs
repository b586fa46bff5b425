//! Whether an explanation speaks of somebody whom it does not name.

use crate::quiz::{language::Class, maker::Maker, mask, shape::is_person};

/// A word for a person in an answer that neither the term nor the words before it name; `explained` is all that is said of
/// the term.
pub(crate) fn of<'a>(maker: &Maker, term: &str, explained: &str, answer: &'a str) -> Option<&'a str> {
    let language = maker.reading.language?;
    // Most texts speak of nobody.
    if !mask::pieces(answer).any(|it| language.classes(it.1).has(Class::Gendered)) {
        return None;
    }
    let is_name = |it: &str| it.starts_with(char::is_uppercase) && !language.classes(it).has(Class::Function);
    if is_person(language, answer) || term.split(' ').skip(1).any(is_name) && explained.starts_with("A ") {
        return None;
    }
    let mut has_name = false;
    let mut depth = 0usize;
    answer.split_inclusive(|it: char| !(it.is_alphanumeric() || it == '\'')).enumerate().find_map(|(at, piece)| {
        let it = piece.trim_end_matches(|it: char| !(it.is_alphanumeric() || it == '\''));
        let is_gendered = language.classes(it).has(Class::Gendered);
        // A name in brackets is an example, not who is meant.
        has_name |= depth == 0 && is_name(it) && (at > 0 || maker.reading.is_name_word(it));
        depth = (depth + piece.matches('(').count()).saturating_sub(piece.matches(')').count());
        (is_gendered && !has_name).then_some(it)
    })
}
