//! A video: what all its notes say of it, in the order of the video.

use crate::library::{Digest, Library, Moment, VideoMoment, VideoNotes};
use std::sync::Arc;

/// The timeline of a video.
pub struct VideoPage {
    /// The library that all indexes of the page refer to.
    pub library: Arc<Library>,
    /// The id of the video.
    pub id: String,
    /// What the page is called: the title of the video, or its id.
    pub title: String,
    /// How many notes were made from it.
    pub notes: usize,
    /// What they say, in the order of the video: moments of one sentence in a row stand once.
    pub moments: Vec<VideoMoment>,
    /// The selected row.
    pub selected: usize,
}

impl VideoPage {
    /// Gathers the timeline of a video; none when no note says anything of it.
    pub fn new(library: &Arc<Library>, id: &str) -> Option<Self> {
        let VideoNotes { id, title, notes } = library.videos().into_iter().find(|it| it.id == id)?;
        let mut moments = library.timeline(&notes);
        let sentence = |it: &VideoMoment| {
            let moment = library.note(it.note).and_then(|note| note.moments.get(it.moment as usize));
            (it.note, moment.map(|it| it.sentence))
        };
        moments.dedup_by(|b, a| sentence(a) == sentence(b));
        let title = title.unwrap_or_else(|| format!("video {id}"));
        let page = Self { library: Arc::clone(library), id, title, notes: notes.len(), moments, selected: 0 };
        (!page.moments.is_empty()).then_some(page)
    }

    /// The note and the moment of a row.
    pub fn row(&self, row: usize) -> Option<(&Digest, &Moment)> {
        let place = self.moments.get(row)?;
        let note = self.library.note(place.note)?;
        Some((note, note.moments.get(place.moment as usize)?))
    }

    /// What a row says: the path of its note, and its sentence.
    pub fn said(&self, row: usize) -> Option<(String, String)> {
        let (note, moment) = self.row(row)?;
        Some((note.path.clone(), note.at(moment.sentence).to_string()))
    }

    /// Selects the row that says this, of several the nearest; where none does, the selection stays.
    pub fn select_said(&mut self, path: &str, words: &str) {
        let says = |it: &usize| {
            self.row(*it).is_some_and(|(note, moment)| note.path == path && note.at(moment.sentence) == words)
        };
        let same = (0..self.moments.len()).filter(says).min_by_key(|it| it.abs_diff(self.selected));
        self.selected = same.unwrap_or(self.selected);
    }

    /// The first row of a second of the video, or else the last one before it.
    pub fn row_at(&self, seconds: u32) -> usize {
        let first = self.moments.partition_point(|it| it.seconds < seconds);
        let is_there = self.moments.get(first).is_some_and(|it| it.seconds == seconds);
        if is_there { first } else { first.saturating_sub(1) }
    }
}
