//! What the actions do in a pane: its rows, and the place in the text that each of them shows.

use crate::app::{
    action::Action,
    event::Effect,
    history::Location,
    note_list::moved,
    pane::{Focus, Order, SeenPane, Width},
    reading::Reading,
    state::App,
    stop::Stop,
};
use crate::library::Place;

impl App {
    /// The rows of a pane for a reader who is at `here`, in bytes; the concepts of the section come first.
    pub fn pane_rows(&self, pane: Focus, here: u32) -> Vec<PaneRow> {
        let Some(reading) = &self.reading else { return Vec::new() };
        match pane {
            Focus::Text => Vec::new(),
            Focus::Sections => section_rows(reading),
            Focus::Concepts => concept_rows(reading, self.concepts_section(here)),
            Focus::Timestamps => timestamp_rows(reading, self.panes.order),
        }
    }

    /// True when a pane has nothing to show of this note.
    pub fn is_empty(&self, pane: Focus) -> bool {
        let Some(document) = self.reading.as_ref().map(|it| &it.document) else { return true };
        match pane {
            Focus::Text => false,
            Focus::Sections => document.note.sections().len() < 2,
            Focus::Concepts => document.concepts.is_empty() && document.backlinks.is_empty(),
            Focus::Timestamps => document.note.timestamps().is_empty(),
        }
    }

    /// The section whose concepts come first.
    pub fn concepts_section(&self, here: u32) -> u32 {
        let in_view = self.reading.as_ref().map_or(0, |it| it.document.note.section_at(here) as u32);
        if self.panes.focus == Focus::Concepts { self.panes.section } else { in_view }
    }

    /// The rows of a pane where the reader is now.
    pub(crate) fn rows_now(&self, pane: Focus) -> Vec<PaneRow> {
        self.pane_rows(pane, self.reading.as_ref().map_or(0, Reading::here))
    }

    /// The row of a pane that shows where the reader is.
    pub fn row_here(&self, pane: Focus, rows: &[PaneRow], here: u32) -> Option<usize> {
        let note = &self.reading.as_ref()?.document.note;
        match pane {
            Focus::Sections => {
                let section = note.section_at(here);
                let shown = |it: usize| rows.iter().position(|row| *row == PaneRow::Section(it));
                let up = |it: &usize| note.sections().get(*it)?.parent.map(|it| it as usize);
                std::iter::successors(Some(section), up).find_map(shown)
            }
            Focus::Timestamps => {
                let stamps = note.timestamps();
                let stop = self.reading.as_ref().and_then(|it| it.stop);
                let at = match stop {
                    Some(Stop::Timestamp(it)) => it as usize,
                    _ => stamps.partition_point(|it| it.span.end <= here).min(stamps.len().checked_sub(1)?),
                };
                rows.iter().position(|it| *it == PaneRow::Timestamp(at as u32))
            }
            Focus::Concepts | Focus::Text => None,
        }
    }

    /// Gives the focus to a pane, its selection where the reader is.
    pub(crate) fn focus_on(&mut self, pane: Focus) {
        let here = self.reading.as_ref().map_or(0, Reading::here);
        self.panes.section = self.reading.as_ref().map_or(0, |it| it.document.note.section_at(here) as u32);
        self.panes.set_focus(pane);
        let rows = self.pane_rows(pane, here);
        self.panes.selected = self.row_here(pane, &rows, here).unwrap_or(0);
    }

    /// Gives the focus back to the pane that had it, if there is room for one.
    pub(crate) fn return_to_pane(&mut self, pane: Option<SeenPane>) {
        let Some(SeenPane { focus, selected, section }) = pane else { return };
        self.panes.section = section;
        self.panes.set_focus(focus);
        self.panes.selected = selected.min(self.rows_now(focus).len().saturating_sub(1));
    }

    pub(crate) fn cycle(&mut self, step: isize) {
        let width = self.width();
        if width == Width::Wide && self.panes.visible(width).is_empty() {
            return self.say("all panes are hidden: 1, 2 and 3 show them");
        }
        self.panes.cycle(step, width);
        self.focus_on(self.panes.focus);
    }

    pub(crate) fn swap_order(&mut self) {
        let selected = self.rows_now(Focus::Timestamps).get(self.panes.selected).copied();
        self.panes.order = match self.panes.order {
            Order::Text => Order::Video,
            Order::Video => Order::Text,
        };
        if self.panes.focus == Focus::Timestamps {
            let rows = self.rows_now(Focus::Timestamps);
            self.panes.selected = rows.iter().position(|it| Some(*it) == selected).unwrap_or(0);
        }
    }

    /// An action with the keys going to a pane.
    pub(crate) fn pane_action(&mut self, action: Action) -> Vec<Effect> {
        let step = isize::from(i16::try_from(self.size.rows / 2).unwrap_or(8)).max(1);
        match action {
            Action::Down => self.select_by(1),
            Action::Up => self.select_by(-1),
            Action::HalfDown | Action::PageDown => self.select_by(step),
            Action::HalfUp | Action::PageUp => self.select_by(-step),
            Action::Top => self.select_by(isize::MIN / 2),
            Action::Bottom => self.select_by(isize::MAX / 2),
            Action::Fold => self.fold(true),
            Action::Unfold => self.fold(false),
            Action::Follow => return self.follow_pane_row(),
            Action::Concept => return self.concept_of_row(),
            Action::OpenOutside => return self.open_outside(self.selected_stop()),
            Action::Copy => return self.copy(self.selected_stop()),
            other => return self.shared_action(other),
        }
        Vec::new()
    }

    fn select_by(&mut self, rows: isize) {
        let all = self.rows_now(self.panes.focus);
        self.panes.selected = moved(self.panes.selected, rows, all.len());
        self.show_selected();
    }

    /// Selects a row and shows its place.
    pub(crate) fn select_row(&mut self, pane: Focus, row: usize) {
        if self.panes.focus != pane {
            self.focus_on(pane);
        }
        self.panes.selected = row;
        self.show_selected();
    }

    /// The selected row of the focused pane.
    pub fn selected_row(&self) -> Option<PaneRow> {
        self.rows_now(self.panes.focus).get(self.panes.selected).copied()
    }

    /// The link or timestamp of the selected row.
    fn selected_stop(&self) -> Option<Stop> {
        match self.selected_row()? {
            PaneRow::Timestamp(it) => Some(Stop::Timestamp(it)),
            PaneRow::Concept { concept, .. } => {
                let document = &self.reading.as_ref()?.document;
                document.concepts.get(concept)?.links.first().map(|it| Stop::Link(*it))
            }
            PaneRow::Section(_) | PaneRow::Backlinks(_) | PaneRow::Backlink(_) => None,
        }
    }

    /// Shows the place of the selected row in the text.
    fn show_selected(&mut self) {
        let (row, section) = (self.selected_row(), self.panes.section);
        let Some(reading) = &mut self.reading else { return };
        match row {
            Some(PaneRow::Section(section)) => reading.jump_to_section(section),
            Some(PaneRow::Timestamp(stamp)) => show_stop(reading, Stop::Timestamp(stamp)),
            Some(PaneRow::Concept { concept, here }) => {
                let links = reading.document.concepts.get(concept).map(|it| it.links.clone()).unwrap_or_default();
                let all = reading.document.note.links();
                let in_text = |it: &&u32| all.get(**it as usize).is_some_and(|it| it.block.is_some());
                let near =
                    links.iter().find(|it| all.get(**it as usize).is_some_and(|it| here && it.section == section));
                if let Some(link) = near.or_else(|| links.iter().find(in_text)).copied() {
                    show_stop(reading, Stop::Link(link));
                } else {
                    // Only the `From:` line names it, and that stands above the text.
                    reading.stop = None;
                    reading.to_start();
                }
            }
            Some(PaneRow::Backlinks(_) | PaneRow::Backlink(_)) | None => {}
        }
    }

    fn fold(&mut self, folds: bool) {
        let row = self.selected_row();
        let Some(reading) = &mut self.reading else { return };
        let Some(PaneRow::Section(section)) = row else { return };
        let has_children = reading.document.note.sections().iter().any(|it| it.parent == Some(section as u32));
        if !folds {
            reading.folded.remove(&section);
        } else if has_children && reading.folded.insert(section) {
        } else if let Some(parent) = reading.document.note.sections().get(section).and_then(|it| it.parent) {
            let rows = section_rows(reading);
            self.panes.selected = rows.iter().position(|it| *it == PaneRow::Section(parent as usize)).unwrap_or(0);
            self.show_selected();
        }
    }

    fn follow_pane_row(&mut self) -> Vec<Effect> {
        match self.selected_row() {
            Some(PaneRow::Section(_)) => {
                self.show_selected();
                self.panes.set_focus(Focus::Text);
                Vec::new()
            }
            Some(PaneRow::Timestamp(stamp)) => self.follow(Stop::Timestamp(stamp)),
            Some(PaneRow::Concept { concept, .. }) => self.follow_concept(concept),
            Some(PaneRow::Backlinks(_)) => self.show_own_page(),
            Some(PaneRow::Backlink(place)) => self.follow_backlink(place),
            None => Vec::new(),
        }
    }

    /// Goes to a sentence of another note.
    fn follow_backlink(&mut self, place: Place) -> Vec<Effect> {
        let found = self.library.at(place);
        let place = found.map(|(note, mention)| Location::Mention {
            path: note.path.clone(),
            offset: mention.offset,
            words: None,
        });
        place.map_or_else(Vec::new, |it| self.visit(it))
    }

    fn concept_of_row(&mut self) -> Vec<Effect> {
        if let Some(PaneRow::Concept { concept, .. }) = self.selected_row() {
            return self.show_concept(concept);
        }
        let stop = self.reading.as_ref().and_then(|it| it.stop);
        self.concept_at(stop)
    }
}

/// A row of a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneRow {
    /// A section of the note.
    Section(usize),
    /// A concept of the document.
    Concept {
        /// Its index in the document.
        concept: usize,
        /// The row stands for its links in the section in view.
        here: bool,
    },
    /// A timestamp of the note.
    Timestamp(u32),
    /// The heading of the mentions of this note in others: so many sentences.
    Backlinks(usize),
    /// A sentence in another note that mentions this one.
    Backlink(Place),
}

fn section_rows(reading: &Reading) -> Vec<PaneRow> {
    let sections = reading.document.note.sections();
    let is_hidden = |at: usize| {
        let up = |it: &u32| sections.get(*it as usize)?.parent;
        std::iter::successors(sections[at].parent, up).any(|it| reading.folded.contains(&(it as usize)))
    };
    let is_empty_start = |at: usize| at == 0 && (sections.len() == 1 || sections[0].blocks.0 == sections[0].blocks.1);
    (0..sections.len()).filter(|it| !is_empty_start(*it) && !is_hidden(*it)).map(PaneRow::Section).collect()
}

fn concept_rows(reading: &Reading, section: u32) -> Vec<PaneRow> {
    let here = reading.document.concepts_in(section);
    let first = here.iter().map(|it| PaneRow::Concept { concept: it.0, here: true });
    let all = 0..reading.document.concepts.len();
    let rest = all.filter(|it| here.iter().all(|shown| shown.0 != *it));
    let backlinks = &reading.document.backlinks;
    let heading = Some(PaneRow::Backlinks(backlinks.len())).filter(|_| !backlinks.is_empty());
    let rest = rest.map(|concept| PaneRow::Concept { concept, here: false });
    first.chain(rest).chain(heading).chain(backlinks.iter().map(|it| PaneRow::Backlink(*it))).collect()
}

fn timestamp_rows(reading: &Reading, order: Order) -> Vec<PaneRow> {
    match order {
        Order::Text => (0..reading.document.note.timestamps().len() as u32).map(PaneRow::Timestamp).collect(),
        Order::Video => reading.document.by_time.iter().copied().map(PaneRow::Timestamp).collect(),
    }
}

fn show_stop(reading: &mut Reading, stop: Stop) {
    if let Some(offset) = reading.start_of(stop) {
        reading.stop = Some(stop);
        reading.reveal(offset);
    }
}
