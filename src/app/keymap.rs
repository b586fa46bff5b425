//! The one table of verbs: name, keys, sentence. Keys, help, hints, palette and manual are made from it.

pub use crate::app::mode::Mode;
use crate::app::{
    action::Action,
    key::{Code, Key},
};
use Mode::{
    Answer, Choosing, Concept, Decks, Ended, Find, Graph, Notes, Ordering, Pane, Progress, Recalling, Sure, Text,
    Ticking, Typing, Video,
};

/// A thing to do, with everything that is said about it.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What it does.
    pub action: Action,
    /// Its name in the palette.
    pub name: &'static str,
    /// Its keys, as [`Key`] prints them.
    pub keys: &'static [&'static str],
    /// Where it can be done.
    pub modes: &'static [Mode],
    /// What it does, for the help.
    pub sentence: &'static str,
}

const ALL: &[Mode] = &[Text, Pane, Concept, Graph, Notes, Video];
/// The screens that lead to any other.
const HUBS: &[Mode] = &[Text, Pane, Concept, Graph, Notes, Video, Progress];
const EVERY: &[Mode] = &[
    Text, Pane, Concept, Graph, Notes, Video, Progress, Find, Decks, Typing, Choosing, Ordering, Recalling, Sure,
    Ticking, Answer, Ended,
];
/// Where letters are commands.
const LETTERS: &[Mode] = &[
    Text, Pane, Concept, Graph, Notes, Video, Progress, Decks, Choosing, Ordering, Recalling, Sure, Ticking, Answer,
    Ended,
];
const LISTS: &[Mode] = &[Text, Pane, Concept, Graph, Notes, Video, Progress, Decks, Ended];
const QUIZ: &[Mode] = &[Typing, Choosing, Ordering, Recalling, Sure, Ticking, Answer, Ended];
/// A card is on the screen, and letters are commands.
const CARD: &[Mode] = &[Choosing, Ordering, Recalling, Sure, Ticking, Answer];
const EVERY_QUIZ: &[Mode] = &[Decks, Typing, Choosing, Ordering, Recalling, Sure, Ticking, Answer, Ended];
const SCROLLED: &[Mode] = &[Recalling, Sure, Ticking, Answer];
const ROWS: &[Mode] = &[Text, Pane, Concept, Notes, Video, Progress];
const NOTE: &[Mode] = &[Text, Pane];
const LEAVES: &[Mode] = &[Text, Pane, Concept, Video, Progress];

const fn verb(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    modes: &'static [Mode],
    sentence: &'static str,
) -> Verb {
    Verb { action, name, keys, modes, sentence }
}

/// Every verb by its subject, in the order of the help.
pub const GROUPS: &[(&str, &[Verb])] = &[
    (
        "Move",
        &[
            verb(Action::Down, "down", &["j", "Down"], LETTERS, "one line or row down"),
            verb(Action::Up, "up", &["k", "Up"], LETTERS, "one line or row up"),
            verb(Action::HalfDown, "half page down", &["d", "C-d"], ROWS, "half a screen down"),
            verb(Action::HalfUp, "half page up", &["u", "C-u"], ROWS, "half a screen up"),
            verb(Action::PageDown, "page down", &["Space", "PgDn", "C-f"], ROWS, "a screen down"),
            verb(Action::PageUp, "page up", &["b", "PgUp", "C-b"], ROWS, "a screen up"),
            verb(Action::Left, "left", &["h", "Left"], &[Graph], "to the concept on the left"),
            verb(Action::Right, "right", &["l", "Right"], &[Graph], "to the concept on the right"),
            verb(Action::Weaker, "weaker tie", &["Tab"], &[Graph], "to the concept that is tied next most strongly"),
            verb(Action::Stronger, "stronger tie", &["S-Tab"], &[Graph], "to the concept that is tied more strongly"),
            verb(Action::Top, "to the top", &["g", "Home"], LISTS, "to the beginning"),
            verb(Action::Bottom, "to the end", &["G", "End"], LISTS, "to the end"),
            verb(Action::NextSection, "next section", &["]", "}"], NOTE, "to the next heading"),
            verb(Action::PreviousSection, "previous section", &["[", "{"], NOTE, "to the heading before"),
        ],
    ),
    (
        "Follow",
        &[
            verb(Action::NextStop, "next link", &["l", "Right"], &[Text], "to the next link or timestamp"),
            verb(Action::PreviousStop, "previous link", &["h", "Left"], &[Text], "to the link or timestamp before"),
            verb(Action::Follow, "follow", &["Enter"], ALL, "follow the link, play the timestamp, go to the row"),
            verb(
                Action::Concept,
                "concept page",
                &["c"],
                &[Text, Pane, Graph, Notes, Video],
                "every mention of the concept under the cursor, or of this note",
            ),
            verb(
                Action::Graph,
                "graph",
                &["m"],
                &[Text, Pane, Concept, Notes, Video],
                "the graph of links around the concept under the cursor, or this note",
            ),
            verb(
                Action::OpenOutside,
                "open outside",
                &["o"],
                LEAVES,
                "open the video at its second, or the link, outside",
            ),
            verb(Action::Copy, "copy", &["y"], LEAVES, "copy the address of the link or timestamp"),
            verb(
                Action::Edit,
                "edit",
                &["e"],
                &[Text, Pane, Concept, Notes, Video],
                "open the note in $VISUAL or $EDITOR at this line",
            ),
            verb(Action::Back, "back", &["BS", "H"], HUBS, "back to where you came from"),
            verb(Action::Forward, "forward", &["L"], HUBS, "forward again"),
        ],
    ),
    (
        "Find",
        &[
            verb(Action::Find, "find", &["f", "C-p"], HUBS, "find anything in all notes by a few letters of it"),
            verb(
                Action::Search,
                "search",
                &["/"],
                &[Text, Pane, Notes],
                "search in this note, or filter the list of notes",
            ),
            verb(Action::NextMatch, "next match", &["n"], NOTE, "to the next match"),
            verb(Action::PreviousMatch, "previous match", &["N"], NOTE, "to the match before"),
            verb(
                Action::Notes,
                "notes of the folder",
                &["0"],
                &[Text, Pane, Concept, Graph, Video],
                "the list of notes in this folder",
            ),
            verb(Action::Sort, "sort", &["s"], &[Notes], "sort by title, by what was read last, by mentions"),
            verb(
                Action::Video,
                "video",
                &["v"],
                &[Text, Pane, Concept, Notes],
                "what all notes of this video say, in the order of the video",
            ),
            verb(Action::Palette, "commands", &[":"], LETTERS, "every command by name"),
        ],
    ),
    (
        "Results",
        &[
            verb(Action::Down, "next result", &["Down", "C-n", "C-j"], &[Find], "to the next result"),
            verb(Action::Up, "result before", &["Up", "C-p"], &[Find], "to the result before"),
            verb(Action::PageDown, "results down", &["PgDn"], &[Find], "a screen of results down"),
            verb(Action::PageUp, "results up", &["PgUp"], &[Find], "a screen of results up"),
            verb(Action::Follow, "go there", &["Enter"], &[Find], "go to the result; Backspace there comes back"),
            verb(Action::NextKind, "next kind", &["Tab"], &[Find], "only notes, only concepts, and so on"),
            verb(Action::PreviousKind, "kind before", &["S-Tab"], &[Find], "the same the other way round"),
            verb(Action::Concept, "page of the result", &["C-t"], &[Find], "every mention of the concept"),
            verb(Action::OpenOutside, "video of the result", &["C-o"], &[Find], "open the video at that second"),
            verb(Action::Copy, "copy the result", &["C-y"], &[Find], "copy the text, and the address of its second"),
            verb(Action::EarlierQuery, "earlier query", &["C-r", "C-Up"], &[Find], "what was searched for before"),
            verb(Action::LaterQuery, "later query", &["C-s", "C-Down"], &[Find], "back to what was searched for later"),
            verb(Action::Out, "close", &["Esc", "C-g"], &[Find], "back to where you were"),
            verb(Action::Help, "keys", &["F1"], &[Find], "these keys"),
        ],
    ),
    (
        "Panes",
        &[
            verb(Action::NextPane, "next pane", &["Tab"], NOTE, "to the next pane"),
            verb(Action::PreviousPane, "previous pane", &["S-Tab"], NOTE, "to the pane before"),
            verb(Action::Fold, "fold", &["h", "Left"], &[Pane], "fold the section"),
            verb(Action::Unfold, "unfold", &["l", "Right"], &[Pane], "unfold the section"),
            verb(
                Action::SwapOrder,
                "order of timestamps",
                &["t"],
                NOTE,
                "timestamps in order of the text, or of the video",
            ),
            verb(Action::ToggleSections, "sections pane", &["1"], NOTE, "show or hide the sections"),
            verb(Action::ToggleConcepts, "concepts pane", &["2"], NOTE, "show or hide the concepts"),
            verb(Action::ToggleTimestamps, "timestamps pane", &["3"], NOTE, "show or hide the timestamps"),
        ],
    ),
    (
        "Quiz",
        &[
            verb(
                Action::Decks,
                "quiz",
                &["z"],
                &[Text, Pane, Concept, Graph, Notes, Video, Progress, Ended],
                "choose a deck to be asked: what is due, section, note, concept, everything",
            ),
            verb(Action::Progress, "progress", &["p"], HUBS, "how it goes: days, notes, the weakest cards"),
            verb(Action::NextKind, "next view", &["Tab"], &[Progress], "days, notes, the weakest cards"),
            verb(Action::PreviousKind, "view before", &["S-Tab"], &[Progress], "the same the other way round"),
            verb(Action::Follow, "to its text", &["Enter"], &[Progress], "go to the text of the note or card"),
            verb(
                Action::Undo,
                "undo an answer",
                &["C-r"],
                &[Progress],
                "take back what was done last, also in an earlier run",
            ),
            verb(Action::SuspendCard, "suspend or resume", &["@"], &[Progress], "ask the card no more, or again"),
            verb(Action::AskHere, "quiz this", &["Z"], ALL, "the cards of the item, concept or note at hand, at once"),
            verb(
                Action::ToggleMarks,
                "marks of cards",
                &["4"],
                NOTE,
                "show or hide ○ new, ◔ due, ◑ fading, ● known beside what has cards",
            ),
            verb(Action::Follow, "take the deck", &["Enter", "Space"], &[Decks], "begin with the selected deck"),
            verb(Action::Follow, "check", &["Enter"], &[Typing], "hand in; of a list the next line, an empty one ends"),
            verb(Action::Follow, "hand in", &["Enter", "Space"], &[Choosing, Ordering], "this is my answer"),
            verb(Action::First, "first option", &["1", "a"], &[Choosing], "the first option"),
            verb(Action::Second, "second option", &["2", "b"], &[Choosing], "the second option"),
            verb(Action::Third, "third option", &["3", "c"], &[Choosing], "the third option"),
            verb(Action::Fourth, "fourth option", &["4", "d"], &[Choosing], "the fourth option"),
            verb(Action::MoveDown, "line down", &["J", "C-Down"], &[Ordering], "move the line down"),
            verb(Action::MoveUp, "line up", &["K", "C-Up"], &[Ordering], "move the line up"),
            verb(Action::Reveal, "reveal", &["Space", "Enter"], &[Recalling], "show the answer"),
            verb(Action::Reveal, "show the answer", &["Tab"], &[Typing, Choosing, Ordering], "show it; rate yourself"),
            verb(Action::First, "a guess", &["1"], &[Sure], "it was guessed"),
            verb(Action::Second, "unsure", &["2"], &[Sure], "it may be right"),
            verb(Action::Third, "sure", &["3"], &[Sure], "it is right"),
            verb(Action::Follow, "not said", &["Enter", "Space"], &[Sure], "show the answer without saying"),
            verb(Action::Back, "change the answer", &["BS"], &[Sure], "back to the answer, to change it"),
            verb(Action::Yes, "it had come", &["y", "Space"], &[Ticking], "I had this item"),
            verb(Action::No, "it had not come", &["n"], &[Ticking], "I did not have it"),
            verb(Action::Back, "item before", &["BS"], &[Ticking], "back to the item before"),
            verb(Action::First, "again", &["1"], &[Answer], "Again: not known; it comes back after three others"),
            verb(Action::Second, "hard", &["2"], &[Answer], "Hard: known with effort, or nearly"),
            verb(Action::Third, "good", &["3"], &[Answer], "Good: known"),
            verb(Action::Fourth, "easy", &["4"], &[Answer], "Easy: known at once"),
            verb(Action::Follow, "next card", &["Space", "Enter"], &[Answer], "take the marked rating"),
            verb(Action::Override, "override", &["o"], &[Answer], "turn the verdict round; what was typed is accepted"),
            verb(Action::Rest, "the rest", &["r"], &[Answer], "show or hide what follows in the text"),
            verb(Action::OpenOutside, "video of the card", &["v"], &[Answer, Ended], "open the video at that second"),
            verb(Action::ToText, "place in the text", &["t"], &[Answer, Ended], "go there; Backspace comes back"),
            verb(Action::Why, "why this card", &["w"], &[Answer], "show why this card exists"),
            verb(Action::Copy, "copy the source", &["y"], &[Answer], "copy the sentence and the address of its second"),
            verb(
                Action::Edit,
                "edit the source",
                &["e"],
                &[Answer],
                "open the note in $VISUAL or $EDITOR at this line",
            ),
            verb(Action::Follow, "to the text", &["Enter"], &[Ended], "go to the place of the missed card"),
            verb(Action::AskMissed, "ask the missed", &["a"], &[Ended], "ask again what was missed"),
            verb(
                Action::Undo,
                "undo",
                &["u", "C-r"],
                &[Decks, Choosing, Ordering, Recalling, Sure, Ticking, Answer, Ended],
                "take back what was done last, also in an earlier run",
            ),
            verb(Action::Bury, "bury", &["-", "C-n"], CARD, "not again today"),
            verb(Action::SuspendCard, "suspend the card", &["@", "C-s"], CARD, "not until you ask for it"),
            verb(Action::Never, "never ask this", &["x", "C-x"], CARD, "a bad card: never again"),
            verb(Action::Undo, "undo while typing", &["C-r"], &[Typing], "take the last step back"),
            verb(Action::Bury, "bury while typing", &["C-n"], &[Typing], "not again today"),
            verb(Action::SuspendCard, "suspend while typing", &["C-s"], &[Typing], "not until you ask for it"),
            verb(Action::Never, "never while typing", &["C-x"], &[Typing], "a bad card: never again"),
            verb(
                Action::Sureness,
                "ask how sure",
                &["C-y"],
                EVERY_QUIZ,
                "ask how sure you are before the answer, or not",
            ),
            verb(Action::HalfDown, "lines down", &["d", "C-d"], SCROLLED, "half a screen down"),
            verb(Action::HalfUp, "lines up", &["C-u"], SCROLLED, "half a screen up"),
            verb(Action::PageDown, "more lines", &["PgDn"], QUIZ, "a screen down"),
            verb(Action::PageUp, "lines before", &["PgUp"], QUIZ, "a screen up"),
            verb(Action::Out, "leave the quiz", &["Esc", "C-g"], &[Typing], "leave; z goes on with it"),
            verb(Action::Help, "keys while typing", &["F1"], &[Typing], "these keys"),
        ],
    ),
    (
        "Recto",
        &[
            verb(Action::Help, "help", &["?", "F1"], LETTERS, "these keys"),
            verb(Action::Redraw, "redraw", &["C-l"], EVERY, "draw the screen again"),
            verb(Action::Suspend, "suspend", &["C-z"], EVERY, "stop as a job; fg brings it back"),
            verb(Action::Out, "out", &["Esc"], LETTERS, "one level out"),
            verb(Action::Quit, "leave", &["q"], LETTERS, "one level out; from the note, leave Recto"),
            verb(Action::QuitAtOnce, "leave at once", &["C-c"], EVERY, "leave from anywhere"),
        ],
    ),
];

/// Every verb, in the order of the help.
pub fn verbs() -> impl Iterator<Item = &'static Verb> {
    GROUPS.iter().flat_map(|it| it.1)
}

/// The action of a key in a mode.
pub fn resolve(mode: Mode, key: Key) -> Option<Action> {
    let name = key.to_string();
    let mut known = verbs().filter(|it| it.modes.contains(&mode));
    known.find(|it| it.keys.contains(&name.as_str())).map(|it| it.action)
}

/// The first key of an action in a mode, for hints.
pub fn key_of(mode: Mode, action: Action) -> &'static str {
    let mut known = verbs().filter(|it| it.modes.contains(&mode));
    known.find(|it| it.action == action).and_then(|it| it.keys.first()).copied().unwrap_or_default()
}

impl std::fmt::Display for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            out.write_str("C-")?;
        }
        if self.alt {
            out.write_str("A-")?;
        }
        match self.code {
            Code::Char(' ') => out.write_str("Space"),
            Code::Char(it) => write!(out, "{it}"),
            Code::Function(number) => write!(out, "F{number}"),
            Code::Enter => out.write_str("Enter"),
            Code::Escape => out.write_str("Esc"),
            Code::Backspace => out.write_str("BS"),
            Code::Delete => out.write_str("Del"),
            Code::Insert => out.write_str("Ins"),
            Code::Tab => out.write_str("Tab"),
            Code::BackTab => out.write_str("S-Tab"),
            Code::Up => out.write_str("Up"),
            Code::Down => out.write_str("Down"),
            Code::Left => out.write_str("Left"),
            Code::Right => out.write_str("Right"),
            Code::Home => out.write_str("Home"),
            Code::End => out.write_str("End"),
            Code::PageUp => out.write_str("PgUp"),
            Code::PageDown => out.write_str("PgDn"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for &mode in EVERY {
            let mut seen = std::collections::HashMap::new();
            for verb in verbs().filter(|it| it.modes.contains(&mode)) {
                for key in verb.keys {
                    let before = seen.insert(*key, verb.name);
                    assert_eq!(before, None, "{key} in {mode:?} is also {}", verb.name);
                }
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = verbs().map(|it| it.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), verbs().count());
    }
}
