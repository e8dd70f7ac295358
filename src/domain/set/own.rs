//! A question written for one set: nothing but what is said, and what it is counted as.

use super::MAX_ITEMS;
use super::edit::{Refusal, plannable};
use super::typed::typed;
use crate::domain::bank::Bank;
use crate::domain::canonical::Digest;
use crate::domain::ids::{CompetencyId, QuestionId};
use crate::domain::level::{Kind, Level};
use crate::domain::question::{Question, Status};

/// Stands where a question of the bank has its topic.
pub const OWN_TOPIC: &str = "Own question";

const ID_PREFIX: &str = "own-";

/// What is typed for a question that the bank does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnQuestion {
    pub prompt: String,
    pub level: Level,
    pub kind: Kind,
    pub competency: CompetencyId,
    pub minutes: u16,
}

impl OwnQuestion {
    /// What was typed for a question, to be changed.
    pub fn of(question: &Question) -> Self {
        Self {
            prompt: question.prompt.clone(),
            level: question.level,
            kind: question.kind,
            competency: question.competency.clone(),
            minutes: question.minutes,
        }
    }

    /// The question with an id that is not taken.
    pub(super) fn question(
        self,
        is_taken: impl Fn(&QuestionId) -> bool,
        bank: &Bank,
    ) -> Result<Question, Refusal> {
        let prompt = typed("question", &self.prompt)?;
        if prompt.is_empty() {
            return Err(Refusal::Empty("question"));
        }
        if self.kind == Kind::CodeReview {
            return Err(Refusal::NoCode);
        }
        if bank.competency(&self.competency).is_none() {
            return Err(Refusal::NoCompetency(self.competency));
        }
        let id = own_id(&prompt, is_taken)?;
        Ok(Question {
            title: first_words(&prompt),
            topic: OWN_TOPIC.to_owned(),
            status: Status::Ready,
            level: self.level,
            kind: self.kind,
            minutes: plannable(self.minutes)?,
            ..Question::bare(id, self.competency, prompt)
        })
    }
}

/// The same words have the same id in every set, and others have another: sessions that asked them
/// can be told apart.
fn own_id(prompt: &str, is_taken: impl Fn(&QuestionId) -> bool) -> Result<QuestionId, Refusal> {
    let digest = Digest::of_parts("plumbline.own-question", &[prompt.as_bytes()]).to_string();
    let short = digest.get(..12).unwrap_or(&digest);
    let ids = (1..=MAX_ITEMS + 1).filter_map(|number| {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        QuestionId::parse(format!("{ID_PREFIX}{short}{suffix}")).ok()
    });
    ids.into_iter().find(|id| !is_taken(id)).ok_or(Refusal::Full)
}

/// A name for lists, of whole words.
fn first_words(prompt: &str) -> String {
    const MOST: usize = 40;
    let line = prompt.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let start: String = line.chars().take(MOST).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches(|c: char| !c.is_alphanumeric()))
}
