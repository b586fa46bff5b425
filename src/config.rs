//! What the user may set: a plain value with defaults, and how it is read from a text in TOML.
//!
//! One table says what there is to set, what each of it takes and where it goes; what is wrong with a text, the manual and the
//! README follow from it. A text is read as far as it goes: what is wrong is left at its default, and said with its line.

use jiff::{civil::Date, tz::TimeZone};
use std::{fmt, ops::RangeInclusive};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What the user may set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// When cards are due.
    pub schedule: Schedule,
    /// How they are asked.
    pub quiz: Quiz,
}

/// When cards are due.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// How likely a card is to be known when it comes due, from 0.70 to 0.97.
    pub retention: f32,
    /// The most days between two answers, from 1.
    pub longest: u32,
    /// The day of an exam.
    pub exam: Option<Date>,
    /// Whether intervals are spread a little.
    pub fuzz: Fuzz,
    /// So many cards are met for the first time on one day.
    pub new_a_day: u32,
    /// So many cards are reviewed on one day.
    pub reviews_a_day: u32,
    /// A card that was forgotten so often is a leech; from 1.
    pub leech: u32,
    /// The hour at which a study day begins, from 0 to 23.
    pub rollover: u8,
    /// On whose clocks.
    pub zone: Zone,
}

/// Whether intervals are spread a little.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fuzz {
    /// By the card: the same on every machine.
    #[default]
    ByCard,
    /// Not at all.
    Off,
}

/// A time zone.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Zone {
    /// That of the system, wherever it is at the time.
    #[default]
    System,
    /// This one.
    Named(TimeZone),
}

/// How cards are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// Whether the reader says how sure they are before the answer is shown.
    pub confidence: Sureness,
    /// So many cards are asked in one session, from 1.
    pub session: usize,
    /// How the author of a note marks cards.
    pub marks: Marks,
}

/// Whether the reader says how sure they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sureness {
    /// Each time.
    #[default]
    Asked,
    /// Never.
    Unasked,
}

/// What marks a card that the author of a note wrote as one. A mark that is empty marks nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Between question and answer on one line.
    pub inline: String,
    /// The same for a card that is asked both ways.
    pub inline_reversed: String,
    /// A line between the lines of a question and those of its answer.
    pub lines: String,
    /// The same for a card that is asked both ways.
    pub lines_reversed: String,
    /// What stands around a hole, before it and after it.
    pub holes: Vec<(String, String)>,
    /// The tags of notes that hold such cards, without `#`.
    pub tags: Vec<String>,
    /// The tag of a heading that is a question, without `#`.
    pub heading_tag: String,
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            retention: 0.9,
            longest: 36_500,
            exam: None,
            fuzz: Fuzz::ByCard,
            new_a_day: 20,
            reviews_a_day: 200,
            leech: 8,
            rollover: 4,
            zone: Zone::System,
        }
    }
}

impl Default for Quiz {
    fn default() -> Self {
        Self { confidence: Sureness::Asked, session: 20, marks: Marks::default() }
    }
}

impl Default for Marks {
    fn default() -> Self {
        let pair = |open: &str, close: &str| (open.to_string(), close.to_string());
        Self {
            inline: "::".into(),
            inline_reversed: ":::".into(),
            lines: "?".into(),
            lines_reversed: "??".into(),
            holes: vec![pair("==", "=="), pair("{{", "}}")],
            tags: vec!["flashcards".into()],
            heading_tag: "card".into(),
        }
    }
}

/// Something that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Below which heading of the file it stands.
    pub section: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it takes, for people.
    pub takes: &'static str,
    /// What it is for, for people.
    pub sense: &'static str,
    /// Puts a value into its place; none when it is not one that it takes.
    set: fn(&mut Config, &DeValue) -> Option<()>,
}

/// All that can be set.
#[rustfmt::skip] // A table.
pub const SETTINGS: [Setting; 18] = [
    of_schedule("retention", "a number from 0.70 to 0.97", "how likely a card is to be known when it comes due",
        |to, it| number(it, 0.70..=0.97).map(|it| to.schedule.retention = it)),
    of_schedule("longest", "days, from 1 to 36500", "the most days between two answers",
        |to, it| whole(it, 1..=36_500).map(|it| to.schedule.longest = it)),
    of_schedule("exam", "a date such as 2026-11-24", "what would be due after it comes on that day",
        |to, it| date(it).map(|it| to.schedule.exam = Some(it))),
    of_schedule("fuzz", "\"card\" or \"off\"", "whether intervals are spread a little, by the card",
        |to, it| one_of(it, &[("card", Fuzz::ByCard), ("off", Fuzz::Off)]).map(|it| to.schedule.fuzz = it)),
    of_schedule("new_a_day", "a number from 0 to 10000", "so many cards are met for the first time on one day",
        |to, it| whole(it, 0..=10_000).map(|it| to.schedule.new_a_day = it)),
    of_schedule("reviews_a_day", "a number from 0 to 10000", "so many cards are reviewed on one day",
        |to, it| whole(it, 0..=10_000).map(|it| to.schedule.reviews_a_day = it)),
    of_schedule("leech", "a number from 1 to 1000", "a card that was forgotten so often is a leech",
        |to, it| whole(it, 1..=1000).map(|it| to.schedule.leech = it)),
    of_schedule("rollover", "an hour from 0 to 23", "when a study day begins",
        |to, it| whole(it, 0..=23).map(|it| to.schedule.rollover = it as u8)),
    of_schedule("zone", "the name of a time zone, such as \"Europe/Berlin\", or \"system\"", "on whose clocks",
        |to, it| zone(it).map(|it| to.schedule.zone = it)),
    of_quiz("confidence", "true or false", "whether you are asked how sure you are",
        |to, it| it.as_bool().map(|it| to.quiz.confidence = if it { Sureness::Asked } else { Sureness::Unasked })),
    of_quiz("session", "a number from 1 to 10000", "so many cards are asked in one session",
        |to, it| whole(it, 1..=10_000).map(|it| to.quiz.session = it as usize)),
    of_quiz("inline", MARK, "between question and answer on one line",
        |to, it| mark(it).map(|it| to.quiz.marks.inline = it)),
    of_quiz("inline_reversed", MARK, "the same, asked both ways",
        |to, it| mark(it).map(|it| to.quiz.marks.inline_reversed = it)),
    of_quiz("lines", MARK, "a line between question and answer",
        |to, it| mark(it).map(|it| to.quiz.marks.lines = it)),
    of_quiz("lines_reversed", MARK, "the same, asked both ways",
        |to, it| mark(it).map(|it| to.quiz.marks.lines_reversed = it)),
    of_quiz("holes", "pairs of texts, such as [[\"==\", \"==\"], [\"{{\", \"}}\"]]", "what stands around a hole",
        |to, it| list(it, pair).map(|it| to.quiz.marks.holes = it)),
    of_quiz("tags", "tags without #, such as [\"flashcards\"]", "notes with one of them hold such cards",
        |to, it| list(it, tag).map(|it| to.quiz.marks.tags = it)),
    of_quiz("heading_tag", "a tag without #", "a heading with it asks for its section",
        |to, it| tag(it).map(|it| to.quiz.marks.heading_tag = it)),
];

const MARK: &str = "a text on one line; an empty one for no such cards";

type Set = fn(&mut Config, &DeValue) -> Option<()>;

const fn of_schedule(name: &'static str, takes: &'static str, sense: &'static str, set: Set) -> Setting {
    Setting { section: "schedule", name, takes, sense, set }
}

const fn of_quiz(name: &'static str, takes: &'static str, sense: &'static str, set: Set) -> Setting {
    Setting { section: "quiz", name, takes, sense, set }
}

const SECTIONS: [&str; 2] = ["schedule", "quiz"];

/// Something that is wrong with what the user has set. Shown, it says what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is allowed: a sentence without its full stop.
    pub why: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{}: {}", self.line, self.why)
    }
}

impl Config {
    /// Reads a text in TOML. What it does not set, and what is wrong in it, is at its default.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reading = Reading { text, config: Self::default(), problems: Vec::new() };
        for it in &errors {
            reading.complain(it.span().map_or(0, |it| it.start), format!("this is no TOML: {}", it.message()));
        }
        let mut broken = std::mem::take(&mut reading.problems);
        broken.dedup_by_key(|it| it.line);
        for (name, value) in table.get_ref() {
            reading.section(name.get_ref(), name.span().start, value);
        }
        let Reading { config, mut problems, .. } = reading;
        // What could be read of a line that is no TOML is nobody's meaning.
        problems.retain(|it| broken.iter().all(|broken| broken.line != it.line));
        problems.append(&mut broken);
        problems.sort_by_key(|it| it.line);
        (config, problems)
    }
}

struct Reading<'a> {
    text: &'a str,
    config: Config,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn complain(&mut self, offset: usize, why: String) {
        let before = self.text.as_bytes().iter().take(offset);
        self.problems.push(Problem { line: 1 + before.filter(|it| **it == b'\n').count(), why });
    }

    fn section(&mut self, name: &str, offset: usize, value: &Spanned<DeValue>) {
        let all = SECTIONS.map(|it| format!("[{it}]")).join(" and ");
        let astray = SETTINGS.iter().find(|it| it.name == name);
        match (SECTIONS.contains(&name), value.get_ref().as_table(), astray) {
            (true, Some(table), _) => {
                for (setting, value) in table {
                    self.setting(name, setting.get_ref(), setting.span().start, value);
                }
            }
            (true, None, _) => self.complain(offset, format!("{name} is a section: [{name}] on a line of its own")),
            (false, _, Some(it)) => self.complain(offset, format!("{name} belongs below [{}]", it.section)),
            (false, _, None) => self.complain(offset, format!("there is no section {name}; there are {all}")),
        }
    }

    fn setting(&mut self, section: &str, name: &str, offset: usize, value: &Spanned<DeValue>) {
        let of_section = || SETTINGS.iter().filter(|it| it.section == section);
        if let Some(setting) = of_section().find(|it| it.name == name) {
            if (setting.set)(&mut self.config, value.get_ref()).is_none() {
                let given = shortened(self.text.get(value.span()).unwrap_or_default());
                self.complain(value.span().start, format!("{name} takes {}, and not {given}", setting.takes));
            }
            return;
        }
        let astray = SETTINGS.iter().find(|it| it.name == name);
        let names: Vec<&str> = of_section().map(|it| it.name).collect();
        let why = astray.map_or_else(
            || format!("[{section}] has no {name}; it has {}", names.join(", ")),
            |it| format!("{name} belongs below [{}]", it.section),
        );
        self.complain(offset, why);
    }
}

/// The first words of a value, on one line.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

fn number(value: &DeValue, range: RangeInclusive<f32>) -> Option<f32> {
    let text = match value {
        DeValue::Float(it) => it.as_str(),
        DeValue::Integer(it) => it.as_str(),
        _ => return None,
    };
    text.parse().ok().filter(|it| range.contains(it))
}

fn whole(value: &DeValue, range: RangeInclusive<u32>) -> Option<u32> {
    let digits = value.as_integer()?;
    u32::from_str_radix(digits.as_str(), digits.radix()).ok().filter(|it| range.contains(it))
}

/// A date, as TOML writes it or as a text.
fn date(value: &DeValue) -> Option<Date> {
    let Some(given) = value.as_datetime() else { return value.as_str()?.parse().ok() };
    let date = given.date.filter(|_| given.time.is_none() && given.offset.is_none())?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn one_of<T: Copy>(value: &DeValue, all: &[(&str, T)]) -> Option<T> {
    let name = value.as_str()?;
    all.iter().find(|it| it.0 == name).map(|it| it.1)
}

fn zone(value: &DeValue) -> Option<Zone> {
    match value.as_str()? {
        "system" => Some(Zone::System),
        name => TimeZone::get(name).ok().map(Zone::Named),
    }
}

fn list<T>(value: &DeValue, of: fn(&DeValue) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(|it| of(it.get_ref())).collect()
}

fn mark(value: &DeValue) -> Option<String> {
    let text = value.as_str()?;
    (!text.contains(['\n', '\r'])).then(|| text.to_string())
}

fn pair(value: &DeValue) -> Option<(String, String)> {
    let both = list(value, mark)?;
    let [open, close] = <[String; 2]>::try_from(both).ok()?;
    (!open.is_empty() && !close.is_empty()).then_some((open, close))
}

fn tag(value: &DeValue) -> Option<String> {
    let text = value.as_str()?;
    let is_tag = !text.is_empty() && !text.starts_with('#') && !text.contains(char::is_whitespace);
    is_tag.then(|| text.to_string())
}
