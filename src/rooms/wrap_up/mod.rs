//! Behind the conversation: what is unscored, strengths, concerns, the recommendation, the seal.

#[cfg(feature = "gui")]
pub mod view;

use std::collections::BTreeMap;

use super::Room;
use crate::domain::event::{EventKind, NoteTag, Recommendation};
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::session::{Phase, Verdict};
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::failure::Failure;
use crate::frame::focus::{Focus, RECOMMENDATION};
use crate::shared::Shared;
use crate::shared::desk::undo::{Place, Way};
use crate::shared::desk::{Desk, Judgement};
use crate::shared::forms::DetailsForm;
use crate::shared::note::{NoteDraft, Touched};

/// The names of the fields for a further strength and a further concern.
pub const STRENGTH: &str = "Another strength";
pub const CONCERN: &str = "Another concern";
/// The name of the field for the reason.
pub const REASON: &str = "Reason";

#[derive(Default)]
pub struct WrapUp {
    /// What is typed for the current session.
    pub draft: Draft,
    pub form: Option<Form>,
    /// The drafts of other sessions, as they were left.
    put_aside: BTreeMap<SessionId, Draft>,
}

/// What is typed for one session.
#[derive(Debug)]
pub struct Draft {
    session: Option<SessionId>,
    /// The question that is looked at.
    pub selected: Option<QuestionId>,
    pub strength: NoteDraft,
    pub concern: NoteDraft,
    /// None until a person chooses one.
    pub recommendation: Option<Recommendation>,
    pub reason: String,
    /// What of both was written down.
    written: Option<(Recommendation, String)>,
    touched: Touched,
    /// What keeps it from being submitted; it is said at the field.
    pub trouble: Option<Trouble>,
    /// The strength or concern that has the focus.
    pub point_focus: Option<TextId>,
}

/// What a submission lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    NoRecommendation,
    NoReason,
}

impl Trouble {
    pub fn failure(self) -> Failure {
        match self {
            Self::NoRecommendation => Failure::NoRecommendation,
            Self::NoReason => Failure::NoReason,
        }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            session: None,
            selected: None,
            strength: NoteDraft::of_session(NoteTag::Strength),
            concern: NoteDraft::of_session(NoteTag::Concern),
            recommendation: None,
            reason: String::new(),
            written: None,
            touched: Touched::default(),
            trouble: None,
            point_focus: None,
        }
    }
}

#[derive(Debug)]
pub enum Form {
    Details(DetailsForm),
    /// The seal.
    Submit,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Judge(QuestionId, Judgement),
    Tick(QuestionId, usize),
    RuleAsked(QuestionId),
    /// Nothing is chosen that the key could mean.
    ChooseFirst,
    /// What a note is evidence of, after the fact.
    Tag(TextId, NoteTag),
    /// Whether a strength or a concern stands on page 1.
    Front(TextId, bool),
    /// A strength or a concern, one place earlier or later in its list.
    Shift(TextId, bool),
    Next,
    Previous,
    GoToStrength,
    GoToConcern,
    GoToRecommendation,
    FinishStrength,
    FinishConcern,
    AskDetails,
    AskSubmit,
    /// Take the end of the conversation back.
    Reopen,
}

#[derive(Debug)]
pub enum Outcome {
    Submitted(SessionId),
    /// The interview goes on.
    Reopened,
}

impl Draft {
    fn of(id: &SessionId, desk: &Desk) -> Option<Self> {
        let held = desk.held().get(id)?;
        let recommendation = held.session().recommendation.as_ref();
        let reason = recommendation.and_then(|(_, text)| held.record().words(text));
        let reason = reason.unwrap_or_default().to_owned();
        let choice = recommendation.map(|(choice, _)| *choice);
        Some(Self {
            session: Some(id.clone()),
            recommendation: choice,
            written: choice.map(|choice| (choice, reason.clone())),
            reason,
            ..Self::default()
        })
    }

    fn notes(&mut self) -> [&mut NoteDraft; 2] {
        [&mut self.strength, &mut self.concern]
    }

    fn is_reason_written(&self) -> bool {
        let Some(choice) = self.recommendation else { return true };
        let is_same = |(old, reason): &(_, String)| *old == choice && reason == self.reason.trim();
        self.written.as_ref().is_some_and(is_same)
    }

    /// Writes down the recommendation with its reason.
    fn keep_reason(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.touched = Touched::default();
        if self.is_reason_written() || self.session.as_ref() != desk.current_id() {
            return;
        }
        let Some(recommendation) = self.recommendation else { return };
        let words = self.reason.trim().to_owned();
        let step = |reason| EventKind::Recommended { recommendation, reason };
        if desk.record_text(&words, frame, step) {
            self.written = Some((recommendation, words));
        }
    }

    fn lacks(&self) -> Option<Trouble> {
        match (self.recommendation, self.reason.trim().is_empty()) {
            (None, _) => Some(Trouble::NoRecommendation),
            (Some(_), true) => Some(Trouble::NoReason),
            (Some(_), false) => None,
        }
    }

    /// A reason was typed without a recommendation: there is no step that keeps it.
    fn has_unkept_reason(&self) -> bool {
        self.recommendation.is_none() && !self.reason.trim().is_empty()
    }
}

impl WrapUp {
    /// Goes over to another session: its draft comes, that of the one before is put aside.
    pub fn take_up(&mut self, id: &SessionId, desk: &Desk) {
        let draft = self.put_aside.remove(id).or_else(|| Draft::of(id, desk));
        self.draft = draft.unwrap_or_default();
        self.draft.notes().into_iter().for_each(|note| note.take_up(desk));
    }

    /// Keeps the draft of the current session for later.
    pub fn put_aside(&mut self) {
        let before = std::mem::take(&mut self.draft);
        if let Some(session) = before.session.clone() {
            self.put_aside.insert(session, before);
        }
    }

    /// A session that is gone has no draft.
    pub fn forget(&mut self, id: &SessionId) {
        self.put_aside.remove(id);
    }

    /// Whether a reason was typed, here or for another session, that no step keeps.
    pub fn has_unkept_reason(&self) -> bool {
        let mut drafts = self.put_aside.values().chain([&self.draft]);
        drafts.any(Draft::has_unkept_reason)
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }

    fn ask_submit(&mut self, frame: &mut Frame) {
        self.draft.trouble = self.draft.lacks();
        match self.draft.trouble {
            Some(trouble) => {
                // Said at the field, and nowhere else: there it goes once it is mended.
                frame.focus = Some(Focus::Field(match trouble {
                    Trouble::NoRecommendation => RECOMMENDATION,
                    Trouble::NoReason => REASON,
                }));
            }
            None => self.ask(Form::Submit, frame),
        }
    }

    fn finish_notes(&mut self, desk: &mut Desk, frame: &mut Frame) {
        for note in self.draft.notes() {
            note.finish(desk, frame);
        }
    }

    fn reopen(&mut self, desk: &mut Desk, frame: &mut Frame) -> Option<Outcome> {
        self.finish_notes(desk, frame);
        let id = desk.current_id()?.clone();
        desk.change(&id, frame, |held, now| held.reopen(now)).then_some(Outcome::Reopened)
    }

    /// The question behind or before the one that is looked at.
    fn step_through(&mut self, forward: bool, desk: &Desk) {
        let Some(held) = desk.current() else { return };
        let order = &held.session().order;
        let selected = self.draft.selected.as_ref();
        let at = selected.and_then(|id| order.iter().position(|known| known == id));
        let next = match (at, forward) {
            (None, _) => Some(0),
            (Some(at), true) => at.checked_add(1),
            (Some(at), false) => at.checked_sub(1),
        };
        if let Some(id) = next.and_then(|at| order.get(at)) {
            self.draft.selected = Some(id.clone());
        }
    }
}

/// Moves a strength or a concern within its list.
fn shift(note: TextId, later: bool, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
    let notes = desk.current()?.session().points();
    let tag = notes.iter().find(|known| known.id == note)?.tag;
    let list: Vec<&TextId> =
        notes.into_iter().filter(|known| known.tag == tag).map(|known| &known.id).collect();
    let at = list.iter().position(|id| **id == note)?;
    let before = if later {
        list.get(at + 1)?;
        list.get(at + 2).map(|id| (*id).clone())
    } else {
        Some((*list.get(at.checked_sub(1)?)?).clone())
    };
    desk.record_here(EventKind::NoteMoved { note, before }, frame);
    Some(())
}

impl Room for WrapUp {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        match action {
            Action::Judge(question, judgement) => {
                let given = |desk: &Desk| match desk.current()?.session().answer(&question)?.outcome
                {
                    Verdict::Scored(step) => Some(step.get().to_string()),
                    _ => None,
                };
                let none = || "none".to_owned();
                let before = given(desk).unwrap_or_else(none);
                desk.judge(question.clone(), judgement, frame);
                let after = given(desk).unwrap_or_else(none);
                frame.notices.undoable(format!("Score: {before} → {after}"));
            }
            Action::Tick(question, place) => desk.tick_point(question, place, frame),
            Action::Tag(note, tag) => desk.tag_note(&note, tag, frame),
            Action::Front(note, fronted) => {
                desk.record_here(EventKind::NoteFronted { note, fronted }, frame);
            }
            Action::Shift(note, later) => shift(note, later, desk, frame)?,
            Action::RuleAsked(question) => desk.rule_asked(question, frame),
            Action::ChooseFirst => frame.notices.hint("Choose a question first"),
            Action::Next => self.step_through(true, desk),
            Action::Previous => self.step_through(false, desk),
            Action::GoToStrength => frame.focus = Some(Focus::Field(STRENGTH)),
            Action::GoToConcern => frame.focus = Some(Focus::Field(CONCERN)),
            Action::GoToRecommendation => frame.focus = Some(Focus::Field(RECOMMENDATION)),
            Action::FinishStrength => self.draft.strength.finish(desk, frame),
            Action::FinishConcern => self.draft.concern.finish(desk, frame),
            Action::AskDetails => {
                let form = Form::Details(DetailsForm::of(desk.current()?));
                self.ask(form, frame);
            }
            Action::AskSubmit => self.ask_submit(frame),
            Action::Reopen => return self.reopen(desk, frame),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        // No digit and no letter is a command here: words are typed, and one that misses its field must
        // change nothing. A digit scores the answer that has the focus, which the view knows.
        let selected = |action: fn(QuestionId) -> Action| {
            self.draft.selected.clone().map_or(Action::ChooseFirst, action)
        };
        let point = || self.draft.point_focus.clone();
        Some(match command {
            Command::MoveEarlier => Action::Shift(point()?, false),
            Command::MoveLater => Action::Shift(point()?, true),
            Command::ClearScore => selected(|id| Action::Judge(id, Judgement::Clear)),
            Command::RuleAsked => selected(Action::RuleAsked),
            Command::Next => Action::Next,
            Command::Previous => Action::Previous,
            Command::NoteStrength => Action::GoToStrength,
            Command::NoteConcern => Action::GoToConcern,
            Command::Recommend => Action::GoToRecommendation,
            Command::Primary => Action::AskSubmit,
            Command::Reopen => {
                let session = shared.desk.current()?.session();
                let is_over = session.phase == Phase::Finished && !session.discarded;
                return is_over.then_some(Action::Reopen);
            }
            _ => return None,
        })
    }

    fn tick(&mut self, shared: &mut Shared) {
        let Shared { frame, desk, .. } = shared;
        for note in self.draft.notes() {
            note.tick(desk, frame);
        }
        let has_news = !self.draft.is_reason_written();
        if self.draft.touched.is_due(has_news, frame.now.mono_ms) {
            self.draft.keep_reason(desk, frame);
        }
        // What was mended is no trouble any more.
        self.draft.trouble = self.draft.trouble.filter(|it| self.draft.lacks() == Some(*it));
    }

    fn next_wake(&self, now_ms: u64) -> Option<u64> {
        let draft = &self.draft;
        let reason = draft.touched.next(now_ms).filter(|_| !draft.is_reason_written());
        let notes = [&draft.strength, &draft.concern].map(|note| note.next_keep(now_ms));
        notes.into_iter().flatten().chain(reason).min()
    }

    fn keep_typed(&mut self, shared: &mut Shared) {
        let Shared { frame, desk, .. } = shared;
        for note in self.draft.notes() {
            note.keep(desk, frame);
        }
        self.draft.keep_reason(desk, frame);
    }

    fn after_act(&mut self, shared: &Shared) {
        if self.draft.session.as_ref() == shared.desk.current_id() {
            for note in self.draft.notes() {
                note.after_act(&shared.desk);
            }
        }
    }

    fn has_form(&self) -> bool {
        self.form.is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        match self.form.take().filter(|_| answer == FormAnswer::Confirm)? {
            Form::Details(form) => {
                let id = desk.current_id()?.clone();
                desk.describe(&id, form.details(), frame);
                None
            }
            Form::Submit => {
                self.finish_notes(desk, frame);
                desk.submit(frame).map(Outcome::Submitted)
            }
        }
    }

    fn undo_target(&self, way: Way, shared: &Shared) -> Option<SessionId> {
        let has_typed = self.draft.strength.has_news() || self.draft.concern.has_news();
        shared.desk.undo_here(way, has_typed).cloned()
    }

    fn before_undo(&mut self, shared: &mut Shared) {
        for note in self.draft.notes() {
            note.finish_if_last(&mut shared.desk, &mut shared.frame);
        }
    }

    fn go_to(&mut self, place: Place, _shared: &mut Shared) {
        if let Place::Stage(Some(question)) = place {
            self.draft.selected = Some(question);
        }
    }
}
