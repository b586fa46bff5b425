//! Cards and history, in and out: `recto export` and `recto import`.
//!
//! Out: `faces` makes two texts of a card, `guid` its name in Anki, `sheet` a row of each
//! format, `export` the file. In: `source` says what a file is; `notes`, `hashcards` and `anki` read what other programs
//! know, as `foreign` cards with their answers (`markup` reads fields of HTML); `shelf` finds which of our cards is meant,
//! `plan` says what is to be written, `import` does it, and `report` tells what was done and what was not. Notes are only
//! read, whatever goes where.

mod anki;
mod export;
mod faces;
mod foreign;
mod guid;
mod hashcards;
mod import;
mod markup;
mod notes;
mod plan;
mod report;
mod sheet;
mod shelf;
mod source;

pub(crate) use export::run as export;
pub(crate) use import::run as import;
