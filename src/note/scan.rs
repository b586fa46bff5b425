//! The scanner: one pass over the text that finds what `CommonMark` does not know.
//!
//! It goes line by line and looks only at bytes that can begin something. Every search is bounded by
//! the line or by a small number of bytes, or remembers that it found nothing, so that no text costs
//! more than its length.

use crate::note::{
    bracket::Brackets,
    diagnostic::{Code, Oddity},
    fence::Fences,
    html::{self, Tag},
    mark::{Callout, Fold, Mark, MarkKind},
    opening::Opening,
    span::{Span, trimmed},
    starts::Starts,
    text::shortened,
    timestamp::{self, Spelling, Time},
};

/// Finds all marks of `text` after its opening, in no particular order.
pub(crate) fn scan(text: &str, opening: &Opening, oddities: &mut Vec<Oddity>) -> Vec<Mark> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        marks: Vec::new(),
        starts: Starts::default(),
        oddities,
        brackets: Brackets::default(),
        fences: Fences::new(text, opening.wrapped),
        highlight: None,
        divs: Vec::new(),
        open_links: 0,
        absent: Vec::new(),
    };
    scanner.run(opening.end);
    scanner.marks
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    marks: Vec<Mark>,
    starts: Starts,
    oddities: &'a mut Vec<Oddity>,
    brackets: Brackets,
    fences: Fences,
    /// Where a `==` of this line waits for its partner.
    highlight: Option<Span>,
    /// The open `<div>`s: for each that is a callout the index of its mark.
    divs: Vec<Option<usize>>,
    /// The open `<a href>`s.
    open_links: u32,
    /// Closing words that do not occur in the rest of the text.
    absent: Vec<&'static str>,
}

impl Scanner<'_> {
    fn run(&mut self, start: usize) {
        let mut at = start;
        while at < self.bytes.len() {
            let end = self.line_end(at);
            let content = at + prefix_length(self.bytes.get(at..end).unwrap_or_default());
            let seen = self.fences.line(self.text, at, content, end);
            at = if seen.is_code {
                end + 1
            } else {
                if let Some(span) = seen.hidden {
                    self.push(span, MarkKind::Hidden);
                }
                let from = self.callout(at, content, end);
                self.definition(content, end);
                self.line(from, end)
            };
        }
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.bytes.len(), |it| at + it)
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b'\n', |it| self.byte(it))
    }

    fn push(&mut self, span: Span, kind: MarkKind) {
        self.marks.push(Mark { span, kind });
    }

    /// Scans one line from `at`; gives the offset after it, or after what reaches beyond it.
    fn line(&mut self, mut at: usize, mut end: usize) -> usize {
        self.highlight = None;
        self.brackets.begin_line();
        while let Some(found) = self.starts.next(self.bytes, at, end) {
            at = self.mark_at(found, end);
            if at > end {
                end = self.line_end(at);
            }
        }
        self.brackets.end_line(self.text, self.oddities);
        end + 1
    }

    /// Handles the byte at `at`; gives where to go on.
    fn mark_at(&mut self, at: usize, end: usize) -> usize {
        match self.byte(at) {
            b'\\' => self.escape(at),
            b'[' => self.brackets.open(self.bytes, at, self.marks.len()),
            b']' => self.brackets.close(self.text, at, &mut self.marks),
            b'|' => self.brackets.pipe(at, at + 1),
            b'<' => self.angle(at, end),
            b'$' => self.dollar(at, end),
            b'=' => self.equals(at),
            b'%' => self.percent(at),
            b'^' => self.caret(at, end),
            _ => self.brackets.tick(at),
        }
    }

    fn escape(&mut self, at: usize) -> usize {
        match self.byte(at + 1) {
            b'|' => self.brackets.pipe(at, at + 2),
            it if it.is_ascii_punctuation() => at + 2,
            _ => at + 1,
        }
    }

    /// `[!kind]` directly after the marks of a quote.
    fn callout(&mut self, start: usize, content: usize, end: usize) -> usize {
        let quoted = self.bytes.get(start..content).unwrap_or_default().contains(&b'>');
        let line = self.text.get(content..end).unwrap_or_default();
        let Some(rest) = line.strip_prefix("[!").filter(|_| quoted) else {
            return start;
        };
        let Some(length) = rest.bytes().take(CALLOUT_LIMIT).position(|it| it == b']') else {
            return start;
        };
        let after = content + 2 + length + 1;
        let (fold, width) = match self.byte(after) {
            b'+' => (Fold::Open, 1),
            b'-' => (Fold::Closed, 1),
            _ => (Fold::Fixed, 0),
        };
        let kind = trimmed(self.text, Span::new(content + 2, content + 2 + length));
        let span = Span::new(content, after + width);
        self.push(span, MarkKind::Callout(Callout { kind, fold }));
        after + width
    }

    /// `[Speaker]: Hello` is a sentence, though `CommonMark` takes it for the address of a link and hides it.
    fn definition(&mut self, content: usize, end: usize) {
        let line = self.text.get(content..end).unwrap_or_default();
        if line.starts_with('[') && !line.starts_with("[^") && is_sentence(line) {
            let bracket = Span::new(content, content + 1);
            self.push(bracket, MarkKind::Label(bracket));
        }
    }

    fn angle(&mut self, at: usize, end: usize) -> usize {
        if let Some(end) = self.timestamp(at, end) {
            return end;
        }
        let is_comment = self.text.get(at..).is_some_and(|it| it.starts_with("<!--"));
        if let Some(after) = if is_comment { self.until(at, 4, "-->") } else { None } {
            return after;
        }
        let Some((tag, after)) = html::tag(self.text, at) else {
            return self.no_tag(at);
        };
        let span = Span::new(at, after);
        match tag {
            Tag::Swallows(closing) => {
                if let Some(after) = self.until(at, after - at, closing) {
                    return after;
                }
                self.push(span, MarkKind::Hidden);
            }
            Tag::Break => self.push(span, MarkKind::Break),
            Tag::Image { alt, path } => self.push(span, MarkKind::Image { alt, path }),
            Tag::Link(url) => {
                self.open_links += 1;
                self.push(span, MarkKind::UrlOpen(url));
            }
            Tag::LinkEnd => self.link_end(span),
            Tag::Div { callout } => {
                self.divs.push(callout.then_some(self.marks.len()));
                self.push(span, MarkKind::Hidden);
            }
            Tag::DivEnd => self.div_end(span),
            Tag::Unknown => self.push(span, MarkKind::Hidden),
        }
        after
    }

    /// A `<` that begins no tag must not begin HTML for the parser either: from `<!-- ` to the end of the
    /// note nothing would be read. Addresses in angle brackets are the parser's.
    fn no_tag(&mut self, at: usize) -> usize {
        let is_html_like = matches!(self.byte(at + 1), b'!' | b'?' | b'/') || self.byte(at + 1).is_ascii_alphabetic();
        let is_destination = self.before(at) == b'(';
        if is_html_like && !is_destination && !html::is_autolink(self.text, at) {
            let sign = Span::new(at, at + 1);
            self.push(sign, MarkKind::Label(sign));
        }
        at + 1
    }

    /// A `</div>`: only now is it known that its `<div class="callout">` is one.
    fn div_end(&mut self, span: Span) {
        let opening = self.divs.pop().flatten().and_then(|it| self.marks.get_mut(it));
        let Some(opening) = opening else {
            return self.push(span, MarkKind::Hidden);
        };
        opening.kind = MarkKind::DivOpen;
        self.push(span, MarkKind::DivClose);
    }

    fn link_end(&mut self, span: Span) {
        let closes = self.open_links > 0;
        self.open_links = self.open_links.saturating_sub(1);
        self.push(span, if closes { MarkKind::UrlClose } else { MarkKind::Hidden });
    }

    fn timestamp(&mut self, at: usize, end: usize) -> Option<usize> {
        let anchor = timestamp::anchor(self.text, at, end)?;
        let value = trimmed(self.text, anchor.value);
        if !anchor.closed {
            self.odd(at, Code::AnchorUnclosed, "this timestamp is never closed; add </a> after its label");
        }
        if let Some(time) = Time::parse(value.of(self.text)) {
            let spelling = Spelling { span: anchor.span, value, label: anchor.label, time };
            self.push(anchor.span, MarkKind::Timestamp(spelling));
        } else {
            let message = format!("\"{}\" is no time; write it as HH:MM:SS", value.of(self.text));
            self.odd(at, Code::TimestampMalformed, &message);
            self.push(anchor.span, MarkKind::Label(anchor.label));
        }
        Some(self.bracket_after(anchor.span))
    }

    /// The `)` after an anchor whose `[time](` was hidden goes too.
    fn bracket_after(&mut self, anchor: Span) -> usize {
        let end = anchor.end as usize;
        let opened = self.marks.iter().rev().nth(1).is_some_and(|it| {
            it.span.end == anchor.start
                && matches!(it.kind, MarkKind::Hidden)
                && self.before(anchor.start as usize) == b'('
        });
        if !(opened && self.byte(end) == b')') {
            return end;
        }
        self.push(Span::new(end, end + 1), MarkKind::Hidden);
        end + 1
    }

    fn odd(&mut self, offset: usize, code: Code, message: &str) {
        self.oddities.push(Oddity::new(offset, code, message));
    }

    /// Hides everything up to and including `closing`; none when it does not come.
    fn until(&mut self, at: usize, opening: usize, closing: &'static str) -> Option<usize> {
        if self.absent.contains(&closing) {
            return None;
        }
        let rest = self.bytes.get(at + opening..)?;
        let Some(length) = find_folded(rest, closing.as_bytes()) else {
            self.absent.push(closing);
            return None;
        };
        let after = at + opening + length + closing.len();
        self.push(Span::new(at, after), MarkKind::Hidden);
        Some(after)
    }

    /// A formula: something without blanks at its ends between dollar signs, no digit or letter after it,
    /// and inside it a single word or a sign that prose about money does not have.
    fn dollar(&mut self, at: usize, end: usize) -> usize {
        if self.byte(at + 1) == b'$' {
            return self.display_formula(at);
        }
        let inside = self.text.get(at + 1..end).unwrap_or_default();
        let window = inside.as_bytes().get(..FORMULA_LIMIT).unwrap_or(inside.as_bytes());
        let Some(length) = memchr::memchr(b'$', window) else {
            return at + 1;
        };
        let formula = inside.get(..length).unwrap_or_default();
        let whole =
            !formula.is_empty() && formula.trim() == formula && !self.byte(at + length + 2).is_ascii_alphanumeric();
        let mathematical = formula.contains(['\\', '^', '_', '=', '{', '+', '<', '>'])
            || (!formula.contains(' ') && !formula.starts_with(|it: char| it.is_ascii_digit()));
        if !(whole && mathematical) {
            return at + 1;
        }
        let after = at + 1 + length + 1;
        self.push(Span::new(at, after), MarkKind::Math(Span::new(at + 1, after - 1)));
        after
    }

    fn display_formula(&mut self, at: usize) -> usize {
        let rest = self.bytes.get(at + 2..).unwrap_or_default();
        let window = rest.get(..DISPLAY_LIMIT).unwrap_or(rest);
        let Some(length) = memchr::memmem::find(window, b"$$").filter(|it| *it > 0) else {
            return at + 2;
        };
        let inside = Span::new(at + 2, at + 2 + length);
        if inside.of(self.text).contains("\n\n") {
            return at + 2;
        }
        self.push(Span::new(at, at + length + 4), MarkKind::Math(trimmed(self.text, inside)));
        at + length + 4
    }

    /// `==` before or after a word; a longer row of them is a heading's underline.
    fn equals(&mut self, at: usize) -> usize {
        let run = self.bytes.get(at..).unwrap_or_default().iter().take_while(|it| **it == b'=').count();
        let after = at + run;
        if run != 2 {
            return after;
        }
        let span = Span::new(at, after);
        match self.highlight {
            Some(open) if !self.before(at).is_ascii_whitespace() => {
                self.push(open, MarkKind::Highlight);
                self.push(span, MarkKind::Highlight);
                self.highlight = None;
            }
            _ if !self.byte(after).is_ascii_whitespace() => self.highlight = Some(span),
            _ => {}
        }
        after
    }

    fn percent(&mut self, at: usize) -> usize {
        if self.byte(at + 1) != b'%' || self.before(at).is_ascii_digit() {
            return at + 1;
        }
        self.until(at, 2, "%%").unwrap_or(at + 2)
    }

    /// ` ^id` at the end of a line names a block for links.
    fn caret(&mut self, at: usize, end: usize) -> usize {
        let id = self.text.get(at + 1..end).unwrap_or_default().trim_end();
        let is_id = id.len() >= 4
            && id.len() <= 64
            && id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && self.before(at).is_ascii_whitespace();
        if is_id {
            self.push(Span::new(at, at + 1 + id.len()), MarkKind::Hidden);
        }
        at + 1
    }
}

/// A callout's kind and a formula are shorter than this, in bytes.
const CALLOUT_LIMIT: usize = 64;
const FORMULA_LIMIT: usize = 400;
const DISPLAY_LIMIT: usize = 4000;

/// True for `[words]: more` where what follows is no address.
fn is_sentence(line: &str) -> bool {
    let window = shortened(line, DISPLAY_LIMIT);
    let Some((_, address)) = window.split_once("]:") else {
        return false;
    };
    !address.trim_start().starts_with(['<', '#', '/', '.']) && !address.contains(['/', '.', '@', '\\'])
}

/// Blanks, `>` and list markers at the start of a line.
fn prefix_length(line: &[u8]) -> usize {
    line.iter().take_while(|it| matches!(it, b' ' | b'\t' | b'>')).count()
}

/// The first place of an ASCII word, case aside.
fn find_folded(rest: &[u8], word: &[u8]) -> Option<usize> {
    let first = word.first()?;
    memchr::memchr_iter(*first, rest)
        .find(|at| rest.get(*at..at + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)))
}
