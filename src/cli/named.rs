//! Which concept a person means by a name, and what is said when there is none.

use crate::{
    cli::status,
    library::{ConceptId, Library, Meaning},
    search::rank,
};

/// So many near names are offered.
const NEAR: usize = 3;
/// Fewer letters are near to everything.
const LETTERS: usize = 3;

/// The concept of a name: a path, a file's name, a title or an alias in any spelling, or words that links show. Where
/// several notes have the name, says which one it is; where there is none, says what is near.
pub(crate) fn concept(library: &Library, name: &str) -> Option<ConceptId> {
    if let Meaning::Several(counts, all) = library.meaning(name, "") {
        let path = |it| library.note(it).map_or("", |it| it.path.as_str());
        let others: Vec<_> = all.into_iter().filter(|it| *it != counts).map(path).collect();
        let others = others.join(", ");
        status::complain(&format!("\"{name}\" means several notes: this is {}, not {others}", path(counts)));
    }
    let found = library.concept(name, "").or_else(|| library.concept_by_words(name));
    if found.is_none() {
        status::complain(&unknown(library, name));
    }
    found
}

fn unknown(library: &Library, name: &str) -> String {
    let said = format!("no note is called \"{name}\", and no link leads to such a name");
    let near: Vec<_> = near(library, name).into_iter().map(|it| format!("\"{it}\"")).collect();
    if near.is_empty() { said } else { format!("{said}; there is {}", near.join(", ")) }
}

/// Titles with the letters of a name, or with as many of its first ones as any title has.
fn near(library: &Library, name: &str) -> Vec<String> {
    let titles: Vec<String> = library.concepts().map(|it| library.title(it).into_owned()).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let name = name.replace('_', " ");
    let ends = name.char_indices().map(|it| it.0 + it.1.len_utf8()).skip(LETTERS - 1);
    let shorter = ends.collect::<Vec<_>>().into_iter().rev().filter_map(|end| name.get(..end));
    let found = shorter.map(|it| rank(it, &titles)).find(|it| !it.is_empty()).unwrap_or_default();
    let mut near: Vec<String> = Vec::new();
    for title in found.into_iter().filter_map(|it| titles.get(it)).filter(|it| !it.is_empty()) {
        if near.len() < NEAR && near.iter().all(|it| it != title) {
            near.push((*title).to_string());
        }
    }
    near
}
