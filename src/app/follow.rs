//! Following: links to notes, headings, concepts and addresses; timestamps to the second of the video.

use crate::{
    app::{
        document::Document,
        event::Effect,
        history::Location,
        state::{App, Screen},
        stop::Stop,
    },
    library::{ConceptKey, name_beside},
    note::{Target, short},
};

impl App {
    /// Follows what is under the cursor.
    pub(crate) fn follow(&mut self, stop: Stop) -> Vec<Effect> {
        match stop {
            Stop::Timestamp(_) => self.open_outside(Some(stop)),
            Stop::Link(link) => self.follow_link(link),
        }
    }

    fn follow_link(&mut self, link: u32) -> Vec<Effect> {
        let Some(document) = self.document() else { return Vec::new() };
        let Some(target) = document.note.links().get(link as usize).map(|it| it.target) else { return Vec::new() };
        match target {
            Target::Address(_) => self.follow_address(link),
            Target::Note { name, heading, .. } => {
                let source = document.note.source();
                let (name, heading) = (name.of(source).to_string(), heading.of(source).to_string());
                if name.is_empty() {
                    return self.follow_heading(&heading);
                }
                self.follow_name(&name, &heading, document.concept_of(link))
            }
        }
    }

    fn document(&self) -> Option<&Document> {
        self.reading.as_ref().map(|it| &it.document)
    }

    /// A name: the note of that name, or else the page of the concept.
    fn follow_name(&mut self, name: &str, heading: &str, concept: Option<usize>) -> Vec<Effect> {
        let here = self.document().map(|it| it.note.path().to_string()).unwrap_or_default();
        let found = self.library.resolve(name, &here).map(str::to_string);
        match found {
            Some(path) if path == here && !heading.is_empty() => self.follow_heading(heading),
            Some(path) => self.load(&path, Some(link_end(&path, heading))),
            None => match concept {
                Some(concept) => self.show_concept(concept),
                None => {
                    self.say(format!("{name} is no note of this folder"));
                    Vec::new()
                }
            },
        }
    }

    /// A concept of the pane: its note if there is one, else its page.
    pub(crate) fn follow_concept(&mut self, concept: usize) -> Vec<Effect> {
        let target = self.document().and_then(|it| it.concepts.get(concept)).map(|it| it.target.clone());
        target.map_or_else(Vec::new, |it| self.follow_name(&it, "", Some(concept)))
    }

    fn follow_heading(&mut self, heading: &str) -> Vec<Effect> {
        if self.document().is_none_or(|it| it.note.part(heading).is_none()) {
            self.say(format!("this note has no heading \"{heading}\""));
            return Vec::new();
        }
        self.leave_place();
        self.screen = Screen::Reading;
        if let Some(reading) = &mut self.reading {
            reading.jump_to_part(heading);
        }
        Vec::new()
    }

    /// An address: a heading of this note, a note of the folder, or a page outside.
    fn follow_address(&mut self, link: u32) -> Vec<Effect> {
        let Some(address) = self.address_of(link) else { return Vec::new() };
        if let Some(heading) = address.strip_prefix('#') {
            return self.follow_heading(&decoded(heading));
        }
        if is_web(&address) {
            return self.open(address);
        }
        let here = self.document().map(|it| it.note.path().to_string()).unwrap_or_default();
        let (path, heading) = address.split_once('#').unwrap_or((&address, ""));
        let (path, heading) = (path.to_string(), decoded(heading));
        let found = self.library.resolve(&name_beside(&path), &here).map(str::to_string);
        match found.filter(|_| !address.contains(':')) {
            Some(path) => self.load(&path, Some(link_end(&path, &heading))),
            None if !address.contains(':') => {
                self.say(format!("there is no note {path} in this folder"));
                Vec::new()
            }
            None => self.open(address),
        }
    }

    fn address_of(&self, link: u32) -> Option<String> {
        let document = self.document()?;
        document.note.links().get(link as usize).and_then(|it| document.address(it))
    }

    /// Shows the page of a concept.
    pub(crate) fn show_concept(&mut self, concept: usize) -> Vec<Effect> {
        let key = self.document().and_then(|it| it.concepts.get(concept)).map(|it| it.key.clone());
        key.map_or_else(Vec::new, |it| self.visit(Location::Concept { key: it, selected: None }))
    }

    /// The page of the concept under the cursor; without one, that of the note itself.
    pub(crate) fn concept_at(&mut self, stop: Option<Stop>) -> Vec<Effect> {
        let concept = match stop {
            Some(Stop::Link(link)) => self.document().and_then(|it| it.concept_of(link)),
            _ => None,
        };
        match concept {
            Some(concept) => self.show_concept(concept),
            None => self.show_own_page(),
        }
    }

    /// The page of the note at hand: who mentions it.
    pub(crate) fn show_own_page(&mut self) -> Vec<Effect> {
        let path = self.document().map(|it| it.note.path().to_string());
        path.map_or_else(Vec::new, |it| self.visit(Location::Concept { key: ConceptKey::Note(it), selected: None }))
    }

    /// Opens the video at a second, or an address; without either, the video.
    pub(crate) fn open_outside(&mut self, stop: Option<Stop>) -> Vec<Effect> {
        match self.outside(stop) {
            Some(url) => {
                if let Some(Stop::Timestamp(stamp)) = stop
                    && let Some(seconds) = self.seconds_of(stamp)
                {
                    self.say(format!("the video opens at {}", short(seconds)));
                }
                self.open(url)
            }
            None => {
                self.say("nothing to open here: this note names no video");
                Vec::new()
            }
        }
    }

    /// The address of what is under the cursor; of a link to a note, or of nothing, that of the video.
    fn outside(&self, stop: Option<Stop>) -> Option<String> {
        let document = self.document()?;
        match stop {
            Some(Stop::Timestamp(stamp)) => document.moment(self.seconds_of(stamp)?),
            Some(Stop::Link(link)) => self.address_of(link).or_else(|| self.moment_of(link)),
            None => document.note.video()?.url(None),
        }
    }

    /// The second of the video at which a link's sentence was said, or else the video.
    fn moment_of(&self, link: u32) -> Option<String> {
        let document = self.document()?;
        let link = document.note.links().get(link as usize)?;
        let stamp = link.block.and_then(|it| document.timestamp_after(it, link.runs.1));
        document.note.video()?.url(stamp.and_then(|it| self.seconds_of(it)))
    }

    fn seconds_of(&self, stamp: u32) -> Option<u32> {
        self.document()?.note.timestamps().get(stamp as usize).map(|it| it.seconds)
    }

    /// Opens an address; one that is not of the web is copied instead.
    pub(crate) fn open(&mut self, url: String) -> Vec<Effect> {
        if !is_web(&url) {
            self.say(format!("copied, for only http and https are opened: {url}"));
            return vec![Effect::Copy(url)];
        }
        if self.notice.is_none() {
            self.say(format!("opening {url}"));
        }
        vec![Effect::Open(url)]
    }

    /// Copies the address of what is under the cursor; of a link to a note, the link.
    pub(crate) fn copy(&mut self, stop: Option<Stop>) -> Vec<Effect> {
        let name = match stop {
            Some(Stop::Link(link)) => self.name_of(link),
            _ => None,
        };
        match name.or_else(|| self.outside(stop)) {
            Some(text) => self.put_on_clipboard(text),
            None => {
                self.say("nothing to copy here: this note names no video");
                Vec::new()
            }
        }
    }

    fn name_of(&self, link: u32) -> Option<String> {
        let note = &self.document()?.note;
        match note.links().get(link as usize)?.target {
            Target::Note { name, heading, .. } if heading.is_empty() => Some(format!("[[{}]]", name.of(note.source()))),
            Target::Note { name, heading, .. } => {
                Some(format!("[[{}#{}]]", name.of(note.source()), heading.of(note.source())))
            }
            Target::Address(_) => None,
        }
    }

    pub(crate) fn put_on_clipboard(&mut self, text: String) -> Vec<Effect> {
        self.say(format!("copied {text}"));
        vec![Effect::Copy(text)]
    }
}

/// Where a link to another note leads: its heading, or its beginning.
fn link_end(path: &str, heading: &str) -> Location {
    let (path, heading) = (path.to_string(), heading.to_string());
    match heading.as_str() {
        "" => Location::start_of(&path),
        _ => Location::Heading { path, heading },
    }
}

/// An address with its `%20` and the like as they are meant.
fn decoded(address: &str) -> String {
    percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// Only such addresses leave the program.
fn is_web(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}
