//! Signals: told to the loop, and carried out here when the loop does not answer.

use crate::runtime::mail::{Mailbox, Notice};
use crate::runtime::screen::Screen;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long the loop has to end the program in order.
const GRACE: Duration = Duration::from_millis(340);

/// How long a terminal that has stopped reading may hold up the end.
const FAREWELL: Duration = Duration::from_millis(50);

/// How long a signal takes at most from the kernel to the thread that takes it.
const DELIVERY: Duration = Duration::from_millis(100);

/// Whom Ctrl-C and Ctrl-\ are meant for where the terminal makes signals of them: it sends them to the whole job.
#[derive(Default)]
pub struct CtrlC(Mutex<Addressee>);

#[derive(Clone, Copy, Default)]
enum Addressee {
    /// This program.
    #[default]
    Us,
    /// The program that has the terminal.
    Others,
    /// Us, after what was meant for others has arrived.
    UsFrom(Instant),
}

impl CtrlC {
    /// From now on they are meant for a program that has the terminal.
    pub fn leave_to_others(&self) {
        self.set(Addressee::Others);
    }

    /// That program has ended.
    pub fn take_back(&self) {
        self.set(Addressee::UsFrom(Instant::now() + DELIVERY));
    }

    fn set(&self, addressee: Addressee) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = addressee;
    }

    fn is_ours(&self) -> bool {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Addressee::Us => true,
            Addressee::Others => false,
            Addressee::UsFrom(time) => Instant::now() >= time,
        }
    }
}

/// Starts the thread that takes the signals; also a hang-up that was inherited as ignored counts from now on.
pub fn watch(mailbox: Mailbox, screen: Arc<Screen>, ctrl_c: Arc<CtrlC>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGCONT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => mailbox.notify(Notice::Resized),
                SIGCONT => mailbox.notify(Notice::Continued),
                SIGINT | SIGQUIT if !ctrl_c.is_ours() => {}
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
