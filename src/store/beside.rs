//! The notes that stand beside one note.

use std::path::Path;

/// The names of the notes in a folder itself, in order; folders inside it are not entered, for who opens one
/// note of a large folder did not ask for all of it. A folder that cannot be read has none.
pub fn notes_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_file())).map(|it| it.file_name());
    let mut notes: Vec<String> = names.filter_map(|it| it.into_string().ok()).filter(|it| is_note(it)).collect();
    notes.sort_unstable();
    notes
}

fn is_note(name: &str) -> bool {
    let suffix = Path::new(name).extension().unwrap_or_default();
    !name.starts_with('.') && (suffix.eq_ignore_ascii_case("md") || suffix.eq_ignore_ascii_case("markdown"))
}
