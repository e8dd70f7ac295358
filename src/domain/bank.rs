//! The question bank: every question at hand, with the competencies and the general scale.

use super::blueprint::Blueprint;
use super::ids::{CompetencyId, QuestionId};
use super::level::Seniority;
use super::practice::Practice;
use super::question::{Competency, Question};
use super::rubric::Scale;
use super::set::QuestionSet;

/// All authored content of a workspace, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bank {
    /// In file order.
    pub questions: Vec<Question>,
    /// In scorecard order.
    pub competencies: Vec<Competency>,
    /// Used where a question has no anchors.
    pub scale: Scale,
    /// Usually one for each seniority.
    pub blueprints: Vec<Blueprint>,
    pub sets: Vec<QuestionSet>,
    /// Sample candidates.
    pub practices: Vec<Practice>,
}

impl Bank {
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    pub fn competency(&self, id: &CompetencyId) -> Option<&Competency> {
        self.competencies.iter().find(|competency| competency.id == *id)
    }

    /// The first blueprint for that seniority.
    pub fn blueprint(&self, seniority: Seniority) -> Option<&Blueprint> {
        self.blueprints.iter().find(|blueprint| blueprint.seniority == seniority)
    }
}
