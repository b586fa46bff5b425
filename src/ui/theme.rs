//! Looks: one for each meaning, made of the terminal's own sixteen colours.

use crate::app::highlight::Token;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Role {
    Text,
    /// Said in a lower voice: counts, hints, bullets, timestamps.
    Quiet,
    /// Lines between panes, under tables, beside quotes.
    Rule,
    /// A heading of level 1 or 2.
    Heading,
    /// A heading of level 3.
    Subheading,
    /// A heading of level 4 and deeper.
    Smallest,
    Link,
    Timestamp,
    Code,
    Math,
    Highlight,
    /// The title and the bar of a callout, by what it is for.
    Callout(Tone),
    /// What lies behind a box.
    Behind,
    /// The title of a pane without, and with, the focus.
    Title,
    TitleFocused,
    /// The row or place where the reader is.
    Here,
    /// The selected row of the focused pane, or the link under the cursor.
    Selected,
    Match,
    /// Letters of a result that were typed.
    Found,
    MatchHere,
    Key,
    Notice,
    /// An answer that is right.
    Right,
    /// An answer that is wrong.
    Wrong,
    /// Letters that were wanted and not typed.
    Missing,
    /// Letters that were typed and not wanted.
    Extra,
    /// Letters in the place of others.
    Mistaken,
    /// A part of a block of code.
    Part(Token),
}

/// What a callout is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each name says it all.
pub enum Tone {
    Note,
    Tip,
    Warning,
    Danger,
    Question,
}

impl Tone {
    /// The tone of a kind as authors write it, such as `warning`.
    pub fn of(kind: &str) -> Self {
        match kind.to_ascii_lowercase().as_str() {
            "tip" | "hint" | "important" | "success" | "check" | "done" | "example" => Self::Tip,
            "warning" | "caution" | "attention" => Self::Warning,
            "danger" | "error" | "failure" | "fail" | "missing" | "bug" => Self::Danger,
            "question" | "help" | "faq" => Self::Question,
            _ => Self::Note,
        }
    }

    fn colour(self) -> Color {
        match self {
            Self::Note => Color::Cyan,
            Self::Tip => Color::Green,
            Self::Warning => Color::Yellow,
            Self::Danger => Color::Red,
            Self::Question => Color::Magenta,
        }
    }
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// None: `NO_COLOR`, or a terminal without any.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The sixteen, and the greys of the 256.
    Greys,
}

/// The looks for one terminal.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    palette: Palette,
}

/// A grey that reads on dark (5.3 : 1) and on white (3.9 : 1) grounds.
const GREY: Color = Color::Indexed(244);
/// A blue that reads on dark (4.9 : 1) and on white (3.6 : 1) grounds.
const BLUE: Color = Color::Indexed(68);
/// A grey for lines, which need not be read.
const FAINT: Color = Color::Indexed(240);

impl Theme {
    /// The theme for a palette.
    pub fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// The look of a meaning. Whatever carries one by colour carries it by weight, line or mark as well.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Text => plain,
            Role::Quiet | Role::Timestamp | Role::Part(Token::Comment) => self.grey(GREY),
            Role::Rule => self.grey(FAINT),
            Role::Heading | Role::TitleFocused | Role::Key => {
                self.colour(plain.add_modifier(Modifier::BOLD), Color::Cyan)
            }
            Role::Subheading | Role::Here => plain.add_modifier(Modifier::BOLD),
            Role::Link => self.colour(plain.add_modifier(Modifier::UNDERLINED), self.blue()),
            Role::Code | Role::Part(Token::String) => self.colour(plain, Color::Green),
            Role::Math => self.colour(plain.add_modifier(Modifier::ITALIC), Color::Magenta),
            Role::Match => self.marked(Color::Yellow),
            Role::Found => self.colour(plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED), Color::Yellow),
            Role::Highlight => self.marked(Color::Cyan),
            // Whatever colours stand there: a patchwork would be hard to read.
            Role::Selected => plain.fg(Color::Reset).bg(Color::Reset).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::MatchHere => self.style(Role::Selected).add_modifier(Modifier::UNDERLINED),
            Role::Callout(tone) => self.colour(plain.add_modifier(Modifier::BOLD), tone.colour()),
            Role::Behind => self.grey(FAINT).remove_modifier(Modifier::all()).bg(Color::Reset),
            Role::Part(Token::Keyword) => self.colour(plain.add_modifier(Modifier::BOLD), Color::Magenta),
            Role::Title | Role::Smallest => self.grey(GREY).add_modifier(Modifier::BOLD),
            Role::Right => self.colour(plain.add_modifier(Modifier::BOLD), Color::Green),
            Role::Wrong => self.colour(plain.add_modifier(Modifier::BOLD), Color::Red),
            Role::Missing => self.colour(plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED), Color::Green),
            Role::Extra => self.colour(plain.add_modifier(Modifier::CROSSED_OUT), Color::Red),
            Role::Mistaken => self.colour(plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED), Color::Red),
            Role::Notice => self.colour(plain.add_modifier(Modifier::BOLD), Color::Yellow),
            Role::Part(Token::Number) => self.colour(plain, Color::Magenta),
            Role::Part(Token::Name) => self.colour(plain, Color::Blue),
            Role::Part(Token::Type) => self.colour(plain, Color::Cyan),
        }
    }

    fn colour(self, style: Style, colour: Color) -> Style {
        if self.palette == Palette::None { style } else { style.fg(colour) }
    }

    /// Terminals' own blue is often too dark to read on black.
    fn blue(self) -> Color {
        if self.palette == Palette::Greys { BLUE } else { Color::Blue }
    }

    fn grey(self, grey: Color) -> Style {
        match self.palette {
            Palette::Greys => Style::new().fg(grey),
            _ => Style::new().add_modifier(Modifier::DIM),
        }
    }

    fn marked(self, colour: Color) -> Style {
        match self.palette {
            Palette::None => Style::new().add_modifier(Modifier::REVERSED),
            _ => Style::new().fg(Color::Black).bg(colour),
        }
    }
}
