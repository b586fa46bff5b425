//! How a name that was found folded is written in the notes.

use crate::{
    library::{ConceptId, without_suffix},
    search::{
        fold::{Folding, fold},
        index::{Index, file_name, tag},
    },
};

/// One of the names of all concepts as it is written; the first spelling of several that are folded alike.
pub(crate) fn concept(index: &Index, entry: u32) -> Option<String> {
    let (library, names) = (index.library(), index.concepts());
    let (folded, concept) = (names.get(entry), ConceptId(names.item(entry)));
    let is_it = |it: &str| fold(it, Folding::ALL).starts_with(folded);
    let title = library.title(concept).replace('_', " ");
    if is_it(&title) {
        return Some(title);
    }
    if let Some(note) = library.note_of(concept) {
        let file = file_name(&note.path).replace('_', " ");
        let aliases = note.aliases.iter().map(|it| it.replace('_', " "));
        let path = without_suffix(&note.path).replace('_', " ");
        let own = std::iter::once(file).chain(aliases).chain(note.tags.iter().map(|it| tag(it))).chain([path]);
        if let Some(name) = own.into_iter().find(|it| is_it(it)) {
            return Some(name);
        }
    }
    let mentions = library.mentions(concept).iter().filter_map(|it| library.at(*it));
    let words = mentions.filter(|it| it.1.has_alias).map(|(note, mention)| note.at(mention.words).replace('_', " "));
    words.into_iter().find(|it| is_it(it))
}
