//! A session: the fold of its events.
//!
//! Folding never fails. An event that does not fit (a question that is not in the set, a change
//! after the seal) is put on the list of ignored events and changes nothing else; whoever records or
//! reads events refuses them by that list. Events on one question never touch another.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::canonical::Digest;
use super::event::{Change, Detail, Event, EventKind, NoteTag, Recommendation};
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
    /// Put aside; every event so far is still here.
    pub discarded: bool,
    /// The hash of the frozen set, from the first event.
    pub set: Option<Digest>,
    /// The interviewer's offset from UTC in minutes.
    pub utc_offset_minutes: i16,
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
    /// Whether it came on stage. A question that was judged was asked, wherever it was noted down;
    /// see [`Answer::was_asked`].
    pub asked: bool,
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

impl Answer {
    /// Whether it was asked: it came on stage, or its answer was judged.
    pub fn was_asked(&self) -> bool {
        self.asked || matches!(self.outcome, Outcome::Scored(_) | Outcome::NotAssessed(_))
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
            discarded: false,
            set: None,
            utc_offset_minutes: 0,
            started_wall_ms: None,
            submitted_wall_ms: None,
            details: BTreeMap::new(),
            answers: set.items.iter().map(answer).collect(),
            current: None,
            stopwatch: Stopwatch::default(),
            notes: Vec::new(),
            removed_notes: BTreeMap::new(),
            unplanned: Vec::new(),
            ended_early: None,
            recommendation: None,
            seal: None,
            amendments: Vec::new(),
            ignored: Vec::new(),
        }
    }

    /// The state after one more event.
    pub fn apply(&mut self, event: &Event) {
        self.stopwatch.advance(event.elapsed_ms);
        if let Err(why) = self.admit(&event.kind).and_then(|()| self.take(event)) {
            self.ignored.push((event.seq, why));
        }
    }

    /// The answer to a question of the set.
    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.answers.get(question)
    }

    /// Whether this event may come now at all.
    fn admit(&self, kind: &EventKind) -> Result<(), &'static str> {
        let is_amendment = matches!(kind, EventKind::Amended { .. });
        match (self.phase == Phase::Submitted, is_amendment) {
            (true, false) => Err("the session is sealed: only amendments follow"),
            (false, true) => Err("only a submitted session is amended"),
            _ => Ok(()),
        }
    }

    fn take(&mut self, event: &Event) -> Result<(), &'static str> {
        match &event.kind {
            EventKind::Planned { set, utc_offset_minutes } => {
                if self.set.is_some() {
                    return Err("the session was already planned");
                }
                self.set = Some(*set);
                self.utc_offset_minutes = *utc_offset_minutes;
            }
            EventKind::Described { detail, text } => {
                self.details.insert(*detail, text.clone());
            }
            EventKind::Discarded => self.discarded = true,
            EventKind::Restored => self.discarded = false,
            EventKind::Recommended { .. } if self.phase == Phase::NoShow => {
                return Err("nobody came who could be recommended");
            }
            EventKind::Recommended { recommendation, reason } => {
                self.recommendation = Some((*recommendation, reason.clone()));
            }
            EventKind::Amended { change, reason } => {
                self.amend(change, reason, event.wall_ms)?;
            }
            EventKind::Started
            | EventKind::Opened { .. }
            | EventKind::Paused
            | EventKind::Resumed
            | EventKind::Gap { .. }
            | EventKind::GapRuled { .. }
            | EventKind::Finished { .. }
            | EventKind::NoShow
            | EventKind::Submitted { .. } => self.take_course(event)?,
            EventKind::Noted { .. }
            | EventKind::NoteRevised { .. }
            | EventKind::NoteRemoved { .. }
            | EventKind::UnplannedAsked { .. } => self.take_note(&event.kind)?,
            EventKind::Scored { .. }
            | EventKind::NotAssessed { .. }
            | EventKind::Skipped { .. }
            | EventKind::OutcomeCleared { .. }
            | EventKind::Marked { .. }
            | EventKind::ProbeAsked { .. } => self.take_outcome(&event.kind)?,
        }
        Ok(())
    }

    /// Events that move the session along.
    fn take_course(&mut self, event: &Event) -> Result<(), &'static str> {
        match (&event.kind, self.phase) {
            (EventKind::Started, Phase::Planned) => {
                self.phase = Phase::Live;
                self.started_wall_ms = Some(event.wall_ms);
                self.stopwatch.start();
            }
            (EventKind::Opened { question }, Phase::Live | Phase::Paused) => {
                if let Some(id) = question {
                    let answer = self.answers.get_mut(id).ok_or(NOT_IN_SET)?;
                    answer.asked = true;
                }
                self.current = question.clone();
                self.stopwatch.turn_to(question.clone());
            }
            (EventKind::Paused, Phase::Live) => {
                self.phase = Phase::Paused;
                self.stopwatch.stop();
            }
            (EventKind::Resumed, Phase::Paused) => {
                self.phase = Phase::Live;
                self.stopwatch.start();
            }
            (EventKind::Gap { gap_ms, .. }, Phase::Live) => {
                self.stopwatch.leave_out(event.seq, *gap_ms);
            }
            (EventKind::Gap { .. }, _) => {}
            (EventKind::GapRuled { gap, counts }, _) => self.stopwatch.rule(*gap, *counts)?,
            (EventKind::Finished { ended_early }, Phase::Live | Phase::Paused) => {
                self.phase = Phase::Finished;
                self.ended_early = ended_early.clone();
                self.current = None;
                self.stopwatch.turn_to(None);
                self.stopwatch.stop();
            }
            (EventKind::NoShow, Phase::Planned) => self.phase = Phase::NoShow,
            (EventKind::Submitted { .. }, Phase::Finished) if self.discarded => {
                return Err("a discarded session is restored before it is submitted");
            }
            (EventKind::Submitted { seal }, Phase::Finished) => {
                self.phase = Phase::Submitted;
                self.submitted_wall_ms = Some(event.wall_ms);
                self.seal = Some(*seal);
            }
            _ => return Err("this step does not follow from the session's phase"),
        }
        Ok(())
    }

    fn take_note(&mut self, kind: &EventKind) -> Result<(), &'static str> {
        let at_ms = self.stopwatch.session_ms();
        match kind {
            EventKind::Noted { text, question, tag, private } => {
                if let Some(id) = question
                    && !self.answers.contains_key(id)
                {
                    return Err(NOT_IN_SET);
                }
                if self.notes.iter().any(|note| note.id == text.id) {
                    return Err("a note of this id exists");
                }
                let note = Note {
                    id: text.id.clone(),
                    text: text.clone(),
                    question: question.clone(),
                    tag: *tag,
                    private: *private,
                    at_ms: self.removed_notes.get(&text.id).copied().unwrap_or(at_ms),
                };
                let place = if self.removed_notes.remove(&note.id).is_some() {
                    self.notes.partition_point(|other| other.at_ms <= note.at_ms)
                } else {
                    self.notes.len()
                };
                self.notes.insert(place, note);
            }
            EventKind::NoteRevised { note, text } => {
                let found = self.notes.iter_mut().find(|known| known.id == *note);
                found.ok_or("there is no such note")?.text = text.clone();
            }
            EventKind::NoteRemoved { note } => {
                let place = self.notes.iter().position(|known| known.id == *note);
                let removed = self.notes.remove(place.ok_or("there is no such note")?);
                self.removed_notes.insert(removed.id, removed.at_ms);
            }
            EventKind::UnplannedAsked { text } => {
                self.unplanned.push(Unplanned { text: text.clone(), at_ms });
            }
            _ => return Err("this event is no note"),
        }
        Ok(())
    }

    fn take_outcome(&mut self, kind: &EventKind) -> Result<(), &'static str> {
        let (EventKind::Scored { question, .. }
        | EventKind::NotAssessed { question, .. }
        | EventKind::Skipped { question, .. }
        | EventKind::OutcomeCleared { question }
        | EventKind::Marked { question, .. }
        | EventKind::ProbeAsked { question, .. }) = kind
        else {
            return Err("this event is no outcome");
        };
        if matches!(self.phase, Phase::Planned | Phase::NoShow) {
            return Err("the session has not started");
        }
        let answer = self.answers.get_mut(question).ok_or(NOT_IN_SET)?;
        match kind {
            EventKind::Scored { step, .. } => answer.outcome = Outcome::Scored(*step),
            EventKind::NotAssessed { reason, .. } => {
                answer.outcome = Outcome::NotAssessed(reason.clone());
            }
            EventKind::Skipped { reason, .. } => answer.outcome = Outcome::Skipped(reason.clone()),
            EventKind::OutcomeCleared { .. } => answer.outcome = Outcome::Open,
            EventKind::Marked { marked, .. } => answer.marked = *marked,
            EventKind::ProbeAsked { probe, asked: true, .. } => {
                answer.probes.insert(*probe);
            }
            EventKind::ProbeAsked { probe, asked: false, .. } => {
                answer.probes.remove(probe);
            }
            _ => {}
        }
        Ok(())
    }

    fn amend(
        &mut self,
        change: &Change,
        reason: &TextRef,
        wall_ms: i64,
    ) -> Result<(), &'static str> {
        let what = match change {
            Change::Score { question, step } => {
                let answer = self.answers.get_mut(question).ok_or(NOT_IN_SET)?;
                let before = answer.clone();
                answer.outcome = Outcome::Scored(*step);
                Amended::Score { question: question.clone(), before, step: *step }
            }
            Change::Recommendation { recommendation } => {
                let before = self.recommendation.replace((*recommendation, reason.clone()));
                Amended::Recommendation { before, recommendation: *recommendation }
            }
            Change::Remark => Amended::Remark,
        };
        self.amendments.push(Amendment { what, reason: reason.clone(), wall_ms });
        Ok(())
    }
}

const NOT_IN_SET: &str = "the question is not in this session's set";
