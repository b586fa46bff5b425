//! The archive that Anki exports: the database in it, unpacked in memory, up to a limit.

use crate::store::read::{self, SIZE_LIMIT, Unreadable};
use ruzstd::decoding::StreamingDecoder;
use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};
use zip::{ZipArchive, read::ZipFile, result::ZipError};

/// The databases that a package may hold, the newest format first. Where there are several, the older ones hold but a
/// note that asks for an update of Anki.
const DATABASES: [(&str, Packing); 3] = [
    ("collection.anki21b", Packing::Zstandard),
    ("collection.anki21", Packing::None),
    ("collection.anki2", Packing::None),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Zstandard,
}

const ARCHIVE: &[u8] = b"PK\x03\x04";
const SQLITE: &[u8] = b"SQLite format 3\0";

/// True for what begins as an archive or a database does.
pub fn is_anki(beginning: &[u8]) -> bool {
    beginning.starts_with(ARCHIVE) || beginning.starts_with(SQLITE)
}

/// The bytes of the database in a package, or of a database itself.
pub(crate) fn database(path: &Path) -> Result<Vec<u8>, Unreadable> {
    if read::beginning(path, SQLITE.len())?.starts_with(SQLITE) {
        return read::read(path);
    }
    let failed = |it: ZipError| match it {
        ZipError::Io(it) if it.kind() != io::ErrorKind::UnexpectedEof => Unreadable::from_io(path, &it),
        it => Unreadable::new(path, format!("this is a damaged package, or none: {it}")),
    };
    let mut archive = ZipArchive::new(BufReader::new(read::open(path)?)).map_err(failed)?;
    let Some((name, packing)) = DATABASES.into_iter().find(|it| archive.index_for_name(it.0).is_some()) else {
        return Err(Unreadable::new(path, "this is an archive, but no package of Anki: no collection is in it"));
    };
    unpacked(archive.by_name(name).map_err(failed)?, packing).map_err(|why| Unreadable::new(path, why))
}

/// What is in an entry. Its size is what comes out of it, not what it says of itself.
fn unpacked(entry: ZipFile<BufReader<File>>, packing: Packing) -> Result<Vec<u8>, String> {
    let damaged = |it: &dyn std::fmt::Display| format!("the collection in it is damaged: {it}");
    let mut bytes = Vec::new();
    let read = match packing {
        Packing::None => entry.take(SIZE_LIMIT + 1).read_to_end(&mut bytes),
        Packing::Zstandard => {
            let decoder = StreamingDecoder::new(entry).map_err(|it| damaged(&it))?;
            decoder.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)
        }
    };
    read.map_err(|it| damaged(&it))?;
    if bytes.len() as u64 > SIZE_LIMIT {
        let mebibytes = SIZE_LIMIT / (1024 * 1024);
        return Err(format!(
            "the collection in it is larger than {mebibytes} MiB, the most that is read; export a deck"
        ));
    }
    Ok(bytes)
}
