//! Which decks there are for what the reader has at hand, and how many cards each of them holds.

use crate::{
    app::{
        quiz_decks::{Context, Count, DeckPage, DeckRow},
        quiz_page::{Choice, QuizPage},
        state::App,
    },
    library::ConceptKey,
    note::INTRODUCTION,
    quiz::{CardId, Deck, SESSION_CARDS, Source},
};
use std::{cmp::Reverse, collections::HashSet};

/// New cards are sought in so many notes: a day has no room for more.
const NEW_NOTES: usize = 40;

impl App {
    /// The decks for a reader who has this at hand.
    pub(crate) fn decks(&self, context: Context) -> DeckPage {
        let due = row(Choice::Due, "what is due", Count::Due(self.quiz.due), self.due_deck());
        let due = DeckRow { title: "and new cards of the notes you read".into(), ..due };
        let mut rows = self.note_rows(&context);
        // Where nothing is due, what is at hand comes first.
        let at = if self.quiz.due.is_some_and(|it| it > 0) { 0 } else { rows.len() };
        rows.insert(at, due);
        if let Some((key, title)) = &context.concept {
            let notes = self.notes_with(key);
            let deck = Deck::new(Source::Concept(key.clone()), title.clone());
            rows.push(row(Choice::Concept, "this concept", Count::Notes(notes), deck));
        }
        let weakest = self.weakest_deck();
        let count = if let Source::Weakest { cards, .. } = &weakest.source { cards.len() } else { 0 };
        let row_of_weakest = row(Choice::Weakest, "the weakest", Count::Cards(count), weakest);
        rows.push(DeckRow { title: "most likely forgotten".into(), ..row_of_weakest });
        let deck = Deck::new(Source::Everything, "everything");
        let all = row(Choice::Everything, "everything", Count::Notes(self.library.notes().len()), deck);
        rows.push(DeckRow { title: "mixed over all notes".into(), ..all });
        for deck in rows.iter_mut().filter_map(|it| it.deck.as_mut()) {
            let is_all = matches!(deck.source, Source::Due { .. });
            deck.limit = if is_all || self.quiz.session == 0 { deck.limit } else { self.quiz.session };
        }
        // What was chosen last comes first.
        rows.sort_by_key(|it| Some(it.choice) != self.quiz.last);
        if let Some(left) = self.quiz.page.as_ref().filter(|_| self.quiz.is_left()) {
            rows.insert(0, left_row(left));
        }
        DeckPage { rows, selected: 0, context }
    }

    /// What is due, and new cards of the notes that are read: the one at hand, those begun, those read last, and the others.
    pub(crate) fn due_deck(&self) -> Deck {
        let today = self.memory.today();
        let is_due = |it: &CardId| self.memory.state(*it).is_some_and(|it| it.due <= today);
        let mut due: Vec<&str> = self.survey.seats().filter(|it| is_due(&it.0)).map(|it| &*it.1.note).collect();
        due.sort_unstable();
        let here = self.reading.as_ref().map(|it| it.document.note.path());
        let mut begun: Vec<&str> = self.survey.seats().map(|it| &*it.1.note).collect();
        begun.sort_unstable();
        begun.dedup();
        let mut read: Vec<(&str, u64)> = self.last_read.iter().map(|it| (it.0.as_str(), *it.1)).collect();
        read.sort_unstable_by_key(|it| (Reverse(it.1), it.0));
        let new = here.into_iter().chain(begun).chain(read.into_iter().map(|it| it.0));
        let new = new.chain(self.library.notes().iter().map(|it| it.path.as_str()));
        let mut known = HashSet::new();
        let mut notes: Vec<String> = due.into_iter().filter(|it| known.insert(*it)).map(str::to_string).collect();
        notes.extend(new.filter(|it| known.insert(*it)).take(NEW_NOTES).map(str::to_string));
        Deck { limit: usize::MAX, ..Deck::new(Source::Due { notes }, "what is due") }
    }

    /// What is most likely forgotten today, the likeliest first.
    fn weakest_deck(&self) -> Deck {
        let today = self.memory.today();
        let recall =
            |it: CardId| self.memory.record(it).filter(|it| it.is_asked())?.state.map(|it| it.retrievability(today));
        let mut weak: Vec<(f32, CardId, &str)> =
            self.survey.seats().filter_map(|it| Some((recall(it.0)?, it.0, &*it.1.note))).collect();
        weak.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        weak.truncate(SESSION_CARDS);
        let mut notes: Vec<String> = weak.iter().map(|it| it.2.to_string()).collect();
        notes.sort_unstable();
        notes.dedup();
        Deck::new(Source::Weakest { notes, cards: weak.iter().map(|it| it.1).collect() }, "the weakest")
    }

    /// The decks of the note at hand, or of one that is only named.
    fn note_rows(&self, context: &Context) -> Vec<DeckRow> {
        let Some((path, title)) = &context.note else { return Vec::new() };
        let of_note = |choice, name, source| {
            let deck = Deck::new(source, title.clone());
            row(choice, name, self.count(&deck), deck)
        };
        let mut rows = Vec::new();
        if let Some((section, item)) = self.place_decks(context, path) {
            rows.extend(item.map(|it| row(Choice::Item, "this item", Count::Cards(context.item.len()), it)));
            rows.push(row(Choice::Section, "this section", self.count(&section), section));
        }
        rows.push(of_note(Choice::Note, "this note", Source::Note(path.clone())));
        rows.push(of_note(Choice::Pretest, "before I read", Source::Pretest(path.clone())));
        rows
    }

    /// The decks of the section and of the item in the text where the reader was.
    fn place_decks(&self, context: &Context, path: &str) -> Option<(Deck, Option<Deck>)> {
        let note = &self.reading.as_ref().filter(|it| it.document.note.path() == path)?.document.note;
        let section = note.section_at(context.here);
        let all = note.sections();
        let level = all.get(section)?.level;
        let inside = all.iter().skip(section + 1).take_while(|it| level > 0 && it.level > level).count();
        let sections = section as u32..(section + inside) as u32 + 1;
        let title = match note.section_title(all.get(section)?) {
            title if title.is_empty() => INTRODUCTION.into(),
            title => title,
        };
        let source = Source::Section { path: path.into(), sections };
        let item = Source::Item { path: path.into(), cards: context.item.clone() };
        // Its own words would give the answers away.
        let item = Some(Deck::new(item, title.clone())).filter(|_| !context.item.is_empty());
        Some((Deck::new(source, title), item))
    }

    /// How many cards of the note at hand a deck holds.
    fn count(&self, deck: &Deck) -> Count {
        let reading = self.reading.as_ref().filter(|it| Some(it.document.note.path()) == deck.path());
        match reading {
            Some(reading) => {
                let cards = deck.of_note(&reading.document.cards().cards);
                Count::Cards(cards.iter().filter(|it| !self.is_silent(it)).count())
            }
            None => Count::Notes(1),
        }
    }

    /// In how many notes a concept is mentioned, its own counted.
    fn notes_with(&self, key: &ConceptKey) -> usize {
        let Some(concept) = self.library.find(key) else { return 0 };
        let own = self.library.note_of(concept).and_then(|it| self.library.note_at(&it.path));
        let mut notes: Vec<u32> = self.library.mentions(concept).iter().map(|it| it.note).chain(own).collect();
        notes.sort_unstable();
        notes.dedup();
        notes.len()
    }
}

fn row(choice: Choice, name: &'static str, count: Count, deck: Deck) -> DeckRow {
    DeckRow { choice, name, title: deck.title.clone(), count, deck: Some(deck) }
}

fn left_row(left: &QuizPage) -> DeckRow {
    let progress = left.session.progress();
    let count = Count::Answered(progress.done, progress.total);
    DeckRow { choice: Choice::GoOn, name: "go on", title: left.session.deck.title.clone(), count, deck: None }
}
