//! Counts, lengths and ages in a few letters.

/// `1 note`, `2 notes`.
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{} {word}s", grouped(count)) }
}

/// A count with its thousands apart: `10,000`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Words that an adult reads silently in a minute (Brysbaert 2019: 238 for English non-fiction).
const WORDS_A_MINUTE: usize = 238;

/// How long a text takes to read, in whole minutes; nothing for a text without words.
pub fn minutes(words: usize) -> Option<String> {
    (words > 0).then(|| format!("{} min", words.div_ceil(WORDS_A_MINUTE)))
}

/// How long ago something was, in the largest unit that fits; both in seconds since 1970.
pub fn ago(then: u64, now: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(365 * 86_400, "y"), (7 * 86_400, "w"), (86_400, "d"), (3_600, "h")];
    let seconds = now.saturating_sub(then);
    let unit = UNITS.iter().find(|it| seconds >= it.0 && (it.1 != "w" || seconds >= 4 * it.0));
    unit.map_or_else(|| "now".into(), |(length, name)| format!("{} {name}", seconds / length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_say_it() {
        assert_eq!((counted(1, "note"), counted(12_345, "note")), ("1 note".into(), "12,345 notes".into()));
        assert_eq!((minutes(0), minutes(1), minutes(239)), (None, Some("1 min".into()), Some("2 min".into())));
        let day = 86_400;
        for (seconds, said) in [(59, "now"), (7_200, "2 h"), (day, "1 d"), (20 * day, "20 d"), (40 * day, "5 w")] {
            assert_eq!(ago(1_000_000_000 - seconds, 1_000_000_000), said);
        }
    }
}
