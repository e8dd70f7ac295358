//! The plan as it stands: the set's questions and those that were added, in the order to ask them.

use std::sync::Arc;

use super::{Added, Session};
use crate::domain::canonical::Digest;
use crate::domain::event::AddedQuestion;
use crate::domain::ids::QuestionId;
use crate::domain::question::{Competency, Question};
use crate::domain::set::{FrozenItem, FrozenSet};

/// A question of the plan.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// Its position in the set, from 1; those that were added go on from there. It stays when the
    /// order changes.
    pub number: usize,
    pub item: &'a FrozenItem,
    /// As it is now.
    pub minutes: u16,
    /// Not of the set: scored by its anchors and listed, never averaged.
    pub is_added: bool,
}

impl<'a> Planned<'a> {
    pub fn id(self) -> &'a QuestionId {
        &self.item.question.id
    }

    pub fn question(self) -> &'a Question {
        &self.item.question
    }

    pub fn budget_ms(self) -> u64 {
        u64::from(self.minutes) * 60_000
    }
}

impl Session {
    /// Every question in the order to ask them.
    pub fn plan<'a>(&'a self, set: &'a FrozenSet) -> impl Iterator<Item = Planned<'a>> {
        self.order.iter().filter_map(|id| self.find(set, id))
    }

    /// Every question by its number.
    pub fn numbered<'a>(&'a self, set: &'a FrozenSet) -> impl Iterator<Item = Planned<'a>> {
        let added = self.added.iter().map(|added| (&added.question.item, true));
        let items = set.items.iter().map(|item| (item, false)).chain(added);
        (1..).zip(items).map(|(number, (item, is_added))| Planned {
            number,
            item,
            minutes: self.budgets.get(&item.question.id).copied().unwrap_or(item.minutes),
            is_added,
        })
    }

    pub fn find<'a>(&'a self, set: &'a FrozenSet, id: &QuestionId) -> Option<Planned<'a>> {
        self.numbered(set).find(|planned| planned.id() == id)
    }

    /// The question on stage.
    pub fn on_stage<'a>(&'a self, set: &'a FrozenSet) -> Option<Planned<'a>> {
        self.find(set, self.current.as_ref()?)
    }

    /// What the questions measure, that of added ones behind that of the set.
    pub fn competencies<'a>(&'a self, set: &'a FrozenSet) -> Vec<&'a Competency> {
        let mut all: Vec<&Competency> = set.competencies.iter().collect();
        for added in &self.added {
            let competency = &added.question.competency;
            if !all.iter().any(|known| known.id == competency.id) {
                all.push(competency);
            }
        }
        all
    }

    pub(super) fn add(
        &mut self,
        added: &AddedQuestion,
        hash: Digest,
        before: Option<&QuestionId>,
        at_ms: Option<u64>,
    ) -> Result<(), &'static str> {
        let id = &added.item.question.id;
        if self.answers.contains_key(id) {
            return Err("the question is in the plan already");
        }
        if added.digest().ok() != Some(hash) {
            return Err("the added question is not the one that was added: its hash differs");
        }
        if self.order.len() >= crate::domain::set::MAX_ITEMS {
            return Err("the plan is full");
        }
        let place = self.place_before(before)?;
        self.order.insert(place, id.clone());
        self.answers.insert(id.clone(), super::Answer::default());
        let at_ms = at_ms.unwrap_or(self.stopwatch.session_ms());
        self.added.push(Added { question: Arc::new(added.clone()), hash, at_ms });
        Ok(())
    }

    /// Takes an added question out again; one that was asked stays.
    pub(super) fn remove(&mut self, id: &QuestionId) -> Result<(), &'static str> {
        let place = self.added.iter().position(|added| added.question.item.question.id == *id);
        let place = place.ok_or("only an added question leaves the plan")?;
        if self.was_asked(id) || self.current.as_ref() == Some(id) {
            return Err("a question that was asked stays in the plan");
        }
        self.added.remove(place);
        self.order.retain(|known| known != id);
        self.answers.remove(id);
        self.budgets.remove(id);
        Ok(())
    }

    pub(super) fn move_to(
        &mut self,
        id: &QuestionId,
        before: Option<&QuestionId>,
    ) -> Result<(), &'static str> {
        let place =
            self.order.iter().position(|known| known == id).ok_or(super::fold::NOT_IN_SET)?;
        if before == Some(id) {
            return Ok(());
        }
        let id = self.order.remove(place);
        match self.place_before(before) {
            Ok(to) => self.order.insert(to, id),
            Err(why) => {
                self.order.insert(place, id);
                return Err(why);
            }
        }
        Ok(())
    }

    /// The question behind another in the plan.
    pub fn behind(&self, id: &QuestionId) -> Option<&QuestionId> {
        let place = self.order.iter().position(|known| known == id)?;
        self.order.get(place + 1)
    }

    fn place_before(&self, before: Option<&QuestionId>) -> Result<usize, &'static str> {
        let Some(before) = before else { return Ok(self.order.len()) };
        self.order.iter().position(|known| known == before).ok_or(super::fold::NOT_IN_SET)
    }
}
