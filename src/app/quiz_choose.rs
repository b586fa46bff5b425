//! Which decks there are for what the reader has at hand, and how many cards each of them holds.

use crate::{
    app::{
        quiz_decks::{Context, Count, DeckPage, DeckRow},
        quiz_page::{Choice, QuizPage},
        state::App,
    },
    library::ConceptKey,
    quiz::{Deck, Source},
};

impl App {
    /// The decks for a reader who has this at hand.
    pub(crate) fn decks(&self, context: Context) -> DeckPage {
        let mut rows: Vec<DeckRow> = self.note_rows(&context);
        if let Some((key, title)) = &context.concept {
            let notes = self.notes_with(key);
            let deck = Deck::new(Source::Concept(key.clone()), title.clone());
            rows.push(row(Choice::Concept, "this concept", Count::Notes(notes), deck));
        }
        let missed = self.quiz.missed.iter().filter(|it| !self.quiz.removed.contains(&it.id)).count();
        let deck = Deck::new(Source::Weakest, "the weakest");
        let weakest = row(Choice::Weakest, "the weakest", Count::Cards(missed), deck);
        rows.push(DeckRow { title: "missed since Recto was opened".into(), ..weakest });
        let deck = Deck::new(Source::Everything, "everything");
        let all = row(Choice::Everything, "everything", Count::Notes(self.library.notes().len()), deck);
        rows.push(DeckRow { title: "mixed over all notes".into(), ..all });
        // What was chosen last comes first.
        rows.sort_by_key(|it| Some(it.choice) != self.quiz.last);
        if let Some(left) = self.quiz.page.as_ref().filter(|it| !it.is_over()) {
            rows.insert(0, left_row(left));
        }
        DeckPage { rows, selected: 0, context }
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
            title if title.is_empty() => note.title().to_string(),
            title => title,
        };
        let source = Source::Section { path: path.into(), sections };
        let item = Source::Item { path: path.into(), cards: context.item.clone() };
        let first = self.reading.as_ref()?.document.cards().cards.iter().find(|it| context.item.contains(&it.id));
        let named = first.map(|it| it.source.clone()).unwrap_or_default();
        Some((Deck::new(source, title), Some(Deck::new(item, named)).filter(|_| !context.item.is_empty())))
    }

    /// How many cards of the note at hand a deck holds.
    fn count(&self, deck: &Deck) -> Count {
        let reading = self.reading.as_ref().filter(|it| Some(it.document.note.path()) == deck.path());
        match reading {
            Some(reading) => {
                let cards = deck.of_note(&reading.document.cards().cards);
                Count::Cards(cards.iter().filter(|it| !self.quiz.removed.contains(&it.id)).count())
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
