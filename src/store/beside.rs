//! The notes that stand beside one note.

use std::path::Path;

/// The first names of the notes in a folder itself, in order, at most `most` of them; none when the folder is small
/// enough to be walked at once. Ten thousand entries take 5 ms.
pub fn glimpse(folder: &Path, most: usize) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|it| it.file_name()).collect();
    if names.len() < LARGE {
        return Vec::new();
    }
    names.retain(|it| it.to_str().is_some_and(is_note));
    let first = most.min(names.len());
    if first < names.len() {
        names.select_nth_unstable(first);
    }
    names.truncate(first);
    names.sort_unstable();
    names.into_iter().filter_map(|it| it.into_string().ok()).collect()
}

/// A folder with fewer entries is walked before anyone could notice.
const LARGE: usize = 2000;

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
