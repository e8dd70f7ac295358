//! The formats of a scorecard file, one module each behind one trait.

pub mod csv;
pub mod greenhouse;
pub mod json;
pub mod markdown;
pub mod pdf;
pub mod table;
pub mod xlsx;

use super::writing::{WritingError, Written};
use crate::domain::canonical::CanonicalError;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::{Disclosure, Scorecard};
use crate::domain::session::Session;
pub use pdf::{Paper, PdfOptions};

/// How one format is named and written.
pub trait Writer: Sync {
    /// As `--format` names it.
    fn name(&self) -> &'static str;

    /// Of its files, without the dot.
    fn ending(&self) -> &'static str;

    /// The same material gives the same bytes everywhere.
    fn write(&self, material: &Material) -> Result<Written, WritingError>;
}

/// What a format may write: what is not disclosed, it does not give.
pub struct Material<'a> {
    whole: &'a SessionRecord,
    disclosure: Disclosure,
    /// The report, under the disclosure.
    pub card: Scorecard,
    pub pdf: PdfOptions,
}

impl<'a> Material<'a> {
    pub fn new(
        whole: &'a SessionRecord,
        disclosure: Disclosure,
        pdf: PdfOptions,
    ) -> Result<Self, CanonicalError> {
        Ok(Self { whole, disclosure, card: Scorecard::build(whole, disclosure)?, pdf })
    }

    /// The session as disclosed. Made when it is asked for, since it can be large.
    pub fn record(&self) -> SessionRecord {
        self.whole.disclosed(self.disclosure)
    }

    /// Set and events, without a word that a person wrote.
    pub fn session(&self) -> Session {
        self.whole.fold()
    }

    /// When the session last changed: UTC, milliseconds since 1970.
    pub fn changed_wall_ms(&self) -> i64 {
        self.whole.events.last().map_or(0, |event| event.wall_ms)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Json,
    Csv,
    Xlsx,
    Markdown,
    Greenhouse,
}

impl Format {
    pub const ALL: [Self; 6] =
        [Self::Pdf, Self::Json, Self::Csv, Self::Xlsx, Self::Markdown, Self::Greenhouse];

    pub fn writer(self) -> &'static dyn Writer {
        match self {
            Self::Pdf => &pdf::Pdf,
            Self::Json => &json::Json,
            Self::Csv => &csv::Csv,
            Self::Xlsx => &xlsx::Xlsx,
            Self::Markdown => &markdown::Markdown,
            Self::Greenhouse => &greenhouse::Greenhouse,
        }
    }

    /// As `--format` names it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.writer().name() == name)
    }
}
