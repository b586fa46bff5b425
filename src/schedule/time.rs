//! Instants, study days, and the calendar that leads from one to the other.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::fmt;

/// A moment: milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(pub i64);

/// A study day: days since 1970-01-01, as the learner's calendar counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

const DAY: i64 = 86_400_000;

impl Instant {
    /// Reads `2026-11-24T03:18:18.123Z`, and whatever else RFC 3339 allows.
    pub fn parse(text: &str) -> Option<Self> {
        plain(text).or_else(|| text.parse::<Timestamp>().ok().map(|it| Self(it.as_millisecond())))
    }

    /// The date in UTC.
    pub fn utc_day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(DAY)).unwrap_or(if self.0 < 0 { i32::MIN } else { i32::MAX }))
    }
}

/// The one spelling that the log uses, without asking the library: 100,000 in 3 ms.
fn plain(text: &str) -> Option<Instant> {
    let bytes = text.as_bytes();
    let sign = |at: usize| bytes.get(at).copied();
    if bytes.len() != 24 || [sign(10), sign(13), sign(16), sign(19), sign(23)] != *b"T::.Z".map(Some).as_slice() {
        return None;
    }
    let day = Day::parse(text.get(..10)?)?;
    let [hour, minute, second] = [(11, 13), (14, 16), (17, 19)].map(|(from, to)| number(text, from, to));
    let (hour, minute, second, milli) = (hour?, minute?, second?, number(text, 20, 23)?);
    let is_time = hour < 24 && minute < 60 && second < 60;
    let seconds = i64::from((hour * 60 + minute) * 60 + second);
    is_time.then(|| Instant(i64::from(day.0) * DAY + seconds * 1000 + i64::from(milli)))
}

/// The digits from one byte to another as a number.
fn number(text: &str, from: usize, to: usize) -> Option<i32> {
    let digits = text.get(from..to)?;
    digits.bytes().try_fold(0, |sum, it| it.is_ascii_digit().then(|| sum * 10 + i32::from(it - b'0')))
}

impl fmt::Display for Instant {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let rest = self.0.rem_euclid(DAY);
        let (seconds, milli) = (rest / 1000, rest % 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(to, "{}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z", self.utc_day())
    }
}

impl Day {
    /// The day of a date; a month and a day of the month that are none are counted on from those that are.
    pub fn of_date(year: i32, month: u8, day: u8) -> Self {
        // Howard Hinnant's `days_from_civil`: years begin in March, so that the leap day ends one.
        let year = i64::from(year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (i64::from(month) + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(day) - 1;
        Self((era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468) as i32)
    }

    /// Its year, month and day of the month.
    pub fn date(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        ((year + era * 400 + i64::from(month <= 2)) as i32, month as u8, day as u8)
    }

    /// Reads `2026-11-24`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_date =
            text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
        let (year, month, day) = (number(text, 0, 4)?, number(text, 5, 7)? as u8, number(text, 8, 10)? as u8);
        let found = Self::of_date(year, month, day);
        (is_date && found.date() == (year, month, day)).then_some(found)
    }

    /// So many days later.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days))
    }

    /// The days since `earlier`; 0 when that is not earlier.
    pub fn since(self, earlier: Self) -> u32 {
        u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(to, "{year:04}-{month:02}-{day:02}")
    }
}

/// When study days begin, and where.
#[derive(Clone, Debug)]
pub struct Calendar {
    rollover: u8,
    zone: TimeZone,
}

impl Calendar {
    /// The hour at which a day begins unless the learner says otherwise: nobody who studies at 1 in the morning means
    /// tomorrow.
    pub const ROLLOVER: u8 = 4;

    /// Days that begin at the hour `rollover` (0 to 23) on the clocks of `zone`.
    pub fn new(rollover: u8, zone: TimeZone) -> Self {
        Self { rollover: rollover.min(23), zone }
    }

    /// Days in a zone of the IANA, such as `Europe/Berlin`; none when the system does not know it.
    pub fn in_zone(rollover: u8, zone: &str) -> Option<Self> {
        TimeZone::get(zone).ok().map(|it| Self::new(rollover, it))
    }

    /// The study day of an instant: the date on the wall, but until the hour of the rollover that of yesterday.
    pub fn day_of(&self, instant: Instant) -> Day {
        let local = self.local(instant);
        let date = Day::of_date(i32::from(local.year()), local.month() as u8, local.day() as u8);
        if local.hour() < self.rollover as i8 { Day(date.0.saturating_sub(1)) } else { date }
    }

    /// When a study day begins; where the clocks leave that hour out, when they go on.
    pub fn start_of(&self, day: Day) -> Instant {
        let (year, month, day_of_month) = day.date();
        let Ok(year) = i16::try_from(year) else { return Instant(i64::from(day.0) * DAY) };
        let local = DateTime::new(year, month as i8, day_of_month as i8, self.rollover as i8, 0, 0, 0);
        let found = local.ok().and_then(|it| self.zone.to_timestamp(it).ok());
        found.map_or(Instant(i64::from(day.0) * DAY), |it| Instant(it.as_millisecond()))
    }

    fn local(&self, instant: Instant) -> DateTime {
        let bound = if instant.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.zone.to_datetime(Timestamp::from_millisecond(instant.0).unwrap_or(bound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_days_are_read_as_they_are_written() {
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00.000Z", 0),
            ("2026-11-24T03:18:18.123Z", 1_795_490_298_123),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T12:00:00.000Z", 951_825_600_000),
        ] {
            assert_eq!(Instant::parse(text), Some(Instant(milliseconds)));
            assert_eq!(Instant(milliseconds).to_string(), text);
        }
        assert_eq!(Instant::parse("2026-11-24T04:18:18+01:00"), Instant::parse("2026-11-24T03:18:18.000Z"));
        for text in ["", "2026-02-29", "2026-13-01", "2026-1-1", "26-11-24", "2026-11-2é"] {
            assert_eq!((Day::parse(text), Instant::parse(text)), (None, None), "{text}");
        }
        for day in (-800_000..2_900_000).step_by(97).map(Day) {
            let (year, month, of_month) = day.date();
            assert_eq!(Day::of_date(year, month, of_month), day);
        }
    }

    #[test]
    fn no_instant_is_too_far_away() {
        let calendar = Calendar::new(4, TimeZone::UTC);
        for instant in [i64::MIN, -1, 0, i64::MAX].map(Instant) {
            let day = calendar.day_of(instant);
            assert!(calendar.start_of(day) <= calendar.start_of(day.plus(1)));
            assert!(!instant.to_string().is_empty());
        }
        assert_eq!((Day(3).since(Day(9)), Day(i32::MAX).since(Day(i32::MIN))), (0, u32::MAX));
    }
}
