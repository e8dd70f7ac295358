//! The sessions on the desk: what is done to them, and their way to the disk.
//!
//! A step shows at once and is written behind, on the records thread. What that thread sends back
//! comes when it comes: meanwhile the person went on. Three rules say what a late reply may still do.
//!
//! 1. **A reply is stale only where the same question was asked again**: the lists, or the records
//!    opened once more. Acts on sessions are no such question: each is done, and none cancels another.
//! 2. **The newest wish is shown.** What asks to be shown carries its ticket: see [`Outcome`].
//! 3. **A session that is being deleted takes part in nothing**: acts on it are refused in words.

pub mod act;
mod annotations;
pub mod held;
pub mod index;
pub mod interview;
pub mod keeper;
mod rescue;
mod saving;
pub mod signing;
mod steps;
pub mod store;
pub mod undo;
pub mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use annotations::Annotations;
use held::Held;
use index::Index;
use keeper::{Keeper, WriteFailure};
use signing::OwnKey;
use store::Store;
use uses::SetUses;

use crate::domain::annotation::Annotation;
use crate::domain::earlier::Earlier;
use crate::domain::ids::{QuestionId, SessionId, SetId};
use crate::domain::practice::Practice;
use crate::domain::record::SessionRecord;
use crate::domain::rubric::Step;
use crate::domain::session::Phase;
use crate::domain::set::FrozenSet;
use crate::domain::summary::{Overview, Summary};
use crate::frame::Frame;
use crate::frame::clock::Now;
use crate::frame::failure::{Failure, NotKept, Thread};
use crate::frame::notices::Notice;
use crate::frame::tickets::Ticket;
use crate::frame::work::{Inbox, Worker};
use crate::records::Batch;
use crate::records::RecordsError;
use crate::records::sqlite::SetUse;
use crate::records::vault::{Leftovers, Loaded};

/// The sessions in hand, the list of all, and the records behind them.
pub struct Desk {
    held: BTreeMap<SessionId, Held>,
    /// Shown in the interview and the wrap-up.
    current: Option<SessionId>,
    /// The session a list acted on last; its step is the one to undo there.
    acted_on: Option<SessionId>,
    /// Sessions the records are about to delete.
    deleting: BTreeSet<SessionId>,
    index: Index,
    annotations: Annotations,
    /// The row of the session with a sample candidate; no list shows it.
    rehearsal: Option<(SessionId, Overview)>,
    /// See [`Desk::acts`].
    acts: u64,
    opening: Ticket,
    set_uses: Option<SetUses>,
    earlier: Arc<[Earlier]>,
    store: Store,
    own_key: OwnKey,
    thread: Worker<Keeper>,
    inbox: Inbox<Reply>,
    /// Acts on sessions that are being read for them.
    asked: Vec<Asked>,
    outcomes: Vec<Outcome>,
}

/// An act on a session that is not in hand yet.
struct Asked {
    id: SessionId,
    act: SessionAct,
    ticket: Ticket,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionAct {
    /// Go on with it, or show its scorecard.
    Open,
    NoShow,
    EndEarly,
    Discard,
    /// Take up a discarded one again.
    Restore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    Score(Step),
    NotAssessed,
    /// Take back a score, a skip or a "not assessed".
    Clear,
}

/// A session to be shown.
#[derive(Debug)]
pub enum Arrival {
    /// A session that was to be opened or ended is in hand.
    Ready { id: SessionId, act: SessionAct, ticket: Ticket },
    /// A session that was to be opened can only be read.
    ToRead { record: Box<SessionRecord>, why: String, ticket: Ticket },
}

/// What happened that somebody else acts on.
#[derive(Debug)]
pub enum Outcome {
    Arrived(Arrival),
    /// The records no longer have it.
    Deleted(SessionId),
    /// Home shows this; elsewhere it is a message.
    ForHome(Notice),
    /// Opened, or moved.
    RecordsChanged,
}

enum Reply {
    /// A write ended; with why there is no second copy, where that is so.
    Written {
        id: SessionId,
        batch: Batch,
        result: Result<Option<String>, WriteFailure>,
    },
    Loaded {
        id: SessionId,
        act: SessionAct,
        ticket: Ticket,
        result: Result<Box<Loaded>, RecordsError>,
    },
    Deleted {
        id: SessionId,
        result: Result<Leftovers, RecordsError>,
    },
    Earlier(Result<Vec<Earlier>, RecordsError>),
    Uses {
        set: SetId,
        result: Result<Vec<SetUse>, RecordsError>,
    },
    /// A write of own notes on questions ended.
    Annotated {
        annotations: Vec<Annotation>,
        result: Result<(), WriteFailure>,
    },
    Store(store::Reply),
}

impl Desk {
    /// Empty; [`Desk::open_records`] and [`Desk::open_key`] follow.
    pub fn new(frame: &Frame) -> Self {
        Self {
            held: BTreeMap::new(),
            current: None,
            acted_on: None,
            deleting: BTreeSet::new(),
            index: Index::default(),
            annotations: Annotations::default(),
            rehearsal: None,
            acts: 0,
            opening: Ticket::default(),
            set_uses: None,
            earlier: Arc::default(),
            store: Store::new(frame),
            own_key: OwnKey::new(frame),
            thread: frame.thread("records", Keeper::default()),
            inbox: frame.inbox(),
            asked: Vec::new(),
            outcomes: Vec::new(),
        }
    }

    pub fn held(&self) -> &BTreeMap<SessionId, Held> {
        &self.held
    }

    /// The session of the interview and of the wrap-up.
    pub fn current(&self) -> Option<&Held> {
        self.held.get(self.current.as_ref()?)
    }

    pub fn current_id(&self) -> Option<&SessionId> {
        self.current.as_ref()
    }

    pub fn on_stage(&self) -> Option<&QuestionId> {
        self.current()?.session().current.as_ref()
    }

    pub fn is_deleting(&self) -> bool {
        !self.deleting.is_empty()
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// All sessions, as far as the list was read.
    pub fn index(&self) -> &Index {
        &self.index
    }

    pub fn overview(&self, id: &SessionId) -> Option<&Overview> {
        let rehearsal = self.rehearsal.as_ref().filter(|(known, _)| known == id);
        rehearsal.map(|(_, row)| row).or_else(|| self.index.overview(id))
    }

    /// Sessions that can be read and are not about to be deleted.
    pub fn overviews(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        let rows = self.index.page().into_iter();
        let rows = rows.filter(|row| !self.deleting.contains(&row.id));
        rows.filter_map(|row| Some((&row.id, row.state.as_ref().ok()?)))
    }

    /// What there is to go on with.
    pub fn unfinished(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.index.unfinished().filter(|(id, _)| !self.deleting.contains(*id))
    }

    /// What was done last.
    pub fn done(&self) -> impl Iterator<Item = (&SessionId, &Overview)> {
        self.index.done().filter(|(id, _)| !self.deleting.contains(*id))
    }

    pub fn name_of(&self, id: &SessionId) -> String {
        self.overview(id).map_or("This session", Overview::name).to_owned()
    }

    /// Steps of all sessions, and own notes on questions, that are not on the disk yet.
    pub fn unsaved(&self) -> usize {
        self.held.values().map(Held::unsaved).sum::<usize>() + self.annotations.unsaved()
    }

    /// Why something could not be saved.
    pub fn save_failure(&self) -> Option<&str> {
        self.held.values().find_map(Held::failure).or_else(|| self.annotations.failure())
    }

    /// What to say while something is not saved: what is safe, and why or what to do.
    pub fn save_trouble(&self) -> Option<String> {
        let failure = self.save_failure()?;
        let why = match self.store.state() {
            store::RecordsState::Undecided(_) => NotKept::Undecided.to_string(),
            _ => failure.to_owned(),
        };
        let rescued = self.store.rescued().iter().map(|path| path.display().to_string());
        let rescued: Vec<String> = rescued.collect();
        Some(match rescued.is_empty() {
            true => format!("Not saved: {why}"),
            false => format!("Not saved, but a copy is in {}: {why}", rescued.join(", ")),
        })
    }

    /// Why the records cannot keep a new step; `None` where they can.
    pub fn not_kept(&self) -> Option<NotKept> {
        self.store.not_kept()
    }

    /// Whether an unfinished session can go on here, not only be looked at.
    pub fn can_go_on(&self, id: &SessionId) -> bool {
        self.not_kept().is_none() || self.held.contains_key(id)
    }

    /// How many acts of the person were recorded; a half-typed field compares it.
    pub fn acts(&self) -> u64 {
        self.acts
    }

    /// Interviews whose clock runs.
    pub fn running(&self) -> impl Iterator<Item = &SessionId> {
        let held = self.held.iter();
        let runs = held.filter(|(id, held)| runs(held) && !self.deleting.contains(*id));
        runs.map(|(id, _)| id)
    }

    /// The interview to go back to: the one whose clock runs, or else the one shown last.
    pub fn interview_under_way(&self) -> Option<&SessionId> {
        let is_open = |id: &&SessionId| self.overview(id).is_some_and(Overview::is_unfinished);
        let unfinished = || self.unfinished().map(|(id, _)| id).find(|id| self.can_go_on(id));
        let current = self.current.as_ref().filter(is_open);
        self.running().next().or(current).or_else(unfinished)
    }

    /// Milliseconds until a shown digit changes.
    pub fn next_change(&self) -> Option<u64> {
        self.held.values().filter_map(Held::next_change).min()
    }

    pub fn plan(&mut self, set: FrozenSet, frame: &Frame) -> Result<SessionId, Failure> {
        let id = new_session_id(frame)?;
        let (now, offset) = (frame.now, frame.utc_offset_minutes);
        let held = Held::plan(id.clone(), set, now, offset, frame.salt_source())?;
        self.held.insert(id.clone(), held);
        self.refresh(&id);
        Ok(id)
    }

    /// An interview with a sample candidate: never written, never listed.
    pub fn rehearse(
        &mut self,
        set: FrozenSet,
        practice: Arc<Practice>,
        frame: &Frame,
    ) -> Result<SessionId, Failure> {
        let id = new_session_id(frame)?;
        let (now, offset) = (frame.now, frame.utc_offset_minutes);
        let held = Held::plan(id.clone(), set, now, offset, frame.salt_source())?;
        self.forget_rehearsal();
        self.held.insert(id.clone(), held.practising(practice));
        self.refresh(&id);
        Ok(id)
    }

    /// Lets go of the interview with a sample candidate.
    pub fn forget_rehearsal(&mut self) {
        let Some((id, _)) = self.rehearsal.take() else { return };
        self.held.remove(&id);
        self.current = self.current.take().filter(|current| *current != id);
    }

    /// The interview with a sample candidate, while there is one.
    pub fn rehearsal(&self) -> Option<&Held> {
        self.held.get(&self.rehearsal.as_ref()?.0)
    }

    /// The real interview whose clock runs, if it is another than `id`.
    pub fn running_beside(&self, id: Option<&SessionId>) -> Option<&SessionId> {
        let is_real = |id: &SessionId| self.held.get(id).is_some_and(|it| it.practice().is_none());
        self.running().find(|running| Some(*running) != id && is_real(running))
    }

    /// Makes a session the interview's; the newest wish is now to see it.
    pub fn take_in_hand(&mut self, id: &SessionId) {
        self.current = Some(id.clone());
    }

    pub fn put_out_of_hand(&mut self) {
        self.current = None;
    }

    /// No earlier request is shown in place of what is shown now.
    pub fn show_newest(&mut self, ticket: Ticket) {
        self.opening = ticket;
    }

    /// Updates the row of a session in hand.
    fn refresh(&mut self, id: &SessionId) {
        let Some(held) = self.held.get(id) else { return };
        if held.practice().is_some() {
            let row = Overview::of(held.record(), held.session());
            self.rehearsal = Some((id.clone(), row));
            return;
        }
        self.index.put(Summary::of(held.record(), held.session()), held.is_new());
    }

    /// Reads the clocks of the sessions in hand.
    pub fn tick(&mut self, now: Now) {
        for held in self.held.values_mut() {
            held.tick(now);
        }
    }

    /// Takes replies of the records thread. `must_wait`: a form is open, so what is read now is
    /// shown later.
    pub fn take_replies(&mut self, must_wait: bool, frame: &mut Frame) {
        self.take_backups(frame);
        self.take_key(frame);
        while let Some(reply) = self.inbox.next(|_| true) {
            match reply {
                Reply::Written { id, batch, result } => self.written(&id, &batch, result, frame),
                Reply::Loaded { id, act, ticket, result } => {
                    // A form that an earlier reply of this tick opens makes this one wait as well.
                    let ends = |outcome: &Outcome| {
                        let Outcome::Arrived(arrival) = outcome else { return false };
                        matches!(arrival, Arrival::Ready { act: SessionAct::EndEarly, .. })
                    };
                    let must_wait = must_wait || self.outcomes.iter().any(ends);
                    self.loaded(&id, (act, ticket), result, must_wait, frame);
                }
                Reply::Deleted { id, result } => self.deleted(&id, result, frame),
                Reply::Uses { set, result } => self.take_uses(set, result, frame),
                Reply::Earlier(result) => self.take_earlier(result),
                Reply::Annotated { annotations, result } => self.annotated(&annotations, result),
                Reply::Store(reply) => self.take_store_reply(reply, frame),
            }
        }
    }

    /// What somebody else is to act on.
    pub fn take_outcomes(&mut self) -> Vec<Outcome> {
        std::mem::take(&mut self.outcomes)
    }

    /// Gives the records thread a job; says so where it is gone.
    fn records_job(
        &mut self,
        frame: &mut Frame,
        job: impl FnOnce(&mut Keeper) -> Reply + Send + 'static,
    ) -> bool {
        let given = self.thread.give(&self.inbox.replies(), job);
        given.map_err(|_| frame.notices.fail(Failure::Stopped(Thread::Records))).is_ok()
    }
}

fn runs(held: &Held) -> bool {
    held.session().phase == Phase::Live
}

/// A new session's name: the day, and something random.
fn new_session_id(frame: &Frame) -> Result<SessionId, Failure> {
    let at = chrono::DateTime::from_timestamp_millis(frame.now.wall_ms);
    let day = at.map_or(String::new(), |at| at.format("%Y-%m-%d-").to_string());
    let salt = frame.salt().ok_or(Failure::Unsalted)?;
    Ok(SessionId::parse(format!("{day}{}", salt.as_str().get(..12).unwrap_or_default()))?)
}
