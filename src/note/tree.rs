//! A note printed as an indented tree, for tests and for looking.

use crate::note::{
    block::{BlockId, BlockKind, Run, RunKind, Style},
    document::Note,
    wikilink::Target,
};
use std::fmt::{self, Display, Write};

impl Note {
    /// The document as a tree, one line a block; the form is for people and tests, not for programs.
    pub fn tree(&self) -> impl Display + '_ {
        Tree(self)
    }
}

struct Tree<'a>(&'a Note);

impl Display for Tree<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = self.0;
        writeln!(out, "title {:?}", note.title())?;
        if let Some(video) = note.video() {
            writeln!(out, "video {:?}{}", video.id, if video.is_valid { "" } else { " invalid" })?;
        }
        if let Some(from) = note.from() {
            writeln!(out, "from {from:?}")?;
        }
        for (key, value) in note.frontmatter().iter().filter(|it| !matches!(it.0.as_str(), "title" | "videoId")) {
            writeln!(out, "{key} = {value}")?;
        }
        for block in 0..note.blocks().len() as u32 {
            self.block(out, block)?;
        }
        Ok(())
    }
}

impl Tree<'_> {
    fn block(&self, out: &mut fmt::Formatter<'_>, id: BlockId) -> fmt::Result {
        let note = self.0;
        let Some(block) = note.block(id) else {
            return Ok(());
        };
        let depth = std::iter::successors(block.parent, |it| note.block(*it)?.parent).count();
        write!(out, "{:4} {:indent$}{}", note.line(block.span.start), "", self.name(block.kind), indent = depth * 2)?;
        let mut text = String::new();
        for run in note.runs(id) {
            self.run(&mut text, run)?;
        }
        if !text.is_empty() {
            write!(out, " {text}")?;
        }
        writeln!(out)
    }

    fn name(&self, kind: BlockKind) -> String {
        let note = self.0;
        match kind {
            BlockKind::Paragraph => "paragraph".into(),
            BlockKind::Heading(level) => format!("heading {level}"),
            BlockKind::Quote => "quote".into(),
            BlockKind::Callout { kind, fold } => {
                format!("callout {:?} {fold:?}", kind.of(note.source()))
            }
            BlockKind::CalloutTitle => "callout title".into(),
            BlockKind::List { ordered, tight, items } => {
                format!(
                    "{}{}list of {items}",
                    if tight { "" } else { "loose " },
                    if ordered { "numbered " } else { "" }
                )
            }
            BlockKind::Item { number, task } => {
                let number = number.map(|it| format!(" {it}")).unwrap_or_default();
                let task = task.map(|it| if it { " done" } else { " to do" }).unwrap_or_default();
                format!("item{number}{task}")
            }
            BlockKind::Code { language } => format!("code {:?}", note.text(language)),
            BlockKind::Table(alignments) => format!("table {:?}", note.alignments(alignments)),
            BlockKind::Row { head } => (if head { "head" } else { "row" }).into(),
            BlockKind::Cell => "cell".into(),
            BlockKind::Rule => "rule".into(),
            BlockKind::Footnote { label } => format!("footnote {:?}", note.text(label)),
        }
    }

    fn run(&self, out: &mut String, run: &Run) -> fmt::Result {
        let note = self.0;
        let text = note.run_text(run);
        let mut shown = match run.kind {
            RunKind::Text | RunKind::Blank => text.into_owned(),
            RunKind::Break => "⏎".into(),
            RunKind::Code => format!("‹code {}›", text.replace('\n', "⏎")),
            RunKind::Math => format!("‹math {text}›"),
            RunKind::Timestamp(id) => {
                let seconds = note.timestamps().get(id as usize).map_or(0, |it| it.seconds);
                format!("‹{text} = {seconds}s›")
            }
            RunKind::Image => format!("‹image {}›", note.text(run.text)),
            RunKind::Footnote => format!("‹note {}›", note.text(run.text)),
        };
        for (style, mark) in
            [(Style::STRONG, "**"), (Style::EMPHASIS, "*"), (Style::STRUCK, "~~"), (Style::HIGHLIGHT, "==")]
        {
            if run.style.has(style) {
                shown = format!("{mark}{shown}{mark}");
            }
        }
        match run.link.and_then(|it| note.links().get(it as usize)).map(|it| it.target) {
            None => out.write_str(&shown),
            Some(Target::Address(url)) => write!(out, "‹{shown} → {}›", note.text(url)),
            Some(Target::Note { name, heading, embed }) => {
                let (name, heading) = (name.of(note.source()), heading.of(note.source()));
                let embed = if embed { "embed " } else { "" };
                let hash = if heading.is_empty() { "" } else { "#" };
                write!(out, "‹{embed}{shown} → [[{name}{hash}{heading}]]›")
            }
        }
    }
}
