//! Names of notes: how paths, targets and addresses are read, and when two names are the same.

use crate::note::{is_media, slug, without_invisible};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A path without `.md` or `.markdown`, whatever their case.
pub fn without_suffix(path: &str) -> &str {
    let ends = |suffix: &str| {
        let at = path.len().checked_sub(suffix.len())?;
        path.get(at..).filter(|it| it.eq_ignore_ascii_case(suffix)).and_then(|_| path.get(..at))
    };
    ends(".md").or_else(|| ends(".markdown")).unwrap_or(path)
}

/// The file's name in a path, without its suffix.
pub fn stem(path: &str) -> &str {
    let whole = without_suffix(path);
    whole.rsplit('/').next().unwrap_or(whole)
}

/// The folder of a path, without a `/` at its end; empty for the opened folder itself.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |it| it.0)
}

/// A name for comparing: case and composition aside, and nothing that cannot be seen.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.trim().to_ascii_lowercase();
    }
    // By way of capitals, so that `ß` is `SS` and the sigma at the end of a word one like all others.
    without_invisible(name).trim().nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// The slug of a name, the same however its letters are composed.
pub fn slugged(name: &str) -> String {
    if name.is_ascii() { slug(name) } else { slug(&name.nfc().collect::<String>()) }
}

/// The path that `relative` means in `folder`; none when it leads out of the opened folder.
pub fn joined(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The path and the heading of an address that leads to a note beside this one, such as `other%20note.md#top`.
pub fn linked_path(address: &str) -> Option<(&str, &str)> {
    let (path, heading) = address.split_once('#').unwrap_or((address, ""));
    let is_note = without_suffix(path).len() < path.len() && !path.contains(':') && !path.starts_with('/');
    is_note.then_some((path, heading))
}

/// A part of an address with its `%20` as they are meant.
pub fn decoded(part: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy()
}

/// A path of an address as a target: its `%20` as they are meant, and read from the note's own folder.
pub fn beside(path: &str) -> Cow<'_, str> {
    let decoded = decoded(path);
    if decoded.starts_with("./") || decoded.starts_with("../") { decoded } else { format!("./{decoded}").into() }
}

/// True for names of files that are no notes: pictures, sounds, films, documents, boards.
pub fn is_attachment(name: &str) -> bool {
    const OTHERS: &[&str] = &["canvas", "base", "csv", "xlsx", "docx", "pptx", "zip", "epub", "json", "txt", "html"];
    let suffix = name.rsplit_once('.').map(|it| it.1);
    is_media(name) || suffix.is_some_and(|suffix| OTHERS.iter().any(|it| suffix.eq_ignore_ascii_case(it)))
}

/// The id of the video that an address plays.
pub fn video_in(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").or_else(|| rest.strip_prefix("m.")).unwrap_or(rest);
    let rest = match rest.strip_prefix("youtu.be/") {
        Some(id) => id,
        None => {
            let path = rest.strip_prefix("youtube.com/")?;
            let query = path.strip_prefix("watch?").and_then(|it| it.split('&').find_map(|it| it.strip_prefix("v=")));
            query.or_else(|| ["live/", "embed/", "shorts/"].iter().find_map(|it| path.strip_prefix(it)))?
        }
    };
    let id = rest.split(['?', '&', '#', '/']).next()?;
    let is_id = id.len() == 11 && id.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
    is_id.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markdown_suffixes_are_taken_off() {
        for (path, name) in [("a/b.md", "b"), ("nikhil.kamath/x.MD", "x"), ("v1.2", "v1.2"), ("é", "é")] {
            assert_eq!(stem(path), name);
        }
    }

    #[test]
    fn relative_paths_stay_inside_the_folder() {
        for (base, relative, path) in [
            ("a/b", "../c", Some("a/c")),
            ("", "./c", Some("c")),
            ("a", "../../etc/passwd", None),
            ("a", "/b", Some("a/b")),
        ] {
            assert_eq!(joined(base, relative).as_deref(), path, "{relative} in {base}");
        }
    }

    #[test]
    fn addresses_of_notes_and_of_videos_are_told_from_others() {
        assert_eq!(linked_path("a%20b.md#Top"), Some(("a%20b.md", "Top")));
        for other in ["https://x.org/a.md", "picture.png", "#top", "/etc/x.md"] {
            assert_eq!(linked_path(other), None, "{other}");
        }
        for address in [
            "https://www.youtube.com/watch?v=bzzMy38mY8U",
            "https://youtube.com/watch?t=3&v=bzzMy38mY8U#x",
            "http://youtu.be/bzzMy38mY8U?t=4",
            "https://m.youtube.com/shorts/bzzMy38mY8U",
        ] {
            assert_eq!(video_in(address), Some("bzzMy38mY8U"), "{address}");
        }
        for other in ["https://youtu.be/short", "https://youtube.com/@channel", "https://x.org/watch?v=bzzMy38mY8U"] {
            assert_eq!(video_in(other), None, "{other}");
        }
    }
}
