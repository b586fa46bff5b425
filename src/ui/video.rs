//! The timeline of a video on the screen.

use crate::{
    app::{
        drawn::{Area, Drawn},
        video_page::VideoPage,
    },
    note::{short, visible},
    ui::{
        count::counted,
        entry::{self, Entries, Line},
        paint::{Paint, columns},
        theme::Role,
    },
};

/// Draws the page; `first` is its first visible entry and moves only as far as it must.
pub fn draw(paint: &mut Paint, page: &VideoPage, area: Area, first: &mut usize, drawn: &mut Drawn) {
    paint.fit(area.column, area.row, area.columns, &visible(&page.title), Role::Heading);
    let mut head = 1;
    if area.rows >= 8 {
        let facts = format!("{} from {}", counted(page.moments.len(), "sentence"), counted(page.notes, "note"));
        paint.fit(area.column, area.row + 1, area.columns, &facts, Role::Quiet);
        head = 3;
    }
    let body = Area { row: area.row + head, rows: area.rows.saturating_sub(head), ..area };
    entry::draw(paint, page, page.selected, body, first, drawn);
}

impl Entries for VideoPage {
    fn count(&self) -> usize {
        self.moments.len()
    }

    fn lines(&self, entry: usize, width: u16, is_top: bool) -> Vec<Line> {
        let Some((note, moment)) = self.row(entry) else { return Vec::new() };
        let mut lines = Vec::new();
        let id = |at: usize| self.moments.get(at).map(|it| it.note);
        let before = entry.checked_sub(1).and_then(id).filter(|_| !is_top);
        if before != id(entry) {
            lines.push(Line::plain(visible(&note.title).into_owned(), Role::Quiet));
        }
        let last = self.moments.last().map_or(0, |it| it.seconds);
        let column = columns(&short(last)) + 2;
        let mut text = entry::sentence(note, moment.sentence, &[], width.saturating_sub(column));
        if text.is_empty() {
            text.push(Line::entry(visible(note.section_title(moment.section)).into_owned(), Role::Quiet));
        }
        for (at, line) in text.into_iter().enumerate() {
            let time = if at == 0 { short(moment.seconds) } else { String::new() };
            let indent = usize::from(column - 2);
            lines.push(Line { text: format!("{time:>indent$}  {}", line.text), ..line });
        }
        let is_last_of_note = id(entry + 1) != id(entry);
        if is_last_of_note {
            lines.push(Line::plain(String::new(), Role::Text));
        }
        lines
    }
}
