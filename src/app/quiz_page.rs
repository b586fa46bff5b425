//! The quiz on the screen: the card at hand, and how far the reader has come with it.

use crate::app::{deed::Storing, knowledge::Sum};
use crate::quiz::{Answer, Confidence, Deck, Outcome, Rating, Reply, Session, Verdict, is_long_list, judged};
use crate::schedule::EventId;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use tui_input::Input;

/// Everything that the program knows of quizzing while it runs.
#[derive(Default)]
pub struct Quiz {
    /// What is asked now, or was left and can be gone on with.
    pub page: Option<QuizPage>,
    /// Whether the reader is asked how sure they are.
    pub asking: Asking,
    /// So many cards are asked in a session; 0 for what is usual.
    pub session: usize,
    /// Whether the items that have cards are marked in the text.
    pub marks: Marks,
    /// The deck that was chosen last.
    pub last: Option<Choice>,
    /// What is on its way to the log.
    pub storing: Option<Storing>,
    /// How many answers could not be written yet.
    pub waiting: usize,
    /// What was done in this run.
    pub own: HashSet<EventId>,
    /// How many cards are due today, once that is known.
    pub due: Option<usize>,
    /// What is known of the cards of each note that the log knows.
    pub known: HashMap<Arc<str>, Sum>,
    /// The deck that is being dealt, with the name of the question.
    pub dealing: Option<(u64, Deck)>,
    /// The deck that is to be asked once the notes are read.
    pub wanted: Option<Deck>,
}

impl Quiz {
    /// True when a quiz was left before its end.
    pub fn is_left(&self) -> bool {
        self.page.as_ref().is_some_and(|it| !it.is_over())
    }
}

/// Whether the reader is asked how sure they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Before every answer.
    #[default]
    On,
    /// Never.
    Off,
}

/// Whether the items that have cards are marked in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// They are.
    #[default]
    Shown,
    /// They are not.
    Hidden,
}

/// A kind of deck, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What was left.
    GoOn,
    /// What is due.
    Due,
    /// The item under the cursor.
    Item,
    /// The section in view.
    Section,
    /// The note.
    Note,
    /// The note, before it is read.
    Pretest,
    /// The concept.
    Concept,
    /// What is most likely forgotten.
    Weakest,
    /// All notes.
    Everything,
}

/// A session with the card at hand.
#[derive(Clone, Debug)]
pub struct QuizPage {
    /// The cards.
    pub session: Session,
    /// How far the reader has come with the card at hand.
    pub phase: Phase,
    /// The first line on the screen, once the reader has scrolled.
    pub top: Option<usize>,
    /// Whether what follows the answer in its source is shown, and why the card exists.
    pub unfolded: Unfolded,
    /// The phases in which earlier steps were made, for the way back.
    before: Vec<Phase>,
}

/// What is shown of the answer side besides the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfolded {
    /// What follows the answer in its source.
    pub rest: bool,
    /// Why the card exists.
    pub why: bool,
}

/// How far the reader has come with a card.
#[derive(Clone, Debug)]
pub enum Phase {
    /// Types a short answer.
    Typing(Input),
    /// Types items, a line each.
    Listing {
        /// The line that is typed.
        input: Input,
        /// The lines before it.
        lines: Vec<String>,
    },
    /// Moves steps into their order.
    Ordering {
        /// The steps as they stand: indexes into the right order.
        order: Vec<usize>,
        /// The selected row.
        selected: usize,
    },
    /// Chooses an option.
    Choosing {
        /// The selected one.
        selected: usize,
    },
    /// Recalls the answer.
    Recalling,
    /// Says how sure they are.
    Sure {
        /// What they did.
        reply: Reply,
        /// Where they did it, to go back to.
        prompt: Box<Phase>,
    },
    /// Is shown long items one by one and says of each whether it had come.
    Ticking {
        /// How sure they were.
        sure: Option<Confidence>,
        /// What was said of the items so far.
        ticks: Vec<bool>,
    },
    /// Sees the answer and rates it.
    Answered(Box<Answered>),
    /// Has answered all cards.
    Ended {
        /// The selected one of the missed cards.
        selected: usize,
    },
}

/// A reply with what is thought of it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What the reader did.
    pub reply: Reply,
    /// How sure they were.
    pub sure: Option<Confidence>,
    /// What the program thinks of it.
    pub outcome: Outcome,
    /// The verdict of a reader who knows better.
    pub overridden: Option<Verdict>,
}

impl Answered {
    /// The verdict that counts.
    pub fn verdict(&self) -> Option<Verdict> {
        self.overridden.or(self.outcome.verdict)
    }

    /// The rating that follows.
    pub fn suggested(&self) -> Rating {
        match self.overridden {
            Some(Verdict::Right) => Rating::Good,
            Some(Verdict::Wrong) => Rating::Again,
            _ => self.outcome.suggested,
        }
    }

    /// The typed text that the card learns to accept.
    pub fn accepted(&self) -> Option<String> {
        match &self.reply {
            Reply::Typed(text) if self.overridden == Some(Verdict::Right) && !text.trim().is_empty() => {
                Some(text.trim().to_string())
            }
            _ => None,
        }
    }
}

impl QuizPage {
    /// A page that shows the first card of a session.
    pub fn new(session: Session) -> Self {
        let phase = first_phase(&session);
        Self { session, phase, top: None, unfolded: Unfolded::default(), before: Vec::new() }
    }

    /// True when everything was answered.
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }

    /// How many rows can be selected, and which one is.
    pub fn rows(&mut self) -> Option<(usize, &mut usize)> {
        let count = self.session.card().map_or(0, |it| match &it.answer {
            Answer::Choice { options, .. } => options.len(),
            answer => answer.texts().len(),
        });
        let missed = if self.is_over() { self.session.missed().len() } else { 0 };
        match &mut self.phase {
            Phase::Choosing { selected } | Phase::Ordering { selected, .. } => Some((count, selected)),
            Phase::Ended { selected } => Some((missed, selected)),
            _ => None,
        }
    }

    /// Goes over to another phase; its lines are shown from their beginning.
    pub fn enter(&mut self, phase: Phase) {
        (self.phase, self.top) = (phase, None);
    }

    /// Takes in what the reader did with the prompt. Gives false when the answer is not shown yet.
    pub fn reply(&mut self, reply: Reply, asking: Asking) -> bool {
        // Who asks for the answer, or gives none, does not think to know it.
        let gives_up = matches!(reply, Reply::Recalled) && !matches!(self.phase, Phase::Recalling)
            || matches!(&reply, Reply::Chosen(None) | Reply::GaveUp(_))
            || matches!(&reply, Reply::Typed(text) if text.trim().is_empty())
            || matches!(&reply, Reply::Listed(lines) if lines.is_empty());
        if asking == Asking::On && !gives_up {
            let prompt = Box::new(self.phase.clone());
            self.enter(Phase::Sure { reply, prompt });
            return false;
        }
        self.reveal(reply, None);
        true
    }

    /// Shows the answer, or of a list with long items the first of them.
    pub fn reveal(&mut self, reply: Reply, sure: Option<Confidence>) {
        let Some(card) = self.session.card() else { return };
        if reply == Reply::Recalled && is_long_list(&card.answer) {
            return self.enter(Phase::Ticking { sure, ticks: Vec::new() });
        }
        let terms = if matches!(reply, Reply::Typed(_)) { self.session.other_terms() } else { Vec::new() };
        let outcome = judged(card, &reply, &terms, self.session.hub_words());
        self.enter(Phase::Answered(Box::new(Answered { reply, sure, outcome, overridden: None })));
    }

    /// Says of the long item that is shown last whether it had come; after the last one the answer is shown whole.
    pub fn tick(&mut self, had_come: bool) {
        let count = self.session.card().map_or(0, |it| it.answer.texts().len());
        let Phase::Ticking { sure, ticks } = &mut self.phase else { return };
        ticks.push(had_come);
        self.top = None;
        if ticks.len() >= count {
            let (sure, ticks) = (*sure, std::mem::take(ticks));
            self.reveal(Reply::Ticked(ticks), sure);
        }
    }

    /// Goes on to the next card after a step of the session.
    pub fn go_on(&mut self, step: impl FnOnce(&mut Session)) {
        self.before.push(self.phase.clone());
        step(&mut self.session);
        self.unfolded = Unfolded::default();
        self.enter(first_phase(&self.session));
    }

    /// Takes back the last step: the card is shown as it was when the step was made.
    pub fn step_back(&mut self) {
        if self.session.undo().is_some() {
            let phase = self.before.pop().unwrap_or_else(|| first_phase(&self.session));
            self.unfolded = Unfolded::default();
            self.enter(phase);
        }
    }
}

/// How a card is asked.
fn first_phase(session: &Session) -> Phase {
    let Some(card) = session.card() else { return Phase::Ended { selected: 0 } };
    match &card.answer {
        Answer::Text(_) if card.answer.is_typed() => Phase::Typing(Input::default()),
        Answer::Items(_) if !is_long_list(&card.answer) => {
            Phase::Listing { input: Input::default(), lines: Vec::new() }
        }
        Answer::Order(steps) => Phase::Ordering { order: card.disordered(steps.len()), selected: 0 },
        Answer::Choice { .. } => Phase::Choosing { selected: 0 },
        Answer::Text(_) | Answer::Items(_) => Phase::Recalling,
    }
}
