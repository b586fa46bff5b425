//! Where keys go: the screen, and how far one has come on it.

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The text of a note.
    Text,
    /// One of the panes beside it.
    Pane,
    /// The page of a concept.
    Concept,
    /// The graph around a concept.
    Graph,
    /// The list of notes.
    Notes,
    /// The timeline of a video.
    Video,
    /// The find screen: letters are typed, so its keys are others.
    Find,
    /// How learning goes.
    Progress,
    /// The decks to choose from.
    Decks,
    /// A card whose answer is typed: letters are typed.
    Typing,
    /// A card whose answer is chosen.
    Choosing,
    /// A card whose lines are moved into order.
    Ordering,
    /// A card whose answer is recalled.
    Recalling,
    /// The question how sure one is.
    Sure,
    /// A list that is shown item by item.
    Ticking,
    /// The answer of a card.
    Answer,
    /// The end of a session.
    Ended,
}

impl Mode {
    /// True on the quiz screen.
    pub fn is_quiz(self) -> bool {
        matches!(
            self,
            Self::Typing
                | Self::Choosing
                | Self::Ordering
                | Self::Recalling
                | Self::Sure
                | Self::Ticking
                | Self::Answer
                | Self::Ended
        )
    }
}
