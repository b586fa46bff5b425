//! What the judging knows of a language, read from a text in which every line is a kind and its words.

use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

/// What is known of one language.
#[derive(Debug, Default)]
pub struct Language {
    articles: HashSet<String>,
    small: HashSet<String>,
    negations: HashSet<String>,
    units: HashSet<String>,
    dates: HashSet<String>,
    /// By the first of the words that are replaced.
    same: HashMap<String, Vec<Same>>,
    /// Endings of the plural, and of the singular in its place.
    plurals: Vec<(String, String)>,
    singulars: Vec<String>,
    /// Those of one line are one prefix.
    pub(crate) prefixes: Vec<Vec<String>>,
    pub(crate) endings: Vec<Vec<String>>,
    pub(crate) alike: Vec<Vec<String>>,
    pub(crate) forms: HashSet<String>,
    /// Endings of one word in the singular and in the plural.
    pub(crate) irregular: Vec<(String, String)>,
    classes: HashSet<(Class, String)>,
    values: HashMap<(Value, String), u32>,
}

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Says that a number is not exact.
    Hedge,
    /// Names what everything of a kind is, such as `model`.
    Generic,
    /// A country in front of a name.
    Land,
    /// A title in front of a name.
    Title,
    /// A given name.
    Given,
    /// No last name.
    Thing,
    /// How words end that are no last names.
    ThingEnding,
    /// The first word of names that are no persons'.
    Place,
    /// An article of another language.
    Lead,
    /// A currency.
    Money,
    /// How forms of one verb, and its noun, end.
    Inflection,
    /// What stands behind the digits of an ordinal.
    OrdinalEnding,
}

impl Class {
    const NAMED: [(&'static str, Self); 12] = [
        ("hedge", Self::Hedge),
        ("generic", Self::Generic),
        ("land", Self::Land),
        ("title", Self::Title),
        ("given", Self::Given),
        ("thing", Self::Thing),
        ("thing-ending", Self::ThingEnding),
        ("place", Self::Place),
        ("lead", Self::Lead),
        ("money", Self::Money),
        ("inflection", Self::Inflection),
        ("ordinal-ending", Self::OrdinalEnding),
    ];
}

/// What a word may have a number for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Its place in a row.
    Ordinal,
    /// Its power of ten.
    Size,
    /// The same, behind an amount of money.
    Short,
    /// The number of a month.
    Month,
}

impl Value {
    const NAMED: [(&'static str, Self); 4] =
        [("ordinal", Self::Ordinal), ("size", Self::Size), ("short", Self::Short), ("month", Self::Month)];
}

/// Words, and those that mean the same and stand in their place.
#[derive(Debug)]
struct Same {
    from: Vec<String>,
    to: Vec<String>,
}

static ENGLISH: LazyLock<Language> =
    LazyLock::new(|| Language::read(include_str!("../../../assets/quiz/answers-en.txt")));

impl Language {
    /// English.
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// Reads a language; lines of no known kind are passed over.
    pub fn read(text: &str) -> Self {
        let mut language = Self::default();
        for line in text.lines() {
            let (kind, words) = line.split_once(' ').unwrap_or((line, ""));
            language.learn(kind, words);
        }
        language
    }

    /// Takes in one line; false for a kind that is not known.
    fn learn(&mut self, kind: &str, words: &str) -> bool {
        let all = || words.split_whitespace().map(String::from);
        match kind {
            "article" => self.articles.extend(all()),
            "small" => self.small.extend(all()),
            "negation" => self.negations.extend(all()),
            "unit" => self.units.extend(all()),
            "date" => self.dates.extend(all()),
            "form" => self.forms.extend(all()),
            "singular" => self.singulars.extend(all()),
            "plural" => self.plurals.extend(all().next().map(|it| (it, all().nth(1).unwrap_or_default()))),
            "prefix" => self.prefixes.push(all().collect()),
            "ending" => self.endings.push(all().collect()),
            "alike" => self.alike.push(all().collect()),
            "same" => self.learn_same(words),
            "irregular" => self.irregular.extend(all().next().zip(all().nth(1))),
            _ => return self.learn_class(kind, words),
        }
        true
    }

    fn learn_class(&mut self, kind: &str, words: &str) -> bool {
        let mut all = words.split_whitespace().map(String::from);
        if let Some((_, class)) = Class::NAMED.into_iter().find(|it| it.0 == kind) {
            self.classes.extend(all.map(|it| (class, it)));
            return true;
        }
        let Some((_, value)) = Value::NAMED.into_iter().find(|it| it.0 == kind) else { return false };
        while let (Some(word), Some(number)) = (all.next(), all.next().and_then(|it| it.parse().ok())) {
            self.values.insert((value, word), number);
        }
        true
    }

    /// True for a word of a class.
    pub fn is(&self, class: Class, word: &str) -> bool {
        self.classes.contains(&(class, word.to_string()))
    }

    /// True for a word that ends as one of a class.
    pub fn ends_as(&self, class: Class, word: &str) -> bool {
        self.classes.iter().any(|it| it.0 == class && word.ends_with(&it.1))
    }

    /// The number that a word has.
    pub fn value(&self, value: Value, word: &str) -> Option<u32> {
        self.values.get(&(value, word.to_string())).copied()
    }

    fn learn_same(&mut self, words: &str) {
        let (from, to) = words.split_once(" = ").unwrap_or_default();
        let [from, to]: [Vec<String>; 2] = [from, to].map(|it| it.split_whitespace().map(String::from).collect());
        if let Some(first) = from.first().cloned() {
            self.same.entry(first).or_default().push(Same { from, to });
        }
    }

    /// True for `the` and its like.
    pub fn is_article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// True for words that say little by themselves.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// True for words that turn a statement round.
    pub fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// True for measures and sizes, in the singular.
    pub fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// True for names of months and days, in the singular.
    pub fn is_date(&self, word: &str) -> bool {
        self.dates.contains(word)
    }

    /// Words that mean the same as those at the start of `words`, and how many of these they stand for.
    pub fn same(&self, words: &[String]) -> Option<(usize, &[String])> {
        let rules = self.same.get(words.first()?)?;
        rules.iter().find(|it| words.starts_with(&it.from)).map(|it| (it.from.len(), it.to.as_slice()))
    }

    /// A word without the ending of its plural.
    pub fn singular(&self, word: &str) -> String {
        const SHORTEST: usize = 3;
        let is_like = |it: &String| word == it || (word.len() > it.len() + 1 && word.ends_with(it));
        if word.len() < SHORTEST || self.singulars.iter().any(is_like) {
            return word.to_string();
        }
        let found = self.plurals.iter().find_map(|(many, one)| Some((word.strip_suffix(many.as_str())?, one)));
        match found.filter(|it| !it.0.is_empty()) {
            Some((stem, one)) => [stem, one].concat(),
            None => word.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn every_line_of_english_is_understood() {
        let text = include_str!("../../../assets/quiz/answers-en.txt");
        for line in text.lines().filter(|it| !it.is_empty() && !it.starts_with("# ")) {
            let (kind, words) = line.split_once(' ').unwrap();
            assert!(Language::default().learn(kind, words) && !words.trim().is_empty(), "{line}");
            assert!(kind != "same" || words.contains(" = "), "{line}");
        }
    }

    #[test]
    fn plurals_are_simple() {
        for (many, one) in [
            ("models", "model"),
            ("policies", "policy"),
            ("classes", "class"),
            ("branches", "branch"),
            ("taxes", "tax"),
            ("ais", "ai"),
            ("crisis", "crisis"),
            ("glass", "glass"),
            ("status", "status"),
            ("https", "https"),
            ("css", "css"),
        ] {
            assert_eq!(Language::english().singular(many), one);
        }
    }
}
