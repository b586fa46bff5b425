//! Where the reader has been: back and forward.

use crate::{
    app::{
        drawn::Place, event::Size, find_page::LeftPage, note_list::RowName, pane::SeenPane,
        progress_page::ProgressView, quiz_decks::Context, stop::Stop,
    },
    library::ConceptKey,
};

/// A place to return to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A place in the text of a note.
    Text {
        /// The path of the note.
        path: String,
        /// The offset of the first row on the screen, in bytes; 0 at the beginning.
        offset: u32,
        /// The very row, good for the same opening of the note on a screen of the same size.
        row: Option<SeenRow>,
        /// Where the reader had jumped to, in bytes.
        here: Option<u32>,
        /// The link or timestamp under the cursor.
        stop: Option<Stop>,
        /// The pane that had the focus; none for the text.
        pane: Option<SeenPane>,
    },
    /// A heading of a note: where a link led, before anyone saw it.
    Heading {
        /// The path of the note.
        path: String,
        /// The heading, as the link spells it.
        heading: String,
    },
    /// A mention in a note, before anyone saw it there.
    Mention {
        /// The path of the note.
        path: String,
        /// Where it stands, in bytes, as far as that is known.
        offset: u32,
        /// Its words, when it is no link: they are to be found after the offset.
        words: Option<String>,
    },
    /// The page of a concept.
    Concept {
        /// What names it.
        key: ConceptKey,
        /// The selected row; none for a page that is opened anew.
        selected: Option<usize>,
    },
    /// The graph around a concept.
    Graph {
        /// The concept in the middle.
        key: ConceptKey,
        /// The selected one.
        selected: Option<ConceptKey>,
    },
    /// The timeline of a video.
    Video {
        /// The id of the video.
        id: String,
        /// The selected row.
        selected: usize,
    },
    /// The list of the folder's notes.
    Notes {
        /// The selected row.
        row: Option<RowName>,
        /// The letters that names had to hold.
        query: String,
    },
    /// The find screen, as it was left.
    Find(LeftPage),
    /// The decks to choose from.
    Decks {
        /// What was at hand.
        context: Box<Context>,
        /// The selected row.
        selected: usize,
    },
    /// How learning goes.
    Progress {
        /// What was shown.
        view: ProgressView,
        /// The selected row.
        selected: usize,
    },
    /// The quiz, as it is.
    Quiz,
}

/// A row as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenRow {
    /// Which opening of a note.
    pub opening: u32,
    /// The size of the screen.
    pub size: Size,
    /// The first row.
    pub place: Place,
}

impl Location {
    /// The beginning of a note.
    pub fn start_of(path: &str) -> Self {
        Self::Text { path: path.into(), offset: 0, row: None, here: None, stop: None, pane: None }
    }

    /// An offset in a note, in bytes.
    pub fn at(path: &str, offset: u32) -> Self {
        Self::Text { path: path.into(), offset, row: None, here: Some(offset), stop: None, pane: None }
    }

    /// The note of the place; pages and lists need none.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Text { path, .. } | Self::Heading { path, .. } | Self::Mention { path, .. } => Some(path),
            _ => None,
        }
    }
}

/// Two stacks of places.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<Location>,
    forward: Vec<Location>,
}

/// So many steps back are kept.
const LIMIT: usize = 500;
/// Find screens keep their results for so many returns; farther back the question is asked again.
const PAGES: usize = 20;

impl History {
    /// Leaves `here` for a new place.
    pub fn leave(&mut self, here: Location) {
        self.forward.clear();
        if self.back.last() != Some(&here) {
            self.back.push(here);
        }
        let mut pages =
            self.back.iter_mut().rev().filter_map(|it| if let Location::Find(page) = it { Some(page) } else { None });
        if let Some(old) = pages.nth(PAGES) {
            old.forget_results();
        }
        if self.back.len() > LIMIT {
            self.back.remove(0);
        }
    }

    /// Takes back the last step: it led nowhere.
    pub fn forget_last(&mut self) {
        self.back.pop();
    }

    /// Moves the places in a note that has changed, as `moved` says of an offset and a cursor.
    pub fn renew(&mut self, path: &str, moved: impl Fn(u32, Option<Stop>) -> (u32, Option<Stop>)) {
        for place in self.back.iter_mut().chain(&mut self.forward) {
            if let Location::Text { path: own, offset, row, here, stop, .. } = place
                && own == path
            {
                (*offset, *stop) = moved(*offset, *stop);
                *here = here.map(|it| moved(it, None).0);
                *row = None;
            }
        }
    }

    /// The places before, latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Location> {
        self.back.iter().rev()
    }

    /// True when there is no place before.
    pub fn is_at_start(&self) -> bool {
        self.back.is_empty()
    }

    /// The place before; `here` becomes the one to go forward to.
    pub fn back(&mut self, here: Location) -> Option<Location> {
        let place = self.back.pop()?;
        self.forward.push(here);
        Some(place)
    }

    /// The place that was left by going back.
    pub fn forward(&mut self, here: Location) -> Option<Location> {
        let place = self.forward.pop()?;
        self.back.push(here);
        Some(place)
    }
}

/// A note that was asked for and is not there yet.
#[derive(Debug)]
pub struct Expected {
    /// What to show of it; none for the place where it was left off.
    pub place: Option<Location>,
    /// The history from before, should it not come.
    pub before: History,
}
