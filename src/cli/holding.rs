//! Cards that are met for the first time are held by their library and by their note, whichever of them is opened next.

use crate::{
    quiz::CardId,
    schedule::What,
    store::{self, SEED_KEY},
};
use std::{collections::BTreeMap, path::Path};

/// Keeps which cards are met, so that they are found again although they are edited before they are opened once more.
/// `root` is the folder that the notes stand in, none for the built-in note. What cannot be kept is only not found again.
pub(crate) fn hold(state: &Path, root: Option<&Path>, happened: &[What]) {
    let mut homes: BTreeMap<String, Vec<CardId>> = BTreeMap::new();
    for what in happened {
        let What::Met { card, fingerprint } = what else { continue };
        let names = match root {
            Some(root) => vec![store::key(root), store::key(&root.join(&fingerprint.note))],
            None => vec![SEED_KEY.into()],
        };
        for name in names {
            homes.entry(name).or_default().push(*card);
        }
    }
    for (name, cards) in homes {
        let _ = store::hold_more(state, &name, &cards);
    }
}
