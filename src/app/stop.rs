//! What the cursor stops at in the text: links and timestamps.

/// Something in the text that can be focused and followed; an index into the note's own list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Stop {
    Link(u32),
    Timestamp(u32),
}
