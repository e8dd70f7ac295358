//! The report for programs, with the session it was made from.
//!
//! The report's fields stand at the top, where scripts have always found them; `session` holds the
//! whole session as far as it is disclosed, and opens again as one.

use serde::Serialize;

use super::{Material, Writer};
use crate::domain::carried::{CarriedSession, SCORECARD, SCORECARD_VERSION};
use crate::domain::scorecard::Scorecard;
use crate::export::writing::{WritingError, Written};

pub struct Json;

/// The published JSON Schema of these files.
pub const SCHEMA: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/scorecard-v1.schema.json"));

#[derive(Serialize)]
struct ScorecardFile<'a> {
    schema: &'static str,
    version: u32,
    #[serde(flatten)]
    report: &'a Scorecard,
    session: CarriedSession,
}

impl Writer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn ending(&self) -> &'static str {
        "json"
    }

    fn write(&self, material: &Material) -> Result<Written, WritingError> {
        let file = ScorecardFile {
            schema: SCORECARD,
            version: SCORECARD_VERSION,
            report: &material.card,
            session: CarriedSession::of(material.record())?,
        };
        let text = serde_json::to_string_pretty(&file)? + "\n";
        Ok(text.into_bytes().into())
    }
}
