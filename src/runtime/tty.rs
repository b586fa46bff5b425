//! The terminal as a device: its descriptors, its size and its bytes.

use crate::app::event::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr};
use std::io;
use std::path::PathBuf;

/// What a terminal is taken for that does not know its size (a serial line says 0×0).
const UNKNOWN: Size = Size { columns: 80, rows: 24 };

/// More cells than any screen has: a mad size must not cost gigabytes.
const LARGEST: Size = Size { columns: 2000, rows: 1000 };

/// Whether a reader can run here: keys can be read and cells can be shown.
pub fn is_terminal() -> bool {
    isatty(stdout()) && Tty::open().is_ok()
}

/// Where the keys come from; what is shown goes to standard output.
pub struct Tty {
    keys: OwnedFd,
}

impl Tty {
    /// Takes standard input if it is a terminal, else the terminal that controls the program (notes may be piped in).
    pub fn open() -> io::Result<Self> {
        let keys = if isatty(stdin()) {
            stdin().try_clone_to_owned()?
        } else {
            open(controlling_terminal(), OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?
        };
        Ok(Self { keys })
    }

    /// The descriptor to wait for.
    pub fn keys(&self) -> BorrowedFd<'_> {
        self.keys.as_fd()
    }

    /// Reads what is there; `Ok(0)` is the end of the terminal.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match rustix::io::read(&self.keys, &mut *buffer) {
                Err(Errno::INTR) => {}
                read => return Ok(read?),
            }
        }
    }

    /// How many cells the terminal has now.
    pub fn size(&self) -> Size {
        let Ok(cells) = tcgetwinsize(stdout()).or_else(|_| tcgetwinsize(&self.keys)) else {
            return UNKNOWN;
        };
        plausible(Size { columns: cells.ws_col, rows: cells.ws_row })
    }

    /// The modes of the line: echo, line editing, signals from keys.
    pub fn modes(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.keys)?)
    }

    /// Sets the modes of the line at once, without waiting for output that may never drain.
    pub fn set_modes(&self, modes: &Termios) -> io::Result<()> {
        Ok(tcsetattr(&self.keys, OptionalActions::Now, modes)?)
    }

    /// Whether the terminal listens to this job; in the background, touching the modes would stop the program.
    pub fn in_foreground(&self) -> bool {
        // A terminal that does not control this program knows no jobs of it.
        tcgetpgrp(&self.keys).map_or(true, |group| group == rustix::process::getpgrp())
    }
}

/// Writes all bytes to the terminal, or fails because it is gone.
pub fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Someone who shares the terminal has made it non-blocking.
            Err(Errno::AGAIN) => wait_for_room()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn wait_for_room() -> io::Result<()> {
    match poll(&mut [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn controlling_terminal() -> PathBuf {
    let device = PathBuf::from("/dev/tty");
    if !cfg!(target_os = "macos") {
        return device;
    }
    // macOS cannot poll /dev/tty, but it can poll the device behind it.
    let name = rustix::termios::ttyname(stdout(), Vec::new());
    name.ok().and_then(|name| name.into_string().ok()).map_or(device, PathBuf::from)
}

fn plausible(size: Size) -> Size {
    if size.columns == 0 || size.rows == 0 {
        return UNKNOWN;
    }
    Size { columns: size.columns.min(LARGEST.columns), rows: size.rows.min(LARGEST.rows) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_one_that_can_be_drawn() {
        let of = |columns, rows| plausible(Size { columns, rows });
        assert_eq!(of(0, 0), UNKNOWN);
        assert_eq!(of(0, 50), UNKNOWN);
        assert_eq!(of(1, 1), Size { columns: 1, rows: 1 });
        assert_eq!(of(u16::MAX, u16::MAX), LARGEST);
    }
}
