//! What keys do while a card is asked: typing, choosing, moving lines, revealing, saying how sure one is.

use crate::app::{
    action::Action,
    event::Effect,
    key::{Code, Key},
    keymap::{self, Mode},
    note_list::moved,
    overlay,
    quiz_page::{Asking, Phase, QuizPage},
    state::App,
};
use crate::quiz::{Answer, Confidence, Rating, Reply};
use tui_input::Input;

impl App {
    /// Where keys go on the quiz screen.
    pub(crate) fn quiz_mode(&self) -> Mode {
        match self.quiz.page.as_ref().map(|it| &it.phase) {
            Some(Phase::Typing(_) | Phase::Listing { .. }) => Mode::Typing,
            Some(Phase::Ordering { .. }) => Mode::Ordering,
            Some(Phase::Choosing { .. }) => Mode::Choosing,
            Some(Phase::Recalling) => Mode::Recalling,
            Some(Phase::Sure { .. }) => Mode::Sure,
            Some(Phase::Ticking { .. }) => Mode::Ticking,
            Some(Phase::Answered(_)) => Mode::Answer,
            Some(Phase::Ended { .. }) | None => Mode::Ended,
        }
    }

    /// A key while an answer is typed: what is no command is typed.
    pub(crate) fn typing_key(&mut self, key: Key) -> Vec<Effect> {
        let is_letter = matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
        if !is_letter && let Some(action) = keymap::resolve(Mode::Typing, key) {
            return self.act(action);
        }
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        page.top = None;
        match &mut page.phase {
            Phase::Listing { input, lines } if key.code == Code::Backspace && input.value().is_empty() => {
                // The line before is typed once more.
                *input = lines.pop().map(Input::new).unwrap_or_default();
            }
            Phase::Listing { input, .. } | Phase::Typing(input) => {
                overlay::edit(input, key);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Text that was pasted while an answer is typed; of a list every line is an item.
    pub(crate) fn paste_to_quiz(&mut self, text: &str) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        match &mut page.phase {
            Phase::Typing(input) => overlay::type_text(input, text),
            Phase::Listing { input, lines } => {
                let mut parts: Vec<&str> = text.lines().take(PASTED_LINES).collect();
                let last = parts.pop().unwrap_or_default();
                for part in parts {
                    overlay::type_text(input, part);
                    lines.extend(Some(std::mem::take(input).value().to_string()).filter(|it| !it.trim().is_empty()));
                }
                overlay::type_text(input, last);
            }
            _ => {}
        }
        Vec::new()
    }

    /// An action while a card is asked or its answer is shown.
    pub(crate) fn quiz_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Undo => return self.undo(),
            Action::Bury | Action::SuspendCard | Action::Never => return self.remove_card(action),
            Action::Sureness => return self.toggle_asking(),
            Action::Out | Action::Quit => return self.leave_quiz(),
            _ => {}
        }
        if self.scrolls(action) {
            return Vec::new();
        }
        match self.mode() {
            Mode::Typing => self.typing_action(action),
            Mode::Ordering => self.ordering_action(action),
            Mode::Choosing => self.choosing_action(action),
            Mode::Recalling => self.recalling_action(action),
            Mode::Sure => self.sure_action(action),
            Mode::Ticking => self.ticking_action(action),
            Mode::Ended => self.ended_action(action),
            _ => self.answer_action(action),
        }
    }

    /// Moves the lines where there are more than fit; false when the action means something else.
    fn scrolls(&mut self, action: Action) -> bool {
        let page = self.page_height();
        let rows = match action {
            Action::HalfDown => (page / 2).max(1),
            Action::HalfUp => -(page / 2).max(1),
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::Down if !self.quiz_has_rows() => 1,
            Action::Up if !self.quiz_has_rows() => -1,
            _ => return false,
        };
        self.scroll_quiz(rows);
        true
    }

    /// Scrolls by lines within what the last frame found there to be.
    pub(crate) fn scroll_quiz(&mut self, rows: isize) {
        let (from, most) = (self.drawn.first_line, self.drawn.page_rows);
        if let Some(page) = &mut self.quiz.page {
            let from = page.top.unwrap_or(from).min(most);
            page.top = Some(from.saturating_add_signed(rows).min(most));
        }
    }

    fn quiz_has_rows(&self) -> bool {
        let phase = self.quiz.page.as_ref().map(|it| &it.phase);
        matches!(phase, Some(Phase::Choosing { .. } | Phase::Ordering { .. } | Phase::Ended { .. }))
    }

    fn typing_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        let reply = match (&mut page.phase, action) {
            (phase, Action::Reveal) => given_up(phase),
            (Phase::Typing(input), Action::Follow) => Reply::Typed(input.value().to_string()),
            (Phase::Listing { input, lines }, Action::Follow) if input.value().trim().is_empty() => {
                Reply::Listed(lines.clone())
            }
            (Phase::Listing { input, lines }, Action::Follow) => {
                lines.push(std::mem::take(input).value().trim().to_string());
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        self.replied(reply)
    }

    fn ordering_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(QuizPage { phase: Phase::Ordering { order, selected }, top, .. }) = &mut self.quiz.page else {
            return Vec::new();
        };
        *top = None;
        let step = match action {
            Action::Down | Action::MoveDown => 1,
            Action::Up | Action::MoveUp => -1,
            Action::Follow => {
                let order = order.clone();
                return self.replied(Reply::Ordered(order));
            }
            Action::Reveal => return self.replied(Reply::Recalled),
            _ => 0,
        };
        let to = moved(*selected, step, order.len());
        if matches!(action, Action::MoveDown | Action::MoveUp) && *selected < order.len() {
            order.swap(*selected, to);
        }
        *selected = to;
        Vec::new()
    }

    fn choosing_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(QuizPage { session, phase: Phase::Choosing { selected }, top, .. }) = &mut self.quiz.page else {
            return Vec::new();
        };
        *top = None;
        let count = match session.card().map(|it| &it.answer) {
            Some(Answer::Choice { options, .. }) => options.len(),
            _ => 0,
        };
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::Follow => {
                let chosen = *selected;
                return self.replied(Reply::Chosen(Some(chosen)));
            }
            Action::Reveal => return self.replied(Reply::Chosen(None)),
            other => match nth(other).filter(|it| *it < count) {
                Some(at) => {
                    *selected = at;
                    return self.replied(Reply::Chosen(Some(at)));
                }
                None => 0,
            },
        };
        *selected = moved(*selected, step, count);
        Vec::new()
    }

    fn recalling_action(&mut self, action: Action) -> Vec<Effect> {
        if action == Action::Reveal { self.replied(Reply::Recalled) } else { Vec::new() }
    }

    /// Takes in what the reader did; the time that it took ends when the answer is shown.
    fn replied(&mut self, reply: Reply) -> Vec<Effect> {
        let asking = self.quiz.asking;
        match self.quiz.page.as_mut().map(|it| it.reply(reply, asking)) {
            // What is thought over while one says how sure one is belongs to the answer no more.
            Some(_) => vec![Effect::Replied],
            None => Vec::new(),
        }
    }

    fn sure_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        let Phase::Sure { reply, prompt } = &page.phase else { return Vec::new() };
        let (reply, prompt) = (reply.clone(), (**prompt).clone());
        match action {
            Action::Back => page.enter(prompt),
            Action::Follow => page.reveal(reply, None),
            other => {
                if let Some(sure) = nth(other).and_then(|it| Confidence::ALL.get(it)) {
                    page.reveal(reply, Some(*sure));
                }
            }
        }
        Vec::new()
    }

    fn ticking_action(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = &mut self.quiz.page else { return Vec::new() };
        match action {
            Action::Yes => page.tick(true),
            Action::No => page.tick(false),
            Action::Back => {
                if let Phase::Ticking { ticks, .. } = &mut page.phase {
                    ticks.pop();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Asks how sure the reader is from now on, or asks no more.
    pub(crate) fn toggle_asking(&mut self) -> Vec<Effect> {
        self.quiz.asking = match self.quiz.asking {
            Asking::On => Asking::Off,
            Asking::Off => Asking::On,
        };
        if self.quiz.asking == Asking::On {
            self.say("before every answer you are asked how sure you are");
            return Vec::new();
        }
        self.say("you are not asked how sure you are in this run; `confidence = false` in the config: never");
        if self.mode() == Mode::Sure { self.sure_action(Action::Follow) } else { Vec::new() }
    }
}

/// What is kept of a reply that was not finished.
fn given_up(phase: &Phase) -> Reply {
    let typed: Vec<String> = match phase {
        Phase::Typing(input) => vec![input.value().trim().to_string()],
        Phase::Listing { input, lines } => lines.iter().cloned().chain([input.value().trim().to_string()]).collect(),
        _ => Vec::new(),
    };
    let typed: Vec<String> = typed.into_iter().filter(|it| !it.is_empty()).collect();
    if typed.is_empty() { Reply::Recalled } else { Reply::GaveUp(typed) }
}

/// A paste of more lines is no list that anyone would recall.
const PASTED_LINES: usize = 100;

/// Which of the first four an action means, from 0.
fn nth(action: Action) -> Option<usize> {
    [Action::First, Action::Second, Action::Third, Action::Fourth].iter().position(|it| *it == action)
}

/// The rating that an action means.
pub fn rating(action: Action) -> Option<Rating> {
    nth(action).and_then(|it| Rating::ALL.get(it)).copied()
}
