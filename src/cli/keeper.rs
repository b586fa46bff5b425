//! The thread that keeps the log: it reads it once, writes every answer before the next question, and tells of both.

use crate::{
    app::{deed::Stored, event::Event as AppEvent},
    cli::{
        clock::{self, Clock},
        holding, settings,
    },
    config::Config,
    runtime::Mailbox,
    schedule::{Calendar, Day, Event, EventIds, Instant, Memory, Settings, What},
    store::{
        Folders,
        log::{self, Contents, Damage, Log, Unwritten},
    },
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

/// By what rules answers are kept.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// The time.
    pub clock: Clock,
    /// When study days begin.
    pub calendar: Calendar,
    /// What the learner has set.
    pub settings: Settings,
}

impl Rules {
    /// The rules that the user has set; the clock shows `now` if that is given.
    pub fn of(config: &Config, now: Option<Instant>) -> Self {
        Self { clock: Clock::new(now), calendar: clock::calendar(config), settings: settings::schedule(config) }
    }

    /// The study day that it is.
    pub fn today(&self) -> Day {
        self.calendar.day_of(self.clock.now())
    }
}

/// What the keeper is asked for.
enum Wish {
    Store(Vec<What>),
    Attach(Vec<What>),
    Refresh,
}

/// The way to the thread that keeps the log.
pub(crate) struct Keeper {
    wishes: Sender<Wish>,
    /// What could not be written in the end, for the reader.
    farewell: Receiver<Option<String>>,
    has_stored: bool,
}

/// At the end of the program so long is waited for the last answer to be written.
const PATIENCE: Duration = Duration::from_secs(3);
/// The clock of the thread stands still while the machine sleeps, so it looks at the day at least so often.
const NAP: Duration = Duration::from_secs(3600);

impl Keeper {
    /// Begins the thread. `library` is the opened folder.
    pub fn begin(library: Option<PathBuf>, rules: Rules, mailbox: Mailbox) -> Self {
        let (wishes, asked) = mpsc::channel();
        let (sender, farewell) = mpsc::channel();
        thread::spawn(move || {
            let mut desk = Desk::open(library, rules, mailbox);
            desk.live(&asked);
            let _ = sender.send(desk.leave());
        });
        Self { wishes, farewell, has_stored: false }
    }

    /// Writes what was done, all at this moment.
    pub fn store(&mut self, deeds: Vec<What>) {
        self.has_stored = true;
        let _ = self.wishes.send(Wish::Store(deeds));
    }

    /// Writes what nobody waits for.
    pub fn attach(&mut self, attached: Vec<What>) {
        self.has_stored = true;
        let _ = self.wishes.send(Wish::Attach(attached));
    }

    /// Tells what other programs have written.
    pub fn refresh(&self) {
        let _ = self.wishes.send(Wish::Refresh);
    }

    /// Waits until everything is written; gives a sentence for the reader if something could not be.
    pub fn finish(self) -> Option<String> {
        if !self.has_stored {
            return None;
        }
        drop(self.wishes);
        let late =
            || Some("the last answer is still being written; `recto log check` says whether it came to be".into());
        self.farewell.recv_timeout(PATIENCE).unwrap_or_else(|_| late())
    }
}

/// The thread's own: the log, and what waits to be written.
struct Desk {
    /// None for a user without a home folder.
    log: Option<Log>,
    device: Arc<str>,
    /// The opened folder.
    library: Option<PathBuf>,
    ids: EventIds,
    waiting: Vec<Event>,
    rules: Rules,
    told: Day,
    mailbox: Mailbox,
}

impl Desk {
    /// Opens the log and tells what follows from it.
    fn open(library: Option<PathBuf>, rules: Rules, mailbox: Mailbox) -> Self {
        let today = rules.today();
        let opened = Folders::of_user()
            .map(|it| Log::open(&log::log_folder(library.as_deref(), &it.data), &log::device(&it.state)));
        let (log, contents) = opened.map_or_else(|| (None, Contents::default()), |it| (Some(it.0), it.1));
        let memory = Memory::replay(contents.events, rules.settings.clone(), today);
        let device: Arc<str> = log.as_ref().map_or("device", |it| it.device()).into();
        let problem = problem(&contents.damage);
        mailbox.post(AppEvent::Recalled { memory: Box::new(memory), device: (&*device).into(), problem });
        let (ids, waiting) = (EventIds::new(log::random()), Vec::new());
        let desk = Self { log, device, library, ids, waiting, rules, told: today, mailbox };
        desk.keep_copy();
        desk
    }

    fn live(&mut self, wishes: &Receiver<Wish>) {
        loop {
            match wishes.recv_timeout(self.until_tomorrow()) {
                Ok(Wish::Store(deeds)) => self.store(deeds),
                Ok(Wish::Attach(attached)) => self.attach(attached),
                Ok(Wish::Refresh) => self.refresh(),
                Err(RecvTimeoutError::Timeout) if self.rules.today() != self.told => self.refresh(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How long it is until the next study day, an hour at most.
    fn until_tomorrow(&self) -> Duration {
        let left = self.rules.calendar.start_of(self.rules.today().plus(1)).0 - self.rules.clock.now().0;
        Duration::from_millis(u64::try_from(left).unwrap_or(0) + 1).min(NAP)
    }

    /// Writes that histories go to edited cards.
    fn attach(&mut self, attached: Vec<What>) {
        let today = self.turn_to_today();
        let (events, problem) = self.put(attached);
        self.mailbox.post(AppEvent::Learned { events, today });
        if let Some(sentence) = problem {
            self.mailbox.post(AppEvent::Said(sentence));
        }
    }

    /// Writes what happens at this moment with all that still waits; gives it with what others have written, and why it
    /// was not written.
    fn put(&mut self, happened: Vec<What>) -> (Vec<Event>, Option<String>) {
        let at = self.rules.clock.now();
        let mut events = self.heard();
        let mut event = |what| Event { id: self.ids.next_at(at), at, device: Arc::clone(&self.device), what };
        let stamped: Vec<Event> = happened.into_iter().map(&mut event).collect();
        self.waiting.extend(stamped.iter().cloned());
        events.extend(stamped);
        let problem = self.write();
        (events, problem)
    }

    /// Writes deeds.
    fn store(&mut self, deeds: Vec<What>) {
        let today = self.turn_to_today();
        let is_met = deeds.iter().any(|it| matches!(it, What::Met { .. }));
        if let Some(folders) = Folders::of_user().filter(|_| is_met) {
            holding::hold(&folders.state, self.library.as_deref(), &deeds);
        }
        let own = deeds.len();
        let (events, problem) = self.put(deeds);
        let waiting = self.waiting.iter().filter(|it| matches!(it.what, What::Review(_))).count();
        self.mailbox.post(AppEvent::Stored(Stored { events, own, waiting, problem, today }));
    }

    /// Writes what waits; gives a sentence for the reader if that fails. It is tried again with the next answer.
    fn write(&mut self) -> Option<String> {
        let Some(log) = &mut self.log else {
            return Some("there is no home folder for the log: answers are kept until you leave; set HOME".into());
        };
        match log.append(&self.waiting) {
            Ok(()) => {
                self.waiting.clear();
                None
            }
            Err(Unwritten { path, why }) => {
                let path = path.display();
                Some(format!("not saved: {why}; it is tried again with the next answer ({path})"))
            }
        }
    }

    fn refresh(&mut self) {
        let today = self.turn_to_today();
        let events = self.heard();
        self.mailbox.post(AppEvent::Learned { events, today });
    }

    /// What others have written meanwhile.
    fn heard(&mut self) -> Vec<Event> {
        self.log.as_mut().map(|it| it.refresh().events).unwrap_or_default()
    }

    /// The study day that it is; on a new one the log is copied.
    fn turn_to_today(&mut self) -> Day {
        let today = self.rules.today();
        if today != self.told {
            self.told = today;
            self.keep_copy();
        }
        today
    }

    fn keep_copy(&self) {
        let copied = self.log.as_ref().map(|it| it.keep_copy(self.told));
        if let Some(Err(problem)) = copied {
            self.mailbox.post(AppEvent::Said(format!("the log could not be copied: {problem}")));
        }
    }

    /// Tries a last time to write what waits.
    fn leave(&mut self) -> Option<String> {
        if self.waiting.is_empty() {
            return None;
        }
        let problem = match &mut self.log {
            Some(log) => log.append(&self.waiting).err()?.to_string(),
            None => "there is no home folder for the log; set HOME".into(),
        };
        let count = self.waiting.iter().filter(|it| matches!(it.what, What::Review(_))).count();
        Some(format!("{count} of your answers could not be saved and are lost: {problem}"))
    }
}

/// What is wrong with a log, in one sentence.
fn problem(damage: &[Damage]) -> Option<String> {
    let first = damage.first()?;
    let more = match damage.len() {
        1 => String::new(),
        count => format!("; {} more, see `recto log check`", count - 1),
    };
    Some(format!("{first}{more}"))
}

/// How long the reader takes for an answer.
#[derive(Debug, Default)]
pub(crate) struct Stopwatch {
    asked: Option<std::time::Instant>,
    taken: Option<Duration>,
}

impl Stopwatch {
    /// A card is shown.
    pub fn asked(&mut self) {
        (self.asked, self.taken) = (Some(std::time::Instant::now()), None);
    }

    /// The reader has replied; who changes the reply takes longer.
    pub fn replied(&mut self) {
        self.taken = self.asked.map(|it| it.elapsed());
    }

    /// Notes how long the answer took that was shown last.
    pub fn timed(&mut self, mut deeds: Vec<What>) -> Vec<What> {
        for deed in &mut deeds {
            if let What::Review(it) = deed {
                let taken = self.taken.take().unwrap_or_default().as_millis();
                it.milliseconds = u32::try_from(taken).unwrap_or(u32::MAX);
            }
        }
        deeds
    }
}
