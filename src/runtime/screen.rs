//! The terminal taken over and given back: the one place that changes its modes.

use crate::app::event::Size;
use crate::runtime::tty::{Tty, write_all};
use rustix::fd::BorrowedFd;
use rustix::termios::Termios;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What is switched on when the program enters, with what switches it off again.
const MODES: [(&str, &str); 3] = [
    // The alternate screen, empty; the cursor's place is kept.
    ("\x1b[?1049h", "\x1b[?1049l"),
    // Bracketed paste.
    ("\x1b[?2004h", "\x1b[?2004l"),
    // No cursor.
    ("\x1b[?25l", "\x1b[?25h"),
];

/// Presses and the wheel, without movement: a mouse that crosses the window must not wake the program.
const MOUSE: (&str, &str) = ("\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l");

/// Ends a frame that was cut off, and its colours.
const TIDY: &str = "\x1b[?2026l\x1b[0m";

/// The terminal, shared with those who must be able to give it back: the signal thread and the panic hook.
pub struct Screen {
    tty: Tty,
    entering: String,
    leaving: String,
    taken: AtomicBool,
    /// The modes of the line as they were before the program took the terminal.
    found: Mutex<Option<Termios>>,
}

impl Screen {
    /// Finds the terminal; nothing is changed yet.
    pub fn find(mouse: bool) -> io::Result<Self> {
        let modes = MODES.into_iter().chain(mouse.then_some(MOUSE));
        let entering = modes.clone().map(|(on, _)| on).collect();
        let off: Vec<_> = modes.map(|(_, off)| off).collect();
        let leaving = std::iter::once(TIDY).chain(off.into_iter().rev()).collect();
        let taken = AtomicBool::new(false);
        Ok(Self { tty: Tty::open()?, entering, leaving, taken, found: Mutex::new(None) })
    }

    /// Takes the terminal over; again after others had it.
    pub fn enter(&self) -> io::Result<()> {
        if !self.taken.load(Ordering::SeqCst) {
            let found = self.tty.modes()?;
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        }
        // Before the first change, so that whoever comes in between gives everything back.
        self.taken.store(true, Ordering::SeqCst);
        let mut modes = self.tty.modes()?;
        modes.make_raw();
        self.tty.set_modes(&modes)?;
        write_all(self.entering.as_bytes())
    }

    /// Gives the terminal back as it was found; does nothing when it is not taken. A dead terminal is no error here.
    pub fn leave(&self) {
        if self.taken.swap(false, Ordering::SeqCst) {
            let _ = write_all(self.leaving.as_bytes());
            self.restore_modes();
        }
    }

    /// Gives the terminal back, but does not wait longer than `limit` for one that has stopped reading.
    pub fn leave_within(&self, limit: Duration) {
        if self.taken.swap(false, Ordering::SeqCst) {
            let (done, finished) = mpsc::channel();
            let bytes = self.leaving.clone();
            let writer = thread::Builder::new().spawn(move || {
                let _ = write_all(bytes.as_bytes());
                let _ = done.send(());
            });
            if writer.is_ok() {
                let _ = finished.recv_timeout(limit);
            }
        }
        // Also when another thread is stuck in `leave`, between the bytes and the modes.
        self.restore_modes();
    }

    /// Writes to the terminal; what comes after it was given back is dropped.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if self.taken.load(Ordering::SeqCst) { write_all(bytes) } else { Ok(()) }
    }

    /// Reads keys; `Ok(0)` is the end of the terminal.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tty.read(buffer)
    }

    /// The descriptor to wait for.
    pub fn keys(&self) -> BorrowedFd<'_> {
        self.tty.keys()
    }

    /// How many cells the terminal has now.
    pub fn size(&self) -> Size {
        self.tty.size()
    }

    /// Whether the terminal listens to this job.
    pub fn in_foreground(&self) -> bool {
        self.tty.in_foreground()
    }

    /// Sets the modes of the line as they were found, whatever others have made of them since.
    pub fn restore_modes(&self) {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(modes) = found
            && self.tty.in_foreground()
        {
            let _ = self.tty.set_modes(&modes);
        }
    }
}

/// Gives the terminal back when the loop ends, whichever way it ends.
pub struct Guard(pub Arc<Screen>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.leave();
    }
}
