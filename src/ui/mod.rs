//! A picture of the state: drawing changes nothing and hands back facts of the layout.
//!
//! `frame` divides the screen, `page` keeps wrapped blocks, `markdown`, `prefix`, `table` and `wrap` make
//! rows of them, `embed` sets in what they embed, `text`, `panes`, `concept`, `video`, `graph` with its `ties`, `notes`,
//! `find` with its `find_preview` and `marked` letters, `quiz` with its `quiz_lines`, `quiz_answer`, `quiz_foot` and `quiz_score`, `quiz_decks`, `bars` and `overlay` draw, `theme` says how it looks.

mod bars;
mod concept;
mod count;
mod embed;
mod entry;
mod find;
mod find_preview;
mod frame;
mod graph;
pub mod highlight;
mod level;
mod markdown;
mod marked;
mod notes;
mod overlay;
mod page;
mod paint;
mod panes;
mod prefix;
mod progress;
mod progress_days;
mod quiz;
mod quiz_answer;
mod quiz_decks;
mod quiz_foot;
mod quiz_hints;
mod quiz_lines;
mod quiz_score;
mod row;
mod table;
mod text;
mod theme;
mod ties;
mod title;
mod video;
mod wrap;

pub use theme::{Palette, Role, Theme};
pub use wrap::{fitted, wrap};

use crate::app::{
    App, Screen,
    document::Document,
    drawn::{Area, Drawn, Hit, HitTarget},
    event::Size,
    pane::{Focus, Width},
    quiz_page::Marks,
    reading,
};
use crate::{library::ConceptKey, note::Code};
use frame::Layout;
use page::Page;
use paint::Paint;
use panes::Memory;
use ratatui::Frame;
use std::collections::HashMap;
use text::Margin;

/// A text area lower than this shows no title above the text: the header has it, and rows are dear.
const TITLE_ROWS: u16 = 16;

/// Draws the app; keeps wrapped lines and the scroll of lists between frames.
pub struct Ui {
    theme: Theme,
    page: Page,
    memory: Memory,
    /// The first visible row of every page that was seen: who comes back finds it as it was.
    first_mentions: HashMap<ConceptKey, usize>,
    first_moments: HashMap<String, usize>,
    first_note: usize,
    first_hits: HashMap<u64, usize>,
    first_known: usize,
}

impl Ui {
    /// A picture in the colours of a terminal.
    pub fn new(palette: Palette) -> Self {
        let (page, memory) = (Page::default(), Memory::default());
        let (first_mentions, first_moments, first_hits) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self {
            theme: Theme::new(palette),
            page,
            memory,
            first_mentions,
            first_moments,
            first_note: 0,
            first_hits,
            first_known: 0,
        }
    }

    /// Draws `app` into `frame` and says what the layout turned out to be.
    pub fn draw(&mut self, app: &App, frame: &mut Frame) -> Drawn {
        let area = frame.area();
        let size = Size { columns: area.width, rows: area.height };
        let mut paint = Paint { buffer: frame.buffer_mut(), theme: self.theme };
        let mut drawn = Drawn::default();
        if Width::of(size) == Width::Tiny {
            tiny(&mut paint, size);
            return drawn;
        }
        let layout = Layout::new(app, size);
        let typed = self.screen(&mut paint, app, &layout, &mut drawn);
        let whole = Area { column: 0, row: 0, columns: size.columns, rows: size.rows };
        let cursor = overlay::draw(&mut paint, app, whole, &mut drawn);
        if let Some(cursor) = cursor.or(typed.filter(|_| app.overlay.is_none())) {
            frame.set_cursor_position(cursor);
        }
        drawn
    }

    /// Draws what is on the screen; gives the cell of the cursor where something is typed.
    fn screen(&mut self, paint: &mut Paint, app: &App, layout: &Layout, drawn: &mut Drawn) -> Option<(u16, u16)> {
        bars::header(paint, app, layout.header);
        if layout.has_rules {
            paint.line(0, 1, layout.header.columns, "─", Role::Rule);
            paint.line(0, layout.footer.row - 1, layout.header.columns, "─", Role::Rule);
        }
        match &app.screen {
            Screen::Reading => self.reading(paint, app, layout, drawn),
            Screen::Concept(page) => {
                let first = self.first_mentions.entry(page.key.clone()).or_default();
                concept::draw(paint, page, layout.text, first, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Video(page) => {
                let first = self.first_moments.entry(page.id.clone()).or_default();
                video::draw(paint, page, layout.text, first, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Graph(page) => {
                graph::draw(paint, page, layout.body, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Notes(list) => {
                notes::draw(paint, app, list, layout.text, &mut self.first_note, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Progress(page) => {
                progress::draw(paint, app, page, layout.text, &mut self.first_known, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Decks(page) => {
                quiz_decks::draw(paint, page, layout.text, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
            }
            Screen::Quiz => {
                let page = app.quiz.page.as_ref();
                let cursor = page.and_then(|it| quiz::draw(paint, app, it, layout.text, drawn));
                bars::footer(paint, app, None, 0, layout.footer, drawn);
                return cursor;
            }
            Screen::Find(page) => {
                let first = self.first_hits.entry(page.number).or_default();
                let cursor = find::draw(paint, app, page, layout.text, first, drawn);
                bars::footer(paint, app, None, 0, layout.footer, drawn);
                return Some(cursor);
            }
        }
        None
    }

    fn reading(&mut self, paint: &mut Paint, app: &App, layout: &Layout, drawn: &mut Drawn) {
        let Some(reading) = &app.reading else { return };
        let version = (app.opening, reading.embeds.version());
        self.page.prepare(version, layout.text.columns, layout.text.rows >= TITLE_ROWS);
        self.memory.prepare(app.opening);
        let view = text::resolve(&mut self.page, reading, layout.text);
        let here = reading::here(reading.here, &view);
        drawn.areas.push((layout.body, Focus::Text));
        drawn.hits.push(Hit { area: layout.body, target: HitTarget::Focus(Focus::Text) });
        if reading.document.note.blocks().is_empty() {
            empty_note(paint, &reading.document, layout.text);
        }
        let margin = margin(app, layout, here, view.rows.last().copied().unwrap_or(0));
        let text = text::draw(paint, &mut self.page, reading, view, layout.text, margin.as_ref());
        drawn.hits.extend(text.hits);
        (drawn.code, drawn.embeds) = (text.code, text.embeds);
        for (pane, area) in &layout.panes {
            paint.clear(*area);
            panes::draw(paint, app, *pane, *area, here, &mut self.memory, drawn);
        }
        for column in &layout.posts {
            paint.post(*column, layout.body.row, layout.body.rows, Role::Rule);
        }
        bars::footer(paint, app, Some(&text.view), here, layout.footer, drawn);
        drawn.text = Some(text.view);
    }
}

/// What is marked beside the text.
fn margin<'a>(app: &'a App, layout: &Layout, here: u32, last: u32) -> Option<Margin<'a>> {
    let cards = app.reading.as_ref()?.document.marked_cards().filter(|_| app.quiz.marks == Marks::Shown)?;
    // A blank between mark and text, where there is room for one.
    let apart = layout.text.column.checked_sub(2).filter(|it| !layout.posts.contains(it));
    let column = apart.or(layout.text.column.checked_sub(1))?;
    Some(Margin { cards, memory: &app.memory, at_hand: app.item_seen(here, last).map(|it| it.0), column })
}

/// Why there is nothing to read.
fn empty_note(paint: &mut Paint, document: &Document, area: Area) {
    let unread = document.diagnostics.iter().find(|it| it.code == Code::BinaryFile);
    let sentence = match unread {
        Some(diagnostic) => diagnostic.message.as_str(),
        None if document.note.source().trim().is_empty() => "This note is empty.",
        None => "This note has frontmatter and no text.",
    };
    for (row, range) in (area.row..).zip(wrap(sentence, area.columns.into())) {
        paint.say(area.column, row, area.columns, sentence.get(range).unwrap_or_default(), Role::Quiet);
    }
}

/// One line for a terminal in which nothing can be read.
fn tiny(paint: &mut Paint, size: Size) {
    let sentence = ["Recto needs 20 by 6 cells", "needs 20×6", "20×6"];
    let fits = sentence.iter().find(|it| paint::columns(it) <= size.columns).copied().unwrap_or_default();
    paint.say(0, size.rows / 2, size.columns, fits, Role::Text);
}
