//! The steps of a session in hand: recorded, judged, described, paused, undone.

use super::held::Held;
use super::interview::Refused;
use super::undo::{About, Way};
use super::{Desk, Judgement, runs};
use crate::domain::event::{Detail, EventKind, NoteTag, possible_offset};
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::session::{Note, Verdict};
use crate::domain::summary::detail_words;
use crate::domain::text::TextRef;
use crate::frame::Frame;
use crate::frame::clock::Now;
use crate::frame::failure::Failure;

impl Desk {
    /// Registers a text for a session's next step; tells the person where that fails.
    pub fn name_text(&mut self, id: &SessionId, words: &str, frame: &mut Frame) -> Option<TextRef> {
        let named = self.held.get_mut(id)?.text(words);
        named.map_err(|error| frame.notices.fail(error)).ok()
    }

    /// Records a step as an act; false where it does not fit, and the person is told.
    pub fn record(&mut self, id: &SessionId, kind: EventKind, frame: &mut Frame) -> bool {
        let acts = |desk: &Self| desk.held.get(id).map_or(0, Held::acts);
        let before = acts(self);
        let is_taken = self.change(id, frame, |held, now| held.record_act(now, kind));
        if acts(self) > before {
            self.acts += 1;
        }
        is_taken
    }

    /// Lets the sample candidate say more; tells the person where there is no more to hear.
    pub fn hear_on(&mut self, id: &SessionId, frame: &mut Frame) {
        let Some(held) = self.held.get_mut(id) else { return };
        if !held.hear_on(frame.now) {
            frame.notices.hint("Nothing more to hear here: ask a follow-up, or score");
        }
    }

    /// Records several steps of the current session as one act.
    pub fn record_together(
        &mut self,
        steps: Vec<EventKind>,
        about: About,
        frame: &mut Frame,
    ) -> bool {
        let Some(id) = self.current.clone() else { return false };
        let is_taken = self.change(&id, frame, |held, now| held.record_together(now, steps, about));
        self.acts += u64::from(is_taken);
        is_taken
    }

    /// The same for the current session.
    pub fn record_here(&mut self, kind: EventKind, frame: &mut Frame) -> bool {
        let Some(id) = self.current.clone() else { return false };
        self.record(&id, kind, frame)
    }

    /// Records a text of the current session with the step that holds it.
    pub fn record_text(
        &mut self,
        words: &str,
        frame: &mut Frame,
        step: impl FnOnce(TextRef) -> EventKind,
    ) -> bool {
        let Some(id) = self.current.clone() else { return false };
        let Some(text) = self.name_text(&id, words.trim(), frame) else { return false };
        self.record(&id, step(text), frame)
    }

    /// Changes a session in hand; false where that does not fit, and the person is told.
    pub fn change(
        &mut self,
        id: &SessionId,
        frame: &mut Frame,
        change: impl FnOnce(&mut Held, Now) -> Result<(), Refused>,
    ) -> bool {
        let Some(held) = self.held.get_mut(id) else { return false };
        let result = change(held, frame.now);
        self.refresh(id);
        result.map_err(|refused| frame.notices.fail(refused)).is_ok()
    }

    /// Removing a note is an act, as writing it was.
    pub fn remove_note(&mut self, note: &TextId, frame: &mut Frame) -> bool {
        let Some(id) = self.current.clone() else { return false };
        let kind = EventKind::NoteRemoved { note: note.clone() };
        let is_taken = self.change(&id, frame, |held, now| {
            held.type_note(now, kind)?;
            held.finish_note(note);
            Ok(())
        });
        self.acts += u64::from(is_taken);
        is_taken
    }

    /// Makes all that was typed of a note one act.
    pub fn finish_note(&mut self, id: &SessionId, note: &TextId) {
        if let Some(held) = self.held.get_mut(id) {
            held.finish_note(note);
        }
    }

    /// Records the details that changed.
    pub fn describe(&mut self, id: &SessionId, details: [(Detail, &str); 3], frame: &mut Frame) {
        for (detail, words) in details {
            let words = words.trim();
            let Some(held) = self.held.get(id) else { return };
            if detail_words(held.record(), held.session(), detail) != words
                && let Some(text) = self.name_text(id, words, frame)
            {
                self.record(id, EventKind::Described { detail, text }, frame);
            }
        }
    }

    /// Records a change of the UTC offset before something whose time is printed.
    pub fn note_offset(&mut self, id: &SessionId, frame: &mut Frame) {
        let utc_offset_minutes = possible_offset(frame.utc_offset_minutes);
        let known = self.held.get(id).map(|held| held.session().utc_offset_minutes);
        if known.is_some_and(|known| known != utc_offset_minutes) {
            let kind = EventKind::OffsetChanged { utc_offset_minutes };
            self.change(id, frame, |held, now| held.record_aside(now, kind));
        }
    }

    pub fn submit(&mut self, frame: &mut Frame) -> Option<SessionId> {
        let id = self.current.clone()?;
        self.note_offset(&id, frame);
        let submitted = self.held.get_mut(&id)?.submit(frame.now);
        self.refresh(&id);
        submitted.map_err(|failure| frame.notices.fail(failure)).ok()?;
        self.sign(&id, frame);
        Some(id)
    }

    pub fn end(&mut self, id: &SessionId, reason: &str, frame: &mut Frame) -> bool {
        let reason = reason.trim();
        let ended_early = if reason.is_empty() { None } else { self.name_text(id, reason, frame) };
        self.record(id, EventKind::Finished { ended_early }, frame)
    }

    /// Stops the clock of every other interview: nobody holds two at once.
    pub fn pause_others(&mut self, frame: &mut Frame) {
        let current = self.current.clone();
        let is_other = |(id, held): (&SessionId, &Held)| {
            (Some(id) != current.as_ref() && runs(held)).then(|| id.clone())
        };
        let others: Vec<SessionId> = self.held.iter().filter_map(is_other).collect();
        for id in others {
            self.pause_for_another(&id, frame);
        }
    }

    pub(super) fn pause_for_another(&mut self, id: &SessionId, frame: &mut Frame) {
        if self.record(id, EventKind::Paused, frame) {
            let name = self.overview(id).map_or("", |row| row.name());
            frame.notices.done(format!("{name}: paused, since another interview runs"));
        }
    }

    /// Stamps every running interview before the program closes: paused, or going on.
    pub fn leave(&mut self, pause: bool, frame: &mut Frame) {
        let running: Vec<SessionId> = self.running().cloned().collect();
        for id in running {
            let question = self.held.get(&id).and_then(|held| held.session().current.clone());
            // Without a pause this marks the moment, so that the time up to here counts.
            let kind = if pause { EventKind::Paused } else { EventKind::Opened { question } };
            self.record(&id, kind, frame);
        }
    }

    /// The session whose last step a list can undo.
    pub fn undo_in_lists(&self, way: Way) -> Option<&SessionId> {
        let acted_on = self.acted_on.as_ref().filter(|_| self.not_kept().is_none());
        acted_on.filter(|id| self.held.get(id).is_some_and(|held| held.can_travel_in_lists(way)))
    }

    /// The current session, where it has an act to undo or redo; words typed and not written down
    /// are one to undo.
    pub fn undo_here(&self, way: Way, has_typed: bool) -> Option<&SessionId> {
        let can_travel = self.current()?.can_travel(way) || (way == Way::Back && has_typed);
        self.current.as_ref().filter(|_| can_travel)
    }

    pub fn judge(&mut self, question: QuestionId, judgement: Judgement, frame: &mut Frame) {
        let kind = match judgement {
            Judgement::Score(step) => EventKind::Scored { question, step },
            Judgement::NotAssessed => EventKind::NotAssessed { question, reason: None },
            Judgement::Clear => EventKind::OutcomeCleared { question },
        };
        self.record_here(kind, frame);
    }

    /// Ticks a point or, counted on behind the points, a red flag; or takes the tick back: evidence with
    /// its time, never a score.
    pub fn tick_point(&mut self, question: QuestionId, place: usize, frame: &mut Frame) {
        let Some(held) = self.current() else { return };
        let planned = held.session().find(&held.record().set, &question);
        let (Some(planned), Some(answer)) = (planned, held.session().answer(&question)) else {
            return;
        };
        let points = planned.question().listen_for.len();
        let Ok(index) = u16::try_from(place.checked_sub(points).unwrap_or(place)) else { return };
        let kind = if place < points {
            let heard = !answer.points.contains_key(&index);
            EventKind::PointHeard { question, point: index, heard, at_ms: None }
        } else {
            let raised = !answer.flags.contains_key(&index);
            EventKind::FlagRaised { question, flag: index, raised, at_ms: None }
        };
        self.record_here(kind, frame);
    }

    /// Says what a note is evidence of, after the fact: one act.
    pub fn tag_note(&mut self, note: &TextId, tag: NoteTag, frame: &mut Frame) {
        let Some(id) = self.current.clone() else { return };
        let wanted = self.current().and_then(|held| held.session().note(note)).cloned();
        let Some(wanted) = wanted.filter(|known| known.tag != tag) else { return };
        let is_taken = self.change(&id, frame, |held, now| {
            held.retag(now, &Note { tag, ..wanted })?;
            held.finish_note(note);
            Ok(())
        });
        self.acts += u64::from(is_taken);
    }

    /// Switches whether a question counts as asked. What was judged was asked.
    pub fn rule_asked(&mut self, question: QuestionId, frame: &mut Frame) {
        let Some(session) = self.current().map(Held::session) else { return };
        let outcome = session.answer(&question).map(|answer| &answer.outcome);
        if let Some(Verdict::Scored(_) | Verdict::NotAssessed(_)) = outcome {
            return frame.notices.hint("A scored question was asked: clear the score first");
        }
        let asked = session.ruling_for(&question, !session.was_asked(&question));
        self.record_here(EventKind::AskRuled { question, asked }, frame);
    }

    /// Undoes or redoes a session's last act; says what it was about.
    pub fn travel(&mut self, id: &SessionId, way: Way, frame: &mut Frame) -> Option<About> {
        let travelled = self.held.get_mut(id)?.travel(frame.now, way);
        self.refresh(id);
        travelled.map_err(|Refused(why)| frame.notices.fail(Failure::NoUndo(why))).ok()?
    }
}
