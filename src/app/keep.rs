//! Keeping the place for the next run, and taking it up again.

use crate::app::{
    event::Effect,
    pane::Focus,
    state::{App, Screen},
    view::View,
};

impl App {
    /// The effects that keep where the reader is: in the note, and in the library.
    pub(crate) fn keep(&self) -> Vec<Effect> {
        let view = Effect::Keep(Box::new(self.view()));
        self.remember().into_iter().chain(Some(view).filter(|_| self.has_folder)).collect()
    }

    fn view(&self) -> View {
        let path = self.reading.as_ref().map(|it| it.document.note.path().to_string());
        let (note, listed) = match &self.screen {
            Screen::Notes(list) => (None, list.path(&self.library, list.selected).map(str::to_string)),
            _ => (path.clone(), path),
        };
        let panes = &self.panes;
        View {
            note,
            listed,
            sort: self.sort,
            hidden: panes.hidden.clone(),
            side: panes.side,
            order: panes.order,
            queries: self.queries.all.clone(),
        }
    }

    /// Takes up what was on the screen in an earlier run.
    pub(crate) fn take_up(&mut self, view: View) {
        self.sort = view.sort;
        self.queries.all = view.queries;
        self.panes.hidden = view.hidden;
        self.panes.order = view.order;
        if view.side != Focus::Text {
            self.panes.side = view.side;
        }
        if let Screen::Notes(list) = &mut self.screen {
            list.sort = view.sort;
            list.wanted = view.listed;
        }
    }
}
