//! The verdict on typed answers: right, close (the learner decides) or wrong, and why.
//!
//! Tolerant where the meaning is the same, strict where a small difference makes another one. `fold` takes off what does
//! not count in a letter, `words` makes normalised words of a text, with what `language` knows of articles,
//! negations, prefixes and words that look alike (data, in `assets/quiz`). `forms` are the ways in which an answer may be
//! given, `slip` tells two words from a misspelt one, `compare` two rows of words, `terms` whether another term of the
//! deck is nearer; `judge` puts it together, and `why` says it. `marks` shows what differs letter by letter. `list` judges answers of
//! several lines; of long answers, which the learner rates, `key_words` shows which words came.
//!
//! ```
//! use recto::quiz::answer::{Expected, Verdict, judge};
//!
//! let expected = Expected { answer: "decentralize", ..Expected::default() };
//! assert_eq!(judge(&expected, "Decentrailze").verdict, Verdict::Right);
//! assert_eq!(judge(&expected, "centralize").verdict, Verdict::Wrong);
//! ```

mod compare;
mod fold;
mod forms;
mod judge;
mod key_words;
mod language;
mod list;
mod marks;
mod pairing;
mod slip;
mod terms;
mod verdict;
mod why;
mod words;

pub use judge::judge;
pub use key_words::{KeyWord, LONG, is_long, key_words};
pub use list::{ItemVerdict, ListJudged, Ordered, Suggested, judge_list};
pub use verdict::{Expected, Judged, Mark, Stretch, Verdict};

pub(crate) use language::Language;
pub(crate) use slip::{Contrast, Relation, relation};
pub(crate) use words::{Kind as WordKind, Word, words};
