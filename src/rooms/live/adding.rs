//! A question that joins the plan: of the bank, or in one's own words.

use crate::domain::bank::Bank;
use crate::domain::event::{AddedQuestion, EventKind};
use crate::domain::ids::QuestionId;
use crate::domain::question::{Question, Status};
use crate::domain::session::Session;
use crate::domain::set::FrozenItem;
use crate::frame::Frame;
use crate::shared::desk::Desk;

/// What is searched for, and which hit is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddForm {
    pub query: String,
    pub selected: usize,
}

/// More hits help nobody in a conversation.
const MOST: usize = 50;

impl AddForm {
    /// Questions that are not in the plan and have every word of the query; first those whose
    /// name has them.
    pub fn hits<'b>(&self, bank: &'b Bank, session: &Session) -> Vec<&'b Question> {
        let query = self.query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let has_all = |question: &Question| {
            let texts = [
                question.name(),
                &question.topic,
                &question.prompt,
                question.level.label(),
                question.kind.label(),
            ];
            let text = texts.join("\n").to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let is_free = |question: &&Question| {
            question.status == Status::Ready && !session.answers.contains_key(&question.id)
        };
        // How much of the name is something else; the most where it has not all words.
        let distance = |question: &&Question| {
            let name = question.name().to_lowercase();
            let is_named = words.iter().all(|word| name.contains(word));
            if is_named { name.len() } else { usize::MAX }
        };
        let hits = bank.questions.iter().filter(is_free).filter(|question| has_all(question));
        let mut hits: Vec<&Question> = hits.collect();
        hits.sort_by_cached_key(distance);
        hits.truncate(MOST);
        hits
    }

    /// What Enter does.
    pub fn choice<'b>(&self, bank: &'b Bank, session: &Session) -> Choice<'b> {
        let hits = self.hits(bank, session);
        match hits.get(self.selected.min(hits.len())) {
            Some(question) => Choice::Question(question),
            None if self.query.trim().is_empty() => Choice::Nothing,
            None => Choice::OwnWords,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'b> {
    Question(&'b Question),
    /// The typed words are the question: listed, not scored.
    OwnWords,
    Nothing,
}

/// Adds a question of the bank behind the one on stage; true where it was added.
pub fn add(question: &Question, bank: &Bank, desk: &mut Desk, frame: &mut Frame) -> bool {
    let Some(session) = desk.current().map(|held| held.session()) else { return false };
    let before = place_for_it(session);
    let Some(competency) = bank.competency(&question.competency).cloned() else { return false };
    let item = FrozenItem {
        question: question.clone(),
        section: "Added".to_owned(),
        minutes: question.minutes,
        required: false,
    };
    let added = Box::new(AddedQuestion { item, competency });
    match added.digest() {
        Ok(hash) => {
            let kind = EventKind::QuestionAdded { added, hash, before, at_ms: None };
            desk.record_here(kind, frame)
        }
        Err(error) => {
            frame.notices.fail(error);
            false
        }
    }
}

/// Before which question it goes: behind the one on stage, or before all that is open.
fn place_for_it(session: &Session) -> Option<QuestionId> {
    match &session.current {
        Some(current) => session.behind(current).cloned(),
        None => session.order.iter().find(|id| !session.was_asked(id)).cloned(),
    }
}
