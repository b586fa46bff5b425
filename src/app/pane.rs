//! The three panes beside the text: which are shown, which has the focus, what is selected.

use crate::app::size::Size;

/// What the keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The text of the note.
    #[default]
    Text,
    /// The tree of headings.
    Sections,
    /// The wikilink targets.
    Concepts,
    /// The seconds of the video.
    Timestamps,
}

/// The panes in the order of Tab.
pub const PANES: [Focus; 3] = [Focus::Sections, Focus::Concepts, Focus::Timestamps];

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 110 columns and more: all panes.
    Wide,
    /// 70 to 109 columns: the text and one pane.
    Medium,
    /// Less: the text; a pane lies over it while it has the focus.
    Narrow,
    /// Below 20 columns or 6 rows: nothing can be read.
    Tiny,
}

impl Width {
    /// The layout for a size.
    pub fn of(size: Size) -> Self {
        match (size.columns, size.rows) {
            (columns, rows) if columns < 20 || rows < 6 => Self::Tiny,
            (110.., _) => Self::Wide,
            (70.., _) => Self::Medium,
            _ => Self::Narrow,
        }
    }
}

/// The order of the timestamps pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the text.
    #[default]
    Text,
    /// As they come in the video.
    Video,
}

/// The panes' state; it outlives the note.
#[derive(Clone, Debug)]
pub struct Panes {
    /// The panes that the reader does not want to see.
    pub hidden: Vec<Focus>,
    /// What the keys go to.
    pub focus: Focus,
    /// The pane that was focused last: the one shown where there is room for one.
    pub side: Focus,
    /// The selected row of the focused pane, an index into its rows.
    pub selected: usize,
    /// How the timestamps are ordered.
    pub order: Order,
    /// The section whose concepts come first while the concepts have the focus: rows must not move under the cursor.
    pub section: u32,
}

/// A pane that had the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenPane {
    /// Which one.
    pub focus: Focus,
    /// Its selected row.
    pub selected: usize,
    /// The section whose concepts came first.
    pub section: u32,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            hidden: Vec::new(),
            focus: Focus::Text,
            side: Focus::Sections,
            selected: 0,
            order: Order::Text,
            section: 0,
        }
    }
}

impl Panes {
    /// The panes on the screen, in order.
    pub fn visible(&self, width: Width) -> Vec<Focus> {
        let shown = |it: &Focus| !self.hidden.contains(it);
        match width {
            Width::Wide => PANES.into_iter().filter(shown).collect(),
            Width::Medium => Some(self.side).filter(shown).into_iter().collect(),
            Width::Narrow => Some(self.focus).filter(|it| *it != Focus::Text).into_iter().collect(),
            Width::Tiny => Vec::new(),
        }
    }

    /// Shows a pane or hides it; where there is room for one only, the other one gives way.
    pub fn toggle(&mut self, pane: Focus, width: Width) {
        let is_visible = self.visible(width).contains(&pane);
        match width {
            Width::Narrow | Width::Tiny => self.focus = if is_visible { Focus::Text } else { pane },
            _ if is_visible => {
                self.hidden.push(pane);
                if self.focus == pane {
                    self.focus = Focus::Text;
                }
            }
            _ => self.hidden.retain(|it| *it != pane),
        }
        if !is_visible {
            self.side = pane;
        }
    }

    /// Moves the focus by `step` places in the circle of the text and the panes that can be shown.
    pub fn cycle(&mut self, step: isize, width: Width) {
        let circle: Vec<Focus> = match width {
            Width::Wide => std::iter::once(Focus::Text).chain(self.visible(width)).collect(),
            _ => std::iter::once(Focus::Text).chain(PANES).collect(),
        };
        let at = circle.iter().position(|it| *it == self.focus).unwrap_or(0) as isize;
        let next = (at + step).rem_euclid(circle.len() as isize) as usize;
        self.set_focus(circle[next]);
    }

    /// What to return to, unless the text has the focus.
    pub fn seen(&self) -> Option<SeenPane> {
        let Self { focus, selected, section, .. } = *self;
        (focus != Focus::Text).then_some(SeenPane { focus, selected, section })
    }

    /// Gives the focus to a pane, which is shown, or to the text.
    pub fn set_focus(&mut self, focus: Focus) {
        self.focus = focus;
        if focus != Focus::Text {
            self.side = focus;
            self.hidden.retain(|it| *it != focus);
        }
    }
}
