//! Candidate, role, interviewer and set of an interview to come.

#[cfg(feature = "gui")]
pub mod view;

use super::Room;
use crate::domain::ids::SessionId;
use crate::domain::set::QuestionSet;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::failure::Failure;
use crate::frame::focus::Focus;
use crate::shared::Shared;
use crate::shared::content::{Content, SetChoice};
use crate::shared::forms::DetailsForm;
use crate::shared::reading::{Reading, Turn};

#[derive(Default)]
pub struct Start {
    pub details: DetailsForm,
    /// None is chosen for the person where there are several.
    pub set: Option<SetChoice>,
    /// The chosen set, read before the interview.
    pub reading: Reading,
    /// Another interview's clock runs: whose, in words.
    pub asks: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Make the session, with its clock running or standing.
    Begin {
        start_clock: bool,
    },
    Choose(SetChoice),
    /// Read another question of the chosen set, or its plan.
    Turn(Turn),
}

#[derive(Debug)]
pub enum Outcome {
    Begun { session: SessionId, start_clock: bool },
}

impl Start {
    /// Prepares an interview with a set.
    pub fn choose(&mut self, choice: SetChoice, shared: &mut Shared) {
        self.reading.close(&mut shared.desk, &shared.frame);
        if choice == SetChoice::Shown {
            // The set that was chosen stays the one that is shown.
            shared.content.hold_shown_set(&mut shared.frame);
        }
        self.set = Some(choice);
    }

    /// The set that is shown, and that an interview begins with.
    pub fn shown<'c>(&self, content: &'c Content) -> Option<&'c QuestionSet> {
        content.chosen_set(self.set.as_ref()?)
    }

    fn turn(&mut self, turn: Turn, shared: &mut Shared) {
        let Shared { frame, desk, content } = shared;
        if let Some(set) = self.shown(content) {
            self.reading.turn(turn, set, desk, frame);
        }
    }

    fn begin(&mut self, shared: &mut Shared) -> Result<SessionId, Failure> {
        let Shared { frame, desk, content } = shared;
        if let Some(why) = desk.not_kept() {
            return Err(Failure::NoInterview(why));
        }
        let set = self.shown(content).ok_or(Failure::NoSetChosen)?;
        let frozen = set
            .freeze(content.bank())
            .map_err(|missing| Failure::MissingQuestions { title: set.title.clone(), missing })?;
        let session = desk.plan(frozen, frame)?;
        desk.describe(&session, self.details.details(), frame);
        let interviewer = std::mem::take(&mut self.details).interviewer;
        frame.change_prefs(|prefs| {
            interviewer.trim().clone_into(&mut prefs.interviewer);
            prefs.knows_home = true;
        });
        let details = DetailsForm { interviewer, ..DetailsForm::default() };
        *self = Self { details, ..Self::default() };
        Ok(session)
    }
}

impl Start {
    fn begun(&mut self, start_clock: bool, shared: &mut Shared) -> Option<Outcome> {
        match self.begin(shared) {
            Ok(session) => Some(Outcome::Begun { session, start_clock }),
            Err(failure) => {
                shared.frame.notices.fail(failure);
                None
            }
        }
    }
}

impl Room for Start {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let start_clock = match action {
            Action::Begin { start_clock } => start_clock,
            Action::Choose(choice) => {
                self.choose(choice, shared);
                return None;
            }
            Action::Turn(turn) => {
                self.turn(turn, shared);
                return None;
            }
        };
        let running = shared.desk.running_beside(None).filter(|_| start_clock);
        if let Some(other) = running.map(|id| shared.desk.name_of(id)) {
            self.asks = Some(other);
            shared.frame.focus = Some(Focus::First);
            return None;
        }
        self.begun(start_clock, shared)
    }

    fn has_form(&self) -> bool {
        self.asks.is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        self.asks = None;
        (answer == FormAnswer::Confirm).then(|| self.begun(true, shared))?
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        if command == Command::Primary {
            return Some(Action::Begin { start_clock: true });
        }
        Reading::resolve(command, self.shown(&shared.content)?).map(Action::Turn)
    }

    fn tick(&mut self, shared: &mut Shared) {
        self.reading.note.tick(&mut shared.desk, &shared.frame);
    }

    fn next_wake(&self, now_ms: u64) -> Option<u64> {
        self.reading.note.next_keep(now_ms)
    }

    fn keep_typed(&mut self, shared: &mut Shared) {
        self.reading.note.keep(&mut shared.desk, &shared.frame);
    }

    fn is_typing(&self) -> bool {
        self.reading.note.is_typing && !self.reading.note.text.is_empty()
    }

    fn enter(&mut self, shared: &mut Shared) {
        let Shared { frame, desk, content } = shared;
        self.reading.close(desk, frame);
        if self.details.interviewer.is_empty() {
            self.details.interviewer.clone_from(&frame.prefs().interviewer);
        }
        if self.shown(content).is_none() {
            // Where there is one set only, there is nothing to choose.
            self.set = match content.bank().sets.as_slice() {
                [only] => Some(SetChoice::Ready(only.id.clone())),
                _ => None,
            };
        }
        frame.focus = Some(Focus::First);
    }
}
