//! `recto quiz`: which deck is meant.

use crate::{
    cli::args_open::Quiz,
    library::ConceptKey,
    note::{INTRODUCTION, Note},
    quiz::{Deck, Kind, Source},
};

/// The deck that is asked for; `note` is the one that was named, none for a folder; `session` is how many cards are asked
/// unless it says.
///
/// # Errors
/// When a section or the text before reading is asked for and there is no such section, or no one note.
pub(crate) fn deck(quiz: &Quiz, note: Option<&Note>, session: usize) -> anyhow::Result<Deck> {
    let (source, title) = match (quiz, note) {
        (Quiz { concept: Some(name), .. }, _) => (Source::Concept(ConceptKey::Name(name.clone())), name.clone()),
        (Quiz { section: Some(heading), .. }, Some(note)) => section(note, heading)?,
        (Quiz { pretest: true, .. }, Some(note)) => (Source::Pretest(note.path().into()), note.title().into()),
        (Quiz { section: Some(_), .. } | Quiz { pretest: true, .. }, None) => {
            anyhow::bail!("--section and --pretest need one note, as in `recto quiz notes/talk.md --pretest`")
        }
        (Quiz { due: false, all: false, .. }, Some(note)) => (Source::Note(note.path().into()), note.title().into()),
        (Quiz { all: true, .. }, _) => (Source::Everything, "everything".into()),
        // Which notes these are is known once the log was read.
        _ => (Source::Due { notes: Vec::new() }, "what is due".into()),
    };
    let kind = quiz.kind.as_deref().and_then(Kind::parse);
    let limit = match quiz.limit {
        Some(limit) => limit,
        None if matches!(source, Source::Due { .. }) => usize::MAX,
        None => session,
    };
    Ok(Deck { source, title, kind, limit })
}

/// A section with those inside it, by its heading or by words of it.
fn section(note: &Note, heading: &str) -> anyhow::Result<(Source, String)> {
    let wanted = heading.to_lowercase();
    let holds =
        |it: &usize| note.sections().get(*it).is_some_and(|it| note.section_title(it).to_lowercase().contains(&wanted));
    let is_first = || (wanted == INTRODUCTION.to_lowercase()).then_some(0);
    let found = note.section_named(heading).or_else(|| (0..note.sections().len()).find(holds)).or_else(is_first);
    let found = found.ok_or_else(|| {
        anyhow::anyhow!("this note has no heading \"{heading}\"; `recto outline` prints those that it has")
    })?;
    let all = note.sections();
    let level = all.get(found).map_or(0, |it| it.level);
    let inside = all.iter().skip(found + 1).take_while(|it| level > 0 && it.level > level).count();
    let title = match all.get(found) {
        Some(it) if it.level > 0 => note.section_title(it),
        _ => INTRODUCTION.into(),
    };
    let sections = found as u32..(found + inside) as u32 + 1;
    Ok((Source::Section { path: note.path().into(), sections }, title))
}
