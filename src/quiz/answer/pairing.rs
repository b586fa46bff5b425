//! Which typed line is which item of a list: in any order as many as possible, or in one order.

/// For every item how well every line fits: higher is better, nought is not at all.
pub type Fits = Vec<Vec<u8>>;

/// The best fit.
pub const BEST: u8 = 2;

/// In any order: for every item the line that is it. As many items as possible get one, best fits before others.
pub fn in_any_order(fits: &Fits, lines: usize) -> Vec<Option<usize>> {
    let mut items_of: Vec<Option<usize>> = vec![None; lines];
    for least in [BEST, 1] {
        for item in 0..fits.len() {
            if !items_of.contains(&Some(item)) {
                give(item, least, fits, &mut vec![false; lines], &mut items_of);
            }
        }
    }
    (0..fits.len()).map(|item| items_of.iter().position(|it| *it == Some(item))).collect()
}

/// Gives an item a line; one that another item has only if that one finds another.
fn give(item: usize, least: u8, fits: &Fits, is_tried: &mut Vec<bool>, items_of: &mut Vec<Option<usize>>) -> bool {
    let Some(row) = fits.get(item) else { return false };
    let mut lines: Vec<(usize, u8)> = row.iter().copied().enumerate().filter(|it| it.1 >= least).collect();
    lines.sort_by_key(|it| std::cmp::Reverse(it.1));
    for (line, _) in lines {
        let Some(tried) = is_tried.get_mut(line).filter(|it| !**it) else { continue };
        *tried = true;
        let owner = items_of.get(line).copied().flatten();
        if owner.is_none_or(|it| give(it, least, fits, is_tried, items_of)) {
            items_of.iter_mut().skip(line).take(1).for_each(|it| *it = Some(item));
            return true;
        }
    }
    false
}

/// In one order: the longest row of items that stand in it, best fits before others.
pub fn in_one_order(fits: &Fits, lines: usize) -> Vec<Option<usize>> {
    // The weight of the best row in the first items and lines: a better fit never outweighs one item more.
    let one_more = fits.len() + 1;
    let weight = |fit: u8| if fit == 0 { 0 } else { one_more + usize::from(fit == BEST) };
    let mut table: Vec<Vec<usize>> = vec![vec![0; lines + 1]];
    for row in fits {
        let above = table.last().cloned().unwrap_or_default();
        let mut weights = vec![0];
        for (pair, fit) in above.windows(2).zip(row) {
            let [diagonal, up] = pair else { continue };
            let left = weights.last().copied().unwrap_or_default();
            weights.push(left.max(*up).max(diagonal + weight(*fit)));
        }
        table.push(weights);
    }
    let at = |item: usize, line: usize| table.get(item).and_then(|it| it.get(line)).copied().unwrap_or_default();
    let (mut found, mut item, mut line) = (vec![None; fits.len()], fits.len(), lines);
    while item > 0 && line > 0 {
        if at(item, line) == at(item - 1, line) {
            item -= 1;
        } else if at(item, line) == at(item, line - 1) {
            line -= 1;
        } else {
            (item, line) = (item - 1, line - 1);
            found.iter_mut().skip(item).take(1).for_each(|it| *it = Some(line));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_items_as_possible_find_their_line() {
        // The second item can only be the first line, so the first one has to be content with another.
        assert_eq!(in_any_order(&vec![vec![2, 1], vec![2, 0]], 2), [Some(1), Some(0)]);
        assert_eq!(in_any_order(&vec![vec![1, 2], vec![2, 1]], 2), [Some(1), Some(0)]);
        assert_eq!(in_any_order(&vec![vec![0, 0], vec![0, 1]], 2), [None, Some(1)]);
        assert_eq!(in_any_order(&vec![vec![]], 0), [None]);
    }

    #[test]
    fn in_one_order_the_longest_row_counts() {
        let fits = vec![vec![0, 0, 2], vec![2, 0, 0], vec![0, 2, 0]];
        assert_eq!(in_one_order(&fits, 3), [None, Some(0), Some(1)]);
        assert_eq!(in_one_order(&vec![vec![1, 2]], 2), [Some(1)]);
        assert_eq!(in_one_order(&vec![], 0), []);
    }
}
