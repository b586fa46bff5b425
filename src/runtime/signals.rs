//! Signals: told to the loop, and carried out here when the loop does not answer.

use crate::runtime::mail::{Mailbox, Notice};
use crate::runtime::screen::Screen;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long the loop has to end the program in order.
const GRACE: Duration = Duration::from_millis(340);

/// How long a terminal that has stopped reading may hold up the end.
const FAREWELL: Duration = Duration::from_millis(50);

/// Starts the thread that takes the signals; also a hang-up that was inherited as ignored counts from now on.
pub fn watch(mailbox: Mailbox, screen: Arc<Screen>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => mailbox.notify(Notice::Resized),
                SIGCONT => mailbox.notify(Notice::Continued),
                _ => end(signal, &mailbox, &screen),
            }
        }
    })?;
    Ok(())
}

/// The exit code of a program that a signal has ended.
pub fn exit_code(signal: i32) -> u8 {
    u8::try_from(signal).map_or(u8::MAX, |signal| signal.saturating_add(128))
}

fn end(signal: i32, mailbox: &Mailbox, screen: &Screen) {
    mailbox.notify(Notice::Ended(signal));
    thread::sleep(GRACE);
    // The loop is stuck: in a long frame, or in a write to a terminal that does not read.
    screen.leave_within(FAREWELL);
    low_level::exit(i32::from(exit_code(signal)));
}
