//! `recto judge`: the verdict on a typed answer, and why.

use crate::cli::{
    args::Judge,
    output::{Look, Output, Piece},
    status::Status,
};
use crate::quiz::answer::{Expected, Judged, KeyWord, Mark, Stretch, Verdict, is_long, judge, key_words};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    verdict: &'static str,
    why: &'a str,
    wanted: Vec<Part<'a>>,
    typed: Vec<Part<'a>>,
    /// Of a long answer, which the program does not grade in a quiz.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    key_words: Vec<Key<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    text: &'a str,
    /// `same`, `missing`, `extra` or `wrong`.
    mark: &'static str,
}

#[derive(Serialize)]
struct Key<'a> {
    text: &'a str,
    came: bool,
}

/// Prints the verdict. A wrong answer is no failure of the program: the first word says what it is.
pub(crate) fn run(args: &Judge, output: &mut Output) -> anyhow::Result<Status> {
    let expected = Expected { answer: &args.answer, accept: &args.accept, terms: &args.terms, hubs: &args.hubs };
    let judged = judge(&expected, &args.typed);
    let keys = if is_long(&args.answer) { key_words(&args.answer, &args.typed) } else { Vec::new() };
    if args.json {
        output.json(&row(&judged, &keys))?;
    } else {
        print(&judged, &keys, output)?;
    }
    Ok(Status::Done)
}

fn row<'a>(judged: &'a Judged, keys: &'a [KeyWord]) -> Row<'a> {
    let parts = |all: &'a [Stretch]| all.iter().map(|it| Part { text: &it.text, mark: mark_word(it.mark) }).collect();
    Row {
        verdict: verdict_word(judged.verdict),
        why: &judged.why,
        wanted: parts(&judged.wanted),
        typed: parts(&judged.typed),
        key_words: keys.iter().map(|it| Key { text: &it.text, came: it.came }).collect(),
    }
}

fn print(judged: &Judged, keys: &[KeyWord], output: &mut Output) -> anyhow::Result<()> {
    output.uncut();
    output.line(&[
        Piece(Look::Bold, verdict_word(judged.verdict)),
        Piece(Look::Plain, ": "),
        Piece(Look::Plain, &judged.why),
    ])?;
    for (label, stretches) in [("wanted  ", &judged.wanted), ("typed   ", &judged.typed)] {
        let texts: Vec<(Look, String)> = stretches.iter().map(signed).collect();
        let pieces = texts.iter().map(|(look, text)| Piece(*look, text));
        output.line(&std::iter::once(Piece(Look::Dim, label)).chain(pieces).collect::<Vec<_>>())?;
    }
    if !keys.is_empty() {
        let came = keys.iter().filter(|it| it.came).count();
        let counts = format!("a long answer is yours to rate: {came} of {} key words came", keys.len());
        output.line(&[Piece(Look::Plain, &counts)])?;
        let missed: Vec<&str> = keys.iter().filter(|it| !it.came).map(|it| it.text.as_str()).collect();
        output.line(&[Piece(Look::Dim, "missed  "), Piece(Look::Plain, &missed.join(", "))])?;
    }
    Ok(())
}

/// A piece with the sign of its mark: `[-missing]`, `[+extra]`, `[~wrong]`.
fn signed(stretch: &Stretch) -> (Look, String) {
    let sign = match stretch.mark {
        Mark::Same => return (Look::Plain, stretch.text.clone()),
        Mark::Missing => '-',
        Mark::Extra => '+',
        Mark::Wrong => '~',
    };
    (Look::Bold, format!("[{sign}{}]", stretch.text))
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Close => "close",
        Verdict::Wrong => "wrong",
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "same",
        Mark::Missing => "missing",
        Mark::Extra => "extra",
        Mark::Wrong => "wrong",
    }
}
