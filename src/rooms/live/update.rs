//! What each action of the interview does.

use super::{Action, Form, Live, Outcome};
use crate::domain::event::EventKind;
use crate::domain::ids::QuestionId;
use crate::domain::pace::next_open;
use crate::domain::session::Phase;
use crate::frame::Frame;
use crate::frame::focus::{Focus, NOTE};
use crate::shared::desk::Desk;
use crate::shared::forms::{DetailsForm, EndForm};
use crate::shared::note::NoteDraft;

/// For this long after a change of the question on stage, in milliseconds, no click scores it.
const CLICK_MS: u64 = 400;

impl Live {
    pub(super) fn act(
        &mut self,
        action: Action,
        desk: &mut Desk,
        frame: &mut Frame,
    ) -> Option<Outcome> {
        match action {
            Action::Start => self.start(desk, frame),
            Action::Stage(question) => self.stage(question, desk, frame),
            Action::Click(..) if self.is_too_soon(frame) => {
                frame.notices.hint("The question has just changed: click again to score it");
            }
            Action::Judge(question, judgement) | Action::Click(question, judgement) => {
                desk.judge(question, judgement, frame);
            }
            Action::Probe { question, probe, asked } => {
                desk.record_here(EventKind::ProbeAsked { question, probe, asked }, frame);
            }
            Action::NextProbe(question) => next_probe(question, desk, frame),
            Action::Mark(question) => {
                let session = desk.current()?.session();
                let marked = !session.answer(&question).is_some_and(|answer| answer.marked);
                desk.record_here(EventKind::Marked { question, marked }, frame);
            }
            Action::RuleAsked(question) => desk.rule_asked(question, frame),
            Action::Next => self.step_through(true, desk, frame),
            Action::Previous => self.step_through(false, desk, frame),
            Action::PauseOrResume => pause_or_resume(desk, frame),
            Action::RuleGap { counts } => {
                let gap = desk.current()?.open_gap()?.seq;
                desk.record_here(EventKind::GapRuled { gap, counts }, frame);
            }
            Action::ShowAnswer => {
                self.shows_answer = !self.shows_answer;
                self.reveals_answer = self.shows_answer;
            }
            Action::BeginNote(tag) => {
                if tag.is_some() {
                    // What stands in the field is a note of its own.
                    self.note.finish(desk, frame);
                    self.note.tag = tag;
                }
                frame.focus = Some(Focus::Field(NOTE));
            }
            Action::TogglePrivate => self.note.private = !self.note.private,
            Action::FinishNote => self.note.finish(desk, frame),
            Action::EditNote(note) => {
                self.note.finish(desk, frame);
                self.note = NoteDraft::editing(desk, &note)?;
                frame.focus = Some(Focus::Field(NOTE));
            }
            Action::RemoveNote(note) => {
                if desk.remove_note(&note, frame) {
                    frame.notices.undoable("Note removed");
                }
            }
            Action::AskSkip(question) => {
                self.ask(Form::Skip { question, reason: String::new() }, frame);
            }
            Action::AskUnplanned => self.ask(Form::Unplanned { text: String::new() }, frame),
            Action::AskDetails => {
                self.ask(Form::Details(DetailsForm::of(desk.current()?)), frame);
            }
            Action::AskEnd => self.ask(Form::End(EndForm::new(desk.current_id()?.clone())), frame),
        }
        None
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    pub(super) fn confirm(
        &mut self,
        form: Form,
        desk: &mut Desk,
        frame: &mut Frame,
    ) -> Option<Outcome> {
        match form {
            Form::Skip { question, reason } if reason.trim().is_empty() => {
                self.ask(Form::Skip { question, reason }, frame);
                frame.notices.hint("Choose a reason or type one");
            }
            Form::Skip { question, reason } => {
                let skip = |reason| EventKind::Skipped { question, reason };
                if desk.record_text(&reason, frame, skip) {
                    self.step_through(true, desk, frame);
                }
            }
            Form::Unplanned { text } if text.trim().is_empty() => {}
            Form::Unplanned { text } => {
                desk.record_text(&text, frame, |text| EventKind::UnplannedAsked { text });
            }
            Form::Details(form) => {
                let id = desk.current_id()?.clone();
                desk.describe(&id, form.details(), frame);
            }
            Form::End(EndForm { session, reason }) => {
                self.note.finish(desk, frame);
                return desk.end(&session, &reason, frame).then_some(Outcome::Ended);
            }
        }
        None
    }

    /// Lets the clock of the current session run.
    pub fn start(&mut self, desk: &mut Desk, frame: &mut Frame) {
        let Some(id) = desk.current_id().cloned() else { return };
        desk.note_offset(&id, frame);
        if desk.record(&id, EventKind::Started, frame) {
            frame.focus = Some(Focus::Nowhere);
            desk.pause_others(frame);
        }
    }

    /// Brings a question on stage; its predecessor's note is finished.
    pub(super) fn stage(
        &mut self,
        question: Option<QuestionId>,
        desk: &mut Desk,
        frame: &mut Frame,
    ) {
        self.note.finish(desk, frame);
        if desk.on_stage() != question.as_ref() {
            let runs = desk
                .current()
                .is_some_and(|held| matches!(held.session().phase, Phase::Live | Phase::Paused));
            if runs {
                desk.record_here(EventKind::Opened { question }, frame);
                self.staged_ms = Some(frame.now.mono_ms);
            } else {
                frame.notices.hint("Start the interview first: Ctrl+Enter");
            }
        }
        self.shows_answer = false;
        // Who is typing goes on typing, on the next question.
        let focus = if self.is_typing { Focus::Field(NOTE) } else { Focus::Nowhere };
        frame.focus = Some(focus);
    }

    /// Whether a click on the scale may still be meant for what stood there before: the second one of
    /// a double click must not score the question that the first one brought.
    fn is_too_soon(&self, frame: &Frame) -> bool {
        self.staged_ms.is_some_and(|staged| frame.now.mono_ms < staged + CLICK_MS)
    }

    /// The question behind or before the one on stage.
    fn step_through(&mut self, forward: bool, desk: &mut Desk, frame: &mut Frame) {
        let Some(held) = desk.current() else { return };
        let order = &held.session().order;
        let at = desk.on_stage().and_then(|id| order.iter().position(|known| known == id));
        let id_at = |at: usize| order.get(at).cloned();
        let target = match (at, forward) {
            (Some(at), true) => id_at(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(id_at),
            (None, true) => next_open(&held.record().set, held.session()).cloned(),
            (None, false) => order.last().cloned(),
        };
        match (target, forward) {
            (Some(id), _) => self.stage(Some(id), desk, frame),
            (None, true) if at.is_some() => self.stage(None, desk, frame),
            (None, true) => {
                frame.notices.hint("That was the last question: Ctrl+E ends the interview");
            }
            (None, false) => frame.notices.hint("This is the first question"),
        }
    }
}

fn pause_or_resume(desk: &mut Desk, frame: &mut Frame) {
    let is_paused = desk.current().is_some_and(|held| held.session().phase == Phase::Paused);
    let kind = if is_paused { EventKind::Resumed } else { EventKind::Paused };
    if desk.record_here(kind, frame) && is_paused {
        desk.pause_others(frame);
    }
}

/// Ticks the first probe that is not ticked.
fn next_probe(question: QuestionId, desk: &mut Desk, frame: &mut Frame) {
    let Some(held) = desk.current() else { return };
    let planned = held.session().find(&held.record().set, &question);
    let count = planned.map_or(0, |planned| planned.question().probes.len());
    let ticked = held.session().answer(&question).map(|answer| &answer.probes);
    let mut places = (0..).take(count);
    match places.find(|at| ticked.is_none_or(|ticked| !ticked.contains(at))) {
        Some(probe) => {
            desk.record_here(EventKind::ProbeAsked { question, probe, asked: true }, frame);
        }
        None => frame.notices.done("Every follow-up is ticked"),
    }
}
