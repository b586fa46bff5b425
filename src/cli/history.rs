//! The log of a library as a command sees it: where it is, what is in it, and on which day.

use crate::{
    cli::clock,
    quiz::CardId,
    schedule::{Event, EventIds, Instant, Memory, Settings, What},
    store::{
        Folders,
        log::{self, Contents, Damage, Log, Unwritten},
    },
};
use std::{path::Path, sync::Arc};

/// An opened log, and what follows from it.
pub(crate) struct History {
    pub log: Log,
    pub memory: Memory,
    pub damage: Vec<Damage>,
    /// How many lines a later version has written.
    pub newer: usize,
    now: Instant,
    ids: EventIds,
}

/// Opens the log of a library, or that of the user.
pub(crate) fn log_of(library: Option<&Path>) -> anyhow::Result<(Log, Contents)> {
    let folders = Folders::of_user().ok_or_else(|| anyhow::anyhow!("there is no home folder for the log; set HOME"))?;
    if let Some(path) = library.filter(|it| !it.exists()) {
        return Err(anyhow::anyhow!("{}: there is no such file or folder; check the spelling", path.display()));
    }
    Ok(Log::open(&log::log_folder(library, &folders.data), &log::device(&folders.state)))
}

impl History {
    /// The history of a library, or of the user, as it is at an instant.
    pub fn open(library: Option<&Path>, now: Instant) -> anyhow::Result<Self> {
        let (log, contents) = log_of(library)?;
        let Contents { events, damage, newer } = contents;
        let memory = Memory::replay(events, Settings::default(), clock::calendar().day_of(now));
        Ok(Self { log, memory, damage, newer, now, ids: EventIds::new(log::random()) })
    }

    /// Writes what happens now.
    pub fn write(&mut self, happened: Vec<What>) -> Result<(), Unwritten> {
        let device: Arc<str> = self.log.device().into();
        let event = |what| Event { id: self.ids.next_at(self.now), at: self.now, device: Arc::clone(&device), what };
        let events: Vec<Event> = happened.into_iter().map(event).collect();
        self.log.append(&events)?;
        self.memory.take_all(events);
        Ok(())
    }

    /// Writes what happened at other times, such as what another program knows; what is known already changes nothing.
    pub fn take_in(&mut self, events: Vec<Event>) -> Result<(), Unwritten> {
        self.log.append(&events)?;
        self.memory.take_all(events);
        Ok(())
    }

    /// What the reader calls a card: what it asks about, as far as the log knows it.
    pub fn name(&self, card: Option<CardId>) -> String {
        let Some(card) = card else { return String::new() };
        let known = self.memory.fingerprint(card);
        let words = known.map(|it| if it.term.is_empty() { &it.body } else { &it.term });
        words.map_or_else(|| format!("card {card}"), |it| format!("“{}”", it.trim_start_matches('←')))
    }
}
