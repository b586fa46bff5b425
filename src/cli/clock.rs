//! What time it is: by the system, or as `--now` says.

use crate::schedule::{Calendar, Instant};
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

/// Reads what follows `--now`: `2026-11-24T03:18:18Z`, or with an offset for `Z`.
pub(crate) fn parse(text: &str) -> Result<Instant, String> {
    Instant::parse(text).ok_or_else(|| "an instant looks like 2026-11-24T03:18:18Z".into())
}

/// The instant of a time on the wall, such as `2026-11-24T03:18:18.123`, in this system's time zone.
pub(crate) fn of_local(text: &str) -> Option<Instant> {
    let local: DateTime = text.parse().ok()?;
    TimeZone::system().to_timestamp(local).ok().map(|it| Instant(it.as_millisecond()))
}

/// The study days of this system's time zone.
pub(crate) fn calendar() -> Calendar {
    Calendar::new(Calendar::ROLLOVER, TimeZone::system())
}
