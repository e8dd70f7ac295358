//! Changing a set by hand, one step at a time. A step that is refused changes nothing.

use super::own::OwnQuestion;
use super::typed::{TextFault, line, typed};
use super::{MAX_ITEMS, QuestionSet, SetItem};
use crate::domain::bank::Bank;
use crate::domain::check::{MAX_INTERVIEW_MINUTES, MAX_QUESTION_MINUTES};
use crate::domain::ids::{CompetencyId, QuestionId};
use crate::domain::question::Question;

/// The section of a question that nobody put into one.
pub const NO_SECTION: &str = "Questions";

/// One step. Places count the set's questions from 0; one behind the last is the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The new question takes over place, section and whether it is required, not the minutes.
    Replace {
        out: QuestionId,
        with: QuestionId,
    },
    /// It joins the section of the question before it.
    Add {
        question: QuestionId,
        at: usize,
    },
    /// A question that the bank does not have.
    AddOwn {
        own: OwnQuestion,
        at: usize,
    },
    /// Rewrites a question that was written for this set.
    ChangeOwn {
        question: QuestionId,
        own: OwnQuestion,
    },
    Remove(QuestionId),
    /// `to` is its place afterwards.
    Move {
        question: QuestionId,
        to: usize,
    },
    Section {
        question: QuestionId,
        section: String,
    },
    Required {
        question: QuestionId,
        is_required: bool,
    },
    Minutes {
        question: QuestionId,
        minutes: u16,
    },
    /// What to say in place of the prompt; `None`, blank or the prompt itself: the prompt.
    Wording {
        question: QuestionId,
        wording: Option<String>,
    },
    Rename(String),
    Describe(String),
    /// Minutes kept for the opening and for the candidate's own questions.
    Frame {
        opening: u16,
        closing: u16,
    },
}

/// Why a step was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the bank has no question “{0}”")]
    NoSuchQuestion(QuestionId),
    #[error("“{0}” is not in this set")]
    NotInSet(QuestionId),
    #[error("“{0}” is in this set already")]
    InSetAlready(QuestionId),
    #[error("“{0}” is a question of the bank: change it there, or give it a wording for this set")]
    NotOwn(QuestionId),
    #[error("a set holds at most {MAX_ITEMS} questions")]
    Full,
    #[error("{0} minutes cannot be planned: use 1 to {MAX_QUESTION_MINUTES}")]
    Minutes(u16),
    #[error("that makes {0} minutes in all: an interview has at most {MAX_INTERVIEW_MINUTES}")]
    TooLong(u32),
    #[error("there is no competency “{0}”")]
    NoCompetency(CompetencyId),
    #[error(
        "a code review needs code, which a typed question has no place for: choose another kind"
    )]
    NoCode,
    #[error("the {0} is empty")]
    Empty(&'static str),
    #[error("the {field} {fault}: {}", .fault.hint())]
    Text { field: &'static str, fault: TextFault },
}

impl QuestionSet {
    /// Takes one step.
    pub fn edit(&mut self, edit: Edit, bank: &Bank) -> Result<(), Refusal> {
        let mut edited = self.clone();
        edited.take_step(edit, bank)?;
        if edited.items.len() > MAX_ITEMS.max(self.items.len()) {
            return Err(Refusal::Full);
        }
        let minutes = edited.total_minutes();
        if minutes > u32::from(MAX_INTERVIEW_MINUTES).max(self.total_minutes()) {
            return Err(Refusal::TooLong(minutes));
        }
        *self = edited;
        Ok(())
    }

    /// The place of a question, from 0.
    pub fn place(&self, id: &QuestionId) -> Option<usize> {
        self.items.iter().position(|item| item.question == *id)
    }

    /// Whether a question was written for this set: no bank has it.
    pub fn is_own(&self, id: &QuestionId, bank: &Bank) -> bool {
        bank.question(id).is_none() && self.questions.iter().any(|question| question.id == *id)
    }

    fn take_step(&mut self, edit: Edit, bank: &Bank) -> Result<(), Refusal> {
        match edit {
            Edit::Replace { out, with } => self.replace(&out, &with, bank)?,
            Edit::Add { question, at } => {
                let minutes = self.free_question(&question, bank)?.minutes;
                self.insert(question, minutes, at);
            }
            Edit::AddOwn { own, at } => {
                let question = own.question(|id| self.is_taken(id, bank), bank)?;
                self.insert(question.id.clone(), question.minutes, at);
                self.questions.push(question);
            }
            Edit::ChangeOwn { question, own } => self.change_own(&question, own, bank)?,
            Edit::Remove(id) => {
                let place = self.place(&id).ok_or(Refusal::NotInSet(id))?;
                self.items.remove(place);
                self.drop_unused_copies();
            }
            Edit::Move { question, to } => {
                let place = self.place(&question).ok_or(Refusal::NotInSet(question))?;
                let item = self.items.remove(place);
                self.items.insert(to.min(self.items.len()), item);
            }
            Edit::Section { question, section } => {
                self.item_mut(&question)?.section = line("section", &section)?;
            }
            Edit::Required { question, is_required } => {
                self.item_mut(&question)?.required = is_required;
            }
            Edit::Minutes { question, minutes } => {
                self.item_mut(&question)?.minutes = plannable(minutes)?;
            }
            Edit::Wording { question, wording } => {
                let wording = wording.map(|text| typed("wording", &text)).transpose()?;
                let prompt = self.question(&question, bank).map(|question| &question.prompt);
                let wording = wording.filter(|text| !text.is_empty() && Some(text) != prompt);
                self.item_mut(&question)?.wording = wording;
            }
            Edit::Rename(title) => self.title = line("title", &title)?,
            Edit::Describe(about) => self.about = typed("description", &about)?,
            Edit::Frame { opening, closing } => {
                (self.opening_minutes, self.closing_minutes) = (opening, closing);
            }
        }
        Ok(())
    }

    fn replace(&mut self, out: &QuestionId, with: &QuestionId, bank: &Bank) -> Result<(), Refusal> {
        let minutes = self.free_question(with, bank)?.minutes;
        let item = self.item_mut(out)?;
        item.question = with.clone();
        item.minutes = minutes;
        // Both were about the question that left.
        item.why = String::new();
        item.wording = None;
        self.drop_unused_copies();
        Ok(())
    }

    fn change_own(
        &mut self,
        id: &QuestionId,
        own: OwnQuestion,
        bank: &Bank,
    ) -> Result<(), Refusal> {
        self.item_mut(id)?;
        if !self.is_own(id, bank) {
            return Err(Refusal::NotOwn(id.clone()));
        }
        let changed = own.question(|_| false, bank)?;
        self.item_mut(id)?.minutes = changed.minutes;
        if let Some(copy) = self.questions.iter_mut().find(|question| question.id == *id) {
            *copy = Question { id: id.clone(), ..changed };
        }
        Ok(())
    }

    /// A question that can join: there is one, and it is not in the set.
    fn free_question<'q>(
        &'q self,
        id: &QuestionId,
        bank: &'q Bank,
    ) -> Result<&'q Question, Refusal> {
        if self.place(id).is_some() {
            return Err(Refusal::InSetAlready(id.clone()));
        }
        self.question(id, bank).ok_or_else(|| Refusal::NoSuchQuestion(id.clone()))
    }

    fn insert(&mut self, question: QuestionId, minutes: u16, at: usize) {
        let at = at.min(self.items.len());
        let before = at.checked_sub(1).and_then(|place| self.items.get(place));
        let neighbour = before.or_else(|| self.items.get(at));
        let section = neighbour.map_or(NO_SECTION.to_owned(), |item| item.section.clone());
        let item = SetItem {
            question,
            section,
            minutes,
            required: true,
            why: String::new(),
            wording: None,
        };
        self.items.insert(at, item);
    }

    fn item_mut(&mut self, id: &QuestionId) -> Result<&mut SetItem, Refusal> {
        let item = self.items.iter_mut().find(|item| item.question == *id);
        item.ok_or_else(|| Refusal::NotInSet(id.clone()))
    }

    fn is_taken(&self, id: &QuestionId, bank: &Bank) -> bool {
        self.question(id, bank).is_some() || self.place(id).is_some()
    }

    pub(super) fn drop_unused_copies(&mut self) {
        let items = &self.items;
        self.questions.retain(|copy| items.iter().any(|item| item.question == copy.id));
    }
}

pub(super) fn plannable(minutes: u16) -> Result<u16, Refusal> {
    let is_plannable = (1..=MAX_QUESTION_MINUTES).contains(&minutes);
    is_plannable.then_some(minutes).ok_or(Refusal::Minutes(minutes))
}
