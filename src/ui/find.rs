//! The find screen: the line that is typed, how much of each kind is found, the results, and the place of the selected one.

use crate::{
    app::{
        App,
        drawn::{Area, Drawn, Hit as Click, HitTarget},
        event::{Size, Stage},
        find_page::{FindPage, Manner},
        pane::Width,
    },
    note::{short, visible},
    search::{Hit, Kind, Name, Query},
    ui::{
        bars::tail,
        count::grouped,
        find_preview,
        marked::{self, Piece},
        paint::{Paint, columns},
        theme::Role,
        wrap::wrap,
    },
};

/// Where the parts of the screen stand.
struct Parts {
    line: Area,
    kinds: Area,
    results: Area,
    /// None where there is no room for one.
    preview: Option<Area>,
}

impl Parts {
    fn of(area: Area) -> Self {
        let inner = Area { column: area.column + 1, columns: area.columns.saturating_sub(2), ..area };
        let head = if area.rows >= 14 { 3 } else { 2 };
        let line = Area { rows: 1, ..inner };
        let kinds = Area { row: area.row + 1, ..line };
        let body = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..inner };
        let (results, preview) = Self::divided(body, Width::of(Size { columns: area.columns, rows: 40 }));
        Self { line, kinds, results, preview }
    }

    /// Side by side where it is wide, else above each other.
    fn divided(body: Area, width: Width) -> (Area, Option<Area>) {
        if width == Width::Wide {
            let columns = body.columns * 3 / 5;
            let right =
                Area { column: body.column + columns + 3, columns: body.columns.saturating_sub(columns + 3), ..body };
            return (Area { columns, ..body }, Some(right));
        }
        if body.rows < 14 {
            return (body, None);
        }
        let rows = body.rows * 3 / 5;
        let below = Area { row: body.row + rows + 1, rows: body.rows.saturating_sub(rows + 1), ..body };
        (Area { rows, ..body }, Some(below))
    }
}

/// Draws the screen; `first` is the first visible result and moves only as far as it must. Gives the cell of the cursor.
pub fn draw(
    paint: &mut Paint,
    app: &App,
    page: &FindPage,
    area: Area,
    first: &mut usize,
    drawn: &mut Drawn,
) -> (u16, u16) {
    let parts = Parts::of(area);
    let cursor = line(paint, app, page, parts.line);
    kinds(paint, page, parts.kinds, drawn);
    results(paint, app, page, parts.results, first, drawn);
    if let Some((preview, hit)) = parts.preview.zip(page.hit()) {
        let is_beside = preview.row == parts.results.row;
        if is_beside {
            paint.post(preview.column - 2, preview.row, preview.rows, Role::Rule);
        } else {
            paint.line(preview.column, preview.row - 1, preview.columns, "─", Role::Rule);
        }
        find_preview::draw(paint, app, hit, preview);
    }
    cursor
}

/// What is typed, and how the search stands.
fn line(paint: &mut Paint, app: &App, page: &FindPage, area: Area) -> (u16, u16) {
    let (said, short) = said(app, page);
    // What is typed goes before what is said of it.
    let left = area.columns.saturating_sub(columns(&visible(page.query())) + 5);
    let said = if columns(&said) <= left.max(area.columns / 3) { said } else { short.into() };
    let end = paint.right(area.column + area.columns, area.row, &said, Role::Quiet);
    paint.say(area.column, area.row, 2, "› ", Role::Key);
    let room = end.saturating_sub(area.column + 4);
    let before: String = page.query().chars().take(page.input.cursor()).collect();
    let after: String = page.query().chars().skip(page.input.cursor()).collect();
    let shown = tail(&visible(&before), room);
    let at = area.column + 2 + paint.say(area.column + 2, area.row, room, &shown, Role::Text);
    paint.say(at, area.row, (end).saturating_sub(at + 1), &visible(&after), Role::Text);
    if page.query().is_empty() {
        let hint = "any letters · # concept  > section  * term  @ 1:09  'exact  !without";
        paint.fit(area.column + 3, area.row, room.saturating_sub(1), hint, Role::Quiet);
    }
    (at.min(area.column + area.columns.saturating_sub(1)), area.row)
}

/// How the search stands and what it did, and the same in a word.
fn said(app: &App, page: &FindPage) -> (String, &'static str) {
    let stage = match app.stage {
        Stage::Whole if page.is_complete => ("", ""),
        Stage::Whole => ("searching …", "…"),
        _ => ("the notes are still being read", "reading"),
    };
    match page.manner {
        Manner::Plain => (stage.0.into(), stage.1),
        Manner::Forgiven(0) => ("words spelt a little differently".into(), "alike"),
        Manner::Forgiven(as_typed) => (format!("{as_typed} as typed, others spelt a little differently"), "alike, too"),
        Manner::Apart => ("nowhere together: notes with the words".into(), "apart"),
        Manner::Reread => ("not of this kind: found elsewhere".into(), "elsewhere"),
    }
}

/// How much of each kind was found; the one that is wanted is marked.
fn kinds(paint: &mut Paint, page: &FindPage, area: Area, drawn: &mut Drawn) {
    let total: usize = page.counts.iter().sum();
    let mut x = area.column + 2;
    let all = std::iter::once((None, total));
    let each = Kind::ALL.into_iter().zip(page.counts).map(|it| (Some(it.0), it.1));
    for (kind, count) in all.chain(each) {
        let (name, is_wanted) = (kind.map_or("all", plural), page.kind == kind);
        // Kinds without results say nothing, unless one is what is wanted.
        if count == 0 && !is_wanted {
            continue;
        }
        let text = if count > 0 { format!("{name} {}", grouped(count)) } else { name.to_string() };
        if x + columns(&text) > area.column + area.columns {
            paint.fit(x.saturating_sub(1), area.row, 1, "…", Role::Quiet);
            break;
        }
        let role = if is_wanted { Role::TitleFocused } else { Role::Quiet };
        let from = x;
        x += paint.say(x, area.row, columns(&text), &text, role) + 2;
        let place = Area { column: from, columns: x - from, ..area };
        drawn.hits.push(Click { area: place, target: HitTarget::FindKind(kind) });
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "notes",
        Kind::Concept => "concepts",
        Kind::Section => "sections",
        Kind::Term => "terms",
        Kind::Timestamp => "timestamps",
        Kind::Text => "text",
    }
}

/// What is said where there is no result.
fn nothing(page: &FindPage) -> String {
    // Without its `#` the query has been tried already.
    let sign = Query::parse(page.query()).kind().filter(|it| *it != Kind::Concept);
    match (page.kind, sign.and_then(Kind::prefix)) {
        _ if page.is_empty() => "Type a few letters of what you look for, in any order of words.".into(),
        _ if !page.is_complete => String::new(),
        (Some(kind), _) if page.counts.iter().any(|it| *it > 0) => {
            format!("Nothing of this kind ({}) is found; Tab shows the others.", plural(kind))
        }
        (_, Some(sign)) => format!("Nothing is found. Without the sign {sign} all kinds are searched."),
        _ => "Nothing is found. Fewer letters find more; 'word wants the very word.".into(),
    }
}

/// The results, with their titles where they have some.
fn results(paint: &mut Paint, app: &App, page: &FindPage, area: Area, first: &mut usize, drawn: &mut Drawn) {
    drawn.page_rows = page.rows.len();
    if page.rows.is_empty() {
        let said = nothing(page);
        let width = area.columns.saturating_sub(2);
        for (y, range) in (area.row..area.row + area.rows).zip(wrap(&said, width.into())) {
            paint.say(area.column + 2, y, width, said.get(range).unwrap_or_default(), Role::Quiet);
        }
        return;
    }
    let height = area.rows as usize;
    // Titles take rows, too.
    let above = |from: usize| page.titles.iter().filter(|it| (from..=page.selected).contains(&it.0)).count();
    *first = (*first).min(page.selected);
    while *first < page.selected && page.selected - *first + above(*first) * 2 >= height {
        *first += 1;
    }
    let mut y = area.row;
    for (at, hit) in page.rows.iter().enumerate().skip(*first) {
        if let Some(title) = page.titles.iter().find(|it| it.0 == at) {
            y += u16::from(at > *first);
            if y < area.row + area.rows {
                paint.fit(area.column + 2, y, area.columns.saturating_sub(2), title.1, Role::Title);
            }
            y += 1;
        }
        if y >= area.row + area.rows {
            break;
        }
        let place = Area { row: y, rows: 1, ..area };
        result(paint, app, hit, at == page.selected, place);
        drawn.hits.push(Click { area: place, target: HitTarget::PageRow(at) });
        y += 1;
    }
}

/// Columns for the kind of a result, or its second of the video; less than this much room has only a sign for it.
const KIND: u16 = 9;
const ROOMY: u16 = 50;

/// A result: its kind, its text with the letters that match, and where it stands.
fn result(paint: &mut Paint, app: &App, hit: &Hit, is_selected: bool, area: Area) {
    let is_roomy = area.columns >= ROOMY;
    let is_moment = hit.kind == Kind::Timestamp;
    let kind = if is_roomy || is_moment { word(hit) } else { sign(hit.kind).into() };
    let width = if is_roomy { KIND } else { columns(&kind).max(1) };
    paint.right(area.column + width, area.row, &kind, Role::Quiet);
    let x = area.column + width + 2;
    let end = area.column + area.columns;
    let text = marked::pieces(&hit.text, &hit.marks);
    let needed = text.iter().map(|it| columns(&it.text)).sum::<u16>();
    let room = end.saturating_sub(x);
    let place = place(app, hit);
    let said = fitted_place(&place, room, needed, is_roomy);
    let taken = said.iter().map(|it| columns(&it.text)).sum::<u16>();
    if is_selected {
        paint.tint(area, paint.theme.style(Role::Selected));
    }
    if taken > 0 {
        let mut at = end - taken;
        for piece in &said {
            let role = if piece.is_marked { Role::Found } else { Role::Quiet };
            at += paint.say(at, area.row, end - at, &piece.text, role);
        }
    }
    let room = room.saturating_sub(if taken > 0 { taken + 2 } else { 0 });
    draw_text(paint, &text, x, area.row, room, is_selected);
}

/// The place gets what the text leaves over, or else a little, unless that says nothing.
fn fitted_place(place: &[Piece], room: u16, needed: u16, is_roomy: bool) -> Vec<Piece> {
    let least = if is_roomy { (room / 4).min(LEAST_PLACE) } else { 0 };
    let spare = room.saturating_sub(needed.saturating_add(2)).max(least);
    let is_whole = place.iter().map(|it| columns(&it.text)).sum::<u16>() <= spare;
    if spare >= 8 || is_whole { marked::fitted(place, spare) } else { Vec::new() }
}

/// Columns that tell where a long sentence stands; the preview says it in full.
const LEAST_PLACE: u16 = 12;

fn draw_text(paint: &mut Paint, text: &[Piece], x: u16, y: u16, room: u16, is_selected: bool) {
    let (plain, found) = if is_selected { (Role::Selected, Role::MatchHere) } else { (Role::Text, Role::Found) };
    let mut at = x;
    for piece in marked::fitted(text, room) {
        at += paint.say(at, y, (x + room).saturating_sub(at), &piece.text, if piece.is_marked { found } else { plain });
    }
}

/// What a result is; of a moment its second.
fn word(hit: &Hit) -> String {
    match hit.seconds {
        Some(seconds) if hit.kind == Kind::Timestamp => short(seconds),
        _ => hit.kind.name().to_string(),
    }
}

/// The sign that limits a query to a kind stands for it where there is no room for its name.
fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "□",
        Kind::Concept => "#",
        Kind::Section => ">",
        Kind::Term => "*",
        Kind::Timestamp => "@",
        Kind::Text => "·",
    }
}

/// Where a result stands; of a concept what else it is called and how often it is mentioned; of a note what it says of
/// the words that are not in its title.
fn place(app: &App, hit: &Hit) -> Vec<Piece> {
    let named = |it: &Name| marked::pieces(&it.text, &it.marks);
    let plain = |it: &str| marked::pieces(it, &[]);
    match hit.kind {
        Kind::Note => {
            let other = hit.by.as_ref().or(hit.quote.as_ref()).map(named);
            other.unwrap_or_else(|| plain(hit.path.rsplit_once('/').map_or("", |it| it.0)))
        }
        Kind::Concept => {
            let concept = hit.concept.as_ref().and_then(|it| app.library.find(it));
            let count = concept.map_or(0, |it| app.library.mentions(it).len());
            let mentions = if count == 0 { String::new() } else { format!("  {}×", grouped(count)) };
            let mut pieces = hit.by.as_ref().map(named).unwrap_or_default();
            let mentions = if pieces.is_empty() { mentions.trim_start() } else { &mentions };
            pieces.extend(plain(mentions));
            pieces
        }
        _ if is_title(hit) => plain(&hit.title),
        _ => plain(&format!("{} › {}", hit.title, hit.section)),
    }
}

/// True when the section of a result says nothing that its title or its text does not.
fn is_title(hit: &Hit) -> bool {
    hit.kind == Kind::Section || [&String::new(), &hit.text, &hit.title].contains(&&hit.section)
}
