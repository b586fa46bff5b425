//! The page of a concept on the screen.

use crate::{
    app::{
        concept_page::{ConceptPage, Mention},
        document::{Document, readable},
        drawn::{Area, Drawn, Hit, HitTarget},
    },
    note::{short, visible},
    ui::{
        paint::{Paint, columns},
        theme::Role,
        wrap::wrap,
    },
};

/// Draws the page; `first` is its first visible entry and moves only as far as it must.
pub fn draw(
    paint: &mut Paint,
    document: &Document,
    page: &ConceptPage,
    area: Area,
    first: &mut usize,
    drawn: &mut Drawn,
) {
    let head = heading(paint, document, page, area);
    let body = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..area };
    drawn.page_rows = page.rows();
    let entries = Entries { document, page, width: body.columns.saturating_sub(2).max(8) };
    *first = entries.first_for(*first, body.rows);
    let mut y = body.row;
    for entry in *first..page.rows() {
        let lines = entries.lines(entry);
        let end = body.row + body.rows;
        if y >= end {
            break;
        }
        let top = y;
        for line in lines {
            if y < end {
                line.draw(paint, area.column + 2, y, entries.width);
                if entry == page.selected && line.is_entry {
                    paint.say(area.column, y, 1, "▌", Role::TitleFocused);
                }
                y += 1;
            }
        }
        let rows = y - top;
        let whole = Area { column: area.column, row: top, columns: area.columns, rows };
        drawn.hits.push(Hit { area: whole, target: HitTarget::PageRow(entry) });
    }
}

/// Draws name, counts and aliases; gives the rows used.
fn heading(paint: &mut Paint, document: &Document, page: &ConceptPage, area: Area) -> u16 {
    paint.fit(area.column, area.row, area.columns, &visible(&readable(&page.target)), Role::Heading);
    let (count, sections) =
        (page.count(), page.mentions.iter().map(|it| it.section).collect::<std::collections::BTreeSet<_>>());
    let mentions = if count == 1 { "1 mention".into() } else { format!("{count} mentions") };
    let places = if sections.len() == 1 { "1 section".into() } else { format!("{} sections", sections.len()) };
    let facts = format!("{mentions} in {places} of “{}”", visible(document.note.title()));
    let mut rows = 1;
    if area.rows < 8 {
        return rows;
    }
    for range in wrap(&facts, area.columns.into()) {
        paint.say(area.column, area.row + rows, area.columns, facts.get(range).unwrap_or_default(), Role::Quiet);
        rows += 1;
    }
    let aliases: Vec<String> = page.aliases.iter().map(|it| format!("{} {}", visible(&it.0), it.1)).collect();
    if !aliases.is_empty() && area.rows >= 14 {
        let called = format!("called {}", aliases.join(" · "));
        for range in wrap(&called, area.columns.into()).into_iter().take(3) {
            paint.say(area.column, area.row + rows, area.columns, called.get(range).unwrap_or_default(), Role::Quiet);
            rows += 1;
        }
    }
    (rows + 1).min(area.rows)
}

struct Entries<'a> {
    document: &'a Document,
    page: &'a ConceptPage,
    width: u16,
}

/// One line of an entry.
struct Line {
    text: String,
    role: Role,
    /// Words to be marked as the link.
    marked: Vec<std::ops::Range<usize>>,
    /// Stands at the right edge.
    right: Option<String>,
    /// Belongs to what is selected; headings and blank lines between entries do not.
    is_entry: bool,
}

impl Line {
    fn plain(text: String, role: Role) -> Self {
        Self { text, role, marked: Vec::new(), right: None, is_entry: false }
    }

    fn draw(&self, paint: &mut Paint, x: u16, y: u16, width: u16) {
        let mut at = x;
        let mut done = 0;
        for mark in &self.marked {
            let before = self.text.get(done..mark.start).unwrap_or_default();
            at += paint.say(at, y, (x + width).saturating_sub(at), before, self.role);
            let words = self.text.get(mark.clone()).unwrap_or_default();
            at += paint.say(at, y, (x + width).saturating_sub(at), words, Role::Link);
            done = mark.end;
        }
        let rest = self.text.get(done..).unwrap_or_default();
        paint.fit(at, y, (x + width).saturating_sub(at), rest, self.role);
        if let Some(right) = &self.right {
            paint.right(x + width, y, right, Role::Quiet);
        }
    }
}

impl Entries<'_> {
    /// The first entry to show so that the selected one is visible as a whole, if it fits at all.
    fn first_for(&self, first: usize, rows: u16) -> usize {
        let selected = self.page.selected;
        let mut from = selected;
        let mut used = self.lines(selected).len();
        while from > 0 && from > first {
            used += self.lines(from - 1).len();
            if used > rows as usize {
                break;
            }
            from -= 1;
        }
        if first <= selected { first.max(from) } else { selected }
    }

    fn lines(&self, entry: usize) -> Vec<Line> {
        match self.page.mentions.get(entry) {
            Some(mention) => self.mention(entry, mention),
            None => self.related(entry - self.page.mentions.len()),
        }
    }

    fn mention(&self, entry: usize, mention: &Mention) -> Vec<Line> {
        let mut lines = Vec::new();
        let before = entry.checked_sub(1).and_then(|it| self.page.mentions.get(it));
        if before.is_none_or(|it| it.section != mention.section) {
            let section = self.document.note.sections().get(mention.section as usize);
            let title = section.map(|it| self.document.note.section_title(it)).filter(|it| !it.is_empty());
            let title = title.unwrap_or_else(|| "Introduction".into());
            lines.push(Line::plain(visible(&title).into_owned(), Role::Subheading));
        }
        let sentence = visible(&mention.sentence).into_owned();
        let time = mention.seconds.map(short);
        let room = self.width.saturating_sub(time.as_ref().map_or(0, |it| columns(it) + 2));
        let marks = places(&sentence, &mention.aliases);
        for (at, range) in wrap(&sentence, room.into()).into_iter().enumerate() {
            let text = sentence.get(range.clone()).unwrap_or_default().to_string();
            let inside = |it: &std::ops::Range<usize>| it.start < range.end && it.end > range.start;
            let cut = |it: &std::ops::Range<usize>| {
                it.start.max(range.start) - range.start..it.end.min(range.end) - range.start
            };
            let marked = marks.iter().filter(|it| inside(it)).map(cut).collect();
            lines.push(Line {
                text,
                role: Role::Text,
                marked,
                right: time.clone().filter(|_| at == 0),
                is_entry: true,
            });
        }
        lines.push(Line::plain(String::new(), Role::Text));
        lines
    }

    fn related(&self, at: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        if at == 0 {
            lines.push(Line::plain("Appears with".into(), Role::Subheading));
        }
        if let Some((concept, count)) = self.page.related.get(at)
            && let Some(concept) = self.document.concepts.get(*concept)
        {
            let name = visible(&readable(&concept.target)).into_owned();
            let sections = if *count == 1 { "1 section".into() } else { format!("{count} sections") };
            lines.push(Line {
                text: name,
                role: Role::Text,
                marked: Vec::new(),
                right: Some(sections),
                is_entry: true,
            });
        }
        lines
    }
}

/// Where the aliases stand in a sentence, as whole words, without overlap.
fn places(sentence: &str, aliases: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    for alias in aliases.iter().map(|it| visible(it)).filter(|it| !it.is_empty()) {
        for (at, _) in sentence.match_indices(alias.as_ref()) {
            let end = at + alias.len();
            let (before, after) = (sentence.get(..at).unwrap_or_default(), sentence.get(end..).unwrap_or_default());
            let is_whole = !is_letter(before.chars().next_back()) && !is_letter(after.chars().next());
            if is_whole && found.iter().all(|it| it.end <= at || end <= it.start) {
                found.push(at..end);
            }
        }
    }
    found.sort_by_key(|it| it.start);
    found
}
