//! What happens to the embeds of a note: it is opened, the library changes, a note arrives.

use crate::{
    app::{
        drawn::{Place, TextView},
        embeds::Source,
        event::Stage,
        reading::{Reading, Top},
        state::App,
    },
    note::{Note, is_media},
};
use std::{collections::HashMap, sync::Arc};

impl App {
    /// Finds out where the embeds of the note at hand lead: at its opening, and whenever the library has changed.
    pub(crate) fn find_embeds(&mut self) {
        let Some(reading) = &mut self.reading else { return };
        let note = &reading.document.note;
        let mut sources = HashMap::new();
        for link in 0..note.links().len() as u32 {
            let Some((name, _)) = note.embed(link).filter(|it| !is_media(it.0)) else { continue };
            let found = self.library.resolve(name, note.path());
            let source = match found {
                _ if name.is_empty() => Source::Here,
                Some(path) if path == note.path() => Source::Here,
                Some(path) => Source::Note(path.to_string()),
                // What the folder's notes are called is still to come.
                None if self.stage < Stage::Whole && self.has_folder => continue,
                None => Source::Nowhere,
            };
            sources.insert(link, source);
        }
        reading.embeds.lead(sources);
        reading.hold();
    }

    /// Takes in a note that was asked for.
    pub(crate) fn embedded(&mut self, path: &str, outcome: Result<Arc<Note>, String>) {
        if let Some(reading) = &mut self.reading
            && reading.embeds.keep(path, outcome)
        {
            reading.hold();
        }
    }
}

impl Reading {
    /// True when an embed that is shown at `offset` has the rows of a place: there one offset stands for many rows.
    pub(crate) fn embeds_at(&self, place: Place, offset: u32) -> bool {
        let note = &self.document.note;
        let has_offset = note.block(place.block).is_some_and(|it| it.span.contains(offset));
        has_offset && !note.embeds_alone(place.block).is_empty()
    }

    /// Keeps the line that the reader jumped to where it is on the screen, while embeds above it grow.
    fn hold(&mut self) {
        let TextView { top, rows, .. } = &self.view;
        let Some(here) = self.here.filter(|_| self.delta == 0 && self.top == Top::Row(*top)) else { return };
        let note = &self.document.note;
        let block = note.blocks().partition_point(|it| it.span.start <= here).saturating_sub(1) as u32;
        let is_in_view = rows.last().is_some_and(|it| here <= *it);
        if let Some(above) = rows.iter().rposition(|it| *it <= here).filter(|it| *it > 0 && is_in_view)
            && note.embeds_alone(block).is_empty()
        {
            self.top = Top::Offset { offset: here, above: above as u16 };
        }
    }
}
