//! What the first of some bytes mean.

use crate::app::event::Event;

/// The beginning of some bytes, understood.
pub enum Step {
    /// So many bytes are one event.
    Event(usize, Event),
    /// So many bytes mean nothing to us.
    Nothing(usize),
    /// A paste begins after so many bytes.
    PasteBegins(usize),
    /// The rest is still to come.
    Unfinished,
}
