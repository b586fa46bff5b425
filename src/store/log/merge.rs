//! Taking in other logs: what is in them and not here yet is added, once, whatever order they come in.

use crate::{
    schedule::Instant,
    store::log::{
        damage::{Damage, Fault, Unwritten},
        file,
        journal::Log,
        line::{self, Name},
        lines::{self, Contents},
    },
};
use foldhash::{HashSet, HashSetExt};
use std::path::{Path, PathBuf};

/// What came of taking in other logs.
#[derive(Debug, Default)]
pub struct Merged {
    /// How many lines were added.
    pub added: usize,
    /// How many were known already.
    pub known: usize,
    /// What was wrong with the other logs; damaged lines stay where they are.
    pub damage: Vec<Damage>,
}

impl Log {
    /// Adds what other logs have and this one has not, byte for byte, in the order of its time; lines of a later version
    /// too. [`Log::refresh`] then tells of it.
    ///
    /// # Errors
    /// When the log cannot be written; it is as it was.
    pub fn merge(&mut self, others: &[PathBuf]) -> Result<Merged, Unwritten> {
        let (mut merged, mut known) = (Merged::default(), HashSet::new());
        for file in self.files() {
            let bytes = file::read_from(&file, 0).ok().flatten().unwrap_or_default().0;
            known.extend(lines::whole_lines(&bytes).map(|it| line::name_of(it).1));
        }
        let mut more: Vec<(Option<Instant>, Vec<u8>)> = Vec::new();
        for other in others {
            for (at, name, bytes) in sound_lines(other, &mut merged.damage) {
                if known.insert(name) {
                    more.push((at, bytes));
                } else {
                    merged.known += 1;
                }
            }
        }
        more.sort_unstable();
        merged.added = more.len();
        let lines: Vec<u8> = more.into_iter().flat_map(|it| [it.1, vec![b'\n']].concat()).collect();
        self.append_lines(&lines)?;
        Ok(merged)
    }
}

/// The lines of a log that are not damaged: their time, their name and their bytes.
fn sound_lines(file: &Path, damage: &mut Vec<Damage>) -> Vec<(Option<Instant>, Name, Vec<u8>)> {
    let read = file::read_from(file, 0);
    let why = match read {
        Ok(Some((bytes, _))) => {
            let mut contents = Contents::default();
            let damaged: HashSet<&[u8]> = contents.read(file, 1, &bytes).into_iter().collect();
            damage.append(&mut contents.damage);
            let sound = lines::whole_lines(&bytes).filter(|it| !it.trim_ascii().is_empty() && !damaged.contains(it));
            let named = sound.map(|it| (line::name_of(it), it.to_vec()));
            return named.map(|((at, name), bytes)| (at, name, bytes)).collect();
        }
        Ok(None) => "there is no such file; check the spelling".into(),
        Err(error) => format!("it cannot be read: {error}"),
    };
    damage.push(Damage { file: file.into(), fault: Fault::Unreadable(why) });
    Vec::new()
}
