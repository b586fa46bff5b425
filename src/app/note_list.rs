//! The list of the notes of a folder: grouped by video, sorted, or those whose names match a few letters.

use crate::{
    library::{ConceptId, Library, NoteId, VideoNotes, folded},
    search,
};
use std::{cmp::Reverse, collections::HashMap, ops::Range};

/// The notes to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteList {
    /// The selected row.
    pub selected: usize,
    /// The letters that names must hold.
    pub query: String,
    /// How the notes are sorted.
    pub sort: Sort,
    /// The rows that are shown.
    pub rows: Vec<ListRow>,
    /// The letters of the filter in the titles of the rows, as ranges of bytes; empty without a filter.
    pub marks: Vec<Vec<Range<usize>>>,
    /// The videos that have a row of their own.
    pub videos: Vec<VideoNotes>,
    /// The path of the note to select once it is known.
    pub wanted: Option<String>,
    /// The row that was selected before letters were typed.
    before: usize,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A video with several notes, which follow it: an index into the list's videos.
    Video(usize),
    /// A note, of the video above it if `grouped`.
    Note {
        /// The note.
        note: NoteId,
        /// It belongs to the video above it.
        grouped: bool,
    },
}

/// What names a row of the list from one library to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowName {
    /// A note, by its path.
    Note(String),
    /// A video, by its id.
    Video(String),
}

/// How notes are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By their titles.
    #[default]
    Title,
    /// What was read last comes first.
    Recent,
    /// What other notes link to most comes first.
    Mentioned,
}

impl Sort {
    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Title => Self::Recent,
            Self::Recent => Self::Mentioned,
            Self::Mentioned => Self::Title,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Recent => "recent",
            Self::Mentioned => "most mentioned",
        }
    }
}

/// When notes were read last, in seconds since 1970, by their paths.
pub type LastRead = HashMap<String, u64>;

impl NoteList {
    /// A list without rows.
    pub fn new(sort: Sort) -> Self {
        Self { sort, ..Self::default() }
    }

    /// Makes the rows of what the library knows.
    pub fn gather(&mut self, library: &Library, last_read: &LastRead) {
        self.marks.clear();
        if self.query.trim().is_empty() {
            self.gather_all(library, last_read);
        } else {
            self.gather_found(library);
        }
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    /// Notes of which the title or the path holds the letters; those of the title are marked.
    fn gather_found(&mut self, library: &Library) {
        let names: Vec<String> = library.notes().iter().map(|it| format!("{} {}", it.title, it.path)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.videos.clear();
        self.rows.clear();
        for (at, mut marks) in search::rank_marked(&self.query, &names) {
            let title = library.note(at as NoteId).map_or(0, |it| it.title.len());
            marks.retain(|it| it.end <= title);
            self.rows.push(ListRow::Note { note: at as NoteId, grouped: false });
            self.marks.push(marks);
        }
    }

    fn gather_all(&mut self, library: &Library, last_read: &LastRead) {
        let mut keys: Vec<Key> =
            (0..).zip(library.notes()).map(|(id, it)| Key::of(self.sort, id, it, library, last_read)).collect();
        let mut grouped = vec![false; keys.len()];
        let mut entries: Vec<(Key, ListRow)> = Vec::new();
        // Grouped, a ranking would be none.
        let videos = if self.sort == Sort::Title { library.videos() } else { Vec::new() };
        self.videos = videos.into_iter().filter(|it| it.notes.len() > 1).collect();
        for (at, video) in self.videos.iter_mut().enumerate() {
            video.notes.iter().for_each(|it| grouped[*it as usize] = true);
            video.notes.sort_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]));
            let first = video.notes.first().map(|it| keys[*it as usize].clone()).unwrap_or_default();
            let name = video.title.as_deref().map(folded).filter(|_| self.sort == Sort::Title);
            entries.push((Key { name: name.unwrap_or(first.name), ..first }, ListRow::Video(at)));
        }
        for (note, is_grouped) in (0..).zip(&grouped).filter(|it| !it.1) {
            let key = std::mem::take(&mut keys[note as usize]);
            entries.push((key, ListRow::Note { note, grouped: *is_grouped }));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        self.rows.clear();
        for (_, row) in entries {
            self.rows.push(row);
            if let ListRow::Video(at) = row {
                self.rows.extend(self.videos[at].notes.iter().map(|it| ListRow::Note { note: *it, grouped: true }));
            }
        }
    }

    /// Shows only the notes whose names hold the letters of `query`; all of them when it is empty.
    pub fn filter(&mut self, library: &Library, last_read: &LastRead, query: &str) {
        if self.query.trim().is_empty() {
            self.before = self.selected;
        }
        self.query = query.to_string();
        self.selected = if query.trim().is_empty() { self.before } else { 0 };
        self.gather(library, last_read);
    }

    /// Selects the row of that name, or else the one in its place.
    pub fn select(&mut self, library: &Library, name: Option<&RowName>) {
        let found = name.and_then(|name| match name {
            RowName::Note(path) => {
                let wanted = library.note_at(path)?;
                self.rows.iter().position(|it| matches!(it, ListRow::Note { note, .. } if *note == wanted))
            }
            RowName::Video(id) => {
                let wanted = self.videos.iter().position(|it| it.id == *id)?;
                self.rows.iter().position(|it| *it == ListRow::Video(wanted))
            }
        });
        self.selected = found.unwrap_or(self.selected.min(self.rows.len().saturating_sub(1)));
    }

    /// What names the selected row.
    pub fn selected_name(&self, library: &Library) -> Option<RowName> {
        match *self.rows.get(self.selected)? {
            ListRow::Note { .. } => self.path(library, self.selected).map(|it| RowName::Note(it.to_string())),
            ListRow::Video(at) => self.videos.get(at).map(|it| RowName::Video(it.id.clone())),
        }
    }

    /// How many notes are shown.
    pub fn notes(&self) -> usize {
        self.rows.iter().filter(|it| matches!(it, ListRow::Note { .. })).count()
    }

    /// The path of the note in a row.
    pub fn path<'a>(&self, library: &'a Library, row: usize) -> Option<&'a str> {
        match self.rows.get(row)? {
            ListRow::Note { note, .. } => library.note(*note).map(|it| it.path.as_str()),
            ListRow::Video(_) => None,
        }
    }
}

/// What a note is sorted by; smaller comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    rank: Reverse<u64>,
    name: String,
    note: NoteId,
}

impl Key {
    fn of(sort: Sort, note: NoteId, digest: &crate::library::Digest, library: &Library, last_read: &LastRead) -> Self {
        let rank = match sort {
            Sort::Title => 0,
            Sort::Recent => last_read.get(&digest.path).copied().unwrap_or(0),
            Sort::Mentioned => library.mentions(ConceptId(note)).len() as u64,
        };
        Self { rank: Reverse(rank), name: folded(&digest.title), note }
    }
}

/// Moves a selection by rows within a list.
pub fn moved(selected: usize, rows: isize, count: usize) -> usize {
    selected.saturating_add_signed(rows).min(count.saturating_sub(1))
}
