//! The mouse: the wheel turns what it stands over, a click focuses, selects and follows.

use crate::app::{
    drawn::HitTarget,
    event::{Effect, Mouse, MouseKind},
    note_list::moved,
    overlay::{self, Overlay},
    pane::{Focus, Width},
    state::{App, Screen},
};

/// Rows that one notch of the wheel turns.
const NOTCH: isize = 3;

impl App {
    pub(crate) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.kind {
            MouseKind::WheelDown => self.wheel(mouse, NOTCH),
            MouseKind::WheelUp => self.wheel(mouse, -NOTCH),
            MouseKind::Press => return self.press(mouse),
        }
        Vec::new()
    }

    fn wheel(&mut self, mouse: Mouse, rows: isize) {
        if let Some(Overlay::Help { scrolled, .. }) = &mut self.overlay {
            *scrolled = scrolled.saturating_add_signed(rows).min(self.drawn.page_rows);
            return;
        }
        if self.overlay.is_some() {
            return;
        }
        let step = if matches!(self.screen, Screen::Concept(_)) { rows.signum() } else { rows };
        if let Screen::Graph(page) = &mut self.screen {
            return page.cycle(rows.signum(), self.drawn.graph);
        }
        if matches!(self.screen, Screen::Quiz) {
            return self.scroll_quiz(rows);
        }
        if let Some((count, selected)) = self.rows() {
            *selected = moved(*selected, step, count);
            return;
        }
        match self.drawn.area(mouse.column, mouse.row) {
            Some(Focus::Text) | None => {
                if let Some(reading) = &mut self.reading {
                    reading.scroll(rows as i64);
                }
            }
            Some(pane) => {
                if self.panes.focus != pane {
                    self.focus_on(pane);
                }
                let rows_in_pane = self.rows_now(pane).len();
                let row = moved(self.panes.selected, rows, rows_in_pane);
                self.select_row(pane, row);
            }
        }
    }

    fn press(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.notice = None;
        let hit = self.drawn.hit(mouse.column, mouse.row);
        if let Some(Overlay::Palette { mode, input, .. }) = &self.overlay {
            let action = match hit {
                Some(HitTarget::PageRow(row)) => overlay::chosen(*mode, input.value(), row),
                _ => None,
            };
            self.overlay = None;
            return action.map_or_else(Vec::new, |it| self.act(it));
        }
        if matches!(self.overlay, Some(Overlay::Help { .. })) {
            self.overlay = None;
            return Vec::new();
        }
        match hit {
            Some(HitTarget::Do(action)) => return self.act(action),
            Some(HitTarget::Stop(stop)) => {
                self.panes.set_focus(Focus::Text);
                if let Some(reading) = &mut self.reading {
                    reading.stop = Some(stop);
                }
                return self.follow(stop);
            }
            Some(HitTarget::PaneRow(pane, row)) => return self.press_row(pane, row),
            Some(HitTarget::Focus(pane)) => self.focus_on(pane),
            Some(HitTarget::PageRow(row)) => return self.press_page_row(row),
            Some(HitTarget::FindKind(kind)) => return self.choose_kind(kind),
            None => {}
        }
        Vec::new()
    }

    /// A row is selected by the first click and followed by the second.
    fn press_row(&mut self, pane: Focus, row: usize) -> Vec<Effect> {
        // Where the pane covers the text there is nothing to see of a selection.
        let covers = self.width() == Width::Narrow;
        if covers || self.panes.focus == pane && self.panes.selected == row {
            self.select_row(pane, row);
            return self.act(crate::app::action::Action::Follow);
        }
        self.select_row(pane, row);
        Vec::new()
    }

    fn press_page_row(&mut self, row: usize) -> Vec<Effect> {
        let selected = match &mut self.screen {
            Screen::Graph(page) => &mut page.selected,
            _ => match self.rows() {
                Some((_, selected)) => selected,
                None => return Vec::new(),
            },
        };
        if *selected == row {
            return self.act(crate::app::action::Action::Follow);
        }
        *selected = row;
        Vec::new()
    }
}
