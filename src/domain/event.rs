//! What happens in a session, as facts that are only ever appended.

use serde::{Deserialize, Serialize};

use super::canonical::{CanonicalError, Digest, canonical_bytes};
use super::ids::{QuestionId, SessionId, TextId};
use super::rubric::Step;
use super::text::TextRef;

/// One fact, stamped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// 1 for the first event of a session, then without gaps.
    pub seq: u64,
    /// The wall clock in UTC, milliseconds since 1970.
    pub wall_ms: i64,
    /// The monotonic clock in milliseconds since the session was opened, pauses included.
    pub elapsed_ms: u64,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum EventKind {
    /// The session was made from this frozen set; always the first event.
    Planned {
        /// The hash of the frozen set.
        set: Digest,
        /// The interviewer's offset from UTC, so that a page shows their local time.
        utc_offset_minutes: i16,
        /// Which rules the events are read by, up to [`NEWEST_RULES`]. The first did without the
        /// field, and their bytes stay as they were.
        #[serde(default = "first_rules", skip_serializing_if = "is_first_rules")]
        rules: u8,
    },
    /// The interviewer's offset from UTC is another one from here on: summer time began or ended, or
    /// they travelled.
    OffsetChanged {
        /// The offset from here on.
        utc_offset_minutes: i16,
    },
    /// A detail of the session was filled in or corrected.
    Described {
        /// Which detail.
        detail: Detail,
        /// What it is.
        text: TextRef,
    },
    /// The clock started.
    Started,
    /// A question came on stage, or none (opening, closing).
    Opened {
        /// The question now on stage.
        question: Option<QuestionId>,
    },
    /// The answer was given a step of the scale.
    Scored {
        /// The question that was answered.
        question: QuestionId,
        /// The step.
        step: Step,
    },
    /// The question was asked, but the answer cannot be judged.
    NotAssessed {
        /// The question that was asked.
        question: QuestionId,
        /// Why, where it was said.
        reason: Option<TextRef>,
    },
    /// The question was left out on purpose.
    Skipped {
        /// The question that was left out.
        question: QuestionId,
        /// Why.
        reason: TextRef,
    },
    /// A score, a skip or a "not assessed" was taken back.
    OutcomeCleared {
        /// The question that is open again.
        question: QuestionId,
    },
    /// The question was marked to come back to, or unmarked.
    Marked {
        /// The question.
        question: QuestionId,
        /// Whether the mark is set.
        marked: bool,
    },
    /// A prepared follow-up was asked, or its tick taken back.
    ProbeAsked {
        /// The question it belongs to.
        question: QuestionId,
        /// Its place among the question's probes, from 0.
        probe: u16,
        /// Whether the tick is set.
        asked: bool,
    },
    /// The interviewer said whether a question was asked, whatever the clock and the notes say.
    AskRuled {
        /// The question.
        question: QuestionId,
        /// Whether it was asked; none to go by the clock and the notes again.
        asked: Option<bool>,
    },
    /// Evidence was noted.
    Noted {
        /// What was noted.
        text: TextRef,
        /// The question on stage; none for a note on the whole interview.
        question: Option<QuestionId>,
        /// What kind of evidence it is.
        tag: NoteTag,
        /// A private note stays out of every export unless the interviewer says so.
        private: bool,
    },
    /// A note was reworded.
    NoteRevised {
        /// The note, by the id of its first text.
        note: TextId,
        /// Its words from now on.
        text: TextRef,
    },
    /// A note was taken back.
    NoteRemoved {
        /// The note, by the id of its first text.
        note: TextId,
    },
    /// A question outside the set was asked; it is listed and never averaged.
    UnplannedAsked {
        /// What was asked.
        text: TextRef,
    },
    /// The clock stopped.
    Paused,
    /// The clock went on.
    Resumed,
    /// Time passed unseen: the machine slept, or the program was not running.
    Gap {
        /// Why nobody saw it pass.
        cause: GapCause,
        /// How long, in milliseconds.
        gap_ms: u64,
    },
    /// The interviewer said whether a gap counts as interview time.
    GapRuled {
        /// The `seq` of the gap.
        gap: u64,
        /// Whether it counts.
        counts: bool,
    },
    /// The conversation is over.
    Finished {
        /// Why it ended before its time, where it did.
        ended_early: Option<TextRef>,
    },
    /// The conversation goes on after all; the end and its reason are taken back.
    Reopened {
        /// How long it had been over, in milliseconds: interview time only where it is ruled so.
        gap_ms: u64,
    },
    /// The candidate did not come.
    NoShow,
    /// The session was put aside; it can be restored.
    Discarded,
    /// A discarded session was taken up again.
    Restored,
    /// The interviewer chose a recommendation.
    Recommended {
        /// Which one.
        recommendation: Recommendation,
        /// Why.
        reason: TextRef,
    },
    /// The session was submitted: it is sealed from here on.
    Submitted {
        /// The chain over every event before this one.
        seal: Digest,
    },
    /// A later change to a sealed session; the old value stays.
    Amended {
        /// What changed.
        change: Change,
        /// Why.
        reason: TextRef,
    },
}

/// The rules that new sessions are planned with.
///
/// By rules 1 a question was asked once it came on stage. By rules 2 it takes time on stage or
/// evidence: see [`Session::was_asked`](super::session::Session::was_asked).
pub const NEWEST_RULES: u8 = 2;

/// No place is further than 14 hours from UTC.
const WIDEST_OFFSET_MINUTES: u16 = 14 * 60;

/// Whether some place has this offset from UTC.
pub fn is_possible_offset(utc_offset_minutes: i16) -> bool {
    utc_offset_minutes.unsigned_abs() <= WIDEST_OFFSET_MINUTES
}

/// The offset, or UTC where no place has it: a system can be set to any.
pub fn possible_offset(utc_offset_minutes: i16) -> i16 {
    if is_possible_offset(utc_offset_minutes) { utc_offset_minutes } else { 0 }
}

fn first_rules() -> u8 {
    1
}

fn is_first_rules(rules: &u8) -> bool {
    *rules == first_rules()
}

/// A detail of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Detail {
    /// The candidate's name.
    Candidate,
    /// The role they are interviewed for.
    Role,
    /// The interviewer's name.
    Interviewer,
}

/// What a note is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteTag {
    /// Something said or done.
    Plain,
    /// A strength; it also stands on the first page.
    Strength,
    /// A concern; it also stands on the first page.
    Concern,
    /// The candidate's own words.
    Quote,
}

/// Why nobody saw time pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GapCause {
    /// The machine slept.
    Sleep,
    /// The program ended and was started again.
    Restart,
}

/// What the interviewer recommends; chosen by a person, never filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recommendation {
    /// Strong no.
    StrongNo,
    /// No.
    No,
    /// Yes.
    Yes,
    /// Strong yes.
    StrongYes,
    /// No decision.
    NoDecision,
}

impl Recommendation {
    /// Every recommendation in the order in which they are offered.
    pub const ALL: [Recommendation; 5] =
        [Self::StrongNo, Self::No, Self::Yes, Self::StrongYes, Self::NoDecision];

    /// The recommendation as a person reads it.
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

/// What an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Another step for an answer.
    Score {
        /// The question.
        question: QuestionId,
        /// The step from now on.
        step: Step,
    },
    /// Another recommendation.
    Recommendation {
        /// The recommendation from now on.
        recommendation: Recommendation,
    },
    /// Nothing but the reason itself, as a remark.
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
    /// Every text that this event refers to.
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

/// What stands before the first event of a session.
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
