//! The whole record of one session, as it is stored and as it travels in a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::canonical::{CanonicalError, Digest};
use super::check::{Place, Problem};
use super::event::{Event, EventKind, NEWEST_RULES, chain_start, is_possible_offset};
use super::ids::{SessionId, TextId};
use super::scorecard::Disclosure;
use super::session::Session;
use super::set::FrozenSet;
use super::text::{Text, TextContent, TextRef};

/// A session with its set, its events and the texts they refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    pub id: SessionId,
    pub set: FrozenSet,
    /// Oldest first.
    pub events: Vec<Event>,
    pub texts: Vec<Text>,
    /// What was lost of the session and could not be found again, in words; printed on every
    /// scorecard of it. No hash covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
}

/// A way in which a record contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    #[error("the question set is not the one this session was made from: its hash differs")]
    OtherSet,
    #[error("its first entry is missing or wrong")]
    NotPlanned,
    #[error("event {found} stands where event {expected} belongs")]
    BrokenSequence { expected: u64, found: u64 },
    #[error(
        "the session follows rules {0}, and this program knows up to rules {NEWEST_RULES}: open it \
         with a newer Plumbline"
    )]
    UnknownRules(u8),
    #[error("event {seq} has a time that no clock shows")]
    ImpossibleTime { seq: u64 },
    #[error(
        "the seal does not match the events before it: the record was changed after it was \
         submitted"
    )]
    BrokenSeal { seq: u64 },
    #[error("text {0} is not the one that was recorded: its hash differs")]
    OtherText(TextId),
    #[error("text {0} is in the record twice")]
    DuplicateText(TextId),
    #[error("text {0} belongs to no event")]
    UnreferencedText(TextId),
    #[error("event {seq} refers to text {id}, which is missing from the record")]
    MissingText { seq: u64, id: TextId },
}

impl RecordFault {
    /// With its place in a session file, whose list holds the events.
    pub fn problem(&self) -> Problem {
        let event = |seq: u64| Place { entry: usize::try_from(seq - 1).ok(), field: None };
        let place = match self {
            Self::OtherSet => Place::field("set"),
            Self::NotPlanned | Self::UnknownRules(_) => Place::field("events"),
            Self::OtherText(_) | Self::DuplicateText(_) | Self::UnreferencedText(_) => {
                Place::field("texts")
            }
            Self::BrokenSequence { expected: seq, .. }
            | Self::ImpossibleTime { seq }
            | Self::BrokenSeal { seq }
            | Self::MissingText { seq, .. } => event(*seq),
        };
        Problem::error(place, self.to_string())
    }
}

impl SessionRecord {
    pub fn fold(&self) -> Session {
        Session::fold(&self.set, &self.events)
    }

    /// `None` where the words are erased, left out or missing.
    pub fn words(&self, reference: &TextRef) -> Option<&str> {
        let text = self.texts.iter().find(|text| text.id == reference.id)?;
        text.content.as_ref().map(|content| content.body.as_str())
    }

    /// The `seq` of the first event stamped earlier than the one before it: somebody set the clock
    /// back, so the times around it are in doubt. The order of events is that of `seq`.
    pub fn first_step_back(&self) -> Option<u64> {
        let mut pairs = self.events.iter().zip(self.events.iter().skip(1));
        pairs.find(|(before, event)| event.wall_ms < before.wall_ms).map(|(_, event)| event.seq)
    }

    /// The session as it may leave the program: with the words it still refers to, less what is not
    /// disclosed. Words that were taken back stay behind. Every event stays, and every seal still
    /// verifies.
    pub fn disclosed(&self, disclosure: Disclosure) -> Self {
        let shown = self.fold().texts(disclosure);
        let text = |text: &Text| {
            let content = text.content.clone().filter(|_| shown.contains(&text.id));
            Text { id: text.id.clone(), content }
        };
        Self { texts: self.texts.iter().map(text).collect(), ..self.clone() }
    }

    /// The chain over all events.
    pub fn chain(&self) -> Result<Digest, CanonicalError> {
        self.events.iter().try_fold(chain_start(&self.id), |link, event| event.chain(&link))
    }

    /// Every contradiction. An erased text is none: its seal still verifies.
    pub fn faults(&self) -> Result<Vec<RecordFault>, CanonicalError> {
        Ok(self.checked()?.0)
    }

    /// Every contradiction, and the chain after each event.
    pub(super) fn checked(&self) -> Result<(Vec<RecordFault>, Vec<Digest>), CanonicalError> {
        let mut faults = Vec::new();
        let set = self.set.digest()?;
        let mut texts: BTreeMap<&TextId, &Text> = BTreeMap::new();
        for text in &self.texts {
            if texts.insert(&text.id, text).is_some() {
                faults.push(RecordFault::DuplicateText(text.id.clone()));
            }
        }
        let referenced: BTreeSet<&TextId> =
            self.events.iter().flat_map(|event| event.kind.texts()).map(|text| &text.id).collect();
        let unreferenced = texts.keys().filter(|id| !referenced.contains(*id));
        faults.extend(unreferenced.map(|id| RecordFault::UnreferencedText((*id).clone())));
        let first = self.events.first().map(|event| &event.kind);
        if !matches!(first, Some(EventKind::Planned { .. })) {
            faults.push(RecordFault::NotPlanned);
        }
        let mut link = chain_start(&self.id);
        let mut links = Vec::with_capacity(self.events.len());
        for (seq, event) in (1..).zip(&self.events) {
            if event.seq != seq {
                faults.push(RecordFault::BrokenSequence { expected: seq, found: event.seq });
            }
            if !has_possible_time(event) {
                faults.push(RecordFault::ImpossibleTime { seq });
            }
            match &event.kind {
                EventKind::Planned { rules, .. } if !(1..=NEWEST_RULES).contains(rules) => {
                    faults.push(RecordFault::UnknownRules(*rules));
                }
                EventKind::Planned { set: planned, .. } if *planned != set => {
                    faults.push(RecordFault::OtherSet);
                }
                EventKind::Submitted { seal } if *seal != link => {
                    faults.push(RecordFault::BrokenSeal { seq });
                }
                kind => {
                    let fault = |reference| text_fault(seq, reference, &texts);
                    faults.extend(kind.texts().into_iter().filter_map(fault));
                }
            }
            link = event.chain(&link)?;
            links.push(link);
        }
        Ok((faults, links))
    }
}

/// The end of the year 9999, in UTC milliseconds.
const LATEST_WALL_MS: i64 = 253_402_300_799_999;

fn has_possible_time(event: &Event) -> bool {
    let has_offset = match event.kind {
        EventKind::Planned { utc_offset_minutes, .. }
        | EventKind::OffsetChanged { utc_offset_minutes } => is_possible_offset(utc_offset_minutes),
        _ => true,
    };
    has_offset && (0..=LATEST_WALL_MS).contains(&event.wall_ms)
}

fn text_fault(
    seq: u64,
    reference: &TextRef,
    texts: &BTreeMap<&TextId, &Text>,
) -> Option<RecordFault> {
    let Some(text) = texts.get(&reference.id) else {
        return Some(RecordFault::MissingText { seq, id: reference.id.clone() });
    };
    let hash = text.content.as_ref().map(TextContent::hash)?;
    (hash != reference.hash).then(|| RecordFault::OtherText(reference.id.clone()))
}
