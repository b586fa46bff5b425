//! Whether ignore files leave a note out: the same answer that walking the folder gives, for one path.

use crate::store::{read::is_regular, walk::ignore_files_are_regular};
use ignore::{Match, gitignore::Gitignore};
use std::path::Path;

/// True when a `.ignore` or `.gitignore` names the note at `path`, a path inside `root` with `/`. That the folders
/// around it are not left out themselves is taken for granted.
pub(crate) fn is_ignored(root: &Path, path: &str) -> bool {
    // Like walking: without a regular file here, none has a say.
    ignore_files_are_regular(root)
        && [".ignore", ".gitignore"].iter().find_map(|name| verdict(root, &root.join(path), name)).unwrap_or(false)
}

/// What the files of this name say, the nearest first.
fn verdict(root: &Path, file: &Path, name: &str) -> Option<bool> {
    let folders = file.ancestors().skip(1).take_while(|it| it.starts_with(root));
    let mut rules = folders.map(|it| it.join(name)).filter(|it| is_regular(it));
    rules.find_map(|it| match Gitignore::new(it).0.matched(file, false) {
        Match::None => None,
        Match::Ignore(_) => Some(true),
        Match::Whitelist(_) => Some(false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::walk::{Found, walk};

    #[test]
    fn one_path_gets_the_answer_of_the_walk() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        put(".gitignore", "draft*.md\n/top.md\nsub/*.md\n!sub/deep.md\n# top2.md\n");
        put(".ignore", "!draft2.md\nold.md\n");
        put("sub/.gitignore", "!one.md\nown.md\n");
        put("sub/in/.ignore", "*.md\n!good.md\n");
        let names = ["a.md", "draft.md", "draft2.md", "top.md", "top2.md", "old.md", "one.md", "own.md", "deep.md"];
        let folders = ["", "sub/", "sub/in/", "other/"];
        let all: Vec<String> = folders.iter().flat_map(|it| names.map(|name| format!("{it}{name}"))).collect();
        for it in &all {
            put(it, "");
        }
        put("sub/in/good.md", "");
        let walked: Vec<String> = walk(folder.path())
            .filter_map(|it| if let Found::Note(note) = it { Some(note.name) } else { None })
            .collect();
        for path in all.iter().map(String::as_str).chain(["sub/in/good.md"]) {
            assert_eq!(is_ignored(folder.path(), path), !walked.iter().any(|it| it == path), "{path}");
        }
    }
}
