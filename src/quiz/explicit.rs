//! The rule `explicit`: cards that the author wrote as such, in the formats of other programs; never refused.

use crate::{
    note::{BlockKind, Note, Span},
    quiz::{
        card::{Kind, Rule},
        hashcards,
        maker::{At, Draft, DraftAnswer, Maker},
        repetition,
        settings::Settings,
        written::{Asked, Line},
    },
};

/// Finds the author's cards.
pub(crate) fn read(note: &Note, settings: &Settings) -> Asked {
    let mut asked = Asked::default();
    let source = note.source();
    let tag = format!("#{}", settings.heading_tag);
    let has = |piece: &str| !piece.is_empty() && memchr::memmem::find(source.as_bytes(), piece.as_bytes()).is_some();
    let (has_hashcards, has_headings) = (has("Q:") || has("C:"), has(&tag));
    let is_tagged = settings.tags.iter().any(|it| has(it)) && repetition::is_tagged(note, settings);
    if !(has_hashcards || has_headings || is_tagged) {
        return asked;
    }
    let lines = lines(note);
    if has_hashcards {
        hashcards::read(&lines, &mut asked);
    }
    if has_headings {
        repetition::read_headings(&lines, &tag, &mut asked);
    }
    if is_tagged {
        repetition::read(&lines, settings, &mut asked);
    }
    asked.cards.sort_by_key(|it| it.offset);
    asked
}

/// The lines of the text, without frontmatter and code.
fn lines(note: &Note) -> Vec<Line<'_>> {
    let source = note.source();
    let code: Vec<Span> =
        note.blocks().iter().filter(|it| matches!(it.kind, BlockKind::Code { .. })).map(|it| it.span).collect();
    let body = body(source);
    let mut offset = body as u32;
    let mut lines = Vec::new();
    for whole in source.get(body..).unwrap_or_default().split('\n') {
        let line = Line { offset, text: whole };
        if !code.iter().any(|it| it.contains(line.offset)) {
            lines.push(line);
        }
        offset += whole.len() as u32 + 1;
    }
    lines
}

/// Where the text after the frontmatter begins.
fn body(source: &str) -> usize {
    let Some(rest) = source.strip_prefix("---\n") else { return 0 };
    rest.find("\n---\n").map_or(0, |it| it + "---\n".len() + "\n---\n".len())
}

/// Makes the cards.
pub(crate) fn propose(maker: &mut Maker, asked: Asked) {
    let reading = maker.reading;
    for (offset, question) in &asked.unanswered {
        let why = "a question of the author without a line “A:” behind it";
        maker.refuse(Kind::Explicit, *offset, question, (Rule::Fragment, why.into()));
    }
    for card in asked.cards {
        let section = reading.note.section_at(card.offset) as u32;
        let stamps = reading.note.timestamps();
        let end = card.offset as usize + card.source.len();
        let own = stamps.iter().find(|it| it.span.start >= card.offset && (it.span.start as usize) < end);
        let at = At { offset: card.offset, group: card.offset, section, seconds: own.map(|it| it.seconds) };
        let draft = Draft {
            kind: Kind::Explicit,
            at,
            prompt: card.prompt,
            is_masked: false,
            answer: DraftAnswer::Text(card.answer),
            accept: Vec::new(),
            source: &card.source,
            rest: "",
            why: "the author wrote it as a card",
            term: &card.term,
        };
        maker.make(draft, card.scheduled);
    }
}
