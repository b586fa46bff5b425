//! Fenced code, line by line: what stands in it is not scanned.

use crate::note::span::Span;

/// What one line is to the fences.
pub(crate) struct Seen {
    /// The line is code, or the border of code.
    pub is_code: bool,
    /// The line closes the fence around the whole article and is not to be seen.
    pub hidden: Option<Span>,
}

/// The fence that is open, if any.
pub(crate) struct Fences {
    open: Option<Fence>,
    /// Where the last bare fence line of the text begins: it closes a wrapped article.
    wrapper_end: Option<usize>,
}

struct Fence {
    marker: u8,
    length: usize,
    /// Bytes before the marker: a line of text with fewer blanks has left the list item or the quote.
    indent: usize,
    quoted: bool,
}

impl Fences {
    /// `wrapped`: the article stands in a fence that was opened before its text.
    pub fn new(text: &str, wrapped: bool) -> Self {
        let wrapper_end = if wrapped { last_bare_fence(text) } else { None };
        Self { open: None, wrapper_end }
    }

    /// Takes the line `start..end` whose content begins at `content`, after blanks and quote marks.
    pub fn line(&mut self, text: &str, start: usize, content: usize, end: usize) -> Seen {
        let line = text.get(content..end).unwrap_or_default();
        let quoted = text.get(start..content).unwrap_or_default().contains('>');
        if let Some(fence) = &self.open {
            let left = fence.is_left(line, content - start, quoted);
            if !left {
                if fence.is_closed_by(line) {
                    self.open = None;
                }
                return Seen { is_code: true, hidden: None };
            }
            self.open = None;
        }
        if self.wrapper_end == Some(start) {
            return Seen { is_code: false, hidden: Some(Span::new(start, end)) };
        }
        let (marker_at, rest) = after_list_markers(line);
        self.open =
            opening(rest).map(|(marker, length)| Fence { marker, length, indent: content - start + marker_at, quoted });
        Seen { is_code: self.open.is_some(), hidden: None }
    }
}

impl Fence {
    fn is_closed_by(&self, line: &str) -> bool {
        let bare = line.trim_end();
        bare.len() >= self.length && bare.bytes().all(|it| it == self.marker)
    }

    fn is_left(&self, line: &str, indent: usize, quoted: bool) -> bool {
        let out_of_item = self.indent >= 2 && indent < 2 && !line.trim().is_empty() && !self.is_closed_by(line);
        (self.quoted && !quoted) || (!self.quoted && out_of_item)
    }
}

/// The marker and its length when `line` opens a fence.
fn opening(line: &str) -> Option<(u8, usize)> {
    let marker = line.bytes().next().filter(|it| matches!(it, b'`' | b'~'))?;
    let length = line.bytes().take_while(|it| *it == marker).count();
    let info = line.get(length..)?;
    (length >= 3 && !(marker == b'`' && info.contains('`'))).then_some((marker, length))
}

/// Steps over `- ` and `1. ` at the start of a line.
fn after_list_markers(line: &str) -> (usize, &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = if digits > 0 { digits + 1 } else { 1 };
    let is_marker = match line.as_bytes().get(marker - 1) {
        Some(b'-' | b'*' | b'+') => digits == 0,
        Some(b'.' | b')') => digits > 0 && digits < 10,
        _ => false,
    };
    let rest = line.get(marker..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if is_marker && blanks > 0 { (marker + blanks, rest.get(blanks..).unwrap_or_default()) } else { (0, line) }
}

fn last_bare_fence(text: &str) -> Option<usize> {
    let mut end = text.len();
    for line in text.rsplit('\n') {
        let start = end - line.len();
        if matches!(line.trim_end(), "```" | "~~~") {
            return Some(start);
        }
        end = start.saturating_sub(1);
    }
    None
}
