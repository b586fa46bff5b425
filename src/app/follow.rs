//! Following: links to notes, headings, concepts and addresses; timestamps to the second of the video.

use crate::{
    app::{
        concept_page::ConceptPage,
        document::Document,
        event::Effect,
        history::{Expected, History, Location},
        pane::Focus,
        state::{App, Screen},
        stop::Stop,
    },
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
        let found = self.library.as_ref().and_then(|it| it.resolve(name, &here)).map(str::to_string);
        match found {
            Some(path) if path == here && !heading.is_empty() => self.follow_heading(heading),
            Some(path) => self.load(&path, Some(link_end(&path, heading))),
            None => {
                if let Some(concept) = concept {
                    self.show_concept(concept);
                }
                Vec::new()
            }
        }
    }

    /// A concept of the pane: its note if there is one, else its page.
    pub(crate) fn follow_concept(&mut self, concept: usize) -> Vec<Effect> {
        let target = self.document().and_then(|it| it.concepts.get(concept)).map(|it| it.target.clone());
        target.map_or_else(Vec::new, |it| self.follow_name(&it, "", Some(concept)))
    }

    fn follow_heading(&mut self, heading: &str) -> Vec<Effect> {
        let section = self.document().and_then(|it| it.section_named(heading));
        let Some(section) = section else {
            self.say(format!("this note has no heading \"{heading}\""));
            return Vec::new();
        };
        self.leave_place();
        self.screen = Screen::Reading;
        if let Some(reading) = &mut self.reading {
            reading.jump_to_section(section);
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
        let (path, heading) = (decoded(path), decoded(heading));
        let found = self.library.as_ref().and_then(|it| it.resolve(&path, &here)).map(str::to_string);
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

    /// Asks for a note; once it is there, `place` is shown, or else where it was left off.
    pub(crate) fn load(&mut self, path: &str, place: Option<Location>) -> Vec<Effect> {
        let before = self.history.clone();
        self.leave_place();
        self.expected = Some(Expected { place, before });
        vec![Effect::Load(path.to_string())]
    }

    /// Shows the page of a concept.
    pub(crate) fn show_concept(&mut self, concept: usize) {
        let page = self.document().and_then(|it| ConceptPage::new(it, concept));
        if let Some(page) = page {
            self.leave_place();
            self.screen = Screen::Concept(page);
        }
    }

    /// The page of the concept under the cursor.
    pub(crate) fn concept_at(&mut self, stop: Option<Stop>) -> Vec<Effect> {
        let concept = match stop {
            Some(Stop::Link(link)) => self.document().and_then(|it| it.concept_of(link)),
            _ => None,
        };
        match concept {
            Some(concept) => self.show_concept(concept),
            None => self.say("no concept is under the cursor: l goes to the next link"),
        }
        Vec::new()
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
    fn open(&mut self, url: String) -> Vec<Effect> {
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

    /// Goes to the selected mention, or to the page of the selected concept.
    pub(crate) fn follow_page_row(&mut self) -> Vec<Effect> {
        let Screen::Concept(page) = &self.screen else { return Vec::new() };
        if let Some(concept) = page.selected_concept() {
            self.show_concept(concept);
            return Vec::new();
        }
        let Some(offset) = page.mentions.get(page.selected).map(|it| it.offset) else { return Vec::new() };
        self.leave_place();
        self.screen = Screen::Reading;
        self.panes.set_focus(Focus::Text);
        if let Some(reading) = &mut self.reading {
            let links = reading.document.note.links();
            reading.stop = links.iter().position(|it| it.span.start == offset).map(|it| Stop::Link(it as u32));
            let third = reading.view.height / 3;
            reading.jump(offset, third);
        }
        Vec::new()
    }

    /// The moment of the selected mention; says so when there is none.
    fn mention_url(&mut self) -> Option<String> {
        let Screen::Concept(page) = &self.screen else { return None };
        let seconds = page.mentions.get(page.selected).and_then(|it| it.seconds);
        let url = seconds.and_then(|it| self.document()?.moment(it));
        if url.is_none() {
            self.say("no second of the video is known for this mention");
        }
        url
    }

    /// Opens the video where the selected mention was said.
    pub(crate) fn open_mention(&mut self) -> Vec<Effect> {
        self.mention_url().map_or_else(Vec::new, |it| self.open(it))
    }

    /// Copies the moment of the selected mention.
    pub(crate) fn copy_mention(&mut self) -> Vec<Effect> {
        self.mention_url().map_or_else(Vec::new, |it| self.put_on_clipboard(it))
    }

    fn put_on_clipboard(&mut self, text: String) -> Vec<Effect> {
        self.say(format!("copied {text}"));
        vec![Effect::Copy(text)]
    }

    /// Back to where the reader came from.
    pub(crate) fn back(&mut self) -> Vec<Effect> {
        let before = self.history.clone();
        let place = self.location().and_then(|here| self.history.back(here));
        match place {
            Some(place) => self.go(place, before),
            None if matches!(self.screen, Screen::Concept(_)) => {
                self.screen = Screen::Reading;
                Vec::new()
            }
            None => {
                self.say("nothing to go back to: links and pages lead on, and Backspace returns");
                Vec::new()
            }
        }
    }

    /// Forward again.
    pub(crate) fn forward(&mut self) -> Vec<Effect> {
        let before = self.history.clone();
        let place = self.location().and_then(|here| self.history.forward(here));
        match place {
            Some(place) => self.go(place, before),
            None => {
                self.say("nothing to go forward to");
                Vec::new()
            }
        }
    }

    /// Shows a place, of another note once that is loaded; `before` is the history should it not come.
    fn go(&mut self, place: Location, before: History) -> Vec<Effect> {
        let here = self.document().map(|it| it.note.path());
        let is_open = place.path().is_none() || here == place.path();
        if is_open {
            self.arrive(place);
            return Vec::new();
        }
        let path = place.path().unwrap_or_default().to_string();
        self.expected = Some(Expected { place: Some(place), before });
        vec![Effect::Load(path)]
    }
}

/// Where a link to another note leads: its heading, or its beginning.
fn link_end(path: &str, heading: &str) -> Location {
    let (path, heading) = (path.to_string(), heading.to_string());
    match heading.as_str() {
        "" => Location::Text { path, offset: 0, row: None, stop: None },
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
