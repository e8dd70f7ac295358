//! An open session whose every step is on the disk before it is taken.

use crate::domain::canonical::CanonicalError;
use crate::domain::event::EventKind;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::session::Session;
use crate::domain::set::FrozenSet;
use crate::domain::text::{SaltSource, TextRef};
use crate::frame::clock::Now;
use crate::records::{RecordStore, RecordsError};
use crate::shared::desk::interview::{Interview, Refused, TextError};

/// The session stands as it was before the step.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// It can be tried again as it is.
    #[error(transparent)]
    Records(#[from] RecordsError),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Text(#[from] TextError),
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

pub struct Recorded<'s> {
    store: &'s mut dyn RecordStore,
    interview: Interview,
}

impl<'s> Recorded<'s> {
    pub fn plan(
        store: &'s mut dyn RecordStore,
        id: SessionId,
        set: FrozenSet,
        now: Now,
        utc_offset_minutes: i16,
        salts: SaltSource,
    ) -> Result<Self, StepError> {
        let (interview, batch) = Interview::plan(id, set, now, utc_offset_minutes, salts)?;
        let record = interview.record();
        store.create(&record.id, &record.set, &batch)?;
        Ok(Self { store, interview })
    }

    /// Every event in it is safe on the disk.
    pub fn record(&self) -> &SessionRecord {
        self.interview.record()
    }

    pub fn session(&self) -> &Session {
        self.interview.session()
    }

    /// Names a text for the next event, and salts it.
    pub fn text(&mut self, body: &str) -> Result<TextRef, StepError> {
        Ok(self.interview.text(body)?)
    }

    /// With the texts that the event refers to.
    pub fn happen(&mut self, now: Now, kind: EventKind) -> Result<(), StepError> {
        let step = self.interview.prepare(now, kind)?;
        self.store.append(&self.interview.record().id, step.after, &step.batch)?;
        self.interview.take(step);
        Ok(())
    }

    pub fn submit(&mut self, now: Now) -> Result<(), StepError> {
        let seal = self.interview.seal()?;
        self.happen(now, seal)
    }
}
