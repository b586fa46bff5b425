//! Hub words: those of so many cards of a session that they tell none of its answers from another.

use crate::quiz::answer::{
    language::Language,
    words::{Kind, words},
};
use foldhash::{HashMap, HashSet};

/// Of fewer cards nothing can be said.
const FEWEST_CARDS: usize = 6;

/// A word of more cards than this share is a hub.
const HUB_PERCENT: usize = 30;

/// The words that stand in more than 30 % of these cards, of which each is given by its texts; none with fewer than six
/// cards. Sorted, folded, in the singular. Numbers, negations, measures and dates never say little.
pub fn hub_words<'a>(cards: impl Iterator<Item = Vec<&'a str>>) -> Vec<String> {
    let language = Language::english();
    let (mut counts, mut all): (HashMap<String, usize>, usize) = (HashMap::default(), 0);
    for texts in cards {
        all += 1;
        let words = texts.iter().flat_map(|it| words(it, language));
        let telling = words.filter(|it| {
            it.kind == Kind::Letters
                && !language.is_small(&it.text)
                && !language.is_negation(&it.text)
                && !language.is_unit(&it.stem)
                && !language.is_date(&it.stem)
        });
        for stem in telling.map(|it| it.stem).collect::<HashSet<_>>() {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let hubs = counts.into_iter().filter(|it| all >= FEWEST_CARDS && it.1 * 100 > all * HUB_PERCENT);
    let mut hubs: Vec<String> = hubs.map(|it| it.0).collect();
    hubs.sort_unstable();
    hubs
}

#[cfg(test)]
mod tests {
    use super::hub_words;

    #[test]
    fn words_of_many_cards_are_hubs() {
        let card = |it: usize| vec![if it < 3 { "Which AIs are not 3?" } else { "Norway" }, "AI"];
        assert_eq!(hub_words((0..6).map(card)), ["ai", "norway", "which"]);
        assert_eq!(hub_words((0..10).map(card)), ["ai", "norway"]);
        assert_eq!(hub_words((0..5).map(card)), [""; 0]);
    }
}
