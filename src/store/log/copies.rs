//! Copies of the log: one a day, the last ten.

use crate::{
    schedule::Day,
    store::log::{damage::Unwritten, file, journal::Log},
};
use std::{fs, path::PathBuf};

/// So many copies are kept.
pub const COPIES: usize = 10;

impl Log {
    /// Copies the device's file, unless that was done on this day already, and removes the oldest copies. Gives the
    /// copy that was made.
    ///
    /// # Errors
    /// When the copy cannot be written; the log itself is not touched.
    pub fn keep_copy(&self, day: Day) -> Result<Option<PathBuf>, Unwritten> {
        let folder = self.folder().join("copies");
        let copy = folder.join(format!("{}-{day}.jsonl", self.device()));
        if copy.exists() || !self.file().exists() {
            return Ok(None);
        }
        file::make_folder(&folder)?;
        // Under another name first, so that there is never half a copy. It is readable by its owner only.
        let failed = |it: std::io::Error| Unwritten::from_io(&copy, &it);
        let part = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
        let mut source = fs::File::open(self.file()).map_err(failed)?;
        std::io::copy(&mut source, &mut part.as_file()).map_err(failed)?;
        part.as_file().sync_data().map_err(failed)?;
        part.persist(&copy).map_err(|it| failed(it.error))?;
        self.remove_oldest(&copy);
        Ok(Some(copy))
    }

    /// The copies of this device's file, the oldest first.
    pub fn copies(&self) -> Vec<PathBuf> {
        let start = format!("{}-", self.device());
        let entries = fs::read_dir(self.folder().join("copies")).into_iter().flatten().flatten();
        let date = |name: &str| name.strip_prefix(&*start)?.strip_suffix(".jsonl").and_then(Day::parse);
        let mut copies: Vec<(Day, PathBuf)> =
            entries.filter_map(|it| Some((date(it.file_name().to_str()?)?, it.path()))).collect();
        copies.sort_unstable();
        copies.into_iter().map(|it| it.1).collect()
    }

    /// Leaves as many copies as are kept. The one just made stays also when a clock that went ahead has made younger ones.
    fn remove_oldest(&self, made: &PathBuf) {
        let copies = self.copies();
        let over = copies.len().saturating_sub(COPIES);
        // A copy too many does no harm.
        copies.iter().filter(|it| *it != made).take(over).for_each(|it| drop(fs::remove_file(it)));
    }
}
