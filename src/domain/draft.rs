//! Questions on their way into the bank.
//!
//! A question has a level, a competency and minutes. A draft may lack them: what nobody has stated is
//! left out, never guessed. So a draft is a type of its own, which no set and no session can take.

use super::ids::{CompetencyId, QuestionId};
use super::level::{Kind, Level};
use super::question::Question;

/// What a draft may leave out that a question must have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub level: Option<Level>,
    pub competency: Option<CompetencyId>,
    pub minutes: Option<u16>,
}

/// A draft that lacks some of its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub facts: Facts,
    /// With stand-ins for the facts that it lacks: read those from `facts` alone.
    written: Question,
}

/// A question or a draft, as a bank lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'q> {
    Question(&'q Question),
    Draft(&'q Draft),
}

impl Facts {
    pub fn of(question: &Question) -> Self {
        Self {
            level: Some(question.level),
            competency: Some(question.competency.clone()),
            minutes: Some(question.minutes),
        }
    }

    /// The level, competency and minutes to build a [`Question`] with; stand-ins for those that are not
    /// known.
    pub fn with_stand_ins(&self) -> Option<(Level, CompetencyId, u16)> {
        let competency = self.competency.clone();
        let competency = competency.or_else(|| CompetencyId::parse("not-stated").ok())?;
        Some((self.level.unwrap_or(Level::Beginner), competency, self.minutes.unwrap_or_default()))
    }

    pub fn are_complete(&self) -> bool {
        self.level.is_some() && self.competency.is_some() && self.minutes.is_some()
    }
}

impl Draft {
    /// A draft with nothing but its text.
    pub fn new(
        id: QuestionId,
        topic: String,
        kind: Kind,
        prompt: String,
        facts: Facts,
    ) -> Option<Self> {
        let (level, competency, minutes) = facts.with_stand_ins()?;
        let bare = Question::bare(id, competency, prompt);
        let written = Question { topic, level, kind, minutes, ..bare };
        Some(Self { facts, written })
    }

    /// What is written of a question whose facts are these.
    pub fn of(written: Question, facts: Facts) -> Self {
        Self { facts, written }
    }

    pub fn id(&self) -> &QuestionId {
        &self.written.id
    }

    /// Everything but its level, competency and minutes, which may be stand-ins.
    pub fn written(&self) -> &Question {
        &self.written
    }

    pub fn with_answer(mut self, answer: String) -> Self {
        self.written.answer = answer;
        self
    }

    /// Code that the candidate may see, or that is for the interviewer alone.
    pub fn with_material(mut self, code: Option<String>, is_shown: bool) -> Self {
        match is_shown {
            true => self.written.candidate_material = code,
            false => self.written.interviewer_material = code,
        }
        self
    }
}

impl<'q> Entry<'q> {
    /// Everything but its level, competency and minutes.
    pub fn written(self) -> &'q Question {
        match self {
            Self::Question(question) => question,
            Self::Draft(draft) => &draft.written,
        }
    }

    pub fn facts(self) -> Facts {
        match self {
            Self::Question(question) => Facts::of(question),
            Self::Draft(draft) => draft.facts.clone(),
        }
    }

    pub fn level(self) -> Option<Level> {
        match self {
            Self::Question(question) => Some(question.level),
            Self::Draft(draft) => draft.facts.level,
        }
    }

    pub fn minutes(self) -> Option<u16> {
        match self {
            Self::Question(question) => Some(question.minutes),
            Self::Draft(draft) => draft.facts.minutes,
        }
    }

    /// What is missing before it can be asked and scored, as its fields are called in a file.
    pub fn needs(self) -> Vec<&'static str> {
        let facts = self.facts();
        let written = self.written();
        let has_material = written.candidate_material.is_some();
        let needs = [
            ("title", written.title.is_empty()),
            ("level", facts.level.is_none()),
            ("competency", facts.competency.is_none()),
            ("minutes", facts.minutes.is_none()),
            ("candidate_material", written.kind == Kind::CodeReview && !has_material),
            ("answer", written.answer.trim().is_empty()),
            ("listen_for", written.listen_for.is_empty()),
            ("anchors", written.anchors.is_empty()),
            ("probes", written.probes.is_empty()),
            ("red_flags", written.red_flags.is_empty()),
        ];
        needs.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
    }
}
