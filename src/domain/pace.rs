//! Pace: what still fits into the time that is left.

use super::ids::QuestionId;
use super::session::{Session, Verdict};
use super::set::{FrozenItem, FrozenSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// What is left of the plan; 0 once it is over.
    pub left_ms: u64,
    /// Budgets of the open items and the closing.
    pub needed_ms: u64,
    /// In order; open items that no longer fit at their budgets with the closing kept free.
    pub wont_fit: Vec<NoFit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFit {
    /// Position in the set, from 1.
    pub number: usize,
    pub required: bool,
}

pub fn pace(set: &FrozenSet, session: &Session) -> Pace {
    let left_ms = set.planned_ms().saturating_sub(session.stopwatch.session_ms());
    let closing_ms = u64::from(set.closing_minutes) * 60_000;
    let mut needed_ms = closing_ms;
    let mut wont_fit = Vec::new();
    for (index, item) in set.items.iter().enumerate() {
        if !is_open(session, item) {
            continue;
        }
        needed_ms +=
            item.budget_ms().saturating_sub(session.stopwatch.question_ms(&item.question.id));
        if needed_ms > left_ms {
            wont_fit.push(NoFit { number: index + 1, required: item.required });
        }
    }
    Pace { left_ms, needed_ms, wont_fit }
}

/// The first item, in order, that is neither asked nor decided.
pub fn next_open<'s>(set: &'s FrozenSet, session: &Session) -> Option<&'s QuestionId> {
    let ids = set.items.iter().map(|item| &item.question.id);
    ids.into_iter().find(|id| {
        session.answer(id).is_some_and(|answer| answer.outcome == Verdict::Open)
            && !session.was_asked(id)
    })
}

/// Still to be asked, or on stage now. An answer left without a score needs no more time.
fn is_open(session: &Session, item: &FrozenItem) -> bool {
    let id = &item.question.id;
    let is_on_stage = session.current.as_ref() == Some(id);
    session.answer(id).is_some_and(|answer| answer.outcome == Verdict::Open)
        && (is_on_stage || !session.was_asked(id))
}
