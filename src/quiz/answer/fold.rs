//! Letters without what does not count in them: case, accents, composition, and what cannot be seen.

use unicode_normalization::UnicodeNormalization;

/// A text with its letters folded. Signs stay; control characters become blanks, invisible ones vanish.
pub fn fold(text: &str) -> String {
    let mut parts = String::with_capacity(text.len());
    text.chars().for_each(|it| push_plain(&mut parts, it));
    // By way of capitals, so that the sigma at the end of a word is one like all others.
    let small = parts.nfkd().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    let bare: String = small.nfkd().filter(|it| !is_dropped(*it)).collect();
    bare.chars().nfkc().collect()
}

/// A character in signs that have only one meaning. Powers and fractions get a sign or a blank in front, lest `10²`
/// be 102 and `10½` a hundred and one halves.
fn push_plain(to: &mut String, it: char) {
    match it {
        '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' => {
            if !to.ends_with('^') {
                to.push('^');
            }
            to.push(it);
        }
        '¼'..='¾' | '\u{2150}'..='\u{215F}' => {
            to.push(' ');
            to.extend(std::iter::once(it).nfkd().map(|it| if it == '\u{2044}' { '/' } else { it }));
        }
        '‘' | '’' | '‛' | '′' | '´' | '`' => to.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => to.push('-'),
        'æ' | 'Æ' => to.push_str("ae"),
        'ß' | 'ẞ' => to.push_str("ss"),
        'œ' | 'Œ' => to.push_str("oe"),
        'þ' | 'Þ' => to.push_str("th"),
        'ø' | 'Ø' => to.push('o'),
        'ł' | 'Ł' => to.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => to.push('d'),
        it if it.is_control() => to.push(' '),
        it => to.push(it),
    }
}

/// Accents, the marks of Hebrew and Arabic that are as often left out, and what has neither width nor meaning. The
/// marks of other scripts are letters: without them a word of Hindi or Thai is another one.
fn is_dropped(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_does_not_count_is_taken_off() {
        for (text, folded) in [
            ("Émigré", "emigre"),
            ("STRAẞE", "strasse"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("İstanbul", "istanbul"),
            ("Ёлка", "елка"),
            ("ﬁn", "fin"),
            ("CO₂ m²", "co2 m^2"),
            ("10½", "10 1/2"),
            ("a\u{200b}b\u{0}c", "ab c"),
            ("が か", "が か"),
            ("हिन्दी", "हिन्दी"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
