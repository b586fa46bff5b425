//! Text between the marks of a bracketed paste.

use memchr::memmem;

const END: &[u8] = b"\x1b[201~";

/// More is not text for a search field or an answer.
const LIMIT: usize = 1 << 20;

/// A paste that has begun.
#[derive(Default)]
pub struct Paste {
    bytes: Vec<u8>,
}

impl Paste {
    /// Takes what belongs to the paste: how many bytes were used, and whether it is over.
    pub fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        if let Some(end) = memmem::find(bytes, END) {
            self.keep(bytes.get(..end).unwrap_or_default());
            return (end + END.len(), true);
        }
        let used = bytes.len() - begun(bytes);
        self.keep(bytes.get(..used).unwrap_or_default());
        (used, false)
    }

    /// The text, with what stood behind it when the end did not come: plain lines, nothing that acts.
    pub fn into_text(mut self, behind: &[u8]) -> String {
        self.keep(behind);
        let text = String::from_utf8_lossy(&self.bytes).replace("\r\n", "\n").replace('\r', "\n");
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LIMIT - self.bytes.len().min(LIMIT);
        self.bytes.extend(bytes.iter().take(room));
    }
}

/// How many of the last bytes may be the begin of the end mark.
fn begun(bytes: &[u8]) -> usize {
    let longest = (END.len() - 1).min(bytes.len());
    let is_begun = |length: &usize| END.get(..*length).is_some_and(|begin| bytes.ends_with(begin));
    (1..=longest).rev().find(is_begun).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paste_is_cut_and_ends_where_it_ends() {
        let mut paste = Paste::default();
        for _ in 0..1000 {
            assert_eq!(paste.take(&[b'a'; 4096]), (4096, false));
        }
        assert_eq!(paste.take(b"b\x1b[201~q"), (7, true));
        assert_eq!(paste.into_text(&[]).len(), LIMIT);
    }

    #[test]
    fn the_end_mark_may_come_in_parts() {
        assert_eq!(begun(b"text\x1b[20"), 4);
        assert_eq!(begun(b"text\x1b"), 1);
        assert_eq!(begun(b"text\x1b[A"), 0);
    }
}
