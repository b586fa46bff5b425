//! Opening the quiz: choosing a deck, having it dealt, and going on with what was left.

use crate::app::{
    action::Action,
    event::{Effect, Stage},
    history::Location,
    note_list::{ListRow, moved},
    quiz_decks::{Context, Count, DeckPage},
    quiz_page::{Choice, QuizPage},
    state::{App, Screen},
};
use crate::{
    library::ConceptKey,
    note::BlockId,
    quiz::{Card, CardId, Deck, Session, Source},
    schedule::{Candidate, Plan},
};
use std::collections::HashMap;

impl App {
    /// Opens the screen on which a deck is chosen.
    pub(crate) fn choose_deck(&mut self) -> Vec<Effect> {
        let context = self.quiz_context();
        self.leave_place();
        self.show_decks(context, 0);
        Vec::new()
    }

    /// Shows the decks for a context.
    pub(crate) fn show_decks(&mut self, context: Context, selected: usize) {
        let mut page = self.decks(context);
        page.selected = selected.min(page.rows.len().saturating_sub(1));
        self.screen = Screen::Decks(page);
    }

    /// What the reader has at hand.
    fn quiz_context(&self) -> Context {
        let title = |key: &ConceptKey| self.library.find(key).map(|it| self.library.title(it).into_owned());
        let concept = self.concept_at_hand().and_then(|key| Some((key.clone(), title(&key)?)));
        match &self.screen {
            Screen::Notes(list) => {
                let id = match list.rows.get(list.selected) {
                    Some(ListRow::Note { note, .. }) => Some(*note),
                    _ => None,
                };
                let note = id.and_then(|it| self.library.note(it)).map(|it| (it.path.clone(), it.title.clone()));
                Context { note, ..Context::default() }
            }
            Screen::Reading => {
                let Some(reading) = &self.reading else { return Context::default() };
                let note = &reading.document.note;
                let own = ConceptKey::Note(note.path().to_string());
                let item = self.item_at_hand().map_or_else(Vec::new, |it| it.1);
                Context {
                    note: Some((note.path().to_string(), note.title().to_string())),
                    here: reading.here(),
                    item,
                    concept: concept.filter(|it| it.0 != own),
                }
            }
            _ => Context { concept, ..Context::default() },
        }
    }

    /// The block of the text that is at hand and has cards, with them: under the cursor, or where the reader is.
    pub fn item_at_hand(&self) -> Option<(BlockId, Vec<CardId>)> {
        let reading = self.reading.as_ref()?;
        self.item_seen(reading.here(), reading.view.rows.last().copied().unwrap_or(0))
    }

    /// The same for a reader who is at `here` and sees the text as far as `last`, both in bytes.
    pub fn item_seen(&self, here: u32, last: u32) -> Option<(BlockId, Vec<CardId>)> {
        let reading = self.reading.as_ref()?;
        let held = reading.document.marked_cards()?;
        let cursor = reading.stop.and_then(|it| reading.start_of(it));
        let block = held.at_hand(&reading.document.note, cursor.unwrap_or(here), last)?;
        let cards = held.of_block(block).filter(|it| !self.is_silent(it)).map(|it| it.id).collect();
        Some((block, cards)).filter(|it: &(_, Vec<_>)| !it.1.is_empty())
    }

    /// Asks at once what is at hand: the item in the text, the concept of a page, the note of a row.
    pub(crate) fn ask_here(&mut self) -> Vec<Effect> {
        let wanted = match &self.screen {
            Screen::Reading => Choice::Item,
            Screen::Notes(_) => Choice::Note,
            _ => Choice::Concept,
        };
        let page = self.decks(self.quiz_context());
        let row = page.rows.into_iter().find(|it| it.choice == wanted);
        match row.and_then(|it| it.deck) {
            Some(deck) => self.begin_deck(deck),
            None => {
                self.say("nothing here has cards: z chooses a deck");
                Vec::new()
            }
        }
    }

    /// An action on the screen of decks.
    pub(crate) fn decks_action(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Decks(page) = &mut self.screen else { return Vec::new() };
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            Action::Follow => return self.take_deck(),
            Action::Sureness => return self.toggle_asking(),
            Action::Undo => return self.undo(),
            _ => 0,
        };
        page.selected = moved(page.selected, step, page.rows.len());
        Vec::new()
    }

    fn take_deck(&mut self) -> Vec<Effect> {
        let Screen::Decks(DeckPage { rows, selected, .. }) = &self.screen else { return Vec::new() };
        let Some(row) = rows.get(*selected).cloned() else { return Vec::new() };
        let Some(deck) = row.deck else { return self.resume_quiz() };
        if row.count == Count::Cards(0) {
            self.say(match row.choice {
                Choice::Weakest => "nothing was answered yet",
                _ => "there are no cards: they are made from lists, terms and definitions",
            });
            return Vec::new();
        }
        self.quiz.last = Some(row.choice);
        self.begin_deck(deck)
    }

    /// Goes on with what was left.
    fn resume_quiz(&mut self) -> Vec<Effect> {
        self.leave_place();
        self.show_quiz()
    }

    /// Asks a deck: at once when its cards are at hand, else when they have been dealt.
    pub(crate) fn begin_deck(&mut self, deck: Deck) -> Vec<Effect> {
        let at_hand = self.reading.as_ref().filter(|it| Some(it.document.note.path()) == deck.path());
        if let Some(reading) = at_hand {
            let cards = deck.of_note(&reading.document.cards().cards);
            return self.begin_session(deck, cards);
        }
        self.tickets += 1;
        self.say("the cards are being drawn …");
        self.quiz.dealing = Some((self.tickets, deck.clone()));
        vec![Effect::Deal { ticket: self.tickets, seed: self.chance(), deck: Box::new(deck) }]
    }

    /// Takes in the cards of a deck, unless something else was asked for since.
    pub(crate) fn dealt(&mut self, ticket: u64, cards: Vec<Card>) -> Vec<Effect> {
        match self.quiz.dealing.take_if(|it| it.0 == ticket) {
            Some((_, deck)) => {
                self.notice = None;
                self.begin_session(deck, cards)
            }
            None => Vec::new(),
        }
    }

    /// Begins a session with these cards, those left out that are not to be asked.
    pub(crate) fn begin_session(&mut self, deck: Deck, mut cards: Vec<Card>) -> Vec<Effect> {
        cards.retain(|it| !self.is_silent(it));
        let mut cards = self.in_order(&deck, cards);
        if cards.is_empty() {
            self.say(match deck.source {
                Source::Due { .. } => "nothing is due, and no note that you read has new cards".into(),
                _ => format!("“{}” has no cards to ask", deck.title),
            });
            return Vec::new();
        }
        for card in &mut cards {
            let learned = self.memory.record(card.id).into_iter().flat_map(|it| &it.accepted);
            card.accept.extend(learned.map(ToString::to_string));
        }
        let memory = &self.memory;
        let is_known = |it| memory.state(it).is_some_and(|it| it.due > memory.today());
        let session = Session::new(deck, cards, self.chance(), is_known);
        self.quiz.page = Some(QuizPage::new(session));
        self.leave_place();
        self.show_quiz()
    }

    /// What cards are mixed by: another number after every answer and on every day, so that nobody is asked the same
    /// first cards for ever.
    fn chance(&self) -> u64 {
        (self.memory.events().len() as u64) << 32 | u64::from(self.memory.today().0.cast_unsigned())
    }

    /// Cards in the order in which the schedule wants them, where it has a say.
    fn in_order(&self, deck: &Deck, cards: Vec<Card>) -> Vec<Card> {
        let wanted = match &deck.source {
            Source::Due { notes } => {
                let note = |it: &Card| notes.iter().position(|note| *note == it.note).unwrap_or(notes.len()) as u64;
                let candidate = |it: &Card| Candidate { card: it.id, group: note(it) << 32 | u64::from(it.group) };
                let candidates: Vec<Candidate> = cards.iter().map(candidate).collect();
                Plan::of(&self.memory, &candidates, self.memory.today()).queue
            }
            Source::Weakest { cards, .. } => cards.clone(),
            _ => return cards,
        };
        let mut held: HashMap<CardId, Card> = cards.into_iter().map(|it| (it.id, it)).collect();
        wanted.iter().filter_map(|it| held.remove(it)).collect()
    }

    /// Shows the quiz as it is; without one, the decks.
    pub(crate) fn show_quiz(&mut self) -> Vec<Effect> {
        if self.quiz.page.is_none() {
            self.show_decks(Context::default(), 0);
            return Vec::new();
        }
        self.screen = Screen::Quiz;
        vec![Effect::Asked]
    }

    /// Asks the deck that the program was started with, as soon as enough is known for it.
    pub(crate) fn begin_wanted(&mut self) -> Vec<Effect> {
        let has_note =
            |it: &Deck| self.reading.as_ref().is_some_and(|reading| Some(reading.document.note.path()) == it.path());
        let is_whole = self.stage == Stage::Whole;
        // Until the log was read nobody knows what was answered and what is not to be asked; what is due is known once
        // the cards are found that the log knows.
        let is_read = !self.device.is_empty();
        let is_ready = |it: &Deck| match it.source {
            Source::Due { .. } | Source::Weakest { .. } => self.quiz.due.is_some(),
            _ => is_read && (is_whole || has_note(it)),
        };
        let Some(mut deck) = self.quiz.wanted.take_if(|it| is_ready(it)) else { return Vec::new() };
        if let Source::Concept(key) = &mut deck.source {
            let name = match &*key {
                ConceptKey::Note(name) | ConceptKey::Name(name) => name.clone(),
            };
            let Some(found) = self.library.concept(&name, "").or_else(|| self.library.concept_by_words(&name)) else {
                self.say(format!("no note is called “{name}”, and no link leads to such a name"));
                return Vec::new();
            };
            *key = self.library.key(found);
            deck.title = self.library.title(found).into_owned();
        }
        if matches!(deck.source, Source::Due { .. }) {
            deck = Deck { kind: deck.kind, limit: deck.limit, ..self.due_deck() };
        }
        self.begin_deck(deck)
    }

    /// Where Back leads to from the decks.
    pub(crate) fn decks_location(page: &DeckPage) -> Location {
        Location::Decks { context: Box::new(page.context.clone()), selected: page.selected }
    }
}
