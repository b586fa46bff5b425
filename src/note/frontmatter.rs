//! The frontmatter: cut off by hand, read as YAML, or else line by line.

use crate::note::{
    diagnostic::{Code, Oddity},
    span::Span,
};
use serde_json::{Map, Value};

/// What the frontmatter says, in the order of the file.
pub type Frontmatter = Map<String, Value>;

/// A frontmatter block in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Between the `---` lines.
    pub yaml: Span,
    /// After the line that closes it.
    pub end: usize,
}

/// The block that begins at `start`; none if there is no `---` line, no answer to it, or no `key:` in it
/// (then the dashes are a thematic break).
pub(crate) fn cut(text: &str, start: usize) -> Result<Option<Cut>, Unclosed> {
    let Some(first) = text.get(start..).and_then(|it| it.split_inclusive('\n').next()) else {
        return Ok(None);
    };
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return Ok(None);
    }
    let from = start + first.len();
    let mut at = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = Span::new(from, at);
            let cut = Cut { yaml, end: at + line.len() };
            return Ok(looks_like_yaml(yaml.of(text)).then_some(cut));
        }
        at += line.len();
    }
    Err(Unclosed)
}

/// A first `---` without a second one.
#[derive(Debug)]
pub(crate) struct Unclosed;

fn looks_like_yaml(yaml: &str) -> bool {
    yaml.trim().is_empty()
        || yaml.lines().any(|line| key_value(line).is_some() || line.starts_with('#'))
        || assignments(yaml).is_some()
}

/// Nothing but lines of `key = value`, as hashcards writes the name of a deck.
fn assignments(block: &str) -> Option<Frontmatter> {
    let mut map = Frontmatter::new();
    for line in block.lines().filter(|it| !it.trim().is_empty()).take(LINE_LIMIT) {
        let (key, value) = line.split_once('=')?;
        let is_key = key.trim().bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
        let is_value = !value.trim().is_empty() && !value.starts_with('=');
        if key.trim().is_empty() || !is_key || !is_value {
            return None;
        }
        map.entry(key.trim()).or_insert_with(|| Value::from(unquoted(value.trim())));
    }
    (!map.is_empty()).then_some(map)
}

/// `key: value` at the start of a line.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | ' ' | '.' | '/'))
        && key.starts_with(|it: char| it.is_alphanumeric() || it == '_');
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (key.trim(), value.trim()))
}

/// Reads a block. Valid YAML keeps its types; anything else is read as `key: value` lines, with an oddity.
pub(crate) fn read(text: &str, yaml: Span, oddities: &mut Vec<Oddity>) -> Frontmatter {
    let block = yaml.of(text);
    if let Some(plain) = plain(block).or_else(|| assignments(block)) {
        return plain;
    }
    match serde_saphyr::from_str_with_options::<Value>(block, limits()) {
        Ok(Value::Object(map)) => return map,
        Ok(Value::Null) => return Frontmatter::new(),
        _ => {}
    }
    let message = "the frontmatter is not valid YAML and is read line by line; \
                   put quotes around values that hold a colon or begin with @ or [";
    oddities.push(Oddity::new(yaml.start as usize, Code::FrontmatterInvalid, message));
    by_lines(block)
}

/// No frontmatter that a person wrote comes near these; a bomb is given up within milliseconds.
fn limits() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_events: 100_000, max_nodes: 50_000, max_aliases: 1_000 },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 20_000 },
    }
}

/// The commonest frontmatter, lines of `key: plain words`, without the cost of a YAML parser.
/// None as soon as a line might mean anything else.
fn plain(block: &str) -> Option<Frontmatter> {
    let mut map = Frontmatter::new();
    for line in block.lines().filter(|it| !it.is_empty()) {
        let (key, value) = key_value(line)?;
        let plain_key = key.bytes().all(|it| it.is_ascii_alphabetic() || it == b'_') && !is_typed(key);
        if !plain_key || !is_plain(value) || map.insert(key.into(), value.into()).is_some() {
            return None;
        }
    }
    Some(map)
}

/// True for a scalar that YAML reads as the very string that stands there.
fn is_plain(value: &str) -> bool {
    let first = value.bytes().next();
    first.is_some_and(|it| it.is_ascii_alphabetic() || it >= 0x80)
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.contains(['\t', '\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}'])
        && !value.ends_with(':')
        && !is_typed(value)
}

/// Words that YAML may read as something else than a string.
fn is_typed(value: &str) -> bool {
    value.len() <= 5
        && ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
            .iter()
            .any(|it| value.eq_ignore_ascii_case(it))
}

/// Reads what can be read of a broken block; quotes around a value are taken off.
fn by_lines(block: &str) -> Frontmatter {
    let mut map = Frontmatter::new();
    for (key, value) in block.lines().filter_map(key_value).take(LINE_LIMIT) {
        map.entry(key).or_insert_with(|| Value::from(unquoted(value)));
    }
    map
}

/// A broken block with more keys than this is no frontmatter that anyone wrote.
const LINE_LIMIT: usize = 1000;

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|it| it.strip_suffix(quote)) {
            return inner;
        }
    }
    value
}

/// The names in `aliases` or `alias`: a list, or words between commas.
pub(crate) fn aliases(map: &Frontmatter) -> Vec<String> {
    listed(map, ["aliases", "alias"])
}

/// The names in `tags` or `tag`, without `#`.
pub(crate) fn tags(map: &Frontmatter) -> Vec<String> {
    let tags = listed(map, ["tags", "tag"]);
    tags.iter().map(|it| it.trim_start_matches('#').to_string()).filter(|it| !it.is_empty()).collect()
}

fn listed(map: &Frontmatter, keys: [&str; 2]) -> Vec<String> {
    let values = keys.iter().filter_map(|it| map.get(*it));
    let mut names = Vec::new();
    for value in values {
        match value {
            Value::String(line) => names.extend(line.split(',').map(str::to_string)),
            Value::Array(list) => names.extend(list.iter().filter_map(|it| match it {
                Value::String(name) => Some(name.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            })),
            _ => {}
        }
    }
    names.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).map(str::to_string).collect()
}

/// A value as the author typed it, also where YAML would make a number of it (`007`, `1e10`).
pub(crate) fn typed(text: &str, yaml: Option<Span>, map: &Frontmatter, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::String(value) => Some(value.clone()),
        Value::Number(_) | Value::Bool(_) => {
            let lines = yaml?.of(text).lines();
            let (_, value) = lines.filter_map(key_value).find(|(name, _)| *name == key)?;
            Some(unquoted(value).to_string())
        }
        _ => None,
    }
}
