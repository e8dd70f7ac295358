//! A question of the bank that joins the plan.

use crate::domain::bank::Bank;
use crate::domain::event::{AddedQuestion, EventKind};
use crate::domain::ids::QuestionId;
use crate::domain::question::Question;
use crate::domain::session::Session;
use crate::domain::set::FrozenItem;
use crate::frame::Frame;
use crate::shared::desk::Desk;

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
