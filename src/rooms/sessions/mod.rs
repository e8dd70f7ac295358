//! Every session: found, opened, ended early, put aside, deleted.

#[cfg(feature = "gui")]
pub mod view;

use super::Room;
use crate::domain::ids::SessionId;
use crate::frame::Frame;
use crate::frame::command::Command;
use crate::frame::dialog::FormAnswer;
use crate::frame::focus::{Focus, SEARCH};
use crate::shared::Shared;
use crate::shared::desk::SessionAct;
use crate::shared::forms::EndForm;

#[derive(Default)]
pub struct Sessions {
    /// What is searched for.
    pub query: String,
    /// The chosen row.
    pub selected: Option<SessionId>,
    pub form: Option<Form>,
}

#[derive(Debug)]
pub enum Form {
    End(EndForm),
    /// The end of a session's records.
    Delete {
        session: SessionId,
        name: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    Act(SessionId, SessionAct),
    AskDelete(SessionId),
    /// Look for what is typed in the search.
    Search,
    /// Show more of what the search found.
    More,
    Find,
}

#[derive(Debug)]
pub enum Outcome {
    /// A conversation is to end.
    Ending(EndForm),
    /// A session is about to be deleted.
    Deleting(SessionId),
}

impl Sessions {
    /// Asks why a session ends.
    pub fn ask_end(&mut self, session: SessionId, frame: &mut Frame) {
        self.ask(Form::End(EndForm::new(session)), frame);
    }

    /// A session that is gone is not chosen any more.
    pub fn forget(&mut self, id: &SessionId) {
        self.selected.take_if(|selected| selected == id);
    }

    fn ask(&mut self, form: Form, frame: &mut Frame) {
        self.form = Some(form);
        frame.focus = Some(Focus::First);
    }
}

impl Room for Sessions {
    type Action = Action;
    type Outcome = Outcome;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Outcome> {
        let Shared { frame, desk, .. } = shared;
        match action {
            Action::Act(id, act) => desk.act(&id, act, frame),
            Action::AskDelete(session) => {
                if desk.may_touch(&session, frame) && desk.may_change(frame) {
                    let name = desk.overview(&session).map_or("", |row| row.name()).to_owned();
                    self.ask(Form::Delete { session, name }, frame);
                }
            }
            Action::Search => desk.search(&self.query, false, frame),
            Action::More => desk.search(&self.query, true, frame),
            Action::Find => frame.focus = Some(Focus::Field(SEARCH)),
        }
        None
    }

    fn resolve(&self, command: Command, shared: &Shared) -> Option<Action> {
        match command {
            Command::Find => Some(Action::Find),
            Command::Primary => {
                let id = self.selected.clone()?;
                let is_discarded = shared.desk.overview(&id).is_some_and(|row| row.discarded);
                let act = if is_discarded { SessionAct::Restore } else { SessionAct::Open };
                Some(Action::Act(id, act))
            }
            _ => None,
        }
    }

    fn can_confirm(&self) -> bool {
        matches!(self.form, Some(Form::End(_)))
    }

    fn has_form(&self) -> bool {
        self.form.is_some()
    }

    fn answer(&mut self, answer: FormAnswer, shared: &mut Shared) -> Option<Outcome> {
        match self.form.take().filter(|_| answer == FormAnswer::Confirm)? {
            Form::End(form) => Some(Outcome::Ending(form)),
            Form::Delete { session, .. } => {
                shared.desk.delete(session.clone(), &mut shared.frame);
                Some(Outcome::Deleting(session))
            }
        }
    }
}
