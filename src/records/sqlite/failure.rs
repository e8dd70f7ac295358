//! SQLite's errors as errors of the records.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::records::RecordsError;

/// Either side of a write can fail; the caller sees one error.
pub(super) enum WriteError {
    Records(Box<RecordsError>),
    Sqlite(rusqlite::Error),
}

impl From<RecordsError> for WriteError {
    fn from(error: RecordsError) -> Self {
        Self::Records(Box::new(error))
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

pub(in crate::records) fn database_error(path: &Path, error: &rusqlite::Error) -> RecordsError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => RecordsError::DiskFull,
        Some(ErrorCode::NotADatabase) => RecordsError::Foreign { path },
        Some(ErrorCode::DatabaseCorrupt) => RecordsError::Damaged { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RecordsError::Locked { path },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            let reason = "check that it and its folder may be written".to_owned();
            RecordsError::Unwritable { path, reason }
        }
        Some(ErrorCode::SystemIoFailure) => RecordsError::Disk { path },
        // A row of another shape than ours: a table was altered, or a page damaged.
        None => RecordsError::Damaged { path },
        Some(_) => {
            let code = error.sqlite_error().map_or(0, |error| error.extended_code);
            RecordsError::Database { path, code }
        }
    }
}
