//! A scorecard or a session as the bytes of a file; the ending names the format.

use std::path::Path;

use crate::domain::canonical::CanonicalError;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::export::layout::layout;
use crate::export::markdown::markdown;
use crate::export::pdf::{self, PdfError};
use crate::export::table::csv;

/// The endings that a scorecard can be written under.
pub const ENDINGS: &str = ".pdf, .json, .md or .csv";

/// Why there are no bytes to write.
#[derive(Debug, thiserror::Error)]
pub enum WritingError {
    /// The ending names no format.
    #[error("name a file that ends in {ENDINGS}")]
    UnknownEnding,
    /// The record could not be hashed.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The page could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The values could not be written in that format.
    #[error("the scorecard could not be written in this format: {0}")]
    Format(String),
}

/// The bytes of a scorecard file.
#[derive(Debug)]
pub struct Written {
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Characters that the page shows as boxes, because no bundled font has them.
    pub missing_characters: String,
}

/// A format that a scorecard is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The page.
    Pdf,
    /// The whole model.
    Json,
    /// Text.
    Markdown,
    /// A table.
    Csv,
}

impl Format {
    /// The format that a file's ending names.
    pub fn of(path: &Path) -> Result<Self, WritingError> {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        match ending.as_ref().and_then(|ending| ending.to_str()) {
            Some("pdf") => Ok(Self::Pdf),
            Some("json") => Ok(Self::Json),
            Some("md") => Ok(Self::Markdown),
            Some("csv") => Ok(Self::Csv),
            _ => Err(WritingError::UnknownEnding),
        }
    }
}

/// The scorecard of a session in a format.
pub fn scorecard(
    record: &SessionRecord,
    disclosure: Disclosure,
    format: Format,
) -> Result<Written, WritingError> {
    let card = Scorecard::build(record, disclosure)?;
    let mut missing_characters = String::new();
    let bytes = match format {
        Format::Pdf => {
            let document = layout(&card);
            missing_characters = document.missing_characters();
            pdf::write(&document)?
        }
        Format::Json => {
            let text = serde_json::to_string_pretty(&card);
            (text.map_err(|error| WritingError::Format(error.to_string()))? + "\n").into_bytes()
        }
        Format::Markdown => markdown(&card).into_bytes(),
        Format::Csv => csv(&card).map_err(|error| WritingError::Format(error.to_string()))?,
    };
    Ok(Written { bytes, missing_characters })
}

/// What to say of characters that the page could not show.
pub fn missing_words(characters: &str) -> String {
    format!(
        "no bundled font has these characters, so the page shows boxes for them (they can still be \
         copied): {characters}"
    )
}
