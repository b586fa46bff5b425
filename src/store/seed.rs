//! The note that is built into the program, so that it opens something without being given anything.

/// The name of the built-in note; its path in everything that is printed.
pub const SEED_NAME: &str = "decentralization_and_democratization_in_ai_development.md";

/// The built-in note.
pub const SEED: &[u8] = include_bytes!("../../seeds/decentralization_and_democratization_in_ai_development.md");
