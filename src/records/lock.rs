//! One writer at a time: a lock on a file beside the database.
//!
//! The system lifts the lock when the program ends, however it ends.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::RecordsError;

/// Holds the lock as long as it lives.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the database at `path`, or says who has it.
    pub fn take(path: &Path) -> Result<Self, RecordsError> {
        let lock_path = lock_path(path);
        let unwritable = |error: std::io::Error| RecordsError::Unwritable {
            path: lock_path.clone(),
            reason: error.to_string(),
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(RecordsError::Locked { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => Err(unwritable(error)),
        }
    }
}

/// Beside the database itself, whatever link leads to it.
fn lock_path(path: &Path) -> PathBuf {
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    path.with_file_name(name)
}
