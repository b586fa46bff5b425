//! The few HTML tags that mean something in a note; all others vanish and their text stays.

use crate::note::span::Span;

/// What a tag does to the text around it.
pub(crate) enum Tag {
    /// `<br>` and the tags of blocks, which begin a line of their own.
    Break,
    Image {
        alt: Span,
        path: Span,
    },
    /// `<a href="…">`.
    Link(Span),
    LinkEnd,
    Div {
        callout: bool,
    },
    DivEnd,
    /// `<script>`, `<style>`: hidden up to the given closing tag.
    Swallows(&'static str),
    Unknown,
}

/// Tags are shorter than this, in bytes.
const TAG_LIMIT: usize = 2000;

/// The tag that begins at `at`, and the offset after its `>`; none when it is no well-formed tag.
pub(crate) fn tag(text: &str, at: usize) -> Option<(Tag, usize)> {
    let bytes = text.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let name_at = at + 1 + usize::from(closing);
    let window = bytes.get(name_at..bytes.len().min(name_at + TAG_LIMIT))?;
    let length = window.iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'-').count();
    let name = text.get(name_at..name_at + length)?.to_ascii_lowercase();
    let after_name = bytes.get(name_at + length).copied()?;
    let begins_well = name.starts_with(|it: char| it.is_ascii_alphabetic());
    if !begins_well || !(after_name.is_ascii_whitespace() || matches!(after_name, b'/' | b'>')) {
        return None;
    }
    let end = name_at + length + tag_length(window.get(length..)?)?;
    let attributes = Span::new(name_at + length, end - 1);
    let tag = meaning(&name, closing, text, attributes);
    let is_prose = matches!(tag, Tag::Unknown) && is_prose(attributes.of(text));
    (!is_prose).then_some((tag, end))
}

/// `<your name here>`: words where attributes should be.
fn is_prose(attributes: &str) -> bool {
    !attributes.contains('=') && attributes.contains(char::is_alphanumeric)
}

/// The bytes up to and including the `>` that closes a tag. A `>` in quotes does not close it; a `<` or a
/// blank line says that it was no tag.
fn tag_length(rest: &[u8]) -> Option<usize> {
    let (mut quote, mut line_is_blank) = (None, false);
    for (at, it) in rest.iter().enumerate() {
        match (quote, it) {
            (_, b'\n') if line_is_blank => return None,
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(*it),
            (Some(open), it) if open == *it => quote = None,
            _ => {}
        }
        line_is_blank = *it == b'\n' || (line_is_blank && it.is_ascii_whitespace());
    }
    None
}

/// True for `<https://…>` and `<name@place>`, whose `<` stands at `at`.
pub(crate) fn is_autolink(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let window = bytes.get(at + 1..bytes.len().min(at + TAG_LIMIT)).unwrap_or_default();
    let address = window.split(|it| matches!(it, b'>' | b'<') || it.is_ascii_whitespace()).next().unwrap_or_default();
    window.get(address.len()) == Some(&b'>') && address.iter().any(|it| matches!(it, b':' | b'@'))
}

/// Tags that begin a line of their own.
const BREAKING: &[&str] = &[
    "br",
    "p",
    "li",
    "tr",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "blockquote",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "details",
    "summary",
    "section",
    "pre",
];

fn meaning(name: &str, closing: bool, text: &str, attributes: Span) -> Tag {
    match (name, closing) {
        (name, _) if BREAKING.contains(&name) => Tag::Break,
        ("a", true) => Tag::LinkEnd,
        ("div", true) => Tag::DivEnd,
        ("script", false) => Tag::Swallows("</script>"),
        ("style", false) => Tag::Swallows("</style>"),
        ("div", false) => {
            let class = attribute(text, attributes, "class").map(|it| it.of(text)).unwrap_or_default();
            Tag::Div { callout: class.split_whitespace().any(|it| it == "callout") }
        }
        ("a", false) => attribute(text, attributes, "href").map_or(Tag::Unknown, Tag::Link),
        ("img", false) => {
            let read = |name| attribute(text, attributes, name).unwrap_or_default();
            Tag::Image { alt: read("alt"), path: read("src") }
        }
        _ => Tag::Unknown,
    }
}

/// The value of an attribute, without its quotes.
fn attribute(text: &str, attributes: Span, name: &str) -> Option<Span> {
    let all = attributes.of(text);
    let at = all.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = at.checked_sub(1).and_then(|it| all.as_bytes().get(it));
        before.is_some_and(u8::is_ascii_whitespace) && all.as_bytes().get(at + name.len()) == Some(&b'=')
    })?;
    let from = at + name.len() + 1;
    let value = all.get(from..)?;
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
    let (from, value) = if quote.is_some() { (from + 1, value.get(1..)?) } else { (from, value) };
    let ends = |it: char| quote.map_or(it.is_whitespace() || it == '/', |open| it == open);
    let length = value.find(ends).unwrap_or(value.len());
    let start = attributes.start as usize + from;
    Some(Span::new(start, start + length))
}
