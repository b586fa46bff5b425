//! Everything that the log says, card by card: events in, states out, in whatever order they come.

use crate::{
    quiz::{CardId, Fingerprint, Rating},
    schedule::{
        event::{Event, EventId, Recheck, What},
        lives::{Lives, Ties},
        model::{Model, Parameters},
        settings::Settings,
        state::{Record, Rules, Standing, State},
        time::{Day, Instant},
    },
};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::thread;

/// What is remembered, and by what rules. It is derived: the same events give the same memory, in any order.
#[derive(Clone, Debug)]
pub struct Memory {
    settings: Settings,
    today: Day,
    model: Model,
    /// In the order in which they came; those of one device came in the order in which it wrote them.
    events: Vec<Event>,
    places: HashMap<EventId, u32>,
    voided: HashSet<EventId>,
    /// The events that name a card, in the order of their time.
    named: HashMap<CardId, Vec<u32>>,
    ties: Ties,
    records: HashMap<CardId, Record>,
    /// The time of the latest event.
    latest: Option<Instant>,
}

/// So many cards are worth a thread.
const MANY: usize = 1000;

/// What has to be computed again.
#[derive(Default)]
struct Touched {
    cards: HashSet<CardId>,
    is_tuned: bool,
}

impl Memory {
    /// A memory without events.
    pub fn new(settings: Settings, today: Day) -> Self {
        Self {
            settings: settings.on(today),
            today,
            model: Model::new(Parameters::default()),
            events: Vec::new(),
            places: HashMap::new(),
            voided: HashSet::new(),
            named: HashMap::new(),
            ties: Ties::default(),
            records: HashMap::new(),
            latest: None,
        }
    }

    /// The memory of all these events.
    pub fn replay(events: Vec<Event>, settings: Settings, today: Day) -> Self {
        let mut memory = Self::new(settings, today);
        memory.take_all(events);
        memory
    }

    /// Takes in one event more.
    pub fn take(&mut self, event: Event) {
        self.take_all([event]);
    }

    /// Takes in more events. One that is known already changes nothing.
    pub fn take_all(&mut self, events: impl IntoIterator<Item = Event>) {
        let (mut touched, events) = (Touched::default(), events.into_iter());
        self.events.reserve(events.size_hint().0);
        self.places.reserve(events.size_hint().0);
        for event in events {
            self.enter(event, &mut touched);
        }
        self.settle(touched);
    }

    /// What the log says of a card.
    pub fn record(&self, card: CardId) -> Option<&Record> {
        self.records.get(&card)
    }

    /// How well a card is remembered; none for a card that was never answered.
    pub fn state(&self, card: CardId) -> Option<&State> {
        self.record(card)?.state.as_ref()
    }

    /// All cards of which the log says anything, in no order.
    pub fn records(&self) -> impl Iterator<Item = (CardId, &Record)> {
        self.records.iter().map(|it| (*it.0, it.1))
    }

    /// The source of a card as the log knows it: when it was met, or when a history went to it.
    pub fn fingerprint(&self, card: CardId) -> Option<&Fingerprint> {
        let cards = self.ties.before(card);
        let events = cards.iter().flat_map(|it| self.events_of(*it));
        let known = events.filter_map(|event| match &event.what {
            What::Met { card: met, fingerprint } if *met == card => Some((event.key(), &**fingerprint)),
            What::Attached(it) if it.new == card => Some((event.key(), &it.new_fingerprint)),
            _ => None,
        });
        known.max_by_key(|it| it.0).map(|it| it.1)
    }

    /// What a card is called in a sentence: what it asks about, as far as the log knows it.
    pub fn name(&self, card: Option<CardId>) -> String {
        let Some(card) = card else { return String::new() };
        let known = self.fingerprint(card).map(|it| if it.term.is_empty() { &it.body } else { &it.term });
        known.map_or_else(|| format!("card {card}"), |it| format!("“{}”", it.trim_start_matches('←')))
    }

    /// The states that the four ratings would lead to on a day, from Again to Easy.
    pub fn next(&self, card: CardId, day: Day) -> [State; 4] {
        let before = self.state(card).copied();
        Rating::ALL.map(|it| State::after(before, &self.rules(), day, it).scheduled(&self.rules(), card))
    }

    /// The parameters of the forgetting curve.
    pub fn parameters(&self) -> &Parameters {
        self.model.parameters()
    }

    /// What belongs to a card by now and was not taken back, in the order of its time.
    pub fn history(&self, card: CardId) -> Vec<&Event> {
        let cards = self.ties.before(card);
        let reach = self.reached(cards.clone());
        let lives = Lives::new(&reach, |it| self.events_of(it));
        let mut events: Vec<&Event> = Vec::new();
        for from in cards {
            let owned = self.events_of(from).filter(|it| lives.owner(from, it.key()) == card);
            events.extend(owned.filter(|it| !is_future(it.at, self.today)));
        }
        events.sort_by_key(|it| it.key());
        events
    }

    /// What the learner has set; an exam that is over is left out.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The study day that it is.
    pub fn today(&self) -> Day {
        self.today
    }

    /// True for a card that is forgotten again and again.
    pub fn is_leech(&self, card: CardId) -> bool {
        self.state(card).is_some_and(|it| it.lapses >= self.settings.leech.max(1))
    }

    /// All events, in the order in which they came; also those that were taken back.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event of a name.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(*self.places.get(&id)? as usize)
    }

    /// True unless an event was taken back.
    pub fn holds(&self, event: &Event) -> bool {
        !self.voided.contains(&event.id)
    }

    /// What a device did last on purpose, the latest first: one event, or several that it wrote at the same instant and
    /// that belong together: of one card, or histories that went to edited cards. Nothing is left when it is empty.
    /// Only events count that are `meant`.
    pub fn last_deed(&self, device: &str, meant: impl Fn(EventId) -> bool) -> Vec<&Event> {
        let of_device = |it: &&Event| &*it.device == device && it.is_deed() && self.holds(it) && meant(it.id);
        let mut deeds = self.events.iter().rev().filter(of_device);
        let Some(last) = deeds.next() else { return Vec::new() };
        let is_attached = |it: &Event| matches!(it.what, What::Attached(_));
        let is_part =
            |it: &&Event| it.at == last.at && (it.card() == last.card() || is_attached(it) && is_attached(last));
        std::iter::once(last).chain(deeds.take_while(is_part)).collect()
    }

    /// Goes on with other settings, or on another day.
    pub fn go_on(&mut self, settings: Settings, today: Day) {
        let has_future = self.latest.is_some_and(|it| is_future(it, today) || is_future(it, self.today));
        let settings = settings.on(today);
        let is_same = settings == self.settings;
        (self.settings, self.today) = (settings, today);
        if !is_same || has_future {
            self.settle(Touched { is_tuned: true, ..Touched::default() });
        }
    }

    /// Files an event, unless it is known.
    fn enter(&mut self, event: Event, touched: &mut Touched) {
        if self.places.contains_key(&event.id) {
            return;
        }
        let place = self.events.len() as u32;
        self.places.insert(event.id, place);
        self.latest = self.latest.max(Some(event.at));
        if let Some(card) = event.card() {
            self.named.entry(card).or_default().push(place);
        }
        match &event.what {
            What::Attached(it) => self.ties.add(it.old, it.new),
            What::Void(target) => {
                self.voided.insert(*target);
                if let Some(target) = self.event(*target) {
                    touched.add(target);
                }
            }
            _ => {}
        }
        touched.add(&event);
        self.events.push(event);
    }

    /// Computes again what was touched.
    fn settle(&mut self, touched: Touched) {
        let Touched { cards, is_tuned } = touched;
        for card in &cards {
            self.sort(*card);
        }
        let cards = if is_tuned {
            self.model = Model::new(self.tuned());
            self.reached(self.named.keys().copied().collect())
        } else {
            self.reached(cards)
        };
        for (card, record) in self.all_computed(&cards.into_iter().collect::<Vec<_>>()) {
            if record == Record::default() {
                self.records.remove(&card);
            } else {
                self.records.insert(card, record);
            }
        }
    }

    /// These cards, and all that their histories may have gone to.
    fn reached(&self, cards: HashSet<CardId>) -> HashSet<CardId> {
        if cards.iter().all(|it| self.ties.has_none(*it)) {
            return cards;
        }
        cards.into_iter().flat_map(|it| self.ties.after(it)).collect()
    }

    fn sort(&mut self, card: CardId) {
        let key = |it: &u32| self.events.get(*it as usize).map(Event::key);
        if let Some(named) = self.named.get_mut(&card).filter(|it| !it.is_sorted_by_key(key)) {
            named.sort_by_key(key);
        }
    }

    /// The parameters that were set last.
    fn tuned(&self) -> Parameters {
        let set = self.events.iter().filter(|it| self.holds(it) && !is_future(it.at, self.today));
        let set =
            set.filter_map(|event| if let What::Tuned(it) = &event.what { Some((event.key(), **it)) } else { None });
        set.max_by_key(|it| it.0).map(|it| it.1).unwrap_or_default()
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { model: &self.model, settings: &self.settings }
    }

    /// What was not taken back of what names a card, in the order of its time.
    fn events_of(&self, card: CardId) -> impl Iterator<Item = &Event> {
        let places = self.named.get(&card).into_iter().flatten();
        places.filter_map(|it| self.events.get(*it as usize)).filter(|it| self.holds(it))
    }

    /// The records of some cards; of many on all processors, for no card needs another one.
    fn all_computed(&self, cards: &[CardId]) -> Vec<(CardId, Record)> {
        let computed = |cards: &[CardId]| -> Vec<_> { cards.iter().map(|it| (*it, self.computed(*it))).collect() };
        if cards.len() < MANY {
            return computed(cards);
        }
        let processors = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let parts = cards.chunks(cards.len().div_ceil(processors));
            let parts: Vec<_> = parts.map(|it| scope.spawn(move || computed(it))).collect();
            parts.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
        })
    }

    /// The record of a card, from all that belongs to it.
    fn computed(&self, card: CardId) -> Record {
        let mut record = Record::default();
        if self.ties.has_none(card) {
            // The same as below, without a list of them.
            let past = self.events_of(card).filter(|it| !is_future(it.at, self.today));
            past.for_each(|it| self.apply(it, &mut record));
        } else {
            self.history(card).into_iter().for_each(|it| self.apply(it, &mut record));
        }
        record.state = record.state.map(|it| it.scheduled(&self.rules(), card).by(record.recheck));
        record
    }

    /// Takes an event, later than all before, into the record of its card.
    fn apply(&self, event: &Event, record: &mut Record) {
        match &event.what {
            What::Review(it) => record.answer(&self.rules(), it, day_of(event.at, it.day)),
            What::Accepted { answer, .. } if !record.accepted.contains(answer) => record.accepted.push(answer.clone()),
            What::Suspended(_) => record.standing = Standing::Suspended,
            What::Resumed(_) => record.standing = Standing::Active,
            What::Never(_) => record.standing = Standing::Never,
            What::Buried { day, .. } => record.buried = record.buried.max(Some(*day)),
            What::Attached(it) if it.recheck == Recheck::Soon => record.recheck = Some(event.at.utc_day().plus(1)),
            What::Accepted { .. } | What::Met { .. } | What::Attached(_) | What::Tuned(_) | What::Void(_) => {}
        }
    }
}

/// True for what a clock says that went ahead: it does not count until its day has come, so that nobody waits a
/// year for cards that were answered while the clock was wrong. A day more is granted to those who travel.
fn is_future(at: Instant, today: Day) -> bool {
    i64::from(at.utc_day().0) > i64::from(today.0) + 1
}

/// The study day of an answer, as far from the date in UTC as a time zone and a rollover can bring it.
fn day_of(at: Instant, day: Day) -> Day {
    let utc = at.utc_day().0;
    Day(day.0.clamp(utc.saturating_sub(2), utc.saturating_add(1)))
}

impl Touched {
    fn add(&mut self, event: &Event) {
        self.cards.extend(event.card());
        self.is_tuned |= matches!(event.what, What::Tuned(_));
    }
}
