//! A session: the fold of its events.
//!
//! Folding never fails. An event that does not fit (a question that is not in the set, a change
//! after the seal) goes on the list of ignored events and changes nothing else; whoever records or
//! reads events refuses them by that list. Events on one question never touch another.

mod asked;
mod fold;
pub mod plan;
mod texts;
pub mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::canonical::Digest;
use super::event::{AddedQuestion, Detail, Event, NoteTag, Recommendation};
use super::ids::{QuestionId, TextId};
use super::rubric::Step;
use super::set::FrozenSet;
use super::signature::{PublicKey, Signature};
use super::text::TextRef;
use super::timer::Stopwatch;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub phase: Phase,
    /// See [`NEWEST_RULES`](super::event::NEWEST_RULES).
    pub rules: u8,
    /// Put aside; every event so far is still here.
    pub discarded: bool,
    /// Hash of the frozen set, from the first event.
    pub set: Option<Digest>,
    /// The interviewer's, as of the last event.
    pub utc_offset_minutes: i16,
    /// When the clock started; until then, when the session was planned.
    pub began_offset_minutes: i16,
    /// UTC.
    pub started_wall_ms: Option<i64>,
    /// UTC.
    pub submitted_wall_ms: Option<i64>,
    /// As far as they are known.
    pub details: BTreeMap<Detail, TextRef>,
    /// One for each question of the set, and for each that was added.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Every question in the order of the plan; see [`Session::plan`].
    pub order: Vec<QuestionId>,
    /// In the order added.
    pub added: Vec<Added>,
    /// Minutes that replaced those of the set.
    pub budgets: BTreeMap<QuestionId, u16>,
    pub current: Option<QuestionId>,
    pub stopwatch: Stopwatch,
    /// In the order noted.
    pub notes: Vec<Note>,
    /// Strengths and concerns in the order that the interviewer gave them; `None`: as noted.
    pub page_order: Option<Vec<TextId>>,
    /// Notes that were taken back: one that returns has its stamp again.
    pub removed_notes: BTreeMap<TextId, RemovedNote>,
    pub unplanned: Vec<Unplanned>,
    /// The question on stage at the end, to return to.
    pub ended_on: Option<QuestionId>,
    pub ended_early: Option<TextRef>,
    pub recommendation: Option<(Recommendation, TextRef)>,
    /// The chain that the submission recorded.
    pub seal: Option<Digest>,
    /// Oldest first.
    pub amendments: Vec<Amendment>,
    /// The submission, then each amendment. Whether a signature fits is for
    /// [`signing`](super::signing::signing) to say.
    pub sealed: Vec<SealedStep>,
    /// Events that did not fit, by `seq`, and why.
    pub ignored: Vec<(u64, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Made, not started.
    Planned,
    /// The clock runs.
    Live,
    /// The clock stands.
    Paused,
    /// The conversation is over, the wrap-up is open.
    Finished,
    Submitted,
    NoShow,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// If only for a moment; [`Session::was_asked`] says whether it was asked.
    pub came_on_stage: bool,
    /// The interviewer's word on whether it was asked.
    pub ruled_asked: Option<bool>,
    pub outcome: Verdict,
    pub marked: bool,
    /// Follow-ups that were asked, by index from 0.
    pub probes: BTreeSet<u16>,
    /// Points that were said, by index from 0, with the interview time of each.
    pub points: BTreeMap<u16, u64>,
    /// Red flags that came up, in the same way.
    pub flags: BTreeMap<u16, u64>,
}

/// A question that joined the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub question: Arc<AddedQuestion>,
    pub hash: Digest,
    /// Interview time when it joined.
    pub at_ms: u64,
}

/// Only `Scored` is ever averaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Not asked, or asked and still without a score.
    #[default]
    Open,
    Scored(Step),
    /// Asked, but the answer cannot be judged.
    NotAssessed(Option<TextRef>),
    /// Left out on purpose.
    Skipped(TextRef),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id of its first text, by which it is known.
    pub id: TextId,
    /// The latest wording.
    pub text: TextRef,
    /// The question on stage when it was noted.
    pub question: Option<QuestionId>,
    pub tag: NoteTag,
    /// Stays out of exports unless the interviewer says so.
    pub private: bool,
    /// Interview time when it was noted.
    pub at_ms: u64,
    /// Whether it stands on the first page, if it is a strength or a concern.
    pub fronted: bool,
}

/// What is kept of a note that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedNote {
    pub at_ms: u64,
    pub fronted: bool,
}

/// A question outside the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    pub text: TextRef,
    /// Interview time when it was asked.
    pub at_ms: u64,
}

/// A step that is signed where a key was at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedStep {
    /// Its event.
    pub seq: u64,
    pub signed: Option<(PublicKey, Signature)>,
}

/// A change after the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub what: Amended,
    pub reason: TextRef,
    /// UTC.
    pub wall_ms: i64,
    /// The interviewer's, at that time.
    pub utc_offset_minutes: i16,
}

/// What an amendment changed, with the value it replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amended {
    /// `after` is a score, or "not assessed" with the reason of the amendment.
    Score {
        question: QuestionId,
        before: Answer,
        was_asked: bool,
        after: Verdict,
    },
    Recommendation {
        before: Option<(Recommendation, TextRef)>,
        recommendation: Recommendation,
    },
    Remark,
}

impl Verdict {
    pub fn reason(&self) -> Option<&TextRef> {
        match self {
            Self::NotAssessed(reason) => reason.as_ref(),
            Self::Skipped(reason) => Some(reason),
            Self::Open | Self::Scored(_) => None,
        }
    }
}

impl Session {
    pub fn fold<'e>(set: &FrozenSet, events: impl IntoIterator<Item = &'e Event>) -> Self {
        let mut session = Self::new(set);
        for event in events {
            session.apply(event);
        }
        session
    }

    /// The state before the first event.
    pub fn new(set: &FrozenSet) -> Self {
        let answer = |item: &super::set::FrozenItem| (item.question.id.clone(), Answer::default());
        Self {
            phase: Phase::Planned,
            rules: 1,
            discarded: false,
            set: None,
            utc_offset_minutes: 0,
            began_offset_minutes: 0,
            started_wall_ms: None,
            submitted_wall_ms: None,
            details: BTreeMap::new(),
            answers: set.items.iter().map(answer).collect(),
            order: set.items.iter().map(|item| item.question.id.clone()).collect(),
            added: Vec::new(),
            budgets: BTreeMap::new(),
            current: None,
            stopwatch: Stopwatch::default(),
            notes: Vec::new(),
            page_order: None,
            removed_notes: BTreeMap::new(),
            unplanned: Vec::new(),
            ended_on: None,
            ended_early: None,
            recommendation: None,
            seal: None,
            amendments: Vec::new(),
            sealed: Vec::new(),
            ignored: Vec::new(),
        }
    }

    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.answers.get(question)
    }

    /// The notes in the order of page 1.
    pub fn points(&self) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.notes.iter().collect();
        if let Some(order) = &self.page_order {
            // What was noted since stands last.
            let place = |note: &&Note| order.iter().position(|id| *id == note.id);
            notes.sort_by_key(|note| place(note).unwrap_or(usize::MAX));
        }
        notes
    }

    /// By the id of its first text.
    pub fn note(&self, id: &TextId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }
}
