//! The interview: a question on stage, its points, its score, notes, the clock.
//!
//! The room has no jobs of its own: what it records goes to the disk by way of the desk.

pub mod adding;
pub mod candidate;
mod update;
#[cfg(feature = "gui")]
pub mod view;

use crate::domain::event::NoteTag;
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::pace::proposal;
use crate::domain::rubric::Step;
use crate::domain::session::{Phase, Session, Verdict};
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::rooms::Room;
use crate::shared::Shared;
use crate::shared::adding::AddForm;
use crate::shared::desk::held::Held;
use crate::shared::desk::undo::{Place, Way};
use crate::shared::desk::{Desk, Judgement};
use crate::shared::forms::{DetailsForm, EndForm};
use crate::shared::note::NoteDraft;
use candidate::CandidateWindow;

#[derive(Default)]
pub struct Live {
    pub note: NoteDraft,
    /// Whether the note has the focus.
    pub is_typing: bool,
    /// Said by the person; without a word, a large window shows it.
    pub shows_answer: Option<bool>,
    /// What the scores mean stands over the anchors.
    pub shows_scale: bool,
    /// The code has the whole stage.
    pub shows_material: bool,
    /// The row of the plan that has the focus.
    pub plan_focus: Option<QuestionId>,
    /// The plan is shown where the window is narrow.
    pub shows_plan: bool,
    pub is_small: bool,
    pub candidate: CandidateWindow,
    pub form: Option<Form>,
    /// Whether the anchors were on screen in the last frame: only then does a digit score.
    pub anchors: Anchors,
    pub replaced: Option<Replaced>,
    /// How often a question came on stage: each visit begins at the top.
    pub visits: u32,
    /// The desk's acts after the last score.
    acts_at_score: Option<u64>,
    /// When the question on stage changed last, on the monotonic clock.
    staged_ms: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Anchors {
    #[default]
    InView,
    OutOfView,
    /// A digit was pressed while they were out of view: they come back.
    Wanted,
}

/// What a score replaced: shown for two seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub question: QuestionId,
    /// `was 3`.
    pub words: String,
    until_ms: u64,
}

/// What is asked over the interview.
#[derive(Debug)]
pub enum Form {
    /// Why a question is left out.
    Skip {
        question: QuestionId,
        reason: String,
        /// It was confirmed without one.
        lacks_reason: bool,
        /// The score that it replaces.
        replaces: Option<Step>,
    },
    /// A question that joins the plan.
    Add(AddForm),
    /// Another interview's clock runs.
    Start {
        other: String,
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
    /// The digit that has just scored was the beginning of a note: the score is taken back.
    DigitWasText,
    /// The anchors come back into view; the next digit scores.
    ShowAnchors,
    Probe {
        question: QuestionId,
        probe: u16,
        asked: bool,
    },
    /// Tick the first probe that is not ticked.
    NextProbe(QuestionId),
    /// Tick or untick a point, or behind the points a red flag, by its place from 0.
    Tick(QuestionId, usize),
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
    /// Hide the answer, the scale's table and the large code.
    FoldAll,
    ShowAnswer,
    ShowScale,
    ShowMaterial,
    CopyMaterial(QuestionId),
    /// Open the candidate's window, or close it.
    ToggleCandidate,
    /// Its texts larger or smaller.
    ResizeCandidate {
        larger: bool,
    },
    /// Let it fill a screen, by its number from 0, or none.
    FillScreen(Option<usize>),
    ToggleSmall,
    /// Carry out the change of plan that is proposed.
    Replan,
    /// To the place before another question; `None`: the last.
    Move {
        question: QuestionId,
        before: Option<QuestionId>,
    },
    /// One place later in the plan, or earlier.
    Shift {
        question: QuestionId,
        later: bool,
    },
    /// Let the sample candidate go on.
    HearOn,
    /// Go into the note; with a tag, a new one of that kind.
    BeginNote(Option<NoteTag>),
    TogglePrivate,
    /// Write the note down and begin another.
    FinishNote,
    EditNote(TextId),
    RemoveNote(TextId),
    AskSkip(QuestionId),
    AskAdd,
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
        self.act(action, shared)
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        let desk = &shared.desk;
        let held = desk.current()?;
        if let Some(action) = resolve_view(command, held) {
            return Some(action);
        }
        let session = held.session();
        match session.phase {
            Phase::Live | Phase::Paused => {}
            Phase::Planned => return (command == Command::Primary).then_some(Action::Start),
            _ => return None,
        }
        if let Some(question) = &session.current
            && let Some(action) = self.resolve_on_stage(command, question, held)
        {
            return Some(action);
        }
        let has_gap = || held.open_gap().is_some();
        let is_planned = |held: &Held| proposal(held.record(), held.session()).is_some();
        Some(match command {
            Command::Next | Command::Primary => Action::Next,
            Command::Previous => Action::Previous,
            Command::Pause => Action::PauseOrResume,
            Command::AddQuestion => Action::AskAdd,
            Command::EndInterview => Action::AskEnd,
            Command::MoveLater => Action::Shift { question: self.to_move(session)?, later: true },
            Command::MoveEarlier => {
                Action::Shift { question: self.to_move(session)?, later: false }
            }
            Command::Replan if is_planned(held) => Action::Replan,
            Command::HearOn if held.practice().is_some() => Action::HearOn,
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
        let now_ms = shared.frame.now.mono_ms;
        self.replaced = self.replaced.take().filter(|replaced| now_ms < replaced.until_ms);
    }

    fn next_wake(&self, now_ms: u64) -> Option<u64> {
        let replaced = self.replaced.as_ref();
        let replaced = replaced.map(|it| it.until_ms.saturating_sub(now_ms).max(1));
        self.note.next_keep(now_ms).into_iter().chain(replaced).min()
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
        self.confirm(form, shared)
    }

    fn is_typing(&self) -> bool {
        self.is_typing && !self.note.text.is_empty()
    }

    fn takes_notes(&self, shared: &Shared) -> bool {
        let phase = shared.desk.current().map(|held| held.session().phase);
        matches!(phase, Some(Phase::Live | Phase::Paused)) && self.form.is_none()
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
        // The windows stay as they are set up.
        let (candidate, is_small) = (self.candidate, self.is_small);
        *self = Self { candidate, is_small, ..Self::default() };
    }

    /// Writes the note down, since the conversation ends from elsewhere.
    pub fn finish_note(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.note.finish(desk, frame);
    }

    /// The interview goes on: no click that was meant for something else scores a question.
    pub fn resume(&mut self, frame: &Frame) {
        self.staged_ms = Some(frame.now.mono_ms);
    }

    /// What a command does to the question on stage.
    fn resolve_on_stage(&self, command: Command, id: &QuestionId, held: &Held) -> Option<Action> {
        let question = id.clone();
        let session = held.session();
        let judge = |judgement| match self.anchors {
            Anchors::InView => Action::Judge(question.clone(), judgement),
            Anchors::OutOfView | Anchors::Wanted => Action::ShowAnchors,
        };
        if let Some(step) = command.score() {
            return Some(judge(Judgement::Score(step)));
        }
        let planned = session.find(&held.record().set, id)?;
        if let Some(place) = command.tick() {
            let shown = planned.question();
            let count = shown.listen_for.len() + shown.red_flags.len();
            return (place < count).then_some(Action::Tick(question, place));
        }
        let answer = session.answer(id);
        let is_decided = answer.is_some_and(|answer| answer.outcome != Verdict::Open);
        Some(match command {
            Command::NotAssessed => judge(Judgement::NotAssessed),
            Command::ClearScore if is_decided => Action::Judge(question, Judgement::Clear),
            Command::RuleAsked => Action::RuleAsked(question),
            Command::Skip => Action::AskSkip(question),
            Command::Mark => Action::Mark(question),
            Command::AskProbe => Action::NextProbe(question),
            Command::CopyMaterial if planned.question().candidate_material.is_some() => {
                Action::CopyMaterial(question)
            }
            Command::ShowMaterial if planned.question().candidate_material.is_some() => {
                Action::ShowMaterial
            }
            _ => return None,
        })
    }

    /// The question that the keys move: the row in focus, or else the one on stage.
    fn to_move(&self, session: &Session) -> Option<QuestionId> {
        self.plan_focus.clone().or_else(|| session.current.clone())
    }

    /// Notes that a score replaced another.
    fn note_replaced(&mut self, question: &QuestionId, before: &Verdict, frame: &Frame) {
        let was = |step: Step| format!("was {}", step.get());
        let words = match before {
            Verdict::Open => return self.replaced = None,
            Verdict::Scored(step) => was(*step),
            Verdict::NotAssessed(_) => "was not assessed".to_owned(),
            Verdict::Skipped(_) => "was skipped".to_owned(),
        };
        let until_ms = frame.now.mono_ms + REPLACED_MS;
        self.replaced = Some(Replaced { question: question.clone(), words, until_ms });
    }

    /// What the score of a question has just replaced.
    pub fn replaced_at(&self, question: &QuestionId) -> Option<&str> {
        let replaced = self.replaced.as_ref().filter(|it| it.question == *question);
        replaced.map(|it| it.words.as_str())
    }
}

/// How long it stands what a score replaced.
const REPLACED_MS: u64 = 2_000;

/// What changes only what is seen, and needs no running clock.
fn resolve_view(command: Command, held: &Held) -> Option<Action> {
    let session: &Session = held.session();
    Some(match command {
        Command::Details => Action::AskDetails,
        Command::SmallWindow => Action::ToggleSmall,
        Command::CandidateWindow => Action::ToggleCandidate,
        Command::ShowAnswer if session.current.is_some() => Action::ShowAnswer,
        Command::ShowScale if session.current.is_some() => Action::ShowScale,
        _ => return None,
    })
}
