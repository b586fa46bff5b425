//! What an import did, what it did not, and why.

use crate::cli::{
    exchange::foreign::Skipped,
    output::{Look, Output, Piece},
    status,
};
use serde::Serialize;
use std::{collections::BTreeMap, path::Path};

/// What came of an import.
pub(crate) struct Report {
    /// The other program.
    pub program: &'static str,
    pub file: String,
    pub cards: usize,
    pub reviews: usize,
    pub known: usize,
    /// How many steps of undoing take it back.
    pub steps: usize,
    pub done: Done,
    pub skipped: Vec<Skipped>,
}

/// Whether what was planned was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    All,
    Nothing,
}

#[derive(Serialize)]
struct Summary<'a> {
    program: &'a str,
    file: &'a str,
    cards: usize,
    reviews: usize,
    known: usize,
    skipped: usize,
    dry_run: bool,
}

#[derive(Serialize)]
struct SkippedShape<'a> {
    skipped: bool,
    name: &'a str,
    note: Option<&'a str>,
    line: Option<u32>,
    reviews: usize,
    why: &'a str,
}

/// So many are named of what was left out for one reason.
const NAMED: usize = 10;

impl Report {
    /// Prints it: what was done to standard output, what was not to standard error; `path` is what was opened.
    pub fn print(&self, json: bool, path: Option<&Path>, output: &mut Output) -> anyhow::Result<()> {
        if json {
            return self.print_json(output);
        }
        let Self { reviews, cards, known, steps, .. } = self;
        let will = if self.done == Done::All { "added" } else { "would be added" };
        let text =
            format!("{} of {} {will}, {known} known already", counted(*reviews, "review"), counted(*cards, "card"));
        output.line(&[Piece(Look::Plain, &text)])?;
        self.say_skipped();
        if self.done == Done::All && *reviews > 0 {
            let path = path.map(|it| format!(" {}", it.display())).unwrap_or_default();
            status::say(&format!("To take all of it back: recto log undo{path} --steps {steps}"));
        }
        Ok(())
    }

    fn print_json(&self, output: &mut Output) -> anyhow::Result<()> {
        for Skipped { name, place, reviews, why } in &self.skipped {
            let (note, line) = place.as_ref().map(|it| (it.0.as_str(), it.1)).unzip();
            output.json(&SkippedShape { skipped: true, name, note, line, reviews: *reviews, why })?;
        }
        let Self { program, file, cards, reviews, known, done, skipped, .. } = self;
        output.json(&Summary {
            program,
            file,
            cards: *cards,
            reviews: *reviews,
            known: *known,
            skipped: skipped.len(),
            dry_run: *done == Done::Nothing,
        })
    }

    fn say_skipped(&self) {
        let mut reasons: BTreeMap<&str, Vec<&Skipped>> = BTreeMap::new();
        for it in &self.skipped {
            reasons.entry(it.why).or_default().push(it);
        }
        for (why, skipped) in reasons {
            let reviews: usize = skipped.iter().map(|it| it.reviews).sum();
            let reviews = if reviews > 0 { format!(" ({})", counted(reviews, "review")) } else { String::new() };
            status::say(&format!("not imported: {}{reviews}: {why}", skipped.len()));
            for it in skipped.iter().take(NAMED) {
                let place = it.place.as_ref().map(|(note, line)| format!("{note}:{line}: ")).unwrap_or_default();
                status::say(&format!("  {place}{}", shortened(&it.name)));
            }
            if skipped.len() > NAMED {
                status::say(&format!("  … and {} more; --json lists all", skipped.len() - NAMED));
            }
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    /// So many characters tell what it is.
    const LENGTH: usize = 100;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
