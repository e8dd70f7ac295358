//! One session under way: every step is recorded first, then folded.

use super::clock::Now;
use crate::domain::event::{Event, EventKind};
use crate::domain::ids::{InvalidId, SessionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::session::Session;
use crate::domain::set::FrozenSet;
use crate::domain::text::{Salt, Text, TextContent, TextRef};
use crate::records::{Batch, RecordStore, RecordsError};

/// Why a step was not recorded. The session stands as it was before it.
#[derive(Debug, thiserror::Error)]
pub enum InterviewError {
    /// The records could not take it.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The step does not fit the session as it stands.
    #[error("this step was not recorded: {0}")]
    Refused(&'static str),
    /// A text could not be named.
    #[error(transparent)]
    Id(#[from] InvalidId),
}

/// Gives a new salt for each text; random in use, scripted in a demo or test.
pub type SaltSource = Box<dyn FnMut() -> Salt + Send>;

/// A session that is being held.
pub struct Interview<'s> {
    store: &'s mut dyn RecordStore,
    salts: SaltSource,
    record: SessionRecord,
    session: Session,
    /// Texts of the next event.
    pending: Vec<Text>,
    /// How many texts were named, kept or not: no id is given twice.
    texts_named: usize,
}

impl<'s> Interview<'s> {
    /// Starts a new session in the records.
    pub fn plan(
        store: &'s mut dyn RecordStore,
        id: SessionId,
        set: FrozenSet,
        now: Now,
        utc_offset_minutes: i16,
        salts: SaltSource,
    ) -> Result<Self, InterviewError> {
        let digest = set.digest().map_err(RecordsError::from)?;
        let kind = EventKind::Planned { set: digest, utc_offset_minutes };
        let event = Event { seq: 1, wall_ms: now.wall_ms, elapsed_ms: now.elapsed_ms, kind };
        let batch = Batch { events: vec![event.clone()], texts: Vec::new() };
        store.create(&id, &set, &batch)?;
        let session = Session::fold(&set, [&event]);
        let record = SessionRecord { id, set, events: vec![event], texts: Vec::new() };
        Ok(Self { store, salts, record, session, pending: Vec::new(), texts_named: 0 })
    }

    /// The record so far; every event in it is safe on the disk.
    pub fn record(&self) -> &SessionRecord {
        &self.record
    }

    /// The state of the session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Names a text for the next event, and salts it.
    pub fn text(&mut self, body: &str) -> Result<TextRef, InterviewError> {
        self.texts_named += 1;
        let id = TextId::parse(format!("t{}", self.texts_named))?;
        let content = TextContent { salt: (self.salts)(), body: body.to_owned() };
        let reference = TextRef { id: id.clone(), hash: content.hash() };
        self.pending.push(Text { id, content: Some(content) });
        Ok(reference)
    }

    /// Records what happened, with the texts that it refers to. A step that does not fit the session
    /// is refused, and its texts are dropped. Where the records cannot take it, it can be tried
    /// again as it is.
    pub fn happen(&mut self, now: Now, kind: EventKind) -> Result<(), InterviewError> {
        let after = self.record.events.len() as u64;
        let event =
            Event { seq: after + 1, wall_ms: now.wall_ms, elapsed_ms: now.elapsed_ms, kind };
        let mut session = self.session.clone();
        session.apply(&event);
        if let Some((_, why)) = session.ignored.pop() {
            self.pending.clear();
            return Err(InterviewError::Refused(why));
        }
        let referenced: Vec<&TextId> = event.kind.texts().iter().map(|text| &text.id).collect();
        let is_known =
            |id: &TextId| self.pending.iter().chain(&self.record.texts).any(|text| text.id == *id);
        if !referenced.iter().all(|id| is_known(id)) {
            self.pending.clear();
            return Err(InterviewError::Refused("a text that it refers to is not there"));
        }
        // A text that was named for a step which never came is not kept.
        let texts: Vec<Text> =
            self.pending.iter().filter(|text| referenced.contains(&&text.id)).cloned().collect();
        let batch = Batch { events: vec![event], texts };
        self.store.append(&self.record.id, after, &batch)?;
        self.pending.clear();
        self.session = session;
        self.record.events.extend(batch.events);
        self.record.texts.extend(batch.texts);
        Ok(())
    }

    /// Seals the session.
    pub fn submit(&mut self, now: Now) -> Result<(), InterviewError> {
        let seal = self.record.chain().map_err(RecordsError::from)?;
        self.happen(now, EventKind::Submitted { seal })
    }
}
