//! Editing: which note the editor is asked to open, and at which line.

use crate::app::{event::Effect, state::App};

impl App {
    /// Asks for the editor, at the line of the cursor or else of the first row on the screen.
    pub(crate) fn edit(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        if !self.has_folder {
            self.say("there is no file to edit: this note was not read from one");
            return Vec::new();
        }
        let cursor = reading.stop.and_then(|it| reading.start_of(it));
        let note = &reading.document.note;
        let line = note.line(cursor.unwrap_or_else(|| reading.offset()));
        vec![Effect::Edit { path: note.path().to_string(), line }]
    }

    /// Says what went wrong with the editor; that the note has changed is told by whoever watches it.
    pub(crate) fn edited(&mut self, outcome: Result<(), String>) {
        if let Err(sentence) = outcome {
            self.say(sentence);
        }
    }
}
