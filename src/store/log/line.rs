//! One line of the log: an event as JSON, closed by a checksum.
//!
//! `{"v":1,"id":"019…","at":"2026-11-24T03:18:18.123Z","device":"desk-1a2b3c4d","event":"review",…,"crc":"0f3a9c12"}`.
//! The checksum (CRC-32) is that of everything before `,"crc":`, so that a bit that flips in a number is found, too. A
//! line without one is taken as it is: scripts may write lines. Every later version closes its lines in the same way.

use crate::{
    quiz::{CardId, Confidence, Fingerprint, Kind, Occasion, Rating},
    schedule::{Attachment, Day, Event, EventId, Instant, Parameters, Recheck, Review, What},
    store::log::plain,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, io::Write, marker::PhantomData, sync::Arc};

/// The version of what is written.
const VERSION: u32 = 1;

/// What a line turned out to be.
pub(crate) enum Read {
    Event(Event),
    /// Whole, but of a version or kind that this program does not know.
    Newer,
    /// Not to be understood: why.
    Damaged(&'static str),
}

/// What tells a line from all others; what has no name is told by its bytes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Name {
    Event(EventId),
    Bytes(Vec<u8>),
}

/// A value that is written as it is shown.
#[derive(Clone, Copy)]
struct Text<T>(T);

/// A value with a spelling.
trait Spelt: Sized {
    fn read(text: &str) -> Option<Self>;
}

impl Spelt for Instant {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Spelt for Day {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Spelt for CardId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Spelt for EventId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl<T: fmt::Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de, T: Spelt> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Spelling<T>(PhantomData<T>);
        impl<T: Spelt> de::Visitor<'_> for Spelling<T> {
            type Value = Text<T>;

            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("a spelling")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<T>, E> {
                T::read(text).map(Text).ok_or_else(|| E::custom("not a spelling"))
            }
        }
        from.deserialize_str(Spelling(PhantomData))
    }
}

/// All that a line may hold. One flat shape is read three times as fast as one shape an event.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    v: u32,
    id: Text<EventId>,
    at: Text<Instant>,
    device: &'a str,
    event: &'a str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    card: Option<Text<CardId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<Text<Day>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rating: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<&'a str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ms: Option<u32>,
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    occasion: Option<&'a str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typed: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Box<Fingerprint>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    old: Option<Text<CardId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    old_fingerprint: Option<Box<Fingerprint>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    soon: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<Text<EventId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parameters: Option<Vec<f32>>,
}

/// What every version of a line has.
#[derive(Deserialize)]
struct Head<'a> {
    v: u32,
    #[serde(default)]
    id: Option<&'a str>,
    #[serde(default)]
    at: Option<&'a str>,
    #[serde(default)]
    event: Option<&'a str>,
}

/// Adds the line of an event, with its line end.
pub(crate) fn write(event: &Event, to: &mut Vec<u8>) -> serde_json::Result<()> {
    let from = to.len();
    serde_json::to_writer(&mut *to, &line_of(event))?;
    to.pop();
    let sum = crc32fast::hash(to.get(from..).unwrap_or_default());
    let _ = writeln!(to, "{CRC}{sum:08x}\"}}"); // Writing to memory cannot fail.
    Ok(())
}

const CRC: &str = ",\"crc\":\"";

/// Reads a line without its line end. `device` is the device of the line before, so that its name is kept once.
pub(crate) fn read(bytes: &[u8], device: &mut Arc<str>) -> Read {
    if !is_intact(bytes) {
        return Read::Damaged("its checksum is another one");
    }
    if let Some(event) = plain::review(bytes, device) {
        return Read::Event(event);
    }
    match serde_json::from_slice::<Line>(bytes) {
        Ok(line) if line.v == VERSION => match event_of(line, device) {
            Some(event) => Read::Event(event),
            None => unknown(bytes),
        },
        _ => unknown(bytes),
    }
}

/// What an event is called, and when it was, even if it is newer; for putting lines in order that are not understood.
pub(crate) fn name_of(bytes: &[u8]) -> (Option<Instant>, Name) {
    let head = serde_json::from_slice::<Head>(bytes).ok();
    let at = head.as_ref().and_then(|it| Instant::parse(it.at?));
    let id = head.as_ref().and_then(|it| EventId::parse(it.id?));
    (at, id.map_or_else(|| Name::Bytes(bytes.into()), Name::Event))
}

fn is_intact(bytes: &[u8]) -> bool {
    let closed = bytes.len().checked_sub(CRC.len() + 10).and_then(|it| bytes.split_at_checked(it));
    let Some((before, end)) = closed.filter(|it| it.1.starts_with(CRC.as_bytes()) && it.1.ends_with(b"\"}")) else {
        return true;
    };
    let sum = end.get(CRC.len()..end.len() - 2).and_then(|it| std::str::from_utf8(it).ok());
    sum.and_then(|it| u32::from_str_radix(it, 16).ok()) == Some(crc32fast::hash(before))
}

/// What is wrong with a line that is no event: nothing, if it is newer than the program.
fn unknown(bytes: &[u8]) -> Read {
    match serde_json::from_slice::<Head>(bytes) {
        Ok(head) if head.v > VERSION => Read::Newer,
        Ok(Head { v: VERSION, event: Some(event), .. }) if !EVENTS.contains(&event) => Read::Newer,
        Ok(_) => Read::Damaged("a part of it is missing or out of range"),
        Err(_) => Read::Damaged("it is no object of JSON"),
    }
}

/// The names of the events of this version.
const EVENTS: [&str; 10] =
    ["review", "met", "attached", "accepted", "suspended", "resumed", "buried", "never", "tuned", "void"];

fn line_of(event: &Event) -> Line<'_> {
    let [review, met, attached, accepted, suspended, resumed, buried, never, tuned, void] = EVENTS;
    let line = empty(event);
    match &event.what {
        What::Review(it) => Line { event: review, ..review_line(line, it) },
        What::Met { card, fingerprint } => {
            Line { event: met, card: Some(Text(*card)), fingerprint: Some(fingerprint.clone()), ..line }
        }
        What::Attached(it) => Line {
            event: attached,
            card: Some(Text(it.new)),
            fingerprint: Some(Box::new(it.new_fingerprint.clone())),
            old: Some(Text(it.old)),
            old_fingerprint: Some(Box::new(it.old_fingerprint.clone())),
            score: Some(it.score),
            soon: (it.recheck == Recheck::Soon).then_some(true),
            ..line
        },
        What::Accepted { card, answer } => {
            Line { event: accepted, card: Some(Text(*card)), answer: Some(answer.clone()), ..line }
        }
        What::Suspended(card) => Line { event: suspended, card: Some(Text(*card)), ..line },
        What::Resumed(card) => Line { event: resumed, card: Some(Text(*card)), ..line },
        What::Buried { card, day } => Line { event: buried, card: Some(Text(*card)), day: Some(Text(*day)), ..line },
        What::Never(card) => Line { event: never, card: Some(Text(*card)), ..line },
        What::Tuned(it) => Line { event: tuned, parameters: Some(it.numbers().to_vec()), ..line },
        What::Void(target) => Line { event: void, undoes: Some(Text(*target)), ..line },
    }
}

fn review_line<'a>(line: Line<'a>, review: &'a Review) -> Line<'a> {
    Line {
        card: Some(Text(review.card)),
        day: Some(Text(review.day)),
        rating: Some(review.rating.number()),
        kind: review.kind.map(Kind::name),
        confidence: review.confidence.map(Confidence::name),
        ms: Some(review.milliseconds),
        occasion: Some(review.occasion.name()).filter(|_| review.occasion != Occasion::Learn),
        typed: review.typed.clone(),
        ..line
    }
}

fn empty(event: &Event) -> Line<'_> {
    Line {
        v: VERSION,
        id: Text(event.id),
        at: Text(event.at),
        device: &event.device,
        event: "",
        card: None,
        day: None,
        rating: None,
        kind: None,
        confidence: None,
        ms: None,
        occasion: None,
        typed: None,
        fingerprint: None,
        old: None,
        old_fingerprint: None,
        score: None,
        soon: None,
        answer: None,
        undoes: None,
        parameters: None,
    }
}

fn event_of(line: Line, device: &mut Arc<str>) -> Option<Event> {
    if **device != *line.device {
        *device = line.device.into();
    }
    Some(Event { id: line.id.0, at: line.at.0, device: Arc::clone(device), what: what_of(line)? })
}

fn what_of(line: Line) -> Option<What> {
    let card = line.card.map(|it| it.0);
    Some(match line.event {
        "review" => What::Review(Review {
            card: card?,
            day: line.day?.0,
            rating: Rating::of_number(line.rating?)?,
            kind: line.kind.and_then(Kind::parse),
            confidence: line.confidence.and_then(Confidence::parse),
            milliseconds: line.ms.unwrap_or(0),
            typed: line.typed,
            occasion: line.occasion.map_or(Some(Occasion::Learn), Occasion::parse)?,
        }),
        "met" => What::Met { card: card?, fingerprint: line.fingerprint? },
        "attached" => What::Attached(Box::new(Attachment {
            old: line.old?.0,
            new: card?,
            old_fingerprint: *line.old_fingerprint?,
            new_fingerprint: *line.fingerprint?,
            score: line.score?,
            recheck: if line.soon == Some(true) { Recheck::Soon } else { Recheck::AsPlanned },
        })),
        "accepted" => What::Accepted { card: card?, answer: line.answer? },
        "suspended" => What::Suspended(card?),
        "resumed" => What::Resumed(card?),
        "buried" => What::Buried { card: card?, day: line.day?.0 },
        "never" => What::Never(card?),
        "tuned" => What::Tuned(Box::new(Parameters::new(&line.parameters?)?)),
        "void" => What::Void(line.undoes?.0),
        _ => return None,
    })
}
