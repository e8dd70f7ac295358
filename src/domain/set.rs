//! Question sets: the reusable plan, and the frozen copy that a session holds.

pub mod compare;
pub mod edit;
pub mod own;
pub mod revisions;
pub mod typed;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::bank::Bank;
use super::canonical::{CanonicalError, Digest, digest_of};
use super::ids::{QuestionId, SetId};
use super::level::Seniority;
use super::question::{Competency, Question};
use super::rubric::Scale;

/// More questions than any interview holds; it also keeps every mean exact (see `scoring`).
pub const MAX_ITEMS: usize = 200;

/// An ordered, timed, reusable plan; it names questions of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSet {
    pub id: SetId,
    pub title: String,
    pub seniority: Seniority,
    pub opening_minutes: u16,
    pub closing_minutes: u16,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// In the order asked.
    pub items: Vec<SetItem>,
    /// Copies of the bank's questions as they were when the set was saved, and questions written for
    /// this set alone; a question that is not here is the bank's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetItem {
    pub question: QuestionId,
    pub section: String,
    pub minutes: u16,
    /// An optional item may be left out when time runs short.
    pub required: bool,
    pub why: String,
    /// What the interviewer says in place of the question's prompt, in this set only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
}

impl QuestionSet {
    /// Opening, questions and closing together.
    pub fn total_minutes(&self) -> u32 {
        let items = self.items.iter().map(|item| item.minutes);
        let all = items.chain([self.opening_minutes, self.closing_minutes]);
        all.fold(0, |sum, minutes| sum.saturating_add(u32::from(minutes)))
    }

    /// The set's own copy of a question, or else the bank's.
    pub fn question<'q>(&'q self, id: &QuestionId, bank: &'q Bank) -> Option<&'q Question> {
        self.questions.iter().find(|question| question.id == *id).or_else(|| bank.question(id))
    }

    /// A question as it is asked: in the set's own wording, where it has one.
    pub fn as_asked<'q>(&'q self, item: &SetItem, bank: &'q Bank) -> Option<Cow<'q, Question>> {
        let question = self.question(&item.question, bank)?;
        Some(match &item.wording {
            None => Cow::Borrowed(question),
            Some(wording) => Cow::Owned(Question { prompt: wording.clone(), ..question.clone() }),
        })
    }

    /// Copies every question in; fails with the ids that the bank lacks.
    pub fn freeze(&self, bank: &Bank) -> Result<FrozenSet, Vec<QuestionId>> {
        let mut missing = Vec::new();
        let mut items = Vec::new();
        for item in &self.items {
            match self.as_asked(item, bank) {
                Some(question) => items.push(FrozenItem {
                    question: question.into_owned(),
                    section: item.section.clone(),
                    minutes: item.minutes,
                    required: item.required,
                }),
                None => missing.push(item.question.clone()),
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let is_used = |competency: &&Competency| {
            items.iter().any(|item| item.question.competency == competency.id)
        };
        Ok(FrozenSet {
            id: self.id.clone(),
            title: self.title.clone(),
            seniority: self.seniority,
            opening_minutes: self.opening_minutes,
            closing_minutes: self.closing_minutes,
            competencies: bank.competencies.iter().filter(is_used).cloned().collect(),
            scale: bank.scale.clone(),
            items,
        })
    }
}

/// The exact set that a session uses, complete in itself: editing the bank never alters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenSet {
    pub id: SetId,
    pub title: String,
    pub seniority: Seniority,
    pub opening_minutes: u16,
    pub closing_minutes: u16,
    /// Those that the items measure.
    pub competencies: Vec<Competency>,
    /// Used where a question has no anchors.
    pub scale: Scale,
    /// In the order asked.
    pub items: Vec<FrozenItem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenItem {
    /// As it was when the set was frozen.
    pub question: Question,
    pub section: String,
    pub minutes: u16,
    pub required: bool,
}

impl FrozenItem {
    pub fn budget_ms(&self) -> u64 {
        u64::from(self.minutes) * 60_000
    }
}

impl FrozenSet {
    /// Opening and closing included.
    pub fn planned_ms(&self) -> u64 {
        let frame = u64::from(self.opening_minutes) + u64::from(self.closing_minutes);
        frame * 60_000 + self.items.iter().map(FrozenItem::budget_ms).sum::<u64>()
    }

    /// SHA-256 of the canonical bytes: equal for two sessions only if they asked the same.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        digest_of("plumbline.set", self)
    }
}
