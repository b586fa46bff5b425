//! What the parts of program code are, whatever colours them.

use std::ops::Range;

/// What a stretch of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Token {
    Comment,
    String,
    Number,
    Keyword,
    Name,
    Type,
}

/// Stretches of code as ranges of bytes of the code as shown, in order; what lies between is plain.
pub type Tokens = Vec<(Range<usize>, Token)>;
