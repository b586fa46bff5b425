//! Cards from notes: what a good teacher would ask of them, made without marks in the notes and without a guess.
//!
//! [`cards_of`] is a pure function of one note: the same note gives the same cards on every machine, and a changed note
//! changes no cards but its own. `reading` sees the note as a reader does (sentences, `rows` its lists), with the words of
//! `language`; a file a family of rules proposes drafts (`lists`, `terms` with the `shape` of what explains them, `branch`, `order`, `audience`, `definition`,
//! `cause`, `cloze`, `explicit`, whose cards stand `written` in the formats of `hashcards` and `repetition`); `filter`
//! says which sentences stand for themselves, `explained` which explanations of terms do, `aside` which names are only mentioned, and `mask` which words would give an answer away; `maker` lets a draft become a card or keeps it as refused, with the rule and the reason; `fingerprint`
//! names the card by its source, and `identity` finds what has become of cards whose source was edited.
//!
//! `session` holds the cards that wait and what was answered; `rating` is how an answer is rated; `session_order` mixes them, `session_deck` says which cards
//! of the library are meant, `session_reply` judges what the reader does, `session_score` what is said at the end. A typed answer is judged by `answer`, which knows nothing of cards: it is given what is
//! wanted and what was typed.

pub mod answer;
mod aside;
mod audience;
mod branch;
mod card;
mod cause;
pub(crate) mod chance;
mod cloze;
mod definition;
mod explained;
mod explicit;
mod filter;
mod fingerprint;
mod hashcards;
mod hole;
pub mod identity;
mod language;
mod lead;
mod likeness;
mod lists;
mod maker;
mod mask;
mod masked;
mod occurrences;
mod order;
mod people;
mod phrase;
mod rating;
mod reading;
mod repetition;
mod rows;
mod session;
mod session_deck;
mod session_order;
mod session_reply;
mod session_score;
mod settings;
mod shape;
mod stems;
mod stranger;
mod terms;
mod token;
mod usage;
mod vocabulary;
mod written;

pub use answer::{Mark, Stretch, Verdict};
pub use card::{Answer, Card, Kind, NoteCards, Refused, Rule};
pub(crate) use fingerprint::normalised;
pub use fingerprint::{CardId, Fingerprint};
pub(crate) use mask::HOLE;
pub use rating::{Confidence, Occasion, Rating};
pub use session::{Given, Progress, Session};
pub use session_deck::{Deck, SESSION_CARDS, Source, deal};
pub use session_reply::{ItemMark, Outcome, Reply, Shown, is_long_list, judged};
pub use session_score::{Missed, Score, Surety};
pub use settings::{Refusals, Settings};
pub(crate) use written::{plain, schedules};

use crate::note::Note;

/// The cards of one note, in the order of its text, and the candidates that were refused.
pub fn cards_of(note: &Note, settings: &Settings) -> NoteCards {
    let asked = explicit::read(note, settings);
    let reading = reading::Reading::of(note, &asked.taken);
    let mut maker = maker::Maker::new(&reading, settings);
    let lists = rows::lists(&reading);
    for list in &lists {
        let lead = lead::of(&reading, list, lead::name(&reading, list));
        lists::propose(&mut maker, list, &lead);
        terms::propose(&mut maker, list, &lead);
        audience::propose(&mut maker, list);
        order::propose(&mut maker, list);
    }
    order::propose_headings(&mut maker);
    if reading.language.is_some() {
        definition::propose(&mut maker);
        cause::propose(&mut maker);
        cloze::propose(&mut maker, &lists);
    }
    branch::propose(&mut maker, &lists);
    if reading.language.is_some() && maker.is_scarce() {
        cause::propose_relations(&mut maker);
    }
    if maker.is_empty() {
        for list in &lists {
            lists::propose(&mut maker, list, &lead::at_least(&reading, list, lead::name(&reading, list)));
        }
        if reading.language.is_some() {
            cloze::propose_links(&mut maker, &lists);
        }
    }
    explicit::propose(&mut maker, asked);
    maker.finish()
}
