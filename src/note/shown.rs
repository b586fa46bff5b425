//! What a reader sees of a note: runs as they are shown, and leaves and headings as clean text.

use crate::note::{
    block::{BlockId, Run, RunKind, Style},
    document::Note,
    section::Section,
    text::{self, Fragment, FragmentKind},
    timestamp::{Time, Timestamp, short},
    wikilink::{Link, Target},
};
use std::borrow::Cow;

/// A title is read from so many runs and bytes at most: no screen shows more, and a note with a
/// heading of a megabyte has its title asked for once a section.
const TITLE_RUNS: usize = 200;
const TITLE_BYTES: usize = 1000;

impl Note {
    /// A run as it is shown, before it is made harmless for a terminal.
    pub fn run_text(&self, run: &Run) -> Cow<'_, str> {
        match run.kind {
            RunKind::Blank => " ".into(),
            RunKind::Break => "\n".into(),
            RunKind::Timestamp(id) => {
                self.timestamps().get(id as usize).map_or_else(String::new, |it| self.stamp_text(it)).into()
            }
            RunKind::Image => format!(" ▣ {}", self.text(run.text)).into(),
            RunKind::Footnote => format!("[{}]", self.text(run.text)).into(),
            RunKind::Text | RunKind::Code | RunKind::Math => self.text(run.text).into(),
        }
    }

    /// A timestamp as it is shown: its label, a time in its short form; the value where there is no label.
    fn stamp_text(&self, timestamp: &Timestamp) -> String {
        let label = timestamp.label.of(self.source());
        let is_value = label.is_empty() || label == timestamp.value.of(self.source());
        match Time::parse(label) {
            _ if is_value => short(timestamp.seconds),
            Some(time) => short(time.seconds(self.reading())),
            None => label.to_string(),
        }
    }

    /// The words of a link as shown; for the link of the `From:` line, which is not, its target.
    pub fn link_text(&self, link: &Link) -> String {
        if let (None, Target::Note { name, .. }) = (link.block, link.target) {
            return name.of(self.source()).to_string();
        }
        let runs = self.all_runs().get(link.runs.0 as usize..link.runs.1 as usize).unwrap_or_default();
        let words = |run: &Run| match (link.target, run.kind) {
            // An embedded file: its mark is no word, and its name is one only where nothing else was chosen.
            (Target::Note { .. }, RunKind::Image) if link.has_alias => "".into(),
            (Target::Note { .. }, RunKind::Image) => self.text(run.text).into(),
            _ => self.run_text(run),
        };
        runs.iter().map(words).collect::<String>().trim().to_string()
    }

    /// The text of a leaf as a person reads it: no markup, no timestamps, none of their commas.
    pub fn clean(&self, block: BlockId) -> String {
        text::clean(&self.fragments(block)).text
    }

    /// The title of a section, clean; empty for the text before the first heading.
    pub fn section_title(&self, section: &Section) -> String {
        let Some(heading) = section.heading else {
            return String::new();
        };
        let fragment = |run| {
            let whole = self.fragment(0, run);
            Fragment { text: text::shortened(whole.text, TITLE_BYTES), ..whole }
        };
        let fragments: Vec<_> = self.runs(heading).iter().take(TITLE_RUNS).map(fragment).collect();
        let title = text::clean(&fragments).text;
        text::shortened(&title, TITLE_BYTES).to_string()
    }

    /// The titles that lead to a section, its own last; empty for the text before the first heading.
    pub fn section_path(&self, section: usize) -> Vec<String> {
        let up = |it: &&Section| it.parent.and_then(|parent| self.sections().get(parent as usize));
        let chain = std::iter::successors(self.sections().get(section).filter(|it| it.level > 0), up);
        let mut path: Vec<_> = chain.map(|it| self.section_title(it)).collect();
        path.reverse();
        path
    }

    /// How many words a reader reads: headings included, timestamps and markers not.
    pub fn words(&self) -> usize {
        let blocks = (0..).zip(self.blocks());
        let leaves = blocks.filter(|it| it.1.runs.0 < it.1.runs.1);
        leaves.map(|it| self.clean(it.0).split_whitespace().count()).sum()
    }

    /// The runs of a leaf, ready to be cleaned.
    pub(in crate::note) fn fragments(&self, block: BlockId) -> Vec<Fragment<'_>> {
        let mut fragments = Vec::new();
        self.fragments_into(block, &mut fragments);
        fragments
    }

    /// Adds the runs of a leaf to `fragments`.
    pub(in crate::note) fn fragments_into<'a>(&'a self, block: BlockId, fragments: &mut Vec<Fragment<'a>>) {
        let first = self.block(block).map_or(0, |it| it.runs.0);
        fragments.extend((first..).zip(self.runs(block)).map(|(at, run)| self.fragment(at, run)));
    }

    fn fragment(&self, at: u32, run: &Run) -> Fragment<'_> {
        let is_blank = matches!(run.kind, RunKind::Blank | RunKind::Break);
        Fragment {
            kind: FragmentKind::of(run),
            text: if is_blank { " " } else { self.text(run.text) },
            run: at,
            strong: run.style.has(Style::STRONG),
        }
    }
}
