//! The page that a hiring manager reads.

use std::sync::Arc;

use super::{Material, Writer};
use crate::domain::record::SessionRecord;
use crate::domain::signature::Signer;
use crate::export::fonts::{BundledOnly, FontSource};
use crate::export::layout::layout_with;
pub use crate::export::page::Paper;
use crate::export::pdf::{self, Carried};
use crate::export::text::TextSetter;
use crate::export::writing::{Notice, WritingError, Written};

pub struct Pdf;

/// Makes the session file that travels inside.
pub type Attach = fn(&SessionRecord) -> Result<String, ron::Error>;

/// What a page needs beside the report.
#[derive(Clone, Default)]
pub struct PdfOptions {
    pub paper: Paper,
    /// For scripts that the bundled fonts lack. `None`: their letters are boxes, on every machine alike.
    pub fonts: Option<&'static dyn FontSource>,
    /// `None`: the file carries no session.
    pub attach: Option<Attach>,
    /// `None`: the file is unsigned.
    pub signer: Option<Arc<dyn Signer + Send + Sync>>,
}

impl Writer for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn ending(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        let PdfOptions { paper, fonts, attach, signer } = &material.pdf;
        let setter = TextSetter::new(fonts.unwrap_or(&BundledOnly));
        let document = layout_with(&material.card, *paper, setter);
        let missing = document.missing_characters();
        let notices = if missing.is_empty() { Vec::new() } else { vec![Notice::Missing(missing)] };
        let session = attach.map(|attach| attach(&material.record())).transpose()?;
        let carried = Carried {
            session: session.as_deref().map(str::as_bytes),
            signer: signer.as_deref().map(|signer| signer as &dyn Signer),
        };
        Ok(Written { bytes: pdf::write(&document, &carried)?, notices })
    }
}
