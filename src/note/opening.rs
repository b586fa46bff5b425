//! How a note opens: frontmatter, the `From:` line, and wrappings that are to be read through.

use crate::note::{
    diagnostic::{Code, Oddity},
    frontmatter::{self, Cut},
    span::{Span, trimmed},
};

/// What stands before the text of a note.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    /// The YAML of the first frontmatter block.
    pub yaml: Option<Span>,
    /// `From: [[channel]]`.
    pub from: Option<From>,
    /// Whole lines that a person does not see.
    pub blanks: Vec<Span>,
    /// The article stands in a ```` ```markdown ```` fence, which may be closed further down.
    pub wrapped: bool,
    /// Where the text begins.
    pub end: usize,
}

/// The line that names where the note comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct From {
    /// From `From:` to `<br/>` or the end of the link.
    pub span: Span,
    /// The link, brackets and all.
    pub link: Span,
    /// What stands in its brackets, before a pipe.
    pub target: Span,
}

/// Reads the opening of `text`, piece by piece until one is ordinary text.
pub(crate) fn read(text: &str, oddities: &mut Vec<Oddity>) -> Opening {
    let mut opening = Opening::default();
    while let Some(end) = next_piece(text, &mut opening, oddities) {
        opening.end = end;
    }
    opening
}

/// Takes one piece of the opening; gives the offset after it.
fn next_piece(text: &str, opening: &mut Opening, oddities: &mut Vec<Oddity>) -> Option<usize> {
    let start = opening.end + blank_lines(text.get(opening.end..)?);
    if let Some(cut) = frontmatter_at(text, start, opening, oddities) {
        opening.blanks.push(Span::new(start, cut.end));
        return Some(cut.end);
    }
    if opening.from.is_none()
        && let Some(from) = from_line(text, start)
    {
        opening.from = Some(from);
        return Some(from.span.end as usize);
    }
    let line = text.get(start..)?.split_inclusive('\n').next()?;
    let is_fence = matches!(line.trim_end(), "```markdown" | "```md" | "~~~markdown" | "~~~md");
    if is_fence && !opening.wrapped {
        opening.wrapped = true;
        let message = "the whole article stands in a code fence and is read as text; remove the ``` line";
        oddities.push(Oddity::new(start, Code::FenceWrapped, message));
        opening.blanks.push(Span::new(start, start + line.len()));
        return Some(start + line.len());
    }
    None
}

fn frontmatter_at(text: &str, start: usize, opening: &mut Opening, oddities: &mut Vec<Oddity>) -> Option<Cut> {
    let is_first = opening.yaml.is_none() && opening.from.is_none();
    match frontmatter::cut(text, start) {
        Ok(Some(cut)) if is_first => opening.yaml = Some(cut.yaml),
        Ok(Some(cut)) if !repeats(cut.yaml.of(text)) => return None,
        Ok(Some(cut)) => {
            opening.yaml.get_or_insert(cut.yaml);
            let message = "a second frontmatter block stands in the text and is left out; remove it";
            oddities.push(Oddity::new(start, Code::FrontmatterRepeated, message));
        }
        Err(frontmatter::Unclosed) if start == 0 => {
            let message = "the frontmatter is never closed and is shown as text; add a line --- after it";
            oddities.push(Oddity::new(start, Code::FrontmatterUnclosed, message));
        }
        Ok(None) | Err(frontmatter::Unclosed) => {}
    }
    frontmatter::cut(text, start).ok().flatten()
}

/// Only what says again what frontmatter says is taken out of the body.
fn repeats(yaml: &str) -> bool {
    yaml.lines().any(|it| it.starts_with("title:") || it.starts_with("videoId:"))
}

/// The bytes of the blank lines that `text` begins with.
fn blank_lines(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|it| it.trim().is_empty() && it.ends_with('\n')).map(str::len).sum()
}

/// `From: [[channel]] <br/>`, with or without the break.
fn from_line(text: &str, start: usize) -> Option<From> {
    let first = text.get(start..)?.lines().next()?;
    let after_word = first.strip_prefix("From:")?;
    let opens_at = first.len() - after_word.trim_start().len();
    let inside = first.get(opens_at..)?.strip_prefix("[[")?;
    let length = inside.find("]]")?;
    let link = Span::new(start + opens_at, start + opens_at + length + 4);
    let target_length = inside.get(..length)?.find('|').unwrap_or(length);
    let target = trimmed(text, Span::new(start + opens_at + 2, start + opens_at + 2 + target_length));
    let tail = first.get(opens_at + length + 4..)?;
    let end = first.len() - break_and_blanks(tail).len();
    Some(From { span: Span::new(start, start + end), link, target })
}

/// `tail` after a `<br/>` (in any spelling) and blanks.
fn break_and_blanks(tail: &str) -> &str {
    let rest = tail.trim_start();
    ["<br/>", "<br />", "<br>"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest).trim_start()
}
