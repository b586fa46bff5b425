//! The database of Anki: which cards were answered, when and how.

use foldhash::{HashMap, HashMapExt};
use rusqlite::{Connection, Row, limits::Limit};

/// The cards that were answered.
#[derive(Debug, Default)]
pub struct Deck {
    /// Each with its answers, in the order of their ids.
    pub cards: Vec<Answered>,
    /// The answers to cards that are not in the collection any more.
    pub orphans: usize,
}

/// A card that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The name of its note: one note may have several cards.
    pub guid: String,
    /// Which card of the note it is, from 0.
    pub number: u32,
    /// The fields of the note, as HTML.
    pub fields: Vec<String>,
    /// In the order of their time.
    pub answers: Vec<Answer>,
}

/// An answer, or what else Anki notes down among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Milliseconds since 1970, UTC; the name of the row, too.
    pub at: i64,
    /// The button, from 1 to 4; 0 when none was pressed.
    pub button: u8,
    /// How long it took.
    pub milliseconds: u32,
    /// 0 learning, 1 review, 2 relearning, 3 in a filtered deck, 4 and 5 set by hand.
    pub kind: u8,
    /// The ease in thousandths, 0 when the answer did not count or the card was reset.
    pub factor: i64,
}

/// More rows than anybody has; a made-up database may pretend to have no end of them.
const ROWS: usize = 10_000_000;
/// The most bytes of a row.
const ROW_BYTES: i32 = 16 * 1024 * 1024;
/// The most bytes of all fields.
const FIELD_BYTES: usize = 256 * 1024 * 1024;

/// The tables that are read.
const TABLES: [&str; 3] = ["notes", "cards", "revlog"];

/// Reads a database; the error is a sentence without its full stop.
pub(crate) fn deck(mut database: Vec<u8>) -> Result<Deck, String> {
    leave_log(&mut database);
    read(database).map_err(|it| match it {
        Fault::Sqlite(it) => format!("the collection is damaged, or of an unknown kind: {it}"),
        Fault::Said(it) => it.into(),
    })
}

enum Fault {
    Sqlite(rusqlite::Error),
    Said(&'static str),
}

impl From<rusqlite::Error> for Fault {
    fn from(it: rusqlite::Error) -> Self {
        Self::Sqlite(it)
    }
}

/// A database that was written with a log beside it can be read in memory only when it says that there is none.
fn leave_log(database: &mut [u8]) {
    if let Some(versions) = database.get_mut(18..20).filter(|it| *it == [2, 2]) {
        versions.fill(1);
    }
}

fn read(database: Vec<u8>) -> Result<Deck, Fault> {
    let mut connection = Connection::open_in_memory()?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, ROW_BYTES)?;
    connection.deserialize_read_exact("main", &*database, database.len(), true)?;
    drop(database);
    connection.pragma_update(None, "trusted_schema", false)?;
    check_tables(&connection)?;
    let mut answers = answers(&connection)?;
    let mut deck = Deck { cards: cards(&connection, &mut answers)?, orphans: 0 };
    deck.orphans = answers.values().map(Vec::len).sum();
    Ok(deck)
}

/// A view in the place of a table could compute for ever.
fn check_tables(connection: &Connection) -> Result<(), Fault> {
    let mut query = connection.prepare("SELECT count(*) FROM sqlite_master WHERE name = ?1 AND type = 'table'")?;
    for table in TABLES {
        if query.query_row([table], |it| it.get::<_, i64>(0))? != 1 {
            return Err(Fault::Said("this database is no collection of Anki: it lacks a table that every one has"));
        }
    }
    Ok(())
}

/// Visits the rows of a query.
fn each(connection: &Connection, sql: &str, mut visit: impl FnMut(&Row) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut query = connection.prepare(sql)?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        if count > ROWS {
            return Err(Fault::Said("the collection has more rows than can be right"));
        }
        visit(row)?;
    }
    Ok(())
}

/// The answers, by the id of their card.
fn answers(connection: &Connection) -> Result<HashMap<i64, Vec<Answer>>, Fault> {
    let mut found: HashMap<i64, Vec<Answer>> = HashMap::new();
    each(connection, "SELECT cid, id, ease, time, type, factor FROM revlog ORDER BY id", |row| {
        let bounded = |at: usize| row.get::<_, i64>(at).map(|it| u32::try_from(it).unwrap_or(0));
        let small = |at: usize| bounded(at).map(|it| u8::try_from(it).unwrap_or(u8::MAX));
        let answer = Answer {
            at: row.get(1)?,
            button: small(2)?,
            milliseconds: bounded(3)?,
            kind: small(4)?,
            factor: row.get(5)?,
        };
        found.entry(row.get(0)?).or_default().push(answer);
        Ok(())
    })?;
    Ok(found)
}

/// The cards with their answers, which are taken out of `answers`.
fn cards(connection: &Connection, answers: &mut HashMap<i64, Vec<Answer>>) -> Result<Vec<Answered>, Fault> {
    let mut of_note: HashMap<i64, Vec<(i64, u32)>> = HashMap::new();
    each(connection, "SELECT id, nid, ord FROM cards", |row| {
        let (id, note): (i64, i64) = (row.get(0)?, row.get(1)?);
        if answers.contains_key(&id) {
            of_note.entry(note).or_default().push((id, u32::try_from(row.get::<_, i64>(2)?).unwrap_or(u32::MAX)));
        }
        Ok(())
    })?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    each(connection, "SELECT id, guid, flds FROM notes", |row| {
        let Some(cards) = of_note.remove(&row.get(0)?) else { return Ok(()) };
        let (guid, fields): (String, String) = (row.get(1)?, row.get(2)?);
        for (id, number) in cards {
            bytes += guid.len() + fields.len();
            if bytes > FIELD_BYTES {
                return Err(Fault::Said("the collection has more text than can be right"));
            }
            let fields = fields.split('\u{1f}').map(str::to_string).collect();
            let answers = answers.remove(&id).unwrap_or_default();
            found.push((id, Answered { guid: guid.clone(), number, fields, answers }));
        }
        Ok(())
    })?;
    found.sort_by_key(|it| it.0);
    Ok(found.into_iter().map(|it| it.1).collect())
}
