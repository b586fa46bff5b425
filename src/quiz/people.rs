//! Whom a note names: which words are names, who speaks in it, and what the talk is called.

use crate::{
    note::Span,
    quiz::{
        language::Class,
        token::{Shape, Token},
    },
};
use foldhash::{HashMap, HashMapExt, HashSet};

/// The names of a note.
#[derive(Default)]
pub(crate) struct People {
    /// Words that have a capital within a sentence.
    pub names: HashSet<Box<str>>,
    /// The last names of those who speak, or are the subject of many sentences.
    pub speakers: HashSet<Box<str>>,
    /// What the talk is called, in small letters, if its first line says where it is from.
    pub show: Option<String>,
}

/// A name without its genitive.
pub(crate) fn bare_name(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// So often a name says something, or begins a sentence, for it to be one of who speaks.
const SAID: u32 = 2;
const BEGUN: u32 = 3;

impl People {
    /// Reads all sentences once, each with its words; `strong` are the bold words, and `source` the note as it is written.
    pub fn of<'a>(
        text: &str,
        source: &str,
        sentences: impl Iterator<Item = (Span, &'a [Token])>,
        mut strong: Vec<Span>,
    ) -> Self {
        let mut people = Self { show: show(source), ..Self::default() };
        let mut counts: HashMap<&str, (u32, u32)> = HashMap::new();
        strong.sort_by_key(|it| it.start);
        for (sentence, tokens) in sentences {
            people.take_names(text, tokens, &strong);
            count(text, sentence, tokens, &mut counts);
        }
        let speaks = |it: &(&&str, &(u32, u32))| it.1.0 >= SAID || it.1.1 >= BEGUN;
        people.speakers.extend(counts.iter().filter(speaks).map(|it| Box::from(*it.0)));
        people
    }

    /// Titles in bold letters have capitals everywhere.
    fn take_names(&mut self, text: &str, tokens: &[Token], strong: &[Span]) {
        for pair in tokens.windows(2) {
            let [before, it] = pair else { continue };
            if !it.is_name() {
                continue;
            }
            let gap = Span { start: before.span.end, end: it.span.start }.of(text);
            let place = strong.partition_point(|mark| mark.end <= before.span.start);
            let is_title = strong.get(place).is_some_and(|mark| mark.start <= it.span.start);
            if matches!(gap, " " | ", ") && before.shape == Shape::Small && !is_title {
                self.names.insert(bare_name(it.span.of(text)).into());
            }
        }
    }
}

/// Counts who says something in a sentence, and who begins it.
fn count<'a>(text: &'a str, sentence: Span, tokens: &[Token], counts: &mut HashMap<&'a str, (u32, u32)>) {
    let is_name = |it: &Token| it.shape == Shape::Capital && it.is_content();
    for pair in tokens.windows(2).filter(|it| it.first().is_some_and(is_name)) {
        let [name, next] = pair else { continue };
        let is_direct = Span { start: name.span.end, end: next.span.start }.of(text) == " ";
        if is_direct && next.is(Class::Saying) {
            counts.entry(name.span.of(text)).or_default().0 += 1;
        }
    }
    let begins = tokens.first().is_some_and(|it| it.span.start == sentence.start && is_name(it));
    let run = tokens.iter().take_while(|it| is_name(it)).count();
    let next = tokens.get(run).map(|it| it.shape);
    if let Some(last) = run.checked_sub(1).and_then(|it| tokens.get(it)).filter(|_| begins) {
        let end = tokens.get(run).map_or(last.span.end, |it| it.span.start);
        let gap = Span { start: last.span.end, end }.of(text);
        if gap == " " && next == Some(Shape::Small) {
            counts.entry(last.span.of(text)).or_default().1 += 1;
        }
    }
}

/// The target of the link in a line `From: [[…]]`, in small letters.
fn show(source: &str) -> Option<String> {
    let at = source.find("\nFrom: [[")? + "\nFrom: [[".len();
    let rest = source.get(at..)?;
    rest.find("]]").and_then(|end| rest.get(..end)).map(str::to_lowercase)
}
