//! The question bank: every question at hand, with the competencies and the general scale.

use serde::{Deserialize, Serialize};

use super::blueprint::Blueprint;
use super::draft::Draft;
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
    /// What is not a question yet, in file order.
    pub drafts: Vec<Draft>,
    /// In scorecard order.
    pub competencies: Vec<Competency>,
    /// Used where a question has no anchors.
    pub scale: Scale,
    /// Usually one for each seniority.
    pub blueprints: Vec<Blueprint>,
    pub sets: Vec<QuestionSet>,
    /// Sample candidates.
    pub practices: Vec<Practice>,
    /// What an interviewer reads before the first interview.
    pub guidance: Vec<Advice>,
    /// What questions may cover; empty where nobody listed it.
    pub topics: Vec<Topic>,
}

/// A section of the interviewer's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub title: String,
    pub text: String,
}

/// Something that interviewers ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub key: String,
    /// Topics are counted by area.
    pub area: String,
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
