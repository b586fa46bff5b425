//! The find screen: a line that is typed, what is found, and which of it is selected.

use crate::{
    library::Library,
    search::{Hit, Kind, Query, Results, Stage},
};
use std::sync::{Arc, Weak};
use tui_input::Input;

/// So many results are asked for: more than anyone looks through.
pub const RESULT_LIMIT: usize = 300;
/// A query of so many bytes asks for something; to take it apart at every key of a flood of them would take seconds.
const LONG: usize = 64;
/// Stands over notes below those places that hold all words.
const APART: &str = "NOTES WITH THE WORDS APART";

/// What is typed, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct FindPage {
    /// Tells it from every other one of this run.
    pub number: u64,
    /// The path of the note that was at hand when the page was opened: results follow it, wherever they lead.
    pub here: Option<String>,
    /// The library of the answer.
    pub library: Weak<Library>,
    /// What is typed.
    pub input: Input,
    /// The only kind that is wanted.
    pub kind: Option<Kind>,
    /// What is shown: of the query, or of an earlier one until its own results are there.
    pub rows: Vec<Hit>,
    /// The rows over which a title stands, in order.
    pub titles: Vec<(usize, &'static str)>,
    /// How many were found of each kind.
    pub counts: [usize; 6],
    /// What is to be said of how they were found.
    pub manner: Manner,
    /// The selected row.
    pub selected: usize,
    /// Everything is found that will be.
    pub is_complete: bool,
    /// Which question the answer is awaited of; answers to earlier ones come too late.
    pub ticket: u64,
    /// The earlier query that is shown, counted from the latest.
    pub recalled: Option<usize>,
    /// The row to select once it is found.
    pub wanted: Option<RowName>,
}

/// How results were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// As the query was typed.
    #[default]
    Plain,
    /// The query was taken to hold a slip of the finger; so many hold its words as typed.
    Forgiven(usize),
    /// No place holds all words: they are notes that do.
    Apart,
    /// As typed it found nothing; its sign or form was left aside.
    Reread,
}

impl Manner {
    fn of(results: &Results) -> Self {
        match (results.apart, results.as_typed) {
            _ if results.is_reread => Self::Reread,
            (Some(0), _) => Self::Apart,
            (_, Some(as_typed)) => Self::Forgiven(as_typed),
            _ => Self::Plain,
        }
    }
}

/// What names a row from one answer to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowName {
    kind: Kind,
    path: String,
    text: String,
    offset: u32,
}

impl RowName {
    fn of(hit: &Hit) -> Self {
        Self { kind: hit.kind, path: hit.path.clone(), text: hit.text.clone(), offset: hit.offset }
    }

    fn names(&self, hit: &Hit) -> bool {
        self.kind == hit.kind && self.offset == hit.offset && self.path == hit.path && self.text == hit.text
    }
}

impl FindPage {
    /// An empty page; `here` is the path of the note at hand.
    pub fn new(number: u64, here: Option<String>) -> Self {
        Self { number, here, ..Self::default() }
    }

    /// The page to come back to.
    pub fn left(&self) -> LeftPage {
        LeftPage(Arc::new(Self { wanted: self.row_name(), ..self.clone() }))
    }

    /// True when its results are all there are in this library.
    pub fn answers(&self, library: &Arc<Library>) -> bool {
        self.is_complete && self.library.as_ptr() == Arc::as_ptr(library)
    }

    /// What is typed.
    pub fn query(&self) -> &str {
        self.input.value()
    }

    /// True when nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.kind.is_none() && self.query().len() < LONG && Query::parse(self.query()).is_empty()
    }

    /// The selected result.
    pub fn hit(&self) -> Option<&Hit> {
        self.rows.get(self.selected)
    }

    /// What names the selected result; none for the first one, which is where a search begins.
    pub fn row_name(&self) -> Option<RowName> {
        self.hit().filter(|_| self.selected > 0).map(RowName::of)
    }

    /// Shows rows that answer no query, under their titles.
    pub fn show(&mut self, rows: Vec<Hit>, titles: Vec<(usize, &'static str)>) {
        (self.rows, self.titles) = (rows, titles);
        (self.counts, self.manner, self.is_complete) = ([0; 6], Manner::Plain, true);
        self.select_wanted();
    }

    /// Takes in an answer. What was selected stays so; who has selected nothing sees the best one.
    pub fn answer(&mut self, results: Results) {
        if self.wanted.is_none() {
            self.wanted = self.row_name();
        }
        self.is_complete = results.stage == Stage::Complete;
        self.manner = Manner::of(&results);
        self.titles =
            results.apart.filter(|it| (1..results.hits.len()).contains(it)).map(|it| (it, APART)).into_iter().collect();
        (self.rows, self.counts) = (results.hits, results.counts);
        self.select_wanted();
    }

    /// Selects the wanted row if it is there; it is forgotten once no more will come.
    fn select_wanted(&mut self) {
        let found = self.wanted.as_ref().and_then(|name| self.rows.iter().position(|it| name.names(it)));
        self.selected = found.unwrap_or(0);
        if found.is_some() || self.is_complete {
            self.wanted = None;
        }
    }

    /// How many were found of the chosen kind, shown or not.
    pub fn found(&self) -> usize {
        self.kind.map_or_else(|| self.counts.iter().sum(), |it| self.counts.get(it.index()).copied().unwrap_or(0))
    }

    /// The kind that is `step` from the chosen one, round and round, of those of which something was found; none, for
    /// all, is one of them.
    pub fn kind_after(&self, step: isize) -> Option<Kind> {
        let some = Kind::ALL.into_iter().filter(|it| self.kind == Some(*it) || self.counts.get(it.index()) > Some(&0));
        let kinds: Vec<Option<Kind>> = std::iter::once(None).chain(some.map(Some)).collect();
        let at = kinds.iter().position(|it| *it == self.kind).unwrap_or(0) as isize;
        let next = (at + step).rem_euclid(kinds.len() as isize) as usize;
        kinds.get(next).copied().flatten()
    }
}

/// A find screen as it was left.
#[derive(Clone, Debug)]
pub struct LeftPage(Arc<FindPage>);

impl LeftPage {
    /// The screen again.
    pub fn page(&self) -> FindPage {
        FindPage::clone(&self.0)
    }

    /// Keeps the question only.
    pub fn forget_results(&mut self) {
        if self.0.is_complete {
            self.0 = Arc::new(FindPage { rows: Vec::new(), is_complete: false, ..FindPage::clone(&self.0) });
        }
    }
}

impl PartialEq for LeftPage {
    fn eq(&self, other: &Self) -> bool {
        let key = |it: &FindPage| (it.number, it.ticket, it.selected);
        key(&self.0) == key(&other.0)
    }
}

impl Eq for LeftPage {}

/// The queries of earlier searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queries {
    /// The latest last.
    pub all: Vec<String>,
}

/// So many queries are kept.
const QUERY_LIMIT: usize = 50;

impl Queries {
    /// Keeps a query as the latest.
    pub fn keep(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            return;
        }
        self.all.retain(|it| it != query);
        self.all.push(query.to_string());
        if self.all.len() > QUERY_LIMIT {
            self.all.remove(0);
        }
    }

    /// The query that is so many before the latest.
    pub fn get(&self, back: usize) -> Option<&str> {
        self.all.iter().rev().nth(back).map(String::as_str)
    }
}
