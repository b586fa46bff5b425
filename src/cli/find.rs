//! `recto find`: one query over notes, concepts, headings, terms and sentences.

use crate::{
    cli::{
        args::Find,
        input::Input,
        library::Notes,
        output::{Look, Output, Piece},
        status::{self, Status},
    },
    library::Library,
    note::short,
    search::{Asked, Finder, Hit, Index, Kind, Query, Results},
    store::Unreadable,
};
use serde::Serialize;
use std::{ops::Range, sync::Arc};

/// A result in JSON.
#[derive(Serialize)]
struct Row<'a> {
    score: i64,
    kind: &'a str,
    /// The path of the note; of a concept without one that of its first mention.
    note: &'a str,
    line: u32,
    /// The title of the section that it stands in.
    section: &'a str,
    seconds: Option<u32>,
    text: &'a str,
    /// The alias that matched instead of the text.
    by: Option<&'a str>,
    /// Of a note that holds the words in several places, the sentence with most of them.
    quote: Option<&'a str>,
    /// The bytes of the text that matched, from and to.
    marks: Vec<[usize; 2]>,
}

/// Finds in what the path means, if that is there.
pub(crate) fn run(input: Result<Input, Unreadable>, args: &Find, output: &mut Output) -> anyhow::Result<Status> {
    // 1 says that nothing was found: a place that is not there must say something else, as grep does.
    let input = match input {
        Ok(input) => input,
        Err(problem) => return Ok(misused(&problem.to_string())),
    };
    let query = Query::parse(&args.query);
    if query.is_empty() && args.kind.is_none() {
        return Ok(misused("the query is empty: a word, a part of one, or a sign such as # for all concepts"));
    }
    output.uncut();
    let notes = Notes::of(&input)?;
    let status = notes.status;
    let library = Arc::new(notes.library);
    let results = find(&library, &query, args);
    for line in remarks(&results) {
        status::complain(&line);
    }
    if results.hits.is_empty() {
        status::complain(&nothing(&library, &query, args));
    }
    for hit in &results.hits {
        let (path, line) = place(&library, hit);
        if args.json {
            output.json(&row(hit, &path, line))?;
        } else {
            print(hit, &notes.root.place(&path), line, output)?;
        }
    }
    let left = results.count().saturating_sub(results.hits.len());
    if left > 0 && !args.json {
        status::complain(&format!("{left} more; --limit N prints more of them"));
    }
    Ok(if results.hits.is_empty() { Status::Failed } else { status })
}

/// What is to be said of how they were found.
fn remarks(results: &Results) -> Vec<String> {
    let mut lines = Vec::new();
    if results.is_reread {
        lines.push("nothing of this kind is found; these are other places".into());
    }
    match (results.apart, results.as_typed) {
        (Some(0), _) => lines
            .push("nothing holds these words together; these are notes that hold them, or most of them, apart".into()),
        (Some(first), _) => {
            lines.push(format!("after the first {first}, notes that hold the words, or most of them, apart"));
        }
        (None, Some(0)) => lines.push("nothing holds these words; these are spelt or end a little differently".into()),
        (None, Some(1)) => {
            lines.push("one place holds these words; the others are spelt or end a little differently".into());
        }
        (None, Some(count)) => {
            lines.push(format!("{count} places hold these words; the others are spelt or end a little differently"));
        }
        (None, None) => {}
    }
    lines
}

fn misused(problem: &str) -> Status {
    status::complain(problem);
    Status::Misused
}

/// What is said where nothing is found.
fn nothing(library: &Library, query: &Query, args: &Find) -> String {
    if library.notes().is_empty() {
        return "there are no notes to search".into();
    }
    // Without its `#` the query has been tried already.
    let kind = query.kind().filter(|it| args.kind.is_none() && *it != Kind::Concept);
    match kind.and_then(Kind::prefix) {
        Some(sign) => format!("nothing is found; without the sign {sign} all kinds are searched"),
        None => "nothing is found".into(),
    }
}

fn find(library: &Arc<Library>, query: &Query, args: &Find) -> Results {
    let index = Arc::new(Index::new(library));
    let kind = args.kind.as_deref().and_then(Kind::parse);
    let asked = Asked { limit: args.limit, kind, ..Asked::default() };
    let mut all = Results::default();
    Finder::new().find(&index, query, &asked, &|| false, &mut |it| all = it);
    all
}

/// The path and the line of a result; a concept without a note is where it is mentioned first.
fn place(library: &Library, hit: &Hit) -> (String, u32) {
    let concept = hit.concept.as_ref().filter(|_| hit.path.is_empty()).and_then(|it| library.find(it));
    let first = concept.and_then(|it| library.at(*library.mentions(it).first()?));
    first.map_or_else(|| (hit.path.clone(), hit.line), |(note, mention)| (note.path.clone(), mention.line))
}

fn row<'a>(hit: &'a Hit, note: &'a str, line: u32) -> Row<'a> {
    Row {
        score: hit.score,
        kind: hit.kind.name(),
        note,
        line,
        section: &hit.section,
        seconds: hit.seconds,
        text: &hit.text,
        by: hit.by.as_ref().map(|it| it.text.as_str()),
        quote: hit.quote.as_ref().map(|it| it.text.as_str()),
        marks: hit.marks.iter().map(|it| [it.start, it.end]).collect(),
    }
}

/// `path:line: kind  title — text`, the letters that matched in bold.
fn print(hit: &Hit, place: &str, line: u32, output: &mut Output) -> anyhow::Result<()> {
    // Standard input has no name but its sign.
    let is_inside = !matches!(hit.kind, Kind::Note | Kind::Concept) && hit.title != hit.path;
    let title = if is_inside { format!("{} — ", hit.title) } else { String::new() };
    let time = hit.seconds.map_or_else(String::new, |it| format!("{} ", short(it)));
    let by = hit.by.as_ref().map_or_else(String::new, |it| format!("  ({})", it.text));
    let quote = hit.quote.as_ref().map_or_else(String::new, |it| format!(" — {}", it.text));
    let (place, kind) = (format!("{place}:{line}: "), format!("{}  ", hit.kind.name()));
    let mut pieces = vec![Piece(Look::Plain, &place), Piece(Look::Dim, &kind), Piece(Look::Dim, &title)];
    pieces.push(Piece(Look::Plain, &time));
    let mut end = 0;
    for Range { start, end: marked } in hit.marks.iter().cloned() {
        pieces.push(Piece(Look::Plain, hit.text.get(end..start).unwrap_or_default()));
        pieces.push(Piece(Look::Bold, hit.text.get(start..marked).unwrap_or_default()));
        end = marked;
    }
    pieces.push(Piece(Look::Plain, hit.text.get(end..).unwrap_or_default()));
    pieces.push(Piece(Look::Dim, &by));
    pieces.push(Piece(Look::Dim, &quote));
    Ok(output.line(&pieces)?)
}
