//! What happens in a session, as facts that are only ever appended.

use serde::{Deserialize, Serialize};

use super::canonical::{CanonicalError, Digest, canonical_bytes, digest_of};
use super::ids::{QuestionId, SessionId, TextId};
use super::question::Competency;
use super::rubric::Step;
use super::set::FrozenItem;
use super::signature::{PublicKey, Signature};
use super::text::TextRef;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// 1 for the first event of a session, then without gaps.
    pub seq: u64,
    /// UTC, milliseconds since 1970.
    pub wall_ms: i64,
    /// Monotonic clock since the session was opened, pauses included.
    pub elapsed_ms: u64,
    pub kind: EventKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum EventKind {
    /// Always the first event.
    Planned {
        /// Hash of the frozen set.
        set: Digest,
        /// The interviewer's, so that a page shows their local time.
        utc_offset_minutes: i16,
        /// The rules its events are read by, up to [`NEWEST_RULES`]. Rules 1 are written without
        /// the field, so their bytes stay as they were.
        #[serde(default = "first_rules", skip_serializing_if = "is_first_rules")]
        rules: u8,
    },
    /// Summer time began or ended, or the interviewer travelled.
    OffsetChanged { utc_offset_minutes: i16 },
    /// Filled in or corrected.
    Described { detail: Detail, text: TextRef },
    /// The interview's clock runs from here.
    Started,
    /// A question came on stage; `None`: the opening or the closing.
    Opened { question: Option<QuestionId> },
    /// Replaces any earlier outcome.
    Scored { question: QuestionId, step: Step },
    /// Asked, but the answer cannot be judged.
    NotAssessed { question: QuestionId, reason: Option<TextRef> },
    /// Left out on purpose.
    Skipped { question: QuestionId, reason: TextRef },
    /// A score, a skip or a "not assessed" was taken back.
    OutcomeCleared { question: QuestionId },
    /// To come back to, or no longer.
    Marked { question: QuestionId, marked: bool },
    /// A prepared follow-up was ticked or unticked; `probe` is its index, from 0.
    ProbeAsked { question: QuestionId, probe: u16, asked: bool },
    /// A point to listen for was said, or the tick was taken back; `point` is its index, from 0.
    /// `at_ms` is when it was said where that is not now: a tick that returns keeps its stamp.
    PointHeard {
        question: QuestionId,
        point: u16,
        heard: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_ms: Option<u64>,
    },
    /// A red flag came up, or the tick was taken back; as for a point.
    FlagRaised {
        question: QuestionId,
        flag: u16,
        raised: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_ms: Option<u64>,
    },
    /// The interviewer's word on whether a question was asked; it overrides the clock and the
    /// notes. `None`: go by those again.
    AskRuled { question: QuestionId, asked: Option<bool> },
    /// `question` is `None` for a note on the whole interview. A private note stays out of every
    /// export unless the interviewer says so.
    Noted { text: TextRef, question: Option<QuestionId>, tag: NoteTag, private: bool },
    /// `note` is the id of the note's first text.
    NoteRevised { note: TextId, text: TextRef },
    /// `note` is the id of the note's first text.
    NoteRemoved { note: TextId },
    /// Whether a strength or a concern stands on the first page; at first it does.
    NoteFronted { note: TextId, fronted: bool },
    /// In the list of notes, `note` stands before another; `None`: last.
    NoteMoved { note: TextId, before: Option<TextId> },
    /// A question of the bank joins the plan; the set stays as it is. `hash` is the digest of `added`;
    /// `at_ms` as for a point.
    QuestionAdded {
        added: Box<AddedQuestion>,
        hash: Digest,
        before: Option<QuestionId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_ms: Option<u64>,
    },
    /// An added question leaves the plan again.
    QuestionRemoved { question: QuestionId },
    /// In the plan, `question` stands before another; `None`: last.
    QuestionMoved { question: QuestionId, before: Option<QuestionId> },
    /// The question's budget from here on; `None`: as planned.
    Budgeted { question: QuestionId, minutes: Option<u16> },
    /// A question outside the set; listed, never averaged.
    UnplannedAsked { text: TextRef },
    /// The clock stands from here.
    Paused,
    /// The clock runs again.
    Resumed,
    /// Time passed unseen: the machine slept, or the program was not running.
    Gap { cause: GapCause, gap_ms: u64 },
    /// Whether the gap whose `seq` is `gap` counts as interview time.
    GapRuled { gap: u64, counts: bool },
    /// The conversation is over; with the reason, where it ended before its time.
    Finished { ended_early: Option<TextRef> },
    /// The end and its reason are taken back. `gap_ms` is how long it had been over: interview time
    /// only where it is ruled so.
    Reopened { gap_ms: u64 },
    /// The candidate did not come.
    NoShow,
    /// Put aside; it can be restored.
    Discarded,
    /// No longer put aside.
    Restored,
    /// Replaces any earlier recommendation.
    Recommended { recommendation: Recommendation, reason: TextRef },
    /// Sealed from here on; `seal` is the chain over every event before this one.
    Submitted { seal: Digest },
    /// A change to a sealed session; the old value stays.
    Amended { change: Change, reason: TextRef },
    /// Right behind a submission or an amendment: signs the chain over every event before this one,
    /// as [`session_message`](super::signature::session_message) writes it. Changes nothing of the
    /// interview.
    Signed { key: PublicKey, signature: Signature },
}

/// A question that joined the plan, complete in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedQuestion {
    pub item: FrozenItem,
    /// What it measures.
    pub competency: Competency,
}

impl AddedQuestion {
    /// SHA-256 of the canonical bytes.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        digest_of("plumbline.added", self)
    }
}

/// The rules new sessions are planned with.
///
/// Rules 1: a question was asked once it came on stage. Rules 2: it takes time on stage or
/// evidence; see [`Session::was_asked`](super::session::Session::was_asked). Rules 3: points and flags
/// are evidence, and the plan may change.
pub const NEWEST_RULES: u8 = 3;

/// No place is further than 14 hours from UTC.
const WIDEST_OFFSET_MINUTES: u16 = 14 * 60;

pub fn is_possible_offset(utc_offset_minutes: i16) -> bool {
    utc_offset_minutes.unsigned_abs() <= WIDEST_OFFSET_MINUTES
}

/// UTC where no place has the offset: a system can be set to any.
pub fn possible_offset(utc_offset_minutes: i16) -> i16 {
    if is_possible_offset(utc_offset_minutes) { utc_offset_minutes } else { 0 }
}

fn first_rules() -> u8 {
    1
}

fn is_first_rules(rules: &u8) -> bool {
    *rules == first_rules()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Detail {
    Candidate,
    Role,
    Interviewer,
}

/// What a note is evidence of. Strengths and concerns also stand on the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteTag {
    /// Something said or done.
    Plain,
    Strength,
    Concern,
    /// The candidate's own words.
    Quote,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GapCause {
    Sleep,
    /// The program ended and was started again.
    Restart,
}

/// Chosen by a person, never filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recommendation {
    StrongNo,
    No,
    Yes,
    StrongYes,
    NoDecision,
}

impl Recommendation {
    /// In the order in which they are offered.
    pub const ALL: [Recommendation; 5] =
        [Self::StrongNo, Self::No, Self::Yes, Self::StrongYes, Self::NoDecision];

    pub fn label(self) -> &'static str {
        match self {
            Self::StrongNo => "Strong no",
            Self::No => "No",
            Self::Yes => "Yes",
            Self::StrongYes => "Strong yes",
            Self::NoDecision => "No decision",
        }
    }
}

/// A remark is nothing but the reason of its amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    Score {
        question: QuestionId,
        step: Step,
    },
    /// The answer cannot be judged after all. Session files have it from version 5 on.
    NotAssessed {
        question: QuestionId,
    },
    Recommendation {
        recommendation: Recommendation,
    },
    Remark,
}

impl Event {
    /// The chain after this event, given the chain before it.
    ///
    /// SHA-256 over `plumbline.event`, the 32 bytes of the previous link and the event's canonical
    /// bytes. The chain of a session starts with [`chain_start`].
    pub fn chain(&self, before: &Digest) -> Result<Digest, CanonicalError> {
        let bytes = canonical_bytes(self)?;
        Ok(Digest::of_parts("plumbline.event", &[before.as_bytes(), &bytes]))
    }
}

impl EventKind {
    /// Whether it came with rules 3.
    pub fn is_of_rules_3(&self) -> bool {
        matches!(
            self,
            Self::PointHeard { .. }
                | Self::FlagRaised { .. }
                | Self::NoteFronted { .. }
                | Self::NoteMoved { .. }
                | Self::QuestionAdded { .. }
                | Self::QuestionRemoved { .. }
                | Self::QuestionMoved { .. }
                | Self::Budgeted { .. }
        )
    }

    /// Whether it came with version 5 of session files.
    pub fn is_of_version_5(&self) -> bool {
        matches!(
            self,
            Self::Signed { .. } | Self::Amended { change: Change::NotAssessed { .. }, .. }
        )
    }

    pub fn texts(&self) -> Vec<&TextRef> {
        match self {
            Self::Described { text, .. }
            | Self::Noted { text, .. }
            | Self::NoteRevised { text, .. }
            | Self::UnplannedAsked { text }
            | Self::Skipped { reason: text, .. }
            | Self::Recommended { reason: text, .. }
            | Self::Amended { reason: text, .. } => vec![text],
            Self::NotAssessed { reason: text, .. } | Self::Finished { ended_early: text } => {
                text.iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The link before the first event of a session.
pub fn chain_start(session: &SessionId) -> Digest {
    Digest::of_parts("plumbline.session", &[session.as_str().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored() -> Event {
        Event {
            seq: 2,
            wall_ms: 1_772_440_200_000,
            elapsed_ms: 61_000,
            kind: EventKind::Scored {
                question: QuestionId::parse("q1").unwrap(),
                step: Step::try_from(4).unwrap(),
            },
        }
    }

    /// Golden: a change of these bytes breaks every seal that exists.
    #[test]
    fn the_canonical_bytes_of_an_event_are_fixed() {
        let bytes = String::from_utf8(canonical_bytes(&scored()).unwrap()).unwrap();
        assert_eq!(
            bytes,
            r#"{"elapsed_ms":61000,"kind":{"Scored":{"question":"q1","step":4}},"seq":2,"wall_ms":1772440200000}"#
        );
    }

    #[test]
    fn a_plan_of_the_first_rules_keeps_its_bytes() {
        let planned = |rules| EventKind::Planned {
            set: Digest::of_parts("none", &[]),
            utc_offset_minutes: 60,
            rules,
        };
        let bytes = |rules| String::from_utf8(canonical_bytes(&planned(rules)).unwrap()).unwrap();
        assert!(!bytes(1).contains("rules"), "{}", bytes(1));
        assert!(bytes(2).contains(r#""rules":2"#));
        let read: EventKind = serde_json::from_str(&bytes(1)).unwrap();
        assert_eq!(read, planned(1));
    }

    #[test]
    fn the_chain_depends_on_the_session_and_on_every_event_before() {
        let session = |name: &str| chain_start(&SessionId::parse(name).unwrap());
        let one = scored().chain(&session("a")).unwrap();
        assert_ne!(one, scored().chain(&session("b")).unwrap());
        assert_ne!(one, scored().chain(&one).unwrap());
    }
}
