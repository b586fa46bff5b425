//! Notes read and parsed on all processors and visited in their order, with a few of them in memory at a time.

use crate::cli::{
    input::{Content, Given, Input},
    status::{self, Status},
};
use crate::{
    note::{Code, Diagnostic, Note},
    store::{Found, Unreadable, walk},
};
use std::{
    num::NonZero,
    ops::ControlFlow,
    path::Path,
    sync::mpsc::{self, Receiver},
    thread,
};

/// A note and what is odd about it.
pub(crate) struct Study {
    pub note: Note,
    pub diagnostics: Vec<Diagnostic>,
    /// The path that leads to it from here.
    pub place: String,
    pub kind: Kind,
}

/// What the study is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Note,
    /// A note that could not be read; nothing is in it.
    UnreadNote,
    /// A folder that could not be read, in the place of its notes.
    ClosedFolder,
    /// A link or a pipe that is named like a note.
    Skipped,
}

/// Visits every note. What cannot be read is reported, visited empty with a diagnostic, and makes the
/// command fail in the end; the rest goes on. What is skipped is reported, too, and no failure.
pub(crate) fn each(input: &Input, mut visit: impl FnMut(&Study) -> anyhow::Result<()>) -> anyhow::Result<Status> {
    each_worked(input, |it| it, |it| visit(&it))
}

/// As [`each`], with `work` done on all processors and `visit` called here with what comes of it, in order.
pub(crate) fn each_worked<T: Send>(
    input: &Input,
    work: impl Fn(Study) -> T + Sync,
    mut visit: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Status> {
    each_wanted(input, |_| true, work, |it| visit(it).map(ControlFlow::Continue))
}

/// As [`each_worked`], until `visit` breaks off. Of a folder only the notes are read whose paths are wanted; what was
/// named by itself is always read.
pub(crate) fn each_wanted<T: Send>(
    input: &Input,
    is_wanted: impl Fn(&str) -> bool,
    work: impl Fn(Study) -> T + Sync,
    mut visit: impl FnMut(T) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<Status> {
    let mut status = Status::Done;
    let mut see = |done: Done<T>| {
        if let Some((kind, problem)) = done.problem {
            status::complain(&problem);
            status = if kind == Kind::Skipped { status } else { Status::Failed };
        }
        visit(done.result)
    };
    match input {
        Input::Folder(root) => {
            let mut found: Vec<Found> = walk(root).collect();
            found.retain(|it| !matches!(it, Found::Note(it) if !is_wanted(&it.name)));
            side_by_side(root, &found, &work, see)?;
        }
        _ => all(input.notes().map(|it| done(it, &work)), &mut see)?,
    }
    Ok(status)
}

/// What came of a note.
struct Done<T> {
    result: T,
    problem: Option<(Kind, String)>,
}

/// So many notes each processor may be ahead.
const AHEAD: usize = 4;

/// Sees one after the other, until that is enough.
fn all<T>(
    mut results: impl Iterator<Item = Done<T>>,
    see: &mut impl FnMut(Done<T>) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<()> {
    // What is enough is no error.
    let outcome = results.try_for_each(|it| match see(it) {
        Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
        Ok(ControlFlow::Break(())) => ControlFlow::Break(Ok(())),
        Err(error) => ControlFlow::Break(Err(error)),
    });
    outcome.break_value().unwrap_or(Ok(()))
}

/// Deals the notes out to the processors in turn, so that the results come back in turn, too.
fn side_by_side<T: Send>(
    root: &Path,
    found: &[Found],
    work: &(impl Fn(Study) -> T + Sync),
    mut see: impl FnMut(Done<T>) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<()> {
    let count = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let begin = |first: usize| -> Receiver<Done<T>> {
            let (sender, results) = mpsc::sync_channel(AHEAD);
            let own = found.iter().skip(first).step_by(count);
            let mut own = own.map(|it| done(Given::of(it.clone(), root), work));
            // Whoever is not listened to any more stops.
            scope.spawn(move || own.try_for_each(|it| sender.send(it).ok()));
            results
        };
        let hands: Vec<_> = (0..count).map(begin).collect();
        all(hands.iter().cycle().take(found.len()).map_while(|it| it.recv().ok()), &mut see)
    })
}

fn done<T>(given: Given, work: &impl Fn(Study) -> T) -> Done<T> {
    let (study, problem) = study(given);
    Done { problem: problem.map(|it| (study.kind, it.to_string())), result: work(study) }
}

fn study(given: Given) -> (Study, Option<Unreadable>) {
    let place = given.place.to_string_lossy().into_owned();
    let (kind, problem) = match given.content {
        Content::Bytes(bytes) => {
            let (note, diagnostics) = Note::parse(&given.name, bytes);
            return (Study { note, diagnostics, place, kind: Kind::Note }, None);
        }
        Content::Unread(problem) => (Kind::UnreadNote, problem),
        Content::Closed(problem) => (Kind::ClosedFolder, problem),
        Content::Skipped(problem) => (Kind::Skipped, problem),
    };
    let diagnostic = Diagnostic { line: 1, code: Code::FileUnreadable, message: problem.why.clone() };
    let (note, _) = Note::parse(&given.name, Vec::new());
    (Study { note, diagnostics: vec![diagnostic], place, kind }, Some(problem))
}
