//! Where drafts become cards or are refused: the checks that every card must pass, its id, its group.

use crate::{
    note::Span,
    quiz::{
        card::{Answer, Card, Kind, NoteCards, Refusal, Refused, Rule},
        chance::Chance,
        filter,
        fingerprint::{CardId, Fingerprint, normalised},
        language::Class,
        mask::{self, Clues},
        phrase,
        reading::{Reading, Sentence},
        settings::{Refusals, Settings},
    },
};
use foldhash::{HashMap, HashMapExt};
use std::slice;

/// Collects the cards of one note.
pub(crate) struct Maker<'a> {
    pub reading: &'a Reading<'a>,
    made: NoteCards,
    /// How often each source was met.
    met: HashMap<u64, u32>,
    groups: HashMap<u32, u32>,
    refusals: Refusals,
    /// The source of the last card, and the same normalised.
    source: String,
    body: String,
    /// The terms that running text defined so far.
    pub defined: Vec<Defined>,
}

/// A term that running text defines.
pub(crate) struct Defined {
    pub term: String,
    pub at: At,
    pub source: String,
}

/// A note with fewer cards is asked about what else it says.
const FEW_CARDS: usize = 4;

/// A card on its way.
pub(crate) struct Draft<'a> {
    pub kind: Kind,
    pub at: At,
    pub prompt: String,
    /// The words of the answer were taken out of the prompt.
    pub is_masked: bool,
    pub answer: DraftAnswer,
    pub accept: Vec<String>,
    pub source: &'a str,
    pub rest: &'a str,
    pub why: &'static str,
    /// What is asked for or about, for the fingerprint.
    pub term: &'a str,
}

/// An answer before its options are in their order.
pub(crate) enum DraftAnswer {
    Text(String),
    Items(Vec<String>),
    Order(Vec<String>),
    Choice {
        key: String,
        others: Vec<String>,
    },
    /// The options in this order: of headings, which have one.
    Among {
        options: Vec<String>,
        key: usize,
    },
}

/// Where a draft comes from.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// The byte of the source where the item, or the paragraph of the sentence, begins; cards of one place are siblings.
    pub offset: u32,
    pub group: u32,
    pub section: u32,
    pub seconds: Option<u32>,
}

impl<'a> Maker<'a> {
    pub fn new(reading: &'a Reading<'a>, settings: &'a Settings) -> Self {
        Self {
            reading,
            made: NoteCards::default(),
            met: HashMap::new(),
            groups: HashMap::new(),
            refusals: settings.refusals,
            source: String::new(),
            body: String::new(),
            defined: Vec::new(),
        }
    }

    /// The place of a sentence; its group is its own.
    pub fn at(&self, sentence: &Sentence) -> At {
        let leaf = self.reading.leaf_of(sentence);
        let block = leaf.and_then(|it| self.reading.note.block(it.block));
        let offset = block.map_or(0, |it| it.span.start);
        let into = sentence.text.start - leaf.map_or(sentence.text.start, |it| it.text.start);
        At { offset, group: offset + into, section: leaf.map_or(0, |it| it.section), seconds: sentence.seconds }
    }

    /// Makes a card of a draft, or refuses it.
    pub fn keep(&mut self, draft: Draft) {
        match self.check(&draft) {
            Ok(()) => self.make(draft, None),
            Err(refusal) => self.refuse(draft.kind, draft.at.offset, &draft.prompt, refusal),
        }
    }

    /// Notes what was not made, and why.
    pub fn refuse(&mut self, kind: Kind, offset: u32, text: &str, (rule, why): Refusal) {
        if self.refusals == Refusals::Dropped {
            return;
        }
        let note = self.reading.note;
        let refused = Refused { kind, note: note.path().into(), line: note.line(offset), text: text.into(), rule, why };
        self.made.refused.push(refused);
    }

    /// What holds for every card that is not the author's own.
    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        short(&draft.prompt, "a question", filter::PROMPT_WORDS)?;
        let answer = |it: &String| short(it, "an answer", filter::ANSWER_WORDS);
        match &draft.answer {
            DraftAnswer::Text(it) => answer(it),
            DraftAnswer::Items(all) | DraftAnswer::Order(all) | DraftAnswer::Among { options: all, .. } => {
                all.iter().try_for_each(answer)
            }
            DraftAnswer::Choice { key, others } => others.iter().chain([key]).try_for_each(answer),
        }?;
        self.check_leaks(draft)
    }

    /// The question may not show the answer.
    fn check_leaks(&self, draft: &Draft) -> Result<(), Refusal> {
        let (answers, least) = match &draft.answer {
            DraftAnswer::Text(it) if draft.prompt.contains(it.as_str()) => {
                return Err((Rule::Leak, format!("the question holds “{it}”")));
            }
            DraftAnswer::Order(_) | DraftAnswer::Among { .. } => return Ok(()),
            _ if draft.is_masked => return Ok(()),
            DraftAnswer::Text(it) if phrase::count(it) <= filter::TYPED_WORDS => (slice::from_ref(it), 1),
            DraftAnswer::Text(it) => (slice::from_ref(it), 60),
            DraftAnswer::Items(all) => (all.as_slice(), 75),
            DraftAnswer::Choice { key, .. } => (slice::from_ref(key), 1),
        };
        // The words of a short answer are looked for sooner than those of the question are listed: hardly ever one is there.
        if let [answer] = answers
            && answer.len() < draft.prompt.len()
            && Clues::of(answer, |it| self.is_function(it)).shown_in(&draft.prompt).is_none()
        {
            return Ok(());
        }
        let question: Clues = mask::words(&draft.prompt).collect();
        answers.iter().try_for_each(|it| self.check_leak(&question, it, least))
    }

    /// Refuses an answer when the question shows at least `least` of a hundred of its words of meaning.
    fn check_leak(&self, question: &Clues, answer: &str, least: usize) -> Result<(), Refusal> {
        let is_clue = |it: &mask::Word| !self.is_function(it.text);
        let is_shown = |it: &mask::Word| question.shows(*it) && is_clue(it) && !self.reading.is_hub(it.text);
        let shown = mask::words(answer).filter(is_shown).count();
        if shown == 0 {
            return Ok(());
        }
        let all = mask::words(answer).filter(is_clue).count();
        if shown * 100 < all * least {
            return Ok(());
        }
        Err((Rule::Leak, format!("the question holds {shown} of the {all} words of “{answer}”")))
    }

    /// True when the note has few cards, so that less obvious ones are welcome.
    pub fn is_scarce(&self) -> bool {
        self.made.cards.len() < FEW_CARDS
    }

    /// True when the note has given no card.
    pub fn is_empty(&self) -> bool {
        self.made.cards.is_empty()
    }

    /// True when a text has a verb, or begins as what needs none.
    pub fn is_said(&self, text: &str) -> bool {
        let first = text.split(' ').next().unwrap_or_default();
        let is = |word: &str, class| self.reading.language.is_none_or(|it| it.classes(word).has(class));
        first.ends_with("ing")
            || is(first, Class::Verb)
            || matches!(first, "A" | "An" | "a" | "an" | "To")
            || text.split(' ').skip(1).any(|it| is(it, Class::Finite))
    }

    /// A word without meaning of its own.
    pub fn is_function(&self, word: &str) -> bool {
        self.reading.language.is_some_and(|it| it.classes(word).has(Class::Function))
    }

    /// Adds a card; nothing is checked.
    pub fn make(&mut self, draft: Draft, scheduled: Option<String>) {
        let note = self.reading.note;
        let context = self.reading.place(draft.at.section).map_or_else(Vec::new, |it| it.path.clone());
        let mut fingerprint =
            Fingerprint::new(draft.kind.name(), note.path(), &context, draft.term, self.body(draft.source));
        let first = fingerprint.id();
        let met = self.met.entry(first.0).or_default();
        fingerprint.index = *met;
        *met += 1;
        let id = if fingerprint.index == 0 { first } else { fingerprint.id() };
        let next = self.groups.len() as u32;
        let group = *self.groups.entry(draft.at.group).or_insert(next);
        self.made.cards.push(Card {
            id,
            kind: draft.kind,
            note: note.path().into(),
            line: note.line(draft.at.offset),
            offset: draft.at.offset,
            section: draft.at.section,
            context,
            prompt: draft.prompt,
            answer: answer(draft.answer, id.0),
            accept: draft.accept,
            source: draft.source.into(),
            rest: if draft.rest.contains('_') { String::new() } else { draft.rest.into() },
            seconds: draft.at.seconds,
            why: draft.why.into(),
            group,
            fingerprint,
            scheduled,
        });
    }

    /// A source, normalised: most cards have the source of the one before.
    fn body(&mut self, source: &str) -> String {
        if self.source != source {
            self.source = source.to_string();
            self.body = normalised(source);
        }
        self.body.clone()
    }

    /// What was made, in the order of the text.
    pub fn finish(mut self) -> NoteCards {
        self.refuse_doubles();
        self.made.cards.sort_by_key(|it| (it.offset, it.kind));
        let mut order: Vec<Option<u32>> = vec![None; self.groups.len()];
        let mut next = 0;
        for card in &mut self.made.cards {
            let Some(known) = order.get_mut(card.group as usize) else { continue };
            card.group = *known.get_or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
        self.made.refused.sort_by_key(|it| it.line);
        self.made
    }

    /// A question with two answers in one note is asked for neither.
    fn refuse_doubles(&mut self) {
        let mut answers: HashMap<&str, &Answer> = HashMap::new();
        let mut doubled: Vec<CardId> = Vec::new();
        let own = |it: &&Card| it.kind != Kind::Explicit && matches!(it.answer, Answer::Text(_));
        for card in self.made.cards.iter().filter(own) {
            if answers.insert(&card.prompt, &card.answer).is_some_and(|it| *it != card.answer) {
                doubled.extend(self.made.cards.iter().filter(|it| it.prompt == card.prompt).map(|it| it.id));
            }
        }
        if doubled.is_empty() {
            return;
        }
        let (refused, kept) = std::mem::take(&mut self.made.cards)
            .into_iter()
            .partition(|it: &Card| it.kind != Kind::Explicit && doubled.contains(&it.id));
        self.made.cards = kept;
        for card in Vec::<Card>::into_iter(refused) {
            let why = "the note answers the same question in another way, too";
            self.refuse(card.kind, card.offset, &card.prompt, (Rule::Ambiguous, why.into()));
        }
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.reading.at(span)
    }
}

/// Refuses a text with traces of markup, or of more than `most` words; `what` says what it is.
fn short(text: &str, what: &str, most: usize) -> Result<(), Refusal> {
    filter::clean(text)?;
    let words = phrase::count(text);
    if words > most { Err((Rule::Long, format!("{what} of {words} words"))) } else { Ok(()) }
}

fn answer(draft: DraftAnswer, seed: u64) -> Answer {
    match draft {
        DraftAnswer::Text(it) => Answer::Text(it),
        DraftAnswer::Items(it) => Answer::Items(it),
        DraftAnswer::Order(it) => Answer::Order(it),
        DraftAnswer::Among { options, key } => Answer::Choice { options, key },
        DraftAnswer::Choice { key, others } => {
            let mut options: Vec<String> = others;
            options.push(key);
            let mut places: Vec<usize> = (0..options.len()).collect();
            Chance::new(seed).shuffle(&mut places);
            let key = places.iter().position(|it| it + 1 == options.len()).unwrap_or(0);
            let options = places.iter().filter_map(|it| options.get(*it).cloned()).collect();
            Answer::Choice { options, key }
        }
    }
}
