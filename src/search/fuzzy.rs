//! Ranking short names by letters typed in any completeness.

use crate::search::fold::fold;
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

/// The names that hold all words of `query` as letters in order, as indexes, best first. An empty query gives all,
/// as they stand.
pub fn rank(query: &str, names: &[&str]) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(|it| fold(it, true)).collect();
    if words.is_empty() {
        return (0..names.len()).collect();
    }
    let scored = names.iter().enumerate().filter_map(|(at, name)| Some((score(&words, &fold(name, true))?, at)));
    let mut found: Vec<(i64, usize)> = scored.collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    found.into_iter().map(|it| it.1).collect()
}

/// A fresh matcher for every name: its scores may depend on what it matched before.
fn score(words: &[String], name: &str) -> Option<i64> {
    words.iter().map(|word| SkimMatcherV2::default().fuzzy_match(name, word)).sum()
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn words_in_any_order_and_letters_in_between() {
        let names = ["next section", "previous section", "search", "order of timestamps"];
        let best = |query: &str| rank(query, &names).first().map(|it| names[*it]);
        assert_eq!(best("section prev"), Some("previous section"));
        assert_eq!(best("ordtim"), Some("order of timestamps"));
        assert_eq!(best("zzz"), None);
        assert_eq!(rank("", &names).len(), 4);
    }
}
