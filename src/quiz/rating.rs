//! How well an answer was known, how sure the learner was of it, and what it was asked for.

/// How well an answer was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rating {
    /// Not.
    Again = 1,
    /// With an effort, or in part.
    Hard,
    /// It was known.
    Good,
    /// Without thinking.
    Easy,
}

impl Rating {
    /// All ratings, the worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Its number, from 1 to 4.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The rating of a number.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "Again",
            Self::Hard => "Hard",
            Self::Good => "Good",
            Self::Easy => "Easy",
        }
    }

    /// The rating of a name, in capitals or not, or of a number.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(text) || it.number().to_string() == text)
    }
}

/// How sure somebody is of an answer that has not been shown yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// It is only guessed.
    Guess,
    /// It may be right.
    Unsure,
    /// It is right.
    Sure,
}

impl Confidence {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Unsure, Self::Sure];

    /// Its key, from 1 to 3.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Its name, as in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Unsure => "unsure",
            Self::Sure => "sure",
        }
    }

    /// The confidence of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What a card is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// To be remembered: the answer counts for the schedule.
    #[default]
    Learn,
    /// To go through everything once more before an exam: it does not count.
    Cram,
    /// Before the text is read: to fail is no lapse, so it does not count either.
    Pretest,
}

impl Occasion {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Learn, Self::Cram, Self::Pretest];

    /// Its name, as in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Cram => "cram",
            Self::Pretest => "pretest",
        }
    }

    /// The occasion of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
