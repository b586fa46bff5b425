//! Bytes of the keyboard as events: plain keys, Alt, and what follows an escape.
//!
//! `ESC` is a key and the start of every sequence, so an unfinished sequence waits for its rest for the
//! length of [`Decoder::patience`]; then [`Decoder::give_up`] takes it for what was typed.

use crate::app::event::Event;
use crate::app::key::{Code, Key};
use crate::runtime::csi;
use crate::runtime::paste::Paste;
use crate::runtime::step::Step;
use std::time::Duration;

/// Between the bytes of one key; a reader does not notice it after Escape.
const WITHIN_KEY: Duration = Duration::from_millis(20);

/// Between two parts of a longer sequence or a paste, over a slow line.
const WITHIN_SEQUENCE: Duration = Duration::from_secs(2);

/// No sequence that means anything is longer.
const LONGEST: usize = 4096;

const ESCAPE: u8 = 0x1b;

/// Remembers what has begun and not ended.
#[derive(Default)]
pub struct Decoder {
    pending: Vec<u8>,
    paste: Option<Paste>,
}

impl Decoder {
    /// Takes bytes as they came and adds the events that they finish.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        self.pending.extend_from_slice(bytes);
        self.run(events);
    }

    /// How long to wait for the rest of what has begun; `None` when nothing has.
    pub fn patience(&self) -> Option<Duration> {
        match self.pending.as_slice() {
            _ if self.paste.is_some() => Some(WITHIN_SEQUENCE),
            [] => None,
            [ESCAPE] | [ESCAPE, _] => Some(WITHIN_KEY),
            _ => Some(WITHIN_SEQUENCE),
        }
    }

    /// The rest did not come: Escape was a key, and half a sequence was noise.
    pub fn give_up(&mut self, events: &mut Vec<Event>) {
        if let Some(paste) = self.paste.take() {
            events.push(Event::Paste(paste.into_text(&self.pending)));
            self.pending.clear();
        }
        match *self.pending.as_slice() {
            [ESCAPE] => events.push(key(Code::Escape)),
            [ESCAPE, byte] if byte.is_ascii() => events.push(alt(char::from(byte))),
            _ => {}
        }
        self.pending.clear();
    }

    fn run(&mut self, events: &mut Vec<Event>) {
        let bytes = std::mem::take(&mut self.pending);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let used = if self.paste.is_some() { self.paste_step(rest, events) } else { self.step(rest, events) };
            if used == 0 {
                break;
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        self.pending.extend_from_slice(rest);
    }

    fn step(&mut self, bytes: &[u8], events: &mut Vec<Event>) -> usize {
        match first(bytes) {
            Step::Event(used, event) => {
                events.push(event);
                used
            }
            Step::Nothing(used) => used,
            Step::PasteBegins(used) => {
                self.paste = Some(Paste::default());
                used
            }
            Step::Unfinished if bytes.len() > LONGEST => bytes.len(),
            Step::Unfinished => 0,
        }
    }

    fn paste_step(&mut self, bytes: &[u8], events: &mut Vec<Event>) -> usize {
        let Some(paste) = &mut self.paste else { return 0 };
        let (used, is_over) = paste.take(bytes);
        if is_over && let Some(paste) = self.paste.take() {
            events.push(Event::Paste(paste.into_text(&[])));
        }
        used
    }
}

fn first(bytes: &[u8]) -> Step {
    match *bytes {
        [ESCAPE] => Step::Unfinished,
        [ESCAPE, b'[', ..] => csi::after_bracket(bytes),
        [ESCAPE, b'O', ..] => csi::after_o(bytes),
        // A terminal's late answer to a question of someone who was here before.
        [ESCAPE, b']' | b'P' | b'_' | b'^', ..] => answer(bytes),
        [ESCAPE, ESCAPE, ..] => Step::Event(1, key(Code::Escape)),
        [ESCAPE, ref rest @ ..] => with_alt(&plain(rest)),
        _ => plain(bytes),
    }
}

/// A string up to its terminator; the same two bytes alone are Alt with a character.
fn answer(bytes: &[u8]) -> Step {
    let body = bytes.get(2..).unwrap_or_default();
    let end = body.iter().position(|&byte| matches!(byte, 0x07 | ESCAPE));
    match end.map(|end| (end, body.get(end..).unwrap_or_default())) {
        Some((end, [0x07, ..])) => Step::Nothing(2 + end + 1),
        Some((end, [ESCAPE, b'\\', ..])) => Step::Nothing(2 + end + 2),
        Some((end, [ESCAPE, _, ..])) => Step::Nothing(2 + end),
        _ => Step::Unfinished,
    }
}

fn with_alt(step: &Step) -> Step {
    match *step {
        Step::Event(used, Event::Key(key)) => Step::Event(used + 1, Event::Key(Key { alt: true, ..key })),
        Step::Event(used, _) | Step::Nothing(used) | Step::PasteBegins(used) => Step::Nothing(used + 1),
        Step::Unfinished => Step::Unfinished,
    }
}

fn plain(bytes: &[u8]) -> Step {
    match bytes.first() {
        None => Step::Unfinished,
        Some(&byte) if byte.is_ascii() => Step::Event(1, ascii(byte)),
        Some(&byte) => wide(bytes, byte),
    }
}

fn ascii(byte: u8) -> Event {
    match byte {
        b'\r' => key(Code::Enter),
        b'\t' => key(Code::Tab),
        0x7f => key(Code::Backspace),
        0x00 => ctrl(b' '),
        0x01..=0x1a => ctrl(byte - 1 + b'a'),
        0x1c..=0x1f => ctrl(byte - 0x1c + b'\\'),
        ESCAPE => key(Code::Escape),
        _ => key(Code::Char(char::from(byte))),
    }
}

/// A character of more than one byte.
fn wide(bytes: &[u8], lead: u8) -> Step {
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Nothing(1),
    };
    let present = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(present) {
        Ok(text) => match text.chars().next() {
            Some(c) if !c.is_control() => Step::Event(length, key(Code::Char(c))),
            _ => Step::Nothing(length),
        },
        // `None`: right so far, but cut off.
        Err(error) if error.error_len().is_none() => Step::Unfinished,
        Err(_) => Step::Nothing(1),
    }
}

fn key(code: Code) -> Event {
    Event::Key(Key { code, ctrl: false, alt: false })
}

fn ctrl(byte: u8) -> Event {
    Event::Key(Key { code: Code::Char(char::from(byte)), ctrl: true, alt: false })
}

fn alt(c: char) -> Event {
    Event::Key(Key { code: Code::Char(c), ctrl: false, alt: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::spelling::spell;
    use proptest::prelude::*;

    fn check(bytes: &[u8], expected: &str) {
        let mut events = Vec::new();
        let mut decoder = Decoder::default();
        decoder.feed(bytes, &mut events);
        if decoder.patience().is_some() {
            decoder.give_up(&mut events);
        }
        assert_eq!(spell(&events), expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn characters_and_controls() {
        check(b"aZ 1", "a Z space 1");
        check("é漢🎉".as_bytes(), "é 漢 🎉");
        check(b"\r\t\x7f\x1b", "enter tab backspace escape");
        check(b"\x01\x08\x0a\x1a\x00\x1c\x1f", "C-a C-h C-j C-z C-space C-\\ C-_");
        check(b"\xff\x80a\xc2\x9bb", "a b");
    }

    #[test]
    fn alt_is_an_escape_before_a_key() {
        check(b"\x1bx\x1b\r\x1b\x7f\x1b\x01", "A-x A-enter A-backspace CA-a");
        check("\x1bé".as_bytes(), "A-é");
        check(b"\x1b[", "A-[");
        check(b"\x1bO", "A-O");
        check(b"\x1b]", "A-]");
        check(b"\x1b\x1b", "escape escape");
        check(b"\x1b\x1b[A", "escape up");
    }

    #[test]
    fn answers_to_other_programs_are_no_keys() {
        check(b"\x1b]11;rgb:0000/0000/0000\x1b\\q", "q");
        check(b"\x1b]11;rgb:0000/0000/0000\x07q", "q");
        check(b"\x1bP>|xterm(390)\x1b\\q", "q");
        check(b"\x1b[?62;22c\x1b[12;40Rq\x1b[I\x1b[O", "q");
    }

    #[test]
    fn a_paste_is_text_and_never_keys() {
        check(b"\x1b[200~one\r\ntwo\rthree\x1b[A\x1b[201~q", "paste:one\ntwo\nthree[A q");
        check(b"\x1b[200~\x1b[201~", "paste:");
        check(b"\x1b[200~no end\x1b[20", "paste:no end[20");
    }

    #[test]
    fn half_a_sequence_is_noise() {
        check(b"\x1b[1;", "");
        check("漢".as_bytes().get(..2).unwrap(), "");
    }

    #[test]
    fn only_what_has_begun_is_waited_for() {
        let patience = |bytes: &[u8]| {
            let mut decoder = Decoder::default();
            decoder.feed(bytes, &mut Vec::new());
            decoder.patience()
        };
        assert_eq!(patience(b"q"), None);
        assert_eq!(patience(b"\x1b"), Some(WITHIN_KEY));
        assert_eq!(patience(b"\x1b[1;5"), Some(WITHIN_SEQUENCE));
        assert_eq!(patience(b"\x1b[200~text"), Some(WITHIN_SEQUENCE));
        assert_eq!(patience(&[b"\x1b[".as_slice(), &[b'1'; 5000]].concat()), None);
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(bytes: Vec<u8>) {
            let mut events = Vec::new();
            let mut decoder = Decoder::default();
            decoder.feed(&bytes, &mut events);
            decoder.give_up(&mut events);
            prop_assert_eq!(decoder.patience(), None);
        }

        #[test]
        fn it_does_not_matter_where_the_bytes_are_cut(cuts: Vec<bool>) {
            let bytes = "q\x1b[Aé\x1b[<64;10;5M\x1b[200~漢\x1b[2\x1b[201~\x1bOP\x1b[1;5C\x1b]0;x\x07\x1bz漢".as_bytes();
            let mut whole = Vec::new();
            Decoder::default().feed(bytes, &mut whole);
            let mut cut = Vec::new();
            let mut decoder = Decoder::default();
            let mut start = 0;
            for at in (1..bytes.len()).filter(|at| cuts.get(*at).copied().unwrap_or(at % 3 == 0)) {
                decoder.feed(&bytes[start..at], &mut cut);
                start = at;
            }
            decoder.feed(&bytes[start..], &mut cut);
            prop_assert_eq!(spell(&cut), spell(&whole));
            prop_assert_eq!(spell(&whole), "q up é wheelup@9,4 paste:漢[2 f1 C-right A-z 漢");
        }
    }
}
