//! Sessions of a list: opened, ended, put aside, taken up again, deleted.

use super::held::Held;
use super::{Arrival, Asked, Desk, Outcome, Reply, SessionAct, runs};
use crate::domain::event::EventKind;
use crate::domain::ids::SessionId;
use crate::domain::session::Phase;
use crate::domain::summary::Summary;
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::frame::tickets::Ticket;
use crate::records::RecordsError;
use crate::records::vault::{Leftovers, Loaded};

/// Why a discarded session does not open.
const RESTORE_FIRST: &str = "Restore the session first";

impl Desk {
    /// A session that is not in hand is read first.
    pub fn act(&mut self, id: &SessionId, act: SessionAct, frame: &mut Frame) {
        if !self.may_touch(id, frame) || (act != SessionAct::Open && !self.may_change(frame)) {
            return;
        }
        let ticket = frame.tickets.issue();
        if act == SessionAct::Open {
            if self.overview(id).is_some_and(|row| row.discarded) {
                return frame.notices.hint(RESTORE_FIRST);
            }
            self.opening = ticket;
        }
        if self.held.contains_key(id) {
            return self.act_in_hand(id, act, ticket, frame);
        }
        let (id, asked) = (id.clone(), Asked { id: id.clone(), act, ticket });
        let is_given = self.records_job(frame, move |keeper| {
            let result = keeper.load(&id).map(Box::new);
            Reply::Loaded { id, act, ticket, result }
        });
        self.asked.extend(is_given.then_some(asked));
    }

    /// Refuses, in words, what the records could not keep.
    pub fn may_change(&self, frame: &mut Frame) -> bool {
        let not_kept = self.not_kept();
        not_kept.map(|why| frame.notices.fail(Failure::NotKept(why))).is_none()
    }

    /// Refuses, in words, a session about to be deleted.
    pub fn may_touch(&self, id: &SessionId, frame: &mut Frame) -> bool {
        let is_deleting = self.deleting.contains(id);
        if is_deleting {
            frame.notices.fail(Failure::Deleting(self.name_of(id)));
        }
        !is_deleting
    }

    /// Refuses, in words, a session that is about to be deleted or is gone.
    pub fn is_at_hand(&self, id: &SessionId, frame: &mut Frame) -> bool {
        let is_at_hand = self.held.contains_key(id) && !self.deleting.contains(id);
        if !is_at_hand {
            frame.notices.fail(Failure::Deleting(self.name_of(id)));
        }
        is_at_hand
    }

    /// Takes up a session that was read, then does what it was read for.
    pub(super) fn loaded(
        &mut self,
        id: &SessionId,
        (act, ticket): (SessionAct, Ticket),
        result: Result<Box<Loaded>, RecordsError>,
        must_wait: bool,
        frame: &mut Frame,
    ) {
        // With a session in hand everything that was asked of it is done at once, in the order in which
        // it was asked for: the person may act on it again before the next reply.
        let Some(at) = self.asked.iter().position(|asked| asked.ticket == ticket) else { return };
        let first = self.asked.remove(at);
        let Loaded { record, read_only } = match result {
            Ok(loaded) => *loaded,
            Err(error) => return frame.notices.fail(error),
        };
        if !self.may_touch(id, frame) {
            return;
        }
        // It may have been taken in hand while it was read.
        if !self.held.contains_key(id) {
            match read_only {
                Some(why) if act == SessionAct::Open => {
                    let record = Box::new(record);
                    let to_read = Arrival::ToRead { record, why, ticket };
                    return self.outcomes.push(Outcome::Arrived(to_read));
                }
                Some(why) => return frame.notices.fail(Failure::ReadOnlySession(why)),
                None => {}
            }
            let held = Held::resume(record, frame.now, frame.salt_source());
            let goes_on = act == SessionAct::Open && !held.session().discarded;
            let must_stop = runs(&held) && !goes_on;
            self.held.insert(id.clone(), held);
            if must_stop {
                // It was read only to be put aside or ended, so its clock must not run.
                self.change(id, frame, |held, now| held.record_aside(now, EventKind::Paused));
            } else if ticket < self.opening || must_wait {
                // A session that does not come on screen must not run beside another.
                self.pause_beside_another(id, frame);
            }
        }
        let others = self.asked.extract_if(.., |asked| asked.id == *id).collect::<Vec<_>>();
        for Asked { act, ticket, .. } in std::iter::once(first).chain(others) {
            self.act_in_hand(id, act, ticket, frame);
        }
    }

    /// Stops the clock of a session taken up while another one's runs.
    fn pause_beside_another(&mut self, id: &SessionId, frame: &mut Frame) {
        let is_running = self.held.get(id).is_some_and(runs);
        if is_running && self.held.iter().any(|(other, held)| other != id && runs(held)) {
            self.pause_for_another(id, frame);
        }
    }

    /// Opening and ending are for somebody else to show.
    fn act_in_hand(&mut self, id: &SessionId, act: SessionAct, ticket: Ticket, frame: &mut Frame) {
        let Some(held) = self.held.get(id) else { return };
        let is_running = runs(held);
        let name = Summary::of(held.record(), held.session())
            .state
            .map_or(String::new(), |overview| overview.name().to_owned());
        match act {
            SessionAct::Open | SessionAct::EndEarly => {
                let id = id.clone();
                let ready = Arrival::Ready { id, act, ticket };
                self.outcomes.push(Outcome::Arrived(ready));
            }
            SessionAct::NoShow => {
                if self.record(id, EventKind::NoShow, frame) {
                    frame.notices.done(format!("{name}: no-show recorded"));
                }
            }
            SessionAct::Discard => {
                // A session that is put aside must not have a running clock.
                if is_running {
                    self.record(id, EventKind::Paused, frame);
                }
                if self.record(id, EventKind::Discarded, frame) {
                    self.acted_on = Some(id.clone());
                    frame.notices.undoable(format!("{name}: discarded"));
                }
            }
            SessionAct::Restore => {
                if self.record(id, EventKind::Restored, frame) {
                    self.acted_on = Some(id.clone());
                    frame.notices.undoable(format!("{name}: restored"));
                }
            }
        }
    }

    /// The phase of a session still wanted on screen: of several requests, the newest is shown. A
    /// discarded session does not open.
    pub fn wanted(&self, id: &SessionId, ticket: Ticket, frame: &mut Frame) -> Option<Phase> {
        if !self.is_at_hand(id, frame) {
            return None;
        }
        let session = self.held.get(id)?.session();
        if session.discarded {
            frame.notices.hint(RESTORE_FIRST);
            return None;
        }
        (ticket >= self.opening).then_some(session.phase)
    }

    /// With everything in it.
    pub fn delete(&mut self, id: SessionId, frame: &mut Frame) {
        self.acted_on.take_if(|acted_on| *acted_on == id);
        let deleting = id.clone();
        let is_given = self.records_job(frame, move |keeper| {
            let result = keeper.delete(&id);
            Reply::Deleted { id, result }
        });
        if is_given {
            self.deleting.insert(deleting);
        }
    }

    /// Forgets a session that the records no longer have; where they still have it, all of it
    /// stays.
    pub(super) fn deleted(
        &mut self,
        id: &SessionId,
        result: Result<Leftovers, RecordsError>,
        frame: &mut Frame,
    ) {
        self.deleting.remove(id);
        let leftovers = match result {
            Ok(leftovers) => leftovers,
            Err(error) => return frame.notices.fail(error),
        };
        self.held.remove(id);
        self.index.remove(id);
        self.outcomes.push(Outcome::Deleted(id.clone()));
        match leftovers.0.into_iter().next() {
            None => frame.notices.done("The session was deleted"),
            Some(path) => frame.notices.fail(Failure::Leftover(path)),
        }
    }
}
