//! Records: sessions as append-only events, with personal text apart.
//!
//! This layer knows the domain and its store. It must not know egui, the library or the exports.
//! [`RecordStore`] is the contract; [`sqlite`] is the embedded store. A team database can stand
//! behind the same contract later.

mod lock;
mod schema;
pub mod sqlite;

use std::path::PathBuf;

use crate::domain::canonical::CanonicalError;
use crate::domain::event::Event;
use crate::domain::ids::SessionId;
use crate::domain::record::{RecordFault, SessionRecord};
use crate::domain::set::FrozenSet;
use crate::domain::text::Text;

/// Where sessions are kept.
///
/// When a call returns `Ok`, what it wrote survives a crash of the program and of the machine. When
/// it returns an error, it wrote nothing.
pub trait RecordStore {
    /// Keeps a new session with the frozen set it uses and its first events.
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError>;

    /// Adds events to a session whose last event so far is number `after`.
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

/// Why the records could not be opened, read or written. Nothing was changed in any case.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Another running copy writes to these records.
    #[error(
        "the records at {path} are in use by another running copy of Plumbline: close it, or work \
         with another workspace; nothing was changed"
    )]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// A newer program wrote them.
    #[error(
        "the records at {path} are of version {found}, and this program knows up to version \
         {newest}: open them with a newer Plumbline; nothing was changed"
    )]
    NewerSchema {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The newest version that is known here.
        newest: u32,
    },
    /// The file is something else.
    #[error(
        "{path} is not a Plumbline database: choose another file for the records; nothing was changed"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// There is no session of that id.
    #[error("there is no session \"{0}\" in the records")]
    NoSuchSession(SessionId),
    /// A session of that id exists.
    #[error("a session \"{0}\" is in the records already")]
    SessionExists(SessionId),
    /// The events do not follow the last one.
    #[error(
        "session \"{session}\" has {found} events where {expected} were expected: it was continued \
         elsewhere; load it again"
    )]
    OutOfOrder {
        /// The session.
        session: SessionId,
        /// How many events the caller counted on.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A stored event is not what was written.
    #[error(
        "event {seq} of session \"{session}\" was changed outside Plumbline: the events before it \
         are intact; restore the records from a backup"
    )]
    Tampered {
        /// The session.
        session: SessionId,
        /// The first event that does not fit the chain.
        seq: u64,
    },
    /// The stored session contradicts itself.
    #[error(
        "session \"{session}\" was changed outside Plumbline: {fault}; restore the records from a \
         backup"
    )]
    Faulty {
        /// The session.
        session: SessionId,
        /// The first contradiction.
        fault: RecordFault,
    },
    /// The disk is full.
    #[error("the disk is full, and the last step was not saved: free some space and try again")]
    DiskFull,
    /// The folder or the file cannot be written.
    #[error("{path} cannot be written: {reason}; nothing was changed")]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// A value that cannot be hashed.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Anything else the database says.
    #[error("the records could not be used: {0}")]
    Database(String),
}
