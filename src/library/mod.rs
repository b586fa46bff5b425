//! All notes together: which note a name means, what mentions what, and which notes belong to one video.
//!
//! `digest` is what is kept of a note, its short texts in `texts`; `names` finds the note that a link means,
//! `concepts` puts the digests together into concepts with their mentions, `company` tells what a concept is called
//! and appears with, `unlinked` finds mentions that are no links, `neighbourhood` what lies around a concept, `lint`
//! what is odd about links, and `video` the notes of one video. A library is a value: when a note changes, a new one
//! is made of the same digests and the changed one.

mod company;
mod concepts;
mod digest;
mod lint;
mod lookup;
mod name;
mod names;
mod neighbourhood;
mod texts;
mod unlinked;
mod video;

pub use concepts::{ConceptId, ConceptKey, Library, Place, readable};
pub use digest::{Digest, Heading, Leaf, Mention, MentionKind, Moment};
pub use lint::{Finding, Lint};
pub use name::{beside as name_beside, folded, is_attachment, video_in, without_suffix};
pub use names::{FileNames, Meaning, NoteId};
pub use neighbourhood::{Neighbourhood, Node, Tie};
pub use texts::Texts;
pub use unlinked::{UNLINKED_LIMIT, Unlinked};
pub use video::{VideoMoment, VideoNotes};
