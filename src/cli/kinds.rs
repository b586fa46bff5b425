//! What the command line calls the kinds of results, and how many of them may be asked for.

use crate::search::Kind;
use clap::builder::{PossibleValue, PossibleValuesParser, RangedU64ValueParser};

/// The kinds of results by all their names.
pub(crate) fn kinds() -> PossibleValuesParser {
    let value = |it: Kind| PossibleValue::new(it.name()).aliases(it.other_names().iter().copied());
    PossibleValuesParser::new(Kind::ALL.map(value))
}

/// At least one.
pub(crate) fn limits() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}
