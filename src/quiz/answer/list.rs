//! The verdict on answers of several lines: which items were found, missed or put in another place, and what is extra.

use crate::quiz::answer::{
    judge::judge,
    pairing::{BEST, Fits, in_any_order, in_one_order},
    verdict::{Expected, Judged, Verdict},
};

/// Whether the order of a list matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordered {
    /// It does not.
    Any,
    /// It does: the longest row of items in their order counts.
    InOrder,
}

/// The rating that fits a list; the learner may give another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// Less than 70 % was found.
    Again,
    /// At least 70 %, or all with one of them close.
    Hard,
    /// All of it.
    Good,
}

/// A verdict on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListJudged {
    /// What became of every item, in the order of the list.
    pub items: Vec<ItemVerdict>,
    /// The lines that are no item, as they were typed.
    pub extra: Vec<String>,
    /// Right for all, close from 70 %, else wrong.
    pub verdict: Verdict,
    /// The rating that fits.
    pub suggested: Suggested,
}

/// What became of one item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemVerdict {
    /// A line is this item, right or close.
    Found {
        /// An index into the typed lines.
        line: usize,
        /// The verdict on it.
        judged: Judged,
    },
    /// A line is this item, but stands before or after others that it should not: it counts as missed.
    Misplaced {
        /// An index into the typed lines.
        line: usize,
    },
    /// No line is this item.
    Missed,
}

/// Judges the lines that were typed for a list; empty ones do not count. The items are each other's other terms. `hubs`
/// are the hub words of the deck.
pub fn judge_list(wanted: &[String], typed: &[String], ordered: Ordered, hubs: &[String]) -> ListJudged {
    let lines: Vec<(usize, &String)> = typed.iter().enumerate().filter(|it| !it.1.trim().is_empty()).collect();
    // Whoever types many times more lines than there are items is not judged on all of them.
    let considered = lines.get(..lines.len().min(2 * wanted.len() + MANY)).unwrap_or_default();
    let is_short = wanted.len() <= LONG_LIST;
    let judged = |item: &String| -> Vec<Judged> {
        let others: Vec<String> = wanted.iter().filter(|it| is_short && *it != item).cloned().collect();
        let expected = Expected { answer: item, terms: &others, hubs, accept: &[] };
        considered.iter().map(|it| judge(&expected, it.1)).collect()
    };
    let table: Vec<Vec<Judged>> = wanted.iter().map(judged).collect();
    let fits: Fits = table.iter().map(|row| row.iter().map(|it| fit(it.verdict)).collect()).collect();
    let anywhere = in_any_order(&fits, considered.len());
    let in_place = match ordered {
        Ordered::Any => anywhere.clone(),
        Ordered::InOrder => in_one_order(&fits, considered.len()),
    };
    let line_of = |at: usize| considered.get(at).map(|it| it.0);
    let mut left: Vec<usize> = (0..considered.len()).filter(|it| !in_place.contains(&Some(*it))).collect();
    let items = table.into_iter().zip(&in_place).zip(&anywhere).map(|((row, place), anywhere)| {
        let found = place.and_then(|it| Some((line_of(it)?, row.into_iter().nth(it)?)));
        if let Some((line, judged)) = found {
            return ItemVerdict::Found { line, judged };
        }
        let elsewhere = anywhere.and_then(|it| left.iter().position(|at| *at == it));
        elsewhere
            .and_then(|it| line_of(left.remove(it)))
            .map_or(ItemVerdict::Missed, |line| ItemVerdict::Misplaced { line })
    });
    let items: Vec<ItemVerdict> = items.collect();
    concluded(items, typed)
}

const MANY: usize = 20;

/// In a longer list the items are not held against each other: that costs the cube of its length.
const LONG_LIST: usize = 40;

fn fit(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Right => BEST,
        Verdict::Close => 1,
        Verdict::Wrong => 0,
    }
}

fn concluded(items: Vec<ItemVerdict>, typed: &[String]) -> ListJudged {
    let is_used = |at: usize| {
        items
            .iter()
            .any(|it| matches!(it, ItemVerdict::Found { line, .. } | ItemVerdict::Misplaced { line } if *line == at))
    };
    let extra = typed.iter().enumerate().filter(|it| !is_used(it.0) && !it.1.trim().is_empty());
    let extra = extra.map(|it| it.1.clone()).collect();
    let verdicts: Vec<Verdict> = items.iter().filter_map(ItemVerdict::verdict).collect();
    let (found, all) = (verdicts.len(), items.len());
    let suggested = if found == all && all > 0 && verdicts.iter().all(|it| *it == Verdict::Right) {
        Suggested::Good
    } else if found * 10 >= all * 7 && found > 0 {
        Suggested::Hard
    } else {
        Suggested::Again
    };
    let verdict = match suggested {
        Suggested::Good => Verdict::Right,
        Suggested::Hard => Verdict::Close,
        Suggested::Again => Verdict::Wrong,
    };
    ListJudged { items, extra, verdict, suggested }
}

impl ItemVerdict {
    /// Right or close for an item that was found.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Found { judged, .. } => Some(judged.verdict),
            Self::Misplaced { .. } | Self::Missed => None,
        }
    }
}
