//! What the log says: one event a line, each with a name of its own, an instant and a device.

use crate::{
    quiz::{CardId, Confidence, Fingerprint, Kind, Occasion, Rating},
    schedule::{
        model::Parameters,
        time::{Day, Instant},
    },
};
use std::{fmt, sync::Arc};
use twox_hash::XxHash3_64;
use uuid::{Builder, Uuid};

/// Something that happened, and is never changed; [`What::Void`] takes it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// When it happened, by the clock of the device.
    pub at: Instant,
    /// The device that says so.
    pub device: Arc<str>,
    /// What happened.
    pub what: What,
}

/// What may happen.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A card was answered.
    Review(Review),
    /// A card was met for the first time, or again after its history had gone to another card.
    Met {
        /// The card.
        card: CardId,
        /// The source that it was made from.
        fingerprint: Box<Fingerprint>,
    },
    /// What is known of one card goes to another one: its source was edited or moved.
    Attached(Box<Attachment>),
    /// A typed answer is right from now on.
    Accepted {
        /// The card.
        card: CardId,
        /// The answer as it was typed.
        answer: Box<str>,
    },
    /// A card is not to be asked until it is resumed.
    Suspended(CardId),
    /// A suspended card is asked again.
    Resumed(CardId),
    /// A card is not to be asked on one study day.
    Buried {
        /// The card.
        card: CardId,
        /// The day.
        day: Day,
    },
    /// A card is never to be asked: it is no good.
    Never(CardId),
    /// The forgetting curve is that of these parameters from now on, also for what was answered before.
    Tuned(Box<Parameters>),
    /// Another event is taken back, for good.
    Void(EventId),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The card.
    pub card: CardId,
    /// The study day of the learner when it was answered.
    pub day: Day,
    /// How well it was known.
    pub rating: Rating,
    /// The kind of card that was asked; none when this version does not know it.
    pub kind: Option<Kind>,
    /// How sure the learner was before the answer was shown.
    pub confidence: Option<Confidence>,
    /// Milliseconds from the prompt to the answer.
    pub milliseconds: u32,
    /// What was typed.
    pub typed: Option<Box<str>>,
    /// What it was asked for.
    pub occasion: Occasion,
}

/// A card whose history goes to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// The card that is gone.
    pub old: CardId,
    /// The card that stands where it stood.
    pub new: CardId,
    /// The source of the one that is gone.
    pub old_fingerprint: Fingerprint,
    /// The source of the one that is there.
    pub new_fingerprint: Fingerprint,
    /// How alike they are, from 0 to 1.
    pub score: f32,
    /// When it is asked again.
    pub recheck: Recheck,
}

/// When a card is asked again that was edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recheck {
    /// When it is due.
    #[default]
    AsPlanned,
    /// On the next day: a number, a negation or a key term changed, and what was known may be wrong now.
    Soon,
}

/// The name of an event: a UUID of version 7, which begins with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(Uuid);

impl EventId {
    /// A name made of an instant and random bits, of which the lowest 74 are used.
    pub fn new(at: Instant, random: u128) -> Self {
        let (low, high) = ((random as u64) & (u64::MAX >> 2), (random >> 62) as u16);
        let mut bits = [0; 10];
        let bytes = high.to_be_bytes().into_iter().chain(low.to_be_bytes());
        bits.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        Self(Builder::from_unix_timestamp_millis(at.0.max(0) as u64, &bits).into_uuid())
    }

    /// The name of something that another program knows: the same instant and source give the same name on every
    /// machine, so that what is imported twice, or on two devices, counts once.
    pub fn of_source(at: Instant, source: &str) -> Self {
        let [high, low] = [1, 2].map(|it| XxHash3_64::oneshot_with_seed(it, source.as_bytes()));
        Self::new(at, u128::from(high) << 64 | u128::from(low))
    }

    /// Reads what is written.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(to)
    }
}

/// Names for events, one after another: of one random seed, so that whoever makes events need not ask for chance.
#[derive(Clone, Debug)]
pub struct EventIds {
    seed: u128,
    count: u64,
}

impl EventIds {
    /// Names that follow from random bits; two runs must not begin with the same.
    pub fn new(seed: u128) -> Self {
        Self { seed, count: 0 }
    }

    /// The next one.
    pub fn next_at(&mut self, at: Instant) -> EventId {
        self.count += 1;
        let (high, low) = ((self.seed >> 64) as u64, self.seed as u64);
        let first = mixed(low ^ mixed(self.count));
        let second = mixed(high ^ mixed(first));
        EventId::new(at, u128::from(first) << 64 | u128::from(second))
    }
}

/// A number that looks like chance and follows from another one, on every machine the same: one step of splitmix64.
pub(crate) fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Event {
    /// What puts events in order: their time, and where that is the same their name.
    pub fn key(&self) -> (Instant, EventId) {
        (self.at, self.id)
    }

    /// The card that it is about; of an attachment the one that is gone.
    pub fn card(&self) -> Option<CardId> {
        match &self.what {
            What::Review(it) => Some(it.card),
            What::Met { card, .. }
            | What::Accepted { card, .. }
            | What::Buried { card, .. }
            | What::Suspended(card)
            | What::Resumed(card)
            | What::Never(card) => Some(*card),
            What::Attached(it) => Some(it.old),
            What::Tuned(_) | What::Void(_) => None,
        }
    }

    /// True for what the word `undo` takes back: what somebody did, and histories that went to edited cards.
    pub fn is_deed(&self) -> bool {
        !matches!(self.what, What::Void(_) | What::Met { .. })
    }

    /// What it says, in words that follow “undone: ”; `name` is what the reader calls the card.
    pub fn in_words(&self, name: &str) -> String {
        match &self.what {
            What::Review(it) => format!("{} on {name}{}", it.rating.name(), aside(it.occasion)),
            What::Met { .. } => format!("the first meeting with {name}"),
            What::Attached(it) => format!("the history of {} going to {name}", it.old),
            What::Accepted { answer, .. } => format!("“{answer}” being right for {name}"),
            What::Suspended(_) => format!("the suspension of {name}"),
            What::Resumed(_) => format!("the end of the suspension of {name}"),
            What::Buried { day, .. } => format!("leaving {name} out on {day}"),
            What::Never(_) => format!("never asking {name}"),
            What::Tuned(_) => format!("the parameters of {}", self.at.utc_day()),
            What::Void(event) => format!("the undoing of {event}"),
        }
    }
}

/// What is said of an answer that does not count.
fn aside(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Learn => "",
        Occasion::Cram => ", while cramming",
        Occasion::Pretest => ", before reading",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_events_begin_with_their_time_and_differ() {
        let mut ids = EventIds::new(7);
        let (early, late) = (Instant(1_700_000_000_000), Instant(1_700_000_000_001));
        let mut all: Vec<EventId> = (0..1000).map(|_| ids.next_at(early)).collect();
        assert!(all.iter().all(|it| *it < EventIds::new(8).next_at(late)));
        all.push(EventIds::new(8).next_at(early));
        all.push(EventIds::new(7 << 64).next_at(early));
        all.extend((0..100).chain([1 << 61, 1 << 62, 1 << 73]).map(|it| EventId::new(early, it)));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 1105);
        let text = all[0].to_string();
        assert_eq!((EventId::parse(&text), text.as_bytes()[14]), (Some(all[0]), b'7'));
        assert_eq!(EventId::parse("no"), None);
    }

    #[test]
    fn names_of_sources_follow_from_them_and_never_change() {
        let at = Instant(1_700_000_000_000);
        assert_eq!(EventId::of_source(at, "anki 1").to_string(), "018bcfe5-6800-76b4-8b2b-d3f2f1f8f904");
        assert_ne!(EventId::of_source(at, "anki 1"), EventId::of_source(at, "anki 2"));
        assert_ne!(EventId::of_source(at, "anki 1"), EventId::of_source(Instant(1), "anki 1"));
    }
}
