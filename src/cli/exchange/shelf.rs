//! Our cards, to be found by what other programs say of them.

use crate::{
    cli::{
        exchange::{
            faces::{self, faces},
            foreign::Foreign,
            guid::Guids,
        },
        input::Input,
        settings,
        status::Status,
        study::{self, Study},
    },
    quiz::{Card, CardId, Fingerprint, Kind, Settings, cards_of, normalised, schedules},
    schedule::Memory,
};
use foldhash::HashMap;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};
use unicode_normalization::UnicodeNormalization;

/// A card of ours.
pub(crate) struct Held {
    pub id: CardId,
    pub kind: Kind,
    pub fingerprint: Fingerprint,
    pub prompt: String,
    pub note: String,
    pub line: u32,
    /// What another program wrote about its schedule.
    pub scheduled: Option<String>,
    /// What it asks and answers, as hashes.
    keys: Vec<u64>,
}

/// A schedule in a note that no card of ours has.
pub(crate) struct Stray {
    pub note: String,
    pub line: u32,
    pub schedule: String,
}

/// All cards of some notes.
#[derive(Default)]
pub(crate) struct Shelf {
    pub cards: Vec<Held>,
    pub strays: Vec<Stray>,
    by_guid: HashMap<String, usize>,
    /// None where several cards ask the same.
    by_key: HashMap<u64, Option<usize>>,
}

/// Why no card was found.
pub(crate) const UNKNOWN: &str = "no card of these notes asks the same";
const AMBIGUOUS: &str = "several cards of these notes ask the same";

impl Shelf {
    /// The cards of all notes, or of those within `only`, with their names in Anki.
    pub fn of(input: &Input, only: Option<&Path>, memory: &Memory) -> anyhow::Result<(Self, Status)> {
        let only = only.map(canonical);
        let settings = settings::quiz(&settings::of_user()?);
        let mut shelf = Self::default();
        let work = |study: Study| {
            let is_meant = only.as_ref().is_none_or(|it| canonical(Path::new(&study.place)).starts_with(it));
            if is_meant { held(&study, &settings) } else { (Vec::new(), Vec::new()) }
        };
        let status = study::each_worked(input, work, |(cards, strays)| {
            shelf.cards.extend(cards);
            shelf.strays.extend(strays);
            Ok(())
        })?;
        shelf.sort_in(memory);
        Ok((shelf, status))
    }

    fn sort_in(&mut self, memory: &Memory) {
        let mut guids = Guids::new(memory);
        for (at, card) in self.cards.iter().enumerate() {
            self.by_guid.insert(guids.of(card.id), at);
            // What it may have been called before it was edited.
            self.by_guid.entry(card.id.to_string()).or_insert(at);
            for key in &card.keys {
                self.by_key.entry(*key).and_modify(|it| *it = it.filter(|it| *it == at)).or_insert(Some(at));
            }
        }
    }

    /// The card that another program means.
    pub fn find(&self, foreign: &Foreign) -> Result<&Held, &'static str> {
        let named = foreign.guid.as_ref().and_then(|it| self.by_guid.get(it));
        if let Some(card) = named.and_then(|it| self.cards.get(*it)) {
            return Ok(card);
        }
        let found = foreign.faces.iter().find_map(|it| self.by_key.get(&key(&it.0, &it.1)));
        match found {
            Some(Some(at)) => self.cards.get(*at).ok_or(UNKNOWN),
            Some(None) => Err(AMBIGUOUS),
            None => Err(UNKNOWN),
        }
    }
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.into())
}

fn held(study: &Study, settings: &Settings) -> (Vec<Held>, Vec<Stray>) {
    let note = &study.note;
    let cards = cards_of(note, settings).cards;
    let strays = strays(study, &cards);
    let held = |card: Card| {
        let url = card.seconds.and_then(|it| note.video()?.url(Some(it)));
        let keys = keys(&card, url.as_deref());
        let Card { id, kind, fingerprint, prompt, note, line, scheduled, .. } = card;
        Held { id, kind, fingerprint, prompt, note, line, scheduled, keys }
    };
    (cards.into_iter().map(held).collect(), strays)
}

/// The schedules that stand in a note and at no card.
fn strays(study: &Study, cards: &[Card]) -> Vec<Stray> {
    let note = &study.note;
    let mut taken: Vec<&str> = cards.iter().filter_map(|it| it.scheduled.as_deref()).collect();
    let mut strays = Vec::new();
    for (at, _) in note.source().match_indices("<!--SR:") {
        for schedule in schedules(note.source().get(at..).unwrap_or_default()).0 {
            match taken.iter().position(|it| *it == schedule) {
                Some(place) => drop(taken.swap_remove(place)),
                None => strays.push(Stray { note: note.path().into(), line: note.line(at as u32), schedule }),
            }
        }
    }
    strays
}

/// What a card asks and answers: as it is exported, and in itself.
fn keys(card: &Card, url: Option<&str>) -> Vec<u64> {
    let whole = faces(card, url);
    let (answer, plain) = (faces::answer(card), card.answer.texts().join(" "));
    let mut keys: Vec<u64> = [&whole.front, &card.prompt]
        .into_iter()
        .flat_map(|front| [&whole.back, &answer, &plain].map(|back| key(front, back)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a question and its answer have in common with the same in another spelling.
fn key(front: &str, back: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for text in [front, back] {
        let text: String = text.nfc().collect();
        normalised(&text).split(' ').filter(|it| *it != "•").for_each(|it| it.hash(&mut hasher));
        hasher.write_u8(0);
    }
    hasher.finish()
}
