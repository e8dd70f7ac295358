//! Running text as blocks: what every reader of a text-like format makes of it.

use super::found::Lines;
use super::marks::Label;

/// One paragraph, heading, list item or piece of code, with everything its layout says.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub lines: Lines,
    /// Without markup; lines of code as they stand.
    pub text: String,
    pub form: Form,
    /// How deep it lies: the nesting of a list item, the indentation of a paragraph.
    pub depth: u8,
    /// The number or letter before it, as written.
    pub mark: Option<Mark>,
    /// What it calls itself: "Q:", "Answer 3 -".
    pub label: Option<Label>,
    /// Signs that stood around it: "✅", "🟢", "⭐⭐".
    pub signs: Box<str>,
    /// The whole of it is set in bold, or its beginning is.
    pub bold: Bold,
    /// How much of the text its bold beginning takes, in bytes.
    pub lead: usize,
    /// A blank line, or what a format has for one, stands before it.
    pub gap: bool,
    /// It lies in a part that the reader has to open: HTML `details`.
    pub hidden: bool,
    /// The whole of it is a link, and where that leads.
    pub link: Option<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// 1 is the outermost.
    Heading(u8),
    Paragraph,
    /// An item of a list, numbered or not.
    Item,
    /// The line that opens a hidden part.
    Summary,
    Quote,
    Code,
    /// A row of a table inside the text; cells are separated by tabs.
    Row,
    Picture,
    /// A ruler, a comment, front matter.
    Furniture,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    Number(u32),
    /// `a)` is 1.
    Letter(u32),
    Bullet,
    /// An item with a box, ticked or not.
    Box,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bold {
    #[default]
    No,
    Lead,
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Into the same document.
    Anchor(String),
    Elsewhere(String),
}

impl Block {
    pub fn new(form: Form, lines: Lines, text: impl Into<String>) -> Self {
        Self {
            lines,
            text: text.into(),
            form,
            depth: 0,
            mark: None,
            label: None,
            signs: Box::default(),
            bold: Bold::No,
            lead: 0,
            gap: false,
            hidden: false,
            link: None,
        }
    }

    pub fn number(&self) -> Option<u32> {
        match self.mark {
            Some(Mark::Number(number)) => Some(number),
            _ => None,
        }
    }
}
