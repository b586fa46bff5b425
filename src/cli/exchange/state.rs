//! What is known of a card, in JSON and in tables.

use crate::{
    quiz::CardId,
    schedule::{Memory, Standing},
};
use serde::Serialize;

/// The state of a card that was answered before.
#[derive(Serialize)]
pub(crate) struct StateShape {
    pub reviews: u32,
    pub lapses: u32,
    pub stability: f32,
    pub difficulty: f32,
    /// How likely it is recalled today.
    pub retrievability: f32,
    pub due: String,
    pub interval_days: u32,
    pub suspended: bool,
}

/// What the log says of a card; none for one that was never answered.
pub(crate) fn state(memory: &Memory, card: CardId) -> Option<StateShape> {
    let record = memory.record(card)?;
    let state = record.state.as_ref()?;
    Some(StateShape {
        reviews: state.reviews,
        lapses: state.lapses,
        stability: state.stability,
        difficulty: state.difficulty,
        retrievability: state.retrievability(memory.today()),
        due: state.due.to_string(),
        interval_days: state.interval(),
        suspended: record.standing != Standing::Active,
    })
}
