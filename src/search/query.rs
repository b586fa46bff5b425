//! What a person types, taken apart: words with their signs, a kind, a time.

use crate::search::{
    filler::is_filler,
    kind::Kind,
    pasted,
    word::{Manner, Stance, Word},
};

/// A query. Several words are all wanted, in any order, fillers such as `the` and `what` only where they are; `'word`
/// means these very letters, `!word` none of them, `^word` at the start, `word$` at the end, `"two words"` a phrase. `#`,
/// `@`, `>` and `*` at the start ask for concepts, timestamps, sections and terms, and `@1:09` for what is said at that
/// time. What is pasted is taken for what it is: links, paths, headings, times, addresses of videos.
#[derive(Clone, Debug, Default)]
pub struct Query {
    words: Vec<Word>,
    kind: Option<Kind>,
    seconds: Option<u32>,
    video: Option<String>,
    /// The time that a word of it may be.
    moment: Option<Box<Self>>,
    /// What it means if it finds nothing as it is.
    instead: Vec<Self>,
}

/// Of a pasted page so much is read: whoever types never comes near it, and the work for a key stays the same.
const LENGTH_LIMIT: usize = 2000;
/// So many words are searched for; a sentence that holds all of them is the one that was pasted.
const WORD_LIMIT: usize = 12;
/// Of so many, signs among them.
const READ: usize = 2 * WORD_LIMIT;

impl Query {
    /// Takes a text apart. Every text is a query; what has no meaning in it is left out.
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().take(LENGTH_LIMIT).collect();
        let text = text.trim_matches(|it: char| it.is_whitespace() || it.is_control());
        if let Some(path) = pasted::path(text) {
            return Self::of_path(path);
        }
        if let Some(id) = pasted::video(text) {
            return Self { video: Some(id.to_string()), ..Self::plain(text) };
        }
        if let Some((level, words)) = pasted::heading(text) {
            return Self::of_heading(level, words);
        }
        let kind = text.chars().next().and_then(Kind::of_prefix);
        let rest = if kind.is_some() { text.get(1..).unwrap_or_default() } else { text };
        match kind {
            Some(Kind::Timestamp) => Self::of_time(&tokens(rest), pasted::spoken_time),
            Some(Kind::Concept) => {
                // `#word` may be a tag or a number in the text.
                Self { kind, instead: vec![Self::plain(text), Self::plain(rest)], ..Self::plain(rest) }
            }
            Some(_) => Self { kind, ..Self::plain(rest) },
            None => Self::of_words(text),
        }
    }

    /// Words of which one may be a time.
    fn of_words(text: &str) -> Self {
        let tokens = tokens(text);
        let after_sign = |it: &str| it.strip_prefix('@').and_then(pasted::spoken_time);
        if tokens.iter().any(|it| after_sign(it).is_some()) {
            return Self::of_time(&tokens, after_sign);
        }
        let has_time = tokens.iter().any(|it| pasted::time(it).is_some());
        let moment = has_time.then(|| Box::new(Self::of_time(&tokens, pasted::time)));
        Self { moment, ..Self::plain(text) }
    }

    /// What is said at the first of these words that is a time, with the others in it.
    fn of_time(tokens: &[&str], time: impl Fn(&str) -> Option<u32>) -> Self {
        let at = tokens.iter().position(|it| time(it).is_some());
        let seconds = at.and_then(|it| time(tokens.get(it)?));
        let others = (0..).zip(tokens).filter(|it| Some(it.0) != at).map(|it| *it.1);
        Self { kind: Some(Kind::Timestamp), seconds, ..Self::of_tokens(others) }
    }

    /// The note of a path: the words of its name are wanted, those of its folders welcome.
    fn of_path(path: &str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut query = Self::plain(&name.replace('_', " "));
        for mut word in Self::plain(&folder.replace(['_', '/'], " ")).words {
            word.stance = Stance::Welcome;
            query.words.push(word);
        }
        query.words.truncate(WORD_LIMIT);
        query
    }

    /// A heading; one of the first level may be a concept, too, for whoever types a blank after the sign.
    fn of_heading(level: usize, words: &str) -> Self {
        let query = |kind| Self { kind, ..Self::plain(words) };
        let (section, plain) = (query(Some(Kind::Section)), query(None));
        if level > 1 {
            return Self { instead: vec![plain], ..section };
        }
        Self { instead: vec![section, plain], ..query(Some(Kind::Concept)) }
    }

    /// The words of a text in which the first letter asks for no kind.
    pub(crate) fn plain(text: &str) -> Self {
        let text: String = text.chars().take(LENGTH_LIMIT).collect();
        Self::of_tokens(tokens(&text).into_iter())
    }

    fn of_tokens<'a>(tokens: impl Iterator<Item = &'a str>) -> Self {
        let mut query = Self { words: tokens.flat_map(parts).filter_map(word).take(READ).collect(), ..Self::default() };
        query.forget_signs();
        query.words.truncate(WORD_LIMIT);
        query.welcome_fillers();
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

    /// The id of the video that it may be.
    pub(crate) fn video(&self) -> Option<&str> {
        self.video.as_deref()
    }

    /// The time that one of its words may be, with the others.
    pub(crate) fn moment(&self) -> Option<&Self> {
        self.moment.as_deref()
    }

    /// What it means if it finds nothing as it is, one after the other.
    pub(crate) fn instead(&self) -> &[Self] {
        &self.instead
    }

    /// Its words, in the order in which they were typed.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The same with two neighbours as one word, as in `space x`; none when one of them is no plain word.
    pub(crate) fn joined(&self, at: usize) -> Option<Self> {
        let (first, second) = (self.words.get(at)?, self.words.get(at + 1)?);
        let is_plain = |it: &Word| it.manner == Manner::Letters && it.stance != Stance::Unwanted;
        let both = format!("{}{}", first.typed, second.typed);
        let both = Word::new(&both, Manner::Letters, Stance::Wanted).filter(|_| is_plain(first) && is_plain(second))?;
        let mut words = self.words.clone();
        words.splice(at..at + 2, [both]);
        Some(Self { words, kind: self.kind, ..Self::default() })
    }

    /// `&` and `–` between words say nothing; alone they are what is looked for, as they are.
    fn forget_signs(&mut self) {
        self.words.retain(|it| it.has_letters() || it.is_wanted());
        if self.words.iter().any(Word::has_letters) {
            self.words.retain(|it| it.has_letters() || it.manner != Manner::Letters);
        }
        for word in self.words.iter_mut().filter(|it| !it.has_letters() && it.manner == Manner::Letters) {
            word.manner = Manner::Exact;
        }
    }

    /// Of several words the fillers are not required.
    fn welcome_fillers(&mut self) {
        let is_filler = |it: &Word| it.is_wanted() && it.manner == Manner::Letters && is_filler(&it.text, &it.typed);
        if self.words.iter().any(|it| it.is_wanted() && !is_filler(it)) {
            self.words.iter_mut().filter(|it| is_filler(it)).for_each(|it| it.stance = Stance::Welcome);
        }
    }
}

/// A word, or the words between its slashes: a path is found by its parts.
fn parts(token: &str) -> impl Iterator<Item = &str> {
    let is_word = |it: &str| it.chars().nth(1).is_some() && it.contains(char::is_alphabetic);
    let bare = token.trim_end_matches('/');
    let is_path = !token.contains(['"', '\'', '^', '$', ':']) && bare.split('/').all(is_word);
    let (whole, parts) = if is_path { (None, Some(bare.split('/'))) } else { (Some(token), None) };
    whole.into_iter().chain(parts.into_iter().flatten())
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
    // `costs 5$`, and what ends a regular expression, are meant as they are.
    let end = rest.strip_suffix('$').filter(|it| it.is_empty() || it.ends_with(char::is_alphabetic));
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
        let words = words.replace("Unwanted ", "no ").replace("Wanted ", "").replace("Welcome Letters ", "~");
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
            ("what is the curse", "- 0 ~what, ~is, ~the, Letters curse"),
            ("the who", "- 0 Letters the, Letters who"),
            ("'the curse of IT", "- 0 Exact the, Letters curse, ~of, Letters it"),
            ("Rust/Borrow checker.md", "- 0 Letters borrow, Letters checker, ~rust"),
            ("Rust/Borrow and/or 24/7", "- 0 Letters rust, Letters borrow, ~and, ~or, Letters 24/7"),
            ("## The \"Mind\"", "section 0 ~the, Exact mind"),
            ("@labor 1:09", "timestamp 69 Letters labor"),
            ("labor @1h04m", "timestamp 3840 Letters labor"),
            ("1:09 labor", "- 0 Letters 1:09, Letters labor"),
            ("!!! (a+)+$", "- 0 Letters a+)+$"),
            ("\"two words\" !\"not these\" x", "- 0 Exact two words, no Exact not these, Letters x"),
            ("\"open", "- 0 Exact open"),
            ("' ! ^ $ !^", "- 0 "),
            ("wealth, (power) & ideas.", "- 0 Letters wealth, Letters power, Letters ideas"),
            ("[[the_curse#part | curses]]", "- 0 ~the, Letters curse"),
            ("talks/the_curse.md", "- 0 ~the, Letters curse, ~talks"),
            ("&", "- 0 Exact &"),
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
