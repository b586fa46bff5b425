//! The page of a concept on the screen.

use crate::{
    app::{
        concept_page::{ConceptPage, PageRow},
        drawn::{Area, Drawn},
    },
    library::{ConceptId, Digest, MentionKind, Place, Unlinked},
    note::{Span, short, visible},
    ui::{
        count::{counted, minutes},
        entry::{self, Entries, Line},
        paint::{Paint, columns},
        theme::Role,
        wrap::wrap,
    },
};

/// Draws the page; `first` is its first visible entry and moves only as far as it must.
pub fn draw(paint: &mut Paint, page: &ConceptPage, area: Area, first: &mut usize, drawn: &mut Drawn) {
    let head = heading(paint, page, area);
    let body = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..area };
    entry::draw(paint, page, page.selected, body, first, drawn);
}

/// Draws name, counts and aliases; gives the rows used.
fn heading(paint: &mut Paint, page: &ConceptPage, area: Area) -> u16 {
    paint.fit(area.column, area.row, area.columns, &visible(&page.title), Role::Heading);
    if area.rows < 8 {
        return 1;
    }
    let mut rows = 1;
    let mut quiet = |text: &str, most: usize| {
        for (at, range) in wrap(text, area.columns.into()).into_iter().take(most).enumerate() {
            // The last row takes all that is left, so that it is marked where it is cut.
            let end = if at + 1 == most { text.len() } else { range.end };
            let line = text.get(range.start..end).unwrap_or_default();
            paint.fit(area.column, area.row + rows, area.columns, line, Role::Quiet);
            rows += 1;
        }
    };
    quiet(&facts(page), 2);
    let aliases: Vec<String> = page.aliases.iter().map(|it| format!("{} {}", visible(&it.0), it.1)).take(40).collect();
    if !aliases.is_empty() && area.rows >= 14 {
        quiet(&format!("called {}", aliases.join(" · ")), 2);
    }
    (rows + 1).min(area.rows)
}

fn facts(page: &ConceptPage) -> String {
    let note = if page.library.note_of(page.concept).is_some() { "● has a note" } else { "○ no note of its own" };
    let linked = format!("{} in {}", counted(page.links, "mention"), counted(page.notes, "note"));
    match page.unlinked.as_ref().map(Vec::len) {
        Some(count) if count > 0 => format!("{note} · {linked} · {count} more without a link"),
        _ => format!("{note} · {linked}"),
    }
}

impl Entries for ConceptPage {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn lines(&self, entry: usize, width: u16, is_top: bool) -> Vec<Line> {
        let before = entry.checked_sub(1).and_then(|it| self.rows.get(it)).filter(|_| !is_top);
        match self.rows.get(entry) {
            Some(PageRow::Note) => note(self, width),
            Some(PageRow::Mention(place)) => mention(self, *place, before, width),
            Some(PageRow::Unlinked(at)) => unlinked(self, *at, before, width),
            Some(PageRow::Company(concept, sections)) => company(self, *concept, *sections, before),
            None => Vec::new(),
        }
    }
}

/// The beginning of the concept's own note.
fn note(page: &ConceptPage, width: u16) -> Vec<Line> {
    let Some(note) = page.library.note_of(page.concept) else { return Vec::new() };
    let mut lines = vec![Line { right: minutes(note.words), ..Line::plain("The note".into(), Role::Subheading) }];
    let heading = |it: &Span| note.sections.iter().any(|section| section.title == *it);
    let leaf = note.leaves.iter().map(|it| line_of(note, it.start)).find(|it| !it.is_empty() && !heading(it));
    let mut text = entry::sentence(note, leaf.unwrap_or_default(), &[], width);
    if text.len() > 2 {
        text.truncate(2);
        let last = text.pop().map(|it| Line { text: format!("{} …", it.text), ..it });
        text.extend(last);
    }
    if text.is_empty() {
        text.push(Line::entry(visible(&note.title).into_owned(), Role::Text));
    }
    lines.extend(text);
    lines.push(Line::plain(String::new(), Role::Text));
    lines
}

/// The line of a digest's text that begins at `start`.
fn line_of(note: &Digest, start: u32) -> Span {
    let rest = note.text.get(start as usize..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    Span::new(start as usize, start as usize + length)
}

fn mention(page: &ConceptPage, place: Place, before: Option<&PageRow>, width: u16) -> Vec<Line> {
    let Some((note, mention)) = page.at(place) else { return Vec::new() };
    let last = match before {
        Some(PageRow::Mention(it)) => page.at(*it).map(|last| (it.note, last.1.section)),
        _ => None,
    };
    let mut lines = group(note, (place.note, mention.section), last);
    let time = mention.seconds.map(short);
    let room = width.saturating_sub(time.as_ref().map_or(0, |it| columns(it) + 2));
    let words: Vec<Span> = page.links_in(place).map(|it| it.words).collect();
    let mut text = match mention.kind {
        MentionKind::Source => vec![Line::entry("where the note is from".into(), Role::Quiet)],
        _ => entry::sentence(note, mention.sentence, &words, room),
    };
    if let Some(first) = text.first_mut() {
        first.right = time;
    }
    lines.extend(text);
    lines.push(Line::plain(String::new(), Role::Text));
    lines
}

fn unlinked(page: &ConceptPage, at: usize, before: Option<&PageRow>, width: u16) -> Vec<Line> {
    let Some((note, found)) = page.unlinked_at(at) else { return Vec::new() };
    let mut lines = Vec::new();
    let last = match before {
        Some(PageRow::Unlinked(it)) => page.unlinked_at(*it).map(|it| (it.1.note, it.1.section)),
        _ => None,
    };
    if last.is_none() {
        lines.push(Line::plain("NAMED WITHOUT A LINK".into(), Role::Title));
    }
    let Unlinked { note: id, sentence, section, words, .. } = *found;
    lines.extend(group(note, (id, section), last));
    lines.extend(entry::sentence(note, sentence, &[words], width));
    lines.push(Line::plain(String::new(), Role::Text));
    lines
}

/// The note and the section, each where it is another one than before.
fn group(note: &Digest, here: (u32, u32), last: Option<(u32, u32)>) -> Vec<Line> {
    let mut lines = Vec::new();
    if last.map(|it| it.0) != Some(here.0) {
        lines.push(Line::plain(visible(&note.title).into_owned(), Role::Subheading));
    }
    let section = note.section_title(here.1);
    // A title that is also a heading is said once.
    if last != Some(here) && !section.is_empty() && section != note.title {
        lines.push(Line::plain(visible(section).into_owned(), Role::Quiet));
    }
    lines
}

fn company(page: &ConceptPage, concept: ConceptId, sections: usize, before: Option<&PageRow>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !matches!(before, Some(PageRow::Company(..))) {
        lines.push(Line::plain("APPEARS WITH".into(), Role::Title));
    }
    let mark = if page.library.note_of(concept).is_some() { "●" } else { "○" };
    let text = format!("{mark} {}", visible(&page.library.title(concept)));
    lines.push(Line { right: Some(counted(sections, "section")), ..Line::entry(text, Role::Text) });
    lines
}
