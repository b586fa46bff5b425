//! Job control: stopping as a job, and coming back only when the terminal listens again.

use crate::runtime::mail::Inbox;
use crate::runtime::screen::Screen;
use rustix::process::{Signal, kill_current_process_group};
use std::time::Duration;

/// How long a signal takes at most from the kernel to the inbox.
const DELIVERY: Duration = Duration::from_millis(50);

/// Whether the terminal may be taken again.
#[derive(PartialEq, Eq)]
pub enum Back {
    /// The program is in the foreground.
    InFront,
    /// A signal ends the program; the terminal belongs to others.
    ToEnd,
}

/// Stops the job, as the terminal itself does at Ctrl-Z; returns when it runs again.
pub fn stop(inbox: &Inbox, screen: &Screen) -> Back {
    stop_once(inbox);
    come_back(inbox, screen)
}

/// After the program was continued: waits until it is in the foreground.
pub fn come_back(inbox: &Inbox, screen: &Screen) -> Back {
    while !screen.in_foreground() {
        // A shell's `kill` sends TERM together with CONT.
        if inbox.wait_for_end(DELIVERY) {
            return Back::ToEnd;
        }
        // A reader has no business in the background: it stops until `fg`.
        if !stop_once(inbox) {
            return Back::InFront;
        }
    }
    Back::InFront
}

/// False when the job could not be stopped, because nobody could continue it (`xterm -e recto`).
fn stop_once(inbox: &Inbox) -> bool {
    // The whole group, so that a shell script around the program stops too and its shell takes over.
    let _ = kill_current_process_group(Signal::TSTP);
    inbox.wait_for_continue(DELIVERY)
}
