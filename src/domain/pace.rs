//! Pace: when the interview will end, and what would bring it back to its plan.

use super::event::EventKind;
use super::ids::QuestionId;
use super::record::SessionRecord;
use super::session::plan::Planned;
use super::session::{Session, Verdict};
use super::set::FrozenSet;
use super::text::TextRef;

/// The reason that a proposal gives for what it skips. It is shown with the proposal, so that
/// accepting it is the person's own statement.
pub const FOR_TIME: &str = "For time";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// What is left of the plan; 0 once it is over.
    pub left_ms: u64,
    /// What the open items take at this pace, and the closing.
    pub needed_ms: u64,
    /// How long finished questions took of their budgets, in percent.
    pub percent: u64,
    /// In order; open items that no longer fit at this pace with the closing kept free.
    pub wont_fit: Vec<NoFit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFit {
    /// See [`Planned::number`].
    pub number: usize,
    pub required: bool,
}

/// A change of the plan that one key accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub steps: Vec<Step>,
    /// Time won, or time put to use.
    pub gained_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Skip an optional question, for time.
    Skip(QuestionId),
    Shorten {
        question: QuestionId,
        from: u16,
        to: u16,
    },
    /// Ask a question after all that was skipped for time.
    Restore(QuestionId),
}

/// Finished questions are weighed against so much time spent as planned: one long answer at the
/// beginning does not make every other look long.
const PRIOR_MS: u64 = 20 * 60_000;
/// Less than this is on pace.
pub const ON_PACE_MS: u64 = 60_000;
/// No budget is cut below this, nor below half.
const SHORTEST_MINUTES: u16 = 2;

impl Pace {
    /// How much longer than planned it will take.
    pub fn behind_ms(&self) -> u64 {
        self.needed_ms.saturating_sub(self.left_ms)
    }

    /// How much earlier than planned it will end.
    pub fn ahead_ms(&self) -> u64 {
        self.left_ms.saturating_sub(self.needed_ms)
    }

    fn takes(&self, budget_ms: u64) -> u64 {
        budget_ms.saturating_mul(self.percent) / 100
    }
}

pub fn pace(set: &FrozenSet, session: &Session) -> Pace {
    let left_ms = set.planned_ms().saturating_sub(session.stopwatch.session_ms());
    let needed_ms = u64::from(set.closing_minutes) * 60_000;
    let percent = percent(set, session);
    let mut pace = Pace { left_ms, needed_ms, percent, wont_fit: Vec::new() };
    if session.current.is_none() && session.is_opening() {
        // The opening has its minutes until the first question comes.
        let opening_ms = u64::from(set.opening_minutes) * 60_000;
        pace.needed_ms += opening_ms.saturating_sub(session.stopwatch.session_ms());
    }
    for planned in session.plan(set).filter(|planned| is_open(session, planned.id())) {
        pace.needed_ms += pace.takes(rest_ms(session, planned));
        let is_scored = session.answer(planned.id()).is_some_and(|it| it.outcome != Verdict::Open);
        if pace.needed_ms > left_ms && !is_scored {
            let required = planned.item.required;
            pace.wont_fit.push(NoFit { number: planned.number, required });
        }
    }
    pace
}

/// What would bring the interview back to its plan; `None` where it is on pace, or nothing would.
pub fn proposal(record: &SessionRecord, session: &Session) -> Option<Proposal> {
    let pace = pace(&record.set, session);
    let proposal = if pace.behind_ms() >= ON_PACE_MS {
        save(&record.set, session, &pace)
    } else {
        restore(record, session, &pace)
    };
    (!proposal.steps.is_empty()).then_some(proposal)
}

/// The events that carry a proposal out; `for_time` is the text [`FOR_TIME`].
pub fn steps(proposal: &Proposal, for_time: &TextRef) -> Vec<EventKind> {
    let event = |step: &Step| match step.clone() {
        Step::Skip(question) => EventKind::Skipped { question, reason: for_time.clone() },
        Step::Shorten { question, to, .. } => EventKind::Budgeted { question, minutes: Some(to) },
        Step::Restore(question) => EventKind::OutcomeCleared { question },
    };
    proposal.steps.iter().map(event).collect()
}

/// Optional questions go first, the last one foremost; then those that remain get less time.
fn save(set: &FrozenSet, session: &Session, pace: &Pace) -> Proposal {
    let behind_ms = pace.behind_ms();
    let mut proposal = Proposal { steps: Vec::new(), gained_ms: 0 };
    let waiting = |planned: &Planned<'_>| {
        let id = planned.id();
        is_open(session, id) && session.current.as_ref() != Some(id)
    };
    let mut rest: Vec<Planned<'_>> = session.plan(set).filter(waiting).collect();
    while proposal.gained_ms < behind_ms
        && let Some(last) = rest.iter().rposition(|planned| !planned.item.required)
    {
        let dropped = rest.remove(last);
        proposal.gained_ms += pace.takes(rest_ms(session, dropped));
        proposal.steps.push(Step::Skip(dropped.id().clone()));
    }
    // In the order of the plan.
    proposal.steps.reverse();
    let room = |planned: &Planned<'_>| {
        planned.minutes.saturating_sub((planned.minutes.div_ceil(2)).max(SHORTEST_MINUTES))
    };
    let mut cuts: Vec<u16> = rest.iter().map(|_| 0).collect();
    // One minute at a time from whoever has most left to give, so that the cut is even.
    while proposal.gained_ms < behind_ms {
        let givers = rest.iter().zip(&mut cuts).filter(|(planned, cut)| **cut < room(planned));
        let Some((_, cut)) = givers.max_by_key(|(planned, cut)| room(planned) - **cut) else {
            break;
        };
        *cut += 1;
        proposal.gained_ms += pace.takes(60_000);
    }
    let shortened = rest.iter().zip(cuts).filter(|(_, cut)| *cut > 0);
    proposal.steps.extend(shortened.map(|(planned, cut)| {
        let (question, from) = (planned.id().clone(), planned.minutes);
        Step::Shorten { question, from, to: from - cut }
    }));
    proposal
}

/// Questions that were skipped for time, as far as they fit now.
fn restore(record: &SessionRecord, session: &Session, pace: &Pace) -> Proposal {
    let mut proposal = Proposal { steps: Vec::new(), gained_ms: 0 };
    for planned in session.plan(&record.set) {
        let outcome = session.answer(planned.id()).map(|answer| &answer.outcome);
        let Some(Verdict::Skipped(reason)) = outcome else { continue };
        let takes_ms = pace.takes(planned.budget_ms());
        if record.words(reason) == Some(FOR_TIME)
            && !session.was_asked(planned.id())
            && proposal.gained_ms + takes_ms <= pace.ahead_ms()
        {
            proposal.gained_ms += takes_ms;
            proposal.steps.push(Step::Restore(planned.id().clone()));
        }
    }
    proposal
}

/// The first item of the plan that is neither asked nor decided.
pub fn next_open<'s>(set: &'s FrozenSet, session: &'s Session) -> Option<&'s QuestionId> {
    session.plan(set).map(Planned::id).find(|id| {
        session.answer(id).is_some_and(|answer| answer.outcome == Verdict::Open)
            && !session.was_asked(id)
    })
}

/// Of the questions that were judged: time taken against time planned.
fn percent(set: &FrozenSet, session: &Session) -> u64 {
    let over = session.numbered(set).filter(|planned| {
        let outcome = session.answer(planned.id()).map(|answer| &answer.outcome);
        matches!(outcome, Some(Verdict::Scored(_) | Verdict::NotAssessed(_)))
            && session.current.as_ref() != Some(planned.id())
    });
    let (spent_ms, planned_ms) = over.fold((PRIOR_MS, PRIOR_MS), |(spent, budget), planned| {
        let taken = session.stopwatch.question_ms(planned.id());
        (spent.saturating_add(taken), budget.saturating_add(planned.budget_ms()))
    });
    (spent_ms.saturating_mul(100) / planned_ms.max(1)).clamp(50, 200)
}

fn rest_ms(session: &Session, planned: Planned<'_>) -> u64 {
    planned.budget_ms().saturating_sub(session.stopwatch.question_ms(planned.id()))
}

/// Still to be asked, or on stage now: one that is scored already may go on. An answer left without a
/// score needs no more time.
fn is_open(session: &Session, id: &QuestionId) -> bool {
    let Some(answer) = session.answer(id) else { return false };
    if session.current.as_ref() == Some(id) {
        return !matches!(answer.outcome, Verdict::Skipped(_));
    }
    answer.outcome == Verdict::Open && !session.was_asked(id)
}
