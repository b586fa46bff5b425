//! What the actions do on the page of progress, and the way to it.

use crate::{
    app::{
        action::Action,
        deed::Then,
        event::Effect,
        history::Location,
        progress_page::{ProgressPage, ProgressView},
        state::{App, Screen},
    },
    schedule::{Standing, What},
};

impl App {
    /// Goes to the page; what other programs have answered meanwhile is asked for.
    pub(crate) fn show_progress(&mut self) -> Vec<Effect> {
        self.leave_place();
        self.open_progress(ProgressView::Days, 0);
        vec![Effect::Refresh]
    }

    /// Shows the page as it was left.
    pub(crate) fn open_progress(&mut self, view: ProgressView, selected: usize) {
        let page = ProgressPage::new(&self.memory, &self.survey, &self.library, view, selected);
        self.screen = Screen::Progress(page);
    }

    /// Shows the page anew when something has changed.
    pub(crate) fn renew_progress(&mut self) {
        if let Screen::Progress(page) = &self.screen {
            let (view, selected) = (page.view, page.selected);
            let at_hand = page.cards.get(selected).map(|it| it.card).filter(|_| view == ProgressView::Cards);
            self.open_progress(view, selected);
            // The row may have moved: the card stays the one that is selected.
            if let Screen::Progress(page) = &mut self.screen {
                let place = at_hand.and_then(|card| page.cards.iter().position(|it| it.card == card));
                page.selected = place.unwrap_or(page.selected);
            }
        }
    }

    /// An action on the page.
    pub(crate) fn progress_action(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Progress(page) = &mut self.screen else { return Vec::new() };
        match action {
            Action::NextKind => page.turn(1),
            Action::PreviousKind => page.turn(-1),
            Action::Undo => return self.undo(),
            Action::SuspendCard => return self.suspend_or_resume(),
            Action::Follow => {
                if let Some((path, offset)) = page.place() {
                    return self.visit(Location::Mention { path: path.to_string(), offset, words: None });
                }
                page.turn(1);
            }
            other => return self.move_in_rows(other),
        }
        Vec::new()
    }

    /// Suspends the selected card, or lets it be asked again.
    fn suspend_or_resume(&mut self) -> Vec<Effect> {
        let Screen::Progress(page) = &self.screen else { return Vec::new() };
        let card = page.cards.get(page.selected).filter(|_| page.view == ProgressView::Cards);
        let Some(card) = card else {
            self.say("only a card can be suspended: Tab leads to the weakest");
            return Vec::new();
        };
        let (deed, said) = match card.standing {
            Standing::Active => (What::Suspended(card.card), format!("suspended: {}", self.called(Some(card.card)))),
            Standing::Suspended | Standing::Never => {
                (What::Resumed(card.card), format!("asked again: {}", self.called(Some(card.card))))
            }
        };
        self.store(vec![deed], Then::Nothing, Some(said))
    }
}
