//! The builder: from the parser's events and the scanner's marks to blocks, runs and links.
//!
//! `events` hands out the parser's events; `containers`, `leaves`, `runs` and `links` each do their part
//! of the work on the one `state`.

mod containers;
mod events;
mod leaves;
mod links;
mod runs;
mod state;

pub(crate) use events::build;
pub(crate) use state::Built;
