//! Standard output: lines made harmless, cut to the terminal's width, and coloured if that is wanted; or JSON.

use crate::cli::{colour::When, columns, json, terminal, terminal::Terminal};
use crate::note::{self, visible};
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Where a command prints to.
pub(crate) struct Output {
    sink: Box<dyn Write>,
    has_colour: bool,
    /// Lines are cut to so many columns.
    width: Option<usize>,
}

/// A part of a line with one look.
pub(crate) struct Piece<'a>(pub Look, pub &'a str);

/// How a part of a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Bold,
    Dim,
}

impl Output {
    /// Standard output.
    pub fn standard(color: When) -> Self {
        let to_terminal = Terminal::here().stdout;
        let width = if to_terminal { terminal::size().map(|it| usize::from(it.0)) } else { None };
        let sink = Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock()));
        Self { sink, has_colour: has_colour(color, to_terminal), width }
    }

    /// The columns of the terminal; none when the output goes elsewhere.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// From now on no line is cut: for what must be read to its end.
    pub fn uncut(&mut self) {
        self.width = None;
    }

    /// One object of JSON, on one line.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        self.sink.write_all(json::line(value)?.as_bytes())?;
        Ok(())
    }

    /// One line of text. No blanks at its end.
    pub fn line(&mut self, pieces: &[Piece]) -> io::Result<()> {
        let mut left = self.width.unwrap_or(usize::MAX);
        let last = pieces.iter().rposition(|it| !it.1.trim().is_empty()).map_or(0, |it| it + 1);
        for (at, Piece(look, text)) in pieces.iter().take(last).enumerate() {
            let text = visible(text);
            let text = columns::cut(if at + 1 == last { text.trim_end() } else { &text }, left);
            left -= note::columns(&text);
            self.piece(*look, &text)?;
        }
        self.sink.write_all(b"\n")
    }

    fn piece(&mut self, look: Look, text: &str) -> io::Result<()> {
        let code = match look {
            Look::Bold if self.has_colour => BOLD,
            Look::Dim if self.has_colour => DIM,
            _ => return self.sink.write_all(text.as_bytes()),
        };
        write!(self.sink, "{code}{text}{RESET}")
    }

    /// Text that the program itself made, such as a manual page.
    pub fn raw(&mut self, text: &[u8]) -> io::Result<()> {
        self.sink.write_all(text)
    }

    /// Writes what is still held back.
    pub fn finish(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

const BUFFER: usize = 64 * 1024;
const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// Whether to use colour, by what was asked, where it goes and what the environment says.
pub(crate) fn has_colour(color: When, to_terminal: bool) -> bool {
    match color {
        When::Always => true,
        When::Never => false,
        When::Auto => to_terminal && terminal::variable("NO_COLOR").is_none() && !terminal::is_dumb(),
    }
}

/// Prints a text of several lines as it is, harmless.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut to = io::stdout().lock();
    text.lines().try_for_each(|line| writeln!(to, "{}", visible(line)))?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{cell::RefCell, rc::Rc};

    #[derive(Clone, Default)]
    struct Page(Rc<RefCell<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn printed(has_colour: bool, width: Option<usize>, print: impl Fn(&mut Output)) -> String {
        let page = Page::default();
        print(&mut Output { sink: Box::new(page.clone()), has_colour, width });
        String::from_utf8(page.0.take()).unwrap()
    }

    #[test]
    fn lines_are_harmless_cut_and_without_blanks_at_the_end() {
        let line = |width, pieces: &[Piece]| printed(false, width, |to| to.line(pieces).unwrap());
        let pieces = [Piece(Look::Dim, "  8  "), Piece(Look::Plain, "a\x1b[31m\u{202e}b  "), Piece(Look::Plain, " ")];
        assert_eq!(line(None, &pieces), "  8  a␛[31m\u{FFFD}b\n");
        assert_eq!(line(Some(9), &pieces), "  8  a␛[…\n");
        assert_eq!(line(Some(3), &pieces), "  …\n");
        assert_eq!(line(None, &[]), "\n");
    }

    #[test]
    fn looks_are_there_only_with_colour() {
        let line = |has_colour| printed(has_colour, None, |to| to.line(&[Piece(Look::Bold, "x")]).unwrap());
        assert_eq!((line(true).as_str(), line(false).as_str()), ("\x1b[1mx\x1b[0m\n", "x\n"));
    }

    #[test]
    fn json_stands_on_one_harmless_line() {
        let text = printed(true, Some(3), |to| to.json(&"a\u{9b}\nb\u{2028}").unwrap());
        assert_eq!(text, "\"a\\u009b\\nb\\u2028\"\n");
    }
}
