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

/// A share of 0 to 1 as a percentage.
pub fn percent(share: f32) -> String {
    format!("{:.0}%", share * 100.0)
}

/// So many days, in the unit that a person plans in: `3 d`, `5 w`, `4 mo`, `1.4 y`.
pub fn span(days: u32) -> String {
    match days {
        0..28 => format!("{days} d"),
        28..70 => format!("{} w", days / 7),
        70..365 => format!("{} mo", (days * 10 + 152) / 304),
        _ => format!("{}.{} y", days / 365, days % 365 * 10 / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_say_it() {
        assert_eq!((counted(1, "note"), counted(12_345, "note")), ("1 note".into(), "12,345 notes".into()));
        assert_eq!((minutes(0), minutes(1), minutes(239)), (None, Some("1 min".into()), Some("2 min".into())));
        assert_eq!([1, 27, 46, 163, 499].map(span), ["1 d", "27 d", "6 w", "5 mo", "1.3 y"]);
        let day = 86_400;
        for (seconds, said) in [(59, "now"), (7_200, "2 h"), (day, "1 d"), (20 * day, "20 d"), (40 * day, "5 w")] {
            assert_eq!(ago(1_000_000_000 - seconds, 1_000_000_000), said);
        }
    }
}
