//! The ways in which an answer may be given: whole, without its parenthesis, as the acronym there, one side of a slash.

use crate::quiz::answer::{
    language::Language,
    verdict::Expected,
    words::{Kind, Word, joined, words},
};

/// One way to give an answer.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// The answer that it is a form of: the card's own or an accepted one.
    pub of: &'a str,
    /// Its words.
    pub words: Vec<Word>,
    /// What it is to that answer.
    pub part: Part,
}

/// What a form is to its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// An accepted answer.
    Accepted,
    /// The short for the long of `long (short)`, or the other way round.
    Acronym,
    /// What stands outside its parentheses.
    Outside,
    /// One side of a slash.
    Side,
}

/// An answer has at most so many forms: nobody writes more slashes than that.
const MOST: usize = 24;

/// A text with more words that have a slash offers no choice: it is a text about slashes.
const MOST_CHOICES: usize = 3;

/// All forms of the answer and of the accepted ones, the answer's own first.
pub fn forms<'a>(expected: &Expected<'a>, language: &Language) -> Vec<Form<'a>> {
    let mut all = of_text(expected.answer, language);
    for accepted in expected.accept {
        let more = of_text(accepted, language).into_iter();
        all.extend(more.map(|it| if it.part == Part::Whole { Form { part: Part::Accepted, ..it } } else { it }));
    }
    all
}

/// The forms of one text, itself first.
pub fn of_text<'a>(text: &'a str, language: &Language) -> Vec<Form<'a>> {
    let mut texts = vec![(text.to_string(), Part::Whole)];
    if let Some((outside, inside)) = parenthesis(text) {
        let is_acronym = is_acronym_of(&inside, &outside, language) || is_acronym_of(&outside, &inside, language);
        texts.push((outside, if is_acronym { Part::Acronym } else { Part::Outside }));
        texts.extend(is_acronym.then_some((inside, Part::Acronym)));
    }
    let sides: Vec<_> = texts.iter().flat_map(|it| sides(&it.0, language)).map(|it| (it, Part::Side)).collect();
    texts.extend(sides);
    texts.truncate(MOST);
    texts.into_iter().map(|(form, part)| Form { of: text, words: words(&form, language), part }).collect()
}

/// What was typed, in its forms: a learner who writes both the long and the short means one thing, but one who
/// writes two sides of a slash does not choose.
pub fn typed_words(text: &str, language: &Language) -> Vec<Vec<Word>> {
    let forms = of_text(text, language).into_iter();
    forms.filter(|it| matches!(it.part, Part::Whole | Part::Acronym)).map(|it| it.words).collect()
}

/// What stands outside the parentheses of a text, and in the first of them; none without both.
fn parenthesis(text: &str) -> Option<(String, String)> {
    let (mut outside, mut inside) = (String::new(), String::new());
    let (mut depth, mut groups) = (0_usize, 0_usize);
    for it in text.chars() {
        match it {
            '(' | '（' => {
                depth += 1;
                groups += usize::from(depth == 1);
            }
            ')' | '）' => depth = depth.checked_sub(1)?,
            it if depth == 0 => outside.push(it),
            it if groups == 1 => inside.push(it),
            _ => {}
        }
    }
    let is_pair = depth == 0 && [&outside, &inside].iter().all(|it| it.contains(char::is_alphanumeric));
    is_pair.then_some((outside, inside))
}

/// True when `short` is made of the first letters of `long`, small words counted or not.
fn is_acronym_of(short: &str, long: &str, language: &Language) -> bool {
    let [short, long] = [short, long].map(|it| words(it, language));
    let [short] = short.as_slice() else { return false };
    let initials = |is_counted: fn(&Language, &str) -> bool| -> String {
        let counted = long.iter().filter(|it| is_counted(language, &it.text));
        counted.filter_map(|it| it.text.chars().next()).collect()
    };
    let all = [initials(|_, _| true), initials(|language, it| !language.is_small(it))];
    long.len() > 1 && all.iter().any(|it| *it == short.stem || *it == short.text)
}

/// The text with each side of its first slash in place of both, and so on for the slashes after it.
fn sides(text: &str, language: &Language) -> Vec<String> {
    if text.contains(" / ") {
        let sides = text.split(" / ").map(String::from);
        return sides.filter(|it| it.contains(char::is_alphanumeric)).collect();
    }
    let chunks: Vec<&str> = text.split_whitespace().collect();
    let parts = |it: &&str| it.split('/').map(String::from).collect::<Vec<_>>();
    let choices = chunks.iter().enumerate().filter(|it| it.1.contains('/') && may_choose(&parts(it.1), language));
    let choices: Vec<usize> = choices.map(|it| it.0).take(MOST_CHOICES + 1).collect();
    let Some(at) = choices.first().copied().filter(|_| choices.len() <= MOST_CHOICES) else { return Vec::new() };
    let (before, rest) = chunks.split_at(at);
    let Some((chunk, after)) = rest.split_first() else { return Vec::new() };
    let mut all = Vec::new();
    if let [left, right] = parts(chunk).as_slice()
        && before.len() == after.len()
        && !before.is_empty()
    {
        all.extend([[before, &[left.as_str()]].concat().join(" "), [&[right.as_str()], after].concat().join(" ")]);
    }
    for part in parts(chunk).iter().take(MOST) {
        let chosen = [before, &[part.as_str()], after].concat().join(" ");
        let more = if all.len() < MOST { sides(&chosen, language) } else { Vec::new() };
        if more.is_empty() { all.push(chosen) } else { all.extend(more) }
    }
    all
}

/// True for two or more words to choose from: not `km/h`, `9/11`, `n/a` or `https://…`.
fn may_choose(parts: &[String], language: &Language) -> bool {
    let is_word = |it: &String| {
        let words = words(it, language);
        let letters: usize = words.iter().map(Word::len).sum();
        letters > 1 && words.iter().all(|it| it.kind != Kind::Number)
    };
    let is_unit = |it: &String| language.is_unit(&joined(&words(it, language)));
    parts.len() > 1 && parts.iter().all(is_word) && !parts.iter().all(is_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let forms = of_text(text, Language::english());
        let forms: Vec<String> = forms.iter().skip(1).map(|it| joined(&it.words)).collect();
        assert_eq!(forms, expected, "{text}");
    }

    #[test]
    fn answers_have_other_forms() {
        check("Artificial General Intelligence (AGI)", &["artificial general intelligence", "agi"]);
        check("LLM (large language models)", &["llm", "large language model"]);
        check("Department of Defense (DoD)", &["department of defense", "dod"]);
        check("Norway (a country in the north)", &["norway"]);
        check("students/individuals", &["student", "individual"]);
        check("For students/individuals", &["for student", "for individual"]);
        check("machine/deep learning", &["machine learning", "deep learning"]);
        check("read / write memory", &["read", "write memory"]);
        check(
            "machine learning/deep learning",
            &["machine learning", "deep learning", "machine learning learning", "machine deep learning"],
        );
        check("9/11", &[]);
        check("km/h", &[]);
        check("kg/day", &[]);
        check("n/a", &[]);
        check("https://example.org", &[]);
        check("(all of it)", &[]);
        check(")(", &[]);
    }
}
