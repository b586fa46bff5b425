//! Videos: the notes that were made from one, its title, and everything that they say of it in order.

use crate::library::{concepts::Library, digest::Digest, names::NoteId};
use foldhash::{HashMap, HashMapExt};

/// A video and its notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoNotes {
    /// The id of the video.
    pub id: String,
    /// Its title, where an index note lists it.
    pub title: Option<String>,
    /// The notes that name it in their frontmatter, in the order of their paths.
    pub notes: Vec<NoteId>,
}

/// A second of a video in one of its notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoMoment {
    /// Seconds from the video's beginning.
    pub seconds: u32,
    /// The note.
    pub note: NoteId,
    /// An index into the digest's moments.
    pub moment: u32,
}

impl Library {
    /// All videos that notes are made from, in the order of their first notes.
    pub fn videos(&self) -> Vec<VideoNotes> {
        let mut videos: Vec<VideoNotes> = Vec::new();
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (note, digest) in (0..).zip(self.notes()) {
            let Some(video) = &digest.video else { continue };
            let at = *by_id.entry(&video.id).or_insert_with(|| {
                videos.push(VideoNotes { id: video.id.clone(), title: None, notes: Vec::new() });
                videos.len() - 1
            });
            videos[at].notes.push(note);
        }
        for (id, title) in self.notes().iter().filter(|it| is_index(it)).flat_map(|it| &it.listed) {
            if let Some(video) = by_id.get(id.as_str()).and_then(|it| videos.get_mut(*it)) {
                video.title.get_or_insert_with(|| title.clone());
            }
        }
        videos
    }

    /// What notes say of their video, in the order of the video; what one note says twice of one second stands once.
    pub fn timeline(&self, notes: &[NoteId]) -> Vec<VideoMoment> {
        let mut moments: Vec<VideoMoment> = Vec::new();
        for note in notes {
            let Some(digest) = self.note(*note) else { continue };
            let all = (0..).zip(&digest.moments);
            moments.extend(all.map(|(moment, it)| VideoMoment { seconds: it.seconds, note: *note, moment }));
        }
        // A stable sort: within a second the notes keep their order, within a note the text does.
        moments.sort_by_key(|it| it.seconds);
        let sentence = |it: &VideoMoment| self.note(it.note).and_then(|note| note.moments.get(it.moment as usize));
        moments.dedup_by(|b, a| {
            (a.seconds, a.note) == (b.seconds, b.note)
                && sentence(a).map(|it| it.sentence) == sentence(b).map(|it| it.sentence)
        });
        moments
    }
}

/// An index lists videos and was made from none.
fn is_index(note: &Digest) -> bool {
    note.video.is_none() && !note.listed.is_empty()
}
