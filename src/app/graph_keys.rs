//! What the actions do in the graph, and how it is opened.

use crate::app::{
    action::Action,
    event::{Effect, Size},
    graph::{GraphPage, GraphStep, Way},
    history::Location,
    pane_keys::PaneRow,
    state::{App, Screen},
    stop::Stop,
};
use crate::library::ConceptKey;

impl App {
    /// Shows the graph around the concept under the cursor, of the selected row, or of the note itself.
    pub(crate) fn show_graph(&mut self) -> Vec<Effect> {
        match self.concept_at_hand() {
            Some(key) => self.visit(Location::Graph { key, selected: None }),
            None => self.has_no_concept(),
        }
    }

    /// Shows the graph around a concept, another one selected.
    pub(crate) fn open_graph(&mut self, key: &ConceptKey, selected: Option<&ConceptKey>) {
        let Some(concept) = self.library.find(key) else { return };
        let mut page = GraphPage::new(self.library.neighbourhood(concept));
        let nodes = &page.neighbourhood.nodes;
        page.selected = nodes.iter().position(|it| Some(&it.key) == selected).unwrap_or(0);
        self.screen = Screen::Graph(page);
    }

    /// An action in the graph.
    pub(crate) fn graph_action(&mut self, action: Action) -> Vec<Effect> {
        // Keys may come before the first frame: the whole screen is a fair guess.
        let room = if self.drawn.graph == Size::default() { self.size } else { self.drawn.graph };
        let Screen::Graph(page) = &mut self.screen else { return Vec::new() };
        match action {
            Action::Left => page.go(Way::Left, room),
            Action::Right => page.go(Way::Right, room),
            Action::Up => page.go(Way::Up, room),
            Action::Down => page.go(Way::Down, room),
            Action::Weaker => page.cycle(1, room),
            Action::Stronger => page.cycle(-1, room),
            Action::Top => page.selected = 0,
            Action::Bottom => page.to_end(room),
            Action::Concept => {
                let selected = page.neighbourhood.nodes.get(page.selected).map(|it| it.key.clone());
                return selected.map_or_else(Vec::new, |it| self.show_page(&it));
            }
            Action::Follow => {
                let step = page.follow(room);
                return step.map_or_else(Vec::new, |it| self.graph_step(&it));
            }
            _ => {}
        }
        Vec::new()
    }

    fn graph_step(&mut self, step: &GraphStep) -> Vec<Effect> {
        match step {
            GraphStep::Recentre(key) => self.visit(Location::Graph { key: key.clone(), selected: None }),
            GraphStep::Open(ConceptKey::Note(path)) => self.visit(Location::start_of(path)),
            GraphStep::Open(key) => self.visit(Location::Concept { key: key.clone(), selected: None }),
        }
    }

    /// The concept that a graph is wanted of.
    pub(crate) fn concept_at_hand(&self) -> Option<ConceptKey> {
        let note = |it: &str| Some(ConceptKey::Note(it.to_string()));
        match &self.screen {
            Screen::Concept(page) => Some(page.key.clone()),
            Screen::Graph(page) => page.centre().map(|it| it.key.clone()),
            Screen::Find(_) => self.concept_found(),
            Screen::Decks(_) | Screen::Progress(_) | Screen::Quiz => None,
            Screen::Notes(list) => list.path(&self.library, list.selected).and_then(note),
            Screen::Video(page) => page.row(page.selected).and_then(|it| note(&it.0.path)),
            Screen::Reading => {
                let reading = self.reading.as_ref()?;
                let document = &reading.document;
                let concept = match (self.selected_row(), reading.stop) {
                    (Some(PaneRow::Concept { concept, .. }), _) => Some(concept),
                    (_, Some(Stop::Link(link))) => document.concept_of(link),
                    _ => None,
                };
                let found = concept.and_then(|it| document.concepts.get(it)).map(|it| it.key.clone());
                found.or_else(|| note(document.note.path()))
            }
        }
    }
}
