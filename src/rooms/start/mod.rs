//! Candidate, role, interviewer and set of an interview to come.

#[cfg(feature = "gui")]
pub mod view;

use super::Room;
use crate::domain::ids::SessionId;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::failure::Failure;
use crate::frame::focus::Focus;
use crate::shared::Shared;
use crate::shared::content::SetChoice;
use crate::shared::forms::DetailsForm;

#[derive(Default)]
pub struct Start {
    pub details: DetailsForm,
    /// None is chosen for the person where there are several.
    pub set: Option<SetChoice>,
    /// Another interview's clock runs: whose, in words.
    pub asks: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Make the session, with its clock running or standing.
    Begin { start_clock: bool },
}

#[derive(Debug)]
pub enum Outcome {
    Begun { session: SessionId, start_clock: bool },
}

impl Start {
    /// Prepares an interview with a set.
    pub fn choose(&mut self, choice: SetChoice, shared: &mut Shared) {
        if choice == SetChoice::Shown {
            // The set that was chosen stays the one that is shown.
            shared.content.hold_shown_set(&mut shared.frame);
        }
        self.set = Some(choice);
    }

    fn begin(&mut self, shared: &mut Shared) -> Result<SessionId, Failure> {
        let Shared { frame, desk, content } = shared;
        if let Some(why) = desk.not_kept() {
            return Err(Failure::NoInterview(why));
        }
        let set = self.set.as_ref().and_then(|choice| content.chosen_set(choice));
        let set = set.ok_or(Failure::NoSetChosen)?;
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
        let Action::Begin { start_clock } = action;
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

    fn resolve(&self, command: Command, _shared: &Shared) -> Option<Action> {
        (command == Command::Primary).then_some(Action::Begin { start_clock: true })
    }

    fn enter(&mut self, shared: &mut Shared) {
        let Shared { frame, content, .. } = shared;
        if self.details.interviewer.is_empty() {
            self.details.interviewer.clone_from(&frame.prefs().interviewer);
        }
        if self.set.as_ref().is_none_or(|set| content.chosen_set(set).is_none()) {
            // Where there is one set only, there is nothing to choose.
            self.set = match content.bank().sets.as_slice() {
                [only] => Some(SetChoice::Ready(only.id.clone())),
                _ => None,
            };
        }
        frame.focus = Some(Focus::First);
    }
}
