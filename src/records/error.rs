//! Why the records could not be opened, read or written.

use std::path::PathBuf;

use crate::domain::canonical::CanonicalError;
use crate::domain::ids::SessionId;
use crate::domain::record::RecordFault;

/// Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    #[error(
        "the records at {path} are in use by another running copy of Plumbline: close it first; \
         nothing was changed"
    )]
    Locked { path: PathBuf },
    #[error("the records at {path} are open read-only; nothing was changed")]
    ReadOnly { path: PathBuf },
    #[error(
        "the records at {path} were written by a newer Plumbline (format {found}; this one reads up to \
         {newest}): open them with that version; nothing was changed"
    )]
    NewerSchema { path: PathBuf, found: u32, newest: u32 },
    /// An opening failed, or a person has to decide first.
    #[error("the records are not open: see Home")]
    NotOpen,
    #[error(
        "{path} is not a Plumbline database: choose another file for the records; nothing was changed"
    )]
    Foreign { path: PathBuf },
    #[error("there are no records at {path}; nothing was created")]
    Missing { path: PathBuf },
    /// The path no longer leads to the file that was opened.
    #[error("the records file {path} was removed, replaced or cut short while it was in use")]
    Displaced { path: PathBuf },
    #[error("the records file {path} is damaged")]
    Damaged { path: PathBuf },
    #[error("there is no session \"{0}\" in the records")]
    NoSuchSession(SessionId),
    #[error("a session \"{0}\" is in the records already")]
    SessionExists(SessionId),
    #[error(
        "session \"{session}\" was continued elsewhere ({found} events where {expected} were expected): \
         open it again"
    )]
    OutOfOrder { session: SessionId, expected: u64, found: u64 },
    #[error(
        "event {seq} of session \"{session}\" was changed outside Plumbline, or damaged: the events \
         before it are intact"
    )]
    Tampered { session: SessionId, seq: u64 },
    #[error("session \"{session}\" was changed outside Plumbline, or damaged: {fault}")]
    Faulty { session: SessionId, fault: RecordFault },
    #[error("a part of session \"{session}\" is damaged and cannot be read")]
    Unreadable { session: SessionId },
    #[error("session \"{0}\" is read-only: another session has the same id; nothing was changed")]
    Twin(SessionId),
    #[error("the disk is full, and the last step was not saved: free some space and try again")]
    DiskFull,
    #[error("{path} cannot be written: {reason}; nothing was changed")]
    Unwritable { path: PathBuf, reason: String },
    /// The disk failed while the file was in use.
    #[error("{path} could not be read or written: the disk reported an error")]
    Disk { path: PathBuf },
    #[error("{path} cannot be used as a backup: {reason}; the records were left as they are")]
    BadBackup { path: PathBuf, reason: String },
    #[error("the records can't be kept at {path}: {reason}; nothing was moved")]
    BadPlace { path: PathBuf, reason: String },
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Anything else. `code` is SQLite's extended result code; its own words are for the log.
    #[error("the records at {path} could not be used (database error {code})")]
    Database { path: PathBuf, code: i32 },
}
