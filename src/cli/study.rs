//! One note after the other, read and parsed, so that a folder of any size takes the memory of one note.

use crate::cli::{
    input::{Content, Given, Input},
    status::{self, Status},
};
use crate::note::{Code, Diagnostic, Note};

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
}

/// Visits every note. What cannot be read is reported, visited empty with a diagnostic, and makes the
/// command fail in the end; the rest goes on.
pub(crate) fn each(input: &Input, mut visit: impl FnMut(&Study) -> anyhow::Result<()>) -> anyhow::Result<Status> {
    let mut status = Status::Done;
    for given in input.notes() {
        let study = study(given);
        if study.kind != Kind::Note {
            status = Status::Failed;
        }
        visit(&study)?;
    }
    Ok(status)
}

fn study(given: Given) -> Study {
    let place = given.place.to_string_lossy().into_owned();
    let (kind, problem) = match given.content {
        Content::Bytes(bytes) => {
            let (note, diagnostics) = Note::parse(&given.name, bytes);
            return Study { note, diagnostics, place, kind: Kind::Note };
        }
        Content::Unread(problem) => (Kind::UnreadNote, problem),
        Content::Closed(problem) => (Kind::ClosedFolder, problem),
    };
    status::complain(&problem.to_string());
    let diagnostic = Diagnostic { line: 1, code: Code::FileUnreadable, message: problem.why };
    let (note, _) = Note::parse(&given.name, Vec::new());
    Study { note, diagnostics: vec![diagnostic], place, kind }
}
