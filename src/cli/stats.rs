//! `recto stats`: how learning goes, as the screen of progress shows it.

use crate::{
    app::{
        progress_page::{KnownCard, KnownPart, ProgressPage, ProgressView},
        survey::Survey,
    },
    cli::{
        args_schedule::Stats,
        clock,
        history::History,
        input::{Content, Input},
        library::Notes,
        output::{Look, Output, Piece},
        settings,
        status::Status,
    },
    note::Note,
    quiz::{Card, Confidence, cards_of},
    schedule::{Memory, Progress, Standing, Tally},
    store,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything in JSON.
#[derive(Serialize)]
struct Shape<'a> {
    day: String,
    due: usize,
    answered: TallyShape,
    seconds: u64,
    /// Days in a row with answers.
    streak: u32,
    /// The cards that fall due today and on each of the next days.
    forecast: &'a [u32],
    retention: Retention,
    confidence: BTreeMap<&'static str, TallyShape>,
    /// The answers of each day that has some.
    calendar: Vec<DayShape>,
    notes: Vec<PartShape<'a>>,
    weakest: Vec<CardShape<'a>>,
}

/// Of the answers that say it, how many were right.
#[derive(Serialize)]
struct Retention {
    wanted: f32,
    last_30_days: TallyShape,
    ever: TallyShape,
}

#[derive(Serialize)]
struct TallyShape {
    given: u32,
    right: u32,
}

#[derive(Serialize)]
struct DayShape {
    day: String,
    answers: u32,
}

/// A note, or a section of the note before it.
#[derive(Serialize)]
struct PartShape<'a> {
    note: &'a str,
    title: &'a str,
    /// 0 for a note, the level of its heading for a section.
    depth: usize,
    answered: usize,
    due: usize,
    /// How likely one of its cards is recalled today, 0 to 1.
    recall: f32,
}

#[derive(Serialize)]
struct CardShape<'a> {
    id: String,
    name: &'a str,
    note: &'a str,
    recall: Option<f32>,
    lapses: u32,
    leech: bool,
    suspended: bool,
}

pub(crate) fn run(input: &Input, args: &Stats, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let config = settings::of_user()?;
    let history = History::by(&config, input.library(), clock::now(args.now))?;
    history.complain();
    let notes = Notes::of(input)?;
    let survey = survey(input, &notes, &history.memory, &settings::quiz(&config));
    let page = ProgressPage::new(&history.memory, &survey, &notes.library, ProgressView::Days, 0);
    let due = survey.plan(&history.memory, history.memory.today()).due;
    if args.json {
        output.json(&shape(&page, &history.memory, due))?;
    } else {
        print(&page, &history.memory, due, output)?;
    }
    Ok(notes.status)
}

/// Where the cards that the log knows stand.
fn survey(input: &Input, notes: &Notes, memory: &Memory, settings: &crate::quiz::Settings) -> Survey {
    let known: Vec<_> = memory.records().filter_map(|it| Some((it.0, memory.fingerprint(it.0)?.clone()))).collect();
    let read = |path: &str| -> Option<(Note, Vec<Card>)> {
        let bytes = match input {
            Input::Folder(root) => store::read(&root.join(path)).ok()?,
            // What came through a pipe was read already.
            Input::Stream => return None,
            _ => match input.notes().next()?.content {
                Content::Bytes(bytes) => bytes,
                _ => return None,
            },
        };
        let note = Note::parse(path, bytes).0;
        let cards = cards_of(&note, settings).cards;
        Some((note, cards))
    };
    Survey::make(&known, &[], &notes.library, read)
}

fn shape<'a>(page: &'a ProgressPage, memory: &Memory, due: usize) -> Shape<'a> {
    let progress = &page.progress;
    let confidence = Confidence::ALL.map(|it| (it.name(), tally(progress.sure(it)))).into_iter().collect();
    let day = |(day, answers): (&crate::schedule::Day, &u32)| DayShape { day: day.to_string(), answers: *answers };
    Shape {
        day: progress.today.to_string(),
        due,
        answered: tally(progress.answered),
        seconds: progress.seconds,
        streak: progress.streak,
        forecast: &progress.forecast,
        retention: Retention {
            wanted: memory.settings().retention(),
            last_30_days: tally(progress.month),
            ever: tally(progress.ever),
        },
        confidence,
        calendar: progress.calendar.iter().map(day).collect(),
        notes: page.notes.iter().map(part).collect(),
        weakest: page.cards.iter().map(card).collect(),
    }
}

fn tally(Tally { given, right }: Tally) -> TallyShape {
    TallyShape { given, right }
}

fn part(it: &KnownPart) -> PartShape<'_> {
    let (answered, due, recall) = (it.sum.answered, it.sum.due, it.sum.share());
    PartShape { note: &it.path, title: &it.title, depth: it.depth, answered, due, recall }
}

fn card(it: &KnownCard) -> CardShape<'_> {
    CardShape {
        id: it.card.to_string(),
        name: &it.name,
        note: &it.path,
        recall: it.recall,
        lapses: it.lapses,
        leech: it.is_leech,
        suspended: it.standing != Standing::Active,
    }
}

/// Prints it for people.
fn print(page: &ProgressPage, memory: &Memory, due: usize, output: &mut Output) -> anyhow::Result<()> {
    let progress = &page.progress;
    for (name, said) in facts(progress, memory, due) {
        output.line(&[Piece(Look::Dim, &format!("{name:<14}")), Piece(Look::Plain, &said)])?;
    }
    for it in page.notes.iter().filter(|it| it.depth == 0) {
        let said = format!("{:>4} due {:>5} answered {:>4.0}%  ", it.sum.due, it.sum.answered, it.sum.share() * 100.0);
        output.line(&[Piece(Look::Dim, &said), Piece(Look::Plain, &it.title)])?;
    }
    Ok(())
}

fn facts(progress: &Progress, memory: &Memory, due: usize) -> Vec<(&'static str, String)> {
    let share =
        |it: Tally| it.share().map_or_else(|| "–".into(), |share| format!("{:.0}% of {}", share * 100.0, it.given));
    let Tally { given, right } = progress.answered;
    let week: u32 = progress.forecast.iter().take(7).sum();
    let mut facts = vec![
        ("today", format!("{given} answered, {right} right, {due} due")),
        ("next 7 days", format!("{week} fall due")),
        ("days in a row", progress.streak.to_string()),
        ("recalled", {
            let wanted = memory.settings().retention() * 100.0;
            format!("{} in 30 days, {} ever; wanted {wanted:.0}%", share(progress.month), share(progress.ever))
        }),
    ];
    let sure = Confidence::ALL.iter().rev().map(|it| format!("{} {}", it.name(), share(progress.sure(*it))));
    facts.push(("right when", sure.collect::<Vec<_>>().join(", ")));
    facts
}
