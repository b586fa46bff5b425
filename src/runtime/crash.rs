//! A panic anywhere: the terminal is given back, a report is written, the program ends with 101.

use crate::runtime::screen::Screen;
use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::Duration;

/// How long a terminal that has stopped reading may hold up the end.
const FAREWELL: Duration = Duration::from_millis(200);

/// Installs the hook; from now on a panic in any thread ends the program.
pub fn install(screen: Arc<Screen>) {
    panic::set_hook(Box::new(move |info| {
        screen.leave_within(FAREWELL);
        let report = report(info, &Backtrace::force_capture());
        let path = std::env::temp_dir().join(format!("recto-panic-{}.txt", process::id()));
        let sentence = match write_new(&path, &report) {
            Ok(()) => kept(&path),
            Err(error) => lost(&path, &error, &report),
        };
        let _ = writeln!(io::stderr(), "{sentence}");
        process::exit(101);
    }));
}

fn kept(path: &Path) -> String {
    let path = clean(&path.display().to_string());
    format!("recto: stopped by a fault of its own; the report is in {path}")
}

fn lost(path: &Path, error: &io::Error, report: &str) -> String {
    let path = clean(&path.display().to_string());
    format!("recto: stopped by a fault of its own; the report could not be written to {path} ({error}):\n{report}")
}

fn report(info: &PanicHookInfo, backtrace: &Backtrace) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let system = format_args!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let message = message(info);
    clean(&format!("recto {version} on {system}\nthread: {thread}\nplace: {place}\nmessage: {message}\n\n{backtrace}"))
}

fn message<'a>(info: &'a PanicHookInfo) -> &'a str {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// A message may quote a note: nothing in it may act on the terminal that shows the report.
fn clean(text: &str) -> String {
    let acts = |c: char| (c.is_control() && c != '\n') || is_bidi(c);
    text.chars().map(|c| if acts(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Never follows or overwrites what someone else has put there.
fn write_new(path: &PathBuf, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_cannot_act_on_a_terminal() {
        assert_eq!(clean("a\x1b[2J\u{9b}31m\u{202e}b\n"), "a\u{fffd}[2J\u{fffd}31m\u{fffd}b\n");
    }

    #[test]
    fn a_report_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.txt");
        write_new(&path, "one").unwrap();
        assert!(write_new(&path, "two").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
    }
}
