//! Notes that read like notes, made without chance: sentences of templates and of words that many of them share.

use crate::notebook::{Block, Item, Notebook, Page, Section};

const ADJECTIVES: &[&str] = &[
    "open",
    "local",
    "public",
    "rapid",
    "fragile",
    "shared",
    "private",
    "global",
    "hidden",
    "stable",
    "coastal",
    "rural",
    "modern",
    "early",
    "dense",
    "cheap",
    "complex",
    "digital",
    "seasonal",
    "industrial",
    "legal",
    "scarce",
    "abundant",
    "reliable",
    "remote",
    "nuclear",
    "organic",
    "thermal",
    "financial",
    "political",
    "cultural",
    "ancient",
    "urban",
    "strategic",
    "distributed",
    "synthetic",
    "voluntary",
    "adaptive",
    "cooperative",
    "experimental",
];
const NOUNS: &[&str] = &[
    "market",
    "school",
    "river",
    "engine",
    "protocol",
    "harvest",
    "treaty",
    "battery",
    "archive",
    "forest",
    "currency",
    "satellite",
    "vaccine",
    "library",
    "court",
    "turbine",
    "tariff",
    "orchard",
    "sensor",
    "guild",
    "reactor",
    "census",
    "mortgage",
    "glacier",
    "compiler",
    "hospital",
    "railway",
    "festival",
    "dialect",
    "membrane",
    "enzyme",
    "auction",
    "bridge",
    "network",
    "pension",
    "colony",
    "estuary",
    "furnace",
    "parliament",
    "microscope",
    "neuron",
    "canal",
    "ledger",
    "monastery",
    "pipeline",
    "quarry",
    "refinery",
    "telescope",
    "vineyard",
    "workshop",
];
const VERBS: &[(&str, &str, &str)] = &[
    ("support", "supports", "supporting"),
    ("replace", "replaces", "replacing"),
    ("measure", "measures", "measuring"),
    ("protect", "protects", "protecting"),
    ("finance", "finances", "financing"),
    ("restore", "restores", "restoring"),
    ("monitor", "monitors", "monitoring"),
    ("connect", "connects", "connecting"),
    ("explain", "explains", "explaining"),
    ("weaken", "weakens", "weakening"),
    ("expand", "expands", "expanding"),
    ("supply", "supplies", "supplying"),
    ("govern", "governs", "governing"),
    ("preserve", "preserves", "preserving"),
    ("compare", "compares", "comparing"),
    ("stabilise", "stabilises", "stabilising"),
    ("attract", "attracts", "attracting"),
    ("train", "trains", "training"),
    ("insure", "insures", "insuring"),
    ("translate", "translates", "translating"),
    ("repair", "repairs", "repairing"),
    ("inspect", "inspects", "inspecting"),
    ("subsidise", "subsidises", "subsidising"),
    ("divide", "divides", "dividing"),
];
const NAMES: &[&str] = &[
    "Norway",
    "Kenya",
    "Venice",
    "Florence Nightingale",
    "Bolivia",
    "Kyoto",
    "Marie Curie",
    "Alexandria",
    "Portugal",
    "Ada Lovelace",
    "Manchester",
    "Iceland",
    "Timbuktu",
    "Carl Linnaeus",
    "Singapore",
    "Hanover",
    "Patagonia",
    "Estonia",
    "Alan Turing",
    "Sri Lanka",
    "Rotterdam",
    "Rachel Carson",
    "Bavaria",
    "Chile",
    "Antwerp",
    "Gregor Mendel",
];
const PEOPLE: &[&str] = &[
    "farmers",
    "engineers",
    "voters",
    "nurses",
    "merchants",
    "teachers",
    "pilots",
    "judges",
    "tenants",
    "miners",
    "students",
    "sailors",
];

/// What an item says.
const ITEMS: &[&str] = &[
    "{Ving} {a} {n}s that {v} the {a} {n} rather than {ving} {n}s for {people}.",
    "A {a} {n} which {vs} the {n} and the {n} before {people} begin {ving} {a} {n}s.",
    "{People} can {v} {a} {n}s with it, {ving} the {n} of the {a} {n} over many years.",
    "To {v} the {n}s of {people} whenever a {a} {n} {vs} the {a} {n} without any {n}.",
    "{Ving} the {n} early, so that {people} {v} {a} {n}s and {a} {n}s at lower cost.",
    "The {a} {n} {vs} {n}s and {n}s, which helps {people} to {v} their {a} {n}.",
    "Investing in {n}s that {v} {people} and their {a} {n}s instead of {ving} every {n}.",
];
/// What may follow it.
const MORE: &[&str] = &[
    "In {year}, {name} began {ving} {number} {a} {n}s with the help of {people}.",
    "Examples include the {a} {n} of {name} and the {n}s that {people} {v}.",
    "It {vs} {number} percent of all {n}s because {people} {v} {a} {n}s.",
    "The {n} of {name} {vs} {people} and {a} {n}s to this day.",
];
/// What stands in running text.
const PROSE: &[&str] = &[
    "A \"{a} {n}\" refers to the {n} that {people} {v} when the {a} {n} {vs} {a} {n}s.",
    "The {a} {n} of {name} {vs} {number} {n}s every year, {ving} {people} and {a} {n}s.",
    "{People} {v} the {a} {n} because {a} {n}s {v} the {n} of the {n}.",
    "The {a} {n} in {name} {vs} {a} {n}s, leading to {a} {n}s and {n}s for {people}.",
    "In {year}, {people} from {name} began {ving} {a} {n}s near the {n}.",
    "Most {people} {v} a {n} so that the {a} {n} {vs} {n}s and {a} {n}s.",
];
const LEADS: &[&str] = &[
    "Key aspects of the {a} {n} include:",
    "The main {n} approaches include:",
    "Several {a} measures {v} the {n}:",
    "Important parts of {ving} {n}s include:",
];

/// Chance that is the same in every run (splitmix64).
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % count.max(1) as u64) as usize
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// True for so many of a hundred.
    pub fn is_in(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn shuffle<T>(&mut self, row: &mut [T]) {
        for at in (1..row.len()).rev() {
            row.swap(at, self.below(at + 1));
        }
    }
}

/// A template with words in its places.
pub fn filled(template: &str, dice: &mut Dice) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap();
        text.push_str(before);
        text.push_str(&word(place, dice));
        rest = after;
    }
    text + rest
}

fn word(place: &str, dice: &mut Dice) -> String {
    match place {
        "a" => dice.of(ADJECTIVES).into(),
        "n" => dice.of(NOUNS).into(),
        "v" => dice.of(VERBS).0.into(),
        "vs" => dice.of(VERBS).1.into(),
        "ving" => dice.of(VERBS).2.into(),
        "people" => dice.of(PEOPLE).into(),
        "name" => dice.of(NAMES).into(),
        "year" => (1400 + dice.below(600)).to_string(),
        "number" => (11 + dice.below(900)).to_string(),
        "Ving" | "People" | "N" | "A" => {
            let text = word(&place.to_lowercase(), dice);
            text[..1].to_uppercase() + &text[1..]
        }
        _ => unreachable!("{place}"),
    }
}

/// A word that may stand where another one stood.
pub fn other_word(word: &str, dice: &mut Dice) -> String {
    let (begin, core) = word.split_at(word.find(char::is_alphanumeric).unwrap_or(0));
    let (core, end) = core.split_at(core.rfind(char::is_alphanumeric).map_or(0, |it| it + 1).min(core.len()));
    let other = match core.chars().next() {
        Some(it) if it.is_ascii_digit() => (1400 + dice.below(600)).to_string(),
        _ => match dice.below(4) {
            0 => dice.of(ADJECTIVES).into(),
            1 => dice.of(NOUNS).to_string() + "s",
            2 => dice.of(PEOPLE).into(),
            _ => dice.of(VERBS).2.into(),
        },
    };
    let is_capital = core.starts_with(char::is_uppercase);
    let other = if is_capital { other[..1].to_uppercase() + &other[1..] } else { other };
    format!("{begin}{other}{end}")
}

/// A term of two or three words.
pub fn term(dice: &mut Dice) -> String {
    let template = dice.of(&["{A} {n}s", "{A} {a} {n}s", "{A} {n} {n}s", "{N} {n}s", "{Ving} {n}s"]);
    filled(template, dice)
}

/// An item that was not there before.
pub fn item(notebook: &mut Notebook, dice: &mut Dice) -> Item {
    let template = dice.of(ITEMS);
    let mut text = filled(template, dice);
    if dice.is_in(40) {
        let template = dice.of(MORE);
        text = format!("{text} {}", filled(template, dice));
    }
    Item { id: notebook.id(), term: term(dice), body: notebook.sentences(&text) }
}

/// An item that says something else in another form: no two words stand side by side in both.
pub fn item_unlike(text: &str, notebook: &mut Notebook, dice: &mut Dice) -> Item {
    let pairs = |text: &str| -> Vec<(String, String)> {
        let words: Vec<String> = text.split(' ').map(String::from).collect();
        words.iter().cloned().zip(words.iter().skip(1).cloned()).collect()
    };
    let said = pairs(text);
    loop {
        let item = item(notebook, dice);
        if pairs(&item.text()).iter().all(|it| !said.contains(it)) {
            return item;
        }
    }
}

/// A note of four sections.
pub fn page(notebook: &mut Notebook, number: usize, dice: &mut Dice) {
    let mut sections = Vec::new();
    for level in [0, 2, 2, 3, 2] {
        let heading = filled("{A} {n}s and {n}s", dice);
        let mut blocks = Vec::new();
        let mut prose = Vec::new();
        for _ in 0..3 {
            let template = dice.of(PROSE);
            prose.push(notebook.sentence(&filled(template, dice)));
        }
        blocks.push(Block::Prose(prose));
        if level > 0 {
            let items = (0..3 + dice.below(3)).map(|_| item(notebook, dice)).collect();
            let lead = dice.of(LEADS);
            blocks.push(Block::List { id: notebook.id(), lead: filled(lead, dice), items });
        }
        sections.push(Section { id: notebook.id(), level, heading, blocks });
    }
    notebook.pages.push(Page { path: format!("{:02}_{}.md", number, dice.of(NOUNS)), sections });
}

/// Several notes; one item in twelve is nearly the one before it.
pub fn notes(count: usize, seed: u64) -> Notebook {
    let (mut notebook, mut dice) = (Notebook::default(), Dice(seed));
    (0..count).for_each(|it| page(&mut notebook, it, &mut dice));
    let mut twins = notebook.clone();
    for items in twins.lists() {
        if dice.is_in(33) {
            let mut twin = items[0].clone();
            twin.id = notebook.id();
            twin.term = term(&mut dice);
            for sentence in &mut twin.body {
                sentence.id = notebook.id();
                sentence.words.iter_mut().for_each(|it| it.id = notebook.id());
            }
            let words = &mut twin.body[0].words;
            for _ in 0..2 {
                let at = 1 + dice.below(words.len() - 1);
                words[at].text = other_word(&words[at].text, &mut dice);
            }
            items.insert(1, twin);
        }
    }
    twins.next = notebook.next;
    twins
}
