//! The place of a result with its surroundings; of a concept without a note, what is said of it.

use crate::{
    app::{App, drawn::Area},
    library::{ConceptId, Digest},
    note::{Span, visible},
    search::{Hit, Kind},
    ui::{
        entry,
        marked::{self, Piece},
        paint::Paint,
        theme::Role,
        wrap::wrap,
    },
};
use std::ops::Range;

/// So many rows of what comes before are shown at most, and never more than a quarter of all.
const BEFORE: u16 = 8;

/// Draws the place of a result.
pub fn draw(paint: &mut Paint, app: &App, hit: &Hit, area: Area) {
    let note = app.library.note_at(&hit.path).and_then(|it| app.library.note(it));
    match (note, hit.concept.as_ref().and_then(|it| app.library.find(it))) {
        (Some(note), _) => draw_place(paint, note, hit, area),
        (None, Some(concept)) => draw_mentions(paint, app, concept, area),
        (None, None) => {}
    }
}

/// A row of the preview.
struct Row {
    text: String,
    role: Role,
    /// It belongs to what was found.
    is_place: bool,
    marks: Vec<Range<usize>>,
}

fn draw_place(paint: &mut Paint, note: &Digest, hit: &Hit, area: Area) {
    paint.fit(area.column, area.row, area.columns, &visible(&note.title), Role::Heading);
    let body = Area { row: area.row + 2, rows: area.rows.saturating_sub(2), ..area };
    let leaf = note.leaves.partition_point(|it| it.offset <= hit.offset).saturating_sub(1);
    let is_top = matches!(hit.kind, Kind::Note | Kind::Concept) && hit.quote.is_none();
    let width = area.columns.saturating_sub(2);
    let before = if is_top { Vec::new() } else { rows_before(note, leaf, width, BEFORE.min(body.rows / 4)) };
    // The title stands above already.
    let is_title = |it: &usize| *it < 2 && leaf_text(note, *it) == Some(note.title.as_str());
    let leaves = (leaf..note.leaves.len()).filter(|it| !is_title(it));
    let after = leaves.flat_map(|it| rows_of(note, it, (it == leaf && !is_top).then_some(hit), width));
    let rows: Vec<Row> = before.into_iter().chain(after).take(SEARCHED).collect();
    // In a long paragraph what was found may lie far down.
    let found = rows.iter().position(|it| !it.marks.is_empty()).unwrap_or(0);
    let height = usize::from(body.rows);
    let skipped = if found + 1 < height { 0 } else { found.saturating_sub(height / 3) };
    for (y, row) in (body.row..body.row + body.rows).zip(rows.iter().skip(skipped)) {
        draw_row(paint, row, Area { row: y, rows: 1, ..body });
    }
}

/// So many rows are made to find the place in.
const SEARCHED: usize = 200;

fn draw_row(paint: &mut Paint, row: &Row, area: Area) {
    if row.is_place && !row.text.is_empty() {
        paint.say(area.column, area.row, 1, "▌", Role::TitleFocused);
    }
    let mut x = area.column + 2;
    for Piece { text, is_marked } in marked::pieces(&row.text, &row.marks) {
        let role = if is_marked { Role::Found } else { row.role };
        x += paint.say(x, area.row, (area.column + area.columns).saturating_sub(x), &text, role);
    }
}

/// The last rows before a leaf, whole leaves of together at most so many rows.
fn rows_before(note: &Digest, leaf: usize, width: u16, most: u16) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for at in (0..leaf).rev().filter(|it| *it > 1 || leaf_text(note, *it) != Some(note.title.as_str())) {
        let mut these = rows_of(note, at, None, width);
        if these.len() + rows.len() > most.into() {
            break;
        }
        these.append(&mut rows);
        rows = these;
    }
    rows
}

/// The rows of a leaf, with a blank one after it; in the one that `hit` is found in, its letters are marked.
fn rows_of(note: &Digest, leaf: usize, hit: Option<&Hit>, width: u16) -> Vec<Row> {
    let Some(text) = leaf_text(note, leaf) else { return Vec::new() };
    if text.is_empty() {
        return Vec::new();
    }
    let is_heading = note.leaves.get(leaf).is_some_and(|it| {
        note.sections.iter().any(|section| section.title.start == it.start && section.title.end > it.start)
    });
    let role = if is_heading { Role::Subheading } else { Role::Text };
    let found = hit.map(said).and_then(|it| text.find(it.0.trim_matches('…')).map(|at| (at, it)));
    // An endless line is shown from a little before the place on.
    let from = found.map_or(0, |it| it.0).saturating_sub(LONGEST / 2);
    let from = (from..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let part = text.get(from..).unwrap_or_default();
    let end = (0..=LONGEST.min(part.len())).rev().find(|it| part.is_char_boundary(*it)).unwrap_or(0);
    let shown = part.get(..end).unwrap_or_default();
    let marks = found.map_or_else(Vec::new, |(at, said)| moved_marks(said, at.saturating_sub(from)));
    let mut rows: Vec<Row> = wrap(shown, width.into())
        .into_iter()
        .map(|range| Row {
            text: shown.get(range.clone()).unwrap_or_default().to_string(),
            role,
            is_place: hit.is_some(),
            marks: marks
                .iter()
                .filter(|it| it.start < range.end && it.end > range.start)
                .map(|it| it.start.max(range.start) - range.start..it.end.min(range.end) - range.start)
                .collect(),
        })
        .collect();
    rows.push(Row { text: String::new(), role, is_place: false, marks: Vec::new() });
    rows
}

/// So many bytes of one leaf fill any preview.
const LONGEST: usize = 4000;

/// What a result says, and its marks: of a note that holds the words apart, the sentence with most of them.
fn said(hit: &Hit) -> (&str, &[Range<usize>]) {
    hit.quote.as_ref().map_or((&hit.text, &hit.marks), |it| (&it.text, &it.marks))
}

/// The marks of what a result says in a text in which it begins at `at`.
fn moved_marks((text, marks): (&str, &[Range<usize>]), at: usize) -> Vec<Range<usize>> {
    let cut = if text.starts_with('…') { '…'.len_utf8() } else { 0 };
    marks.iter().map(|it| (it.start + at).saturating_sub(cut)..(it.end + at).saturating_sub(cut)).collect()
}

fn leaf_text(note: &Digest, leaf: usize) -> Option<&str> {
    let start = note.leaves.get(leaf)?.start;
    let rest = note.text.get(start as usize..)?;
    Some(rest.split('\n').next().unwrap_or_default())
}

/// Sentences that mention a concept.
fn draw_mentions(paint: &mut Paint, app: &App, concept: ConceptId, area: Area) {
    paint.fit(area.column, area.row, area.columns, &visible(&app.library.title(concept)), Role::Heading);
    let mut y = area.row + 2;
    let end = area.row + area.rows;
    let mut last: Option<Span> = None;
    for (note, mention) in app.library.mentions(concept).iter().filter_map(|it| app.library.at(*it)) {
        if mention.sentence.start == mention.sentence.end || last == Some(mention.sentence) {
            continue;
        }
        last = Some(mention.sentence);
        for line in entry::sentence(note, mention.sentence, &[mention.words], area.columns) {
            if y < end {
                line.draw(paint, area.column, y, area.columns);
            }
            y += 1;
        }
        if y < end {
            paint.fit(area.column, y, area.columns, &visible(&note.title), Role::Quiet);
        }
        y += 2;
        if y >= end {
            break;
        }
    }
}
