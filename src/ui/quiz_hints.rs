//! The keys that matter in the quiz.

use crate::app::{action::Action, keymap::Mode};

/// The actions that the footer names, with a word for each.
pub fn wanted(mode: Mode) -> &'static [(Action, &'static str)] {
    match mode {
        Mode::Progress => &[
            (Action::NextKind, "next view"),
            (Action::Follow, "to the text"),
            (Action::SuspendCard, "suspend or resume"),
            (Action::Undo, "undo"),
            (Action::Out, "back"),
            (Action::Help, "help"),
        ],
        Mode::Decks => &[(Action::Follow, "begin"), (Action::Out, "back"), (Action::Help, "help")],
        Mode::Typing => &[
            (Action::Follow, "check"),
            (Action::Reveal, "show"),
            (Action::Undo, "undo"),
            (Action::Out, "leave"),
            (Action::Help, "help"),
        ],
        Mode::Choosing => {
            &[(Action::Follow, "choose"), (Action::Reveal, "show"), (Action::Quit, "leave"), (Action::Help, "help")]
        }
        Mode::Ordering => &[
            (Action::MoveDown, "move down"),
            (Action::MoveUp, "up"),
            (Action::Follow, "hand in"),
            (Action::Quit, "leave"),
            (Action::Help, "help"),
        ],
        Mode::Recalling => &[
            (Action::Reveal, "show the answer"),
            (Action::Undo, "undo"),
            (Action::Quit, "leave"),
            (Action::Help, "help"),
        ],
        mode => wanted_later(mode),
    }
}

/// The same once the reader has replied.
fn wanted_later(mode: Mode) -> &'static [(Action, &'static str)] {
    match mode {
        Mode::Sure => &[
            (Action::Follow, "not said"),
            (Action::Sureness, "never ask"),
            (Action::Back, "change"),
            (Action::Help, "help"),
        ],
        Mode::Ticking => &[(Action::Yes, "yes"), (Action::No, "no"), (Action::Quit, "leave"), (Action::Help, "help")],
        Mode::Answer => &[
            (Action::Follow, "next"),
            (Action::Override, "override"),
            (Action::ToText, "text"),
            (Action::OpenOutside, "video"),
            (Action::Why, "why"),
            (Action::Undo, "undo"),
            (Action::Help, "help"),
        ],
        _ => &[
            (Action::Follow, "to the text"),
            (Action::AskMissed, "ask these again"),
            (Action::Quit, "leave"),
            (Action::Help, "help"),
        ],
    }
}
