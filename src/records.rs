//! Records: sessions as append-only events, with personal text apart.
//!
//! This layer knows the domain, the disk and its store. It must not know egui, the library or the
//! exports. In reading order:
//!
//! - [`RecordStore`] is the contract; [`sqlite`] is the embedded store. A team database can stand
//!   behind the same contract later.
//! - [`lines`], [`presence`]: files that are only added to, and whether a path still leads to the
//!   file that was opened.
//! - [`journal`], [`witness`]: the second copy of each session under way, and what the records must
//!   hold; both lie in another folder than the database.
//! - [`salvage`]: the best version of a session that all copies together still give.
//! - [`vault`]: the store with its second copy, opened, checked and repaired as one.
//! - Own notes on questions ([`crate::domain::annotation`]) lie in the same database, apart from every
//!   session.
//! - [`backup`]: verified copies of the whole database, and their rotation.

pub mod backup;
pub mod error;
pub mod journal;
pub mod lines;
mod lock;
pub mod merge;
pub mod presence;
pub mod salvage;
mod schema;
pub mod sqlite;
pub mod vault;
pub mod witness;

pub use error::RecordsError;

use crate::domain::event::Event;
use crate::domain::ids::SessionId;
use crate::domain::record::SessionRecord;
use crate::domain::set::FrozenSet;
use crate::domain::text::Text;

/// Where sessions are kept.
///
/// When a call returns `Ok`, what it wrote survives a crash of the program and of the machine. When
/// it returns an error, it wrote nothing, or the same call can be made again and finds it written.
pub trait RecordStore {
    /// Keeps a new session with the frozen set it uses and its first events. Where the same events
    /// are there already, what is new is added to them.
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError>;

    /// Adds events to a session whose last event so far is number `after`. Events that are there
    /// already, the very same, are passed over.
    fn append(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Result<(), RecordsError>;

    /// The whole session. Events are checked against the chain, the set and the texts against their
    /// hashes.
    fn load(&self, id: &SessionId) -> Result<SessionRecord, RecordsError>;

    /// Every session's id, the latest first.
    fn list(&self) -> Result<Vec<SessionId>, RecordsError>;

    /// Removes a session with its events and texts, and its set where no other session uses it.
    fn delete(&mut self, id: &SessionId) -> Result<(), RecordsError>;
}

/// What is written at once: all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Numbered on from the session's last event.
    pub events: Vec<Event>,
    /// The texts that these events refer to.
    pub texts: Vec<Text>,
}
