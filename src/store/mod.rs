//! The disk: reading, walking and watching folders, the catalogue of their notes, where the reader left off, and the log.
//!
//! Notes are only ever read. What is written stands in the state folder of the operating system, is the review log, or a
//! file that the reader names for what is exported. What other programs keep is read: so far `anki`.
//! Absent on purpose: following symbolic links inside a folder, and reading anything but regular files,
//! so that no folder, whoever made it, leads outside itself or makes the program wait.

pub mod anki;
mod beside;
mod catalogue;
mod change;
mod folders;
mod held;
mod ignored;
#[cfg_attr(not(target_os = "linux"), path = "notified.rs")]
mod inotify;
pub mod log;
mod place;
mod read;
mod seed;
mod walk;
mod watch;
mod whole;

pub use beside::glimpse;
pub use catalogue::{Catalogue, Progress, Scope, Snapshot};
pub use change::{Change, Depth};
pub use folders::{Folders, PROGRAM};
pub use held::{held, hold, hold_more};
pub use place::{PLACE_LIMIT, Place, Places, SEED_KEY, View, key};
pub use read::{SIZE_LIMIT, Seen, Unreadable, beginning, read, read_seen, read_stream};
pub use seed::{SEED, SEED_NAME};
pub use walk::{Found, NoteFile, walk};
pub use watch::Watch;
pub use whole::Whole;
