//! Sequences after `ESC [` and `ESC O`: keys with a name, their modifiers, and the mouse.

use crate::app::event::{Event, Mouse, MouseKind};
use crate::app::key::{Code, Key};
use crate::runtime::step::Step;

/// Reads `ESC O` and one letter: keys of a terminal in application mode.
pub fn after_o(bytes: &[u8]) -> Step {
    match bytes.get(2) {
        None => Step::Unfinished,
        Some(b'M') => event(3, Code::Enter, 1),
        Some(&letter) => match lettered(letter) {
            Some(code) => event(3, code, 1),
            None => Step::Event(2, key(Code::Char('O'), 3)),
        },
    }
}

/// Reads `ESC [`, parameters, and the byte that ends them.
pub fn after_bracket(bytes: &[u8]) -> Step {
    let body = bytes.get(2..).unwrap_or_default();
    match body {
        // The Linux console: F1 to F5.
        [b'[', letter @ b'A'..=b'E', ..] => return event(4, Code::Function(letter - b'A' + 1), 1),
        [b'['] => return Step::Unfinished,
        // A mouse without SGR: three bytes that are no characters.
        [b'M', ..] => return if body.len() < 4 { Step::Unfinished } else { Step::Nothing(6) },
        _ => {}
    }
    let Some(end) = body.iter().position(|byte| !(0x20..0x40).contains(byte)) else {
        return Step::Unfinished;
    };
    let parameters = body.get(..end).unwrap_or_default();
    match body.get(end) {
        Some(last @ 0x40..=0x7e) => finished(end + 3, parameters, *last),
        // Not a sequence: whatever this byte begins, it is not part of one.
        _ => Step::Nothing(end + 2),
    }
}

fn finished(used: usize, parameters: &[u8], last: u8) -> Step {
    let numbers = Numbers::of(parameters);
    let event = match (parameters.first(), last) {
        (Some(b'<'), b'M') => mouse(&numbers),
        (None | Some(b'0'..=b'9'), b'~') => return tilde(used, &numbers),
        (None | Some(b'0'..=b'9'), b'u') => unicode(numbers.at(0), &numbers),
        (None | Some(b'0'..=b'9'), b'Z') => Some(Event::Key(BACK_TAB)),
        // A late answer where the cursor is, not F3 with modifiers.
        (Some(b'0'..=b'9'), b'R') if numbers.at(0) != 1 || numbers.at(1) > 8 => None,
        (None | Some(b'0'..=b'9'), letter) => lettered(letter).and_then(|code| pressed(code, &numbers)),
        _ => None,
    };
    event.map_or(Step::Nothing(used), |event| Step::Event(used, event))
}

const BACK_TAB: Key = Key { code: Code::BackTab, ctrl: false, alt: false };

/// Keys with a number: `ESC [ 5 ~` is Page Up.
fn tilde(used: usize, numbers: &Numbers) -> Step {
    let code = match numbers.at(0) {
        200 => return Step::PasteBegins(used),
        // modifyOtherKeys of xterm: the character comes third.
        27 => return unicode(numbers.at(2), numbers).map_or(Step::Nothing(used), |it| Step::Event(used, it)),
        number => numbered(number),
    };
    let event = code.and_then(|code| pressed(code, numbers));
    event.map_or(Step::Nothing(used), |event| Step::Event(used, event))
}

fn numbered(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        // The numbers have gaps where the keys of a VT220 had gaps.
        11..=15 => Code::Function(u8::try_from(number - 10).ok()?),
        17..=21 => Code::Function(u8::try_from(number - 11).ok()?),
        23..=24 => Code::Function(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::Function(letter - b'P' + 1),
        _ => return None,
    })
}

/// `CSI u`: the key as a code point; some multiplexers send it without being asked.
fn unicode(point: u32, numbers: &Numbers) -> Option<Event> {
    let code = match point {
        9 if numbers.shift() => Code::BackTab,
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Escape,
        127 => Code::Backspace,
        _ => Code::Char(char::from_u32(point).filter(|c| !c.is_control())?),
    };
    pressed(code, numbers)
}

/// A key with the modifiers of the second parameter; nothing for a release.
fn pressed(code: Code, numbers: &Numbers) -> Option<Event> {
    (!numbers.is_release).then(|| key(numbers.shifted(code), numbers.at(1)))
}

fn mouse(numbers: &Numbers) -> Option<Event> {
    let kind = match numbers.at(0) & !MODIFIERS {
        0 => MouseKind::Press,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    // The terminal counts from 1.
    let cell = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    Some(Event::Mouse(Mouse { column: cell(numbers.at(1))?, row: cell(numbers.at(2))?, kind }))
}

/// Shift, Alt and Control of a mouse button.
const MODIFIERS: u32 = 4 | 8 | 16;

/// A key; modifiers are one more than their sum: Shift 1, Alt 2, Control 4.
fn key(code: Code, modifiers: u32) -> Event {
    let bits = modifiers.saturating_sub(1);
    Event::Key(Key { code, ctrl: bits & 4 != 0, alt: bits & 2 != 0 })
}

fn event(used: usize, code: Code, modifiers: u32) -> Step {
    Step::Event(used, key(code, modifiers))
}

/// Up to three numbers between semicolons.
struct Numbers {
    values: [u32; 3],
    is_release: bool,
}

impl Numbers {
    fn of(parameters: &[u8]) -> Self {
        let text = std::str::from_utf8(parameters).unwrap_or_default();
        let mut values = [0; 3];
        let mut is_release = false;
        for (value, field) in values.iter_mut().zip(text.trim_start_matches('<').split(';')) {
            // After a colon stands what kind of event it is; 3 is a release.
            let (number, kind) = field.split_once(':').unwrap_or((field, ""));
            *value = number.parse().unwrap_or(0);
            is_release |= kind == "3";
        }
        Self { values, is_release }
    }

    fn at(&self, index: usize) -> u32 {
        self.values.get(index).copied().unwrap_or(0)
    }

    fn shift(&self) -> bool {
        self.at(1).saturating_sub(1) & 1 != 0
    }

    /// Shift is part of the character; with Control, characters are lower case.
    fn shifted(&self, code: Code) -> Code {
        let is_ctrl = self.at(1).saturating_sub(1) & 4 != 0;
        match code {
            Code::Char(c) if is_ctrl => Code::Char(c.to_ascii_lowercase()),
            Code::Char(c) if self.shift() => Code::Char(c.to_ascii_uppercase()),
            code => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::runtime::decode::Decoder;
    use crate::runtime::spelling::spell;

    fn check(bytes: &str, expected: &str) {
        let mut events = Vec::new();
        let mut decoder = Decoder::default();
        decoder.feed(bytes.as_bytes(), &mut events);
        assert_eq!(spell(&events), expected, "{}", bytes.escape_debug());
        assert_eq!(decoder.patience(), None, "{}", bytes.escape_debug());
    }

    #[test]
    fn keys_with_a_name() {
        check("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end");
        check("\x1bOA\x1bOH\x1bOP\x1bOS\x1bOM", "up home f1 f4 enter");
        check("\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~", "home insert delete end pageup pagedown");
        check("\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~", "f1 f5 f6 f10 f11 f12");
        check("\x1b[[A\x1b[[E\x1b[Z\x1b[1;2Z", "f1 f5 backtab backtab");
    }

    #[test]
    fn modifiers() {
        check("\x1b[1;5C\x1b[1;3A\x1b[1;2B\x1b[5;7~\x1b[1;5P", "C-right A-up down CA-pageup C-f1");
        check("\x1b[97;5u\x1b[65;5u\x1b[97;2u\x1b[27u\x1b[9;2u\x1b[27;5;13~", "C-a C-a A escape backtab C-enter");
        check("\x1b[97;1:3u\x1b[97;1:2u\x1b[1;1:3A", "a");
    }

    #[test]
    fn the_mouse_counts_from_nought() {
        check("\x1b[<0;1;1M\x1b[<0;1;1m\x1b[<64;80;24M\x1b[<65;2;3M", "press@0,0 wheelup@79,23 wheeldown@1,2");
        check("\x1b[<16;5;5M\x1b[<2;5;5M\x1b[<35;5;5M\x1b[<0;0;1M\x1b[<0;99999;1M", "press@4,4");
        check("\x1b[M !!q", "q");
    }

    #[test]
    fn the_rest_is_nothing() {
        check("\x1b[?1;2c\x1b[99~\x1b[1;1;1;1;1Xq", "q");
        check("\x1b[1\u{1}q", "C-a q");
        check("\x1b[99999999999999999999Aq", "up q");
        check("\x1b[1;\x1b[Aq", "up q");
        check("\x1bOxq", "A-O x q");
    }
}
