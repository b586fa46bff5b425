//! `recto review`: an answer recorded without a screen, as surely as with one.

use crate::{
    cli::{
        args_schedule::Review as Args,
        clock,
        history::History,
        holding,
        input::Input,
        output::{Look, Output, Piece},
        settings,
        standing::{self, StateShape},
        status::{self, Status},
        study,
    },
    quiz::{self, Card, CardId, Occasion, cards_of},
    schedule::{Memory, Review, What},
    store::Folders,
};
use serde::Serialize;
use std::ops::ControlFlow;

/// A recorded review, in JSON.
#[derive(Serialize)]
struct Recorded {
    id: String,
    rating: &'static str,
    at: String,
    day: String,
    /// Only the first answer of a day counts for the schedule.
    counts: bool,
    due: Option<String>,
    state: Option<StateShape>,
}

pub(crate) fn run(input: &Input, args: &Args, output: &mut Output) -> anyhow::Result<Status> {
    output.uncut();
    let config = settings::of_user()?;
    let now = clock::now(args.now);
    let at = args.at.unwrap_or(now);
    // Whoever records what is still to come means it to count.
    let mut history = History::by(&config, input.library(), now.max(at))?;
    history.complain();
    if at > now {
        status::say("That is still to come: the card counts as answered then.");
    }
    let card = found(input, &settings::quiz(&config), &history, args.card)?;
    let day = history.calendar.day_of(at);
    let review = Review {
        card: card.id,
        day,
        rating: args.rating,
        kind: Some(card.kind),
        confidence: None,
        milliseconds: 0,
        typed: args.typed.as_deref().map(Into::into),
        occasion: Occasion::Learn,
    };
    history.keep_copy();
    let before = history.memory.state(card.id).copied();
    let met = is_met_now(&history.memory, card.id)
        .then(|| What::Met { card: card.id, fingerprint: Box::new(card.fingerprint.clone()) });
    let happened: Vec<What> = met.into_iter().chain([What::Review(review)]).collect();
    if let Some(folders) = Folders::of_user() {
        holding::hold(&folders.state, input.root(), &happened);
    }
    history.write_at(at, happened)?;
    let after = history.memory.state(card.id).copied();
    let recorded = Recorded {
        id: card.id.to_string(),
        rating: args.rating.name(),
        at: at.to_string(),
        day: day.to_string(),
        counts: before != after,
        due: after.map(|it| it.due.to_string()),
        state: standing::state(&history.memory, card.id),
    };
    if args.json {
        output.json(&recorded)?;
    } else {
        print(&recorded, &history, card.id, output)?;
    }
    Ok(Status::Done)
}

/// True for a card of which the log does not know the source, or whose history has gone to another card.
fn is_met_now(memory: &Memory, card: CardId) -> bool {
    memory.fingerprint(card).is_none() || memory.record(card).is_none()
}

/// The card of an id: looked for first in the note that the log knows it from, then in all.
fn found(input: &Input, settings: &quiz::Settings, history: &History, card: CardId) -> anyhow::Result<Card> {
    let known = history.memory.fingerprint(card).map(|it| &*it.note);
    let first = known.and_then(|known| found_in(input, settings, card, |it| it == known).transpose());
    let card_there = first.or_else(|| found_in(input, settings, card, |it| Some(it) != known).transpose());
    card_there.unwrap_or_else(|| Err(unknown(input, history, card)))
}

fn found_in(
    input: &Input,
    settings: &quiz::Settings,
    card: CardId,
    is_wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<Option<Card>> {
    let mut found = None;
    let work = |it: study::Study| cards_of(&it.note, settings).cards.into_iter().find(|it| it.id == card);
    study::each_wanted(input, is_wanted, work, |it| {
        found = it;
        Ok(if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(found)
}

/// Says what to do about a card that is not there.
fn unknown(input: &Input, history: &History, card: CardId) -> anyhow::Error {
    let path = input.library().map_or(String::new(), |it| format!(" {}", it.display()));
    let place = if path.is_empty() { "the built-in note" } else { path.trim_start() };
    match history.memory.fingerprint(card) {
        Some(it) => anyhow::anyhow!(
            "there is no card {card} in {place} any more: it was made from {} in {}; `recto cards{path} --gone` lists such cards",
            history.name(Some(card)),
            it.note
        ),
        None => anyhow::anyhow!("there is no card {card} in {place}; `recto cards{path} --json` prints the id of each"),
    }
}

fn print(recorded: &Recorded, history: &History, card: CardId, output: &mut Output) -> anyhow::Result<()> {
    let name = history.name(Some(card));
    if let (Some(state), Some(due)) = (history.memory.state(card), &recorded.due) {
        let reviews = standing::counted(state.reviews as usize, "review");
        let text = format!(
            "{}: {name} is due on {due} (interval {}, stability {:.2}, difficulty {:.2}, {reviews})",
            recorded.rating,
            standing::counted(state.interval() as usize, "day"),
            state.stability,
            state.difficulty,
        );
        output.line(&[Piece(Look::Plain, &text)])?;
    }
    if !recorded.counts {
        status::say("It was answered on this day before, and only the first answer of a day counts for the schedule.");
    }
    Ok(())
}
