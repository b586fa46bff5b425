//! Events as words, for tests that compare texts.

use crate::app::event::{Event, MouseKind};
use crate::app::key::{Code, Key};

/// The events, a word each.
pub fn spell(events: &[Event]) -> String {
    events.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn word(event: &Event) -> String {
    match event {
        Event::Key(key) => key_word(*key),
        Event::Paste(text) => format!("paste:{text}"),
        Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseKind::Press => "press",
                MouseKind::WheelUp => "wheelup",
                MouseKind::WheelDown => "wheeldown",
            };
            format!("{kind}@{},{}", mouse.column, mouse.row)
        }
        _ => "other".to_owned(),
    }
}

fn key_word(key: Key) -> String {
    let code = match key.code {
        Code::Char(' ') => "space".to_owned(),
        Code::Char(c) => c.to_string(),
        Code::Function(number) => format!("f{number}"),
        code => format!("{code:?}").to_lowercase(),
    };
    let modifiers = match (key.ctrl, key.alt) {
        (true, true) => "CA-",
        (true, false) => "C-",
        (false, true) => "A-",
        (false, false) => "",
    };
    format!("{modifiers}{code}")
}
