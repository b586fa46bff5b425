//! From the bytes of a file to a note and its diagnostics, step by step.

use crate::note::{
    build::{self, Built},
    decode,
    diagnostic::{Code, Diagnostic, Oddity},
    document::{Note, Video},
    frontmatter::{self, Frontmatter},
    indent,
    mark::{self, Mark, MarkKind},
    opening, scan,
    span::Span,
    timestamp::{self, Reading, short},
};

impl Note {
    /// Reads a note. `path` names it in messages and gives the title where nothing else does.
    pub fn parse(path: &str, bytes: impl Into<Vec<u8>>) -> (Self, Vec<Diagnostic>) {
        let mut oddities = Vec::new();
        let source = decode::decode(bytes.into(), &mut oddities);
        let opening = opening::read(&source, &mut oddities);
        let mut marks = scan::scan(&source, &opening, &mut oddities);
        marks.extend(opening.from.map(|it| Mark { span: it.span, kind: MarkKind::Hidden }));
        mark::settle(&mut marks);
        let masked = indent::pull_in(mark::mask(&source, &marks, &opening.blanks));
        let mut built = build::build(&source, &masked, &marks, opening.from, &mut oddities);
        let reading = read_times(&source, &mut built, &mut oddities);
        let frontmatter =
            opening.yaml.map_or_else(Frontmatter::new, |it| frontmatter::read(&source, it, &mut oddities));
        let typed = |key| frontmatter::typed(&source, opening.yaml, &frontmatter, key);
        let title = typed("title").filter(|it| !it.trim().is_empty());
        let video = typed("videoId").and_then(|it| video(&it, opening.yaml, &mut oddities));
        let from = opening.from.map(|it| it.target);
        let lines = decode::line_starts(&source);
        let title = title.unwrap_or_default();
        let mut note = Self { path: path.into(), source, lines, frontmatter, title, video, from, reading, built };
        if note.title.is_empty() {
            note.title = note.title_in_text();
        }
        let diagnostics = note.located(oddities);
        (note, diagnostics)
    }

    /// The first heading of level 1, else the file's name.
    fn title_in_text(&self) -> String {
        let first = self.built.sections.iter().find(|it| it.level == 1);
        let heading = first.map(|it| self.section_title(it)).filter(|it| !it.is_empty());
        heading.unwrap_or_else(|| {
            let name = self.path.rsplit('/').next().unwrap_or(&self.path);
            name.strip_suffix(".md").unwrap_or(name).to_string()
        })
    }

    fn located(&self, oddities: Vec<Oddity>) -> Vec<Diagnostic> {
        let locate = |it: Oddity| Diagnostic { line: self.line(it.offset as u32), code: it.code, message: it.message };
        let mut diagnostics: Vec<_> = oddities.into_iter().map(locate).collect();
        diagnostics.sort_by_key(|it| it.line);
        diagnostics
    }
}

/// Gives every timestamp its seconds, once it is known how the note's times are meant.
fn read_times(source: &str, built: &mut Built, oddities: &mut Vec<Oddity>) -> Reading {
    let reading = timestamp::reading(built.times.iter().copied());
    for (timestamp, time) in built.timestamps.iter_mut().zip(&built.times) {
        timestamp.seconds = time.seconds(reading);
    }
    if reading == Reading::Minutes {
        let first = built.timestamps.first();
        let (offset, value) = first.map_or((0, ""), |it| (it.span.start as usize, it.value.of(source)));
        let message = format!(
            "all times of this note end in :00 and are read as minutes and seconds ({value} is {})",
            short(first.map_or(0, |it| it.seconds))
        );
        oddities.push(Oddity::new(offset, Code::TimestampsMinutes, message));
    }
    reading
}

fn video(id: &str, yaml: Option<Span>, oddities: &mut Vec<Oddity>) -> Option<Video> {
    let id = id.trim();
    if id.is_empty() {
        return None;
    }
    let is_valid = id.len() == 11 && id.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'));
    if !is_valid {
        let message =
            format!("videoId \"{id}\" is no video id (eleven letters, digits, _ or -), so its times cannot be opened");
        oddities.push(Oddity::new(yaml.map_or(0, |it| it.start as usize), Code::VideoIdInvalid, message));
    }
    Some(Video { id: id.into(), is_valid })
}
