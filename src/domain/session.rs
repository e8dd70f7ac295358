//! A session: the fold of its events.
//!
//! Folding never fails. An event that does not fit (a question that is not in the set, a change
//! after the seal) is put on the list of ignored events and changes nothing else; whoever records or
//! reads events refuses them by that list. Events on one question never touch another.

mod asked;
mod fold;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::canonical::Digest;
use super::event::{Detail, Event, NoteTag, Recommendation};
use super::ids::{QuestionId, TextId};
use super::rubric::Step;
use super::set::FrozenSet;
use super::text::TextRef;
use super::timer::Stopwatch;

/// The state of a session after some of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// How far it has come.
    pub phase: Phase,
    /// Which rules its events are read by.
    pub rules: u8,
    /// Put aside; every event so far is still here.
    pub discarded: bool,
    /// The hash of the frozen set, from the first event.
    pub set: Option<Digest>,
    /// The interviewer's offset from UTC in minutes, as of the last event.
    pub utc_offset_minutes: i16,
    /// Their offset when the clock started; until then, when the session was planned.
    pub began_offset_minutes: i16,
    /// When the clock started, in UTC milliseconds.
    pub started_wall_ms: Option<i64>,
    /// When the session was submitted, in UTC milliseconds.
    pub submitted_wall_ms: Option<i64>,
    /// Candidate, role and interviewer, as far as they are known.
    pub details: BTreeMap<Detail, TextRef>,
    /// The answer to each question of the set, in every case.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The question on stage.
    pub current: Option<QuestionId>,
    /// The time of the session and of each question.
    pub stopwatch: Stopwatch,
    /// Evidence in the order in which it was noted.
    pub notes: Vec<Note>,
    /// When a note that was taken back had been noted: if it returns, it returns with its stamp.
    pub removed_notes: BTreeMap<TextId, u64>,
    /// Questions outside the set.
    pub unplanned: Vec<Unplanned>,
    /// The question on stage when the conversation ended, to return to.
    pub ended_on: Option<QuestionId>,
    /// Why the conversation ended before its time.
    pub ended_early: Option<TextRef>,
    /// The recommendation and its reason.
    pub recommendation: Option<(Recommendation, TextRef)>,
    /// The chain that the submission recorded.
    pub seal: Option<Digest>,
    /// Changes after the seal, oldest first.
    pub amendments: Vec<Amendment>,
    /// Events that did not fit, by `seq`, and why.
    pub ignored: Vec<(u64, &'static str)>,
}

/// How far a session has come.
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
    /// Sealed.
    Submitted,
    /// The candidate did not come.
    NoShow,
}

/// What is known of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether it came on stage, be it for a moment; whether it was asked, says
    /// [`Session::was_asked`].
    pub came_on_stage: bool,
    /// What the interviewer said of whether it was asked.
    pub ruled_asked: Option<bool>,
    /// What became of it.
    pub outcome: Outcome,
    /// To come back to.
    pub marked: bool,
    /// The follow-ups that were asked, by their place from 0.
    pub probes: BTreeSet<u16>,
}

/// What became of a question. Only `Scored` is ever averaged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was decided: not asked, or asked and still without a score.
    #[default]
    Open,
    /// A step of the scale.
    Scored(Step),
    /// Asked, but the answer cannot be judged.
    NotAssessed(Option<TextRef>),
    /// Left out on purpose.
    Skipped(TextRef),
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The id of its first text, by which it is known.
    pub id: TextId,
    /// Its words as they stand.
    pub text: TextRef,
    /// The question on stage when it was noted.
    pub question: Option<QuestionId>,
    /// What it is evidence of.
    pub tag: NoteTag,
    /// Stays out of exports unless the interviewer says so.
    pub private: bool,
    /// Interview time when it was noted, in milliseconds.
    pub at_ms: u64,
}

/// A question outside the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    /// What was asked.
    pub text: TextRef,
    /// Interview time when it was asked, in milliseconds.
    pub at_ms: u64,
}

/// A change after the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// What changed, with the value before.
    pub what: Amended,
    /// Why.
    pub reason: TextRef,
    /// When, in UTC milliseconds.
    pub wall_ms: i64,
    /// The interviewer's offset from UTC then, in minutes.
    pub utc_offset_minutes: i16,
}

/// What an amendment changed, with the value that it replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amended {
    /// The score of a question.
    Score {
        /// The question.
        question: QuestionId,
        /// What was known of it.
        before: Answer,
        /// Whether it had been asked.
        was_asked: bool,
        /// Its step from then on.
        step: Step,
    },
    /// The recommendation.
    Recommendation {
        /// The recommendation and its reason, where there was one.
        before: Option<(Recommendation, TextRef)>,
        /// The recommendation from then on.
        recommendation: Recommendation,
    },
    /// Nothing but the reason itself, as a remark.
    Remark,
}

impl Outcome {
    /// Why there is no score, where it was said.
    pub fn reason(&self) -> Option<&TextRef> {
        match self {
            Self::NotAssessed(reason) => reason.as_ref(),
            Self::Skipped(reason) => Some(reason),
            Self::Open | Self::Scored(_) => None,
        }
    }
}

impl Session {
    /// The state after all of `events`.
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
            current: None,
            stopwatch: Stopwatch::default(),
            notes: Vec::new(),
            removed_notes: BTreeMap::new(),
            unplanned: Vec::new(),
            ended_on: None,
            ended_early: None,
            recommendation: None,
            seal: None,
            amendments: Vec::new(),
            ignored: Vec::new(),
        }
    }

    /// The answer to a question of the set.
    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.answers.get(question)
    }

    /// A note by the id of its first text.
    pub fn note(&self, id: &TextId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }
}
