//! Recto opens a folder of Markdown notes as a study guide for the terminal.
//!
//! You read, follow concepts from note to note, jump to the moment of the video where a thing was said, and find
//! it again. This page is the map of the program; every room below has a page of its own.
//!
//! # The rooms, from the ground up
//!
//! | room | what it is | uses |
//! | --- | --- | --- |
//! | [`config`] | what the user may set, a plain value with defaults | nothing of ours |
//! | [`note`] | one note as a value: bytes in, document out, cannot fail | nothing of ours |
//! | [`library`] | all notes together: what names mean, concepts and who mentions them | `note` |
//! | [`search`] | one query over everything; words in a text, names by a few of their letters | `library`, `note` |
//! | [`quiz`] | cards from notes, the session that asks them, the verdict on answers | `library`, `note` |
//! | [`schedule`] | when a card is due: what the log says, replayed | `quiz` |
//! | [`app`] | state and update: no drawing, no disk, no clock | all above |
//! | [`store`] | the disk: notes are read and watched, places and the review log are kept | `schedule`, `library`, `note` |
//! | [`ui`] | a picture of the state, and facts of its layout | `app`, `note` |
//! | [`runtime`] | the event loop: terminal, signals, the way out | `app`, `ui` |
//! | [`cli`] | the command line and its JSON | everything |
//!
//! A room uses the rooms below it, never one above; `tests/architecture.rs` fails when that is not so, or when a crate
//! is named outside its room: `pulldown_cmark` in `note`, `fuzzy_matcher` and `frizbee` in `search`, `fsrs` in `schedule`,
//! `zip`, `ruzstd` and `rusqlite` in `store`,
//! `ratatui` in `ui` and `runtime`,
//! `crossterm` in `runtime`, files in `store` and `cli`.
//!
//! # What always holds
//!
//! 1. Parsing cannot fail: it gives a [`note::Note`] and what is odd about it, never an error.
//! 2. Only `store` (and `cli` for named files) touches the disk; only `runtime` and `cli` read the clock.
//! 3. `App::update(Event) -> Vec<Effect>` decides; drawing changes nothing and hands back facts of the layout.
//! 4. Notes are never written.
//! 5. Whatever reaches a terminal passes [`note::visible`].
//! 6. The log is the truth, the schedule is derived from it.
//!
//! # Two journeys
//!
//! *A key.* `runtime` decodes it → `Event::Key` → `App::update` → `keymap` resolves it to an `Action` → the screen's
//! file applies it → effects → `ui` draws, once for everything that came.
//!
//! *A byte of Markdown.* `store` reads → `note` masks what Markdown does not know, parses, puts it back, and keeps
//! where every piece stands in the source → `app` holds the place → `ui` wraps what is visible.
//!
//! # An example
//!
//! ```
//! let text = "Key aspects include:\n* **Open models:** Broadly supported <a data-t=\"01:20:00\">[01:20:00]</a>.";
//! let (note, diagnostics) = recto::note::Note::parse("diffusion.md", text);
//! let lists = note.lists();
//! assert_eq!(lists[0].lead_in.as_deref(), Some("Key aspects include:"));
//! assert_eq!(lists[0].items[0].term.as_deref(), Some("Open models"));
//! assert_eq!(lists[0].items[0].text, "Broadly supported.");
//! assert_eq!(note.timestamps()[0].seconds, 4800);
//! assert!(diagnostics.is_empty());
//! ```

pub mod app;
pub mod cli;
pub mod config;
pub mod library;
pub mod note;
pub mod quiz;
pub mod runtime;
pub mod schedule;
pub mod search;
pub mod store;
pub mod ui;
