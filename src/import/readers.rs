//! One file per format, behind one trait.

pub mod aiken;
pub mod docx;
pub mod gift;
pub mod json;
pub mod markdown;
pub mod page;
pub mod plain;
pub mod ron;
pub mod separated;
pub mod xlsx;

use super::block::Block;
use super::found::{Imported, Notice};
use super::input::Input;
use super::refusal::Refusal;
use super::table::Table;

/// Takes a file of one format apart.
pub trait Reader: Sync {
    fn format(&self) -> Format;

    /// How well the content fits the format: 0 not at all, 100 beyond doubt. Plain text is always 1.
    fn claims(&self, input: &Input<'_>) -> u8;

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal>;
}

/// What a reader makes of a file.
#[derive(Debug)]
pub enum Content {
    /// The format itself says what is a question.
    Questions(Imported),
    /// Sheets, with what there is to know of them.
    Tables(Vec<Table>, Vec<Notice>),
    /// Running text, with what the reader had to mend in it.
    Blocks(Vec<Block>, Vec<Notice>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Plain,
    Markdown,
    Page,
    Word,
    Workbook,
    Separated,
    Gift,
    Aiken,
    Json,
    Ron,
}

impl Format {
    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Page => "HTML",
            Self::Word => "Word",
            Self::Workbook => "Excel",
            Self::Separated => "separated values",
            Self::Gift => "Moodle GIFT",
            Self::Aiken => "Aiken",
            Self::Json => "JSON",
            Self::Ron => "Plumbline RON",
        }
    }
}

static READERS: &[&dyn Reader] = &[
    &docx::Word,
    &xlsx::Workbook,
    &ron::Ron,
    &json::Json,
    &gift::Gift,
    &aiken::Aiken,
    &separated::Separated,
    &page::Page,
    &markdown::Markdown,
    &plain::Plain,
];

/// The reader whose format fits the content best; the first of the list where two fit alike.
pub fn choose(input: &Input<'_>) -> Result<&'static dyn Reader, Refusal> {
    let mut best: Option<(u8, &'static dyn Reader)> = None;
    for reader in READERS {
        let claim = reader.claims(input);
        if claim > best.map_or(0, |(claim, _)| claim) {
            best = Some((claim, *reader));
        }
    }
    best.map(|(_, reader)| reader).ok_or(Refusal::Unknown)
}
