//! Opening web addresses outside: which ones, with which programs, and what became of it.
//!
//! The address is one argument of a program; no shell is ever involved.

use crate::app::event::Event;
use crate::runtime::mail::Mailbox;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use url::Url;

/// A program that still runs after this has taken the address (a browser in the foreground).
const TAKEN: Duration = Duration::from_secs(2);

/// Opens an address in the background; the outcome arrives as `Event::Opened`.
pub fn open(url: String, mailbox: &Mailbox) {
    let post = mailbox.clone();
    let address = url.clone();
    let worker = thread::Builder::new().name("opener".into()).spawn(move || {
        let outcome = launchers(&address, &Surroundings::of_process()).and_then(try_each);
        post.post(Event::Opened { url: address, outcome });
    });
    if let Err(error) = worker {
        mailbox.post(Event::Opened { url, outcome: Err(error.to_string()) });
    }
}

/// What the environment says about opening things.
struct Surroundings {
    /// `RECTO_OPENER`: a program that takes the address, instead of the system's own.
    opener: Option<OsString>,
    has_display: bool,
    is_remote: bool,
}

impl Surroundings {
    fn of_process() -> Self {
        let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let has_any = |names: &[&str]| names.iter().any(|name| value(name).is_some());
        let is_remote = has_any(&["SSH_CONNECTION"]);
        // Elsewhere than on Linux the display needs no variable, except for someone who is not there.
        let has_display = has_any(&["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME", "WSL_INTEROP"])
            || (cfg!(target_os = "macos") && !is_remote);
        Self { opener: value("RECTO_OPENER"), has_display, is_remote }
    }
}

/// The programs to try, in order.
fn launchers(url: &str, surroundings: &Surroundings) -> Result<Vec<Command>, String> {
    let address = address(url)?;
    if let Some(opener) = &surroundings.opener {
        let mut command = Command::new(opener);
        command.arg(address);
        return Ok(vec![command]);
    }
    match surroundings {
        Surroundings { has_display: true, .. } => Ok(open::commands(address)),
        Surroundings { is_remote: true, .. } => Err("no display over this SSH connection".into()),
        _ => Err("no display here to open a web page on".into()),
    }
}

/// The address as it may leave the program: http or https, without characters that act.
fn address(url: &str) -> Result<String, String> {
    if url.chars().any(char::is_control) {
        return Err("the address holds control characters".into());
    }
    let parsed = Url::parse(url).map_err(|error| format!("not a web address: {error}"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err("only http and https addresses are opened".into());
    }
    Ok(parsed.into())
}

fn try_each(commands: Vec<Command>) -> Result<(), String> {
    let mut failure = None;
    for mut command in commands {
        let name = command.get_program().to_string_lossy().into_owned();
        match launch(&mut command) {
            Ok(None) => return Ok(()),
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => failure = failure.or(Some(format!("{name} could not open the address ({status})"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => failure = failure.or(Some(format!("{name} could not be started: {error}"))),
        }
    }
    Err(failure.unwrap_or_else(|| "no program here opens web pages".into()))
}

/// Starts a program; `None` when it has not ended in time, and so is busy with the address.
fn launch(command: &mut Command) -> io::Result<Option<ExitStatus>> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // In its own process group neither Ctrl-C nor the end of this program takes the browser along.
    let child = quiet.process_group(0).spawn()?;
    let (ended, end) = mpsc::channel();
    thread::Builder::new().name("launcher".into()).spawn(move || ended.send(reap(child)))?;
    end.recv_timeout(TAKEN).ok().transpose()
}

fn reap(mut child: Child) -> io::Result<ExitStatus> {
    child.wait()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, PoisonError};

    const NOWHERE: Surroundings = Surroundings { opener: None, has_display: false, is_remote: false };

    /// One at a time: a script that is being written in one thread cannot be started while another thread forks.
    static FORKS: Mutex<()> = Mutex::new(());

    fn script(folder: &Path, lines: &str) -> PathBuf {
        let path = folder.join("opener");
        std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path
    }

    /// What the opener did, in a folder where the script writes to `$0.log`.
    fn run(lines: &str, url: &str) -> (Result<(), String>, String) {
        let _alone = FORKS.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let opener = script(folder.path(), lines);
        let surroundings = Surroundings { opener: Some(opener.into()), ..NOWHERE };
        let outcome = launchers(url, &surroundings).and_then(try_each);
        (outcome, std::fs::read_to_string(folder.path().join("opener.log")).unwrap_or_default())
    }

    #[test]
    fn only_web_addresses_leave() {
        for url in [
            "",
            "example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "--help",
            "-x",
            "ftp://a/",
            "HTTP:",
            "https://",
            "mailto:a@b.c",
            "data:text/html,x",
            "vbscript:x",
            "//a.b/c",
            "http://a\n.b/",
            "http://a/\u{1b}[2J",
            "http://[::1/",
        ] {
            assert!(address(url).is_err(), "{url:?}");
        }
    }

    #[test]
    fn an_address_leaves_in_plain_ascii() {
        assert_eq!(
            address("HTTPS://Exämple.org/ä b?q=\"'$(x)`y`").unwrap(),
            "https://xn--exmple-cua.org/%C3%A4%20b?q=%22%27$(x)`y`"
        );
        assert_eq!(address("http://a.b/\u{202e}x").unwrap(), "http://a.b/%E2%80%AEx");
    }

    #[test]
    fn the_opener_gets_exactly_one_argument() {
        let url = "https://example.org/?a=$(touch x);b=`c`&d=%20-e|f";
        let (outcome, log) = run("printf '%s\\n' \"$#\" \"$1\" > \"$0.log\"", url);
        assert_eq!(outcome, Ok(()));
        assert_eq!(log, format!("1\n{}\n", address(url).unwrap()));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_opener_stands_apart() {
        // None of the three is the terminal, and the process group is its own.
        let lines = "{ for i in 0 1 2; do readlink /proc/$$/fd/$i; done; cut -d' ' -f5 /proc/$$/stat; echo $$; } | cat > \"$0.log\"";
        let (outcome, log) = run(lines, "http://a/");
        assert_eq!(outcome, Ok(()));
        let lines: Vec<_> = log.lines().collect();
        assert_eq!(lines[..3], ["/dev/null"; 3]);
        assert_eq!(lines[3], lines[4]);
    }

    #[test]
    fn failures_are_said() {
        assert!(run("exit 3", "http://a/").0.unwrap_err().contains("exit status: 3"));
        let missing = Surroundings { opener: Some("/nonexistent/opener".into()), ..NOWHERE };
        let outcome = launchers("http://a/", &missing).and_then(try_each);
        assert_eq!(outcome.unwrap_err(), "no program here opens web pages");
        assert!(launchers("http://a/", &NOWHERE).unwrap_err().contains("no display"));
        let remote = Surroundings { is_remote: true, ..NOWHERE };
        assert!(launchers("http://a/", &remote).unwrap_err().contains("SSH"));
    }

    #[test]
    fn a_program_that_stays_has_taken_the_address() {
        let _alone = FORKS.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let stay = script(folder.path(), "exec sleep 3");
        assert!(matches!(launch(&mut Command::new(stay)), Ok(None)));
    }
}
