//! Pace: what still fits into the time that is left.

use super::ids::QuestionId;
use super::session::{Outcome, Session};
use super::set::{FrozenItem, FrozenSet};

/// Where the interview stands against its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Interview time that is left of the plan, in milliseconds; 0 once it is over.
    pub left_ms: u64,
    /// What the open items and the closing still need by their budgets, in milliseconds.
    pub needed_ms: u64,
    /// Open items, in order, that no longer fit at their budgets, with the closing kept free.
    pub wont_fit: Vec<NoFit>,
}

/// An open item that no longer fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFit {
    /// Its place in the set, from 1.
    pub number: usize,
    /// Whether the plan requires it; an optional item may be left out.
    pub required: bool,
}

/// Where the session stands against its set.
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
        session.answer(id).is_some_and(|answer| answer.outcome == Outcome::Open)
            && !session.was_asked(id)
    })
}

/// Still to be asked, or on stage now. An answer that was left without a score needs no more time.
fn is_open(session: &Session, item: &FrozenItem) -> bool {
    let id = &item.question.id;
    let is_on_stage = session.current.as_ref() == Some(id);
    session.answer(id).is_some_and(|answer| answer.outcome == Outcome::Open)
        && (is_on_stage || !session.was_asked(id))
}
