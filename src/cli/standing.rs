//! What is known of a card, in JSON and in words.

use crate::quiz::CardId;
use crate::schedule::{Day, Memory, Record, Standing};
use serde::Serialize;

/// The state of a card in JSON. The numbers of a card that was never answered are none.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct StateShape {
    pub reviews: u32,
    pub lapses: u32,
    pub stability: Option<f32>,
    pub difficulty: Option<f32>,
    pub retrievability: Option<f32>,
    pub due: Option<String>,
    pub interval_days: Option<u32>,
    /// It is not asked, until it is resumed or never.
    pub suspended: bool,
}

/// The state of a card; none for a new one.
pub(crate) fn state(memory: &Memory, card: CardId) -> Option<StateShape> {
    memory.record(card).and_then(|it| of_record(it, memory.today()))
}

/// The state that a record holds.
pub(crate) fn of_record(record: &Record, today: Day) -> Option<StateShape> {
    let (state, is_silent) = (record.state, record.standing != Standing::Active);
    (state.is_some() || is_silent).then(|| StateShape {
        reviews: state.map_or(0, |it| it.reviews),
        lapses: state.map_or(0, |it| it.lapses),
        stability: state.map(|it| it.stability),
        difficulty: state.map(|it| it.difficulty),
        retrievability: state.map(|it| it.retrievability(today)),
        due: state.map(|it| it.due.to_string()),
        interval_days: state.map(|it| it.interval()),
        suspended: is_silent,
    })
}

/// A number of things: `1 card`, `2 cards`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What is known of a card, as the end of a sentence about it.
pub(crate) fn in_words(record: &Record) -> String {
    let Some(state) = record.state else {
        return if record.standing == Standing::Active { "never answered".into() } else { "suspended".into() };
    };
    let reviews = counted(state.reviews as usize, "review");
    match record.standing {
        Standing::Active => format!("{reviews}, due on {}", state.due),
        Standing::Suspended => format!("{reviews}, suspended"),
        Standing::Never => format!("{reviews}, never asked again"),
    }
}
