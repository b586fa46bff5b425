//! What the user has set: which file it stands in, what it says, and what of it is wrong.

use crate::{
    cli::status::Misuse,
    config::{Config, Fuzz, Marks},
    quiz,
    schedule::{self, Day},
    store::{self, Folders},
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// Names another file.
const VARIABLE: &str = "RECTO_CONFIG";

/// The file that the user sets things in, and what came of it.
#[derive(Debug, Default)]
pub(crate) struct Set {
    /// None for a user without a home folder.
    pub file: Option<PathBuf>,
    /// What is set; what is wrong is at its default.
    pub config: Config,
    /// What is wrong, each with the file, the line and what is allowed.
    pub problems: Vec<String>,
}

/// Reads what the user has set. Without a file everything is at its default.
pub(crate) fn read() -> Set {
    let named = env::var_os(VARIABLE).filter(|it| !it.is_empty()).map(PathBuf::from);
    let Some(file) = named.clone().or_else(|| Folders::of_user().map(|it| it.config.join("config.toml"))) else {
        return Set::default();
    };
    if named.is_none() && file.symlink_metadata().is_err() {
        return Set { file: Some(file), ..Set::default() };
    }
    let (config, problems) = read_file(&file);
    Set { file: Some(file), config, problems }
}

fn read_file(file: &Path) -> (Config, Vec<String>) {
    let bytes = match store::read(file) {
        Ok(it) => it,
        Err(problem) => return (Config::default(), vec![problem.to_string()]),
    };
    let place = file.display();
    let text = match std::str::from_utf8(&bytes) {
        Ok(it) => it,
        Err(error) => {
            let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|it| **it == b'\n').count();
            let why = format!("{place}:{line}: this is no UTF-8; save the file as such");
            return (Config::default(), vec![why]);
        }
    };
    let (config, problems) = Config::parse(text);
    (config, problems.iter().map(|it| format!("{place}:{it}")).collect())
}

/// What the user has set, for a command.
///
/// # Errors
/// [`Misuse`] when anything is wrong with it: what a command prints is not to depend on a slip that nobody saw.
pub(crate) fn of_user() -> anyhow::Result<Config> {
    let Set { config, problems, .. } = read();
    if problems.is_empty() { Ok(config) } else { Err(Misuse(problems).into()) }
}

/// What is set of the schedule.
pub(crate) fn schedule(config: &Config) -> schedule::Settings {
    let it = &config.schedule;
    schedule::Settings {
        retention: it.retention,
        longest: it.longest,
        exam: it.exam.map(|it| Day::of_date(i32::from(it.year()), it.month() as u8, it.day() as u8)),
        fuzz: match it.fuzz {
            Fuzz::ByCard => schedule::Fuzz::ByCard,
            Fuzz::Off => schedule::Fuzz::Off,
        },
        new_a_day: it.new_a_day,
        reviews_a_day: it.reviews_a_day,
        leech: it.leech,
    }
}

/// What is set about the making of cards; refused candidates are dropped.
pub(crate) fn quiz(config: &Config) -> quiz::Settings {
    let Marks { inline, inline_reversed, lines, lines_reversed, holes, tags, heading_tag } = config.quiz.marks.clone();
    let refusals = quiz::Refusals::Dropped;
    quiz::Settings { inline, inline_reversed, lines, lines_reversed, holes, tags, heading_tag, refusals }
}
