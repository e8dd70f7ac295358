//! A scorecard or a session as the bytes of a file; the ending names the format.

use std::path::Path;

use crate::domain::canonical::CanonicalError;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::export::layout::layout;
use crate::export::markdown::markdown;
use crate::export::pdf::{self, PdfError};
use crate::export::table::csv;

pub const ENDINGS: &str = ".pdf, .json, .md or .csv";

#[derive(Debug, thiserror::Error)]
pub enum WritingError {
    #[error("name a file that ends in {ENDINGS}")]
    UnknownEnding,
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error("the scorecard could not be written in this format: {0}")]
    Format(String),
}

#[derive(Debug)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// Shown as boxes on the page, since no bundled font has them.
    pub missing_characters: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Json,
    Markdown,
    Csv,
}

impl Format {
    /// By the file's ending.
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
