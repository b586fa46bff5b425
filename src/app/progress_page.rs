//! How learning goes: day by day, note by note, and the cards that are weakest.

use crate::{
    app::{knowledge::Sum, survey::Survey},
    library::Library,
    quiz::CardId,
    schedule::{Memory, Progress, Standing},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The page.
#[derive(Debug)]
pub struct ProgressPage {
    /// What is shown.
    pub view: ProgressView,
    /// How it goes by days.
    pub progress: Progress,
    /// The notes with their sections, those with most that is due first.
    pub notes: Vec<KnownPart>,
    /// The cards, the weakest first; at the end those that are not asked.
    pub cards: Vec<KnownCard>,
    /// The selected row.
    pub selected: usize,
}

/// What the page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProgressView {
    /// Answers, what falls due, what was retained, who was sure.
    #[default]
    Days,
    /// What is known of each note and section.
    Notes,
    /// The weakest cards.
    Cards,
}

impl ProgressView {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Days, Self::Notes, Self::Cards];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Notes => "notes",
            Self::Cards => "weakest",
        }
    }
}

/// A note, or a section of the note above it.
#[derive(Clone, Debug)]
pub struct KnownPart {
    /// The path of the note.
    pub path: Arc<str>,
    /// What it is called.
    pub title: String,
    /// Where it begins, in bytes.
    pub offset: u32,
    /// How deep it stands: 0 for a note.
    pub depth: usize,
    /// What is known of those of its cards that were answered.
    pub sum: Sum,
}

/// A card that was answered, or is not asked.
#[derive(Clone, Debug)]
pub struct KnownCard {
    /// The card.
    pub card: CardId,
    /// What it asks.
    pub name: String,
    /// What its note is called.
    pub title: String,
    /// The path of its note.
    pub path: Arc<str>,
    /// Where its source begins, in bytes.
    pub offset: u32,
    /// How likely it is recalled today, 0 to 1; none for one that was never answered.
    pub recall: Option<f32>,
    /// How often it was forgotten.
    pub lapses: u32,
    /// It is forgotten again and again.
    pub is_leech: bool,
    /// Whether it is asked.
    pub standing: Standing,
}

/// More cards than these nobody goes through.
const CARDS: usize = 500;

impl ProgressPage {
    /// The page for what the log and the notes hold.
    pub fn new(memory: &Memory, survey: &Survey, library: &Library, view: ProgressView, selected: usize) -> Self {
        let progress = Progress::of(memory, survey.seats().map(|it| it.0));
        let mut page = Self {
            view,
            progress,
            notes: parts(memory, survey, library),
            cards: cards(memory, survey, library),
            selected,
        };
        page.selected = selected.min(page.count().saturating_sub(1));
        page
    }

    /// How many rows there are to select.
    pub fn count(&self) -> usize {
        match self.view {
            ProgressView::Days => 0,
            ProgressView::Notes => self.notes.len(),
            ProgressView::Cards => self.cards.len(),
        }
    }

    /// Where the selected row stands: a path and an offset.
    pub fn place(&self) -> Option<(Arc<str>, u32)> {
        match self.view {
            ProgressView::Days => None,
            ProgressView::Notes => self.notes.get(self.selected).map(|it| (Arc::clone(&it.path), it.offset)),
            ProgressView::Cards => self.cards.get(self.selected).map(|it| (Arc::clone(&it.path), it.offset)),
        }
    }

    /// Shows the next view, or with -1 the one before.
    pub fn turn(&mut self, step: isize) {
        let all = ProgressView::ALL;
        let at = all.iter().position(|it| *it == self.view).unwrap_or(0);
        let next = (at as isize + step).rem_euclid(all.len() as isize) as usize;
        (self.view, self.selected) = (all.get(next).copied().unwrap_or_default(), 0);
    }
}

/// The notes with cards that were answered, each with its sections that have some.
fn parts(memory: &Memory, survey: &Survey, library: &Library) -> Vec<KnownPart> {
    let mut notes: HashMap<Arc<str>, (Sum, BTreeMap<u32, Sum>)> = HashMap::new();
    for (card, seat) in survey.in_order().into_iter().filter(|it| memory.state(it.0).is_some()) {
        let (sum, sections) = notes.entry(Arc::clone(&seat.note)).or_default();
        sum.add(memory, card, seat.group);
        sections.entry(seat.section).or_default().add(memory, card, seat.group);
    }
    let mut notes: Vec<_> = notes.into_iter().collect();
    notes.sort_by(|a, b| {
        let (x, y) = (a.1.0, b.1.0);
        Reverse(x.due).cmp(&Reverse(y.due)).then(x.share().total_cmp(&y.share())).then(a.0.cmp(&b.0))
    });
    let mut rows = Vec::new();
    for (path, (sum, sections)) in notes {
        let note = library.note_at(&path).and_then(|it| library.note(it));
        let title = note.map_or_else(|| path.to_string(), |it| it.title.clone());
        rows.push(KnownPart { path: Arc::clone(&path), title, offset: 0, depth: 0, sum });
        for (section, sum) in sections {
            let Some(found) = note.and_then(|it| it.sections.get(section as usize)).filter(|it| it.level > 0) else {
                continue;
            };
            let title = note.map(|it| it.at(found.title).to_string()).unwrap_or_default();
            let (offset, depth) = (found.offset, usize::from(found.level.max(1)).min(4));
            rows.push(KnownPart { path: Arc::clone(&path), title, offset, depth, sum });
        }
    }
    rows
}

/// The cards that the notes hold, the weakest first.
fn cards(memory: &Memory, survey: &Survey, library: &Library) -> Vec<KnownCard> {
    let known = |(card, seat): (CardId, &crate::app::survey::Seat)| {
        let record = memory.record(card)?;
        let (state, standing) = (record.state, record.standing);
        if state.is_none() && standing == Standing::Active {
            return None;
        }
        Some(KnownCard {
            card,
            name: seat.prompt.to_string(),
            title: String::new(),
            path: Arc::clone(&seat.note),
            offset: seat.offset,
            recall: state.map(|it| it.retrievability(memory.today())),
            lapses: state.map_or(0, |it| it.lapses),
            is_leech: memory.is_leech(card),
            standing,
        })
    };
    let mut cards: Vec<KnownCard> = survey.seats().filter_map(known).collect();
    cards.sort_by(|a, b| {
        let rank = |it: &KnownCard| (it.standing != Standing::Active, !it.is_leech);
        let recall = |it: &KnownCard| it.recall.unwrap_or(0.0);
        rank(a).cmp(&rank(b)).then(recall(a).total_cmp(&recall(b))).then(a.card.cmp(&b.card))
    });
    cards.truncate(CARDS);
    for card in &mut cards {
        let note = library.note_at(&card.path).and_then(|it| library.note(it));
        card.title = note.map_or_else(|| card.path.to_string(), |it| it.title.clone());
    }
    cards
}
