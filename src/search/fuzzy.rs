//! Ranking short names by letters typed in any completeness.

use crate::search::fold::fold;
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

/// The names that hold all words of `query` as letters in order, best first: index and the byte ranges
/// of single letters that matched. An empty query gives all, as they stand.
pub fn rank(query: &str, names: &[&str]) -> Vec<(usize, Vec<usize>)> {
    let words: Vec<String> = query.split_whitespace().map(|it| fold(it, true)).collect();
    if words.is_empty() {
        return (0..names.len()).map(|at| (at, Vec::new())).collect();
    }
    let scored = names.iter().enumerate().filter_map(|(at, name)| {
        let (score, marks) = score(&words, &fold(name, true))?;
        Some((score, at, marks))
    });
    let mut found: Vec<_> = scored.collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    found.into_iter().map(|(_, at, marks)| (at, marks)).collect()
}

/// A fresh matcher for every name: its scores may depend on what it matched before.
fn score(words: &[String], name: &str) -> Option<(i64, Vec<usize>)> {
    let (mut total, mut marks) = (0, Vec::new());
    for word in words {
        let (score, letters) = SkimMatcherV2::default().fuzzy_indices(name, word)?;
        total += score;
        marks.extend(letters);
    }
    marks.sort_unstable();
    marks.dedup();
    Some((total, marks))
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn words_in_any_order_and_letters_in_between() {
        let names = ["next section", "previous section", "search", "order of timestamps"];
        let best = |query: &str| rank(query, &names).first().map(|it| names[it.0]);
        assert_eq!(best("section prev"), Some("previous section"));
        assert_eq!(best("ordtim"), Some("order of timestamps"));
        assert_eq!(best("zzz"), None);
        assert_eq!(rank("", &names).len(), 4);
    }
}
