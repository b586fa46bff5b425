//! What lies over a screen and takes the keys: help, commands, the line that is searched for.

use crate::{
    app::{
        action::Action,
        key::{Code, Key},
        keymap::{self, Mode, Verb},
        reading::Top,
    },
    search,
};
use tui_input::{Input, InputRequest};

/// What lies over the screen.
pub enum Overlay {
    /// The keys of this screen.
    Help {
        /// The screen's mode.
        mode: Mode,
        /// Rows scrolled away.
        scrolled: usize,
    },
    /// Every action by name.
    Palette {
        /// The screen's mode.
        mode: Mode,
        /// What is typed.
        input: Input,
        /// The selected row.
        selected: usize,
    },
    /// The letters that the names in the list of notes must hold.
    Filter {
        /// What is typed.
        input: Input,
    },
    /// The words to search for in this note.
    Search {
        /// What is typed.
        input: Input,
        /// Where the text stood before.
        before: Top,
        /// The first row's offset then: the search begins there.
        from: u32,
    },
}

/// The verbs of a mode that match a query, best first, each once.
pub fn matching(mode: Mode, query: &str) -> Vec<&'static Verb> {
    let verbs: Vec<&Verb> = keymap::verbs().filter(|it| it.modes.contains(&mode)).collect();
    let names: Vec<&str> = verbs.iter().map(|it| it.name).collect();
    search::rank(query, &names).into_iter().map(|it| verbs[it]).collect()
}

/// The action of a palette's row.
pub fn chosen(mode: Mode, query: &str, row: usize) -> Option<Action> {
    matching(mode, query).get(row).map(|it| it.action)
}

/// Longer input is not kept: nobody searches for so much, and a slip of the paste should not cost memory.
const INPUT_LIMIT: usize = 10_000;

/// A text without the codes that colour it in a terminal.
fn without_escapes(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (at, part) in text.split('\u{1b}').enumerate() {
        let codes = part.strip_prefix('[').filter(|_| at > 0);
        let end = codes.and_then(|it| it.find(|it: char| ('@'..='~').contains(&it)));
        bare.push_str(codes.zip(end).and_then(|(codes, end)| codes.get(end + 1..)).unwrap_or(part));
    }
    bare
}

/// Types text into a line; line ends become blanks.
pub fn type_text(input: &mut Input, text: &str) {
    let room = INPUT_LIMIT.saturating_sub(input.value().chars().count());
    let text = without_escapes(text);
    let added: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).take(room).collect();
    let (cursor, mut value) = (input.cursor(), input.value().to_string());
    let at = value.char_indices().nth(cursor).map_or(value.len(), |it| it.0);
    value.insert_str(at, &added);
    *input = Input::new(value).with_cursor(cursor + added.chars().count());
}

/// Applies an editing key to a line, as shells do; false when the key edits nothing.
pub fn edit(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl) {
        (Code::Char(it), false) => {
            type_text(input, it.encode_utf8(&mut [0; 4]));
            return true;
        }
        (Code::Backspace, false) | (Code::Char('h'), true) => InputRequest::DeletePrevChar,
        (Code::Delete, false) => InputRequest::DeleteNextChar,
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true) => InputRequest::DeleteLine,
        (Code::Char('k'), true) => InputRequest::DeleteTillEnd,
        (Code::Left, false) | (Code::Char('b'), true) => InputRequest::GoToPrevChar,
        (Code::Right, false) | (Code::Char('f'), true) => InputRequest::GoToNextChar,
        (Code::Left, true) => InputRequest::GoToPrevWord,
        (Code::Right, true) => InputRequest::GoToNextWord,
        (Code::Home, _) | (Code::Char('a'), true) => InputRequest::GoToStart,
        (Code::End, _) | (Code::Char('e'), true) => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}
