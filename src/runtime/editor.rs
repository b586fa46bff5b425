//! The reader's own editor: which program, with which arguments, and what became of it.
//!
//! The editor gets the terminal and stays in the program's process group, so that Ctrl-Z in it stops both, as one job.
//! No shell is involved: of `$VISUAL` only blanks and quotes mean something.

use crate::runtime::errand::Errand;
use crate::runtime::mail::{Inbox, Mailbox, Notice};
use crate::runtime::screen::Screen;
use rustix::process::{Pid, Signal, kill_process};
use rustix::stdio::stdout;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::Duration;

/// How long an editor may take to end when the program has to.
const FAREWELL: Duration = Duration::from_millis(200);

/// How it ended.
pub enum Outcome {
    /// The editor has ended; `Err` holds a sentence for the reader.
    Back(Result<(), String>),
    /// A signal ends the program; it is in the inbox.
    ToEnd,
}

/// Runs the editor on a terminal that was given back, until it ends.
pub fn run(errand: &Errand, screen: &Screen, inbox: &Inbox, mailbox: &Mailbox) -> Outcome {
    let words = match arguments(&named_editor(), &errand.file, errand.line) {
        Ok(words) => words,
        Err(sentence) => return Outcome::Back(Err(sentence)),
    };
    let child = match start(&words, screen) {
        Ok(child) => child,
        Err(error) => return Outcome::Back(Err(not_started(&words, &error))),
    };
    let editor = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Err(error) = attend(child, mailbox.clone()) {
        return Outcome::Back(Err(format!("nobody waits for the editor: {error}")));
    }
    if let Some(ended) = inbox.wait_for_editor(None) {
        return Outcome::Back(judge(&words, ended));
    }
    if let Some(editor) = editor {
        let _ = kill_process(editor, Signal::TERM);
    }
    let _ = inbox.wait_for_editor(Some(FAREWELL));
    Outcome::ToEnd
}

/// The editor that the reader has named, as they wrote it.
fn named_editor() -> String {
    let value = |name| std::env::var_os(name).map(|it| it.to_string_lossy().trim().to_owned());
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(value).find(|it| !it.is_empty());
    named.unwrap_or_else(|| "vi".to_owned())
}

/// The program and its arguments, for a file at a line.
fn arguments(editor: &str, file: &Path, line: u32) -> Result<Vec<OsString>, String> {
    let named = split(editor).ok_or_else(|| format!("$VISUAL or $EDITOR has a quote without its end: {editor}"))?;
    let program = named.first().map(Path::new).and_then(Path::file_name).unwrap_or_default();
    // From the root, so that no name is taken for an option.
    let file = std::path::absolute(file).unwrap_or_else(|_| file.into()).into_os_string();
    let with_line = || [file.clone(), format!(":{line}").into()].into_iter().collect::<OsString>();
    let last: Vec<OsString> = match program.to_str().unwrap_or_default() {
        "vi" | "vim" | "nvim" | "view" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "ne" | "joe" | "jed"
        | "mg" => vec![format!("+{line}").into(), file],
        "hx" | "helix" | "subl" | "zed" => vec![with_line()],
        "code" | "codium" | "code-insiders" | "cursor" => vec!["--goto".into(), with_line()],
        _ => vec![file],
    };
    Ok(named.into_iter().map(OsString::from).chain(last).collect())
}

/// Words between blanks; quotes keep blanks, and a backslash keeps the next character. None when a quote does not end.
fn split(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = text.chars();
    while let Some(it) = chars.next() {
        match it {
            _ if quote == Some(it) => quote = None,
            '\\' if quote != Some('\'') => word.get_or_insert_default().push(chars.next()?),
            '\'' | '"' if quote.is_none() => {
                word.get_or_insert_default();
                quote = Some(it);
            }
            _ if it.is_whitespace() && quote.is_none() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(it),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// Starts the editor with all three streams on the terminal, whatever ours are.
fn start(words: &[OsString], screen: &Screen) -> io::Result<Child> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(screen.keys().try_clone_to_owned()?);
    command.stdout(stdout().try_clone_to_owned()?).stderr(stdout().try_clone_to_owned()?).spawn()
}

/// Tells the loop when the editor has ended.
fn attend(mut child: Child, mailbox: Mailbox) -> io::Result<()> {
    let wait = move || mailbox.notify(Notice::EditorEnded(child.wait()));
    thread::Builder::new().name("editor".into()).spawn(wait).map(drop)
}

fn not_started(words: &[OsString], error: &io::Error) -> String {
    let name = words.first().map(|it| it.to_string_lossy()).unwrap_or_default();
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no editor {name} here: set $VISUAL or $EDITOR to one"),
        _ => format!("the editor {name} could not be started: {error}"),
    }
}

fn judge(words: &[OsString], ended: io::Result<ExitStatus>) -> Result<(), String> {
    let status = ended.map_err(|error| format!("nobody knows how the editor ended: {error}"))?;
    if status.success() {
        return Ok(());
    }
    let words: Vec<_> = words.iter().map(|it| it.to_string_lossy()).collect();
    let what = match status.signal() {
        Some(signal) => format!("was ended by signal {signal}"),
        None => format!("ended with code {}", status.code().unwrap_or_default()),
    };
    Err(format!("the editor {what}: {}", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(editor: &str, file: &str, expected: &str) {
        let words = arguments(editor, Path::new(file), 7).unwrap_or_else(|it| vec![it.into()]);
        let words: Vec<_> = words.iter().map(|it| it.to_string_lossy()).collect();
        assert_eq!(words.join("|"), expected, "{editor}");
    }

    #[test]
    fn every_editor_is_told_the_line_in_its_own_way() {
        check("vi", "/n/a b.md", "vi|+7|/n/a b.md");
        check("/usr/bin/nvim -R", "/n/a.md", "/usr/bin/nvim|-R|+7|/n/a.md");
        check("emacsclient -nw", "/n/a.md", "emacsclient|-nw|+7|/n/a.md");
        check("hx", "/n/a.md", "hx|/n/a.md:7");
        check("code --wait", "/n/a.md", "code|--wait|--goto|/n/a.md:7");
        check("subl -w", "/n/a.md", "subl|-w|/n/a.md:7");
        check("my-editor", "/n/a.md", "my-editor|/n/a.md");
    }

    #[test]
    fn quotes_and_backslashes_keep_blanks() {
        check("'/my tools/vim' -c \"set nowrap\"", "/n/a.md", "/my tools/vim|-c|set nowrap|+7|/n/a.md");
        check(r#"/my\ tools/ed  "a\"b" '' 'c\d'"#, "/n/a.md", "/my tools/ed|a\"b||c\\d|/n/a.md");
        check("vim 'x", "/n/a.md", "$VISUAL or $EDITOR has a quote without its end: vim 'x");
        check("vim $(rm x) `y` ; z", "/n/a.md", "vim|$(rm|x)|`y`|;|z|+7|/n/a.md");
    }

    #[test]
    fn no_file_is_an_option() {
        let words = arguments("vi", Path::new("-R.md"), 1).unwrap();
        assert!(Path::new(&words[2]).is_absolute(), "{words:?}");
    }

    #[test]
    fn failures_say_what_was_run() {
        let words = ["vim".into(), "+7".into(), "/n/a.md".into()];
        let said = |raw| judge(&words, Ok(ExitStatus::from_raw(raw)));
        assert_eq!(said(0), Ok(()));
        assert_eq!(said(1 << 8).unwrap_err(), "the editor ended with code 1: vim +7 /n/a.md");
        assert_eq!(said(2).unwrap_err(), "the editor was ended by signal 2: vim +7 /n/a.md");
        assert!(not_started(&words, &io::ErrorKind::NotFound.into()).contains("no editor vim here"));
    }
}
