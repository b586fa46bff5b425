//! Names that a sentence only mentions: any other would do in their place.

use crate::quiz::card::{Refusal, Rule};

/// Refuses a name for what stands `before` and `after` it in its sentence.
pub(crate) fn check(name: &str, before: &str, after: &str) -> Result<(), Refusal> {
    let no = |why: &str| Err((Rule::Ambiguous, format!("“{name}” {why}")));
    if is_bracketed(before) && !before.ends_with("the ") {
        return no("stands in brackets, where others would do");
    }
    if OPENINGS.iter().any(|it| before.starts_with(it)) {
        return no("is in the half of the sentence that leads to the other");
    }
    let owned = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s ")).unwrap_or_default();
    if ["latest ", "new ", "newest ", "upcoming "].iter().any(|it| owned.starts_with(it)) {
        return no("has something new, as many have");
    }
    if [" see ", " cf. ", "(see ", "particularly with "].iter().any(|it| before.ends_with(it)) {
        return no("is where to look, or one of many");
    }
    let is_last = after.trim_end_matches(['.', '"', '”', ')']).is_empty();
    if is_last && [" and ", " or "].iter().any(|it| before.ends_with(it)) {
        return no("is the last of several");
    }
    Ok(())
}

/// What begins a sentence whose first half, or whose day, is not what it is about.
const OPENINGS: &[&str] = &["While ", "Although ", "Instead of ", "If ", "Currently, ", "Today, ", "Now, "];

/// True within a bracket that is still open.
fn is_bracketed(before: &str) -> bool {
    before.matches('(').count() > before.matches(')').count()
}

/// What stands before a place.
pub(crate) const PLACING: &[&str] =
    &["in", "to", "from", "of", "on", "across", "outside", "into", "around", "within", "for", "at", "with"];

/// `Chinese`, `American`: of where something is, guessed from the rest.
pub(crate) fn is_of_a_people(word: &str) -> bool {
    ["ese", "ian", "ican", "ish", "pean"].iter().any(|it| word.ends_with(it))
        || matches!(word, "German" | "French" | "Greek" | "Dutch" | "Latin")
}

/// True when a text holds a word, in any case.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        return text.as_bytes().windows(word.len().max(1)).any(|it| it.eq_ignore_ascii_case(word.as_bytes()));
    }
    text.to_lowercase().contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_only_mentioned_are_no_questions() {
        for (before, after) in [
            ("Meta (formerly ", ") published papers."),
            ("A rumor (e.g., a viral ", " video) spreads in hours."),
            ("While ", "'s rise took decades, his success rests on others."),
            ("", "'s latest model reads a million words."),
            ("It reads what lies in calendars, accounts and ", "."),
        ] {
            assert!(check("Facebook", before, after).is_err(), "{before}…{after}");
        }
        for (before, after) in [
            ("Fear has often justified power (as with the ", " after 9/11)."),
            ("", "'s strong institutions helped it avoid the resource curse."),
            ("The oil fund of ", " is the largest there is."),
        ] {
            assert!(check("Norway", before, after).is_ok(), "{before}…{after}");
        }
    }
}
