//! All notes together: for now their paths, and which of them a link means.

use crate::note::slug;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The notes of a folder by their paths, relative to it and with `/`.
#[derive(Debug, Default)]
pub struct Library {
    paths: Vec<String>,
    by_name: HashMap<String, Vec<u32>>,
    by_slug: HashMap<String, Vec<u32>>,
}

impl Library {
    /// Indexes paths; their order is kept.
    pub fn new(paths: Vec<String>) -> Self {
        let (mut by_name, mut by_slug) = (HashMap::<_, Vec<u32>>::new(), HashMap::<_, Vec<u32>>::new());
        for (at, path) in paths.iter().enumerate() {
            let name = stem(path);
            by_name.entry(folded(name)).or_default().push(at as u32);
            by_slug.entry(slug(name)).or_default().push(at as u32);
        }
        Self { paths, by_name, by_slug }
    }

    /// The paths, in order.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The note that `target` means when the note at `from` links to it: the path itself, then the file's
    /// name whatever its case, then its slug; of several the one in the same folder, then the shortest path.
    pub fn resolve(&self, target: &str, from: &str) -> Option<&str> {
        let bare = target.strip_suffix(".md").unwrap_or(target).trim_start_matches("./");
        let exact = self.paths.iter().find(|it| without_suffix(it) == bare);
        let named = || self.best(self.by_name.get(&folded(stem(bare)))?, bare, from);
        let slugged = || self.best(self.by_slug.get(&slug(stem(bare)))?, bare, from);
        exact.map(String::as_str).or_else(named).or_else(slugged)
    }

    fn best(&self, found: &[u32], target: &str, from: &str) -> Option<&str> {
        let paths = found.iter().filter_map(|it| self.paths.get(*it as usize)).map(String::as_str);
        let fits = |it: &&str| !target.contains('/') || folded(without_suffix(it)).ends_with(&folded(target));
        paths.filter(fits).min_by_key(|it| (folder(it) != folder(from), it.len()))
    }
}

fn without_suffix(path: &str) -> &str {
    path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path)
}

fn stem(path: &str) -> &str {
    without_suffix(path).rsplit('/').next().unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |it| it.0)
}

/// Case and composition aside, and nothing that cannot be seen.
fn folded(name: &str) -> String {
    crate::note::without_invisible(name).trim().nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_finds_its_note() {
        let paths = ["a/Same name.md", "b/same_name.md", "nikhil.kamath/AI future.md", "deep/er/b.md"];
        let library = Library::new(paths.iter().map(ToString::to_string).collect());
        for (target, from, found) in [
            ("a/Same name", "", Some("a/Same name.md")),
            ("same name", "", Some("a/Same name.md")),
            ("SAME_NAME", "a/x.md", Some("b/same_name.md")),
            ("ai_future", "", Some("nikhil.kamath/AI future.md")),
            ("nikhil.kamath/ai future", "", Some("nikhil.kamath/AI future.md")),
            ("er/b", "", Some("deep/er/b.md")),
            ("x/b", "", None),
            ("../../etc/passwd", "", None),
            ("nothing", "", None),
        ] {
            assert_eq!(library.resolve(target, from), found, "{target} from {from}");
        }
    }
}
