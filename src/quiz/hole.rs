//! Which words of a sentence are worth a hole: numbers, names, quotations, bold words.

use crate::{
    note::Span,
    quiz::{
        aside,
        card::{Refusal, Rule},
        language::Class,
        mask::Clues,
        phrase::{self, is_amount, is_year},
        reading::{MarkKind, Reading, Sentence},
        token::{Shape, Token},
    },
};

/// What holes are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Numbers, names, quoted and bold words.
    Usual,
    /// The words of links.
    Links,
}

/// Words that could be taken out of a sentence.
pub(crate) struct Hole {
    pub text: Span,
    pub why: &'static str,
    /// The more, the better.
    worth: u8,
}

/// What is known about the place of the holes.
struct Place<'a> {
    reading: &'a Reading<'a>,
    sentence: &'a Sentence,
    tokens: &'a [Token],
}

/// The best hole of a sentence; or what is wrong with the best one; none when nothing in it can be asked.
pub(crate) fn best(
    reading: &Reading,
    sentence: &Sentence,
    tokens: &[Token],
    depth: Depth,
) -> Option<Result<Hole, Refusal>> {
    let place = Place { reading, sentence, tokens };
    let mut holes: Vec<Hole> = Vec::new();
    if depth == Depth::Usual {
        place.numbers(&mut holes);
        place.names(&mut holes);
    }
    place.marks(&mut holes, depth);
    holes.sort_by_key(|it| std::cmp::Reverse(it.worth));
    let mut wrong = None;
    for hole in holes {
        match place.check(&hole) {
            Ok(()) => return Some(Ok(hole)),
            Err(refusal) => wrong = wrong.or(Some(Err(refusal))),
        }
    }
    wrong
}

impl Place<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map(|it| self.reading.at(it.span)).unwrap_or_default()
    }

    /// What stands between two words that follow each other.
    fn gap(&self, at: usize) -> &str {
        let ends = self.tokens.get(at).zip(self.tokens.get(at + 1));
        ends.map(|it| self.reading.at(Span { start: it.0.span.end, end: it.1.span.start })).unwrap_or_default()
    }

    fn numbers(&self, holes: &mut Vec<Hole>) {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            let is_digits = token.shape == Shape::Number;
            let is_word = token.is(Class::Counting)
                && !token.is(Class::Function)
                && !matches!(self.word(at), "several" | "half" | "dozens" | "hundreds" | "thousands");
            if !(is_digits || is_word) {
                at += 1;
                continue;
            }
            let (end, is_great) = self.number_end(at);
            let is_part = at > 0 && self.gap(at - 1) == " " && self.belongs_to_name(at);
            let text = self.tokens.get(end).map(|it| Span { start: token.span.start, end: it.span.end });
            let is_loose_two = self.word(at).eq_ignore_ascii_case("two")
                && !at.checked_sub(1).is_some_and(|it| {
                    matches!(self.word(it), "over" | "approximately" | "nearly" | "roughly" | "about")
                });
            if let Some(text) = text.filter(|_| {
                !is_part && !is_loose_two && !self.is_small_count(at, end) && (is_word || is_amount(self.word(at)))
            }) {
                let written = self.reading.at(text);
                let is_sum = is_great || written.contains(['$', '%', '€', '£']) || is_year(written);
                let worth = if is_sum {
                    9
                } else if is_digits {
                    7
                } else {
                    3
                };
                holes.push(Hole { text, why: "a number is known or not", worth });
            }
            at = end + 1;
        }
    }

    /// `Claude 4`: the number is a part of what stands before it.
    fn belongs_to_name(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|it| self.tokens.get(it));
        before.is_some_and(|it| it.is_name() && it.is_content() && (at > 1 || self.reading.is_name(it.span)))
    }

    /// A small number that counts things, and one that counts back from a day that is not named: guessed.
    fn is_small_count(&self, at: usize, end: usize) -> bool {
        let is_back = (1..=3).any(|it| matches!(self.word(end + it), "ago" | "earlier" | "prior" | "before"));
        let digits = self.word(at).parse::<u32>();
        let small = digits.map_or_else(|_| SMALL.contains(&self.word(at)), |it| it <= 10);
        let unit = self.tokens.get(end + 1).is_some_and(|it| it.is(Class::Unit)) || self.gap(end).starts_with('-');
        is_back || (small && end == at && !unit)
    }

    /// The last word of the number that begins at `at`, and whether it is a great one: `$19 billion`, `30 to 40`.
    fn number_end(&self, at: usize) -> (usize, bool) {
        let is_number =
            |at: usize| self.tokens.get(at).is_some_and(|it| it.shape == Shape::Number || it.is(Class::Counting));
        let mut end = at;
        let scaled =
            |end: usize| self.gap(end) == " " && self.tokens.get(end + 1).is_some_and(|it| it.is(Class::Scale));
        let mut is_great = false;
        if scaled(end) {
            end += 1;
            is_great = true;
        }
        let is_range =
            matches!(self.word(end + 1), "to" | "or" | "and") && self.gap(end) == " " && self.gap(end + 1) == " ";
        if is_range && is_number(end + 2) && self.word(end + 1) != "and" {
            end += 2;
            if scaled(end) {
                end += 1;
                is_great = true;
            }
        }
        (end, is_great)
    }

    fn names(&self, holes: &mut Vec<Hole>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let mut end = at;
            let is_name = |at: usize| {
                self.tokens.get(at).is_some_and(|it| it.is_name() && it.is_content() && !it.is(Class::Loose))
            };
            if !is_name(at) {
                at += 1;
                continue;
            }
            let goes_on = |at: usize| self.tokens.get(at).is_some_and(|it| it.is_name() && it.is_content());
            let is_joined = |end: usize| self.gap(end) == " " && !self.word(end).ends_with("'s");
            loop {
                let is_number = self.tokens.get(end + 1).is_some_and(|it| it.shape == Shape::Number);
                if is_joined(end) && (goes_on(end + 1) || (is_number && self.word(end + 1).len() < 3)) {
                    end += 1;
                } else if is_joined(end) && self.word(end + 1) == "of" && goes_on(end + 2) && is_joined(end + 1) {
                    end += 2;
                } else {
                    break;
                }
            }
            while at < end && self.tokens.get(at).is_some_and(|it| it.is(Class::Person)) {
                at += 1;
            }
            if let Some(hole) = self.name(at, end) {
                holes.push(hole);
            }
            at = end + 1;
        }
    }

    fn name(&self, at: usize, end: usize) -> Option<Hole> {
        let (first, last) = (self.tokens.get(at)?, self.tokens.get(end)?);
        let whole = Span { start: first.span.start, end: last.span.end };
        let written = self.reading.at(whole);
        let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        let text = Span { start: whole.start, end: whole.start + bare.len() as u32 };
        let is_one = at == end;
        let is_compound = bare.split_once('-').is_some_and(|it| it.1.starts_with(char::is_lowercase));
        // "the \"Will Smith eating spaghetti\" video": what begins before is no name without its beginning.
        let goes_back =
            at > 1 && self.gap(at - 1) == " " && self.tokens.get(at - 1).is_some_and(|it| it.shape == Shape::Capital);
        let led = at.checked_sub(1).map(|it| self.word(it)).unwrap_or_default();
        let is_after = |word: &str| at > 0 && self.gap(at - 1) == " " && led == word;
        let is_of_name = is_after("of")
            && at
                .checked_sub(2)
                .and_then(|it| self.tokens.get(it))
                .is_some_and(|it| it.shape == Shape::Capital && at > 2);
        // "the next Elons": some of one kind.
        let is_kind = bare.strip_suffix('s').is_some_and(|it| self.reading.is_name_word(it));
        let is_any =
            is_kind || is_one && (is_after("a") || is_after("an") || is_after("second") || is_after("another"));
        if (goes_back && !self.tokens.get(at - 1).is_some_and(|it| it.is(Class::Person))) || is_of_name || is_any {
            return None;
        }
        let has_acronym = self.tokens.get(at..=end).unwrap_or_default().iter().any(|it| it.shape == Shape::Acronym);
        if has_acronym && end - at < 2 {
            return None;
        }
        if is_one && (first.shape == Shape::Acronym || bare.len() < 3 || aside::is_of_a_people(bare) || is_compound) {
            return None;
        }
        let follows = self.reading.at(Span { start: text.end, end: self.sentence.text.end });
        if follows.starts_with(" (") || (follows.starts_with('.') && follows.len() > 3) {
            return None;
        }
        let is_behind_number = at > 1
            && self.gap(at - 1) == " "
            && self.tokens.get(at - 1).is_some_and(|it| it.shape == Shape::Number)
            && self.tokens.get(at - 2).is_some_and(Token::is_name);
        if is_behind_number || at == 0 && end == 1 && last.shape == Shape::Number {
            return None;
        }
        let begins = at == 0 || matches!(self.gap(at - 1).trim_end(), "." | ":" | "\"" | ": \"");
        let bare_length = self.word(at).trim_end_matches("'s").len() as u32;
        if begins
            && !(self.reading.is_name(Span { end: first.span.start + bare_length, ..first.span })
                || (!is_one && self.is_plainly_named(at, end)))
        {
            return None;
        }
        let worth = if is_one { 6 } else { 8 };
        Some(Hole { text, why: "a name is known or not", worth })
    }

    /// Several words with capitals, of which the first is nothing that could begin a sentence.
    fn is_plainly_named(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        let is_word = ["ing", "ed", "ly", "al", "ive"].iter().any(|it| word.ends_with(it));
        let is_plain = |it: &Token| {
            !it.is(Class::Vague) && !it.is(Class::Finite) && !it.is(Class::Verb) && !it.is(Class::Category)
        };
        !is_word && self.tokens.get(at..=end).unwrap_or_default().iter().all(is_plain)
    }

    fn marks(&self, holes: &mut Vec<Hole>, depth: Depth) {
        let Some(leaf) = self.reading.leaf_of(self.sentence) else { return };
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return };
        let inside = |it: Span| it.start > first.span.start && it.end <= last.span.end;
        let is_wanted = |it: &MarkKind| (*it == MarkKind::Link) == (depth == Depth::Links);
        for mark in self.reading.marks_of(leaf).iter().filter(|it| is_wanted(&it.kind) && inside(it.text)) {
            let written = self.reading.at(mark.text);
            let kept = written.trim_end_matches([',', '.', ';', ':', '!', '?']);
            let text = Span { start: mark.text.start, end: mark.text.start + kept.len() as u32 };
            let words = phrase::count(kept);
            let worth = match mark.kind {
                MarkKind::Link if (2..=4).contains(&words) => LINK_WORTH,
                MarkKind::Quoted if words <= 4 && self.is_named(text) => 10,
                MarkKind::Quoted if (2..=3).contains(&words) && self.is_noun(text) => 5,
                MarkKind::Strong if words <= 4 => 4,
                _ => continue,
            };
            let why = if mark.kind == MarkKind::Strong {
                "bold words are what the sentence is about"
            } else {
                "a quoted term is known or not"
            };
            holes.push(Hole { text, why, worth });
        }
    }

    /// True when the words before say that this is what something is called.
    fn is_named(&self, text: Span) -> bool {
        let before = self.tokens.partition_point(|it| it.span.start < text.start);
        let word = |back: usize| before.checked_sub(back).map(|it| self.word(it));
        before.checked_sub(1).and_then(|it| self.tokens.get(it)).is_some_and(|it| it.is(Class::Naming))
            || matches!((word(2), word(1)), (Some("known" | "described" | "to"), Some("as")))
    }

    /// True for a thing: a quoted term that is used again is one; another may be anything.
    fn is_noun(&self, text: Span) -> bool {
        let before = self.tokens.partition_point(|it| it.span.start < text.start);
        let led = before.checked_sub(1).map(|it| self.word(it));
        matches!(led, Some("a" | "an" | "the" | "of" | "as")) && self.reading.has_more_than(1, self.reading.at(text))
    }

    fn check(&self, hole: &Hole) -> Result<(), Refusal> {
        let reading = self.reading;
        let written = reading.at(hole.text);
        let is = |class| {
            reading.language.is_some_and(|it| {
                written
                    .split([' ', '-'])
                    .all(|word| it.classes(word).has(class) || it.classes(word).has(Class::Function))
            })
        };
        if is(Class::Loose) || is(Class::Vague) || reading.is_hub(written) || self.is_near_place(hole) {
            return Err((Rule::Trivial, format!("“{written}” is guessed, not known")));
        }
        if hole.why.starts_with("a name") && self.is_speaker(hole) {
            return Err((Rule::Trivial, format!("“{written}” is who speaks, not what is spoken of")));
        }
        let is_link = hole.worth == LINK_WORTH;
        let parts = || written.split(' ').filter(|it| it.len() > 3 && written.contains(' ') && !is_link);
        if hole.worth != 9 && hole.worth != 7 && (self.is_shown(written) || parts().any(|it| self.is_headed(it))) {
            return Err((Rule::Leak, format!("“{written}” stands in the headings above")));
        }
        let text = reading.at(self.sentence.text);
        if memchr::memmem::find_iter(text.as_bytes(), written.as_bytes()).nth(1).is_some() {
            return Err((Rule::Leak, format!("“{written}” stands in the sentence twice")));
        }
        let before = reading.at(Span { start: self.sentence.text.start, end: hole.text.start });
        let is_number = hole.why.starts_with("a number");
        let in_example = before.rfind("(e.g.").is_some_and(|it| !before.get(it..).unwrap_or_default().contains(')'))
            || ["such as ", "for instance, ", "for example, ", "like "].iter().any(|it| before.ends_with(it));
        if is_number && in_example {
            return Err((Rule::Ambiguous, format!("“{written}” is only an example")));
        }
        if hole.why.starts_with("a name") {
            let after = reading.at(Span { start: hole.text.end, end: self.sentence.text.end });
            aside::check(written, before, after)?;
        }
        if self.is_one_of_several(hole) {
            return Err((Rule::Ambiguous, format!("“{written}” is one of several that the sentence names")));
        }
        Ok(())
    }

    /// True for a place that everybody thinks of first, where a place is asked for: `across ▢`, `… in ▢.`
    fn is_near_place(&self, hole: &Hole) -> bool {
        let first = self.tokens.partition_point(|it| it.span.start < hole.text.start);
        let is_place = self.tokens.get(first).is_some_and(|it| it.is(Class::Place) && it.span.end >= hole.text.end);
        let led = first.checked_sub(1).map(|it| self.word(it)).unwrap_or_default();
        let is_last = self.tokens.last().is_some_and(|it| it.span.start == hole.text.start);
        is_place && (is_last || aside::PLACING.contains(&led))
    }

    /// True for somebody who says what the sentence says, or who is the subject of many sentences of the note.
    fn is_speaker(&self, hole: &Hole) -> bool {
        let after = self.tokens.partition_point(|it| it.span.start < hole.text.end);
        let last = after.checked_sub(1).and_then(|it| self.tokens.get(it));
        let says = |at: usize| self.tokens.get(at).is_some_and(|it| it.is(Class::Saying));
        let is_adverb = self.word(after).ends_with("ly") || self.word(after) == "also";
        let gap = after.checked_sub(1).map(|it| self.gap(it)).unwrap_or_default();
        let is_told = gap == " " && (says(after) || (is_adverb && says(after + 1)));
        let first = self.tokens.partition_point(|it| it.span.start < hole.text.start);
        let according = first.checked_sub(2).is_some_and(|it| self.word(it).eq_ignore_ascii_case("according"));
        is_told || according || (!gap.contains(',') && last.is_some_and(|it| self.reading.is_speaker(it.span)))
    }

    /// True when the headings or the title, which the reader sees, hold a word.
    fn is_shown(&self, word: &str) -> bool {
        self.is_headed(word) || aside::contains_word(self.reading.note.title(), word)
    }

    /// True when the headings hold a word.
    fn is_headed(&self, word: &str) -> bool {
        let section = self.reading.leaf_of(self.sentence).map_or(0, |it| it.section);
        let mut headings = self.reading.place(section).into_iter().flat_map(|it| &it.path);
        let clues = Clues::of(word, |_| false);
        headings.any(|it| aside::contains_word(it, word) || clues.words().len() == 1 && clues.shown_in(it).is_some())
    }

    /// True inside a row of names: which of them is meant, nobody can know.
    fn is_one_of_several(&self, hole: &Hole) -> bool {
        if hole.why.starts_with("a number") {
            return false;
        }
        let first = self.tokens.partition_point(|it| it.span.start < hole.text.start);
        let after = self.tokens.partition_point(|it| it.span.start < hole.text.end);
        let is_name = |at: usize| self.tokens.get(at).is_some_and(Token::is_name);
        let before = first.checked_sub(1).map(|it| self.word(it)).unwrap_or_default();
        let gap = first.checked_sub(1).map(|it| self.gap(it)).unwrap_or_default();
        let led = self.tokens.get(first.wrapping_sub(1)).is_some_and(|it| it.is(Class::Listing));
        let is_such = before == "as" && first >= 2 && self.word(first - 2) == "such";
        let in_row = |word: &str| matches!(word, "and" | "or");
        let follows = after > 0
            && (self.gap(after - 1).contains([',', '/'])
                && (is_name(after) || (in_row(self.word(after)) && is_name(after + 1))));
        let others = matches!(self.word(after + 1), "other" | "others" | "similar");
        let joined = in_row(self.word(after)) && (is_name(after + 1) || others);
        let leads = first > 1 && (gap.contains([',', '/']) && is_name(first - 1))
            || (in_row(before) && first > 1 && (is_name(first - 2) || self.gap(first - 2).contains(',')));
        led || is_such
            || before == "like"
            || before == "e.g"
            || gap.contains('(') && before != "the"
            || follows
            || joined
            || leads
    }
}

const LINK_WORTH: u8 = 2;
/// Numbers that are guessed where nothing is measured.
const SMALL: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
