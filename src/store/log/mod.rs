//! The review log: every answer on the disk before the next question, and nothing ever taken out.
//!
//! One file of JSON Lines a device, `reviews-DEVICE.jsonl`, to which lines are only added; `line` is one line, `plain`
//! the same for the plainest and most frequent ones, `lines` many of them, `damage` what may be wrong. `file` locks, writes and mends the file of this device, `journal` reads
//! all of them, `merge` takes in others, `copies` keeps one a day, `home` says where all this stands. Whoever reads the
//! files of several devices has one history: an event counts once, wherever it stands.
//!
//! A torn last line is put aside into `damaged-DEVICE.txt` and cut off; a damaged line is copied there, skipped and
//! left where it is; a line of a later version is left alone.

mod copies;
mod damage;
mod file;
mod home;
mod journal;
mod line;
mod lines;
mod merge;
mod plain;

pub use copies::COPIES;
pub use damage::{Damage, Fault, Unwritten};
pub use home::{HOME, device, init, log_folder, random};
pub use journal::Log;
pub use lines::Contents;
pub use merge::Merged;
