//! What `hashcards export` writes: one object with the cards, and the sessions with their answers.

use crate::{
    cli::{
        clock,
        exchange::foreign::{self, Foreign, Given, Heard, Skipped},
    },
    quiz::{HOLE, Occasion, Rating, plain},
    schedule::{EventId, Instant},
    store::Unreadable,
};
use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Export {
    cards: Vec<CardShape>,
    sessions: Vec<Session>,
}

#[derive(Deserialize)]
struct CardShape {
    hash: String,
    content: Content,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Content {
    Basic {
        question: String,
        answer: String,
    },
    Cloze {
        /// Without the brackets.
        text: String,
        /// The first byte of the hole.
        start: usize,
        /// The last one.
        end: usize,
    },
}

#[derive(Deserialize)]
struct Session {
    reviews: Vec<ReviewShape>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReviewShape {
    hash: String,
    /// The time on the wall, without a zone.
    reviewed_at: String,
    grade: Grade,
}

#[derive(Clone, Copy, Deserialize)]
enum Grade {
    #[serde(alias = "forgot")]
    Forgot,
    #[serde(alias = "hard")]
    Hard,
    #[serde(alias = "good")]
    Good,
    #[serde(alias = "easy")]
    Easy,
}

const GONE: &str = "its card is not in the export any more";
const TIMELESS: &str = "its time is none";

/// What an export says.
pub(crate) fn heard(path: &Path, bytes: &[u8]) -> Result<Heard, Unreadable> {
    let export: Export = serde_json::from_slice(bytes)
        .map_err(|it| Unreadable::new(path, format!("this is damaged, or no export of hashcards: {it}")))?;
    let mut heard = Heard::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for card in export.cards {
        places.entry(card.hash).or_insert(heard.cards.len());
        heard.cards.push(card_of(card.content));
    }
    let (mut gone, mut timeless) = (0, 0);
    for review in export.sessions.into_iter().flat_map(|it| it.reviews) {
        match (places.get(&review.hash).and_then(|it| heard.cards.get_mut(*it)), given(&review)) {
            (Some(card), Some(given)) => card.answers.push(given),
            (Some(_), None) => timeless += 1,
            (None, _) => gone += 1,
        }
    }
    heard.cards.retain(|it| !it.answers.is_empty());
    let counts = [("cards that were edited or deleted", gone, GONE), ("times that are none", timeless, TIMELESS)];
    let counts = counts.into_iter().filter(|it| it.1 > 0);
    heard.skipped.extend(counts.map(|(name, count, why)| Skipped::new(name, count, why)));
    Ok(heard)
}

fn card_of(content: Content) -> Foreign {
    let (front, back) = match content {
        Content::Basic { question, answer } => (plain(&question), plain(&answer)),
        Content::Cloze { text, start, end } => {
            let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            let end = end.saturating_add(1);
            let shown = format!("{}{HOLE}{}", part(0, start), part(end, text.len()));
            (plain(&shown), plain(part(start, end)))
        }
    };
    Foreign { name: front.clone(), guid: None, faces: vec![(front, back)], answers: Vec::new() }
}

fn given(review: &ReviewShape) -> Option<Given> {
    let at = foreign::instant(clock::of_local(&review.reviewed_at)?.0)?;
    // The name must not depend on the time zone of whoever imports.
    let wall = Instant::parse(&format!("{}Z", review.reviewed_at))?;
    let id = EventId::of_source(wall, &format!("hashcards {} {}", review.hash, review.reviewed_at));
    let rating = match review.grade {
        Grade::Forgot => Rating::Again,
        Grade::Hard => Rating::Hard,
        Grade::Good => Rating::Good,
        Grade::Easy => Rating::Easy,
    };
    Some(Given { id, at, rating, milliseconds: 0, occasion: Occasion::Learn })
}
