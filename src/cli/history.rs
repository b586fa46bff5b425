//! The log of a library as a command sees it: where it is, what is in it, and on which day.

use crate::{
    cli::{clock, settings, status},
    config::Config,
    quiz::CardId,
    schedule::{Calendar, Event, EventIds, Instant, Memory, What},
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
    /// The study days that the user has set.
    pub calendar: Calendar,
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
    /// The history of a library, or of the user, as it is at an instant, by what the user has set.
    pub fn open(library: Option<&Path>, now: Instant) -> anyhow::Result<Self> {
        Self::by(&settings::of_user()?, library, now)
    }

    /// The same by a config that was read already.
    pub fn by(config: &Config, library: Option<&Path>, now: Instant) -> anyhow::Result<Self> {
        let (log, contents) = log_of(library)?;
        let Contents { events, damage, newer } = contents;
        let calendar = clock::calendar(config);
        let memory = Memory::replay(events, settings::schedule(config), calendar.day_of(now));
        Ok(Self { log, memory, damage, newer, calendar, now, ids: EventIds::new(log::random()) })
    }

    /// Says on standard error what is wrong with the log, for commands that go on all the same.
    pub fn complain(&self) {
        let count = self.damage.len();
        if count > 0 {
            let what = if count == 1 { "1 thing is".into() } else { format!("{count} things are") };
            status::complain(&format!("{what} wrong with the log; `recto log check` says what"));
        }
    }

    /// Makes the copy of the day, before anything is added. That it cannot be made is said and stops nothing.
    pub fn keep_copy(&self) {
        if let Err(problem) = self.log.keep_copy(self.memory.today()) {
            status::complain(&problem.to_string());
        }
    }

    /// Writes what happens now.
    pub fn write(&mut self, happened: Vec<What>) -> Result<(), Unwritten> {
        self.write_at(self.now, happened)
    }

    /// Writes what happened at an instant: all of it, in one go, and waits until it is on the disk.
    pub fn write_at(&mut self, at: Instant, happened: Vec<What>) -> Result<(), Unwritten> {
        let device: Arc<str> = self.log.device().into();
        let event = |what| Event { id: self.ids.next_at(at), at, device: Arc::clone(&device), what };
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
        self.memory.name(card)
    }
}
