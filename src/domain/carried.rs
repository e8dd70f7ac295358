//! A session as it travels inside another document, such as a scorecard in JSON.

use serde::{Deserialize, Serialize};

use super::canonical::{CanonicalError, Digest};
use super::event::Event;
use super::ids::SessionId;
use super::record::SessionRecord;
use super::set::FrozenSet;
use super::text::Text;

/// What a scorecard in JSON calls its own form.
pub const SCORECARD: &str = "plumbline.scorecard";
/// The newest version of it; `schemas/scorecard-v1.schema.json` describes it.
pub const SCORECARD_VERSION: u32 = 1;

/// The same fields as a session file, with the hash over all its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedSession {
    chain: Digest,
    id: SessionId,
    set: FrozenSet,
    events: Vec<Event>,
    texts: Vec<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lost: Option<String>,
}

impl CarriedSession {
    pub fn of(record: SessionRecord) -> Result<Self, CanonicalError> {
        let chain = record.chain()?;
        let SessionRecord { id, set, events, texts, lost } = record;
        Ok(Self { chain, id, set, events, texts, lost })
    }

    /// The session, and whether its events are those that were written.
    pub fn open(self) -> (SessionRecord, bool) {
        let Self { chain, id, set, events, texts, lost } = self;
        let record = SessionRecord { id, set, events, texts, lost };
        let is_as_written = record.chain().ok() == Some(chain);
        (record, is_as_written)
    }
}
