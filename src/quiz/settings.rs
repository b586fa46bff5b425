//! What the user may set about cards.

/// How cards are made. The marks of explicit cards are those of the programs that they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Between question and answer on one line: `a::b`.
    pub inline: String,
    /// The same for a card that is asked both ways: `a:::b`.
    pub inline_reversed: String,
    /// A line between the lines of a question and those of its answer: `?`.
    pub lines: String,
    /// The same for a card that is asked both ways: `??`.
    pub lines_reversed: String,
    /// What stands around a hole; each pair makes holes: `==hole==`, `{{hole}}`.
    pub holes: Vec<(String, String)>,
    /// Notes with one of these tags, or one below it, hold such cards; without `#`.
    pub tags: Vec<String>,
    /// A heading with this tag is a question and its section the answer; without `#`.
    pub heading_tag: String,
    /// What becomes of refused candidates.
    pub refusals: Refusals,
}

/// What becomes of refused candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refusals {
    /// Each is kept with its rule and reason.
    #[default]
    Kept,
    /// They are forgotten: faster, for whole folders.
    Dropped,
}

impl Default for Settings {
    fn default() -> Self {
        let pair = |open: &str, close: &str| (open.to_string(), close.to_string());
        Self {
            inline: "::".into(),
            inline_reversed: ":::".into(),
            lines: "?".into(),
            lines_reversed: "??".into(),
            holes: vec![pair("==", "=="), pair("{{", "}}")],
            tags: vec!["flashcards".into()],
            heading_tag: "card".into(),
            refusals: Refusals::Kept,
        }
    }
}
