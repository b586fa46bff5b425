//! The rule `audience`: what somebody is asked to do, and who is asked to do it.

use crate::{
    note::first_sentence,
    quiz::{
        card::{Kind, Rule},
        language::Class,
        maker::{At, Draft, DraftAnswer, Maker},
        mask::{self, Clues},
        phrase,
        rows::{self, Item, List},
    },
};

/// Proposes the cards of a list whose items are addressed to somebody.
pub(crate) fn propose(maker: &mut Maker, list: &List) {
    let Some(language) = maker.reading.language else { return };
    let who = |it: &Item| it.term.as_deref().and_then(rows::audience).map(str::to_string);
    let all: Vec<String> = list.items.iter().filter_map(who).collect();
    if all.len() < 2 {
        return;
    }
    let lead = list.lead.map(|it| maker.reading.at(it.text)).unwrap_or_default();
    let is_encouraged = lead.contains("encouraged");
    for item in &list.items {
        let Some(one) = who(item) else { continue };
        let at = At { offset: item.offset, group: item.offset, section: list.section, seconds: item.seconds };
        let first = first_sentence(&item.text).and_then(|it| item.text.get(it));
        let Some(task) = first.map(rows::bare) else { continue };
        let is_task = task.split(' ').take(2).any(|it| language.classes(it).has(Class::Verb));
        let prompt = question(&phrase::lowered(maker.reading, &one), is_encouraged);
        let Some((answer, rest)) = phrase::shortened(task, |it| maker.is_said(it)).filter(|_| is_task) else {
            let why = if is_task {
                (Rule::Long, "too long a task")
            } else {
                (Rule::Fragment, "it does not begin with what to do")
            };
            maker.refuse(Kind::Audience, at.offset, &prompt, (why.0, why.1.into()));
            continue;
        };
        maker.keep(Draft {
            kind: Kind::Audience,
            at,
            prompt,
            is_masked: false,
            answer: DraftAnswer::Text(phrase::capitalised(answer)),
            accept: Vec::new(),
            source: &item.text,
            rest,
            why: "the item says to whom it speaks and what to do",
            term: &one,
        });
        who_should(maker, at, item, &one, answer, &all);
    }
}

fn question(who: &str, is_encouraged: bool) -> String {
    if is_encouraged { format!("What are {who} encouraged to do?") } else { format!("What should {who} do?") }
}

/// Who is asked to do it?
fn who_should(maker: &mut Maker, at: At, item: &Item, one: &str, task: &str, all: &[String]) {
    let prompt = format!("Who should {}?", phrase::lowered(maker.reading, task));
    let told: Clues = mask::words(task).collect();
    let is_told = |it: &str| Clues::of(it, |it| maker.is_function(it)).those_in(&told).next().is_some();
    let others = all.iter().filter(|it| *it != one && !is_told(it)).take(3);
    let others: Vec<String> = others.map(|it| phrase::capitalised(it)).collect();
    let key = phrase::capitalised(one);
    let answer = if others.len() < 2 { DraftAnswer::Text(key) } else { DraftAnswer::Choice { key, others } };
    let term = format!("← {one}");
    maker.keep(Draft {
        kind: Kind::Audience,
        at,
        prompt,
        is_masked: false,
        answer,
        accept: Vec::new(),
        source: &item.text,
        rest: "",
        why: "the item says to whom it speaks and what to do",
        term: &term,
    });
}
