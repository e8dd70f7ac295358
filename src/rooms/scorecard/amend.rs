//! A change to a sealed session: what changes, and why. The old value stays.

use super::{Form, Outcome, ScorecardRoom};
use crate::domain::event::{Change, EventKind, Recommendation};
use crate::domain::ids::QuestionId;
use crate::domain::rubric::Step;
use crate::frame::Frame;
use crate::shared::desk::Desk;

#[derive(Debug, Clone, Default)]
pub struct AmendForm {
    pub what: Amending,
    /// The recommendation from now on.
    pub recommendation: Option<Recommendation>,
    /// The question whose score changes.
    pub question: Option<QuestionId>,
    /// Its step from now on.
    pub step: Option<Step>,
    /// Why, or the remark itself.
    pub reason: String,
}

/// What an amendment is to change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amending {
    /// Nothing: it only adds a remark.
    #[default]
    Remark,
    Recommendation,
    Score,
}

impl AmendForm {
    /// The change, or what is still missing.
    fn change(&self) -> Result<Change, &'static str> {
        let change = match (self.what, self.recommendation, &self.question, self.step) {
            (Amending::Remark, ..) => Change::Remark,
            (Amending::Recommendation, Some(recommendation), ..) => {
                Change::Recommendation { recommendation }
            }
            (Amending::Recommendation, None, ..) => return Err("Choose the new recommendation"),
            (Amending::Score, _, Some(question), Some(step)) => {
                Change::Score { question: question.clone(), step }
            }
            (Amending::Score, ..) => return Err("Choose the question and its new score"),
        };
        match self.reason.trim() {
            "" => Err("Write why: an amendment keeps its reason"),
            _ => Ok(change),
        }
    }
}

impl ScorecardRoom {
    /// Records a change to the session on screen. What is missing is said, and nothing typed is lost.
    pub(super) fn amend(
        &mut self,
        form: AmendForm,
        desk: &mut Desk,
        frame: &mut Frame,
    ) -> Option<Outcome> {
        let change = match form.change() {
            Ok(change) => change,
            Err(missing) => {
                self.ask(Form::Amend(form), frame);
                frame.notices.hint(missing);
                return None;
            }
        };
        let id = self.open()?.record.id.clone();
        desk.note_offset(&id, frame);
        let reason = desk.name_text(&id, form.reason.trim(), frame)?;
        let is_recorded = desk.record(&id, EventKind::Amended { change, reason }, frame);
        is_recorded.then_some(Outcome::Amended(id))
    }
}
