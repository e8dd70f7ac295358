//! What each action of the interview does.

use super::adding::add;
use super::{Action, Anchors, Form, Live, Outcome};
use crate::domain::event::EventKind;
use crate::domain::ids::QuestionId;
use crate::domain::pace::{self, FOR_TIME, next_open, proposal};
use crate::domain::session::{Phase, Verdict};
use crate::frame::Frame;
use crate::frame::focus::{Focus, NOTE};
use crate::shared::Shared;
use crate::shared::adding::{AddForm, Choice};
use crate::shared::desk::undo::{About, Place, Way};
use crate::shared::desk::{Desk, Judgement};
use crate::shared::forms::{DetailsForm, EndForm};
use crate::shared::note::NoteDraft;

/// For this long after a change of the question on stage, in milliseconds, no click scores it.
const CLICK_MS: u64 = 400;

impl Live {
    pub(super) fn act(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        match action {
            Action::Start => self.ask_or_start(desk, frame),
            Action::Stage(question) => self.stage(question, desk, frame),
            Action::Click(..) if self.is_too_soon(frame) => {
                frame.notices.hint("The question has just changed: click again to score it");
            }
            Action::Judge(question, judgement) | Action::Click(question, judgement) => {
                self.judge(question, judgement, desk, frame);
            }
            Action::DigitWasText => self.take_score_back(desk, frame)?,
            Action::ShowAnchors => self.anchors = Anchors::Wanted,
            Action::Probe { question, probe, asked } => {
                desk.record_here(EventKind::ProbeAsked { question, probe, asked }, frame);
            }
            Action::NextProbe(question) => next_probe(question, desk, frame),
            Action::Tick(question, place) => desk.tick_point(question, place, frame),
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
            Action::FoldAll
            | Action::ShowAnswer
            | Action::ShowScale
            | Action::ShowMaterial
            | Action::CopyMaterial(_)
            | Action::ToggleCandidate
            | Action::ResizeCandidate { .. }
            | Action::FillScreen(_)
            | Action::ToggleSmall => self.change_view(action, desk, frame)?,
            Action::Replan => replan(desk, frame)?,
            Action::Move { question, before } => {
                desk.record_here(EventKind::QuestionMoved { question, before }, frame);
            }
            Action::Shift { question, later } => shift(question, later, desk, frame)?,
            Action::HearOn => {
                let id = desk.current_id()?.clone();
                desk.hear_on(&id, frame);
            }
            Action::BeginNote(_)
            | Action::TogglePrivate
            | Action::FinishNote
            | Action::EditNote(_)
            | Action::RemoveNote(_) => self.change_note(action, desk, frame)?,
            Action::AskSkip(question) => {
                let answer = desk.current()?.session().answer(&question);
                let replaces = match answer.map(|answer| &answer.outcome) {
                    Some(Verdict::Scored(step)) => Some(*step),
                    _ => None,
                };
                let (reason, lacks_reason) = (String::new(), false);
                self.ask(Form::Skip { question, reason, lacks_reason, replaces }, frame);
            }
            Action::AskAdd => self.ask(Form::Add(AddForm::default()), frame),
            Action::AskDetails => {
                self.ask(Form::Details(DetailsForm::of(desk.current()?)), frame);
            }
            Action::AskEnd => self.ask(Form::End(EndForm::new(desk.current_id()?.clone())), frame),
        }
        None
    }

    /// What changes only what is seen.
    fn change_view(&mut self, action: Action, desk: &Desk, frame: &mut Frame) -> Option<()> {
        match action {
            Action::ShowAnswer => {
                let shows = self.shows_answer.unwrap_or(false);
                self.shows_answer = Some(!shows);
            }
            Action::FoldAll => {
                self.shows_answer = self.shows_answer.filter(|shows| !shows);
                (self.shows_scale, self.shows_material) = (false, false);
            }
            Action::ShowScale => self.shows_scale = !self.shows_scale,
            Action::ShowMaterial => self.shows_material = !self.shows_material,
            Action::CopyMaterial(question) => {
                let held = desk.current()?;
                let planned = held.session().find(&held.record().set, &question)?;
                frame.copy(planned.question().candidate_material.clone()?);
                frame.notices.done("Copied: paste it into the shared editor");
            }
            Action::ToggleCandidate => {
                self.candidate.is_open = !self.candidate.is_open;
                self.candidate.fills = None;
                // A new window may take the keyboard; the hands are in this one.
                frame.take_keyboard();
            }
            Action::ResizeCandidate { larger } => self.candidate.resize(larger),
            Action::FillScreen(screen) => self.candidate.fills = screen,
            Action::ToggleSmall => {
                self.is_small = !self.is_small;
                frame.set_small(self.is_small);
            }
            _ => {}
        }
        Some(())
    }

    fn change_note(&mut self, action: Action, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
        match action {
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
            Action::RemoveNote(note) if desk.remove_note(&note, frame) => {
                frame.notices.undoable("Note removed");
            }
            _ => {}
        }
        Some(())
    }

    /// Scores a question; what that replaced is shown for a while.
    fn judge(
        &mut self,
        question: QuestionId,
        judgement: Judgement,
        desk: &mut Desk,
        frame: &mut Frame,
    ) {
        let outcome = |desk: &Desk| {
            let answer = desk.current().and_then(|held| held.session().answer(&question));
            answer.map_or(Verdict::Open, |answer| answer.outcome.clone())
        };
        let before = outcome(desk);
        desk.judge(question.clone(), judgement, frame);
        if outcome(desk) != before {
            self.note_replaced(&question, &before, frame);
        }
        self.acts_at_score = Some(desk.acts());
    }

    /// Only where the score was the last act.
    fn take_score_back(&mut self, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
        self.acts_at_score.take().filter(|acts| *acts == desk.acts())?;
        let id = desk.current_id()?.clone();
        desk.travel(&id, Way::Back, frame)?;
        self.replaced = None;
        frame.notices.hint("A digit and a space begin a note: the score was taken back");
        Some(())
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    pub(super) fn confirm(&mut self, form: Form, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, content } = shared;
        match form {
            Form::Skip { question, reason, replaces, .. } if reason.trim().is_empty() => {
                self.ask(Form::Skip { question, reason, lacks_reason: true, replaces }, frame);
            }
            Form::Skip { question, reason, .. } => {
                let skip = |reason| EventKind::Skipped { question, reason };
                if desk.record_text(&reason, frame, skip) {
                    self.step_through(true, desk, frame);
                    frame.notices.undoable(format!("Skipped: {}", reason.trim()));
                }
            }
            Form::Add(form) => {
                let bank = content.bank();
                let session = desk.current()?.session();
                match form.choice(bank, |id| session.answers.contains_key(id)) {
                    Choice::Question(question) => {
                        if add(question, bank, desk, frame) {
                            let words = format!("Added to the plan: {}", question.name());
                            frame.notices.undoable(words);
                        }
                    }
                    Choice::OwnWords => {
                        let asked = |text| EventKind::UnplannedAsked { text };
                        if desk.record_text(&form.query, frame, asked) {
                            frame.notices.done("Noted as asked outside the set, not scored");
                        }
                    }
                    Choice::Nothing => {}
                }
            }
            Form::Start { .. } => self.start(desk, frame),
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

    /// Asks first where another interview's clock runs.
    fn ask_or_start(&mut self, desk: &mut Desk, frame: &mut Frame) {
        match desk.running_beside(desk.current_id()).map(|id| desk.name_of(id)) {
            Some(other) => self.ask(Form::Start { other }, frame),
            None => self.start(desk, frame),
        }
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
                self.visits += 1;
                self.replaced = None;
            } else {
                frame.notices.hint("Start the interview first: Ctrl+Enter");
            }
        }
        self.shows_answer = self.shows_answer.filter(|shows| !shows);
        (self.shows_scale, self.shows_material) = (false, false);
        frame.focus = Some(Focus::Field(NOTE));
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

/// Carries out the change of plan that is on screen, as one act.
fn replan(desk: &mut Desk, frame: &mut Frame) -> Option<()> {
    let held = desk.current()?;
    let proposal = proposal(held.record(), held.session())?;
    let id = desk.current_id()?.clone();
    let for_time = desk.name_text(&id, FOR_TIME, frame)?;
    let about = About { name: "change of plan".to_owned(), place: Place::Anywhere };
    let steps = pace::steps(&proposal, &for_time);
    if desk.record_together(steps, about, frame) {
        frame.notices.undoable(format!("Plan changed: {} min", proposal.gained_ms / 60_000));
    }
    Some(())
}

/// Moves a question one place in the plan.
fn shift(question: QuestionId, later: bool, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
    let order = &desk.current()?.session().order;
    let at = order.iter().position(|id| *id == question)?;
    let before = if later {
        if at + 1 == order.len() {
            frame.notices.hint("It is the last question of the plan");
            return None;
        }
        order.get(at + 2).cloned()
    } else {
        let Some(earlier) = at.checked_sub(1) else {
            frame.notices.hint("It is the first question of the plan");
            return None;
        };
        order.get(earlier).cloned()
    };
    desk.record_here(EventKind::QuestionMoved { question, before }, frame);
    Some(())
}
