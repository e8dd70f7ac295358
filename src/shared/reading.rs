//! Reading a set before an interview, question by question, each with the reader's own note.

use super::annotation::AnnotationDraft;
use super::desk::Desk;
use crate::domain::ids::QuestionId;
use crate::domain::set::{QuestionSet, SetItem};
use crate::frame::Frame;
use crate::frame::command::Command;

/// The question that is read is the one that the note is about.
#[derive(Debug, Default)]
pub struct Reading {
    pub note: AnnotationDraft,
    /// How often a question was turned to: each visit begins at the top.
    pub visits: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Before the first question lies the plan of the set, and so it does behind the last.
    Next,
    Previous,
    To(QuestionId),
    /// Back to the plan.
    Close,
}

impl Reading {
    /// The item that is read, and its place from 1; `None`: the plan is.
    pub fn item<'s>(&self, set: &'s QuestionSet) -> Option<(usize, &'s SetItem)> {
        let question = self.note.question()?;
        (1..).zip(&set.items).find(|(_, item)| item.question == *question)
    }

    pub fn turn(&mut self, turn: Turn, set: &QuestionSet, desk: &mut Desk, frame: &Frame) {
        let place = self.item(set).map(|(place, _)| place);
        let count = set.items.len();
        let to = match turn {
            Turn::Close => None,
            Turn::To(question) => Some(question),
            Turn::Next => at(set, place.unwrap_or(0) + 1),
            Turn::Previous => at(set, place.unwrap_or(count + 1).saturating_sub(1)),
        };
        self.visits = self.visits.wrapping_add(1);
        self.note.turn_to(to, desk, frame);
    }

    /// Back to the plan.
    pub fn close(&mut self, desk: &mut Desk, frame: &Frame) {
        self.note.turn_to(None, desk, frame);
    }

    /// What a command means for who reads a set.
    pub fn resolve(command: Command, set: &QuestionSet) -> Option<Turn> {
        match command {
            Command::Next if !set.items.is_empty() => Some(Turn::Next),
            Command::Previous if !set.items.is_empty() => Some(Turn::Previous),
            _ => None,
        }
    }
}

/// The question at a place from 1.
fn at(set: &QuestionSet, place: usize) -> Option<QuestionId> {
    Some(set.items.get(place.checked_sub(1)?)?.question.clone())
}
