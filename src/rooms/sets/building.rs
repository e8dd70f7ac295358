//! Sets from the bank: built on a thread of their own, the newest request last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Wanted;
use crate::domain::assemble::{Alternative, Proposal, Request, alternatives, assemble};
use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::set::QuestionSet;
use crate::frame::Frame;
use crate::frame::failure::{Failure, Thread};
use crate::frame::tickets::Ticket;
use crate::frame::work::{Inbox, Worker};
use crate::library::load::Library;
use crate::shared::content::Content;

/// Equally good sets beside the shown one.
const OTHERS: usize = 2;
/// Seeds that are tried for them.
const SEEDS: u64 = 12;
/// Alternatives that are offered for one question.
const ALTERNATIVES: usize = 8;

/// A request for a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    pub wanted: Wanted,
    pub locked: BTreeSet<QuestionId>,
    /// The set that they are of.
    pub of: Option<QuestionSet>,
    pub exclude: BTreeSet<QuestionId>,
    pub stale: BTreeMap<QuestionId, u8>,
    pub purpose: Purpose,
}

/// What becomes of the set that is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It takes the place of the shown one. `is_stretch`: so does the next, and undo takes both back.
    Show { is_stretch: bool },
    /// Its questions take the place of the shown set's.
    Reroll,
}

pub(super) enum Built {
    Set { ticket: Ticket, ask: Ask, result: Result<Box<Proposal>, Failure> },
    Others { ask: Ask, result: Result<Vec<QuestionSet>, Failure> },
    Alternatives { out: QuestionId, result: Result<Vec<Alternative>, Failure> },
}

pub(super) struct Builder {
    worker: Worker<()>,
    pub inbox: Inbox<Built>,
    is_busy: bool,
    /// Waits for the set that is being built, or for the library; a newer request takes its place.
    waiting: Option<(Ticket, Ask)>,
}

impl Builder {
    pub fn new(frame: &Frame) -> Self {
        Self {
            worker: frame.thread("assembly", ()).without_waiting(),
            inbox: frame.inbox(),
            is_busy: false,
            waiting: None,
        }
    }

    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Builds a set; from the library that is being read, where one is.
    pub fn ask(&mut self, ask: Ask, content: &Content, frame: &mut Frame) {
        self.waiting = Some((frame.tickets.issue(), ask));
        self.go_on(content, frame);
    }

    /// Builds what waits, once nothing is in its way.
    pub fn go_on(&mut self, content: &Content, frame: &mut Frame) {
        if self.is_busy || content.is_reading() {
            return;
        }
        let Some((ticket, ask)) = self.waiting.take() else { return };
        let library = Arc::clone(content.library());
        self.is_busy = true;
        self.give(frame, move || {
            let result = build(&library, &ask, ask.wanted.seed).map(Box::new);
            Built::Set { ticket, ask, result }
        });
    }

    /// A set has come.
    pub fn is_done(&mut self) {
        self.is_busy = false;
    }

    /// Looks for sets as good as the shown one.
    pub fn find_others(
        &mut self,
        ask: Ask,
        shown: QuestionSet,
        content: &Content,
        frame: &mut Frame,
    ) {
        let library = Arc::clone(content.library());
        self.give(frame, move || {
            let result = others(&library, &ask, shown);
            Built::Others { ask, result }
        });
    }

    /// Looks for questions in the place of one.
    pub fn find_alternatives(
        &mut self,
        ask: Ask,
        set: QuestionSet,
        out: QuestionId,
        content: &Content,
        frame: &mut Frame,
    ) {
        let library = Arc::clone(content.library());
        self.give(frame, move || {
            let find = |request: Request<'_>| {
                alternatives(&library.bank, request, &set, &out, ALTERNATIVES)
            };
            let result = with_request(&library.bank, &ask, ask.wanted.seed, find);
            Built::Alternatives { out, result }
        });
    }

    fn give(&mut self, frame: &mut Frame, job: impl FnOnce() -> Built + Send + 'static) {
        if self.worker.give(&self.inbox.replies(), move |()| job()).is_err() {
            self.is_busy = false;
            frame.notices.fail(Failure::Stopped(Thread::Assembly));
        }
    }
}

fn with_request<T>(
    bank: &Bank,
    ask: &Ask,
    seed: u64,
    run: impl FnOnce(Request<'_>) -> T,
) -> Result<T, Failure> {
    let Wanted { seniority, minutes, .. } = ask.wanted;
    let blueprint = bank.blueprint(seniority).ok_or(Failure::NoBlueprint(seniority))?;
    let Ask { locked, of, exclude, stale, .. } = ask;
    let of = of.as_ref();
    Ok(run(Request { blueprint, minutes, seed, exclude, locked, of, stale }))
}

fn build(library: &Library, ask: &Ask, seed: u64) -> Result<Proposal, Failure> {
    let Wanted { seniority, minutes, .. } = ask.wanted;
    let proposal =
        with_request(&library.bank, ask, seed, |request| assemble(&library.bank, request))?;
    if proposal.set.items.is_empty() {
        return Err(Failure::NothingFits { seniority, minutes, gaps: proposal.gaps });
    }
    Ok(proposal)
}

/// The shown set, then sets of the next seeds with other questions that miss the blueprint by no more.
fn others(library: &Library, ask: &Ask, shown: QuestionSet) -> Result<Vec<QuestionSet>, Failure> {
    let questions = |set: &QuestionSet| -> BTreeSet<QuestionId> {
        set.items.iter().map(|item| item.question.clone()).collect()
    };
    let best = build(library, ask, ask.wanted.seed)?.objective;
    let mut seen = BTreeSet::from([questions(&shown)]);
    let mut found = vec![shown];
    for seed in (1..=SEEDS).map(|step| ask.wanted.seed.wrapping_add(step)) {
        let proposal = build(library, ask, seed)?;
        if proposal.objective <= best && seen.insert(questions(&proposal.set)) {
            found.push(proposal.set);
        }
        if found.len() > OTHERS {
            break;
        }
    }
    Ok(found)
}
