//! When a card is due: the log replayed into what is remembered, and what there is to do on a day.
//!
//! Everything here is pure: instants, study days, time zones and chance are arguments. `time` counts days, `event` is
//! what the log says, `model` the forgetting curve, `settings` what the learner may set and the intervals that follow,
//! `state` what is known of one card, `lives` whose history it is after notes were edited, `memory` all cards together,
//! `plan` the cards of a day, `progress` how it goes, `plausible` answers that the interval of another program may have
//! come from, and `optimise` fits the curve to the learner.
//!
//! The log is the truth and all of this derived from it: the same events give the same memory, whatever order they came
//! in. Only the first answer of a day counts for the schedule, and an answer never counts backwards in time.
//! Absent on purpose: steps of minutes within a day, which belong to the session, and a schedule that is stored.

mod event;
mod lives;
mod memory;
mod model;
mod optimise;
mod plan;
mod plausible;
mod progress;
mod settings;
mod state;
mod time;

pub use event::{Attachment, Event, EventId, EventIds, Recheck, Review, What};
pub use memory::Memory;
pub use model::{Model, Parameters, Strength};
pub use optimise::{Declined, FEWEST, Proposal, optimise};
pub use plan::{Candidate, Plan};
pub use progress::{Progress, Tally};
pub use settings::{Fuzz, Settings};
pub use state::{Record, Standing, State};
pub use time::{Calendar, Day, Instant};
