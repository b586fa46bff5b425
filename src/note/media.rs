//! Embedded files that are no notes: pictures, sound, films and pages, told by their endings.

/// The endings of such files, in lower case.
const ENDINGS: &[&str] = &[
    "3gp", "aac", "apng", "avif", "bmp", "flac", "gif", "heic", "ico", "jpeg", "jpg", "m4a", "mkv", "mov", "mp3",
    "mp4", "oga", "ogg", "ogv", "opus", "pdf", "png", "svg", "tif", "tiff", "wav", "webm", "webp",
];

/// True when a target such as `a/picture.png` or `paper.pdf#page=2` names a file that is no note.
pub fn is_media(target: &str) -> bool {
    let name = target.split('#').next().unwrap_or(target).trim();
    let ending = name.rsplit_once('.').map(|it| it.1.to_ascii_lowercase());
    ending.is_some_and(|it| ENDINGS.contains(&it.as_str()))
}

/// True for the size of a picture, which stands where an alias would: `300` or `300x200`.
pub(crate) fn is_size(alias: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    alias.split_once('x').map_or(is_number(alias), |it| is_number(it.0) && is_number(it.1))
}

#[cfg(test)]
mod tests {
    use super::{is_media, is_size};

    #[test]
    fn files_are_told_by_their_endings() {
        for (target, expected) in [
            ("picture.png", true),
            ("a/b c.JPEG", true),
            ("paper.pdf#page=2", true),
            ("note", false),
            ("note.md", false),
            ("nikhil.kamath", false),
            ("png", false),
            ("note#see x.png", false),
        ] {
            assert_eq!(is_media(target), expected, "{target}");
        }
    }

    #[test]
    fn a_size_is_no_alias() {
        for (alias, expected) in [("300", true), ("300x200", true), ("x", false), ("3 cats", false), ("", false)] {
            assert_eq!(is_size(alias), expected, "{alias}");
        }
    }
}
