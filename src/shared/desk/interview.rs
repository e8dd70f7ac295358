//! One open session in memory: every step is checked before it is taken.
//!
//! [`Interview::prepare`] says what a step would write, [`Interview::take`] takes it. Whoever holds
//! the interview writes the step to the records in between or right after: [`crate::shared::recorded`]
//! waits for the disk before it takes a step, [`super::held`] takes it at once and writes behind.

use crate::domain::canonical::CanonicalError;
use crate::domain::event::{Event, EventKind, NEWEST_RULES, possible_offset};
use crate::domain::ids::{InvalidId, SessionId, TextId};
use crate::domain::record::SessionRecord;
use crate::domain::session::Session;
use crate::domain::set::FrozenSet;
use crate::domain::signature::{Signer, session_message};
use crate::domain::text::{SaltSource, Text, TextContent, TextRef};
use crate::frame::clock::Now;
use crate::frame::failure::Failure;
use crate::records::Batch;

/// Why a step does not fit the session as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this step was not recorded: {0}")]
pub struct Refused(pub &'static str);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error(transparent)]
    Id(#[from] InvalidId),
    /// Without a salt a short text can be guessed from its hash.
    #[error(
        "not recorded: this computer supplied no random numbers to protect the text; close Plumbline and \
         start it again"
    )]
    Unsalted,
}

impl From<Refused> for Failure {
    fn from(Refused(why): Refused) -> Self {
        Self::Refused(why)
    }
}

impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Id(error) => Self::Id(error),
            TextError::Unsalted => Self::Unsalted,
        }
    }
}

pub struct Interview {
    salts: SaltSource,
    record: SessionRecord,
    session: Session,
    pending: Vec<Text>,
    /// Texts named so far, kept or not: no id is given twice.
    texts_named: usize,
    /// The monotonic clock and the session's own time when it was taken in hand.
    taken_up: (u64, u64),
}

/// A step that fits, not yet taken.
#[derive(Debug)]
pub struct Prepared {
    /// Events of the session before it.
    pub after: u64,
    pub batch: Batch,
    session: Session,
}

impl Interview {
    /// A new session, and what it writes first.
    pub fn plan(
        id: SessionId,
        set: FrozenSet,
        now: Now,
        utc_offset_minutes: i16,
        salts: SaltSource,
    ) -> Result<(Self, Batch), CanonicalError> {
        let utc_offset_minutes = possible_offset(utc_offset_minutes);
        let rules = NEWEST_RULES;
        let kind = EventKind::Planned { set: set.digest()?, utc_offset_minutes, rules };
        let event = Event { seq: 1, wall_ms: now.wall_ms, elapsed_ms: 0, kind };
        let batch = Batch { events: vec![event.clone()], texts: Vec::new() };
        let record = SessionRecord { id, set, events: vec![event], texts: Vec::new(), lost: None };
        Ok((Self::over(record, (now.mono_ms, 0), salts), batch))
    }

    /// A session taken up again. The time since its last event has not passed for it until
    /// [`Interview::let_pass`] says so.
    pub fn resume(record: SessionRecord, now: Now, salts: SaltSource) -> Self {
        let elapsed_ms = record.events.last().map_or(0, |event| event.elapsed_ms);
        Self::over(record, (now.mono_ms, elapsed_ms), salts)
    }

    fn over(record: SessionRecord, taken_up: (u64, u64), salts: SaltSource) -> Self {
        let number = |text: &Text| text.id.as_str().strip_prefix('t')?.parse::<usize>().ok();
        let highest = record.texts.iter().filter_map(number).max().unwrap_or(0);
        let session = record.fold();
        Self { salts, record, session, pending: Vec::new(), texts_named: highest, taken_up }
    }

    pub fn record(&self) -> &SessionRecord {
        &self.record
    }

    /// After its last event.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session's own time at a moment.
    pub fn elapsed_ms(&self, now: Now) -> u64 {
        let (mono_ms, elapsed_ms) = self.taken_up;
        elapsed_ms.saturating_add(now.mono_ms.saturating_sub(mono_ms))
    }

    /// With its clocks as they read at a moment.
    pub fn session_at(&self, now: Now) -> Session {
        let mut session = self.session.clone();
        session.stopwatch.advance(self.elapsed_ms(now));
        session
    }

    /// Lets time pass that the session's monotonic clock did not see.
    pub fn let_pass(&mut self, ms: u64) {
        self.taken_up.1 = self.taken_up.1.saturating_add(ms);
    }

    /// Names a text for the next event, and salts it.
    pub fn text(&mut self, body: &str) -> Result<TextRef, TextError> {
        let salt = (self.salts)().ok_or(TextError::Unsalted)?;
        self.texts_named += 1;
        let id = TextId::parse(format!("t{}", self.texts_named))?;
        let content = TextContent { salt, body: body.to_owned() };
        let reference = TextRef { id: id.clone(), hash: content.hash() };
        self.pending.push(Text { id, content: Some(content) });
        Ok(reference)
    }

    /// What a step would write. A step that does not fit is refused, and its texts are dropped.
    pub fn prepare(&mut self, now: Now, kind: EventKind) -> Result<Prepared, Refused> {
        let after = self.record.events.len() as u64;
        let elapsed_ms = self.elapsed_ms(now);
        // Events are ordered by `seq`. A wall clock that is set back must not contradict that, nor
        // let an amendment come before its submission.
        let last_wall_ms = self.record.events.last().map_or(i64::MIN, |event| event.wall_ms);
        let wall_ms = now.wall_ms.max(last_wall_ms);
        let event = Event { seq: after + 1, wall_ms, elapsed_ms, kind };
        let mut session = self.session.clone();
        session.apply(&event);
        if let Some((_, why)) = session.ignored.pop() {
            self.pending.clear();
            return Err(Refused(why));
        }
        let referenced: Vec<&TextId> = event.kind.texts().iter().map(|text| &text.id).collect();
        let is_known =
            |id: &TextId| self.pending.iter().chain(&self.record.texts).any(|text| text.id == *id);
        if !referenced.iter().all(|id| is_known(id)) {
            self.pending.clear();
            return Err(Refused("a text that it refers to is not there"));
        }
        // A text named for a step that never came is not kept.
        let texts: Vec<Text> =
            self.pending.iter().filter(|text| referenced.contains(&&text.id)).cloned().collect();
        Ok(Prepared { after, batch: Batch { events: vec![event], texts }, session })
    }

    /// Takes the step prepared last.
    pub fn take(&mut self, step: Prepared) {
        self.pending.clear();
        self.session = step.session;
        self.record.events.extend(step.batch.events);
        self.record.texts.extend(step.batch.texts);
    }

    /// The event that seals the session as it stands.
    pub fn seal(&self) -> Result<EventKind, CanonicalError> {
        Ok(EventKind::Submitted { seal: self.record.chain()? })
    }

    /// The event that signs the session as it stands.
    pub fn signature(&self, signer: &dyn Signer) -> Result<EventKind, CanonicalError> {
        let message = session_message(&self.record.id, &self.record.chain()?);
        Ok(EventKind::Signed { key: signer.public(), signature: signer.sign(&message) })
    }
}
