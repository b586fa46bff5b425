//! The mailbox: how threads reach the loop, and how they wake it.

use crate::app::event::Event;
use crate::runtime::errand::Errand;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// What a thread has to tell the loop.
pub enum Notice {
    /// Something for the app.
    Event(Event),
    /// The terminal may have a new size.
    Resized,
    /// The program was stopped and runs again.
    Continued,
    /// A signal ends the program.
    Ended(i32),
    /// A note is to be opened in the editor.
    Edit(Errand),
    /// The editor has ended.
    EditorEnded(io::Result<ExitStatus>),
}

/// A way to the loop, for any thread; posting never waits.
#[derive(Clone)]
pub struct Mailbox {
    notices: Sender<Notice>,
    bell: Arc<UnixStream>,
}

/// The loop's end of the mailbox.
pub struct Inbox {
    notices: Receiver<Notice>,
    bell: UnixStream,
    own: Mailbox,
}

/// A mailbox and its inbox.
pub fn mailbox() -> io::Result<(Mailbox, Inbox)> {
    let (sender, notices) = mpsc::channel();
    let (ring, bell) = UnixStream::pair()?;
    ring.set_nonblocking(true)?;
    bell.set_nonblocking(true)?;
    let mailbox = Mailbox { notices: sender, bell: Arc::new(ring) };
    Ok((mailbox.clone(), Inbox { notices, bell, own: mailbox }))
}

impl Mailbox {
    /// Delivers an event to the app; lost only when the program is leaving already.
    pub fn post(&self, event: Event) {
        self.notify(Notice::Event(event));
    }

    /// Has the loop open a note in the editor; the outcome reaches the app as `Event::Edited`.
    pub fn edit(&self, errand: Errand) {
        self.notify(Notice::Edit(errand));
    }

    /// Tells the loop something, and wakes it.
    pub fn notify(&self, notice: Notice) {
        let _ = self.notices.send(notice);
        // After the notice, so that it is there when the loop wakes. A full bell has rung already.
        let _ = (&*self.bell).write(&[1]);
    }
}

impl Inbox {
    /// The descriptor to wait for.
    pub fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// Everything that has come, in the order it came.
    pub fn take(&mut self) -> Vec<Notice> {
        let mut rings = [0; 64];
        while self.bell.read(&mut rings).is_ok_and(|count| count > 0) {}
        self.notices.try_iter().collect()
    }

    /// Waits until the program was stopped and runs again; false when that has not happened within `limit`.
    pub fn wait_for_continue(&self, limit: Duration) -> bool {
        self.wait_for(limit, |notice| matches!(notice, Notice::Continued))
    }

    /// Waits for a signal that ends the program, and leaves it in the inbox.
    pub fn wait_for_end(&self, limit: Duration) -> bool {
        self.wait_for(limit, |notice| matches!(notice, Notice::Ended(_)))
    }

    /// Waits until the editor has ended; none when a signal ends the program first, which stays in the inbox, or when
    /// it takes longer than `limit`.
    pub fn wait_for_editor(&self, limit: Option<Duration>) -> Option<io::Result<ExitStatus>> {
        let deadline = limit.map(|it| Instant::now() + it);
        let next = || match deadline {
            None => self.notices.recv().ok(),
            Some(at) => self.notices.recv_timeout(at.saturating_duration_since(Instant::now())).ok(),
        };
        let (mut kept, mut ended, mut is_over) = (Vec::new(), None, false);
        while !is_over && let Some(notice) = next() {
            match notice {
                Notice::EditorEnded(status) => (ended, is_over) = (Some(status), true),
                // Whoever was stopped together with the editor goes on with it.
                Notice::Continued => {}
                notice => {
                    is_over = limit.is_none() && matches!(notice, Notice::Ended(_));
                    kept.push(notice);
                }
            }
        }
        for notice in kept {
            self.own.notify(notice);
        }
        ended
    }

    fn wait_for(&self, limit: Duration, wanted: impl Fn(&Notice) -> bool) -> bool {
        let deadline = Instant::now() + limit;
        let mut kept = Vec::new();
        let mut found = false;
        while !found && let Ok(notice) = self.notices.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            found = wanted(&notice);
            kept.push(notice);
        }
        kept.retain(|notice| !matches!(notice, Notice::Continued));
        for notice in kept {
            self.own.notify(notice);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_arrive_in_order_and_once() {
        let (mailbox, mut inbox) = mailbox().unwrap();
        mailbox.post(Event::Resumed);
        mailbox.notify(Notice::Ended(15));
        let taken = inbox.take();
        assert!(matches!(taken[..], [Notice::Event(Event::Resumed), Notice::Ended(15)]));
        assert!(inbox.take().is_empty());
    }

    #[test]
    fn ten_thousand_posts_never_wait() {
        let (mailbox, mut inbox) = mailbox().unwrap();
        (0..10_000).for_each(|_| mailbox.post(Event::Resumed));
        assert_eq!(inbox.take().len(), 10_000);
    }

    #[test]
    fn an_end_stays_in_the_inbox() {
        let (mailbox, mut inbox) = mailbox().unwrap();
        mailbox.notify(Notice::Continued);
        mailbox.notify(Notice::Ended(1));
        assert!(inbox.wait_for_end(Duration::ZERO));
        assert!(matches!(inbox.take()[..], [Notice::Ended(1)]));
    }
}
