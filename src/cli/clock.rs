//! What time it is: by the system, or as `--now` says.

use crate::{
    config::{Config, Zone},
    schedule::{Calendar, Instant},
};
use jiff::{civil::DateTime, tz::TimeZone};
use std::time::{SystemTime, UNIX_EPOCH};

/// The instant that was given, or this one.
pub(crate) fn now(given: Option<Instant>) -> Instant {
    given.unwrap_or_else(|| {
        // A clock before 1970 counts backwards.
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.map_or_else(|it| Instant(-(it.duration().as_millis() as i64)), |it| Instant(it.as_millis() as i64))
    })
}

/// The time as it goes on: from the system, or from an instant that was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    given: Option<Instant>,
    begun: std::time::Instant,
}

impl Clock {
    /// The clock of the system, or one that shows `given` now.
    pub fn new(given: Option<Instant>) -> Self {
        Self { given, begun: std::time::Instant::now() }
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        let gone = i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(0);
        now(self.given.map(|it| Instant(it.0.saturating_add(gone))))
    }
}

/// Reads what follows `--now`: `2026-11-24T03:18:18Z`, or with an offset for `Z`.
pub(crate) fn parse(text: &str) -> Result<Instant, String> {
    Instant::parse(text).ok_or_else(|| "an instant looks like 2026-11-24T03:18:18Z".into())
}

/// The instant of a time on the wall, such as `2026-11-24T03:18:18.123`, in this system's time zone.
pub(crate) fn of_local(text: &str) -> Option<Instant> {
    let local: DateTime = text.parse().ok()?;
    TimeZone::system().to_timestamp(local).ok().map(|it| Instant(it.as_millisecond()))
}

/// The study days that the user has set; on the clocks of this system unless they say otherwise.
pub(crate) fn calendar(config: &Config) -> Calendar {
    let zone = match &config.schedule.zone {
        Zone::System => TimeZone::system(),
        Zone::Named(it) => it.clone(),
    };
    Calendar::new(config.schedule.rollover, zone)
}
