//! Fields of Anki as a person reads them: HTML in, lines of text out.

/// The text of some HTML. Tags vanish, those that begin a line do so, entities become what they mean.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.find(['<', '&']).and_then(|it| rest.split_at_checked(it)) {
        text.push_str(before);
        let (read, length) = if from.starts_with('<') { tag(from) } else { entity(from) };
        text.push_str(&read);
        rest = from.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// Tags that begin a line.
const LINES: [&str; 6] = ["br", "div", "p", "li", "tr", "hr"];

/// What a tag says, and how long it is.
fn tag(from: &str) -> (String, usize) {
    let Some(inside) = from.find('>').and_then(|it| from.get(1..it)) else { return ("<".into(), 1) };
    let name = inside.trim_start_matches('/');
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    if name.is_empty() && !inside.starts_with('!') {
        return ("<".into(), 1);
    }
    let is_line = LINES.iter().any(|it| name.eq_ignore_ascii_case(it));
    (if is_line { "\n" } else { "" }.into(), inside.len() + 2)
}

/// What an entity says, and how long it is.
fn entity(from: &str) -> (String, usize) {
    /// The longest that is known, with its signs.
    const LONGEST: usize = 10;
    let name = from.bytes().take(LONGEST).position(|it| it == b';').and_then(|it| from.get(1..it));
    let read = name.and_then(|it| match it {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => numbered(it.strip_prefix('#')?),
    });
    match (read, name) {
        (Some(read), Some(name)) => (read.into(), name.len() + 2),
        _ => ("&".into(), 1),
    }
}

fn numbered(digits: &str) -> Option<char> {
    let hexadecimal = digits.strip_prefix(['x', 'X']).map(|it| u32::from_str_radix(it, 16));
    char::from_u32(hexadecimal.unwrap_or_else(|| digits.parse()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_reads_as_its_text() {
        for (html, expected) in [
            ("plain", "plain"),
            ("A<br>B<br />C", "A\nB\nC"),
            ("<div>a</div><b>b</b>", "\na\nb"),
            ("&lt;b&gt; &amp;amp; &#x27;&#39;&nbsp;&quot;", "<b> &amp; '' \""),
            ("1 < 2 & 3; <", "1 < 2 & 3; <"),
            ("a<!-- x -->b", "ab"),
            ("&nope; &#xZZ; &#1114112;", "&nope; &#xZZ; &#1114112;"),
            ("<a href=\"x\">日本</a>&", "日本&"),
        ] {
            assert_eq!(text(html), expected);
        }
    }
}
