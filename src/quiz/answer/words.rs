//! Normalised words: a text cut into words, numbers and signs, in the spelling in which they are compared.

use crate::quiz::answer::{fold::fold, language::Language};
use unicode_normalization::char::is_combining_mark;

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// The word without the ending of its plural: equal stems are equal words.
    pub stem: String,
    /// What it is made of.
    pub kind: Kind,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters of an alphabet, where one of them may be a slip.
    Letters,
    /// Signs that are words themselves, such as those of Chinese.
    Ideographs,
    /// Digits.
    Number,
    /// A sign that stands for itself.
    Sign,
}

impl Word {
    /// A word of folded letters.
    pub fn new(text: String, language: &Language) -> Self {
        let kind = text.chars().next().map_or(Kind::Sign, kind);
        let stem = if kind == Kind::Letters { language.singular(&text) } else { text.clone() };
        Self { text, stem, kind }
    }

    /// The number of its letters.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }
}

/// The words of a text, without articles. A text that holds none, such as `…`, is one word itself; none for an
/// empty one.
pub fn words(text: &str, language: &Language) -> Vec<Word> {
    let pieces = replaced(&pieces(&fold(text)), language);
    let mut words: Vec<Word> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at + 1 == pieces.len() || !language.is_article(piece) {
            words.push(Word::new(piece.clone(), language));
        }
    }
    let bare = text.trim();
    if words.is_empty() && !bare.is_empty() {
        words.push(Word { text: bare.into(), stem: bare.into(), kind: Kind::Sign });
    }
    words
}

/// The words in one text, with blanks between them.
pub fn joined(words: &[Word]) -> String {
    words.iter().map(|it| it.stem.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words that mean the same as others in the spelling of these.
fn replaced(pieces: &[String], language: &Language) -> Vec<String> {
    let (mut all, mut rest): (Vec<String>, _) = (Vec::with_capacity(pieces.len()), pieces);
    let mut before: Option<u32> = None;
    while let Some((first, after)) = rest.split_first() {
        // A measure may stand in its plural, which is no reason to miss it.
        let found = language.same(rest).or_else(|| language.same(&[language.singular(first)]));
        match found {
            Some((count, words)) => {
                let value = spelt_number(first, words);
                match before.zip(value).filter(|it| it.0 >= 20 && it.0 % 10 == 0 && it.1 < 10) {
                    // `twenty-five`
                    Some((tens, ones)) => {
                        all.iter_mut().last().into_iter().for_each(|it| *it = (tens + ones).to_string());
                    }
                    None => all.extend(words.iter().cloned()),
                }
                before = value.filter(|it| *it > 0);
                rest = rest.get(count..).unwrap_or_default();
            }
            None => {
                all.push(first.clone());
                (rest, before) = (after, None);
            }
        }
    }
    all
}

/// The number that a word in letters stands for.
fn spelt_number(word: &str, stands_for: &[String]) -> Option<u32> {
    let [number] = stands_for else { return None };
    word.starts_with(char::is_alphabetic).then(|| number.parse().ok()).flatten()
}

/// Cuts a folded text where letters, digits and signs meet; hyphens and other punctuation are blanks.
fn pieces(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|it| *it != '\'').collect();
    let mut pieces: Vec<String> = Vec::new();
    let mut last = None;
    for (at, it) in chars.iter().enumerate() {
        let [before, after] = [at.checked_sub(1), Some(at + 1)].map(|it| it.and_then(|it| chars.get(it)).copied());
        let is_sign_of_number = *it == '-' && after.is_some_and(char::is_numeric) && before.is_none_or(opens);
        let now = if is_sign_of_number {
            Some(Kind::Number)
        } else if joins(*it, &chars, at) {
            match *it {
                ',' if is_thousands(&chars, at) => continue,
                _ => Some(Kind::Number),
            }
        } else {
            is_counted(*it).then(|| kind(*it))
        };
        let it = if now == Some(Kind::Number) && *it == ',' { '.' } else { *it };
        match (now, pieces.last_mut()) {
            (Some(kind), Some(piece)) if kind != Kind::Sign && now == last && !is_sign_of_number => piece.push(it),
            (Some(_), _) => pieces.push(it.to_string()),
            (None, _) => {}
        }
        last = now;
    }
    pieces
}

/// What a character makes of the word that it begins.
fn kind(it: char) -> Kind {
    match it {
        it if it.is_numeric() && it.is_ascii() => Kind::Number,
        '-' | '^' => Kind::Number,
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Kind::Ideographs,
        it if it.is_alphanumeric() || is_combining_mark(it) => Kind::Letters,
        _ => Kind::Sign,
    }
}

/// True for what may stand before the minus of a number; a hyphen has a letter or a digit there.
fn opens(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '=' | '<' | '>' | '~')
}

/// True for what parts a number and is a part of it: `1.5`, `1,000`, `9/11`, `1:09:05`, `10^6`.
fn joins(it: char, chars: &[char], at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|it| chars.get(it)).is_some_and(char::is_ascii_digit);
    match it {
        '.' | ',' | '/' | ':' => is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)),
        '^' => is_digit(Some(at + 1)),
        _ => false,
    }
}

/// True for a comma with three digits behind it, and no fourth.
fn is_thousands(chars: &[char], at: usize) -> bool {
    let digits = chars.iter().skip(at + 1).take_while(|it| it.is_ascii_digit()).take(4).count();
    digits == 3
}

/// False for blanks and punctuation, which only part words. Signs such as `%`, `+` or an emoji count.
fn is_counted(it: char) -> bool {
    let is_punctuation = matches!(it, '!' | '"' | '(' | ')' | '*' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '['
        | '\\' | ']' | '^' | '_' | '`' | '{' | '|' | '}' | '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2000}'..='\u{202F}'
        | '\u{2031}'..='\u{205F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30FB}' | '\u{37E}'
        | '\u{589}' | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{66A}'..='\u{66D}'
        | '\u{6D4}' | '\u{964}' | '\u{965}' | '\u{1362}'..='\u{1368}');
    !(is_punctuation || it.is_whitespace() || it.is_control())
}

#[cfg(test)]
mod tests {
    use super::{joined, words};
    use crate::quiz::answer::language::Language;

    #[test]
    fn words_are_compared_in_one_spelling() {
        for (text, expected) in [
            ("The “Open-source” models.", "open source model"),
            ("policymakers & advocacy", "policymaker and advocacy"),
            ("19 % 19% 19 percent 19 per cent", "19 percent 19 percent 19 percent 19 percent"),
            ("1,000 1000 1,5 1.5 9/11 1:09:05", "1000 1000 1.5 1.5 9/11 1:09:05"),
            ("GPT-4 GPT4", "gpt 4 gpt 4"),
            ("-5 5–10 (−3)", "-5 5 10 -3"),
            ("10² 10^2 102", "10^2 10^2 102"),
            ("C++ C# C", "c + + c # c"),
            ("don’t can't cannot", "do not can not can not"),
            ("Norway's strong institutions", "norway strong institution"),
            ("five kilometres 5km", "5 kilometer 5 kilometer"),
            ("a", "a"),
            ("the The", "the"),
            ("…", "…"),
            (" ", ""),
            ("日本語、テスト", "日本語 テスト"),
            ("👍🏽 ok", "👍 🏽 ok"),
        ] {
            assert_eq!(joined(&words(text, Language::english())), expected, "{text}");
        }
    }
}
