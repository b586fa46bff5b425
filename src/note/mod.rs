//! One note as a value: bytes in, document out; it cannot fail.
//!
//! `parse` tells the story: `decode` makes text of bytes, `opening` takes off frontmatter and the `From:`
//! line, `scan` finds what `CommonMark` does not know and `mark` masks it, `indent` pulls
//! in what is indented too far, `build` turns the parser's
//! events into the flat tree of `block`. What comes out is the `Note` of `document`; `shown`, `sentence`,
//! `passage` and `list` read it as a person does; `part` finds what `#heading` and `#^block` mean in it.

mod block;
mod bracket;
mod build;
mod decode;
mod diagnostic;
mod document;
mod fence;
mod frontmatter;
mod html;
mod indent;
mod list;
mod mark;
mod media;
mod opening;
mod parse;
mod part;
mod passage;
mod scan;
mod section;
mod sentence;
mod shown;
mod span;
mod starts;
mod text;
mod timestamp;
mod tree;
mod visible;
mod wikilink;

pub use block::{Align, Block, BlockId, BlockKind, DEPTH_LIMIT, Run, RunKind, Style, TextRef};
pub use decode::without_invisible;
pub use diagnostic::{Code, Diagnostic};
pub use document::{Note, Video};
pub use frontmatter::Frontmatter;
pub use list::{Item, List, Term};
pub use mark::Fold;
pub use media::is_media;
pub use part::letters;
pub use passage::{Passage, PassagePlace, Passages};
pub use section::{INTRODUCTION, Section};
pub use sentence::{LOOK_BACK, excerpt, first_sentence, sentences};
pub use span::Span;
pub use timestamp::{Reading, Time, Timestamp, short};
pub use visible::{columns, visible};
pub use wikilink::{Link, Target, slug};
