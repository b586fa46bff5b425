//! The notes that the note at hand shows inside itself: where they are, and what is known of them.

use crate::{app::event::Effect, note::Note};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
};

/// So many notes are kept; those that were out of sight for longest go first.
const KEPT: usize = 64;

/// What is known of the notes that a note embeds.
#[derive(Default)]
pub struct Embeds {
    /// Where each embed leads, by its link.
    sources: HashMap<u32, Source>,
    /// The notes by their paths; or why they could not be read.
    notes: HashMap<String, Result<Arc<Note>, String>>,
    /// The paths of `notes`, those that were out of sight for longest first.
    order: VecDeque<String>,
    /// The paths that were asked for and are not there yet.
    asked: HashSet<String>,
    /// The paths of notes that have changed since they were read.
    outdated: HashSet<String>,
    /// The paths that the last frame showed.
    seen: HashSet<String>,
    version: u32,
}

/// Where an embed leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// To the note at hand.
    Here,
    /// To the note at a path of the library.
    Note(String),
    /// No note of the folder has that name.
    Nowhere,
}

/// What an embed has to show.
pub enum Embedded<'a> {
    /// The note at hand, or a part of it.
    Here,
    /// Another note, or a part of it.
    Note(&'a Arc<Note>),
    /// A note that is not read yet.
    Awaited,
    /// No note of the folder has that name.
    Nowhere,
    /// A note that cannot be read: a sentence for the reader.
    Unread(&'a str),
}

impl Embeds {
    /// What an embed has to show; `link` is an index into the links of the note at hand.
    pub fn of(&self, link: u32) -> Embedded<'_> {
        match self.sources.get(&link) {
            None => Embedded::Awaited,
            Some(Source::Here) => Embedded::Here,
            Some(Source::Nowhere) => Embedded::Nowhere,
            Some(Source::Note(path)) => match self.notes.get(path) {
                None => Embedded::Awaited,
                Some(Ok(note)) => Embedded::Note(note),
                Some(Err(reason)) => Embedded::Unread(reason),
            },
        }
    }

    /// Changes whenever an embed may have something else to show.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Asks for the notes of the embeds on the screen that are not known, each once.
    pub fn missing(&mut self, on_screen: &[u32]) -> Vec<Effect> {
        let paths = on_screen.iter().filter_map(|it| match self.sources.get(it) {
            Some(Source::Note(path)) => Some(path.clone()),
            _ => None,
        });
        self.seen = paths.collect();
        let seen = &self.seen;
        let (late, early): (VecDeque<_>, VecDeque<_>) = self.order.drain(..).partition(|it| seen.contains(it));
        self.order = early;
        self.order.extend(late);
        let is_missing = |it: &&String| !self.notes.contains_key(*it) || self.outdated.contains(*it);
        let mut missing: Vec<&String> = seen.iter().filter(is_missing).collect();
        missing.sort_unstable();
        missing.into_iter().filter(|it| self.asked.insert((*it).clone())).map(|it| Effect::Embed(it.clone())).collect()
    }

    /// What is known, for another note that is opened instead: it may embed the same ones. They are shown at once, and
    /// read again in case they have changed.
    #[must_use]
    pub fn carried_over(self) -> Self {
        let outdated = self.notes.keys().cloned().collect();
        Self { sources: HashMap::new(), seen: HashSet::new(), outdated, ..self }
    }

    /// Takes in where the embeds lead, by their links; a link that is left out is not known yet.
    pub fn lead(&mut self, sources: HashMap<u32, Source>) {
        self.sources = sources;
        self.version += 1;
    }

    /// Keeps what came of asking; true when an embed of this note waited for it.
    pub fn keep(&mut self, path: &str, outcome: Result<Arc<Note>, String>) -> bool {
        if !self.asked.remove(path) {
            return false;
        }
        self.outdated.remove(path);
        if self.notes.insert(path.to_string(), outcome).is_none() {
            self.order.push_back(path.to_string());
        }
        while self.notes.len() > KEPT
            && let Some(at) = self.order.iter().position(|it| !self.seen.contains(it))
            && let Some(oldest) = self.order.remove(at)
        {
            self.notes.remove(&oldest);
            self.outdated.remove(&oldest);
        }
        self.version += 1;
        true
    }

    /// Takes in that a note has changed: when it is on the screen it is asked for again, and until it is there what is
    /// known of it stays.
    pub fn outdate(&mut self, path: &str) {
        if self.notes.contains_key(path) {
            self.outdated.insert(path.to_string());
        }
    }
}
