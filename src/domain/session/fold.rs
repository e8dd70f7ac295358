//! One more event: what it changes, or why it does not fit.

use super::{
    Amended, Amendment, Note, Phase, RemovedNote, SealedStep, Session, Unplanned, Verdict,
};
use crate::domain::event::{Change, Event, EventKind, is_possible_offset};
use crate::domain::ids::{QuestionId, TextId};
use crate::domain::text::TextRef;

impl Session {
    pub fn apply(&mut self, event: &Event) {
        self.stopwatch.advance(event.elapsed_ms);
        if let Err(why) = self.admit(&event.kind).and_then(|()| self.take(event)) {
            self.ignored.push((event.seq, why));
        }
    }

    /// Whether the event may come now at all.
    fn admit(&self, kind: &EventKind) -> Result<(), &'static str> {
        match (self.phase, kind) {
            (
                Phase::Submitted,
                EventKind::Amended { .. }
                | EventKind::OffsetChanged { .. }
                | EventKind::Signed { .. },
            ) => Ok(()),
            (Phase::Submitted, _) => Err("the session is sealed: only amendments follow"),
            (_, EventKind::Amended { .. }) => Err("only a submitted session is amended"),
            (_, EventKind::Signed { .. }) => Err("only a submitted session is signed"),
            _ => Ok(()),
        }
    }

    fn take(&mut self, event: &Event) -> Result<(), &'static str> {
        match &event.kind {
            EventKind::Planned { set, utc_offset_minutes, rules } => {
                if self.set.is_some() {
                    return Err("the session was already planned");
                }
                self.set = Some(*set);
                self.utc_offset_minutes = *utc_offset_minutes;
                self.began_offset_minutes = *utc_offset_minutes;
                self.rules = *rules;
            }
            EventKind::OffsetChanged { utc_offset_minutes } => {
                if !is_possible_offset(*utc_offset_minutes) {
                    return Err("no place has this offset from UTC");
                }
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
                self.sealed.push(SealedStep { seq: event.seq, signed: None });
            }
            EventKind::Signed { key, signature } => {
                let is_before = |step: &&mut SealedStep| step.seq.checked_add(1) == Some(event.seq);
                let step = self.sealed.last_mut().filter(is_before);
                let step = step.ok_or("a signature stands right behind what it signs")?;
                step.signed = Some((*key, *signature));
            }
            EventKind::Started
            | EventKind::Opened { .. }
            | EventKind::Paused
            | EventKind::Resumed
            | EventKind::Gap { .. }
            | EventKind::GapRuled { .. }
            | EventKind::Finished { .. }
            | EventKind::Reopened { .. }
            | EventKind::NoShow
            | EventKind::Submitted { .. } => self.take_course(event)?,
            EventKind::QuestionAdded { .. }
            | EventKind::QuestionRemoved { .. }
            | EventKind::QuestionMoved { .. }
            | EventKind::Budgeted { .. } => self.take_plan(&event.kind)?,
            EventKind::Noted { .. }
            | EventKind::NoteRevised { .. }
            | EventKind::NoteRemoved { .. }
            | EventKind::NoteFronted { .. }
            | EventKind::NoteMoved { .. }
            | EventKind::UnplannedAsked { .. } => self.take_note(&event.kind)?,
            EventKind::Scored { .. }
            | EventKind::NotAssessed { .. }
            | EventKind::Skipped { .. }
            | EventKind::OutcomeCleared { .. }
            | EventKind::Marked { .. }
            | EventKind::AskRuled { .. }
            | EventKind::ProbeAsked { .. }
            | EventKind::PointHeard { .. }
            | EventKind::FlagRaised { .. } => self.take_outcome(&event.kind)?,
        }
        Ok(())
    }

    /// Events that move the session along.
    fn take_course(&mut self, event: &Event) -> Result<(), &'static str> {
        match (&event.kind, self.phase) {
            (EventKind::Started, Phase::Planned) => {
                self.phase = Phase::Live;
                self.started_wall_ms = Some(event.wall_ms);
                self.began_offset_minutes = self.utc_offset_minutes;
                self.stopwatch.start();
            }
            (EventKind::Opened { question }, Phase::Live | Phase::Paused) => {
                if let Some(id) = question {
                    let answer = self.answers.get_mut(id).ok_or(NOT_IN_SET)?;
                    answer.came_on_stage = true;
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
                self.ended_on = self.current.take();
                self.stopwatch.turn_to(None);
                self.stopwatch.stop();
            }
            (EventKind::Reopened { .. }, Phase::Finished) if self.discarded => {
                return Err("a discarded session is restored before it goes on");
            }
            (EventKind::Reopened { gap_ms }, Phase::Finished) => {
                self.phase = Phase::Live;
                self.ended_early = None;
                self.current = self.ended_on.take();
                self.stopwatch.turn_to(self.current.clone());
                self.stopwatch.miss(event.seq, *gap_ms);
                self.stopwatch.start();
            }
            (EventKind::NoShow, Phase::Planned) => self.phase = Phase::NoShow,
            (EventKind::Submitted { .. }, Phase::Finished) if self.discarded => {
                return Err("a discarded session is restored before it is submitted");
            }
            (EventKind::Submitted { seal }, Phase::Finished) => {
                self.phase = Phase::Submitted;
                self.submitted_wall_ms = Some(event.wall_ms);
                self.seal = Some(*seal);
                self.sealed.push(SealedStep { seq: event.seq, signed: None });
            }
            _ => return Err("this step does not follow from the session's phase"),
        }
        Ok(())
    }

    /// Events that change the plan while it runs, never the set.
    fn take_plan(&mut self, kind: &EventKind) -> Result<(), &'static str> {
        if !matches!(self.phase, Phase::Planned | Phase::Live | Phase::Paused) {
            return Err("the interview is over: its plan stays");
        }
        match kind {
            EventKind::QuestionAdded { added, hash, before, at_ms } => {
                self.add(added, *hash, before.as_ref(), *at_ms)
            }
            EventKind::QuestionRemoved { question } => self.remove(question),
            EventKind::QuestionMoved { question, before } => {
                self.move_to(question, before.as_ref())
            }
            EventKind::Budgeted { question, minutes } => {
                if !self.answers.contains_key(question) {
                    return Err(NOT_IN_SET);
                }
                match minutes {
                    Some(minutes) => self.budgets.insert(question.clone(), *minutes),
                    None => self.budgets.remove(question),
                };
                Ok(())
            }
            _ => Err("this event changes no plan"),
        }
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
                let before = self.removed_notes.remove(&text.id);
                let note = Note {
                    id: text.id.clone(),
                    text: text.clone(),
                    question: question.clone(),
                    tag: *tag,
                    private: *private,
                    at_ms: before.as_ref().map_or(at_ms, |before| before.at_ms),
                    fronted: before.as_ref().is_none_or(|before| before.fronted),
                };
                let place = before.map_or(self.notes.len(), |before| {
                    self.notes.partition_point(|other| other.at_ms <= before.at_ms)
                });
                self.notes.insert(place, note);
            }
            EventKind::NoteRevised { note, text } => {
                let found = self.notes.iter_mut().find(|known| known.id == *note);
                found.ok_or("there is no such note")?.text = text.clone();
            }
            EventKind::NoteRemoved { note } => {
                let place = self.notes.iter().position(|known| known.id == *note);
                let place = place.ok_or("there is no such note")?;
                let removed = self.notes.remove(place);
                let kept = RemovedNote { at_ms: removed.at_ms, fronted: removed.fronted };
                self.removed_notes.insert(removed.id, kept);
            }
            EventKind::NoteFronted { note, fronted } => {
                let found = self.notes.iter_mut().find(|known| known.id == *note);
                found.ok_or("there is no such note")?.fronted = *fronted;
            }
            EventKind::NoteMoved { note, before } => {
                let mut order: Vec<TextId> =
                    self.points().into_iter().map(|note| note.id.clone()).collect();
                let place = |id: &TextId, order: &[TextId]| {
                    order.iter().position(|known| known == id).ok_or("there is no such note")
                };
                let from = place(note, &order)?;
                if before.as_ref() != Some(note) {
                    let moved = order.remove(from);
                    let to = match before {
                        Some(before) => place(before, &order)?,
                        None => order.len(),
                    };
                    order.insert(to, moved);
                }
                self.page_order = Some(order);
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
        | EventKind::AskRuled { question, .. }
        | EventKind::ProbeAsked { question, .. }
        | EventKind::PointHeard { question, .. }
        | EventKind::FlagRaised { question, .. }) = kind
        else {
            return Err("this event is no outcome");
        };
        if matches!(self.phase, Phase::Planned | Phase::NoShow) {
            return Err("the session has not started");
        }
        let now_ms = self.stopwatch.session_ms();
        let answer = self.answers.get_mut(question).ok_or(NOT_IN_SET)?;
        match kind {
            EventKind::PointHeard { point, heard, at_ms, .. } => {
                tick(&mut answer.points, *point, heard.then(|| at_ms.unwrap_or(now_ms)));
            }
            EventKind::FlagRaised { flag, raised, at_ms, .. } => {
                tick(&mut answer.flags, *flag, raised.then(|| at_ms.unwrap_or(now_ms)));
            }
            EventKind::Scored { step, .. } => answer.outcome = Verdict::Scored(*step),
            EventKind::NotAssessed { reason, .. } => {
                answer.outcome = Verdict::NotAssessed(reason.clone());
            }
            EventKind::Skipped { reason, .. } => answer.outcome = Verdict::Skipped(reason.clone()),
            EventKind::OutcomeCleared { .. } => answer.outcome = Verdict::Open,
            EventKind::Marked { marked, .. } => answer.marked = *marked,
            EventKind::AskRuled { asked, .. } => answer.ruled_asked = *asked,
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
                self.amend_score(question, Verdict::Scored(*step))?
            }
            Change::NotAssessed { question } => {
                self.amend_score(question, Verdict::NotAssessed(Some(reason.clone())))?
            }
            Change::Recommendation { recommendation } => {
                let before = self.recommendation.replace((*recommendation, reason.clone()));
                Amended::Recommendation { before, recommendation: *recommendation }
            }
            Change::Remark => Amended::Remark,
        };
        let (reason, utc_offset_minutes) = (reason.clone(), self.utc_offset_minutes);
        self.amendments.push(Amendment { what, reason, wall_ms, utc_offset_minutes });
        Ok(())
    }

    fn amend_score(
        &mut self,
        question: &QuestionId,
        after: Verdict,
    ) -> Result<Amended, &'static str> {
        let was_asked = self.was_asked(question);
        let answer = self.answers.get_mut(question).ok_or(NOT_IN_SET)?;
        let before = answer.clone();
        answer.outcome = after.clone();
        Ok(Amended::Score { question: question.clone(), before, was_asked, after })
    }
}

fn tick(ticks: &mut std::collections::BTreeMap<u16, u64>, index: u16, at_ms: Option<u64>) {
    match at_ms {
        Some(at_ms) => ticks.insert(index, at_ms),
        None => ticks.remove(&index),
    };
}

pub(super) const NOT_IN_SET: &str = "the question is not in this session's set";
