//! Where in a sentence the words stand that its card asks for.

/// Some words of a sentence and what stands around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hole<'a> {
    /// How many words stand before and after them.
    before: usize,
    after: usize,
    /// The word before and the word after them.
    last: Option<&'a str>,
    next: Option<&'a str>,
}

impl Hole<'_> {
    /// True for the same place in a sentence that may have been edited: as far from one end, or beside the same word.
    pub fn is_at(&self, other: &Self) -> bool {
        let is_same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
        self.before == other.before
            || self.after == other.after
            || is_same(self.last, other.last)
            || is_same(self.next, other.next)
    }
}

/// The place of whole words in a text, the first one.
pub(crate) fn find<'a>(text: &'a str, words: &str) -> Option<Hole<'a>> {
    let mut places = text.match_indices(words).map(|it| it.0).filter(|_| !words.is_empty());
    let at = places.find(|at| is_edge(text, *at) && is_edge(text, at + words.len()))?;
    let (before, rest) = text.split_at_checked(at)?;
    // `'s` belongs to the hole.
    let after = rest.split_at_checked(words.len())?.1.split_once(' ').map_or("", |it| it.1);
    Some(Hole {
        before: before.split_whitespace().count(),
        after: after.split_whitespace().count(),
        last: before.split_whitespace().next_back(),
        next: after.split_whitespace().next(),
    })
}

fn is_edge(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    !(is_letter(before.chars().next_back()) && is_letter(after.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(find("how norway's strong institutions", "norway").is_some());
        assert!(find("in 1973", "1973").is_some() && find("in 19730", "1973").is_none());
        assert!(find("anything", "thing").is_none() && find("anything", "").is_none());
    }

    #[test]
    fn a_hole_is_known_by_what_stands_around_it() {
        let of = |text, words| find(text, words).unwrap();
        let old = of("in 1563 students from norway began farming", "1563");
        assert!(old.is_at(&of("restoring 1845 pupils from kenya began farming", "1845")));
        assert!(old.is_at(&of("early in 1845 students of kenya", "1845")));
        assert!(!old.is_at(&of("in spring students from kenya began farming", "kenya")));
    }
}
