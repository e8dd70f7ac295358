//! A scorecard as the bytes of a file; the ending or `--format` names the format.

use std::fmt;
use std::path::Path;

use super::format::csv::TableError;
use super::format::{Material, PdfOptions};
use super::pdf::PdfError;
use super::words::{count, local_time};
use crate::domain::canonical::CanonicalError;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};

pub use super::format::Format;

pub const ENDINGS: &str = ".pdf, .json, .csv, .xlsx or .md";

#[derive(Debug, thiserror::Error)]
pub enum WritingError {
    #[error("name a file that ends in {ENDINGS}")]
    UnknownEnding,
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("the scorecard could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the session could not be attached: {0}")]
    Session(#[from] ron::Error),
    #[error("the spreadsheet could not be written: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
}

#[derive(Debug)]
pub struct Written {
    pub bytes: Vec<u8>,
    pub notices: Vec<Notice>,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, notices: Vec::new() }
    }
}

/// What the file does not hold as it was, for whoever sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Characters that the page shows as boxes.
    Missing(String),
    /// Added questions that a table leaves out.
    NotInTable(usize),
    /// Texts too long for the cell of a spreadsheet.
    Cut { sheet: &'static str, cells: Vec<String> },
    /// What the format has no place for.
    NoCounterpart(&'static str),
    /// How a value of ours became one of theirs.
    Converted(&'static str),
}

impl Notice {
    pub fn of_table(card: &Scorecard) -> Vec<Self> {
        let added = card.added.len();
        if added == 0 { Vec::new() } else { vec![Self::NotInTable(added)] }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(characters) => write!(
                f,
                "no font here has these characters, so the page shows boxes for them (they can \
                 still be copied): {characters}"
            ),
            Self::NotInTable(added) => write!(
                f,
                "the table of questions leaves out {} that joined the plan, so that nobody averages \
                 them: the PDF and the JSON have them",
                count(*added, "question")
            ),
            Self::Cut { sheet, cells } => write!(
                f,
                "a cell of a spreadsheet holds 32,767 characters, so these of sheet {sheet} are cut, \
                 and say so: {}; the JSON has the whole texts",
                cells.join(", ")
            ),
            Self::NoCounterpart(what) => write!(f, "Greenhouse has no place for {what}"),
            Self::Converted(how) => f.write_str(how),
        }
    }
}

impl Format {
    /// By the file's ending.
    pub fn of(path: &Path) -> Result<Self, WritingError> {
        // The first of an ending is what the ending means: a hiring system's JSON is asked for by name.
        let formats = Self::ALL.into_iter();
        let mut of_ending = formats.filter(|format| format.is_ending_of(path));
        of_ending.next().ok_or(WritingError::UnknownEnding)
    }

    pub fn is_ending_of(self, path: &Path) -> bool {
        let ending = self.writer().ending();
        path.extension().is_some_and(|of_path| of_path.eq_ignore_ascii_case(ending))
    }
}

/// With the usual options.
pub fn scorecard(
    record: &SessionRecord,
    disclosure: Disclosure,
    format: Format,
) -> Result<Written, WritingError> {
    scorecard_with(record, disclosure, format, PdfOptions::default())
}

pub fn scorecard_with(
    record: &SessionRecord,
    disclosure: Disclosure,
    format: Format,
    pdf: PdfOptions,
) -> Result<Written, WritingError> {
    format.writer().write(&Material::new(record, disclosure, pdf)?)
}

/// `scorecard-ada-lovelace-2026-10-12`: the candidate and the day, of letters and digits alone.
pub fn file_stem(candidate: &str, card: &Scorecard) -> String {
    let day = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let day = day.map_or(String::new(), |at| at.format("-%Y-%m-%d").to_string());
    format!("scorecard{}{day}", dashed(candidate))
}

/// No file system takes a name of more than 255 bytes.
const LONGEST_NAME: usize = 120;

/// The name with a hyphen before each word; empty where it has none.
fn dashed(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        for (at, sign) in word.chars().enumerate() {
            if out.len() + 1 + sign.len_utf8() > LONGEST_NAME {
                return out;
            }
            if at == 0 {
                out.push('-');
            }
            out.extend(sign.to_lowercase());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_letters_and_digits_alone() {
        for (name, expected) in [
            ("Ada Lovelace", "-ada-lovelace"),
            ("../../etc/passwd", "-etc-passwd"),
            ("a\u{0}b\n\u{7}c", "-a-b-c"),
            ("Nguyễn Thị Minh Anh", "-nguyễn-thị-minh-anh"),
            ("Candidate 7K3M9Q", "-candidate-7k3m9q"),
            ("///", ""),
            ("CON. ", "-con"),
        ] {
            assert_eq!(dashed(name), expected);
        }
        assert!(dashed(&"王".repeat(300)).len() <= LONGEST_NAME);
    }
}
