//! In which sessions a set was used: read from the records when a set comes on view.

use std::sync::Arc;

use super::{Desk, Reply};
use crate::domain::earlier::Earlier;
use crate::domain::ids::SetId;
use crate::frame::Frame;
use crate::records::RecordsError;
use crate::records::sqlite::SetUse;

/// The sessions of the set that was looked up last; the latest first.
#[derive(Debug)]
pub struct SetUses {
    set: SetId,
    sessions: Vec<SetUse>,
}

impl Desk {
    /// Reads in which sessions a set was used; [`Desk::uses_of`] has them once they are read.
    pub fn look_up_uses(&mut self, set: SetId, frame: &mut Frame) {
        self.records_job(frame, move |keeper| {
            let result = keeper.uses_of(&set);
            Reply::Uses { set, result }
        });
    }

    /// `None` until they are read.
    pub fn uses_of(&self, set: &SetId) -> Option<&[SetUse]> {
        let uses = self.set_uses.as_ref().filter(|uses| uses.set == *set)?;
        Some(&uses.sessions)
    }

    /// Reads what was asked in earlier interviews; [`Desk::earlier`] has it once it is read.
    pub fn look_up_earlier(&mut self, frame: &mut Frame) {
        self.records_job(frame, |keeper| Reply::Earlier(keeper.earlier()));
    }

    /// The latest first.
    pub fn earlier(&self) -> &Arc<[Earlier]> {
        &self.earlier
    }

    /// What cannot be read is as if nothing was asked: Home says why the records are not there.
    pub(super) fn take_earlier(&mut self, result: Result<Vec<Earlier>, RecordsError>) {
        self.earlier = result.unwrap_or_default().into();
    }

    pub(super) fn take_uses(
        &mut self,
        set: SetId,
        result: Result<Vec<SetUse>, RecordsError>,
        frame: &mut Frame,
    ) {
        match result {
            Ok(sessions) => self.set_uses = Some(SetUses { set, sessions }),
            // Home says why the records are not there.
            Err(RecordsError::NotOpen) => {}
            Err(error) => frame.notices.fail(error),
        }
    }
}
