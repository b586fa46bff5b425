//! A review as this program writes it, read without a parser of JSON: five times as fast, and most lines are such.

use crate::{
    quiz::{CardId, Confidence, Kind, Occasion, Rating},
    schedule::{Day, Event, EventId, Instant, Review, What},
};
use std::sync::Arc;

/// The review on a line that is spelt exactly as this version spells it; none for anything else.
pub(crate) fn review(line: &[u8], device: &mut Arc<str>) -> Option<Event> {
    let mut rest = Rest(std::str::from_utf8(line).ok()?);
    rest.skip("{\"v\":1,\"id\":\"")?;
    let id = EventId::parse(rest.text()?)?;
    rest.skip(",\"at\":\"")?;
    let at = Instant::parse(rest.text()?)?;
    rest.skip(",\"device\":\"")?;
    let name = rest.text()?;
    rest.skip(",\"event\":\"review\",\"card\":\"")?;
    let review = rest.review()?;
    if **device != *name {
        *device = name.into();
    }
    Some(Event { id, at, device: Arc::clone(device), what: What::Review(review) })
}

/// What is still to be read of a line.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// The text up to the quotation mark that ends it; none when anything in it is escaped.
    fn text(&mut self) -> Option<&'a str> {
        let (text, rest) = self.0.split_at_checked(memchr::memchr(b'"', self.0.as_bytes())?)?;
        self.0 = rest.strip_prefix('"')?;
        memchr::memchr(b'\\', text.as_bytes()).is_none().then_some(text)
    }

    /// The text of a part; empty when it is missing.
    fn part(&mut self, name: &str) -> Option<&'a str> {
        if self.skip(name).is_some() { self.text() } else { Some("") }
    }

    fn number(&mut self) -> Option<u32> {
        let end = self.0.bytes().position(|it| !it.is_ascii_digit())?;
        let (digits, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        // JSON knows no number that begins with a zero but zero itself.
        digits.parse().ok().filter(|_| digits == "0" || !digits.starts_with('0'))
    }

    fn review(&mut self) -> Option<Review> {
        let card = CardId::parse(self.text()?)?;
        self.skip(",\"day\":\"")?;
        let day = Day::parse(self.text()?)?;
        self.skip(",\"rating\":")?;
        let rating = Rating::of_number(u8::try_from(self.number()?).ok()?)?;
        let kind = self.part(",\"kind\":\"").and_then(Kind::parse);
        let confidence = self.part(",\"confidence\":\"").and_then(Confidence::parse);
        self.skip(",\"ms\":")?;
        let milliseconds = self.number()?;
        let occasion = match self.part(",\"for\":\"")? {
            "" => Occasion::Learn,
            name => Occasion::parse(name)?,
        };
        let typed = if self.skip(",\"typed\":\"").is_some() { Some(self.text()?.into()) } else { None };
        self.skip(",\"crc\":\"")?;
        self.text()?;
        let review = Review { card, day, rating, kind, confidence, milliseconds, typed, occasion };
        (self.0 == "}").then_some(review)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::log::line::{self, Read};

    /// Every mixture of parts that a review may have.
    fn reviews() -> Vec<Review> {
        let mut all = Vec::new();
        for (at, kind) in Kind::ALL.into_iter().map(Some).chain([None]).enumerate() {
            for confidence in Confidence::ALL.into_iter().map(Some).chain([None]) {
                for typed in [None, Some(""), Some("naïve"), Some("a \"b\" \\ \n")] {
                    let rating = Rating::ALL[at % 4];
                    let occasion = Occasion::ALL[at % 3];
                    let (card, day, typed) = (CardId(at as u64), Day(20_000 + at as i32), typed.map(Into::into));
                    let milliseconds = at as u32 * 977;
                    all.push(Review { card, day, rating, kind, confidence, milliseconds, typed, occasion });
                }
            }
        }
        all
    }

    #[test]
    fn both_readers_read_the_same() {
        for review in reviews() {
            let (at, mut name) = (Instant(1_795_490_298_123), "".into());
            let is_escaped = review.typed.as_ref().is_some_and(|it| it.contains('"'));
            let event = Event { id: EventId::new(at, 5), at, device: "desk".into(), what: What::Review(review) };
            let mut bytes = Vec::new();
            line::write(&event, &mut bytes).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let found = self::review(text.trim_end().as_bytes(), &mut name);
            assert_eq!(found.as_ref(), Some(&event).filter(|_| !is_escaped), "{text}");
            // Without its checksum only the parser of JSON takes it.
            let bare = format!("{}}}", text.split(",\"crc\"").next().unwrap());
            assert_eq!(self::review(bare.as_bytes(), &mut name), None);
            assert!(matches!(line::read(bare.as_bytes(), &mut name), Read::Event(it) if it == event), "{bare}");
        }
    }

    #[test]
    fn a_line_cut_or_changed_anywhere_is_left_to_the_parser_of_json() {
        let line = "{\"v\":1,\"id\":\"019b796d-d600-7000-8000-000000000001\",\"at\":\"2026-01-01T12:00:00.000Z\",\
            \"device\":\"desk\",\"event\":\"review\",\"card\":\"0000000000000007\",\"day\":\"2026-01-01\",\"rating\":3,\
            \"ms\":4321,\"crc\":\"00000000\"}";
        assert!(review(line.as_bytes(), &mut "".into()).is_some());
        for cut in 0..line.len() {
            assert!(review(&line.as_bytes()[..cut], &mut "".into()).is_none());
        }
        for (from, to) in
            [("4321", "04321"), ("4321", "4321.5"), ("4321", "99999999999"), (":3,", ":5,"), ("\"v\":1", "\"v\":2")]
        {
            assert!(review(line.replace(from, to).as_bytes(), &mut "".into()).is_none(), "{to}");
        }
    }
}
