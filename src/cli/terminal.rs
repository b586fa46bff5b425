//! What is on the other side of the program: a terminal or not, how wide, and what it says of itself.

use crate::ui::Palette;
use std::{
    env,
    io::{IsTerminal, stderr, stdin, stdout},
};

/// Behind which of the standard streams a terminal stands.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(crate) struct Terminal {
    pub stdin: bool,
    pub stdout: bool,
    pub stderr: bool,
}

impl Terminal {
    pub fn here() -> Self {
        Self { stdin: stdin().is_terminal(), stdout: stdout().is_terminal(), stderr: stderr().is_terminal() }
    }
}

/// Columns and rows of the terminal that standard output goes to.
pub(crate) fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

/// A variable of the environment that is set to something.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var_os(name).filter(|it| !it.is_empty()).map(|it| it.to_string_lossy().into_owned())
}

/// How many colours the terminal shows, by what it says of itself; none when none are wanted.
pub(crate) fn palette(has_colour: bool) -> Palette {
    let term = variable("TERM").unwrap_or_default();
    let shows_more = ["256", "direct", "kitty", "ghostty", "alacritty", "wezterm", "foot"];
    match has_colour {
        false => Palette::None,
        true if variable("COLORTERM").is_some() || shows_more.iter().any(|it| term.contains(it)) => Palette::Greys,
        true => Palette::Sixteen,
    }
}

/// True for a terminal that cannot move its cursor.
pub(crate) fn is_dumb() -> bool {
    variable("TERM").is_some_and(|it| it == "dumb")
}
