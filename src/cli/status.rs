//! How a run ends, and what is said about it on standard error.

use crate::note::visible;
use std::{
    fmt,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It did what was asked.
    Done,
    /// It failed, in part or altogether; what was wrong has been said.
    Failed,
    /// It was asked in a way that it cannot obey; that has been said.
    Misused,
    /// The reader ended with this code: 0, or 128 and the number of a signal.
    Code(u8),
}

/// The program was asked in a way that it cannot obey: what is wrong, a message each.
#[derive(Debug)]
pub(crate) struct Misuse(pub Vec<String>);

impl fmt::Display for Misuse {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for Misuse {}

/// The exit code; an error that was not said yet is said now. A reader that closed the pipe, such as
/// `head`, has got what it wanted: no error.
pub(crate) fn conclude(outcome: anyhow::Result<Status>) -> ExitCode {
    match outcome {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Failed) => ExitCode::from(1),
        Ok(Status::Misused) => ExitCode::from(2),
        Ok(Status::Code(code)) => ExitCode::from(code),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => match error.downcast_ref::<Misuse>() {
            Some(Misuse(messages)) => {
                for it in messages {
                    complain(it);
                }
                ExitCode::from(2)
            }
            None => {
                complain(&format!("{error:#}"));
                ExitCode::from(1)
            }
        },
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let errors = error.chain().filter_map(|it| it.downcast_ref::<io::Error>());
    errors.into_iter().any(|it| it.kind() == ErrorKind::BrokenPipe)
}

/// A message on standard error, after the name of the program.
pub(crate) fn complain(message: &str) {
    say(&format!("recto: {message}"));
}

/// A line on standard error, harmless; when nobody listens, nothing can be done about it.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
