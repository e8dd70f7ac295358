//! A change to a sealed session: what changes, and why. The old value stays.

use super::{Form, Outcome, ScorecardRoom};
use crate::domain::event::{Change, Recommendation};
use crate::domain::ids::QuestionId;
use crate::domain::rubric::Step;
use crate::domain::session::{Session, Verdict};
use crate::frame::Frame;
use crate::shared::desk::Desk;

#[derive(Debug, Clone, Default)]
pub struct AmendForm {
    pub what: Amending,
    /// The recommendation from now on.
    pub recommendation: Option<Recommendation>,
    /// The question whose score changes.
    pub question: Option<QuestionId>,
    /// What becomes of it from now on.
    pub score: Option<NewScore>,
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

/// A score, or that the answer cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewScore {
    Step(Step),
    NotAssessed,
}

impl NewScore {
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Step(step) => Verdict::Scored(step),
            Self::NotAssessed => Verdict::NotAssessed(None),
        }
    }

    pub fn words(self) -> String {
        match self {
            Self::Step(step) => format!("{} of 5", step.get()),
            Self::NotAssessed => "Not assessed".to_owned(),
        }
    }

    fn change(self, question: QuestionId) -> Change {
        match self {
            Self::Step(step) => Change::Score { question, step },
            Self::NotAssessed => Change::NotAssessed { question },
        }
    }

    /// Whether that is what already holds.
    fn is(self, verdict: &Verdict) -> bool {
        match (self, verdict) {
            (Self::Step(step), Verdict::Scored(known)) => step == *known,
            (Self::NotAssessed, Verdict::NotAssessed(_)) => true,
            _ => false,
        }
    }
}

impl AmendForm {
    /// The change to a session, or what is still missing.
    fn change(&self, session: &Session) -> Result<Change, &'static str> {
        let recommended = session.recommendation.as_ref().map(|(choice, _)| *choice);
        let change = match (self.what, self.recommendation, &self.question, self.score) {
            (Amending::Remark, ..) => Change::Remark,
            (Amending::Recommendation, Some(chosen), ..) if recommended == Some(chosen) => {
                return Err("That is the recommendation already: choose another, or add a remark");
            }
            (Amending::Recommendation, Some(recommendation), ..) => {
                Change::Recommendation { recommendation }
            }
            (Amending::Recommendation, None, ..) => return Err("Choose the new recommendation"),
            (Amending::Score, _, Some(question), Some(score)) => {
                if session.answer(question).is_some_and(|answer| score.is(&answer.outcome)) {
                    return Err("That is the score already: choose another, or add a remark");
                }
                score.change(question.clone())
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
        let session = self.open()?.record.fold();
        let change = match form.change(&session) {
            Ok(change) => change,
            Err(missing) => {
                self.ask(Form::Amend(form), frame);
                frame.notices.hint(missing);
                return None;
            }
        };
        let id = self.open()?.record.id.clone();
        let is_recorded = desk.amend(&id, change, form.reason.trim(), frame);
        is_recorded.then_some(Outcome::Amended(id))
    }
}
