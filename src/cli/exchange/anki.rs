//! The answers of Anki as ours.

use crate::{
    cli::exchange::{
        foreign::{self, Foreign, Given, Heard, Skipped},
        markup,
    },
    quiz::{Occasion, Rating},
    schedule::EventId,
    store::anki::{Answer, Answered, Deck},
};

const BY_HAND: &str = "set by hand in Anki: nothing was answered";
const RESET: &str = "answered before the card was reset in Anki";
const TIMELESS: &str = "its time is none";
const GONE: &str = "its card is not in the collection any more";

/// What a collection says.
pub(crate) fn heard(deck: Deck) -> Heard {
    let mut heard = Heard::default();
    for card in deck.cards {
        let card = card_of(card, &mut heard.skipped);
        heard.cards.push(card);
    }
    if deck.orphans > 0 {
        heard.skipped.push(Skipped::new("cards that were deleted in Anki", deck.orphans, GONE));
    }
    heard
}

fn card_of(card: Answered, skipped: &mut Vec<Skipped>) -> Foreign {
    let texts: Vec<String> = card.fields.iter().map(|it| markup::text(it)).collect();
    let field = |at: usize| texts.get(at).cloned().unwrap_or_default();
    // The second card of a note of two fields asks the other way round.
    let (front, back) = if card.number == 1 { (field(1), field(0)) } else { (field(0), field(1)) };
    let answers = answers(&card, &front, skipped);
    let guid = (card.number == 0).then_some(card.guid);
    Foreign { name: front.clone(), guid, faces: vec![(front, back)], answers }
}

fn answers(card: &Answered, name: &str, skipped: &mut Vec<Skipped>) -> Vec<Given> {
    let reset = card.answers.iter().rposition(is_reset).map_or(0, |it| it + 1);
    let (mut given, mut counts) = (Vec::new(), [(BY_HAND, 0), (RESET, 0), (TIMELESS, 0)]);
    for (at, answer) in card.answers.iter().enumerate() {
        let why = match (Rating::of_number(answer.button), foreign::instant(answer.at)) {
            (None, _) => BY_HAND,
            (Some(_), None) => TIMELESS,
            (Some(_), Some(_)) if at < reset => RESET,
            (Some(rating), Some(at)) => {
                let id = EventId::of_source(at, &format!("anki {} {} {}", card.guid, card.number, answer.at));
                given.push(Given { id, at, rating, milliseconds: answer.milliseconds, occasion: occasion(answer) });
                continue;
            }
        };
        counts.iter_mut().filter(|it| it.0 == why).for_each(|it| it.1 += 1);
    }
    let counts = counts.into_iter().filter(|it| it.1 > 0);
    skipped.extend(counts.map(|(why, count)| Skipped::new(name, count, why)));
    given
}

/// True when all that was answered before does not count any more.
fn is_reset(answer: &Answer) -> bool {
    /// Set by hand.
    const MANUAL: u8 = 4;
    answer.kind == MANUAL && answer.factor == 0
}

/// In a filtered deck that does not reschedule, answers have no ease.
fn occasion(answer: &Answer) -> Occasion {
    /// In a filtered deck.
    const FILTERED: u8 = 3;
    if answer.kind == FILTERED && answer.factor == 0 { Occasion::Cram } else { Occasion::Learn }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(at: i64, button: u8, kind: u8, factor: i64) -> Answer {
        Answer { at, button, milliseconds: 1000, kind, factor }
    }

    fn said(answers: Vec<Answer>) -> (Foreign, Vec<Skipped>) {
        let fields = vec!["Front<br>side".into(), "Back".into()];
        let mut skipped = Vec::new();
        let card = Answered { guid: "g".into(), number: 0, fields, answers };
        (card_of(card, &mut skipped), skipped)
    }

    #[test]
    fn buttons_are_ratings_and_what_was_set_by_hand_is_told() {
        let (card, skipped) = said(vec![answer(1000, 1, 0, 0), answer(2000, 0, 5, 2500), answer(3000, 4, 1, 2500)]);
        let found: Vec<(i64, Rating, Occasion)> =
            card.answers.iter().map(|it| (it.at.0, it.rating, it.occasion)).collect();
        assert_eq!(found, [(1000, Rating::Again, Occasion::Learn), (3000, Rating::Easy, Occasion::Learn)]);
        assert_eq!(skipped.iter().map(|it| (it.why, it.reviews)).collect::<Vec<_>>(), [(BY_HAND, 1)]);
        assert_eq!((card.name.as_str(), card.faces[0].1.as_str()), ("Front\nside", "Back"));
    }

    #[test]
    fn a_reset_ends_what_was_before_and_cramming_is_cramming() {
        let (card, skipped) = said(vec![
            answer(1000, 3, 1, 2500),
            answer(2000, 0, 4, 0),
            answer(-5, 3, 1, 2500),
            answer(3000, 3, 3, 0),
            answer(4000, 3, 3, 2500),
        ]);
        assert_eq!(card.answers.iter().map(|it| it.occasion).collect::<Vec<_>>(), [Occasion::Cram, Occasion::Learn]);
        assert_eq!(
            skipped.iter().map(|it| (it.why, it.reviews)).collect::<Vec<_>>(),
            [(BY_HAND, 1), (RESET, 1), (TIMELESS, 1)]
        );
    }
}
