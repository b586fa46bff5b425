//! What is kept of the screen from one run to the next: the note, the place in the list, the panes.

use crate::app::{
    event::Effect,
    note_list::Sort,
    pane::{Focus, Order},
    state::{App, Screen},
};

/// What was on the screen of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The path of the note that was being read; none for the list of notes.
    pub note: Option<String>,
    /// The path of the note that was selected in the list.
    pub listed: Option<String>,
    /// How the list was sorted.
    pub sort: Sort,
    /// The panes that were hidden.
    pub hidden: Vec<Focus>,
    /// The pane that is shown where there is room for one.
    pub side: Focus,
    /// How the timestamps were ordered.
    pub order: Order,
}

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
        View { note, listed, sort: self.sort, hidden: panes.hidden.clone(), side: panes.side, order: panes.order }
    }

    /// Takes up what was on the screen in an earlier run.
    pub(crate) fn take_up(&mut self, view: View) {
        self.sort = view.sort;
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
