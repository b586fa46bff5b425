//! What a person types, taken apart: words with their signs, a kind, a time.

use crate::{
    library::without_suffix,
    note::{Reading, Time},
    search::{
        kind::Kind,
        word::{Manner, Stance, Word},
    },
};

/// A query. Several words are all wanted, in any order; `'word` means these very letters, `!word` none of them, `^word`
/// at the start, `word$` at the end, `"two words"` a phrase. `#`, `@`, `>` and `*` at the start ask for concepts,
/// timestamps, sections and terms, and `@1:09` for what is said at that time.
#[derive(Clone, Debug, Default)]
pub struct Query {
    words: Vec<Word>,
    kind: Option<Kind>,
    seconds: Option<u32>,
}

/// Of a pasted page so much is read: whoever types never comes near it, and the work for a key stays the same.
const LENGTH_LIMIT: usize = 2000;
/// So many words are searched for; a sentence that holds all of them is the one that was pasted.
const WORD_LIMIT: usize = 12;

impl Query {
    /// Takes a text apart. Every text is a query; what has no meaning in it is left out.
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().take(LENGTH_LIMIT).collect();
        let text = text.trim_matches(|it: char| it.is_whitespace() || it.is_control());
        if let Some(name) = linked_name(text) {
            return Self::plain(&name);
        }
        let kind = text.chars().next().and_then(Kind::of_prefix);
        let rest = if kind.is_some() { text.get(1..).unwrap_or_default() } else { text };
        let first = tokens(rest).first().copied().filter(|_| kind == Some(Kind::Timestamp));
        let seconds = first.and_then(Time::parse).map(|it| it.seconds(Reading::Hours));
        let rest = match seconds.and(first) {
            Some(time) => rest.trim_start().get(time.len()..).unwrap_or_default(),
            None => rest,
        };
        Self { kind, seconds, ..Self::plain(rest) }
    }

    /// The words of a text in which the first letter asks for no kind.
    pub(crate) fn plain(text: &str) -> Self {
        let text: String = text.chars().take(LENGTH_LIMIT).collect();
        let mut query = Self { words: tokens(&text).into_iter().filter_map(word).collect(), ..Self::default() };
        query.forget_signs();
        query.words.truncate(WORD_LIMIT);
        query
    }

    /// True when it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.kind.is_none()
    }

    /// The kind that it asks for.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// The second of the video that it asks for.
    pub fn seconds(&self) -> Option<u32> {
        self.seconds
    }

    /// Its words, in the order in which they were typed.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// `&` and `–` between words say nothing; alone they are what is looked for.
    fn forget_signs(&mut self) {
        if self.words.iter().any(Word::has_letters) {
            self.words.retain(|it| it.has_letters() || it.manner != Manner::Letters);
        }
    }
}

/// The name in a pasted link or file name, with blanks for its underscores.
fn linked_name(text: &str) -> Option<String> {
    let inside = text.trim_start_matches('!').strip_prefix("[[").map(|it| it.split("]]").next().unwrap_or(it));
    let link = inside.map(|it| it.split(['|', '#']).next().unwrap_or(it));
    let is_file = |it: &str| it.contains('_') || without_suffix(it) != it;
    let name = link.or_else(|| Some(text).filter(|it| !it.contains(char::is_whitespace) && is_file(it)))?;
    let name = without_suffix(name.trim());
    Some(name.rsplit('/').next().unwrap_or(name).replace('_', " "))
}

/// The words between blanks, and the phrases between quotes with what stands before them.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    let is_gap = |it: char| it.is_whitespace() || it.is_control();
    loop {
        rest = rest.trim_start_matches(is_gap);
        if rest.is_empty() {
            return found;
        }
        let quote = if rest.starts_with("!\"") { 2 } else { usize::from(rest.starts_with('"')) };
        let phrase = rest.get(quote..).and_then(|it| it.find('"')).filter(|_| quote > 0).map(|it| quote + it + 1);
        let end = phrase.or_else(|| rest.find(is_gap)).unwrap_or(rest.len());
        let (token, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        found.push(token);
        rest = after;
    }
}

/// A word without its signs; none when nothing is left.
fn word(token: &str) -> Option<Word> {
    let (stance, rest) = match token.strip_prefix('!') {
        Some(rest) => (Stance::Unwanted, rest),
        None => (Stance::Wanted, token),
    };
    let phrase = rest.strip_prefix('"').map(|it| it.trim_end_matches('"'));
    if let Some(phrase) = phrase {
        return Word::new(phrase.trim(), Manner::Exact, stance);
    }
    let exact = rest.strip_prefix('\'');
    let start = rest.strip_prefix('^');
    let rest = exact.or(start).unwrap_or(rest);
    let end = rest.strip_suffix('$');
    let (manner, bare) = match (start, end) {
        (Some(_), Some(bare)) => (Manner::Whole, bare),
        (Some(_), None) => (Manner::Start, rest),
        (None, Some(bare)) => (Manner::End, bare),
        // What must not be there is meant as it is written.
        (None, None) if exact.is_some() || stance == Stance::Unwanted => (Manner::Exact, rest),
        (None, None) => (Manner::Letters, without_stops(rest)),
    };
    Word::new(bare, manner, stance)
}

/// A word without the stops and brackets that a pasted sentence has around it.
fn without_stops(word: &str) -> &str {
    let stops = [',', ';', ':', '.', '?', '!', '(', ')', '[', ']', '"', '“', '”', '…'];
    let bare = word.trim_matches(stops);
    if bare.contains(char::is_alphanumeric) { bare } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        let query = Query::parse(text);
        let words = query.words().iter().map(|it| format!("{:?} {:?} {}", it.stance, it.manner, it.text));
        let words = words.collect::<Vec<_>>().join(", ");
        let words = words.replace("Unwanted ", "no ").replace("Wanted ", "");
        format!("{} {} {words}", query.kind().map_or("-", Kind::name), query.seconds().unwrap_or_default())
    }

    #[test]
    fn signs_are_told_from_words() {
        for (text, expected) in [
            ("Curse  intelligence", "- 0 Letters curse, Letters intelligence"),
            ("#agi curse", "concept 0 Letters agi, Letters curse"),
            ("# agi", "concept 0 Letters agi"),
            (">", "section 0 "),
            ("@1:09 labor", "timestamp 69 Letters labor"),
            ("@ 1:02:03", "timestamp 3723 "),
            ("'exact !no ^start end$ ^both$", "- 0 Exact exact, no Exact no, Start start, End end, Whole both"),
            ("\"two words\" !\"not these\" x", "- 0 Exact two words, no Exact not these, Letters x"),
            ("\"open", "- 0 Exact open"),
            ("' ! ^ $ !^", "- 0 "),
            ("wealth, (power) & ideas.", "- 0 Letters wealth, Letters power, Letters ideas"),
            ("[[the_curse#part | curses]]", "- 0 Letters the, Letters curse"),
            ("talks/the_curse.md", "- 0 Letters the, Letters curse"),
            ("&", "- 0 Letters &"),
            ("c++ c#", "- 0 Letters c++, Letters c#"),
            ("Café \u{202e}\u{7}", "- 0 Letters cafe"),
        ] {
            assert_eq!(parsed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let page = "word ".repeat(100_000);
        assert_eq!(Query::parse(&page).words().len(), WORD_LIMIT);
        assert!(Query::parse(&"x".repeat(100_000)).words()[0].text.len() <= 64);
        assert!(Query::parse(" \u{7} \n").is_empty());
    }
}
