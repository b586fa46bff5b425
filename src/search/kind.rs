//! What can be found: the kinds of results, and how a query asks for one of them.

/// What a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A note, by its title, its file's name or an alias.
    Note,
    /// A concept: a name that links lead to. With a note of its own it is found as that note, unless concepts are asked
    /// for.
    Concept,
    /// A heading.
    Section,
    /// Words that the note explains, as in `**Term:** definition`.
    Term,
    /// A sentence with a second of the video.
    Timestamp,
    /// Any other sentence.
    Text,
}

impl Kind {
    /// All kinds, in the order in which they stand in [`Results::counts`](crate::search::hit::Results::counts).
    pub const ALL: [Self; 6] = [Self::Note, Self::Concept, Self::Section, Self::Term, Self::Timestamp, Self::Text];

    /// Its name in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Concept => "concept",
            Self::Section => "section",
            Self::Term => "term",
            Self::Timestamp => "timestamp",
            Self::Text => "text",
        }
    }

    /// What else it is called on the command line.
    pub fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Note => &["notes"],
            Self::Concept => &["concepts"],
            Self::Section => &["sections", "heading", "headings"],
            Self::Term => &["terms"],
            Self::Timestamp => &["timestamps", "moment", "moments"],
            Self::Text => &["sentence", "sentences"],
        }
    }

    /// The kind of a name, as on the command line, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let is_it = |it: &str| it.eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(|it| is_it(it.name()) || it.other_names().iter().any(|it| is_it(it)))
    }

    /// The letter at the start of a query that asks for this kind only.
    pub fn prefix(self) -> Option<char> {
        match self {
            Self::Concept => Some('#'),
            Self::Section => Some('>'),
            Self::Term => Some('*'),
            Self::Timestamp => Some('@'),
            Self::Note | Self::Text => None,
        }
    }

    /// The kind that a query asks for by its first letter.
    pub fn of_prefix(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.prefix() == Some(letter))
    }

    /// Its place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}
