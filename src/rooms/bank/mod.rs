//! The question bank: a list with its filters, and the whole question.

#[cfg(feature = "gui")]
pub mod view;

use std::convert::Infallible;
use std::path::PathBuf;

use super::Room;
use crate::domain::ids::QuestionId;
use crate::domain::level::{Kind, Level};
use crate::domain::question::Question;
use crate::frame::command::Command;
use crate::frame::focus::{Focus, SEARCH};
use crate::frame::tickets::Ticket;
use crate::shared::Shared;

#[derive(Default)]
pub struct Bank {
    pub filters: Filters,
    /// The chosen question.
    pub selected: Option<QuestionId>,
    file: Option<BankFile>,
    /// The request whose answer is the opened file.
    opened: Ticket,
}

#[derive(Debug, Default)]
pub struct Filters {
    /// What is searched for.
    pub query: String,
    pub level: Option<Level>,
    pub kind: Option<Kind>,
    pub topic: Option<String>,
}

/// An opened bank file, shown in place of the workspace's questions.
#[derive(Debug)]
pub struct BankFile {
    pub path: PathBuf,
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Find,
    /// The questions of the workspace again, in place of an opened file's.
    CloseFile,
}

impl Bank {
    /// Shows the questions of a file that was asked for under a ticket, unless a newer one is shown.
    pub fn show(&mut self, path: PathBuf, questions: Vec<Question>, ticket: Ticket) {
        if self.opened.give_way(ticket) {
            self.file = Some(BankFile { path, questions });
            (self.filters, self.selected) = Default::default();
        }
    }

    pub fn file(&self) -> Option<&BankFile> {
        self.file.as_ref()
    }

    pub fn close_file(&mut self) {
        self.file = None;
    }
}

impl Filters {
    pub fn are_set(&self) -> bool {
        let Self { query, level, kind, topic } = self;
        !query.is_empty() || level.is_some() || kind.is_some() || topic.is_some()
    }

    /// The questions that pass, in their order.
    pub fn apply<'q>(&self, questions: &'q [Question]) -> Vec<&'q Question> {
        let query = self.query.trim().to_lowercase();
        questions.iter().filter(|question| self.passes(question, &query)).collect()
    }

    fn passes(&self, question: &Question, query: &str) -> bool {
        let is_level = self.level.is_none_or(|level| level == question.level);
        let is_kind = self.kind.is_none_or(|kind| kind == question.kind);
        let is_topic = self.topic.as_ref().is_none_or(|topic| *topic == question.topic);
        let texts = [question.id.as_str(), &question.topic, &question.prompt, &question.answer];
        let has = |text: &str| text.to_lowercase().contains(query);
        is_level
            && is_kind
            && is_topic
            && (texts.into_iter().any(has) || question.covers.iter().any(|key| has(key)))
    }
}

impl Room for Bank {
    type Action = Action;
    type Outcome = Infallible;

    fn update(&mut self, action: Action, shared: &mut Shared) -> Option<Infallible> {
        match action {
            Action::Find => shared.frame.focus = Some(Focus::Field(SEARCH)),
            Action::CloseFile => self.close_file(),
        }
        None
    }

    fn resolve(&self, command: Command, _shared: &Shared) -> Option<Action> {
        (command == Command::Find).then_some(Action::Find)
    }
}
