//! The event loop: owns the terminal, the signals and the way out, and performs what the app asks for.
//!
//! One thread draws and decides. It sleeps until the terminal, a signal or a [`Mailbox`] has something to say, hands
//! everything that came to the app, and draws once. A second thread takes the signals and sees to it that the program
//! ends in time even when the first one is stuck. No timer runs while nothing happens; there is no async and no
//! terminal query.
//!
//! `crossterm` writes (cells, colours, the clipboard) but does not read: its reader spins when the terminal dies and
//! blocks inside a half-sent sequence, so the bytes of the keyboard are read and decoded here.
mod canvas;
mod clipboard;
mod crash;
mod csi;
mod decode;
mod editor;
mod errand;
mod fault;
mod job;
mod mail;
mod opener;
mod paste;
mod screen;
mod session;
mod sgr;
mod signals;
#[cfg(test)]
mod spelling;
mod step;
mod tty;
mod wait;
mod window;

pub use errand::Errand;
pub use mail::Mailbox;
pub use session::{Options, run};
pub use tty::is_terminal;
