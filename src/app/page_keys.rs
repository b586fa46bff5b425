//! What the actions do on the page of a concept, on the timeline of a video, and in the list of notes.

use crate::app::{
    action::Action,
    concept_page::PageRow,
    event::Effect,
    history::Location,
    note_list::{ListRow, moved},
    quiz_page::QuizPage,
    state::{App, Screen},
};
use crate::note::short;

impl App {
    /// An action on the page of a concept.
    pub(crate) fn concept_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Follow => self.follow_page_row(),
            Action::OpenOutside => self.moment_here().map_or_else(Vec::new, |it| self.open(it)),
            Action::Copy => self.moment_here().map_or_else(Vec::new, |it| self.put_on_clipboard(it)),
            Action::Video => self.video_of_row(),
            Action::Edit => self.edit(),
            other => self.move_in_rows(other),
        }
    }

    /// An action on the timeline of a video.
    pub(crate) fn video_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Follow => self.follow_moment(),
            Action::OpenOutside => self.moment_here().map_or_else(Vec::new, |it| self.open(it)),
            Action::Copy => self.moment_here().map_or_else(Vec::new, |it| self.put_on_clipboard(it)),
            Action::Concept => self.page_at_hand(),
            Action::Edit => self.edit(),
            other => self.move_in_rows(other),
        }
    }

    /// An action in the list of notes.
    pub(crate) fn notes_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Follow => self.open_listed(),
            Action::Sort => self.sort_list(),
            Action::Video => self.video_of_row(),
            Action::Concept => self.page_at_hand(),
            Action::Edit => self.edit(),
            other => self.move_in_rows(other),
        }
    }

    /// The page of the note in the selected row, or of the selected concept.
    pub(crate) fn page_at_hand(&mut self) -> Vec<Effect> {
        match self.concept_at_hand() {
            Some(key) => self.show_page(&key),
            None => self.has_no_concept(),
        }
    }

    /// Says that there is no concept to go to from here.
    pub(crate) fn has_no_concept(&mut self) -> Vec<Effect> {
        let is_text = matches!(self.screen, Screen::Reading);
        self.say(if is_text { "this note links to no concept" } else { "this row has no concept" });
        Vec::new()
    }

    /// How many rows the page or list on the screen has, and which one is selected.
    pub(crate) fn rows(&mut self) -> Option<(usize, &mut usize)> {
        match &mut self.screen {
            Screen::Reading | Screen::Graph(_) => None,
            Screen::Progress(page) => Some((page.count(), &mut page.selected)),
            Screen::Decks(page) => Some((page.rows.len(), &mut page.selected)),
            Screen::Quiz => self.quiz.page.as_mut().and_then(QuizPage::rows),
            Screen::Concept(page) => Some((page.rows.len(), &mut page.selected)),
            Screen::Video(page) => Some((page.moments.len(), &mut page.selected)),
            Screen::Notes(list) => Some((list.rows.len(), &mut list.selected)),
            Screen::Find(page) => Some((page.rows.len(), &mut page.selected)),
        }
    }

    pub(crate) fn move_in_rows(&mut self, action: Action) -> Vec<Effect> {
        let page = self.page_height();
        let Some((count, selected)) = self.rows() else { return Vec::new() };
        let rows = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::HalfDown => page / 2,
            Action::HalfUp => -page / 2,
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            _ => 0,
        };
        *selected = moved(*selected, rows, count);
        Vec::new()
    }

    /// Goes to the selected mention, note or concept.
    fn follow_page_row(&mut self) -> Vec<Effect> {
        let Screen::Concept(page) = &self.screen else { return Vec::new() };
        let place = match page.rows.get(page.selected).copied() {
            Some(PageRow::Note) => page.library.note_of(page.concept).map(|it| Location::start_of(&it.path)),
            Some(PageRow::Mention(place)) => page.at(place).map(|(note, mention)| Location::Mention {
                path: note.path.clone(),
                offset: mention.offset,
                words: None,
            }),
            Some(PageRow::Unlinked(at)) => page.unlinked_at(at).map(|(note, unlinked)| Location::Mention {
                path: note.path.clone(),
                offset: unlinked.offset,
                words: Some(note.at(unlinked.words).to_string()),
            }),
            Some(PageRow::Company(concept, _)) => {
                Some(Location::Concept { key: page.library.key(concept), selected: None })
            }
            None => None,
        };
        place.map_or_else(Vec::new, |it| self.visit(it))
    }

    fn follow_moment(&mut self) -> Vec<Effect> {
        let Screen::Video(page) = &self.screen else { return Vec::new() };
        let place = page.row(page.selected);
        let place = place.map(|(note, moment)| Location::Mention {
            path: note.path.clone(),
            offset: moment.offset,
            words: None,
        });
        place.map_or_else(Vec::new, |it| self.visit(it))
    }

    /// The address of the second of the video at which the selected row was said; says so when there is none.
    fn moment_here(&mut self) -> Option<String> {
        let found = match &self.screen {
            Screen::Concept(page) => match page.rows.get(page.selected) {
                Some(PageRow::Mention(place)) => page.at(*place).map(|(note, it)| (note, it.seconds)),
                Some(PageRow::Unlinked(at)) => page.unlinked_at(*at).map(|it| (it.0, None)),
                _ => None,
            },
            Screen::Video(page) => page.row(page.selected).map(|(note, it)| (note, Some(it.seconds))),
            Screen::Reading
            | Screen::Graph(_)
            | Screen::Notes(_)
            | Screen::Find(_)
            | Screen::Decks(_)
            | Screen::Progress(_)
            | Screen::Quiz => None,
        };
        let url = found.and_then(|(note, seconds)| note.video.as_ref()?.url(Some(seconds?)));
        match found.and_then(|it| it.1) {
            Some(seconds) if url.is_some() => self.say(format!("the video opens at {}", short(seconds))),
            _ => self.say("no second of the video is known for this mention"),
        }
        url
    }

    /// Opens the selected note, or the video of the selected row.
    fn open_listed(&mut self) -> Vec<Effect> {
        let Screen::Notes(list) = &self.screen else { return Vec::new() };
        match list.rows.get(list.selected) {
            Some(ListRow::Video(_)) => self.video_of_row(),
            Some(ListRow::Note { .. }) => {
                let path = list.path(&self.library, list.selected).map(str::to_string);
                path.map_or_else(Vec::new, |it| self.load(&it, None))
            }
            None => Vec::new(),
        }
    }

    fn sort_list(&mut self) -> Vec<Effect> {
        self.sort = self.sort.next();
        if let Screen::Notes(list) = &mut self.screen {
            let row = list.selected_name(&self.library);
            list.sort = self.sort;
            list.gather(&self.library, &self.last_read);
            list.select(&self.library, row.as_ref());
        }
        self.say(format!("sorted by {}", self.sort.name()));
        Vec::new()
    }

    /// The timeline of the selected row's video.
    fn video_of_row(&mut self) -> Vec<Effect> {
        let id = match &self.screen {
            Screen::Notes(list) => match list.rows.get(list.selected) {
                Some(ListRow::Video(at)) => list.videos.get(*at).map(|it| it.id.clone()),
                Some(ListRow::Note { note, .. }) => {
                    self.library.note(*note).and_then(|it| it.video.as_ref()).map(|it| it.id.clone())
                }
                None => None,
            },
            Screen::Concept(page) => {
                let note = match page.rows.get(page.selected) {
                    Some(PageRow::Mention(place)) => page.at(*place).map(|it| it.0),
                    Some(PageRow::Unlinked(at)) => page.unlinked_at(*at).map(|it| it.0),
                    _ => page.library.note_of(page.concept),
                };
                note.and_then(|it| it.video.as_ref()).map(|it| it.id.clone())
            }
            _ => None,
        };
        self.show_video(id, 0)
    }

    /// The timeline of the video of the note at hand, at the moment where the reader is.
    pub(crate) fn video_here(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let (note, here) = (&reading.document.note, reading.here());
        let id = note.video().map(|it| it.id.clone());
        let stamps = note.timestamps();
        let at = stamps.partition_point(|it| it.span.start <= here).saturating_sub(1);
        let seconds = stamps.get(at).map_or(0, |it| it.seconds);
        self.show_video(id, seconds)
    }

    fn show_video(&mut self, id: Option<String>, seconds: u32) -> Vec<Effect> {
        let Some(id) = id else {
            self.say("this note names no video");
            return Vec::new();
        };
        self.leave_place();
        self.open_video(&id, 0);
        if let Screen::Video(page) = &mut self.screen {
            page.selected = page.row_at(seconds);
        } else {
            self.history.forget_last();
        }
        Vec::new()
    }
}
