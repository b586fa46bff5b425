//! Parts of a note: what `#heading`, `#a#b` and `#^block` after its name mean, and the embeds that show such a part.

use crate::note::{
    block::{BlockId, BlockKind, RunKind},
    document::Note,
    media::is_media,
    section::Section,
    span::Span,
    wikilink::{Target, slug},
};

impl Note {
    /// The blocks that `fragment` means, as a range of indexes: all of them when it is empty, else a section with its
    /// heading and all that is under it, or the block that ends with `^name`. None when there is no such part.
    pub fn part(&self, fragment: &str) -> Option<(BlockId, BlockId)> {
        if fragment.is_empty() {
            return Some((0, self.blocks().len() as BlockId));
        }
        if let Some(name) = fragment.rsplit('#').next().and_then(|it| it.trim().strip_prefix('^')) {
            return self.marked(name);
        }
        let at = self.section_named(fragment)?;
        let sections = self.sections().get(at..)?;
        let (first, rest) = sections.split_first()?;
        let end = rest.iter().take_while(|it| it.level > first.level).last().unwrap_or(first);
        Some((first.blocks.0, end.blocks.1))
    }

    /// The section whose heading a link names, an index into [`Note::sections`]: the same words, or the same slug. Of
    /// `a#b` that is the first `b` under an `a`, or else the first `b`.
    pub fn section_named(&self, heading: &str) -> Option<usize> {
        let mut names = heading.rsplit('#').filter(|it| !it.trim().is_empty()).map(letters);
        let last = names.next().unwrap_or_default();
        let above: Vec<String> = names.collect();
        let is_it = |it: &&Section| it.level > 0 && letters(&self.section_title(it)) == last;
        let mut first = None;
        for (at, section) in self.sections().iter().enumerate().filter(|it| is_it(&it.1)) {
            if self.is_under(section, &above) {
                return Some(at);
            }
            first = first.or(Some(at));
        }
        first
    }

    /// True when a section stands under headings of these names, the innermost first; others may be between them.
    fn is_under(&self, section: &Section, names: &[String]) -> bool {
        let parent = |it: &Section| it.parent.and_then(|parent| self.sections().get(parent as usize));
        let mut up = std::iter::successors(parent(section), |it| parent(it)).map(|it| letters(&self.section_title(it)));
        names.iter().all(|name| up.any(|it| it == *name))
    }

    /// The block that ends with `^name`: a list's item with what is in it, a whole quote or table; of a mark that stands
    /// between blank lines all that ends before it.
    fn marked(&self, name: &str) -> Option<(BlockId, BlockId)> {
        let mark = self.mark(name)? as u32;
        let last = self.blocks().partition_point(|it| it.span.start < mark).checked_sub(1)? as BlockId;
        let mut lines = self.source().get(..mark as usize)?.rsplit('\n');
        let is_blank = |it: &str| it.chars().all(|it| it.is_whitespace() || it == '>');
        let line = lines.next()?;
        let is_alone = is_blank(line) && lines.next().is_none_or(is_blank);
        let up = |it: &BlockId| self.block(*it)?.parent;
        // Without an indent it stands in no container, however far that reaches.
        let is_over =
            |it: &BlockId| is_alone && self.block(*it).is_some_and(|it| line.is_empty() || it.span.end <= mark);
        let over = std::iter::successors(Some(last), up).skip(1).take_while(is_over).last();
        let found = self.around(over.unwrap_or(last));
        Some((found, self.block(found)?.end))
    }

    /// Where the mark `^name` stands at the end of a line.
    fn mark(&self, name: &str) -> Option<usize> {
        let source = self.source();
        let is_it = |at: &usize| {
            let (before, after) = (source.get(..*at).unwrap_or_default(), source.get(at + 1..).unwrap_or_default());
            let is_name = after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
            let rest = after.get(name.len()..).unwrap_or_default().trim_start_matches([' ', '\t', '|']);
            is_name && (rest.is_empty() || rest.starts_with('\n')) && !before.ends_with(|it: char| !it.is_whitespace())
        };
        source.match_indices('^').map(|it| it.0).find(is_it)
    }

    /// What a leaf with a mark stands for: itself, or the item, quote or table that it belongs to.
    fn around(&self, leaf: BlockId) -> BlockId {
        let mut found = leaf;
        while let Some((parent, block)) = self.block(found).and_then(|it| Some((it.parent?, self.block(it.parent?)?))) {
            let is_whole = match block.kind {
                BlockKind::Item { .. } => found == leaf && parent + 1 == leaf,
                BlockKind::Quote | BlockKind::Callout { .. } | BlockKind::Table(_) | BlockKind::Row { .. } => true,
                _ => false,
            };
            if !is_whole {
                break;
            }
            found = parent;
        }
        found
    }

    /// The embeds of notes in a paragraph that holds nothing but embeds, as indexes into [`Note::links`], in order;
    /// none in any other block.
    pub fn embeds_alone(&self, block: BlockId) -> Vec<u32> {
        if self.block(block).is_none_or(|it| it.kind != BlockKind::Paragraph) {
            return Vec::new();
        }
        let mut embeds: Vec<u32> = Vec::new();
        for run in self.runs(block) {
            match run.link {
                Some(link) if self.embed(link).is_some() => embeds.push(link),
                None if matches!(run.kind, RunKind::Blank | RunKind::Break)
                    || self.text(run.text).trim().is_empty() => {}
                _ => return Vec::new(),
            }
        }
        embeds.dedup();
        embeds.retain(|it| self.embed(*it).is_some_and(|it| !is_media(it.0)));
        embeds
    }

    /// The name of the note that a link embeds, empty for the note at hand, and the part of it; none for other links.
    pub fn embed(&self, link: u32) -> Option<(&str, &str)> {
        let of = |it: Span| it.of(self.source());
        match self.links().get(link as usize)?.target {
            Target::Note { name, heading, embed: true } => Some((of(name), of(heading))),
            _ => None,
        }
    }
}

/// What is compared of a heading's name: Obsidian writes the words, other programs a slug of their own, and letters and
/// digits are what they share.
pub fn letters(heading: &str) -> String {
    slug(heading).replace('_', "")
}
