//! Why the records could not be opened, read or written.

use std::path::PathBuf;

use crate::domain::canonical::CanonicalError;
use crate::domain::ids::SessionId;
use crate::domain::record::RecordFault;

/// Why the records could not be opened, read or written. Nothing was changed in any case.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Another running copy writes to these records.
    #[error(
        "the records at {path} are in use by another running copy of Plumbline: close it first; \
         nothing was changed"
    )]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// They were opened to read only.
    #[error("the records at {path} are open to read only; nothing was changed")]
    ReadOnly {
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
    /// They are not open: an opening failed, or a person has to decide first.
    #[error("the records are not open: see Home")]
    NotOpen,
    /// The file is something else.
    #[error(
        "{path} is not a Plumbline database: choose another file for the records; nothing was changed"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// There is no file where the records are to be read.
    #[error("there are no records at {path}; nothing was created")]
    Missing {
        /// The database.
        path: PathBuf,
    },
    /// The path no longer leads to the file that was opened.
    #[error("the records file {path} was removed, replaced or cut short while it was in use")]
    Displaced {
        /// The database, or the journal beside it.
        path: PathBuf,
    },
    /// The database's own structure is broken.
    #[error("the records file {path} is damaged")]
    Damaged {
        /// The database.
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
        "event {seq} of session \"{session}\" was changed outside Plumbline, or damaged: the events \
         before it are intact"
    )]
    Tampered {
        /// The session.
        session: SessionId,
        /// The first event that does not fit the chain.
        seq: u64,
    },
    /// The stored session contradicts itself.
    #[error("session \"{session}\" was changed outside Plumbline, or damaged: {fault}")]
    Faulty {
        /// The session.
        session: SessionId,
        /// The first contradiction.
        fault: RecordFault,
    },
    /// A row of the session cannot be read.
    #[error("a part of session \"{session}\" is damaged and cannot be read")]
    Unreadable {
        /// The session.
        session: SessionId,
    },
    /// The session is open to read only.
    #[error(
        "session \"{0}\" can only be read: another session bears the same name; nothing was changed"
    )]
    Twin(SessionId),
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
    /// The disk failed while the file was in use.
    #[error("{path} could not be read or written: the disk reported an error")]
    Disk {
        /// The file.
        path: PathBuf,
    },
    /// A backup is not what it should be.
    #[error("{path} is no good as a backup: {reason}; the records were left as they are")]
    BadBackup {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A place for the records that is refused.
    #[error("the records cannot lie at {path}: {reason}; nothing was moved")]
    BadPlace {
        /// The place.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A value that cannot be hashed.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Anything else the database says; its own words are for the log.
    #[error("the records at {path} could not be used (database error {code})")]
    Database {
        /// The database.
        path: PathBuf,
        /// SQLite's extended result code.
        code: i32,
    },
}
