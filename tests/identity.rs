//! History that survives editing: scripts that know what became of every item edit hundreds of them, and the cards are
//! found again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)] // A test may fail.

#[path = "support/edits.rs"]
mod edits;
#[path = "support/notebook.rs"]
mod notebook;
#[path = "support/writer.rs"]
mod writer;

use edits::Edit;
use notebook::{Notebook, Who};
use proptest::prelude::*;
use recto::quiz::{
    Card, CardId, Kind,
    identity::{Before, Caution, Folder, Match, Past, Present, Reattached, Vanished, reattach},
};
use std::{
    collections::{HashMap, HashSet},
    ops::AddAssign,
    sync::LazyLock,
};
use writer::Dice;

const SEED: &str = include_str!("../seeds/decentralization_and_democratization_in_ai_development.md");

type Known = (Option<Who>, Card);

/// Notes as they were, with their cards and those that were answered: two of three.
struct Was {
    notebook: Notebook,
    cards: Vec<Known>,
    answered: HashSet<CardId>,
}

impl Was {
    fn new(notebook: Notebook) -> Self {
        let cards = notebook.cards();
        let mut dice = Dice(3);
        let answered = cards.iter().filter(|_| dice.is_in(66)).map(|it| it.1.id).collect();
        Self { notebook, cards, answered }
    }

    fn vanished(&self, now: &[Known]) -> impl Iterator<Item = &Known> {
        let there: HashSet<CardId> = now.iter().map(|it| it.1.id).collect();
        self.cards.iter().filter(move |it| self.answered.contains(&it.1.id) && !there.contains(&it.1.id))
    }

    fn found(&self, now: &[Known], memory: Memory) -> Reattached {
        let seen: HashSet<CardId> = self.cards.iter().map(|it| it.1.id).collect();
        let present = now.iter().map(|(_, card)| {
            let past = match () {
                () if self.answered.contains(&card.id) => Past::Answered,
                () if memory == Memory::OfAll && seen.contains(&card.id) => Past::Seen,
                () => Past::New,
            };
            Present { id: card.id, fingerprint: &card.fingerprint, past }
        });
        reattach(&self.before(now), present)
    }

    fn before(&self, now: &[Known]) -> Before<'_> {
        let vanished = self.vanished(now).map(|it| Vanished { id: it.1.id, fingerprint: &it.1.fingerprint });
        Before { held: self.answered.len(), vanished: vanished.collect() }
    }
}

/// Of which cards the program knows that they stood in the notes before.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Memory {
    OfAll,
    OfAnswered,
}

/// The seed and some notes more, three times.
static LIBRARIES: LazyLock<Vec<Was>> = LazyLock::new(|| {
    let library = |seed| {
        let mut notebook = writer::notes(16, seed);
        notebook.read("seed.md", SEED);
        Was::new(notebook)
    };
    (1..=3).map(library).collect()
});

/// What came of an edit.
#[derive(Clone, Copy, Default, Debug)]
struct Figures {
    /// Cards with history that vanished, and are in the notes in another form.
    there: usize,
    /// Those of them that were found.
    right: usize,
    /// Histories that went to another card.
    wrong: usize,
    /// Cards with history that vanished and have become nothing.
    gone: usize,
    /// Matches that are to be asked again soon because of a negation, a number, a key term.
    cautions: [usize; 3],
    matches: usize,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, it: Self) {
        self.there += it.there;
        self.right += it.right;
        self.wrong += it.wrong;
        self.gone += it.gone;
        self.matches += it.matches;
        self.cautions.iter_mut().zip(it.cautions).for_each(|(to, from)| *to += from);
    }
}

impl Figures {
    /// How many of a hundred re-attachments are right.
    fn precision(&self) -> f64 {
        percent(self.right, self.right + self.wrong)
    }

    /// How many of a hundred histories are kept of those that could be.
    fn recall(&self) -> f64 {
        percent(self.right, self.there)
    }
}

#[allow(clippy::cast_precision_loss)] // A few thousand.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Edits the notes, finds the cards again and counts.
fn edited(was: &Was, edit: Edit, share: usize, chance: u64, memory: Memory) -> Figures {
    let mut notebook = was.notebook.clone();
    edit(&mut notebook, share, &mut Dice(chance));
    let now = notebook.cards();
    let result = was.found(&now, memory);
    let new_of: HashMap<Who, &Card> = now.iter().filter_map(|it| Some((it.0?, &it.1))).collect();
    let went: HashMap<CardId, &Match> = result.pairs.iter().map(|it| (it.old, it)).collect();
    let mut figures = Figures::default();
    for (who, card) in was.vanished(&now) {
        let Some(who) = who else { continue };
        let truth = new_of.get(who).filter(|it| !was.answered.contains(&it.id));
        let given = went.get(&card.id);
        let is_right = given.is_some_and(|given| truth.is_some_and(|it| it.id == given.new));
        let is_there = truth.is_some_and(|it| is_right || is_still(card, it));
        figures += Figures {
            there: usize::from(is_there),
            right: usize::from(is_right),
            wrong: usize::from(given.is_some() && !is_right),
            gone: usize::from(!is_there),
            cautions: [Caution::Negation, Caution::Number, Caution::KeyTerm]
                .map(|it| usize::from(given.is_some_and(|given| given.caution == Some(it)))),
            matches: usize::from(given.is_some()),
        };
    }
    figures
}

/// A list of which most items are others may be another list.
fn is_still(old: &Card, new: &Card) -> bool {
    let [before, after] = [old, new].map(|it| it.answer.texts());
    let common = before.iter().filter(|it| after.contains(it)).count();
    old.kind != Kind::List || common * 2 >= before.len().max(after.len())
}

/// The sum over all libraries, printed.
fn sum(name: &str, edit: Edit, share: usize, memory: Memory) -> Figures {
    let mut sum = Figures::default();
    LIBRARIES.iter().for_each(|it| sum += edited(it, edit, share, 36, memory));
    let Figures { there, right, wrong, gone, cautions, .. } = sum;
    let (precision, recall) = (sum.precision(), sum.recall());
    println!(
        "{name:36} {share:3}% {there:5} there {right:5} kept {wrong:3} wrong {gone:4} gone  precision {precision:6.2}  \
         recall {recall:6.2}  cautions {cautions:?}"
    );
    sum
}

/// Edits of a quarter of all items, with the least recall; none where nothing is to be found.
const EDITS: &[(&str, Edit, f64)] = &[
    ("typos", edits::typos, 97.0),
    ("20% of the words", edits::reword_20, 97.0),
    ("40% of the words", edits::reword_40, 97.0),
    ("60% of the words", edits::reword_60, 85.0),
    ("renamed terms", edits::rename_terms, 97.0),
    ("one word of the term", edits::rename_part_of_terms, 97.0),
    ("renamed headings", edits::rename_headings, 97.0),
    ("renamed headings, 20% of the words", edits::rename_headings_and_reword, 97.0),
    ("moved items", edits::move_items, 97.0),
    ("moved items, 20% of the words", edits::move_items_and_reword, 93.0),
    ("moved sections", edits::move_sections, 97.0),
    ("renamed files", edits::rename_files, 97.0),
    ("renamed files, 20% of half the words", edits::rename_files_and_reword, 97.0),
    ("split items", edits::split, 97.0),
    ("merged items", edits::merge, 97.0),
    ("swapped siblings", edits::swap_siblings, 97.0),
    ("swapped siblings, each edited", edits::swap_and_edit_siblings, 95.0),
    ("inserted items", edits::insert_above, 97.0),
    ("replaced items", edits::replace, 97.0),
    ("negated sentences", edits::negate, 97.0),
    ("the contrary beside it", edits::add_contrary, 97.0),
    ("other numbers", edits::change_numbers, 97.0),
];

#[test]
fn histories_are_kept_and_go_to_the_right_cards() {
    let items: usize = LIBRARIES.iter().map(|it| it.notebook.clone().items().count()).sum();
    let answered: usize = LIBRARIES.iter().map(|it| it.answered.len()).sum();
    println!("{items} items, {answered} cards with history");
    assert!(items > 500);
    let mut all = Figures::default();
    for (name, edit, recall) in EDITS {
        let figures = sum(name, *edit, 25, Memory::OfAll);
        assert!(figures.precision() >= 99.5 && figures.recall() >= *recall, "{name}: {figures:?}");
        all += figures;
    }
    println!("{all:?}: precision {:.2}", all.precision());
    assert!(all.precision() >= 99.5);
}

#[test]
fn the_seeds_own_items_are_known_again() {
    let mut notebook = Notebook::default();
    notebook.read("seed.md", SEED);
    let was = Was::new(notebook);
    for (name, edit, recall) in &EDITS[..4] {
        let mut all = Figures::default();
        (0..20).for_each(|chance| all += edited(&was, *edit, 40, chance, Memory::OfAll));
        println!("{name:36} the seed 20 times: {} there, {} kept, {} wrong", all.there, all.right, all.wrong);
        assert!(all.wrong == 0 && all.recall() >= *recall, "{name}: {all:?}");
    }
}

#[test]
fn all_items_may_be_edited_at_once() {
    for (name, edit, recall) in &EDITS[..3] {
        let figures = sum(name, *edit, 100, Memory::OfAll);
        assert!(figures.precision() >= 99.5 && figures.recall() >= *recall, "{name}: {figures:?}");
    }
}

#[test]
fn without_knowing_what_stood_there_it_is_nearly_as_good() {
    let mut all = Figures::default();
    for (name, edit, _) in EDITS {
        all += sum(name, *edit, 25, Memory::OfAnswered);
    }
    println!("{all:?}: precision {:.2}", all.precision());
    assert!(all.precision() >= 99.5 && all.recall() >= 97.0);
}

#[test]
fn no_history_goes_to_a_wrong_card_by_a_swap_or_a_negation() {
    let swaps: [(&str, Edit); 3] = [
        ("swapped siblings", edits::swap_siblings),
        ("exchanged definitions", edits::exchange),
        ("the contrary beside it", edits::add_contrary),
    ];
    for (name, edit) in swaps {
        for share in [25, 100] {
            assert_eq!(sum(name, edit, share, Memory::OfAll).wrong, 0, "{name}");
        }
    }
    let negated = sum("negated sentences", edits::negate, 25, Memory::OfAll);
    assert_eq!((negated.wrong, negated.cautions[0]), (0, negated.matches), "each is asked again soon");
    let numbers = sum("other numbers", edits::change_numbers, 25, Memory::OfAll);
    assert_eq!((numbers.wrong, numbers.cautions[1]), (0, numbers.matches));
    let terms = sum("renamed terms", edits::rename_terms, 25, Memory::OfAll);
    assert!(terms.cautions[2] * 100 >= terms.matches * 95, "{terms:?}");
}

#[test]
fn what_is_gone_or_written_anew_gives_its_history_to_nothing() {
    for (name, edit) in [("another text", edits::rewrite as Edit), ("deleted files", edits::delete_files)] {
        let figures = sum(name, edit, 25, Memory::OfAll);
        assert!(figures.wrong * 100 <= figures.gone, "{name}: {figures:?}");
    }
}

#[test]
fn an_incomplete_folder_changes_nothing() {
    let was = &LIBRARIES[0];
    let mut notebook = was.notebook.clone();
    edits::delete_files(&mut notebook, 50, &mut Dice(1));
    edits::typos(&mut notebook, 10, &mut Dice(1));
    let now = notebook.cards();
    let result = was.found(&now, Memory::OfAll);
    let vanished = was.vanished(&now).count();
    assert!(vanished * 10 > was.answered.len() * 3);
    assert_eq!((result.folder, result.pairs.len(), result.gone.len()), (Folder::Incomplete, 0, vanished));
}

#[test]
fn unchanged_notes_give_nothing_to_do() {
    let was = &LIBRARIES[0];
    assert_eq!(was.found(&was.cards, Memory::OfAll), Reattached::default());
    // Also when all cards are said to have vanished.
    let vanished = was.cards.iter().map(|it| Vanished { id: it.1.id, fingerprint: &it.1.fingerprint }).collect();
    let present = was.cards.iter().map(|it| Present { id: it.1.id, fingerprint: &it.1.fingerprint, past: Past::New });
    assert_eq!(reattach(&Before { held: was.cards.len(), vanished }, present), Reattached::default());
}

#[test]
fn the_work_grows_with_the_number_of_cards() {
    let compared = |notes, share| {
        let was = Was::new(writer::notes(notes, 5));
        let mut notebook = was.notebook.clone();
        edits::reword_20(&mut notebook, share, &mut Dice(4));
        let now = notebook.cards();
        let result = was.found(&now, Memory::OfAnswered);
        println!("{} cards there, {} vanished: {} pairs", now.len(), was.vanished(&now).count(), result.compared);
        (now.len(), was.vanished(&now).count(), result.compared)
    };
    for (small, large) in [(compared(20, 25), compared(200, 25)), (compared(20, 100), compared(100, 100))] {
        // Of each card that vanished at most twelve are compared, however many there are.
        assert!(large.0 > small.0 * 4 && small.2 <= small.1 * 12 && large.2 <= large.1 * 12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_cards_changes_nothing(seed: u64, edit in 0..EDITS.len()) {
        let was = &LIBRARIES[1];
        let mut notebook = was.notebook.clone();
        EDITS[edit].1(&mut notebook, 30, &mut Dice(seed));
        let mut now = notebook.cards();
        let first = was.found(&now, Memory::OfAnswered);
        let mut before = was.before(&now);
        let cards = now.clone();
        Dice(seed).shuffle(&mut now);
        prop_assert_eq!(&was.found(&now, Memory::OfAnswered), &first);
        Dice(seed).shuffle(&mut before.vanished);
        let past = |it: CardId| if was.answered.contains(&it) { Past::Answered } else { Past::New };
        let present = cards.iter().map(|it| Present { id: it.1.id, fingerprint: &it.1.fingerprint, past: past(it.1.id) });
        prop_assert_eq!(&reattach(&before, present), &first);
    }
}
