//! The bytes of a log as events, damaged lines and lines of a later version.

use crate::{
    schedule::Event,
    store::log::{
        damage::{Damage, Fault},
        line::{self, Read},
    },
};
use std::{path::Path, sync::Arc};

/// What is in a log, or was added to it.
#[derive(Debug, Default)]
pub struct Contents {
    /// The events, file by file, in the order in which they were written. One that stands in two files is here twice.
    pub events: Vec<Event>,
    /// What is wrong.
    pub damage: Vec<Damage>,
    /// How many lines a later version has written; they are left alone.
    pub newer: usize,
}

impl Contents {
    /// Reads whole lines; the first has the number `number`. Gives the damaged ones as they are.
    pub(crate) fn read<'a>(&mut self, file: &Path, number: u64, bytes: &'a [u8]) -> Vec<&'a [u8]> {
        let mut device: Arc<str> = "".into();
        let mut damaged = Vec::new();
        for (at, bytes) in whole_lines(bytes).enumerate().filter(|it| !it.1.trim_ascii().is_empty()) {
            match line::read(bytes, &mut device) {
                Read::Event(event) => self.events.push(event),
                Read::Newer => self.newer += 1,
                Read::Damaged(why) => {
                    let fault = Fault::Line { number: number + at as u64, why };
                    self.damage.push(Damage { file: file.into(), fault });
                    damaged.push(bytes);
                }
            }
        }
        damaged
    }
}

/// The lines of some bytes, without their ends.
pub(crate) fn whole_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    // Some editors begin a file with a mark of the order of its bytes.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.strip_suffix(b"\n").unwrap_or(bytes).split(|it| *it == b'\n')
}

/// How many bytes are whole lines: up to the last line end, that included.
pub(crate) fn whole(bytes: &[u8]) -> usize {
    memchr::memrchr(b'\n', bytes).map_or(0, |it| it + 1)
}

/// True for a line that was written to its end and lacks but the end itself.
pub(crate) fn is_complete(line: &[u8]) -> bool {
    !matches!(line::read(line, &mut "".into()), Read::Damaged(_))
}
