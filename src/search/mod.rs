//! Finding: one query over everything that notes hold, words in a text as a reader means them, names by a few letters.
//!
//! `query` takes apart what was typed into `word`s, of which `filler`s are welcome only, and what was `pasted`; `fold`
//! makes two spellings the same, `border` knows where words begin. An `index` is made of a library: `names` folded and
//! close together. A `finder` goes through the tiers of `shorts` (letters in names: `frizbee` says which names hold them,
//! `fit` how well, `letters` what is no chance, `near` what is a typo), `passages` (words in every `sentence` of a `page`),
//! `times`, and where hardly any place holds all words, notes that hold them `apart`, each `spread` over two processors;
//! it keeps the best `candidate`s, and `show` makes `hit`s of them, as they are `written`. `fuzzy` ranks any list of names
//! in the same way, `within` searches one note.

mod apart;
mod border;
mod candidate;
mod filler;
mod finder;
mod fit;
mod fold;
mod fuzzy;
mod hit;
mod index;
mod kind;
mod letters;
mod names;
mod near;
mod page;
mod passages;
mod pasted;
mod query;
mod request;
mod sentence;
mod shorts;
mod show;
mod spread;
mod times;
mod within;
mod word;
mod written;

pub use finder::Finder;
pub use fuzzy::{rank, rank_marked};
pub use hit::{Asked, Hit, Name, Results, Stage};
pub use index::Index;
pub use kind::Kind;
pub use query::Query;
pub use within::Haystack;
