//! The interview: a question on stage, its score, notes, the clock.
//!
//! The room has no jobs of its own: what it records goes to the disk by way of the desk.

mod update;
#[cfg(feature = "gui")]
pub mod view;

use crate::domain::event::NoteTag;
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::session::{Phase, Session, Verdict};
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::rooms::Room;
use crate::shared::Shared;
use crate::shared::desk::undo::{Place, Way};
use crate::shared::desk::{Desk, Judgement};
use crate::shared::forms::{DetailsForm, EndForm};
use crate::shared::note::NoteDraft;

#[derive(Default)]
pub struct Live {
    pub note: NoteDraft,
    /// Whether the note has the focus.
    pub is_typing: bool,
    pub shows_answer: bool,
    /// It was opened just now, and is to be brought into view.
    pub reveals_answer: bool,
    /// The plan is shown where the window is narrow.
    pub shows_plan: bool,
    pub form: Option<Form>,
    /// When the question on stage changed last, on the monotonic clock.
    staged_ms: Option<u64>,
}

/// What is asked over the interview.
#[derive(Debug)]
pub enum Form {
    /// Why a question is left out.
    Skip {
        question: QuestionId,
        reason: String,
    },
    /// A question outside the set.
    Unplanned {
        text: String,
    },
    Details(DetailsForm),
    End(EndForm),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Start,
    /// Bring a question on stage; none for opening and closing.
    Stage(Option<QuestionId>),
    Judge(QuestionId, Judgement),
    /// The same by a click, which may still be meant for what stood there before.
    Click(QuestionId, Judgement),
    Probe {
        question: QuestionId,
        probe: u16,
        asked: bool,
    },
    /// Tick the first probe that is not ticked.
    NextProbe(QuestionId),
    Mark(QuestionId),
    /// Say that the question was not asked after all, or that it was.
    RuleAsked(QuestionId),
    Next,
    Previous,
    PauseOrResume,
    /// Say whether the time counts that passed unseen.
    RuleGap {
        counts: bool,
    },
    ShowAnswer,
    /// Go into the note; with a tag, a new one of that kind.
    BeginNote(Option<NoteTag>),
    TogglePrivate,
    /// Write the note down and begin another.
    FinishNote,
    EditNote(TextId),
    RemoveNote(TextId),
    AskSkip(QuestionId),
    AskUnplanned,
    AskDetails,
    AskEnd,
}

#[derive(Debug)]
pub enum Outcome {
    /// The conversation is over.
    Ended,
}

impl Room for Live {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        self.act(action, &mut shared.desk, &mut shared.frame)
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        let desk = &shared.desk;
        match command {
            Command::ShowAnswer => return Some(Action::ShowAnswer),
            Command::Details => return Some(Action::AskDetails),
            _ => {}
        }
        let session = desk.current()?.session();
        match session.phase {
            Phase::Live | Phase::Paused => {}
            Phase::Planned => return (command == Command::Primary).then_some(Action::Start),
            _ => return None,
        }
        if let Some(question) = &session.current
            && let Some(action) = resolve_on_stage(command, question, session)
        {
            return Some(action);
        }
        let has_gap = || desk.current().is_some_and(|held| held.open_gap().is_some());
        Some(match command {
            Command::Next | Command::Primary => Action::Next,
            Command::Previous => Action::Previous,
            Command::Pause => Action::PauseOrResume,
            Command::Unplanned => Action::AskUnplanned,
            Command::EndInterview => Action::AskEnd,
            Command::Note => Action::BeginNote(None),
            Command::NoteStrength => Action::BeginNote(Some(NoteTag::Strength)),
            Command::NoteConcern => Action::BeginNote(Some(NoteTag::Concern)),
            Command::NoteQuote => Action::BeginNote(Some(NoteTag::Quote)),
            Command::PrivateNote => Action::TogglePrivate,
            Command::CountGap if has_gap() => Action::RuleGap { counts: true },
            Command::LeaveGapOut if has_gap() => Action::RuleGap { counts: false },
            _ => return None,
        })
    }

    fn tick(&mut self, shared: &mut Shared) {
        self.note.tick(&mut shared.desk, &mut shared.frame);
    }

    fn next_wake(&self, now_ms: u64) -> Option<u64> {
        self.note.next_keep(now_ms)
    }

    fn keep_typed(&mut self, shared: &mut Shared) {
        self.note.keep(&mut shared.desk, &mut shared.frame);
    }

    fn after_act(&mut self, shared: &Shared) {
        self.note.after_act(&shared.desk);
    }

    fn has_form(&self) -> bool {
        self.form.is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        let form = self.form.take().filter(|_| answer == FormAnswer::Confirm)?;
        self.confirm(form, &mut shared.desk, &mut shared.frame)
    }

    fn is_typing(&self) -> bool {
        self.is_typing && !self.note.text.is_empty()
    }

    fn undo_target(&self, way: Way, shared: &Shared) -> Option<SessionId> {
        shared.desk.undo_here(way, self.note.has_news()).cloned()
    }

    fn before_undo(&mut self, shared: &mut Shared) {
        self.note.finish_if_last(&mut shared.desk, &mut shared.frame);
    }

    fn go_to(&mut self, place: Place, shared: &mut Shared) {
        if let Place::Stage(question) = place
            && shared.desk.on_stage() != question.as_ref()
        {
            self.stage(question, &mut shared.desk, &mut shared.frame);
        }
    }
}

impl Live {
    /// Leaves the session: its note is finished, and the screen is as new.
    pub fn put_aside(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.note.finish(desk, frame);
        *self = Self::default();
    }

    /// Writes the note down, since the conversation ends from elsewhere.
    pub fn finish_note(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.note.finish(desk, frame);
    }

    /// The interview goes on: no click that was meant for something else scores a question.
    pub fn resume(&mut self, frame: &Frame) {
        self.staged_ms = Some(frame.now.mono_ms);
    }
}

/// What a command does to the question on stage.
fn resolve_on_stage(command: Command, id: &QuestionId, session: &Session) -> Option<Action> {
    let question = id.clone();
    if let Some(step) = command.score() {
        return Some(Action::Judge(question, Judgement::Score(step)));
    }
    let answer = session.answer(id);
    let is_decided = answer.is_some_and(|answer| answer.outcome != Verdict::Open);
    Some(match command {
        Command::NotAssessed => Action::Judge(question, Judgement::NotAssessed),
        Command::ClearScore if is_decided => Action::Judge(question, Judgement::Clear),
        Command::RuleAsked => Action::RuleAsked(question),
        Command::Skip => Action::AskSkip(question),
        Command::Mark => Action::Mark(question),
        Command::AskProbe => Action::NextProbe(question),
        _ => return None,
    })
}
