//! The verdict on one typed answer.

use crate::quiz::answer::{
    compare::{Outcome, Setting, compare},
    forms::{Form, Part, forms, typed_words},
    language::Language,
    marks::{marked, unmarked},
    names::shortened,
    terms::Others,
    verdict::{Expected, Judged, Verdict},
    why::Texts,
    words::{Word, words},
};

/// Judges what was typed in English. Any text will do; the time grows with its length alone.
pub fn judge(expected: &Expected, typed: &str) -> Judged {
    judge_in(Language::english(), expected, typed)
}

/// Judges what was typed in a language.
pub fn judge_in(language: &Language, expected: &Expected, typed: &str) -> Judged {
    if typed.trim().is_empty() {
        return wrong("nothing was typed", expected.answer, typed);
    }
    if typed.trim() == expected.answer.trim() {
        return right("the very words".into(), expected.answer, typed);
    }
    let hubs: Vec<Word> = expected.hubs.iter().flat_map(|it| words(it, language)).collect();
    let setting = Setting { language, hubs: &hubs };
    let forms = forms(expected, language);
    let Some((form, typed_words, outcome)) = best(&forms, typed_words(typed, language), &setting) else {
        return wrong("nothing is wanted", expected.answer, typed);
    };
    let cut = match &outcome {
        Outcome::Wrong(_) => shortened(form.of, &typed_words, &setting),
        _ => None,
    };
    let (outcome, wanted_words) = cut.unwrap_or_else(|| (outcome, form.words.clone()));
    let others = Others { terms: expected.terms, forms: &forms, setting: &setting };
    let outcome = others.reconsidered(outcome, &wanted_words, &typed_words);
    let why = outcome.why(form.part, &Texts { wanted: form.of, typed });
    match outcome {
        Outcome::Same | Outcome::Rewritten => right(why, form.of, typed),
        outcome => {
            let (wanted, typed) = marked(form.of, typed);
            Judged { verdict: verdict(&outcome), why, wanted, typed }
        }
    }
}

fn verdict(outcome: &Outcome) -> Verdict {
    match outcome {
        Outcome::Same | Outcome::Rewritten | Outcome::Slips(_) => Verdict::Right,
        Outcome::Close(_) => Verdict::Close,
        Outcome::Wrong(_) => Verdict::Wrong,
    }
}

/// The form of the answer that fits best, the typed words that fit it, and how.
fn best<'f, 'a>(
    forms: &'f [Form<'a>],
    typed: Vec<Vec<Word>>,
    setting: &Setting,
) -> Option<(&'f Form<'a>, Vec<Word>, Outcome)> {
    let pairs = typed.into_iter().flat_map(|typed| forms.iter().map(move |form| (form, typed.clone())));
    let compared = pairs.map(|(form, typed)| {
        let outcome = compare(&form.words, &typed, setting);
        (form, typed, outcome)
    });
    compared.min_by_key(|it| rank(&it.2, it.0.part))
}

/// The better an outcome, the lower; of the wrong ones, those that say most, and of the card's own answer first.
fn rank(outcome: &Outcome, part: Part) -> (u8, usize, u8) {
    let part = u8::from(part != Part::Whole);
    match outcome {
        Outcome::Same => (0, 0, part),
        Outcome::Rewritten => (0, 1, part),
        Outcome::Slips(letters) => (1, *letters, part),
        Outcome::Close(_) => (2, 0, part),
        Outcome::Wrong(fault) => (3, usize::from(fault.vagueness()), part),
    }
}

fn right(why: String, wanted: &str, typed: &str) -> Judged {
    Judged { verdict: Verdict::Right, why, wanted: unmarked(wanted), typed: unmarked(typed) }
}

fn wrong(why: &str, wanted: &str, typed: &str) -> Judged {
    let (wanted, typed) = marked(wanted, typed);
    Judged { verdict: Verdict::Wrong, why: why.into(), wanted, typed }
}
