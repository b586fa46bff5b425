//! What keys do on the answer side of a card and at the end: rating, overriding, undoing, and the way to the source.

use crate::app::{
    action::Action,
    deed::Then,
    event::Effect,
    history::Location,
    note_list::moved,
    quiz_keys::rating,
    quiz_page::{Phase, QuizPage},
    state::App,
};
use crate::{
    note::short,
    quiz::{Card, Deck, Rating, Reply, Source, Verdict},
    schedule::{Review, What},
};

impl App {
    /// An action on the answer side of a card.
    pub(crate) fn answer_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        let Phase::Answered(answered) = &page.phase else { return Vec::new() };
        match action {
            Action::Follow => {
                let suggested = answered.suggested();
                return self.rate(suggested);
            }
            Action::Override => self.override_verdict(),
            Action::Rest => page.unfolded.rest = !page.unfolded.rest,
            Action::Why => page.unfolded.why = !page.unfolded.why,
            Action::OpenOutside => return self.video_of_card(),
            Action::ToText => return self.text_of_card(),
            Action::Copy => return self.copy_card(),
            Action::Edit => return self.edit(),
            other => {
                if let Some(rating) = rating(other) {
                    return self.rate(rating);
                }
            }
        }
        Vec::new()
    }

    /// Hands on the review of the card at hand; the next one is shown when it is on the disk.
    fn rate(&mut self, rating: Rating) -> Vec<Effect> {
        let Some(page) = &self.quiz.page else { return Vec::new() };
        let (Phase::Answered(answered), Some(card)) = (&page.phase, page.session.card()) else { return Vec::new() };
        let (accepted, confidence) = (answered.accepted(), answered.sure);
        let review = Review {
            card: card.id,
            day: self.memory.today(),
            rating,
            kind: Some(card.kind),
            confidence,
            // Whoever shows the card knows how long it took.
            milliseconds: 0,
            typed: answered.reply.text(card).map(Into::into),
            occasion: page.session.occasion(),
        };
        let learned = accepted.as_deref().map(|text| What::Accepted { card: card.id, answer: text.into() });
        let deeds = self.met(card).into_iter().chain(learned).chain([What::Review(review)]).collect();
        let then = Then::Rated { card: Box::new(card.clone()), rating, confidence, accepted };
        self.store(deeds, then, None)
    }

    /// A reader who knows better turns the verdict round; a text that was typed becomes an answer of the card.
    fn override_verdict(&mut self) {
        let Some(QuizPage { phase: Phase::Answered(answered), .. }) = &mut self.quiz.page else { return };
        if answered.outcome.verdict.is_none() {
            return self.say("there is no verdict to override: rate it with 1 to 4");
        }
        answered.overridden = match answered.overridden {
            Some(_) => None,
            None if answered.outcome.verdict == Some(Verdict::Right) => Some(Verdict::Wrong),
            None => Some(Verdict::Right),
        };
        let sentence = match (answered.overridden, &answered.reply) {
            (Some(Verdict::Right), Reply::Typed(text)) if !text.trim().is_empty() => {
                format!("“{}” is accepted from now on; o takes that back", text.trim())
            }
            (Some(Verdict::Right), _) => "counted as right; o takes that back".into(),
            (Some(_), _) => "counted as wrong; o takes that back".into(),
            (None, _) => "the verdict stands".into(),
        };
        self.say(sentence);
    }

    /// Takes the card at hand out: for the day, until it is wanted again, or for ever.
    pub(crate) fn remove_card(&mut self, action: Action) -> Vec<Effect> {
        let Some(card) = self.quiz.page.as_ref().and_then(|it| it.session.card()) else { return Vec::new() };
        let (deed, said) = match action {
            Action::Bury => {
                (What::Buried { card: card.id, day: self.memory.today() }, "put aside for today; Ctrl-r brings it back")
            }
            Action::SuspendCard => {
                (What::Suspended(card.id), "suspended; Ctrl-r brings it back, and so does @ in the weakest cards (p)")
            }
            _ => (
                What::Never(card.id),
                "never asked again; Ctrl-r brings it back, and so does @ in the weakest cards (p)",
            ),
        };
        let deeds = self.met(card).into_iter().chain([deed]).collect();
        self.store(deeds, Then::Removed, Some(said.into()))
    }

    /// Leaves the quiz; it is kept.
    pub(crate) fn leave_quiz(&mut self) -> Vec<Effect> {
        let is_over = self.quiz.page.as_ref().is_none_or(QuizPage::is_over);
        let effects = self.back();
        if !is_over {
            self.say("the quiz is kept: z goes on with it");
        }
        effects
    }

    /// An action at the end of a session.
    pub(crate) fn ended_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        let missed = page.session.missed();
        let Phase::Ended { selected } = &mut page.phase else { return Vec::new() };
        page.top = None;
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::Top => isize::MIN,
            Action::Bottom => isize::MAX,
            Action::Follow | Action::ToText if missed.is_empty() => return self.leave_quiz(),
            Action::Follow | Action::ToText => return self.text_of_card(),
            Action::OpenOutside => return self.video_of_card(),
            Action::AskMissed => return self.ask_missed(missed),
            _ => 0,
        };
        *selected = moved(*selected, step, missed.len());
        Vec::new()
    }

    fn ask_missed(&mut self, missed: Vec<Card>) -> Vec<Effect> {
        if missed.is_empty() {
            self.say("nothing was missed");
            return Vec::new();
        }
        // The end of this session is no place to come back to.
        let effects = self.begin_session(Deck::new(Source::Missed, "what was missed"), missed);
        self.history.forget_last();
        effects
    }

    /// The card at hand; at the end the selected one of the missed cards.
    pub(crate) fn card_at_hand(&self) -> Option<Card> {
        let page = self.quiz.page.as_ref()?;
        match page.phase {
            Phase::Ended { selected } => page.session.missed().get(selected).cloned(),
            _ => page.session.card().cloned(),
        }
    }

    /// Opens the video at the second of the card at hand.
    fn video_of_card(&mut self) -> Vec<Effect> {
        let card = self.card_at_hand();
        let url = card.as_ref().and_then(|it| self.address_of_card(it));
        match (url, card.and_then(|it| it.seconds)) {
            (Some(url), Some(seconds)) => {
                self.say(format!("the video opens at {}", short(seconds)));
                self.open(url)
            }
            _ => {
                self.say("no second of a video is known for this card");
                Vec::new()
            }
        }
    }

    fn address_of_card(&self, card: &Card) -> Option<String> {
        let known = self.library.note_at(&card.note).and_then(|it| self.library.note(it));
        let own = self.reading.as_ref().map(|it| &it.document.note).filter(|it| it.path() == card.note);
        let video = known.and_then(|it| it.video.as_ref()).or_else(|| own.and_then(|it| it.video()));
        video?.url(Some(card.seconds?))
    }

    /// Goes to the place in the text that the card was made from; Back there comes back to the quiz as it is.
    fn text_of_card(&mut self) -> Vec<Effect> {
        let Some(card) = self.card_at_hand() else { return Vec::new() };
        let effects = self.visit(Location::Mention { path: card.note, offset: card.offset, words: None });
        self.say("Backspace comes back to the quiz");
        effects
    }

    fn copy_card(&mut self) -> Vec<Effect> {
        let Some(card) = self.card_at_hand() else { return Vec::new() };
        let url = self.address_of_card(&card);
        self.put_on_clipboard(url.map_or_else(|| card.source.clone(), |it| format!("{} {it}", card.source)))
    }
}
