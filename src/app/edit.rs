//! Editing: which note the editor is asked to open, and at which line.

use crate::app::{
    concept_page::PageRow,
    event::Effect,
    note_list::ListRow,
    state::{App, Screen},
};
use crate::library::Digest;

impl App {
    /// Asks for the editor: at the line of the cursor or else of the first row on the screen, or at what the selected
    /// row of a page or list is about.
    pub(crate) fn edit(&mut self) -> Vec<Effect> {
        if !self.has_folder {
            self.say("there is no file to edit: this note was not read from one");
            return Vec::new();
        }
        match self.place_in_file() {
            Some((path, line)) => vec![Effect::Edit { path, line }],
            None => {
                self.say("this row has no note to edit");
                Vec::new()
            }
        }
    }

    /// The note and the line that are at hand.
    fn place_in_file(&self) -> Option<(String, u32)> {
        let (note, line) = match &self.screen {
            Screen::Reading => {
                let reading = self.reading.as_ref()?;
                let cursor = reading.stop.and_then(|it| reading.start_of(it));
                let note = &reading.document.note;
                let line = note.line(cursor.unwrap_or_else(|| reading.offset()));
                return Some((note.path().to_string(), line));
            }
            Screen::Notes(list) => match list.rows.get(list.selected)? {
                ListRow::Note { note, .. } => (self.library.note(*note)?, 1),
                ListRow::Video(_) => return None,
            },
            Screen::Video(page) => {
                page.row(page.selected).map(|(note, moment)| (note, line_of(note, moment.offset)))?
            }
            Screen::Concept(page) => match page.rows.get(page.selected)? {
                PageRow::Note => (page.library.note_of(page.concept)?, 1),
                PageRow::Mention(place) => page.at(*place).map(|(note, mention)| (note, mention.line))?,
                PageRow::Unlinked(at) => page.unlinked_at(*at).map(|(note, it)| (note, line_of(note, it.offset)))?,
                PageRow::Company(concept, _) => (page.library.note_of(*concept)?, 1),
            },
            Screen::Find(page) => {
                return page.hit().filter(|it| !it.path.is_empty()).map(|it| (it.path.clone(), it.line));
            }
            Screen::Quiz => return self.card_at_hand().map(|it| (it.note, it.line)),
            Screen::Graph(_) | Screen::Decks(_) | Screen::Progress(_) => return None,
        };
        Some((note.path.clone(), line))
    }

    /// Says what went wrong with the editor; that the note has changed is told by whoever watches it.
    pub(crate) fn edited(&mut self, outcome: Result<(), String>) {
        if let Err(sentence) = outcome {
            self.say(sentence);
        }
    }
}

/// The line of the leaf that an offset in the note's source stands in.
fn line_of(note: &Digest, offset: u32) -> u32 {
    let after = note.leaves.partition_point(|it| it.offset <= offset);
    after.checked_sub(1).and_then(|it| note.leaves.get(it)).map_or(1, |it| it.line)
}
