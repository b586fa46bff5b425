//! How well something is known, as a mark: a circle that fills, with a colour that says the same once more.

use crate::{
    app::knowledge::{Level, Sum},
    schedule::Memory,
    ui::theme::Role,
};

/// The mark of an item: how much of the circle is filled says how well it is known, also without colour.
pub fn mark(level: Level) -> (&'static str, Role) {
    match level {
        Level::New => ("○", Role::Quiet),
        Level::Due => ("◔", Role::Notice),
        Level::Fading => ("◑", Role::Text),
        Level::Known => ("●", Role::Right),
    }
}

/// The mark of a section or note: filled as far as its cards are likely to be recalled.
pub fn sum(sum: &Sum, memory: &Memory) -> Option<(&'static str, Role)> {
    let circle = match sum.share() {
        share if share < 0.125 => "○",
        share if share < 0.375 => "◔",
        share if share < 0.625 => "◑",
        share if share < 0.9 => "◕",
        _ => "●",
    };
    sum.level(memory).map(|level| (circle, mark(level).1))
}
