//! Packages of Anki for tests, made with the crates that read them.
#![allow(dead_code, clippy::unwrap_used)] // Not every test uses all of it; helpers of tests are tests.

use rusqlite::Connection;
use std::{fs::File, io::Write, path::Path};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A note with one card and what was answered: guid, fields, answers as (milliseconds, button, kind, factor).
pub struct Note<'a>(pub &'a str, pub [&'a str; 2], pub &'a [(i64, u8, u8, i64)]);

/// How the database lies in the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Anki2,
    Anki21,
    Anki21b,
}

/// The bytes of a collection.
pub fn collection(notes: &[Note]) -> Vec<u8> {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, flds text);
             CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer);
             CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer,
                                  lastIvl integer, factor integer, time integer, type integer);",
        )
        .unwrap();
    for (at, Note(guid, fields, answers)) in notes.iter().enumerate() {
        let at = at as i64 + 1;
        connection.execute("INSERT INTO notes VALUES (?1, ?2, 1, ?3)", (at, guid, fields.join("\u{1f}"))).unwrap();
        connection.execute("INSERT INTO cards VALUES (?1, ?2, 1, 0)", (at * 10, at)).unwrap();
        for (id, ease, kind, factor) in *answers {
            let values = (id, at * 10, ease, factor, kind);
            connection.execute("INSERT INTO revlog VALUES (?1, ?2, -1, ?3, 1, 1, ?4, 5000, ?5)", values).unwrap();
        }
    }
    let mut connection = connection;
    connection.serialize("main").unwrap().to_vec()
}

/// A package with this collection in it.
pub fn package(path: &Path, kind: Kind, database: &[u8]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    let mut add = |name: &str, bytes: &[u8]| {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    };
    match kind {
        Kind::Anki2 => add("collection.anki2", database),
        Kind::Anki21 => {
            add("collection.anki2", &collection(&[]));
            add("collection.anki21", database);
        }
        Kind::Anki21b => {
            add("collection.anki2", &collection(&[]));
            let packed = ruzstd::encoding::compress_to_vec(database, ruzstd::encoding::CompressionLevel::Fastest);
            add("collection.anki21b", &packed);
        }
    }
    add("media", b"{}");
    archive.finish().unwrap();
}
