//! Amounts, dates, ordinals and Roman numerals in one spelling: `$10bn`, `12th of May 2024`, `nineteenth`, `II`.

use crate::quiz::answer::{
    language::{Class, Language, Value},
    words::{Kind, Word},
};

/// Words in which the same amount or date is written in the same way. A day of an unknown year has none.
pub fn rewritten(words: &[Word], language: &Language) -> Vec<Word> {
    let (mut all, mut rest) = (Vec::with_capacity(words.len()), words);
    while let Some((first, after)) = rest.split_first() {
        let found = date(rest, language)
            .or_else(|| ordinal(rest, language).map(|(count, it)| (count, vec![number(format!("{it}th"))])))
            .or_else(|| amount(rest, language));
        match found {
            Some((count, words)) => {
                all.extend(words);
                rest = rest.get(count..).unwrap_or_default();
            }
            None => {
                let value = roman(&first.text).filter(|_| first.len() > 1 || !all.is_empty());
                all.push(value.map_or_else(|| first.clone(), |it| number(it.to_string())));
                rest = after;
            }
        }
    }
    all
}

fn number(text: String) -> Word {
    Word { stem: text.clone(), text, kind: Kind::Number }
}

/// The number of a word of so many digits.
fn digits(word: &Word, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_plain = count.contains(&word.text.len()) && word.text.bytes().all(|it| it.is_ascii_digit());
    is_plain.then(|| word.text.parse().ok()).flatten()
}

/// A day with its month and perhaps its year, at the beginning of words: how many of them, and what they say.
fn date(words: &[Word], language: &Language) -> Option<(usize, Vec<Word>)> {
    let month = |at: usize| language.value(Value::Month, &words.get(at)?.text);
    let year = |at: usize| words.get(at).and_then(|it| digits(it, 4..=4));
    let day = |at: usize| {
        let rest = words.get(at..)?;
        let plain = || Some((1, digits(rest.first()?, 1..=2)?));
        ordinal(rest, language).or_else(plain).filter(|it| (1..=31).contains(&it.1))
    };
    let iso = || {
        let [month, day] = [digits(words.get(1)?, 2..=2)?, digits(words.get(2)?, 2..=2)?];
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        year(0).filter(|_| is_date).map(|year| (3, format!("{year}-{month:02}-{day:02}")))
    };
    let worded = || {
        let (count, month, day) = if let Some(month) = month(0) {
            let (count, day) = day(1)?;
            (1 + count, month, day)
        } else {
            let (count, day) = day(0)?;
            let of = usize::from(words.get(count).is_some_and(|it| it.text == "of"));
            (count + of + 1, month(count + of)?, day)
        };
        let (more, year) = year(count).map_or((0, String::new()), |it| (1, it.to_string()));
        Some((count + more, format!("{year}-{month:02}-{day:02}")))
    };
    iso().or_else(worded).map(|(count, text)| (count, vec![number(text)]))
}

/// An ordinal: `first`, `1st`, `twenty-first`.
fn ordinal(words: &[Word], language: &Language) -> Option<(usize, u32)> {
    let first = words.first()?;
    if let Some(value) = language.value(Value::Ordinal, &first.text) {
        return Some((1, value));
    }
    let (value, next) = (digits(first, 1..=4)?, words.get(1)?);
    if language.is(Class::OrdinalEnding, &next.text) {
        return Some((2, value));
    }
    let ones = language.value(Value::Ordinal, &next.text).filter(|it| *it < 10)?;
    ((20..100).contains(&value) && value % 10 == 0).then_some((2, value + ones))
}

/// A number with its size and its currency: `dollar 10 billion`.
fn amount(words: &[Word], language: &Language) -> Option<(usize, Vec<Word>)> {
    let money = |at: usize| words.get(at).filter(|it| language.is(Class::Money, &it.stem));
    let before = money(0);
    let mut at = usize::from(before.is_some());
    let mut value = words.get(at).filter(|it| it.kind == Kind::Number)?.text.clone();
    at += 1;
    while let Some(word) = words.get(at) {
        let short = before.and_then(|_| language.value(Value::Short, &word.stem));
        let Some(zeros) = language.value(Value::Size, &word.stem).or(short) else { break };
        let Some(larger) = times(&value, zeros) else { break };
        value = larger;
        at += 1;
    }
    Some((at, std::iter::once(number(value)).chain(before.cloned()).collect()))
}

/// A decimal number times a power of ten.
fn times(value: &str, zeros: u32) -> Option<String> {
    const LONGEST: usize = 24;
    let zeros = usize::try_from(zeros).ok()?;
    let (sign, bare) = value.strip_prefix('-').map_or(("", value), |it| ("-", it));
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let part = part.trim_end_matches('0');
    let is_plain = [whole, part].iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()));
    if !is_plain || whole.is_empty() || whole.len() + part.len() + zeros > LONGEST {
        return None;
    }
    let moved: String = part.chars().chain(std::iter::repeat('0')).take(zeros).collect();
    let left: String = part.chars().skip(zeros).collect();
    let whole = [whole, &moved].concat();
    let whole = whole.trim_start_matches('0');
    let point = if left.is_empty() { "" } else { "." };
    Some([sign, if whole.is_empty() { "0" } else { whole }, point, &left].concat())
}

/// The value of a Roman numeral up to 39; a single `x` is a letter.
pub fn roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = text.bytes().take_while(|it| *it == b'x').count();
    let ones = ONES.iter().position(|it| text.get(tens..) == Some(*it))?;
    let value = u32::try_from(10 * tens + ones).ok()?;
    (tens <= 3 && value > 0 && text != "x").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::answer::words::{joined, words};

    #[test]
    fn amounts_and_dates_have_one_spelling() {
        let language = Language::english();
        for (text, expected) in [
            ("$10bn", "10000000000 dollar"),
            ("10 billion dollars", "10000000000 dollar"),
            ("1.5 million users", "1500000 user"),
            ("2.5 hundred", "250"),
            ("0.5 thousand", "500"),
            ("1.2345 hundred", "123.45"),
            ("12 May 2024", "2024-05-12"),
            ("the 12th of May, 2024", "2024-05-12"),
            ("May 12, 2024", "2024-05-12"),
            ("2024-05-12", "2024-05-12"),
            ("2024-15-12", "2024 15 12"),
            ("May 12", "-05-12"),
            ("May 2024", "may 2024"),
            ("nineteenth century", "19th century"),
            ("the 21st", "21th"),
            ("twenty-first", "21th"),
            ("World War II", "world war 2"),
            ("Louis XVIII", "loui 18"),
            ("i", "i"),
            ("10 seconds", "10 second"),
        ] {
            let words = rewritten(&words(text, language), language);
            assert_eq!(joined(&words), expected, "{text}");
        }
    }

    #[test]
    fn roman_numerals_have_values() {
        let values = ["i", "iv", "ix", "xi", "xviii", "xxxix", "x", "xxxx", "mix", "iix", ""].map(roman);
        let expected = [Some(1), Some(4), Some(9), Some(11), Some(18), Some(39), None, None, None, None, None];
        assert_eq!(values, expected);
    }
}
