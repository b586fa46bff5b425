//! What is pasted rather than typed: links, paths of notes, headings, times, addresses of videos.

use crate::{
    library::{video_in, without_suffix},
    note::{Reading, Time},
};

/// The path of a note in pasted text: a link, a file's name, or a path, without its suffix.
pub(crate) fn path(text: &str) -> Option<&str> {
    let inside = text.trim_start_matches('!').strip_prefix("[[").map(|it| it.split("]]").next().unwrap_or(it));
    if let Some(inside) = inside {
        return Some(without_suffix(inside.split(['|', '#']).next().unwrap_or(inside).trim()));
    }
    let is_file = without_suffix(text) != text || !text.contains(char::is_whitespace) && text.contains('_');
    is_file.then(|| without_suffix(text))
}

/// The words of a heading pasted with the signs before it, and how many signs these were.
pub(crate) fn heading(text: &str) -> Option<(usize, &str)> {
    let bare = text.trim_start_matches('#');
    let level = text.len() - bare.len();
    let is_heading = (1..=6).contains(&level) && bare.starts_with(' ') && !bare.trim().is_empty();
    is_heading.then(|| (level, bare.trim()))
}

/// The seconds of a time as notes write it: `1:09`, `[01:04:02]`.
pub(crate) fn time(token: &str) -> Option<u32> {
    Time::parse(token.trim_matches([',', ';', '.'])).map(|it| it.seconds(Reading::Hours))
}

/// The seconds of a time as people and addresses write it, too: `1h04m`, `12m40s`.
pub(crate) fn spoken_time(token: &str) -> Option<u32> {
    if let Some(seconds) = time(token) {
        return Some(seconds);
    }
    let (mut rest, mut seconds) = (token, None);
    for (unit, worth) in [('h', 3600), ('m', 60), ('s', 1)] {
        let Some((number, after)) = rest.split_once(unit) else { continue };
        let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
        let number: u32 = Some(number).filter(|_| is_number)?.parse().ok()?;
        (seconds, rest) = (Some(seconds.unwrap_or(0) + number * worth), after);
    }
    seconds.filter(|_| rest.is_empty())
}

/// The id of a video: in its address, or alone.
pub(crate) fn video(text: &str) -> Option<&str> {
    if let Some(id) = video_in(text) {
        return Some(id);
    }
    let is_id = text.len() == 11 && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
    // A word of eleven letters is none.
    let is_odd = text.bytes().skip(1).any(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    (is_id && is_odd).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_told_from_words() {
        for (text, expected) in [
            ("[[a/the_curse#part | curses]]", Some("a/the_curse")),
            ("![[the curse.md]]", Some("the curse")),
            ("Rust/Borrow checker.md", Some("Rust/Borrow checker")),
            ("the_curse", Some("the_curse")),
            ("Rust/Borrow checker", None),
            ("the curse_of", None),
        ] {
            assert_eq!(path(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1:09", Some(69)),
            ("[00:12:40],", Some(760)),
            ("1h04m", Some(3840)),
            ("12m40s", Some(760)),
            ("90s", Some(90)),
            ("ms", None),
            ("1h04", None),
            ("12:75", None),
        ] {
            assert_eq!(spoken_time(text), expected, "{text}");
        }
        assert_eq!(heading("## A \"Shared Mind\""), Some((2, "A \"Shared Mind\"")));
        assert_eq!((heading("#agi"), heading("# ")), (None, None));
        assert_eq!(video("https://youtu.be/a-Bc7De9FGh?t=7"), Some("a-Bc7De9FGh"));
        assert_eq!((video("a-Bc7De9FGh"), video("investments")), (Some("a-Bc7De9FGh"), None));
    }
}
