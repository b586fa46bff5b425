//! Sleeping until something happens: the terminal, a notice, or the end of a patience.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use std::io;
use std::time::Duration;

/// What the wait ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// There are bytes to read.
    pub keys: bool,
    /// There are notices.
    pub mail: bool,
    /// The terminal is gone.
    pub gone: bool,
}

impl Ready {
    /// Nothing came before the patience ended.
    pub fn is_silence(self) -> bool {
        !(self.keys || self.mail || self.gone)
    }
}

/// Sleeps until there are keys or mail; without a patience it sleeps as long as it takes.
pub fn wait(keys: BorrowedFd, mail: BorrowedFd, patience: Option<Duration>) -> io::Result<Ready> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut both = [PollFd::from_borrowed_fd(keys, PollFlags::IN), PollFd::from_borrowed_fd(mail, PollFlags::IN)];
    loop {
        match poll(&mut both, patience.as_ref()) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(_) => return Ok(ready(both[0].revents(), both[1].revents())),
        }
    }
}

fn ready(keys: PollFlags, mail: PollFlags) -> Ready {
    let gone = keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
    Ready { keys: keys.contains(PollFlags::IN), mail: !mail.is_empty(), gone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn tells_apart_what_came() {
        let (mut typist, keys) = UnixStream::pair().unwrap();
        let (mut sender, mail) = UnixStream::pair().unwrap();
        let look = || wait(keys.as_fd(), mail.as_fd(), Some(Duration::ZERO)).unwrap();
        assert!(look().is_silence());
        sender.write_all(b"!").unwrap();
        assert_eq!(look(), Ready { keys: false, mail: true, gone: false });
        typist.write_all(b"q").unwrap();
        assert_eq!(look(), Ready { keys: true, mail: true, gone: false });
        drop(typist);
        assert!(look().gone);
    }
}
