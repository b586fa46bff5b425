//! Ranking a list of names by words typed in any completeness.

use crate::search::{
    fit::{Fitter, Mercy, finesse, merged},
    fold::Folded,
    query::Query,
    word::Word,
};
use std::{cmp::Reverse, ops::Range};

/// The names that hold all words of `query`, as indexes, best first: as words, beginnings of words, initials, or letters
/// left out of one; a typo is forgiven where nothing else is found. An empty query gives all, as they stand.
pub fn rank(query: &str, names: &[&str]) -> Vec<usize> {
    rank_marked(query, names).into_iter().map(|it| it.0).collect()
}

/// As [`rank`], each with the letters that matched, as ranges of bytes of the name, in order and apart.
pub fn rank_marked(query: &str, names: &[&str]) -> Vec<(usize, Vec<Range<usize>>)> {
    let query = Query::plain(query);
    if query.words().is_empty() {
        return (0..names.len()).map(|it| (it, Vec::new())).collect();
    }
    let folded: Vec<Folded> = names.iter().map(|it| Folded::new(it)).collect();
    let found = fitting(&folded, names, query.words(), Mercy::Denied);
    if found.is_empty() { fitting(&folded, names, query.words(), Mercy::Granted) } else { found }
}

fn fitting(folded: &[Folded], names: &[&str], query: &[Word], mercy: Mercy) -> Vec<(usize, Vec<Range<usize>>)> {
    let mut fitter = Fitter::default();
    let mut found: Vec<(i32, usize, Vec<Range<usize>>)> = Vec::new();
    for (at, (folded, name)) in folded.iter().zip(names).enumerate() {
        let agrees = query.iter().all(|it| !it.is_strict() || it.agrees(name) == it.is_wanted());
        let Some(score) = fitter.score(&folded.text, query, mercy).filter(|_| agrees) else { continue };
        let marks = fitter.marks().into_iter().map(|it| folded.origin(it)).collect();
        found.push((score + finesse(&folded.text, query), at, merged(marks)));
    }
    found.sort_by_key(|it| (Reverse(it.0), it.1));
    found.into_iter().map(|it| (it.1, it.2)).collect()
}

#[cfg(test)]
mod tests {
    use super::{rank, rank_marked};

    #[test]
    fn words_in_any_order_and_letters_in_between() {
        let names = ["next section", "previous section", "search", "order of timestamps"];
        let best = |query: &str| rank(query, &names).first().map(|it| names[*it]);
        assert_eq!(best("section prev"), Some("previous section"));
        assert_eq!(best("ordtim"), Some("order of timestamps"));
        assert_eq!(best("serach"), Some("search"));
        assert_eq!(best("zzz"), None);
        assert_eq!(rank("", &names).len(), 4);
    }

    #[test]
    fn letters_by_chance_are_no_match() {
        let names = ["Decentralization and democratization in AI development", "Humanoid robots", "Role of hardware"];
        assert_eq!(rank("zzzz", &names), [0; 0]);
        assert_eq!(rank("robot", &names), [1]);
    }

    #[test]
    fn marks_are_bytes_of_the_name_itself() {
        let names = ["Über Cafés", "Order of timestamps"];
        let marked = |query: &str| -> Vec<String> {
            let found = rank_marked(query, &names);
            found
                .iter()
                .flat_map(|(at, marks)| marks.iter().map(|it| names[*at].get(it.clone()).unwrap().to_string()))
                .collect()
        };
        assert_eq!(marked("cafe uber"), ["Über", "Café"]);
        assert_eq!(marked("ordtim"), ["Ord", "tim"]);
    }
}
