//! Finding: words in a text as a reader means them, and names by a few of their letters.

mod fold;
mod fuzzy;
mod within;

pub use fuzzy::rank;
pub use within::{Case, Haystack};
