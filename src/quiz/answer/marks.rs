//! What differs between two texts, letter by letter, for marking on both sides.

use crate::quiz::answer::{
    fold::fold,
    verdict::{Mark, Stretch},
};
use unicode_segmentation::UnicodeSegmentation;

/// A letter of one text and the one in its place in the other; none where it has none.
#[derive(Clone, Copy)]
struct Step {
    wanted: Option<usize>,
    typed: Option<usize>,
    is_same: bool,
}

/// One of the two texts of a step.
type Side = fn(&Step) -> Option<usize>;

/// A text with nothing marked.
pub fn unmarked(text: &str) -> Vec<Stretch> {
    stretches(&[text], &[Mark::Same])
}

/// Both texts in pieces, which put together are the texts again. Case and accents do not differ. A word with less
/// than half of its letters right is marked as a whole, for what is the same in it is so by chance.
pub fn marked(wanted: &str, typed: &str) -> (Vec<Stretch>, Vec<Stretch>) {
    let letters: [Vec<&str>; 2] = [wanted, typed].map(|it| it.graphemes(true).collect());
    let [wanted, typed] = &letters;
    let [wanted_folded, typed_folded] =
        letters.each_ref().map(|it| it.iter().map(|it| compared(it)).collect::<Vec<_>>());
    let mut steps = steps(&wanted_folded, &typed_folded);
    forget_chance(&mut steps, &wanted_folded, |it| it.wanted);
    forget_chance(&mut steps, &typed_folded, |it| it.typed);
    (
        stretches(wanted, &marks(&steps, |it| it.wanted, Mark::Missing)),
        stretches(typed, &marks(&steps, |it| it.typed, Mark::Extra)),
    )
}

/// A letter as it is compared: case, accents, and which blank or hyphen it is do not count.
fn compared(letter: &str) -> String {
    let folded = fold(letter);
    if folded == "-" || (!folded.is_empty() && folded.trim().is_empty()) { " ".into() } else { folded }
}

/// The steps from one text to the other, fewest first where that is quick to find.
fn steps(wanted: &[String], typed: &[String]) -> Vec<Step> {
    let same = |pairs: &mut dyn Iterator<Item = (&String, &String)>| pairs.take_while(|it| it.0 == it.1).count();
    let before = same(&mut wanted.iter().zip(typed));
    let [wanted_rest, typed_rest] = [wanted, typed].map(|it| it.get(before..).unwrap_or_default());
    let after = same(&mut wanted_rest.iter().rev().zip(typed_rest.iter().rev()));
    let [wanted_rest, typed_rest] = [wanted_rest, typed_rest].map(|it| it.get(..it.len() - after).unwrap_or_default());
    let both = |wanted: usize, typed: usize| Step { wanted: Some(wanted), typed: Some(typed), is_same: true };
    let mut all: Vec<Step> = (0..before).map(|it| both(it, it)).collect();
    let moved = |it: Option<usize>| it.map(|it| it + before);
    let middle = if wanted_rest.len() * typed_rest.len() <= QUICK {
        aligned(wanted_rest, typed_rest)
    } else {
        side_by_side(wanted_rest.len(), typed_rest.len())
    };
    all.extend(middle.into_iter().map(|it| Step { wanted: moved(it.wanted), typed: moved(it.typed), ..it }));
    let [wanted_end, typed_end] = [before + wanted_rest.len(), before + typed_rest.len()];
    all.extend((0..after).map(|it| both(wanted_end + it, typed_end + it)));
    all
}

/// Texts whose lengths multiply to more are not aligned.
const QUICK: usize = 400 * 400;

/// Letters in the place of one another, none of them the same.
fn side_by_side(wanted: usize, typed: usize) -> Vec<Step> {
    let place = |at: usize, len: usize| (at < len).then_some(at);
    let step = |at| Step { wanted: place(at, wanted), typed: place(at, typed), is_same: false };
    (0..wanted.max(typed)).map(step).collect()
}

/// The last step to a pair of places in two texts.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Same,
    Wrong,
    Missing,
    Extra,
}

/// The fewest steps from one text to the other; letters in each other's place before missing and extra ones.
fn aligned(wanted: &[String], typed: &[String]) -> Vec<Step> {
    let mut costs: Vec<usize> = (0..=typed.len()).collect();
    let mut lasts: Vec<Vec<Last>> = Vec::with_capacity(wanted.len());
    for (at, letter) in wanted.iter().enumerate() {
        let mut left = at + 1;
        let (mut row, mut row_lasts) = (vec![left], Vec::with_capacity(typed.len()));
        for (pair, other) in costs.windows(2).zip(typed) {
            let [diagonal, up] = pair else { continue };
            let across = if letter == other { (*diagonal, Last::Same) } else { (diagonal + 1, Last::Wrong) };
            let ways = [across, (up + 1, Last::Missing), (left + 1, Last::Extra)];
            let (cost, last) = ways.into_iter().min_by_key(|it| it.0).unwrap_or(across);
            left = cost;
            row.push(cost);
            row_lasts.push(last);
        }
        costs = row;
        lasts.push(row_lasts);
    }
    traced(&lasts, typed.len())
}

/// The way back through the last steps, in order.
fn traced(lasts: &[Vec<Last>], typed: usize) -> Vec<Step> {
    let (mut wanted, mut typed) = (lasts.len(), typed);
    let mut steps = Vec::with_capacity(wanted.max(typed));
    while wanted > 0 || typed > 0 {
        let last = wanted.checked_sub(1).zip(typed.checked_sub(1)).and_then(|it| lasts.get(it.0)?.get(it.1).copied());
        let last = last.unwrap_or(if wanted > 0 { Last::Missing } else { Last::Extra });
        wanted -= usize::from(last != Last::Extra);
        typed -= usize::from(last != Last::Missing);
        steps.push(Step {
            wanted: (last != Last::Extra).then_some(wanted),
            typed: (last != Last::Missing).then_some(typed),
            is_same: last == Last::Same,
        });
    }
    steps.reverse();
    steps
}

/// Unmarks as the same what is so by chance in the words of one side.
fn forget_chance(steps: &mut [Step], letters: &[String], side: Side) {
    let mut word = 0;
    let words: Vec<Option<usize>> = letters
        .iter()
        .map(|it| {
            let is_part = it.contains(char::is_alphanumeric);
            word += usize::from(!is_part);
            is_part.then_some(word)
        })
        .collect();
    // Of every word: its letters, and how many are the same.
    let mut counts = vec![(0_usize, 0_usize); word + 1];
    let word_of = |step: &Step| words.get(side(step)?).copied().flatten();
    for step in steps.iter() {
        if let Some(count) = word_of(step).and_then(|it| counts.get_mut(it)) {
            *count = (count.0 + 1, count.1 + usize::from(step.is_same));
        }
    }
    for step in steps.iter_mut() {
        let is_chance = word_of(step).and_then(|it| counts.get(it)).is_some_and(|it| it.1 * 2 < it.0);
        step.is_same &= !is_chance;
    }
}

/// The marks of one side; `alone` is that of a letter with none in its place on the other.
fn marks(steps: &[Step], side: Side, alone: Mark) -> Vec<Mark> {
    let mark = |it: &Step| match it {
        Step { is_same: true, .. } => Mark::Same,
        Step { wanted: Some(_), typed: Some(_), .. } => Mark::Wrong,
        _ => alone,
    };
    steps.iter().filter(|it| side(it).is_some()).map(mark).collect()
}

/// Letters with their marks as pieces.
fn stretches(letters: &[&str], marks: &[Mark]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for (letter, mark) in letters.iter().zip(marks).filter(|it| !it.0.is_empty()) {
        match all.last_mut() {
            Some(last) if last.mark == *mark => last.text.push_str(letter),
            _ => all.push(Stretch { text: (*letter).to_string(), mark: *mark }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, typed: &str, expected: [&str; 2]) {
        let (one, other) = marked(wanted, typed);
        let shown = |stretches: &[Stretch]| -> String {
            let sign = |it: &Stretch| match it.mark {
                Mark::Same => it.text.clone(),
                Mark::Missing => format!("[-{}]", it.text),
                Mark::Extra => format!("[+{}]", it.text),
                Mark::Wrong => format!("[~{}]", it.text),
            };
            stretches.iter().map(sign).collect()
        };
        assert_eq!([shown(&one).as_str(), shown(&other).as_str()], expected);
    }

    #[test]
    fn differences_are_marked_on_both_sides() {
        check("diffuse", "defuse", ["d[-i][~f]fuse", "d[~e]fuse"]);
        check("Avert", "avrt", ["Av[-e]rt", "avrt"]);
        check("naïve", "Naive!", ["naïve", "Naive[+!]"]);
        check("govern", "govren", ["gov[~er]n", "gov[~re]n"]);
        check("AI augmenting tools", "AI", ["AI[- augmenting tools]", "AI"]);
        check("Norway", "Sweden", ["[~Norway]", "[~Sweden]"]);
        check("", "x", ["", "[+x]"]);
        check("x", "", ["[-x]", ""]);
    }

    #[test]
    fn long_texts_are_not_aligned() {
        let (one, other) = marked(&"ab".repeat(5000), &"ba".repeat(6000));
        assert_eq!((one.len(), other.len()), (1, 2));
    }
}
