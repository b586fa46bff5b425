//! What is odd about a note, said so that its author can find and mend it.

/// One oddity at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The line in the file, from 1.
    pub line: u32,
    /// What kind of oddity.
    pub code: Code,
    /// A sentence for the author of the note: what is there, and what to do.
    pub message: String,
}

/// The kinds of oddity; their names are part of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The file holds a NUL byte near its start and is not read as text.
    BinaryFile,
    /// Bytes that are no UTF-8 were replaced by U+FFFD.
    EncodingInvalid,
    /// The frontmatter is no valid YAML and was read as `key: value` lines.
    FrontmatterInvalid,
    /// A first line `---` is never answered by a second one.
    FrontmatterUnclosed,
    /// A second frontmatter block stands in the body.
    FrontmatterRepeated,
    /// The whole article stands in a `markdown` fence.
    FenceWrapped,
    /// `videoId` is not an id of eleven letters, digits, `_` or `-`.
    VideoIdInvalid,
    /// A timestamp's value is no time.
    TimestampMalformed,
    /// All times of the note are minutes, seconds and `00`.
    TimestampsMinutes,
    /// A timestamp's anchor is never closed.
    AnchorUnclosed,
    /// `[[` without its `]]`.
    LinkUnclosed,
    /// More levels of nesting than are kept.
    NestingDeep,
    /// The file could not be read, or is none that is read.
    FileUnreadable,
}

impl Code {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 13] = [
        Self::BinaryFile,
        Self::EncodingInvalid,
        Self::FrontmatterInvalid,
        Self::FrontmatterUnclosed,
        Self::FrontmatterRepeated,
        Self::FenceWrapped,
        Self::VideoIdInvalid,
        Self::TimestampMalformed,
        Self::TimestampsMinutes,
        Self::AnchorUnclosed,
        Self::LinkUnclosed,
        Self::NestingDeep,
        Self::FileUnreadable,
    ];

    /// The name in JSON and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::BinaryFile => "binary-file",
            Self::EncodingInvalid => "encoding-invalid",
            Self::FrontmatterInvalid => "frontmatter-invalid",
            Self::FrontmatterUnclosed => "frontmatter-unclosed",
            Self::FrontmatterRepeated => "frontmatter-repeated",
            Self::FenceWrapped => "fence-wrapped",
            Self::VideoIdInvalid => "video-id-invalid",
            Self::TimestampMalformed => "timestamp-malformed",
            Self::TimestampsMinutes => "timestamps-minutes",
            Self::AnchorUnclosed => "anchor-unclosed",
            Self::LinkUnclosed => "link-unclosed",
            Self::NestingDeep => "nesting-deep",
            Self::FileUnreadable => "file-unreadable",
        }
    }
}

/// An oddity at a byte, before its line is known.
#[derive(Clone, Debug)]
pub(crate) struct Oddity {
    pub offset: usize,
    pub code: Code,
    pub message: String,
}

impl Oddity {
    pub fn new(offset: usize, code: Code, message: impl Into<String>) -> Self {
        Self { offset, code, message: message.into() }
    }
}
