//! State and update: what the reader sees is decided here, without drawing, disk or clock.
//!
//! `App::update` takes one event and gives back effects for the runtime; `keymap` is the one table of
//! verbs; `reading`, `concept_page`, `video_page`, `graph`, `note_list` and `find_page` are the screens,
//! `quiz_decks` and `quiz_page` those of the quiz, `progress_page` how it goes; `deed` is what goes to the log, `survey` where its cards stand in the notes;
//! `embeds` is what a note shows
//! of others; `travel` goes from place to place; `drawn` is what a frame tells of its layout.

pub mod action;
pub mod concept_page;
pub mod deed;
pub mod document;
pub mod drawn;
mod edit;
mod embedding;
pub mod embeds;
pub mod event;
mod find_keys;
mod find_lately;
pub mod find_page;
mod follow;
mod gathered;
pub mod graph;
mod graph_keys;
pub mod graph_places;
pub mod graph_shape;
mod graph_title;
pub mod highlight;
mod history;
mod keep;
pub mod key;
pub mod keymap;
pub mod knowledge;
pub mod lookup;
pub mod mode;
mod mouse;
pub mod note_list;
pub mod overlay;
mod overlay_keys;
mod page_keys;
pub mod pane;
pub mod pane_keys;
mod progress_keys;
pub mod progress_page;
pub mod quiz_cards;
mod quiz_choose;
pub mod quiz_decks;
mod quiz_keys;
mod quiz_open;
pub mod quiz_page;
mod quiz_rate;
pub mod reading;
mod recall;
mod reload;
mod remember;
mod screen_keys;
pub mod shown;
mod size;
mod state;
pub mod stop;
pub mod survey;
mod travel;
mod update;
pub mod video_page;
pub mod view;

pub use state::{App, Screen, Start};
