//! What a reader does with a card before the answer is shown, and what is thought of it.

use crate::quiz::{
    answer::{Expected, ItemVerdict, Judged, Mark, Ordered, Stretch, Suggested, Verdict, judge, judge_list},
    card::{Answer, Card},
    rating::Rating,
};

/// What the reader did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Typed a text; empty when nothing came to mind.
    Typed(String),
    /// Typed items, a line each.
    Listed(Vec<String>),
    /// Brought steps into this order: indexes into the right one.
    Ordered(Vec<usize>),
    /// Chose an option; none when nothing came to mind.
    Chosen(Option<usize>),
    /// Recalled it, and rates it; where something was to be typed or moved, gave up without having begun.
    Recalled,
    /// Gave up what was to be typed, with these lines.
    GaveUp(Vec<String>),
    /// Recalled items, and said of each whether it had come.
    Ticked(Vec<bool>),
}

impl Reply {
    /// What is kept of it: lines of a list are parted by line ends.
    pub fn text(&self, card: &Card) -> Option<String> {
        let joined = |it: Vec<&str>| Some(it.join("\n"));
        let texts = card.answer.texts();
        match (self, &card.answer) {
            (Self::Typed(text), _) => Some(text.clone()),
            (Self::Listed(lines), _) => Some(lines.join("\n")),
            (Self::GaveUp(lines), _) => Some(lines.join("\n")).filter(|it| !it.trim().is_empty()),
            (Self::Ordered(order), _) => joined(order.iter().filter_map(|it| texts.get(*it).copied()).collect()),
            (Self::Ticked(ticks), _) => joined(texts.iter().zip(ticks).filter(|it| *it.1).map(|it| *it.0).collect()),
            (Self::Chosen(chosen), Answer::Choice { options, .. }) => chosen.and_then(|it| options.get(it).cloned()),
            _ => None,
        }
    }
}

/// What is thought of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Right, close or wrong; none when only the reader can tell.
    pub verdict: Option<Verdict>,
    /// Why, as a short sentence without a full stop; may be empty.
    pub why: String,
    /// The rating that follows.
    pub suggested: Rating,
    /// What is to be shown of it.
    pub shown: Shown,
}

/// What is to be shown of a reply beside the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// The right text and the typed one, in pieces.
    Text {
        /// The right one.
        wanted: Vec<Stretch>,
        /// What was typed.
        typed: Vec<Stretch>,
    },
    /// The items of the answer, and lines that name none of them.
    Items {
        /// The items, in the order of the answer.
        items: Vec<ItemMark>,
        /// Lines too many.
        extra: Vec<String>,
    },
    /// The steps in the right order, and which of them stood in their place.
    Steps(Vec<ItemMark>),
}

/// An item of an answer, and whether it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemMark {
    /// The item.
    pub text: String,
    /// It came, or stood in its place.
    pub is_found: bool,
    /// What was typed for it, in pieces, where that is something else.
    pub typed: Vec<Stretch>,
    /// Where a step was put, from 0, if that is not its place.
    pub put_at: Option<usize>,
}

impl ItemMark {
    /// An item of which nothing was typed that would have to be shown.
    fn plain(text: &str, is_found: bool) -> Self {
        Self { text: text.into(), is_found, typed: Vec::new(), put_at: None }
    }
}

/// From this share of the items on, a list is known with effort.
const HARD_PERCENT: usize = 70;
/// Items of more words are not typed: they are shown one by one, and the reader says whether they had come.
const ITEM_WORDS: usize = 6;

/// True for a list whose items are too long to be typed.
pub fn is_long_list(answer: &Answer) -> bool {
    matches!(answer, Answer::Items(items) if items.iter().any(|it| it.split_whitespace().count() > ITEM_WORDS))
}

/// Judges a reply; `terms` are the answers of other cards, which must not be mistaken for this one, and `hubs` words of
/// so many cards that they say little.
pub fn judged(card: &Card, reply: &Reply, terms: &[String], hubs: &[String]) -> Outcome {
    match (reply, &card.answer) {
        (Reply::Typed(typed), Answer::Text(answer)) => {
            of_text(typed, judge(&Expected { answer, accept: &card.accept, terms, hubs }, typed))
        }
        (Reply::Listed(lines), Answer::Items(items)) => of_list(items, lines, hubs),
        (Reply::GaveUp(lines), Answer::Items(items)) if lines.iter().any(|it| !it.trim().is_empty()) => {
            Outcome { suggested: Rating::Again, ..of_list(items, lines, hubs) }
        }
        (Reply::Ticked(ticks), Answer::Items(items)) => {
            of_items(items.iter().zip(ticks).map(|it| ItemMark::plain(it.0, *it.1)).collect(), Vec::new())
        }
        (Reply::Ordered(order), Answer::Order(steps)) => of_order(steps, order),
        (Reply::Chosen(chosen), Answer::Choice { key, .. }) => {
            let verdict = if *chosen == Some(*key) { Verdict::Right } else { Verdict::Wrong };
            outcome(verdict, String::new(), Shown::Nothing)
        }
        (reply, answer) => {
            let suggested = if is_given_up(reply, answer) { Rating::Again } else { Rating::Good };
            Outcome { verdict: None, why: String::new(), suggested, shown: Shown::Nothing }
        }
    }
}

/// True when something was to be typed or moved, and nothing was: what is only recalled cannot be given up.
fn is_given_up(reply: &Reply, answer: &Answer) -> bool {
    match (reply, answer) {
        (Reply::GaveUp(_), _) | (Reply::Recalled, Answer::Order(_)) => true,
        (Reply::Recalled, Answer::Text(_)) => answer.is_typed(),
        (Reply::Recalled, Answer::Items(_)) => !is_long_list(answer),
        _ => false,
    }
}

fn outcome(verdict: Verdict, why: String, shown: Shown) -> Outcome {
    let suggested = match verdict {
        Verdict::Right => Rating::Good,
        Verdict::Close => Rating::Hard,
        Verdict::Wrong => Rating::Again,
    };
    Outcome { verdict: Some(verdict), why, suggested, shown }
}

fn of_text(typed: &str, judged: Judged) -> Outcome {
    if typed.trim().is_empty() {
        return outcome(Verdict::Wrong, "nothing was typed".into(), Shown::Nothing);
    }
    outcome(judged.verdict, judged.why, Shown::Text { wanted: judged.wanted, typed: judged.typed })
}

fn of_list(items: &[String], lines: &[String], hubs: &[String]) -> Outcome {
    let judged = judge_list(items, lines, Ordered::Any, hubs);
    let mark = |(text, item): (&String, &ItemVerdict)| {
        let differs = |it: &Judged| it.typed.iter().any(|it| it.mark != Mark::Same);
        let typed = match item {
            ItemVerdict::Found { judged, .. } if differs(judged) => judged.typed.clone(),
            _ => Vec::new(),
        };
        ItemMark { typed, ..ItemMark::plain(text, matches!(item, ItemVerdict::Found { .. })) }
    };
    let marks = items.iter().zip(&judged.items).map(mark).collect();
    let suggested = match judged.suggested {
        Suggested::Again => Rating::Again,
        Suggested::Hard => Rating::Hard,
        Suggested::Good => Rating::Good,
    };
    Outcome { suggested, ..of_items(marks, judged.extra) }
}

fn of_items(items: Vec<ItemMark>, extra: Vec<String>) -> Outcome {
    let found = items.iter().filter(|it| it.is_found).count();
    let why = format!("{found} of {}", items.len());
    outcome(share(found, items.len()), why, Shown::Items { items, extra })
}

fn share(found: usize, all: usize) -> Verdict {
    match found {
        _ if found == all => Verdict::Right,
        _ if found * 100 >= all * HARD_PERCENT => Verdict::Close,
        _ => Verdict::Wrong,
    }
}

/// Steps that stand in order among themselves count: one step that stands elsewhere is one fault, not many. Marked is
/// each step by its own place.
fn of_order(steps: &[String], order: &[usize]) -> Outcome {
    let mark = |(at, text): (usize, &String)| {
        let put_at = order.iter().position(|it| *it == at).filter(|it| *it != at);
        ItemMark { put_at, ..ItemMark::plain(text, order.get(at) == Some(&at)) }
    };
    let marks: Vec<ItemMark> = steps.iter().enumerate().map(mark).collect();
    let [found, placed] = [longest_run(order).len(), marks.iter().filter(|it| it.is_found).count()];
    let why = match found == steps.len() {
        true => String::new(),
        false if found == placed => format!("{found} of {} in order", steps.len()),
        false => format!("{found} of {} in order, {placed} in place", steps.len()),
    };
    outcome(share(found, steps.len()), why, Shown::Steps(marks))
}

/// The longest rising row of numbers in `order`; of several the first that is found.
fn longest_run(order: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for &step in order {
        let before = best.iter().filter(|it| it.last().is_some_and(|last| *last < step));
        let mut run = before.max_by_key(|it| it.len()).cloned().unwrap_or_default();
        run.push(step);
        best.push(run);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_out_of_place_is_one_fault() {
        assert_eq!(longest_run(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_run(&[3, 0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_run(&[1, 0]).len(), 1);
        assert_eq!(longest_run(&[]), [0usize; 0]);
    }

    #[test]
    fn every_step_is_marked_by_its_own_place() {
        let steps: Vec<String> = ["avert", "diffuse", "democratize"].map(String::from).into();
        let check = |order: &[usize], verdict: Verdict, why: &str, places: [Option<usize>; 3]| {
            let Outcome { verdict: found, why: said, shown: Shown::Steps(marks), .. } = of_order(&steps, order) else {
                panic!("{order:?}")
            };
            assert_eq!((found, said.as_str()), (Some(verdict), why), "{order:?}");
            assert_eq!(marks.iter().map(|it| it.put_at).collect::<Vec<_>>(), places, "{order:?}");
            assert!(marks.iter().all(|it| it.is_found == it.put_at.is_none()), "{order:?}");
        };
        check(&[0, 1, 2], Verdict::Right, "", [None; 3]);
        check(&[2, 1, 0], Verdict::Wrong, "1 of 3 in order", [Some(2), None, Some(0)]);
        check(&[1, 2, 0], Verdict::Wrong, "2 of 3 in order, 0 in place", [Some(2), Some(0), Some(1)]);
    }
}
